//! Arrays of strings, normalized into one buffer; with threads, most of it in place.

use super::join;
use super::normalize::Error;
use super::texts::{self, Fault, Texts};
use arrow_array::{Array, GenericStringArray, OffsetSizeTrait};
use arrow_buffer::{Buffer, OffsetBuffer};
use arrow_schema::ArrowError;
use naqi::Normalizer;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// The array normalized; `None` if nothing changes.
///
/// The calling thread takes pieces from the front, one after the other, and writes into the buffer of the result. The others
/// take pieces from the back, whose texts are copied behind it: offsets of Arrow allow no gap between two texts.
pub fn normalize<O: OffsetSizeTrait>(
    normalizer: &Normalizer,
    array: &GenericStringArray<O>,
    pieces: Vec<Range<usize>>,
    threads: usize,
) -> Result<Option<GenericStringArray<O>>, Error> {
    let helpers = threads.min(pieces.len()).saturating_sub(1);
    let left = Mutex::new(pieces.into_iter());
    let next_back = || left.lock().unwrap_or_else(PoisonError::into_inner).next_back();
    let run = || {
        // One buffer for all pieces, as memory that was not used before costs more than the text in it.
        let mut text = String::with_capacity(bytes_of(array, 0..array.len()) / threads);
        let mut made = Vec::new();
        while let Some(rows) = next_back() {
            let start = text.len();
            let mut output = Output::new(normalizer, array, rows.clone(), text);
            output.extend(rows.end)?;
            let piece;
            (piece, text) = output.into_piece(start);
            made.push(piece);
        }
        Ok((text, made))
    };
    let mut whole = Output::new(normalizer, array, 0..array.len(), String::new());
    let others = thread::scope(|scope| {
        // If the system has no more threads, fewer do the work.
        let helpers: Vec<_> =
            (0..helpers).map_while(|_| thread::Builder::new().spawn_scoped(scope, run).ok()).collect();
        loop {
            let Some(rows) = left.lock().unwrap_or_else(PoisonError::into_inner).next() else { break };
            whole.extend(rows.end)?;
        }
        let made: Vec<Result<_, Fault>> = (helpers.into_iter())
            .map(|helper| helper.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect();
        Ok::<_, Fault>(made)
    })?;
    // All rows before those of the helpers have been processed: the least row is the first one.
    let (mut made, mut faults) = (Vec::new(), Vec::new());
    for outputs in others {
        outputs.map_or_else(|fault| faults.push(fault), |outputs| made.push(outputs));
    }
    if let Some(fault) = faults.into_iter().min_by_key(|fault| fault.row) {
        return Err(fault.into());
    }
    let mut pieces: Vec<(Piece<O>, &str)> =
        made.iter_mut().flat_map(|(text, pieces)| pieces.drain(..).map(|piece| (piece, &text[..]))).collect();
    pieces.sort_unstable_by_key(|(piece, _)| piece.rows.start);
    let mut copied = Vec::new();
    for (piece, text) in pieces {
        whole.append(piece, text, &mut copied)?;
    }
    whole.copy(&copied, threads);
    whole.finish()
}

/// The output for neighbouring rows of an array.
struct Output<'a, O: OffsetSizeTrait> {
    normalizer: &'a Normalizer,
    array: &'a GenericStringArray<O>,
    /// The rows that it has.
    rows: Range<usize>,
    /// The row before which it ends when it is complete.
    end: usize,
    /// What is written to, behind other texts, when something changes.
    text: String,
    /// `None` as long as nothing has changed.
    made: Option<Made<O>>,
}

/// The output for neighbouring rows: where it is in a text, and where its rows start and end there; `None` if nothing changed.
struct Piece<O> {
    rows: Range<usize>,
    made: Option<(Range<usize>, Vec<O>)>,
}

struct Made<O> {
    text: String,
    /// Where each row starts in the text, and after the last one where it ends.
    offsets: Vec<O>,
}

impl<O: OffsetSizeTrait> Made<O> {
    /// Appends rows of an array, which start at `first`, by what `write` appends for each text.
    fn push(
        &mut self,
        array: &GenericStringArray<O>,
        rows: Range<usize>,
        mut write: impl FnMut(&str, &mut String),
    ) -> Result<(), Fault> {
        let (before, first) = (self.offsets.len() - 1, rows.start);
        let count = before + rows.len();
        // A null is an empty text: the offset of the row after it is where the next text starts.
        array.for_each(rows, |row, text| {
            self.offsets.resize(before + row - first + 1, O::usize_as(self.text.len()));
            write(text, &mut self.text);
        })?;
        self.offsets.resize(count + 1, O::usize_as(self.text.len()));
        Ok(())
    }
}

impl<'a, O: OffsetSizeTrait> Output<'a, O> {
    fn new(normalizer: &'a Normalizer, array: &'a GenericStringArray<O>, rows: Range<usize>, text: String) -> Self {
        Self { normalizer, array, rows: rows.start..rows.start, end: rows.end, text, made: None }
    }

    /// Normalizes the next rows, before `end`.
    fn extend(&mut self, end: usize) -> Result<(), Fault> {
        let mut rows = self.rows.end..end;
        if self.made.is_none() {
            match first_change(self.normalizer, self.array, rows.clone())? {
                None => {
                    self.rows.end = end;
                    return Ok(());
                }
                Some(changed) => {
                    self.rows.end = changed;
                    rows.start = changed;
                }
            }
        }
        let (array, normalizer) = (self.array, self.normalizer);
        self.made()?.push(array, rows, |text, out| normalizer.normalize_into(text, out))?;
        self.rows.end = end;
        Ok(())
    }

    /// What is made, with the rows that have not changed.
    fn made(&mut self) -> Result<&mut Made<O>, Fault> {
        let made = match self.made.take() {
            Some(made) => made,
            None => {
                let mut text = std::mem::take(&mut self.text);
                if text.capacity() == 0 {
                    text.reserve(bytes_of(self.array, self.rows.start..self.end));
                }
                let mut offsets = Vec::with_capacity(self.end - self.rows.start + 1);
                offsets.push(O::usize_as(text.len()));
                let mut made = Made { text, offsets };
                made.push(self.array, self.rows.clone(), |text, out| out.push_str(text))?;
                made
            }
        };
        Ok(self.made.insert(made))
    }

    /// The rows that it has, and the text that they are in.
    fn into_piece(self, start: usize) -> (Piece<O>, String) {
        let rows = self.rows;
        match self.made {
            None => (Piece { rows, made: None }, self.text),
            Some(made) => (Piece { rows, made: Some((start..made.text.len(), made.offsets)) }, made.text),
        }
    }

    /// Appends the output for the rows that follow. Its text is appended by `copy`, with those in `copied`.
    fn append<'t>(&mut self, next: Piece<O>, text: &'t str, copied: &mut Vec<&'t str>) -> Result<(), Fault> {
        match next.made {
            None if self.made.is_none() => {}
            None => {
                self.copy(copied, 1);
                copied.clear();
                let array = self.array;
                self.made()?.push(array, next.rows.clone(), |text, out| out.push_str(text))?;
            }
            Some((of_next, offsets)) => {
                let made = self.made()?;
                let before = made.offsets.last().map_or(0, |end| end.as_usize());
                let moved = before.wrapping_sub(of_next.start);
                made.offsets.extend(offsets[1..].iter().map(|end| O::usize_as(moved.wrapping_add(end.as_usize()))));
                copied.push(&text[of_next]);
            }
        }
        self.rows.end = next.rows.end;
        Ok(())
    }

    /// Appends texts to what is made, on threads if they are long.
    fn copy(&mut self, texts: &[&str], threads: usize) {
        if let Some(made) = &mut self.made {
            join::append(&mut made.text, texts, threads);
        }
    }

    fn finish(self) -> Result<Option<GenericStringArray<O>>, Error> {
        let Some(Made { text, offsets }) = self.made else { return Ok(None) };
        if O::from_usize(text.len()).is_none() {
            return Err(ArrowError::OffsetOverflowError(text.len()).into());
        }
        let nulls = self.array.nulls().cloned();
        // SAFETY: the offsets never decrease, none is greater than the bytes, and each is a text's end: the bytes between two
        // are UTF-8.
        Ok(Some(unsafe {
            GenericStringArray::new_unchecked(
                OffsetBuffer::new_unchecked(offsets.into()),
                Buffer::from_vec(text.into_bytes()),
                nulls,
            )
        }))
    }
}

/// The first of these rows whose text changes.
fn first_change(normalizer: &Normalizer, texts: &impl Texts, rows: Range<usize>) -> Result<Option<usize>, Fault> {
    // Few rows at a time, since `for_each` has no early end.
    const ROWS: usize = 64;
    for start in rows.clone().step_by(ROWS) {
        let mut changed = None;
        texts.for_each(start..rows.end.min(start + ROWS), |row, text| {
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

/// The bytes of the texts of these rows, if the offsets are in order.
fn bytes_of<O: OffsetSizeTrait>(array: &GenericStringArray<O>, rows: Range<usize>) -> usize {
    let offsets = array.value_offsets();
    let bytes = offsets[rows.end].as_usize().saturating_sub(offsets[rows.start].as_usize());
    bytes.min(texts::bytes(array).map_or(0, <[u8]>::len))
}
