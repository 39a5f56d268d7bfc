//! A record of the audit log, read back.
//!
//! Every field that is missing is unknown, never zero and never "no": older versions lack fields, newer ones have more. A
//! field that does not have the type it is known to have makes the record unreadable, which whoever reads must say.

use std::collections::BTreeMap;

use octroi_core::money::{Amount, parse_amount};
use octroi_core::words::Zone;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::time;
use crate::text::{plain, steers};

/// One request, as its record tells. The fields' meaning is that of [`octroi_core::audit::Record`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Version of the record's fields.
    pub v: u32,
    pub id: String,
    pub request_id: Option<String>,
    /// Seconds since 1970; `None`: the record tells no time.
    #[serde(rename = "time", deserialize_with = "unix_secs")]
    pub unix_secs: Option<u64>,
    pub tenant: Option<String>,
    pub application: Option<String>,
    pub task: Option<String>,
    pub schema: Option<String>,
    pub operation: Option<String>,
    pub stream: Option<bool>,
    pub entities: Option<BTreeMap<String, u32>>,
    pub categories: Option<Vec<String>>,
    pub sensitivity: Option<String>,
    pub coverage: Option<String>,
    pub uninspected: Option<Vec<String>>,
    pub policy: Option<String>,
    pub mode: Option<String>,
    pub rules: Vec<String>,
    pub action: Option<String>,
    /// In observe mode, what enforcement would have done.
    pub would: Option<String>,
    pub denied: Option<String>,
    pub upstream_asked: Option<String>,
    pub moved_by: Option<String>,
    pub upstream: Option<String>,
    pub zone: Option<String>,
    pub country: Option<String>,
    pub model_asked: Option<String>,
    pub model: Option<String>,
    pub tokens: Tokens,
    /// `reported`, `estimated` or `none`.
    pub usage: Option<String>,
    pub currency: Option<String>,
    #[serde(deserialize_with = "money")]
    pub cost_estimate: Option<Amount>,
    #[serde(deserialize_with = "money")]
    pub cost: Option<Amount>,
    #[serde(deserialize_with = "money")]
    pub cost_if_asked_estimate: Option<Amount>,
    #[serde(deserialize_with = "money")]
    pub cost_if_asked: Option<Amount>,
    pub status: Option<u16>,
    pub outcome: Option<String>,
    pub filter_us: Option<u64>,
    pub duration_ms: Option<u64>,
}

/// Tokens of one request; `None` is unknown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Tokens {
    pub input_estimated: Option<u64>,
    pub input: Option<u64>,
    pub cached: Option<u64>,
    pub cache_write: Option<u64>,
    pub audio_input: Option<u64>,
    pub output: Option<u64>,
    pub reasoning: Option<u64>,
    pub audio_output: Option<u64>,
}

impl Entry {
    /// Reads one record's JSON. Names are [`plain`]: in the filter's own records they always are, in forged ones they must
    /// not steer what shows them.
    ///
    /// # Errors
    /// Says what is wrong with it, without any of its values.
    pub fn parse(record: &str) -> Result<Entry, String> {
        let maybe_steers = record.contains(|c| c == '\\' || steers(c));
        let read = match maybe_steers {
            true => serde_json::from_str(record).map(plain_value).and_then(serde_json::from_value),
            false => serde_json::from_str(record),
        };
        let entry: Entry = read.map_err(|error| match error.classify() {
            serde_json::error::Category::Data => "a field has another type than it should".to_owned(),
            _ => "not JSON".to_owned(),
        })?;
        if entry.v == 0 { Err("no version `v`".to_owned()) } else { Ok(entry) }
    }

    /// Whether decisions were only recorded.
    pub fn observed(&self) -> bool {
        self.mode.as_deref() == Some("observe")
    }

    /// Whether all of it was looked at. What the record does not tell was not.
    pub fn read_in_full(&self) -> bool {
        self.coverage.as_deref() == Some("complete")
    }

    /// How far it went. `None`: it went nowhere.
    pub fn went(&self) -> Option<Went> {
        // A request that was answered by the proxy may name the upstream that could not be reached: nothing says that no
        // byte arrived there, so it counts as gone.
        self.upstream.as_ref()?;
        Some(self.zone.as_deref().and_then(Zone::parse).map_or(Went::Unknown, Went::To))
    }
}

/// Where a request went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Went {
    /// To this zone.
    To(Zone),
    /// To an upstream of which the record tells no zone that we know: outside of every zone.
    Unknown,
}

impl Went {
    /// Whether that is beyond the zone. What is not known is.
    pub fn outside(self, zone: Zone) -> bool {
        match self {
            Went::To(to) => to > zone,
            Went::Unknown => true,
        }
    }
}

/// The same with every string and name plain.
fn plain_value(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(plain(&text)),
        Value::Array(list) => list.into_iter().map(plain_value).collect(),
        Value::Object(map) => map.into_iter().map(|(name, value)| (plain(&name), plain_value(value))).collect(),
        other => other,
    }
}

fn unix_secs<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.as_deref().and_then(time::parse))
}

fn money<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Amount>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| parse_amount(&text)).transpose().map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_unknown() {
        let entry = Entry::parse(r#"{"v":1,"id":"a","upstream":"x","chain":{"seq":1},"later":[1]}"#).unwrap();
        assert_eq!((entry.unix_secs, entry.cost, entry.tokens.input, entry.stream), (None, None, None, None));
        assert_eq!(entry.went(), Some(Went::Unknown));
        assert!(entry.went().unwrap().outside(Zone::ThirdCountry));
        assert_eq!(Entry::parse(r#"{"v":2,"zone":"eea"}"#).unwrap().went(), None);
    }

    #[test]
    fn the_filters_own_record_is_read() {
        let mut record = octroi_core::audit::Record::undecided();
        record.time = octroi_core::audit::rfc3339_millis(1_795_305_599_999_000_000);
        record.cost = Some("0.000325".to_owned());
        record.zone = Some("eea");
        record.upstream = Some("x".to_owned());
        let entry = Entry::parse(&record.to_line()).unwrap();
        assert_eq!(entry.unix_secs, Some(1_795_305_599));
        assert_eq!(entry.cost, Some(Amount(325_000_000)));
        assert_eq!(entry.went(), Some(Went::To(Zone::Eea)));
        assert!(!entry.went().unwrap().outside(Zone::Eea));
        assert!(entry.went().unwrap().outside(Zone::Sovereign));
    }

    #[test]
    fn names_of_a_forged_record_are_plain() {
        let forged =
            r#"{"v":2,"tenant":"a\nCOMPLETE: 1","entities":{"\u001b[2J":1},"rules":["\u202e"],"model":"say \"x\""}"#;
        let entry = Entry::parse(forged).unwrap();
        assert_eq!(entry.tenant.as_deref(), Some("a\u{fffd}COMPLETE: 1"));
        assert_eq!(entry.entities.unwrap().keys().collect::<Vec<_>>(), ["\u{fffd}[2J"]);
        assert_eq!((entry.rules, entry.model.as_deref()), (vec!["\u{fffd}".to_owned()], Some("say \"x\"")));
        assert_eq!(Entry::parse("{\"v\":2,\"tenant\":\"\u{9b}x\"}").unwrap().tenant.as_deref(), Some("\u{fffd}x"));
    }

    #[test]
    fn what_cannot_be_read_is_said_without_values() {
        for (record, error) in [
            ("{}", "no version `v`"),
            ("{\"v\":1", "not JSON"),
            (r#"{"v":1,"cost":"-1"}"#, "a field has another type than it should"),
            (r#"{"v":1,"cost":1.5}"#, "a field has another type than it should"),
            (r#"{"v":1,"stream":"secret"}"#, "a field has another type than it should"),
        ] {
            assert_eq!(Entry::parse(record).unwrap_err(), error, "{record}");
        }
    }
}
