//! `octroi advise`: what the log says to those who pay: spend, the cheapest permitted upstream, build or buy, and how
//! hard it would be to leave a vendor.
//!
//! ```text
//! lines -> entries -> gather (workloads, one pass) -> options (the engine's own decision) -> study -> text | json | page
//!                                                     assume, build ------------------------^
//! ```
//!
//! `docs/ADVISE.md` has every formula. Money is in integers; only plots and shares of plots are floats.

mod assume;
mod build;
mod export;
mod gather;
mod options;
mod page;
mod study;
#[cfg(test)]
mod tests;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;

use octroi_core::policy::Policy;

use crate::audit::entry::Entry;
use crate::audit::log::{self, Item};
use crate::{Failure, News, input};
use assume::Assumptions;
use gather::Gathered;

const EXAMPLES: &str = "\
Examples:
  octroi advise access.jsonl --policy policy.yaml
  octroi advise access-*.jsonl --policy policy.yaml --assumptions ours.yaml --html advice.html
  octroi advise --defaults > ours.yaml            every input with its default and source, to be edited

Without a policy there are no permitted alternatives, and no prices but those recorded. docs/ADVISE.md has every formula.
Exit codes: 0 an answer, 1 an answer from a log that could not be read in full, 2 no answer.";

/// Tell what traffic costs, where it could go, and when own servers pay
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Logs with records, in any order; `-` is standard input
    #[arg(required_unless_present = "defaults")]
    logs: Vec<PathBuf>,
    /// The policy: it tells what is permitted, and what it costs
    #[arg(long, value_name = "POLICY")]
    policy: Option<PathBuf>,
    /// Inputs that replace the defaults, as YAML
    #[arg(long, value_name = "FILE")]
    assumptions: Option<PathBuf>,
    /// Print the inputs with their defaults and sources, as a file for --assumptions
    #[arg(long, exclusive = true)]
    defaults: bool,
    /// Answer in JSON
    #[arg(long, conflicts_with = "html")]
    json: bool,
    /// Write everything as one HTML page into this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// All that the advice is made of.
pub struct Advice<'g> {
    gathered: &'g Gathered,
    given: Assumptions,
    policy: Option<&'g Policy>,
    workloads: Vec<study::Workload<'g>>,
    cheaper: Vec<([String; 5], study::Cheaper)>,
    vendors: Vec<study::Vendor>,
    batches: Vec<([String; 4], study::Batch)>,
    build: Option<study::Build>,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.defaults {
        out.write_all(assume::template().as_bytes())?;
        return Ok(News::Good);
    }
    let policy = args.policy.as_deref().map(input::require_policy).transpose()?;
    let given = args.assumptions.as_deref().map_or_else(|| Ok(Assumptions::defaults()), Assumptions::read)?;
    let currency = policy.as_ref().and_then(|policy| policy.currency()).map(|currency| currency.to_string());
    let gathered = read(&args.logs, Gathered::new(currency))?;
    let advice = Advice::new(&gathered, policy.as_ref(), given);
    match (&args.html, args.json) {
        (Some(path), _) => {
            let cannot = |error| Failure::Input(format!("cannot write `{}`: {error}", path.display()));
            std::fs::write(path, page::page(&advice)).map_err(cannot)?;
            writeln!(out, "{}", advice.headline())?;
        }
        (None, true) => {
            serde_json::to_writer_pretty(&mut out, &export::json(&advice)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        (None, false) => text::print(&advice, &mut out)?,
    }
    out.flush()?;
    Ok(if gathered.unreadable == 0 && gathered.total.requests > 0 { News::Good } else { News::Bad })
}

impl<'g> Advice<'g> {
    fn new(gathered: &'g Gathered, policy: Option<&'g Policy>, given: Assumptions) -> Advice<'g> {
        let workloads = study::workloads(gathered, policy);
        Advice {
            gathered,
            policy,
            cheaper: study::cheaper(&workloads),
            vendors: study::vendors(gathered, &workloads, &given),
            batches: study::batches(&workloads, &given),
            build: study::build(gathered, &workloads, &given),
            workloads,
            given,
        }
    }
}

fn read(logs: &[PathBuf], mut gathered: Gathered) -> Result<Gathered, Failure> {
    log::read(logs, &mut |_, item| {
        match item {
            Item::Record(record) => match Entry::parse(record) {
                Ok(entry) => gathered.add(&entry),
                Err(_) => gathered.unreadable += 1,
            },
            Item::Damaged(_) => gathered.unreadable += 1,
            Item::Anchor(_) | Item::NoRecord | Item::Other => {}
        }
        Ok(())
    })?;
    Ok(gathered)
}
