//! Records and anchors in, faults out: one pass, and for each chain a few numbers instead of its records.
//!
//! Files come in any order, so that a chain is seen in *segments*: runs of records that follow one another within a file.
//! A segment keeps its ends only. When all is read they are put in order and must join: number to number, MAC to MAC.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use octroi_core::audit::chain::{ALG_KEYED, AnchorKind, check};
use octroi_core::audit::key::{Key, Mac};
use serde::Deserialize;

use super::super::log::{Item, Place};
use super::super::time;
use super::fault::{Fault, Faults, Kind};
use crate::Failure;

/// How many records back a repeated one can be told from another one with its number.
const WINDOW: usize = 1024;

/// Most chains that are kept apart. A year of daily reloads on 64 workers has some 23,000.
pub const CHAINS_MAX: usize = 100_000;

/// Most segments kept for a chain. A log that is whole has one a file.
const SEGMENTS_MAX: usize = 10_000;

/// Most anchors kept for a chain while their records have not come: two days' worth of one a minute.
const ANCHORS_MAX: usize = 3_000;

/// By how many seconds the end of a request may lie before the end of the one before it: both are whole seconds.
const CLOCK_SLACK_SECS: u64 = 2;

/// A run of records that follow one another in a file.
#[derive(Debug, Clone)]
pub struct Segment {
    pub file: usize,
    pub line: u64,
    pub first: u64,
    /// What the first one names as its predecessor.
    pub prev: Mac,
    pub last: u64,
    /// The last one's MAC.
    pub mac: Mac,
    /// Whether that MAC is right.
    sound: bool,
}

/// One chain, as far as it was seen.
#[derive(Debug, Default)]
pub struct Chain {
    pub records: u64,
    pub build: Option<String>,
    pub policy: Option<String>,
    pub opened: Option<String>,
    /// Id of the key of its records; `None`: it has none, or no record was seen.
    pub key: Option<String>,
    pub keyed: bool,
    key_is_unknown: bool,
    pub first_unix_secs: Option<u64>,
    pub last_unix_secs: Option<u64>,
    ended_unix_secs: u64,
    pub clock_went_back: u64,
    pub segments: Vec<Segment>,
    window: VecDeque<(u64, Mac)>,
    /// Anchors whose records have not come yet.
    pub pending: BTreeMap<u64, Mac>,
    /// Anchors that were let go to keep [`ANCHORS_MAX`] others.
    pub anchors_dropped: u64,
    /// The last record of which an anchor was seen that is right.
    pub anchored: Option<u64>,
    /// The last record, as the chain said itself when it was closed.
    pub closed: Option<u64>,
}

/// Lines that were seen, by what they are.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub records: u64,
    pub anchors: u64,
    pub without_record: u64,
    pub other_lines: u64,
}

/// What reads records and anchors, and remembers what is wrong with them.
#[derive(Debug)]
pub struct Checker {
    keys: Vec<Key>,
    pub chains: BTreeMap<String, Chain>,
    pub faults: Faults,
    pub counts: Counts,
}

#[derive(Deserialize)]
struct Record<'a> {
    v: u32,
    #[serde(borrow)]
    mac: Option<Cow<'a, str>>,
    #[serde(borrow)]
    chain: Option<Link<'a>>,
    #[serde(borrow)]
    policy: Cow<'a, str>,
    #[serde(borrow)]
    time: Cow<'a, str>,
    duration_ms: u64,
}

#[derive(Deserialize)]
struct Link<'a> {
    #[serde(borrow)]
    alg: Cow<'a, str>,
    #[serde(borrow)]
    key: Option<Cow<'a, str>>,
    open: Option<Opening>,
    #[serde(borrow)]
    prev: Cow<'a, str>,
    seq: u64,
    #[serde(borrow)]
    vm: Cow<'a, str>,
    #[serde(borrow, default)]
    witness: Vec<Tip<'a>>,
}

#[derive(Deserialize)]
struct Opening {
    build: String,
    time: String,
}

#[derive(Deserialize)]
struct Tip<'a> {
    #[serde(borrow)]
    mac: Cow<'a, str>,
    seq: u64,
    #[serde(borrow)]
    vm: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Anchor<'a> {
    #[serde(borrow)]
    anchor: Cow<'a, str>,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    key: Option<Cow<'a, str>>,
    build: String,
    policy: String,
    time: String,
    seq: u64,
    #[serde(borrow)]
    vm: Cow<'a, str>,
}

/// Whether a sealed object says what was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seal {
    Right,
    Wrong,
    /// Its key was not given.
    UnknownKey,
    /// It has no key, although keys were given.
    Unkeyed,
}

impl Checker {
    /// With no keys, only plain hashes can be checked.
    pub fn new(keys: Vec<Key>) -> Checker {
        Checker { keys, chains: BTreeMap::new(), faults: Faults::default(), counts: Counts::default() }
    }

    /// Whether any key was given.
    pub fn has_keys(&self) -> bool {
        !self.keys.is_empty()
    }

    /// Takes what stands in a line.
    ///
    /// # Errors
    /// More chains than can be kept apart.
    pub fn see(&mut self, place: Place, item: &Item<'_>) -> Result<(), Failure> {
        match item {
            Item::Record(text) => return self.record(place, text),
            Item::Anchor(text) => return self.anchor(place, text),
            Item::NoRecord => self.counts.without_record += 1,
            Item::Other => self.counts.other_lines += 1,
            Item::Damaged(why) => self.faults.add(Fault::at(Kind::Damaged, place, (*why).to_owned())),
        }
        Ok(())
    }

    fn seal(&self, text: &str, key: Option<&str>) -> Seal {
        let right = |key: Option<&Key>| if check(text, key).is_some() { Seal::Right } else { Seal::Wrong };
        let Some(id) = key else { return if self.has_keys() { Seal::Unkeyed } else { right(None) } };
        // Several secrets may have had one id.
        let tried = self.keys.iter().filter(|key| key.id() == id).map(|key| right(Some(key)));
        tried.reduce(|before, seal| if before == Seal::Right { before } else { seal }).unwrap_or(Seal::UnknownKey)
    }

    fn chain(&mut self, vm: &str) -> Result<&mut Chain, Failure> {
        if !self.chains.contains_key(vm) {
            if self.chains.len() >= CHAINS_MAX {
                return Err(Failure::Input(format!("more than {CHAINS_MAX} chains; verify fewer files at once")));
            }
            self.chains.insert(vm.to_owned(), Chain::default());
        }
        Ok(self.chains.entry(vm.to_owned()).or_default())
    }

    fn record(&mut self, place: Place, text: &str) -> Result<(), Failure> {
        self.counts.records += 1;
        let Ok(record) = serde_json::from_str::<Record<'_>>(text) else {
            self.faults.add(Fault::at(
                Kind::Damaged,
                place,
                "a record whose fields are not what they should be".into(),
            ));
            return Ok(());
        };
        let link = record.chain.as_ref();
        let sealed = link.zip(record.mac.as_deref().and_then(Mac::parse));
        let mut names = link.iter().flat_map(|link| link.witness.iter().map(|tip| &tip.vm).chain([&link.vm]));
        if !names.all(|vm| is_vm(vm)) {
            let what = "a record in a chain whose name is none".to_owned();
            self.faults.add(Fault::at(Kind::Damaged, place, what));
            return Ok(());
        }
        let Some(((link, mac), prev)) = sealed.and_then(|both| Some((both, Mac::parse(&both.0.prev)?))) else {
            let what = format!("a record of version {} that is in no chain", record.v);
            self.faults.add(Fault::at(Kind::Unchained, place, what));
            return Ok(());
        };
        let seal = self.seal(text, link.key.as_deref());
        let seal = if (link.alg == ALG_KEYED) == link.key.is_some() { seal } else { Seal::Wrong };
        let at = |kind, what: &str| Fault::at(kind, place, what.to_owned()).of(&link.vm, link.seq, link.seq);
        match seal {
            Seal::Wrong => self.faults.add(at(Kind::Edited, "it does not say what was sealed")),
            Seal::Unkeyed => self.faults.add(at(Kind::Unkeyed, "keys were given, but it is sealed by none")),
            Seal::Right | Seal::UnknownKey => {}
        }
        if seal == Seal::Right {
            for tip in &link.witness {
                if let Some(mac) = Mac::parse(&tip.mac) {
                    self.anchored(place, &tip.vm, tip.seq, mac)?;
                }
            }
        }
        let chain = self.chain(&link.vm)?;
        let mut faults = Vec::new();
        chain.note_key(place, link, seal, &mut faults);
        chain.note_time(&record);
        chain.records += 1;
        match &link.open {
            Some(open) if seal != Seal::Wrong => {
                chain.build = Some(open.build.clone());
                chain.opened = Some(open.time.clone());
                chain.policy = Some(record.policy.clone().into_owned());
            }
            None if link.seq == 1 => faults.push(at(Kind::NoOpening, "a chain's first record must tell who opened it")),
            _ => {}
        }
        chain.place(place, &link.vm, (link.seq, prev, mac), seal != Seal::Wrong, &mut faults);
        faults.into_iter().for_each(|fault| self.faults.add(fault));
        Ok(())
    }

    fn anchor(&mut self, place: Place, text: &str) -> Result<(), Failure> {
        self.counts.anchors += 1;
        let anchor = serde_json::from_str::<Anchor<'_>>(text).ok();
        let anchor = anchor.filter(|anchor| is_vm(&anchor.vm));
        let anchor = anchor.and_then(|anchor| Some((Mac::parse(&anchor.at)?, anchor)));
        let Some((at, anchor)) = anchor else {
            self.faults.add(Fault::at(Kind::Damaged, place, "an anchor that cannot be read".to_owned()));
            return Ok(());
        };
        match self.seal(text, anchor.key.as_deref()) {
            Seal::Right => {}
            Seal::Wrong | Seal::Unkeyed => {
                let what = "an anchor that does not say what was sealed, or is sealed by no key";
                self.faults
                    .add(Fault::at(Kind::BadAnchor, place, what.to_owned()).of(&anchor.vm, anchor.seq, anchor.seq));
                return Ok(());
            }
            // Nothing that it says counts, but that there may be more than can be checked.
            Seal::UnknownKey => {
                let unknown =
                    format!("the key `{}` of an anchor of it was not given", anchor.key.as_deref().unwrap_or("?"));
                if !std::mem::replace(&mut self.chain(&anchor.vm)?.key_is_unknown, true) {
                    let fault = Fault::at(Kind::UnknownKey, place, unknown);
                    self.faults.add(fault.of(&anchor.vm, anchor.seq, u64::MAX));
                }
                return Ok(());
            }
        }
        self.anchored(place, &anchor.vm, anchor.seq, at)?;
        let chain = self.chain(&anchor.vm)?;
        if anchor.anchor == AnchorKind::Open.as_str() {
            chain.build.get_or_insert(anchor.build);
            chain.policy.get_or_insert(anchor.policy);
            chain.opened.get_or_insert(anchor.time);
        }
        if anchor.anchor == AnchorKind::Close.as_str() {
            chain.closed = chain.closed.max(Some(anchor.seq));
        }
        Ok(())
    }

    /// Somebody who can be believed says that the chain was so long.
    fn anchored(&mut self, place: Place, vm: &str, seq: u64, mac: Mac) -> Result<(), Failure> {
        let chain = self.chain(vm)?;
        if seq == 0 {
            return Ok(());
        }
        match chain.seen(seq).or_else(|| chain.pending.get(&seq).copied().filter(|pending| *pending != mac)) {
            Some(seen) if seen == mac => chain.anchored = chain.anchored.max(Some(seq)),
            Some(_) => {
                let what = "it is not the one that was anchored";
                self.faults.add(Fault::at(Kind::Forked, place, what.to_owned()).of(vm, seq, seq));
            }
            None => {
                chain.pending.insert(seq, mac);
                if chain.pending.len() > ANCHORS_MAX {
                    chain.pending.pop_first();
                    chain.anchors_dropped += 1;
                }
            }
        }
        Ok(())
    }
}

/// Whether that is a chain's name, as chains are named.
fn is_vm(vm: &str) -> bool {
    vm.len() == 16 && vm.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Chain {
    /// The MAC of a record that was seen not long ago, or at the end of a segment.
    fn seen(&self, seq: u64) -> Option<Mac> {
        let end = self.segments.iter().rev().find(|segment| segment.last == seq).map(|segment| segment.mac);
        end.or_else(|| self.window.iter().rev().find(|(of, _)| *of == seq).map(|(_, mac)| *mac))
    }

    fn note_key(&mut self, place: Place, link: &Link<'_>, seal: Seal, faults: &mut Vec<Fault>) {
        let key = link.key.as_deref();
        if self.records == 0 {
            self.key = key.map(str::to_owned);
            self.keyed = key.is_some();
        } else if self.key.as_deref() != key && seal != Seal::Wrong {
            let what = "a chain has one key from its beginning to its end".to_owned();
            faults.push(Fault::at(Kind::MixedKeys, place, what).of(&link.vm, link.seq, link.seq));
        }
        if seal == Seal::UnknownKey && !self.key_is_unknown {
            self.key_is_unknown = true;
            let what =
                format!("its key `{}` was not given, so nobody knows whether it was changed", key.unwrap_or("?"));
            faults.push(Fault::at(Kind::UnknownKey, place, what).of(&link.vm, link.seq, u64::MAX));
        }
    }

    fn note_time(&mut self, record: &Record<'_>) {
        let Some(began) = time::parse(&record.time) else { return };
        let ended = began.saturating_add(record.duration_ms / 1000);
        if ended + CLOCK_SLACK_SECS < self.ended_unix_secs {
            self.clock_went_back += 1;
        }
        self.ended_unix_secs = ended;
        self.first_unix_secs = Some(self.first_unix_secs.map_or(began, |first| first.min(began)));
        self.last_unix_secs = self.last_unix_secs.max(Some(ended));
    }

    fn place(
        &mut self,
        place: Place,
        vm: &str,
        (seq, prev, mac): (u64, Mac, Mac),
        sound: bool,
        faults: &mut Vec<Fault>,
    ) {
        match self.segments.last_mut().filter(|last| last.file == place.file && last.last.checked_add(1) == Some(seq)) {
            Some(last) => {
                if prev != last.mac && sound && last.sound {
                    let what = format!("record {seq} follows another one than this");
                    faults.push(Fault::at(Kind::Forked, place, what).of(vm, last.last, last.last));
                }
                (last.last, last.mac, last.sound) = (seq, mac, sound);
            }
            None => match self.seen(seq) {
                Some(seen) if seen == mac && sound => {
                    return faults
                        .push(Fault::at(Kind::Doubled, place, "it is there twice".to_owned()).of(vm, seq, seq));
                }
                Some(_) if sound => {
                    let what = "there is another one with this number".to_owned();
                    return faults.push(Fault::at(Kind::Forked, place, what).of(vm, seq, seq));
                }
                Some(_) => return,
                None if self.segments.len() >= SEGMENTS_MAX => {
                    let what = "so many breaks that what follows is not looked at".to_owned();
                    return faults.push(Fault::at(Kind::Unplaced, place, what).of(vm, seq, seq));
                }
                None => {
                    let Place { file, line } = place;
                    self.ended_unix_secs = 0; // files come in any order
                    self.segments.push(Segment { file, line, first: seq, prev, last: seq, mac, sound });
                }
            },
        }
        if self.window.len() == WINDOW {
            self.window.pop_front();
        }
        self.window.push_back((seq, mac));
        match self.pending.remove(&seq) {
            Some(anchored) if anchored == mac => self.anchored = self.anchored.max(Some(seq)),
            Some(_) if sound => {
                let what = "it is not the one that was anchored".to_owned();
                faults.push(Fault::at(Kind::Forked, place, what).of(vm, seq, seq));
            }
            _ => {}
        }
    }
}

/// A chain, put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// The first record that is there; 0 if none is.
    pub first: u64,
    /// The last one.
    pub last: u64,
}

impl Chain {
    /// Puts the segments in order. `part`: the files are a part of the log, so that a beginning may lie outside of them.
    pub fn join(&self, vm: &str, part: bool, faults: &mut Faults) -> Joined {
        let mut order: Vec<usize> = (0..self.segments.len()).collect();
        order.sort_by_key(|i| self.segments.get(*i).map(|segment| (segment.first, segment.file, *i)));
        let sorted: Vec<&Segment> = order.iter().filter_map(|i| self.segments.get(*i)).collect();
        let mut moved = vec![true; self.segments.len()];
        let (mut reach, mut mac, mut sound) = (0, Mac::default(), true);
        let mut previous: Option<&Segment> = None;
        for (segment, i) in sorted.iter().zip(&order) {
            let at = |kind, what: String| Fault::at(kind, Place { file: segment.file, line: segment.line }, what);
            let next = u64::saturating_add(reach, 1);
            if segment.first < next {
                let same = previous.is_some_and(|p| {
                    (p.first, p.prev, p.last, p.mac) == (segment.first, segment.prev, segment.last, segment.mac)
                });
                let kind = if same { Kind::Doubled } else { Kind::Repeated };
                let what = "these numbers are there a second time".to_owned();
                faults.add(at(kind, what).of(vm, segment.first, segment.last.min(reach)));
                if let Some(moved) = moved.get_mut(*i) {
                    *moved = false;
                }
            } else if segment.first > next && reach == 0 && part {
                // It may lie in a file that was not given.
            } else if segment.first > next {
                let kind = if reach == 0 { Kind::NoBeginning } else { Kind::Dropped };
                faults.add(at(kind, "not there".to_owned()).of(vm, next, segment.first - 1));
            } else if segment.prev != mac && segment.sound && sound {
                let what = format!("record {next} follows another one than this");
                faults.add(at(Kind::Forked, what).of(vm, reach, reach));
            }
            if segment.last > reach {
                (reach, mac, sound) = (segment.last, segment.mac, segment.sound);
            }
            previous = Some(segment);
        }
        self.reordered(vm, &moved, faults);
        Joined { first: sorted.first().map_or(0, |segment| segment.first), last: reach }
    }

    /// Segments that stand in a file behind ones with higher numbers.
    fn reordered(&self, vm: &str, moved: &[bool], faults: &mut Faults) {
        let mut highest: BTreeMap<usize, u64> = BTreeMap::new();
        for (segment, _) in self.segments.iter().zip(moved).filter(|(_, moved)| **moved) {
            let highest = highest.entry(segment.file).or_default();
            if segment.first < *highest {
                let place = Place { file: segment.file, line: segment.line };
                let what = format!("stands behind record {highest}");
                faults.add(Fault::at(Kind::Reordered, place, what).of(vm, segment.first, segment.last));
            }
            *highest = (*highest).max(segment.last);
        }
    }
}
