//! Neighbouring segments. A value may be split across them to hide it, and a key stands in front of its value; so the
//! ends of segments are also scanned glued together.
//!
//! All segments are laid out on one line, one byte apart; a candidate's place is a place on that line.

use crate::limits::SEAM_BYTES_MAX;
use crate::segment::{Seam, Segment};

use super::fold::Map;

/// Longest text that is taken for the key of the value behind it.
const KEY_BYTES_MAX: usize = 64;
/// Bytes between the content of a key and of its value in a body: `":"`, with some space.
const KEY_GAP_BYTES_MAX: usize = 8;

/// Where each segment begins on the line.
#[derive(Debug)]
pub struct Layout {
    bases: Vec<usize>,
    lens: Vec<usize>,
}

impl Layout {
    /// Lays segments out.
    pub fn of(segments: &[Segment<'_>]) -> Layout {
        let lens: Vec<usize> = segments.iter().map(|s| s.text.len()).collect();
        let bases = lens.iter().scan(0, |next, len| {
            let base = *next;
            *next += len + 1;
            Some(base)
        });
        Layout { bases: bases.collect(), lens }
    }

    /// Where a segment begins.
    pub fn base(&self, segment: usize) -> usize {
        self.bases.get(segment).copied().unwrap_or(0)
    }

    fn segment_at(&self, place: usize) -> usize {
        self.bases.partition_point(|base| *base <= place).saturating_sub(1)
    }

    /// Whether a range reaches over a seam.
    pub fn crosses(&self, start: usize, end: usize) -> bool {
        self.segment_at(start) != self.segment_at(end.saturating_sub(1))
    }

    /// The parts of a range, segment by segment: index, start and end in its text.
    pub fn parts(&self, start: usize, end: usize) -> impl Iterator<Item = (usize, usize, usize)> {
        (self.segment_at(start)..=self.segment_at(end.saturating_sub(1))).filter_map(move |segment| {
            let base = self.base(segment);
            let len = self.lens.get(segment).copied().unwrap_or(0);
            let (from, to) = (start.saturating_sub(base), end.saturating_sub(base).min(len));
            (from < to).then_some((segment, from, to))
        })
    }
}

/// Which findings of a glued text count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Those that reach over a seam: the rest was found in the segments, and with their true borders.
    Crossing,
    /// All: the neighbour gives context.
    All,
}

/// Ends of segments as one text.
#[derive(Debug)]
pub struct Glued {
    /// The text.
    pub text: String,
    /// Places on the line.
    pub map: Map,
    /// Which findings count.
    pub keep: Keep,
}

/// All glued texts of a request. At most twice the bytes of its segments that run on, and 512 bytes a key.
pub fn glue(segments: &[Segment<'_>], layout: &Layout) -> Vec<Glued> {
    let mut all = Vec::new();
    let mut chain: Vec<Piece> = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let runs_on = index > 0 && segment.seam == Seam::RunsOn;
        if !runs_on {
            finish(&mut chain, &mut all);
        }
        let base = layout.base(index);
        if segment.text.len() <= 2 * SEAM_BYTES_MAX {
            chain.push(Piece { text: segment.text.to_string(), at: base });
        } else {
            // A long segment ends one glued text with its head and begins the next with its tail.
            if runs_on {
                let head = border(&segment.text, SEAM_BYTES_MAX);
                chain.push(Piece { text: segment.text.get(..head).unwrap_or_default().to_owned(), at: base });
            }
            finish(&mut chain, &mut all);
            let tail = border(&segment.text, segment.text.len() - SEAM_BYTES_MAX);
            chain.push(Piece { text: segment.text.get(tail..).unwrap_or_default().to_owned(), at: base + tail });
        }
        if let Some(key) = index.checked_sub(1).and_then(|i| segments.get(i)).filter(|key| is_key(key, segment)) {
            let value = border(&segment.text, 2 * SEAM_BYTES_MAX);
            let pieces = [
                Piece { text: key.text.to_string(), at: layout.base(index - 1) },
                Piece { text: segment.text.get(..value).unwrap_or_default().to_owned(), at: base },
            ];
            all.push(join(&pieces, ": ", Keep::All));
        }
    }
    finish(&mut chain, &mut all);
    all
}

struct Piece {
    text: String,
    at: usize,
}

fn finish(chain: &mut Vec<Piece>, all: &mut Vec<Glued>) {
    if chain.len() > 1 {
        all.push(join(chain, "", Keep::Crossing));
        all.push(join(chain, " ", Keep::All));
    }
    chain.clear();
}

fn join(pieces: &[Piece], between: &str, keep: Keep) -> Glued {
    let (mut text, mut map) = (String::new(), Map::default());
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 && !between.is_empty() {
            map.unit(text.len(), piece.at, 0);
            text.push_str(between);
        }
        map.copied(text.len(), piece.at);
        text.push_str(&piece.text);
    }
    Glued { text, map, keep }
}

/// The last place at or before `at` where a character begins.
fn border(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// Whether a segment is the key of the next one: short, and right before it in the body (or in the same string, when
/// both come from JSON within a string).
fn is_key(key: &Segment<'_>, value: &Segment<'_>) -> bool {
    let gap = value.raw.start.checked_sub(key.raw.end);
    let near = gap.is_some_and(|gap| gap <= KEY_GAP_BYTES_MAX) || key.raw == value.raw;
    near && key.role == value.role && key.text.len() <= KEY_BYTES_MAX
}
