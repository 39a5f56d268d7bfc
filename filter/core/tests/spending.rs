//! What requests hold of budgets, and when.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]

use octroi_core::budget::{Counters, NoCounters};
use octroi_core::exchange::{Engine, Exchange, Facts, Header, HeaderEdit, Metric, Step};
use octroi_core::limits::{CHOICES_MAX, OUTPUT_TOKENS_MAX};
use octroi_core::policy::Policy;
use serde_json::{Value, json};

/// The example's company with these budgets.
fn company(budgets: Value) -> Engine {
    let text = include_str!("../../../examples/policies/company.yaml");
    let mut policy: Value = yaml_serde::from_str(text).unwrap();
    policy["budgets"] = budgets;
    Engine::new(Policy::from_value(&policy).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// A request's head has come.
fn open(engine: &Engine, method: &str, path: &str, seconds: u64) -> (Exchange, Step) {
    let head = [(":method", method), (":path", path), ("content-type", "application/json")];
    let head: Vec<Header> = head.iter().map(|(k, v)| (k.as_bytes().to_vec(), v.as_bytes().to_vec())).collect();
    let facts = Facts { now_unix_nanos: seconds * 1_000_000_000, ..Facts::default() };
    Exchange::open(engine, head, method == "GET", facts)
}

/// A request that came and was decided within one second.
fn asked(engine: &Engine, path: &str, body: &Value) -> (Exchange, Step) {
    let (mut exchange, step) = open(engine, "POST", path, 0);
    assert_eq!(step, Step::Wait);
    let step = exchange.body(engine, body.to_string().as_bytes(), 0);
    (exchange, step)
}

fn chat(more: Value) -> Value {
    let mut body = json!({"model": "gpt-4o", "messages": [{"role": "user", "content": "Name three rivers."}]});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// What the gauges say is held of the only budget.
fn held(engine: &Engine, seconds: u64) -> u64 {
    let gauges = engine.budget_gauges(seconds * 1_000_000_000);
    let held = gauges.iter().find_map(|metric| match metric {
        Metric::Gauge(name, value) if name.starts_with("octroi.budget_held.") => Some(*value),
        _ => None,
    });
    held.unwrap()
}

#[test]
fn a_slow_body_counts_in_the_window_in_which_it_is_complete() {
    let engine = company(json!([{"name": "b", "amount": {"requests": 10}, "per": "minute", "action": "deny"}]));
    let (mut slow, step) = open(&engine, "POST", "/v1/chat/completions", 59);
    assert_eq!(step, Step::Wait);
    let (mut quick, _) = open(&engine, "POST", "/v1/chat/completions", 300);
    let body = chat(json!({})).to_string();
    assert!(matches!(quick.body(&engine, body.as_bytes(), 300_000_000_000), Step::Forward { .. }));
    assert!(matches!(slow.body(&engine, body.as_bytes(), 301_000_000_000), Step::Forward { .. }));
    assert_eq!(held(&engine, 301), 2, "what the open window held is not forgotten");
}

#[test]
fn no_request_holds_more_than_a_model_can_make() {
    let (all, choices) = (10_u64.pow(18), u64::from(CHOICES_MAX));
    for (model, more, output) in [
        ("gpt-4o", json!({"max_tokens": 700}), 700),
        ("gpt-4o", json!({"max_tokens": 700, "n": 3}), 2_100),
        ("gpt-4o", json!({"max_tokens": all}), 128_000),
        ("gpt-4o", json!({"max_tokens": all, "n": 4_000_000_000_u64}), 128_000 * choices),
        ("gpt-4o", json!({"n": 4_000_000_000_u64}), 500 * choices),
        ("unheard-of", json!({"max_tokens": all}), OUTPUT_TOKENS_MAX),
    ] {
        let engine = company(json!([{"name": "b", "amount": {"tokens": 1}, "per": "day", "action": "warn"}]));
        let mut body = chat(more.clone());
        body["model"] = json!(model);
        let (_, step) = asked(&engine, "/v1/chat/completions", &body);
        assert!(matches!(step, Step::Forward { .. }), "{more}: {step:?}");
        let held = held(&engine, 0);
        assert!((output..output + 50).contains(&held), "{model} {more}: {held} with the input");
    }
}

#[test]
fn what_costs_nothing_passes_hard_budgets_and_holds_nothing() {
    for amount in [json!({"money": "0.000001"}), json!({"tokens": 1})] {
        let engine = company(json!([{"name": "b", "amount": amount, "per": "day", "action": "deny"}]));
        let (_, step) = open(&engine, "GET", "/v1/models", 0);
        assert!(matches!(step, Step::Forward { .. }), "{amount}: {step:?}");
        let count =
            json!({"model": "claude-sonnet-4-5", "messages": [{"role": "user", "content": "Name three rivers."}]});
        let (_, step) = asked(&engine, "/v1/messages/count_tokens", &count);
        assert!(matches!(step, Step::Forward { .. }), "{amount}: {step:?}");
        assert_eq!(held(&engine, 0), 0, "{amount}");
        // Its neighbour costs.
        let (_, step) = asked(&engine, "/v1/chat/completions", &chat(json!({})));
        assert!(matches!(&step, Step::Reply(reply) if reply.code == "budget_exceeded"), "{amount}: {step:?}");
    }
    let engine = company(json!([{"name": "b", "amount": {"requests": 1}, "per": "day", "action": "deny"}]));
    assert!(matches!(open(&engine, "GET", "/v1/models", 0).1, Step::Forward { .. }));
    assert!(matches!(open(&engine, "GET", "/v1/models", 0).1, Step::Reply(_)), "it is a request all the same");
}

/// A host without counters.
#[derive(Debug)]
struct Without;

impl Counters for Without {
    fn load(&self, _: &str) -> Result<Option<(Vec<u8>, u32)>, NoCounters> {
        Err(NoCounters)
    }

    fn store(&self, _: &str, _: &[u8], _: Option<u32>) -> Result<bool, NoCounters> {
        Err(NoCounters)
    }
}

fn route(headers: &[HeaderEdit]) -> Option<&str> {
    headers.iter().find_map(|edit| match edit {
        HeaderEdit::Set("x-octroi-route", cluster) => Some(cluster.as_str()),
        _ => None,
    })
}

#[test]
fn a_host_without_counters_shows_no_gauges_and_lets_no_hard_budget_be_passed() {
    for (action, code, cluster) in [
        ("deny", Some("budget_contended"), None),
        ("degrade", None, Some("own_gpu")),
        ("warn", None, Some("us_vendor")),
    ] {
        let engine = company(json!([{"name": "b", "amount": {"requests": 10}, "per": "day", "action": action}]));
        let engine = engine.with_counters(Box::new(Without));
        assert_eq!(engine.budget_gauges(0), [], "unknown is not zero");
        let (_, step) = asked(&engine, "/v1/chat/completions", &chat(json!({})));
        let told = match &step {
            Step::Reply(reply) => (Some(reply.code), None),
            Step::Forward { headers, .. } => (None, route(headers)),
            Step::Wait => (None, None),
        };
        assert_eq!(told, (code, cluster), "{action}");
    }
}
