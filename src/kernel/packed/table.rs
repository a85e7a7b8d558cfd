//! Lines of packed words: a word's value among four in a line of the cache, found by comparing it with all of them.
//!
//! ```text
//! line      word  word  word  word    value value value value        64 bytes; a free place has the value 0
//! found     the values of those that are equal, or'ed: of one at most
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::Level;
use crate::kernel::packed::{MOST_WORDS, PackedSpan, PackedWord, Spelled};
use crate::kernel::simd::array::{self, ArrayLanes};
use crate::kernel::simd::prefetch::prefetch;
use crate::kernel::simd::{Lanes, value_of};
use alloc::vec::Vec;

/// How many words share a line.
pub(crate) const WAYS: usize = 4;
/// How many places there are first, and how many times as many when half of them are taken: few steps, since each moves
/// all words.
const FEWEST: usize = 1 << 9;
pub(crate) const GROWTH: usize = 16;
/// What hashes are multiplied by: of the golden ratio.
pub(crate) const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Words of one hash, and their values beside them.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    words: [u64; WAYS],
    values: [u64; WAYS],
}

/// Lines, as many as a power of two, or none; and a second value for each place, or for none.
#[derive(Clone, Debug)]
pub(crate) struct PackedTable {
    /// The most words that there may be places for.
    most: usize,
    /// How many places are taken.
    taken: usize,
    has_seconds: bool,
    lines: Vec<Bucket>,
    seconds: Vec<[u64; WAYS]>,
}

/// The values of a word: 0 where it is not known.
pub(crate) type Values = (u64, u64);

/// A word of a list: its number there, its values, and the first of them as a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub n: usize,
    pub values: Values,
    text: Spelled,
}

impl Found {
    /// The first value's characters, if it is a packed word.
    #[inline(always)]
    pub fn text(&self) -> &str {
        self.text.first(PackedWord(self.values.0).len())
    }
}

/// Those words of a list that have not the value that is passed over.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    all: [Found; MOST_WORDS],
    count: usize,
    /// The numbers of those that are not known.
    misses: [u32; MOST_WORDS],
    miss_count: usize,
}

impl Default for Known {
    fn default() -> Self {
        let none = Found { n: 0, values: (0, 0), text: Spelled::NONE };
        Self { all: [none; MOST_WORDS], count: 0, misses: [0; MOST_WORDS], miss_count: 0 }
    }
}

impl Known {
    /// The words, in order.
    #[inline(always)]
    pub fn found(&self) -> &[Found] {
        &self.all[..self.count]
    }

    /// The numbers of the words that are not known.
    pub fn misses(&self) -> impl Iterator<Item = usize> {
        self.misses[..self.miss_count].iter().map(|n| *n as usize)
    }
}

impl PackedTable {
    /// Places for no word yet, and for so many at most, a power of two.
    pub fn new(most: usize) -> Self {
        Self { most, taken: 0, has_seconds: false, lines: Vec::new(), seconds: Vec::new() }
    }

    /// Forgets all words and frees their places; those to come have a second value, or not.
    pub fn clear(&mut self, has_seconds: bool) {
        *self = Self { has_seconds, ..Self::new(self.most) };
    }

    /// Whether there are few free places, or none at all, and there may be more.
    #[inline]
    pub fn wants_to_grow(&self) -> bool {
        let places = self.lines.len() * WAYS;
        self.taken >= places / 2 && places < self.most
    }

    /// The bytes that the places take.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.lines) + size_of_val(&*self.seconds)
    }

    /// The bytes that they would take after [`grow`](Self::grow).
    pub fn bytes_when_grown(&self) -> usize {
        let seconds = if self.has_seconds { size_of::<[u64; WAYS]>() } else { 0 };
        self.lines_when_grown() * (size_of::<Bucket>() + seconds)
    }

    fn lines_when_grown(&self) -> usize {
        (GROWTH * WAYS * self.lines.len()).clamp(FEWEST, self.most) / WAYS
    }

    /// Makes more places, and forgets few of the words.
    #[cold]
    pub fn grow(&mut self) {
        let lines = self.lines_when_grown();
        let seconds = if self.has_seconds { lines } else { 0 };
        let old_lines = core::mem::replace(&mut self.lines, alloc::vec![Bucket::default(); lines]);
        let old_seconds = core::mem::replace(&mut self.seconds, alloc::vec![[0; WAYS]; seconds]);
        self.taken = 0;
        for (n, line) in old_lines.iter().enumerate() {
            let seconds = old_seconds.get(n).copied().unwrap_or_default();
            for way in (0..WAYS).rev().filter(|way| line.values[*way] != 0) {
                self.keep(PackedWord(line.words[way]), (line.values[way], seconds[way]));
            }
        }
    }

    /// The values of a word, if it is known and stands in its own line.
    #[cfg(test)]
    pub fn own(&self, word: PackedWord) -> Values {
        self.at(line_of(&self.lines, word), word)
    }

    /// The same in the line beside its own, which is asked for only where its own is full.
    #[inline]
    pub fn beside(&self, word: PackedWord) -> Values {
        let own = line_of(&self.lines, word);
        if self.is_full(own) { self.at(own ^ 1, word) } else { (0, 0) }
    }

    #[inline]
    fn is_full(&self, place: usize) -> bool {
        self.lines.get(place).is_some_and(|line| line.values[WAYS - 1] != 0)
    }

    #[inline]
    fn at(&self, place: usize, word: PackedWord) -> Values {
        let Some(line) = self.lines.get(place) else { return (0, 0) };
        let second = self.seconds.get(place).map_or(0, |seconds| value_of(word.0, &line.words, seconds));
        (value_of(word.0, &line.words, &line.values), second)
    }

    /// Keeps the values of a word: in a line that is full the oldest goes, but not while there is room in the one beside.
    /// The number of places stays: whoever owns the table asks [`wants_to_grow`](Self::wants_to_grow) first.
    pub fn keep(&mut self, word: PackedWord, (value, second): Values) {
        let own = line_of(&self.lines, word);
        let place = if self.is_full(own) && !self.is_full(own ^ 1) { own ^ 1 } else { own };
        if let Some(line) = self.lines.get_mut(place) {
            self.taken += usize::from(line.values[WAYS - 1] == 0);
            line.words.rotate_right(1);
            line.values.rotate_right(1);
            (line.words[0], line.values[0]) = (word.0, value);
        }
        if let Some(seconds) = self.seconds.get_mut(place) {
            seconds.rotate_right(1);
            seconds[0] = second;
        }
    }

    /// Brings the line of a word near, so that the question about it does not wait.
    #[inline(always)]
    pub(in crate::kernel) fn prefetch(&self, word: PackedWord) {
        if let Some(line) = self.lines.get(line_of(&self.lines, word)) {
            prefetch(line);
        }
    }
}

#[inline(always)]
fn line_of(lines: &[Bucket], word: PackedWord) -> usize {
    hash(word) as usize & lines.len().wrapping_sub(1)
}

/// All characters of a word have a say in it. It has no secret: who knows it can make words of one line. Of these eight are
/// kept, and each of the others costs what a new word costs.
#[inline(always)]
pub(crate) fn hash(word: PackedWord) -> u64 {
    // A product's bits know only those below them of what is multiplied, so the high half is put into the low one.
    (word.0 ^ word.0 >> 32).wrapping_mul(FACTOR) >> 40
}

/// The values of words that stand in their own lines, and their texts, but for those whose value is passed over.
#[inline]
pub(crate) fn look_up(level: Level, lines: &PackedTable, words: &[PackedSpan], passed_over: u64, known: &mut Known) {
    dispatch!(level, fn entry(lines: &PackedTable, words: &[PackedSpan], passed_over: u64, known: &mut Known) {
        vector<L>(proof) => look_up_of::<L>(proof, lines, words, passed_over, known),
        scalar => look_up_of::<ArrayLanes>(array::Proof, lines, words, passed_over, known),
    })
}

#[inline(always)]
fn look_up_of<L: Lanes>(
    proof: L::Proof,
    lines: &PackedTable,
    words: &[PackedSpan],
    passed_over: u64,
    known: &mut Known,
) {
    match lines.has_seconds {
        true => look_up_in::<L, true>(proof, lines, words, passed_over, known),
        false => look_up_in::<L, false>(proof, lines, words, passed_over, known),
    }
}

#[inline(always)]
fn look_up_in<L: Lanes, const SECONDS: bool>(
    proof: L::Proof,
    lines: &PackedTable,
    words: &[PackedSpan],
    passed_over: u64,
    known: &mut Known,
) {
    let (lines, seconds) = (&*lines.lines, &*lines.seconds);
    let (mut count, mut miss_count) = (0, 0);
    for (n, word) in words.iter().enumerate() {
        let (word, place) = (word.packed.0, line_of(lines, word.packed));
        let (mut value, mut second) = (0, 0);
        if let Some(line) = lines.get(place) {
            value = L::value_of(proof, word, &line.words, &line.values);
            if SECONDS && let Some(seconds) = seconds.get(place) {
                second = L::value_of(proof, word, &line.words, seconds);
            }
        }
        let (Some(found), Some(miss)) = (known.all.get_mut(count), known.misses.get_mut(miss_count)) else { break };
        (found.n, found.values) = (n, (value, second));
        found.text.put::<L>(proof, PackedWord(value));
        *miss = n as u32;
        // No branch hangs on it.
        miss_count += usize::from(value == 0);
        count += usize::from(value != passed_over);
    }
    (known.count, known.miss_count) = (count, miss_count);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of four letters for each number below 32⁴.
    fn word(n: u64) -> PackedWord {
        let letter = |at: u32| (n >> (5 * at) & 31 | 0x20) << (6 * at);
        PackedWord(4 << 60 | (0..4).fold(0, |bits, at| bits | letter(at)))
    }

    fn keep(lines: &mut PackedTable, packed: PackedWord, values: Values) {
        if lines.wants_to_grow() {
            let bytes = lines.bytes_when_grown();
            lines.grow();
            assert_eq!(lines.bytes(), bytes);
        }
        lines.keep(packed, values);
    }

    fn values(lines: &PackedTable, packed: PackedWord) -> Values {
        let mut known = Known::default();
        look_up_of::<ArrayLanes>(array::Proof, lines, &[PackedSpan { packed, start: 0, end: 0 }], 0, &mut known);
        known.found().first().map_or_else(|| lines.beside(packed), |found| found.values)
    }

    #[test]
    fn what_is_known_is_what_was_kept_for_the_same_word() {
        assert_eq!(size_of::<Bucket>(), 64);
        let mut lines = PackedTable::new(1 << 16);
        lines.clear(true);
        for n in 0..200_000 {
            assert_eq!(values(&lines, word(n)), (0, 0), "{n}");
            keep(&mut lines, word(n), (n + 1, n + 2));
            assert_eq!(values(&lines, word(n)), (n + 1, n + 2), "{n}");
        }
        let is_known = |n: &u64| match values(&lines, word(*n)) {
            (0, 0) => false,
            values => values == (n + 1, n + 2) || panic!("{n}: {values:?}"),
        };
        let known = (0..200_000).filter(is_known).count();
        assert!((1 << 15..=1 << 16).contains(&known), "{known}");
        lines.clear(false);
        assert!((0..200_000).all(|n| values(&lines, word(n)) == (0, 0)));
    }

    #[test]
    fn words_that_fit_are_all_known_and_those_passed_over_are_not_told() {
        let mut lines = PackedTable::new(1 << 12);
        lines.clear(false);
        let all: alloc::vec::Vec<_> =
            (0..60).map(|n| PackedSpan { packed: word(n * 17), start: 0, end: n as usize }).collect();
        (0..60).for_each(|n| keep(&mut lines, word(n * 17), (n % 3 + 1, n)));
        let mut known = Known::default();
        look_up_of::<ArrayLanes>(array::Proof, &lines, &all, 2, &mut known);
        let told = known.found().iter().map(|found| (found.n, found.values.0));
        assert!(told.eq((0..60).filter(|n| n % 3 != 1).map(|n| (n, n as u64 % 3 + 1))));
    }
}
