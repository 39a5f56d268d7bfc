//! `cargo xtask audit-log`: the log of a quarter that never was, for tests, pictures and the bench.
//!
//! Each kind of request goes through the engine itself, with the policy of `examples/policies`, in a few sizes and with
//! the usage that an upstream might answer. So every record is one that the filter would have written. The log repeats
//! these at times that follow office hours, weekends, nights and growth. The same seed gives the same log.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use octroi_core::audit::chain::Chain;
use octroi_core::audit::key::{Key, Use};
use octroi_core::audit::rfc3339_millis;
use octroi_core::exchange::{Engine, Exchange, Facts, Header, Headers, Origin};
use octroi_core::policy::Policy;
use serde_json::{Value, json};

use crate::parts;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wish {
    /// How many records.
    pub requests: u64,
    /// Of the random numbers.
    pub seed: u64,
    /// How many days they are spread over, from [`FIRST_DAY`].
    pub days: u64,
}

/// Days since 1970 of Monday, 2026-08-24.
pub const FIRST_DAY: u64 = 20_689;

/// Sizes in which each kind of request comes; the last but one meets an upstream that fails, the last a client that hangs
/// up on a stream.
const SIZES: u64 = 10;
const FAILS: u64 = SIZES - 2;
const HANGS_UP: u64 = SIZES - 1;

/// Workers that write the log between them.
const WORKERS: u64 = 4;

/// The variable that Envoy hands to the module, too.
const KEY_VARIABLE: &str = "OCTROI_AUDIT_KEY";

const HOUR_NANOS: u64 = 3_600_000_000_000;

/// Writes the log to `out`, as `envoy/envoy.yaml` has Envoy write it.
///
/// # Errors
/// A policy that does not load, or an output that cannot be written.
pub fn write(wish: &Wish, out: &mut dyn Write) -> Result<()> {
    ensure!(wish.days > 0, "at least one day");
    let engine = engine(&parts::root().join("examples/policies/company.yaml"))?;
    let kinds = kinds();
    let mut random = Random(wish.seed);
    let records: Vec<Vec<Value>> =
        kinds.iter().map(|kind| kind.records(&engine, &mut random)).collect::<Result<_>>()?;
    let weights = |slot: u64| kinds.iter().map(move |kind| kind.weight(slot));
    let total: f64 = (0..wish.days * 24).flat_map(weights).sum();
    let mut out = BufWriter::new(out);
    let mut chains = chains(&engine, &mut random)?;
    let (mut written, mut passed) = (0_u64, 0.0);
    for slot in 0..wish.days * 24 {
        let weights: Vec<f64> = weights(slot).collect();
        passed += weights.iter().sum::<f64>();
        let until =
            if slot + 1 == wish.days * 24 { wish.requests } else { (passed / total * wish.requests as f64) as u64 };
        let count = until.saturating_sub(written);
        for i in 0..count {
            let kind = random.pick(&weights);
            let size = match random.below(50) {
                0 => FAILS,
                1 => HANGS_UP,
                n => n % FAILS,
            };
            let nanos = FIRST_DAY * 24 * HOUR_NANOS + slot * HOUR_NANOS + HOUR_NANOS / count * i;
            let record = records[kind][size as usize].clone();
            let chain = &mut chains[random.below(WORKERS) as usize];
            line(&mut out, record, written + i, nanos, &mut random, chain)?;
        }
        written += count;
    }
    out.flush()?;
    Ok(())
}

/// One line of the access log.
fn line(
    out: &mut dyn Write,
    mut record: Value,
    number: u64,
    nanos: u64,
    random: &mut Random,
    chain: &mut Chain,
) -> Result<()> {
    let output = record["tokens"]["output"].as_u64().unwrap_or(0);
    let duration = if record["upstream"].is_null() { 1 } else { 180 + output * 11 + random.below(400) };
    record["id"] = json!(format!("{:016x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
    record["time"] = json!(rfc3339_millis(nanos));
    record["filter_us"] = json!(35 + random.below(90));
    record["duration_ms"] = json!(duration);
    let (time, status, bytes) = (rfc3339_millis(nanos), record["status"].clone(), random.below(9_000));
    let record = chain.seal_value(record);
    writeln!(
        out,
        r#"{{"time":"{time}","status":{status},"flags":"-","bytes_in":{bytes},"bytes_out":{},"duration_ms":{duration},"audit":[{record}]}}"#,
        output * 4
    )?;
    Ok(())
}

/// A chain for each worker, with the key of [`KEY_VARIABLE`] if that is set.
fn chains(engine: &Engine, random: &mut Random) -> Result<Vec<Chain>> {
    let key = match std::env::var(KEY_VARIABLE) {
        Ok(text) => Some(Key::parse(&text, Use::Chain).map_err(|no| anyhow::anyhow!("{KEY_VARIABLE}: {no}"))?),
        Err(_) => None,
    };
    let policy = engine.policy().digest();
    Ok((0..WORKERS).map(|_| Chain::begin(key.clone(), random.next(), policy, FIRST_DAY * 24 * HOUR_NANOS)).collect())
}

fn engine(policy: &Path) -> Result<Engine> {
    let text = std::fs::read_to_string(policy).with_context(|| format!("cannot read `{}`", policy.display()))?;
    let value: Value = yaml_serde::from_str(&text)?;
    let policy = Policy::from_value(&value).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    Ok(Engine::new(policy))
}

/// When a kind of request comes.
#[derive(Clone, Copy)]
enum Hours {
    /// On working days, mostly between eight and six.
    Office,
    /// Every day, mostly between ten at night and four.
    Night,
    /// Every day, by day and a little by night.
    Always,
}

/// Requests that one application sends.
struct Kind {
    tenant: &'static str,
    task: &'static str,
    path: &'static str,
    model: &'static str,
    stream: bool,
    text: &'static str,
    /// Share of all requests on the first day, roughly.
    share: f64,
    hours: Hours,
    /// By how much it grows in thirty days, in percent.
    growth_percent: f64,
    /// Input and output tokens of a middling request.
    tokens: (u64, u64),
}

const CHAT: &str = "/v1/chat/completions";

#[rustfmt::skip]
fn kinds() -> Vec<Kind> {
    let kind = |tenant, task, path, model, stream, share, hours, growth_percent, tokens, text| Kind {
        tenant, task, path, model, stream, text, share, hours, growth_percent, tokens,
    };
    use Hours::{Always, Night, Office};
    vec![
        kind("marketing", "copy", CHAT, "gpt-4o", true, 16.0, Office, 4.0, (900, 600),
            "Write three short texts for our new oak bench: warm, plain, no exclamation marks."),
        kind("marketing", "translate", CHAT, "product-texts", false, 9.0, Night, 12.0, (1400, 1300),
            "Traduis cette description en français : un banc en chêne huilé, simple et solide."),
        kind("marketing", "classify", CHAT, "gpt-4o-mini", false, 14.0, Night, 8.0, (450, 20),
            "Which of these groups does the article belong to: garden, kitchen, office? Answer with one word."),
        kind("support", "answer", CHAT, "gpt-4o-mini", true, 22.0, Always, 6.0, (1200, 260),
            "Our customer Anna Berg (anna.berg@posteo.de) asks when order 4711 will arrive. Write a short answer."),
        kind("support", "summarise", CHAT, "gpt-4o", false, 12.0, Always, 5.0, (3200, 240),
            "Summarise this conversation: how do I oil the bench, and how often? Once a year is enough."),
        kind("support", "refund", CHAT, "gpt-4o", false, 4.0, Office, 3.0, (1100, 220),
            "Please refund Mr. Jonas Keller, IBAN DE89 3704 0044 0532 0130 00, and write to jonas.keller@gmx.de."),
        kind("engineering", "assist", "/v1/messages", "claude-sonnet-4-5", true, 18.0, Office, 15.0, (9000, 900),
            "Why does this function read the file twice? fn read(path: &str) -> String { todo!() }"),
        kind("engineering", "review", "/v1/messages", "claude-sonnet-4-5", false, 6.0, Always, 20.0, (16000, 1200),
            "Review this change for mistakes: the loop now stops one element earlier than before."),
        kind("engineering", "debug", CHAT, "gpt-4o", true, 1.2, Office, 10.0, (2400, 500),
            "It fails with 403, my key is sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4 - why?"),
        kind("engineering", "search", "/v1/embeddings", "text-embedding-3-small", false, 11.0, Night, 9.0, (700, 0),
            "The map shows the footpaths in green, the cycle routes in blue and the railway in black."),
        kind("people", "files", "/v1/embeddings", "text-embedding-3-small", false, 0.6, Night, 3.0, (500, 0),
            "Personnel file of Anna Berg, born 4 May 1985, IBAN DE89 3704 0044 0532 0130 00, sick since March."),
        kind("clinic", "letters", CHAT, "gpt-4o", false, 7.0, Office, 9.0, (1900, 700),
            "Patientin Sabine Krämer, geboren am 14.03.1971, stellte sich mit Brustkrebs links vor. Nach der \
             Chemotherapie besteht eine Depression. Bitte einen Arztbrief an die Hausärztin."),
        kind("clinic", "coding", CHAT, "mistral-small-latest", false, 5.0, Night, 7.0, (2600, 90),
            "Der Patient hat Diabetes mellitus Typ 2 und Bluthochdruck. Welche ICD-10-Kodes passen?"),
        kind("clinic", "picture", CHAT, "gpt-4o", false, 1.0, Office, 5.0, (1300, 200), PICTURE),
        kind("legal", "contract", CHAT, "claude-sonnet-4-5", false, 3.0, Office, 2.0, (12000, 800),
            "STRICTLY CONFIDENTIAL. Summarise the share purchase agreement and the purchase price adjustment."),
    ]
}

/// Stands for a picture in a request.
const PICTURE: &str = "picture";

impl Kind {
    /// How much of it comes in an hour, counted from the first day.
    fn weight(&self, slot: u64) -> f64 {
        let (day, hour) = (slot / 24, slot % 24);
        let weekend = day % 7 >= 5;
        let by_hour = match (self.hours, hour, weekend) {
            (Hours::Office, 8..=17, false) => 1.0,
            (Hours::Office, 6..=20, false) => 0.15,
            (Hours::Office, ..) => 0.01,
            (Hours::Night, 22.. | 0..=3, _) => 1.6,
            (Hours::Night, ..) => 0.05,
            (Hours::Always, 7..=21, false) => 0.6,
            (Hours::Always, 7..=21, true) => 0.35,
            (Hours::Always, ..) => 0.08,
        };
        // No two days are alike: up to a fifth more or less.
        let mood = 0.8 + Random(day * 1000 + self.task.len() as u64).below(400) as f64 / 1000.0;
        self.share * by_hour * mood * (1.0 + self.growth_percent / 100.0).powf(day as f64 / 30.0)
    }

    /// Its records: what the engine writes for it in each size.
    fn records(&self, engine: &Engine, random: &mut Random) -> Result<Vec<Value>> {
        (0..SIZES)
            .map(|size| {
                // From a third to three times the middling size, and a little apart from one another.
                let mut scale = |tokens: u64| tokens * (34 + size * size * 4 + random.below(12)) / 100;
                let (input, output) = (scale(self.tokens.0), scale(self.tokens.1));
                self.record(engine, size, input, output)
            })
            .collect()
    }

    fn record(&self, engine: &Engine, size: u64, input: u64, output: u64) -> Result<Value> {
        let now_unix_nanos = FIRST_DAY * 24 * HOUR_NANOS;
        let facts = Facts { now_unix_nanos, decision_id: "0".to_owned(), ..Facts::default() };
        let body = self.body(input).to_string();
        let (mut exchange, _) = Exchange::open(engine, self.head(body.len()), false, facts);
        exchange.body(engine, body.as_bytes(), now_unix_nanos);
        let status = if size == FAILS { "503" } else { "200" };
        let content_type = if self.stream { "text/event-stream" } else { "application/json" };
        let head: Headers = [(":status", status), ("content-type", content_type)].into_iter().collect();
        exchange.response_head(engine, &head, || Origin::Upstream, false, 0);
        exchange.response_chunk(engine, self.answer(input, output).as_bytes());
        if !(self.stream && size == HANGS_UP) {
            exchange.response_chunk(engine, if self.stream { b"data: [DONE]\n\n" } else { b"" });
            exchange.response_end(engine);
        }
        // Sealed anew when it is written.
        let mut chain = Chain::begin(None, 0, "", 0);
        let closing = exchange.close(engine, &mut chain, FIRST_DAY * 24 * HOUR_NANOS, 0);
        let state = closing.filter_state.into_iter().find(|(name, _)| *name == "octroi.audit");
        Ok(serde_json::from_str(&state.context("no record")?.1)?)
    }

    fn head(&self, length: usize) -> Vec<Header> {
        let length = length.to_string();
        [
            (":method", "POST"),
            (":path", self.path),
            (":authority", "gateway"),
            ("content-type", "application/json"),
            ("content-length", &length),
            ("x-tenant", self.tenant),
            ("x-task", self.task),
            ("x-application", self.application()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(header)
        .collect()
    }

    fn application(&self) -> &'static str {
        match self.tenant {
            "marketing" => "website",
            "support" => "helpdesk",
            "engineering" => "assistant",
            _ => "",
        }
    }

    /// The request, padded with harmless prose to about so many tokens.
    fn body(&self, input_tokens: u64) -> Value {
        const PROSE: &str = "Water flows downhill, and so does the path from the old mill to the lower fields. ";
        let repeats = usize::try_from(input_tokens / 18).unwrap_or(0);
        let text = format!("{} {}", self.text, PROSE.repeat(repeats));
        if self.path == "/v1/embeddings" {
            return json!({"model": self.model, "input": text});
        }
        let content = match self.text {
            PICTURE => json!([{"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]),
            _ => json!(text),
        };
        json!({"model": self.model, "max_tokens": 1024, "stream": self.stream,
               "messages": [{"role": "user", "content": content}]})
    }

    /// The upstream's answer: of its text nothing but the usage.
    fn answer(&self, input: u64, output: u64) -> String {
        let cached = if self.task == "assist" || self.task == "review" { input * 6 / 10 } else { 0 };
        if self.path == "/v1/messages" {
            let usage =
                json!({"input_tokens": input - cached, "cache_read_input_tokens": cached, "output_tokens": output});
            return match self.stream {
                true => [
                    json!({"type": "message_start", "message": {"usage": usage}}),
                    json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": output}}),
                    json!({"type": "message_stop"}),
                ]
                .map(|event| format!("event: {}\ndata: {event}\n\n", event["type"].as_str().unwrap_or_default()))
                .concat(),
                false => json!({"type": "message", "usage": usage}).to_string(),
            };
        }
        let usage = json!({"prompt_tokens": input, "completion_tokens": output, "total_tokens": input + output,
                           "prompt_tokens_details": {"cached_tokens": cached}});
        match self.stream {
            true => format!("data: {}\n\n", json!({"choices": [], "usage": usage})),
            false => json!({"choices": [], "usage": usage}).to_string(),
        }
    }
}

fn header((name, value): (&str, &str)) -> Header {
    (name.as_bytes().to_vec(), value.as_bytes().to_vec())
}

/// `splitmix64`: enough for a log that never was. Source: <https://prng.di.unimi.it/splitmix64.c>
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// An index, with these weights.
    fn pick(&mut self, weights: &[f64]) -> usize {
        let mut left = (self.next() >> 11) as f64 / (1_u64 << 53) as f64 * weights.iter().sum::<f64>();
        for (i, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return i;
            }
        }
        weights.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_its_log_in_order_of_time() {
        let log = |seed| {
            let mut out = Vec::new();
            write(&Wish { requests: 2_000, seed, days: 30 }, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let text = log(1);
        assert_eq!(text, log(1));
        assert_ne!(text, log(2));
        let records: Vec<Value> =
            text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["audit"][0].clone()).collect();
        assert_eq!(records.len(), 2_000);
        assert!(records.is_sorted_by_key(|record| record["time"].as_str().unwrap().to_owned()));
        for outcome in ["ok", "cut", "upstream_error", "denied"] {
            assert!(records.iter().any(|record| record["outcome"] == outcome), "{outcome}");
        }
        for zone in ["third_country", "eea", "sovereign", "self_hosted"] {
            assert!(records.iter().any(|record| record["zone"] == zone), "{zone}");
        }
    }
}
