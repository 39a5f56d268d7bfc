//! Budgets: how much may be used of what, in which window, and what happens when it is used up.

use crate::budget::{Account, Per};
use crate::limits::BUDGETS_MAX;
use crate::money::{Amount, Currency, parse_amount};
use crate::policy::reader::{At, Fields, Problems, join};
use crate::policy::tenants::Tenants;
use crate::policy::upstream::{Upstream, UpstreamSet, named, read_name};
use crate::problem::{Problem, listed, quoted};

/// What a budget counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Requests that were sent.
    Requests,
    /// Tokens, input and output together.
    Tokens,
    /// Money, in 1e-12 of the currency's unit as [`Amount`] counts.
    Money(Currency),
}

impl Unit {
    /// The label of metrics, and a part of the counter's key: `requests`, `tokens`, `EUR_nanos`.
    pub fn label(self) -> String {
        match self {
            Unit::Requests => "requests".to_owned(),
            Unit::Tokens => "tokens".to_owned(),
            Unit::Money(currency) => format!("{currency}_nanos"),
        }
    }

    /// The unit for people: `requests`, `tokens`, `EUR`.
    pub fn name(self) -> String {
        match self {
            Unit::Requests => "requests".to_owned(),
            Unit::Tokens => "tokens".to_owned(),
            Unit::Money(currency) => currency.to_string(),
        }
    }

    /// An amount as a metric counts it: money in 1e-9 of the currency's unit, because metrics are 64-bit integers.
    pub fn metric(self, amount: u128) -> u64 {
        let amount = if matches!(self, Unit::Money(_)) { amount / 1_000 } else { amount };
        u64::try_from(amount).unwrap_or(u64::MAX)
    }

    /// An amount for people and records: `1200`, `0.000325`.
    pub fn show(self, amount: u128) -> String {
        match self {
            Unit::Money(_) => Amount(i128::try_from(amount).unwrap_or(i128::MAX)).to_string(),
            Unit::Requests | Unit::Tokens => amount.to_string(),
        }
    }
}

/// What happens to a request that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhenSpent {
    /// It goes to the cheapest upstream that is permitted. If that costs as much, so be it.
    Degrade,
    /// It goes on; the client and the metrics are told.
    Warn,
    /// It is answered 429.
    Deny,
}

impl WhenSpent {
    /// Every value, in order.
    pub const ALL: &'static [WhenSpent] = &[WhenSpent::Degrade, WhenSpent::Warn, WhenSpent::Deny];

    /// The spelling in policies.
    pub const fn as_str(self) -> &'static str {
        match self {
            WhenSpent::Degrade => "degrade",
            WhenSpent::Warn => "warn",
            WhenSpent::Deny => "deny",
        }
    }
}

/// One budget.
#[derive(Debug, Clone)]
pub struct Budget {
    name: String,
    account: Account,
    covers: Covers,
    unit: Unit,
    amount: u128,
    when_spent: WhenSpent,
    warn_at_percent: u64,
    deny_unpriced: bool,
}

/// Which requests count. `None`: whichever.
#[derive(Debug, Clone, Default)]
struct Covers {
    tenants: Option<Vec<String>>,
    tasks: Option<Vec<String>>,
    models: Option<Vec<String>>,
    upstreams: Option<UpstreamSet>,
}

impl Budget {
    /// Its name; one of each tenant's own is called `name/tenant`.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// Its counter.
    pub fn account(&self) -> &Account {
        &self.account
    }
    /// What it counts.
    pub fn unit(&self) -> Unit {
        self.unit
    }
    /// How much of it there is in each window.
    pub fn amount(&self) -> u128 {
        self.amount
    }
    /// What happens to a request that does not fit.
    pub fn when_spent(&self) -> WhenSpent {
        self.when_spent
    }
    /// Whether a request of which nobody knows how much it will use is denied.
    pub fn denies_unpriced(&self) -> bool {
        self.deny_unpriced
    }

    /// Whether so much of it is used that it warns.
    pub fn warns_at(&self, total: u128) -> bool {
        total.saturating_mul(100) >= self.amount.saturating_mul(u128::from(self.warn_at_percent))
    }

    /// Whether a request counts that goes to this upstream with this model, by the name it is sent with.
    pub fn covers(&self, tenant: Option<&str>, task: Option<&str>, upstream: &Upstream, model: Option<&str>) -> bool {
        let among = |list: &Option<Vec<String>>, name: Option<&str>| {
            list.as_ref().is_none_or(|list| name.is_some_and(|name| list.iter().any(|of| of == name)))
        };
        let listed = || model.and_then(|name| upstream.model(name)).map(|model| model.name());
        among(&self.covers.tenants, tenant)
            && among(&self.covers.tasks, task)
            && self.covers.upstreams.is_none_or(|set| set.contains(upstream.id()))
            && (among(&self.covers.models, model) || among(&self.covers.models, listed()))
    }
}

/// What else a policy says, as far as budgets speak of it.
pub(super) struct Around<'p> {
    pub(super) currency: Option<Currency>,
    pub(super) upstreams: &'p [Upstream],
    pub(super) upstream_names: &'p [&'p str],
    pub(super) tenants: &'p Tenants,
    pub(super) has_tasks: bool,
}

/// Reads `budgets`. Those that degrade come first in what is given back: the request that is left is then what the
/// others judge.
pub(super) fn read(at: &At<'_>, around: &Around<'_>, problems: &mut Problems) -> Vec<Budget> {
    let mut budgets: Vec<Budget> = Vec::new();
    for at in at.list(problems) {
        let Some(read) = read_budget(&at, around, problems) else { continue };
        if budgets.iter().any(|earlier| read.iter().any(|new| new.name == earlier.name)) {
            let found = format!("{} twice", quoted(read.first().map_or("", Budget::name)));
            problems.add(Problem::new(join(&at.path, "name"), "a name of its own", found));
        }
        budgets.extend(read);
    }
    if budgets.len() > BUDGETS_MAX {
        at.expected::<()>(format!("at most {BUDGETS_MAX} budgets, those of each tenant counted apart"), problems);
    }
    budgets.sort_by_key(|budget| budget.when_spent); // stable
    budgets
}

/// One entry: one budget, or one for each tenant.
fn read_budget(at: &At<'_>, around: &Around<'_>, problems: &mut Problems) -> Option<Vec<Budget>> {
    let mut fields = at.object(problems)?;
    let name = fields.required("name", "a name", problems).and_then(|at| read_name(&at, problems));
    let covers = match fields.optional("when") {
        Some(at) => read_covers(&at, around, problems),
        None => Some(Covers::default()),
    };
    let amount = fields
        .required("amount", "how much there is: one of `money`, `tokens`, `requests`", problems)
        .and_then(|at| read_amount(&at, around.currency, problems));
    let per = fields
        .required("per", "a window: `minute`, `hour`, `day` or `month`", problems)
        .and_then(|at| at.word("a window", Per::ALL, Per::as_str, problems));
    let when_spent = fields
        .required("action", "what happens when it is spent: `warn`, `degrade` or `deny`", problems)
        .and_then(|at| at.word("what happens when it is spent", WhenSpent::ALL, WhenSpent::as_str, problems));
    let warn_at_percent = fields.optional("warn_at").map_or(Some(80), |at| at.integer(1..=100, problems));
    let allow_unpriced = read_unpriced(&mut fields, problems);
    let each_tenant = fields.optional("each_tenant").and_then(|at| at.boolean(problems)).unwrap_or(false);
    if each_tenant && !around.tenants.lists_any() {
        let path = join(&fields.path, "each_tenant");
        problems.add(Problem::new(path, "tenants that the policy lists in `tenants.known`", "none"));
    }
    fields.refuse_unknown(problems);
    let (unit, amount) = amount?;
    let (covers, per, when_spent) = (covers?, per?, when_spent?);
    let deny_unpriced = when_spent == WhenSpent::Deny && !allow_unpriced;
    let budget = |name: String, covers: Covers| Budget {
        account: Account { key: format!("octroi.budget/{name}/{}/{}", unit.label(), per.as_str()), per },
        name,
        covers,
        unit,
        amount,
        when_spent,
        warn_at_percent: warn_at_percent.unwrap_or(80),
        deny_unpriced,
    };
    let name = name?;
    if !each_tenant {
        return Some(vec![budget(name.to_owned(), covers)]);
    }
    let known = around.tenants.names().filter(|tenant| {
        let among = covers.tenants.as_ref();
        among.is_none_or(|list| list.iter().any(|of| of == tenant))
    });
    let own = |tenant: &str| Covers { tenants: Some(vec![tenant.to_owned()]), ..covers.clone() };
    Some(known.map(|tenant| budget(format!("{name}/{tenant}"), own(tenant))).collect())
}

/// `unpriced`: what becomes of a request of which nobody knows how much it will use.
fn read_unpriced(fields: &mut Fields<'_>, problems: &mut Problems) -> bool {
    let spelling = |allow| if allow { "allow" } else { "deny" };
    let written = fields.optional("unpriced");
    written.and_then(|at| at.word("what becomes of it", &[true, false], spelling, problems)).unwrap_or(false)
}

/// A name that is written wrong would cover nothing, and nobody would notice: each must be one that can be met.
fn read_covers(at: &At<'_>, around: &Around<'_>, problems: &mut Problems) -> Option<Covers> {
    let mut fields = at.object(problems)?;
    let mut covers = Covers::default();
    if let Some(at) = fields.optional("tenant") {
        if around.tenants.source().is_none() {
            at.expected::<()>("no condition on tenants where `tenants.source` does not say who asks", problems);
        }
        covers.tenants = Some(known(
            &at,
            "the name of a tenant",
            problems,
            |name| !around.tenants.lists_any() || around.tenants.knows(name),
            around.tenants.names(),
        ));
    }
    if let Some(at) = fields.optional("task") {
        if !around.has_tasks {
            at.expected::<()>("no condition on tasks where `task_header` does not say which it is", problems);
        }
        covers.tasks = Some(at.texts("a task tag", problems));
    }
    if let Some(at) = fields.optional("model") {
        let names = around.upstreams.iter().flat_map(|upstream| upstream.models()).map(|model| model.name());
        let met = |name: &str| {
            let can_have = |upstream: &Upstream| upstream.models().is_empty() || upstream.model(name).is_some();
            around.upstreams.iter().any(can_have) || names.clone().any(|listed| listed == name)
        };
        covers.models = Some(known(&at, "a model that an upstream lists", problems, met, names.clone()));
    }
    if let Some(at) = fields.optional("upstream") {
        let items = at.one_or_list(problems);
        let ids = items.iter().filter_map(|at| named(at, around.upstream_names, problems));
        covers.upstreams = Some(UpstreamSet::of(ids));
    }
    fields.refuse_unknown(problems);
    Some(covers)
}

/// Names of which each must be known.
fn known<'a>(
    at: &At<'_>,
    what: &str,
    problems: &mut Problems,
    is_known: impl Fn(&str) -> bool,
    names: impl Iterator<Item = &'a str> + Clone,
) -> Vec<String> {
    let mut known = Vec::new();
    for at in at.one_or_list(problems) {
        match at.text(what, problems) {
            Some(name) if is_known(name) => known.push(name.to_owned()),
            Some(name) => drop(at.unknown::<()>(what, name, names.clone(), problems)),
            None => {}
        }
    }
    known
}

fn read_amount(at: &At<'_>, currency: Option<Currency>, problems: &mut Problems) -> Option<(Unit, u128)> {
    let mut fields = at.object(problems)?;
    let mut counted = |name: &'static str, unit: Unit, problems: &mut Problems| {
        let at = fields.optional(name)?;
        Some(at.integer(1..=1 << 50, problems).map(|count| (unit, u128::from(count))))
    };
    let requests = counted("requests", Unit::Requests, problems);
    let tokens = counted("tokens", Unit::Tokens, problems);
    let money = fields.optional("money").map(|at| read_money(&at, currency, problems));
    fields.refuse_unknown(problems);
    let mut written = [requests, tokens, money].into_iter().flatten();
    match (written.next(), written.next()) {
        (Some(amount), None) => amount,
        _ => at.expected(format!("exactly one of {}", listed(["money", "tokens", "requests"])), problems),
    }
}

fn read_money(at: &At<'_>, currency: Option<Currency>, problems: &mut Problems) -> Option<(Unit, u128)> {
    let Some(currency) = currency else {
        return at.expected("no money where the policy has no `currency`", problems);
    };
    let text = at.decimal(problems)?;
    match parse_amount(&text).map(|amount| u128::try_from(amount.0)) {
        Ok(Ok(picos)) if picos > 0 => Some((Unit::Money(currency), picos)),
        Ok(_) => at.expected("an amount that is more than nothing", problems),
        Err(why) => at.expected(why, problems),
    }
}
