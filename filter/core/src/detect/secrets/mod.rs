//! Keys, tokens, passwords.

use super::entity::Entity;
use super::pass::{Candidate, Pass};

/// What a token is written with, behind its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// `0-9 a-f A-F`
    Hex,
    /// `0-9 A-Z a-z`
    Alphanumeric,
    /// Alphanumeric and `-` `_`
    Base64Url,
    /// Alphanumeric and `+` `/` `=`
    Base64,
}

/// A token known by how it begins.
#[derive(Debug)]
pub struct TokenRule {
    /// Id of the entity it reports.
    pub entity: &'static str,
    /// How it begins, case-sensitive; at least three bytes. It stands at the beginning of a word.
    pub prefix: &'static str,
    /// What follows.
    pub alphabet: Alphabet,
    /// How many bytes follow, least and most.
    pub length: (u16, u16),
    /// Checksum, entropy, no placeholder. Gets the whole token; the alphabet and length already hold.
    pub check: fn(&[u8]) -> bool,
}

/// Rows of this family, file by file.
pub static ENTITIES: &[&[Entity]] = &[];

/// Tokens known by their prefix, file by file. `Pass::tokens` has every word whose first three bytes begin some rule.
pub static TOKENS: &[&[TokenRule]] = &[];

/// Finds tokens at `pass.tokens`, then assignments, prose, PEM, JWT, URLs.
pub fn find(_pass: &Pass<'_>, _out: &mut Vec<Candidate>) {}
