//! Arrow arrays of text, normalized; what does not change is shared with the source.

use super::strings;
use super::texts::{Fault, INLINE, Texts, texts_of};
use arrow_array::builder::make_view;
use arrow_array::cast::AsArray;
use arrow_array::types::ArrowDictionaryKeyType;
use arrow_array::{Array, ArrayRef, GenericStringArray, OffsetSizeTrait, StringViewArray, downcast_dictionary_array};
use arrow_array::{DictionaryArray, LargeStringArray, PrimitiveArray, StringArray};
use arrow_buffer::{ArrowNativeType, Buffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};
use naqi::Normalizer;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

#[derive(Debug)]
pub enum Error {
    Text(Fault),
    /// The array is no array of texts.
    Type(DataType),
    Arrow(ArrowError),
}

impl Error {
    /// The error of a piece that starts at a row of a column.
    pub fn after(self, rows: usize) -> Self {
        match self {
            Self::Text(fault) => Self::Text(Fault { row: rows + fault.row, ..fault }),
            other => other,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Text(fault)
    }
}

impl From<ArrowError> for Error {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

/// The array normalized; the same array if nothing changes.
pub fn normalize(normalizer: &Normalizer, array: &ArrayRef) -> Result<ArrayRef, Error> {
    let made: Option<ArrayRef> = match array.data_type() {
        DataType::Utf8 => whole(normalizer, array.as_string::<i32>())?,
        DataType::LargeUtf8 => whole(normalizer, array.as_string::<i64>())?,
        DataType::Utf8View => views(normalizer, array.as_string_view())?.map(|made| Arc::new(made) as _),
        DataType::Null => None,
        DataType::Dictionary(..) => downcast_dictionary_array!(
            array => dictionary(normalizer, array)?,
            other => return Err(Error::Type(other.clone()))
        ),
        other => return Err(Error::Type(other.clone())),
    };
    Ok(made.unwrap_or_else(|| array.clone()))
}

fn whole<O: OffsetSizeTrait>(
    normalizer: &Normalizer,
    array: &GenericStringArray<O>,
) -> Result<Option<ArrayRef>, Error> {
    let rows = 0..array.len();
    Ok(strings::normalize(normalizer, array, vec![rows], 1)?.map(|made| Arc::new(made) as _))
}

/// The bytes of a buffer for views. Arrow allows `i32::MAX`; a text longer than this gets a buffer of its own.
const BUFFER: usize = 1 << 28;

/// After so many texts that do not change, the next one is scanned first: to scan takes half as long as to rewrite.
const SCANNED: usize = 4;

fn views(normalizer: &Normalizer, array: &StringViewArray) -> Result<Option<StringViewArray>, Error> {
    let old = array.data_buffers();
    let mut views = None;
    let bytes: usize = array.lengths().map(|len| len as usize).sum();
    let (mut full, mut out) = (Vec::new(), String::new());
    let (mut done, mut same, mut overflow) = (0, SCANNED, None);
    array.for_each(0..array.len(), |row, text| {
        done += text.len();
        if same >= SCANNED && normalizer.is_normalized(text) {
            return;
        }
        if out.capacity() - out.len() < text.len() {
            // A new buffer costs less than moving the texts of the old one.
            let next = String::with_capacity((bytes - done + text.len()).min(BUFFER).max(text.len()));
            let old = std::mem::replace(&mut out, next);
            full.extend((!old.is_empty()).then_some(old));
        }
        let start = out.len();
        normalizer.normalize_into(text, &mut out);
        if out.as_bytes()[start..] == *text.as_bytes() {
            same += 1;
            out.truncate(start);
            return;
        }
        same = 0;
        if i32::try_from(out.len()).is_err() {
            overflow = Some(out.len());
        }
        let view = make_view(&out.as_bytes()[start..], (old.len() + full.len()) as u32, start as u32);
        views.get_or_insert_with(|| views_of_texts(array))[row] = view;
    })?;
    if let Some(len) = overflow {
        return Err(ArrowError::OffsetOverflowError(len).into());
    }
    let Some(mut views) = views else { return Ok(None) };
    full.push(out);
    let new = full.into_iter().map(|text| Buffer::from_vec(text.into_bytes()));
    let kept = kept_buffers(&mut views, old.len());
    let buffers: Arc<[Buffer]> = old[kept].iter().cloned().chain(new).collect();
    let nulls = array.nulls().cloned();
    // SAFETY: each view is one of the source, whose buffer was kept, or made for a text at a place of `new`.
    Ok(Some(unsafe { StringViewArray::new_unchecked(ScalarBuffer::from(views), buffers, nulls) }))
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

/// A dictionary's values, each normalized once. Values that become equal are merged, as categories must differ.
fn dictionary<K: ArrowDictionaryKeyType>(
    normalizer: &Normalizer,
    array: &DictionaryArray<K>,
) -> Result<Option<ArrayRef>, Error> {
    let values = normalize(normalizer, array.values())?;
    if Arc::ptr_eq(&values, array.values()) {
        return Ok(None);
    }
    let (texts, new_keys) = merged(texts_of(&values).ok_or_else(|| Error::Type(values.data_type().clone()))?)?;
    if texts.len() == values.len() {
        return Ok(Some(Arc::new(array.with_values(values))));
    }
    let values: ArrayRef = match values.data_type() {
        DataType::Utf8 => Arc::new(StringArray::from(texts)),
        DataType::LargeUtf8 => Arc::new(LargeStringArray::from(texts)),
        _ => Arc::new(StringViewArray::from(texts)),
    };
    let keys = array.keys().iter().map(|key| {
        let new = new_keys.get(key?.as_usize())?;
        K::Native::from_usize(*new)
    });
    let keys: PrimitiveArray<K> = keys.collect();
    Ok(Some(Arc::new(DictionaryArray::try_new(keys, values)?)))
}

/// The different texts, and for each value the number of its text among them. A null is a text of its own.
type Merged<'t> = (Vec<Option<&'t str>>, Vec<usize>);

fn merged(values: &dyn Texts) -> Result<Merged<'_>, Fault> {
    let (mut texts, mut known) = (Vec::new(), HashMap::new());
    let numbers = (0..values.len()).map(|row| {
        let text = if values.is_null(row) { None } else { Some(values.text(row)?) };
        Ok(*known.entry(text).or_insert_with(|| {
            texts.push(text);
            texts.len() - 1
        }))
    });
    let numbers = numbers.collect::<Result<_, _>>()?;
    Ok((texts, numbers))
}
