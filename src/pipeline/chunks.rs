//! Normalizes a text that comes in chunks, with the output of the whole text.
//!
//! Held back are a letter and its marks, the last word with the Uthmani rules, and with a normal form the text since
//! the last boundary of normalization. Of the output it is known whether an expansion or the start of a word is last.

use crate::pipeline::Pipeline;
use crate::pipeline::compose::{Composer, cluster_start};
use crate::pipeline::expansion::{SpacingSink, Written};
use crate::pipeline::mask::Masker;
use crate::pipeline::normal_form::{HeldText, MAX_IDLE_CAPACITY};
use crate::pipeline::postprocess::PostProcessor;
use alloc::string::String;

/// The number of bytes that pass from one stage to the next at a time.
const PART_BYTES: usize = 4096;

/// Splits a text into parts of at most [`PART_BYTES`] bytes.
pub(crate) fn parts(mut text: &str) -> impl Iterator<Item = &str> {
    core::iter::from_fn(move || {
        let (part, rest) = text.split_at(floor_char_boundary(text, PART_BYTES));
        text = rest;
        (!part.is_empty()).then_some(part)
    })
}

/// `str::floor_char_boundary`, which is newer than the oldest supported compiler.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0)
}

/// The state of all stages between two chunks of a text.
pub(crate) struct Chunks<'p> {
    pipeline: &'p Pipeline,
    masker: Masker,
    held: HeldText,
    compose: Composer,
    /// What composition and table wrote last.
    written: Written,
    postprocess: PostProcessor,
    /// Scratch: the output of the masks.
    masked: String,
    /// Scratch: the output of the normal form.
    normal: String,
    /// Scratch: the output of the table.
    rewritten: String,
}

impl<'p> Chunks<'p> {
    pub fn new(pipeline: &'p Pipeline) -> Self {
        Self {
            pipeline,
            masker: Masker::default(),
            held: HeldText::default(),
            compose: Composer::default(),
            written: Written::default(),
            postprocess: PostProcessor::new(pipeline.postprocess),
            masked: String::new(),
            normal: String::new(),
            rewritten: String::new(),
        }
    }

    /// Processes the next chunk, and appends the output that no later text can change.
    pub fn push(&mut self, text: &str, out: &mut String) {
        match self.pipeline.is_direct() {
            true => self.push_to_table(text, out),
            // The buffers between the stages stay small, whatever the length of the chunk.
            false => parts(text).for_each(|part| self.push_part(part, out)),
        }
    }

    /// Ends the text: appends the output of what was held back. The next chunk starts another text.
    pub fn finish(&mut self, out: &mut String) {
        if let Some(masks) = &self.pipeline.masks {
            let mut masked = core::mem::take(&mut self.masked);
            self.masker.finish(masks, &mut masked);
            self.push_masked(&masked, out);
            self.masked = cleared(masked);
        }
        if let Some(form) = self.pipeline.form {
            let mut normal = core::mem::take(&mut self.normal);
            form.finish(&mut self.held, &mut normal);
            self.push_normal(&normal, out);
            self.normal = cleared(normal);
        }
        let table = &self.pipeline.table;
        if self.pipeline.postprocess.is_empty() {
            self.compose.flush(table, &mut SpacingSink::new(table, &mut self.written, out));
        } else {
            self.compose.flush(table, &mut SpacingSink::new(table, &mut self.written, &mut self.rewritten));
            self.postprocess.push(&self.rewritten, 0, out);
            self.rewritten = cleared(core::mem::take(&mut self.rewritten));
            self.postprocess.finish(out);
        }
        self.written = Written::default();
    }

    fn push_part(&mut self, text: &str, out: &mut String) {
        let Some(masks) = &self.pipeline.masks else { return self.push_masked(text, out) };
        let mut masked = core::mem::take(&mut self.masked);
        self.masker.push(masks, text, &mut masked);
        self.push_masked(&masked, out);
        self.masked = cleared(masked);
    }

    fn push_masked(&mut self, text: &str, out: &mut String) {
        let Some(form) = self.pipeline.form else { return self.push_normal(text, out) };
        let mut normal = core::mem::take(&mut self.normal);
        form.push(&mut self.held, text, &mut normal);
        self.push_normal(&normal, out);
        self.normal = cleared(normal);
    }

    fn push_normal(&mut self, text: &str, out: &mut String) {
        if self.pipeline.postprocess.is_empty() {
            return self.push_to_table(text, out);
        }
        let mut rewritten = core::mem::take(&mut self.rewritten);
        self.push_to_table(text, &mut rewritten);
        self.postprocess.push(&rewritten, 0, out);
        self.rewritten = cleared(rewritten);
    }

    fn push_to_table(&mut self, text: &str, out: &mut String) {
        let Pipeline { table, composes, .. } = self.pipeline;
        if !composes && table.is_identity() {
            return out.push_str(text);
        }
        if !composes {
            return self.pipeline.run_part(text, (&mut self.written, None), out, &mut ());
        }
        let mut rest = text;
        if !self.compose.is_empty() {
            let mut chars = text.chars();
            while let Some(c) = chars.next().filter(|&c| self.compose.continues(table, c)) {
                self.compose.push(table, c, 0, &mut SpacingSink::new(table, &mut self.written, out));
                rest = chars.as_str();
            }
            if rest.is_empty() {
                return;
            }
            self.compose.flush(table, &mut SpacingSink::new(table, &mut self.written, out));
        }
        // The last letter may get more marks, and the last word more letters.
        let last = rest.char_indices().next_back().map_or(0, |(at, _)| cluster_start(table, rest, at));
        self.pipeline.run_part(&rest[..last], (&mut self.written, None), out, &mut ());
        let mut sink = SpacingSink::new(table, &mut self.written, out);
        rest[last..].chars().for_each(|c| self.compose.push(table, c, 0, &mut sink));
    }
}

/// Clears a buffer, and bounds the memory that it keeps.
fn cleared(mut buffer: String) -> String {
    buffer.clear();
    buffer.shrink_to(MAX_IDLE_CAPACITY);
    buffer
}
