//! Special categories (GDPR Art. 9), criminal offences (Art. 10) and children's data: a topic word times a person.
//!
//! A topic word alone is nobody's data. For each sentence with topic words three things are weighed:
//!
//! - `topic`: what the words say. "diabetes" 2, "surgery" 1, a second word of the same entity 1 more; words that are
//!   weak by themselves (an offence, a mosque, a party's name) count only with another or with "member of".
//! - `person`: who it is said of. A relative, a title or a name, an identifier, first person before the topic 3; an
//!   age, a patient 2; "she" 1; a second kind of evidence 1 more; somebody of the text just before 1 or 2.
//! - `doubt`: questions and definitions, texts to be written, statistics, history, other meanings: 2 or 3, but 1 where
//!   the person stands between them and the topic ("explain my mother's diabetes").
//!
//! Reported with `topic + person - doubt` of 4 as `Likely`, 6 `VeryLikely`, 3 `Possible`. What stays below is reported
//! once for each entity as `Unlikely`, below every default threshold: a policy that wants topics can lower it.

use std::collections::BTreeSet;

use super::super::entity::{Entity, EntityId, entity};
use super::super::lexicon::{CueHit, CueSet, Langs, cue_set, is_word};
use super::super::pass::{Candidate, Pass};
use super::near::{self, Kind, Known, Neighbourhood, Person};
use crate::limits::TOPIC_BEFORE_BYTES_MAX;
use crate::words::{Category, Likelihood, Sensitivity};

/// Languages with word lists.
const LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv", "ar", "ca", "eu", "gl", "is", "lb", "no", "tr", "uk",
];

macro_rules! rows {
    ($($id:literal $category:ident $title:literal $source:literal $hits:expr, $misses:expr;)+) => {
        &[$(Entity {
            id: $id,
            title: $title,
            category: Category::$category,
            sensitivity: Sensitivity::Restricted,
            countries: &[],
            languages: LANGUAGES,
            checksum: "",
            source: $source,
            hits: &$hits,
            misses: &$misses,
        }),+]
    };
}

/// Rows.
pub static ENTITIES: &[Entity] = rows![
    "health_data" SpecialCategory "Health of a person: diagnosis, medicine, symptom, laboratory value, sick leave"
        "GDPR Art. 4(15), 9(1)"
        ["Mme Roux, 54 ans, diabète de type 2, sous metformine", "Ich leide unter Depressionen", "my son has epilepsy",
         "Herr Lang, Diagnose F32.1", "Mrs Kelly: ICD-10 C50.9", "our patient Jan Nowak takes ATC N06AB04"],
        ["What does ICD-10 code E11.9 mean?", "Mr Miller runs version C50.9 on paper size A10", "What is diabetes?", "Qu'est-ce que le diabète ?", "My computer has a virus"];
    "genetic_data" SpecialCategory "Genetic data of a person: tests, mutations, hereditary conditions"
        "GDPR Art. 4(13), 9(1)"
        ["Mrs Stone carries a BRCA1 mutation"], ["What does a genetic test cost?", "It is in the DNA of our brand"];
    "biometric_data" SpecialCategory "Biometric data of a person: fingerprint, face, iris, voice"
        "GDPR Art. 4(14), 9(1)"
        ["Der Fingerabdruck von Herrn Krüger ist gespeichert"], ["Compare the SHA-256 fingerprint of the certificate"];
    "ethnic_origin" SpecialCategory "Racial or ethnic origin of a person" "GDPR Art. 9(1)"
        ["Unser Bewerber Herr Demir ist kurdischer Herkunft"], ["a race condition in the code", "the origin of species"];
    "political_opinion" SpecialCategory "Political opinion of a person: party, vote, activism" "GDPR Art. 9(1)"
        ["Mrs Jenkins is a member of the Labour Party"], ["a birthday party for my son", "the Labour Party won"];
    "religion_belief" SpecialCategory "Religious or philosophical belief of a person" "GDPR Art. 9(1)"
        ["Notre collègue Samira est musulmane"], ["What is Buddhism?", "the mass of the body is 5 kg"];
    "union_membership" SpecialCategory "Trade-union membership of a person" "GDPR Art. 9(1)"
        ["Herr Brandt ist Mitglied der IG Metall"], ["SELECT a UNION SELECT b", "the history of trade unions"];
    "sex_life_orientation" SpecialCategory "Sex life or sexual orientation of a person" "GDPR Art. 9(1)"
        ["Mi compañero Diego es gay"], ["the orientation of the page", "gay marriage laws in Europe"];
    "criminal_offence" CriminalOffence "Criminal conviction or offence of a person" "GDPR Art. 10"
        ["M. Petit a été condamné à six mois de prison"], ["charge the battery", "Wie hoch ist die Strafe für Diebstahl?"];
    "child_data" Personal "Data of a child: name or age with school, care or custody" "GDPR recital 38, Art. 8"
        ["Meine Tochter Mia (7 Jahre) geht in die zweite Klasse der Grundschule"], ["the child process", "books for children"];
];

/// How a list of topic words counts.
struct Topic {
    cues: CueSet,
    entity: EntityId,
    /// What one word says.
    weight: u8,
    /// Says nothing about anybody unless another word of the entity stands beside it.
    weak: bool,
    /// Says something only beside a word of membership.
    member: bool,
}

const fn topic(cues: CueSet, entity: EntityId, weight: u8) -> Topic {
    Topic { cues, entity, weight, weak: false, member: false }
}

const fn weak(cues: CueSet, entity: EntityId) -> Topic {
    Topic { cues, entity, weight: 1, weak: true, member: false }
}

const fn party(cues: CueSet, entity: EntityId) -> Topic {
    Topic { cues, entity, weight: 0, weak: true, member: true }
}

const TOPICS: &[Topic] = &[
    topic(cue_set!["health.diagnosis", "health.medicine", "health.code"], entity!("health_data"), 2),
    topic(cue_set!["health.symptom", "health.record", "health.lab"], entity!("health_data"), 1),
    topic(cue_set!["health.coding"], entity!("health_data"), 0),
    topic(cue_set!["genetic."], entity!("genetic_data"), 2),
    topic(cue_set!["biometric."], entity!("biometric_data"), 1),
    topic(cue_set!["ethnic.status"], entity!("ethnic_origin"), 2),
    weak(cue_set!["ethnic.origin", "ethnic.people"], entity!("ethnic_origin")),
    topic(cue_set!["politics.status"], entity!("political_opinion"), 2),
    party(cue_set!["politics.party"], entity!("political_opinion")),
    topic(cue_set!["religion.status"], entity!("religion_belief"), 2),
    weak(cue_set!["religion.topic"], entity!("religion_belief")),
    topic(cue_set!["union.status"], entity!("union_membership"), 2),
    party(cue_set!["union.org"], entity!("union_membership")),
    topic(cue_set!["sexlife.status"], entity!("sex_life_orientation"), 2),
    topic(cue_set!["sexlife.topic"], entity!("sex_life_orientation"), 1),
    topic(cue_set!["crime.status"], entity!("criminal_offence"), 2),
    weak(cue_set!["crime.offence"], entity!("criminal_offence")),
];

const CHILD: CueSet = cue_set!["child."];
/// Guardians, and lists of children.
const GUARDED: CueSet = cue_set!["child.guardian", "child.list"];
const LIST: CueSet = cue_set!["child.list"];

const ALL: CueSet = cue_set![
    "health.",
    "genetic.",
    "biometric.",
    "ethnic.",
    "politics.",
    "religion.",
    "union.",
    "sexlife.",
    "crime.",
    "child."
];

/// How far a word of another meaning ("horoscope") or a year of history speaks.
const OTHER_BYTES_MAX: usize = 80;

/// How far a word of membership may stand from the party's or union's name.
const MEMBER_BYTES_MAX: usize = 70;

/// Finds persons' data of these categories.
pub fn find(pass: &Pass<'_>, known: &Known, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&ALL) {
        return;
    }
    let mut done = 0;
    let mut read = Earlier { pass, known, stretches: Vec::new() };
    let mut topics_alone = Vec::new();
    for (index, hit) in pass.cues.iter().enumerate() {
        if !ALL.has(hit.cue) || (hit.start as usize) < done {
            continue;
        }
        let (start, end) = near::sentence(pass, hit.start as usize, done);
        let hits = pass.cues.get(index..).unwrap_or_default();
        let hits: Vec<CueHit> =
            hits.iter().take_while(|h| (h.start as usize) < end).filter(|h| ALL.has(h.cue)).copied().collect();
        if !pass.spend(hits.len() as u64) {
            return;
        }
        // Only what no sentence was read of: each byte is looked at once.
        let from = start.saturating_sub(TOPIC_BEFORE_BYTES_MAX).max(done);
        read.stretches.push(Stretch { start: from, end: start, somebody: None });
        done = end;
        if says_nothing_new(&hits, &topics_alone) {
            read.stretches.push(Stretch { start, end, somebody: None });
            continue;
        }
        let sentence = Sentence::read(pass, known, (start, end), &hits, || read.somebody_before(start));
        sentence.report(out, &mut topics_alone);
        read.stretches.push(Stretch { start, end, somebody: Some(somebody(&sentence.near)) });
    }
}

/// Whether a sentence with these topic words is sure to say no more than was said: a weak one says nothing without another,
/// and that it stands alone is told once.
fn says_nothing_new(hits: &[CueHit], topics_alone: &[EntityId]) -> bool {
    let [hit] = hits else { return false };
    let topic = TOPICS.iter().find(|topic| topic.cues.has(hit.cue));
    topic.is_some_and(|topic| topic.weak && !topic.member && topics_alone.contains(&topic.entity))
}

/// The text before a sentence: sentences with topic words, and what stands between them.
struct Earlier<'p> {
    pass: &'p Pass<'p>,
    known: &'p Known,
    stretches: Vec<Stretch>,
}

struct Stretch {
    start: usize,
    end: usize,
    /// The last who is somebody in particular; `None` where nobody has looked.
    somebody: Option<Option<Person>>,
}

impl Earlier<'_> {
    /// The last before a place who is somebody in particular, not too far away. Looks where nobody has looked yet.
    fn somebody_before(&mut self, at: usize) -> Option<Person> {
        let near = |place: usize| at.saturating_sub(place) <= TOPIC_BEFORE_BYTES_MAX;
        let (pass, known) = (self.pass, self.known);
        let stretches = self.stretches.iter_mut().rev().take_while(|stretch| near(stretch.end));
        let mut found = stretches.filter_map(|stretch| {
            *stretch.somebody.get_or_insert_with(|| somebody(&near::look(pass, known, stretch.start, stretch.end)))
        });
        found.next().filter(|person| near(person.start))
    }
}

/// A sentence with topic words, and who it is about.
struct Sentence<'p> {
    pass: &'p Pass<'p>,
    hits: Vec<CueHit>,
    near: Neighbourhood,
}

impl<'p> Sentence<'p> {
    fn read(
        pass: &'p Pass<'p>,
        known: &Known,
        range: (usize, usize),
        hits: &[CueHit],
        before: impl FnOnce() -> Option<Person>,
    ) -> Sentence<'p> {
        let mut near = near::look(pass, known, range.0, range.1);
        let hits: Vec<CueHit> = hits.iter().filter(|hit| near.langs.speaks(hit.langs)).copied().collect();
        let topic = hits.first().map_or(range.0, |hit| hit.start as usize);
        let record = pass.bytes(range.0, topic).contains(&b':') || near::ahead(pass, topic, 40).contains(&b':');
        // One topic word in a sentence about nobody says too little for anybody of the text before, and a child is nobody of
        // it.
        let of_children = hits.iter().all(|hit| CHILD.has(hit.cue));
        if !of_children
            && (record || hits.len() > 1 || !near.persons.is_empty())
            && let Some(before) = before()
        {
            let goes_on = near.persons.iter().any(|p| matches!(p.kind, Kind::Third | Kind::Patient));
            let weight = if record || goes_on { 2 } else { 1 };
            near.persons.push(Person { kind: Kind::Before, weight, ..before });
        }
        Sentence { pass, hits, near }
    }

    fn report(&self, out: &mut Vec<Candidate>, topics_alone: &mut Vec<EntityId>) {
        let mut about_somebody = false;
        for hit in &self.hits {
            let Some(topic) = TOPICS.iter().find(|topic| topic.cues.has(hit.cue)) else { continue };
            let likelihood = self.likelihood(topic, hit);
            if likelihood == Likelihood::Unlikely {
                if topics_alone.contains(&topic.entity) {
                    continue;
                }
                topics_alone.push(topic.entity);
            }
            let (start, end) = (hit.start as usize, hit.end as usize);
            let end = self.code_behind(topic, hit).unwrap_or(end);
            out.push(Candidate { entity: topic.entity, likelihood, start, end });
            about_somebody |= likelihood >= Likelihood::Possible;
        }
        if about_somebody {
            self.names(out);
        }
        self.child(out);
    }

    /// What is said of somebody makes the capitals it is said of a name: `Nelson Varela was convicted`.
    fn names(&self, out: &mut Vec<Candidate>) {
        for person in self.near.persons.iter().filter(|person| person.kind == Kind::Name) {
            let (start, mut end) = (person.start, person.end);
            if !self.pass.bytes(start, end).contains(&b' ') {
                let Some(more) = near::capital_behind(self.pass, end) else { continue };
                end = more;
            }
            out.push(Candidate { entity: entity!("person_name"), likelihood: Likelihood::Possible, start, end });
        }
    }

    fn likelihood(&self, topic: &Topic, hit: &CueHit) -> Likelihood {
        let said = self.said(topic, hit);
        let (person, place) = self.who(topic, hit);
        let doubt = self.doubt(hit, place);
        let score = (said + person).saturating_sub(doubt);
        let somebody = person >= 2 || (person == 1 && said >= 3);
        match score {
            _ if said == 0 || !somebody => Likelihood::Unlikely,
            0..=2 => Likelihood::Unlikely,
            3 => Likelihood::Possible,
            4 | 5 => Likelihood::Likely,
            _ => Likelihood::VeryLikely,
        }
    }

    /// Where a diagnosis' or medicine's code right behind a word of health ends: "ICD-10: E11.9", "Diagnose F32.1".
    fn code_behind(&self, topic: &Topic, hit: &CueHit) -> Option<usize> {
        /// "-GM: code".
        const BETWEEN_BYTES_MAX: usize = 12;
        if topic.entity != entity!("health_data") {
            return None;
        }
        let from = hit.end as usize;
        let first = self.pass.digits.partition_point(|at| (*at as usize) < from);
        let ahead = self.pass.digits.iter().skip(first).take(2).map(|at| *at as usize);
        let mut near = ahead.take_while(|at| *at <= from + BETWEEN_BYTES_MAX + 1);
        near.find_map(|at| health_code(self.pass, at.checked_sub(1)?))
    }

    /// What the words say, 0 to 3.
    fn said(&self, topic: &Topic, hit: &CueHit) -> u8 {
        if self.is_part_of_a_name(topic, hit) || self.means_other(hit) {
            return 0;
        }
        if self.code_behind(topic, hit).is_some() {
            return 3;
        }
        let member = self.near.members.iter().any(|&at| at.abs_diff(hit.start as usize) < MEMBER_BYTES_MAX);
        let other = |h: &&CueHit| h.end <= hit.start || h.start >= hit.end;
        let others = self.hits.iter().filter(other).filter_map(|h| TOPICS.iter().find(|t| t.cues.has(h.cue)));
        let strongest = others.filter(|t| t.entity == topic.entity && t.weight > 0).map(|t| t.weight).max();
        let own = topic.weight + if topic.member && member { 2 } else { 0 };
        match (topic.weak && !(topic.member && member), strongest) {
            (true, None) => 0,
            (_, Some(strongest)) => (own.max(strongest) + 1).min(3),
            (false, None) => own,
        }
    }

    /// "my passport was stolen": the word stands within one of another meaning.
    fn means_other(&self, hit: &CueHit) -> bool {
        let covers = |d: &near::Doubt| d.start <= hit.start as usize && hit.end as usize <= d.end;
        self.near.doubts.iter().any(|d| d.always && covers(d))
    }

    /// "Christian Dior", "Jewish Museum": a capital behind a capital, where no language writes its nouns so.
    fn is_part_of_a_name(&self, topic: &Topic, hit: &CueHit) -> bool {
        let of_belief = topic.entity == entity!("religion_belief") || topic.entity == entity!("ethnic_origin");
        let end = hit.end as usize;
        of_belief
            && self.pass.byte(hit.start as usize).is_ascii_uppercase()
            && self.pass.byte(end) == b' '
            && self.pass.byte(end + 1).is_ascii_uppercase()
            && !self.near.langs.speaks(Langs::of(&["de"]))
    }

    /// Who it is said of, 0 to 4, and where.
    fn who(&self, topic: &Topic, hit: &CueHit) -> (u8, usize) {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let mut best: Option<(u8, Kind, usize)> = None;
        let mut kinds = 0u16;
        for person in &self.near.persons {
            let weight = self.weight(topic, person, start, end);
            if weight == 0 {
                continue;
            }
            kinds |= 1 << person.kind as u16;
            if best.is_none_or(|(most, ..)| weight > most) {
                best = Some((weight, person.kind, person.start));
            }
        }
        let Some((most, _, place)) = best else { return (0, usize::MAX) };
        // Two weak signs ("a candidate ... she") still name nobody.
        let more = u8::from(most >= 2 && kinds.count_ones() > 1);
        ((most + more).min(4), place)
    }

    fn weight(&self, topic: &Topic, person: &Person, start: usize, end: usize) -> u8 {
        /// "I have had severe and recurring": a verb of the first person governs what follows so close.
        const GOVERNS_BYTES_MAX: usize = 40;
        /// "diabetes I have", "depresyon çekiyorum": the verb behind.
        const BEHIND_BYTES_MAX: usize = 16;
        const MY_BYTES_MAX: usize = 12;
        let overlaps = person.start < end && start < person.end;
        let before = person.end <= start;
        let gap = if before { start - person.end } else { person.start.saturating_sub(end) };
        let doubted = || self.near.doubts.iter().any(|d| d.start >= person.end && d.end <= start);
        match person.kind {
            // One's own thumb on one's own phone is not a record of it; a finger's print of an employee is.
            Kind::First | Kind::Possessive if topic.entity == entity!("biometric_data") => 0,
            Kind::First if overlaps => 3,
            Kind::First if before && gap <= GOVERNS_BYTES_MAX && !doubted() => 3,
            Kind::First if !before && gap <= BEHIND_BYTES_MAX => 3,
            Kind::First => 0,
            Kind::Possessive if before && gap <= MY_BYTES_MAX && !topic.weak => 3,
            Kind::Possessive => 0,
            // "two years in prison" is no age.
            Kind::Age if topic.entity == entity!("criminal_offence") => person.weight.min(1),
            // A name that is the topic's own word ("Parkinson") names nobody.
            Kind::Name if overlaps => 0,
            _ => person.weight,
        }
    }

    /// What speaks against, unless the person stands between that and the topic.
    fn doubt(&self, hit: &CueHit, person: usize) -> u8 {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let doubts = self.near.doubts.iter().filter(|d| d.end <= start || d.start >= end);
        doubts
            .map(|doubt| {
                let asked_of_person = doubt.end <= person && person < start;
                let told_first = person < start && doubt.start >= end;
                let close = doubt.start.abs_diff(start) < OTHER_BYTES_MAX;
                if (doubt.always && close) || !(asked_of_person || told_first) { doubt.weight } else { 1 }
            })
            .max()
            .unwrap_or(0)
    }

    /// Whether a colon and a capital stand behind the words for a list: "pupil list of class 4B: Mia Vogel, ...".
    fn lists_names(&self, end: usize) -> bool {
        const TITLE_BYTES_MAX: usize = 60;
        let title = near::ahead(self.pass, end, TITLE_BYTES_MAX);
        title.iter().position(|b| *b == b':').is_some_and(|colon| {
            let gap = near::ahead(self.pass, end + colon + 1, 2).iter().take_while(|b| b" \n".contains(b)).count();
            near::is_capital(self.pass, end + colon + 1 + gap)
        })
    }

    /// A child who has a name or an age, together with school, care or custody. Counted are: whose child it is (2), a word
    /// for a child (1), a guardian or a list of children (2); a name (1); an age below 18 (1); words of school (1 or 2).
    fn child(&self, out: &mut Vec<Candidate>) {
        let hits: Vec<&CueHit> = self.hits.iter().filter(|hit| CHILD.has(hit.cue)).collect();
        let Some(first) = hits.first() else { return };
        let near = &self.near;
        let guarded = hits.iter().find(|hit| GUARDED.has(hit.cue));
        let relation = |p: &&Person| p.kind == Kind::Relation && near.children.contains(&p.start);
        let child = near.persons.iter().filter(relation).max_by_key(|p| p.weight);
        let here = |hit: &CueHit| (hit.start as usize, hit.end as usize);
        let (start, end) = child.map_or(here(guarded.unwrap_or(first)), |child| (child.start, child.end));
        let is_name = |p: &Person| matches!(p.kind, Kind::Name | Kind::Identifier) && p.weight >= 1;
        // "my daughter Lynn", "my daughter, who": no list need know the name.
        let told = |child: &Person| match self.pass.byte(child.end) {
            b' ' => near::is_capital(self.pass, child.end + 1),
            next => next == b',',
        };
        let listed = hits.iter().any(|hit| LIST.has(hit.cue) && self.lists_names(hit.end as usize));
        let named = listed || near.persons.iter().any(is_name) || child.is_some_and(told);
        let whose = match child.map(|child| child.weight) {
            _ if guarded.is_some() => 2,
            Some(3..) => 2,
            Some(_) => 1,
            None => 0,
        };
        // Without a word for a child, years may be those of a trade: only an age set apart is one.
        let minor = near.minors.iter().any(|(_, apart)| *apart || whose > 0);
        let school = hits.iter().filter(|hit| !GUARDED.has(hit.cue));
        let school = school.map(|hit| hit.start).collect::<BTreeSet<_>>().len().min(2).max(usize::from(listed));
        let count = whose + usize::from(named) + usize::from(minor) + school;
        let enough = match (named, minor) {
            (true, true) => 3,
            (true, false) => 4,
            (false, true) if guarded.is_some() => 4,
            (false, true) => 5,
            (false, false) => return,
        };
        let doubted = near.doubts.iter().any(|d| d.start < start && d.weight > 2);
        if count >= enough && !doubted {
            let likelihood = if count > 4 { Likelihood::VeryLikely } else { Likelihood::Likely };
            out.push(Candidate { entity: entity!("child_data"), likelihood, start, end });
        }
    }
}

/// Where the code that begins at a place ends: of ICD-10 (`E11`, `J45.901`, `C50.9`) or of ATC (`N06AB04`).
/// Source: <https://icd.who.int/browse10>, <https://atcddd.fhi.no/atc/structure_and_principles/>
fn health_code(pass: &Pass<'_>, at: usize) -> Option<usize> {
    let rest = near::ahead(pass, at, 8);
    let atc = matches!(rest, [b'A'..=b'V', a, b, c, d, e, f, ..]
        if [a, b, e, f].iter().all(|x| x.is_ascii_digit()) && [c, d].iter().all(|x| x.is_ascii_uppercase()));
    let length = match rest {
        _ if is_word(pass.byte_before(at)) => return None,
        _ if atc => 7,
        [b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', b'.', tail @ ..] => {
            4 + tail.iter().take_while(|b| b.is_ascii_alphanumeric()).count()
        }
        [b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', ..] => 3,
        _ => return None,
    };
    let end = at + length;
    (length != 4 && !is_word(pass.byte(end))).then_some(end)
}

/// The last who is somebody in particular. A sentence on about one person, or a record, then speaks of him too.
fn somebody(near: &Neighbourhood) -> Option<Person> {
    near.persons.iter().filter(|p| p.weight >= 3 && p.kind != Kind::Before).max_by_key(|p| p.start).copied()
}
