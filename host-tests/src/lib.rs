//! Hosts for the module: a wasmtime host that behaves as Envoy does, and the real Envoy.

pub mod envoy;
pub mod wasm_host;

use serde_json::Value;

/// The example company's policy.
pub fn company_policy() -> Value {
    let path = xtask::parts::root().join("examples/policies/company.yaml");
    let text = std::fs::read_to_string(&path).expect("the example policy is in the repository");
    yaml_serde::from_str(&text).expect("the example policy is YAML")
}

/// A chat request as the OpenAI SDK writes it.
pub fn chat(model: &str, user: &str) -> String {
    serde_json::json!({"model": model, "messages": [{"role": "user", "content": user}]}).to_string()
}

/// An answer to a chat request, with usage.
pub fn chat_answer() -> String {
    serde_json::json!({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1_795_305_600, "model": "gpt-4o-2024-08-06",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": "Gerne."}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120,
            "prompt_tokens_details": {"cached_tokens": 40}},
    })
    .to_string()
}
