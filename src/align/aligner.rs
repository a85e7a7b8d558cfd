//! The aligner: text through all doors of a normalizer, a slice at a time, with a record of what was written for what.

use crate::kernel::{Record, Units};
use crate::pipeline::Passage;
use crate::pipeline::compose;
use crate::pipeline::normal_form::Form;
use crate::pipeline::postprocess as tidy;
use crate::pipeline::sink::{Open, Recorder, Sink};
use alloc::string::String;

/// Bytes of source that go through at a time, at least.
pub(super) const SLICE: usize = 32 << 10;

/// Takes a text through the doors.
pub(crate) struct Aligner<'p> {
    passage: &'p Passage,
    /// Bytes of source that go through at a time, at least.
    slice: usize,
    state: State,
    formed: String,
    tabled: String,
    units: Units,
}

/// Where an aligner is in its text, and what its doors hold back.
#[derive(Clone)]
pub(crate) struct State {
    at: usize,
    compose: compose::Door,
    tidy: tidy::Door,
    open: Open,
}

impl<'p> Aligner<'p> {
    pub fn new(passage: &'p Passage) -> Self {
        Self::of_slices(passage, SLICE)
    }

    /// One that takes so many bytes of source at a time, or a cluster where that is longer.
    pub fn of_slices(passage: &'p Passage, slice: usize) -> Self {
        let compose = compose::Door::default();
        Self {
            passage,
            slice: slice.max(1),
            state: State { at: 0, compose, tidy: tidy::Door::new(passage.tidy), open: Open::default() },
            formed: String::new(),
            tabled: String::new(),
            units: Units::default(),
        }
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    /// How far in the source the record goes by now, and how many bytes are written for what stands behind.
    pub fn recorded(&self) -> (usize, usize) {
        let State { at, open, .. } = &self.state;
        if self.passage.is_direct() { (*at, 0) } else { (open.from, open.len()) }
    }

    /// Goes on from where an aligner of the same text was.
    pub fn go_on_from(&mut self, state: State) {
        self.state = state;
    }

    /// Takes the next slice of the text, appends what is certain by now, and records it; `false` when all is done.
    pub fn advance(&mut self, text: &str, out: &mut String, record: &mut impl Record) -> bool {
        let slice = &text[self.state.at..];
        let slice = match self.passage.form {
            Some(form) => &slice[..form.slice(slice, self.slice)],
            None => &slice[..self.passage.slice(slice, self.slice)],
        };
        match self.passage.form {
            Some(form) => self.push_formed(form, slice, out, record),
            None if self.passage.tidy.is_idle() => self.passage.run(slice, out, record),
            None => self.push_tidied(slice, out, record),
        }
        self.state.at += slice.len();
        let more = self.state.at < text.len();
        if !more && !self.passage.is_direct() {
            self.finish(out, record);
        }
        more
    }

    /// Through the table at once, and then through the tidy door.
    fn push_tidied(&mut self, slice: &str, out: &mut String, record: &mut impl Record) {
        self.tabled.clear();
        self.units.clear();
        self.passage.run(slice, &mut self.tabled, &mut self.units);
        let mut sink = Recorder { out, record, open: &mut self.state.open };
        let mut rest = &*self.tabled;
        for &(start, len) in &self.units.written {
            let (text, behind) = rest.split_at_checked(len).unwrap_or((rest, ""));
            self.state.tidy.push(text, self.state.at + start, &mut sink);
            rest = behind;
        }
    }

    /// Segment by segment into the normal form, and code point by code point through both doors.
    fn push_formed(&mut self, form: Form, slice: &str, out: &mut String, record: &mut impl Record) {
        let table = &self.passage.table;
        let recorder = Recorder { out, record, open: &mut self.state.open };
        let mut sink = Tidying { door: &mut self.state.tidy, idle: self.passage.tidy.is_idle(), sink: recorder };
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
                if self.passage.composes {
                    self.state.compose.push(table, c, from, &mut sink);
                } else {
                    sink.write(table.written(c, &mut [0; 4]), from);
                }
            }
            at += segment.len();
        }
    }

    /// Writes what is held back, and closes the last unit.
    fn finish(&mut self, out: &mut String, record: &mut impl Record) {
        let recorder = Recorder { out, record, open: &mut self.state.open };
        let mut sink = Tidying { door: &mut self.state.tidy, idle: self.passage.tidy.is_idle(), sink: recorder };
        self.state.compose.flush(&self.passage.table, &mut sink);
        let Tidying { door, idle, mut sink } = sink;
        if !idle {
            door.finish(&mut sink);
        }
        self.state.open.close(self.state.at, record);
    }
}

/// Writes through the tidy door.
struct Tidying<'a, S> {
    door: &'a mut tidy::Door,
    idle: bool,
    sink: S,
}

impl<S: Sink> Sink for Tidying<'_, S> {
    fn write(&mut self, text: &str, from: usize) {
        if self.idle {
            self.sink.write(text, from);
        } else {
            self.door.push(text, from, &mut self.sink);
        }
    }
}
