//! The output buffer: the normalized text that a search still needs, and its offset mapping to the source.
//!
//! ```text
//! source   | slice | slice | slice | slice |          each slice goes through the aligner once, without offsets
//! output        | slice |  slice  |                   only what a match may still need is kept
//! match                   ^ here                      its slice is aligned again, with offsets
//! ```

use crate::align::{AlignedUnit, Aligner, AlignerState, Alignment, UnitCursor};
use crate::pipeline::Pipeline;
use alloc::collections::VecDeque;
use alloc::string::String;
use core::ops::Range;

/// Offsets in the output count from the start of the whole output, including the discarded part.
pub(super) struct OutputBuffer<'n, 't> {
    text: &'t str,
    aligner: Aligner<'n>,
    /// The output that is kept. Its start may be discarded already: see [`Self::discard_before`].
    out: String,
    /// The number of bytes removed before it.
    removed: usize,
    slices: VecDeque<BufferedSlice>,
    is_done: bool,
    scratch: String,
    /// An alignment whose memory is reused.
    spare: Alignment,
}

/// A slice of the source whose output is in the buffer. It starts and ends at units of the alignment.
struct BufferedSlice {
    /// The aligner's state before the slice.
    state: AlignerState,
    /// The offset in the source at which it starts.
    source: usize,
    /// The offset in the output at which it starts.
    output: usize,
    /// Made when it is first needed.
    alignment: Option<Alignment>,
    cursor: UnitCursor,
}

impl<'n, 't> OutputBuffer<'n, 't> {
    pub fn new(pipeline: &'n Pipeline, text: &'t str, slice: usize) -> Self {
        Self {
            text,
            aligner: Aligner::with_slice_len(pipeline, slice),
            out: String::new(),
            removed: 0,
            slices: VecDeque::new(),
            is_done: false,
            scratch: String::new(),
            spare: Alignment::default(),
        }
    }

    /// The output in the buffer from an offset on.
    pub fn from(&self, offset: usize) -> &[u8] {
        self.out.as_bytes().get(offset - self.removed..).unwrap_or_default()
    }

    /// The offset at which the output in the buffer ends.
    pub fn end(&self) -> usize {
        self.removed + self.out.len()
    }

    /// Whether the whole text is normalized.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Normalizes slices until at least `bytes` more bytes are in the buffer, or the text ends.
    pub fn advance(&mut self, bytes: usize) {
        let goal = self.end().saturating_add(bytes.max(1));
        while self.end() < goal && !self.is_done {
            self.push_slice();
        }
    }

    /// Discards the output before an offset, if that contains a whole slice.
    pub fn discard_slices_before(&mut self, offset: usize) {
        if self.slices.get(1).is_some_and(|second| second.output <= offset) {
            self.discard_before(offset);
        }
    }

    /// Discards the output before an offset. It is removed when it is half of the buffer, so that each byte that stays is
    /// moved for one that is removed.
    pub fn discard_before(&mut self, offset: usize) {
        let mut count = offset.min(self.end()) - self.removed;
        if 2 * count >= self.out.len() {
            while !self.out.is_char_boundary(count) {
                count -= 1;
            }
            self.out.drain(..count);
            self.removed += count;
        }
        while self.slices.get(1).map_or(self.recorded(), |next| next.output) <= offset
            && let Some(slice) = self.slices.pop_front()
        {
            self.spare = slice.alignment.unwrap_or(core::mem::take(&mut self.spare));
        }
    }

    /// The range of the source for which a range of the output was written, widened to whole units, and the end of the
    /// last unit in the output.
    pub fn source(&mut self, found: Range<usize>) -> (Range<usize>, usize) {
        while self.recorded() < found.end && !self.is_done {
            self.push_slice();
        }
        let first = self.unit(found.start);
        let last = if found.end <= first.output.end { first.clone() } else { self.unit(found.end - 1) };
        // Characters deleted at the start of the next slice belong to this unit.
        while self.recorded() <= last.output.end && !self.is_done {
            self.push_slice();
        }
        let mut end = last.source.end;
        if self.slices.binary_search_by_key(&last.output.end, |slice| slice.output).is_ok() {
            end = self.unit(last.output.end).source.start;
        } else if self.recorded() <= last.output.end {
            end = self.text.len();
        }
        (first.source.start..end, last.output.end)
    }

    /// The offset in the output up to which units are complete.
    fn recorded(&self) -> usize {
        self.end() - self.aligner.observed().1
    }

    fn push_slice(&mut self) {
        let state = self.aligner.state().clone();
        let (source, output) = (self.aligner.observed().0, self.recorded());
        self.is_done = !self.aligner.advance(self.text, &mut self.out, &mut ());
        if self.recorded() > output {
            self.slices.push_back(BufferedSlice {
                state,
                source,
                output,
                alignment: None,
                cursor: UnitCursor::default(),
            });
        }
    }

    /// The unit that contains a byte of the output, in a slice that is in the buffer.
    fn unit(&mut self, offset: usize) -> AlignedUnit {
        let n = self.slices.partition_point(|slice| slice.output <= offset).saturating_sub(1);
        let Some(slice) = self.aligned(n) else {
            return AlignedUnit { source: self.text.len()..self.text.len(), output: offset..offset };
        };
        let BufferedSlice { source: source_start, output: output_start, .. } = *slice;
        let alignment = slice.alignment.get_or_insert_default();
        let AlignedUnit { source, output } = alignment.unit_of_output_from(&mut slice.cursor, offset - output_start);
        AlignedUnit {
            source: source_start + source.start..source_start + source.end,
            output: output_start + output.start..output_start + output.end,
        }
    }

    /// The start of the output that was written for an offset in the source, or of the buffer if that is later.
    pub fn output_at(&mut self, source: usize) -> usize {
        if self.aligner.observed().0 <= source {
            return self.recorded();
        }
        let n = self.slices.partition_point(|slice| slice.source <= source).saturating_sub(1);
        let Some(slice) = self.aligned(n) else { return 0 };
        let local = source.saturating_sub(slice.source);
        slice.output + slice.alignment.get_or_insert_default().output(local..local + 1).start
    }

    /// A slice, with its alignment.
    fn aligned(&mut self, n: usize) -> Option<&mut BufferedSlice> {
        let Self { text, aligner, scratch, spare, .. } = self;
        let slice = self.slices.get_mut(n)?;
        if slice.alignment.is_none() {
            let mut alignment = core::mem::take(spare);
            let current = aligner.state().clone();
            aligner.resume_from(slice.state.clone());
            alignment.of_slice(aligner, text, scratch);
            aligner.resume_from(current);
            slice.alignment = Some(alignment);
        }
        Some(slice)
    }
}
