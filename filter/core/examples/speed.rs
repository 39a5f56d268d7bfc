//! How long the engine alone takes for a request, natively: from its head and body to the decision and its edits.
//!
//! `speed POLICY.json BODY.json...` prints the microseconds of one request for each body. `cargo xtask bench` runs it.

use std::error::Error;
use std::time::{Duration, Instant};

use octroi_core::exchange::{Engine, Exchange, Facts, Header};

/// Long enough that the clock and a single interruption do not matter.
const MEASURE: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = std::env::args().skip(1);
    let policy = std::fs::read(files.next().ok_or("usage: speed POLICY.json BODY.json...")?)?;
    let engine = Engine::configure(&policy).map_err(|problems| format!("{problems:?}"))?;
    for file in files {
        let body = std::fs::read(file)?;
        let mut best = f64::INFINITY;
        for _ in 0..3 {
            best = best.min(micros_per_request(&engine, &body));
        }
        println!("{best:.2}");
    }
    Ok(())
}

fn micros_per_request(engine: &Engine, body: &[u8]) -> f64 {
    let started = Instant::now();
    let mut requests = 0_u32;
    while started.elapsed() < MEASURE {
        let (mut exchange, _) = Exchange::open(engine, head(body.len()), false, Facts::default());
        std::hint::black_box(exchange.body(engine, body, 0));
        requests += 1;
    }
    started.elapsed().as_secs_f64() * 1e6 / f64::from(requests)
}

fn head(body_bytes: usize) -> Vec<Header> {
    let length = body_bytes.to_string();
    [
        (":method", "POST"),
        (":path", "/v1/chat/completions"),
        (":authority", "gateway"),
        ("content-type", "application/json"),
        ("content-length", &length),
        ("authorization", "Bearer app-key"),
    ]
    .map(|(name, value)| (name.as_bytes().to_vec(), value.as_bytes().to_vec()))
    .to_vec()
}
