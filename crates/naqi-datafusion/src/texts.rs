//! The texts of a column, whatever its type of strings, and lists of texts as a result.

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, ListArray, NullBufferBuilder, StringArrayType, StringBuilder,
};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::{DataFusionError, Result, exec_datafusion_err, internal_err};
use std::sync::Arc;

/// Calls `found` with each row: its text, or nothing for a null.
pub(crate) fn for_each(texts: &dyn Array, found: impl FnMut(Option<&str>)) -> Result<()> {
    fn rows<'t>(texts: impl StringArrayType<'t>, found: impl FnMut(Option<&'t str>)) {
        texts.iter().for_each(found);
    }
    match texts.data_type() {
        DataType::Utf8 => rows(texts.as_string::<i32>(), found),
        DataType::LargeUtf8 => rows(texts.as_string::<i64>(), found),
        DataType::Utf8View => rows(texts.as_string_view(), found),
        other => return internal_err!("texts of type {other}"),
    }
    Ok(())
}

/// The error of a batch whose result does not fit Arrow's 32-bit offsets.
pub(crate) fn too_long(function: &str) -> DataFusionError {
    exec_datafusion_err!(
        "{function}: the result of a batch is longer than 2 GiB; set datafusion.execution.batch_size to fewer rows"
    )
}

/// `List<Utf8>`.
pub(crate) fn list_of_texts() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
}

/// Makes a column of lists: where each row's list ends, beside the values that the caller keeps.
pub(crate) struct Rows {
    offsets: Vec<i32>,
    nulls: NullBufferBuilder,
    overflow: bool,
}

impl Rows {
    pub fn with_capacity(rows: usize) -> Self {
        let mut offsets = Vec::with_capacity(rows + 1);
        offsets.push(0);
        Self { offsets, nulls: NullBufferBuilder::new(rows), overflow: false }
    }

    /// Ends a row's list after `len` values in all.
    pub fn end(&mut self, is_valid: bool, len: usize) {
        let end = i32::try_from(len).unwrap_or_else(|_| {
            self.overflow = true;
            i32::MAX
        });
        self.offsets.push(end);
        self.nulls.append(is_valid);
    }

    pub fn finish(mut self, function: &str, values: ArrayRef) -> Result<ArrayRef> {
        if self.overflow {
            return Err(too_long(function));
        }
        let field = Arc::new(Field::new_list_field(values.data_type().clone(), true));
        let offsets = OffsetBuffer::new(self.offsets.into());
        Ok(Arc::new(ListArray::try_new(field, offsets, values, self.nulls.finish())?))
    }
}

/// Texts of at most 2 GiB in all: the offsets of `Utf8` have 32 bits.
#[derive(Default)]
pub(crate) struct Texts {
    builder: StringBuilder,
    len: usize,
    overflow: bool,
}

impl Texts {
    pub fn push(&mut self, text: &str) {
        self.overflow |= self.builder.values_slice().len() + text.len() > i32::MAX as usize;
        if !self.overflow {
            self.builder.append_value(text);
            self.len += 1;
        }
    }

    pub fn push_null(&mut self) {
        self.builder.append_null();
        self.len += 1;
    }

    /// The number of texts and nulls.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn finish(mut self, function: &str) -> Result<ArrayRef> {
        if self.overflow { Err(too_long(function)) } else { Ok(Arc::new(self.builder.finish())) }
    }
}
