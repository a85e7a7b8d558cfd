//! Bit masks of a rewrite's units, of any lengths, in words of 64 bits.

use crate::kernel::{BlockObserver, UnitMasks, low_bits};
use alloc::vec::Vec;

/// Masks of any lengths, joined into words without gaps.
#[derive(Clone, Debug, Default)]
pub(super) struct JoinedMasks {
    /// The word of the last bit is there, and zero from that bit on; words after it hold anything.
    words: Vec<UnitMasks>,
    pub bit_len: usize,
}

impl JoinedMasks {
    /// A number of words from the word `first` on, and the word after them.
    pub fn words(&self, first: usize, count: usize) -> &[UnitMasks] {
        &self.words[first..=first + count]
    }

    /// A writer of at most so many bits more. Adds them to `len`, too.
    #[inline(always)]
    pub fn writer<'m>(&'m mut self, bits: usize, len: &'m mut usize) -> MaskWriter<'m> {
        let (word, used) = (self.bit_len / 64, self.bit_len % 64);
        let needed = (self.bit_len + bits) / 64 + 2;
        if needed > self.words.len() {
            self.grow(needed);
        }
        MaskWriter { open: self.words[word], words: &mut self.words, word, used, lens: [&mut self.bit_len, len] }
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, needed: usize) {
        self.words.resize(needed.max(2 * self.words.len()), UnitMasks::default());
    }

    /// Removes bits from the end.
    pub fn remove_back(&mut self, bits: usize) {
        self.bit_len -= bits;
        let below = low_bits(self.bit_len % 64);
        if let Some(last) = self.words.get_mut(self.bit_len / 64) {
            *last = UnitMasks { starts: last.starts & below, unary: last.unary & below };
        }
    }

    /// Removes words from the front.
    pub fn remove_front(&mut self, words: usize) {
        self.words.copy_within(words..=self.bit_len / 64, 0);
        self.bit_len -= words * 64;
    }
}

/// Appends masks. The incomplete word is a field, which the loop over blocks has in registers: a load of both masks of a word
/// that were just stored one by one waits for the stores.
pub(super) struct MaskWriter<'m> {
    words: &'m mut [UnitMasks],
    word: usize,
    used: usize,
    open: UnitMasks,
    /// Lengths in bits, which are updated at the end.
    lens: [&'m mut usize; 2],
}

impl BlockObserver for MaskWriter<'_> {
    #[inline(always)]
    fn block(&mut self, starts: u64, unary: u64, len: usize) {
        let used = self.used;
        let open = UnitMasks { starts: self.open.starts | starts << used, unary: self.open.unary | unary << used };
        if let Some(word) = self.words.get_mut(self.word) {
            *word = open;
        }
        let rest = |mask: u64| mask >> 1 >> (63 - used);
        self.open = if used + len < 64 { open } else { UnitMasks { starts: rest(starts), unary: rest(unary) } };
        (self.word, self.used) = (self.word + (used + len) / 64, (used + len) % 64);
    }
}

impl Drop for MaskWriter<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        // The word after the last one is its look-ahead.
        if let Some([last, after]) = self.words.get_mut(self.word..self.word + 2) {
            (*last, *after) = (self.open, UnitMasks::default());
        }
        let bits = self.word * 64 + self.used - *self.lens[0];
        self.lens.iter_mut().for_each(|len| **len += bits);
    }
}
