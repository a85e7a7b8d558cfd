//! A word as one integer, six bits per letter, the first letter lowest; edited by shifts and masks.
//!
//! ```text
//! bits   …  12..18   6..12    0..6
//!           third    second   first     a letter is the six low bits of its code point, U+0620..U+065F
//! ```
//!
//! A word of up to ten letters is a `u64` in the layout of [`PackedWord`], a longer one a `u128`.

use crate::kernel::PackedWord;
use core::ops::{BitAnd, BitOr, BitXor, Not, Shl, Shr};

/// The most letters of a word that is stemmed: what a `u128` holds. No Arabic word is longer.
pub(crate) const LONGEST: usize = 21;

/// The bits per letter.
pub(crate) const LETTER_BITS: u32 = 6;

/// An integer that holds letters.
pub(crate) trait LetterBits:
    Copy
    + PartialEq
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Shl<u32, Output = Self>
    + Shr<u32, Output = Self>
{
    /// The lowest bit of each letter set.
    const LOW_BITS: Self;

    fn of(bits: u64) -> Self;
    /// The low 64 bits.
    fn low(self) -> u64;
    /// A mask of the lowest `count` bits; `count` is less than the width.
    fn ones(count: u32) -> Self;
    fn trailing_zeros(self) -> u32;
    /// The first ten of `len` letters, and above them the length, 15 at most.
    fn key(self, len: u32) -> u64;
}

macro_rules! bits {
    ($number:ty, $letters:literal, $key:expr) => {
        impl LetterBits for $number {
            const LOW_BITS: Self = {
                let (mut bits, mut n) = (0, 0);
                while n < $letters {
                    bits |= 1 << (LETTER_BITS * n);
                    n += 1;
                }
                bits
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

/// The letters of a word, and their number. The bits above the letters are 0.
#[derive(Clone, Copy)]
pub(crate) struct Letters<B> {
    pub(crate) bits: B,
    pub(crate) len: u32,
}

impl Letters<u64> {
    #[inline(always)]
    pub(crate) fn of(word: PackedWord) -> Self {
        Self { bits: word.0 & <u64 as LetterBits>::ones(60), len: word.len() as u32 }
    }

    #[inline(always)]
    pub(crate) fn packed(self) -> PackedWord {
        PackedWord(self.key())
    }

    pub(crate) fn widened(self) -> Letters<u128> {
        Letters { bits: self.bits as u128, len: self.len }
    }
}

impl Letters<u128> {
    /// The same letters, if they are at most ten.
    pub(crate) fn shortened(self) -> Option<Letters<u64>> {
        (self.len <= 10).then_some(Letters { bits: self.bits as u64, len: self.len })
    }
}

impl<B: LetterBits> Letters<B> {
    /// The letter at an index; 0, which is in no rule, after the end.
    #[inline(always)]
    pub(crate) fn at(self, n: u32) -> u64 {
        (self.bits >> (LETTER_BITS * n)).low() & 0x3F
    }

    #[inline(always)]
    pub(crate) fn first(self) -> u64 {
        self.bits.low() & 0x3F
    }

    /// The last `count` letters, at most ten, as an integer; all letters of a shorter word.
    #[inline(always)]
    pub(crate) fn last(self, count: u32) -> u64 {
        (self.bits >> (LETTER_BITS * self.len.saturating_sub(count))).low()
    }

    #[inline(always)]
    pub(crate) fn starts_with(self, literal: Literal) -> bool {
        self.bits.low() & u64::ones(LETTER_BITS * literal.len) == literal.bits
    }

    #[inline(always)]
    pub(crate) fn ends_with(self, literal: Literal) -> bool {
        self.len >= literal.len && self.last(literal.len) == literal.bits
    }

    #[inline(always)]
    pub(crate) fn matches(self, pattern: Pattern) -> bool {
        self.len == pattern.len && self.starts_with_pattern(pattern)
    }

    /// Whether its first letters match the pattern.
    #[inline(always)]
    pub(crate) fn starts_with_pattern(self, pattern: Pattern) -> bool {
        self.len >= pattern.len && self.bits.low() & pattern.mask == pattern.bits
    }

    /// Removes the first letters, at most all.
    #[inline(always)]
    pub(crate) fn remove_front(&mut self, count: u32) {
        self.bits = self.bits >> (LETTER_BITS * count);
        self.len -= count;
    }

    /// Removes the last letters, at most all.
    #[inline(always)]
    pub(crate) fn remove_end(&mut self, count: u32) {
        self.len -= count;
        self.bits = self.bits & B::ones(LETTER_BITS * self.len);
    }

    /// Removes the letter at an index.
    #[inline(always)]
    pub(crate) fn remove(&mut self, n: u32) {
        let before = B::ones(LETTER_BITS * n);
        self.bits = self.bits & before | self.bits >> LETTER_BITS & !before;
        self.len -= 1;
    }

    /// Inserts a letter at an index; the word must have fewer letters than `B` holds.
    #[inline(always)]
    pub(crate) fn insert(&mut self, n: u32, letter: u64) {
        let before = B::ones(LETTER_BITS * n);
        self.bits = self.bits & before | (self.bits & !before) << LETTER_BITS | B::of(letter) << (LETTER_BITS * n);
        self.len += 1;
    }

    #[inline(always)]
    pub(crate) fn set(&mut self, n: u32, letter: u64) {
        self.bits = self.bits & !(B::of(0x3F) << (LETTER_BITS * n)) | B::of(letter) << (LETTER_BITS * n);
    }

    /// A slice of the letters.
    #[inline(always)]
    pub(crate) fn slice(mut self, start: u32, len: u32) -> Self {
        self.remove_front(start);
        self.remove_end(self.len - len);
        self
    }

    /// The key of the word in tables: its first ten letters, and its length in the four highest bits. Lengths from 15 on are
    /// 15, which is longer than any word of a table.
    #[inline(always)]
    pub(crate) fn key(self) -> u64 {
        self.bits.key(self.len)
    }
}

/// Letters of a string literal.
#[derive(Clone, Copy)]
pub(crate) struct Literal {
    pub(crate) bits: u64,
    pub(crate) len: u32,
}

/// The letters of a string literal, at most ten.
pub(crate) const fn literal(text: &str) -> Literal {
    let bytes = text.as_bytes();
    let (mut bits, mut len) = (0, 0);
    while 2 * len < bytes.len() {
        assert!(bytes[2 * len] == 0xD8 || bytes[2 * len] == 0xD9);
        bits |= (bytes[2 * len + 1] as u64 & 0x3F) << (LETTER_BITS * len as u32);
        len += 1;
    }
    Literal { bits, len: len as u32 }
}

/// The letters of string literals.
pub(crate) const fn literals<const N: usize>(texts: [&str; N]) -> [Literal; N] {
    let mut all = [Literal { bits: 0, len: 0 }; N];
    let mut n = 0;
    while n < N {
        all[n] = literal(texts[n]);
        n += 1;
    }
    all
}

/// Letters that a word must have at certain indices.
#[derive(Clone, Copy)]
pub(crate) struct Pattern {
    bits: u64,
    mask: u64,
    len: u32,
}

/// The pattern of a string literal, in which `_` matches any letter.
pub(crate) const fn pattern(text: &str) -> Pattern {
    let bytes = text.as_bytes();
    let mut made = Pattern { bits: 0, mask: 0, len: 0 };
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'_' {
            at += 1;
            made.bits |= (bytes[at] as u64 & 0x3F) << (LETTER_BITS * made.len);
            made.mask |= 0x3F << (LETTER_BITS * made.len);
        }
        at += 1;
        made.len += 1;
    }
    made
}

/// A set of letters.
#[derive(Clone, Copy)]
pub(crate) struct LetterSet(u64);

impl LetterSet {
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) const fn with(self, letter: u64) -> Self {
        Self(self.0 | 1 << letter)
    }

    #[inline(always)]
    pub(crate) fn contains(self, letter: u64) -> bool {
        self.0 >> letter & 1 != 0
    }
}

/// The letters of a string literal as a set.
pub(crate) const fn letter_set(text: &str) -> LetterSet {
    let bytes = text.as_bytes();
    let (mut set, mut at) = (0, 1);
    while at < bytes.len() {
        set |= 1 << (bytes[at] & 0x3F);
        at += 2;
    }
    LetterSet(set)
}

pub(crate) const fn letter(c: char) -> u64 {
    c as u64 & 0x3F
}

pub(crate) const ALEF_MADDA: u64 = letter('آ');
pub(crate) const ALEF_HAMZA: u64 = letter('أ');
pub(crate) const HAMZA: u64 = letter('ء');
pub(crate) const ALEF: u64 = letter('ا');
pub(crate) const DAL: u64 = letter('د');
pub(crate) const ZAIN: u64 = letter('ز');
pub(crate) const TAH: u64 = letter('ط');
pub(crate) const TEH: u64 = letter('ت');
pub(crate) const SEEN: u64 = letter('س');
pub(crate) const KAF: u64 = letter('ك');
pub(crate) const LAM: u64 = letter('ل');
pub(crate) const MEEM: u64 = letter('م');
pub(crate) const NOON: u64 = letter('ن');
pub(crate) const HEH: u64 = letter('ه');
pub(crate) const WAW: u64 = letter('و');
pub(crate) const YEH: u64 = letter('ي');
