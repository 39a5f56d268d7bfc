//! GDPR Art. 9 and 10, children, business confidentiality.

pub mod business; // markings, secrecy, insider language
pub mod near; // who is spoken about near a topic word
pub mod pay; // salaries and payslips
pub mod special; // Art. 9 and 10, children

use super::entity::Entity;
use super::pass::{Candidate, Pass};

/// Rows of this family, file by file.
pub static ENTITIES: &[&[Entity]] = &[special::ENTITIES, business::ENTITIES];

/// Finds what this family knows. Runs last: what others found tells who a sentence is about.
pub fn find(pass: &Pass<'_>, out: &mut Vec<Candidate>) {
    let known = near::known(out);
    special::find(pass, &known, out);
    pay::find(pass, &known, out);
    business::find(pass, out);
}
