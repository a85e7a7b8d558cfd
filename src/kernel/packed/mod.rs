//! Packed words: up to ten characters of U+0620 to U+065F in one number, six bits each.
//!
//! ```text
//! bits   60..64            54..60  …  6..12    0..6
//!        length            tenth      second   first        the six low bits of a character and of its trail byte
//!
//! D8 A0..D8 BF   U+0620..U+063F   20..3F
//! D9 80..D9 9F   U+0640..U+065F   00..1F                    so the six bits determine the lead byte
//! ```

pub(in crate::kernel) mod words;

use crate::kernel::simd::Lanes;
use crate::kernel::simd::trails::{EACH_PAIR, pack, unpack};

/// The most characters of a packed word.
pub(crate) const MAX_PACKED_LEN: usize = 10;
/// A buffer for the UTF-8 of a packed word: 20 bytes, rounded up to whole groups of eight.
const TEXT_BYTES: usize = 24;
/// The bytes that are read to pack a term.
pub(in crate::kernel) const PACK_BYTES: usize = TEXT_BYTES;
/// The longest text that can precede a packed word in a buffer.
const MAX_PREFIX: usize = 4;
/// Characters in eight bytes of text.
const FOUR: usize = 4;
/// The bits of four characters.
const FOUR_BITS: u64 = (1 << (6 * FOUR)) - 1;

/// A packed word, or [`PackedWord::NONE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PackedWord(pub u64);

impl PackedWord {
    /// No word: 0, which has length 0.
    pub const NONE: Self = Self(0);

    /// Packs a text, if it is one to ten characters of U+0620 to U+065F.
    #[inline]
    pub fn of(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > 2 * MAX_PACKED_LEN || !text.len().is_multiple_of(2) {
            return None;
        }
        let mut bytes = [0; TEXT_BYTES];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        let (fours, _) = bytes.as_chunks::<8>();
        // `invalid` is 0 if each pair of bytes is such a character.
        let (mut packed, mut invalid) = ((text.len() as u64 / 2) << 60, 0);
        for (n, four) in fours.iter().enumerate() {
            let four = u64::from_le_bytes(*four);
            let valid = match text.len().saturating_sub(8 * n) {
                0 => 0,
                left => !0 >> (64 - 8 * left.min(8)),
            };
            let (lead, pair) = ((four & LEAD_MASK) ^ LEAD, (four ^ four >> 13 ^ EACH_PAIR) & EACH_PAIR);
            invalid |= (lead | pair) & valid;
            packed |= pack(four) << (24 * n);
        }
        (invalid == 0).then_some(Self(packed))
    }

    /// Packs the first `len` bytes, which are characters of U+0620 to U+065F. [`NONE`](Self::NONE) if they are none or too
    /// many, or if there are fewer than [`PACK_BYTES`].
    #[inline(always)]
    pub(in crate::kernel) fn of_first<L: Lanes>(proof: L::Proof, bytes: &[u8], len: usize) -> Self {
        let Some(bytes) = bytes.first_chunk::<PACK_BYTES>() else { return Self::NONE };
        let (fours, _) = bytes.as_chunks::<8>();
        let [first, second, third] = [0, 1, 2].map(|n| L::pack_trails(proof, u64::from_le_bytes(fours[n])));
        let bits = first | second << 24 | third << 48;
        let mask = 1_u64.wrapping_shl((len as u32).wrapping_mul(3)).wrapping_sub(1);
        let packed = bits & mask | (len as u64) << 59;
        Self(if len > 2 * MAX_PACKED_LEN { 0 } else { packed })
    }

    /// The number of characters.
    #[inline(always)]
    pub fn len(self) -> usize {
        (self.0 >> 60) as usize
    }

    /// The bits of the n-th four characters.
    #[inline(always)]
    fn four(self, n: usize) -> u64 {
        (self.0 & !(0xF << 60)) >> (6 * FOUR * n) & FOUR_BITS
    }

    /// Writes the word to the buffer as text, after a prefix. A prefix of more than four bytes is omitted.
    #[inline(always)]
    pub fn write<'b>(self, prefix: &str, buffer: &'b mut [u8; TEXT_BYTES + MAX_PREFIX]) -> &'b str {
        let prefix = if prefix.len() > MAX_PREFIX { "" } else { prefix };
        buffer[..prefix.len()].copy_from_slice(prefix.as_bytes());
        for (n, four) in buffer[prefix.len()..].as_chunks_mut::<8>().0.iter_mut().take(TEXT_BYTES / 8).enumerate() {
            *four = add_leads(unpack(self.four(n))).to_le_bytes();
        }
        let text = &buffer[..prefix.len() + 2 * self.len().min(MAX_PACKED_LEN)];
        // SAFETY: the prefix is valid UTF-8. `add_leads` makes pairs of D8 or D9 and 80 to BF, which are whole two-byte
        // characters, and the slice ends between pairs.
        unsafe { core::str::from_utf8_unchecked(text) }
    }
}

/// A word's place in the text, and its term packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackedSpan {
    /// `NONE` if the word has other characters, or too many.
    pub packed: PackedWord,
    pub start: usize,
    pub end: usize,
}

/// In each lead byte, the bits that D8 and D9 have in common, and their value.
const LEAD_MASK: u64 = EACH_PAIR * 0xFE;
const LEAD: u64 = EACH_PAIR * 0xD8;
/// D8 and a trail byte whose six low bits are 0.
const BARE_PAIR: u64 = EACH_PAIR * 0x80D8;

/// The bits of a literal's characters, without a length.
pub(crate) const fn packed_bits(text: &str) -> u64 {
    let (bytes, mut bits, mut n) = (text.as_bytes(), 0, 0);
    while n < bytes.len() / 2 {
        bits |= (bytes[2 * n + 1] as u64 & 0x3F) << (6 * n);
        n += 1;
    }
    bits
}

/// The bytes of four characters, from the six low bits of their trail bytes. The lead byte is D9 if bit 5 is clear.
#[inline(always)]
fn add_leads(trails: u64) -> u64 {
    trails | BARE_PAIR | !trails >> 13 & EACH_PAIR
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn packed_characters_round_trip_and_all_others_are_refused() {
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            for (before, after) in [("", ""), ("ب", ""), ("بسماللهال", ""), ("بسم", "الله")] {
                let text: String = [before, c.encode_utf8(&mut [0; 4]), after].concat();
                let packed = PackedWord::of(&text);
                assert_eq!(packed.is_some(), ('\u{620}'..='\u{65F}').contains(&c), "{:04X}", c as u32);
                if let Some(packed) = packed {
                    assert_eq!(packed.write("", &mut [0; _]), text);
                    assert_eq!(packed.len(), text.chars().count());
                }
            }
        }
        assert_eq!((PackedWord::of(""), PackedWord::of(&"ب".repeat(11))), (None, None));
        assert_eq!(PackedWord::NONE.write("√", &mut [0; _]), "√");
    }
}
