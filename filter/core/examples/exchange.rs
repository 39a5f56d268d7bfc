//! Runs one request and its answer from head to record, natively, so often: for counting instructions.
//!
//! `valgrind --tool=callgrind exchange POLICY.json BODY.json ANSWER.json TIMES`, built with
//! `cargo build --release --config 'profile.release.debug=1' -p octroi-core --example exchange`. The difference between
//! two numbers of times, divided, is one exchange.

use std::error::Error;

use octroi_core::audit::chain::Chain;
use octroi_core::exchange::{Engine, Exchange, Facts, Headers, Origin};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let mut next = || args.next().ok_or("usage: exchange POLICY.json BODY.json ANSWER.json TIMES");
    let policy = std::fs::read(next()?)?;
    let (body, answer) = (std::fs::read(next()?)?, std::fs::read(next()?)?);
    let times: u32 = next()?.parse()?;
    let engine = Engine::configure(&policy).map_err(|problems| format!("{problems:?}"))?;
    let mut chain = Chain::begin(None, 0, engine.policy().digest(), 0);
    for _ in 0..times {
        run(&engine, &mut chain, &body, &answer);
    }
    Ok(())
}

fn run(engine: &Engine, chain: &mut Chain, body: &[u8], answer: &[u8]) {
    let facts = Facts { decision_id: "0123456789abcdef-1".to_owned(), ..Facts::default() };
    let (mut exchange, _) = Exchange::open(engine, request_head(body.len()), false, facts);
    std::hint::black_box(exchange.body(engine, body, 0));
    std::hint::black_box(exchange.response_head(engine, &answer_head(answer.len()), || Origin::Upstream, false, 0));
    std::hint::black_box(exchange.response_chunk(engine, answer));
    std::hint::black_box(exchange.response_end(engine));
    std::hint::black_box(exchange.close(engine, chain, 0, 0));
}

fn request_head(body_bytes: usize) -> Headers {
    let length = body_bytes.to_string();
    headers(&[
        (":method", "POST"),
        (":path", "/v1/chat/completions"),
        (":authority", "gateway"),
        (":scheme", "http"),
        ("content-type", "application/json"),
        ("content-length", &length),
        ("x-request-id", "7c9f2c1e-0000-4000-8000-000000000001"),
    ])
}

fn answer_head(body_bytes: usize) -> Headers {
    let length = body_bytes.to_string();
    headers(&[(":status", "200"), ("content-type", "application/json"), ("content-length", &length)])
}

fn headers(pairs: &[(&str, &str)]) -> Headers {
    pairs.iter().copied().collect()
}
