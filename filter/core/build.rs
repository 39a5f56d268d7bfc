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
    let mut sizes: Vec<(String, usize)> = Vec::new();
    let mut files: Vec<_> = fs::read_dir("lexicon").expect("lexicon/ is there").flatten().map(|f| f.path()).collect();
    files.sort();
    for file in &files {
        let list = file.file_stem().expect("a list has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(file).expect("a word list is UTF-8");
        if file.extension().is_none_or(|extension| extension != "tsv") {
            sizes.push((list, text.len())); // held as it is
            continue;
        }
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
                rows.push(Row { list: list.clone(), text, cue: cue.to_owned(), langs });
            }
        }
    }
    let names: Vec<String> = names.into_iter().collect();
    let (near, anywhere): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.list.starts_with("near_"));
    for (rows, file) in [(anywhere, "lexicon.bin"), (near, "near.bin")] {
        fs::write(Path::new(&out).join(file), compiled(&rows, &names)).expect("OUT_DIR is writable");
    }
    let empty = compiled(&[], &names).len();
    sizes.push(("index".to_owned(), 2 * empty));
    for rows in rows.chunk_by(|a, b| a.list == b.list) {
        let alone = compiled(&rows.iter().collect::<Vec<_>>(), &names).len();
        sizes.extend(rows.first().map(|row| (row.list.clone(), alone - empty)));
    }
    let code = format!(
        "/// Names of all cues, sorted; a cue is its index.\npub const NAMES: [&str; {}] = {names:?};\n\
         /// Languages, by bit.\npub const LANGUAGES: [&str; {}] = {LANGUAGES:?};\n\
         /// Files of `lexicon/`, and the bytes that each adds to the module.\n\
         pub const SIZES: [(&str, usize); {}] = {sizes:?};\n",
        names.len(),
        LANGUAGES.len(),
        sizes.len(),
    );
    fs::write(Path::new(&out).join("cues.rs"), code).expect("OUT_DIR is writable");
}

/// A term of a list, as the table holds it.
struct Row {
    list: String,
    text: String,
    cue: String,
    langs: u64,
}

/// The table of these rows.
fn compiled(rows: &[&Row], names: &[String]) -> Vec<u8> {
    let mut merged: BTreeMap<&str, BTreeMap<u16, u64>> = BTreeMap::new();
    for row in rows {
        let number = names.binary_search(&row.cue).expect("names has the cues of all rows");
        let labels = merged.entry(&row.text).or_default();
        *labels.entry(u16::try_from(number).expect("few cues")).or_default() |= row.langs;
    }
    let terms: Vec<_> = merged
        .into_iter()
        .map(|(text, labels)| lexicon_table::Term { text: text.to_owned(), labels: labels.into_iter().collect() })
        .collect();
    lexicon_table::compile(&terms)
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
