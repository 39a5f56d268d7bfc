//! Errors in the shape of the API that was called, so that its SDKs understand them.

use serde_json::{Value, json};

/// A JSON error in the shape of an API family (`Schema::family`); OpenAI's for any other name. `details` goes under
/// `octroi` in the error object, which SDKs carry along unread; `null` leaves it out.
///
/// Shapes: OpenAI `{"error":{"message","type","param","code"}}`; Anthropic `{"type":"error","error":{"type","message"}}`;
/// Gemini (google.rpc.Status) `{"error":{"code","message","status"}}`; Mistral `{"object":"error","message","type",
/// "param","code"}`; Ollama `{"error":"message"}`.
pub fn error_body(family: &str, status: u16, code: &str, message: &str, details: &Value) -> String {
    let (mut body, detailed) = match family {
        "anthropic" => {
            let error = json!({"type": anthropic_type(status), "message": message, "code": code});
            (json!({"type": "error", "error": error}), "/error")
        }
        "gemini" => {
            let error = json!({"code": status, "message": message, "status": google_status(status), "reason": code});
            (json!({"error": error}), "/error")
        }
        "mistral" => (json!({"object": "error", "message": message, "type": code, "param": null, "code": code}), ""),
        "ollama" => (json!({"error": message, "code": code}), ""),
        _ => {
            let error = json!({"message": message, "type": openai_type(status), "param": null, "code": code});
            (json!({"error": error}), "/error")
        }
    };
    if !details.is_null()
        && let Some(Value::Object(members)) = body.pointer_mut(detailed)
    {
        members.insert("octroi".to_owned(), details.clone());
    }
    body.to_string()
}

fn openai_type(status: u16) -> &'static str {
    match status {
        401 => "authentication_error",
        403 => "permission_error",
        429 => "rate_limit_error",
        500.. => "server_error",
        _ => "invalid_request_error",
    }
}

/// <https://docs.anthropic.com/en/api/errors>
fn anthropic_type(status: u16) -> &'static str {
    match status {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        503 | 529 => "overloaded_error",
        500.. => "api_error",
        _ => "invalid_request_error",
    }
}

/// `google.rpc.Code` by its HTTP mapping.
fn google_status(status: u16) -> &'static str {
    match status {
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        500.. => "INTERNAL",
        _ => "INVALID_ARGUMENT",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let details = json!({"rule": "r"});
        let body = |family, status| error_body(family, status, "residency", "no \"way\"", &details);
        for (family, status, expected) in [
            (
                "openai",
                403,
                r#"{"error":{"message":"no \"way\"","type":"permission_error","param":null,"code":"residency","octroi":{"rule":"r"}}}"#,
            ),
            (
                "",
                503,
                r#"{"error":{"message":"no \"way\"","type":"server_error","param":null,"code":"residency","octroi":{"rule":"r"}}}"#,
            ),
            (
                "anthropic",
                403,
                r#"{"type":"error","error":{"type":"permission_error","message":"no \"way\"","code":"residency","octroi":{"rule":"r"}}}"#,
            ),
            (
                "gemini",
                403,
                r#"{"error":{"code":403,"message":"no \"way\"","status":"PERMISSION_DENIED","reason":"residency","octroi":{"rule":"r"}}}"#,
            ),
            (
                "mistral",
                403,
                r#"{"object":"error","message":"no \"way\"","type":"residency","param":null,"code":"residency","octroi":{"rule":"r"}}"#,
            ),
            ("ollama", 403, r#"{"error":"no \"way\"","code":"residency","octroi":{"rule":"r"}}"#),
        ] {
            assert_eq!(body(family, status), expected);
        }
        assert!(!error_body("openai", 403, "c", "m", &Value::Null).contains("octroi"));
    }
}
