//! The demo's cases, and the shipped configuration, in the real Envoy.

use std::fs;

use serde_json::{Value, json};
use xtask::cases;
use xtask::gateway::{Config, Options, injected_key, standins};

#[test]
fn every_case_is_decided_as_its_file_expects() {
    let mut standins = standins().unwrap();
    let gateway = Config::sample(&standins).unwrap().start("cases", &Options::default()).unwrap();
    let mut deviations = Vec::new();
    for case in cases::all().unwrap() {
        let outcome = case.run(&gateway, &mut standins).unwrap_or_else(|error| panic!("{}: {error:#}", case.name));
        deviations.extend(case.deviations(&outcome));
        for (upstream, received) in &outcome.received {
            let authorization = received.header("authorization");
            assert_eq!(authorization, Some(format!("Bearer {}", injected_key(upstream)).as_str()), "{}", case.name);
        }
        if let Some(used) = outcome.received.last().map(|(_, received)| received.usage) {
            let tokens = &outcome.record["tokens"];
            assert_eq!(tokens["input"], json!(used.input), "{}: {}", case.name, outcome.record);
            assert_eq!(tokens["output"], json!(used.output), "{}: {}", case.name, outcome.record);
            assert!(outcome.record["cost"].is_string(), "{}: {}", case.name, outcome.record);
        }
    }
    assert!(deviations.is_empty(), "{}", deviations.join("\n"));

    // The metrics tell the same story, with their labels taken apart.
    let denied = gateway.metric("octroi_requests", r#"action="deny""#).unwrap();
    assert!(denied >= 1.0, "{}", gateway.admin("/stats/prometheus").unwrap());
    assert!(gateway.metric("octroi_requests", r#"zone="third_country""#).unwrap() >= 3.0);
    assert!(gateway.metric("octroi_tokens", r#"direction="input""#).unwrap() > 0.0);
}

#[test]
fn envoy_accepts_the_file_as_it_is_shipped() {
    let config = Config::shipped().unwrap().module(xtask::parts::module().unwrap()).unwrap();
    assert_eq!(config.validate("shipped").unwrap(), Ok(()));
}

#[test]
fn the_shipped_file_holds_the_example_policy() {
    let mut config = Config::shipped().unwrap();
    let text = fs::read_to_string(xtask::parts::root().join("examples/policies/company.yaml")).unwrap();
    let example: Value = xtask::gateway::yaml(&text).unwrap();
    let shipped = config.policy().unwrap();
    assert_eq!(*shipped, example, "envoy/envoy.yaml and examples/policies/company.yaml have drifted apart");
}

#[test]
fn a_policy_that_could_break_its_promise_does_not_load() {
    let mut config = Config::shipped().unwrap().module(xtask::parts::module().unwrap()).unwrap();
    let constraints = config.policy().unwrap()["constraints"].as_array_mut().unwrap();
    constraints.retain(|constraint| constraint["name"] != "personal-data-in-the-eea");
    let words = config.validate("broken-promise").unwrap().unwrap_err();
    assert!(words.contains("personal") && words.contains("eea"), "{words}");
}

#[test]
fn an_empty_or_broken_policy_does_not_load() {
    let cases = [
        json!({}),
        json!({"upstreams": []}),
        json!({"upstreams": "us_vendor"}),
        json!({"upstreems": [], "mode": "enforce"}),
    ];
    for policy in cases {
        let mut config = Config::shipped().unwrap().module(xtask::parts::module().unwrap()).unwrap();
        *config.policy().unwrap() = policy.clone();
        assert!(config.validate("broken-policy").unwrap().is_err(), "{policy}");
    }
}

#[test]
fn a_policy_as_json_text_is_the_same_policy() {
    let mut config = Config::shipped().unwrap().module(xtask::parts::module().unwrap()).unwrap();
    let text = config.policy().unwrap().to_string();
    *config.filter("/typed_config/config/configuration").unwrap() =
        json!({"@type": "type.googleapis.com/google.protobuf.StringValue", "value": text});
    assert_eq!(config.validate("json-policy").unwrap(), Ok(()));
}

#[test]
fn the_manifests_for_istio_and_envoy_gateway_hold_a_filter_that_envoy_takes() {
    for manifest in ["istio/octroi.yaml", "envoy-gateway/octroi.yaml"] {
        let text = fs::read_to_string(xtask::parts::root().join("envoy").join(manifest)).unwrap();
        let documents: Vec<Value> =
            text.split("\n---\n").map(|document| xtask::gateway::yaml(document).unwrap()).collect();
        let filter =
            documents.iter().find_map(filter_named_octroi).unwrap_or_else(|| panic!("no filter in {manifest}"));
        let config = &filter["typed_config"]["config"];
        assert_eq!(config["allow_on_headers_stop_iteration"], true, "{manifest}");
        assert_eq!(config["failure_policy"], "FAIL_RELOAD", "{manifest}");
        let mut ours = Config::shipped().unwrap();
        *ours.filter("/typed_config").unwrap() = filter["typed_config"].clone();
        let ours = ours.module(xtask::parts::module().unwrap()).unwrap();
        assert_eq!(ours.validate("manifest").unwrap(), Ok(()), "{manifest}");
    }
}

/// The object with `name: octroi` and a `typed_config`, wherever it stands.
fn filter_named_octroi(value: &Value) -> Option<&Value> {
    if value["name"] == "octroi" && value["typed_config"].is_object() {
        return Some(value);
    }
    match value {
        Value::Object(fields) => fields.values().find_map(filter_named_octroi),
        Value::Array(items) => items.iter().find_map(filter_named_octroi),
        _ => None,
    }
}
