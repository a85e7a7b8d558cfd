//! The texts of an Arrow array's rows, checked: a producer may hand over bytes that are no UTF-8, or offsets out of bounds.
//! Arrow's interface has no length of the bytes: the last offset is the producer's word, unless it is negative.

use arrow_array::cast::AsArray;
use arrow_array::{Array, GenericStringArray, OffsetSizeTrait, StringViewArray};
use arrow_buffer::{Buffer, NullBuffer};
use arrow_data::ByteView;
use arrow_schema::DataType;
use std::ops::Range;

/// What a row has instead of a text.
#[derive(Debug)]
pub struct Fault {
    pub row: usize,
    /// The first byte that is no UTF-8; `None` if the row's offsets lie outside the array.
    pub byte: Option<usize>,
}

pub trait Texts: Array {
    /// The text of a row that is not null.
    fn text(&self, row: usize) -> Result<&str, Fault>;

    /// Calls `found` with each row that is not null, and its text.
    fn for_each(&self, rows: Range<usize>, found: impl FnMut(usize, &str)) -> Result<(), Fault>
    where
        Self: Sized;
}

/// The array as texts, if its type is one of texts.
pub fn texts_of(array: &dyn Array) -> Option<&dyn Texts> {
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>(),
        DataType::LargeUtf8 => array.as_string::<i64>(),
        DataType::Utf8View => array.as_string_view(),
        _ => return None,
    })
}

/// The bytes of an array's texts. None for a negative last offset: no slice is as long as that is as a length.
pub fn bytes<O: OffsetSizeTrait>(array: &GenericStringArray<O>) -> Option<&[u8]> {
    isize::try_from(array.values().len()).ok()?;
    Some(array.value_data())
}

/// Rows whose bytes are checked together, which takes half as long as one by one.
const CHECKED_ROWS: usize = 128;

impl<O: OffsetSizeTrait> Texts for GenericStringArray<O> {
    fn text(&self, row: usize) -> Result<&str, Fault> {
        let offsets = self.value_offsets();
        checked(row, bytes(self).and_then(|bytes| bytes.get(offsets[row].as_usize()..offsets[row + 1].as_usize())))
    }

    fn for_each(&self, rows: Range<usize>, mut found: impl FnMut(usize, &str)) -> Result<(), Fault> {
        let (offsets, bytes, nulls) = (self.value_offsets(), bytes(self).unwrap_or_default(), self.nulls());
        for start in rows.clone().step_by(CHECKED_ROWS) {
            let part = start..rows.end.min(start + CHECKED_ROWS);
            let first = offsets[part.start].as_usize();
            let together = bytes.get(first..offsets[part.end].as_usize()).and_then(utf8);
            for row in part.filter(|&row| is_valid(nulls, row)) {
                let (from, to) = (offsets[row].as_usize(), offsets[row + 1].as_usize());
                let text = together.and_then(|text| text.get(from.checked_sub(first)?..to.checked_sub(first)?));
                // The bytes of a null may be anything: then each row is checked by itself.
                found(row, text.map_or_else(|| self.text(row), Ok)?);
            }
        }
        Ok(())
    }
}

impl Texts for StringViewArray {
    fn text(&self, row: usize) -> Result<&str, Fault> {
        checked(row, view_bytes(self.views().inner(), self.data_buffers(), row))
    }

    fn for_each(&self, rows: Range<usize>, mut found: impl FnMut(usize, &str)) -> Result<(), Fault> {
        let (views, buffers, nulls) = (self.views(), self.data_buffers(), self.nulls());
        for start in rows.clone().step_by(CHECKED_ROWS) {
            let part = start..rows.end.min(start + CHECKED_ROWS);
            let span = span_of_views(&views[part.clone()]);
            let together = span.clone().and_then(|(buffer, bytes)| utf8(buffers.get(buffer)?.get(bytes)?));
            let first = span.map_or(0, |(_, bytes)| bytes.start);
            for row in part.filter(|&row| is_valid(nulls, row)) {
                let view = ByteView::from(views[row]);
                let (from, len) = (view.offset as usize, view.length as usize);
                let text = match len {
                    ..=INLINE => None,
                    _ => together.and_then(|text| text.get(from.checked_sub(first)?..from.checked_sub(first)? + len)),
                };
                found(row, text.map_or_else(|| self.text(row), Ok)?);
            }
        }
        Ok(())
    }
}

/// The most bytes that stand in a view itself.
pub const INLINE: usize = 12;

/// The buffer and the bytes that the views name, if it is one buffer and hardly any other bytes lie between them.
fn span_of_views(views: &[u128]) -> Option<(usize, Range<usize>)> {
    let long = views.iter().map(|view| ByteView::from(*view)).filter(|view| view.length as usize > INLINE);
    let buffer = long.clone().next()?.buffer_index;
    let (mut start, mut end, mut sum) = (usize::MAX, 0, 0);
    for view in long {
        if view.buffer_index != buffer {
            return None;
        }
        let (from, len) = (view.offset as usize, view.length as usize);
        (start, end, sum) = (start.min(from), end.max(from + len), sum + len);
    }
    (end - start <= sum + sum / 4).then_some((buffer as usize, start..end))
}

fn is_valid(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| nulls.is_valid(row))
}

fn checked(row: usize, bytes: Option<&[u8]>) -> Result<&str, Fault> {
    let bytes = bytes.ok_or(Fault { row, byte: None })?;
    utf8(bytes).ok_or_else(|| Fault { row, byte: std::str::from_utf8(bytes).err().map(|error| error.valid_up_to()) })
}

fn utf8(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// The bytes of a view: twelve stand in the view itself, after the length; of more, the view names a buffer and an offset.
fn view_bytes<'t>(views: &'t [u8], buffers: &'t [Buffer], row: usize) -> Option<&'t [u8]> {
    let view = views[16 * row..].first_chunk::<16>()?;
    let field = |n: usize| u32::from_le_bytes([view[n], view[n + 1], view[n + 2], view[n + 3]]) as usize;
    match field(0) {
        len @ ..=INLINE => view.get(4..4 + len),
        len => buffers.get(field(8))?.get(field(12)..field(12) + len),
    }
}
