//! Nothing that a request holds may come out of the module but in the request itself. Canary values are planted in every
//! part of a request and of an answer, and every output of the module is searched for them: its log at every level, its
//! metrics, filter state, headers and error bodies.

use host_tests::company_policy;
use host_tests::wasm_host::{HostOptions, Outcome, Request, Response, Vm};
use serde_json::json;

/// Values that the detectors find, and one that they do not.
const CANARIES: &[&str] = &[
    "canary.person@kunde-beispiel.de",
    "DE02120300000000202051",
    "4929939187355598",
    "ghp_Zx81cVb92nMqLp07KsTyR4uWe3aDf6GhJk2l",
    "Kanarienvogel-Geheimnis",
    "1 85 05 78 006 084 91",
];

fn vm() -> Vm {
    let mut policy = company_policy();
    let all = [
        "decision",
        "sensitivity",
        "categories",
        "zone",
        "upstream",
        "model",
        "rule",
        "tenant",
        "cost_estimate",
        "cost",
    ];
    policy["expose"] = json!({"client": all, "upstream": {"self_hosted": all, "third_country": all}});
    Vm::start(policy.to_string().as_bytes(), HostOptions::default()).expect("it loads")
}

/// Every output except the request and answer as they pass.
fn outputs(vm: &Vm, outcome: &Outcome) -> String {
    let mut out = vm.log_text();
    out.extend(vm.metrics().keys().map(|name| format!("{name}\n")));
    for (name, value) in &outcome.filter_state {
        out.push_str(&format!("{name}={}\n", String::from_utf8_lossy(value)));
    }
    if let Some(reply) = &outcome.local_reply {
        out.push_str(&format!("{} {:?} {}\n", reply.details, reply.headers, String::from_utf8_lossy(&reply.body)));
    }
    let headers = outcome.sent.iter().map(|(h, _)| h).chain(outcome.answered.iter().map(|(h, _)| h));
    for (name, value) in headers.flatten().filter(|(k, _)| k.starts_with("x-octroi-")) {
        out.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value)));
    }
    out
}

#[test]
fn no_output_holds_what_a_request_holds() {
    for canary in CANARIES {
        let text = format!("note {canary} end");
        let bodies = [
            json!({"model": "gpt-4o", "messages": [{"role": "system", "content": text}, {"role": "user", "name": text,
                "content": [{"type": "text", "text": text}, {"type": "mystery", "x": text}]},
                {"role": "assistant", "tool_calls": [{"id": text, "type": "function",
                "function": {"name": "f", "arguments": json!({"q": text, text.as_str(): 1}).to_string()}}]}],
                "user": text, "metadata": {"k": text, text.as_str(): "v"}, "unknown": {"deep": [text]}})
            .to_string(),
            json!({"model": text, "messages": [{"role": "user", "content": "Hello"}]}).to_string(),
            json!({"model": canary, "messages": [{"role": "user", "content": "Hello"}]}).to_string(),
            format!("{{\"model\": \"{text}\" broken"),
            text.clone(),
        ];
        for body in bodies {
            for path in
                ["/v1/chat/completions".to_string(), format!("/v1/chat/completions?q={canary}"), format!("/{canary}")]
            {
                let request = Request::post(&path, body.clone())
                    .with("x-tenant", canary)
                    .with("x-task", canary)
                    .with("authorization", format!("Bearer {canary}"))
                    .with("x-request-id", canary)
                    .with("x-octroi-note", canary)
                    .with("user-agent", canary);
                let error = Response::new(500, "text/html", text.clone());
                let answer = json!({"choices": [{"message": {"content": text}}], "model": text,
                    "usage": {"prompt_tokens": 1, "completion_tokens": 1}, canary.to_string(): canary});
                for response in [error, Response::new(200, "application/json", answer.to_string())] {
                    let mut vm = vm();
                    let outcome = vm.exchange(&request, &response).expect("no trap");
                    let out = outputs(&vm, &outcome);
                    assert!(!out.to_lowercase().contains(&canary.to_lowercase()), "{canary} in {out}");
                }
            }
        }
    }
}
