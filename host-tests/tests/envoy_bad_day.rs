//! What goes wrong on bad days, in the real Envoy: hostile clients, failing upstreams, a host that is set up wrong.
//! Each ends in a clear error or on the strict path, and the VM survives all of it.

use std::io::Write;
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use host_tests::envoy::{Fixture, MARK};
use serde_json::{Value, json};
use xtask::gateway::Options;
use xtask::standin::FAULT_HEADER;
use xtask::wire::{self, Ask, raw_status};

/// The sample, but for a model that takes texts of any length: they are to be sent, not refused for their tokens.
static SHARED: LazyLock<Fixture> = LazyLock::new(|| {
    Fixture::start_with("bad-day", &Options::default(), |config| {
        let upstreams = config.policy().unwrap()["upstreams"].as_array_mut().unwrap();
        let sovereign = upstreams.iter_mut().find(|upstream| upstream["name"] == "sovereign_eu").unwrap();
        sovereign["models"]["mistral-large-latest"]["context_window"] = json!(10_000_000);
    })
});

const PATIENCE: Duration = Duration::from_secs(3);

/// Goes where it asks: nothing in it needs protection.
fn plain() -> Value {
    json!({"model": "gpt-4o", "messages": [{"role": "user", "content": "Name three kinds of wood."}]})
}

/// The same with a streamed answer.
fn streamed() -> Value {
    json!({"model": "gpt-4o", "stream": true, "messages": [{"role": "user", "content": "Count to three."}]})
}

/// With `x-tenant: clinic` it is rerouted to `sovereign_eu`, where the model has another name: personal data of a
/// clinic needs HDS.
fn rerouted(text: &str) -> String {
    format!(
        r#"{{"messages":[{{"role":"user","content":"{text} anna.berg@posteo.de"}}], "model": "gpt-4o" , "x":1.50}}"#
    )
}

fn chat(body: impl Into<String>) -> Ask {
    Ask::post("/v1/chat/completions", body.into())
}

/// The head of a marked chat request, up to the empty line.
fn head(mark: &str, headers: &str) -> String {
    format!(
        "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\n{MARK}: {mark}\r\n\
         content-type: application/json\r\n{headers}\r\n"
    )
}

fn raw(mark: &str, headers: &str, body: &[&[u8]]) -> Vec<u8> {
    let head = head(mark, &format!("connection: close\r\n{headers}"));
    let parts: Vec<&[u8]> = std::iter::once(head.as_bytes()).chain(body.iter().copied()).collect();
    wire::raw(SHARED.gateway.port, &parts, PATIENCE).unwrap()
}

fn chunk(data: &str) -> Vec<u8> {
    format!("{:x}\r\n{data}\r\n", data.len()).into_bytes()
}

fn reached(mark: &str) -> Vec<String> {
    SHARED.received(mark).into_iter().map(|(upstream, _)| upstream).collect()
}

/// Requests still pass, and Envoy has nothing to say about a VM that died.
fn assert_alive() {
    let answer = SHARED.send("alive", chat(plain().to_string()));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let log = SHARED.log();
    assert!(!["Wasm VM failed", "panicked", "Function: proxy_on"].iter().any(|sign| log.contains(sign)), "{log}");
}

/// The outcome of a request whose upstream misbehaves.
fn outcome(mark: &str, fault: &str, body: &Value) -> (wire::Answer, Value) {
    let answer = SHARED.send(mark, chat(body.to_string()).header(FAULT_HEADER, fault));
    let record = SHARED.record(&answer);
    (answer, record)
}

#[test]
fn a_chunked_body_with_trailers_is_read_whole() {
    let body = rerouted("The chunks");
    let (first, second) = body.split_at(40);
    let answer = raw(
        "trailers",
        "x-tenant: clinic\r\ntransfer-encoding: chunked\r\ntrailer: x-checksum\r\n",
        &[&chunk(first), &chunk(second), b"0\r\nx-checksum: 1\r\n\r\n"],
    );
    assert_eq!(raw_status(&answer), Some(200), "{}", String::from_utf8_lossy(&answer));
    let received = SHARED.received("trailers");
    assert_eq!(reached("trailers"), ["sovereign_eu"]);
    assert_eq!(received[0].1.body, body.replace("gpt-4o", "mistral-large-latest").into_bytes());
    assert_alive();
}

#[test]
fn ten_megabytes_are_too_many() {
    let body = rerouted(&"long ".repeat(2_000_000));
    // A length that is told is refused before the body came.
    let answer = raw("ten-megabytes", &format!("content-length: {}\r\n", body.len()), &[body.as_bytes()]);
    let text = String::from_utf8_lossy(&answer);
    assert!(raw_status(&answer).is_some_and(|status| status >= 400) && text.contains("too_large"), "{text}");
    // One that is not told outgrows Envoy's buffer.
    let chunks = [chunk(&body), b"0\r\n\r\n".to_vec()].concat();
    let answer = raw("ten-megabytes", "transfer-encoding: chunked\r\n", &[&chunks]);
    assert!(raw_status(&answer).is_some_and(|status| status >= 400), "{}", String::from_utf8_lossy(&answer));
    assert!(reached("ten-megabytes").is_empty());
    assert_alive();
}

#[test]
fn what_cannot_be_read_goes_to_no_one_elses_machines() {
    let cases: [(&str, &str, &[u8]); 8] = [
        (
            "gzip",
            "content-encoding: gzip\r\n",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xabV*\xc8L\x01\0\xfb\xb3\x0c\x2e\x05\0\0\0",
        ),
        ("invalid-json", "", b"{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}"),
        ("utf16", "", b"\xff\xfe{\0\"\0m\0\"\0:\x001\0}\0"),
        ("invalid-utf8", "", b"{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"\xff\xfe\"}]}"),
        ("nul", "", b"\0\0\0\0"),
        ("number", "", b"17"),
        ("multipart", "content-type: multipart/form-data; boundary=x\r\n", b"--x\r\n\r\nhello\r\n--x--\r\n"),
        ("empty", "", b""),
    ];
    for (mark, headers, body) in cases {
        let answer = raw(mark, &format!("{headers}content-length: {}\r\n", body.len()), &[body]);
        let (status, reached) = (raw_status(&answer).unwrap_or(0), reached(mark));
        let refused = reached.is_empty() && (400..=503).contains(&status);
        let at_home = reached == ["own_gpu"] && status == 200;
        assert!(refused || at_home, "{mark}: {status} {reached:?}\n{}", String::from_utf8_lossy(&answer));
    }
    assert_alive();
}

#[test]
fn unknown_methods_and_endpoints_go_to_no_one_elses_machines() {
    for (mark, line) in [
        ("get-unknown", "GET /v1/unknown HTTP/1.1"),
        ("brew", "BREW /v1/chat/completions HTTP/1.1"),
        ("delete", "DELETE /v1/files/file-1 HTTP/1.1"),
        ("options", "OPTIONS * HTTP/1.1"),
        ("upload", "POST /v1/files HTTP/1.1"),
        ("escaped", "POST /v1/chat%2fcompletions HTTP/1.1"),
        ("dots", "POST /v1/../../v1/unknown HTTP/1.1"),
        ("no-path", "POST HTTP/1.1"),
        ("connect", "CONNECT api.us-vendor.example:443 HTTP/1.1"),
    ] {
        let request =
            format!("{line}\r\nhost: gateway\r\nconnection: close\r\n{MARK}: {mark}\r\ncontent-length: 2\r\n\r\n{{}}");
        let answer = wire::raw(SHARED.gateway.port, &[request.as_bytes()], PATIENCE).unwrap();
        let (status, reached) = (raw_status(&answer).unwrap_or(0), reached(mark));
        assert!(reached.is_empty() || reached == ["own_gpu"], "{mark}: {status} {reached:?}");
        assert!(status >= 400 || !reached.is_empty(), "{mark}: {}", String::from_utf8_lossy(&answer));
    }
    assert_alive();
}

#[test]
fn a_header_value_that_is_not_utf8_does_no_harm() {
    let body = plain().to_string();
    let request = [
        head("latin1", "connection: close\r\nx-tenant: ").trim_end().as_bytes(),
        b" \xe9quipe\r\nx-name: M\xfcller \xff\r\nuser-agent: \xff\r\n",
        format!("content-length: {}\r\n\r\n{body}", body.len()).as_bytes(),
    ]
    .concat();
    let answer = wire::raw(SHARED.gateway.port, &[&request], PATIENCE).unwrap();
    assert_eq!(raw_status(&answer), Some(200), "{}", String::from_utf8_lossy(&answer));
    assert_alive();
}

#[test]
fn a_websocket_is_not_opened() {
    let request = format!(
        "GET /v1/realtime?model=gpt-4o HTTP/1.1\r\nhost: gateway\r\n{MARK}: websocket\r\nconnection: Upgrade\r\n\
         upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    let answer = wire::raw(SHARED.gateway.port, &[request.as_bytes()], Duration::from_secs(1)).unwrap();
    let status = raw_status(&answer).unwrap_or(0);
    assert!((400..=503).contains(&status), "{}", String::from_utf8_lossy(&answer));
    assert!(reached("websocket").is_empty());
    assert_alive();
}

#[test]
fn a_client_that_leaves_halfway_takes_nothing_with_it() {
    let body = rerouted("Half of this");
    for (mark, sent) in [("leaves-early", 0), ("leaves-halfway", 60)] {
        let mut stream = TcpStream::connect(wire::loopback(SHARED.gateway.port)).unwrap();
        stream.write_all(head(mark, &format!("content-length: {}\r\n", body.len())).as_bytes()).unwrap();
        stream.write_all(&body.as_bytes()[..sent]).unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
    assert!(reached("leaves-early").is_empty());
    assert!(reached("leaves-halfway").is_empty());
    assert_alive();
}

#[test]
fn a_client_that_leaves_while_the_answer_streams_is_recorded() {
    let body = streamed().to_string();
    let mut stream = TcpStream::connect(wire::loopback(SHARED.gateway.port)).unwrap();
    let headers = format!("{FAULT_HEADER}: slow\r\ncontent-length: {}\r\n", body.len());
    stream.write_all(format!("{}{body}", head("leaves-late", &headers)).as_bytes()).unwrap();
    let waiting = Instant::now();
    while reached("leaves-late").is_empty() && waiting.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(stream);
    let the_late_one = |line: &Value| line["audit"][0]["stream"] == true && line["flags"] == "DC";
    let line = SHARED.gateway.access_line(the_late_one).unwrap();
    assert_ne!(line["audit"][0]["outcome"], "ok", "{line}");
    assert_alive();
}

#[test]
fn an_upstreams_errors_reach_the_client_as_they_are() {
    let (answer, record) = outcome("fault-500", "500", &plain());
    assert_eq!((answer.status.as_u16(), &record["outcome"]), (500, &json!("upstream_error")));
    assert_eq!(answer.json()["error"]["message"], "the stand-in failed");
    let (answer, record) = outcome("fault-429", "429", &plain());
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, Some("1")));
    assert_eq!(record["outcome"], "upstream_error");
    let (answer, record) = outcome("fault-html", "html", &plain());
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (502, Some("text/html")));
    assert!(answer.text().starts_with("<html>"), "{}", answer.text());
    assert_eq!(record["outcome"], "upstream_error");
    assert!(record["cost"].is_null(), "{record}");
    assert_alive();
}

#[test]
fn an_answer_without_usage_has_an_estimated_cost_and_says_so() {
    let (answer, record) = outcome("no-usage", "no-usage", &plain());
    assert_eq!(answer.status, 200);
    assert!(answer.json()["choices"].is_array());
    assert_eq!(record["usage"], "estimated", "{record}");
    assert!(record["cost"].is_string() && record["tokens"]["output"].as_u64() > Some(0), "{record}");
    assert!(answer.header("x-octroi-cost").is_none(), "the header is the actual cost");
    assert_alive();
}

#[test]
fn a_cut_stream_is_recorded_as_cut() {
    let (answer, record) = outcome("cut-stream", "cut", &streamed());
    assert!(!answer.complete && answer.text().starts_with("data: "), "{}", answer.text());
    assert_eq!(record["outcome"], "cut", "{record}");
    assert_alive();
}

#[test]
fn a_cut_json_answer_is_never_taken_for_a_whole_one() {
    let ask = chat(plain().to_string()).header(MARK, "cut-json").header(FAULT_HEADER, "cut");
    // Held until complete, it may end as the proxy's error or as a broken connection.
    if let Ok(answer) = ask.send(SHARED.gateway.port) {
        assert!(!answer.complete || answer.status.as_u16() >= 500, "{} {}", answer.status, answer.text());
    }
    assert_alive();
}

#[test]
fn a_changed_body_arrives_whole_and_with_its_right_length() {
    for size in [0, 1, 100, 1_000, 16_300, 16_384, 16_500, 65_536, 262_144, 1_048_576] {
        let mark = format!("size-{size}");
        let body = rerouted(&"oak and pine ".repeat(size / 13 + 1)[..size]);
        let expected = body.replace("gpt-4o", "mistral-large-latest");
        let answer = SHARED.send(&mark, chat(body).header("x-tenant", "clinic"));
        assert_eq!(answer.status, 200, "{size}: {}", answer.text());
        assert_eq!(reached(&mark), ["sovereign_eu"], "{size}");
        let (_, received) = SHARED.received(&mark).remove(0);
        let got = received.body.len();
        assert!(
            received.complete && received.body == expected.as_bytes(),
            "{size}: {got} bytes, not {}",
            expected.len()
        );
        if let Some(length) = received.header("content-length") {
            assert_eq!(length, expected.len().to_string(), "{size}");
        }
    }
    assert_alive();
}

#[test]
fn a_client_may_wait_for_100_continue() {
    let body = rerouted("Expected");
    let headers = format!("x-tenant: clinic\r\nexpect: 100-continue\r\ncontent-length: {}\r\n", body.len());
    let answer = raw("expect", &headers, &[body.as_bytes()]);
    let text = String::from_utf8_lossy(&answer);
    assert!(text.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), "{text}");
    assert_alive();
}

#[test]
fn a_client_cannot_speak_for_us() {
    let mut ask = chat(rerouted("A hundred")).header("x-tenant", "clinic");
    for number in 0..40 {
        ask = ask.header("x-octroi-route", "us_vendor").header("X-Octroi-Note", &number.to_string());
    }
    ask = ask.header("X-OCTROI-Zone", "self_hosted").header("x-octroi-sensitivity", "public");
    let answer = SHARED.send("forged", ask);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("x-octroi-zone"), Some("sovereign"));
    assert_eq!(answer.headers.get_all("x-octroi-zone").iter().count(), 1);
    assert_eq!(reached("forged"), ["sovereign_eu"]);
    let (_, received) = SHARED.received("forged").remove(0);
    let ours: Vec<_> = received.headers.iter().filter(|(name, _)| name.starts_with("x-octroi-")).collect();
    assert!(ours.is_empty(), "told to an upstream outside: {ours:?}");
    assert_alive();
}

#[test]
fn a_denied_request_is_told_so_in_its_apis_shape() {
    let body = json!({"model": "text-embedding-3-small", "input": "write to anna.berg@posteo.de"});
    let answer = SHARED.send("denied", Ask::json("/v1/embeddings", &body));
    assert_eq!(answer.status, 503);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let error = &answer.json()["error"];
    assert!(error["message"].is_string() && error["type"].is_string(), "{}", answer.text());
    assert!(!answer.text().contains("anna.berg"));
    assert!(reached("denied").is_empty());
}

#[test]
fn a_host_that_never_delivers_the_body_is_noticed() {
    let fixture = Fixture::start_with("no-pause", &Options::default(), |config| {
        *config.filter("/typed_config/config/allow_on_headers_stop_iteration").unwrap() = json!(false);
    });
    let answer = fixture.send("no-pause", chat(plain().to_string()));
    assert!(answer.status.as_u16() >= 500, "{} {}", answer.status, answer.text());
    assert!(answer.text().contains("allow_on_headers_stop_iteration"), "{}", answer.text());
    assert!(fixture.received("no-pause").is_empty());
}
