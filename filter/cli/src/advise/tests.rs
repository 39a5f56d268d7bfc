//! Properties of the advice: sums, and the judgement of many against that of each.

use octroi_core::money::Amount;
use octroi_core::policy::Policy;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::gather::{GROUPINGS, Gathered, Key, Sums};
use super::{options, study};
use crate::audit::entry::{Entry, Tokens};

fn policy() -> Policy {
    let text = include_str!("../../../../examples/policies/company.yaml");
    let value: yaml_serde::Value = yaml_serde::from_str(text).unwrap();
    Policy::from_value(&serde_json::to_value(value).unwrap()).unwrap()
}

fn entry() -> impl Strategy<Value = Entry> {
    let word = |words: &'static [&'static str]| proptest::option::of(select(words).prop_map(str::to_owned));
    let names = |words: &'static [&'static str]| subsequence(words, 0..=words.len());
    let routes = select(
        &[
            ("us_vendor", "gpt-4o", "gpt-4o"),
            ("us_vendor", "claude-sonnet-4-5", "claude-sonnet-4-5"),
            ("sovereign_eu", "mistral-large-latest", "gpt-4o"),
            ("own_gpu", "llama-3.3-70b", "gpt-4o-mini"),
            ("gone", "odd", "odd"),
        ][..],
    );
    (
        (routes, any::<bool>(), word(&["marketing", "clinic", "else"]), word(&["EUR", "USD"])),
        (names(&["email", "iban", "health_data"]), names(&["image"]), names(&["r1", "r2"])),
        (proptest::option::of(0..90_000_u64), proptest::option::of(0..9_000_u64), 0..120_000_u64, any::<bool>()),
        (0..40_000_000_u64, proptest::option::of(0..9_000_000_000_i128)),
    )
        .prop_map(|((route, sent, tenant, currency), found, (input, output, cached, stream), (secs, cost))| {
            Entry {
                v: 1,
                upstream: sent.then(|| route.0.to_owned()),
                model: sent.then(|| route.1.to_owned()),
                model_asked: Some(route.2.to_owned()),
                schema: Some("openai_chat".to_owned()),
                operation: Some("chat".to_owned()),
                tenant,
                currency,
                entities: Some(found.0.into_iter().map(|name| (name.to_owned(), 1)).collect()),
                categories: Some(Vec::new()),
                uninspected: Some(found.1.into_iter().map(str::to_owned).collect()),
                rules: found.2.into_iter().map(str::to_owned).collect(),
                tokens: Tokens { input, output, cached: Some(cached), ..Tokens::default() },
                cost: cost.map(Amount),
                unix_secs: Some(secs),
                stream: Some(stream),
                ..Entry::default()
            }
        })
}

fn gathered(entries: &[Entry]) -> Gathered {
    let mut gathered = Gathered::new(Some("EUR".to_owned()));
    entries.iter().for_each(|entry| gathered.add(entry));
    gathered
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_grouping_adds_up_to_the_total(entries in proptest::collection::vec(entry(), 0..80)) {
        let gathered = gathered(&entries);
        let all = |sums: &mut dyn Iterator<Item = &Sums>| {
            let mut all = Sums::default();
            sums.for_each(|sums| all.add(sums));
            all
        };
        prop_assert_eq!(&all(&mut gathered.workloads.values()), &gathered.total);
        for grouping in GROUPINGS.iter().filter(|grouping| **grouping != "rule") {
            let groups = gathered.by(grouping);
            prop_assert_eq!(&all(&mut groups.iter().map(|(_, spend)| &spend.sums)), &gathered.total, "{}", grouping);
            let weeks = groups.iter().flat_map(|(_, spend)| spend.weeks.values());
            prop_assert_eq!(weeks.fold(Amount::ZERO, |sum, cost| sum.plus(*cost)), gathered.total.cost);
        }
        let cost = entries.iter().filter(|e| e.upstream.is_some() && e.currency.as_deref() == Some("EUR"));
        prop_assert_eq!(cost.filter_map(|e| e.cost).fold(Amount::ZERO, Amount::plus), gathered.total.cost);
        let sent = entries.iter().filter(|entry| entry.upstream.is_some()).count() as u64;
        prop_assert_eq!((gathered.total.requests, gathered.denied), (sent, entries.len() as u64 - sent));
    }

    #[test]
    fn many_cost_what_each_costs(entries in proptest::collection::vec(entry(), 1..40)) {
        let policy = policy();
        let together = gathered(&entries);
        let each: Vec<Gathered> = entries.iter().map(|entry| gathered(std::slice::from_ref(entry))).collect();
        for workload in study::workloads(&together, Some(&policy)) {
            let alone: Vec<(&Key, &Sums)> =
                each.iter().flat_map(|one| &one.workloads).filter(|(key, _)| *key == workload.key).collect();
            for choice in workload.choices.iter().flatten() {
                let costs = alone.iter().map(|(key, sums)| {
                    let choices = options::choices(&policy, key, sums).unwrap();
                    choices.into_iter().find(|c| c.upstream == choice.upstream && c.model == choice.model).unwrap().cost
                });
                let sum = costs.sum::<Option<Sum>>().map(|sum| sum.0);
                prop_assert_eq!(sum, choice.cost);
            }
        }
    }

    #[test]
    fn nothing_moves_where_it_may_not_go(entries in proptest::collection::vec(entry(), 1..40)) {
        let policy = policy();
        for workload in study::workloads(&gathered(&entries), Some(&policy)) {
            let holds = |name: &str| workload.key.entities.iter().flatten().any(|entity| entity == name);
            for choice in workload.choices.iter().flatten() {
                let zone = policy.upstream_named(&choice.upstream).unwrap().zone();
                prop_assert!(!holds("health_data") || zone <= octroi_core::words::Zone::Sovereign);
                prop_assert!(!holds("email") || zone <= octroi_core::words::Zone::Eea);
                let unread = workload.key.uninspected.iter().flatten().next().is_some();
                prop_assert!(!unread || zone == octroi_core::words::Zone::SelfHosted);
            }
        }
    }
}

/// A sum of amounts.
struct Sum(Amount);

impl std::iter::Sum<Amount> for Sum {
    fn sum<I: Iterator<Item = Amount>>(amounts: I) -> Sum {
        Sum(amounts.fold(Amount::ZERO, Amount::plus))
    }
}

#[test]
fn a_cost_is_divided_by_the_requests_that_have_one() {
    let entry = |model: &str, cost: Option<i128>| Entry {
        v: 1,
        upstream: Some("us_vendor".to_owned()),
        model: Some(model.to_owned()),
        currency: cost.map(|_| "EUR".to_owned()),
        cost: cost.map(Amount),
        tokens: Tokens { input: Some(1_000), output: Some(10), ..Tokens::default() },
        ..Entry::default()
    };
    let entries = [entry("a", Some(6)), entry("a", None), entry("a", None), entry("b", Some(4)), entry("b", Some(2))];
    let gathered = gathered(&entries);
    let workloads = study::workloads(&gathered, None);
    assert_eq!(workloads.iter().map(|workload| workload.now).collect::<Vec<_>>(), [None, Some(Amount(6))]);
    let build = study::build(&gathered, &workloads, &super::Assumptions::defaults()).unwrap();
    let sample = &build.plan.sample;
    assert_eq!((build.sampled, sample.requests, sample.cost), (5, 2, Amount(6)));
    let vendors = study::vendors(&gathered, &workloads, &super::Assumptions::defaults());
    assert_eq!(vendors[0].cost, Amount(12), "what is known is in the sum");
}

#[test]
fn tokens_beyond_all_bounds_are_no_reason_to_fail() {
    let policy = policy();
    let entry = Entry {
        v: 1,
        upstream: Some("us_vendor".to_owned()),
        model: Some("gpt-4o".to_owned()),
        model_asked: Some("gpt-4o".to_owned()),
        schema: Some("openai_chat".to_owned()),
        tokens: Tokens {
            input: Some(u64::MAX),
            cached: Some(u64::MAX / 2),
            cache_write: Some(u64::MAX / 2),
            output: Some(u64::MAX),
            reasoning: Some(u64::MAX),
            ..Tokens::default()
        },
        ..Entry::default()
    };
    let gathered = gathered(&[entry.clone(), entry]);
    assert!(study::workloads(&gathered, Some(&policy))[0].now.is_some());
}

#[test]
fn whoever_has_nowhere_to_go_is_told() {
    let policy = policy();
    let entry = |asked: &str| Entry {
        v: 1,
        upstream: Some("sovereign_eu".to_owned()),
        model: Some("mistral-large-latest".to_owned()),
        model_asked: Some(asked.to_owned()),
        schema: Some("openai_chat".to_owned()),
        entities: Some(std::collections::BTreeMap::new()),
        uninspected: Some(Vec::new()),
        tokens: Tokens { input: Some(1_000_000), output: Some(0), ..Tokens::default() },
        ..Entry::default()
    };
    let gathered = gathered(&[entry("gpt-4o"), entry("product-texts")]);
    let workloads = study::workloads(&gathered, Some(&policy));
    let vendors = study::vendors(&gathered, &workloads, &super::Assumptions::defaults());
    let [vendor] = &vendors[..] else { panic!("one vendor") };
    assert_eq!((vendor.leave.requests, vendor.leave.movable, vendor.leave.movable_percent()), (2, 1, 50));
    assert_eq!(vendor.leave.stuck_models.iter().collect::<Vec<_>>(), ["product-texts"]);
    // A million tokens: 1.80 there now, at our own GPUs 8.00 an hour / (9,000 * 3,600) tokens, rounded up.
    assert_eq!((vendor.cost.to_string(), vendor.leave.there.to_string()), ("3.6".to_owned(), "0.246914".to_owned()));
    assert_eq!(vendor.shock_stay.to_string(), "7.2");
    assert_eq!(vendor.shock_best.to_string(), "2.046914");
}
