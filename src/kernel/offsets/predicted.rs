//! Predicted units: how much is written for a unit goes by how long it is, and where it does not, by how much it differs.
//!
//! ```text
//! starts      1 0 0 0 1 0 1 1 0 0      units of four bytes, two, one, three
//! written     2       2   1 3          as many, but two for four and more: a letter and its mark
//! ```

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::level;
use alloc::vec::Vec;

/// The starts of 64 bytes, and of them those whose usual output is two bytes or more, and three.
#[derive(Clone, Copy)]
pub(crate) struct Predicted {
    pub starts: u64,
    pub two: u64,
    pub three: u64,
}

impl Predicted {
    /// By the starts of 64 bytes, and those of the 64 behind; the end of the text is a start.
    #[inline(always)]
    pub fn of(starts: u64, behind: u64) -> Self {
        let ahead = |n: u32| starts >> n | behind << (64 - n);
        let two = starts & !ahead(1);
        Self { starts, two, three: two & !ahead(2) & ahead(3) }
    }

    /// What is usually written for the units that `lanes` names.
    #[inline(always)]
    pub fn sum(&self, lanes: u64) -> usize {
        let ones = |mask: u64| (mask & lanes).count_ones() as usize;
        ones(self.starts) + ones(self.two) + ones(self.three)
    }
}

/// Of the starts, those for which two and three bytes are written at least, by the ones behind them.
#[inline(always)]
fn by_ones([starts, behind]: [u64; 2], [written, more]: [u64; 2]) -> [u64; 2] {
    let (inside, inside_more) = (written & !starts, more & !behind);
    let ahead = |n: u32| inside >> n | inside_more << (64 - n);
    let two = starts & ahead(1);
    [two, two & ahead(2)]
}

/// Of the unit in a lane of the first of two words: how many bytes the ones tell, none if it has none; and how many
/// are usual.
#[inline(always)]
pub(in crate::kernel) fn told_and_usual(starts: [u64; 2], written: [u64; 2], lane: u32) -> (usize, usize) {
    let from_lane = |mask: [u64; 2]| mask[0] >> lane | mask[1] << 1 << (63 - lane);
    let (next, ones) = (from_lane(starts) & !1, from_lane(written));
    let len = next.trailing_zeros();
    let usual = 2 + (len == 3) as usize - (len == 1) as usize;
    ((!ones | next).trailing_zeros() as usize, usual)
}

/// Words that are looked at together.
pub(crate) const WORDS: usize = BLOCK / 64;

/// Starts and ones as words of 64.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub starts: Vec<u64>,
    pub written: Vec<u64>,
    /// How many bits count; behind them stand zeros to the end of a word, and anything behind that.
    pub bits: usize,
}

impl Words {
    /// Takes words from the front.
    pub fn take(&mut self, words: usize) {
        self.starts.copy_within(words.., 0);
        self.written.copy_within(words.., 0);
        self.bits -= words * 64;
    }

    fn make_room(&mut self, words: usize) {
        if self.starts.len() < words {
            self.starts.resize(words, 0);
            self.written.resize(words, 0);
        }
    }

    /// Puts a start behind the last bit, and zeros behind that.
    pub fn end(&mut self) {
        let words = self.bits / 64;
        self.make_room(words + 2);
        if self.bits.is_multiple_of(64) {
            (self.starts[words], self.written[words]) = (0, 0);
        }
        self.starts[words] |= 1 << (self.bits % 64);
        (self.starts[words + 1], self.written[words + 1]) = (0, 0);
    }
}

/// Appends masks of some bits each, without gaps.
#[inline]
pub(in crate::kernel) fn join(noted: &[[u64; 3]], words: &mut Words) {
    dispatch!(level(), fn entry(noted: &[[u64; 3]], words: &mut Words) {
        vector<L>(_proof) => join_masks(noted, words),
        scalar => join_masks(noted, words),
    })
}

#[inline(always)]
fn join_masks(noted: &[[u64; 3]], words: &mut Words) {
    let (mut word, mut used) = (words.bits / 64, words.bits % 64);
    words.make_room(word + noted.len() + 2);
    let all = words.starts.len().min(words.written.len());
    let (all_starts, all_written) = (&mut words.starts[..all], &mut words.written[..all]);
    let (mut starts, mut written) = match used {
        0 => (0, 0),
        _ => (all_starts[word], all_written[word]),
    };
    for &[more_starts, more_written, len] in noted {
        if word >= all {
            break;
        }
        (starts, written) = (starts | more_starts << used, written | more_written << used);
        (all_starts[word], all_written[word]) = (starts, written);
        let rest = |mask: u64| mask >> 1 >> (63 - used);
        let (rest_starts, rest_written) = (rest(more_starts), rest(more_written));
        used += len as usize;
        if used >= 64 {
            (starts, written) = (rest_starts, rest_written);
            (word, used) = (word + 1, used - 64);
        }
    }
    if word < all {
        (all_starts[word], all_written[word]) = (starts, written);
    }
    words.bits = word * 64 + used;
}

/// UnitBits in `odd` the units of each word for which another number of bytes is written than is usual. Of both masks the
/// last word, of 65 at most, is only looked ahead to. Returns the words that have such units, and how many ones there
/// are.
#[inline]
pub(in crate::kernel) fn find_odd(starts: &[u64], written: &[u64], odd: &mut [u64; WORDS]) -> (u64, usize) {
    dispatch!(level(), fn entry(starts: &[u64], written: &[u64], odd: &mut [u64; WORDS]) -> (u64, usize) {
        vector<L>(_proof) => find_odd_units(starts, written, odd),
        scalar => find_odd_units(starts, written, odd),
    })
}

#[inline(always)]
fn find_odd_units(starts: &[u64], written: &[u64], odd: &mut [u64; WORDS]) -> (u64, usize) {
    let words = starts.len().min(written.len()).saturating_sub(1).min(WORDS);
    let (starts, written) = (&starts[..=words], &written[..=words]);
    let mut ones = 0;
    for n in 0..words {
        let (starts, written) = ([starts[n], starts[n + 1]], [written[n], written[n + 1]]);
        let usual = Predicted::of(starts[0], starts[1]);
        let [two, three] = by_ones(starts, written);
        // Four bytes are never usual, so the third tells.
        odd[n] = two ^ usual.two | three ^ usual.three | usual.starts & !written[0];
        ones += written[0].count_ones() as usize;
    }
    (odd[..words].iter().enumerate().fold(0, |words, (n, lanes)| words | ((*lanes != 0) as u64) << n), ones)
}

/// How many ones a word begins with that belong to a unit of the word before.
#[inline(always)]
pub(in crate::kernel) fn ones_before(starts: u64, written: u64) -> usize {
    (!written | starts).trailing_zeros() as usize
}

/// Bytes of the source for each entry of the index.
pub(crate) const BLOCK: usize = 4096;

/// A unit for which more or less is written: twelve bits of the place in its block, and four of the difference.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exception(u16);

const PLACE_BITS: u32 = BLOCK.trailing_zeros();
/// What stands for no difference, and for one in the list of longer ones.
const ZERO: isize = 4;
const LONGER: u16 = 15;

impl Exception {
    /// The entry for a unit, and whether its difference is too great for it.
    pub(in crate::kernel) fn new(place: usize, difference: isize) -> (Self, bool) {
        let place = (place % BLOCK) as u16;
        let short = difference + ZERO;
        let is_longer = short < 0 || short >= LONGER as isize;
        let bits = if is_longer { LONGER } else { short as u16 };
        (Self(place | bits << PLACE_BITS), is_longer)
    }

    pub fn place(self) -> usize {
        self.0 as usize % BLOCK
    }

    /// `None` where it stands in the list of longer ones.
    pub fn difference(self) -> Option<isize> {
        match self.0 >> PLACE_BITS {
            LONGER => None,
            short => Some(short as isize - ZERO),
        }
    }
}
