//! Columns of Arrow arrays: chunks and pieces of them through a normalizer, on threads.

mod border;
mod join;
mod normalize;
mod texts;

use crate::argument;
use crate::error;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use border::ArrowArray;
use naqi::Normalizer;
use normalize::Error;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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
    let made = py.detach(|| {
        let made = normalize_chunks(&normalizer.0, &chunks, threads)?;
        Ok(if joined && made.len() > 1 { vec![join::join(&made, threads)?] } else { made })
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

/// The bytes of a piece: small enough that threads end at about the same time, and large enough to outweigh its overhead.
const PIECE: usize = 1 << 20;

/// The chunks themselves, if nothing changes.
fn normalize_chunks(normalizer: &Normalizer, chunks: &[ArrayRef], threads: usize) -> Result<Vec<ArrayRef>, Error> {
    let (mut pieces, mut row) = (Vec::new(), 0);
    for chunk in chunks {
        // A dictionary has few texts, whatever its rows.
        let is_whole = threads < 2 || matches!(chunk.data_type(), DataType::Dictionary(..));
        let bytes = chunk.get_buffer_memory_size();
        let count =
            if is_whole { 1 } else { (bytes / PIECE).clamp(1, threads.saturating_mul(4)).min(chunk.len().max(1)) };
        let rows = |n: usize| (chunk.len() as u128 * n as u128 / count as u128) as usize;
        pieces.extend((0..count).map(|n| (row + rows(n), chunk.slice(rows(n), rows(n + 1) - rows(n)))));
        row += chunk.len();
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
    let helpers = threads.min(pieces.len()).saturating_sub(1);
    let mut made = thread::scope(|scope| {
        // If the system has no more threads, fewer do the work.
        let helpers: Vec<_> =
            (0..helpers).map_while(|_| thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        let mut made = run()?;
        for helper in helpers {
            made.extend(helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok::<_, Error>(made)
    })?;
    made.sort_unstable_by_key(|(n, _)| *n);
    let unchanged = made.iter().zip(&pieces).all(|((_, made), (_, piece))| Arc::ptr_eq(made, piece));
    Ok(if unchanged { chunks.to_vec() } else { made.into_iter().map(|(_, array)| array).collect() })
}

fn taken<'p, T>(next: &AtomicUsize, pieces: &'p [T]) -> Option<(usize, &'p T)> {
    let n = next.fetch_add(1, Ordering::Relaxed);
    Some((n, pieces.get(n)?))
}
