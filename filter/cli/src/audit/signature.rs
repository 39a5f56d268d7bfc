//! `octroi audit check-signature`: was this request decided on, and does the decision still hold?

use std::io::Write;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use octroi_core::audit::key::Use;
use octroi_core::audit::signature::{HEADER, Statement, check};
use serde_json::json;

use super::{time, verify};
use crate::{Failure, News, input};

const EXAMPLES: &str = "\
Examples:
  octroi audit check-signature --key-file decision-keys 'v=1;id=...;mac=...'
  octroi audit check-signature --key-file decision-keys --at 2026-11-25T10:00:00Z - < header.txt

The header is `x-octroi-signature`, as the upstream got it. A key file has a key a line, `ID:HEX`; OCTROI_DECISION_KEY of
this environment is taken too.
Exit codes: 0 signed and in force, 1 not (malformed, unknown_key, forged, expired), 2 no answer.";

/// Check the signed decision that a request carries
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The header's value; `-` is standard input
    header: String,
    /// A file with keys of decisions
    #[arg(long, value_name = "FILE")]
    key_file: Vec<PathBuf>,
    /// When it must be in force, instead of now (RFC 3339, UTC)
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let keys = verify::keys_for(&args.key_file, Use::Decision, "OCTROI_DECISION_KEY")?;
    let text = match args.header.as_str() {
        "-" => String::from_utf8_lossy(&input::read_file("-".as_ref())?).into_owned(),
        header => header.to_owned(),
    };
    let now_unix_secs = match &args.at {
        Some(at) => {
            time::parse(at).ok_or_else(|| Failure::Input("`--at`: expected a time (RFC 3339, UTC)".to_owned()))?
        }
        None => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
    };
    let header = text.trim();
    let header = header.strip_prefix(HEADER).map_or(header, |value| value.trim_start_matches([':', ' ']));
    let checked = check(header, &keys, now_unix_secs);
    let mut out = std::io::stdout().lock();
    match (&checked, args.json) {
        (Ok(statement), true) => writeln!(out, "{:#}", json(statement))?,
        (Err(why), true) => writeln!(out, "{:#}", json!({"signed": false, "why": why.as_str()}))?,
        (Ok(statement), false) => writeln!(out, "{}", text_of(statement))?,
        (Err(why), false) => writeln!(out, "not signed: {}", why.as_str())?,
    }
    Ok(if checked.is_ok() { News::Good } else { News::Bad })
}

fn json(statement: &Statement<'_>) -> serde_json::Value {
    json!({
        "signed": true, "id": statement.id, "request": statement.request, "sensitivity": statement.sensitivity,
        "categories": statement.categories, "policy": statement.policy, "zone": statement.zone,
        "expires": time::second(statement.expires_unix_secs),
    })
}

fn text_of(statement: &Statement<'_>) -> String {
    let categories = if statement.categories.is_empty() { "none".to_owned() } else { statement.categories.join(", ") };
    format!(
        "signed: decision {}, request {}, sensitivity {}, categories {categories}, zone {}, until {}, policy {}",
        statement.id,
        statement.request.unwrap_or("without an id"),
        statement.sensitivity,
        statement.zone,
        time::second(statement.expires_unix_secs),
        statement.policy
    )
}
