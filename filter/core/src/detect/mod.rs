//! Texts in, findings out.
//!
//! ```text
//! segment -> fold::View -> pass::Pass -> families -> score::resolve -> findings
//!            folded text   cues, digits,  candidates   one per place     original offsets
//!            + map back    @, tokens ...
//! ```
//!
//! # Writing a family
//!
//! A family is a module with
//!
//! - `pub static ENTITIES: &[&[Entity]]`: its rows, one slice a file. Hits and misses of each row are run by a test.
//! - a word list in `filter/core/lexicon/NAME.tsv` (`lexicon` tells the format, with `~` stems, `=` exact capitals and
//!   `^` capital first letter). `cue!("ctx.phone")` is a cue, `cue_set!["ctx.phone", "ctx.fr."]` a set of them (a
//!   trailing `.` takes the whole family of names), both checked or built at compile time.
//! - `pub fn find(pass: &Pass, out: &mut Vec<Candidate>)`: looks at `pass.cues`, `pass.digits`, `pass.ats`,
//!   `pass.tokens`, `pass.longs` (never at the text from one end to the other) and pushes candidates:
//!   `Candidate { entity: entity!("email"), likelihood, start, end }`, places in bytes of `pass.text`.
//!   Ask `pass.present.meets(&SET)` first; work per cue or place must be bounded by a constant.
//! - `ids` and `financial` have `SCHEMES: &[&[Scheme]]`, `secrets` has `TOKENS: &[&[TokenRule]]`.
//!
//! Help on `Pass`: `context(start, end, &wanted, &against)`, `nearest(..)`, `clause(start, end)`, `cues_in(start, end)`,
//! `bytes(start, end)`, `byte(at)`, `byte_before(at)`. A candidate's likelihood counts everything; the engine only
//! resolves overlaps (by likelihood, then length). What is `VeryUnlikely` is not reported at all.

pub mod classes; // bytes -> masks
pub mod contact;
pub mod entity; // the table of all rows
pub mod financial;
pub mod fold; // text -> view with a map back
pub mod fold_chars; // one character; the build script compiles it too
pub mod ids;
pub mod lexicon; // words -> cues
pub mod lexicon_table; // the compiled form; the build script compiles it too
pub mod numbers; // digits and letters -> identifiers
pub mod pass; // view -> cues, places
pub mod person;
pub mod score; // likelihood, overlaps
pub mod secrets;
pub mod topics;

use crate::limits::FINDINGS_MAX;
use crate::segment::{Segment, Uninspected};
use crate::words::{Category, Country, Likelihood, Sensitivity};
use entity::{Entity, EntityId, EntityInfo};
use fold::View;
use lexicon::Lexicon;
use pass::{Candidate, Pass, TOKEN_BITMAP_BYTES, Tables, token_place};

/// An entity at a place. It never holds the text that matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub entity: EntityId,
    /// How sure the detector is.
    pub likelihood: Likelihood,
    /// Index of the segment where it begins.
    pub segment: u32,
    /// First byte in the segment's decoded text.
    pub start: u32,
    /// One past the last byte in the segment's decoded text (cut at the segment's end if it runs on over a seam).
    pub end: u32,
}

/// What a scan gave.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// Resolved findings: no two overlap in one segment, in order of place.
    pub findings: Vec<Finding>,
    /// What the scanner did not get to.
    pub uninspected: Vec<Uninspected>,
    /// Bytes of text that were scanned.
    pub bytes: usize,
}

/// What a policy may tell the scanner.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The policy's own entities.
    pub custom: Vec<CustomEntity>,
    /// Values that are never reported, exactly as written.
    pub allow: Vec<String>,
    /// Countries the policy is about; they win where two countries' schemes are identical.
    pub countries: Vec<Country>,
    /// Whether published test values (4111 1111 1111 1111, example.com ...) count as findings.
    pub test_values: bool,
}

/// An entity that a policy defines.
#[derive(Debug, Clone)]
pub struct CustomEntity {
    /// Name in policies and records.
    pub id: String,
    /// What it is, for people.
    pub title: String,
    /// What kind of protected data it is.
    pub category: Category,
    /// What a finding counts as.
    pub sensitivity: Sensitivity,
    /// Words and phrases, written as in the word lists (`projekt~`, `=ACME`).
    pub keywords: Vec<String>,
}

/// A scanner, made once per policy and used for every request.
#[derive(Debug)]
pub struct Scanner {
    tables: Tables,
    custom: Vec<CustomEntity>,
    built_in: Vec<&'static Entity>,
}

impl Default for Scanner {
    fn default() -> Scanner {
        Scanner::new(&Options::default())
    }
}

impl Scanner {
    /// A scanner with every built-in entity and the policy's own.
    pub fn new(options: &Options) -> Scanner {
        let lexicon = Lexicon::built_in();
        let mut tokens = vec![0u8; TOKEN_BITMAP_BYTES].into_boxed_slice();
        for rule in secrets::TOKENS.iter().flat_map(|file| file.iter()) {
            let (byte, bit) = token_place(pass::eight_bytes(rule.prefix.as_bytes(), 0));
            if let Some(slot) = tokens.get_mut(byte) {
                *slot |= bit;
            }
        }
        let tables = Tables {
            words: lexicon.bitmaps().into(),
            lexicon,
            custom: None,
            tokens,
            numbers: numbers::Schemes::of(&[financial::SCHEMES, ids::SCHEMES]),
            countries: options.countries.iter().map(|c| c.as_str().to_owned()).collect(),
            test_values: options.test_values,
        };
        Scanner { tables, custom: options.custom.clone(), built_in: entity::built_in().collect() }
    }

    /// Every entity, in the order of `EntityId`.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, EntityInfo<'_>)> {
        let custom = self.custom.iter().map(CustomEntity::info);
        let all = self.built_in.iter().map(|e| e.info()).chain(custom);
        all.enumerate().map(|(index, info)| (EntityId(index as u16), info))
    }

    /// What is known of an entity; `None` for an id that is not from this scanner.
    pub fn entity(&self, id: EntityId) -> Option<EntityInfo<'_>> {
        let index = usize::from(id.0);
        match self.built_in.get(index) {
            Some(row) => Some(row.info()),
            None => self.custom.get(index - self.built_in.len()).map(CustomEntity::info),
        }
    }

    /// The entity of this name.
    pub fn entity_by_id(&self, id: &str) -> Option<EntityId> {
        self.entities().find(|(_, info)| info.id == id).map(|(id, _)| id)
    }

    /// Scans all segments of one request. Linear in the bytes; never panics.
    pub fn scan(&self, segments: &[Segment<'_>]) -> Scan {
        let mut scan = Scan::default();
        for (index, segment) in segments.iter().enumerate() {
            scan.bytes += segment.text.len();
            let mut candidates = Vec::new();
            self.scan_text(&segment.text, &mut candidates);
            let room = FINDINGS_MAX.saturating_sub(scan.findings.len());
            scan.findings.extend(score::resolve(candidates).into_iter().take(room).map(|c| Finding {
                entity: c.entity,
                likelihood: c.likelihood,
                segment: index as u32,
                start: c.start as u32,
                end: c.end as u32,
            }));
        }
        scan
    }

    /// Candidates of one text, at places in that text.
    fn scan_text(&self, text: &str, out: &mut Vec<Candidate>) {
        let view = View::of(text);
        let pass = Pass::over(&view, &self.tables);
        let mut found = Vec::new();
        numbers::find(&pass, &mut found);
        contact::find(&pass, &mut found);
        financial::find(&pass, &mut found);
        ids::find(&pass, &mut found);
        secrets::find(&pass, &mut found);
        person::find(&pass, &mut found);
        topics::find(&pass, &mut found);
        for candidate in found {
            if candidate.likelihood > Likelihood::VeryUnlikely && candidate.start < candidate.end {
                let (start, end) = view.map.origin(candidate.start, candidate.end);
                out.push(Candidate { start, end, ..candidate });
            }
        }
    }
}

impl CustomEntity {
    fn info(&self) -> EntityInfo<'_> {
        EntityInfo {
            id: &self.id,
            title: &self.title,
            category: self.category,
            sensitivity: self.sensitivity,
            countries: &[],
        }
    }
}
