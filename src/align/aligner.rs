//! The aligner: text through all doors of a normalizer, a slice at a time, with a record of what was written for what.

use crate::kernel::{Observer, UnitList};
use crate::pipeline::Pipeline;
use crate::pipeline::compose::Composer;
use crate::pipeline::normal_form::Form;
use crate::pipeline::postprocess::PostProcessor;
use crate::pipeline::sink::{ObservingSink, Open, Sink};
use alloc::string::String;

/// Bytes of source that go through at a time, at least.
pub(super) const SLICE: usize = 32 << 10;

/// Takes a text through the doors.
pub(crate) struct Aligner<'p> {
    pipeline: &'p Pipeline,
    /// Bytes of source that go through at a time, at least.
    slice: usize,
    state: State,
    formed: String,
    tabled: String,
    units: UnitList,
}

/// Where an aligner is in its text, and what its doors hold back.
#[derive(Clone)]
pub(crate) struct State {
    at: usize,
    compose: Composer,
    postprocess: PostProcessor,
    open: Open,
}

impl<'p> Aligner<'p> {
    pub fn new(pipeline: &'p Pipeline) -> Self {
        Self::of_slices(pipeline, SLICE)
    }

    /// One that takes so many bytes of source at a time, or a cluster where that is longer.
    pub fn of_slices(pipeline: &'p Pipeline, slice: usize) -> Self {
        let compose = Composer::default();
        Self {
            pipeline,
            slice: slice.max(1),
            state: State {
                at: 0,
                compose,
                postprocess: PostProcessor::new(pipeline.postprocess),
                open: Open::default(),
            },
            formed: String::new(),
            tabled: String::new(),
            units: UnitList::default(),
        }
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// How far in the source the record goes by now, and how many bytes are written for what stands behind.
    pub fn recorded(&self) -> (usize, usize) {
        let State { at, open, .. } = &self.state;
        if self.pipeline.is_direct() { (*at, 0) } else { (open.from, open.len()) }
    }

    /// Goes on from where an aligner of the same text was.
    pub fn go_on_from(&mut self, state: State) {
        self.state = state;
    }

    /// Takes the next slice of the text, appends what is certain by now, and records it; `false` when all is done.
    pub fn advance(&mut self, text: &str, out: &mut String, record: &mut impl Observer) -> bool {
        let slice = &text[self.state.at..];
        let slice = match self.pipeline.form {
            Some(form) => &slice[..form.slice(slice, self.slice)],
            None => &slice[..self.pipeline.slice(slice, self.slice)],
        };
        match self.pipeline.form {
            Some(form) => self.push_formed(form, slice, out, record),
            None if self.pipeline.postprocess.is_idle() => self.pipeline.run(slice, out, record),
            None => self.push_tidied(slice, out, record),
        }
        self.state.at += slice.len();
        let more = self.state.at < text.len();
        if !more && !self.pipeline.is_direct() {
            self.finish(out, record);
        }
        more
    }

    /// Through the table at once, and then through the postprocess processor.
    fn push_tidied(&mut self, slice: &str, out: &mut String, record: &mut impl Observer) {
        self.tabled.clear();
        self.units.clear();
        self.pipeline.run(slice, &mut self.tabled, &mut self.units);
        let mut sink = ObservingSink { out, record, open: &mut self.state.open };
        let mut rest = &*self.tabled;
        for &(start, len) in &self.units.entries {
            let (text, behind) = rest.split_at_checked(len).unwrap_or((rest, ""));
            self.state.postprocess.push(text, self.state.at + start, &mut sink);
            rest = behind;
        }
    }

    /// Segment by segment into the normal form, and code point by code point through both doors.
    fn push_formed(&mut self, form: Form, slice: &str, out: &mut String, record: &mut impl Observer) {
        let table = &self.pipeline.table;
        let recorder = ObservingSink { out, record, open: &mut self.state.open };
        let mut sink = PostProcessing {
            processor: &mut self.state.postprocess,
            idle: self.pipeline.postprocess.is_idle(),
            sink: recorder,
        };
        let mut at = 0;
        while at < slice.len() {
            let segment = &slice[at..at + form.segment(&slice[at..])];
            let keeps = form.keeps(segment);
            if !keeps {
                self.formed.clear();
                form.write(segment, &mut self.formed);
            }
            let formed = if keeps { segment } else { &*self.formed };
            let stays = keeps || formed == segment;
            for (n, c) in formed.char_indices() {
                let from = self.state.at + at + if stays { n } else { 0 };
                if self.pipeline.composes {
                    self.state.compose.push(table, c, from, &mut sink);
                } else {
                    sink.write(table.written(c, &mut [0; 4]), from);
                }
            }
            at += segment.len();
        }
    }

    /// Writes what is held back, and closes the last unit.
    fn finish(&mut self, out: &mut String, record: &mut impl Observer) {
        let recorder = ObservingSink { out, record, open: &mut self.state.open };
        let mut sink = PostProcessing {
            processor: &mut self.state.postprocess,
            idle: self.pipeline.postprocess.is_idle(),
            sink: recorder,
        };
        self.state.compose.flush(&self.pipeline.table, &mut sink);
        let PostProcessing { processor, idle, mut sink } = sink;
        if !idle {
            processor.finish(&mut sink);
        }
        self.state.open.close(self.state.at, record);
    }
}

/// Writes through the postprocess processor.
struct PostProcessing<'a, S> {
    processor: &'a mut PostProcessor,
    idle: bool,
    sink: S,
}

impl<S: Sink> Sink for PostProcessing<'_, S> {
    fn write(&mut self, text: &str, from: usize) {
        if self.idle {
            self.sink.write(text, from);
        } else {
            self.processor.push(text, from, &mut self.sink);
        }
    }
}
