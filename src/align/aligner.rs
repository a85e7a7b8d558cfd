//! The aligner: processes a text through all stages of a normalizer, a slice at a time, and reports its units.

use crate::kernel::Observer;
use crate::pipeline::Pipeline;
use crate::pipeline::compose::Composer;
use crate::pipeline::expansion::{SpacingSink, Written};
use crate::pipeline::mask::{Joint, Window};
use crate::pipeline::postprocess::PostProcessor;
use crate::pipeline::sink::{ObservingSink, OpenUnit, Sink};
use crate::pipeline::unit_list::UnitList;
use alloc::string::String;
use alloc::vec::Vec;

/// The default length of a slice of the source, in bytes.
pub(super) const SLICE_BYTES: usize = 32 << 10;

/// Processes a text a slice at a time, with an [`Observer`].
pub(crate) struct Aligner<'p> {
    pipeline: &'p Pipeline,
    /// The length of a slice of the source, in bytes; longer only where one cluster is.
    slice_len: usize,
    state: AlignerState,
    /// Scratch: the output of the masks for a window, and its parts.
    masked: String,
    masked_parts: Vec<MaskedPart>,
    /// Scratch: the normal form of a segment.
    normal: String,
    /// Scratch: the output of the table for a slice, and its units.
    rewritten: String,
    units: UnitList,
}

/// The position of an aligner in its text, and the state of its stages.
#[derive(Clone)]
pub(crate) struct AlignerState {
    at: usize,
    joint: Joint,
    compose: Composer,
    written: Written,
    postprocess: PostProcessor,
    open: OpenUnit,
}

impl<'p> Aligner<'p> {
    pub fn new(pipeline: &'p Pipeline) -> Self {
        Self::with_slice_len(pipeline, SLICE_BYTES)
    }

    /// An aligner with slices of this length, in bytes of source, or of one cluster where that is longer.
    pub fn with_slice_len(pipeline: &'p Pipeline, slice_len: usize) -> Self {
        let compose = Composer::default();
        Self {
            pipeline,
            slice_len: slice_len.max(1),
            state: AlignerState {
                at: 0,
                joint: Joint::default(),
                compose,
                written: Written::default(),
                postprocess: PostProcessor::new(pipeline.postprocess),
                open: OpenUnit::default(),
            },
            masked: String::new(),
            masked_parts: Vec::new(),
            normal: String::new(),
            rewritten: String::new(),
            units: UnitList::default(),
        }
    }

    /// The state before the next slice.
    pub fn state(&self) -> &AlignerState {
        &self.state
    }

    /// The source offset up to which units have been reported, and the number of output bytes of the unit after it.
    pub fn observed(&self) -> (usize, usize) {
        let AlignerState { at, open, .. } = &self.state;
        if self.pipeline.is_direct() { (*at, 0) } else { (open.from, open.len()) }
    }

    /// Continues from the state of an aligner of the same text.
    pub fn resume_from(&mut self, state: AlignerState) {
        self.state = state;
    }

    /// Processes the next slice of the text: appends the output that later text cannot change, and reports its units.
    /// Returns `false` at the end of the text.
    pub fn advance(&mut self, text: &str, out: &mut String, observer: &mut impl Observer) -> bool {
        let rest = &text[self.state.at..];
        let pipeline = self.pipeline;
        let window = pipeline.masks.as_ref().and_then(|masks| masks.window(rest, true));
        let slice = match (window, pipeline.form) {
            (Some(window), _) => window.text,
            (None, Some(form)) => &rest[..form.slice_end(rest, self.slice_len)],
            (None, None) => &rest[..pipeline.slice_end(rest, self.slice_len)],
        };
        match (window, pipeline.form) {
            (Some(window), _) => self.push_masked(window, out, observer),
            (None, Some(_)) => self.push_by_character(slice, None, out, observer),
            (None, None) if pipeline.postprocess.is_empty() => {
                let following = Some(&rest[slice.len()..]);
                pipeline.run_part(slice, (&mut self.state.written, following), out, observer);
            }
            (None, None) => self.push_postprocessed(text, slice, out, observer),
        }
        self.state.at += slice.len();
        let more = self.state.at < text.len();
        if !more && !self.pipeline.is_direct() {
            self.finish(out, observer);
        }
        more
    }

    /// Processes a slice by composition and table as a whole, then unit by unit by post-processing.
    fn push_postprocessed(&mut self, text: &str, slice: &str, out: &mut String, observer: &mut impl Observer) {
        self.rewritten.clear();
        self.units.clear();
        let neighbours = (&mut self.state.written, Some(&text[self.state.at + slice.len()..]));
        self.pipeline.run_part(slice, neighbours, &mut self.rewritten, &mut self.units);
        let mut sink = ObservingSink { out, observer, open: &mut self.state.open };
        let mut rest = &*self.rewritten;
        for &(start, len) in &self.units.entries {
            let (text, following) = rest.split_at_checked(len).unwrap_or((rest, ""));
            self.state.postprocess.push(text, self.state.at + start, &mut sink);
            rest = following;
        }
    }

    /// Processes a window by the masks, then by the other stages code point by code point.
    fn push_masked(&mut self, window: Window<'_>, out: &mut String, observer: &mut impl Observer) {
        let Some(masks) = &self.pipeline.masks else { return };
        let (mut masked, mut parts) = (core::mem::take(&mut self.masked), core::mem::take(&mut self.masked_parts));
        masked.clear();
        parts.clear();
        masks.write(&mut self.state.joint, window, &mut |text, from, is_mask| {
            parts.push(MaskedPart { start: masked.len(), from, is_mask });
            masked.push_str(text);
        });
        self.push_by_character(&masked, Some(&parts), out, observer);
        (self.masked, self.masked_parts) = (masked, parts);
    }

    /// Processes a slice by the normal form, segment by segment, and by the other stages code point by code point. If the slice is
    /// masked, these are its parts.
    fn push_by_character(
        &mut self,
        slice: &str,
        masked_parts: Option<&[MaskedPart]>,
        out: &mut String,
        observer: &mut impl Observer,
    ) {
        let mut part = 0;
        // The offset in the source of an offset in the slice; they do not decrease.
        let mut source_of = |at: usize| {
            let Some(parts) = masked_parts else { return at };
            while parts.get(part + 1).is_some_and(|next| next.start <= at) {
                part += 1;
            }
            let MaskedPart { start, from, is_mask } = parts[part];
            if is_mask { from } else { from + at - start }
        };
        let table = &self.pipeline.table;
        let observing = ObservingSink { out, observer, open: &mut self.state.open };
        let mut sink = PostProcessSink {
            processor: &mut self.state.postprocess,
            is_empty: self.pipeline.postprocess.is_empty(),
            sink: observing,
        };
        let mut sink = SpacingSink::new(table, &mut self.state.written, &mut sink);
        let mut at = 0;
        while at < slice.len() {
            let form = self.pipeline.form;
            let segment_len = form.map_or_else(|| first_char_len(&slice[at..]), |form| form.segment_end(&slice[at..]));
            let segment = &slice[at..at + segment_len];
            let is_inert = form.is_none_or(|form| form.is_inert_segment(segment));
            if let Some(form) = form.filter(|_| !is_inert) {
                self.normal.clear();
                form.write(segment, &mut self.normal);
            }
            let normal = if is_inert { segment } else { &*self.normal };
            let is_unchanged = is_inert || normal == segment;
            for (n, c) in normal.char_indices() {
                let from = self.state.at + source_of(at + if is_unchanged { n } else { 0 });
                if self.pipeline.composes {
                    self.state.compose.push(table, c, from, &mut sink);
                } else {
                    sink.write_output(c, table.output_of(c, &mut [0; 4]), from);
                }
            }
            at += segment.len();
        }
    }

    /// Writes what is held back, and reports the last unit.
    fn finish(&mut self, out: &mut String, observer: &mut impl Observer) {
        let observing = ObservingSink { out, observer, open: &mut self.state.open };
        let mut sink = PostProcessSink {
            processor: &mut self.state.postprocess,
            is_empty: self.pipeline.postprocess.is_empty(),
            sink: observing,
        };
        let table = &self.pipeline.table;
        self.state.compose.flush(table, &mut SpacingSink::new(table, &mut self.state.written, &mut sink));
        let PostProcessSink { processor, is_empty, mut sink } = sink;
        if !is_empty {
            processor.finish(&mut sink);
        }
        self.state.open.close(self.state.at, observer);
    }
}

/// A part of the output of the masks: text of the source, or what is written in place of a token.
#[derive(Clone, Copy)]
struct MaskedPart {
    /// Where it starts in the output.
    start: usize,
    /// Where it starts in the window; that of its token if it is a mask.
    from: usize,
    is_mask: bool,
}

fn first_char_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Writes through post-processing, unless it has no rules.
struct PostProcessSink<'a, S> {
    processor: &'a mut PostProcessor,
    is_empty: bool,
    sink: S,
}

impl<S: Sink> Sink for PostProcessSink<'_, S> {
    fn write(&mut self, text: &str, from: usize) {
        if self.is_empty {
            self.sink.write(text, from);
        } else {
            self.processor.push(text, from, &mut self.sink);
        }
    }
}
