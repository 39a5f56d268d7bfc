//! The module under the wasmtime host when things are bad. Whatever comes, there is no trap, and the answer is a clear
//! error or the strict path with a named reason.

use host_tests::wasm_host::{HostOptions, Outcome, Request, Response, Sent, Vm};
use host_tests::{chat, chat_answer, company_policy};

const CHAT: &str = "/v1/chat/completions";

fn vm() -> Vm {
    Vm::start(company_policy().to_string().as_bytes(), HostOptions::default()).expect("the example policy loads")
}

fn ok() -> Response {
    Response::new(200, "application/json", chat_answer())
}

fn run(request: &Request) -> Outcome {
    let outcome = vm().exchange(request, &ok()).expect("no trap");
    assert!(!outcome.stuck, "held although all of it has come: {request:?}");
    outcome
}

/// Where it ended: the route, or the status and code of the answer from here.
fn end(outcome: &Outcome) -> String {
    match &outcome.local_reply {
        Some(reply) => format!("{} {}", reply.status, reply.details),
        None => outcome.sent_header("x-octroi-route").unwrap_or_else(|| "sent without a route".to_string()),
    }
}

#[test]
fn a_body_that_cannot_be_read_takes_the_strict_path_by_name() {
    let valid = chat("gpt-4o", "Hello");
    let utf16: Vec<u8> = valid.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep = format!("{{\"model\":\"gpt-4o\",\"messages\":{}{}}}", "[".repeat(200), "]".repeat(200));
    for (what, body, reason) in [
        ("not JSON", b"hello".to_vec(), "invalid_json"),
        ("truncated", valid.as_bytes()[..valid.len() - 3].to_vec(), "invalid_json"),
        ("trailing data", format!("{valid}{valid}").into_bytes(), "invalid_json"),
        ("an array", b"[1]".to_vec(), "invalid_json"),
        ("no messages", br#"{"model":"gpt-4o"}"#.to_vec(), "invalid_json"),
        ("200 levels deep", deep.into_bytes(), "too_deep"),
        ("a byte order mark", [b"\xef\xbb\xbf", valid.as_bytes()].concat(), "invalid_encoding"),
        ("UTF-16", [b"\xff\xfe", &utf16[..]].concat(), "invalid_encoding"),
        ("UTF-16 without a mark, which is UTF-8 with NUL in it", utf16, "invalid_json"),
        ("invalid UTF-8", [&valid.as_bytes()[..60], b"\xff\xfe", &valid.as_bytes()[60..]].concat(), "invalid_encoding"),
        ("a NUL in a string", valid.replace("Hello", "Hel\0lo").into_bytes(), "invalid_json"),
        ("nothing but NUL", vec![0; 64], "invalid_json"),
        ("an empty body", Vec::new(), "missing_body"),
    ] {
        let outcome = run(&Request::post(CHAT, body));
        let audit = outcome.audit();
        assert_eq!(audit["uninspected"][0], reason, "{what}: {audit:#}");
        assert_eq!(audit["sensitivity"], "restricted", "{what}");
        assert_eq!(audit["coverage"], "none", "{what}");
        // No model is known, so that not even our own GPUs can be sure to serve it.
        assert_eq!(end(&outcome), "503 octroi_no_capable_upstream", "{what}");
    }
}

#[test]
fn a_head_that_tells_of_an_unreadable_body_is_decided_at_once() {
    let body = chat("gpt-4o", "Hello");
    let post = || Request::post(CHAT, body.clone());
    for (what, request, reason) in [
        ("gzip", post().with("content-encoding", "gzip"), "compressed"),
        ("two encodings", post().with("content-encoding", "identity").with("content-encoding", "br"), "compressed"),
        ("text", post().without("content-type").with("content-type", "text/plain"), "content_type"),
        ("two content types", post().with("content-type", "text/plain"), "content_type"),
        (
            "multipart",
            post().without("content-type").with("content-type", "multipart/form-data; boundary=x"),
            "multipart",
        ),
        (
            "UTF-16",
            post().without("content-type").with("content-type", "application/json; charset=utf-16"),
            "invalid_encoding",
        ),
        ("WebSocket", post().with("upgrade", "websocket").with("connection", "upgrade"), "upgrade"),
        ("a large content-length", post().without("content-length").with("content-length", "99999999"), "too_large"),
    ] {
        let outcome = run(&request);
        let audit = outcome.audit();
        assert_eq!(audit["uninspected"][0], reason, "{what}: {audit:#}");
        assert_eq!(outcome.sent, None, "{what}");
        assert_eq!(audit["action"], "deny", "{what}");
    }
}

#[test]
fn an_unread_body_may_go_home_if_it_asked_to() {
    let request = Request::post(CHAT, vec![0x1f, 0x8b, 8, 0]).with("content-encoding", "gzip");
    let request = request.without(":authority").with(":authority", "vllm.internal");
    let outcome = run(&request);
    assert_eq!(end(&outcome), "own_gpu");
    assert_eq!(outcome.sent.as_ref().expect("it left").1, [0x1f, 0x8b, 8, 0]);
}

#[test]
fn no_content_type_is_read_as_json() {
    let outcome = run(&Request::post(CHAT, chat("gpt-4o", "Hello")).without("content-type"));
    assert_eq!(end(&outcome), "us_vendor");
}

#[test]
fn a_body_larger_than_is_read_is_not_waited_for() {
    let mut policy = company_policy();
    policy["limits"] = serde_json::json!({"body_bytes_max": 65536});
    let mut vm = Vm::start(policy.to_string().as_bytes(), HostOptions::default()).expect("it loads");
    let mut request = Request::post(CHAT, "").without("content-length");
    request.chunks = vec![vec![b' '; 16 * 1024]; 640]; // 10 MiB
    let outcome = vm.exchange(&request, &ok()).expect("no trap");
    assert_eq!(outcome.audit()["uninspected"][0], "too_large");
    assert_eq!(end(&outcome), "503 octroi_no_capable_upstream");
}

#[test]
fn both_of_two_equal_keys_are_read() {
    let body = r#"{"model":"gpt-4o","messages":[{"role":"user","content":"mail anna.schmidt@kunde-beispiel.de"}],
        "messages":[{"role":"user","content":"Hello"}]}"#;
    assert!(run(&Request::post(CHAT, body)).audit()["entities"]["email"].is_u64());
    let body = body.replace("Hello", "IBAN DE02120300000000202051");
    let outcome = run(&Request::post(CHAT, body));
    assert_eq!(outcome.audit()["entities"]["iban"], 1);
    assert_eq!(end(&outcome), "sovereign_eu");
}

#[test]
fn every_model_key_gets_the_model_taken() {
    let body = r#"{"model":"a","messages":[{"role":"user","content":"IBAN DE02120300000000202051"}],"model":"gpt-4o"}"#;
    let outcome = run(&Request::post(CHAT, body));
    let (_, sent) = outcome.sent.as_ref().expect("it left");
    assert_eq!(String::from_utf8_lossy(sent).matches("\"mistral-large-latest\"").count(), 2);
}

#[test]
fn lone_surrogates_are_text() {
    let body = r#"{"model":"gpt-4o","messages":[{"role":"user","content":"\ud83d anna.schmidt\u0040kunde-beispiel.de \udc00"}]}"#;
    assert_eq!(run(&Request::post(CHAT, body)).audit()["entities"]["email"], 1);
}

#[test]
fn trailers_end_a_body_too() {
    let mut request =
        Request::post(CHAT, chat("gpt-4o", "mail anna.schmidt@kunde-beispiel.de")).without("content-length");
    let body = request.chunks.remove(0);
    request.chunks = body.chunks(7).map(<[u8]>::to_vec).collect();
    request.trailers = true;
    let outcome = run(&request);
    assert_eq!(end(&outcome), "us_eea_region");
    assert_eq!(outcome.sent.as_ref().expect("it left").1, body);
}

#[test]
fn unknown_methods_paths_and_missing_heads_go_nowhere() {
    let body = chat("gpt-4o", "Hello");
    let post = |path: &str| Request::post(path, body.clone());
    for (what, request) in [
        ("an unknown endpoint", post("/v1/frobnicate")),
        ("an endpoint with a dot segment", post("/v1/../v1/chat/completions")),
        ("an encoded endpoint", post("/v1/chat%2fcompletions")),
        ("an unknown method", post(CHAT).without(":method").with(":method", "PATCH")),
        ("no path", post(CHAT).without(":path")),
        ("no method", post(CHAT).without(":method")),
        ("no authority and no path", post(CHAT).without(":path").without(":authority")),
        ("two paths", post(CHAT).with(":path", "/v1/files")),
        ("a path that is not UTF-8", post(CHAT).without(":path").with(":path", b"/v1/\xff")),
    ] {
        let outcome = run(&request);
        assert_eq!(outcome.sent, None, "{what}");
        assert_eq!(outcome.audit()["uninspected"][0], "unknown_endpoint", "{what}");
    }
}

#[test]
fn headers_that_are_not_text_do_no_harm() {
    let request = Request::post(CHAT, chat("gpt-4o", "Hello"))
        .with("x-tenant", b"\xff\xfe\x80")
        .with("x-request-id", b"\xc3\x28")
        .with("x-anything", vec![0x80; 4096]);
    let outcome = run(&request);
    assert_eq!(end(&outcome), "us_vendor");
    assert_eq!(outcome.audit()["tenant"], serde_json::Value::Null);
}

#[test]
fn a_clients_copies_of_our_headers_are_removed() {
    let mut request = Request::post(CHAT, chat("gpt-4o", "IBAN DE02120300000000202051"));
    for i in 0..100 {
        request = request.with(if i % 2 == 0 { "x-octroi-route" } else { "x-octroi-zone" }, format!("forged-{i}"));
    }
    let outcome = run(&request);
    let (headers, _) = outcome.sent.as_ref().expect("it left");
    let ours: Vec<_> = headers.iter().filter(|(k, _)| k.starts_with("x-octroi-")).collect();
    assert_eq!(ours, [&("x-octroi-route".to_string(), b"sovereign_eu".to_vec())]);
}

#[test]
fn credentials_go_only_where_they_were_meant_for() {
    let request = |authority: &str, text: &str| {
        Request::post("/v1/chat/completions?key=AIzaNotForOthers", chat("gpt-4o", text))
            .without(":authority")
            .with(":authority", authority)
            .with("authorization", "Bearer for-the-vendor")
            .with("x-api-key", "for-the-vendor")
            .with("cookie", "session=1")
    };
    let meant = run(&request("api.us-vendor.example", "Hello"));
    assert_eq!(meant.sent_header("authorization").as_deref(), Some("Bearer for-the-vendor"));
    for outcome in
        [run(&request("api.us-vendor.example", "IBAN DE02120300000000202051")), run(&request("llm.internal", "Hi"))]
    {
        let (headers, _) = outcome.sent.as_ref().expect("it left");
        for name in ["authorization", "x-api-key", "cookie"] {
            assert!(!headers.iter().any(|(k, _)| k == name), "{name} went to {}", end(&outcome));
        }
        assert_eq!(outcome.sent_header(":path").as_deref(), Some("/v1/chat/completions"));
    }
}

#[test]
fn a_client_that_disconnects_halfway_leaves_a_record() {
    let mut vm = vm();
    let mut request = Request::post(CHAT, chat("gpt-4o", "Hello"));
    request.chunks[0].truncate(20);
    let id = vm.open(&request).expect("no trap");
    let sent = vm.send_head_and_chunks(id, &request).expect("no trap");
    assert_eq!(sent, Sent::Stuck);
    let outcome = vm.abandon(id).expect("no trap");
    assert_eq!(outcome.audit()["outcome"], "no_answer");
    assert_eq!(outcome.audit()["action"], "none");
}

#[test]
fn bad_answers_change_nothing_but_the_record() {
    let cut = Response { complete: false, ..sse(&["data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"]) };
    for (what, response, outcome, status) in [
        ("429", Response::new(429, "application/json", r#"{"error":{"message":"slow down"}}"#), "upstream_error", 429),
        ("500", Response::new(500, "text/html", "<html>oops</html>"), "upstream_error", 500),
        ("HTML with 200", Response::new(200, "text/html", "<html>hello</html>"), "ok", 200),
        ("no usage", Response::new(200, "application/json", r#"{"choices":[]}"#), "ok", 200),
        ("broken JSON", Response::new(200, "application/json", r#"{"usage":{"prompt_tokens":1"#), "cut", 200),
        ("a cut stream", cut, "cut", 200),
    ] {
        let stream = chat("gpt-4o", "Hello").replace("{\"model", "{\"stream\":true,\"model");
        let result = vm().exchange(&Request::post(CHAT, stream), &response).expect("no trap");
        let audit = result.audit();
        assert_eq!(audit["status"], status, "{what}: {audit:#}");
        // What is unknown is not zero, and what is estimated says so.
        assert_eq!(audit["cost"].is_null(), audit["usage"] != "estimated", "{what}: {audit:#}");
        if outcome != "ok" {
            assert_eq!(audit["outcome"], outcome, "{what}: {audit:#}");
        }
        let (_, body) = result.answered.expect("the client gets it");
        assert_eq!(body, response.chunks.concat(), "{what}");
    }
}

fn sse(events: &[&str]) -> Response {
    let mut response = Response::new(200, "text/event-stream", "");
    response.headers.retain(|(k, _)| k != "content-length");
    response.chunks = events.iter().map(|e| e.as_bytes().to_vec()).collect();
    response
}

#[test]
fn usage_that_the_client_did_not_ask_for_is_read_and_not_shown() {
    let body = r#"{"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hello"}]}"#;
    let content = "data: {\"id\":\"c\",\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":null}\n\n";
    let usage = "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n";
    let response = sse(&[content, usage, "data: [DONE]\n\n"]);
    let outcome = vm().exchange(&Request::post(CHAT, body), &response).expect("no trap");
    let (_, sent) = outcome.sent.as_ref().expect("it left");
    assert!(String::from_utf8_lossy(sent).contains(r#""stream_options":{"include_usage":true}"#));
    assert_eq!(outcome.sent_header("content-length"), Some(sent.len().to_string()));
    let audit = outcome.audit();
    assert_eq!((audit["tokens"]["input"].as_u64(), audit["tokens"]["output"].as_u64()), (Some(7), Some(3)));
    let (_, shown) = outcome.answered.expect("the client gets it");
    assert!(!String::from_utf8_lossy(&shown).contains("prompt_tokens"));
    assert!(String::from_utf8_lossy(&shown).ends_with("data: [DONE]\n\n"));
}

#[test]
fn an_upstream_that_cannot_be_reached_is_left_out_for_a_while() {
    let mut options = HostOptions::default();
    options.properties.insert("response.code_details".to_string(), b"upstream_reset_before_response_started".to_vec());
    let mut vm = Vm::start(company_policy().to_string().as_bytes(), options).expect("it loads");
    let request = Request::post(CHAT, chat("gpt-4o", "Hello"));
    let refused = Response::new(503, "text/plain", "upstream connect error or disconnect/reset before headers");
    let first = vm.exchange(&request, &refused).expect("no trap");
    assert_eq!(first.sent_header("x-octroi-route").as_deref(), Some("us_vendor"));
    let (headers, body) = first.answered.as_ref().expect("the client gets an error");
    let error: serde_json::Value = serde_json::from_slice(body).expect("in the API's own shape");
    assert_eq!(error["error"]["code"], "upstream_unavailable");
    let length = headers.iter().find(|(k, _)| k == "content-length").expect("it is told");
    assert_eq!(length.1, body.len().to_string().as_bytes());
    assert_eq!(first.audit()["outcome"], "unavailable");

    let second = vm.exchange(&request, &ok()).expect("no trap");
    assert_eq!(second.sent_header("x-octroi-route").as_deref(), Some("us_eea_region"), "the retry goes elsewhere");
    vm.advance(11_000).expect("no trap");
    let third = vm.exchange(&request, &ok()).expect("no trap");
    assert_eq!(third.sent_header("x-octroi-route").as_deref(), Some("us_vendor"), "it is tried again");
}

#[test]
fn a_broken_configuration_is_refused_with_all_its_problems() {
    for (configuration, says) in [
        (&b""[..], "an empty configuration"),
        (b"{", "expected JSON"),
        (b"\x00\x01\x02", "expected"),
        (br#"{"upstreams": [{"name": "a", "cluser": "a"}]}"#, "did you mean `cluster`"),
    ] {
        let refused = Vm::start(configuration, HostOptions::default()).err().expect("it does not load").to_string();
        assert!(refused.contains(says), "{refused}");
    }
}

#[test]
fn a_host_that_never_delivers_the_body_is_answered_for() {
    let options = HostOptions { allow_on_headers_stop_iteration: false, ..HostOptions::default() };
    let mut vm = Vm::start(company_policy().to_string().as_bytes(), options).expect("it loads");
    let request = Request::post(CHAT, chat("gpt-4o", "Hello"));
    let id = vm.open(&request).expect("no trap");
    assert_eq!(vm.send(id, &request).expect("no trap"), Sent::Stuck);
    vm.advance(5_000).expect("no trap");
    assert!(!vm.has_replied(id), "a slow client is not a broken host");
    vm.advance(5_000).expect("no trap");
    let outcome = vm.abandon(id).expect("no trap");
    let reply = outcome.local_reply.expect("answered by the tick");
    assert_eq!(reply.details, "octroi_body_never_came");
    assert!(String::from_utf8_lossy(&reply.body).contains("allow_on_headers_stop_iteration"));
}

#[test]
fn a_host_that_lets_the_headers_go_early_gets_an_error() {
    let options = HostOptions { ignores_pause: true, ..HostOptions::default() };
    let mut vm = Vm::start(company_policy().to_string().as_bytes(), options).expect("it loads");
    let outcome = vm.exchange(&Request::post(CHAT, chat("gpt-4o", "Hello")), &ok()).expect("no trap");
    assert_eq!(end(&outcome), "500 octroi_headers_released");
    assert_eq!(outcome.audit()["action"], "deny");
}
