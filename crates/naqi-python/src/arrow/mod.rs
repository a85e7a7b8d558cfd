//! Columns of Arrow arrays: chunks and pieces of them through a normalizer, on threads.

mod border;
mod join;
mod normalize;
mod ordered;
mod strings;
mod texts;
mod threads;
mod views;

use crate::argument;
use crate::error;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use border::ArrowArray;
use naqi::Normalizer;
use normalize::Error;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<ArrowArray>()?;
    module.add_function(wrap_pyfunction!(normalize_arrow, module)?)
}

/// The arrays of a column, normalized. With more than one thread, a chunk may become several, unless `joined`.
#[pyfunction]
#[pyo3(signature = (normalizer, column, threads, joined, /))]
fn normalize_arrow(
    py: Python<'_>,
    normalizer: &argument::Normalizer,
    column: &Bound<'_, PyAny>,
    threads: usize,
    joined: bool,
) -> PyResult<Vec<ArrowArray>> {
    let chunks = border::chunks(column)?;
    let threads = threads_for(&chunks, threads);
    let made = py.detach(|| match &chunks[..] {
        [chunk] if joined && threads > 1 => Ok(vec![normalize_joined(&normalizer.0, chunk, threads)?]),
        chunks => normalize_chunks(&normalizer.0, chunks, threads),
    });
    match made {
        Ok(made) => Ok(made.into_iter().map(ArrowArray).collect()),
        Err(Error::Text(fault)) => Err(error::row_bytes(py, fault.row, fault.byte)),
        Err(Error::Type(of)) => Err(PyTypeError::new_err(format!(
            "a column of {of} has no text: expected strings, or a dictionary of strings; cast it first"
        ))),
        Err(Error::Arrow(error)) => Err(border::wrong(error)),
    }
}

/// An array normalized on threads, as one array.
fn normalize_joined(normalizer: &Normalizer, chunk: &ArrayRef, threads: usize) -> Result<ArrayRef, Error> {
    let count = pieces_of(chunk, threads);
    let rows = |n: usize| (chunk.len() as u128 * n as u128 / count as u128) as usize;
    let pieces: Vec<_> = (0..count).map(|n| rows(n)..rows(n + 1)).collect();
    let made: Option<ArrayRef> =
        match chunk.data_type() {
            DataType::Utf8 => ordered::normalize(normalizer, chunk.as_string::<i32>(), &pieces, threads)?
                .map(|made| Arc::new(made) as _),
            DataType::LargeUtf8 => ordered::normalize(normalizer, chunk.as_string::<i64>(), &pieces, threads)?
                .map(|made| Arc::new(made) as _),
            _ => {
                let made = normalize_chunks(normalizer, std::slice::from_ref(chunk), threads)?;
                return if made.len() > 1 { join::join(&made) } else { Ok(made[0].clone()) };
            }
        };
    Ok(made.unwrap_or_else(|| chunk.clone()))
}

/// The least bytes of a piece, which outweigh its overhead.
const PIECE: usize = 1 << 17;

/// The least bytes for each thread: a thread takes 30 µs to start, and this text 50 to 80 to normalize.
const THREAD: usize = 1 << 19;

/// The threads that are worth their start.
fn threads_for(chunks: &[ArrayRef], threads: usize) -> usize {
    let bytes: usize = chunks.iter().map(|chunk| chunk.get_buffer_memory_size()).sum();
    threads.min(bytes / THREAD).max(1)
}

/// How many pieces an array can have. A dictionary has few texts, whatever its rows.
fn pieces_of(chunk: &ArrayRef, threads: usize) -> usize {
    let is_whole = threads < 2 || matches!(chunk.data_type(), DataType::Dictionary(..));
    if is_whole { 1 } else { (chunk.get_buffer_memory_size() / PIECE).clamp(1, chunk.len().max(1)) }
}

/// The chunks themselves, if nothing changes.
fn normalize_chunks(normalizer: &Normalizer, chunks: &[ArrayRef], threads: usize) -> Result<Vec<ArrayRef>, Error> {
    let (mut pieces, mut before) = (Vec::new(), 0);
    for chunk in chunks {
        let least = chunk.len().div_ceil(pieces_of(chunk, threads).min(12 * threads));
        let mut row = 0;
        // Large pieces first, so that they are few, and small ones last, so that all threads end at about the same time.
        while row < chunk.len() || row == 0 {
            let left = chunk.len() - row;
            let rows = if threads < 2 { left } else { (left * 7 / (10 * threads)).max(least).min(left) };
            pieces.push((before + row, chunk.slice(row, rows)));
            row += rows.max(1);
        }
        before += chunk.len();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let mut made = Vec::new();
        while let Some((n, (row, piece))) = taken(&next, &pieces) {
            match normalize::normalize(normalizer, piece) {
                Ok(array) => made.push((n, array)),
                Err(error) => return Err(error.after(*row)),
            }
        }
        Ok(made)
    };
    let outcomes = threads::run(threads.min(pieces.len()), run);
    let (mut made, mut errors) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        outcome.map_or_else(|error| errors.push(error), |pieces| made.extend(pieces));
    }
    // Pieces are taken in their order, and those before a bad one are completed: one of the errors is of the least bad row.
    if let Some(error) = errors.into_iter().min_by_key(Error::row) {
        return Err(error);
    }
    made.sort_unstable_by_key(|(n, _)| *n);
    let unchanged = made.iter().zip(&pieces).all(|((_, made), (_, piece))| Arc::ptr_eq(made, piece));
    Ok(if unchanged { chunks.to_vec() } else { made.into_iter().map(|(_, array)| array).collect() })
}

fn taken<'p, T>(next: &AtomicUsize, pieces: &'p [T]) -> Option<(usize, &'p T)> {
    let n = next.fetch_add(1, Ordering::Relaxed);
    Some((n, pieces.get(n)?))
}
