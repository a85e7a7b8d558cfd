//! The texts of an Arrow array's rows, checked: a producer may hand over bytes that are no UTF-8, or offsets out of bounds.
//! Arrow's interface has no length of the bytes: the last offset is the producer's word, unless it is negative.

use crate::utf8;
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
    fn for_each<'t>(&'t self, rows: Range<usize>, found: impl FnMut(usize, &'t str)) -> Result<(), Fault>
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

/// The bytes of neighbouring rows that are checked together, which takes half as long as one by one. The cache of the second
/// level still holds them when the rows are processed.
const CHECKED: usize = 256 << 10;

/// The greatest gap between two texts that are checked together: what lies there is checked, too.
const GAP: usize = 64;

impl<O: OffsetSizeTrait> Texts for GenericStringArray<O> {
    fn text(&self, row: usize) -> Result<&str, Fault> {
        let offsets = self.value_offsets();
        checked(row, bytes(self).and_then(|bytes| bytes.get(offsets[row].as_usize()..offsets[row + 1].as_usize())))
    }

    fn for_each<'t>(&'t self, rows: Range<usize>, mut found: impl FnMut(usize, &'t str)) -> Result<(), Fault> {
        let (offsets, nulls) = (self.value_offsets(), self.nulls());
        for_each_run(self, rows, |run| {
            for row in run.rows.filter(|&row| is_valid(nulls, row)) {
                let (from, to) = (offsets[row].as_usize(), offsets[row + 1].as_usize());
                let text = run.text.and_then(|text| text.get(from.checked_sub(run.start)?..to.checked_sub(run.start)?));
                // The bytes of a null may be anything: then each row is checked by itself.
                found(row, text.map_or_else(|| self.text(row), Ok)?);
            }
            Ok(())
        })
    }
}

/// Neighbouring rows of an array of strings, checked together.
pub struct StringRun<'t> {
    pub rows: Range<usize>,
    /// The offset of the first one.
    pub start: usize,
    /// The bytes from there on to the end of the last one; `None` if they are no UTF-8.
    pub text: Option<&'t str>,
}

/// Calls `found` with these rows, many at a time.
pub fn for_each_run<'t, O: OffsetSizeTrait>(
    array: &'t GenericStringArray<O>,
    rows: Range<usize>,
    mut found: impl FnMut(StringRun<'t>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let (offsets, bytes) = (array.value_offsets(), bytes(array).unwrap_or_default());
    let mut first = rows.start;
    while first < rows.end {
        let start = offsets[first].as_usize();
        // At least one row. Of offsets that are not in order, some end is found.
        let fits = |end: &O| end.as_usize() <= start.saturating_add(CHECKED);
        let end = first + 1 + offsets[first + 2..=rows.end.max(first + 1)].partition_point(fits);
        let text = bytes.get(start..offsets[end].as_usize()).and_then(utf8::checked);
        found(StringRun { rows: first..end, start, text })?;
        first = end;
    }
    Ok(())
}

impl Texts for StringViewArray {
    fn text(&self, row: usize) -> Result<&str, Fault> {
        checked(row, view_bytes(self.views().inner(), self.data_buffers(), row))
    }

    fn for_each<'t>(&'t self, rows: Range<usize>, mut found: impl FnMut(usize, &'t str)) -> Result<(), Fault> {
        for_each_view_run(self, rows, |run| {
            for row in run.rows.clone().filter(|&row| is_valid(self.nulls(), row)) {
                found(row, run.text(self, row)?);
            }
            Ok(())
        })
    }
}

/// Neighbouring rows of an array of views, whose texts of more than [`INLINE`] bytes are checked together: they lie one behind
/// the other, maybe with small gaps. Nulls, whose views may be anything, and short texts are among the rows.
pub struct ViewRun<'t> {
    pub rows: Range<usize>,
    /// Where the first text starts in its buffer.
    pub start: usize,
    /// The bytes from there on to the end of the last one; `None` if they are no UTF-8.
    pub together: Option<&'t str>,
}

impl<'t> ViewRun<'t> {
    /// The text of a row of the run that is not null.
    pub fn text(&self, array: &'t StringViewArray, row: usize) -> Result<&'t str, Fault> {
        let view = ByteView::from(array.views()[row]);
        let (from, len) = (view.offset as usize, view.length as usize);
        let text = match len {
            ..=INLINE => None,
            _ => self.together.and_then(|text| text.get(from - self.start..from - self.start + len)),
        };
        text.map_or_else(|| array.text(row), Ok)
    }
}

/// Calls `found` with these rows, many at a time.
pub fn for_each_view_run<'t>(
    array: &'t StringViewArray,
    rows: Range<usize>,
    mut found: impl FnMut(ViewRun<'t>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let (views, buffers, nulls) = (array.views(), array.data_buffers(), array.nulls());
    let mut start = rows.start;
    while start < rows.end {
        let run = Run::at(&views[..rows.end], nulls, start);
        let together = buffers.get(run.buffer).and_then(|buffer| utf8::checked(buffer.get(run.bytes.clone())?));
        found(ViewRun { rows: start..run.end, start: run.bytes.start, together })?;
        start = run.end;
    }
    Ok(())
}

/// The most bytes that stand in a view itself.
pub const INLINE: usize = 12;

/// Rows whose views name texts of one buffer, one after the other, with small gaps.
struct Run {
    /// The row after the last one.
    end: usize,
    buffer: usize,
    bytes: Range<usize>,
}

impl Run {
    /// The run that starts at a row. Nulls, whose views may be anything, and texts in the views themselves belong to any run.
    fn at(views: &[u128], nulls: Option<&NullBuffer>, start: usize) -> Self {
        let is_long = |row: usize, view: &ByteView| view.length as usize > INLINE && is_valid(nulls, row);
        let mut rows = views.iter().map(|view| ByteView::from(*view)).enumerate().skip(start);
        let Some((_, first)) = rows.find(|(row, view)| is_long(*row, view)) else {
            return Self { end: views.len(), buffer: usize::MAX, bytes: 0..0 };
        };
        let from = first.offset as usize;
        let (mut to, limit) = (from + first.length as usize, from + CHECKED);
        let ends = |(row, view): &(usize, ByteView)| {
            let (from, next) = (view.offset as usize, view.offset as usize + view.length as usize);
            let belongs = view.buffer_index == first.buffer_index && from.wrapping_sub(to) <= GAP && next <= limit;
            if !is_long(*row, view) {
                return false;
            }
            to = if belongs { next } else { to };
            !belongs
        };
        let end = rows.find(ends).map_or(views.len(), |(row, _)| row);
        Self { end, buffer: first.buffer_index as usize, bytes: from..to }
    }
}

fn is_valid(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| nulls.is_valid(row))
}

fn checked(row: usize, bytes: Option<&[u8]>) -> Result<&str, Fault> {
    let bytes = bytes.ok_or(Fault { row, byte: None })?;
    utf8::checked(bytes)
        .ok_or_else(|| Fault { row, byte: std::str::from_utf8(bytes).err().map(|error| error.valid_up_to()) })
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
