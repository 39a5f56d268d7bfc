//! Business confidentiality: document markings, professional secrecy, insider language, source code headers.
//!
//! A marking is known by its place, not by its words: "CONFIDENTIAL - roadmap" marks a document, "what does
//! confidential mean?" does not. Places of a marking: the beginning of a line, brackets, behind a label
//! ("Classification: ..."), all capitals. A question or definition before it in its sentence takes it away.

use super::super::entity::{Entity, EntityId, entity};
use super::super::lexicon::{CueHit, CueSet, cue, cue_set, is_word};
use super::super::pass::{Candidate, Pass};
use super::near::{self, Known};
use crate::words::{Category, Likelihood, Sensitivity};

/// Languages with word lists.
const LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv", "ar", "ca", "eu", "gl", "is", "lb", "no", "tr", "uk",
];

const fn row(
    id: &'static str,
    title: &'static str,
    sensitivity: Sensitivity,
    source: &'static str,
    hits: &'static [&'static str],
    misses: &'static [&'static str],
) -> Entity {
    let category = Category::BusinessConfidential;
    Entity {
        id,
        title,
        category,
        sensitivity,
        countries: &[],
        languages: LANGUAGES,
        checksum: "",
        source,
        hits,
        misses,
    }
}

/// Rows.
pub static ENTITIES: &[Entity] = &[
    row(
        "marking_classified",
        "Classification marking: national, EU, NATO",
        Sensitivity::Restricted,
        "Council Decision 2013/488/EU, annex III and appendix B; national security rules",
        &["RESTREINT UE/EU RESTRICTED Working paper", "VS-NUR FÜR DEN DIENSTGEBRAUCH\nLagebild", "NATO RESTRICTED"],
        &["What does EU RESTRICTED mean?", "The parking area is restricted", "DB_SECRET handling"],
    ),
    row(
        "marking_tlp",
        "Traffic Light Protocol: RED, AMBER",
        Sensitivity::Restricted,
        "https://www.first.org/tlp/",
        &["TLP:RED incident report", "TLP:AMBER+STRICT"],
        &["TLP:CLEAR advisory", "What does TLP:RED mean?", "the help of red"],
    ),
    row(
        "marking_tlp_green",
        "Traffic Light Protocol: GREEN",
        Sensitivity::Internal,
        "https://www.first.org/tlp/",
        &["TLP:GREEN community report"],
        &["TLP:CLEAR advisory"],
    ),
    row(
        "marking_confidential",
        "Confidentiality marking of a company",
        Sensitivity::Confidential,
        "Directive (EU) 2016/943, Art. 2(1)",
        &["STRICTLY CONFIDENTIAL\nTerm sheet", "Vertraulich: Vorstandsvorlage", "[Confidentiel] Projet de fusion"],
        &[
            "What does confidential mean?",
            "Confidential computing is a technique",
            "Die DSGVO verlangt Vertraulichkeit",
        ],
    ),
    row(
        "marking_internal",
        "Marking for internal use",
        Sensitivity::Internal,
        "ISO/IEC 27001, A.5.13",
        &["Internal use only: onboarding guide", "Nur für den internen Gebrauch\nLeitfaden"],
        &["the internal use of memory", "What is an internal document?"],
    ),
    row(
        "legal_privilege",
        "Professional secrecy: lawyers, physicians",
        Sensitivity::Restricted,
        "ECJ C-550/07 P; national professional rules",
        &[
            "ATTORNEY-CLIENT PRIVILEGED. Our advice follows.",
            "Unterliegt der anwaltlichen Schweigepflicht: Mandat Meier",
        ],
        &["What is attorney-client privilege?", "Erkläre das Berufsgeheimnis"],
    ),
    row(
        "business_secret",
        "Board, merger and insider language",
        Sensitivity::Confidential,
        "Regulation (EU) 596/2014, Art. 7",
        &["The board approved the acquisition; this is inside information until the announcement."],
        &["What is inside information?", "the acquisition of language by children"],
    ),
    row(
        "source_code",
        "Source code with an owner's header",
        Sensitivity::Internal,
        "Directive 2009/24/EC",
        &["// Copyright (c) 2024 Nordwind SE. All rights reserved.\nfn main() {}"],
        &["All rights reserved by the hotel", "# SPDX-License-Identifier: Apache-2.0"],
    ),
];

const MARKINGS: CueSet = cue_set!["marking."];
const PRIVILEGE: CueSet = cue_set!["legal.privilege"];
const MATTER: CueSet = cue_set!["legal.matter"];
const INSIDER: CueSet = cue_set!["business.insider"];
const DEAL: CueSet = cue_set!["business.deal"];
const HEADER: CueSet = cue_set!["source.header"];
const STARTERS: CueSet = cue_set!["marking.", "legal.privilege", "business.insider", "source.header"];

/// How far the words of a deal may stand from those of an insider.
const DEAL_BYTES_MAX: usize = 300;

/// A label before a marking ("Classification: ...") is at most this long.
const LABEL_BYTES_MAX: usize = 40;

/// Finds markings and wording.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    if !pass.present.meets(&STARTERS) {
        return;
    }
    for hit in pass.cues.iter().filter(|hit| STARTERS.has(hit.cue)) {
        if !pass.spend(4) {
            return;
        }
        let found = match hit.cue {
            c if MARKINGS.has(c) => marking(pass, hit),
            c if PRIVILEGE.has(c) => privilege(pass, hit),
            c if INSIDER.has(c) => insider(pass, hit),
            c if HEADER.has(c) => header(pass, hit),
            _ => None,
        };
        if let Some((entity, likelihood, end)) = found {
            out.push(Candidate { entity, likelihood, start: hit.start as usize, end });
        }
    }
}

type Found = Option<(EntityId, Likelihood, usize)>;

fn marking(pass: &Pass<'_>, hit: &CueHit) -> Found {
    let end = hit.end as usize;
    let spot = Spot::of(pass, hit);
    let placed = spot.begins || spot.boxed;
    // "CONFIDENTIAL computing uses" is a sentence, "CONFIDENTIAL Term sheet" a marked document.
    let titled = spot.capitals && !pass.byte(end + 1).is_ascii_lowercase();
    let set_off = spot.boxed || spot.labelled || (spot.begins && (titled || spot.closed));
    let several_words = pass.bytes(hit.start as usize, end).iter().any(|b| !is_word(*b));
    let likelihood = match hit.cue {
        c if c == cue!("marking.tlp") => return tlp(pass, hit),
        c if c == cue!("marking.word") && spot.capitals && spot.begins && spot.closed => Likelihood::Likely,
        c if c == cue!("marking.classified") && spot.capitals && (placed || several_words) => Likelihood::VeryLikely,
        c if c == cue!("marking.classified") && several_words && (set_off || spot.begins) => Likelihood::Likely,
        c if c == cue!("marking.strong") && (placed || spot.capitals || spot.labelled) => Likelihood::VeryLikely,
        c if c == cue!("marking.strong") => Likelihood::Possible,
        c if c == cue!("marking.confidential") && set_off => Likelihood::Likely,
        c if c == cue!("marking.document") && (set_off || spot.begins) && !goes_on(pass, end) => Likelihood::Likely,
        // One word says less than "for internal use".
        c if c == cue!("marking.internal") && (set_off || several_words && (spot.begins || spot.capitals)) => {
            Likelihood::Likely
        }
        _ => return None,
    };
    let entity = match hit.cue {
        c if c == cue!("marking.classified") || c == cue!("marking.word") => entity!("marking_classified"),
        c if c == cue!("marking.internal") => entity!("marking_internal"),
        _ => entity!("marking_confidential"),
    };
    (!asked(pass, hit)).then_some((entity, likelihood, end))
}

/// Whether a sentence goes on behind the words: "confidential documents should be shredded", but not "confidential document
/// with prices".
fn goes_on(pass: &Pass<'_>, end: usize) -> bool {
    /// "with", "avec"; in Greek and Cyrillic letters "με", "за" too.
    const PREPOSITION_BYTES_MAX: usize = 4;
    let behind = near::ahead(pass, end, PREPOSITION_BYTES_MAX + 2);
    let word = behind.iter().skip(1).take_while(|b| is_word(**b)).count();
    behind.first() == Some(&b' ')
        && word > PREPOSITION_BYTES_MAX
        && behind.get(1).is_some_and(|b| !b.is_ascii_uppercase())
}

/// `TLP:AMBER+STRICT`: the colour stands right behind.
fn tlp(pass: &Pass<'_>, hit: &CueHit) -> Found {
    let mut at = hit.end as usize;
    at += near::ahead(pass, at, 3).iter().take_while(|b| b": -".contains(b)).count();
    let colour = |name: &[u8]| pass.bytes(at, at + name.len()).eq_ignore_ascii_case(name);
    let (entity, length) = if colour(b"RED") {
        (entity!("marking_tlp"), 3)
    } else if colour(b"AMBER") {
        (entity!("marking_tlp"), 5)
    } else if colour(b"GREEN") {
        (entity!("marking_tlp_green"), 5)
    } else {
        return None;
    };
    (!asked(pass, hit)).then_some((entity, Likelihood::VeryLikely, at + length))
}

fn privilege(pass: &Pass<'_>, hit: &CueHit) -> Found {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let spot = Spot::of(pass, hit);
    let sentence = near::sentence(pass, start, 0);
    let matter = pass.cues_in(sentence.0, sentence.1).iter().any(|h| MATTER.has(h.cue));
    let marked = spot.capitals || spot.boxed || (spot.begins && spot.closed);
    let likelihood = match (marked, matter) {
        (true, _) => Likelihood::VeryLikely,
        (false, true) => Likelihood::Likely,
        (false, false) => return None,
    };
    (!asked(pass, hit)).then_some((entity!("legal_privilege"), likelihood, end))
}

fn insider(pass: &Pass<'_>, hit: &CueHit) -> Found {
    let (start, end) = (hit.start as usize, hit.end as usize);
    let around = pass.cues_in(start.saturating_sub(DEAL_BYTES_MAX), end + DEAL_BYTES_MAX);
    let deals =
        around.iter().filter(|h| DEAL.has(h.cue) && (h.end as usize <= start || h.start as usize >= end)).count();
    let likelihood = match deals {
        0 => return None,
        1 => Likelihood::Likely,
        _ => Likelihood::VeryLikely,
    };
    (!asked(pass, hit)).then_some((entity!("business_secret"), likelihood, end))
}

/// An owner's line in a comment. An open licence's identifier says the contrary.
fn header(pass: &Pass<'_>, hit: &CueHit) -> Found {
    let start = hit.start as usize;
    let line = line_before(pass, start);
    let comment = [&b"//"[..], b"#", b"*", b"/*", b"--", b";", b"<!--", b"\"\"\""];
    let text = line.trim_ascii_start();
    let commented = comment.iter().any(|mark| text.starts_with(mark));
    commented.then_some((entity!("source_code"), Likelihood::Likely, hit.end as usize))
}

/// Whether a question, a definition or an essay speaks of it: before it in its sentence, or anywhere with `?`.
fn asked(pass: &Pass<'_>, hit: &CueHit) -> bool {
    let at = hit.start as usize;
    let (start, end) = near::sentence(pass, at, 0);
    let near = near::look(pass, &Known::default(), start, end);
    let behind = pass.bytes(hit.end as usize, end).contains(&b'?');
    near.doubts.iter().any(|d| d.weight > 2 && (d.end <= at || behind))
}

/// Where a marking stands.
struct Spot {
    /// First on its line, but for brackets, bullets and the like.
    begins: bool,
    /// In brackets, stars or quotes of its own.
    boxed: bool,
    /// Behind a short label and a colon.
    labelled: bool,
    /// All letters are capitals.
    capitals: bool,
    /// Followed by the line's end, a dash, a colon or the like.
    closed: bool,
}

impl Spot {
    fn of(pass: &Pass<'_>, hit: &CueHit) -> Spot {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let line = line_before(pass, start);
        let before = line.trim_ascii_end();
        let next = near::ahead(pass, end, 3);
        let opened = pass.byte_before(start);
        let closed = matches!(
            next,
            [] | [b'\n' | b'\r' | b'!' | b':' | b']' | b')' | b'*' | b'.' | b'/', ..]
                | [b' ', b'-' | b':' | b'/' | b'|' | b'!', ..]
        );
        let begins = before.iter().all(|b| b"[(*#>_/ \t|-=\"".contains(b));
        let boxed = b"[(*".contains(&opened) && next.first().is_some_and(|b| b"])*,:".contains(b));
        let labelled = begins_with_label(before);
        Spot { begins, boxed, labelled, capitals: capitals(pass, start, end), closed }
    }
}

/// The line up to a place, as far as a label could reach.
fn line_before<'p>(pass: &Pass<'p>, start: usize) -> &'p [u8] {
    let first = start.saturating_sub(LABEL_BYTES_MAX);
    let text = pass.bytes(first, start);
    match text.iter().rposition(|&b| b == b'\n') {
        Some(at) => text.get(at + 1..).unwrap_or_default(),
        // A line that began farther away is no place of a marking.
        None if first > 0 => b"...",
        None => text,
    }
}

fn begins_with_label(before: &[u8]) -> bool {
    matches!(before.split_last(), Some((b':', label)) if !label.is_empty() && !label.contains(&b'.'))
}

/// Whether no letter is small; letters beyond ASCII are compared with their lower case.
fn capitals(pass: &Pass<'_>, start: usize, end: usize) -> bool {
    let (text, lower) = (pass.bytes(start, end), pass.lower.get(start..end).unwrap_or_default());
    let small = text.iter().any(u8::is_ascii_lowercase);
    let beyond = text.iter().any(|b| *b >= 0x80);
    !small && (!beyond || text != lower)
}
