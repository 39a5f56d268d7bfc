//! What the module weighs: its size, the CPU time that Envoy needs more to start with it, and which part of it is whose.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use octroi_core::detect::entity::Entity;
use octroi_core::detect::{contact, financial, ids, lexicon, person, secrets, topics};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::gateway::{Config, Options, UPSTREAMS};
use crate::parts;

/// How often Envoy is started with the module and without; the median counts.
const STARTS: usize = 5;

/// The part of the module that a function belongs to, by how its path begins. Of rows that fit at one place, the first
/// holds.
const CODE: &[(&str, &str)] = &[
    ("octroi_core::detect::contact", "contact"),
    ("octroi_core::detect::financial", "financial"),
    ("octroi_core::detect::ids", "ids"),
    ("octroi_core::detect::person", "person"),
    ("octroi_core::detect::secrets", "secrets"),
    ("octroi_core::detect::topics", "topics"),
    ("octroi_core::detect::custom", "custom"),
    ("regex_lite", "custom"), // patterns of a policy, the only user
    ("octroi_core::detect", SCANNER),
    ("octroi_core::json", "schema"),
    ("octroi_core::schema", "schema"),
    ("octroi_core::segment", "schema"),
    ("octroi_core::policy", "policy"),
    ("octroi_core::problem", "policy"),
    ("octroi_core::classify", "decision"),
    ("octroi_core::decide", "decision"),
    ("octroi_core::words", "decision"),
    ("octroi_core::tokens", "tokens, money"),
    ("octroi_core::images", "tokens, money"),
    ("octroi_core::money", "tokens, money"),
    ("octroi_core::calendar", "tokens, money"),
    ("octroi_core::budget", "budget"),
    ("octroi_core::exchange", "exchange"),
    ("octroi_core::audit", "audit"),
    ("blake3", "audit"),
    ("octroi::", "plugin"),
    ("proxy_on_", "plugin"),
    ("serde", "serde"),
    ("core::", STANDARD),
    ("alloc::", STANDARD),
    ("std::", STANDARD),
    ("compiler_builtins::", STANDARD),
    ("hashbrown::", STANDARD),
    ("__rustc", STANDARD),
    ("dlmalloc::", STANDARD),
];
/// The family of a word list, by how its file's name begins.
const LISTS: &[(&str, &str)] = &[
    ("contact", "contact"),
    ("ids", "ids"),
    ("markings", "topics"),
    ("near_regional", "topics"),
    ("near_topics", "topics"),
    ("person", "person"),
    ("regional", "topics"),
    ("secrets", "secrets"),
    ("topics", "topics"),
    ("against", SCANNER),
    ("index", SCANNER), // hash tables and bitmaps, of one size however long the lists
];
const SCANNER: &str = "scanner, for all families";
const STANDARD: &str = "Rust's standard library";
/// Where no row fits.
const OTHER: &str = "C's library, other crates";

/// The tables, in Markdown.
///
/// # Errors
/// A module or an Envoy that cannot be had.
pub fn tables() -> Result<String> {
    eprintln!("octroi: weighing the module");
    let module = std::fs::read(parts::module()?)?;
    let zipped = {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&module)?;
        encoder.finish()?.len()
    };
    let [without, with] = start_seconds()?;
    let mut report = format!(
        "The module: {} bytes, {zipped} with gzip. CPU time from start until ready, the median of {STARTS} starts with one \
         worker: {without:.2} s without it, {with:.2} s with it, so the module adds {:.2} s.\n\n",
        module.len(),
        with - without
    );
    report.push_str(&by_part(&Weight::of(&std::fs::read(parts::named_module()?)?)?)?);
    Ok(report)
}

/// CPU seconds of an Envoy without the module and with it, from start until ready.
fn start_seconds() -> Result<[f64; 2]> {
    // Nobody asks them anything, so nobody need stand behind these ports.
    let ports = UPSTREAMS.map(|name| (name.to_owned(), 1));
    let with = Config::with_upstreams(&ports)?;
    let without = with.clone().without_filter()?;
    let mut seconds = [Vec::new(), Vec::new()];
    for round in 1..=STARTS {
        eprintln!("octroi: starting Envoy without and with the module, {round} of {STARTS}");
        for (config, seconds) in [&without, &with].into_iter().zip(&mut seconds) {
            let gateway = config.clone().start("footprint", &Options::default())?;
            seconds.push(gateway.cpu_nanos()? as f64 / 1e9);
        }
    }
    Ok(seconds.map(|mut seconds| {
        seconds.sort_by(f64::total_cmp);
        seconds.get(STARTS / 2).copied().unwrap_or(f64::NAN)
    }))
}

/// What a module with names is made of, in bytes.
#[derive(Debug, Default, PartialEq)]
struct Weight {
    /// Code by part.
    code: BTreeMap<&'static str, usize>,
    /// Sections of data.
    data: usize,
}

impl Weight {
    fn of(module: &[u8]) -> Result<Weight> {
        let (mut imported, mut bodies, mut names, mut data) = (0, Vec::new(), BTreeMap::new(), 0);
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
                Payload::DataSection(section) => data += section.range().len(),
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(subsections) = section.as_known() else { continue };
                    for subsection in subsections {
                        let Name::Function(functions) = subsection? else { continue };
                        for function in functions {
                            let function = function?;
                            names.insert(usize::try_from(function.index)?, function.name);
                        }
                    }
                }
                _ => {}
            }
        }
        ensure!(!names.is_empty(), "the module has no names of functions");
        let mut code = BTreeMap::new();
        for (index, bytes) in bodies.into_iter().enumerate() {
            *code.entry(part_of(names.get(&(imported + index)).unwrap_or(&""))).or_default() += bytes;
        }
        Ok(Weight { code, data })
    }
}

/// The part that a function belongs to. Generic code of a library that was compiled for a type of the engine is the
/// engine's: the first path into the engine within a name holds, else into another crate, else into the standard library.
fn part_of(symbol: &str) -> &'static str {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let name = name.find("octroi_core::").and_then(|at| name.get(at..)).unwrap_or(&name);
    let place = |(row, (prefix, part)): (usize, &(&str, &'static str))| {
        Some((*part == STANDARD, name.find(prefix)?, row, *part))
    };
    CODE.iter().enumerate().filter_map(place).min().map_or(OTHER, |(_, _, _, part)| part)
}

fn by_part(weight: &Weight) -> Result<String> {
    let mut data = data_of_families()?;
    let all_code: usize = weight.code.values().sum();
    let all = all_code + weight.data;
    let told: usize = data.values().sum();
    let mut rows: Vec<(&str, usize, usize)> =
        weight.code.iter().map(|(part, code)| (*part, *code, data.remove(part).unwrap_or(0))).collect();
    rows.extend(data.into_iter().map(|(family, bytes)| (family, 0, bytes)));
    rows.sort_by_key(|(_, code, data)| std::cmp::Reverse(code + data));
    rows.push(("other data", 0, weight.data.saturating_sub(told)));
    let mut table = String::from(
        "What each part weighs (docs/PERFORMANCE.md tells how that is known):\n\n\
         | part | code bytes | data bytes | share |\n|---|--:|--:|--:|\n",
    );
    for (part, code, data) in rows {
        writeln!(table, "| {part} | {code} | {data} | {:.1} % |", (code + data) as f64 * 100.0 / all as f64)?;
    }
    writeln!(table, "| **all** | **{all_code}** | **{}** | |\n", weight.data)?;
    Ok(table)
}

/// Word lists and rows of entities, in bytes by family.
fn data_of_families() -> Result<BTreeMap<&'static str, usize>> {
    let mut data = BTreeMap::new();
    for (list, bytes) in lexicon::list_bytes() {
        let family = LISTS.iter().find(|(prefix, _)| list.starts_with(prefix));
        let (_, family) = family.with_context(|| format!("no family for the word list `{list}`"))?;
        *data.entry(*family).or_default() += bytes;
    }
    for (family, files) in families() {
        *data.entry(family).or_default() += files.iter().copied().flatten().map(row_bytes).sum::<usize>();
    }
    Ok(data)
}

fn families() -> [(&'static str, &'static [&'static [Entity]]); 6] {
    [
        ("contact", contact::ENTITIES),
        ("financial", financial::ENTITIES),
        ("ids", ids::ENTITIES),
        ("person", person::ENTITIES),
        ("secrets", secrets::ENTITIES),
        ("topics", topics::ENTITIES),
    ]
}

/// What a row holds in the module: its texts, but for those that only people and tests read, and for each text and each
/// list of texts a pointer and a length of 4 bytes in wasm.
fn row_bytes(row: &Entity) -> usize {
    const REFERENCE: usize = 8;
    const TEXTS_AND_LISTS: usize = 8;
    let listed = row.countries.iter().chain(row.languages).map(|text| text.len() + REFERENCE);
    TEXTS_AND_LISTS * REFERENCE + row.id.len() + row.title.len() + listed.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A section with its length in front; below 128, a length is one byte.
    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        assert!(content.len() < 128);
        [&[id, content.len() as u8], content].concat()
    }

    fn text(text: &str) -> Vec<u8> {
        [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat()
    }

    /// One imported function and three of its own, with 3, 4 and 5 bytes of code, and data of 3 bytes.
    fn module(names: &[(u8, &str)]) -> Vec<u8> {
        let mut functions = vec![u8::try_from(names.len()).unwrap()];
        for (index, name) in names {
            functions.push(*index);
            functions.extend(text(name));
        }
        let body = |nops: usize| [vec![u8::try_from(nops + 2).unwrap(), 0], vec![1; nops], vec![0x0b]].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, &[&[1], &text("env")[..], &text("host"), &[0, 0]].concat()),
            section(3, &[3, 0, 0, 0]),
            section(5, &[1, 0, 1]),
            section(10, &[vec![3], body(1), body(2), body(3)].concat()),
            section(11, &[1, 1, 3, b'a', b'b', b'c']),
            section(0, &[text("name"), section(1, &functions)].concat()),
        ]
        .concat()
    }

    #[test]
    fn sums_code_by_the_names_of_functions() {
        let names = [
            (0, "octroi_core::audit::f"),
            (1, "octroi_core::detect::ids::f"),
            (3, "_ZN11octroi_core6detect3ids1f17h0123456789abcdefE"),
        ];
        let weight = Weight::of(&module(&names)).unwrap();
        assert_eq!(weight.code, BTreeMap::from([("ids", 8), (OTHER, 4)]));
        assert_eq!(weight.data, 6); // with the count, the kind and the length
    }

    #[test]
    fn a_module_without_names_is_refused() {
        assert!(Weight::of(&module(&[])).is_err());
        assert!(Weight::of(b"\0asm").is_err());
    }

    #[test]
    fn the_path_in_a_name_tells_the_part() {
        for (name, part) in [
            ("octroi_core::detect::person::name::find", "person"),
            ("octroi_core::detect::pass::Pass::context", SCANNER),
            ("<octroi_core::detect::custom::Custom as core::fmt::Debug>::fmt", "custom"),
            ("core::ptr::drop_in_place<alloc::vec::Vec<octroi_core::budget::Hold>>", "budget"),
            ("<octroi_core::json::Tape as core::convert::From<octroi_core::policy::Policy>>::from", "schema"),
            ("octroi::host::get_property", "plugin"),
            ("<serde_json::value::Value as core::clone::Clone>::clone", "serde"),
            ("<&T as core::fmt::Debug>::fmt", STANDARD),
            ("<core::option::Option<V> as serde_core::ser::Serialize>::serialize", "serde"),
            ("proxy_on_log.command_export", "plugin"),
            ("alloc::raw_vec::finish_grow", STANDARD),
            ("memchr::memmem::find", OTHER),
            ("memcpy", OTHER),
            ("", OTHER),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }

    #[test]
    fn every_word_list_and_entity_has_a_family_and_every_module_of_the_engine_a_part() {
        assert!(by_part(&Weight::default()).is_ok());
        let rows = families().into_iter().flat_map(|(_, files)| files.iter()).copied().flatten().count();
        assert_eq!(rows, octroi_core::detect::entity::built_in().count());
        let lib = std::fs::read_to_string(parts::root().join("filter/core/src/lib.rs")).unwrap();
        for module in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.split_once(';')) {
            if module.0 != "limits" {
                assert_ne!(part_of(&format!("octroi_core::{}::f", module.0)), OTHER, "{}", module.0);
            }
        }
    }
}
