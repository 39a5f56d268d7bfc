//! The table of entities: what can be found, what it counts as, and where that is written down.

use crate::words::{Category, Sensitivity};

/// One kind of thing that can be detected. One row feeds the scanner, `octroi detectors` and `docs/DETECTORS.md`.
#[derive(Debug)]
pub struct Entity {
    /// Name in policies and records, `snake_case`; a country's own scheme ends in its code: `national_id_fr`.
    pub id: &'static str,
    /// What it is, for people: one line.
    pub title: &'static str,
    /// What kind of protected data it is.
    pub category: Category,
    /// What a finding counts as, unless the policy says otherwise.
    pub sensitivity: Sensitivity,
    /// ISO 3166-1 alpha-2 codes it belongs to; empty when it belongs to none.
    pub countries: &'static [&'static str],
    /// ISO 639-1 codes of the languages whose words it needs; empty when it needs none.
    pub languages: &'static [&'static str],
    /// The checksum's name; empty when there is none.
    pub checksum: &'static str,
    /// Where the scheme is published.
    pub source: &'static str,
    /// Texts that must be found as this entity (at `Likelihood::Possible` or above).
    pub hits: &'static [&'static str],
    /// Texts that look like it and must not be found as this entity.
    pub misses: &'static [&'static str],
}

/// Index into the table of entities (built-in ones first, then the policy's own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u16);
