//! Values that are hidden: each form must be found, at its true place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests may fail loudly")]

use std::borrow::Cow;

use octroi_core::detect::{CustomEntity, ExactMatch, Options, Pattern, Scanner, custom};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Category, Likelihood, Reason, Role, Sensitivity};

fn segment(text: &str, seam: Seam, raw: usize) -> Segment<'_> {
    Segment { text: Cow::Borrowed(text), role: Role::User, raw: raw..raw + text.len(), seam }
}

/// Entities found at `Possible` or above, with the text at their place.
fn found<'t>(scanner: &Scanner, text: &'t str) -> Vec<(String, &'t str)> {
    let scan = scanner.scan(&[segment(text, Seam::Apart, 0)]);
    scan.findings
        .iter()
        .filter(|f| f.likelihood >= Likelihood::Possible)
        .map(|f| (scanner.entity(f.entity).unwrap().id.to_owned(), &text[f.start as usize..f.end as usize]))
        .collect()
}

#[test]
fn a_hidden_value_is_found_at_its_place() {
    let scanner = Scanner::new(&Options::default());
    for (text, id, place) in [
        ("IBAN DE89 3704 0044 0532 0130 00 ok", "iban", "DE89 3704 0044 0532 0130 00"),
        ("IBAN DE89-3704-0044-0532-0130-00", "iban", "DE89-3704-0044-0532-0130-00"),
        ("IBAN D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0", "iban", "D E 8 9 3 7 0 4 0 0 4 4 0 5 3 2 0 1 3 0 0 0"),
        ("IBAN DE89\n3704\n0044\n0532\n0130\n00", "iban", "DE89\n3704\n0044\n0532\n0130\n00"),
        ("IBAN DE8937\u{200b}04004405\u{ad}32013000", "iban", "DE8937\u{200b}04004405\u{ad}32013000"),
        ("ＤＥ８９３７０４００４４０５３２０１３０００", "iban", "ＤＥ８９３７０４００４４０５３２０１３０００"),
        ("iban=DE89%203704%200044%200532%200130%2000&x=1", "iban", "DE89%203704%200044%200532%200130%2000"),
        ("mail jean&#46;dupont&#x40;acme&period;fr now", "email", "jean&#46;dupont&#x40;acme&period;fr"),
        (r#"{\"mail\":\"jean\u0040acme.fr\"}"#, "email", r"jean\u0040acme.fr"),
        (r#"{\\\"mail\\\":\\\"jean\\u0040acme.fr\\\"}"#, "email", r"jean\\u0040acme.fr"),
        ("see amVhbi5kdXBvbnRAYWNtZS1jb3JwLmZy end", "email", "amVhbi5kdXBvbnRAYWNtZS1jb3JwLmZy"),
        ("hex 6a65616e2e6475706f6e744061636d652e6672.", "email", "6a65616e2e6475706f6e744061636d652e6672"),
        ("iban: =44=45=38=39 3704 0044 0532 0130 00", "iban", "=44=45=38=39 3704 0044 0532 0130 00"),
        ("IBAN DE89 3704 0044 05=\n32 0130 00", "iban", "DE89 3704 0044 05=\n32 0130 00"),
        ("jean=2Edupont=40=61cme.fr", "email", "jean=2Edupont=40=61cme.fr"),
        ("is NJSWC3ROMR2XA33OORAGCY3NMUWWG33SOAXGM4Q there", "email", "NJSWC3ROMR2XA33OORAGCY3NMUWWG33SOAXGM4Q"),
        ("jean.dup\u{43e}nt@acme.fr", "email", "jean.dup\u{43e}nt@acme.fr"),
    ] {
        let all = found(&scanner, text);
        assert!(all.iter().any(|(i, p)| i == id && *p == place), "{text}: {all:?}");
    }
}

#[test]
fn a_value_split_over_seams_is_found_in_each_part() {
    let scanner = Scanner::new(&Options::default());
    let scan = scanner.scan(&[
        segment("my account DE89 3704 00", Seam::Apart, 0),
        segment("44 0532", Seam::RunsOn, 40),
        segment("013000 thanks", Seam::RunsOn, 60),
    ]);
    let places: Vec<_> = scan.findings.iter().map(|f| (f.segment, f.start, f.end)).collect();
    assert_eq!(places, [(0, 11, 23), (1, 0, 7), (2, 0, 6)]);
    let apart =
        scanner.scan(&[segment("my account DE89 3704 0044", Seam::Apart, 0), segment("0532013000", Seam::Apart, 100)]);
    assert!(apart.findings.iter().all(|f| f.likelihood < Likelihood::Possible));
}

#[test]
fn the_policys_own_entities_are_found() {
    let key = *b"0123456789abcdef";
    let mut hashes: Vec<u64> =
        ["Jane van der Meer", "E-48213"].iter().map(|v| custom::exact_hash(&key, v).unwrap().0).collect();
    hashes.sort_unstable();
    let own = |id: &str| CustomEntity {
        id: id.to_owned(),
        title: String::new(),
        category: Category::BusinessConfidential,
        sensitivity: Sensitivity::Restricted,
        keywords: Vec::new(),
        patterns: Vec::new(),
        exact: None,
    };
    let scanner = Scanner::new(&Options {
        custom: vec![
            CustomEntity { keywords: vec!["Projekt Zugspitze".to_owned(), "=ACME".to_owned()], ..own("project") },
            CustomEntity { patterns: vec![Pattern::new(r"PRJ-\d{4}").unwrap()], ..own("number") },
            CustomEntity { exact: Some(ExactMatch { key, hashes, words_max: 4 }), ..own("known") },
        ],
        allow: vec!["PRJ-0000".to_owned()],
        ..Options::default()
    });
    for (text, want) in [
        ("das Projekt  Zugspitze läuft", vec![("project", "Projekt  Zugspitze")]),
        ("ACME and acme", vec![("project", "ACME")]),
        ("see PRJ-4711, PRJ-0000", vec![("number", "PRJ-4711")]),
        ("ask jane VAN der Méer about e-48213", vec![("known", "jane VAN der Méer"), ("known", "e-48213")]),
        ("Jane van der Beer, E-48214", vec![]),
    ] {
        let all = found(&scanner, text);
        let all: Vec<_> = all
            .iter()
            .map(|(i, p)| (i.as_str(), *p))
            .filter(|(i, _)| ["project", "number", "known"].contains(i))
            .collect();
        assert_eq!(all, want, "{text}");
    }
}

#[test]
fn what_exceeds_the_budget_is_named() {
    let scanner = Scanner::new(&Options { bytes_max: 100, ..Options::default() });
    let text = "x ".repeat(60);
    let scan = scanner.scan(&[segment("fine", Seam::Apart, 2), segment(&text, Seam::Apart, 9)]);
    assert_eq!(scan.uninspected.len(), 1);
    assert_eq!((scan.uninspected[0].reason, scan.uninspected[0].at), (Reason::ScanBudget, 9));
}
