//! The end of an exchange: the record, filter state for the access log, and metrics.

use crate::audit::chain::Chain;
use crate::audit::{Record, Tokens};
use crate::exchange::metrics::{self, Costs, Metric};
use crate::exchange::response::{Answer, Origin};
use crate::exchange::spending::Settled;
use crate::exchange::{Engine, Exchange};
use crate::policy::{Policy, StatePart};

/// What the host is to keep of an exchange.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// Filter state by name.
    pub filter_state: Vec<(&'static str, String)>,
    /// What to count.
    pub metrics: Vec<Metric>,
}

impl Exchange {
    /// The exchange is over, in whatever state it is. Its record goes to the end of the chain.
    pub fn close(self, engine: &Engine, chain: &mut Chain, now_unix_nanos: u64, filter_nanos: u64) -> Closing {
        let mut settled = Settled::default();
        let (mut record, opened_unix_nanos, costs) = match self {
            Exchange::Sent(mut sent) => {
                sent.read_usage(engine);
                settled = sent.settle(engine);
                let (opened, costs) = (sent.opened_unix_nanos, Costs::of(&sent));
                (sent.finish(), opened, costs)
            }
            Exchange::Answered(answered) => (answered.record, answered.opened_unix_nanos, Costs::default()),
            Exchange::Changing => (Record::undecided(), now_unix_nanos, Costs::default()),
            Exchange::Waiting(waiting) => {
                let opened = waiting.facts.now_unix_nanos;
                (super::request::unfinished(engine, &waiting), opened, Costs::default())
            }
        };
        record.filter_us = filter_nanos / 1_000;
        record.duration_ms = now_unix_nanos.saturating_sub(opened_unix_nanos) / 1_000_000;
        let mut metrics = metrics::of(&record, &costs, engine.policy());
        metrics.extend(settled.metrics);
        Closing { metrics, filter_state: filter_state(engine.policy(), record, settled.tokens, chain) }
    }
}

impl super::Sent {
    /// The record with what the answer told.
    fn finish(self) -> Record {
        let mut record = self.record;
        record.status = self.answer.status;
        record.outcome = outcome(&self.answer);
        record.cost = self.answer.cost.map(|cost| cost.amount.decimal());
        record.cost_if_asked = if self.answer.cost_if_asked == self.answer.cost {
            record.cost.clone()
        } else {
            self.answer.cost_if_asked.map(|cost| cost.amount.decimal())
        };
        record.usage = self.answer.usage_source.as_str();
        if let Some(usage) = &self.answer.usage {
            record.tokens = Tokens {
                input_estimated: record.tokens.input_estimated,
                input: usage.input_tokens,
                cached: usage.cached_input_tokens,
                cache_write: usage.cache_write_tokens,
                audio_input: usage.audio_input_tokens,
                output: usage.output_tokens,
                reasoning: usage.reasoning_tokens,
                audio_output: usage.audio_output_tokens,
            };
        }
        record
    }
}

fn outcome(answer: &Answer) -> &'static str {
    match (answer.origin, answer.status) {
        (None, _) | (_, 0) => "no_answer",
        (Some(Origin::Unsent | Origin::Broken), _) => "unavailable",
        (_, 400..) => "upstream_error",
        _ if answer.finished => "ok",
        _ => "cut",
    }
}

fn filter_state(policy: &Policy, record: Record, tokens: u64, chain: &mut Chain) -> Vec<(&'static str, String)> {
    let part = |part: &StatePart| Some((part.state(), state_part(*part, &record)?.to_owned()));
    let mut state: Vec<_> = policy.audit().filter_state().iter().filter_map(part).collect();
    state.push(("octroi.tokens", tokens.to_string()));
    state.push(("octroi.audit", chain.seal(record)));
    state
}

fn state_part(part: StatePart, record: &Record) -> Option<&str> {
    match part {
        StatePart::Action => Some(record.action),
        StatePart::Sensitivity => Some(record.sensitivity),
        StatePart::Upstream => record.upstream.as_deref(),
        StatePart::Cost => record.cost.as_deref(),
        StatePart::Currency => record.currency.as_deref(),
        StatePart::Tenant => record.tenant.as_deref(),
    }
}
