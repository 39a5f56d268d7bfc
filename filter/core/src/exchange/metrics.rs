//! What is counted of an exchange.
//!
//! A metric's labels stand in its name, `octroi.requests.action=deny.zone=eea`, and are taken apart by `stats_tags`.
//! Every label's values come from our own vocabulary or from the policy: a host never forgets a metric's name, so
//! nothing that a client writes may be part of one. A name that the policy does not list counts as `other`, and an absent
//! one as `none`. `docs/OBSERVABILITY.md` has a line for each metric, and a bound on the names it can have.

use crate::audit::{BudgetUse, Record};
use crate::budget::Book;
use crate::exchange::Sent;
use crate::money::Amount;
use crate::policy::{Budget, Policy, UNLISTED};

/// One thing to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Metric {
    /// Add to a counter.
    Count(String, u64),
    /// Record in a histogram.
    Record(String, u64),
    /// Set a gauge.
    Gauge(String, u64),
}

/// The amounts behind a record's texts; `None` is unknown.
#[derive(Debug, Default)]
pub(super) struct Costs {
    actual: Option<Amount>,
    if_asked: Option<Amount>,
    estimate: Option<Amount>,
}

impl Costs {
    pub(super) fn of(sent: &Sent) -> Costs {
        Costs {
            actual: sent.answer.cost.as_ref().map(|cost| cost.amount),
            if_asked: sent.answer.cost_if_asked.as_ref().map(|cost| cost.amount),
            estimate: sent.cost_estimate.as_ref().map(|cost| cost.amount),
        }
    }
}

/// A counter is a 64-bit integer: 1e-9 of the currency's unit, of which it holds eighteen thousand million units.
const PICOS_PER_NANO: u64 = 1_000;

/// As many as most exchanges count.
const METRICS_USUAL: usize = 16;

/// Everything that is counted of one exchange.
pub(super) fn of(record: &Record, costs: &Costs, policy: &Policy) -> Vec<Metric> {
    let zone = record.zone.unwrap_or(NONE);
    let mut metrics = Vec::with_capacity(METRICS_USUAL);
    metrics.push(
        name("octroi.requests.action=")
            .word(record.action)
            .word(".sensitivity=")
            .word(record.sensitivity)
            .word(".zone=")
            .word(zone)
            .word(".upstream=")
            .named(record.upstream.as_deref().unwrap_or(NONE))
            .word(".outcome=")
            .word(record.outcome)
            .add(1),
    );
    metrics.push(Metric::Record("octroi.filter_us".to_owned(), record.filter_us));
    metrics.extend(record.uninspected.iter().map(|reason| name("octroi.uninspected.reason=").word(reason).add(1)));
    metrics.extend(record.denied.map(|code| name("octroi.denied.code=").word(code).add(1)));
    let short = record.budgets.iter().filter(|used| used.state != "ok");
    let of_budget =
        |used: &BudgetUse| name("octroi.budget_state.budget=").named(&used.name).word(".state=").word(used.state);
    metrics.extend(short.map(|used| of_budget(used).add(1)));
    let found =
        |category: &&'static str| name("octroi.found.category=").word(category).word(".zone=").word(zone).add(1);
    metrics.extend(record.categories.iter().map(found));
    let model = model(record, policy);
    let place = place(record, if policy.metric_labels().model { model } else { OTHER });
    tokens(record, &place, &mut metrics);
    money(record, model, &place, costs, policy, &mut metrics);
    metrics
}

/// The model, if the upstream taken lists it: a client can ask any upstream for any other's model, and all such pairs
/// together would be more names than [`crate::policy::MetricLabels`] counts with.
fn model<'r>(record: &'r Record, policy: &Policy) -> &'r str {
    let name = record.model.as_deref();
    let taken = record.upstream.as_deref().and_then(|name| policy.upstream_named(name));
    listed(name, taken.is_some_and(|upstream| upstream.models().iter().any(|model| Some(model.name()) == name)))
}

/// Tokens used, and how far the estimate was off.
fn tokens(record: &Record, place: &str, metrics: &mut Vec<Metric>) {
    let used = &record.tokens;
    let directions = [
        ("input", used.input),
        ("cached", used.cached.filter(|tokens| *tokens > 0)),
        ("output", used.output),
        ("reasoning", used.reasoning.filter(|tokens| *tokens > 0)),
    ];
    for (direction, tokens) in directions.into_iter().filter_map(|(direction, tokens)| Some((direction, tokens?))) {
        let name = name("octroi.tokens").word(place).word(".direction=").word(direction);
        metrics.push(name.word(".usage=").word(record.usage).add(tokens));
    }
    if let Some(actual) = used.input.filter(|_| record.usage == "reported" && used.input_estimated > 0) {
        metrics.push(name("octroi.estimated_tokens").word(place).add(used.input_estimated));
        metrics.extend(error_percent(
            "octroi.token_estimate_error_percent",
            used.input_estimated.into(),
            actual.into(),
        ));
    }
}

/// What it cost whom, what a rule made dearer or cheaper, and how far the estimate was off.
fn money(record: &Record, model: &str, place: &str, costs: &Costs, policy: &Policy, metrics: &mut Vec<Metric>) {
    let (Some(actual), Some(currency)) = (costs.actual, record.currency.as_deref()) else { return };
    let (labels, attribution) = (policy.metric_labels(), policy.attribution());
    let tenant = record.tenant.as_deref();
    let (application, task) = (record.application.as_deref(), record.task.as_deref());
    let lists = |name: Option<&str>, names: &crate::policy::Names| name.is_some_and(|name| names.lists(name));
    let cost = name("octroi.cost_nanos.currency=")
        .named(currency)
        .word(place)
        .word(".tenant=")
        .named(told_apart(labels.tenant, tenant, tenant.is_some_and(|name| policy.tenants().knows(name))))
        .word(".application=")
        .named(told_apart(labels.application, application, lists(application, attribution.applications())))
        .word(".task=")
        .named(told_apart(labels.task, task, lists(task, attribution.tasks())));
    metrics.push(cost.add(nanos(actual)));
    if let (Some(rule), Some(if_asked)) = (record.moved_by.as_deref(), costs.if_asked) {
        let effect = if actual > if_asked { "dearer" } else { "cheaper" };
        let difference = Amount(actual.minus(if_asked).0.saturating_abs());
        let model = if labels.model_of_rule { model } else { OTHER };
        let name = name("octroi.compliance_nanos.currency=").named(currency).word(&self::place(record, model));
        metrics.push(name.word(".effect=").word(effect).word(".rule=").named(rule).add(nanos(difference)));
    }
    if let Some(estimate) = costs.estimate.filter(|_| record.usage == "reported") {
        metrics.extend(error_percent("octroi.cost_estimate_error_percent", estimate.0, actual.0));
    }
}

/// How far an estimate was off, above or below, in per cent of what it was.
fn error_percent(name: &str, estimate: i128, actual: i128) -> Option<Metric> {
    let apart = estimate.abs_diff(actual);
    // 128-bit division is dear; nearly every cost fits in 64 bits.
    let percent = match (u64::try_from(apart), u64::try_from(actual.unsigned_abs())) {
        (Ok(apart), Ok(actual)) if apart <= u64::MAX / 100 => (apart * 100).checked_div(actual)?,
        _ => {
            let percent = apart.saturating_mul(100).checked_div(actual.unsigned_abs())?;
            u64::try_from(percent).unwrap_or(u64::MAX)
        }
    };
    Some(Metric::Record(name.to_owned(), percent))
}

fn nanos(amount: Amount) -> u64 {
    match u64::try_from(amount.0) {
        Ok(picos) => picos / PICOS_PER_NANO,
        Err(_) => u64::try_from(amount.0 / i128::from(PICOS_PER_NANO)).unwrap_or(0),
    }
}

const NONE: &str = "none";
const OTHER: &str = "other";

/// A name that is in the policy, `other` for one that is not, `none` where there is no name.
fn listed(name: Option<&str>, is_listed: bool) -> &str {
    match name {
        None => NONE,
        Some(name) if is_listed && name != UNLISTED => name,
        Some(_) => OTHER,
    }
}

/// The same where a label's values may have been too many to tell apart.
fn told_apart(told_apart: bool, name: Option<&str>, is_listed: bool) -> &str {
    if told_apart { listed(name, is_listed) } else { OTHER }
}

/// What was settled of a budget.
pub(super) fn settled(budget: &Budget, amount: u128) -> Metric {
    of_budget("octroi.budget_settled", budget).add(budget.unit().metric(amount))
}

/// How a budget stands.
pub(super) fn standing(budget: &Budget, book: &Book) -> [Metric; 4] {
    let gauge = |name: &str, amount: u128| Metric::Gauge(of_budget(name, budget).0, budget.unit().metric(amount));
    [
        gauge("octroi.budget_limit", budget.amount()),
        gauge("octroi.budget_spent", book.spent().saturating_add(book.lapsed())),
        gauge("octroi.budget_held", book.held()),
        gauge("octroi.budget_lapsed", book.lapsed()),
    ]
}

fn of_budget(begin: &str, budget: &Budget) -> Name {
    name(begin).word(".budget=").named(budget.name()).word(".unit=").named(&budget.unit().label())
}

/// The upstream and the model on it, as they stand in several names.
fn place(record: &Record, model: &str) -> String {
    let upstream = record.upstream.as_deref().unwrap_or(NONE);
    name(".upstream=").named(upstream).word(".model=").named(model).0
}

/// The name of a metric in the making. Several are made for every request, by appending alone.
struct Name(String);

/// Longer than most names, so that making one allocates once.
const NAME_BYTES_USUAL: usize = 192;

fn name(begin: &str) -> Name {
    let mut text = String::with_capacity(NAME_BYTES_USUAL);
    text.push_str(begin);
    Name(text)
}

impl Name {
    /// What is made of our own words: labels with their dot and `=`, and values without any.
    fn word(mut self, text: &str) -> Name {
        self.0.push_str(text);
        self
    }

    /// A value that the policy chose. The dot separates labels, so that a name has an underscore in its stead.
    fn named(mut self, value: &str) -> Name {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if value.bytes().all(plain) {
            self.0.push_str(value);
        } else {
            self.0.extend(value.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }));
        }
        self
    }

    fn add(self, by: u64) -> Metric {
        Metric::Count(self.0, by)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn counted(metrics: &[Metric], name: &str) -> Option<u64> {
        metrics.iter().find_map(|metric| match metric {
            Metric::Count(of, value) | Metric::Record(of, value) | Metric::Gauge(of, value) => {
                (of == name).then_some(*value)
            }
        })
    }

    fn policy() -> Policy {
        let upstream = |name: &str, model: &str| {
            json!({"name": name, "cluster": name, "schemas": ["openai"], "country": "FR", "operator_country": "FR",
                   "models": [model]})
        };
        let upstreams = [upstream("sovereign_eu", "mistral-large-latest"), upstream("own_gpu", "llama*")];
        let residency =
            json!({"special_category": "sovereign", "criminal_offence": "sovereign", "credential": "sovereign"});
        Policy::from_value(&json!({"upstreams": upstreams, "residency": residency})).unwrap()
    }

    fn record() -> Record {
        let mut record = Record::undecided();
        record.action = "reroute";
        record.outcome = "ok";
        record.upstream = Some("sovereign_eu".to_owned());
        record.zone = Some("sovereign");
        record.model = Some("mistral-large-latest".to_owned());
        record.currency = Some("EUR".to_owned());
        record.moved_by = Some("special categories".to_owned());
        record.categories = vec!["personal"];
        record.usage = "reported";
        record.tokens.input_estimated = 110;
        record.tokens.input = Some(100);
        record.tokens.cached = Some(0);
        record
    }

    #[test]
    fn counts_by_names_that_nobody_outside_chose() {
        let mut record = record();
        record.tenant = Some("jeanne".to_owned());
        record.application = Some("unlisted".to_owned());
        let costs = Costs { actual: Some(Amount(2_000_000)), if_asked: Some(Amount(5_000_999)), estimate: None };
        let metrics = of(&record, &costs, &policy());
        for (name, value) in [
            ("requests.action=reroute.sensitivity=restricted.zone=sovereign.upstream=sovereign_eu.outcome=ok", 1),
            ("found.category=personal.zone=sovereign", 1),
            ("tokens.upstream=sovereign_eu.model=mistral-large-latest.direction=input.usage=reported", 100),
            ("estimated_tokens.upstream=sovereign_eu.model=mistral-large-latest", 110),
            ("token_estimate_error_percent", 10),
            (
                "cost_nanos.currency=EUR.upstream=sovereign_eu.model=mistral-large-latest.tenant=other.application=other.task=none",
                2_000,
            ),
            (
                "compliance_nanos.currency=EUR.upstream=sovereign_eu.model=mistral-large-latest.effect=cheaper.rule=special_categories",
                3_000,
            ),
        ] {
            assert_eq!(counted(&metrics, &format!("octroi.{name}")), Some(value), "{name}: {metrics:#?}");
        }
        assert!(!format!("{metrics:?}").contains("jeanne"));
    }

    /// Else a client could make as many names as there are pairs of an upstream and a model.
    #[test]
    fn a_model_has_a_name_where_its_upstream_lists_it() {
        for (upstream, model, label) in [
            (Some("sovereign_eu"), Some("mistral-large-latest"), "sovereign_eu.model=mistral-large-latest"),
            (Some("sovereign_eu"), Some("llama*"), "sovereign_eu.model=other"),
            (Some("own_gpu"), Some("llama*"), "own_gpu.model=llama_"),
            (Some("own_gpu"), Some("llama-3"), "own_gpu.model=other"),
            (Some("own_gpu"), Some("mistral-large-latest"), "own_gpu.model=other"),
            (Some("own_gpu"), Some(UNLISTED), "own_gpu.model=other"),
            (Some("own_gpu"), None, "own_gpu.model=none"),
            (None, Some("llama*"), "none.model=other"),
        ] {
            let mut record = record();
            (record.upstream, record.model) = (upstream.map(str::to_owned), model.map(str::to_owned));
            let costs = Costs { actual: Some(Amount(1)), if_asked: Some(Amount(2)), estimate: None };
            let metrics = of(&record, &costs, &policy());
            let name = format!("octroi.estimated_tokens.upstream={label}");
            assert_eq!(counted(&metrics, &name), Some(110), "{upstream:?} {model:?}: {metrics:#?}");
            let others = metrics.iter().filter(|metric| format!("{metric:?}").contains(".model="));
            let label = format!(".upstream={label}");
            assert!(others.into_iter().all(|metric| format!("{metric:?}").contains(&label)), "{label}: {metrics:#?}");
        }
    }

    #[test]
    fn what_is_unknown_is_not_counted() {
        let mut record = record();
        record.usage = "estimated";
        let costs = Costs { actual: None, if_asked: Some(Amount(1)), estimate: Some(Amount(1)) };
        let text = format!("{:?}", of(&record, &costs, &policy()));
        for absent in ["cost_nanos", "compliance", "error_percent", "estimated_tokens", "cached", "output"] {
            assert!(!text.contains(absent), "{absent}: {text}");
        }
        assert_eq!(error_percent("octroi.x", 5, 0), None);
        assert_eq!(error_percent("octroi.x", 50, 100), Some(Metric::Record("octroi.x".to_owned(), 50)));
    }
}
