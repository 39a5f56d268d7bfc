//! Compiles the word lists of `lexicon/*.tsv` into a table, those of `lexicon/near_*.tsv` (looked up only beside a
//! topic word) into another, and the names of their cues into a Rust array.

#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a build that cannot go on says why and stops"
)]

#[path = "src/detect/fold_chars.rs"]
#[allow(dead_code, reason = "the scanner uses the rest")]
mod fold_chars;
#[path = "src/detect/lexicon_table.rs"]
#[allow(dead_code, reason = "the scanner uses the rest")]
mod lexicon_table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

/// Languages a term may belong to; `*` is all of them. The place is the bit in a set of languages.
const LANGUAGES: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv", "no", "is", "ca", "eu", "gl", "lb", "uk", "tr", "ar", "sq", "sr", "bs", "mk", "ru",
];

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=src/detect/fold_chars.rs");
    println!("cargo::rerun-if-changed=src/detect/lexicon_table.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut names = BTreeSet::new();
    let mut rows = Vec::new();
    let mut files: Vec<_> = fs::read_dir("lexicon").expect("lexicon/ is there").flatten().map(|f| f.path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "tsv")) {
        let near = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("near_"));
        let text = fs::read_to_string(file).expect("a word list is UTF-8");
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let place = format!("{}:{}", file.display(), index + 1);
            let (cue, lang, term) = row(line).unwrap_or_else(|| panic!("{place}: expected `cue<TAB>lang<TAB>term`"));
            let langs = languages(lang).unwrap_or_else(|| panic!("{place}: unknown language `{lang}`"));
            names.insert(cue.to_owned());
            for spelling in spellings(term, lang) {
                let text = lexicon_table::normal_form(&spelling).unwrap_or_else(|e| panic!("{place}: {e}: `{term}`"));
                rows.push((near, text, cue.to_owned(), langs));
            }
        }
    }
    let names: Vec<String> = names.into_iter().collect();
    let mut merged: [BTreeMap<String, BTreeMap<u16, u64>>; 2] = Default::default();
    for (near, text, cue, langs) in rows {
        let number = names.binary_search(&cue).expect("collected above");
        let table = &mut merged[usize::from(near)];
        *table.entry(text).or_default().entry(u16::try_from(number).expect("few cues")).or_default() |= langs;
    }
    for (table, file) in merged.into_iter().zip(["lexicon.bin", "near.bin"]) {
        let terms: Vec<_> = table
            .into_iter()
            .map(|(text, labels)| lexicon_table::Term { text, labels: labels.into_iter().collect() })
            .collect();
        fs::write(Path::new(&out).join(file), lexicon_table::compile(&terms)).expect("OUT_DIR is writable");
    }
    let code = format!(
        "/// Names of all cues, sorted; a cue is its index.\npub const NAMES: [&str; {}] = {names:?};\n\
         /// Languages, by bit.\npub const LANGUAGES: [&str; {}] = {LANGUAGES:?};\n",
        names.len(),
        LANGUAGES.len(),
    );
    fs::write(Path::new(&out).join("cues.rs"), code).expect("OUT_DIR is writable");
}

fn row(line: &str) -> Option<(&str, &str, &str)> {
    let mut fields = line.split('\t');
    let row = (fields.next()?.trim(), fields.next()?.trim(), fields.next()?.trim());
    let named =
        !row.0.is_empty() && row.0.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._".contains(&b));
    (named && !row.2.is_empty()).then_some(row)
}

fn languages(written: &str) -> Option<u64> {
    if written == "*" {
        return Some(u64::MAX);
    }
    written.split(',').map(|one| LANGUAGES.iter().position(|l| *l == one).map(|bit| 1u64 << bit)).sum()
}

/// The term, and how it is written where the keyboard lacks its letters.
fn spellings(term: &str, lang: &str) -> Vec<String> {
    let mut all = vec![term.to_owned()];
    let plain = match lang {
        "de" | "lb" => term
            .replace('ä', "ae")
            .replace('ö', "oe")
            .replace('ü', "ue")
            .replace('Ä', "Ae")
            .replace('Ö', "Oe")
            .replace('Ü', "Ue"),
        "da" | "no" => term.replace('ø', "oe").replace('å', "aa").replace('Ø', "Oe").replace('Å', "Aa"),
        _ => return all,
    };
    if plain != term {
        all.push(plain);
    }
    all
}
