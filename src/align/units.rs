//! Queries of an alignment: the unit that contains a source or output byte.
//!
//! ```text
//! index      totals at each block of INDEX_BLOCK source bytes
//! starts     one bit per source byte: a unit starts there; its source length is the distance to the next start
//! output     the predicted length (see Predicted), plus the difference in the list of exceptions, if it has the unit
//! ```

use crate::align::Alignment;
use crate::align::unit_bits::UnitBits;
use crate::kernel::{INDEX_BLOCK, Predicted};
use core::ops::Range;

/// A unit: a range of the source, and the range of the output that was written for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AlignedUnit {
    pub source: Range<usize>,
    pub output: Range<usize>,
}

/// A position for queries in ascending order: a word of starts, and the totals of the units before it.
#[derive(Clone, Copy, Default)]
pub(crate) struct UnitCursor {
    word: usize,
    output: usize,
    exceptions: usize,
}

impl Alignment {
    /// The predicted output lengths of the units that start in a word of 64 source bytes.
    fn predicted(&self, word: usize) -> Predicted {
        let get = |n: usize| self.units.starts.get(n).copied().unwrap_or(0);
        // The end counts as a start.
        let with_end = |n: usize| get(n) | if n == self.source_len / 64 { 1 << (self.source_len % 64) } else { 0 };
        let Predicted { two, three, .. } = Predicted::of(with_end(word), with_end(word + 1));
        let starts = get(word);
        Predicted { starts, two: two & starts, three: three & starts }
    }

    /// The exceptions of a block: the source offset of each, and the difference from the predicted length.
    fn exceptions_of(&self, block: usize) -> impl Iterator<Item = (usize, isize)> + Clone {
        self.exceptions_from(block, self.units.index.get(block).map_or(0, |b| b.exceptions))
    }

    /// The exceptions of a block, from one of them on.
    fn exceptions_from(&self, block: usize, from: usize) -> impl Iterator<Item = (usize, isize)> + Clone {
        let UnitBits { index, exceptions, long_exceptions, .. } = &self.units;
        let to = index.get(block + 1).map_or(exceptions.len(), |b| b.exceptions);
        exceptions.get(from..to).unwrap_or_default().iter().map(move |entry| {
            let offset = block * INDEX_BLOCK + entry.offset();
            let found =
                || long_exceptions.binary_search_by_key(&offset, |l| l.0).map_or(0, |n| long_exceptions[n].1 as isize);
            (offset, entry.difference().unwrap_or_else(found))
        })
    }

    /// The unit that starts at `start`, with its output from `output` on.
    fn unit_at(&self, start: usize, output: usize, difference: isize) -> AlignedUnit {
        let len = self.predicted(start / 64).sum(1 << (start % 64)) as isize + difference;
        AlignedUnit { source: start..self.start_after(start), output: output..output + len.max(0) as usize }
    }

    /// The first start after a source offset.
    fn start_after(&self, offset: usize) -> usize {
        let first = offset / 64;
        let starts = self.units.starts.get(first).copied().unwrap_or(0) & (!1 << (offset % 64));
        if starts != 0 {
            return first * 64 + starts.trailing_zeros() as usize;
        }
        let in_block = self.next_start(first + 1..(first + 1).next_multiple_of(INDEX_BLOCK / 64));
        in_block
            .or_else(|| self.next_start(self.next_block_with_start(first * 64 / INDEX_BLOCK)?))
            .unwrap_or(self.source_len)
    }

    /// The first start in a range of words.
    fn next_start(&self, words: Range<usize>) -> Option<usize> {
        let all = &self.units.starts;
        let mut words = words.start..words.end.min(all.len());
        words.find_map(|n| (all[n] != 0).then(|| n * 64 + all[n].trailing_zeros() as usize))
    }

    /// The last start in a range of words.
    fn last_start(&self, words: Range<usize>) -> Option<usize> {
        let all = &self.units.starts;
        let mut words = (words.start..words.end.min(all.len())).rev();
        words.find_map(|n| (all[n] != 0).then(|| n * 64 + 63 - all[n].leading_zeros() as usize))
    }

    /// The words of the first block after this one that has a start. A unit writes at least one byte, so the output
    /// does not grow in a block without a start: a binary search skips such blocks.
    fn next_block_with_start(&self, block: usize) -> Option<Range<usize>> {
        let index = &self.units.index;
        let output = index.get(block + 1)?.output;
        Some(words_of_block(index.partition_point(|before| before.output <= output) - 1))
    }

    /// The words of the last block before this one that has a start.
    fn last_block_with_start_before(&self, block: usize) -> Option<Range<usize>> {
        let index = &self.units.index;
        let output = index.get(block)?.output;
        index.partition_point(|before| before.output < output).checked_sub(1).map(words_of_block)
    }

    /// The last start that is not after a source offset.
    fn last_start_at_or_before(&self, offset: usize) -> Option<usize> {
        let last = offset / 64;
        let starts = self.units.starts.get(last).copied().unwrap_or(0) & (!0 >> (63 - offset % 64));
        if starts != 0 {
            return Some(last * 64 + 63 - starts.leading_zeros() as usize);
        }
        let block = offset / INDEX_BLOCK;
        let in_block = self.last_start(words_of_block(block).start..last);
        in_block.or_else(|| self.last_start(self.last_block_with_start_before(block)?))
    }

    /// The unit that contains a byte of the source.
    pub(super) fn unit_of_source(&self, offset: usize) -> AlignedUnit {
        let Some(start) = self.last_start_at_or_before(offset) else {
            return AlignedUnit { source: 0..self.start_after(offset), output: 0..0 };
        };
        let (word, block) = (start / 64, start / INDEX_BLOCK);
        let mut output = self.units.index.get(block).map_or(0, |b| b.output) as isize;
        let mut own = 0;
        for (offset, difference) in self.exceptions_of(block).take_while(|exception| exception.0 <= start) {
            if offset < start {
                output += difference;
            } else {
                own = difference;
            }
        }
        let before: usize = (block * (INDEX_BLOCK / 64)..word).map(|n| self.predicted(n).sum(!0)).sum();
        let predicted = before + self.predicted(word).sum((1 << (start % 64)) - 1);
        self.unit_at(start, predicted.saturating_add_signed(output), own)
    }

    /// The unit that contains a byte of the output. Faster if the last query with this cursor was a little before.
    pub(crate) fn unit_of_output_from(&self, cursor: &mut UnitCursor, offset: usize) -> AlignedUnit {
        let block = self.units.index.partition_point(|before| before.output <= offset).saturating_sub(1);
        if cursor.output > offset || cursor.word / (INDEX_BLOCK / 64) != block {
            let before = self.units.index.get(block).copied().unwrap_or_default();
            *cursor =
                UnitCursor { word: block * (INDEX_BLOCK / 64), output: before.output, exceptions: before.exceptions };
        }
        let mut exceptions = self.exceptions_from(block, cursor.exceptions).peekable();
        for word in cursor.word..self.units.starts.len() {
            let predicted = self.predicted(word);
            // The list is in order: the exceptions of this word come first.
            let mut ahead = exceptions.clone();
            let (mut sum, mut passed) = (predicted.sum(!0) as isize, 0);
            while let Some((_, difference)) = ahead.next_if(|u| u.0 / 64 == word) {
                (sum, passed) = (sum + difference, passed + 1);
            }
            let UnitCursor { output, exceptions: before, .. } = *cursor;
            if output + (sum as usize) <= offset {
                *cursor = UnitCursor { word: word + 1, output: output + sum as usize, exceptions: before + passed };
                exceptions = ahead;
                continue;
            }
            let mut output = output;
            let mut starts = predicted.starts;
            while starts != 0 {
                let start = word * 64 + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                let difference = exceptions.next_if(|u| u.0 == start).map_or(0, |u| u.1);
                let unit = self.unit_at(start, output, difference);
                if offset < unit.output.end {
                    return unit;
                }
                output = unit.output.end;
            }
        }
        AlignedUnit { source: self.source_len..self.source_len, output: self.output_len..self.output_len }
    }

    /// All units in order; none if nothing changed.
    pub(super) fn iter_units(&self) -> impl Iterator<Item = AlignedUnit> {
        let first = if self.source_len > 0 { self.start_at_or_after(0) } else { 0 };
        let leading = (first > 0).then_some(AlignedUnit { source: 0..first, output: 0..0 });
        let mut exceptions = (0..self.units.index.len()).flat_map(|block| self.exceptions_of(block)).peekable();
        let (mut start, mut output) = (first, 0);
        leading.into_iter().chain(core::iter::from_fn(move || {
            if start >= self.source_len {
                return None;
            }
            let difference = exceptions.next_if(|u| u.0 == start).map_or(0, |u| u.1);
            let unit = self.unit_at(start, output, difference);
            (start, output) = (unit.source.end, unit.output.end);
            Some(unit)
        }))
    }

    /// The first start that is not before a source offset.
    fn start_at_or_after(&self, offset: usize) -> usize {
        let here = self.units.starts.get(offset / 64).copied().unwrap_or(0) >> (offset % 64) & 1;
        if here == 1 { offset } else { self.start_after(offset) }
    }
}

/// The words of a block.
fn words_of_block(block: usize) -> Range<usize> {
    block * (INDEX_BLOCK / 64)..(block + 1) * (INDEX_BLOCK / 64)
}
