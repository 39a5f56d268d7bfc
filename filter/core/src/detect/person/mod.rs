//! Names, addresses, dates of birth, user names.

mod address;
mod birth;
mod name;
mod user;
mod words;

use super::entity::Entity;
use super::pass::{Candidate, Pass};

/// Rows of this family, file by file.
pub static ENTITIES: &[&[Entity]] = &[name::ENTITIES, birth::ENTITIES, address::ENTITIES, user::ENTITIES];

pub use words::prepare;

/// Finds what this family knows.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    name::find(pass, out);
    birth::find(pass, out);
    // Behind names: a name near by speaks for an address.
    address::find(pass, out);
    user::find(pass, out);
}
