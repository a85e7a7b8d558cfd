//! Units: where one starts and how much is written for it, from the bits and the lists.
//!
//! ```text
//! starts      1 0 0 0 1 0 1 1 0 0      four bytes, two, one, three
//! written     2       2   1 3          as many, but two for four and more: a letter and its mark
//! ```
//! Where it is otherwise, `unusual` has the difference.

use super::{Alignment, BLOCK};
use core::ops::Range;

/// A stretch of the source, and what was written for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub source: Range<usize>,
    pub output: Range<usize>,
}

/// The starts of 64 bytes, and of them those whose usual output is two bytes or more, and three.
#[derive(Clone, Copy)]
pub(super) struct Usual {
    pub starts: u64,
    pub two: u64,
    pub three: u64,
}

impl Usual {
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
        ((self.starts & lanes).count_ones() + (self.two & lanes).count_ones() + (self.three & lanes).count_ones())
            as usize
    }
}

/// In an entry of `unusual`: how many bits the place has, the difference that stands for none, and what stands for one
/// in the list of longer ones.
const PLACE_BITS: u32 = BLOCK.trailing_zeros();
const ZERO: isize = 4;
const LONGER: u16 = 15;

/// The entry for a unit at this place, unless the difference is too great for one.
pub(super) fn pack(place: usize, difference: isize) -> Result<u16, u16> {
    let place = (place % BLOCK) as u16;
    match difference + ZERO {
        short @ 0..15 => Ok(place | (short as u16) << PLACE_BITS),
        _ => Err(place | LONGER << PLACE_BITS),
    }
}

impl Alignment {
    /// The usual of a word of starts, settled or about to be; `end` is where the source ends, if that is known.
    pub(super) fn usual(&self, word: usize, end: Option<usize>) -> Usual {
        let get = |n: usize| self.marks.starts.get(n).copied().unwrap_or(0);
        // The end counts as a start.
        let with_end = |n: usize| get(n) | end.filter(|end| end / 64 == n).map_or(0, |end| 1 << (end % 64));
        let Usual { two, three, .. } = Usual::of(with_end(word), with_end(word + 1));
        let starts = get(word);
        Usual { starts, two: two & starts, three: three & starts }
    }

    /// The unusual units of a block: where each stands in the source, and how much more or less it writes.
    fn unusual_of(&self, block: usize) -> impl Iterator<Item = (usize, isize)> + Clone {
        let from = self.index.get(block).map_or(0, |b| b.unusual);
        let to = self.index.get(block + 1).map_or(self.unusual.len(), |b| b.unusual);
        self.unusual.get(from..to).unwrap_or_default().iter().map(move |&entry| {
            let place = block * BLOCK + entry as usize % BLOCK;
            match entry >> PLACE_BITS {
                LONGER => {
                    let found = self.longer.binary_search_by_key(&place, |l| l.0);
                    (place, found.map_or(0, |n| self.longer[n].1 as isize))
                }
                short => (place, short as isize - ZERO),
            }
        })
    }

    /// The unit that starts at `start`, which writes from `output` on.
    fn unit_at(&self, start: usize, output: usize, difference: isize) -> Unit {
        let len = self.usual(start / 64, Some(self.source_len)).sum(1 << (start % 64)) as isize + difference;
        Unit { source: start..self.start_behind(start), output: output..output + len.max(0) as usize }
    }

    /// The first start behind a place in the source.
    fn start_behind(&self, place: usize) -> usize {
        let mut word = place / 64;
        let mut starts = self.marks.starts.get(word).copied().unwrap_or(0) & (!1 << (place % 64));
        while starts == 0 {
            word += 1;
            match self.marks.starts.get(word) {
                Some(&next) => starts = next,
                None => return self.source_len,
            }
        }
        word * 64 + starts.trailing_zeros() as usize
    }

    /// The unit that holds a byte of the source.
    pub(super) fn unit_of_source(&self, place: usize) -> Unit {
        let mut word = place / 64;
        let mut starts = self.marks.starts.get(word).copied().unwrap_or(0) & (!0 >> (63 - place % 64));
        while starts == 0 {
            if word == 0 {
                return Unit { source: 0..self.start_behind(place), output: 0..0 };
            }
            word -= 1;
            starts = self.marks.starts.get(word).copied().unwrap_or(0);
        }
        let start = word * 64 + 63 - starts.leading_zeros() as usize;
        let block = start / BLOCK;
        let mut output = self.index.get(block).map_or(0, |b| b.output) as isize;
        let mut own = 0;
        for (place, difference) in self.unusual_of(block) {
            if place < start {
                output += difference;
            } else if place == start {
                own = difference;
            }
        }
        let before: usize = (block * (BLOCK / 64)..word).map(|n| self.usual(n, Some(self.source_len)).sum(!0)).sum();
        let output = output as usize + before + self.usual(word, Some(self.source_len)).sum((1 << (start % 64)) - 1);
        self.unit_at(start, output, own)
    }

    /// The unit that holds a byte of the output.
    pub(super) fn unit_of_output(&self, place: usize) -> Unit {
        let block = self.index.partition_point(|before| before.output <= place).saturating_sub(1);
        let mut unusual = self.unusual_of(block).peekable();
        let mut output = self.index.get(block).map_or(0, |b| b.output);
        for word in block * (BLOCK / 64)..self.marks.starts.len() {
            let usual = self.usual(word, Some(self.source_len));
            // What of the word's units is unusual stands first in the list.
            let mut ahead = unusual.clone();
            let mut sum = usual.sum(!0) as isize;
            while let Some((_, difference)) = ahead.next_if(|u| u.0 / 64 == word) {
                sum += difference;
            }
            if output + (sum as usize) <= place {
                (output, unusual) = (output + sum as usize, ahead);
                continue;
            }
            let mut starts = usual.starts;
            while starts != 0 {
                let start = word * 64 + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                let difference = unusual.next_if(|u| u.0 == start).map_or(0, |u| u.1);
                let unit = self.unit_at(start, output, difference);
                if place < unit.output.end {
                    return unit;
                }
                output = unit.output.end;
            }
        }
        Unit { source: self.source_len..self.source_len, output: self.output_len..self.output_len }
    }

    /// All units in order; none where nothing changed.
    pub(super) fn units(&self) -> impl Iterator<Item = Unit> {
        let first = if self.source_len > 0 { self.start_behind_or_at(0) } else { 0 };
        let leading = (first > 0).then_some(Unit { source: 0..first, output: 0..0 });
        let mut unusual = (0..self.index.len()).flat_map(|block| self.unusual_of(block)).peekable();
        let (mut start, mut output) = (first, 0);
        leading.into_iter().chain(core::iter::from_fn(move || {
            if start >= self.source_len {
                return None;
            }
            let difference = unusual.next_if(|u| u.0 == start).map_or(0, |u| u.1);
            let unit = self.unit_at(start, output, difference);
            (start, output) = (unit.source.end, unit.output.end);
            Some(unit)
        }))
    }

    fn start_behind_or_at(&self, place: usize) -> usize {
        let here = self.marks.starts.get(place / 64).copied().unwrap_or(0) >> (place % 64) & 1;
        if here == 1 { place } else { self.start_behind(place) }
    }
}
