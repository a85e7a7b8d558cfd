//! The window: the normalized text around the place that is looked at, and the way back from it.
//!
//! ```text
//! source   | slice | slice | slice | slice |            a slice at a time through the aligner, unrecorded
//! output       | piece   |  piece  |                    only what a match may still need is kept
//! found                  ^ here                         its piece goes through once more, recorded
//! ```

use crate::align::{AlignedUnit, Aligner, AlignerState, Alignment, UnitCursor};
use crate::pipeline::Pipeline;
use alloc::collections::VecDeque;
use alloc::string::String;
use core::ops::Range;

/// Places in the output are counted from its beginning, whatever is dropped by now.
pub(super) struct OutputBuffer<'n, 't> {
    text: &'t str,
    aligner: Aligner<'n>,
    /// What is kept of the output, and how much was dropped before it.
    out: String,
    dropped: usize,
    pieces: VecDeque<Piece>,
    is_done: bool,
    scratch: String,
    spare: Alignment,
}

/// What a slice of the source had written when it was through: whole units.
struct Piece {
    /// Where the aligner was before the slice.
    state: AlignerState,
    source: usize,
    output: usize,
    alignment: Option<Alignment>,
    cursor: UnitCursor,
}

impl<'n, 't> OutputBuffer<'n, 't> {
    pub fn new(pipeline: &'n Pipeline, text: &'t str, slice: usize) -> Self {
        Self {
            text,
            aligner: Aligner::with_slice_len(pipeline, slice),
            out: String::new(),
            dropped: 0,
            pieces: VecDeque::new(),
            is_done: false,
            scratch: String::new(),
            spare: Alignment::default(),
        }
    }

    /// The output from a place on, as far as it is there.
    pub fn from(&self, place: usize) -> &[u8] {
        self.out.as_bytes().get(place - self.dropped..).unwrap_or_default()
    }

    /// Where the output ends by now.
    pub fn end(&self) -> usize {
        self.dropped + self.out.len()
    }

    /// Whether all of the text is through.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Takes slices until so many bytes more are there, or all is done.
    pub fn advance(&mut self, bytes: usize) {
        let goal = self.end().saturating_add(bytes.max(1));
        while self.end() < goal && !self.is_done {
            self.take_slice();
        }
    }

    /// Drops what stands before a place, where a whole piece does.
    pub fn forget_pieces(&mut self, place: usize) {
        if self.pieces.get(1).is_some_and(|second| second.output <= place) {
            self.forget(place);
        }
    }

    /// Drops what stands before a place, of which nothing will be asked any more.
    pub fn forget(&mut self, place: usize) {
        let mut drop = place.min(self.end()) - self.dropped;
        while !self.out.is_char_boundary(drop) {
            drop -= 1;
        }
        self.out.drain(..drop);
        self.dropped += drop;
        while self.pieces.get(1).map_or(self.recorded(), |next| next.output) <= place
            && let Some(piece) = self.pieces.pop_front()
        {
            self.spare = piece.alignment.unwrap_or(core::mem::take(&mut self.spare));
        }
    }

    /// The bytes of the source that a range of the output was written for, widened to whole units, and where in the
    /// output these end.
    pub fn source(&mut self, found: Range<usize>) -> (Range<usize>, usize) {
        while self.recorded() < found.end && !self.is_done {
            self.take_slice();
        }
        let first = self.unit(found.start);
        let last = if found.end <= first.output.end { first.clone() } else { self.unit(found.end - 1) };
        // What is deleted at the start of a slice belongs to the unit before it.
        while self.recorded() <= last.output.end && !self.is_done {
            self.take_slice();
        }
        let mut end = last.source.end;
        if let Some(n) = self.pieces.iter().rposition(|piece| piece.output == last.output.end) {
            end = self.unit(self.pieces[n].output).source.start;
        } else if self.recorded() <= last.output.end {
            end = self.text.len();
        }
        (first.source.start..end, last.output.end)
    }

    /// How much of the output was written for whole units.
    fn recorded(&self) -> usize {
        self.end() - self.aligner.observed().1
    }

    fn take_slice(&mut self) {
        let state = self.aligner.state().clone();
        let (source, output) = (self.aligner.observed().0, self.recorded());
        self.is_done = !self.aligner.advance(self.text, &mut self.out, &mut ());
        if self.recorded() > output {
            self.pieces.push_back(Piece { state, source, output, alignment: None, cursor: UnitCursor::default() });
        }
    }

    /// The unit that holds a byte of the output, in one of the pieces that are kept.
    fn unit(&mut self, place: usize) -> AlignedUnit {
        let n = self.pieces.partition_point(|piece| piece.output <= place).saturating_sub(1);
        let Some(piece) = self.record(n) else {
            return AlignedUnit { source: self.text.len()..self.text.len(), output: place..place };
        };
        let Piece { source: before, output: written, .. } = *piece;
        let alignment = piece.alignment.get_or_insert_default();
        let AlignedUnit { source, output } = alignment.unit_of_output_from(&mut piece.cursor, place - written);
        AlignedUnit {
            source: before + source.start..before + source.end,
            output: written + output.start..written + output.end,
        }
    }

    /// Where in the output that is written for a place in the source, or as much before as is kept.
    pub fn output(&mut self, place: usize) -> usize {
        if self.aligner.observed().0 <= place {
            return self.recorded();
        }
        let n = self.pieces.partition_point(|piece| piece.source <= place).saturating_sub(1);
        let Some(piece) = self.record(n) else { return 0 };
        let local = place.saturating_sub(piece.source);
        piece.output + piece.alignment.get_or_insert_default().output(local..local + 1).start
    }

    /// A piece with its alignment.
    fn record(&mut self, n: usize) -> Option<&mut Piece> {
        let Self { text, aligner, scratch, spare, .. } = self;
        let piece = self.pieces.get_mut(n)?;
        if piece.alignment.is_none() {
            let mut alignment = core::mem::take(spare);
            let here = aligner.state().clone();
            aligner.resume_from(piece.state.clone());
            alignment.of_slice(aligner, text, scratch);
            aligner.resume_from(here);
            piece.alignment = Some(alignment);
        }
        Some(piece)
    }
}
