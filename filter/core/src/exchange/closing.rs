//! The end of an exchange: the record, filter state for the access log, and metrics.
//!
//! A metric's labels stand in its name, `octroi.requests.action=deny.zone=eea`, and are taken apart by `stats_tags`.
//! Every label's values come from our own vocabulary or from the policy: a host never forgets a metric's name, so
//! nothing that a client writes may be part of one.

use crate::audit::{Record, Tokens};
use crate::exchange::response::{Answer, Origin};
use crate::exchange::{Engine, Exchange};

/// What the host is to keep of an exchange.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// Filter state by name.
    pub filter_state: Vec<(&'static str, String)>,
    /// What to count.
    pub metrics: Vec<Metric>,
}

/// One thing to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Metric {
    /// Add to a counter.
    Count(String, u64),
    /// Record in a histogram.
    Record(String, u64),
}

impl Exchange {
    /// The exchange is over, in whatever state it is.
    pub fn close(self, engine: &Engine, now_unix_nanos: u64, filter_nanos: u64) -> Closing {
        let (mut record, opened_unix_nanos, cost_picos) = match self {
            Exchange::Sent(mut sent) => {
                sent.read_usage(engine);
                let cost_picos = sent.answer.cost.as_ref().map(|c| c.amount.0);
                let opened = sent.opened_unix_nanos;
                (sent.finish(), opened, cost_picos)
            }
            Exchange::Answered(record) => (*record, now_unix_nanos, None), // answered within the same callback
            Exchange::Waiting(waiting) => {
                let opened = waiting.facts.now_unix_nanos;
                (super::request::unfinished(engine, &waiting), opened, None)
            }
        };
        record.filter_us = filter_nanos / 1_000;
        record.duration_ms = now_unix_nanos.saturating_sub(opened_unix_nanos) / 1_000_000;
        Closing { metrics: metrics(&record, cost_picos), filter_state: filter_state(&record) }
    }
}

impl super::Sent {
    /// The record with what the answer told.
    fn finish(self) -> Record {
        let mut record = self.record;
        record.status = self.answer.status;
        record.outcome = outcome(&self.answer);
        record.cost = self.answer.cost.as_ref().map(|c| c.amount.to_string());
        record.cost_if_asked = self.answer.cost_if_asked.as_ref().map(|c| c.amount.to_string());
        if let Some(usage) = &self.answer.usage {
            record.tokens = Tokens {
                input_estimated: record.tokens.input_estimated,
                input: usage.input_tokens,
                cached: usage.cached_input_tokens,
                output: usage.output_tokens,
                reasoning: usage.reasoning_tokens,
            };
        }
        record
    }
}

fn outcome(answer: &Answer) -> &'static str {
    match (answer.origin, answer.status) {
        (None, _) | (_, 0) => "no_answer",
        (Some(Origin::Proxy), _) => "unavailable",
        (_, 400..) => "upstream_error",
        _ if answer.finished => "ok",
        _ => "cut",
    }
}

fn filter_state(record: &Record) -> Vec<(&'static str, String)> {
    let tokens = record.tokens.input.unwrap_or(0).saturating_add(record.tokens.output.unwrap_or(0));
    let mut state = vec![
        ("octroi.audit", record.to_line()),
        ("octroi.action", record.action.to_string()),
        ("octroi.sensitivity", record.sensitivity.to_string()),
        ("octroi.tokens", tokens.to_string()),
    ];
    let optional = [
        ("octroi.upstream", &record.upstream),
        ("octroi.cost", &record.cost),
        ("octroi.currency", &record.currency),
        ("octroi.tenant", &record.tenant),
    ];
    state.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))));
    state
}

fn metrics(record: &Record, cost_picos: Option<i128>) -> Vec<Metric> {
    let upstream = label(record.upstream.as_deref().unwrap_or("none"));
    let zone = record.zone.unwrap_or("none");
    let mut metrics = vec![
        Metric::Count(
            format!(
                "octroi.requests.action={}.sensitivity={}.zone={zone}.upstream={upstream}.outcome={}",
                record.action, record.sensitivity, record.outcome
            ),
            1,
        ),
        Metric::Record("octroi.filter_us".to_string(), record.filter_us),
    ];
    let count = |name: String| Metric::Count(name, 1);
    metrics.extend(record.uninspected.iter().map(|reason| count(format!("octroi.uninspected.reason={reason}"))));
    metrics.extend(record.categories.iter().map(|category| count(format!("octroi.found.category={category}"))));
    metrics.extend(record.denied.map(|code| count(format!("octroi.denied.code={code}"))));
    let directions = [("input", record.tokens.input), ("output", record.tokens.output)];
    metrics.extend(directions.into_iter().filter_map(|(direction, tokens)| {
        Some(Metric::Count(format!("octroi.tokens.direction={direction}.upstream={upstream}"), tokens?))
    }));
    if let (Some(picos), Some(currency)) = (cost_picos, &record.currency) {
        let nanos = u64::try_from(picos / 1_000).unwrap_or(0);
        metrics.push(Metric::Count(format!("octroi.cost_nanos.currency={currency}.upstream={upstream}"), nanos));
    }
    metrics
}

/// A name of the policy as a label's value: the dot separates labels.
fn label(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
