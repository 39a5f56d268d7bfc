//! Accounts, cards, securities, pay.

use super::entity::Entity;
use super::numbers::Scheme;
use super::pass::{Candidate, Pass};
use crate::words::{Category, Sensitivity};

/// Rows of this family.
pub static ENTITIES: &[&[Entity]] = &[&[Entity {
    id: "iban",
    title: "International bank account number",
    category: Category::Financial,
    sensitivity: Sensitivity::Confidential,
    countries: &[],
    languages: &[],
    checksum: "ISO 7064 mod 97-10",
    source: "ISO 13616, SWIFT IBAN registry",
    hits: &["IBAN DE89 3704 0044 0532 0130 00", "gb29nwbk60161331926819", "FR14-2004-1010-0505-0001-3M02-606"],
    misses: &["DE89 3704 0044 0532 0130 01", "DE8937040044053201300"],
}]];

/// Schemes of this family.
pub static SCHEMES: &[&[Scheme]] = &[&[
    iban("iban.de", "DE####################"),
    iban("iban.gb", "GB##@@@@##############"),
    iban("iban.fr", "FR############***********##"),
]];

const fn iban(name: &'static str, shape: &'static str) -> Scheme {
    Scheme { entity: "iban", name, shape, check: mod_97, chance_ppm: 100, context: &["ctx.iban"], separators: "" }
}

/// ISO 7064 mod 97-10 over the whole, with the first four bytes moved to the end.
fn mod_97(compact: &[u8]) -> bool {
    let Some((head, body)) = compact.split_at_checked(4) else { return false };
    let value = |b: &u8| match b {
        b'0'..=b'9' => u32::from(b - b'0'),
        _ => u32::from(b.to_ascii_uppercase().saturating_sub(b'A')) + 10,
    };
    body.iter().chain(head).fold(0, |rest, b| {
        let v = value(b);
        (rest * if v < 10 { 10 } else { 100 } + v) % 97
    }) == 1
}

/// Finds what no scheme covers.
pub fn find(_pass: &Pass<'_>, _out: &mut Vec<Candidate>) {}
