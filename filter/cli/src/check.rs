//! `octroi check`: everything that is wrong with a policy, and with Envoy's configuration around it.

use std::io::{self, Write};
use std::path::PathBuf;

use octroi_core::calendar::Day;
use octroi_core::policy::{Mode, Policy};
use octroi_core::problem::Problem;
use serde_json::{Value, json};

use crate::{Failure, News, envoy, input};

const EXAMPLES: &str = "\
Examples:
  octroi check policy.yaml
  octroi check policy.yaml --envoy envoy.yaml    the policy, and what Envoy's configuration says against it
  octroi check --envoy envoy.yaml                the policy that stands in Envoy's configuration
  octroi check policy.yaml --prices prices.yaml  the policy with the price book beside it
  octroi check policy.yaml --on 2027-01-01       which prices will have ended by then
  octroi check policy.yaml --json | jq .problems

A policy that loads keeps its promise of residency: that is proved here just as when Envoy loads it.
Exit codes: 0 no problem, 1 problems, 2 a file cannot be read.";

/// Find everything that is wrong with a policy
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The policy, as YAML or JSON
    #[arg(required_unless_present = "envoy")]
    policy: Option<PathBuf>,
    /// The price book, where it lies beside the policy
    #[arg(long, value_name = "PRICES", requires = "policy")]
    prices: Option<PathBuf>,
    /// The day on which prices and exchange rates are looked at, in UTC; today where it is not given
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Day>,
    /// Envoy's configuration: check what the policy depends on there
    #[arg(long, value_name = "ENVOY")]
    envoy: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// What was found out, problems by the file they are in.
#[derive(Default)]
struct Report {
    problems: Vec<(String, Problem)>,
    warnings: Vec<String>,
    policy: Option<Policy>,
}

pub fn run(args: &Args) -> Result<News, Failure> {
    let mut report = Report::default();
    let envoy = match &args.envoy {
        Some(path) => Some((path.display().to_string(), input::read_yaml(path)?)),
        None => None,
    };
    if let Some(path) = &args.policy {
        report.take(path.display().to_string(), input::read_policy(path, args.prices.as_deref())?);
    }
    if let Some((name, value)) = &envoy {
        match envoy::embedded_policy(value) {
            Some(policy) if args.policy.is_none() => report.take(name.clone(), policy),
            Some(policy) => report.compare(name, policy),
            None if args.policy.is_none() => {
                let expected = "a wasm filter whose configuration is an octroi policy";
                report.problems.push((name.clone(), Problem::new("", expected, "none")));
            }
            None => {}
        }
        let found = envoy::check(value, report.policy.as_ref());
        report.problems.extend(found.problems.into_iter().map(|problem| (name.clone(), problem)));
        report.warnings.extend(found.warnings);
    }
    let day = args.on.unwrap_or_else(input::today);
    report.warnings.extend(report.policy.iter().flat_map(|policy| policy.price_warnings(day)));
    if args.json {
        report.print_json()?;
    } else {
        report.print()?;
    }
    Ok(if report.problems.is_empty() { News::Good } else { News::Bad })
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "expected a day such as `2026-11-02`".to_owned())
}

impl Report {
    fn take(&mut self, file: String, policy: Result<Policy, Vec<Problem>>) {
        match policy {
            Ok(policy) => {
                self.warnings.extend(policy.warnings().iter().cloned());
                self.policy = Some(policy);
            }
            Err(problems) => self.problems.extend(problems.into_iter().map(|problem| (file.clone(), problem))),
        }
    }

    /// A policy in Envoy's configuration beside one in a file: they should be the same.
    fn compare(&mut self, name: &str, embedded: Result<Policy, Vec<Problem>>) {
        match (embedded, &self.policy) {
            (Ok(embedded), Some(policy)) if embedded.digest() != policy.digest() => {
                self.warnings.push(format!("`{name}` holds a policy that differs from the one that was checked"));
            }
            (Err(problems), _) => {
                self.problems.extend(problems.into_iter().map(|problem| (name.to_owned(), problem)));
            }
            _ => {}
        }
    }

    fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for (file, problem) in &self.problems {
            writeln!(out, "{file}: {problem}")?;
        }
        for warning in &self.warnings {
            writeln!(out, "warning: {warning}")?;
        }
        if let Some(policy) = self.policy.as_ref().filter(|_| self.problems.is_empty()) {
            summary(policy, &mut out)?;
        } else {
            let count = self.problems.len();
            writeln!(out, "{count} problem{}", if count == 1 { "" } else { "s" })?;
        }
        Ok(())
    }

    fn print_json(&self) -> io::Result<()> {
        let problem = |(file, problem): &(String, Problem)| {
            json!({
                "file": file,
                "path": problem.path,
                "expected": problem.expected,
                "found": problem.found,
                "suggestion": problem.suggestion,
                "text": problem.to_string(),
            })
        };
        let problems: Vec<Value> = self.problems.iter().map(problem).collect();
        let answer = json!({
            "ok": problems.is_empty(),
            "digest": self.policy.as_ref().map(Policy::digest),
            "problems": problems,
            "warnings": self.warnings,
        });
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &answer)?;
        writeln!(out)
    }
}

fn summary(policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    let mode = match policy.mode() {
        Mode::Enforce => "enforced",
        Mode::Observe => "OBSERVED ONLY, nothing is rerouted, redacted or denied",
    };
    writeln!(out, "ok: policy {} ({mode})", policy.digest().get(..12).unwrap_or_default())?;
    let width = policy.upstreams().iter().map(|upstream| upstream.name().len()).max().unwrap_or(0);
    for upstream in policy.upstreams() {
        let (name, zone) = (upstream.name(), upstream.zone().as_str());
        let (country, operator) = (upstream.country(), upstream.operator_country());
        let priced = upstream.models().iter().filter(|model| !model.prices().is_empty()).count();
        let models = upstream.models().len();
        writeln!(
            out,
            "  {name:width$}  {zone:13}  in {country}, run from {operator}, {models} models, {priced} priced"
        )?;
    }
    writeln!(out, "  {} constraints, all promises of residency proved", policy.constraints().len())
}
