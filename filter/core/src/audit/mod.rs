//! The decision as a record: one JSON object on one line per request, without any content of it.
//!
//! Every field is either a word of our own vocabulary, a name that the policy gave, a number, or an identifier that
//! the proxy made. What the policy does not list stands here as `unlisted`: a client can write anything into a model's
//! name. Only where the policy lists no tenants at all, the tenant is named as the gateway does, bounded by [`printable`].

use std::collections::BTreeMap;

use serde::Serialize;

use crate::calendar::{SECONDS_PER_DAY, date_of};
use crate::classify::Coverage;
use crate::policy::Mode;
use crate::words::Sensitivity;

pub mod chain;
pub mod key;
mod line; // a record -> its text
pub mod signature;

/// Version of the record's fields. It changes when a field changes its meaning or goes; new fields may come without.
/// Version 2 has `chain` and `mac`, and its keys are sorted.
pub const RECORD_VERSION: u32 = 2;

/// What became of one request, field by field. **The fields stand in the order of the alphabet**, so that the line is
/// canonical JSON as it is written ([`chain::canonical`]) and its MAC survives whoever sorts keys on the way; a test
/// holds them to it. For the same reason a number here is always whole.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// `forward`, `reroute`, `redact` or `deny`; `none` when the request ended before there was a decision.
    pub action: &'static str,
    /// The application that sent the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// Keyed hash of the request's body, the key's id in front, where the policy asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The budgets that cover it, in the order in which they were asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<BudgetUse>,
    /// Categories of what was found.
    pub categories: Vec<&'static str>,
    /// The record's place in the chain of its VM. The chain fills it in, when the record is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<chain::Link>,
    /// Keyed hash of the conversation's name, the key's id in front, where the policy asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// What the answer's usage came to, in `currency`; absent when the usage or the price is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// Estimate before sending; absent when the price is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_estimate: Option<String>,
    /// What the same tokens would have cost at the upstream asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_if_asked: Option<String>,
    /// The estimate for the upstream asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_if_asked_estimate: Option<String>,
    /// The country that the upstream taken stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// How much of the request could be read: `complete`, `partial`, `none`.
    pub coverage: &'static str,
    /// Currency of the costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Why it was denied, as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied: Option<&'static str>,
    /// From the request's head to the end, in milliseconds.
    pub duration_ms: u64,
    /// What was found, and how often.
    pub entities: BTreeMap<String, u32>,
    /// Time spent in the filter, all callbacks together, in microseconds.
    pub filter_us: u64,
    /// The decision's id, unique per worker and configuration.
    pub id: String,
    /// `enforce` or `observe`.
    pub mode: &'static str,
    /// The model that the request was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The model that the request asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model_asked: Option<String>,
    /// What moved it from where it asked to go: a constraint's name, or `residency`, `tenant`, `retries_into`,
    /// `unavailable`, `schema`, `model`, `capability`, `context_window`, `preference`, `alias`, `budget`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_by: Option<String>,
    /// OpenTelemetry's `gen_ai.operation.name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<&'static str>,
    /// `ok`, `denied`, `upstream_error`, `unavailable`, `cut` or `no_answer`.
    pub outcome: &'static str,
    /// Digest of the policy in force.
    pub policy: String,
    /// Envoy's request id, when it is a UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The constraints that applied.
    pub rules: Vec<String>,
    /// The API schema that the request spoke.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<&'static str>,
    /// What the request counts as.
    pub sensitivity: &'static str,
    /// Where the budgets' settled amounts come from: `reported` (the answer told its usage), `estimated` (it did not,
    /// or was never complete), `unbilled` (an error of the upstream, or what costs nothing: only the request counts),
    /// `released` (nothing was sent). Absent where no budget covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<&'static str>,
    /// HTTP status that the client got; 0 when it got none.
    pub status: u16,
    /// Whether the answer was asked for as a stream.
    pub stream: bool,
    /// The request's task tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
    /// Whose request it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// When the request's head arrived, UTC, RFC 3339 with milliseconds.
    pub time: String,
    /// Tokens, estimated and used.
    pub tokens: Tokens,
    /// Why parts of the request were not read.
    pub uninspected: Vec<&'static str>,
    /// The upstream that the request was sent to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upstream: Option<String>,
    /// The upstream that the request asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upstream_asked: Option<String>,
    /// How the tokens used are known: `reported` by the upstream, `estimated`, or `none`.
    pub usage: &'static str,
    /// On whose behalf: the id of a key, `:`, and the keyed hash of the user's name under it. The same user has the same
    /// under one key. Only where the policy names a source and there is a key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// [`RECORD_VERSION`].
    pub v: u32,
    /// In observe mode, what enforcement would have done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would: Option<&'static str>,
    /// The zone of the upstream taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<&'static str>,
}

/// What one request used of one budget. Amounts are decimals of the budget's unit: requests, tokens, or the currency's.
#[derive(Debug, Clone, Serialize)]
pub struct BudgetUse {
    /// The budget's name.
    pub name: String,
    /// What was reserved before sending.
    pub reserved: String,
    /// What was settled in the end; absent while it is not known, or when the counter could not be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<String>,
    /// `ok`; `warn` (much of it is used); `over` (the request does not fit); `degraded` (it did not fit, and the cheapest
    /// upstream was preferred); `unpriced` (nobody knows how much it will use); `contended` (the counter could not be
    /// changed).
    pub state: &'static str,
}

/// Tokens of one request.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Tokens {
    /// Of the input, audio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_input: Option<u64>,
    /// Of the output, audio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_output: Option<u64>,
    /// Of the input, written to the vendor's cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_write: Option<u64>,
    /// Of the input, read from the vendor's cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cached: Option<u64>,
    /// Input used, cached tokens among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<u64>,
    /// Estimate of the input before sending.
    pub input_estimated: u64,
    /// Output used, reasoning tokens among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<u64>,
    /// Of the output, spent on reasoning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning: Option<u64>,
}

impl Record {
    /// The record of a request on which nothing was decided: of all that can be said, the strictest.
    pub fn undecided() -> Record {
        Record {
            action: "none",
            application: None,
            budgets: Vec::new(),
            body: None,
            categories: Vec::new(),
            chain: None,
            conversation: None,
            cost: None,
            cost_estimate: None,
            cost_if_asked: None,
            cost_if_asked_estimate: None,
            country: None,
            coverage: Coverage::None.as_str(),
            currency: None,
            denied: None,
            duration_ms: 0,
            entities: BTreeMap::new(),
            filter_us: 0,
            id: String::new(),
            mode: Mode::Enforce.as_str(),
            model: None,
            model_asked: None,
            moved_by: None,
            operation: None,
            outcome: "no_answer",
            policy: String::new(),
            request_id: None,
            rules: Vec::new(),
            schema: None,
            sensitivity: Sensitivity::Restricted.as_str(),
            settled_by: None,
            status: 0,
            stream: false,
            task: None,
            tenant: None,
            time: String::new(),
            tokens: Tokens::default(),
            uninspected: Vec::new(),
            upstream: None,
            upstream_asked: None,
            usage: "none",
            user: None,
            v: RECORD_VERSION,
            would: None,
            zone: None,
        }
    }

    /// One line of JSON, not sealed. A record holds nothing that JSON cannot.
    pub fn to_line(&self) -> String {
        line::of(self)
    }
}

/// Longest client-written name that is repeated in a record or header.
pub const NAME_BYTES_MAX: usize = 128;

/// A client-written name, if it may be repeated: letters, digits and `._:/@-`, at most [`NAME_BYTES_MAX`] bytes.
/// Anything else could carry content or a header injection, and is not repeated.
pub fn printable(name: &str) -> Option<&str> {
    let ok = |b: u8| b.is_ascii_alphanumeric() || b"._:/@-".contains(&b);
    (!name.is_empty() && name.len() <= NAME_BYTES_MAX && name.bytes().all(ok)).then_some(name)
}

/// RFC 3339 in UTC with milliseconds.
pub fn rfc3339_millis(unix_nanos: u64) -> String {
    let (secs, millis) = (unix_nanos / 1_000_000_000, unix_nanos / 1_000_000 % 1000);
    let (year, month, day) = date_of(secs / SECONDS_PER_DAY);
    let of_day = secs % SECONDS_PER_DAY;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    // Written for every request: `format!` is ten times dearer.
    let mut text = *b"0000-00-00T00:00:00.000Z";
    for (digits, value) in [
        (0..4, year),
        (5..7, month),
        (8..10, day),
        (11..13, hour),
        (14..16, minute),
        (17..19, second),
        (20..23, millis),
    ] {
        let mut value = value;
        for digit in text.get_mut(digits).unwrap_or_default().iter_mut().rev() {
            *digit = b'0' + (value % 10) as u8;
            value /= 10;
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_rfc3339() {
        for (nanos, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"),
            (1_795_305_599_999_000_000, "2026-11-21T23:59:59.999Z"),
            (4_102_444_800_123_456_789, "2100-01-01T00:00:00.123Z"),
        ] {
            assert_eq!(rfc3339_millis(nanos), text);
        }
    }

    #[test]
    fn only_names_are_repeated() {
        for (name, may) in [
            ("gpt-4o", true),
            ("meta-llama/Llama-3.3-70B-Instruct", true),
            ("mistral@2411:latest", true),
            ("", false),
            ("gpt 4o", false),
            ("a\r\nx-octroi-zone: self_hosted", false),
            ("Müller", false),
            (&"a".repeat(129), false),
        ] {
            assert_eq!(printable(name).is_some(), may, "{name}");
        }
    }
}
