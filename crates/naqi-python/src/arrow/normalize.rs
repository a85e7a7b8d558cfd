//! Arrow arrays of text, normalized; what does not change is shared with the source.

use super::texts::{self, Fault, INLINE, Texts, texts_of};
use arrow_array::builder::make_view;
use arrow_array::cast::AsArray;
use arrow_array::types::ArrowDictionaryKeyType;
use arrow_array::{Array, ArrayRef, GenericStringArray, OffsetSizeTrait, StringViewArray, downcast_dictionary_array};
use arrow_array::{DictionaryArray, LargeStringArray, PrimitiveArray, StringArray};
use arrow_buffer::{ArrowNativeType, Buffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};
use naqi::Normalizer;
use std::collections::HashMap;
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
        DataType::Utf8 => strings(normalizer, array.as_string::<i32>())?.map(|made| Arc::new(made) as _),
        DataType::LargeUtf8 => strings(normalizer, array.as_string::<i64>())?.map(|made| Arc::new(made) as _),
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

fn strings<O: OffsetSizeTrait>(
    normalizer: &Normalizer,
    array: &GenericStringArray<O>,
) -> Result<Option<GenericStringArray<O>>, Error> {
    let Some(changed) = first_change(normalizer, array)? else { return Ok(None) };
    let bytes = array.value_offsets()[array.len()].as_usize().saturating_sub(array.value_offsets()[0].as_usize());
    let mut out = String::with_capacity(bytes.min(texts::bytes(array).map_or(0, <[u8]>::len)));
    let mut offsets = Vec::with_capacity(array.len() + 1);
    // A null is an empty text: the offset of the row after it is where the next text starts.
    array.for_each(0..changed, |row, text| {
        offsets.resize(row + 1, O::usize_as(out.len()));
        out.push_str(text);
    })?;
    let mut greatest = 0;
    array.for_each(changed..array.len(), |row, text| {
        offsets.resize(row + 1, O::usize_as(out.len()));
        normalizer.normalize_into(text, &mut out);
        greatest = out.len();
    })?;
    if O::from_usize(greatest).is_none() {
        return Err(ArrowError::OffsetOverflowError(greatest).into());
    }
    offsets.resize(array.len() + 1, O::usize_as(out.len()));
    let nulls = array.nulls().cloned();
    // SAFETY: the offsets never decrease, none is greater than the bytes, and each is a text's end: the bytes between two are
    // UTF-8.
    Ok(Some(unsafe {
        GenericStringArray::new_unchecked(
            OffsetBuffer::new_unchecked(offsets.into()),
            Buffer::from_vec(out.into_bytes()),
            nulls,
        )
    }))
}

/// The first row whose text changes.
fn first_change(normalizer: &Normalizer, texts: &impl Texts) -> Result<Option<usize>, Fault> {
    // Few rows at a time, since `for_each` has no early end.
    const ROWS: usize = 64;
    for start in (0..texts.len()).step_by(ROWS) {
        let mut changed = None;
        texts.for_each(start..texts.len().min(start + ROWS), |row, text| {
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

/// The bytes of a buffer for views. Arrow allows `i32::MAX`; a text longer than this gets a buffer of its own.
const BUFFER: usize = 1 << 28;

fn views(normalizer: &Normalizer, array: &StringViewArray) -> Result<Option<StringViewArray>, Error> {
    let old = array.data_buffers();
    let mut views = None;
    let bytes: usize = array.lengths().map(|len| len as usize).sum();
    let (mut full, mut out) = (Vec::new(), String::new());
    let (mut done, mut kept, mut is_last_same, mut overflow) = (0, 0, true, None);
    array.for_each(0..array.len(), |row, text| {
        done += text.len();
        // Texts that do not change are often side by side.
        if is_last_same && normalizer.is_normalized(text) {
            kept += usize::from(text.len() > INLINE);
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
        is_last_same = out[start..] == *text;
        if is_last_same {
            kept += usize::from(text.len() > INLINE);
            out.truncate(start);
            return;
        }
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
    let buffers: Arc<[Buffer]> = if kept > 0 {
        old.iter().cloned().chain(new).collect()
    } else {
        // Nothing refers to the source's buffers any more, and they can be freed with it.
        for view in views.iter_mut().filter(|view| **view as u32 as usize > INLINE) {
            *view = view.wrapping_sub((old.len() as u128) << 64);
        }
        new.collect()
    };
    let nulls = array.nulls().cloned();
    // SAFETY: each view is one of the source, whose buffers kept their places, or made for a text at a place of `new`.
    Ok(Some(unsafe { StringViewArray::new_unchecked(ScalarBuffer::from(views), buffers, nulls) }))
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
