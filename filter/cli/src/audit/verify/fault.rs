//! What can be wrong with a log, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::super::log::Place;
use super::check::CHAINS_MAX;

/// Faults told one by one; of more, only the number is kept.
const TOLD_MAX: usize = 200;

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A record does not say what was sealed.
    Edited,
    /// Records are missing between two others.
    Dropped,
    /// The same record twice.
    Doubled,
    /// A record stands behind one with a higher number.
    Reordered,
    /// Two histories: a record is not the one that another names.
    Forked,
    /// Numbers a second time, too far apart to tell a copy from a fork.
    Repeated,
    /// The first records of a chain are missing.
    NoBeginning,
    /// The last records of a chain are missing, as an anchor or another chain tells.
    NoEnd,
    /// A first record that does not say who opened the chain.
    NoOpening,
    /// A chain's key was not given.
    UnknownKey,
    /// A record sealed by no key, although keys were given.
    Unkeyed,
    /// A record in a chain of another key.
    MixedKeys,
    /// A record in no chain: of an older version, or stripped of its seal.
    Unchained,
    /// An anchor that nobody with the key wrote.
    BadAnchor,
    /// A line that is ours and cannot be read.
    Damaged,
    /// Too many breaks to follow a chain.
    Unplaced,
}

impl Kind {
    /// The name in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Edited => "edited",
            Kind::Dropped => "dropped",
            Kind::Doubled => "doubled",
            Kind::Reordered => "reordered",
            Kind::Forked => "forked",
            Kind::Repeated => "repeated",
            Kind::NoBeginning => "no_beginning",
            Kind::NoEnd => "no_end",
            Kind::NoOpening => "no_opening",
            Kind::UnknownKey => "unknown_key",
            Kind::Unkeyed => "unkeyed",
            Kind::MixedKeys => "mixed_keys",
            Kind::Unchained => "unchained",
            Kind::BadAnchor => "bad_anchor",
            Kind::Damaged => "damaged",
            Kind::Unplaced => "unplaced",
        }
    }
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    /// Where it was noticed; `None`: by what is not there.
    pub place: Option<Place>,
    /// The chain and the numbers of the records that it is about.
    pub records: Option<(String, u64, u64)>,
    pub what: String,
}

impl Fault {
    pub fn at(kind: Kind, place: Place, what: String) -> Fault {
        Fault { kind, place: Some(place), records: None, what }
    }

    pub fn missing(kind: Kind, what: String) -> Fault {
        Fault { kind, place: None, records: None, what }
    }

    /// The same, about these records of a chain.
    pub fn of(self, vm: &str, first: u64, last: u64) -> Fault {
        Fault { records: Some((vm.to_owned(), first, last)), ..self }
    }
}

/// Everything that is wrong.
#[derive(Debug, Default)]
pub struct Faults {
    /// The first ones.
    pub told: Vec<Fault>,
    /// How many there are of each kind.
    pub counts: BTreeMap<Kind, u64>,
    /// The chains that they are about, told or not.
    chains: BTreeSet<String>,
}

impl Faults {
    pub fn add(&mut self, fault: Fault) {
        *self.counts.entry(fault.kind).or_default() += 1;
        if let Some((vm, ..)) = &fault.records
            && self.chains.len() < CHAINS_MAX
        {
            self.chains.insert(vm.clone());
        }
        if self.told.len() < TOLD_MAX {
            self.told.push(fault);
        }
    }

    /// Whether any is about this chain. Of more chains than are kept apart nobody knows, so that it may be.
    pub fn concern(&self, vm: &str) -> bool {
        self.chains.len() >= CHAINS_MAX || self.chains.contains(vm)
    }

    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    pub fn untold(&self) -> u64 {
        self.counts.values().sum::<u64>().saturating_sub(self.told.len() as u64)
    }
}
