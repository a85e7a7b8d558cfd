//! Which bytes of the damaged text the bytes of the repaired text came from.

use crate::piece::Piece;
use std::ops::Range;

/// Maps ranges of a repaired text to ranges of the damaged one.
///
/// Text that was not changed is one unit; in damaged lines each character is a unit of its own. Reversed text is no
/// problem: the range of the damaged text is the smallest that contains all that the range came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    units: Vec<Unit>,
    output_len: usize,
    source_len: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Unit {
    /// Where it starts in the output.
    output: usize,
    source: Range<usize>,
    /// Whether its bytes are the same, one by one.
    is_copy: bool,
}

impl Alignment {
    /// The smallest range of the damaged text that contains what this range of the repaired text came from.
    ///
    /// Ranges are in bytes, and are clamped to the text. An empty range stays empty, at the start of its unit. Takes
    /// time by the number of units in the range.
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        let end = output.end.min(self.output_len);
        let start = output.start.min(end);
        let first = self.units.partition_point(|unit| unit.output <= start).saturating_sub(1);
        if start == end {
            let at = match self.units.get(first) {
                _ if start == self.output_len => self.source_len,
                Some(unit) if unit.is_copy => unit.source.start + start - unit.output,
                Some(unit) => unit.source.start,
                None => 0,
            };
            return at..at;
        }
        let parts = self.units[first..].iter().take_while(|unit| unit.output < end).map(|unit| match unit.is_copy {
            true => {
                let from = unit.source.start + start.saturating_sub(unit.output);
                from..(unit.source.start + end - unit.output).min(unit.source.end)
            }
            false => unit.source.clone(),
        });
        parts.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end)).unwrap_or(0..0)
    }

    /// Adds text that was not changed.
    pub(crate) fn copy(&mut self, source: Range<usize>) {
        let len = source.len();
        match self.units.last_mut() {
            Some(last) if last.is_copy && last.source.end == source.start => last.source.end = source.end,
            _ if len > 0 => self.units.push(Unit { output: self.output_len, source: source.clone(), is_copy: true }),
            _ => {}
        }
        self.output_len += len;
        self.source_len = self.source_len.max(source.end);
    }

    /// Adds characters of a changed line.
    pub(crate) fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            self.units.push(Unit { output: self.output_len, source: piece.source(), is_copy: false });
            self.output_len += piece.c.len_utf8();
        }
    }

    /// Says how long the damaged text is, whose end may be lost.
    pub(crate) fn finish(&mut self, source_len: usize) {
        self.source_len = source_len;
    }
}
