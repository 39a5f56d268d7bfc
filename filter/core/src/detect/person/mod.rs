//! Names, addresses, dates of birth, user names.

mod name;
mod words;

use super::entity::Entity;
use super::pass::{Candidate, Pass};

/// Rows of this family, file by file.
pub static ENTITIES: &[&[Entity]] = &[name::ENTITIES];

/// Finds what this family knows.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    name::find(pass, out);
}
