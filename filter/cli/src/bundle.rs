//! `octroi bundle`: a policy and the price book beside it as one document.
//!
//! Envoy hands a filter one configuration: there is no second file that it could read. So the book is put into the policy
//! before Envoy sees it, and what Envoy loads can be checked, compared and named by one digest.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use octroi_core::policy::Policy;
use octroi_core::problem::{Problem, quoted};
use serde_json::Value;

use crate::{Failure, News, input};

const EXAMPLES: &str = "\
Examples:
  octroi bundle policy.yaml --prices prices.yaml > bundled.yaml
  octroi bundle policy.yaml --prices prices.yaml --json    one line, for a `StringValue` or as the `value` of a `Struct`

The price book is a file with `currency`, `exchange_rates` and `prices`, each of which may stand in the policy instead.
Exit codes: 0 the policy with its prices, 1 problems (on stderr), 2 a file cannot be read.";

/// Put a price book into a policy
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The policy, as YAML or JSON
    policy: PathBuf,
    /// The price book, as YAML or JSON
    #[arg(long, value_name = "PRICES")]
    prices: PathBuf,
    /// Answer in JSON, on one line
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let mut bundled = input::read_yaml(&args.policy)?;
    let merged = merge(&mut bundled, &args.prices)?;
    let problems = merged.and_then(|()| Policy::from_value(&bundled)).err().unwrap_or_default();
    for problem in &problems {
        eprintln!("octroi: {problem}");
    }
    if !problems.is_empty() {
        return Ok(News::Bad);
    }
    let mut out = io::stdout().lock();
    if args.json {
        writeln!(out, "{bundled}")?;
    } else {
        let text = yaml_serde::to_string(&bundled).map_err(|error| Failure::Input(error.to_string()))?;
        out.write_all(text.as_bytes())?;
    }
    Ok(News::Good)
}

/// Puts the fields of a price book into a policy. A field that stands in both is a problem: nobody could tell which of the
/// two is meant.
pub fn merge(policy: &mut Value, book: &Path) -> Result<Result<(), Vec<Problem>>, Failure> {
    const FIELDS: &[&str] = &["currency", "exchange_rates", "prices"];
    const NOTES: &[&str] = &["description", "version"];
    let name = book.display().to_string();
    let Value::Object(fields) = input::read_yaml(book)? else {
        return Ok(Err(vec![Problem::new(name, "an object", "something else")]));
    };
    let Some(policy) = policy.as_object_mut() else {
        return Ok(Err(vec![Problem::new("", "an object", "something else")]));
    };
    let mut problems = Vec::new();
    for (field, value) in fields {
        let path = format!("{name}: {field}");
        if NOTES.contains(&field.as_str()) {
            continue;
        }
        if !FIELDS.contains(&field.as_str()) {
            let expected = "`currency`, `exchange_rates` or `prices`";
            problems.push(Problem::new(path, expected, quoted(&field)).suggest(&field, FIELDS.iter().copied()));
        } else if policy.get(&field).is_some_and(|there| *there != value) {
            problems.push(Problem::new(path, "a field that the policy does not have", "another one in the policy"));
        } else {
            policy.insert(field, value);
        }
    }
    Ok(if problems.is_empty() { Ok(()) } else { Err(problems) })
}
