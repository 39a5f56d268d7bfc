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
pub mod custom; // the policy's own entities
pub mod decode; // escapes, base64, spelled digits -> derived texts
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
pub mod published; // test values
pub mod score; // likelihood, overlaps
pub mod seams; // neighbouring segments -> glued texts
pub mod secrets;
pub mod tables; // words -> which lists may know them
pub mod topics;

use std::collections::BTreeSet;

use crate::limits::{DECODE_DEPTH_MAX, FINDINGS_MAX, SCAN_BYTES_MAX, SCAN_STEPS_BASE, SCAN_STEPS_PER_BYTE};
use crate::segment::{Segment, Uninspected};
use crate::words::{Country, Likelihood, Reason};
pub use custom::{CustomEntity, ExactMatch, Pattern};
use entity::{Entity, EntityId, EntityInfo};
use fold::{Map, View};
use pass::{Candidate, Pass};
use score::Standing;
use seams::Keep;
use tables::{Seen, Tables};

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
    /// Resolved findings in order of place. Those that count overlap only where all that beat them do not count.
    pub findings: Vec<Finding>,
    /// What the scanner did not get to.
    pub uninspected: Vec<Uninspected>,
    /// Bytes of text that were scanned.
    pub bytes: usize,
    /// Steps taken: words and numbers compared, bytes of derived texts. The measure of work in tests.
    pub steps: u64,
}

/// What a policy may tell the scanner.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The policy's own entities.
    pub custom: Vec<CustomEntity>,
    /// Values that are never reported, nor any part of them. Case, spaces and separators in them do not matter.
    pub allow: Vec<String>,
    /// From which likelihood on a finding counts, by `EntityId`; `Possible` for those beyond the list.
    pub thresholds: Vec<Likelihood>,
    /// Countries the policy is about; they win where two countries' schemes are identical.
    pub countries: Vec<Country>,
    /// Whether published test values (4111 1111 1111 1111, example.com ...) are passed over; see `published`. They count
    /// unless the policy says otherwise: people write real data beside them, and generated data looks like them.
    pub skip_test_values: bool,
    /// Most bytes of text to look at for one request, derived texts included; 0 for `limits::SCAN_BYTES_MAX`.
    pub bytes_max: usize,
}

/// A scanner, made once per policy and used for every request.
#[derive(Debug)]
pub struct Scanner {
    tables: Tables,
    custom: custom::Custom,
    built_in: Vec<&'static Entity>,
    allow: BTreeSet<Vec<u8>>,
    thresholds: Vec<Likelihood>,
    bytes_max: usize,
}

impl Default for Scanner {
    fn default() -> Scanner {
        Scanner::new(&Options::default())
    }
}

impl Scanner {
    /// A scanner with every built-in entity and the policy's own.
    pub fn new(options: &Options) -> Scanner {
        fold::prepare();
        person::prepare();
        secrets::prepare();
        let built_in: Vec<_> = entity::built_in().collect();
        let (custom, own_words) = custom::Custom::of(&options.custom, built_in.len());
        let numbers = numbers::Schemes::of(&[contact::SCHEMES, financial::SCHEMES, ids::SCHEMES]);
        let mut tables = Tables::new(own_words, secrets::prefixes(), numbers);
        tables.countries = options.countries.iter().map(|c| c.as_str().to_owned()).collect();
        tables.test_values = !options.skip_test_values;
        let published = if options.skip_test_values { published::VALUES } else { &[] };
        let allow = options.allow.iter().map(String::as_str).chain(published.iter().copied()).map(bare).collect();
        let bytes_max = if options.bytes_max == 0 { SCAN_BYTES_MAX } else { options.bytes_max };
        let thresholds = options.thresholds.clone();
        Scanner { tables, custom, built_in, allow, thresholds, bytes_max }
    }

    /// Every entity, in the order of `EntityId`.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, EntityInfo<'_>)> {
        let all = self.built_in.iter().map(|e| e.info()).chain(self.custom.infos());
        all.enumerate().map(|(index, info)| (EntityId(index as u16), info))
    }

    /// What is known of an entity; `None` for an id that is not from this scanner.
    pub fn entity(&self, id: EntityId) -> Option<EntityInfo<'_>> {
        let index = usize::from(id.0);
        match self.built_in.get(index) {
            Some(row) => Some(row.info()),
            None => self.custom.infos().nth(index - self.built_in.len()),
        }
    }

    /// The entity of this name.
    pub fn entity_by_id(&self, id: &str) -> Option<EntityId> {
        self.entities().find(|(_, info)| info.id == id).map(|(id, _)| id)
    }

    /// Scans all segments of one request. Linear in the bytes; never panics.
    pub fn scan(&self, segments: &[Segment<'_>]) -> Scan {
        let bytes: usize = segments.iter().map(|s| s.text.len()).sum();
        let steps = SCAN_STEPS_BASE + SCAN_STEPS_PER_BYTE * bytes as u64;
        let seen = Seen::for_bytes(bytes.min(self.bytes_max));
        let mut work = Work { bytes_left: self.bytes_max, steps_left: steps, found: Vec::new(), seen };
        let mut scan = Scan { bytes, ..Scan::default() };
        let layout = seams::Layout::of(segments);
        for (index, segment) in segments.iter().enumerate() {
            let mut map = Map::default();
            map.copied(0, layout.base(index));
            let place = Place { map: &map, up: None, cut: (false, false) };
            let whole = self.scan_text(&segment.text, &place, 0, &mut work);
            if !whole {
                scan.uninspected.push(Uninspected { reason: Reason::ScanBudget, at: segment.raw.start });
                break;
            }
        }
        for glued in seams::glue(segments, &layout) {
            let first = work.found.len();
            let place = Place { map: &glued.map, up: None, cut: (false, false) };
            let whole = self.scan_text(&glued.text, &place, 0, &mut work);
            if glued.keep == Keep::Crossing {
                let found = work.found.split_off(first);
                work.found.extend(found.into_iter().filter(|c| layout.crosses(c.start, c.end)));
            }
            if !whole && scan.uninspected.is_empty() {
                let at = segments.first().map_or(0, |s| s.raw.start);
                scan.uninspected.push(Uninspected { reason: Reason::ScanBudget, at });
            }
        }
        scan.steps = (steps - work.steps_left) + (self.bytes_max - work.bytes_left) as u64;
        let resolved = score::resolve(work.found, |candidate| self.standing(segments, &layout, candidate));
        scan.findings = report(segments, &layout, resolved);
        scan
    }

    /// Adds the candidates of one text and of all that it hides. `false` when the budget was spent before the end.
    fn scan_text(&self, text: &str, place: &Place<'_>, depth: usize, work: &mut Work) -> bool {
        if text.len() > work.bytes_left {
            work.bytes_left = 0;
            return false;
        }
        work.bytes_left -= text.len();
        let view = View::of(text);
        let here = Place { map: &view.map, up: Some(place), cut: (false, false) };
        let pass = Pass::over(&view, &self.tables, &mut work.seen, work.steps_left);
        let mut found = Vec::new();
        numbers::find(&pass, &mut found);
        contact::find(&pass, &mut found);
        financial::find(&pass, &mut found);
        ids::find(&pass, &mut found);
        secrets::find(&pass, &mut found);
        person::find(&pass, &mut found);
        topics::find(&pass, &mut found);
        self.custom.find(&pass, &mut found);
        for candidate in found {
            let cut = (place.cut.0 && candidate.start == 0) || (place.cut.1 && candidate.end == pass.text.len());
            if candidate.likelihood > Likelihood::VeryUnlikely && candidate.start < candidate.end && !cut {
                let (start, end) = here.origin(candidate.start, candidate.end);
                work.found.push(Candidate { start, end, ..candidate });
            }
        }
        let mut whole = pass.steps_left() > 0;
        work.steps_left = pass.steps_left();
        let derived = if depth < DECODE_DEPTH_MAX { decode::derive(&pass) } else { Vec::new() };
        for derived in derived {
            let place = Place { map: &derived.map, up: Some(&here), cut: derived.cut };
            whole &= self.scan_text(&derived.text, &place, depth + 1, work);
        }
        whole
    }

    /// What the policy says of a candidate at a place in the layout.
    fn standing(&self, segments: &[Segment<'_>], layout: &seams::Layout, candidate: &Candidate) -> Standing {
        let threshold = self.thresholds.get(usize::from(candidate.entity.0)).copied().unwrap_or(Likelihood::Possible);
        if candidate.likelihood < threshold {
            return Standing::Below;
        }
        let text = |(segment, start, end)| {
            let segment: Option<&Segment<'_>> = segments.get::<usize>(segment);
            segment.and_then(|s| s.text.get(start..end)).unwrap_or_default()
        };
        let allowed = !self.allow.is_empty()
            && self.allow.contains(&bare(&layout.parts(candidate.start, candidate.end).map(text).collect::<String>()));
        if allowed { Standing::Allowed } else { Standing::Counts }
    }
}

/// Findings from candidates at places in the layout; one that runs over a seam is reported in each segment.
fn report(segments: &[Segment<'_>], layout: &seams::Layout, resolved: Vec<Candidate>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for Candidate { entity, likelihood, start, end } in resolved {
        for (segment, start, end) in layout.parts(start, end) {
            // Beyond the limit each entity is still reported once at each likelihood for each role, since the
            // decision asks for these.
            let role = segments.get(segment).map(|s| s.role);
            let new = seen.insert((entity, likelihood, role));
            if findings.len() < FINDINGS_MAX || new {
                let (segment, start, end) = (segment as u32, start as u32, end as u32);
                findings.push(Finding { entity, likelihood, segment, start, end });
            }
        }
    }
    findings
}

/// A value without case, spaces and separators, as an allowlist compares it.
pub(crate) fn bare(value: &str) -> Vec<u8> {
    let folded = View::of(value);
    folded.lower().iter().filter(|b| lexicon::is_word(**b) || **b == b'@').map(u8::to_ascii_lowercase).collect()
}

/// What is left to spend on a request, and what was found.
struct Work {
    bytes_left: usize,
    steps_left: u64,
    found: Vec<Candidate>,
    seen: Seen,
}

/// Where a text came from: its map, and the place of the text it was derived from.
struct Place<'p> {
    map: &'p Map,
    up: Option<&'p Place<'p>>,
    /// As `decode::Derived::cut`.
    cut: (bool, bool),
}

impl Place<'_> {
    fn origin(&self, start: usize, end: usize) -> (usize, usize) {
        let (start, end) = self.map.origin(start, end);
        match self.up {
            Some(up) => up.origin(start, end),
            None => (start, end),
        }
    }
}
