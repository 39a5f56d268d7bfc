//! Every row of the table of entities, run through the scanner.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests may fail loudly")]

use std::borrow::Cow;

use octroi_core::detect::{Options, Scanner, entity};
use octroi_core::segment::{Seam, Segment};
use octroi_core::words::{Likelihood, Role};

fn found(scanner: &Scanner, text: &str) -> Vec<(String, Likelihood, String)> {
    let segment = Segment { text: Cow::Borrowed(text), role: Role::User, raw: 0..text.len(), seam: Seam::Apart };
    let scan = scanner.scan(&[segment]);
    let name = |id| scanner.entity(id).unwrap().id.to_owned();
    let slice = |f: &octroi_core::detect::Finding| text[f.start as usize..f.end as usize].to_owned();
    scan.findings.iter().map(|f| (name(f.entity), f.likelihood, slice(f))).collect()
}

#[test]
fn hits_hit_and_misses_miss() {
    let scanner = Scanner::new(&Options::default());
    let mut wrong = Vec::new();
    for row in entity::built_in() {
        for text in row.hits {
            let all = found(&scanner, text);
            if !all.iter().any(|(id, likelihood, _)| id == row.id && *likelihood >= Likelihood::Possible) {
                wrong.push(format!("{}: not found in `{text}`: {all:?}", row.id));
            }
        }
        for text in row.misses {
            let all = found(&scanner, text);
            if all.iter().any(|(id, likelihood, _)| id == row.id && *likelihood >= Likelihood::Possible) {
                wrong.push(format!("{}: wrongly found in `{text}`: {all:?}", row.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn ids_are_unique_and_snake_case() {
    let mut ids: Vec<_> = entity::built_in().map(|row| row.id).collect();
    assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')));
    ids.sort_unstable();
    let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn the_page_of_detectors_is_current() {
    let page = entity::markdown();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/DETECTORS.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page, "docs/DETECTORS.md is not current: UPDATE=1 cargo test -p octroi-core --test detect_rows");
}

#[test]
fn every_scheme_and_token_reports_an_entity_of_the_table() {
    use octroi_core::detect::{contact, financial, ids, lexicon::CueSet, secrets};
    for scheme in
        [contact::SCHEMES, financial::SCHEMES, ids::SCHEMES].iter().flat_map(|f| f.iter()).flat_map(|s| s.iter())
    {
        assert!(entity::named(scheme.entity).is_some(), "{}: no entity {}", scheme.name, scheme.entity);
        assert!(scheme.shape.len() <= 40, "{}", scheme.name);
        for cue in scheme.context {
            assert!(!CueSet::EMPTY.with(cue).is_empty(), "{}: no list has {cue}", scheme.name);
        }
    }
    for rule in secrets::RULES.iter().flat_map(|file| file.iter()) {
        assert!(entity::named(rule.entity).is_some(), "{}: no entity {}", rule.prefix, rule.entity);
    }
}
