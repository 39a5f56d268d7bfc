//! `octroi hash`: known values into the keyed hashes that a policy holds of them.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use octroi_core::detect::custom::{EXACT_WORDS_MAX, exact_hash};

use crate::{Failure, News, input};

const EXAMPLES: &str = "\
Examples:
  octroi hash --key-file key.hex employee-numbers.txt
  openssl rand -hex 16 > key.hex

A value a line in; `exact_match` for a policy out, as YAML. The values themselves are not in it. Whoever has the policy has
the key too, and can find short values by trying: keep the policy as you keep the list.
Exit codes: 0 every value was hashed, 1 some could not be, 2 no answer.";

/// Turn known values into the hashes of a policy's `exact_match`
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A file with the key: 32 hex digits. Not an argument, because arguments are seen by other users
    #[arg(long, value_name = "FILE")]
    key_file: PathBuf,
    /// Values, one a line; `-` is standard input
    #[arg(default_value = "-")]
    values: PathBuf,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let key = key(args)?;
    let mut hashes = Vec::new();
    let mut words_max = 1;
    let mut news = News::Good;
    for (number, line) in (1..).zip(input::open_lines(&args.values)?.lines()) {
        let line = line.map_err(|error| Failure::Input(format!("cannot read `{}`: {error}", args.values.display())))?;
        if line.trim().is_empty() {
            continue;
        }
        match exact_hash(&key, &line) {
            Some((hash, words)) => {
                hashes.push(hash);
                words_max = words_max.max(words);
            }
            None => {
                news = News::Bad;
                eprintln!("octroi: line {number}: expected a value of 1 to {EXACT_WORDS_MAX} words");
            }
        }
    }
    // Sorted, so that the order of the list tells nothing.
    hashes.sort_unstable();
    hashes.dedup();
    let mut out = BufWriter::new(io::stdout().lock());
    writeln!(out, "exact_match:\n  key: \"{:032x}\"\n  words_max: {words_max}\n  hashes:", u128::from_be_bytes(key))?;
    for hash in hashes {
        writeln!(out, "    - \"{hash:016x}\"")?;
    }
    out.flush()?;
    Ok(news)
}

fn key(args: &Args) -> Result<[u8; 16], Failure> {
    let bytes = input::read_file(&args.key_file)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim();
    let key = u128::from_str_radix(text, 16).ok().filter(|_| text.len() == 32);
    key.map(u128::to_be_bytes).ok_or_else(|| {
        Failure::Input(format!("`{}`: expected 32 hex digits, found something else", args.key_file.display()))
    })
}
