//! What the log cannot tell: prices of hardware and people, and where to draw lines. One table makes the defaults, the
//! file that may replace them, the list of inputs in every answer, and the table in `docs/ADVISE.md`.

use std::path::Path;

use octroi_core::money::{Amount, parse_amount};
use octroi_core::problem::{Problem, listed, quoted};
use serde_json::Value;

use crate::{Failure, input};

/// What an input is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The currency of the policy.
    Money,
    Percent,
    Count,
}

/// One input.
pub struct Input {
    pub name: &'static str,
    pub unit: Unit,
    /// What it is, with its unit.
    pub what: &'static str,
    pub default: &'static str,
    /// Where the default is from; `assumption` where it is from nowhere but experience, and to be replaced.
    pub source: &'static str,
}

const fn row(name: &'static str, unit: Unit, default: &'static str, what: &'static str, source: &'static str) -> Input {
    Input { name, unit, what, default, source }
}

const ASSUMPTION: &str = "assumption, to be replaced";

/// Every input, in the order of the documents.
#[rustfmt::skip]
pub const INPUTS: [Input; 20] = [
    row("server_price", Unit::Money, "100000", "one server with its GPUs, bought, without VAT", "assumption (four GPUs of 80 to 94 GB, which serve a 70B model); take your quote"),
    row("server_write_off_months", Unit::Count, "36", "months after which a server is worth nothing; before, it loses its value evenly", ASSUMPTION),
    row("server_input_tokens_per_second", Unit::Count, "9000", "tokens that one server reads a second when it does nothing else", "assumption, as `own_gpu` in examples/policies/company.yaml; measure your model on your server"),
    row("server_output_tokens_per_second", Unit::Count, "1500", "tokens that one server makes a second when it does nothing else, all requests together", "assumption, as `own_gpu` in examples/policies/company.yaml; measure your model on your server"),
    row("server_use_at_most", Unit::Percent, "60", "share of its time that a server may be busy in the busiest hour, so that nobody waits long", ASSUMPTION),
    row("servers_at_least", Unit::Count, "2", "servers, whatever the traffic: one may fail", ASSUMPTION),
    row("server_watts", Unit::Count, "3000", "power of one server under load, in watts", "assumption; see your server's data sheet"),
    row("server_average_load", Unit::Percent, "60", "average power as a share of the power under load", ASSUMPTION),
    row("power_usage_effectiveness", Unit::Percent, "158", "power of the site for each power of the servers (PUE)", "Uptime Institute, industry average 2023: 1.58 (journal.uptimeinstitute.com, 7 February 2024)"),
    row("electricity_kwh", Unit::Money, "0.1902", "one kilowatt-hour", "Eurostat, non-household consumers, EU, first half of 2025: 19.02 EUR per 100 kWh (nrg_pc_205)"),
    row("hosting_per_server_month", Unit::Money, "800", "space, network, remote hands for one server, a month, without electricity", ASSUMPTION),
    row("people", Unit::Percent, "300", "people who keep it running, in percent of one: three make a rota for nights and holidays", ASSUMPTION),
    row("person_year", Unit::Money, "110000", "one of them, a year, with all that an employer pays", ASSUMPTION),
    row("setup", Unit::Money, "40000", "once, before the first request: selection, installation, tests", ASSUMPTION),
    row("price_shock", Unit::Percent, "300", "what a vendor's price becomes when it is raised, in percent of today's", "the question that was asked: it triples"),
    row("batch_discount", Unit::Percent, "50", "what a vendor takes off for requests that may wait", "Anthropic, Message Batches: 50 % (platform.claude.com/docs/build-with-claude/batch-processing); OpenAI, Batch API: 50 %"),
    row("batch_streamed_at_most", Unit::Percent, "5", "requests of a workload that may be streams for it to count as one that can wait", ASSUMPTION),
    row("batch_night_at_least", Unit::Percent, "50", "requests of a workload that come between 22:00 and 06:00 UTC for it to count as one that can wait", ASSUMPTION),
    row("batch_requests_at_least", Unit::Count, "100", "requests below which a workload is not worth the work", ASSUMPTION),
    row("trend_weeks", Unit::Count, "4", "whole weeks that are compared with as many before them", ASSUMPTION),
];

/// A value for every input.
#[derive(Debug, Clone)]
pub struct Assumptions {
    /// Picos of the currency for money, else the number itself; in the order of [`INPUTS`].
    values: [i128; INPUTS.len()],
    /// Whether it was given.
    given: [bool; INPUTS.len()],
}

impl Assumptions {
    /// All defaults.
    pub fn defaults() -> Assumptions {
        let values = INPUTS.each_ref().map(|input| parse(input.unit, input.default).expect("the table's own defaults"));
        Assumptions { values, given: [false; INPUTS.len()] }
    }

    /// The defaults with those of a YAML file in their place.
    ///
    /// # Errors
    /// A name that is no input, or a value that does not fit its unit.
    pub fn read(path: &Path) -> Result<Assumptions, Failure> {
        let value = input::read_yaml(path)?;
        Assumptions::of(&value).map_err(|problem| Failure::Input(format!("{}: {problem}", path.display())))
    }

    fn of(value: &Value) -> Result<Assumptions, Problem> {
        let mut assumptions = Assumptions::defaults();
        let Some(fields) = value.as_object() else {
            return Err(Problem::new("", "inputs by name", quoted(&value.to_string())));
        };
        let names = || INPUTS.iter().map(|input| input.name);
        for (name, value) in fields {
            let Some(i) = names().position(|known| known == name) else {
                let problem = Problem::new(name.as_str(), format!("one of {}", listed(names())), quoted(name));
                return Err(problem.suggest(name, names()));
            };
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let parsed = parse(INPUTS[i].unit, &text);
            assumptions.values[i] = parsed.map_err(|expected| Problem::new(name.as_str(), expected, quoted(&text)))?;
            assumptions.given[i] = true;
        }
        Ok(assumptions)
    }

    fn value(&self, name: &str) -> i128 {
        let i = INPUTS.iter().position(|input| input.name == name).expect("a name of INPUTS");
        self.values[i]
    }

    /// An amount of the policy's currency.
    pub fn money(&self, name: &str) -> Amount {
        Amount(self.value(name))
    }

    /// A count or a percentage.
    pub fn count(&self, name: &str) -> i128 {
        self.value(name)
    }

    /// Every input with its value as text, and whether it was given.
    pub fn listed(&self) -> impl Iterator<Item = (&'static Input, String, bool)> {
        INPUTS.iter().zip(self.values).zip(self.given).map(|((input, value), given)| {
            let text = if input.unit == Unit::Money { Amount(value).to_string() } else { value.to_string() };
            (input, text, given)
        })
    }
}

fn parse(unit: Unit, text: &str) -> Result<i128, String> {
    match unit {
        Unit::Money => parse_amount(text).map(|amount| amount.0),
        // Zero tokens a second, or a use of zero, would be a server that serves nothing.
        Unit::Percent | Unit::Count => match text.parse::<u32>() {
            Ok(n @ 1..=1_000_000_000) => Ok(i128::from(n)),
            _ => Err("a whole number from 1".to_owned()),
        },
    }
}

/// The defaults as a file, to be edited.
pub fn template() -> String {
    let line = |input: &Input| {
        let value = if input.unit == Unit::Money { format!("\"{}\"", input.default) } else { input.default.to_owned() };
        let unit = if input.unit == Unit::Percent { ", in percent" } else { "" };
        format!("# {}{unit}\n# source: {}\n{}: {value}\n", input.what, input.source, input.name)
    };
    let lines: Vec<String> = INPUTS.iter().map(line).collect();
    format!(
        "# Inputs of `octroi advise --assumptions FILE`. Money is in the policy's currency.\n\n{}",
        lines.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn inputs_are_replaced_by_name() {
        let given = Assumptions::of(&json!({"server_price": "1500.5", "people": 150, "electricity_kwh": 0.2})).unwrap();
        assert_eq!(given.money("server_price").to_string(), "1500.5");
        assert_eq!(given.money("electricity_kwh").to_string(), "0.2");
        assert_eq!((given.count("people"), given.count("trend_weeks")), (150, 4));
        assert_eq!(given.listed().filter(|(_, _, given)| *given).count(), 3);
    }

    #[test]
    fn what_does_not_fit_is_told() {
        for (value, problem) in [
            (json!({"peple": 1}), "did you mean `people`?"),
            (json!({"people": 0}), "people: expected a whole number from 1, found `0`"),
            (json!({"people": "many"}), "people: expected a whole number from 1, found `many`"),
            (json!({"server_price": -1}), "not negative, found `-1`"),
            (json!([]), "expected inputs by name, found `[]`"),
        ] {
            let error = Assumptions::of(&value).unwrap_err().to_string();
            assert!(error.contains(problem), "{error}");
        }
    }

    #[test]
    fn the_template_is_the_defaults() {
        let value: Value = yaml_serde::from_str(&template()).unwrap();
        assert_eq!(Assumptions::of(&value).unwrap().values, Assumptions::defaults().values);
    }

    #[test]
    fn every_input_stands_in_the_document() {
        let page = include_str!("../../../../docs/ADVISE.md");
        for input in &INPUTS {
            let row = format!("| `{}` | {} | {} | {} |", input.name, input.default, input.what, input.source);
            assert!(page.contains(&row), "docs/ADVISE.md lacks this line:\n{row}");
        }
    }
}
