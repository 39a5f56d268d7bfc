//! Cases through the core's scanner, with default options; a finding counts from `Possible` on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use octroi_core::detect::Scanner;
use octroi_core::detect::entity::{EntityInfo, FAMILIES};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Category, Likelihood, Role, Sensitivity};

use super::hide::{Form, Veil};
use super::sets::{Case, DOCUMENT, Kind, Want};

/// Hits, misses and wrong findings of one entity, category or group.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    /// Wanted and found.
    pub hits: u32,
    /// Wanted, not found.
    pub misses: u32,
    /// Found, not wanted.
    pub wrong: u32,
}

impl Count {
    /// Share of what was wanted that was found.
    pub fn recall(&self) -> f64 {
        share(self.hits, self.hits + self.misses)
    }
    /// Share of what was found that was wanted.
    pub fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.wrong)
    }
    /// Harmonic mean of both.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
    /// How many were wanted.
    pub fn wanted(&self) -> u32 {
        self.hits + self.misses
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rate {
    /// Of these.
    pub of: u32,
    /// So many.
    pub hits: u32,
}

impl Rate {
    fn add(&mut self, hit: bool) {
        self.of += 1;
        self.hits += u32::from(hit);
    }
    /// From 0 to 1; of nothing, 0.
    pub fn share(&self) -> f64 {
        f64::from(self.hits) / f64::from(self.of.max(1))
    }
    pub(super) fn join(&mut self, other: &Rate) {
        self.of += other.of;
        self.hits += other.hits;
    }
}

/// What a language shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Language {
    /// Values and texts by entity.
    pub count: Count,
    /// Sensitive prompts that are found to be so.
    pub found: Rate,
    /// Harmless prompts with an alarm.
    pub alarms: Rate,
}

/// What the documents and plates of one country show, or one kind of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document {
    /// Numbers found, as this country's or as no country's.
    pub found: Rate,
    /// Numbers found as this country's.
    pub own: Rate,
    /// The same numbers under another name, found as anything.
    pub other: Rate,
}

/// All counts.
#[derive(Debug, Default)]
pub struct Score {
    /// By the first entity wanted.
    pub entities: BTreeMap<String, Count>,
    /// By category: an entity of the same category at the same place is right.
    pub categories: BTreeMap<Category, Count>,
    /// By the slot's group.
    pub groups: BTreeMap<String, Count>,
    /// By language.
    pub languages: BTreeMap<String, Language>,
    /// Alarms by kind of harmless case.
    pub harmless: BTreeMap<Kind, Rate>,
    /// Near misses found as an identifier, by entity.
    pub near: BTreeMap<String, Rate>,
    /// Documents and plates by label, such as `passport_fr`.
    pub documents: BTreeMap<String, Document>,
    /// Hidden values found, by form.
    pub hidden: BTreeMap<Form, Rate>,
    /// Harmless twins with an alarm, by form.
    pub twins: BTreeMap<Form, Rate>,
    /// Cases in all.
    pub cases: u32,
    failures: BTreeMap<&'static str, BTreeMap<String, Vec<String>>>,
}

struct Found<'s> {
    info: EntityInfo<'s>,
    family: &'static str,
    place: Range<usize>,
    certain: Likelihood,
}

impl Score {
    /// Scans every case as one text.
    pub fn of(cases: &[Case]) -> Score {
        let scanner = Scanner::default();
        let mut score = Score { cases: cases.len() as u32, ..Score::default() };
        for case in cases {
            let found = scan(&scanner, &case.text);
            match case.kind {
                Kind::Sensitive => score.sensitive(&scanner, case, &found),
                Kind::Clean | Kind::Hard | Kind::Topic | Kind::Twin(_) => score.harmless(case, &found),
                Kind::NearMiss => score.near_miss(case, &found),
                Kind::Other => score.other(case, &found),
                Kind::Hidden(form) => {
                    let hit = case.wants.iter().all(|want| found.iter().any(|f| want.is_met_by(f)));
                    score.hidden.entry(form).or_default().add(hit);
                    if !hit {
                        score.fail("engine", format!("hidden: {}", form.title()), case, &found);
                    }
                }
            }
        }
        score
    }

    fn sensitive(&mut self, scanner: &Scanner, case: &Case, found: &[Found<'_>]) {
        for want in &case.wants {
            let met = found.iter().any(|f| want.is_met_by(f));
            let label = want.entities.first().cloned().unwrap_or_default();
            let add = |count: &mut Count, met: bool| if met { count.hits += 1 } else { count.misses += 1 };
            if let Some(category) = category(scanner, &label) {
                let met = found.iter().any(|f| f.info.category == category && want.is_at(f));
                add(self.categories.entry(category).or_default(), met);
            }
            add(self.entities.entry(label.clone()).or_default(), met);
            add(self.groups.entry(want.group_name()).or_default(), met);
            add(&mut self.languages.entry(case.lang.clone()).or_default().count, met);
            if want.group == DOCUMENT {
                let document = self.documents.entry(label.clone()).or_default();
                document.found.add(met);
                document.own.add(found.iter().any(|f| want.is_at(f) && f.info.id == label));
            }
            if !met {
                self.fail(family(want), format!("not found: {label}"), case, found);
            }
        }
        for f in found.iter().filter(|f| f.info.sensitivity > Sensitivity::Internal) {
            if !case.wants.iter().any(|want| want.is_met_by(f)) {
                self.wrong(case, f, found);
            }
        }
        // A marking "for internal use" is right to stay below an alarm.
        let quiet = case.wants.iter().all(|want| want.entities.iter().any(|id| id == "marking_internal"));
        let alarm = found.iter().any(|f| quiet || f.info.sensitivity > Sensitivity::Internal);
        self.languages.entry(case.lang.clone()).or_default().found.add(alarm);
    }

    fn other(&mut self, case: &Case, found: &[Found<'_>]) {
        for want in &case.wants {
            let label = want.entities.first().cloned().unwrap_or_default();
            let alarm = found.iter().find(|f| want.is_at(f) && f.info.sensitivity > Sensitivity::Internal);
            self.documents.entry(label.clone()).or_default().other.add(alarm.is_some());
            if let Some(f) = alarm {
                self.fail(f.family, format!("{label} under another name found as {}", f.info.id), case, found);
            }
        }
    }

    fn harmless(&mut self, case: &Case, found: &[Found<'_>]) {
        let loud = |f: &&Found<'_>| f.info.sensitivity > Sensitivity::Internal;
        let alarm = found.iter().any(|f| loud(&f));
        if let Kind::Twin(form) = case.kind {
            self.twins.entry(form).or_default().add(alarm);
            if alarm {
                self.fail("engine", format!("harmless twin: {}", form.title()), case, found);
            }
            return;
        }
        self.harmless.entry(case.kind).or_default().add(alarm);
        if case.kind == Kind::Clean {
            self.languages.entry(case.lang.clone()).or_default().alarms.add(alarm);
        }
        for f in found.iter().filter(loud) {
            self.wrong(case, f, found);
        }
    }

    fn near_miss(&mut self, case: &Case, found: &[Found<'_>]) {
        let Some(want) = case.wants.first() else { return };
        let label = want.entities.first().cloned().unwrap_or_default();
        let alarm = found.iter().find(|f| want.is_at(f) && f.family != "persons");
        self.near.entry(label.clone()).or_default().add(alarm.is_some());
        if let Some(f) = alarm {
            self.fail(f.family, format!("near miss of {label} found as {}", f.info.id), case, found);
        }
    }

    fn wrong(&mut self, case: &Case, f: &Found<'_>, found: &[Found<'_>]) {
        self.entities.entry(f.info.id.to_owned()).or_default().wrong += 1;
        let same = |want: &&Want| want.is_at(f) && want.is_of(f.info.category);
        if !case.wants.iter().any(|want| same(&want)) {
            self.categories.entry(f.info.category).or_default().wrong += 1;
        }
        self.groups.entry(group_of(f)).or_default().wrong += 1;
        self.fail(f.family, format!("false: {} in {:?} text", f.info.id, case.kind), case, found);
    }

    fn fail(&mut self, family: &'static str, title: String, case: &Case, found: &[Found<'_>]) {
        let got: Vec<String> = found
            .iter()
            .map(|f| format!("{}/{} `{}`", f.info.id, f.certain, case.text.get(f.place.clone()).unwrap_or_default()))
            .collect();
        let wants: Vec<String> = case
            .wants
            .iter()
            .map(|w| match w.place.clone().and_then(|place| case.text.get(place)) {
                Some(text) => format!("{} `{text}`", w.entities.join("|")),
                None => w.entities.join("|"),
            })
            .collect();
        let text = format!("- [{}] {:?}\n  wants {}; got {}", case.lang, case.text, wants.join(", "), got.join(", "));
        self.failures.entry(family).or_default().entry(title).or_default().push(text);
    }

    /// By family, Markdown: the most frequent first, with examples.
    pub fn failures(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.failures.iter().map(|(family, kinds)| {
            let mut kinds: Vec<_> = kinds.iter().collect();
            kinds.sort_by_key(|(_, texts)| std::cmp::Reverse(texts.len()));
            let mut out = format!("# {family}: failures on the scorecard's sets, most frequent first\n");
            for (title, texts) in kinds.iter().take(60) {
                out += &format!("\n## {} x {title}\n", texts.len());
                // Spread over the list, since neighbours come from one template.
                for text in texts.iter().step_by(texts.len().div_ceil(8)) {
                    out += text;
                    out.push('\n');
                }
            }
            (*family, out)
        })
    }

    /// All languages together.
    pub fn prompts(&self) -> Language {
        let mut all = Language::default();
        for language in self.languages.values() {
            all.found.join(&language.found);
            all.alarms.join(&language.alarms);
        }
        all
    }

    /// Hidden values found and harmless twins with an alarm, of one kind of hiding.
    pub fn veiled(&self, veil: Veil) -> (Rate, Rate) {
        let sum = |rates: &BTreeMap<Form, Rate>| {
            let mut all = Rate::default();
            rates.iter().filter(|(form, _)| form.veil() == veil).for_each(|(_, rate)| all.join(rate));
            all
        };
        (sum(&self.hidden), sum(&self.twins))
    }

    /// Documents and plates whose label this is, together.
    pub fn documents(&self, is: impl Fn(&str) -> bool) -> Document {
        let mut all = Document::default();
        for (_, document) in self.documents.iter().filter(|(label, _)| is(label)) {
            all.found.join(&document.found);
            all.own.join(&document.own);
            all.other.join(&document.other);
        }
        all
    }

    /// Near misses of all entities.
    pub fn near_all(&self) -> Rate {
        let mut all = Rate::default();
        self.near.values().for_each(|rate| all.join(rate));
        all
    }
}

impl Want {
    fn is_at(&self, f: &Found<'_>) -> bool {
        self.place.as_ref().is_none_or(|place| f.place.start < place.end && place.start < f.place.end)
    }
    fn is_met_by(&self, f: &Found<'_>) -> bool {
        self.is_at(f) && self.entities.iter().any(|wanted| names(wanted, f))
    }
    fn is_of(&self, category: Category) -> bool {
        self.entities.iter().any(|e| built_in_category(e) == Some(category))
    }
    fn group_name(&self) -> String {
        let group = match self.entities.first().and_then(|e| built_in_category(e)) {
            Some(Category::SpecialCategory | Category::CriminalOffence) => "art9",
            _ if self.group == "text" => "text",
            _ => &self.group,
        };
        group.to_owned()
    }
}

/// `id`, `prefix*` or `@category`.
fn names(wanted: &str, f: &Found<'_>) -> bool {
    match (wanted.strip_prefix('@'), wanted.strip_suffix('*')) {
        (Some(category), _) => f.info.category.as_str() == category,
        (_, Some(prefix)) => f.info.id.starts_with(prefix),
        _ => f.info.id == wanted,
    }
}

fn category(scanner: &Scanner, label: &str) -> Option<Category> {
    built_in_category(label)
        .or_else(|| scanner.entity_by_id(label).and_then(|id| scanner.entity(id)).map(|e| e.category))
}

fn built_in_category(label: &str) -> Option<Category> {
    if let Some(category) = label.strip_prefix('@') {
        return Category::parse(category);
    }
    let mut rows = FAMILIES.iter().flat_map(|family| family.iter()).flat_map(|file| file.iter());
    let row = match label.strip_suffix('*') {
        Some(prefix) => rows.find(|row| row.id.starts_with(prefix)),
        None => rows.find(|row| row.id == label),
    };
    row.map(|row| row.category)
}

fn group_of(f: &Found<'_>) -> String {
    let group = match (f.family, f.info.id) {
        ("secrets", "password_in_text") => "password",
        ("secrets", _) => "secret",
        ("persons", "person_name") => "name",
        ("persons", _) => "person",
        ("topics", _) if f.info.category == Category::BusinessConfidential => "text",
        ("topics", _) => "art9",
        ("ids", _) => "id",
        _ if f.info.category == Category::Financial => "financial",
        _ => "contact",
    };
    group.to_owned()
}

fn family(want: &Want) -> &'static str {
    match want.group.as_str() {
        "id" | DOCUMENT => "ids",
        "secret" | "password" => "secrets",
        "name" | "person" => "persons",
        "text" => "topics",
        _ => "engine",
    }
}

fn scan<'s>(scanner: &'s Scanner, text: &str) -> Vec<Found<'s>> {
    let text = Cow::Borrowed(text);
    let raw = 0..text.len();
    let scan = scanner.scan(&[Segment { text, role: Role::User, raw, seam: Seam::Apart }]);
    let counts = scan.findings.iter().filter(|finding| finding.likelihood >= Likelihood::Possible);
    let found = counts.filter_map(|finding| {
        Some(Found {
            info: scanner.entity(finding.entity)?,
            family: family_of(usize::from(finding.entity.0)),
            place: finding.start as usize..finding.end as usize,
            certain: finding.likelihood,
        })
    });
    found.collect()
}

fn family_of(index: usize) -> &'static str {
    const NAMES: [&str; 6] = ["engine", "engine", "ids", "secrets", "persons", "topics"];
    let mut end = 0;
    for (family, name) in FAMILIES.iter().zip(NAMES) {
        end += family.iter().map(|file| file.len()).sum::<usize>();
        if index < end {
            return name;
        }
    }
    "engine"
}
