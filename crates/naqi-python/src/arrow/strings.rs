//! Arrays of strings, normalized into one buffer.

use super::normalize::Error;
use super::texts::{self, Fault, Texts};
use arrow_array::{Array, GenericStringArray, OffsetSizeTrait};
use arrow_buffer::{Buffer, OffsetBuffer};
use arrow_schema::ArrowError;
use naqi::Normalizer;
use std::ops::Range;

/// The array normalized; `None` if nothing changes.
pub fn normalize<O: OffsetSizeTrait>(
    normalizer: &Normalizer,
    array: &GenericStringArray<O>,
) -> Result<Option<GenericStringArray<O>>, Error> {
    let Some(changed) = first_change(normalizer, array, 0..array.len())? else { return Ok(None) };
    let mut text = String::with_capacity(bytes_of(array, 0..array.len()));
    let mut offsets = vec![O::usize_as(0); array.len() + 1];
    let (same, others) = offsets[1..].split_at_mut(changed);
    write_rows(array, 0..changed, same, &mut text, |text, out| out.push_str(text))?;
    write_normalized(normalizer, array, changed..array.len(), others, &mut text)?;
    array_of(array, text, offsets).map(Some)
}

/// Appends what `write` appends for each text of these rows, and sets where each ends. A null is an empty text.
pub fn write_rows<O: OffsetSizeTrait>(
    array: &GenericStringArray<O>,
    rows: Range<usize>,
    ends: &mut [O],
    out: &mut String,
    mut write: impl FnMut(&str, &mut String),
) -> Result<(), Fault> {
    let (first, mut known) = (rows.start, 0);
    array.for_each(rows, |row, text| {
        let row = row - first;
        ends[known..row].fill(O::usize_as(out.len()));
        write(text, out);
        ends[row] = O::usize_as(out.len());
        known = row + 1;
    })?;
    ends[known..].fill(O::usize_as(out.len()));
    Ok(())
}

/// Appends the normalized texts of these rows, and sets where each ends. A null is an empty text.
pub fn write_normalized<O: OffsetSizeTrait>(
    normalizer: &Normalizer,
    array: &GenericStringArray<O>,
    rows: Range<usize>,
    ends: &mut [O],
    out: &mut String,
) -> Result<(), Fault> {
    let (first, mut parts) = (rows.start, Vec::new());
    texts::for_each_run(array, rows, |run| {
        let ends = &mut ends[run.rows.start - first..run.rows.end - first];
        if let Some(text) = run.text.filter(|_| !has_bytes_of_nulls(array, run.rows.clone())) {
            let offsets = &array.value_offsets()[run.rows.start + 1..=run.rows.end];
            parts.clear();
            parts.extend(offsets.iter().map(|end| end.as_usize().wrapping_sub(run.start)));
            if normalizer.normalize_parts_into(text, &mut parts, out).is_ok() {
                ends.iter_mut().zip(&parts).for_each(|(end, part)| *end = O::usize_as(*part));
                return Ok(());
            }
        }
        write_rows(array, run.rows, ends, out, |text, out| normalizer.normalize_into(text, out))
    })
}

/// Whether a null of these rows has bytes, which may be anything.
fn has_bytes_of_nulls<O: OffsetSizeTrait>(array: &GenericStringArray<O>, mut rows: Range<usize>) -> bool {
    let offsets = array.value_offsets();
    array.nulls().is_some_and(|nulls| rows.any(|row| nulls.is_null(row) && offsets[row] != offsets[row + 1]))
}

/// An array with the nulls of another one. The offsets are zero and the ends of its rows.
pub fn array_of<O: OffsetSizeTrait>(
    source: &GenericStringArray<O>,
    text: String,
    offsets: Vec<O>,
) -> Result<GenericStringArray<O>, Error> {
    if O::from_usize(text.len()).is_none() {
        return Err(ArrowError::OffsetOverflowError(text.len()).into());
    }
    let nulls = source.nulls().cloned();
    // SAFETY: the offsets never decrease, none is greater than the bytes, and each is a text's end: the bytes between two are
    // UTF-8.
    Ok(unsafe {
        GenericStringArray::new_unchecked(
            OffsetBuffer::new_unchecked(offsets.into()),
            Buffer::from_vec(text.into_bytes()),
            nulls,
        )
    })
}

/// The first of these rows whose text changes.
fn first_change(normalizer: &Normalizer, texts: &impl Texts, rows: Range<usize>) -> Result<Option<usize>, Fault> {
    // Few rows at a time, since `for_each` has no early end.
    const ROWS: usize = 64;
    for start in rows.clone().step_by(ROWS) {
        let mut changed = None;
        texts.for_each(start..rows.end.min(start + ROWS), |row, text| {
            if changed.is_none() && !normalizer.is_normalized(text) {
                changed = Some(row);
            }
        })?;
        if changed.is_some() {
            return Ok(changed);
        }
    }
    Ok(None)
}

/// The bytes of the texts of these rows, if the offsets are in order.
pub fn bytes_of<O: OffsetSizeTrait>(array: &GenericStringArray<O>, rows: Range<usize>) -> usize {
    let offsets = array.value_offsets();
    let bytes = offsets[rows.end].as_usize().saturating_sub(offsets[rows.start].as_usize());
    bytes.min(texts::bytes(array).map_or(0, <[u8]>::len))
}
