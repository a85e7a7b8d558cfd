//! Arrays of strings, normalized on threads into one buffer.
//!
//! Each thread takes the next piece and writes it to a buffer that stays in its cache. Where a piece belongs is known when the
//! pieces before it are complete: then it is copied there, by the thread that made it, as the pages of new memory take longer
//! to make than the text to copy.

use super::normalize::Error;
use super::strings::{self, bytes_of, write_normalized, write_rows};
use super::texts::{Fault, Texts};
use super::threads;
use crate::memory::{self, LARGE};
use arrow_array::{Array, GenericStringArray, OffsetSizeTrait};
use naqi::Normalizer;
use std::mem::MaybeUninit;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The pieces that a thread may keep until those before them are complete. The others wait in the cache, too.
const KEPT: usize = 3;

/// The array normalized in pieces; `None` if nothing changes.
pub fn normalize<O: OffsetSizeTrait>(
    normalizer: &Normalizer,
    array: &GenericStringArray<O>,
    pieces: &[Range<usize>],
    threads: usize,
) -> Result<Option<GenericStringArray<O>>, Error> {
    let bytes = bytes_of(array, 0..array.len());
    // Some steps write more than they read. Pages that nothing is written to are not made.
    let mut text: Vec<u8> = Vec::with_capacity(bytes + bytes / 8);
    let mut offsets = vec![O::usize_as(0); array.len() + 1];
    let mut rest = &mut offsets[1..];
    let pieces = pieces.iter().enumerate().map(|(number, rows)| {
        let ends = rest.split_off_mut(..rows.len()).unwrap_or_default();
        Piece { number, rows: rows.clone(), ends, text: None }
    });
    let pieces: Vec<_> = pieces.collect();
    let threads = threads.min(pieces.len());
    let shared = Shared {
        normalizer,
        array,
        order: Mutex::new(Order::new(text.spare_capacity_mut(), pieces.len())),
        pieces: Mutex::new(pieces.into_iter()),
        placed: Condvar::new(),
        changes: AtomicBool::new(false),
    };
    let outcomes = threads::run(threads, || shared.work());
    let (mut left, mut faults) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        outcome.map_or_else(|fault| faults.push(fault), |pieces| left.extend(pieces));
    }
    // Pieces are taken in their order, and those before a bad one are completed: one of the faults is of the least bad row.
    if let Some(fault) = faults.into_iter().min_by_key(|fault| fault.row) {
        return Err(fault.into());
    }
    let order = shared.order();
    if order.stops || order.next < order.lens.len() {
        // The output is much longer than the source, or rows overlap; some rows may not have been read.
        drop(order);
        return strings::normalize(normalizer, array);
    }
    drop(order);
    if !shared.changes.load(Ordering::Relaxed) {
        return Ok(None);
    }
    shared.place(&mut left, &mut Vec::new(), 0)?;
    let order = shared.order.into_inner().unwrap_or_else(PoisonError::into_inner);
    let len = order.len;
    // SAFETY: the pieces, all of which were copied, are so many bytes. Each is UTF-8.
    let text = unsafe {
        text.set_len(len);
        String::from_utf8_unchecked(text)
    };
    strings::array_of(array, text, offsets).map(Some)
}

struct Shared<'a, 'm, O: OffsetSizeTrait> {
    normalizer: &'a Normalizer,
    array: &'a GenericStringArray<O>,
    pieces: Mutex<std::vec::IntoIter<Piece<'m, O>>>,
    order: Mutex<Order<'m>>,
    /// Notified when the order changes.
    placed: Condvar,
    /// Whether a text was found that changes.
    changes: AtomicBool,
}

struct Piece<'m, O> {
    number: usize,
    rows: Range<usize>,
    /// Where each row ends, in the piece until it has been copied.
    ends: &'m mut [O],
    /// The output; `None` if it is the same as the source.
    text: Option<String>,
}

/// Where the output of a piece belongs.
struct Place<'m> {
    start: usize,
    memory: &'m mut [MaybeUninit<u8>],
}

/// Where the outputs of all pieces belong.
struct Order<'m> {
    /// The lengths of the outputs that are known.
    lens: Vec<Option<usize>>,
    /// The places of outputs, from when the lengths of all before are known until they are taken.
    places: Vec<Option<Place<'m>>>,
    /// The pieces that have had a place, their bytes, and the memory after them.
    next: usize,
    len: usize,
    rest: &'m mut [MaybeUninit<u8>],
    /// The bytes from the start of the memory up to the end of the last large page that a thread has made or makes.
    paged: usize,
    /// The threads that wait for a place.
    waiting: usize,
    /// Whether the work stops: a row is bad, or the memory is too short.
    stops: bool,
}

impl<'m> Order<'m> {
    fn new(rest: &'m mut [MaybeUninit<u8>], pieces: usize) -> Self {
        let places = (0..pieces).map(|_| None).collect();
        let paged = rest.as_ptr().align_offset(LARGE);
        Self { lens: vec![None; pieces], places, next: 0, len: 0, rest, paged, waiting: 0, stops: false }
    }

    /// The next large page, if the outputs come near it. Whoever takes it makes it.
    fn next_page(&mut self) -> Option<*mut u8> {
        let ahead = self.paged.saturating_sub(self.len);
        if ahead > LARGE {
            return None;
        }
        let page = self.rest.get_mut(ahead..ahead.checked_add(LARGE)?)?;
        self.paged = self.paged.wrapping_add(LARGE);
        Some(page.as_mut_ptr().cast())
    }

    fn insert(&mut self, piece: usize, len: usize) {
        self.lens[piece] = Some(len);
        while let Some(Some(len)) = self.lens.get(self.next) {
            let Some(memory) = self.rest.split_off_mut(..*len) else {
                self.stops = true;
                return;
            };
            self.places[self.next] = Some(Place { start: self.len, memory });
            self.len += len;
            self.next += 1;
        }
    }
}

impl<'m, O: OffsetSizeTrait> Shared<'_, 'm, O> {
    /// Processes pieces until there are no more. Returns those that are left: they are the same as the source.
    fn work(&self) -> Result<Vec<Piece<'m, O>>, Fault> {
        let _stop = StopInPanic(self);
        let (mut kept, mut buffers) = (Vec::new(), Vec::new());
        while let Some(mut piece) = self.next() {
            let len = self.write(&mut piece, &mut buffers).inspect_err(|_| self.stop())?;
            let mut order = self.order();
            order.insert(piece.number, len);
            let (page, someone_waits) = (order.next_page(), order.waiting > 0);
            drop(order);
            // To notify no one takes a call of the system, too.
            if someone_waits {
                self.placed.notify_all();
            }
            // Threads that come to a new page at the same time would each make one, and only one of them is kept.
            if let Some(page) = page {
                memory::make_pages(page, LARGE);
            }
            kept.push(piece);
            self.place(&mut kept, &mut buffers, KEPT)?;
        }
        self.place(&mut kept, &mut buffers, 0)?;
        Ok(kept)
    }

    fn next(&self) -> Option<Piece<'m, O>> {
        if self.order().stops {
            return None;
        }
        self.pieces.lock().unwrap_or_else(PoisonError::into_inner).next()
    }

    fn order(&self) -> MutexGuard<'_, Order<'m>> {
        self.order.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        self.order().stops = true;
        self.placed.notify_all();
    }

    /// Writes the output of a piece, if it differs from the source, and returns its length.
    fn write(&self, piece: &mut Piece<'m, O>, buffers: &mut Vec<String>) -> Result<usize, Fault> {
        let (array, rows) = (self.array, piece.rows.clone());
        if !self.changes.load(Ordering::Relaxed) {
            let (mut len, mut changes) = (0, false);
            array.for_each(rows.clone(), |_, text| {
                len += text.len();
                changes = changes || !self.normalizer.is_normalized(text);
            })?;
            if !changes {
                return Ok(len);
            }
            self.changes.store(true, Ordering::Relaxed);
        }
        let mut out = buffers.pop().unwrap_or_default();
        out.clear();
        out.reserve(bytes_of(array, rows.clone()));
        write_normalized(self.normalizer, array, rows, piece.ends, &mut out)?;
        Ok(piece.text.insert(out).len())
    }

    /// Copies the pieces whose places are known, if anything changes. Waits until at most so many others are kept.
    fn place(&self, kept: &mut Vec<Piece<'m, O>>, buffers: &mut Vec<String>, most: usize) -> Result<(), Fault> {
        loop {
            if self.changes.load(Ordering::Relaxed) {
                for n in (0..kept.len()).rev() {
                    let place = self.order().places[kept[n].number].take();
                    if let Some(place) = place {
                        let buffer = self.copy(kept.remove(n), place, buffers)?;
                        buffers.push(buffer);
                    }
                }
            }
            let mut order = self.order();
            let is_known = |order: &Order| kept.iter().any(|piece| order.places[piece.number].is_some());
            if order.stops || kept.iter().filter(|piece| piece.text.is_some()).count() <= most {
                return Ok(());
            }
            order.waiting += 1;
            let waited = self.placed.wait_while(order, |order| !order.stops && !is_known(order));
            waited.unwrap_or_else(PoisonError::into_inner).waiting -= 1;
        }
    }

    /// Copies a piece to its place. Returns the buffer in which it was.
    fn copy(&self, piece: Piece<'m, O>, place: Place<'m>, buffers: &mut Vec<String>) -> Result<String, Fault> {
        let text = match piece.text {
            Some(text) => text,
            None => {
                let mut text = buffers.pop().unwrap_or_default();
                text.clear();
                write_rows(self.array, piece.rows, piece.ends, &mut text, |text, out| out.push_str(text))?;
                text
            }
        };
        assert_eq!(text.len(), place.memory.len());
        // SAFETY: both have so many bytes, and are different buffers. A loop over bytes is no call of `memcpy`, and slower.
        unsafe { place.memory.as_mut_ptr().cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), text.len()) };
        piece.ends.iter_mut().for_each(|end| *end = O::usize_as(place.start.wrapping_add(end.as_usize())));
        Ok(text)
    }
}

/// Wakes the threads that wait for a piece, which does not come any more.
struct StopInPanic<'s, 'a, 'm, O: OffsetSizeTrait>(&'s Shared<'a, 'm, O>);

impl<O: OffsetSizeTrait> Drop for StopInPanic<'_, '_, '_, O> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}
