//! `octroi audit report`: what the log tells a data protection officer.
//!
//! ```text
//! lines -> entries -> gather (one pass, sums only) -> text | json | csv | page
//! ```

mod drafts;
mod export;
mod gather;
mod page;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;

use octroi_core::policy::Policy;
use octroi_core::problem::{Problem, listed, quoted};
use octroi_core::words::Zone;

use super::class::Class;
use super::entry::Entry;
use super::log::{self, Item, Place};
use super::time;
use super::verify::{Answer, Checker, Trust, Verdict};
use crate::{Failure, News, input};
use gather::{Gathered, Period, Question};

const EXAMPLES: &str = "\
Examples:
  octroi audit report access.jsonl
  octroi audit report --from 2026-07-01 --to 2026-09-30 --policy policy.yaml --html report.html access-*.jsonl
  octroi audit report --class special_category --outside sovereign access.jsonl
  octroi audit report --json access.jsonl | jq .outside

A date means the whole day, in UTC. The page opens without a network.
Exit codes: 0 no bad news, 1 something went farther than was asked about or promised, or the log does not tell for sure, or
what went farther than asked about with --class was not read in full; 2 no answer.";

/// Tell what went where, and whether the log is sure of it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Logs with records, in any order; `-` is standard input
    #[arg(required = true)]
    logs: Vec<PathBuf>,
    #[command(flatten)]
    trust: Trust,
    /// From this day, or this time (RFC 3339, UTC)
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// Until the end of this day, or before this time
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// The policy: its promises are asked of the log, its upstreams fill the drafts
    #[arg(long, value_name = "POLICY")]
    policy: Option<PathBuf>,
    /// What of this class (a category, a sensitivity, `uninspected`, an entity) ...
    #[arg(long, value_name = "CLASS", requires = "outside")]
    class: Option<String>,
    /// ... went farther than this zone?
    #[arg(long, value_name = "ZONE", requires = "class")]
    outside: Option<String>,
    /// Add a draft of the record of processing activities (GDPR Art. 30)
    #[arg(long)]
    art30: bool,
    /// Add a table of the logging duty for high-risk AI systems (AI Act Art. 12)
    #[arg(long)]
    ai_act: bool,
    /// Answer in JSON
    #[arg(long, conflicts_with_all = ["csv", "html"])]
    json: bool,
    /// Answer in CSV: every table, one after the other
    #[arg(long, conflicts_with = "html")]
    csv: bool,
    /// Write everything as one HTML page into this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// All that a report is made of.
pub struct Report {
    gathered: Gathered,
    /// Whether records are missing or changed, as far as their chains tell. Of all files, whatever the period: what is
    /// missing has no time.
    chain: Answer,
    /// The files that were read, in the order of the places in the chains' answer.
    files: Vec<PathBuf>,
    policy: Option<Policy>,
    art30: bool,
    ai_act: bool,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let policy = args.policy.as_deref().map(input::require_policy).transpose()?;
    let period = period(args)?;
    let mut questions: Vec<Question> = question(args, policy.as_ref())?.into_iter().collect();
    questions.extend(policy.iter().flat_map(Question::promises));
    let files = args.trust.files(&args.logs);
    let (gathered, checker) = read(&files, Gathered::new(period, questions), args.trust.checker()?)?;
    let chain = checker.finish(args.trust.part);
    let html = args.html.is_some();
    let report = Report { gathered, chain, files, policy, art30: args.art30 || html, ai_act: args.ai_act || html };
    let mut out = io::BufWriter::new(io::stdout().lock());
    match (&args.html, args.json, args.csv) {
        (Some(path), ..) => {
            let cannot = |error| Failure::Input(format!("cannot write `{}`: {error}", path.display()));
            std::fs::write(path, page::page(&report)).map_err(cannot)?;
            writeln!(out, "{}", report.headline())?;
        }
        (_, true, _) => {
            serde_json::to_writer_pretty(&mut out, &export::json(&report)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        (_, _, true) => export::csv(&report, &mut out)?,
        _ => text::print(&report, &mut out)?,
    }
    out.flush()?;
    Ok(if report.is_good() { News::Good } else { News::Bad })
}

impl Report {
    /// Whether nothing in the answer calls for a look.
    fn is_good(&self) -> bool {
        let gathered = &self.gathered;
        gathered.total.requests > 0
            && gathered.reading.unreadable == 0
            && gathered.questions.iter().all(Question::is_good)
            && !matches!(self.chain.verdict, Verdict::NotComplete | Verdict::Nothing)
    }

    /// Of a period that is bounded: how many chains may have records in it, and how many of these have faults. A chain
    /// of which no record tells a time may be anywhere; so may the records that one with faults lacks.
    fn chains_in_period(&self) -> Option<(u64, u64)> {
        let Period { from, until } = self.gathered.period;
        if from.is_none() && until.is_none() {
            return None;
        }
        let (mut all, mut faulty) = (0, 0);
        for chain in &self.chain.chains {
            let begins_later = chain.first_unix_secs.zip(until).is_some_and(|(first, until)| first >= until);
            let ends_before = chain.last_unix_secs.zip(from).is_some_and(|(last, from)| last < from);
            if chain.faulty || (!begins_later && !ends_before) {
                all += 1;
                faulty += u64::from(chain.faulty);
            }
        }
        Some((all, faulty))
    }

    /// The answer in one line.
    fn headline(&self) -> String {
        let Gathered { total, reading, .. } = &self.gathered;
        if total.requests == 0 {
            return "no record in this period: the log tells nothing about it".to_owned();
        }
        let farther = self.gathered.questions.iter().filter(|question| !question.kept()).count();
        let questions = match (self.gathered.questions.len(), farther) {
            (0, _) => String::new(),
            (_, 0) if self.gathered.questions.iter().any(|question| question.unread > 0) => {
                "; nothing that was read went farther than asked about or promised, and not all was read".to_owned()
            }
            (_, 0) => "; nothing went farther than asked about or promised".to_owned(),
            (all, n) => format!("; {n} of {all} bounds were exceeded, or the log does not tell"),
        };
        let unreadable = match reading.unreadable {
            0 => String::new(),
            n => format!("; {} could not be read", crate::text::counted(n, "line")),
        };
        let chain = match self.chain.verdict {
            Verdict::Complete => "the log is complete",
            Verdict::Unbroken => "the log is unbroken as far as it goes",
            Verdict::NotComplete => "THE LOG IS NOT COMPLETE",
            Verdict::Nothing => "nothing proves that the log is complete",
        };
        format!("{}{questions}{unreadable}; {chain}", crate::text::counted(total.requests, "request"))
    }
}

fn period(args: &Args) -> Result<Period, Failure> {
    let parse = |flag: &str, text: &Option<String>, day_after: u64| -> Result<Option<u64>, Failure> {
        let Some(text) = text else { return Ok(None) };
        let day = time::parse_day(text).map(|day| (day + day_after) * time::DAY_SECS);
        let expected = "a day (`2026-07-01`) or a time (`2026-07-01T12:00:00Z`)";
        let problem = || Failure::Input(Problem::new(flag, expected, quoted(text)).to_string());
        day.or_else(|| time::parse(text)).map(Some).ok_or_else(problem)
    };
    let period = Period { from: parse("--from", &args.from, 0)?, until: parse("--to", &args.to, 1)? };
    match (period.from, period.until) {
        (Some(from), Some(until)) if from >= until => {
            Err(Failure::Input("--to: expected a time after `--from`".to_owned()))
        }
        _ => Ok(period),
    }
}

fn question(args: &Args, policy: Option<&Policy>) -> Result<Option<Question>, Failure> {
    let (Some(class), Some(zone)) = (&args.class, &args.outside) else { return Ok(None) };
    let zones = || Zone::ALL.iter().map(|zone| zone.as_str());
    let zone = Zone::parse(zone).ok_or_else(|| {
        let problem = Problem::new("--outside", format!("one of {}", listed(zones())), quoted(zone));
        Failure::Input(problem.suggest(zone, zones()).to_string())
    })?;
    Ok(Some(Question::new(Class::parse(class, policy)?, zone, false)))
}

/// One pass over all logs.
fn read(logs: &[PathBuf], mut gathered: Gathered, mut checker: Checker) -> Result<(Gathered, Checker), Failure> {
    let mut last = None;
    log::read(logs, &mut |place, item| {
        if last.is_none_or(|last: Place| last.file != place.file) {
            gathered.reading.new_file();
        }
        gathered.reading.lines += u64::from(last != Some(place));
        last = Some(place);
        checker.see(place, &item)?;
        let why = match item {
            Item::Record(record) => match Entry::parse(record) {
                Ok(entry) => {
                    gathered.add(&entry);
                    return Ok(());
                }
                Err(why) => why,
            },
            Item::Damaged(why) => why.to_owned(),
            Item::NoRecord => {
                gathered.reading.without_record += 1;
                return Ok(());
            }
            Item::Anchor(_) | Item::Other => {
                gathered.reading.foreign += 1;
                return Ok(());
            }
        };
        let file = logs.get(place.file).map_or_else(String::new, |path| path.display().to_string());
        gathered.reading.bad(format!("{file}:{}", place.line), &why);
        Ok(())
    })?;
    Ok((gathered, checker))
}
