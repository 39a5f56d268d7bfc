//! Names, addresses, dates of birth, user names.

mod address;
mod birth;
mod name;
mod user;
mod words;

use super::entity::Entity;
use super::fold_chars;
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

/// Whether a word, in small letters, stands behind names of places, firms and offices (`Institute`, `GmbH`), never of
/// persons.
pub fn is_no_name(word: &str) -> bool {
    words::is_no_surname(&word.chars().map(fold_chars::lower).collect::<String>())
}

/// Whether the name that begins at a place is a public figure's, or stands among words of books, art and science.
pub fn is_known_figure(pass: &Pass<'_>, at: usize) -> bool {
    name::is_known_figure(pass, at)
}
