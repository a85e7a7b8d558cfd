//! PackedWord words: up to ten characters of U+0620 to U+065F, six bits each, in one number.
//!
//! ```text
//! bits   60..64            54..60  …  6..12    0..6
//!        how many          tenth      second   first        the six low bits of a code point: those of its trail byte
//!
//! D8 A0..D8 BF   U+0620..U+063F   20..3F
//! D9 80..D9 9F   U+0640..U+065F   00..1F                    so the trail tells which lead stands before it
//! ```

pub(in crate::kernel) mod rewrite;
pub(in crate::kernel) mod table;
pub(in crate::kernel) mod words;

use crate::kernel::simd::trails::{EACH_PAIR, pack, unpack};
use crate::kernel::simd::{BLOCK, Lanes};

/// The most characters.
pub(crate) const MOST_PACKED: usize = 10;
/// Their bytes, and some behind them.
const ROOM: usize = 24;
/// The same, and some before them.
pub(crate) const ROOM_TO_WRITE: usize = ROOM + 4;
/// What eight bytes hold.
const FOUR: usize = 4;
/// The bits of so many characters.
const FOUR_BITS: u64 = (1 << (6 * FOUR)) - 1;

/// The characters of a word, or of none: then it is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PackedWord(pub u64);

impl PackedWord {
    pub const NONE: Self = Self(0);

    /// The characters of a text, if they are of U+0620 to U+065F and one to ten.
    #[inline]
    pub fn of(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > 2 * MOST_PACKED || !text.len().is_multiple_of(2) {
            return None;
        }
        let mut bytes = [0; ROOM];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        let (fours, _) = bytes.as_chunks::<8>();
        let (mut packed, mut odd) = ((text.len() as u64 / 2) << 60, 0);
        for (n, four) in fours.iter().enumerate() {
            let four = u64::from_le_bytes(*four);
            let there = match text.len().saturating_sub(8 * n) {
                0 => 0,
                left => !0 >> (64 - 8 * left.min(8)),
            };
            let (lead, pair) = ((four & LEADS) ^ LEAD, (four ^ four >> 13 ^ EACH_PAIR) & EACH_PAIR);
            odd |= (lead | pair) & there;
            packed |= pack(four) << (24 * n);
        }
        (odd == 0).then_some(Self(packed))
    }

    /// How many characters it has.
    #[inline(always)]
    pub fn len(self) -> usize {
        (self.0 >> 60) as usize
    }

    /// The bits of the n-th four characters.
    #[inline(always)]
    fn four(self, n: usize) -> u64 {
        (self.0 & !(0xF << 60)) >> (6 * FOUR * n) & FOUR_BITS
    }

    /// The characters as a text, behind one of four bytes at most; a longer one is left out.
    #[inline(always)]
    pub fn write<'r>(self, before: &str, room: &'r mut [u8; ROOM_TO_WRITE]) -> &'r str {
        let before = if before.len() > ROOM_TO_WRITE - ROOM { "" } else { before };
        room[..before.len()].copy_from_slice(before.as_bytes());
        for (n, four) in room[before.len()..].as_chunks_mut::<8>().0.iter_mut().take(ROOM / 8).enumerate() {
            *four = lead(unpack(self.four(n))).to_le_bytes();
        }
        let text = &room[..before.len() + 2 * self.len().min(MOST_PACKED)];
        // SAFETY: what stands before is a text; `lead` writes pairs of D8 or D9 and 80 to BF, which are whole characters of
        // two bytes, and whole pairs are taken.
        unsafe { core::str::from_utf8_unchecked(text) }
    }
}

/// A word, and what it is as a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackedSpan {
    /// Empty where it is of other characters, or too many.
    pub packed: PackedWord,
    pub start: usize,
    pub end: usize,
}

/// The most words of a block, with one that was open before it and one that is left to the rules.
pub(in crate::kernel) const MOST_FOUND: usize = BLOCK / 2 + 2;
/// How many words are enough: no block is begun with more.
pub(in crate::kernel) const FULL: usize = 128;
/// Words of a block are written down by so many.
pub(in crate::kernel) const EIGHT: usize = 8;
/// The most words in the list, and some behind them.
pub(in crate::kernel) const MOST_WORDS: usize = FULL + MOST_FOUND + EIGHT;

/// Room for the characters of a packed word as a text.
#[derive(Clone, Copy, Debug)]
pub(in crate::kernel) struct Spelled([u64; ROOM / 8]);

impl Spelled {
    pub(in crate::kernel) const NONE: Self = Self([0; _]);

    /// Puts a word there.
    #[inline(always)]
    pub(in crate::kernel) fn put<L: Lanes>(&mut self, proof: L::Proof, word: PackedWord) {
        let [first, second, third] = &mut self.0;
        let open = |n| lead(L::unpack_trails(proof, word.four(n))).to_le();
        (*first, *second) = (open(0), open(1));
        if word.len() > 2 * FOUR {
            *third = open(2);
        }
    }

    /// So many of the characters.
    #[inline(always)]
    pub(in crate::kernel) fn first(&self, count: usize) -> &str {
        // SAFETY: the numbers are bytes, too, and as many; each is written by `lead`, or 0: pairs of D8 or D9 and 80 to BF,
        // which are whole characters of two bytes, or of zeros, and whole pairs are taken.
        unsafe {
            let bytes = &*core::ptr::from_ref(&self.0).cast::<[u8; ROOM]>();
            core::str::from_utf8_unchecked(bytes.get(..2 * count).unwrap_or_default())
        }
    }
}

/// The bits that D8 and D9 share in each lead, and those bits of them.
const LEADS: u64 = EACH_PAIR * 0xFE;
const LEAD: u64 = EACH_PAIR * 0xD8;
/// D8 and a trail of no bits.
const BARE: u64 = EACH_PAIR * 0x80D8;
/// The bits of a literal's characters.
pub(crate) const fn packed_bits(text: &str) -> u64 {
    let (bytes, mut bits, mut n) = (text.as_bytes(), 0, 0);
    while n < bytes.len() / 2 {
        bits |= (bytes[2 * n + 1] as u64 & 0x3F) << (6 * n);
        n += 1;
    }
    bits
}

/// Four characters by the six low bits of their trails.
#[inline(always)]
fn lead(trails: u64) -> u64 {
    trails | BARE | !trails >> 13 & EACH_PAIR
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    #[test]
    fn each_character_comes_back_and_no_other_is_taken() {
        for c in (0..0x11_0000).filter_map(char::from_u32) {
            for (before, behind) in [("", ""), ("ب", ""), ("بسماللهال", ""), ("بسم", "الله")] {
                let text: String = [before, c.encode_utf8(&mut [0; 4]), behind].concat();
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
