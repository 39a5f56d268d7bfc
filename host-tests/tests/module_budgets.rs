//! Budgets in the module: several VMs share one store of counters, as the workers of one Envoy do.

use host_tests::wasm_host::{HostOptions, Outcome, Request, Response, Sent, Vm};
use host_tests::{chat, chat_answer, company_policy};
use serde_json::{Value, json};

const CHAT: &str = "/v1/chat/completions";

fn workers(count: usize, budgets: Value, options: &HostOptions) -> Vec<Vm> {
    let mut policy = company_policy();
    policy["budgets"] = budgets;
    let policy = policy.to_string();
    (0..count).map(|_| Vm::start(policy.as_bytes(), options.clone()).expect("the policy loads")).collect()
}

fn budget(name: &str, amount: Value, action: &str) -> Value {
    json!({"name": name, "amount": amount, "per": "month", "action": action})
}

fn request(model: &str) -> Request {
    Request::post(CHAT, chat(model, "Name three rivers."))
}

fn ask(vm: &mut Vm, model: &str) -> Outcome {
    vm.exchange(&request(model), &Response::new(200, "application/json", chat_answer())).expect("no trap")
}

fn error(outcome: &Outcome) -> Value {
    let reply = outcome.local_reply.as_ref().expect("it is refused");
    serde_json::from_slice(&reply.body).expect("in the API's own shape")
}

/// The keys of budgets among everything that is shared.
fn counters(options: &HostOptions) -> Vec<String> {
    options.shared.keys().into_iter().filter(|key| key.starts_with("octroi.budget/")).collect()
}

/// All that one worker's gauges say of a budget: limit, spent, held, lapsed.
fn gauges(vm: &mut Vm, budget: &str, unit: &str) -> [u64; 4] {
    vm.advance(0).expect("no trap");
    ["limit", "spent", "held", "lapsed"].map(|name| {
        let name = format!("octroi.budget_{name}.budget={budget}.unit={unit}");
        *vm.metrics().get(&name).unwrap_or_else(|| panic!("no gauge {name}"))
    })
}

#[test]
fn workers_share_a_budget_of_requests_to_the_last_one() {
    let mut vms = workers(3, json!([budget("few", json!({"requests": 10}), "deny")]), &HostOptions::default());
    let outcomes: Vec<Outcome> = (0..15).map(|i| ask(&mut vms[i % 3], "gpt-4o")).collect();
    let passed = outcomes.iter().filter(|outcome| outcome.local_reply.is_none()).count();
    assert_eq!(passed, 10);
    assert_eq!(outcomes[8].client_header("x-octroi-budget").as_deref(), Some("few=warn"));
    assert!(outcomes[6].client_header("x-octroi-budget").is_none());
    let refused = outcomes.last().expect("there are some");
    assert_eq!(refused.local_reply.as_ref().map(|reply| reply.status), Some(429));
    let error = error(refused);
    assert_eq!(error["error"]["code"], "budget_exceeded", "{error:#}");
    // The clock of this host stands in November 2026.
    let message = error["error"]["message"].as_str().unwrap_or_default();
    assert!(message.contains("`few`") && message.contains("2026-12-01T00:00:00.000Z"), "{message}");
    let seconds: u64 = refused.client_header("retry-after").expect("it is told").parse().expect("a number");
    assert!((5 * 86_400..=30 * 86_400).contains(&seconds), "{seconds}");
    assert_eq!(refused.client_header("x-should-retry").as_deref(), Some("false"));
    assert_eq!(refused.client_header("x-octroi-budget").as_deref(), Some("few=over"));
    let audit = refused.audit();
    assert_eq!((&audit["denied"], &audit["action"]), (&json!("budget_exceeded"), &json!("deny")), "{audit:#}");
    assert_eq!(audit["budgets"], json!([{"name": "few", "state": "over", "reserved": "0"}]));
    assert_eq!(gauges(&mut vms[0], "few", "requests"), [10, 10, 0, 0]);
    assert_eq!(vms[0].metrics()["octroi.budget_state.budget=few.state=over"], 1);
}

#[test]
fn actuals_replace_estimates_in_every_unit() {
    let budgets = json!([
        budget("tokens", json!({"tokens": 100_000}), "deny"),
        budget("money", json!({"money": "1"}), "deny"),
        budget("requests", json!({"requests": 100}), "warn"),
    ]);
    let mut vms = workers(2, budgets, &HostOptions::default());
    let first = vms[0].open(&request("gpt-4o")).expect("no trap");
    assert_eq!(vms[0].send(first, &request("gpt-4o")).expect("no trap"), Sent::Left);
    let [_, spent, held, _] = gauges(&mut vms[1], "tokens", "tokens");
    assert!(spent == 0 && held > 500, "the estimate is held meanwhile: {spent} {held}");
    vms[0].answer(first, &Response::new(200, "application/json", chat_answer())).expect("no trap");
    let record: Value = {
        let outcome = vms[0].abandon(first).expect("no trap");
        outcome.audit()
    };
    assert_eq!(record["settled_by"], "reported");
    let settled: Vec<(&str, &str)> = record["budgets"]
        .as_array()
        .expect("three budgets")
        .iter()
        .map(|used| (used["name"].as_str().unwrap_or(""), used["settled"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(settled, [("requests", "1"), ("tokens", "120"), ("money", "0.0004")]);
    assert_eq!(gauges(&mut vms[1], "tokens", "tokens"), [100_000, 120, 0, 0]);
    assert_eq!(gauges(&mut vms[1], "money", "EUR_nanos"), [1_000_000_000, 400_000, 0, 0]);
    assert_eq!(gauges(&mut vms[1], "requests", "requests"), [100, 1, 0, 0]);
    assert_eq!(vms[0].metrics()["octroi.budget_settled.budget=tokens.unit=tokens"], 120);
}

#[test]
fn what_was_sent_stays_and_what_was_not_is_released() {
    let budgets = json!([
        budget("tokens", json!({"tokens": 100_000}), "deny"),
        budget("requests", json!({"requests": 100}), "deny"),
    ]);
    let error = |details: &str| {
        let mut options = HostOptions::default();
        options.properties.insert("response.code_details".to_owned(), details.as_bytes().to_vec());
        options
    };
    let refused = Response::new(503, "text/plain", "no");
    // Response, its details, and what becomes of tokens (`None`: the estimate) and requests.
    let cases: [(&str, &Response, &str, Option<u64>, u64); 7] = [
        ("never connected", &refused, "upstream_reset_before_response_started{connection_failure}", Some(0), 0),
        ("no host", &refused, "no_healthy_upstream", Some(0), 0),
        (
            "broke after it was sent",
            &refused,
            "upstream_reset_before_response_started{connection_termination}",
            None,
            1,
        ),
        ("took too long", &Response::new(504, "text/plain", "no"), "upstream_response_timeout", None, 1),
        ("failed at the upstream", &Response::new(500, "text/plain", "no"), "via_upstream", Some(0), 1),
        ("was wrong", &Response::new(400, "application/json", "{}"), "via_upstream", Some(0), 1),
        ("told", &Response::new(200, "application/json", chat_answer()), "via_upstream", Some(120), 1),
    ];
    for (what, response, details, tokens, requests) in cases {
        let mut vm = workers(1, budgets.clone(), &error(details)).remove(0);
        let outcome = vm.exchange(&request("gpt-4o"), response).expect("no trap");
        let record = outcome.audit();
        let reserved: u64 = record["budgets"][0]["reserved"].as_str().unwrap_or("").parse().expect("a number");
        let tokens = tokens.unwrap_or(reserved);
        assert_eq!(gauges(&mut vm, "tokens", "tokens"), [100_000, tokens, 0, 0], "{what}: {record:#}");
        assert_eq!(gauges(&mut vm, "requests", "requests"), [100, requests, 0, 0], "{what}: {record:#}");
        assert_eq!(record["budgets"][0]["settled"], tokens.to_string(), "{what}");
        let charged = String::from_utf8_lossy(&outcome.filter_state["octroi.tokens"]).into_owned();
        assert_eq!(charged, tokens.to_string(), "{what}: a budget that others keep is charged the same");
    }
}

/// The details tell of the last attempt; an earlier one may have been sent.
#[test]
fn what_was_retried_is_not_released() {
    for details in ["upstream_reset_before_response_started{connection_failure}", "no_healthy_upstream"] {
        for (attempts, requests, by) in [(0_u64, 0, "released"), (1, 0, "released"), (2, 1, "estimated")] {
            let mut options = HostOptions::default();
            let mut property = |name: &str, value: &[u8]| options.properties.insert(name.to_owned(), value.to_vec());
            property("response.code_details", details.as_bytes());
            property("upstream.request_attempt_count", &attempts.to_le_bytes());
            let mut vm = workers(1, json!([budget("b", json!({"requests": 9}), "deny")]), &options).remove(0);
            let outcome = vm.exchange(&request("gpt-4o"), &Response::new(503, "text/plain", "no")).expect("no trap");
            let record = outcome.audit();
            assert_eq!((&record["settled_by"], &record["outcome"]), (&json!(by), &json!("unavailable")), "{record:#}");
            assert_eq!(gauges(&mut vm, "b", "requests"), [9, requests, 0, 0], "{details} {attempts}");
        }
    }
}

#[test]
fn a_client_that_leaves_before_the_answer_has_spent_the_estimate() {
    let mut vm =
        workers(1, json!([budget("b", json!({"tokens": 100_000}), "deny")]), &HostOptions::default()).remove(0);
    let id = vm.open(&request("gpt-4o")).expect("no trap");
    vm.send(id, &request("gpt-4o")).expect("no trap");
    let [_, _, held, _] = gauges(&mut vm, "b", "tokens");
    let record = vm.abandon(id).expect("no trap").audit();
    assert_eq!(record["settled_by"], "estimated", "{record:#}");
    assert_eq!(gauges(&mut vm, "b", "tokens"), [100_000, held, 0, 0]);
}

#[test]
fn denied_requests_hold_nothing() {
    // A picture, which no permitted upstream can read: denied by the policy, not by the budget.
    let mut policy = company_policy();
    policy["budgets"] = json!([budget("b", json!({"requests": 5}), "deny")]);
    policy["constraints"].as_array_mut().expect("a list").push(json!({"name": "no", "then": {"deny": true}}));
    let mut vm = Vm::start(policy.to_string().as_bytes(), HostOptions::default()).expect("it loads");
    let outcome = ask(&mut vm, "gpt-4o");
    assert_eq!(error(&outcome)["error"]["code"], "policy_denied");
    assert!(outcome.audit()["budgets"].is_null());
    assert_eq!(gauges(&mut vm, "b", "requests"), [5, 0, 0, 0]);
}

#[test]
fn several_hard_budgets_hold_all_or_nothing() {
    let budgets =
        json!([budget("wide", json!({"requests": 100}), "deny"), budget("narrow", json!({"requests": 2}), "deny"),]);
    let mut vm = workers(1, budgets, &HostOptions::default()).remove(0);
    let passed = (0..5).filter(|_| ask(&mut vm, "gpt-4o").local_reply.is_none()).count();
    assert_eq!(passed, 2);
    assert_eq!(gauges(&mut vm, "wide", "requests"), [100, 2, 0, 0], "what the narrow one refused is given back");
}

#[test]
fn a_spent_budget_degrades_to_the_cheapest_permitted_upstream() {
    let mut budgets = json!([budget("b", json!({"money": "0.001"}), "degrade")]);
    budgets[0]["when"] = json!({"model": "gpt-4o"});
    let mut vm = workers(1, budgets, &HostOptions::default()).remove(0);
    // An estimate of 500 tokens at 10.00 per million is more than the budget.
    let outcome = ask(&mut vm, "gpt-4o");
    assert_eq!(outcome.local_reply, None);
    let record = outcome.audit();
    assert_eq!((&record["action"], &record["upstream_asked"]), (&json!("reroute"), &json!("us_vendor")), "{record:#}");
    let upstream = record["upstream"].as_str().unwrap_or_default();
    assert!(["sovereign_eu", "own_gpu"].contains(&upstream), "{record:#}");
    assert_eq!(record["budgets"], json!([{"name": "b", "state": "degraded", "reserved": "0"}]), "{record:#}");
    assert_eq!(outcome.client_header("x-octroi-budget").as_deref(), Some("b=degraded"));
    // More is never permitted: an IBAN stays with sovereign operators, whatever is cheaper.
    let body = chat("gpt-4o", "Zahlung auf DE02120300000000202051");
    let outcome = vm
        .exchange(&Request::post(CHAT, body), &Response::new(200, "application/json", chat_answer()))
        .expect("no trap");
    assert!(["sovereign", "self_hosted"].contains(&outcome.audit()["zone"].as_str().unwrap_or_default()));
}

#[test]
fn a_budget_in_money_refuses_what_has_no_price_unless_it_is_told_otherwise() {
    for (unpriced, status) in [(None, Some(403)), (Some("deny"), Some(403)), (Some("allow"), None)] {
        let mut policy = company_policy();
        policy["upstreams"][0]["models"]["gpt-4o"].as_object_mut().expect("an object").remove("price");
        policy["budgets"] = json!([budget("b", json!({"money": "1"}), "deny")]);
        if let Some(unpriced) = unpriced {
            policy["budgets"][0]["unpriced"] = json!(unpriced);
        }
        let mut vm = Vm::start(policy.to_string().as_bytes(), HostOptions::default()).expect("it loads");
        let outcome = ask(&mut vm, "gpt-4o");
        assert_eq!(outcome.local_reply.as_ref().map(|reply| reply.status), status, "{unpriced:?}");
        assert_eq!(outcome.audit()["budgets"][0]["state"], "unpriced");
        if status.is_some() {
            assert_eq!(error(&outcome)["error"]["code"], "budget_unpriced");
        }
    }
}

#[test]
fn other_writers_are_waited_for_and_not_for_ever() {
    let options = HostOptions::default();
    let budgets = json!([budget("hard", json!({"requests": 10}), "deny")]);
    let mut vm = workers(1, budgets, &options).remove(0);
    options.shared.contend(50);
    assert_eq!(ask(&mut vm, "gpt-4o").local_reply, None);
    options.shared.contend(u32::MAX);
    let refused = ask(&mut vm, "gpt-4o");
    assert_eq!(refused.local_reply.as_ref().map(|reply| reply.status), Some(503));
    assert_eq!(error(&refused)["error"]["code"], "budget_contended");
    assert_eq!(refused.client_header("retry-after").as_deref(), Some("1"));
    options.shared.contend(0);
    assert_eq!(gauges(&mut vm, "hard", "requests"), [10, 1, 0, 0]);

    // What may be spent degrades as if it were.
    let mut vm = workers(1, json!([budget("cheap", json!({"requests": 10}), "degrade")]), &options).remove(0);
    options.shared.contend(u32::MAX);
    let record = ask(&mut vm, "gpt-4o").audit();
    assert_eq!(
        (&record["moved_by"], &record["budgets"][0]["state"]),
        (&json!("budget"), &json!("degraded")),
        "{record:#}"
    );
    options.shared.contend(0);

    let mut vm = workers(1, json!([budget("soft", json!({"requests": 10}), "warn")]), &options).remove(0);
    options.shared.contend(u32::MAX);
    let outcome = ask(&mut vm, "gpt-4o");
    assert_eq!((outcome.local_reply.is_none(), &outcome.audit()["budgets"][0]["state"]), (true, &json!("contended")));
}

#[test]
fn a_crash_leaves_a_reservation_that_lapses_and_still_counts() {
    let options = HostOptions::default();
    let mut vms = workers(2, json!([budget("b", json!({"requests": 2}), "deny")]), &options);
    let mut crashed = vms.remove(0);
    let id = crashed.open(&request("gpt-4o")).expect("no trap");
    crashed.send(id, &request("gpt-4o")).expect("no trap");
    drop(crashed);
    let mut vm = vms.remove(0);
    assert_eq!(gauges(&mut vm, "b", "requests"), [2, 0, 1, 0]);
    vm.advance(30 * 60 * 1000).expect("no trap");
    assert_eq!(gauges(&mut vm, "b", "requests"), [2, 1, 0, 1], "what lapsed counts as spent");
    assert_eq!(ask(&mut vm, "gpt-4o").local_reply, None);
    assert_eq!(ask(&mut vm, "gpt-4o").local_reply.map(|reply| reply.status), Some(429));
    // A month later everything begins anew.
    vm.advance(31 * 86_400_000).expect("no trap");
    assert_eq!(gauges(&mut vm, "b", "requests"), [2, 0, 0, 0]);
    assert_eq!(ask(&mut vm, "gpt-4o").local_reply, None);
}

#[test]
fn keys_are_the_policys_and_a_reload_keeps_the_counters() {
    let options = HostOptions::default();
    let mut vm = workers(1, json!([budget("b", json!({"requests": 5}), "deny")]), &options).remove(0);
    ask(&mut vm, "gpt-4o");
    vm.advance(31 * 86_400_000).expect("no trap");
    ask(&mut vm, "gpt-4o");
    drop(vm);
    // The same name, more of it.
    let mut vm = workers(1, json!([budget("b", json!({"requests": 50}), "deny")]), &options).remove(0);
    vm.advance(31 * 86_400_000).expect("no trap");
    assert_eq!(gauges(&mut vm, "b", "requests"), [50, 1, 0, 0]);
    assert_eq!(counters(&options), ["octroi.budget/b/requests/month"], "windows are no part of a key");
}

#[test]
fn in_observe_mode_nothing_follows() {
    let mut policy = company_policy();
    policy["mode"] = json!("observe");
    policy["budgets"] = json!([budget("b", json!({"requests": 1}), "deny")]);
    let mut vm = Vm::start(policy.to_string().as_bytes(), HostOptions::default()).expect("it loads");
    ask(&mut vm, "gpt-4o");
    let outcome = ask(&mut vm, "gpt-4o");
    assert_eq!((outcome.local_reply.is_none(), &outcome.audit()["budgets"][0]["state"]), (true, &json!("over")));
}

/// Instructions of a request and its answer, by the number of budgets that cover it; `--nocapture` shows them.
#[test]
fn a_budget_costs_little_and_none_costs_nothing() {
    let fuel = |count: usize| {
        let budgets = (0..count).map(|i| budget(&format!("b{i}"), json!({"tokens": 1_000_000_000}), "deny"));
        let options = HostOptions::default();
        let mut vm = workers(1, json!(budgets.collect::<Vec<_>>()), &options).remove(0);
        ask(&mut vm, "gpt-4o"); // the first one makes counters and metrics
        let fuel = ask(&mut vm, "gpt-4o").fuel;
        assert_eq!(counters(&options).len(), count, "a policy without budgets has no counters");
        fuel
    };
    let (none, one, four) = (fuel(0), fuel(1), fuel(4));
    println!("instructions without budgets {none}, with one {one}, with four {four}");
    assert!(one > none && (four - one) / 3 < none / 4, "a budget costs a small part of a request");
}
