//! How to reach a person: mail, telephone, network addresses, devices, places.

use super::entity::{Entity, entity};
use super::pass::{Candidate, Pass};
use crate::words::{Category, Likelihood, Sensitivity};

/// Rows of this family.
pub static ENTITIES: &[&[Entity]] = &[&[Entity {
    id: "email",
    title: "E-mail address",
    category: Category::Personal,
    sensitivity: Sensitivity::Confidential,
    countries: &[],
    languages: &[],
    checksum: "",
    source: "RFC 5321, RFC 6531",
    hits: &["write to jean.dupont@acme-corp.fr today", "Kontakt: m.weber+neu@uni-koeln.de.", "jörg@bücher.de"],
    misses: &[
        "git@github.com:rust-lang/rust.git",
        "npm i react@18.2.0",
        "postgres://app:s3cret@db.internal/x",
        "a @ b",
    ],
}]];

/// Finds contact data.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    for &at in &pass.ats {
        if let Some((start, end)) = email(pass, at as usize) {
            out.push(Candidate { entity: entity!("email"), likelihood: Likelihood::VeryLikely, start, end });
        }
    }
}

/// The e-mail address around an `@`.
fn email(pass: &Pass<'_>, at: usize) -> Option<(usize, usize)> {
    let local = |b: &&u8| b.is_ascii_alphanumeric() || **b >= 0x80 || b".!#$%&'*+/=?^_`{|}~-".contains(b);
    let before = pass.text.get(at.saturating_sub(64)..at)?;
    let len = before.iter().rev().take_while(local).count();
    let lead = before.get(before.len() - len..)?;
    let lead = lead.iter().position(|b| b.is_ascii_alphanumeric() || *b >= 0x80).map(|i| lead.len() - i)?;
    let start = at - lead;
    let rest = pass.text.get(at + 1..)?;
    let host =
        rest.iter().take(254).take_while(|b| b.is_ascii_alphanumeric() || **b >= 0x80 || b".-".contains(b)).count();
    let host = rest.get(..host)?;
    let host = host.get(..host.iter().rposition(|b| b.is_ascii_alphanumeric() || *b >= 0x80)? + 1)?;
    let top = host.rsplit(|b| *b == b'.').next()?;
    let named = host.contains(&b'.') && top.len() >= 2 && top.iter().all(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    let end = at + 1 + host.len();
    // `user:pass@host`, `git@host:path`: no address of a person.
    let login = pass.byte_before(start) == b':' || (pass.byte(end) == b':' && lead == 3);
    (named && !login).then_some((start, end))
}
