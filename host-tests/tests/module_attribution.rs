//! The module under the wasmtime host: who asks, from where the host knows it, and keys from its environment.

use host_tests::wasm_host::{HostOptions, Request, Response, Vm};
use host_tests::{chat, chat_answer, company_policy};
use serde_json::{Value, json};

const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

fn start(attribution: Value, keys: Option<&str>, properties: &[(&str, &str)]) -> Result<Vm, String> {
    let mut policy = company_policy();
    policy["attribution"] = attribution;
    let properties = properties.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
    let env = keys.map(|keys| ("OCTROI_IDENTIFIER_KEYS".to_owned(), keys.to_owned())).into_iter().collect();
    let options = HostOptions { properties, env, ..HostOptions::default() };
    Vm::start(policy.to_string().as_bytes(), options).map_err(|error| error.to_string())
}

fn audit(vm: &mut Vm) -> Value {
    let request = Request::post("/v1/chat/completions", chat("gpt-4o", "Name three kinds of wood."));
    let outcome = vm.exchange(&request, &Response::new(200, "application/json", chat_answer())).expect("no trap");
    outcome.audit()
}

#[test]
fn application_and_user_come_from_certificate_and_claim() {
    let attribution = json!({
        "application": {"source": {"certificate": "dns_san"}, "known": ["shop.internal"]},
        "user": {"source": {"jwt_claim": ["envoy.filters.http.jwt_authn", "payload", "sub"]}},
    });
    let keys = format!("*=k1:{KEY}");
    let claim = "metadata.filter_metadata.envoy.filters.http.jwt_authn.payload.sub";
    let user = |name: &str| {
        let properties = [("connection.dns_san_peer_certificate", "shop.internal"), (claim, name)];
        let record = audit(&mut start(attribution.clone(), Some(&keys), &properties).expect("it loads"));
        assert_eq!(record["application"], "shop.internal");
        assert!(!record.to_string().contains(name), "{record:#}");
        record["user"].as_str().map(str::to_owned)
    };
    let jeanne = user("jeanne.dupont").expect("a user");
    assert!(jeanne.starts_with("k1:"), "{jeanne}");
    assert_eq!(user("jeanne.dupont"), Some(jeanne.clone()));
    assert_ne!(user("marie.dupont"), Some(jeanne));
    let nobody = audit(&mut start(attribution.clone(), Some(&keys), &[]).expect("it loads"));
    assert!(nobody["user"].is_null() && nobody["application"].is_null(), "{nobody:#}");
}

/// To run without the keys that somebody meant to give would record nobody, and nobody would know.
#[test]
fn keys_that_cannot_be_read_are_refused() {
    let twice = format!("clinic=k1:{KEY} clinic=k2:{KEY}");
    for keys in [KEY, &format!("*=k1:{}", &KEY[1..]), "clinic=", "", &twice] {
        let refused = start(json!({"user": {"source": "body"}}), Some(keys), &[]);
        assert!(refused.is_err(), "{keys}");
    }
    for (attribution, is_told) in [(json!({"user": {"source": "body"}}), true), (json!({}), false)] {
        let vm = start(attribution.clone(), None, &[]).expect("it loads without");
        assert_eq!(vm.log_text().contains("OCTROI_IDENTIFIER_KEYS"), is_told, "{attribution}");
    }
}
