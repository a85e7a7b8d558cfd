//! A column of texts, normalized. A column without a change is the same array; unchanged rows of views stay in their buffers.

use crate::texts::too_long;
use datafusion::arrow::array::{
    Array, ArrayBuilder, ArrayRef, AsArray, GenericStringArray, GenericStringBuilder, OffsetSizeTrait, StringViewArray,
    StringViewBuilder,
};
use datafusion::arrow::compute::interleave;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, internal_err};
use naqi::Normalizer;
use std::sync::Arc;

/// The texts normalized. `function` is named in errors.
pub(crate) fn normalize(function: &str, normalizer: &Normalizer, texts: &ArrayRef) -> Result<ArrayRef> {
    let made = match texts.data_type() {
        DataType::Utf8 => strings(function, normalizer, texts.as_string::<i32>())?,
        DataType::LargeUtf8 => strings(function, normalizer, texts.as_string::<i64>())?,
        DataType::Utf8View => views(normalizer, texts.as_string_view())?,
        other => return internal_err!("{function}: texts of type {other}"),
    };
    Ok(made.unwrap_or_else(|| texts.clone()))
}

fn strings<O: OffsetSizeTrait>(
    function: &str,
    normalizer: &Normalizer,
    texts: &GenericStringArray<O>,
) -> Result<Option<ArrayRef>> {
    let is_changed = |text: Option<&str>| text.is_some_and(|text| !normalizer.is_normalized(text));
    let Some(first) = texts.iter().position(is_changed) else { return Ok(None) };
    let offsets = texts.value_offsets();
    let bytes = (offsets[texts.len()] - offsets[0]).as_usize();
    let mut builder = GenericStringBuilder::<O>::with_capacity(texts.len(), bytes);
    builder.append_array(&texts.slice(0, first))?;
    let mut output = String::new();
    for text in texts.slice(first, texts.len() - first).iter() {
        let Some(text) = text else {
            builder.append_null();
            continue;
        };
        output.clear();
        normalizer.normalize_into(text, &mut output);
        // The builder panics instead.
        if O::from_usize(builder.values_slice().len() + output.len()).is_none() {
            return Err(too_long(function));
        }
        builder.append_value(&output);
    }
    Ok(Some(Arc::new(builder.finish())))
}

fn views(normalizer: &Normalizer, texts: &StringViewArray) -> Result<Option<ArrayRef>> {
    let mut output = String::new();
    let mut changed: Option<Changed> = None;
    let mut is_last_same = true;
    for (row, text) in texts.iter().enumerate() {
        let is_same = match text {
            None => true,
            // Texts that do not change are often side by side, and the scan for a change costs less than an output.
            Some(text) if is_last_same && normalizer.is_normalized(text) => true,
            Some(text) => {
                output.clear();
                normalizer.normalize_into(text, &mut output);
                is_last_same = output == text;
                is_last_same
            }
        };
        match (&mut changed, is_same) {
            (None, true) => {}
            (Some(changed), true) => changed.places.push((0, row)),
            (changed, false) => changed.get_or_insert_with(|| Changed::after(row, texts.len())).push(&output)?,
        }
    }
    let Some(Changed { texts: mut new, places }) = changed else { return Ok(None) };
    Ok(Some(interleave(&[texts, &new.finish()], &places)?))
}

/// The texts of rows that change, and for each row whether its text is in the source (0) or here (1), and where.
struct Changed {
    texts: StringViewBuilder,
    places: Vec<(usize, usize)>,
}

impl Changed {
    /// `same` rows at the start do not change.
    fn after(same: usize, rows: usize) -> Self {
        let mut places = Vec::with_capacity(rows);
        places.extend((0..same).map(|row| (0, row)));
        Self { texts: StringViewBuilder::new(), places }
    }

    fn push(&mut self, text: &str) -> Result<()> {
        self.places.push((1, self.texts.len()));
        Ok(self.texts.try_append_value(text)?)
    }
}
