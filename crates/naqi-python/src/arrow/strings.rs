//! Arrays of strings, normalized into one buffer; with threads, most of it in place.

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
        let mut made = Vec::new();
        while let Some(rows) = next_back() {
            let mut output = Output::new(normalizer, array, rows.clone());
            output.extend(rows.end)?;
            made.push(output);
        }
        Ok(made)
    };
    let mut whole = Output::new(normalizer, array, 0..array.len());
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
        outputs.map_or_else(|fault| faults.push(fault), |outputs| made.extend(outputs));
    }
    if let Some(fault) = faults.into_iter().min_by_key(|fault| fault.row) {
        return Err(fault.into());
    }
    made.sort_unstable_by_key(|output| output.rows.start);
    made.into_iter().try_for_each(|output| whole.append(output))?;
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
    /// `None` as long as nothing has changed.
    made: Option<Made<O>>,
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
    fn new(normalizer: &'a Normalizer, array: &'a GenericStringArray<O>, rows: Range<usize>) -> Self {
        Self { normalizer, array, rows: rows.start..rows.start, end: rows.end, made: None }
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
                let ends = self.array.value_offsets();
                let bytes = ends[self.end].as_usize().saturating_sub(ends[self.rows.start].as_usize());
                let text = String::with_capacity(bytes.min(texts::bytes(self.array).map_or(0, <[u8]>::len)));
                let mut offsets = Vec::with_capacity(self.end - self.rows.start + 1);
                offsets.push(O::default());
                let mut made = Made { text, offsets };
                made.push(self.array, self.rows.clone(), |text, out| out.push_str(text))?;
                made
            }
        };
        Ok(self.made.insert(made))
    }

    /// Appends the output for the rows that follow.
    fn append(&mut self, next: Self) -> Result<(), Fault> {
        let array = self.array;
        match next.made {
            None if self.made.is_none() => {}
            None => self.made()?.push(array, next.rows.clone(), |text, out| out.push_str(text))?,
            Some(of_next) => {
                let made = self.made()?;
                let before = made.text.len();
                made.text.push_str(&of_next.text);
                made.offsets
                    .extend(of_next.offsets[1..].iter().map(|end| O::usize_as(before.wrapping_add(end.as_usize()))));
            }
        }
        self.rows.end = next.rows.end;
        Ok(())
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
