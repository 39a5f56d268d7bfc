//! National identifiers: schemes with shape and checksum. The engine (`numbers`) finds them; no code here walks a text.

use super::entity::Entity;
pub use super::numbers::Scheme;
use super::pass::{Candidate, Pass};

/// Rows of this family, file by file.
pub static ENTITIES: &[&[Entity]] = &[];

/// Schemes of this family, file by file.
pub static SCHEMES: &[&[Scheme]] = &[];

/// Finds what no scheme covers: machine-readable zones, plates ...
pub fn find(_pass: &Pass<'_>, _out: &mut Vec<Candidate>) {}
