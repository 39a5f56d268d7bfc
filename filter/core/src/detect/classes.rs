//! What kind each byte of a block is, as bit masks: the first look at every text.
//!
//! Three ways to the same masks: WebAssembly SIMD, SSE2 (part of every x86-64), and one byte at a time, which is the
//! naive twin that tests compare the others with.

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
    /// `.`, `;`, `!`, `?`, line feed: a sentence or clause may end.
    pub stop: u64,
}

/// The masks of a block, the fastest way that the target has.
#[inline(always)]
pub fn classify(block: &[u8; BLOCK_BYTES]) -> Masks {
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return vector::classify(block);
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    return vector::classify(block);
    #[cfg(not(any(
        all(target_arch = "wasm32", target_feature = "simd128"),
        all(target_arch = "x86_64", target_feature = "sse2")
    )))]
    return classify_bytewise(block);
}

/// The masks of a block, byte by byte.
pub fn classify_bytewise(block: &[u8; BLOCK_BYTES]) -> Masks {
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
            b'.' | b';' | b'!' | b'?' | b'\n' => masks.stop |= bit,
            _ => {}
        }
    }
    masks
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod vector {
    use core::arch::wasm32::{
        i8x16_lt, i8x16_splat, u8x16, u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u8x16_sub, u8x16_swizzle, v128,
        v128_and, v128_load, v128_or,
    };

    use super::{BLOCK_BYTES, Masks};

    #[inline(always)]
    pub fn classify(block: &[u8; BLOCK_BYTES]) -> Masks {
        let mut masks = Masks::default();
        let (lanes, _) = block.as_chunks::<16>();
        let mut shift = 0;
        for lane in lanes {
            // SAFETY: `lane` is 16 readable bytes; the load needs no alignment.
            let v = unsafe { v128_load(lane.as_ptr().cast::<v128>()) };
            let below = |v: v128, first: u8, count: u8| u8x16_lt(u8x16_sub(v, u8x16_splat(first)), u8x16_splat(count));
            let letter = below(v128_or(v, u8x16_splat(0x20)), b'a', 26);
            let high = i8x16_lt(v, i8x16_splat(0));
            let equal = |b: u8| u8x16_eq(v, u8x16_splat(b));
            // Of a few bytes with different low halves, the one that a byte could be stands at its low half's place.
            let one_of = |table: v128| u8x16_eq(u8x16_swizzle(table, v128_and(v, u8x16_splat(0x0F))), v);
            let escape = one_of(u8x16(1, 0, 0, 0, 0, b'%', b'&', 0, 0, 0, 0, 0, b'\\', 0, 0, 0));
            let stop = one_of(u8x16(1, b'!', 0, 0, 0, 0, 0, 0, 0, 0, b'\n', b';', 0, 0, b'.', b'?'));
            let bits = |v: v128| u64::from(u8x16_bitmask(v)) << shift;
            masks.letter |= bits(v128_or(letter, high));
            masks.high |= bits(high);
            masks.upper |= bits(below(v, b'A', 26));
            masks.digit |= bits(below(v, b'0', 10));
            masks.at |= bits(equal(b'@'));
            masks.escape |= bits(escape);
            masks.stop |= bits(stop);
            shift += 16;
        }
        masks
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod vector {
    use core::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_cmplt_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
        _mm_setzero_si128, _mm_sub_epi8,
    };

    use super::{BLOCK_BYTES, Masks};

    #[inline(always)]
    pub fn classify(block: &[u8; BLOCK_BYTES]) -> Masks {
        let mut masks = Masks::default();
        let (lanes, _) = block.as_chunks::<16>();
        let mut shift = 0;
        for lane in lanes {
            // SAFETY: SSE2 is there (see the `cfg`), and `lane` is 16 readable bytes; the load needs no alignment.
            unsafe {
                let v = _mm_loadu_si128(lane.as_ptr().cast::<__m128i>());
                let splat = |b: u8| _mm_set1_epi8(b as i8);
                // Unsigned `first <= v < first + count`, as a signed comparison moved down by 128.
                let below = |v: __m128i, first: u8, count: u8| {
                    _mm_cmplt_epi8(_mm_sub_epi8(v, splat(first.wrapping_add(128))), splat(count.wrapping_add(128)))
                };
                let letter = below(_mm_or_si128(v, splat(0x20)), b'a', 26);
                let high = _mm_cmplt_epi8(v, _mm_setzero_si128());
                let equal = |b: u8| _mm_cmpeq_epi8(v, splat(b));
                let escape = _mm_or_si128(_mm_or_si128(equal(b'%'), equal(b'&')), equal(b'\\'));
                let clause = _mm_or_si128(equal(b';'), _mm_or_si128(equal(b'!'), equal(b'?')));
                let stop = _mm_or_si128(_mm_or_si128(equal(b'.'), equal(b'\n')), clause);
                let bits = |v: __m128i| u64::from(_mm_movemask_epi8(v) as u16) << shift;
                masks.letter |= bits(_mm_or_si128(letter, high));
                masks.high |= bits(high);
                masks.upper |= bits(below(v, b'A', 26));
                masks.digit |= bits(below(v, b'0', 10));
                masks.at |= bits(equal(b'@'));
                masks.escape |= bits(escape);
                masks.stop |= bits(stop);
            }
            shift += 16;
        }
        masks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place_as_its_naive_twin() {
        for b in 0..=255u8 {
            for place in 0..BLOCK_BYTES {
                let mut block = [b' '; BLOCK_BYTES];
                block[place] = b;
                assert_eq!(classify(&block), classify_bytewise(&block), "{b:#x} at {place}");
            }
        }
    }

    #[test]
    fn random_blocks_as_their_naive_twin() {
        let mut state = 0x2545_F491_4F6C_DD1Du64;
        for _ in 0..2000 {
            let block: [u8; BLOCK_BYTES] = std::array::from_fn(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 24) as u8
            });
            assert_eq!(classify(&block), classify_bytewise(&block));
        }
    }
}
