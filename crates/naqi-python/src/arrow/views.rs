//! Arrays of views of strings, normalized: what does not change is shared with the source.

use super::normalize::Error;
use super::texts::{self, Fault, INLINE, ViewRun};
use arrow_array::builder::make_view;
use arrow_array::{Array, StringViewArray};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_data::ByteView;
use arrow_schema::ArrowError;
use naqi::Normalizer;
use std::ops::Range;
use std::sync::Arc;

/// The bytes of a buffer for views. Arrow allows `i32::MAX`; a text longer than this gets a buffer of its own.
const BUFFER: usize = 1 << 28;

/// The texts that are written together: loops of one call each are predicted well.
const BATCH: usize = 64;

/// The most and the least rows whose texts, one behind the other, are normalized in one call.
const JOINED: usize = 512;
const LEAST_JOINED: usize = 4;

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
        ends: Vec::new(),
    };
    texts::for_each_view_run(array, 0..array.len(), |run| {
        let mut rows = run.rows.clone();
        let mut is_joined = rows.len() >= LEAST_JOINED;
        while let Some(row) = rows.next() {
            if is_joined && !output.scans {
                output.write();
                let joined = row..run.rows.end.min(row + JOINED);
                is_joined = output.write_joined(&run, joined.clone())?;
                if is_joined {
                    rows.start = joined.end;
                    continue;
                }
            }
            if array.is_valid(row) {
                output.batch.push((row, run.text(array, row)?));
            }
            if output.batch.len() == BATCH {
                output.write();
            }
        }
        Ok(())
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
    /// Where texts that are written in one call end.
    ends: Vec<usize>,
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
            self.reserve(bytes);
            self.write_texts(&texts);
        }
        self.left = self.left.saturating_sub(bytes);
        self.batches += 1;
        texts.clear();
        self.batch = texts;
    }

    /// Reserves capacity for so many bytes of texts.
    fn reserve(&mut self, bytes: usize) {
        if self.out.capacity() - self.out.len() < bytes {
            // A new buffer costs less than moving the texts of the old one.
            let next = String::with_capacity(self.left.min(BUFFER).max(bytes));
            let old = std::mem::replace(&mut self.out, next);
            self.full.extend((!old.is_empty()).then_some(old));
        }
    }

    /// Writes texts that lie one behind the other, in one call, and their views. False, and nothing is written, if they do not.
    fn write_joined(&mut self, run: &ViewRun<'_>, rows: Range<usize>) -> Result<bool, Fault> {
        let (Some(text), array) = (run.together, self.array) else { return Ok(false) };
        self.ends.clear();
        self.ends.reserve(rows.len());
        let (mut texts, mut are_joined) = (None::<Range<usize>>, true);
        for row in rows.clone() {
            let view = array.views()[row];
            if is_long(view) && array.is_valid(row) {
                let from = (view >> 96) as usize - run.start;
                let texts = texts.get_or_insert(from..from);
                are_joined &= from == texts.end;
                texts.end = from + view as u32 as usize;
                self.ends.push(texts.end - texts.start);
            }
        }
        let Some(text) = text.get(texts.unwrap_or_default()).filter(|_| are_joined) else { return Ok(false) };
        self.reserve(text.len());
        let mut start = self.out.len();
        if self.normalizer.normalize_parts_into(text, &mut self.ends, &mut self.out).is_err() {
            return Ok(false);
        }
        self.keep(rows.start);
        let number = self.number();
        if self.ends.len() == rows.len() {
            let out = self.out.as_bytes();
            self.views.extend(self.ends.iter().map(|&end| {
                let from = std::mem::replace(&mut start, end);
                view_of(&out[from..end], number, from as u32)
            }));
        } else {
            let mut longs = 0;
            for row in rows.clone() {
                let view = array.views()[row];
                let made = match () {
                    () if array.is_null(row) => 0,
                    () if is_long(view) => {
                        let from = std::mem::replace(&mut start, self.ends[longs]);
                        longs += 1;
                        view_of(&self.out.as_bytes()[from..start], number, from as u32)
                    }
                    () => self.write_short(run.text(array, row)?, number),
                };
                self.views.push(made);
            }
        }
        self.left = self.left.saturating_sub(text.len());
        self.scans = self.is_mostly_same(run, rows)?;
        Ok(true)
    }

    /// The view of a text that stands in a view itself, normalized.
    fn write_short(&mut self, text: &str, number: u32) -> u128 {
        let start = self.out.len();
        self.normalizer.normalize_into(text, &mut self.out);
        let made = view_of(&self.out.as_bytes()[start..], number, start as u32);
        if !is_long(made) {
            self.out.truncate(start);
        }
        made
    }

    /// The number of the buffer that is written.
    fn number(&self) -> u32 {
        (self.full.len() + if self.keeps_old { self.array.data_buffers().len() } else { 0 }) as u32
    }

    /// Whether most of these rows, which were just written, are the same as before: some of them are compared.
    fn is_mostly_same(&self, run: &ViewRun<'_>, rows: Range<usize>) -> Result<bool, Fault> {
        let (mut compared, mut same) = (0, 0);
        for row in rows.step_by(COMPARED * COMPARED_BATCHES).filter(|&row| self.array.is_valid(row)) {
            let new = ByteView::from(self.views[row]);
            let (start, len) = (new.offset as usize, new.length as usize);
            compared += 1;
            same += usize::from(
                is_long(self.views[row]) && self.out.get(start..start + len) == Some(run.text(self.array, row)?),
            );
        }
        Ok(compared > 0 && same * 4 >= compared * 3)
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
            let number = self.number();
            self.views.push(view_of(&self.out.as_bytes()[start..end], number, start as u32));
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
fn view_of(text: &[u8], buffer: u32, start: u32) -> u128 {
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
