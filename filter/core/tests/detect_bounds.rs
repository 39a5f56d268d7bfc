//! Work on the worst texts is linear: counted in steps and bytes, not in seconds. And no text makes the scanner panic.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests may fail loudly")]

use std::borrow::Cow;

use octroi_core::detect::Scanner;
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::Role;

fn segment(text: &str, seam: Seam) -> Segment<'_> {
    Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam }
}

/// Steps that a scan of a pattern, repeated to a size, takes.
fn steps(scanner: &Scanner, pattern: &str, bytes: usize) -> u64 {
    let text = pattern.repeat(bytes / pattern.len());
    scanner.scan(&[segment(&text, Seam::Apart)]).steps
}

const WORST: &[&str] = &[
    "1",
    "1 ",
    "12 34",
    "123-45-6789 ",
    "1,2;3.",
    "@",
    "a@b.",
    "-",
    "a",
    "A",
    "aA",
    "é",
    "ж",
    "%41",
    "&amp;",
    "\\u0041",
    "\\\\\\\\",
    "%2525",
    "QUJD",
    "4142",
    "null eins ",
    "password ",
    "password: ",
    "at dot ",
    "iban ",
    "http://a?b=",
    "eyJ",
    "sk-",
    "+3",
    "(",
    "::1",
    "::",
    "1.1.1.1",
    "Anna ",
    "\u{200b}",
    "=\n",
    "DE89 ",
    "-----BEGIN ",
];

#[test]
fn steps_grow_no_faster_than_the_text() {
    let scanner = Scanner::default();
    for pattern in WORST {
        let small = steps(&scanner, pattern, 4 << 10);
        let large = steps(&scanner, pattern, 16 << 10);
        assert!(large <= 5 * small + 20_000, "`{pattern}`: {small} steps for 4 KiB, {large} for 16 KiB");
        assert!(large <= 400 * (16 << 10), "`{pattern}`: {large} steps for 16 KiB");
    }
}

#[test]
fn a_megabyte_takes_no_more_steps_a_byte_than_a_little() {
    let scanner = Scanner::default();
    for pattern in ["1", "@", "-", "%252525252541", "\\\\\\\\", "12.05.1985, "] {
        let small = steps(&scanner, pattern, 16 << 10);
        let large = steps(&scanner, pattern, 1 << 20);
        assert!(large <= 66 * small, "`{pattern}`: {small} steps for 16 KiB, {large} for 1 MiB");
    }
}

#[test]
fn random_texts_give_places_that_are_there() {
    let scanner = Scanner::default();
    let pieces: Vec<&str> = WORST
        .iter()
        .copied()
        .chain([
            "DE89370400440532013000",
            "x@y.fr",
            "\u{301}",
            "\u{ff11}",
            "😀",
            "\r\n",
            "%E2%82%AC",
            "&#x41;",
            "\\ud83d\\ude00",
        ])
        .collect();
    let mut state = 0x1234_5678_9ABC_DEF1u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    for _ in 0..300 {
        let texts: Vec<String> =
            (0..1 + next(3)).map(|_| (0..next(24)).map(|_| pieces[next(pieces.len())]).collect()).collect();
        let segments: Vec<_> =
            texts.iter().map(|t| segment(t, if next(2) == 0 { Seam::RunsOn } else { Seam::Apart })).collect();
        let scan = scanner.scan(&segments);
        let mut last = (0, 0);
        for finding in &scan.findings {
            let text = &texts[finding.segment as usize];
            assert!(
                text.get(finding.start as usize..finding.end as usize).is_some_and(|t| !t.is_empty()),
                "{texts:?} {finding:?}"
            );
            assert!((finding.segment, finding.start) >= last, "overlap in {texts:?}: {finding:?}");
            last = (finding.segment, finding.end);
        }
    }
}
