//! Windows: text in lanes, cut where characters end.

use crate::kernel::simd::{BLOCK, Lanes, low_bits};

/// How far whole characters go in the first `most` (63 or 64) of 65 bytes of text: three less at least.
///
/// No branch: the trail bytes before the byte behind, when that is one, are counted from the top of a word of four.
#[inline(always)]
fn whole_characters(bytes: &[u8; BLOCK + 1], most: usize) -> usize {
    let last = u32::from_le_bytes([bytes[most - 3], bytes[most - 2], bytes[most - 1], bytes[most]]);
    // 0x80 where a byte is no trail: its top bit is clear or the one below is set.
    let no_trail = (!last | last << 1) & 0x8080_8080;
    most - no_trail.leading_zeros() as usize / 8
}

/// A block of text in lanes, with which lanes of it are asked for.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct Block<L> {
    pub bytes: L,
    /// The lanes that hold whole characters of the text from `at` on.
    pub valid: u64,
    /// The lane of the byte at `at`.
    pub first: usize,
    /// How many bytes from `at` on are in `valid`.
    pub len: usize,
}

impl<L: Lanes> Block<L> {
    /// The text from `at` on, `at` being a character's start: whole characters, of `most` bytes (63 or 64) at most.
    #[inline(always)]
    pub fn at(proof: L::Proof, bytes: &[u8], at: usize, most: usize) -> Self {
        match bytes.get(at..at + BLOCK + 1).and_then(|there| there.first_chunk()) {
            Some(there) => Self::full(proof, there, most),
            None => Self::last(proof, bytes, at, most),
        }
    }

    /// The first of 65 bytes.
    #[inline(always)]
    fn full(proof: L::Proof, there: &[u8; BLOCK + 1], most: usize) -> Self {
        let len = whole_characters(there, most);
        let (block, _) = there.split_first_chunk().unwrap_or((&[0; BLOCK], &[]));
        Self { bytes: L::load(proof, block), valid: !0 >> (BLOCK - len), first: 0, len }
    }

    /// What is left near the end. The text's last 64 bytes are loaded, and those before `at` not asked for; a text that
    /// is shorter is loaded with zeros behind it.
    #[inline(always)]
    pub fn last(proof: L::Proof, bytes: &[u8], at: usize, most: usize) -> Self {
        let left = bytes.len() - at;
        let len = if left > most { cut(&bytes[at..], most) } else { left };
        match bytes.last_chunk() {
            Some(block) => {
                let first = BLOCK - left;
                Self { bytes: L::load(proof, block), valid: low_bits(len) << first, first, len }
            }
            None => Self { bytes: L::load_short(proof, &bytes[at..]), valid: low_bits(len), first: 0, len },
        }
    }
}

/// How far whole characters go in the first `most` bytes of a text that is longer.
#[inline(always)]
fn cut(bytes: &[u8], most: usize) -> usize {
    let is_trail = |n: usize| bytes[n] & 0xC0 == 0x80;
    most - if !is_trail(most) {
        0
    } else if !is_trail(most - 1) {
        1
    } else if !is_trail(most - 2) {
        2
    } else {
        3
    }
}
