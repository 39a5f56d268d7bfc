//! Nothing sensitive leaks out of the filter: values are planted wherever a client can put them, Envoy runs with the
//! filter's log at trace level, and every output that is ours is searched.

use host_tests::envoy::Fixture;
use serde_json::json;
use xtask::gateway::Options;
use xtask::wire::Ask;

/// Found by detectors, each a different way to leak.
const FOUND: [&str; 6] = [
    "canary.found@posteo.de",
    "FR1420041010050500013M02606",
    "4111111111111111",
    "AKIAQ3EGUZ7XN5WRT2VK",
    "185057800608491",
    "ghp_x7Kq2Lm9Rt4Vb8Nc3Wd6Yf1Hj5Pz0Sa2Qe8U",
];
/// Found by none: plain content.
const UNFOUND: &str = "zanzibarcanary";

#[test]
fn no_value_of_a_request_is_in_any_output_of_ours() {
    let options = Options { component_log_levels: Some("wasm:trace".to_owned()), ..Options::default() };
    let fixture = Fixture::start_with("canary", &options, |_| ());
    let all = format!("{UNFOUND} {}", FOUND.join(" and "));
    let chat = json!({
        "model": "gpt-4o", "user": all, "metadata": {"note": all, "zanzibarcanary-key": "x"},
        "zanzibarcanary_field": all,
        "tools": [{"type": "function", "function": {"name": "zanzibarcanary", "description": all,
            "parameters": {"type": "object", "properties": {"zanzibarcanary": {"type": "string", "enum": [all]}}}}}],
        "messages": [
            {"role": "system", "content": all},
            {"role": "user", "name": "zanzibarcanary", "content": [{"type": "text", "text": all}]},
            {"role": "assistant", "content": null, "tool_calls": [{"id": "zanzibarcanary", "type": "function",
                "function": {"name": "zanzibarcanary", "arguments": json!({"x": all}).to_string()}}]},
            {"role": "tool", "tool_call_id": "zanzibarcanary", "content": all}
        ]
    });
    let broken = format!("{{\"model\":\"gpt-4o\",\"messages\":[{{\"role\":\"user\",\"content\":\"{all}");
    let embeddings = json!({"model": "text-embedding-3-small", "input": [all]});
    let asks = [
        Ask::json("/v1/chat/completions?key=zanzibarcanary", &chat),
        Ask::json("/v1/embeddings", &embeddings),
        Ask::post("/v1/chat/completions", broken.clone()),
        Ask::post("/v1/chat/completions", [broken.as_bytes(), b"\xff"].concat()),
        Ask::json("/v1/zanzibarcanary", &chat),
        Ask::json("/v1/chat/completions", &json!({"model": all, "messages": chat["messages"]})),
        Ask::json(
            "/v1/messages",
            &json!({"model": "claude-sonnet-4-5", "max_tokens": 9, "system": all,
            "messages": chat["messages"]}),
        ),
    ];
    for (number, ask) in asks.into_iter().enumerate() {
        let ask = ask
            .header("authorization", "Bearer zanzibarcanary")
            .header("x-api-key", "zanzibarcanary")
            .header("cookie", "session=zanzibarcanary")
            .header("x-tenant", "zanzibarcanary canary.found@posteo.de")
            .header("x-task", "zanzibarcanary canary.found@posteo.de")
            .header("x-octroi-zanzibarcanary", "zanzibarcanary")
            .header("content-language", "zanzibarcanary");
        let answer = fixture.send(&format!("canary-{number}"), ask);
        for (name, value) in &answer.headers {
            search(&format!("request {number}, response header {name}"), &String::from_utf8_lossy(value.as_bytes()));
        }
        search(&format!("request {number}, answer"), &answer.text()); // the stand-ins echo nothing but the model's name
        let record = fixture.record(&answer);
        search(&format!("request {number}, record"), &record.to_string());
    }
    assert!(fixture.log().contains("[wasm]"), "the filter's log is not at trace level");
    search("Envoy's log", &fixture.log());
    search("the access log", &std::fs::read_to_string(&fixture.gateway.access_log).unwrap());
    search("the metrics", &fixture.gateway.admin("/stats").unwrap());
    search("the metrics for Prometheus", &fixture.gateway.admin("/stats/prometheus").unwrap());
}

fn search(place: &str, text: &str) {
    let lower = text.to_lowercase();
    for canary in FOUND.iter().copied().chain([UNFOUND]) {
        assert!(!lower.contains(&canary.to_lowercase()), "`{canary}` in {place}:\n{text}");
    }
}
