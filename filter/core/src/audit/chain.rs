//! Records in a chain: each names its predecessor's MAC, so that none can be changed, taken out, put in or moved
//! without a trace. One chain a configuration on a worker's VM, because workers share nothing.
//!
//! ```text
//! record  {"action": ..., "chain": {"prev": MAC of the record before, "seq": 17, "vm": ...}, ..., "mac": MAC}
//! anchor  {"anchor": "last", "at": MAC of record 17, "key": ..., "seq": 17, "time": ..., "vm": ..., "mac": MAC}
//! ```
//!
//! What a MAC covers is the object's [`canonical`] JSON without `mac`. Keys are written in the order of the alphabet and
//! `mac` is written last, so that this is simply the line up to it. Who stores the line as JSON and writes it out again
//! in another order loses nothing: [`Sealed::read`] puts it back.
//!
//! A chain's end has nothing behind it that could show that it is missing. Anchors do: the host puts them where the log
//! does not go. `docs/AUDIT.md` tells what is proved and what is not.

use serde::Serialize;
use serde_json::Value;

use crate::audit::key::{Key, Mac, seal};
use crate::audit::{Record, rfc3339_millis};
use crate::json;
use crate::limits::CHAIN_TIPS_MAX;

/// What a line of the host's log has in front of an anchor.
pub const ANCHOR_MARK: &str = "octroi_anchor ";

/// The build that writes: version, and the revision when the build was told one (`OCTROI_REVISION`).
pub const BUILD: &str = match option_env!("OCTROI_REVISION") {
    Some(revision) => revision,
    None => env!("CARGO_PKG_VERSION"),
};

/// A record's place in its chain.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// [`ALG_PLAIN`] or [`ALG_KEYED`].
    pub alg: &'static str,
    /// Id of the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Only in a chain's first record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<Opening>,
    /// MAC of the record before; zeros in the first.
    pub prev: Mac,
    /// The first record is 1.
    pub seq: u64,
    /// Id of the chain: 16 hex digits, random for each configuration on each worker's VM.
    pub vm: String,
    /// The ends of other chains in the same process, as this one knew them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witness: Vec<Tip>,
}

/// BLAKE3 without a key: shows accidents, not forgers.
pub const ALG_PLAIN: &str = "blake3";
/// BLAKE3 with a key.
pub const ALG_KEYED: &str = "blake3-keyed";

/// How a chain began.
#[derive(Debug, Clone, Serialize)]
pub struct Opening {
    /// [`BUILD`].
    pub build: &'static str,
    /// When the configuration was loaded, UTC, RFC 3339 with milliseconds.
    pub time: String,
}

/// The end of a chain at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tip {
    /// MAC of that record; zeros before the first.
    pub mac: Mac,
    /// Its number; 0 before the first.
    pub seq: u64,
    /// Its chain.
    pub vm: String,
}

/// What an anchor says about its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnchorKind {
    /// It begins.
    Open,
    /// It is this long by now.
    Last,
    /// It ends here.
    Close,
}

impl AnchorKind {
    /// Every value, in order.
    pub const ALL: &'static [AnchorKind] = &[AnchorKind::Open, AnchorKind::Last, AnchorKind::Close];

    /// The spelling in anchors.
    pub const fn as_str(self) -> &'static str {
        match self {
            AnchorKind::Open => "open",
            AnchorKind::Last => "last",
            AnchorKind::Close => "close",
        }
    }
}

#[derive(Serialize)]
struct Anchor<'a> {
    anchor: &'static str,
    at: Mac,
    build: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    policy: &'a str,
    seq: u64,
    time: String,
    vm: &'a str,
}

/// The chain of one configuration on one worker.
#[derive(Debug)]
pub struct Chain {
    key: Option<Key>,
    vm: String,
    policy: String,
    seq: u64,
    last: Mac,
    opening: Option<Opening>,
    /// What the next record tells of other chains, and what was told of them last.
    witness: Vec<Tip>,
    witnessed: Vec<Tip>,
    /// Whether an anchor has told that it exists.
    announced: bool,
    anchored: u64,
    anchored_unix_nanos: u64,
}

impl Chain {
    /// Begins a chain. `vm` is random; `policy` the digest of the policy in force.
    pub fn begin(key: Option<Key>, vm: u64, policy: &str, now_unix_nanos: u64) -> Chain {
        Chain {
            key,
            vm: format!("{vm:016x}"),
            policy: policy.to_owned(),
            seq: 0,
            last: Mac::default(),
            opening: Some(Opening { build: BUILD, time: rfc3339_millis(now_unix_nanos) }),
            witness: Vec::new(),
            witnessed: Vec::new(),
            announced: false,
            anchored: 0,
            anchored_unix_nanos: now_unix_nanos,
        }
    }

    /// Puts a record at the end of the chain, and gives its line.
    pub fn seal(&mut self, mut record: Record) -> String {
        record.chain = Some(self.next_link());
        self.close_line(record.to_line())
    }

    /// The same for a record that is JSON already. A link and MAC that it has are replaced.
    pub fn seal_value(&mut self, mut record: Value) -> String {
        if let Some(fields) = record.as_object_mut() {
            fields.remove("mac");
            fields.insert("chain".to_owned(), serde_json::to_value(self.next_link()).unwrap_or_default());
        }
        self.close_line(canonical(&record))
    }

    fn next_link(&mut self) -> Link {
        self.seq = self.seq.saturating_add(1);
        Link {
            alg: if self.key.is_some() { ALG_KEYED } else { ALG_PLAIN },
            key: self.key.as_ref().map(|key| key.id().to_owned()),
            open: self.opening.take(),
            prev: self.last,
            seq: self.seq,
            vm: self.vm.clone(),
            witness: std::mem::take(&mut self.witness),
        }
    }

    fn close_line(&mut self, line: String) -> String {
        let (line, mac) = with_mac(self.key.as_ref(), line);
        self.last = mac;
        line
    }

    /// Its end.
    pub fn tip(&self) -> Tip {
        Tip { mac: self.last, seq: self.seq, vm: self.vm.clone() }
    }

    /// Hears of the ends of other chains, and tells in the next record of those that have grown.
    pub fn witness(&mut self, tips: &Tips) {
        let grown = |tip: &&Tip| tip.vm != self.vm && tip.seq > 0 && !self.witnessed.contains(tip);
        let grown: Vec<Tip> = tips.0.iter().filter(grown).cloned().collect();
        self.witnessed = tips.0.clone();
        // What was to be told and was not yet is older, and the same chains'.
        self.witness.retain(|tip| grown.iter().all(|other| other.vm != tip.vm));
        self.witness.extend(grown);
    }

    /// Whether it has grown, and was not anchored for so long.
    pub fn anchor_is_due(&self, now_unix_nanos: u64, seconds: u64) -> bool {
        let passed = now_unix_nanos.saturating_sub(self.anchored_unix_nanos);
        self.seq > self.anchored && passed >= seconds.saturating_mul(1_000_000_000)
    }

    /// Whether an anchor has told that it exists.
    pub fn is_announced(&self) -> bool {
        self.announced
    }

    /// An anchor to be put where the log does not go, [`ANCHOR_MARK`] in front. `None` if the last one said the same, and
    /// for the end of a chain that nobody was told of.
    pub fn anchor(&mut self, kind: AnchorKind, now_unix_nanos: u64) -> Option<String> {
        let news = match kind {
            AnchorKind::Open => !self.announced,
            AnchorKind::Last => self.anchored != self.seq,
            AnchorKind::Close => self.announced,
        };
        if !news {
            return None;
        }
        self.announced = true;
        self.anchored = self.seq;
        self.anchored_unix_nanos = now_unix_nanos;
        let anchor = Anchor {
            anchor: kind.as_str(),
            at: self.last,
            build: BUILD,
            key: self.key.as_ref().map(Key::id),
            policy: &self.policy,
            seq: self.seq,
            time: rfc3339_millis(now_unix_nanos),
            vm: &self.vm,
        };
        let (line, _) = with_mac(self.key.as_ref(), serde_json::to_string(&anchor).unwrap_or_default());
        Some(format!("{ANCHOR_MARK}{line}"))
    }
}

/// The ends of a process's chains, by which its workers witness one another: one `VM SEQ MAC` a line, the one that was
/// told last at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tips(Vec<Tip>);

impl Tips {
    /// Reads the lines; what is no such line is left out.
    pub fn parse(bytes: &[u8]) -> Tips {
        let tip = |line: &str| {
            let mut parts = line.split(' ');
            let (vm, seq, mac) = (parts.next()?, parts.next()?.parse().ok()?, Mac::parse(parts.next()?)?);
            is_vm(vm).then(|| Tip { mac, seq, vm: vm.to_owned() })
        };
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        Tips(text.lines().filter_map(tip).take(CHAIN_TIPS_MAX).collect())
    }

    /// Puts a chain's end in the place of what was known of it. Beyond [`CHAIN_TIPS_MAX`] the oldest one goes.
    pub fn put(&mut self, tip: Tip) {
        self.0.retain(|known| known.vm != tip.vm);
        if self.0.len() >= CHAIN_TIPS_MAX {
            self.0.remove(0);
        }
        self.0.push(tip);
    }

    /// The lines.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|tip| format!("{} {} {}\n", tip.vm, tip.seq, tip.mac)).collect::<String>().into_bytes()
    }
}

/// Whether it is a VM's name, as [`Chain::begin`] writes it. It goes into records: nothing else is taken from elsewhere.
fn is_vm(name: &str) -> bool {
    name.len() == 16 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Puts `mac` at the end of a canonical object.
fn with_mac(key: Option<&Key>, mut line: String) -> (String, Mac) {
    let mac = seal(key, line.as_bytes());
    line.truncate(line.len().saturating_sub(1));
    line.push_str(",\"mac\":\"");
    line.push_str(&mac.hex());
    line.push_str("\"}");
    (line, mac)
}

/// A sealed object, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// What the MAC covers.
    text: String,
    /// The MAC as it is written.
    mac: Mac,
}

impl Sealed {
    /// Takes an object apart whose `mac` stands at the end, as it was written.
    pub fn as_written(line: &str) -> Option<Sealed> {
        let before = line.strip_suffix("\"}")?;
        let (text, mac) = before.split_at_checked(before.len().checked_sub(2 * super::key::MAC_BYTES)?)?;
        let text = text.strip_suffix(",\"mac\":\"")?;
        Some(Sealed { text: format!("{text}}}"), mac: Mac::parse(mac)? })
    }

    /// Takes an object apart that somebody wrote again in another order. `None` without a `mac`, and for an object in
    /// which a key stands twice: two readers would take two values.
    pub fn rewritten(line: &str) -> Option<Sealed> {
        if json::duplicate_key(line.as_bytes()).is_some() {
            return None;
        }
        let mut value: Value = serde_json::from_str(line).ok()?;
        let mac = Mac::parse(value.as_object_mut()?.remove("mac")?.as_str()?)?;
        Some(Sealed { text: canonical(&value), mac })
    }

    /// The MAC as it is written.
    pub fn mac(&self) -> Mac {
        self.mac
    }

    /// Whether the MAC is right. Without a key, the plain hash is meant.
    pub fn holds(&self, key: Option<&Key>) -> bool {
        seal(key, self.text.as_bytes()).matches(self.mac)
    }
}

/// The MAC of a sealed object if it is right, in whatever order its keys stand by now.
pub fn check(line: &str, key: Option<&Key>) -> Option<Mac> {
    let right = |sealed: Option<Sealed>| sealed.filter(|sealed| sealed.holds(key)).map(|sealed| sealed.mac);
    right(Sealed::as_written(line)).or_else(|| right(Sealed::rewritten(line)))
}

/// JSON without space, keys in the order of their bytes, whole numbers as integers, strings with no escape but `\"`,
/// `\\` and those of control characters (`\b`, `\t`, `\n`, `\f`, `\r`, else `\u00xx`).
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write_canonical(value, &mut out);
    out
}

fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(&String, &Value)> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "," });
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write_canonical(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "," });
                write_canonical(item, out);
            }
            out.push(']');
        }
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            // A whole number that went through a language which knows doubles only.
            Some(float) if float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 => {
                out.push_str(&format!("{float:.0}"));
            }
            _ => out.push_str(&number.to_string()),
        },
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::audit::key::Use;

    fn key(byte: u8) -> Key {
        Key::parse(&format!("k{byte}:{}", format!("{byte:02x}").repeat(32)), Use::Chain).unwrap()
    }

    fn record() -> Record {
        let mut record = Record::undecided();
        record.id = "0123-1".to_owned();
        record.tenant = Some("Müller \"& Söhne\" \u{1}\u{7f}".to_owned());
        record.entities.insert("iban".to_owned(), 2);
        record.tokens.input = Some(7);
        record
    }

    #[test]
    fn a_sealed_line_is_canonical_up_to_its_mac() {
        let mut full = record();
        full.cost = Some("0.1".to_owned());
        for key in [None, Some(key(1))] {
            let mut chain = Chain::begin(key.clone(), 7, "digest", 0);
            chain.witness(&Tips(vec![Tip { mac: Mac::default(), seq: 3, vm: "x".to_owned() }]));
            for record in [full.clone(), record()] {
                let line = chain.seal(record);
                let sealed = Sealed::as_written(&line).unwrap();
                assert_eq!(Sealed::rewritten(&line), Some(sealed.clone()), "the keys of a record are sorted: {line}");
                assert!(sealed.holds(key.as_ref()) && sealed.mac() == chain.tip().mac);
            }
            for kind in AnchorKind::ALL {
                chain.seal(record());
                let line = chain.anchor(*kind, 1).unwrap();
                let line = line.strip_prefix(ANCHOR_MARK).unwrap();
                assert_eq!(Sealed::rewritten(line), Sealed::as_written(line), "the keys of an anchor are sorted");
                assert!(check(line, key.as_ref()).is_some());
            }
        }
    }

    #[test]
    fn chains_of_a_process_witness_one_another() {
        let mut tips = Tips::default();
        let mut chains = [1, 2].map(|vm| Chain::begin(None, vm, "digest", 0));
        let mut told = Vec::new();
        for _ in 0..3 {
            for chain in &mut chains {
                let line: Value = serde_json::from_str(&chain.seal(record())).unwrap();
                told.push(line["chain"]["witness"].as_array().map_or(0, Vec::len));
                chain.witness(&tips);
                tips.put(chain.tip());
                tips = Tips::parse(&tips.to_bytes());
            }
        }
        assert_eq!(told, [0, 0, 0, 1, 1, 1], "each tells of the other when it has grown");
        chains[0].witness(&tips);
        chains[0].witness(&tips);
        let line: Value = serde_json::from_str(&chains[0].seal(record())).unwrap();
        assert_eq!(line["chain"]["witness"].as_array().map(Vec::len), Some(1), "heard twice, told once: {line}");
        for vm in 0..200 {
            tips.put(Tip { mac: Mac::default(), seq: 1, vm: format!("{vm:016x}") });
        }
        assert_eq!(Tips::parse(&tips.to_bytes()), tips);
        assert_eq!(tips.0.len(), CHAIN_TIPS_MAX);
        let mac = Mac::default();
        for no_tip in [
            "\u{0}".to_owned(),
            format!("00000000000000ab 1 {}", "0".repeat(31)),
            format!("00000000000000ab x {mac}"),
            format!("00000000000000AB 1 {mac}"),
            format!("jeanne 1 {mac}"),
            format!(" 1 {mac}"),
        ] {
            assert_eq!(Tips::parse(no_tip.as_bytes()), Tips::default(), "{no_tip}");
        }
        assert_eq!(Tips::parse(b"\xff"), Tips::default());
        assert_eq!(Tips::parse(format!("00000000000000ab 1 {mac}").as_bytes()).0.len(), 1);
    }

    #[test]
    fn an_anchor_is_due_when_the_chain_has_grown_and_time_has_passed() {
        let mut chain = Chain::begin(None, 1, "digest", 0);
        assert!(!chain.anchor_is_due(u64::MAX, 60), "it has not grown");
        chain.seal(record());
        assert!(!chain.anchor_is_due(59_999_999_999, 60) && chain.anchor_is_due(60_000_000_000, 60));
        chain.anchor(AnchorKind::Last, 60_000_000_000);
        assert!(!chain.anchor_is_due(u64::MAX, 60));
    }

    #[test]
    fn the_fields_of_a_record_are_sorted() {
        let source = concat!(include_str!("mod.rs"), include_str!("chain.rs"));
        for name in ["Record", "Tokens", "BudgetUse", "Link", "Opening", "Tip", "Anchor<'a>"] {
            let (_, body) = source.split_once(&format!("struct {name} {{\n")).unwrap();
            let (body, _) = body.split_once("\n}").unwrap();
            let lines = body.lines().map(|line| line.trim().trim_start_matches("pub "));
            let fields: Vec<&str> = lines.filter_map(|line| Some(line.split_once(": ")?.0)).collect();
            let fields: Vec<&str> = fields.into_iter().filter(|field| !field.contains(' ')).collect();
            assert!(fields.len() > 1 && fields.is_sorted(), "{name}: {fields:?}");
        }
    }

    #[test]
    fn each_record_names_the_one_before() {
        let mut chain = Chain::begin(Some(key(1)), 0xab, "digest", 0);
        assert_eq!(chain.tip().seq, 0);
        let mut prev = Mac::default();
        for seq in 1..=3 {
            let line: Value = serde_json::from_str(&chain.seal(record())).unwrap();
            let link = &line["chain"];
            assert_eq!(
                (&link["seq"], &link["vm"], &link["key"]),
                (&seq.into(), &"00000000000000ab".into(), &"k1".into())
            );
            assert_eq!(link["prev"], prev.to_string());
            assert_eq!(link["open"].is_object(), seq == 1);
            prev = Mac::parse(line["mac"].as_str().unwrap()).unwrap();
        }
        assert!(chain.anchor(AnchorKind::Close, 0).is_none(), "nobody was told of it");
        assert!(chain.anchor(AnchorKind::Last, 0).is_some());
        assert!(chain.anchor(AnchorKind::Last, 0).is_none(), "nothing new to say");
        assert!(chain.anchor(AnchorKind::Close, 0).is_some());
    }

    #[test]
    fn survives_who_writes_it_again() {
        let line = Chain::begin(Some(key(1)), 7, "digest", 0).seal(record());
        let value: Value = serde_json::from_str(&line).unwrap();
        let spaced = serde_json::to_string_pretty(&value).unwrap();
        let mut turned = serde_json::Map::new();
        value
            .as_object()
            .unwrap()
            .iter()
            .rev()
            .for_each(|(key, value)| drop(turned.insert(key.clone(), value.clone())));
        let turned = Value::Object(turned).to_string();
        let escaped = line.replace('ü', "\\u00fc").replace('&', "\\u0026");
        let floats = line.replace("\"seq\":1", "\"seq\":1.0");
        for rewritten in [&line, &spaced, &turned, &escaped, &floats] {
            assert!(check(rewritten, Some(&key(1))).is_some(), "{rewritten}");
            assert!(check(rewritten, Some(&key(2))).is_none() && check(rewritten, None).is_none());
        }
        let twice = turned.replacen('{', "{\"action\":\"forward\",", 1);
        assert!(check(&twice, Some(&key(1))).is_none(), "a key that stands twice is read differently by two readers");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_changed_byte_is_found(by in 1u8..=255) {
            for key in [None, Some(key(1))] {
                let line = Chain::begin(key.clone(), 7, "digest", 0).seal(record());
                for at in 0..line.len() {
                    let mut bytes = line.clone().into_bytes();
                    bytes[at] ^= by;
                    let Ok(changed) = String::from_utf8(bytes) else { continue };
                    prop_assert!(check(&changed, key.as_ref()).is_none(), "{changed}");
                }
            }
        }
    }
}
