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

/// The rows after which it is decided whether the next ones are scanned before they are rewritten.
const BATCH: usize = 16;

/// Of rows that are not scanned, every eighth is compared with its source: to compare texts of many lengths takes long.
const COMPARED: usize = 8;

/// The array normalized; `None` if nothing changes.
///
/// Where texts change, those between them are copied, too. Where most do not, they are scanned first, which takes half as long
/// as to rewrite them, and stay where they are.
pub fn normalize(normalizer: &Normalizer, array: &StringViewArray) -> Result<Option<StringViewArray>, Error> {
    let mut output = Output {
        normalizer,
        array,
        views: None,
        full: Vec::new(),
        out: String::new(),
        left: array.lengths().map(|len| len as usize).filter(|len| *len > INLINE).sum(),
        batch: Vec::with_capacity(BATCH),
        rows: 0,
        same: 0,
        scans: true,
    };
    array.for_each(0..array.len(), |row, text| output.push(row, text))?;
    output.flush();
    output.finish()
}

struct Output<'a> {
    normalizer: &'a Normalizer,
    array: &'a StringViewArray,
    /// `None` as long as every text was scanned, and none changed.
    views: Option<Vec<u128>>,
    /// The buffers before `out`.
    full: Vec<String>,
    out: String,
    /// The bytes of the texts that follow.
    left: usize,
    /// Rows and texts that have been written to `out`, and where, but have no view yet.
    batch: Vec<(usize, &'a str, usize)>,
    /// The rows since the last decision whether to scan, and how many of them did not change.
    rows: usize,
    same: usize,
    scans: bool,
}

impl<'a> Output<'a> {
    fn push(&mut self, row: usize, text: &'a str) {
        if self.scans && self.normalizer.is_normalized(text) {
            self.same += 1;
        } else {
            if self.out.capacity() - self.out.len() < text.len() {
                // A new buffer costs less than moving the texts of the old one.
                self.flush();
                let next = String::with_capacity(self.left.min(BUFFER).max(text.len()));
                let old = std::mem::replace(&mut self.out, next);
                self.full.extend((!old.is_empty()).then_some(old));
            }
            self.batch.push((row, text, self.out.len()));
            self.normalizer.normalize_into(text, &mut self.out);
        }
        self.left = self.left.saturating_sub(text.len());
        self.rows += 1;
        if self.rows == BATCH {
            self.flush();
            let all = if self.scans { BATCH } else { BATCH / COMPARED };
            self.scans = self.same * 4 >= all * 3;
            (self.rows, self.same) = (0, 0);
        }
    }

    /// Makes the views of the rows that have been written.
    fn flush(&mut self) {
        let buffer = (self.array.data_buffers().len() + self.full.len()) as u32;
        for n in 0..self.batch.len() {
            let (row, text, start) = self.batch[n];
            let end = self.batch.get(n + 1).map_or(self.out.len(), |next| next.2);
            let written = &self.out.as_bytes()[start..end];
            if !self.scans && n % COMPARED == 0 && written == text.as_bytes() {
                self.same += 1;
            }
            let array = self.array;
            self.views.get_or_insert_with(|| views_of_texts(array))[row] = make_view(written, buffer, start as u32);
        }
        self.batch.clear();
    }

    fn finish(self) -> Result<Option<StringViewArray>, Error> {
        let Some(mut views) = self.views else { return Ok(None) };
        let old = self.array.data_buffers();
        let mut new: Vec<String> = self.full.into_iter().chain([self.out]).collect();
        // Texts that stayed where they are, or in their views, were counted, too.
        new.iter_mut().filter(|text| text.capacity() / 2 > text.len()).for_each(String::shrink_to_fit);
        if let Some(text) = new.iter().find(|text| i32::try_from(text.len()).is_err()) {
            return Err(ArrowError::OffsetOverflowError(text.len()).into());
        }
        let kept = kept_buffers(&mut views, old.len());
        let new = new.into_iter().map(|text| Buffer::from_vec(text.into_bytes()));
        let buffers: Arc<[Buffer]> = old[kept].iter().cloned().chain(new).collect();
        let nulls = self.array.nulls().cloned();
        // SAFETY: each view is one of the source, whose buffer was kept, or made for a text at a place of `new`.
        Ok(Some(unsafe { StringViewArray::new_unchecked(ScalarBuffer::from(views), buffers, nulls) }))
    }
}

/// The range of the old buffers that views name, and the views with the numbers that their buffers have if the others are left
/// out: those can be freed with the source.
fn kept_buffers(views: &mut [u128], old: usize) -> Range<usize> {
    let buffer = |view: u128| (view >> 64) as u32 as usize;
    let is_long = |view: u128| view as u32 as usize > INLINE;
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

/// The views of an array; those of nulls, which may be anything, as empty texts.
fn views_of_texts(array: &StringViewArray) -> Vec<u128> {
    let mut views = array.views().to_vec();
    for (row, view) in views.iter_mut().enumerate() {
        if array.is_null(row) {
            *view = 0;
        }
    }
    views
}
