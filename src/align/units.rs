//! UnitList: where one starts and how much is written for it, from the bits and the lists.
//! Where a unit is not as [`Predicted`] says, the list of unusual ones has the difference.

use crate::align::Alignment;
use crate::kernel::{INDEX_BLOCK, Predicted, UnitBits};
use core::ops::Range;

/// A stretch of the source, and what was written for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub source: Range<usize>,
    pub output: Range<usize>,
}

/// Where the next unit is looked for: at a word of starts, with what the units before it amount to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cursor {
    word: usize,
    output: usize,
    unusual: usize,
}

impl Alignment {
    fn usual(&self, word: usize) -> Predicted {
        let get = |n: usize| self.marks.starts.get(n).copied().unwrap_or(0);
        // The end counts as a start.
        let with_end = |n: usize| get(n) | if n == self.source_len / 64 { 1 << (self.source_len % 64) } else { 0 };
        let Predicted { two, three, .. } = Predicted::of(with_end(word), with_end(word + 1));
        let starts = get(word);
        Predicted { starts, two: two & starts, three: three & starts }
    }

    /// The unusual units of a block: where each stands in the source, and how much more or less is written for it.
    fn unusual_of(&self, block: usize) -> impl Iterator<Item = (usize, isize)> + Clone {
        self.unusual_from(block, self.marks.index.get(block).map_or(0, |b| b.exceptions))
    }

    /// The same without those that stand before one of them.
    fn unusual_from(&self, block: usize, from: usize) -> impl Iterator<Item = (usize, isize)> + Clone {
        let UnitBits { index, exceptions: unusual, long_exceptions: longer, .. } = &self.marks;
        let to = index.get(block + 1).map_or(unusual.len(), |b| b.exceptions);
        unusual.get(from..to).unwrap_or_default().iter().map(move |entry| {
            let place = block * INDEX_BLOCK + entry.offset();
            let found = || longer.binary_search_by_key(&place, |l| l.0).map_or(0, |n| longer[n].1 as isize);
            (place, entry.difference().unwrap_or_else(found))
        })
    }

    /// The unit that starts at `start`, which writes from `output` on.
    fn unit_at(&self, start: usize, output: usize, difference: isize) -> Unit {
        let len = self.usual(start / 64).sum(1 << (start % 64)) as isize + difference;
        Unit { source: start..self.start_behind(start), output: output..output + len.max(0) as usize }
    }

    /// The first start behind a place in the source.
    fn start_behind(&self, place: usize) -> usize {
        let first = place / 64;
        let starts = self.marks.starts.get(first).copied().unwrap_or(0) & (!1 << (place % 64));
        if starts != 0 {
            return first * 64 + starts.trailing_zeros() as usize;
        }
        let in_block = self.next_start(first + 1..(first + 1).next_multiple_of(INDEX_BLOCK / 64));
        in_block.or_else(|| self.next_start(self.next_block(first * 64 / INDEX_BLOCK)?)).unwrap_or(self.source_len)
    }

    /// The first start in a range of words.
    fn next_start(&self, words: Range<usize>) -> Option<usize> {
        let all = &self.marks.starts;
        let mut words = words.start..words.end.min(all.len());
        words.find_map(|n| (all[n] != 0).then(|| n * 64 + all[n].trailing_zeros() as usize))
    }

    /// The last start in a range of words.
    fn last_start(&self, words: Range<usize>) -> Option<usize> {
        let all = &self.marks.starts;
        let mut words = (words.start..words.end.min(all.len())).rev();
        words.find_map(|n| (all[n] != 0).then(|| n * 64 + 63 - all[n].leading_zeros() as usize))
    }

    /// The words of the first block behind this one that may hold a start. A start writes one byte at least, so in a block
    /// without one the output does not grow: a unit of any length is passed by a binary search.
    fn next_block(&self, block: usize) -> Option<Range<usize>> {
        let index = &self.marks.index;
        let output = index.get(block + 1)?.output;
        Some(words_of(index.partition_point(|before| before.output <= output) - 1))
    }

    /// The same for the last block before this one.
    fn block_before(&self, block: usize) -> Option<Range<usize>> {
        let index = &self.marks.index;
        let output = index.get(block)?.output;
        index.partition_point(|before| before.output < output).checked_sub(1).map(words_of)
    }

    /// The last start that does not stand behind a place in the source.
    fn last_start_at(&self, place: usize) -> Option<usize> {
        let last = place / 64;
        let starts = self.marks.starts.get(last).copied().unwrap_or(0) & (!0 >> (63 - place % 64));
        if starts != 0 {
            return Some(last * 64 + 63 - starts.leading_zeros() as usize);
        }
        let block = place / INDEX_BLOCK;
        let in_block = self.last_start(words_of(block).start..last);
        in_block.or_else(|| self.last_start(self.block_before(block)?))
    }

    /// The unit that holds a byte of the source.
    pub(super) fn unit_of_source(&self, place: usize) -> Unit {
        let Some(start) = self.last_start_at(place) else {
            return Unit { source: 0..self.start_behind(place), output: 0..0 };
        };
        let (word, block) = (start / 64, start / INDEX_BLOCK);
        let mut output = self.marks.index.get(block).map_or(0, |b| b.output) as isize;
        let mut own = 0;
        for (place, difference) in self.unusual_of(block) {
            if place < start {
                output += difference;
            } else if place == start {
                own = difference;
            }
        }
        let before: usize = (block * (INDEX_BLOCK / 64)..word).map(|n| self.usual(n).sum(!0)).sum();
        let usual = before + self.usual(word).sum((1 << (start % 64)) - 1);
        self.unit_at(start, usual.saturating_add_signed(output), own)
    }

    /// The unit that holds a byte of the output.
    pub(super) fn unit_of_output(&self, place: usize) -> Unit {
        self.unit_behind(&mut Cursor::default(), place)
    }

    /// The same, quicker where the last one that was asked for with this cursor stands a little before.
    pub(crate) fn unit_behind(&self, cursor: &mut Cursor, place: usize) -> Unit {
        let block = self.marks.index.partition_point(|before| before.output <= place).saturating_sub(1);
        if cursor.output > place || cursor.word / (INDEX_BLOCK / 64) != block {
            let before = self.marks.index.get(block).copied().unwrap_or_default();
            *cursor = Cursor { word: block * (INDEX_BLOCK / 64), output: before.output, unusual: before.exceptions };
        }
        let mut unusual = self.unusual_from(block, cursor.unusual).peekable();
        for word in cursor.word..self.marks.starts.len() {
            let usual = self.usual(word);
            // What of the word's units is unusual stands first in the list.
            let mut ahead = unusual.clone();
            let (mut sum, mut passed) = (usual.sum(!0) as isize, 0);
            while let Some((_, difference)) = ahead.next_if(|u| u.0 / 64 == word) {
                (sum, passed) = (sum + difference, passed + 1);
            }
            let Cursor { output, unusual: before, .. } = *cursor;
            if output + (sum as usize) <= place {
                *cursor = Cursor { word: word + 1, output: output + sum as usize, unusual: before + passed };
                unusual = ahead;
                continue;
            }
            let mut output = output;
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
        let mut unusual = (0..self.marks.index.len()).flat_map(|block| self.unusual_of(block)).peekable();
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

/// The words of a block.
fn words_of(block: usize) -> Range<usize> {
    block * (INDEX_BLOCK / 64)..(block + 1) * (INDEX_BLOCK / 64)
}
