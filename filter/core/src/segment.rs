//! The texts of a request, borrowed from its body where possible.

use std::borrow::Cow;
use std::ops::Range;

use crate::words::{Reason, Role};

/// One text of a request: a JSON string (value or key), decoded.
#[derive(Debug, Clone)]
pub struct Segment<'a> {
    /// The text after JSON unescaping; borrowed when nothing was escaped. Lone surrogates become U+FFFD.
    pub text: Cow<'a, str>,
    /// Who speaks.
    pub role: Role,
    /// Where the string's content (between the quotes) stands in the body, in bytes. For a text inside a string that
    /// is itself JSON, the range of the outermost string.
    pub raw: Range<usize>,
    /// How the text relates to the segment before it.
    pub seam: Seam,
}

/// How a segment relates to the one before it. A value may be split across a seam to hide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seam {
    /// Unrelated, or another speaker.
    Apart,
    /// The next content part of the same message, or a neighbouring message of the same role: text may run on.
    RunsOn,
}

/// Something that could not be read, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uninspected {
    /// Why.
    pub reason: Reason,
    /// Where it begins in the body, in bytes (0 when it is the body as a whole).
    pub at: usize,
}
