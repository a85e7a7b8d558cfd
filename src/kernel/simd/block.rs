//! Blocks: up to 64 bytes of text in lanes, cut at a character's end or anywhere.
//!
//! ```text
//! text             …  20 D9 | 83 …       `|` is after 64 bytes
//! full             …  20 D9              cut anywhere: 64 lanes
//! to_boundary      …  20                 63 lanes are valid; the next block starts with D9
//! last             .  .  x x x x x       the last 64 bytes of a text; here two of them were in the block before: `first` is 2
//! ```

use crate::kernel::simd::{BLOCK, Lanes, low_bits};

/// The last character boundary in a block: lane 61 at least.
///
/// Without a branch: if the next byte is a trail byte, the trail bytes before it are counted from the top of a word of four.
#[inline(always)]
fn last_boundary(bytes: &[u8; BLOCK + 1]) -> usize {
    let last = u32::from_le_bytes([bytes[BLOCK - 3], bytes[BLOCK - 2], bytes[BLOCK - 1], bytes[BLOCK]]);
    // 0x80 in each byte that is not 0b10xx_xxxx, a trail byte.
    let no_trail = (!last | last << 1) & 0x8080_8080;
    BLOCK - no_trail.leading_zeros() as usize / 8
}

/// 64 bytes of a text in lanes, which may begin and end inside a character. Near the end of the text, lanes before `first`
/// hold the bytes before the block.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct Block<L> {
    pub bytes: L,
    /// Each lane's next byte.
    pub next: L,
    /// The lanes of the block.
    pub valid: u64,
    /// The lane of the block's first byte.
    pub first: usize,
    /// How many bytes, which is how many lanes of `valid`.
    pub len: usize,
}

impl<L: Lanes> Block<L> {
    /// The block from `at` on.
    #[inline(always)]
    pub fn at(proof: L::Proof, bytes: &[u8], at: usize) -> Self {
        match bytes.get(at..at + BLOCK + 1) {
            Some(rest) => Self::full(proof, rest),
            None => Self::last(proof, bytes, at),
        }
    }

    /// The block of 64 bytes at the front of more.
    #[inline(always)]
    pub fn full(proof: L::Proof, rest: &[u8]) -> Self {
        let (bytes, next) = block_and_next(proof, rest);
        Self { bytes, next, valid: !0, first: 0, len: BLOCK }
    }

    /// A whole block up to its last character boundary. `rest` is the text from the block on, longer than the block.
    #[inline(always)]
    pub fn to_boundary(self, rest: &[u8]) -> Self {
        let len = rest.first_chunk().map_or(BLOCK, last_boundary);
        Self { valid: !0 >> (BLOCK - len), len, ..self }
    }

    /// The block from `at` on, at most 64 bytes before the end of the text. Loads the text's last 64 bytes; a shorter
    /// text is loaded with zeros after it.
    #[inline(always)]
    pub fn last(proof: L::Proof, bytes: &[u8], at: usize) -> Self {
        let len = bytes.len() - at;
        let (bytes, first) = match bytes.last_chunk() {
            Some(block) => (L::load(proof, block), BLOCK - len),
            None => (L::load_short(proof, &bytes[at..]), 0),
        };
        Self { bytes, next: bytes.next(), valid: low_bits(len) << first, first, len }
    }
}

/// The block at the front of a text, with zeros after its end, and each lane's next byte.
#[inline(always)]
pub(in crate::kernel) fn block_and_next<L: Lanes>(proof: L::Proof, bytes: &[u8]) -> (L, L) {
    match bytes.first_chunk::<{ BLOCK + 1 }>() {
        Some(full) => {
            let (block, _) = full.split_first_chunk().unwrap_or((&[0; BLOCK], &[]));
            let (_, next) = full.split_last_chunk().unwrap_or((&[], &[0; BLOCK]));
            (L::load(proof, block), L::load(proof, next))
        }
        None => {
            let block = L::load_short(proof, bytes);
            (block, block.next())
        }
    }
}

/// The same, and the byte after each lane's next one.
#[inline(always)]
pub(in crate::kernel) fn block_and_two_after<L: Lanes>(proof: L::Proof, bytes: &[u8]) -> (L, L, L) {
    let (block, next) = block_and_next::<L>(proof, bytes);
    // No closure: it would not have the level's features.
    let third = match bytes.get(2..).and_then(<[u8]>::first_chunk) {
        Some(third) => L::load(proof, third),
        None => next.next(),
    };
    (block, next, third)
}
