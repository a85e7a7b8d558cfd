//! Pieces of an array that threads have made, joined into one: views of strings, and texts.

use super::normalize::Error;
use super::texts::INLINE;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StringViewArray};
use arrow_buffer::{NullBuffer, NullBufferBuilder, ScalarBuffer};
use arrow_schema::DataType;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

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

/// The least bytes to copy on threads.
const LONG: usize = 4 << 20;

/// Appends the texts. The pages of new memory are made when they are written first, which takes most of the time; each thread
/// writes its own.
pub fn append(out: &mut String, texts: &[&str], threads: usize) {
    let len: usize = texts.iter().map(|text| text.len()).sum();
    if len < LONG {
        return texts.iter().for_each(|text| out.push_str(text));
    }
    out.reserve(len);
    // SAFETY: what is appended are whole texts.
    let bytes = unsafe { out.as_mut_vec() };
    let mut rest = bytes.spare_capacity_mut();
    let parts = texts.iter().map(|text| (text.as_bytes(), rest.split_off_mut(..text.len()).unwrap_or_default()));
    let parts = Mutex::new(parts.collect::<Vec<_>>().into_iter());
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        while let Some((text, to)) = next() {
            debug_assert_eq!(text.len(), to.len());
            to.iter_mut().zip(text).for_each(|(to, byte)| _ = to.write(*byte));
        }
    };
    thread::scope(|scope| {
        // If the system has no more threads, fewer do the work.
        for _ in 1..threads.min(texts.len()) {
            let _ = thread::Builder::new().spawn_scoped(scope, run);
        }
        run();
    });
    let all = bytes.len() + len;
    // SAFETY: so many bytes were reserved and have been written.
    unsafe { bytes.set_len(all) };
}
