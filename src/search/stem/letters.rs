//! A word as letters of six bits in one number, the first one lowest: cut, put in and taken out by shifts and masks.
//!
//! ```text
//! bits   …  12..18   6..12    0..6
//!           third    second   first     a letter is the six low bits of its code point, U+0620..U+065F
//! ```
//!
//! A word of ten letters at most is a `u64`, as [`PackedWord`] has it, a longer one a `u128`.

use crate::kernel::PackedWord;
use core::ops::{BitAnd, BitOr, BitXor, Not, Shl, Shr};

/// The longest word that has a stem, in letters. No Arabic word is longer; what is, is a row of letters.
pub(super) const LONGEST: usize = 21;

/// The bits of a letter.
pub(super) const SIX: u32 = 6;

/// A number that letters stand in.
pub(super) trait Bits:
    Copy
    + PartialEq
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Shl<u32, Output = Self>
    + Shr<u32, Output = Self>
{
    /// A one in each letter.
    const EACH: Self;

    fn of(bits: u64) -> Self;
    fn low(self) -> u64;
    /// Ones in the lowest bits, fewer than all.
    fn ones(count: u32) -> Self;
    fn trailing_zeros(self) -> u32;
    /// The first letters of so many, and their number above them.
    fn key(self, len: u32) -> u64;
}

macro_rules! bits {
    ($number:ty, $letters:literal, $key:expr) => {
        impl Bits for $number {
            const EACH: Self = {
                let (mut each, mut n) = (0, 0);
                while n < $letters {
                    each |= 1 << (SIX * n);
                    n += 1;
                }
                each
            };

            #[inline(always)]
            fn of(bits: u64) -> Self {
                bits as Self
            }

            #[inline(always)]
            fn low(self) -> u64 {
                self as u64
            }

            #[inline(always)]
            fn ones(count: u32) -> Self {
                !(<$number>::MAX << count)
            }

            #[inline(always)]
            fn trailing_zeros(self) -> u32 {
                <$number>::trailing_zeros(self)
            }

            #[inline(always)]
            fn key(self, len: u32) -> u64 {
                $key(self, len)
            }
        }
    };
}
bits!(u64, 10, |bits: u64, len| bits | (len as u64) << 60);
bits!(u128, 21, |bits: u128, len: u32| bits as u64 & ((1 << 60) - 1) | (len.min(15) as u64) << 60);

/// The letters of a word, and how many there are; bits above them are 0.
#[derive(Clone, Copy)]
pub(super) struct Letters<B> {
    pub(super) bits: B,
    pub(super) len: u32,
}

impl Letters<u64> {
    #[inline(always)]
    pub(super) fn of(word: PackedWord) -> Self {
        Self { bits: word.0 & <u64 as Bits>::ones(60), len: word.len() as u32 }
    }

    #[inline(always)]
    pub(super) fn packed(self) -> PackedWord {
        PackedWord(self.key())
    }

    pub(super) fn widened(self) -> Letters<u128> {
        Letters { bits: self.bits as u128, len: self.len }
    }
}

impl<B: Bits> Letters<B> {
    /// The letter at this place; one that stands in no rule where the word has none.
    #[inline(always)]
    pub(super) fn at(self, place: u32) -> u64 {
        (self.bits >> (SIX * place)).low() & 0x3F
    }

    #[inline(always)]
    pub(super) fn first(self) -> u64 {
        self.bits.low() & 0x3F
    }

    /// The last letters in one number, up to ten of them; of a word of fewer letters, all.
    #[inline(always)]
    pub(super) fn last(self, count: u32) -> u64 {
        (self.bits >> (SIX * self.len.saturating_sub(count))).low()
    }

    #[inline(always)]
    pub(super) fn begins_with(self, row: Row) -> bool {
        self.bits.low() & u64::ones(SIX * row.len) == row.bits
    }

    #[inline(always)]
    pub(super) fn ends_with(self, row: Row) -> bool {
        self.len >= row.len && self.last(row.len) == row.bits
    }

    #[inline(always)]
    pub(super) fn fits(self, pattern: Pattern) -> bool {
        self.len == pattern.len && self.begins_like(pattern)
    }

    /// Whether it has the pattern's letters, and perhaps more behind them.
    #[inline(always)]
    pub(super) fn begins_like(self, pattern: Pattern) -> bool {
        self.len >= pattern.len && self.bits.low() & pattern.mask == pattern.bits
    }

    /// Takes letters from the front, no more than there are.
    #[inline(always)]
    pub(super) fn cut_front(&mut self, count: u32) {
        self.bits = self.bits >> (SIX * count);
        self.len -= count;
    }

    /// Takes letters from the end, no more than there are.
    #[inline(always)]
    pub(super) fn cut_end(&mut self, count: u32) {
        self.len -= count;
        self.bits = self.bits & B::ones(SIX * self.len);
    }

    /// Takes out the letter at this place.
    #[inline(always)]
    pub(super) fn remove(&mut self, place: u32) {
        let before = B::ones(SIX * place);
        self.bits = self.bits & before | self.bits >> SIX & !before;
        self.len -= 1;
    }

    /// Puts a letter at this place, where there is room for one.
    #[inline(always)]
    pub(super) fn insert(&mut self, place: u32, letter: u64) {
        let before = B::ones(SIX * place);
        self.bits = self.bits & before | (self.bits & !before) << SIX | B::of(letter) << (SIX * place);
        self.len += 1;
    }

    #[inline(always)]
    pub(super) fn set(&mut self, place: u32, letter: u64) {
        self.bits = self.bits & !(B::of(0x3F) << (SIX * place)) | B::of(letter) << (SIX * place);
    }

    /// A slice of the letters.
    #[inline(always)]
    pub(super) fn slice(mut self, start: u32, len: u32) -> Self {
        self.cut_front(start);
        self.cut_end(self.len - len);
        self
    }

    /// What tables know the word by: its first letters, and in the four highest bits how many it has; 15 is more than any
    /// table's word has.
    #[inline(always)]
    pub(super) fn key(self) -> u64 {
        self.bits.key(self.len)
    }
}

/// Letters of the code.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) bits: u64,
    pub(super) len: u32,
}

/// The letters of a literal, ten at most.
pub(super) const fn row(text: &str) -> Row {
    let bytes = text.as_bytes();
    let (mut bits, mut len) = (0, 0);
    while 2 * len < bytes.len() {
        assert!(bytes[2 * len] == 0xD8 || bytes[2 * len] == 0xD9);
        bits |= (bytes[2 * len + 1] as u64 & 0x3F) << (SIX * len as u32);
        len += 1;
    }
    Row { bits, len: len as u32 }
}

/// Letters at some places of a word.
#[derive(Clone, Copy)]
pub(super) struct Pattern {
    bits: u64,
    mask: u64,
    len: u32,
}

/// The pattern of a literal, where `_` is any letter.
pub(super) const fn pattern(text: &str) -> Pattern {
    let bytes = text.as_bytes();
    let mut made = Pattern { bits: 0, mask: 0, len: 0 };
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'_' {
            at += 1;
            made.bits |= (bytes[at] as u64 & 0x3F) << (SIX * made.len);
            made.mask |= 0x3F << (SIX * made.len);
        }
        at += 1;
        made.len += 1;
    }
    made
}

/// A set of letters.
#[derive(Clone, Copy)]
pub(super) struct Set(u64);

impl Set {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn with(self, letter: u64) -> Self {
        Self(self.0 | 1 << letter)
    }

    #[inline(always)]
    pub(super) fn has(self, letter: u64) -> bool {
        self.0 >> letter & 1 != 0
    }
}

/// The letters of a literal as a set.
pub(super) const fn set(text: &str) -> Set {
    let bytes = text.as_bytes();
    let (mut set, mut at) = (0, 1);
    while at < bytes.len() {
        set |= 1 << (bytes[at] & 0x3F);
        at += 2;
    }
    Set(set)
}

pub(super) const fn letter(c: char) -> u64 {
    c as u64 & 0x3F
}

pub(super) const ALEF_MADDA: u64 = letter('آ');
pub(super) const ALEF_HAMZA: u64 = letter('أ');
pub(super) const HAMZA: u64 = letter('ء');
pub(super) const ALEF: u64 = letter('ا');
pub(super) const TEH: u64 = letter('ت');
pub(super) const SEEN: u64 = letter('س');
pub(super) const KAF: u64 = letter('ك');
pub(super) const LAM: u64 = letter('ل');
pub(super) const NOON: u64 = letter('ن');
pub(super) const HEH: u64 = letter('ه');
pub(super) const WAW: u64 = letter('و');
pub(super) const YEH: u64 = letter('ي');
