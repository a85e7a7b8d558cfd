//! Pieces of an array that threads have made, joined into one: views of strings.

use super::normalize::Error;
use super::texts::INLINE;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StringViewArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, ScalarBuffer};
use arrow_schema::DataType;
use std::sync::Arc;

/// The arrays one after the other; all are views of strings.
pub fn join(pieces: &[ArrayRef]) -> Result<ArrayRef, Error> {
    match pieces[0].data_type() {
        DataType::Utf8View => Ok(Arc::new(views(pieces))),
        other => Err(Error::Type(other.clone())),
    }
}

fn nulls(pieces: &[ArrayRef]) -> Option<NullBuffer> {
    let mut nulls = NullBufferBuilder::new(pieces.iter().map(|piece| piece.len()).sum());
    for piece in pieces {
        match piece.nulls() {
            Some(of) => nulls.append_buffer(of),
            None => nulls.append_n_non_nulls(piece.len()),
        }
    }
    nulls.finish()
}

fn views(pieces: &[ArrayRef]) -> StringViewArray {
    let (mut views, mut buffers) = (Vec::new(), Vec::new());
    for piece in pieces.iter().map(|piece| piece.as_string_view()) {
        // A view of more than twelve bytes names its buffer in its third word.
        let before = (buffers.len() as u128) << 64;
        // The views of nulls may be anything.
        let is_long = |view: u128| view as u32 as usize > INLINE;
        views.extend(piece.views().iter().map(|view| if is_long(*view) { view.wrapping_add(before) } else { *view }));
        buffers.extend(piece.data_buffers().iter().cloned());
    }
    // SAFETY: the views are those of the pieces, with their buffers' new numbers.
    unsafe { StringViewArray::new_unchecked(ScalarBuffer::from(views), buffers.into(), nulls(pieces)) }
}
