//! The engine in a browser: a policy and a request in, the decision and why out.
//!
//! The page that `cargo xtask playground` makes of it is one file with no other address in it, and its content security
//! policy forbids the browser every connection: what is typed there stays there.

use octroi_core::exchange::{Engine, Explanation, Facts, written};
use octroi_core::policy::{Policy, Upstream, UpstreamSet};
use octroi_core::problem::quoted;
use serde::Deserialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is asked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    /// The policy, in YAML or JSON.
    policy: String,
    method: String,
    path: String,
    /// `NAME: VALUE`, a line each.
    headers: String,
    body: String,
    /// Names of upstreams that cannot be reached.
    down: Vec<String>,
    /// Milliseconds since 1970: prices and budgets have days.
    now_millis: u64,
}

/// Answers a question, JSON in and JSON out: `{"policy": {...}, "explanation": {...}}`, where a policy that does not load
/// has its `problems` and no explanation is given. `{"error": ...}` where the question itself cannot be read.
#[wasm_bindgen]
pub fn answer(question: &str) -> String {
    let answer = match serde_json::from_str::<Question>(question) {
        Ok(question) => question.answer(),
        Err(error) => json!({"error": format!("expected a question, found: {error}")}),
    };
    answer.to_string()
}

impl Question {
    fn answer(self) -> Value {
        let policy = match self.read_policy() {
            Ok(policy) => policy,
            Err(problems) => return json!({"policy": {"problems": problems}}),
        };
        let lines = self.headers.lines().map(str::trim).filter(|line| !line.is_empty());
        let headers = match written(&self.method, &self.path, lines) {
            Ok(headers) => headers,
            Err(line) => return json!({"error": format!("headers: expected `NAME: VALUE`, found {}", quoted(line))}),
        };
        let down = UpstreamSet::of(
            self.down.iter().filter_map(|name| policy.upstream_named(name)).map(Upstream::id).collect::<Vec<_>>(),
        );
        let facts = Facts { now_unix_nanos: self.now_millis.saturating_mul(1_000_000), ..Facts::default() };
        let told = told(&policy);
        let engine = Engine::new(policy);
        let explained = Explanation::of(&engine, headers, self.body.as_bytes(), facts, down);
        json!({"policy": told, "explanation": explained.to_json(engine.policy(), self.body.as_bytes())})
    }

    /// The policy, or a line for each thing that is wrong with it.
    fn read_policy(&self) -> Result<Policy, Vec<String>> {
        let not_yaml = |error: yaml_serde::Error| vec![format!("the policy is not YAML: {error}")];
        let mut document: yaml_serde::Value = yaml_serde::from_str(&self.policy).map_err(not_yaml)?;
        document.apply_merge().map_err(not_yaml)?;
        let value = serde_json::to_value(document).map_err(|error| vec![format!("the policy is not JSON: {error}")])?;
        Policy::from_value(&value).map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }
}

/// What is to be known of a policy that loads.
fn told(policy: &Policy) -> Value {
    let upstream = |upstream: &Upstream| {
        json!({
            "name": upstream.name(),
            "zone": upstream.zone().as_str(),
            "country": upstream.country().to_string(),
            "operator_country": upstream.operator_country().to_string(),
        })
    };
    json!({
        "problems": [],
        "warnings": policy.warnings(),
        "digest": policy.digest(),
        "mode": policy.mode().as_str(),
        "upstreams": policy.upstreams().iter().map(upstream).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = include_str!("../../../examples/policies/company.yaml");

    fn ask(policy: &str, content: &str, down: &[&str], headers: &str) -> Value {
        let question = json!({
            "policy": policy,
            "method": "POST",
            "path": "/v1/chat/completions",
            "headers": headers,
            "body": json!({"model": "gpt-4o", "messages": [{"role": "user", "content": content}]}).to_string(),
            "down": down,
            "now_millis": 1_795_600_000_000_u64,
        });
        serde_json::from_str(&answer(&question.to_string())).unwrap()
    }

    #[test]
    fn the_decision_and_why() {
        let headers = "Host: api.us-vendor.example\nX-Tenant: marketing";
        let plain = ask(POLICY, "Two sentences on oak benches, please.", &[], headers);
        assert_eq!(plain["policy"]["problems"], json!([]));
        assert_eq!(plain["policy"]["upstreams"][0]["zone"], "third_country");
        assert_eq!(plain["explanation"]["upstream"], "us_vendor");
        let mail = ask(POLICY, "Answer marie.dubois@posteo.de, please.", &[], headers);
        assert_eq!(mail["explanation"]["upstream"], "us_eea_region");
        assert_eq!(mail["explanation"]["findings"][0]["entity"], "email");
        assert_eq!(mail["explanation"]["findings"][0]["at"], "/messages/0/content");
        assert!(!mail.to_string().contains("posteo"), "the text itself is not told");
    }

    #[test]
    fn an_upstream_that_is_down_is_left_out() {
        let headers = "host: api.us-vendor.example";
        let told = ask(POLICY, "Answer marie.dubois@posteo.de, please.", &["us_eea_region", "no such"], headers);
        assert_eq!(told["explanation"]["upstream"], "sovereign_eu");
    }

    #[test]
    fn what_is_wrong_is_told() {
        let misspelt = ask(&POLICY.replace("mode: enforce", "mode: enforced"), "hello", &[], "");
        let problem = misspelt["policy"]["problems"][0].as_str().unwrap();
        assert!(problem.contains("mode") && problem.contains("`enforce`"), "{problem}");
        assert_eq!(misspelt["explanation"], Value::Null);
        assert!(ask("a: [", "hello", &[], "")["policy"]["problems"][0].as_str().unwrap().contains("not YAML"));
        assert_eq!(ask(POLICY, "hello", &[], "nonsense")["error"], "headers: expected `NAME: VALUE`, found `nonsense`");
        let nothing: Value = serde_json::from_str(&answer("{}")).unwrap();
        assert!(nothing["error"].as_str().unwrap().contains("missing field"), "{nothing}");
    }
}
