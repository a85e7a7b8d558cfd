//! Pieces of an array that threads have made, joined into one.

use super::normalize::Error;
use super::texts::{self, Fault};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, GenericStringArray, OffsetSizeTrait, StringViewArray};
use arrow_buffer::{Buffer, NullBuffer, NullBufferBuilder, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// The arrays one after the other; all have one type, of texts.
pub fn join(pieces: &[ArrayRef], threads: usize) -> Result<ArrayRef, Error> {
    match pieces[0].data_type() {
        DataType::Utf8 => Ok(Arc::new(strings::<i32>(pieces, threads)?)),
        DataType::LargeUtf8 => Ok(Arc::new(strings::<i64>(pieces, threads)?)),
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

fn strings<O: OffsetSizeTrait>(pieces: &[ArrayRef], threads: usize) -> Result<GenericStringArray<O>, Error> {
    let pieces_of: Vec<&GenericStringArray<O>> = pieces.iter().map(|piece| piece.as_string()).collect();
    let mut row = 0;
    let texts = pieces_of.iter().map(|piece| {
        let offsets = piece.value_offsets();
        row += piece.len();
        let text = texts::bytes(piece).and_then(|all| all.get(offsets[0].as_usize()..offsets[piece.len()].as_usize()));
        // What a producer hands over may have offsets outside its bytes, at a null at the end.
        text.ok_or(Fault { row: row.saturating_sub(1), byte: None })
    });
    let texts = texts.collect::<Result<Vec<&[u8]>, _>>()?;
    let len = texts.iter().map(|text| text.len()).sum();
    if O::from_usize(len).is_none() {
        return Err(ArrowError::OffsetOverflowError(len).into());
    }
    let mut out = vec![0; len];
    copy(&texts, &mut out, threads);
    let mut offsets = Vec::with_capacity(pieces.iter().map(|piece| piece.len()).sum::<usize>() + 1);
    offsets.push(O::default());
    let mut end = 0;
    for (piece, text) in pieces_of.iter().zip(&texts) {
        let start = piece.value_offsets()[0].as_usize();
        offsets.extend(piece.value_offsets()[1..].iter().map(|offset| O::usize_as(end + offset.as_usize() - start)));
        end += text.len();
    }
    // SAFETY: the pieces' texts are UTF-8 that was checked or made, and their offsets, moved by what is before them, do not
    // decrease, unless those of a producer did.
    Ok(unsafe {
        GenericStringArray::new_unchecked(
            OffsetBuffer::new_unchecked(offsets.into()),
            Buffer::from_vec(out),
            nulls(pieces),
        )
    })
}

/// Writes the texts one after the other. The pages of new memory are made when they are written first, which takes most of
/// the time: by each thread its own.
fn copy(texts: &[&[u8]], mut out: &mut [u8], threads: usize) {
    let parts = texts.iter().map(|text| (*text, out.split_off_mut(..text.len()).unwrap_or_default()));
    let parts = Mutex::new(parts.collect::<Vec<_>>().into_iter());
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        while let Some((text, to)) = next() {
            to.copy_from_slice(text);
        }
    };
    thread::scope(|scope| {
        // If the system has no more threads, fewer do the work.
        for _ in 1..threads.min(texts.len()) {
            let _ = thread::Builder::new().spawn_scoped(scope, run);
        }
        run();
    });
}

fn views(pieces: &[ArrayRef]) -> StringViewArray {
    let (mut views, mut buffers) = (Vec::new(), Vec::new());
    for piece in pieces.iter().map(|piece| piece.as_string_view()) {
        // A view of more than twelve bytes names its buffer in its third word.
        let before = (buffers.len() as u128) << 64;
        views.extend(piece.views().iter().map(|view| if *view as u32 > 12 { view + before } else { *view }));
        buffers.extend(piece.data_buffers().iter().cloned());
    }
    // SAFETY: the views are those of the pieces, with their buffers' new numbers.
    unsafe { StringViewArray::new_unchecked(ScalarBuffer::from(views), buffers.into(), nulls(pieces)) }
}
