//! The labelled sets: templates and values from files, cases with a fixed seed.
//!
//! `values*.tsv`: blocks. `[slot group entity|entity]` opens one; each line below is a value and, after a tab, the same
//! value with one character wrong. `[name.fr ...]` is the slot `name` for French; a slot's group tells the goal it
//! belongs to, its entities what it may be found as (`-`: it must not be found).
//!
//! `XX.tsv`, XX a language: lines `kind<TAB>template`. `{slot}` stands for a value, `{=entity:text}` for itself, `\n` and
//! `\t` for line break and tab, `\&` for nothing (it keeps a made-up token from looking like one to other scanners); any
//! other brace is a brace. Kinds:
//!
//! - `+`: every value must be found,
//! - `clean`, `hard`, `topic`: nothing above internal may be found (ordinary prompts; numbers that look like something;
//!   topic words without a person),
//! - `other`: a value is called something else ("order number"): nothing may be found in its place,
//! - an entity or several with `|`: one of them must be found somewhere, and every value too.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::hide::{self, Form};

/// Cases that are made for each slot and each expected entity, at least.
const CASES_PER_LABEL: usize = 200;

/// The same for a document's or a plate's slot: there are some 140 of them.
const CASES_PER_DOCUMENT: usize = 40;

/// Cases of a harmless template that has slots.
const HARMLESS_PER_TEMPLATE: usize = 10;

/// Cases of a template that calls a value something else.
const OTHER_PER_TEMPLATE: usize = 4;

/// The group of documents and plates.
pub const DOCUMENT: &str = "document";

/// Cases for each form of hiding, about.
const CASES_PER_FORM: usize = 100;

/// What a case must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// All that is wanted must be found.
    Sensitive,
    /// An ordinary prompt.
    Clean,
    /// Numbers and code that look like something.
    Hard,
    /// A topic without a person, or a double meaning.
    Topic,
    /// One character of an identifier is wrong.
    NearMiss,
    /// A document's number is called something else.
    Other,
    /// As `Sensitive`, hidden.
    Hidden(Form),
    /// As `Clean`, in the same dress.
    Twin(Form),
}

/// What must be found, and where.
#[derive(Debug, Clone)]
pub struct Want {
    /// Ids, any of which is right; the first is the label.
    pub entities: Vec<String>,
    /// The goal it belongs to: `id`, `contact`, `secret` ...
    pub group: String,
    /// Bytes of the text; anywhere if none.
    pub place: Option<Range<usize>>,
}

/// A text with what must be found in it.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it must show.
    pub kind: Kind,
    /// The file's name: a language, or `xx` for none.
    pub lang: String,
    /// The text.
    pub text: String,
    /// What must be found; for a near miss, what must not.
    pub wants: Vec<Want>,
}

#[derive(Debug, Default)]
struct Slot {
    group: String,
    entities: Vec<String>,
    values: Vec<(String, Option<String>)>,
}

#[derive(Debug)]
struct Template {
    lang: String,
    kind: String,
    text: String,
}

/// All files of a folder.
#[derive(Debug, Default)]
pub struct Sets {
    slots: BTreeMap<String, Slot>,
    templates: Vec<Template>,
}

impl Sets {
    /// Reads a folder.
    pub fn read(folder: &Path) -> Result<Sets> {
        let mut sets = Sets::default();
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).with_context(|| format!("cannot read `{}`", folder.display()))? {
            paths.push(entry?.path());
        }
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "tsv")) {
            let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let read = match stem.starts_with("values") {
                true => sets.read_values(&text),
                false => sets.read_templates(stem.split('-').next().unwrap_or_default(), &text),
            };
            read.with_context(|| format!("in `{}`", path.display()))?;
        }
        Ok(sets)
    }

    fn read_values(&mut self, text: &str) -> Result<()> {
        let mut open = None;
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# ")) {
            if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let [slot, group, entities] = head.split(' ').collect::<Vec<_>>()[..] else {
                    bail!("line {}: expected `[slot group entities]`, found `{line}`", index + 1);
                };
                let entities = if entities == "-" { Vec::new() } else { split_ids(entities) };
                let slot = self.slots.entry(slot.to_owned()).or_insert_with(|| Slot {
                    group: group.to_owned(),
                    entities,
                    values: Vec::new(),
                });
                open = Some(slot);
            } else if let Some(slot) = open.as_mut() {
                let (value, wrong) = line.split_once('\t').map_or((line, None), |(v, w)| (v, Some(w)));
                slot.values.push((unescape(value), wrong.map(unescape)));
            }
        }
        Ok(())
    }

    fn read_templates(&mut self, lang: &str, text: &str) -> Result<()> {
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# ")) {
            let Some((kind, text)) = line.split_once('\t') else {
                bail!("line {}: expected `kind<TAB>template`, found `{line}`", index + 1);
            };
            let (lang, kind, text) = (lang.to_owned(), kind.to_owned(), unescape(text));
            self.templates.push(Template { lang, kind, text });
        }
        Ok(())
    }

    /// Every case; with `share` above 1, one in so many.
    pub fn cases(&self, share: usize) -> Vec<Case> {
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        // What has no slot is one case however often it is asked for.
        for template in self.templates.iter().filter(|template| self.has_slots(template)) {
            for (label, _) in self.labels(template) {
                *uses.entry(label).or_default() += 1;
            }
        }
        let mut random = Random(0x0C7201);
        let (mut cases, mut clean) = (Vec::new(), Vec::new());
        for template in &self.templates {
            let harmless = match template.kind.as_str() {
                "clean" => Some(Kind::Clean),
                "hard" => Some(Kind::Hard),
                "topic" => Some(Kind::Topic),
                "other" => Some(Kind::Other),
                _ => None,
            };
            let needed = |(label, cases): &(&str, usize)| cases.div_ceil(uses.get(label).copied().unwrap_or(1));
            let times = match self.has_slots(template) {
                _ if harmless == Some(Kind::Other) => OTHER_PER_TEMPLATE,
                true => self.labels(template).iter().map(needed).max().unwrap_or(HARMLESS_PER_TEMPLATE),
                false => 1,
            };
            for _ in 0..times {
                let (case, wrong) = self.case(template, harmless.unwrap_or(Kind::Sensitive), &mut random);
                if harmless == Some(Kind::Clean) {
                    clean.push(case.clone());
                }
                cases.push(case);
                cases.extend(wrong);
            }
        }
        cases.extend(hidden(&cases, &clean, &mut random));
        if share > 1 {
            cases.retain(|_| random.below(share) == 0);
        }
        cases
    }

    fn has_slots(&self, template: &Template) -> bool {
        self.pieces(&template.text, &template.lang).any(|piece| matches!(piece, Piece::Slot(_)))
    }

    /// What a template is counted under, its kind's entities and its slots, and how many cases each should have.
    fn labels<'t>(&'t self, template: &'t Template) -> Vec<(&'t str, usize)> {
        if template.kind == "other" {
            return Vec::new();
        }
        let kind = Some(template.kind.as_str()).filter(|kind| !["+", "clean", "hard", "topic"].contains(kind));
        let slots = self.pieces(&template.text, &template.lang).filter_map(|piece| match piece {
            Piece::Slot(slot) => {
                let cases = if slot.group == DOCUMENT { CASES_PER_DOCUMENT } else { CASES_PER_LABEL };
                slot.entities.first().map(|entity| (entity.as_str(), cases))
            }
            Piece::Own(..) | Piece::Text(_) => None,
        });
        kind.map(|kind| (kind, CASES_PER_LABEL)).into_iter().chain(slots).collect()
    }

    /// One case, and the one with a wrong character if a value has such a twin.
    fn case(&self, template: &Template, kind: Kind, random: &mut Random) -> (Case, Option<Case>) {
        let case = |kind| Case { kind, lang: template.lang.clone(), text: String::new(), wants: Vec::new() };
        let (mut right, mut wrong) = (case(kind), case(Kind::NearMiss));
        for piece in self.pieces(&template.text, &template.lang) {
            match piece {
                Piece::Text(text) => {
                    right.text += text;
                    wrong.text += text;
                }
                Piece::Own(entities, text) => {
                    right.push(text, &split_ids(entities), "own");
                    wrong.text += text;
                }
                Piece::Slot(slot) => {
                    let Some((value, twin)) = slot.values.get(random.below(slot.values.len())) else { continue };
                    right.push(value, &slot.entities, &slot.group);
                    match twin {
                        Some(twin) if wrong.wants.is_empty() => wrong.push(twin, &slot.entities, &slot.group),
                        _ => wrong.text += value,
                    }
                }
            }
        }
        let entities = template.kind.as_str();
        if kind == Kind::Sensitive && entities != "+" {
            right.wants.push(Want { entities: split_ids(entities), group: "text".to_owned(), place: None });
        }
        let has_twin = kind == Kind::Sensitive && !wrong.wants.is_empty();
        (right, has_twin.then_some(wrong))
    }

    fn pieces<'t>(&'t self, text: &'t str, lang: &'t str) -> impl Iterator<Item = Piece<'t>> {
        let mut rest = text;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut from = 0;
            while let Some(open) = rest[from..].find('{').map(|at| at + from) {
                let piece = rest[open + 1..].split_once('}').and_then(|(name, _)| self.piece(name, lang));
                if let Some((piece, len)) = piece {
                    if open > 0 {
                        let (before, after) = rest.split_at(open);
                        rest = after;
                        return Some(Piece::Text(before));
                    }
                    rest = &rest[len + 2..];
                    return Some(piece);
                }
                from = open + 1;
            }
            Some(Piece::Text(std::mem::take(&mut rest)))
        })
    }

    fn piece<'t>(&'t self, name: &'t str, lang: &str) -> Option<(Piece<'t>, usize)> {
        if let Some((entities, text)) = name.strip_prefix('=').and_then(|own| own.split_once(':')) {
            return Some((Piece::Own(entities, text), name.len()));
        }
        let slot = self.slots.get(&format!("{name}.{lang}")).or_else(|| self.slots.get(name))?;
        Some((Piece::Slot(slot), name.len()))
    }
}

enum Piece<'t> {
    Text(&'t str),
    Own(&'t str, &'t str),
    Slot(&'t Slot),
}

impl Case {
    fn push(&mut self, value: &str, entities: &[String], group: &str) {
        let start = self.text.len();
        self.text += value;
        if !entities.is_empty() {
            let place = Some(start..self.text.len());
            self.wants.push(Want { entities: entities.to_vec(), group: group.to_owned(), place });
        }
    }
}

/// The same cases in every form, and harmless ones in the same dress.
fn hidden(cases: &[Case], clean: &[Case], random: &mut Random) -> Vec<Case> {
    let hideable = |case: &&Case| case.kind == Kind::Sensitive && case.wants.iter().any(|want| want.is_hideable());
    let hideable: Vec<_> = cases.iter().filter(hideable).collect();
    let mut out = Vec::new();
    if hideable.is_empty() || clean.is_empty() {
        return out;
    }
    for form in Form::ALL.iter().copied() {
        // Not every form fits every value: some tries are in vain.
        for made in 0..4 * CASES_PER_FORM {
            if out.iter().filter(|case: &&Case| case.kind == Kind::Hidden(form)).count() >= CASES_PER_FORM {
                break;
            }
            let case = hideable[random.below(hideable.len())];
            let Some(want) = case.wants.iter().find(|want| want.is_hideable()) else { continue };
            let Some(place) = want.place.clone() else { continue };
            let Some(text) = hide::hide(form, &case.text, place, &case.lang) else { continue };
            let wants = vec![Want { place: None, ..want.clone() }];
            out.push(Case { kind: Kind::Hidden(form), lang: case.lang.clone(), text, wants });
            let twin = &clean[random.below(clean.len())];
            let dressed = hide::hide(form, &twin.text, hide::some_place(&twin.text, made), &twin.lang);
            if let Some(text) = dressed {
                out.push(Case { kind: Kind::Twin(form), lang: twin.lang.clone(), text, wants: Vec::new() });
            }
        }
    }
    out
}

impl Want {
    fn is_hideable(&self) -> bool {
        ["id", "contact", "financial", "secret"].contains(&self.group.as_str())
    }
}

fn split_ids(text: &str) -> Vec<String> {
    text.split('|').map(str::to_owned).collect()
}

fn unescape(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\t", "\t").replace("\\&", "")
}

/// SplitMix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}
