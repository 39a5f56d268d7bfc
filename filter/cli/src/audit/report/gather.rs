//! What a report says, gathered in one pass over the log: sums only, so that memory does not grow with it.

use octroi_core::policy::Policy;
use octroi_core::words::{Sensitivity, Zone};

use crate::audit::class::Class;
use crate::audit::entry::{Entry, Went};
use crate::audit::groups::{Groups, UNKNOWN};
use crate::audit::time::{self, DAY_SECS};

/// Days that are kept apart: eleven years. What lies farther apart is a broken clock.
const DAYS_MAX: usize = 4_096;
/// Requests that an answer names one by one.
pub const NAMED_MAX: usize = 20;
/// Bad lines that are named one by one.
pub const BAD_LINES_MAX: usize = 10;
/// Records are written when a request ends, and workers take turns to write. What is farther back than this was a clock
/// that was set.
const BACKWARDS_SECS_MAX: u64 = 60;

/// Where requests went: the zones, from the nearest; then a zone that the record does not tell; then nowhere.
pub const PLACES: [&str; 7] =
    ["self_hosted", "sovereign", "eea", "adequate", "third_country", "zone unknown", "nowhere"];
pub const ZONE_UNKNOWN: usize = 5;
const NOWHERE: usize = 6;

/// The place of a record in [`PLACES`].
fn place(entry: &Entry) -> usize {
    match entry.went() {
        Some(Went::To(zone)) => Zone::ALL.iter().position(|z| *z == zone).unwrap_or(ZONE_UNKNOWN),
        Some(Went::Unknown) => ZONE_UNKNOWN,
        None => NOWHERE,
    }
}

/// A part of the requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub requests: u64,
    /// Of these, sent after places were taken out.
    pub redacted: u64,
    /// Of these, in observe mode: the policy was not enforced.
    pub observed: u64,
}

impl Count {
    fn add(&mut self, entry: &Entry) {
        self.requests += 1;
        self.redacted += u64::from(entry.action.as_deref() == Some("redact") && !entry.observed());
        self.observed += u64::from(entry.observed());
    }
}

/// Counts by place.
pub type ByPlace = [Count; PLACES.len()];

/// The requests of all places together.
pub fn sum(by_place: &ByPlace) -> u64 {
    by_place.iter().map(|count| count.requests).sum()
}

/// From when, inclusive, and until when, exclusive, in seconds since 1970.
#[derive(Debug, Clone, Copy, Default)]
pub struct Period {
    pub from: Option<u64>,
    pub until: Option<u64>,
}

impl Period {
    fn holds(&self, secs: u64) -> bool {
        self.from.is_none_or(|from| secs >= from) && self.until.is_none_or(|until| secs < until)
    }
}

/// How the reading itself went.
#[derive(Debug, Default)]
pub struct Reading {
    pub lines: u64,
    /// Other programs' lines, and anchors.
    pub foreign: u64,
    /// Requests in Envoy's access log that have no record: refused before any filter saw them, or lost.
    pub without_record: u64,
    pub unreadable: u64,
    /// The first of the unreadable lines: where, and why.
    pub bad_lines: Vec<String>,
    /// Records that tell no time: they are counted as inside of every period.
    pub untimed: u64,
    /// Records outside of the period.
    pub outside_period: u64,
    /// How often the end of a record lies more than a minute before that of one before it.
    pub backwards: u64,
    last_end: u64,
}

impl Reading {
    pub fn bad(&mut self, place: String, why: &str) {
        self.unreadable += 1;
        if self.bad_lines.len() < BAD_LINES_MAX {
            self.bad_lines.push(format!("{place}: {why}"));
        }
    }

    /// A new file: rotated files come in any order.
    pub fn new_file(&mut self) {
        self.last_end = 0;
    }

    fn follow(&mut self, secs: u64, entry: &Entry) {
        let end = secs + entry.duration_ms.unwrap_or(0) / 1000;
        self.backwards += u64::from(end + BACKWARDS_SECS_MAX < self.last_end);
        self.last_end = end;
    }
}

/// One question: what of this class went farther than this zone?
#[derive(Debug)]
pub struct Question {
    pub class: Class,
    pub zone: Zone,
    /// Whether it is a promise of the policy's `residency`; else it was asked.
    pub promise: bool,
    /// Requests of the class, wherever they went.
    pub carried: u64,
    /// Those that went farther.
    pub outside: Count,
    pub by_upstream: Groups<u64>,
    pub by_country: Groups<u64>,
    pub by_tenant: Groups<u64>,
    pub first: Option<u64>,
    pub last: Option<u64>,
    /// The first of them, one by one.
    pub named: Vec<Named>,
    /// Requests that went farther and were not read in full: what they carried is not known.
    pub unread: u64,
    /// Requests that went farther, of which the record does not tell whether they are of the class.
    pub untold: u64,
}

/// A request, as it can be found in the log again.
#[derive(Debug)]
pub struct Named {
    pub id: String,
    pub secs: Option<u64>,
    pub tenant: String,
    pub upstream: String,
    pub zone: &'static str,
    pub country: String,
}

impl Question {
    pub fn new(class: Class, zone: Zone, promise: bool) -> Question {
        Question {
            class,
            zone,
            promise,
            carried: 0,
            outside: Count::default(),
            by_upstream: Groups::default(),
            by_country: Groups::default(),
            by_tenant: Groups::default(),
            first: None,
            last: None,
            named: Vec::new(),
            unread: 0,
            untold: 0,
        }
    }

    /// Every promise that a policy makes.
    pub fn promises(policy: &Policy) -> Vec<Question> {
        let promise = |promise: &octroi_core::policy::Promise| {
            let class = Class::parse(&policy.class_name(promise.class()), Some(policy)).ok()?;
            Some(Question::new(class, promise.zone(), true))
        };
        policy.residency().promises().iter().filter_map(promise).collect()
    }

    fn add(&mut self, entry: &Entry) {
        let of_class = self.class.of(entry);
        self.carried += u64::from(of_class == Some(true));
        if !entry.went().is_some_and(|went| went.outside(self.zone)) {
            return;
        }
        self.untold += u64::from(of_class.is_none());
        if of_class != Some(true) {
            self.unread += u64::from(!entry.read_in_full());
            return;
        }
        self.outside.add(entry);
        *self.by_upstream.of(or_unknown(&entry.upstream)) += 1;
        *self.by_country.of(or_unknown(&entry.country)) += 1;
        *self.by_tenant.of(or_unknown(&entry.tenant)) += 1;
        if let Some(secs) = entry.unix_secs {
            self.first = Some(self.first.map_or(secs, |first| first.min(secs)));
            self.last = Some(self.last.map_or(secs, |last| last.max(secs)));
        }
        if self.named.len() < NAMED_MAX {
            self.named.push(Named {
                id: entry.id.clone(),
                secs: entry.unix_secs,
                tenant: or_unknown(&entry.tenant).to_owned(),
                upstream: or_unknown(&entry.upstream).to_owned(),
                zone: PLACES.get(place(entry)).copied().unwrap_or(UNKNOWN),
                country: or_unknown(&entry.country).to_owned(),
            });
        }
    }

    /// Whether the answer is that nothing went there, as far as the records tell and requests were read.
    pub fn kept(&self) -> bool {
        self.outside.requests == 0 && self.untold == 0
    }

    /// Whether the answer is good news. A promise of the policy lets go what was not read only as the policy says
    /// (`uninspected`); who asked wants to know.
    pub fn is_good(&self) -> bool {
        self.kept() && (self.promise || self.unread == 0)
    }
}

/// The groupings in which each record counts exactly once.
pub const SINGLE: [&str; 13] = [
    "sensitivity",
    "zone",
    "upstream",
    "country",
    "tenant",
    "application",
    "model",
    "operation",
    "action",
    "denied",
    "moved_by",
    "outcome",
    "policy",
];
/// The groupings in which a record counts once for each of its values.
pub const MANY: [&str; 4] = ["category", "entity", "uninspected", "rule"];

/// What was gathered.
#[derive(Debug)]
pub struct Gathered {
    pub period: Period,
    pub reading: Reading,
    /// Records in the period.
    pub total: Count,
    pub first: Option<u64>,
    pub last: Option<u64>,
    pub versions: Groups<u64>,
    /// By the names of [`SINGLE`], in their order.
    pub single: Vec<Groups<ByPlace>>,
    /// By the names of [`MANY`], in their order.
    pub many: Vec<Groups<ByPlace>>,
    /// Requests by day since 1970 and place.
    pub days: std::collections::BTreeMap<u64, [u64; PLACES.len()]>,
    /// Requests whose day could not be kept apart.
    pub days_others: u64,
    /// Requests by place that were not read in full.
    unread: [u64; PLACES.len()],
    /// In observe mode: what enforcement would have done.
    pub would: Groups<u64>,
    pub questions: Vec<Question>,
}

impl Gathered {
    pub fn new(period: Period, questions: Vec<Question>) -> Gathered {
        Gathered {
            period,
            reading: Reading::default(),
            total: Count::default(),
            first: None,
            last: None,
            versions: Groups::default(),
            single: SINGLE.iter().map(|_| Groups::default()).collect(),
            many: MANY.iter().map(|_| Groups::default()).collect(),
            days: std::collections::BTreeMap::new(),
            days_others: 0,
            unread: [0; PLACES.len()],
            would: Groups::default(),
            questions,
        }
    }

    /// Takes a record in.
    pub fn add(&mut self, entry: &Entry) {
        match entry.unix_secs {
            Some(secs) => {
                self.reading.follow(secs, entry);
                if !self.period.holds(secs) {
                    self.reading.outside_period += 1;
                    return;
                }
                self.first = Some(self.first.map_or(secs, |first| first.min(secs)));
                self.last = Some(self.last.map_or(secs, |last| last.max(secs)));
            }
            None => self.reading.untimed += 1,
        }
        let place = place(entry);
        self.total.add(entry);
        *self.versions.of(&format!("v{}", entry.v)) += 1;
        self.add_day(entry.unix_secs, place);
        self.unread[place] += u64::from(!entry.read_in_full());
        if entry.observed() {
            // It is written only where it differs from what was done.
            *self.would.of(entry.would.as_deref().unwrap_or("forward")) += 1;
        }
        let count = |groups: &mut Groups<ByPlace>, name: &str| groups.of(name)[place].add(entry);
        for (groups, name) in self.single.iter_mut().zip(single_names(entry, place)) {
            count(groups, name);
        }
        for (groups, names) in self.many.iter_mut().zip(many_names(entry)) {
            for name in names.unwrap_or_else(|| vec![UNKNOWN]) {
                count(groups, name);
            }
        }
        self.questions.iter_mut().for_each(|question| question.add(entry));
    }

    fn add_day(&mut self, secs: Option<u64>, place: usize) {
        let day = secs.map(|secs| secs / DAY_SECS);
        match day.filter(|day| self.days.len() < DAYS_MAX || self.days.contains_key(day)) {
            Some(day) => self.days.entry(day).or_default()[place] += 1,
            None => self.days_others += 1,
        }
    }

    /// One of the groupings.
    pub fn by(&self, name: &str) -> &Groups<ByPlace> {
        let mut all = SINGLE.iter().zip(&self.single).chain(MANY.iter().zip(&self.many));
        all.find(|(of, _)| **of == name).map(|(_, groups)| groups).expect("a name of SINGLE or MANY")
    }

    /// Requests of a group that went to one of [`PLACES`].
    pub fn requests_at(&self, grouping: &str, name: &str, place: &str) -> u64 {
        let counts = self.by(grouping).peek(name);
        PLACES.iter().zip(counts.into_iter().flatten()).find(|(of, _)| **of == place).map_or(0, |(_, n)| n.requests)
    }

    /// Requests that went to one of [`PLACES`] and were not read in full.
    pub fn unread_at(&self, place: &str) -> u64 {
        PLACES.iter().zip(&self.unread).find(|(of, _)| **of == place).map_or(0, |(_, n)| *n)
    }

    /// Days of the period on which nothing was recorded, between the first and the last record or as far as the period
    /// is bounded.
    pub fn silent_days(&self) -> Vec<String> {
        let from = self.period.from.or(self.first).map(|secs| secs / DAY_SECS);
        let until = self.period.until.map(|secs| secs.div_ceil(DAY_SECS)).or(self.last.map(|secs| secs / DAY_SECS + 1));
        let (Some(from), Some(until)) = (from, until) else { return Vec::new() };
        (from..until).take(DAYS_MAX).filter(|day| !self.days.contains_key(day)).map(time::day).collect()
    }
}

fn or_unknown(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or(UNKNOWN)
}

fn single_names(entry: &Entry, place: usize) -> [&str; SINGLE.len()] {
    let sensitivity = entry.sensitivity.as_deref().filter(|word| Sensitivity::parse(word).is_some());
    let went = entry.upstream.is_some();
    let nowhere = PLACES[NOWHERE];
    [
        sensitivity.unwrap_or(UNKNOWN),
        PLACES[place],
        if went { or_unknown(&entry.upstream) } else { nowhere },
        if went { or_unknown(&entry.country) } else { nowhere },
        or_unknown(&entry.tenant),
        or_unknown(&entry.application),
        if went { or_unknown(&entry.model) } else { nowhere },
        or_unknown(&entry.operation),
        or_unknown(&entry.action),
        match entry.action.as_deref() {
            Some("deny") => or_unknown(&entry.denied),
            _ => "not denied",
        },
        entry.moved_by.as_deref().unwrap_or("not told"),
        or_unknown(&entry.outcome),
        or_unknown(&entry.policy),
    ]
}

fn many_names(entry: &Entry) -> [Option<Vec<&str>>; MANY.len()] {
    fn or_none<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
        let names: Vec<&str> = names.collect();
        if names.is_empty() { vec!["none"] } else { names }
    }
    [
        entry.categories.as_ref().map(|list| or_none(list.iter().map(String::as_str))),
        entry.entities.as_ref().map(|list| or_none(list.keys().map(String::as_str))),
        entry.uninspected.as_ref().map(|list| or_none(list.iter().map(String::as_str))),
        Some(or_none(entry.rules.iter().map(String::as_str))),
    ]
}

#[cfg(test)]
mod tests {
    use octroi_core::words::Category;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;

    fn maybe(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
        proptest::option::of(select(words).prop_map(str::to_owned))
    }

    fn list(words: &'static [&'static str]) -> impl Strategy<Value = Option<Vec<String>>> {
        let some = subsequence(words, 0..=words.len()).prop_map(|list| list.into_iter().map(str::to_owned).collect());
        proptest::option::of(some)
    }

    fn entry() -> impl Strategy<Value = Entry> {
        let zones = &["self_hosted", "sovereign", "eea", "adequate", "third_country", "orbit"];
        (
            (maybe(&["a", "b"]), maybe(zones), maybe(&["DE", "US"]), maybe(&["enforce", "observe"])),
            (maybe(&["public", "restricted", "odd"]), list(&["personal", "special_category", "odd"]), list(&["image"])),
            (maybe(&["t", "u"]), maybe(&["forward", "redact", "deny"]), maybe(&["complete", "none"])),
            proptest::option::of(0..900_000_u64),
        )
            .prop_map(
                |((upstream, zone, country, mode), (sensitivity, categories, uninspected), who, unix_secs)| Entry {
                    v: 1,
                    upstream,
                    zone,
                    country,
                    mode,
                    sensitivity,
                    categories,
                    uninspected,
                    tenant: who.0,
                    action: who.1,
                    coverage: who.2,
                    unix_secs,
                    ..Entry::default()
                },
            )
    }

    /// The question's answer by one obvious line.
    fn went_outside(entry: &Entry, category: &str, zone: Zone) -> bool {
        let farther = |word: &String| Zone::parse(word).is_none_or(|to| to > zone);
        entry.upstream.is_some()
            && entry.zone.as_ref().is_none_or(farther)
            && entry.categories.as_ref().is_some_and(|list| list.iter().any(|c| c == category))
    }

    proptest! {
        #[test]
        fn every_grouping_adds_up_to_the_total(entries in proptest::collection::vec(entry(), 0..60)) {
            let mut gathered = Gathered::new(Period::default(), Vec::new());
            entries.iter().for_each(|entry| gathered.add(entry));
            prop_assert_eq!(gathered.total.requests, entries.len() as u64);
            for name in SINGLE {
                prop_assert_eq!(gathered.by(name).iter().map(|(_, counts)| sum(counts)).sum::<u64>(), gathered.total.requests, "{}", name);
            }
            for name in MANY {
                prop_assert!(gathered.by(name).iter().map(|(_, counts)| sum(counts)).sum::<u64>() >= gathered.total.requests);
            }
            let days: u64 = gathered.days.values().flatten().sum();
            prop_assert_eq!(days + gathered.days_others, gathered.total.requests);
        }

        #[test]
        fn what_went_outside_is_what_a_filter_finds(
            entries in proptest::collection::vec(entry(), 0..60),
            from in 0..900_000_u64,
            zone in select(Zone::ALL),
            category in select(&[Category::Personal, Category::SpecialCategory][..]),
        ) {
            let period = Period { from: Some(from), until: None };
            let mut gathered = Gathered::new(period, vec![Question::new(Class::Category(category), zone, false)]);
            entries.iter().for_each(|entry| gathered.add(entry));
            let inside: Vec<&Entry> = entries.iter().filter(|e| e.unix_secs.is_none_or(|secs| secs >= from)).collect();
            let outside = inside.iter().filter(|entry| went_outside(entry, category.as_str(), zone));
            let question = &gathered.questions[0];
            prop_assert_eq!(question.outside.requests, outside.count() as u64);
            for groups in [&question.by_upstream, &question.by_country, &question.by_tenant] {
                prop_assert_eq!(groups.iter().map(|(_, n)| n).sum::<u64>(), question.outside.requests);
            }
            let table = gathered.by("category").peek(category.as_str()).copied().unwrap_or_default();
            let beyond = table.iter().enumerate().filter(|(i, _)| Zone::ALL.get(*i).is_none_or(|to| *to > zone) && *i != NOWHERE);
            prop_assert_eq!(beyond.map(|(_, count)| count.requests).sum::<u64>(), question.outside.requests);
        }
    }

    #[test]
    fn silent_days_are_named() {
        let mut gathered = Gathered::new(Period { from: Some(0), until: Some(4 * DAY_SECS) }, Vec::new());
        for secs in [10, 2 * DAY_SECS + 5] {
            gathered.add(&Entry { v: 1, unix_secs: Some(secs), ..Entry::default() });
        }
        assert_eq!(gathered.silent_days(), ["1970-01-02", "1970-01-04"]);
        gathered.period = Period::default();
        assert_eq!(gathered.silent_days(), ["1970-01-02"]);
    }

    #[test]
    fn only_a_clock_that_was_set_counts_as_backwards() {
        let mut gathered = Gathered::new(Period::default(), Vec::new());
        let mut add = |secs, duration_ms| {
            gathered.add(&Entry { v: 1, unix_secs: Some(secs), duration_ms: Some(duration_ms), ..Entry::default() });
            gathered.reading.backwards
        };
        // A long stream ends after a short request that began later.
        assert_eq!([add(1000, 10), add(900, 110_000), add(1005, 10), add(800, 10)], [0, 0, 0, 1]);
    }
}
