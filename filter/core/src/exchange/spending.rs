//! Budgets at work: what a request will use is reserved before it goes, and settled when it is known what it did use.
//!
//! Each hold is settled exactly once, because who settles or releases takes it away. Only what was never sent is
//! released; of everything else the money may be spent.

use crate::audit::{BudgetUse, Record, rfc3339_millis};
use crate::budget::{Contended, Hold, Reserved};
use crate::decide::{Action, Decision};
use crate::exchange::metrics::{self, Metric};
use crate::exchange::request::{Inspected, Refusal, Who, decide_inspected, taken_model};
use crate::exchange::response::{Answer, Origin, UsageSource};
use crate::exchange::{Engine, Sent, Waiting};
use crate::money::Amount;
use crate::policy::{Budget, Mode, Policy, Unit, WhenSpent};

/// What one request holds of each budget that covers it.
#[derive(Debug, Default)]
pub(super) struct Spending {
    uses: Vec<Use>,
    /// Tokens that the request was estimated to use; `None`: nobody knows.
    tokens: Option<u64>,
}

#[derive(Debug)]
struct Use {
    /// The place in [`Policy::budgets`].
    budget: usize,
    hold: Option<Hold>,
    reserved: u128,
    settled: Option<u128>,
    state: &'static str,
}

/// What a request did use. `None`: as estimated.
struct Charge {
    /// How it is known; see [`Record::settled_by`].
    by: &'static str,
    requests: u128,
    tokens: Option<u64>,
    cost: Option<Amount>,
}

/// What came of a request that was sent.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// Tokens it used, estimated where nobody told: what a budget that others keep is to be charged.
    pub(super) tokens: u64,
    /// What is to be counted.
    pub(super) metrics: Vec<Metric>,
}

/// Why not everything could be reserved.
enum Stop {
    /// This budget is spent, or may be, and wants the cheapest upstream.
    Degrade(usize),
    Deny(Refusal),
}

/// Decides, and reserves what the decision will use. A spent budget may make it decide once more, for the cheapest
/// upstream, or refuse. In observe mode everything is recorded, and nothing follows.
pub(super) fn reserve(
    engine: &Engine,
    waiting: &Waiting,
    inspected: &Inspected<'_>,
    who: &Who,
) -> (Decision, Spending, Option<Refusal>) {
    let decide = |cheapest| decide_inspected(engine, waiting, inspected, who, cheapest);
    let request = Request::new(engine, waiting, inspected, who);
    let decision = decide(false);
    let (spending, stop) = request.hold(&decision, false);
    match stop {
        None => (decision, spending, None),
        Some(Stop::Deny(refusal)) => (decision, spending, Some(refusal)),
        Some(Stop::Degrade(budget)) => {
            let decision = decide(true);
            let (mut spending, stop) = request.hold(&decision, true);
            spending.note_degraded(budget);
            match stop {
                Some(Stop::Deny(refusal)) => (decision, spending, Some(refusal)),
                _ => (decision, spending, None),
            }
        }
    }
}

/// The budgets that cover what was decided: the place of each in [`Policy::budgets`], and what it would hold (`None`:
/// nobody knows how much is needed).
pub(super) fn covering(
    engine: &Engine,
    waiting: &Waiting,
    inspected: &Inspected<'_>,
    who: &Who,
    decision: &Decision,
) -> Vec<(usize, Option<u128>)> {
    let request = Request::new(engine, waiting, inspected, who);
    let estimate = |(index, budget): (usize, &Budget)| (index, request.estimate(budget.unit(), decision));
    request.covering(decision).map(estimate).collect()
}

/// Status and code of the answer where a budget that denies has not enough left.
pub(super) const EXCEEDED: (u16, &str) = (429, "budget_exceeded");
/// The same where nobody knows how much is needed.
pub(super) const UNPRICED: (u16, &str) = (403, "budget_unpriced");

/// What budgets ask about a request.
struct Request<'a> {
    engine: &'a Engine,
    waiting: &'a Waiting,
    who: &'a Who,
    /// Its body was read, so that its tokens are known.
    read: bool,
    /// What it asks for costs nothing: a list of models, a count of tokens.
    unbilled: bool,
}

impl<'a> Request<'a> {
    fn new(engine: &'a Engine, waiting: &'a Waiting, inspected: &Inspected<'_>, who: &'a Who) -> Request<'a> {
        let unbilled = inspected.schema().is_some_and(|schema| !schema.tells_usage());
        Request { engine, waiting, who, read: inspected.reading.is_some(), unbilled }
    }

    /// The budgets that cover what was decided, with their places; none of a request that goes nowhere.
    fn covering(&self, decision: &Decision) -> impl Iterator<Item = (usize, &'a Budget)> {
        let policy = &self.engine.policy;
        let (tenant, task, model) = (self.who.tenant.as_deref(), self.who.task.as_deref(), taken_model(decision));
        let denied = matches!(decision.applied(), Action::Deny { .. });
        let taken = decision.applied_upstream().and_then(|id| policy.upstream(id)).filter(|_| !denied);
        let covers = move |budget: &Budget| taken.is_some_and(|taken| budget.covers(tenant, task, taken, model));
        policy.budgets().iter().enumerate().filter(move |(_, budget)| covers(budget))
    }

    /// Holds what the decision will use of every budget that covers it, or nothing.
    fn hold(&self, decision: &Decision, degraded: bool) -> (Spending, Option<Stop>) {
        let mut spending = Spending { uses: Vec::new(), tokens: self.tokens(decision) };
        for (index, budget) in self.covering(decision) {
            let (used, stop) = self.hold_one(index, budget, self.estimate(budget.unit(), decision), degraded);
            spending.uses.push(used);
            if stop.is_some() {
                spending.give_back(self.engine);
                return (spending, stop);
            }
        }
        (spending, None)
    }

    /// Tokens that it is estimated to use; `None`: nobody knows.
    fn tokens(&self, decision: &Decision) -> Option<u64> {
        let tokens = decision.input_tokens.saturating_add(decision.output_tokens);
        if self.unbilled { Some(0) } else { self.read.then_some(tokens) }
    }

    /// What it is estimated to use, in a budget's unit; `None`: nobody knows.
    fn estimate(&self, unit: Unit, decision: &Decision) -> Option<u128> {
        match unit {
            Unit::Requests => Some(1),
            Unit::Tokens => self.tokens(decision).map(u128::from),
            Unit::Money(_) if self.unbilled => Some(0),
            Unit::Money(_) => {
                let cost = match decision.mode {
                    Mode::Enforce => decision.cost_estimate,
                    Mode::Observe => decision.cost_if_asked,
                };
                cost.map(|cost| u128::try_from(cost.amount.0).unwrap_or(0))
            }
        }
    }

    fn hold_one(&self, index: usize, budget: &Budget, amount: Option<u128>, degraded: bool) -> (Use, Option<Stop>) {
        let enforced = self.engine.policy.mode() == Mode::Enforce;
        let degrades = enforced && !degraded && budget.when_spent() == WhenSpent::Degrade;
        let denies = enforced && budget.when_spent() == WhenSpent::Deny;
        let stop = |refusal| if degrades { Stop::Degrade(index) } else { Stop::Deny(refusal) };
        let used = |state| Use { budget: index, hold: None, reserved: 0, settled: None, state };
        if amount.is_none() && (degrades || denies && budget.denies_unpriced()) {
            return (used("unpriced"), Some(stop(unpriced(budget))));
        }
        // What nobody knows holds nothing, and is settled all the same, should the answer tell.
        let reserved = amount.unwrap_or(0);
        let limit = (amount.is_some() && (degrades || denies)).then_some(budget.amount());
        match budget.account().reserve(&*self.engine.counters, self.unix_seconds(), reserved, limit) {
            Ok(Reserved::Held { hold, total }) => {
                let state = match total {
                    _ if amount.is_none() => "unpriced",
                    total if total > budget.amount() => "over",
                    total if budget.warns_at(total) => "warn",
                    _ => "ok",
                };
                (Use { hold: Some(hold), reserved, ..used(state) }, None)
            }
            Ok(Reserved::Full) => (used("over"), Some(stop(self.exceeded(budget)))),
            // It may be spent, for all that is known.
            Err(Contended) => (used("contended"), (degrades || denies).then(|| stop(contended(budget)))),
        }
    }

    fn unix_seconds(&self) -> u64 {
        self.waiting.decided_unix_nanos / 1_000_000_000
    }

    fn exceeded(&self, budget: &Budget) -> Refusal {
        let (now, per) = (self.unix_seconds(), budget.account().per);
        let end = per.end_unix_seconds(per.window(now));
        let resets = rfc3339_millis(end.saturating_mul(1_000_000_000));
        let (name, per) = (budget.name(), per.as_str());
        Refusal {
            status: EXCEEDED.0,
            code: EXCEEDED.1,
            message: format!(
                "what is left of budget `{name}` does not cover this request; the {per} that it counts ends at {resets}"
            ),
            retry_after_seconds: Some(end.saturating_sub(now).max(1)),
        }
    }
}

fn unpriced(budget: &Budget) -> Refusal {
    let (name, unknown) = match budget.unit() {
        Unit::Money(_) => (budget.name(), "the model has no price"),
        Unit::Tokens | Unit::Requests => (budget.name(), "its body could not be read"),
    };
    Refusal {
        status: UNPRICED.0,
        code: UNPRICED.1,
        message: format!("budget `{name}` covers this request, and nobody knows how much of it is needed: {unknown}"),
        retry_after_seconds: None,
    }
}

fn contended(budget: &Budget) -> Refusal {
    Refusal {
        status: 503,
        code: "budget_contended",
        message: format!("the counter of budget `{}` could not be changed", budget.name()),
        retry_after_seconds: Some(1),
    }
}

impl Spending {
    /// The budget that made the decision fall anew, whether or not it covers what came of that.
    fn note_degraded(&mut self, budget: usize) {
        match self.uses.iter_mut().find(|used| used.budget == budget) {
            Some(used) => used.state = "degraded",
            None => {
                self.uses.push(Use { budget, hold: None, reserved: 0, settled: None, state: "degraded" });
            }
        }
    }

    /// Takes every hold away and settles it at nothing.
    fn give_back(&mut self, engine: &Engine) {
        for (used, hold) in self.uses.iter_mut().filter_map(|used| used.hold.take().map(|hold| (used, hold))) {
            let Some(budget) = engine.policy.budgets().get(used.budget) else { continue };
            used.settled = budget.account().settle(&*engine.counters, &hold, 0).is_ok().then_some(0);
        }
    }

    /// Whether a spent budget has chosen the upstream.
    pub(super) fn is_degraded(&self) -> bool {
        self.uses.iter().any(|used| used.state == "degraded")
    }

    /// Nothing was sent, and nothing will be.
    pub(super) fn release(mut self, engine: &Engine, record: &mut Record) {
        if self.uses.is_empty() {
            return;
        }
        self.give_back(engine);
        record.budgets = self.uses(&engine.policy);
        record.settled_by = Some("released");
    }

    /// For the record.
    pub(super) fn uses(&self, policy: &Policy) -> Vec<BudgetUse> {
        let of = |used: &Use| {
            let budget = policy.budgets().get(used.budget)?;
            Some(BudgetUse {
                name: budget.name().to_owned(),
                state: used.state,
                reserved: budget.unit().show(used.reserved),
                settled: used.settled.map(|amount| budget.unit().show(amount)),
            })
        };
        self.uses.iter().filter_map(of).collect()
    }
}

impl Sent {
    /// The request is over: what it holds becomes what it used.
    pub(super) fn settle(&mut self, engine: &Engine) -> Settled {
        let charge = Charge::of(&self.answer, self.schema.is_some_and(|schema| !schema.tells_usage()));
        let mut spending = std::mem::take(&mut self.spending);
        let mut settled = Settled { tokens: charge.tokens.or(spending.tokens).unwrap_or(0), metrics: Vec::new() };
        if spending.uses.is_empty() {
            return settled;
        }
        for (used, hold) in spending.uses.iter_mut().filter_map(|used| used.hold.take().map(|hold| (used, hold))) {
            let Some(budget) = engine.policy.budgets().get(used.budget) else { continue };
            let actual = charge.amount(budget.unit()).unwrap_or(hold.amount);
            match budget.account().settle(&*engine.counters, &hold, actual) {
                Ok(_) => {
                    used.settled = Some(actual);
                    settled.metrics.push(metrics::settled(budget, actual));
                }
                Err(Contended) => used.state = "contended", // it lapses, and counts as estimated
            }
        }
        self.record.budgets = spending.uses(&engine.policy);
        self.record.settled_by = Some(charge.by);
        settled
    }
}

impl Charge {
    /// What a request used, from all that is known of its answer. `unbilled`: what was asked for costs nothing.
    fn of(answer: &Answer, unbilled: bool) -> Charge {
        let known = |by, tokens, cost| Charge { by, requests: 1, tokens, cost };
        let failed = answer.origin == Some(Origin::Upstream) && answer.status >= 400;
        match (answer.origin, &answer.usage) {
            (Some(Origin::Unsent), _) => Charge { requests: 0, ..known("released", Some(0), Some(Amount::ZERO)) },
            (_, Some(usage)) => {
                let tokens = usage.input_tokens.map(|input| input.saturating_add(usage.output_tokens.unwrap_or(0)));
                let reported = answer.usage_source == UsageSource::Reported;
                let by = if reported { "reported" } else { "estimated" };
                known(by, tokens, answer.cost.map(|cost| cost.amount))
            }
            (_, None) if failed || unbilled => known("unbilled", Some(0), Some(Amount::ZERO)),
            (_, None) => known("estimated", None, None),
        }
    }

    fn amount(&self, unit: Unit) -> Option<u128> {
        match unit {
            Unit::Requests => Some(self.requests),
            Unit::Tokens => self.tokens.map(u128::from),
            Unit::Money(_) => self.cost.map(|cost| u128::try_from(cost.0).unwrap_or(0)),
        }
    }
}

impl Engine {
    /// How every budget stands: `octroi.budget_limit`, `_spent` (with what lapsed), `_held` and `_lapsed`. Nothing of a
    /// budget whose counter the host does not give: that is unknown, not zero.
    pub fn budget_gauges(&self, now_unix_nanos: u64) -> Vec<Metric> {
        let book = |budget: &Budget| budget.account().book(&*self.counters, now_unix_nanos / 1_000_000_000);
        let standing = |budget| Some(metrics::standing(budget, &book(budget)?));
        self.policy.budgets().iter().filter_map(standing).flatten().collect()
    }
}
