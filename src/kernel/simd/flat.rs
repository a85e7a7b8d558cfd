//! A byte for each covered character, as a table for a level with look-ups of 128 entries.
//!
//! ```text
//! table      0x00..0x80: ASCII    0x80..0x100: U+0600 to U+067F    0x100..0x180: U+0680 to U+06FF
//!
//! text       61     D8 A7     DA A9            a, ا (U+0627), ک (U+06A9)
//! code       ..     27 ..     A9 ..            the lead's two low bits and the next byte's six
//! half       ASCII  low       high             by the top bits of the byte and of the code
//! values     61     27 27     43 43            with a rule for ک, which is written as ك (U+0643)
//! ```
//!
//! And sets of characters by their first bytes, [`PairSet`], [`FirstSet`] and [`TripleSet`], for look-ups of 64 entries:
//!
//! ```text
//! text       E2 80 8F   F0 9F 98 82            U+200F, 😂
//! first      04         20                     a bit for each lead byte whose second bytes are told apart
//! second     04         00                     by the byte after it
//! both       04         00                     with a rule for U+200F and none for U+1F000 to U+1FFFF
//! ```

use crate::kernel::simd::Lanes;
use crate::kernel::simd::nibbles::{ARABIC, ARABIC_LEAD, COVERED};

/// The values of characters that are deleted, of those whose two bytes become one, and of those that are special. Other
/// values are low bytes that are written in place.
pub(in crate::kernel) const DELETED: u8 = 0xFD;
pub(in crate::kernel) const NARROW: u8 = 0xFE;
pub(in crate::kernel) const SPECIAL: u8 = 0xFF;

/// A byte for each covered character: ASCII, then U+0600 to U+06FF. Aligned, so that no look-up table is in two cache
/// lines.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct FlatTable(pub(in crate::kernel) [u8; COVERED]);

impl FlatTable {
    pub const ZERO: Self = Self([0; COVERED]);

    /// Sets the byte of a character, if it is covered.
    pub const fn set(&mut self, c: u32, byte: u8) {
        if c < 0x80 {
            self.0[c as usize] = byte;
        } else if c >> 8 == ARABIC >> 8 {
            self.0[0x80 + (c & 0xFF) as usize] = byte;
        }
    }
}

/// A set of first two bytes of characters, for a level with look-ups of 64 entries: by the six low bits of each byte, they are
/// in the set if their entries have a bit in common. It may have pairs that were not added, but it lacks none.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct PairSet {
    pub(super) first: [u8; 64],
    pub(super) second: [u8; 64],
}

impl PairSet {
    /// The pairs of lead bytes and second bytes for which `has` is true. The set is exact for each lead byte in `exact`.
    /// The other lead bytes have one set of second bytes in common.
    pub fn new(exact: [u8; 7], has: impl Fn(u8, u8) -> bool) -> Self {
        let mut set = Self { first: [0; 64], second: [0; 64] };
        for lead in 0xC2..0xF5_u8 {
            let bit = 1 << exact.iter().position(|&e| e == lead).unwrap_or(exact.len());
            for second in (0x80..0xC0).filter(|&second| has(lead, second)) {
                set.first[lead as usize & 0x3F] |= bit;
                set.second[second as usize & 0x3F] |= bit;
            }
        }
        set
    }
}

/// What is written for each covered character, and which others are affected, for a level with look-ups of 64 and 128 entries.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct OrdinaryTables {
    /// The low byte of what is written, or what happens to the character.
    pub written: FlatTable,
    /// The byte that is written for narrow characters, by the six low bits of the character.
    pub narrow: [u8; 64],
    /// The first two bytes of affected characters that are not covered.
    pub affected: PairSet,
}

/// A set of characters by their first bytes, exact for ASCII: the entries of its characters are not zero.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct FirstSet {
    pub ascii: [u8; 128],
    pub pairs: PairSet,
}

/// A set of first three bytes of characters: they are in the set if their entries, as those of a [`PairSet`], have a bit in
/// common. It is exact for lead bytes that have a bit of their own.
#[derive(Clone)]
#[repr(C, align(64))]
pub(crate) struct TripleSet {
    pub(super) pairs: PairSet,
    pub(super) third: [u8; 64],
}

impl TripleSet {
    pub const EMPTY: Self = Self { pairs: PairSet { first: [0; 64], second: [0; 64] }, third: [0; 64] };

    /// Adds the triples of a lead byte with the bytes of two masks after it. `n` is a bit of their own.
    pub const fn with(mut self, n: usize, lead: u8, seconds: u64, thirds: u64) -> Self {
        self.pairs.first[lead as usize & 0x3F] |= 1 << n;
        let mut low = 0;
        while low < 64 {
            self.pairs.second[low] |= ((seconds >> low & 1) as u8) << n;
            self.third[low] |= ((thirds >> low & 1) as u8) << n;
            low += 1;
        }
        self
    }

    /// Whether the first three bytes, which start with a lead byte, are in the set. Behind two bytes, the third counts as 0x80.
    #[inline(always)]
    pub fn has(&self, bytes: &[u8]) -> bool {
        let low = |n: usize| bytes.get(n).map_or(0, |byte| byte & 0x3F) as usize;
        self.pairs.first[low(0)] & self.pairs.second[low(1)] & self.third[low(2)] != 0
    }
}

/// The characters of a block, looked up in a table and in a set.
#[derive(Clone, Copy)]
pub(in crate::kernel) struct FoundCharacters<L> {
    /// The table's byte for each covered character in all of its lanes, zero in other lanes.
    pub values: L,
    /// The same in the lanes of lead bytes alone.
    pub lead_values: L,
    /// The first lanes of characters of the set.
    pub others: u64,
}

/// A block with its ordinary characters replaced: covered ones whose value is not [`SPECIAL`].
pub(in crate::kernel) struct Ordinary<L> {
    /// The ordinary characters replaced, others as they are.
    pub bytes: L,
    /// The lanes that are written: not those of deleted and undecided covered characters, nor the second ones of narrow characters.
    pub keep: u64,
    /// The values of two-byte characters, in the lanes of lead bytes.
    pub lead_values: L,
    /// The first lanes of special characters, of narrow ones unless they are looked up, and of others that may be affected.
    pub undecided: u64,
}

/// The lanes of ASCII, and of lead bytes of other covered characters.
#[inline(always)]
pub(in crate::kernel) fn covered_firsts<L: Lanes>(proof: L::Proof, text: L) -> u64 {
    text.and(L::splat(proof, 0xFC)).equals(L::splat(proof, ARABIC_LEAD)).top_bits() | !text.top_bits()
}

/// The lanes of characters that no table covers, by those of all bytes that are no ASCII, and of the lead bytes of covered
/// characters.
#[inline(always)]
pub(in crate::kernel) fn not_covered(top: u64, lead: u64) -> u64 {
    top & !(lead | lead << 1)
}
