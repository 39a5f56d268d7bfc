//! The answers: spend and trend, the cheapest permitted upstream, what happens when a vendor does something, what can
//! wait, and build or buy. Values only; the words are in `text` and `page`.

use octroi_core::money::Amount;
use octroi_core::policy::Policy;
use octroi_core::words::{Category, Zone};

use super::assume::Assumptions;
use super::build::{Own, Plan, Sample};
use super::gather::{Gathered, Key, Sums};
use super::options::{self, Choice};
use crate::audit::groups::{Groups, UNKNOWN};

/// Months over which own servers are compared.
pub const HORIZONS: [i128; 4] = [3, 6, 12, 18];
/// A break-even is looked for up to here.
pub const MONTHS_MAX: i128 = 60;
/// Data that a vendor might not want any more, or may not have.
pub const REGULATED: [Category; 4] =
    [Category::Personal, Category::SpecialCategory, Category::CriminalOffence, Category::Financial];

/// One workload with where it could go.
pub struct Workload<'g> {
    pub key: &'g Key,
    pub sums: &'g Sums,
    /// What its requests with known usage cost where they went: at the policy's prices, else as recorded, if each of them
    /// has a cost.
    pub now: Option<Amount>,
    /// `None`: without a policy, or it cannot be judged.
    pub choices: Option<Vec<Choice>>,
    /// The zone of the upstream it went to, as the policy has it.
    pub zone: Option<Zone>,
}

impl Workload<'_> {
    pub fn upstream(&self) -> &str {
        self.key.upstream.as_deref().unwrap_or(UNKNOWN)
    }

    pub fn model(&self) -> &str {
        self.key.model.as_deref().unwrap_or(UNKNOWN)
    }

    /// What is known of its cost, if only of some requests.
    fn known_cost(&self) -> Amount {
        self.now.unwrap_or(self.sums.cost)
    }

    /// Runs on own machines.
    pub fn is_own(&self) -> bool {
        self.zone == Some(Zone::SelfHosted)
    }

    /// The cheapest choice that is not excluded; one with an unknown price is the last resort.
    fn best(&self, allowed: impl Fn(&Choice) -> bool) -> Option<&Choice> {
        self.choices.iter().flatten().find(|choice| allowed(choice))
    }

    fn is_here(&self, choice: &Choice) -> bool {
        choice.upstream == self.upstream() && choice.model == self.model()
    }
}

/// Every workload, judged by the policy if there is one.
pub fn workloads<'g>(gathered: &'g Gathered, policy: Option<&Policy>) -> Vec<Workload<'g>> {
    let of = |(key, sums): (&'g Key, &'g Sums)| Workload {
        key,
        sums,
        now: policy
            .and_then(|policy| options::cost_now(policy, key, sums))
            .or_else(|| (sums.priced > 0 && sums.priced == sums.with_usage).then_some(sums.cost)),
        choices: policy.and_then(|policy| options::choices(policy, key, sums)),
        zone: policy.and_then(|policy| Some(policy.upstream_named(key.upstream.as_deref()?)?.zone())),
    };
    gathered.workloads.iter().map(of).collect()
}

/// How spend changed: the last whole weeks against as many before, in percent; `None`: too few weeks, or nothing before.
pub fn trend_percent(
    gathered: &Gathered,
    weeks: &std::collections::BTreeMap<u64, Amount>,
    given: &Assumptions,
) -> Option<i128> {
    let count = u64::try_from(given.count("trend_weeks")).ok()?;
    let whole = gathered.whole_weeks();
    if whole.end.saturating_sub(whole.start) < 2 * count {
        return None;
    }
    let sum =
        |range: std::ops::Range<u64>| range.filter_map(|week| weeks.get(&week)).map(|amount| amount.0).sum::<i128>();
    let (before, after) = (sum(whole.end - 2 * count..whole.end - count), sum(whole.end - count..whole.end));
    ((after - before) * 100).checked_div(before)
}

/// Workloads that differ only in what they carry, put together: a row of the table of cheapest upstreams.
#[derive(Debug, Clone, Default)]
pub struct Cheaper {
    pub requests: u64,
    /// Cost now, of those workloads that have a cheaper choice.
    pub now: Amount,
    pub there: Amount,
}

/// For each tenant, application, model asked for, upstream now and cheapest upstream: what would be saved.
pub fn cheaper(workloads: &[Workload<'_>]) -> Vec<([String; 5], Cheaper)> {
    let mut rows = std::collections::BTreeMap::<[String; 5], Cheaper>::new();
    for workload in workloads {
        let (Some(now), Some(best)) = (workload.now, workload.best(|choice| choice.cost.is_some())) else { continue };
        let Some(there) = best.cost.filter(|there| *there < now) else { continue };
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        let key = [
            word(&workload.key.tenant),
            word(&workload.key.application),
            word(&workload.key.model_asked),
            format!("{} / {}", workload.upstream(), workload.model()),
            format!("{} / {}", best.upstream, best.model),
        ];
        let row = rows.entry(key).or_default();
        row.requests += workload.sums.requests;
        row.now = row.now.plus(now);
        row.there = row.there.plus(there);
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, row)| row.there.minus(row.now));
    rows
}

/// What becomes of some workloads when they have to leave.
#[derive(Debug, Clone, Default)]
pub struct Move {
    pub requests: u64,
    /// Of these, with a permitted alternative that is configured already.
    pub movable: u64,
    /// Of these, that cannot be judged.
    pub unjudged: u64,
    /// Cost now of what is movable at known prices, and cost there.
    pub now: Amount,
    pub there: Amount,
    /// Movable requests of which one of the two is not known.
    pub unpriced: u64,
    /// Models asked for that have no alternative at all.
    pub stuck_models: std::collections::BTreeSet<String>,
    /// Where they go, by requests.
    pub to: Groups<u64>,
}

impl Move {
    /// The share with an alternative, in percent, rounded down; what cannot be judged counts as having none.
    pub fn movable_percent(&self) -> u64 {
        (u128::from(self.movable) * 100).checked_div(u128::from(self.requests)).map_or(0, |share| share as u64)
    }

    /// What moving costs more; negative, if it is cheaper.
    pub fn extra(&self) -> Amount {
        self.there.minus(self.now)
    }

    fn add(&mut self, workload: &Workload<'_>, allowed: impl Fn(&Choice) -> bool) -> Option<Amount> {
        let sums = workload.sums;
        self.requests += sums.requests;
        self.unjudged += if workload.choices.is_none() { sums.requests } else { 0 };
        let Some(best) = workload.best(allowed) else {
            self.stuck_models.insert(workload.key.model_asked.clone().unwrap_or_else(|| UNKNOWN.to_owned()));
            return None;
        };
        self.movable += sums.requests;
        *self.to.of(&format!("{} / {}", best.upstream, best.model)) += sums.requests;
        match (workload.now, best.cost) {
            (Some(now), Some(there)) => {
                self.now = self.now.plus(now);
                self.there = self.there.plus(there);
                Some(there)
            }
            _ => {
                self.unpriced += sums.requests;
                None
            }
        }
    }
}

/// What one vendor's upstream could do, and what it would mean.
#[derive(Debug, Clone, Default)]
pub struct Vendor {
    pub name: String,
    pub zone: Option<Zone>,
    pub requests: u64,
    pub cost: Amount,
    /// All of it leaves.
    pub leave: Move,
    /// The price is raised and all of it stays: what is paid more.
    pub shock_stay: Amount,
    /// The price is raised and each workload goes where it is cheapest then: what is paid more.
    pub shock_best: Amount,
    /// Regulated data is forbidden there.
    pub regulated: Move,
    /// A model is withdrawn there.
    pub withdrawn: Vec<(String, Move)>,
    /// Requests of the busiest day.
    pub busiest_day: u64,
}

/// Every upstream that is not our own, the dearest first.
pub fn vendors(gathered: &Gathered, workloads: &[Workload<'_>], given: &Assumptions) -> Vec<Vendor> {
    let mut vendors = std::collections::BTreeMap::<String, Vendor>::new();
    for workload in workloads.iter().filter(|workload| !workload.is_own()) {
        let name = workload.upstream();
        let vendor = vendors.entry(name.to_owned()).or_insert_with(|| Vendor {
            name: name.to_owned(),
            zone: workload.zone,
            busiest_day: gathered.days.peek(name).and_then(|days| days.values().max()).copied().unwrap_or(0),
            ..Vendor::default()
        });
        let now = workload.known_cost();
        vendor.requests += workload.sums.requests;
        vendor.cost = vendor.cost.plus(now);
        let elsewhere = |choice: &Choice| choice.upstream != name;
        let there = vendor.leave.add(workload, elsewhere);
        let more = Amount(now.0 * (given.count("price_shock") - 100) / 100);
        vendor.shock_stay = vendor.shock_stay.plus(more);
        let moved = there.map_or(more, |there| there.minus(now));
        vendor.shock_best = vendor.shock_best.plus(more.min(moved));
        if workload.key.categories.iter().any(|name| REGULATED.iter().any(|category| category.as_str() == name)) {
            vendor.regulated.add(workload, elsewhere);
        }
        let model = workload.model();
        let at = vendor.withdrawn.iter().position(|(name, _)| name == model).unwrap_or_else(|| {
            vendor.withdrawn.push((model.to_owned(), Move::default()));
            vendor.withdrawn.len() - 1
        });
        vendor.withdrawn[at].1.add(workload, |choice| !workload.is_here(choice));
    }
    let mut vendors: Vec<Vendor> = vendors.into_values().collect();
    vendors.iter_mut().for_each(|vendor| vendor.withdrawn.sort_by_key(|(_, all)| std::cmp::Reverse(all.requests)));
    vendors.sort_by_key(|vendor| std::cmp::Reverse(vendor.cost));
    vendors
}

/// Requests that nobody seems to wait for.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    pub sums: Sums,
    pub cost: Amount,
}

impl Batch {
    pub fn streamed_percent(&self) -> u64 {
        self.sums.streamed * 100 / self.sums.requests.max(1)
    }

    pub fn night_percent(&self) -> u64 {
        self.sums.by_night * 100 / self.sums.requests.max(1)
    }

    pub fn saving(&self, given: &Assumptions) -> Amount {
        Amount(self.cost.0 * given.count("batch_discount") / 100)
    }
}

/// For each tenant, application, task and model: those that look as if they could wait, the dearest first.
pub fn batches(workloads: &[Workload<'_>], given: &Assumptions) -> Vec<([String; 4], Batch)> {
    let mut rows = std::collections::BTreeMap::<[String; 4], Batch>::new();
    for workload in workloads.iter().filter(|workload| !workload.is_own()) {
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| UNKNOWN.to_owned());
        let key = &workload.key;
        let row =
            rows.entry([word(&key.tenant), word(&key.application), word(&key.task), word(&key.model)]).or_default();
        row.sums.add(workload.sums);
        row.cost = row.cost.plus(workload.known_cost());
    }
    let can_wait = |row: &Batch| {
        i128::from(row.streamed_percent()) <= given.count("batch_streamed_at_most")
            && i128::from(row.night_percent()) >= given.count("batch_night_at_least")
            && i128::from(row.sums.requests) >= given.count("batch_requests_at_least")
            && row.cost > Amount::ZERO
    };
    let mut rows: Vec<_> = rows.into_iter().filter(|(_, row)| can_wait(row)).collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.cost));
    rows
}

/// Build or buy.
pub struct Build {
    pub plan: Plan,
    /// Whether only requests with a permitted own upstream count, or all at vendors, as the policy has no own upstream
    /// for any or there is none.
    pub eligible_only: bool,
    /// Requests at vendors, and those of them that the sample stands for.
    pub at_vendors: u64,
    pub sampled: u64,
    /// Requests of the sample a day, over the days of the log.
    pub per_day: i128,
    pub rows: Vec<Row>,
    pub month_of_break_even: Option<i128>,
}

/// One horizon.
pub struct Row {
    pub months: i128,
    /// Requests a day and servers.
    pub break_even: Option<(i128, i128)>,
    /// What own servers cost at the break-even.
    pub own_there: Option<Own>,
    /// At today's volume.
    pub api_today: Amount,
    pub own_today: Option<Own>,
}

/// `None`: no request at a vendor has known usage and cost.
pub fn build(gathered: &Gathered, workloads: &[Workload<'_>], given: &Assumptions) -> Option<Build> {
    let at_vendors = || workloads.iter().filter(|workload| !workload.is_own());
    let has_own =
        |workload: &&Workload<'_>| workload.choices.iter().flatten().any(|choice| choice.zone == Zone::SelfHosted);
    let eligible_only = at_vendors().any(|workload| has_own(&workload));
    let mut sample = Sample {
        requests: 0,
        input_tokens: 0,
        output_tokens: 0,
        cost: Amount::ZERO,
        peak_percent: gathered.peak_percent(),
    };
    let mut sampled = 0;
    for workload in at_vendors().filter(|workload| !eligible_only || has_own(workload)) {
        sampled += workload.sums.requests;
        let Some(now) = workload.now.filter(|_| workload.sums.with_usage > 0) else { continue };
        sample.requests += i128::from(workload.sums.with_usage);
        sample.input_tokens += i128::from(workload.sums.input_tokens);
        sample.output_tokens += i128::from(workload.sums.output_tokens);
        sample.cost = sample.cost.plus(now);
    }
    if sample.requests == 0 || sample.cost <= Amount::ZERO {
        return None;
    }
    let plan = Plan::new(sample, given);
    let per_day = i128::from(sampled) / i128::from(gathered.days_spanned());
    let rows = HORIZONS.map(|months| {
        let break_even = plan.break_even(months);
        Row {
            months,
            break_even,
            own_there: break_even.map(|(_, servers)| plan.own(servers, months)),
            api_today: plan.api(per_day, months),
            own_today: plan.servers(per_day).map(|servers| plan.own(servers, months)),
        }
    });
    Some(Build {
        plan,
        eligible_only,
        at_vendors: at_vendors().map(|workload| workload.sums.requests).sum(),
        sampled,
        per_day,
        rows: rows.into_iter().collect(),
        month_of_break_even: plan.month_of_break_even(per_day, MONTHS_MAX),
    })
}
