//! Arrays of views of strings, normalized: what does not change is shared with the source.

use super::normalize::Error;
use super::texts::{INLINE, Texts};
use arrow_array::builder::make_view;
use arrow_array::{Array, StringViewArray};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_schema::ArrowError;
use naqi::Normalizer;
use std::ops::Range;
use std::sync::Arc;

/// The bytes of a buffer for views. Arrow allows `i32::MAX`; a text longer than this gets a buffer of its own.
const BUFFER: usize = 1 << 28;

/// The texts that are written together: loops of one call each are predicted well.
const BATCH: usize = 64;

/// Of texts that are not scanned, every eighth in every fourth batch is compared with its source: to compare texts of many
/// lengths takes long.
const COMPARED: usize = 8;
const COMPARED_BATCHES: usize = 4;

/// The array normalized; `None` if nothing changes.
///
/// Where texts change, those between them are copied, too. Where most do not, they are scanned first, which takes half as long
/// as to rewrite them, and stay where they are.
pub fn normalize(normalizer: &Normalizer, array: &StringViewArray) -> Result<Option<StringViewArray>, Error> {
    let mut output = Output {
        normalizer,
        array,
        views: Vec::new(),
        keeps_old: false,
        full: Vec::new(),
        out: String::new(),
        left: array.lengths().map(|len| len as usize).filter(|len| *len > INLINE).sum(),
        batch: Vec::with_capacity(BATCH),
        batches: 0,
        scans: true,
    };
    array.for_each(0..array.len(), |row, text| {
        output.batch.push((row, text));
        if output.batch.len() == BATCH {
            output.write();
        }
    })?;
    output.write();
    output.finish()
}

struct Output<'a> {
    normalizer: &'a Normalizer,
    array: &'a StringViewArray,
    /// The views of the rows up to the last one that was written; empty as long as every text was scanned, and none changed.
    views: Vec<u128>,
    /// Whether one of these views names a buffer of the array. The new buffers have the numbers after those of the array
    /// then, and else from zero on.
    keeps_old: bool,
    /// The buffers before `out`.
    full: Vec<String>,
    out: String,
    /// The bytes of the texts that follow.
    left: usize,
    /// Rows and their texts, not processed yet.
    batch: Vec<(usize, &'a str)>,
    /// The batches that were processed.
    batches: usize,
    /// Whether the next texts are scanned before they are written.
    scans: bool,
}

impl Output<'_> {
    /// Processes the batch.
    fn write(&mut self) {
        let mut texts = std::mem::take(&mut self.batch);
        let (all, bytes) = (texts.len(), texts.iter().map(|(_, text)| text.len()).sum());
        if self.scans {
            texts.retain(|(_, text)| !self.normalizer.is_normalized(text));
            self.scans = (all - texts.len()) * 4 >= all * 3;
        }
        if !texts.is_empty() {
            if self.out.capacity() - self.out.len() < bytes {
                // A new buffer costs less than moving the texts of the old one.
                let next = String::with_capacity(self.left.min(BUFFER).max(bytes));
                let old = std::mem::replace(&mut self.out, next);
                self.full.extend((!old.is_empty()).then_some(old));
            }
            self.write_texts(&texts);
        }
        self.left = self.left.saturating_sub(bytes);
        self.batches += 1;
        texts.clear();
        self.batch = texts;
    }

    /// Writes texts of a batch and their views.
    fn write_texts(&mut self, texts: &[(usize, &str)]) {
        let first = self.out.len();
        let mut ends = [first; BATCH];
        for ((_, text), end) in texts.iter().zip(&mut ends) {
            self.normalizer.normalize_into(text, &mut self.out);
            *end = self.out.len();
        }
        let starts = || std::iter::once(first).chain(ends);
        for ((row, _), (start, end)) in texts.iter().zip(starts().zip(ends)) {
            self.keep(*row);
            let old = if self.keeps_old { self.array.data_buffers().len() } else { 0 };
            self.views.push(view(&self.out.as_bytes()[start..end], (old + self.full.len()) as u32, start as u32));
        }
        if !self.scans && self.batches.is_multiple_of(COMPARED_BATCHES) {
            let written = texts.iter().zip(starts().zip(ends)).step_by(COMPARED);
            let same = written
                .filter(|((_, text), (start, end))| self.out.as_bytes()[*start..*end] == *text.as_bytes())
                .count();
            self.scans = same * 4 >= texts.len().div_ceil(COMPARED) * 3;
        }
    }

    /// Appends the old views of the rows before this one. Those of nulls may be anything, and become empty texts.
    fn keep(&mut self, end: usize) {
        self.views.reserve(if self.views.capacity() == 0 { self.array.len() } else { 0 });
        for row in self.views.len()..end {
            let view = if self.array.is_null(row) { 0 } else { self.array.views()[row] };
            if is_long(view) && !self.keeps_old {
                self.keeps_old = true;
                let old = (self.array.data_buffers().len() as u128) << 64;
                self.views.iter_mut().filter(|view| is_long(**view)).for_each(|view| *view += old);
            }
            self.views.push(view);
        }
    }

    fn finish(mut self) -> Result<Option<StringViewArray>, Error> {
        if self.views.is_empty() {
            return Ok(None);
        }
        self.keep(self.array.len());
        let mut new: Vec<String> = self.full.into_iter().chain([self.out]).collect();
        // Texts that stayed where they are, or in their views, were counted, too.
        new.iter_mut().filter(|text| text.capacity() / 2 > text.len()).for_each(String::shrink_to_fit);
        if let Some(text) = new.iter().find(|text| i32::try_from(text.len()).is_err()) {
            return Err(ArrowError::OffsetOverflowError(text.len()).into());
        }
        let (old, mut views) = (self.array.data_buffers(), self.views);
        let kept = if self.keeps_old { kept_buffers(&mut views, old.len()) } else { 0..0 };
        let new = new.into_iter().map(|text| Buffer::from_vec(text.into_bytes()));
        let buffers: Arc<[Buffer]> = old[kept].iter().cloned().chain(new).collect();
        let nulls = self.array.nulls().cloned();
        // SAFETY: each view is one of the source, whose buffer was kept, or made for a text at a place of `new`.
        Ok(Some(unsafe { StringViewArray::new_unchecked(ScalarBuffer::from(views), buffers, nulls) }))
    }
}

/// Whether a view names a buffer.
fn is_long(view: u128) -> bool {
    view as u32 as usize > INLINE
}

/// The view of a text that starts at an offset of a buffer.
fn view(text: &[u8], buffer: u32, start: u32) -> u128 {
    match text.first_chunk::<4>() {
        Some(first) if text.len() > INLINE => {
            let [length, prefix] = [text.len() as u32, u32::from_le_bytes(*first)].map(u128::from);
            length | prefix << 32 | u128::from(buffer) << 64 | u128::from(start) << 96
        }
        _ => make_view(text, buffer, start),
    }
}

/// The range of the old buffers that views name, and the views with the numbers that their buffers have if the others are left
/// out: those can be freed with the source.
fn kept_buffers(views: &mut [u128], old: usize) -> Range<usize> {
    let buffer = |view: u128| (view >> 64) as u32 as usize;
    let (mut start, mut end) = (old, 0);
    for &view in views.iter().filter(|view| is_long(**view) && buffer(**view) < old) {
        (start, end) = (start.min(buffer(view)), end.max(buffer(view) + 1));
    }
    let kept = start.min(end)..end;
    if kept != (0..old) {
        for view in views.iter_mut().filter(|view| is_long(**view)) {
            let left_out = if buffer(*view) < old { kept.start } else { old - kept.len() };
            *view -= (left_out as u128) << 64;
        }
    }
    kept
}
