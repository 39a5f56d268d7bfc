//! Changes to a body that leave every other byte as it was.

use std::ops::Range;

/// Replace a range of the body by other bytes. An empty range inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) range: Range<usize>,
    pub(super) bytes: Vec<u8>,
}

/// The body's first `drop_bytes` bytes become `replacement`. Envoy can replace the start of a buffer and nothing in
/// its middle, so that all splices become one replacement, which ends with the last of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyEdit {
    /// How many bytes of the old body go.
    pub drop_bytes: usize,
    /// What stands there instead.
    pub replacement: Vec<u8>,
}

impl BodyEdit {
    /// The length of a body after the edit.
    pub fn length_after(&self, body_bytes: usize) -> usize {
        body_bytes.saturating_sub(self.drop_bytes).saturating_add(self.replacement.len())
    }
}

/// One edit for all splices. `None` when there are none, or when two of them overlap or one lies outside of the body:
/// then the body cannot be changed as asked, and the caller must not send it.
pub(super) fn join(body: &[u8], mut splices: Vec<Splice>) -> Result<Option<BodyEdit>, Impossible> {
    splices.sort_by_key(|s| (s.range.start, s.range.end));
    let Some(last) = splices.last() else { return Ok(None) };
    let drop_bytes = last.range.end;
    let mut replacement = Vec::with_capacity(drop_bytes + splices.iter().map(|s| s.bytes.len()).sum::<usize>());
    let mut at = 0;
    for splice in &splices {
        replacement.extend_from_slice(body.get(at..splice.range.start).ok_or(Impossible)?);
        replacement.extend_from_slice(&splice.bytes);
        if splice.range.end < splice.range.start || splice.range.end > body.len() {
            return Err(Impossible);
        }
        at = splice.range.end;
    }
    Ok(Some(BodyEdit { drop_bytes, replacement }))
}

/// The splices do not fit the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Impossible;

/// A text as the inside of a JSON string.
pub(super) fn json_escaped(text: &str) -> Vec<u8> {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default().as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn splice(range: Range<usize>, text: &str) -> Splice {
        Splice { range, bytes: text.as_bytes().to_vec() }
    }

    fn apply(body: &[u8], edit: &BodyEdit) -> Vec<u8> {
        [&edit.replacement, &body[edit.drop_bytes..]].concat()
    }

    #[test]
    fn splices_that_cannot_be_are_refused() {
        assert_eq!(join(b"abcdef", vec![]), Ok(None));
        assert_eq!(join(b"abcdef", vec![splice(1..4, "x"), splice(3..5, "y")]), Err(Impossible));
        assert_eq!(join(b"abcdef", vec![splice(5..7, "x")]), Err(Impossible));
        assert_eq!(join(b"abcdef", vec![splice(8..9, "x")]), Err(Impossible));
    }

    proptest! {
        /// The twin replaces from the back, one splice at a time.
        #[test]
        fn joined_splices_equal_single_ones(
            body in proptest::collection::vec(any::<u8>(), 0..60),
            cuts in proptest::collection::btree_set(0usize..60, 0..8),
        ) {
            let cuts: Vec<_> = cuts.into_iter().filter(|c| *c <= body.len()).collect();
            let splices: Vec<_> = cuts.chunks_exact(2).map(|c| splice(c[0]..c[1], &"z".repeat(c[1] % 5))).collect();
            let mut naive = body.clone();
            for s in splices.iter().rev() {
                naive.splice(s.range.clone(), s.bytes.iter().copied());
            }
            match join(&body, splices).unwrap() {
                Some(edit) => {
                    prop_assert_eq!(edit.length_after(body.len()), naive.len());
                    prop_assert_eq!(apply(&body, &edit), naive);
                }
                None => prop_assert_eq!(body, naive),
            }
        }
    }
}
