//! `octroi audit verify`: is the log whole, and is it what was written?
//!
//! ```text
//! lines -> records and anchors -> check (one pass, ends of runs only) -> answer
//! ```

mod answer;
mod check;
mod fault;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use octroi_core::audit::key::{Key, Use};

pub use answer::{Answer, Verdict};
pub use check::Checker;

use super::log;
use crate::{Failure, News, input};

/// The variable that Envoy hands to the module, too.
const KEY_VARIABLE: &str = "OCTROI_AUDIT_KEY";

const EXAMPLES: &str = "\
Examples:
  octroi audit verify --key-file keys access.jsonl access.jsonl.1.gz
  octroi audit verify --key-file keys --anchors envoy.log access.jsonl
  kubectl logs gateway | octroi audit verify --json -

A key file has a key a line, `ID:HEX`, as in Envoy's environment; OCTROI_AUDIT_KEY of this environment is taken too.
Verdicts: COMPLETE, every chain that is named is whole from its opening to its closing; UNBROKEN, nothing is wrong, but
what followed the end is not known, or there is no key; NOT COMPLETE, with what is wrong; NOTHING, no records.
Exit codes: 0 complete or unbroken (with --strict only complete), 1 not complete or nothing, 2 no answer.";

/// Find what was edited, dropped, doubled, moved, forked or cut off in a log
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Logs with records, in any order, compressed by gzip or not; `-` is standard input
    #[arg(required = true)]
    logs: Vec<PathBuf>,
    #[command(flatten)]
    trust: Trust,
    /// An end that nothing shows to be the end is bad news
    #[arg(long)]
    strict: bool,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
}

/// What the chains are held against.
#[derive(clap::Args)]
pub struct Trust {
    /// A file with keys, old ones too. Not an argument, because arguments are seen by other users
    #[arg(long, value_name = "FILE")]
    key_file: Vec<PathBuf>,
    /// A file with anchors, as Envoy's own log; they are read first
    #[arg(long, value_name = "FILE")]
    anchors: Vec<PathBuf>,
    /// The files are a part of the log: what chains had before is not missed
    #[arg(long)]
    pub part: bool,
}

impl Trust {
    /// A checker with the keys.
    ///
    /// # Errors
    /// As [`keys_for`].
    pub fn checker(&self) -> Result<Checker, Failure> {
        Ok(Checker::new(keys_for(&self.key_file, Use::Chain, KEY_VARIABLE)?))
    }

    /// The files in the order in which they are read: anchors before logs.
    pub fn files(&self, logs: &[PathBuf]) -> Vec<PathBuf> {
        self.anchors.iter().chain(logs).cloned().collect()
    }
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let mut checker = args.trust.checker()?;
    let files = args.trust.files(&args.logs);
    log::read(&files, &mut |place, item| checker.see(place, &item))?;
    let answer = checker.finish(args.trust.part);
    let mut out = BufWriter::new(io::stdout().lock());
    match args.json {
        true => writeln!(out, "{:#}", answer.json(&files))?,
        false => answer.text(&files).iter().try_for_each(|line| writeln!(out, "{line}"))?,
    }
    out.flush()?;
    Ok(match answer.verdict {
        Verdict::Complete => News::Good,
        Verdict::Unbroken if !args.strict => News::Good,
        Verdict::Unbroken | Verdict::NotComplete | Verdict::Nothing => News::Bad,
    })
}

/// The keys of these files, and that of this variable of our environment, for some use.
///
/// # Errors
/// A file that cannot be read, or a line that is no key; says which, never what stands there.
pub fn keys_for(files: &[PathBuf], r#use: Use, variable: &str) -> Result<Vec<Key>, Failure> {
    let mut keys = Vec::new();
    for file in files {
        let bytes = input::read_file(file)?;
        let text = String::from_utf8_lossy(&bytes);
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        for (number, line) in lines {
            let wrong = |problem| Failure::Input(format!("`{}`, line {number}: {problem}", file.display()));
            keys.push(Key::parse(line, r#use).map_err(wrong)?);
        }
    }
    if let Ok(text) = std::env::var(variable) {
        let wrong = |problem| Failure::Input(format!("{variable}: {problem}"));
        keys.push(Key::parse(&text, r#use).map_err(wrong)?);
    }
    Ok(keys)
}
