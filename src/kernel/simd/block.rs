//! Blocks: up to 64 bytes of text in lanes, cut at a character's end.

use crate::kernel::simd::{BLOCK, Lanes, low_bits};

/// The last character boundary in the first `max_len` (63 or 64) of 65 bytes of text: `max_len - 3` at least.
///
/// Without a branch: if the byte at `max_len` is a trail byte, the trail bytes before it are counted from the top of a
/// word of four.
#[inline(always)]
fn last_boundary_of_full(bytes: &[u8; BLOCK + 1], max_len: usize) -> usize {
    let last = u32::from_le_bytes([bytes[max_len - 3], bytes[max_len - 2], bytes[max_len - 1], bytes[max_len]]);
    // 0x80 in each byte that is not 0b10xx_xxxx, a trail byte.
    let no_trail = (!last | last << 1) & 0x8080_8080;
    max_len - no_trail.leading_zeros() as usize / 8
}

/// The last character boundary in the first `max_len` bytes of a longer text.
#[inline(always)]
fn last_boundary(bytes: &[u8], max_len: usize) -> usize {
    let is_trail = |n: usize| bytes[n] & 0xC0 == 0x80;
    max_len
        - if !is_trail(max_len) {
            0
        } else if !is_trail(max_len - 1) {
            1
        } else if !is_trail(max_len - 2) {
            2
        } else {
            3
        }
}

/// Whole characters of a text in lanes. Near the end of the text, lanes before `first` hold the characters before the
/// block.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct Block<L> {
    pub bytes: L,
    /// The lanes of the block's characters.
    pub valid: u64,
    /// The lane of the block's first byte.
    pub first: usize,
    /// How many bytes, which is how many lanes of `valid`.
    pub len: usize,
}

impl<L: Lanes> Block<L> {
    /// The block from `at` on, a character boundary, of at most `max_len` bytes (63 or 64).
    #[inline(always)]
    pub fn at(proof: L::Proof, bytes: &[u8], at: usize, max_len: usize) -> Self {
        match bytes.get(at..at + BLOCK + 1).and_then(|rest| rest.first_chunk()) {
            Some(bytes) => Self::full(proof, bytes, max_len),
            None => Self::last(proof, bytes, at, max_len),
        }
    }

    /// The block at the front of 65 bytes.
    #[inline(always)]
    fn full(proof: L::Proof, bytes: &[u8; BLOCK + 1], max_len: usize) -> Self {
        let len = last_boundary_of_full(bytes, max_len);
        let (block, _) = bytes.split_first_chunk().unwrap_or((&[0; BLOCK], &[]));
        Self { bytes: L::load(proof, block), valid: !0 >> (BLOCK - len), first: 0, len }
    }

    /// The block from `at` on, at most 64 bytes before the end of the text. Loads the text's last 64 bytes; a shorter
    /// text is loaded with zeros after it.
    #[inline(always)]
    pub fn last(proof: L::Proof, bytes: &[u8], at: usize, max_len: usize) -> Self {
        let left = bytes.len() - at;
        let len = if left > max_len { last_boundary(&bytes[at..], max_len) } else { left };
        match bytes.last_chunk() {
            Some(block) => {
                let first = BLOCK - left;
                Self { bytes: L::load(proof, block), valid: low_bits(len) << first, first, len }
            }
            None => Self { bytes: L::load_short(proof, &bytes[at..]), valid: low_bits(len), first: 0, len },
        }
    }
}
