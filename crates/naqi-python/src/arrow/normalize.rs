//! Arrow arrays of text, normalized; what does not change is shared with the source.

use super::texts::{Fault, Texts, texts_of};
use super::{strings, views};
use arrow_array::cast::AsArray;
use arrow_array::types::ArrowDictionaryKeyType;
use arrow_array::{Array, ArrayRef, StringViewArray, downcast_dictionary_array};
use arrow_array::{DictionaryArray, LargeStringArray, PrimitiveArray, StringArray};
use arrow_buffer::ArrowNativeType;
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

    /// The row whose text is wrong; of other errors, a row behind all.
    pub fn row(&self) -> usize {
        match self {
            Self::Text(fault) => fault.row,
            _ => usize::MAX,
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
        DataType::Utf8 => strings::normalize(normalizer, array.as_string::<i32>())?.map(|made| Arc::new(made) as _),
        DataType::LargeUtf8 => {
            strings::normalize(normalizer, array.as_string::<i64>())?.map(|made| Arc::new(made) as _)
        }
        DataType::Utf8View => views::normalize(normalizer, array.as_string_view())?.map(|made| Arc::new(made) as _),
        DataType::Null => None,
        DataType::Dictionary(..) => downcast_dictionary_array!(
            array => dictionary(normalizer, array)?,
            other => return Err(Error::Type(other.clone()))
        ),
        other => return Err(Error::Type(other.clone())),
    };
    Ok(made.unwrap_or_else(|| array.clone()))
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
