//! What a record says of an answer's tokens and cost, and of whom they belong to.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail loudly")]

use octroi_core::audit::chain::Chain;
use octroi_core::audit::key::{IdentifierKeys, Key, Use};
use octroi_core::exchange::{Engine, Exchange, Facts, Header, HeaderEdit, Metric, Origin, Step};
use octroi_core::policy::Policy;
use serde_json::{Value, json};

const POLICY: &str = include_str!("../../../examples/policies/company.yaml");

fn engine(change: impl FnOnce(&mut Value)) -> Engine {
    let mut policy: Value = yaml_serde::from_str(POLICY).unwrap();
    policy["attribution"] = json!({
        "application": {"source": {"header": "x-application"}, "known": ["shop", "helpdesk"]},
        "tasks": ["summary"],
    });
    change(&mut policy);
    Engine::new(Policy::from_value(&policy).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

fn headers(pairs: &[(&str, &str)]) -> Vec<Header> {
    pairs.iter().map(|(name, value)| (name.as_bytes().to_vec(), value.as_bytes().to_vec())).collect()
}

struct Told {
    record: Value,
    metrics: Vec<Metric>,
    client: Vec<HeaderEdit>,
    state: Vec<(&'static str, String)>,
}

/// Sends a request, answers it with these chunks, and closes.
fn exchange(engine: &Engine, more: &[(&str, &str)], body: &Value, status: &str, kind: &str, chunks: &[&str]) -> Told {
    let mut head = headers(&[
        (":method", "POST"),
        (":path", "/v1/chat/completions"),
        (":authority", "gateway"),
        ("content-type", "application/json"),
    ]);
    if body.get("input").is_some() {
        head[1].1 = b"/v1/embeddings".to_vec();
    }
    head.extend(headers(more));
    let (mut exchange, step) = Exchange::open(engine, head, false, Facts::default());
    if step == Step::Wait {
        exchange.body(engine, body.to_string().as_bytes(), 0);
    }
    let answer = headers(&[(":status", status), ("content-type", kind)]).into();
    let client = exchange.response_head(engine, &answer, || Origin::Upstream, false, 0).headers;
    for chunk in chunks {
        exchange.response_chunk(engine, chunk.as_bytes());
    }
    let closing = exchange.close(engine, &mut Chain::begin(None, 0, "", 0), 1_000_000, 0);
    let line = closing.filter_state.iter().find(|(name, _)| *name == "octroi.audit").unwrap();
    let record = serde_json::from_str(&line.1).unwrap();
    Told { record, metrics: closing.metrics, client, state: closing.filter_state }
}

fn chat(text: &str, stream: bool) -> Value {
    json!({"model": "gpt-4o", "stream": stream, "messages": [{"role": "user", "content": text}]})
}

const SSE: &str = "text/event-stream";
const JSON: &str = "application/json";

#[test]
fn filter_state_has_the_cost_and_what_the_policy_names() {
    let body = chat("Say something nice about oak.", false);
    let answer = r#"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}"#;
    let named = |parts: Value| {
        let engine = engine(|policy| policy["audit"]["filter_state"] = parts);
        let told = exchange(&engine, &[], &body, "200", JSON, &[answer]);
        assert!(told.state.iter().all(|(name, value)| *name != "octroi.cost" || told.record["cost"] == value.as_str()));
        told.state.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let unsaid = exchange(&engine(|_| {}), &[], &body, "200", JSON, &[answer]).state;
    let unsaid: Vec<_> = unsaid.into_iter().map(|(name, _)| name).collect();
    assert_eq!(unsaid, ["octroi.cost", "octroi.tokens", "octroi.audit"]);
    assert_eq!(
        named(json!(["action", "upstream"])),
        ["octroi.action", "octroi.upstream", "octroi.tokens", "octroi.audit"]
    );
}

#[test]
fn missing_usage_is_estimated_and_says_so() {
    let engine = engine(|_| {});
    let words = "data: {\"choices\":[{\"delta\":{\"content\":\"Twelve words that were generated and passed on, one after another, to the client.\"}}]}\n\n";
    let usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n";
    let done = "data: [DONE]\n\n";
    let stream = chat("Say something nice about oak.", true);
    let plain = chat("Say something nice about oak.", false);
    let embeddings = json!({"model": "text-embedding-3-small", "input": "oak"});
    let answer = r#"{"choices":[{"message":{"content":"Oak is a lovely wood to look at."}}]}"#;
    // Request, status, content type, chunks; usage, outcome, input if it was told, output at least, output at most.
    let cut = words.get(..40).unwrap();
    for (name, body, status, kind, chunks, expected) in [
        ("told", &stream, "200", SSE, vec![words, usage, done], ("reported", "ok", Some(9), 4, 4)),
        ("told, no end", &stream, "200", SSE, vec![words, usage], ("reported", "cut", Some(9), 4, 4)),
        ("not told", &stream, "200", SSE, vec![words, done], ("estimated", "ok", None, 10, 25)),
        ("cut", &stream, "200", SSE, vec![words, cut], ("estimated", "cut", None, 10, 25)),
        ("document", &plain, "200", JSON, vec![answer], ("estimated", "ok", None, 5, 14)),
        ("nothing came", &stream, "200", SSE, vec![], ("estimated", "cut", None, 0, 0)),
        ("error", &plain, "500", JSON, vec![answer], ("none", "upstream_error", None, 0, 0)),
        (
            "embeddings",
            &embeddings,
            "200",
            JSON,
            vec![r#"{"data":[],"usage":{"prompt_tokens":3,"total_tokens":3}}"#],
            ("reported", "ok", Some(3), 0, 0),
        ),
        ("embeddings, not told", &embeddings, "200", JSON, vec![r#"{"data":[]}"#], ("estimated", "ok", None, 0, 0)),
    ] {
        let told = exchange(&engine, &[], body, status, kind, &chunks).record;
        let (usage, outcome, input, least, most) = expected;
        assert_eq!((&told["usage"], &told["outcome"]), (&json!(usage), &json!(outcome)), "{name}");
        let estimate = told["tokens"]["input_estimated"].as_u64().filter(|_| usage == "estimated");
        assert_eq!(told["tokens"]["input"].as_u64(), input.or(estimate), "{name}");
        let output = told["tokens"]["output"].as_u64().unwrap_or(0);
        assert!((least..=most).contains(&output), "{name}: {output}");
        assert_eq!(told["cost"].is_string(), usage != "none", "{name}");
    }
}

#[test]
fn of_a_request_that_nobody_read_the_input_stays_unknown() {
    let engine = engine(|policy| policy["mode"] = json!("observe"));
    let compressed = [("content-encoding", "gzip")];
    let told = exchange(&engine, &compressed, &chat("x", false), "200", JSON, &[r#"{"choices":[]}"#]).record;
    assert_eq!(told["usage"], json!("estimated"));
    assert!(told["tokens"]["input"].is_null() && told["cost"].is_null(), "{told}");
}

#[test]
fn the_tier_is_the_one_that_the_answer_names() {
    let engine = engine(|policy| {
        for upstream in 0..2 {
            let price = &mut policy["upstreams"][upstream]["models"]["gpt-4o"]["price"];
            price["service_tiers"] = json!({"flex": 50, "priority": 200, "batch": 10});
        }
    });
    let ours = "Say something nice about oak.";
    let moved = "Write to claire.moreau@wanadoo.fr, please.";
    let answer = |tier: Value| {
        let usage = json!({"prompt_tokens": 1000, "completion_tokens": 100});
        json!({"choices": [], "service_tier": tier, "usage": usage}).to_string()
    };
    // Text, tier asked for, tier of the answer; cost, cost where it was asked to go.
    for (text, wished, served, cost, if_asked) in [
        (ours, json!("flex"), json!("flex"), "0.00175", "0.00175"),
        (ours, json!("flex"), json!("default"), "0.0035", "0.0035"),
        (ours, json!(null), json!("priority"), "0.007", "0.007"),
        (ours, json!("priority"), json!("default"), "0.0035", "0.0035"),
        (ours, json!("batch"), json!("batch"), "0.00035", "0.00035"),
        (ours, json!("batch"), json!(null), "0.0035", "0.0035"),
        (ours, json!("flex"), json!(null), "0.00175", "0.00175"),
        (ours, json!("flex"), json!("auto"), "0.00175", "0.00175"),
        (ours, json!("flex"), json!(7), "0.00175", "0.00175"),
        (moved, json!("flex"), json!("default"), "0.00385", "0.00175"),
        (moved, json!(null), json!("flex"), "0.001925", "0.0035"),
    ] {
        let mut body = chat(text, false);
        body["service_tier"] = wished.clone();
        let record = exchange(&engine, &[], &body, "200", JSON, &[&answer(served.clone())]).record;
        let found = (&record["cost"], &record["cost_if_asked"]);
        assert_eq!(found, (&json!(cost), &json!(if_asked)), "{wished} {served}: {text}");
    }
    // Also where the usage was not told: the tier was.
    let mut stream = chat(ours, true);
    stream["service_tier"] = json!("flex");
    let word = |tier: &str| {
        format!("data: {{\"service_tier\":\"{tier}\",\"choices\":[{{\"delta\":{{\"content\":\"Oak\"}}}}]}}\n\n")
    };
    let cost = |tier: &str| {
        let record = exchange(&engine, &[], &stream, "200", SSE, &[&word(tier)]).record;
        assert_eq!(record["usage"], json!("estimated"));
        record["cost"].as_str().unwrap().parse::<f64>().unwrap()
    };
    assert!(cost("default") > 1.9 * cost("flex"));
}

#[test]
fn a_cost_belongs_to_somebody() {
    let engine = engine(|_| {});
    let answer = [r#"{"choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":100}}"#];
    let personal = chat("Write to claire.moreau@wanadoo.fr, please.", false);
    let who = [("x-tenant", "support"), ("x-application", "shop"), ("x-task", "summary")];
    let told = exchange(&engine, &who, &personal, "200", JSON, &answer);
    let record = &told.record;
    assert_eq!(record["tenant"], json!("support"));
    assert_eq!(record["application"], json!("shop"));
    assert_eq!(record["task"], json!("summary"));
    assert_eq!(record["moved_by"], json!("personal-data-in-the-eea"));
    assert_eq!((&record["cost"], &record["cost_if_asked"]), (&json!("0.00385"), &json!("0.0035")));
    for (name, value) in [("x-octroi-application", "shop"), ("x-octroi-moved-by", "personal-data-in-the-eea")] {
        assert!(told.client.contains(&HeaderEdit::Set(name, value.to_owned())), "{name}");
    }
    let dearer = "octroi.compliance_nanos.currency=EUR.upstream=us_eea_region.model=gpt-4o.effect=dearer\
                  .rule=personal-data-in-the-eea";
    assert!(told.metrics.contains(&Metric::Count(dearer.to_owned(), 350_000)), "{:#?}", told.metrics);
    let cost = "octroi.cost_nanos.currency=EUR.upstream=us_eea_region.model=gpt-4o.tenant=support.application=shop\
                .task=summary";
    assert!(told.metrics.contains(&Metric::Count(cost.to_owned(), 3_850_000)), "{:#?}", told.metrics);
}

#[test]
fn what_the_policy_does_not_list_is_not_repeated() {
    let engine = engine(|_| {});
    let who = [("x-application", "Jeanne-Dupont"), ("x-task", "her-illness"), ("x-tenant", "nobody")];
    let told = exchange(&engine, &who, &chat("hello", false), "200", JSON, &[r#"{"choices":[]}"#]);
    for field in ["application", "task", "tenant"] {
        assert_eq!(told.record[field], json!("unlisted"), "{field}");
    }
    let all = format!("{:?}{:?}{}", told.metrics, told.client, told.record);
    assert!(!all.contains("Jeanne") && !all.contains("illness") && !all.contains("nobody"), "{all}");
    assert!(all.contains("tenant=other.application=other.task=other"), "{all}");
    // A header that is there twice names nobody.
    let twice = [("x-application", "shop"), ("x-application", "helpdesk")];
    let told = exchange(&engine, &twice, &chat("hello", false), "200", JSON, &[]);
    assert!(told.record["application"].is_null());
}

#[test]
fn a_user_is_told_apart_and_never_named() {
    let user = |keys: &str, source: Value, tenant: &str, body: &Value| {
        let engine = engine(|policy| policy["attribution"]["user"] = json!({"source": source}))
            .with_identifier_keys(IdentifierKeys::parse(keys).unwrap_or_default());
        let who = [("x-tenant", tenant), ("x-user", "jeanne.dupont")];
        let told = exchange(&engine, &who, body, "200", JSON, &[]);
        let all = format!("{:?}{:?}{}", told.metrics, told.client, told.record);
        assert!(!all.contains("jeanne"), "{all}");
        told.record["user"].as_str().map(str::to_owned)
    };
    let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    let keys = format!("clinic=c1:{hex},*=a1:{}", hex.replace("00", "ff"));
    let (header, in_body) = (json!({"header": "x-user"}), json!("body"));
    let mut body = chat("hello", false);
    let of_clinic = user(&keys, header.clone(), "clinic", &body).unwrap();
    assert!(of_clinic.starts_with("c1:") && of_clinic.len() == 35, "{of_clinic}");
    assert!(user(&keys, header.clone(), "support", &body).unwrap().starts_with("a1:"));
    assert_eq!(user("", header.clone(), "clinic", &body), None);
    assert_eq!(user(&format!("clinic=c1:{hex}"), header, "support", &body), None);
    // The same name is the same user, wherever it came from.
    assert_eq!(user(&keys, in_body.clone(), "clinic", &body), None);
    for (field, value) in [
        ("user", json!("jeanne.dupont")),
        ("safety_identifier", json!("jeanne.dupont")),
        ("metadata", json!({"user_id": "jeanne.dupont", "x": "y"})),
    ] {
        body = chat("hello", false);
        body[field] = value;
        assert_eq!(user(&keys, in_body.clone(), "clinic", &body), Some(of_clinic.clone()), "{field}");
    }
}

#[test]
fn what_moved_a_request_is_named() {
    let moved_by =
        |engine: &Engine, body: &Value| exchange(engine, &[], body, "200", JSON, &[]).record["moved_by"].clone();
    let shipped = engine(|_| {});
    assert_eq!(moved_by(&shipped, &chat("hello", false)), Value::Null);
    let cheapest = engine(|policy| policy["preference"] = json!(["cheapest"]));
    assert_eq!(moved_by(&cheapest, &chat("hello", false)), json!("preference"));
    let mut alias = chat("hello", false);
    alias["model"] = json!("product-texts");
    assert_eq!(moved_by(&shipped, &alias), json!("alias"));
}

/// A pattern of another upstream, listed before, is not what the model is called where the request went.
#[test]
fn a_model_is_called_as_its_upstream_lists_it() {
    let engine = engine(|policy| policy["upstreams"][0]["models"]["mistral-*"] = json!({}));
    for (model, expected) in [
        ("mistral-small-latest", "upstream=sovereign_eu.model=mistral-small-latest"),
        ("mistral-medium-latest", "upstream=us_vendor.model=mistral-_"),
        ("gpt-4o", "upstream=us_vendor.model=gpt-4o"),
    ] {
        let mut body = chat("hello", false);
        body["model"] = json!(model);
        let usage = r#"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}"#;
        let metrics = format!("{:?}", exchange(&engine, &[], &body, "200", JSON, &[usage]).metrics);
        assert!(metrics.contains(&format!("{expected}.direction=input")), "{model}: {metrics}");
    }
}

/// A record of where it would have gone would look like a request that went there, and fire the alerts on it.
#[test]
fn what_the_host_did_not_let_go_went_nowhere() {
    let engine = engine(|_| {});
    let head = headers(&[
        (":method", "POST"),
        (":path", "/v1/chat/completions"),
        (":authority", "gateway"),
        ("content-type", "application/json"),
    ]);
    let facts = Facts { now_unix_nanos: 1_000_000_000, ..Facts::default() };
    let (mut exchange, _) = Exchange::open(&engine, head, false, facts);
    let mut body = chat("Jeanne Dupont, born 12.03.1984, has diabetes.", false);
    body["model"] = json!("product-texts");
    assert!(matches!(exchange.body(&engine, body.to_string().as_bytes(), 1_000_000_000), Step::Forward { .. }));
    let reply = exchange.headers_released(&engine);
    assert_eq!((reply.status, reply.code), (500, "headers_released"));
    let closing = exchange.close(&engine, &mut Chain::begin(None, 0, "", 0), 1_250_000_000, 0);
    let line = closing.filter_state.iter().find(|(name, _)| *name == "octroi.audit").unwrap();
    let record: Value = serde_json::from_str(&line.1).unwrap();
    assert_eq!((&record["action"], &record["outcome"]), (&json!("deny"), &json!("denied")));
    for field in ["upstream", "zone", "country", "model", "moved_by"] {
        assert_eq!(record[field], Value::Null, "{field}: {record:#}");
        let header = format!("x-octroi-{}", field.replace('_', "-"));
        assert!(reply.headers.iter().all(|(name, _)| *name != header), "{header}");
    }
    assert_eq!(record["duration_ms"], 250, "from the head to the end");
    let metrics = format!("{:?}", closing.metrics);
    assert!(!metrics.contains("sovereign") && metrics.contains("zone=none"), "{metrics}");
}

/// Envoy retries with the same headers, so that what only one of them may know is told to neither.
#[test]
fn headers_tell_what_each_upstream_that_a_retry_reaches_may_know() {
    let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    let told = |retries: bool, sovereign: Value, own: Value, sign: Value| {
        let engine = engine(|policy| {
            policy["upstreams"][2]["retries_into"] = if retries { json!(["own_gpu"]) } else { json!([]) };
            policy["expose"] = json!({"upstream": {"sovereign": sovereign, "self_hosted": own}});
            policy["audit"] = json!({"sign": {"to": sign}});
        })
        .with_decision_key(Some(Key::parse(&format!("k:{hex}"), Use::Decision).unwrap()));
        let head =
            headers(&[(":method", "POST"), (":path", "/v1/chat/completions"), ("content-type", "application/json")]);
        let facts = Facts { decision_id: "d".to_owned(), ..Facts::default() };
        let (mut exchange, _) = Exchange::open(&engine, head, false, facts);
        let mut body = chat("hello", false);
        body["model"] = json!("mistral-small-latest");
        let Step::Forward { headers, .. } = exchange.body(&engine, body.to_string().as_bytes(), 1_000_000_000) else {
            panic!()
        };
        let set = headers.into_iter().filter_map(|edit| match edit {
            HeaderEdit::Set(name, _) => name.strip_prefix("x-octroi-").filter(|name| *name != "route"),
            HeaderEdit::Remove(_) => None,
        });
        set.collect::<Vec<_>>().join(",")
    };
    let (all, few) = (json!(["decision", "sensitivity"]), json!(["sensitivity", "zone"]));
    let (both, one) = (json!(["sovereign", "self_hosted"]), json!(["sovereign"]));
    for (retries, to_sovereign, to_own, sign, expected) in [
        (false, &all, &few, &one, "decision,sensitivity,signature"),
        (false, &all, &json!([]), &one, "decision,sensitivity,signature"),
        (true, &all, &few, &both, "sensitivity,signature"),
        (true, &all, &json!([]), &both, "signature"),
        (true, &all, &all, &one, "decision,sensitivity"),
    ] {
        let found = told(retries, to_sovereign.clone(), to_own.clone(), sign.clone());
        assert_eq!(found, expected, "{retries} {to_sovereign} {to_own} {sign}");
    }
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let problems = |attribution: Value| {
        let mut policy: Value = yaml_serde::from_str(POLICY).unwrap();
        policy["attribution"] = attribution;
        let problems = Policy::from_value(&policy).map(|_| ()).unwrap_err();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    for (attribution, told) in [
        (json!({"application": {"known": ["shop"]}}), vec!["attribution.application", "source"]),
        (json!({"application": {"source": {"header": "x y"}}}), vec!["attribution.application.source.header"]),
        (json!({"application": {"source": {"header": "x"}, "knwon": []}}), vec!["knwon", "`known`"]),
        (json!({"tasks": "summary"}), vec!["attribution.tasks", "a list"]),
        (json!({"tasks": ["to sum up"]}), vec!["attribution.tasks[0]"]),
        (json!({"user": {"source": "bdy"}}), vec!["attribution.user.source", "`body`"]),
        (json!({"user": {"source": {"header": "x", "certificate": "subject"}}}), vec!["exactly one of"]),
    ] {
        let found = problems(attribution.clone());
        assert!(told.iter().all(|part| found.contains(part)), "{attribution}: {found}");
    }
}
