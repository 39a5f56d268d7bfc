//! What was checked, as an answer: each chain by itself, what is wrong, and one verdict.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::super::time;
use super::check::{Chain, Checker, Counts};
use super::fault::{Fault, Faults, Kind};
use crate::text::plain;

/// What the log proves, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every chain that is named anywhere is whole, from its opening to its closing, under a key.
    Complete,
    /// Nothing is wrong with what is there, but it does not tell whether more followed, or a forger had no key to need.
    Unbroken,
    /// Something is wrong.
    NotComplete,
    /// There are no records.
    Nothing,
}

impl Verdict {
    /// The name in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Complete => "complete",
            Verdict::Unbroken => "unbroken",
            Verdict::NotComplete => "not_complete",
            Verdict::Nothing => "nothing",
        }
    }
}

/// How a chain ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It said so itself.
    Closed,
    /// An anchor names its last record; whether others followed is not known.
    Anchored,
    /// Nothing tells; the last record that an anchor names, if there is one.
    Open(Option<u64>),
}

/// A chain.
#[derive(Debug)]
pub struct Told {
    pub vm: String,
    pub records: u64,
    pub first: u64,
    pub last: u64,
    pub end: End,
    pub key: Option<String>,
    pub keyed: bool,
    pub build: Option<String>,
    pub policy: Option<String>,
    pub opened: Option<String>,
    pub first_unix_secs: Option<u64>,
    pub last_unix_secs: Option<u64>,
    pub clock_went_back: u64,
    /// Anchors of records that are there, read too long after them to be compared with them.
    pub uncompared: u64,
    /// Earlier anchors that were let go, as there are so many.
    pub anchors_dropped: u64,
    /// Whether anything is wrong with it.
    pub faulty: bool,
}

/// Everything that can be said.
#[derive(Debug)]
pub struct Answer {
    pub verdict: Verdict,
    pub chains: Vec<Told>,
    pub faults: Faults,
    pub counts: Counts,
}

impl Checker {
    /// Everything was read. `part`: the files are a part of the log, so that a chain may begin outside of them.
    pub fn finish(self, part: bool) -> Answer {
        let Checker { chains, mut faults, counts, .. } = self;
        let mut told: Vec<Told> = chains.into_iter().map(|(vm, chain)| tell(vm, chain, part, &mut faults)).collect();
        for chain in &mut told {
            chain.faulty = faults.concern(&chain.vm);
        }
        told.sort_by(|a, b| (&a.opened, &a.vm).cmp(&(&b.opened, &b.vm)));
        let whole = |chain: &Told| {
            chain.end == End::Closed && (chain.keyed || chain.last == 0) && chain.first <= 1 && chain.uncompared == 0
        };
        let verdict = match counts.records {
            _ if !faults.is_empty() => Verdict::NotComplete,
            0 => Verdict::Nothing,
            _ if told.iter().all(whole) => Verdict::Complete,
            _ => Verdict::Unbroken,
        };
        Answer { verdict, chains: told, faults, counts }
    }
}

fn tell(vm: String, chain: Chain, part: bool, faults: &mut Faults) -> Told {
    let joined = chain.join(&vm, part, faults);
    if let Some((longest, _)) = chain.pending.last_key_value().filter(|(seq, _)| **seq > joined.last) {
        let what = "an anchor or another chain tells of them, and they are not there".to_owned();
        faults.add(Fault::missing(Kind::NoEnd, what).of(&vm, joined.last.saturating_add(1), *longest));
    }
    if let Some(closed) = chain.closed.filter(|closed| *closed < joined.last) {
        let what = format!("the chain was closed with record {closed}, and yet there are more");
        faults.add(Fault::missing(Kind::Forked, what).of(&vm, closed.saturating_add(1), joined.last));
    }
    let end = match (chain.closed, chain.anchored) {
        (Some(closed), _) if closed == joined.last => End::Closed,
        (_, Some(anchored)) if anchored == joined.last => End::Anchored,
        (_, anchored) => End::Open(anchored),
    };
    Told {
        vm,
        records: chain.records,
        first: joined.first,
        last: joined.last,
        end,
        key: chain.key,
        keyed: chain.keyed,
        build: chain.build,
        policy: chain.policy,
        opened: chain.opened,
        first_unix_secs: chain.first_unix_secs,
        last_unix_secs: chain.last_unix_secs,
        clock_went_back: chain.clock_went_back,
        uncompared: chain.pending.range(joined.first..=joined.last).count() as u64,
        anchors_dropped: chain.anchors_dropped,
        faulty: false,
    }
}

impl Answer {
    /// The verdict in one line.
    pub fn line(&self) -> String {
        let Counts { records, .. } = self.counts;
        let chains = plural(self.chains.len() as u64, "chain");
        match self.verdict {
            Verdict::Complete => {
                format!("COMPLETE: {}, {chains}, each from its opening to its closing", plural(records, "record"))
            }
            Verdict::Unbroken => format!(
                "UNBROKEN: {}, {chains}; nothing is missing between them and none was changed{}{}",
                plural(records, "record"),
                if self.open_ends() > 0 {
                    format!("; what followed the end of {} is not known", self.open_ends())
                } else {
                    String::new()
                },
                if self.unkeyed() {
                    "; without a key, whoever can write the log could have written it anew"
                } else {
                    ""
                },
            ),
            Verdict::NotComplete => {
                let kinds = self.faults.counts.iter().map(|(kind, count)| format!("{count} {}", kind.as_str()));
                format!("NOT COMPLETE: {}", kinds.collect::<Vec<_>>().join(", "))
            }
            Verdict::Nothing => "NOTHING: there are no records, so nothing is proved".to_owned(),
        }
    }

    fn open_ends(&self) -> usize {
        self.chains.iter().filter(|chain| chain.end != End::Closed).count()
    }

    fn unkeyed(&self) -> bool {
        self.chains.iter().any(|chain| !chain.keyed && chain.last > 0)
    }

    /// For people: every chain, every fault, the counts, the verdict.
    pub fn text(&self, files: &[PathBuf]) -> Vec<String> {
        let mut lines: Vec<String> = self.chains.iter().flat_map(Told::lines).map(|line| plain(&line)).collect();
        lines.extend(self.fault_lines(files));
        let Counts { records, anchors, without_record, other_lines } = self.counts;
        lines.push(format!(
            "{}, {}, {} of other programs",
            plural(records, "record"),
            plural(anchors, "anchor"),
            plural(other_lines, "line")
        ));
        if without_record > 0 {
            lines.push(format!(
                "{} without a record: refused by Envoy before any filter, or under way when a VM failed",
                plural(without_record, "request")
            ));
        }
        lines.push(self.line());
        lines
    }

    /// What is wrong, line by line.
    pub fn fault_lines(&self, files: &[PathBuf]) -> Vec<String> {
        let mut lines: Vec<String> = self.faults.told.iter().map(|fault| fault_line(fault, files)).collect();
        if self.faults.untold() > 0 {
            lines.push(format!("and {} more that are not told one by one", self.faults.untold()));
        }
        lines
    }

    /// Everything, for programs.
    pub fn json(&self, files: &[PathBuf]) -> Value {
        let chains: Vec<Value> = self.chains.iter().map(Told::json).collect();
        let faults: Vec<Value> = self.faults.told.iter().map(|fault| fault_json(fault, files)).collect();
        let counts = self.faults.counts.iter().map(|(kind, count)| (kind.as_str().to_owned(), json!(count)));
        json!({
            "verdict": self.verdict.as_str(),
            "text": self.line(),
            "records": self.counts.records,
            "anchors": self.counts.anchors,
            "requests_without_record": self.counts.without_record,
            "other_lines": self.counts.other_lines,
            "chains": chains,
            "faults": faults,
            "fault_counts": counts.collect::<serde_json::Map<_, _>>(),
        })
    }
}

impl Told {
    fn lines(&self) -> Vec<String> {
        let or = |text: &Option<String>, otherwise: &str| text.clone().unwrap_or_else(|| otherwise.to_owned());
        let policy = or(&self.policy, "not told");
        let sealed = match (&self.key, self.last) {
            (Some(key), _) => format!("key {key}"),
            (None, 0) => "no records".to_owned(),
            (None, _) => "no key".to_owned(),
        };
        let mut lines = vec![format!(
            "chain {}  opened {}, build {}, policy {}, {sealed}",
            self.vm,
            or(&self.opened, "at a time not told"),
            or(&self.build, "not told"),
            policy.chars().take(12).collect::<String>()
        )];
        let state = if self.faulty { "with faults, see below" } else { "unbroken" };
        let end = match self.end {
            End::Closed => "closed; nothing followed".to_owned(),
            End::Anchored => "anchored; whether more followed is not known".to_owned(),
            End::Open(Some(last)) => format!("whether more followed is not known; last anchor: record {last}"),
            End::Open(None) => "whether more followed is not known; no anchor".to_owned(),
        };
        let records =
            if self.last == 0 { "no records".to_owned() } else { format!("records {} to {}", self.first, self.last) };
        lines.push(format!("  {records}: {state}; {end}"));
        if self.clock_went_back > 0 {
            lines.push(format!("  the clock went back {}", plural(self.clock_went_back, "time")));
        }
        if self.uncompared > 0 {
            let anchors = plural(self.uncompared, "anchor");
            lines.push(format!("  {anchors} came too late to be compared: give Envoy's own log as --anchors, and the files from the oldest"));
        }
        if self.anchors_dropped > 0 {
            let anchors = plural(self.anchors_dropped, "early anchor");
            lines.push(format!("  {anchors} not compared: so many are not kept; later ones were"));
        }
        lines
    }

    fn json(&self) -> Value {
        let (end, anchored) = match self.end {
            End::Closed => ("closed", Some(self.last)),
            End::Anchored => ("anchored", Some(self.last)),
            End::Open(anchored) => ("open", anchored),
        };
        json!({
            "vm": self.vm, "records": self.records, "first": self.first, "last": self.last, "end": end,
            "last_anchored": anchored, "key": self.key, "build": self.build, "policy": self.policy,
            "opened": self.opened, "from": self.first_unix_secs.map(time::second),
            "to": self.last_unix_secs.map(time::second), "clock_went_back": self.clock_went_back,
            "anchors_not_compared": self.uncompared, "anchors_not_kept": self.anchors_dropped, "faulty": self.faulty,
        })
    }
}

fn fault_line(fault: &Fault, files: &[PathBuf]) -> String {
    let records = match &fault.records {
        Some((vm, first, last)) if first == last => format!("record {first} of {vm}: "),
        Some((vm, _, u64::MAX)) => format!("chain {vm}: "),
        Some((vm, first, last)) => format!("records {first} to {last} of {vm}: "),
        None => String::new(),
    };
    let place = fault.place.and_then(|place| Some(format!(" ({}:{})", files.get(place.file)?.display(), place.line)));
    plain(&format!("{}: {records}{}{}", fault.kind.as_str(), fault.what, place.unwrap_or_default()))
}

fn fault_json(fault: &Fault, files: &[PathBuf]) -> Value {
    let (vm, first, last) = match &fault.records {
        Some((vm, first, last)) => (Some(vm), Some(first), Some(last).filter(|last| **last != u64::MAX)),
        None => (None, None, None),
    };
    json!({
        "kind": fault.kind.as_str(), "vm": vm, "first": first, "last": last, "what": fault.what,
        "file": fault.place.and_then(|place| files.get(place.file)), "line": fault.place.map(|place| place.line),
    })
}

fn plural(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
