//! Stand-in upstreams: small servers in this process that answer as the vendors' APIs do, with usage, and record what
//! reached them. One answers every API, as the APIs' paths do not overlap.
//!
//! A request may ask for trouble with the header `x-standin-fault`:
//! `500`, `429`, `html` (an HTML page with status 502), `cut` (the connection breaks in the middle of the answer),
//! `no-usage`, `slow` (50 ms between the events of a stream), `hold` (a stream stops in its middle and sends comments,
//! `: held`, until the client leaves), `hang` (no answer for a minute).

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use http_body_util::channel::{Channel, Sender};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::wire::{loopback, runtime};

/// The header that asks for trouble.
pub const FAULT_HEADER: &str = "x-standin-fault";

/// The comment in a stream that stops in its middle.
const HELD: &[u8] = b": held\n\n";

/// A request as it reached the stand-in.
#[derive(Debug, Clone)]
pub struct Received {
    pub method: String,
    /// Path and query.
    pub path: String,
    /// In order, duplicates kept, names in lower case.
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
    /// False when the body broke off.
    pub complete: bool,
    /// What was told to the client; zero for an answer without usage.
    pub usage: Usage,
    /// What the beginning of a stream that breaks off had told (Anthropic's does).
    pub begun: Usage,
    sent: Arc<Mutex<String>>,
}

impl Received {
    /// A header's first value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(have, _)| have == name)?;
        std::str::from_utf8(value).ok()
    }

    /// The generated text that was sent so far: of an answer that breaks off, what went out before.
    pub fn text(&self) -> String {
        self.sent.lock().expect("no holder panics").clone()
    }
}

/// Tokens served. `input` includes `cached`, `output` includes `reasoning`, as OpenAI counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    pub input: u64,
    pub output: u64,
    pub cached: u64,
    pub reasoning: u64,
}

/// One stand-in. Stops when dropped.
pub struct Standin {
    pub name: String,
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    server: Option<JoinHandle<()>>,
}

impl Standin {
    /// Starts on a free port.
    pub fn start(name: &str) -> Result<Standin> {
        let listener = TcpListener::bind(loopback(0))?;
        let port = listener.local_addr()?.port();
        let received = Arc::default();
        let server = Some(serve(name, listener, Arc::clone(&received))?);
        Ok(Standin { name: name.to_owned(), port, received, server })
    }

    /// Closes the port and every connection: the vendor is down.
    pub fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
            let _ = runtime().block_on(server); // the listener is closed only when the task is gone
        }
    }

    /// Opens the same port again.
    pub fn restart(&mut self) -> Result<()> {
        self.stop();
        let listener = TcpListener::bind(loopback(self.port)).context("the stand-in's port was taken meanwhile")?;
        self.server = Some(serve(&self.name, listener, Arc::clone(&self.received))?);
        Ok(())
    }

    /// What has arrived since it was taken last, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no holder panics").clone()
    }

    /// The same, and forgets it.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.received.lock().expect("no holder panics"))
    }
}

impl Drop for Standin {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
        }
    }
}

type Body = BoxBody<Bytes, Cut>;

/// The error that breaks a connection on purpose.
#[derive(Debug)]
struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cut on purpose")
    }
}

impl std::error::Error for Cut {}

fn serve(name: &str, listener: TcpListener, received: Arc<Mutex<Vec<Received>>>) -> Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    let _inside = runtime().enter();
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let name: Arc<str> = name.into();
    Ok(runtime().spawn(async move {
        let mut connections = tokio::task::JoinSet::new(); // dropped with this task, and the connections with it
        while let Ok((stream, _)) = listener.accept().await {
            let _ = stream.set_nodelay(true);
            let (name, received) = (Arc::clone(&name), Arc::clone(&received));
            let service = service_fn(move |request| handle(Arc::clone(&name), Arc::clone(&received), request));
            connections.spawn(async move {
                let _ =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
            while connections.try_join_next().is_some() {}
        }
    }))
}

async fn handle(
    name: Arc<str>,
    received: Arc<Mutex<Vec<Received>>>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Cut> {
    let (head, body) = request.into_parts();
    let (body, complete) = match body.collect().await {
        Ok(collected) => (collected.to_bytes().to_vec(), true),
        Err(_) => (Vec::new(), false),
    };
    let fault = head.headers.get(FAULT_HEADER).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
    let path = head.uri.path_and_query().map_or("", |path| path.as_str()).to_owned();
    let call = Call::read(&name, &path, &body, &fault);
    let usage = if fault.is_empty() || fault == "slow" { call.usage } else { Usage::default() };
    let sent = Arc::default();
    received.lock().expect("no holder panics").push(Received {
        method: head.method.to_string(),
        path,
        headers: head.headers.iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect(),
        body,
        complete,
        usage,
        begun: call.begun(),
        sent: Arc::clone(&sent),
    });
    match fault.as_str() {
        "500" => Ok(json_answer(StatusCode::INTERNAL_SERVER_ERROR, &error("server_error", "the stand-in failed"))),
        "429" => {
            let mut response = json_answer(StatusCode::TOO_MANY_REQUESTS, &error("rate_limit_error", "slow down"));
            response.headers_mut().insert("retry-after", hyper::header::HeaderValue::from_static("1"));
            Ok(response)
        }
        "html" => Ok(answer(StatusCode::BAD_GATEWAY, "text/html", "<html><h1>502 Bad Gateway</h1></html>".into())),
        "hang" => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Err(Cut)
        }
        _ => Ok(call.answer(sent)),
    }
}

fn error(kind: &str, message: &str) -> Value {
    json!({"error": {"message": message, "type": kind, "param": null, "code": null}})
}

fn answer(status: StatusCode, content_type: &str, body: String) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", content_type)
        .body(Full::new(Bytes::from(body)).map_err(|never| match never {}).boxed())
        .expect("a static content type")
}

fn json_answer(status: StatusCode, body: &Value) -> Response<Body> {
    answer(status, "application/json", body.to_string())
}

/// The APIs, told apart by the path's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Api {
    Chat,
    Completions,
    Embeddings,
    Responses,
    Messages,
    CountTokens,
    Gemini,
    OllamaChat,
    OllamaGenerate,
    Unknown,
}

impl Api {
    fn of(path: &str) -> Api {
        let path = path.split('?').next().unwrap_or_default();
        let ends = [
            ("/chat/completions", Api::Chat),
            ("/fim/completions", Api::Chat), // Mistral answers both in the same shape
            ("/completions", Api::Completions),
            ("/embeddings", Api::Embeddings),
            ("/responses", Api::Responses),
            ("/messages", Api::Messages),
            ("/messages/count_tokens", Api::CountTokens),
            (":generateContent", Api::Gemini),
            (":streamGenerateContent", Api::Gemini),
            ("/api/chat", Api::OllamaChat),
            ("/api/generate", Api::OllamaGenerate),
        ];
        ends.iter().find(|(end, _)| path.ends_with(end)).map_or(Api::Unknown, |(_, api)| *api)
    }
}

/// What was asked, as far as the answer depends on it.
struct Call {
    api: Api,
    model: String,
    words: Vec<String>,
    stream: bool,
    include_usage: bool,
    usage: Usage,
    fault: String,
}

impl Call {
    fn read(name: &str, path: &str, body: &[u8], fault: &str) -> Call {
        let api = Api::of(path);
        let request: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        let in_path = path.rsplit('/').next().and_then(|last| last.split(':').next()).unwrap_or_default();
        let model = request["model"].as_str().unwrap_or(in_path).to_owned();
        let text = format!("This is {name} with {model}; {} bytes reached me.", body.len());
        let reasoning = if model.contains("reason") || model.starts_with('o') { 64 } else { 0 };
        let input = body.len() as u64 / 4 + 1;
        let usage = Usage { input, output: 24 + reasoning, cached: input / 2 / 128 * 128, reasoning };
        Call {
            api,
            model,
            words: text.split_inclusive(' ').map(str::to_owned).collect(),
            stream: match api {
                Api::Gemini => path.contains(":streamGenerateContent"),
                Api::OllamaChat | Api::OllamaGenerate => request["stream"] != json!(false),
                _ => request["stream"] == json!(true),
            },
            include_usage: request["stream_options"]["include_usage"] == json!(true),
            usage,
            fault: fault.to_owned(),
        }
    }

    fn text(&self) -> String {
        self.words.concat()
    }

    fn breaks_off(&self) -> bool {
        matches!(self.fault.as_str(), "cut" | "hold")
    }

    fn begun(&self) -> Usage {
        let tells = self.api == Api::Messages && self.stream && self.breaks_off();
        if tells { Usage { output: 1, reasoning: 0, ..self.usage } } else { Usage::default() }
    }

    fn counts_usage(&self) -> bool {
        self.fault != "no-usage"
    }

    fn answer(self, sent: Arc<Mutex<String>>) -> Response<Body> {
        if self.api == Api::Unknown {
            return json_answer(StatusCode::NOT_FOUND, &error("invalid_request_error", "no such endpoint"));
        }
        let streams = self.stream && !matches!(self.api, Api::Embeddings | Api::CountTokens);
        if streams {
            return self.stream_answer(sent);
        }
        let body = self.json();
        let mut text = self.text();
        if self.fault == "cut" {
            let body = body.to_string();
            let half = body.len() / 2;
            text.truncate(body.find(&text).map_or(0, |begin| half.saturating_sub(begin)));
            *sent.lock().expect("no holder panics") = text;
            return cut_short(body, half);
        }
        *sent.lock().expect("no holder panics") = text;
        json_answer(StatusCode::OK, &body)
    }

    fn json(&self) -> Value {
        let Usage { input, output, .. } = self.usage;
        let mut body = match self.api {
            Api::Chat => json!({
                "id": "chatcmpl-standin", "object": "chat.completion", "created": 1_700_000_000, "model": self.model,
                "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
                    "message": {"role": "assistant", "content": self.text(), "refusal": null}}],
                "usage": self.openai_usage(),
            }),
            Api::Completions => json!({
                "id": "cmpl-standin", "object": "text_completion", "created": 1_700_000_000, "model": self.model,
                "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null, "text": self.text()}],
                "usage": self.openai_usage(),
            }),
            Api::Embeddings => json!({
                "object": "list", "model": self.model,
                "data": [{"object": "embedding", "index": 0, "embedding": [0.25, -0.5, 0.125, 1.0]}],
                "usage": {"prompt_tokens": input, "total_tokens": input},
            }),
            Api::Responses => self.response_object("completed"),
            Api::Messages => json!({
                "id": "msg_standin", "type": "message", "role": "assistant", "model": self.model,
                "content": [{"type": "text", "text": self.text()}], "stop_reason": "end_turn", "stop_sequence": null,
                "usage": self.anthropic_usage(output),
            }),
            Api::CountTokens => json!({"input_tokens": input}),
            Api::Gemini => self.gemini(&self.text(), true),
            Api::OllamaChat | Api::OllamaGenerate => self.ollama(&self.text(), true),
            Api::Unknown => Value::Null,
        };
        if !self.counts_usage()
            && let Some(fields) = body.as_object_mut()
        {
            for name in ["usage", "usageMetadata", "prompt_eval_count", "eval_count"] {
                fields.remove(name);
            }
        }
        body
    }

    fn openai_usage(&self) -> Value {
        let Usage { input, output, cached, reasoning } = self.usage;
        json!({"prompt_tokens": input, "completion_tokens": output, "total_tokens": input + output,
            "prompt_tokens_details": {"cached_tokens": cached, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": reasoning}})
    }

    /// Anthropic counts cached tokens beside `input_tokens`, not in them.
    fn anthropic_usage(&self, output: u64) -> Value {
        let Usage { input, cached, .. } = self.usage;
        json!({"input_tokens": input - cached, "cache_creation_input_tokens": 0, "cache_read_input_tokens": cached,
            "output_tokens": output})
    }

    fn response_object(&self, status: &str) -> Value {
        let Usage { input, output, cached, reasoning } = self.usage;
        let done = status == "completed";
        let usage = if done {
            json!({"input_tokens": input, "input_tokens_details": {"cached_tokens": cached}, "output_tokens": output,
                "output_tokens_details": {"reasoning_tokens": reasoning}, "total_tokens": input + output})
        } else {
            Value::Null
        };
        let output = if done { json!([self.response_item()]) } else { json!([]) };
        json!({"id": "resp_standin", "object": "response", "created_at": 1_700_000_000, "status": status,
            "model": self.model, "output": output, "parallel_tool_calls": true, "tool_choice": "auto", "tools": [],
            "error": null, "incomplete_details": null, "instructions": null, "metadata": {}, "temperature": 1.0,
            "top_p": 1.0, "usage": usage})
    }

    fn response_item(&self) -> Value {
        json!({"type": "message", "id": "msg_standin", "status": "completed", "role": "assistant",
            "content": [{"type": "output_text", "text": self.text(), "annotations": []}]})
    }

    fn gemini(&self, text: &str, last: bool) -> Value {
        let Usage { input, output, cached, reasoning } = self.usage;
        let mut body = json!({"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "index": 0}],
            "modelVersion": self.model});
        if last {
            body["candidates"][0]["finishReason"] = json!("STOP");
            body["usageMetadata"] = json!({"promptTokenCount": input, "candidatesTokenCount": output - reasoning,
                "thoughtsTokenCount": reasoning, "cachedContentTokenCount": cached, "totalTokenCount": input + output});
        }
        body
    }

    fn ollama(&self, text: &str, done: bool) -> Value {
        let mut body = json!({"model": self.model, "created_at": "2026-01-01T00:00:00Z", "done": done});
        match self.api {
            Api::OllamaGenerate => body["response"] = json!(text),
            _ => body["message"] = json!({"role": "assistant", "content": text}),
        }
        if done {
            body["done_reason"] = json!("stop");
            body["prompt_eval_count"] = json!(self.usage.input);
            body["eval_count"] = json!(self.usage.output);
        }
        body
    }

    fn stream_answer(self, sent: Arc<Mutex<String>>) -> Response<Body> {
        let content_type = match self.api {
            Api::OllamaChat | Api::OllamaGenerate => "application/x-ndjson",
            _ => "text/event-stream",
        };
        let (sender, body) = Channel::<Bytes, Cut>::new(4);
        tokio::spawn(self.send_events(sender, sent));
        Response::builder().header("content-type", content_type).body(body.boxed()).expect("a static content type")
    }

    /// Sends each event in two pieces, as a network would cut them, and stops in the middle when told to.
    async fn send_events(self, mut sender: Sender<Bytes, Cut>, sent: Arc<Mutex<String>>) {
        let pause = if self.fault == "slow" { Duration::from_millis(50) } else { Duration::ZERO };
        let events = self.events();
        let stop = if self.breaks_off() { events.len() / 2 } else { events.len() };
        for (number, event) in events.into_iter().take(stop).enumerate() {
            let mut bytes = Bytes::from(event);
            let first = bytes.split_to(bytes.len() / 3);
            for piece in [first, bytes] {
                if sender.send_data(piece).await.is_err() {
                    return; // the client went away
                }
            }
            let word = number.checked_sub(self.events_ahead()).and_then(|number| self.words.get(number));
            sent.lock().expect("no holder panics").extend(word.map(String::as_str));
            tokio::time::sleep(pause).await;
        }
        if self.fault == "hold" {
            while sender.send_data(Bytes::from_static(HELD)).await.is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        } else if self.fault == "cut" {
            tokio::time::sleep(Duration::from_millis(20)).await; // what was sent goes out before the connection breaks
            sender.abort(Cut);
        }
    }

    /// How many of a stream's events come before the first word.
    fn events_ahead(&self) -> usize {
        if matches!(self.api, Api::Messages | Api::Responses) { 3 } else { 0 }
    }

    fn events(&self) -> Vec<String> {
        match self.api {
            Api::Chat | Api::Completions => self.openai_events(),
            Api::Responses => self.response_events(),
            Api::Messages => self.anthropic_events(),
            Api::Gemini => self.words_and_last(|call, word, last| format!("data: {}\r\n\r\n", call.gemini(word, last))),
            _ => self.words_and_last(|call, word, last| format!("{}\n", call.ollama(word, last))),
        }
    }

    fn words_and_last(&self, event: impl Fn(&Call, &str, bool) -> String) -> Vec<String> {
        let mut events: Vec<String> = self.words.iter().map(|word| event(self, word, false)).collect();
        if self.counts_usage() {
            events.push(event(self, "", true));
        }
        events
    }

    fn openai_events(&self) -> Vec<String> {
        let chunk = |choices: Value, usage: Option<Value>| {
            let mut chunk = json!({"id": "chatcmpl-standin", "object": "chat.completion.chunk",
                "created": 1_700_000_000, "model": self.model, "choices": choices});
            if let Some(usage) = usage {
                chunk["usage"] = usage;
            }
            format!("data: {chunk}\n\n")
        };
        let usage_or_null = self.include_usage.then_some(Value::Null);
        let choice = |word: &str, finish: Value| match self.api {
            Api::Completions => json!([{"index": 0, "text": word, "finish_reason": finish}]),
            _ => json!([{"index": 0, "delta": {"content": word}, "finish_reason": finish}]),
        };
        let mut events: Vec<String> =
            self.words.iter().map(|word| chunk(choice(word, Value::Null), usage_or_null.clone())).collect();
        events.push(chunk(choice("", json!("stop")), usage_or_null));
        if self.include_usage && self.counts_usage() {
            events.push(chunk(json!([]), Some(self.openai_usage())));
        }
        events.push("data: [DONE]\n\n".to_owned());
        events
    }

    fn anthropic_events(&self) -> Vec<String> {
        let event = |body: Value| format!("event: {}\ndata: {body}\n\n", body["type"].as_str().unwrap_or_default());
        let start = json!({"type": "message_start", "message": {"id": "msg_standin", "type": "message",
            "role": "assistant", "model": self.model, "content": [], "stop_reason": null, "stop_sequence": null,
            "usage": self.anthropic_usage(1)}});
        let block = json!({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}});
        let mut events = vec![event(start), event(block), event(json!({"type": "ping"}))];
        events.extend(self.words.iter().map(|word| {
            event(json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": word}}))
        }));
        events.push(event(json!({"type": "content_block_stop", "index": 0})));
        events
            .push(event(json!({"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null},
            "usage": {"output_tokens": self.usage.output}})));
        events.push(event(json!({"type": "message_stop"})));
        if !self.counts_usage() {
            events.retain(|event| !event.contains("\"usage\""));
        }
        events
    }

    fn response_events(&self) -> Vec<String> {
        let item = json!({"type": "message", "id": "msg_standin", "status": "in_progress", "role": "assistant",
            "content": []});
        let place = |kind: &str| json!({"type": kind, "item_id": "msg_standin", "output_index": 0, "content_index": 0});
        let with = |mut body: Value, name: &str, value: Value| {
            body[name] = value;
            body
        };
        let part = |text: &str| json!({"type": "output_text", "text": text, "annotations": []});
        let mut bodies = vec![
            json!({"type": "response.created", "response": self.response_object("in_progress")}),
            json!({"type": "response.output_item.added", "output_index": 0, "item": item}),
            with(place("response.content_part.added"), "part", part("")),
        ];
        bodies.extend(self.words.iter().map(|word| with(place("response.output_text.delta"), "delta", json!(word))));
        bodies.push(with(place("response.output_text.done"), "text", json!(self.text())));
        bodies.push(with(place("response.content_part.done"), "part", part(&self.text())));
        bodies.push(json!({"type": "response.output_item.done", "output_index": 0, "item": self.response_item()}));
        if self.counts_usage() {
            bodies.push(json!({"type": "response.completed", "response": self.response_object("completed")}));
        }
        bodies
            .into_iter()
            .enumerate()
            .map(|(number, body)| {
                let body = with(body, "sequence_number", json!(number));
                format!("event: {}\ndata: {body}\n\n", body["type"].as_str().unwrap_or_default())
            })
            .collect()
    }
}

/// A JSON answer of which only the first half arrives.
fn cut_short(body: String, half: usize) -> Response<Body> {
    let (mut sender, channel) = Channel::<Bytes, Cut>::new(1);
    let length = body.len();
    tokio::spawn(async move {
        let half = Bytes::from(body).slice(..half);
        let _ = sender.send_data(half).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
        sender.abort(Cut);
    });
    Response::builder()
        .header("content-type", "application/json")
        .header("content-length", length)
        .body(channel.boxed())
        .expect("static headers")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Ask;

    fn ask(path: &str, body: Value, fault: &str) -> (crate::wire::Answer, Received) {
        let standin = Standin::start("here").unwrap();
        let answer = Ask::json(path, &body).header(FAULT_HEADER, fault).send(standin.port).unwrap();
        (answer, standin.take().remove(0))
    }

    #[test]
    fn every_api_answers_with_the_usage_it_recorded() {
        let cases = [
            ("/v1/chat/completions", "/usage/prompt_tokens"),
            ("/openai/deployments/d/chat/completions?api-version=1", "/usage/prompt_tokens"),
            ("/v1/completions", "/usage/prompt_tokens"),
            ("/v1/embeddings", "/usage/prompt_tokens"),
            ("/v1/responses", "/usage/input_tokens"),
            ("/v1/messages", "/usage/input_tokens"),
            ("/v1/messages/count_tokens", "/input_tokens"),
            ("/v1beta/models/m:generateContent", "/usageMetadata/promptTokenCount"),
        ];
        for (path, place) in cases {
            let (answer, received) = ask(path, json!({"model": "m", "text": "hello"}), "");
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.json().pointer(place), Some(&json!(received.usage.input)), "{path}");
        }
    }

    #[test]
    fn streams_end_with_usage_when_it_was_asked_for() {
        let body = json!({"model": "m", "stream": true, "stream_options": {"include_usage": true}});
        let (answer, _) = ask("/v1/chat/completions", body, "");
        let text = answer.text();
        assert!(text.contains("\"usage\":null"));
        assert!(text.contains("\"prompt_tokens\""));
        assert!(text.ends_with("data: [DONE]\n\n"));
        let (answer, _) = ask("/v1/messages", json!({"model": "m", "stream": true}), "");
        assert!(answer.text().starts_with("event: message_start\n"));
        let (answer, _) = ask("/v1/responses", json!({"model": "m", "stream": true}), "");
        assert!(answer.text().contains("event: response.completed\n"));
    }

    #[test]
    fn trouble_comes_when_asked_for() {
        let stream = json!({"model": "m", "stream": true});
        assert_eq!(ask("/v1/messages", stream.clone(), "500").0.status, 500);
        assert_eq!(ask("/v1/messages", stream.clone(), "429").0.header("retry-after"), Some("1"));
        assert_eq!(ask("/v1/messages", stream.clone(), "html").0.header("content-type"), Some("text/html"));
        let (answer, _) = ask("/v1/messages", stream.clone(), "cut");
        assert!(!answer.complete && answer.text().contains("message_start") && !answer.text().contains("message_stop"));
        let (answer, _) = ask("/v1/chat/completions", json!({"model": "m"}), "cut");
        assert!(!answer.complete && answer.json().is_null());
        let (answer, _) = ask("/v1/chat/completions", json!({"model": "m"}), "no-usage");
        assert!(answer.json()["usage"].is_null() && answer.json()["choices"].is_array());
    }

    #[test]
    fn it_knows_how_much_text_went_out() {
        let stream = json!({"model": "m", "stream": true});
        let plain = json!({"model": "m"});
        let whole = |path: &str, body: &Value| ask(path, body.clone(), "").1.text();
        for path in ["/v1/chat/completions", "/v1/completions", "/v1/messages", "/v1/responses"] {
            for body in [&stream, &plain] {
                let all = whole(path, body);
                assert!(all.ends_with(" reached me."), "{path}: {all}");
                let (answer, received) = ask(path, body.clone(), "cut");
                let part = received.text();
                assert!(all.starts_with(&part) && (*body == plain || part.len() < all.len()), "{path}: {part}");
                // Its last word is the last that arrived.
                let words: Vec<&str> = part.split_whitespace().collect();
                assert_eq!(words.iter().filter(|word| !answer.text().contains(**word)).count(), 0, "{path}: {part}");
                let next = all[part.len()..].split_whitespace().next().unwrap_or("nothing");
                let complete = format!("\"{next} \"");
                assert!(*body == plain || !answer.text().contains(&complete), "{path}: {part}");
            }
        }
        let (_, received) = ask("/v1/messages", stream.clone(), "500");
        assert_eq!(received.text(), "");
    }

    #[test]
    fn a_stopped_one_refuses_connections_until_it_is_restarted() {
        let mut standin = Standin::start("here").unwrap();
        standin.stop();
        assert!(Ask::get("/").send(standin.port).is_err());
        standin.restart().unwrap();
        assert_eq!(Ask::get("/").send(standin.port).unwrap().status, 404);
    }
}
