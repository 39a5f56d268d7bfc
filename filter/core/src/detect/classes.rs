//! What kind each byte of a block is, as bit masks: the first look at every text.

/// Bytes looked at together.
pub const BLOCK_BYTES: usize = 64;

/// One bit a byte of the block, lowest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Masks {
    /// ASCII letters and every byte of a character that is not ASCII.
    pub letter: u64,
    /// Every byte of a character that is not ASCII.
    pub high: u64,
    /// ASCII capitals.
    pub upper: u64,
    /// ASCII digits.
    pub digit: u64,
    /// `@`.
    pub at: u64,
    /// `%`, `&`, `\`: an escape may begin.
    pub escape: u64,
}

/// The masks of a block.
pub fn classify(block: &[u8; BLOCK_BYTES]) -> Masks {
    let mut masks = Masks::default();
    for (i, &b) in block.iter().enumerate() {
        let bit = 1u64 << i;
        match b {
            b'A'..=b'Z' => {
                masks.letter |= bit;
                masks.upper |= bit;
            }
            b'a'..=b'z' => masks.letter |= bit,
            0x80.. => {
                masks.letter |= bit;
                masks.high |= bit;
            }
            b'0'..=b'9' => masks.digit |= bit,
            b'@' => masks.at |= bit,
            b'%' | b'&' | b'\\' => masks.escape |= bit,
            _ => {}
        }
    }
    masks
}
