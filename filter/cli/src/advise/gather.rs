//! What the advice is made of, gathered in one pass: workloads with their sums, spend by week, requests by hour.

use std::collections::BTreeMap;

use octroi_core::money::Amount;

use crate::audit::entry::Entry;
use crate::audit::groups::{Groups, UNKNOWN};
use crate::audit::time::DAY_SECS;

/// Workloads that are kept apart. What comes after them is summed under [`Gathered::beyond`].
const WORKLOADS_MAX: usize = 16_384;
/// Hours, days and weeks that are kept apart: eleven years.
const HOURS_MAX: usize = 11 * 366 * 24;

/// All that decides where a request may go and what it costs: requests that are alike in it can be judged together,
/// because a cost is linear in tokens, but for long contexts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub tenant: Option<String>,
    pub application: Option<String>,
    pub task: Option<String>,
    pub schema: Option<String>,
    pub model_asked: Option<String>,
    pub upstream: Option<String>,
    pub model: Option<String>,
    /// `None`: the record does not tell.
    pub entities: Option<Vec<String>>,
    pub categories: Vec<String>,
    pub uninspected: Option<Vec<String>>,
    /// Binary digits of the input tokens: long contexts may have prices of their own.
    pub size: u32,
}

/// Sums over requests that were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    pub requests: u64,
    /// Of these, with a cost in the currency of the report.
    pub priced: u64,
    /// What these cost.
    pub cost: Amount,
    /// What was estimated for the others before they were sent, as far as it was.
    pub unpriced_estimate: Amount,
    /// Requests with known tokens in and out.
    pub with_usage: u64,
    /// Of these, by the filter's own count, as the upstream told none.
    pub estimated: u64,
    pub input_tokens: u64,
    /// Of the input.
    pub cached_tokens: u64,
    /// Of the input, too.
    pub cache_write_tokens: u64,
    /// Of the input, too.
    pub audio_input_tokens: u64,
    pub output_tokens: u64,
    /// Of the output.
    pub reasoning_tokens: u64,
    /// Of the output, too.
    pub audio_output_tokens: u64,
    pub streamed: u64,
    pub by_night: u64,
}

impl Sums {
    pub fn add(&mut self, other: &Sums) {
        self.requests += other.requests;
        self.priced += other.priced;
        self.cost = self.cost.plus(other.cost);
        self.unpriced_estimate = self.unpriced_estimate.plus(other.unpriced_estimate);
        self.with_usage += other.with_usage;
        self.estimated += other.estimated;
        self.input_tokens = self.input_tokens.saturating_add(other.input_tokens);
        self.cached_tokens = self.cached_tokens.saturating_add(other.cached_tokens);
        self.cache_write_tokens = self.cache_write_tokens.saturating_add(other.cache_write_tokens);
        self.audio_input_tokens = self.audio_input_tokens.saturating_add(other.audio_input_tokens);
        self.reasoning_tokens = self.reasoning_tokens.saturating_add(other.reasoning_tokens);
        self.audio_output_tokens = self.audio_output_tokens.saturating_add(other.audio_output_tokens);
        self.output_tokens = self.output_tokens.saturating_add(other.output_tokens);
        self.streamed += other.streamed;
        self.by_night += other.by_night;
    }

    fn of(entry: &Entry, currency: Option<&str>) -> Sums {
        let ours = entry.currency.as_deref() == currency;
        let cost = entry.cost.filter(|_| ours);
        let usage = entry.tokens.input.zip(entry.tokens.output.or(embeds(entry).then_some(0)));
        let (input_tokens, output_tokens) = usage.unwrap_or_default();
        // Parts of the input and the output, whatever a record says.
        let part = |of: Option<u64>, left: &mut u64| {
            let part = of.unwrap_or(0).min(*left);
            *left -= part;
            part
        };
        let (mut input_left, mut output_left) = (input_tokens, output_tokens);
        let cached_tokens = part(entry.tokens.cached, &mut input_left);
        let cache_write_tokens = part(entry.tokens.cache_write, &mut input_left);
        let audio_input_tokens = part(entry.tokens.audio_input, &mut input_left);
        let reasoning_tokens = part(entry.tokens.reasoning, &mut output_left);
        let audio_output_tokens = part(entry.tokens.audio_output, &mut output_left);
        Sums {
            requests: 1,
            priced: u64::from(cost.is_some()),
            cost: cost.unwrap_or_default(),
            unpriced_estimate: match cost {
                Some(_) => Amount::ZERO,
                None => entry.cost_estimate.filter(|_| ours).unwrap_or_default(),
            },
            with_usage: u64::from(usage.is_some()),
            estimated: u64::from(usage.is_some() && entry.usage.as_deref() == Some("estimated")),
            input_tokens,
            cached_tokens,
            cache_write_tokens,
            audio_input_tokens,
            reasoning_tokens,
            audio_output_tokens,
            output_tokens,
            streamed: u64::from(entry.stream == Some(true)),
            by_night: u64::from(entry.unix_secs.is_some_and(|secs| matches!(secs % DAY_SECS / 3600, 22 | 23 | 0..=5))),
        }
    }
}

/// Embeddings make no tokens, and their usage says nothing of any.
fn embeds(entry: &Entry) -> bool {
    entry.operation.as_deref() == Some("embeddings")
}

/// Spend of one tenant, application, model ...
#[derive(Debug, Clone, Default)]
pub struct Spend {
    pub sums: Sums,
    /// Known cost by week since Monday, 1970-01-05, minus one.
    pub weeks: BTreeMap<u64, Amount>,
}

/// What spend is grouped by.
pub const GROUPINGS: [&str; 6] = ["tenant", "application", "task", "model", "upstream", "rule"];

/// What was gathered.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Of which costs are: the policy's, else that of the first record that has one.
    pub currency: Option<String>,
    pub denied: u64,
    /// Costs in other currencies, which are not in any sum.
    pub other_currencies: Groups<u64>,
    pub total: Sums,
    pub workloads: BTreeMap<Key, Sums>,
    pub beyond: Sums,
    /// By the names of [`GROUPINGS`], in their order. By rule a request may count several times, or not at all.
    pub spend: Vec<Groups<Spend>>,
    /// Requests by upstream and day.
    pub days: Groups<BTreeMap<u64, u64>>,
    /// Requests by hour.
    pub hours: BTreeMap<u64, u64>,
    pub first: Option<u64>,
    pub last: Option<u64>,
    pub unreadable: u64,
}

/// The week of a second: Thursday, 1970-01-01 is in week 0, which began on a Monday.
pub fn week(secs: u64) -> u64 {
    (secs / DAY_SECS + 3) / 7
}

/// The first day of a week, counted from 1970-01-01; week 0 began before.
pub fn first_day(week: u64) -> u64 {
    (week * 7).saturating_sub(3)
}

impl Gathered {
    pub fn new(currency: Option<String>) -> Gathered {
        Gathered { currency, spend: GROUPINGS.iter().map(|_| Groups::default()).collect(), ..Gathered::default() }
    }

    pub fn add(&mut self, entry: &Entry) {
        if entry.upstream.is_none() {
            self.denied += 1;
            return;
        }
        if self.currency.is_none() {
            self.currency = entry.currency.clone();
        }
        if let (Some(_), Some(other)) =
            (entry.cost, entry.currency.as_ref().filter(|c| Some(*c) != self.currency.as_ref()))
        {
            *self.other_currencies.of(other) += 1;
        }
        let sums = Sums::of(entry, self.currency.as_deref());
        self.total.add(&sums);
        let key = key(entry);
        match self.workloads.len() < WORKLOADS_MAX || self.workloads.contains_key(&key) {
            true => self.workloads.entry(key).or_default().add(&sums),
            false => self.beyond.add(&sums),
        }
        self.add_spend(entry, &sums);
        if let Some(secs) = entry.unix_secs {
            self.first = Some(self.first.map_or(secs, |first| first.min(secs)));
            self.last = Some(self.last.map_or(secs, |last| last.max(secs)));
            let days = self.days.of(entry.upstream.as_deref().unwrap_or(UNKNOWN));
            if days.len() < HOURS_MAX / 24 {
                *days.entry(secs / DAY_SECS).or_default() += 1;
            }
            if self.hours.len() < HOURS_MAX {
                *self.hours.entry(secs / 3600).or_default() += 1;
            }
        }
    }

    fn add_spend(&mut self, entry: &Entry, sums: &Sums) {
        let one = |text: &'_ Option<String>| vec![text.clone().unwrap_or_else(|| UNKNOWN.to_owned())];
        let names = [
            one(&entry.tenant),
            one(&entry.application),
            one(&entry.task),
            one(&entry.model),
            one(&entry.upstream),
            entry.rules.clone(),
        ];
        for (groups, names) in self.spend.iter_mut().zip(names) {
            for name in names {
                let spend = groups.of(&name);
                spend.sums.add(sums);
                if let Some(secs) = entry.unix_secs.filter(|_| spend.weeks.len() < HOURS_MAX / 24 / 7) {
                    let of_week = spend.weeks.entry(week(secs)).or_default();
                    *of_week = of_week.plus(sums.cost);
                }
            }
        }
    }

    /// One of the groupings.
    pub fn by(&self, name: &str) -> &Groups<Spend> {
        let at = GROUPINGS.iter().position(|grouping| *grouping == name).expect("a name of GROUPINGS");
        &self.spend[at]
    }

    /// Days from the first record to the last, both included; at least one.
    pub fn days_spanned(&self) -> u64 {
        match (self.first, self.last) {
            (Some(first), Some(last)) => last / DAY_SECS - first / DAY_SECS + 1,
            _ => 1,
        }
    }

    /// Requests of the busiest hour, in percent of the average hour.
    pub fn peak_percent(&self) -> i128 {
        let (Some(first), Some(last)) = (self.first, self.last) else { return 100 };
        let hours = i128::from(last / 3600 - first / 3600 + 1);
        let all: i128 = self.hours.values().map(|n| i128::from(*n)).sum();
        let most = self.hours.values().max().map_or(0, |n| i128::from(*n));
        if all == 0 { 100 } else { (most * hours * 100 / all).max(100) }
    }

    /// Weeks that lie wholly between the first and the last record, first and one past the last.
    pub fn whole_weeks(&self) -> std::ops::Range<u64> {
        match (self.first, self.last) {
            (Some(first), Some(last)) => week(first) + 1..week(last),
            _ => 0..0,
        }
    }
}

fn key(entry: &Entry) -> Key {
    Key {
        tenant: entry.tenant.clone(),
        application: entry.application.clone(),
        task: entry.task.clone(),
        schema: entry.schema.clone(),
        model_asked: entry.model_asked.clone(),
        upstream: entry.upstream.clone(),
        model: entry.model.clone(),
        entities: entry.entities.as_ref().map(|entities| entities.keys().cloned().collect()),
        categories: entry.categories.clone().unwrap_or_default(),
        uninspected: entry.uninspected.clone(),
        size: u64::BITS - entry.tokens.input.unwrap_or(0).leading_zeros(),
    }
}
