//! Normalizes on all cores: many texts at once, or one long text in parts, in order and in bounded memory (feature
//! `parallel`).
//!
//! ```
//! use naqi::preset::SEARCH;
//!
//! let texts: Vec<&str> = "المُتَّحِدة كـــتاب سلام".split(' ').collect();
//! assert_eq!(SEARCH.parallel().normalize_all(&texts).join(" "), "المتحده كتاب سلام");
//! ```
//!
//! The threads are those of the rayon pool that the call is made in: one thread per core, unless it is made within
//! `rayon::ThreadPool::install`. A long text is split where the output of a part does not depend on the others, such as
//! before a line break; text without such a place is processed in order. Either way the output is that of the whole
//! text.

mod order;
mod source;

use crate::error::{Error, Problem};
use crate::normalizer::Normalizer;
use crate::stream::Stream;
use crate::stream::split_points::SplitPoints;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::ControlFlow;
use order::{OrderedWriter, PartOutput};
use rayon::prelude::*;
use source::{PartBuffer, PartEnd, PartReader, PartStart};
use std::io::{self, Read, Write};
use std::sync::{LockResult, Mutex, MutexGuard, PoisonError};

/// The number of bytes that are read at a time. Source and output of a part then fit the cache of a core.
const READ_BYTES: usize = 128 << 10;
/// The number of parts per thread that may be read before the oldest one is written. A thread may be suspended for a
/// while; the others continue meanwhile.
const PARTS_AHEAD: u64 = 16;

/// A normalizer that runs on the threads of a pool.
///
/// Made by [`Normalizer::parallel`].
#[derive(Clone, Copy, Debug)]
pub struct Parallel<'n> {
    normalizer: &'n Normalizer,
    lossy: bool,
    part_len: usize,
}

/// The progress of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the source whose output is written.
    pub source_len: u64,
    /// Bytes written.
    pub output_len: u64,
    /// In a lossy run, the number of U+FFFD that replaced invalid UTF-8.
    pub replaced: u64,
}

/// An error while processing a stream. The output of the text before it is written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The reader failed.
    #[error("reading: {0}")]
    Read(#[source] io::Error),
    /// The writer failed.
    #[error("writing: {0}")]
    Write(#[source] io::Error),
    /// The text is not UTF-8; with the offset in the whole text.
    #[error(transparent)]
    Text(#[from] Error),
}

impl Normalizer {
    /// Runs this normalizer on the threads of a pool.
    ///
    /// ```
    /// let text = "كـــتابٌ\n".repeat(100_000);
    /// assert_eq!(naqi::preset::SEARCH.parallel().normalize(&text), "كتاب\n".repeat(100_000));
    /// ```
    pub fn parallel(&self) -> Parallel<'_> {
        Parallel { normalizer: self, lossy: false, part_len: READ_BYTES }
    }
}

impl<'n> Parallel<'n> {
    /// Replaces each maximal invalid part of UTF-8 by U+FFFD, where [`copy`](Self::copy) would fail.
    ///
    /// ```
    /// let mut out = Vec::new();
    /// naqi::preset::SEARCH.parallel().lossy().copy(&b"\xD9\x83\xFF"[..], &mut out)?;
    /// assert_eq!(out, "ك\u{FFFD}".as_bytes());
    /// # Ok::<(), naqi::parallel::Failure>(())
    /// ```
    pub fn lossy(self) -> Self {
        Self { lossy: true, ..self }
    }

    /// Sets the number of bytes that are read at a time, at least one. The default is 128 KiB.
    ///
    /// [`copy`](Self::copy) holds per thread at most one part of twice this length, and sixteen outputs that wait for
    /// an earlier one.
    ///
    /// ```
    /// let mut out = Vec::new();
    /// naqi::preset::SEARCH.parallel().part_len(1 << 20).copy("كـــتاب".as_bytes(), &mut out)?;
    /// assert_eq!(out, "كتاب".as_bytes());
    /// # Ok::<(), naqi::parallel::Failure>(())
    /// ```
    pub fn part_len(self, len: usize) -> Self {
        Self { part_len: len.max(1), ..self }
    }

    /// Normalizes each text, and returns the outputs in the order of the texts. An output is borrowed exactly when it
    /// equals its text.
    ///
    /// ```
    /// let outputs = naqi::preset::SEARCH.parallel().normalize_all(&["USB", "HDMI"]);
    /// assert_eq!(outputs, ["usb", "hdmi"]);
    /// ```
    pub fn normalize_all<'t, S: AsRef<str> + Sync>(&self, texts: &'t [S]) -> Vec<Cow<'t, str>> {
        texts.par_iter().map(|text| self.normalizer.normalize(text.as_ref())).collect()
    }

    /// Normalizes one long text. The output is borrowed exactly when it equals the text.
    ///
    /// ```
    /// let text = "كـــتابٌ";
    /// assert_eq!(naqi::preset::SEARCH.parallel().normalize(text), "كتاب");
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let parts = parts(text, SplitPoints::new(self.normalizer.pipeline()), self.part_len);
        let done: Vec<Cow<str>> = parts.into_par_iter().map(|part| self.normalizer.normalize(part)).collect();
        if done.iter().all(|part| matches!(part, Cow::Borrowed(_))) {
            return Cow::Borrowed(text);
        }
        let out = done.concat();
        if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// Reads a text to its end, and writes it normalized and in order.
    ///
    /// Threads take turns at reading and at writing, while the others normalize. Reader and writer need no buffers of
    /// their own. The cost is that of a stream, divided among the threads.
    ///
    /// ```
    /// let mut out = Vec::new();
    /// let progress = naqi::preset::SEARCH.parallel().copy("كـــتابٌ\n".as_bytes(), &mut out)?;
    /// assert_eq!(out, "كتاب\n".as_bytes());
    /// assert_eq!((progress.source_len, progress.output_len), (17, 9));
    /// # Ok::<(), naqi::parallel::Failure>(())
    /// ```
    ///
    /// # Errors
    /// An error of the reader or writer, or invalid UTF-8 with its offset in the whole text. The output of the text
    /// before it is written.
    pub fn copy(&self, reader: impl Read + Send, writer: impl Write + Send) -> Result<Progress, Failure> {
        self.copy_with(reader, writer, |_| ControlFlow::Continue(()))
    }

    /// [`copy`](Self::copy) with a callback, which receives the progress after each part that is written.
    ///
    /// If `on_part` breaks, the run stops without an error. The output is then exactly that of the first `source_len`
    /// bytes; the reader may have been read further.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// let (text, mut out) = ("كـــتابٌ\n".repeat(100_000), Vec::new());
    /// let progress = naqi::preset::SEARCH.parallel().copy_with(text.as_bytes(), &mut out, |progress| {
    ///     if progress.source_len < 500_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    /// })?;
    /// let done = &text[..progress.source_len as usize];
    /// assert!(done.len() >= 500_000 && done.len() < text.len());
    /// assert_eq!(out, naqi::preset::SEARCH.normalize(done).as_bytes());
    /// # Ok::<(), naqi::parallel::Failure>(())
    /// ```
    ///
    /// # Errors
    /// As [`copy`](Self::copy).
    pub fn copy_with(
        &self,
        reader: impl Read + Send,
        writer: impl Write + Send,
        on_part: impl FnMut(Progress) -> ControlFlow<()> + Send,
    ) -> Result<Progress, Failure> {
        let threads = rayon::current_num_threads();
        let split_points = SplitPoints::new(self.normalizer.pipeline());
        let source = Mutex::new(PartReader::new(reader, split_points, self.part_len));
        let ordered = OrderedWriter::new(writer, on_part, PARTS_AHEAD * threads as u64);
        rayon::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|_| self.work(&source, &ordered));
            }
        });
        ordered.finish()
    }

    /// The loop of one thread: reads, normalizes and hands over parts until the text ends.
    fn work<R: Read, W: Write, F>(&self, source: &Mutex<PartReader<R>>, ordered: &OrderedWriter<W, F>)
    where
        F: FnMut(Progress) -> ControlFlow<()>,
    {
        let _guard = ordered.panic_guard();
        let mut part = PartBuffer::new(self.part_len);
        let mut out = String::new();
        loop {
            let mut source = locked(source);
            if !ordered.wait_for_room(source.count()) {
                return;
            }
            let end = source.next(PartStart::AtSplit, &mut part);
            let len = part.bytes().len();
            let read = match end {
                PartEnd::Open => {
                    self.process_in_order(&mut source, ordered, &mut part);
                    continue;
                }
                PartEnd::Text if len == 0 => return,
                PartEnd::Text | PartEnd::Split => Ok(()),
                PartEnd::Failed(error) => Err(Failure::Read(error)),
            };
            let (number, offset) = source.take(len);
            drop(source);
            let mut stream = self.stream();
            let pushed = stream.push(part.bytes(), &mut out);
            let ended = pushed.and(stream.finish(&mut out)).map_err(|error| at(offset, &error)).and(read);
            let done = PartOutput { out, source_len: len as u64, replaced: stream.replaced(), ended };
            out = ordered.hand_over(number, done);
        }
    }

    /// Processes text without a split point, which begins with `part`, up to the next split point.
    fn process_in_order<R: Read, W: Write, F>(
        &self,
        source: &mut PartReader<R>,
        ordered: &OrderedWriter<W, F>,
        part: &mut PartBuffer,
    ) where
        F: FnMut(Progress) -> ControlFlow<()>,
    {
        let (number, offset) = source.take(0);
        ordered.in_turn(number, || {
            let mut stream = self.stream();
            let mut end = PartEnd::Open;
            let (mut out, mut replaced) = (String::new(), 0);
            loop {
                let source_len = part.bytes().len();
                source.advance(source_len);
                let mut ended = stream.push(part.bytes(), &mut out);
                let is_last = !matches!(end, PartEnd::Open) || ended.is_err();
                if is_last {
                    ended = ended.and(stream.finish(&mut out));
                }
                let ended = ended.map_err(|error| at(offset, &error));
                let ended = if let PartEnd::Failed(error) = end { ended.and(Err(Failure::Read(error))) } else { ended };
                let replaced_now = stream.replaced() - core::mem::replace(&mut replaced, stream.replaced());
                let mut done = PartOutput { out, source_len: source_len as u64, replaced: replaced_now, ended };
                let continues = ordered.write(&mut done);
                out = done.out;
                out.clear();
                if is_last {
                    return continues;
                }
                if !continues {
                    // Parts end between characters, so this cannot fail.
                    let _ = stream.finish(&mut out);
                    ordered.write_rest(&out);
                    return false;
                }
                end = source.next(PartStart::Open, part);
            }
        });
    }

    fn stream(&self) -> Stream<'n> {
        let stream = self.normalizer.stream();
        if self.lossy { stream.lossy() } else { stream }
    }
}

/// Splits a text into parts of about `len` bytes, at split points.
fn parts(text: &str, split_points: SplitPoints, len: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let bytes = &text.as_bytes()[start..];
        let part_limit = len.min(bytes.len());
        let split = match split_points.last(&bytes[1..part_limit]) {
            _ if part_limit == bytes.len() => None,
            Some(split) => Some(1 + split),
            None => split_points.first(&bytes[part_limit..]).map(|split| part_limit + split),
        };
        let end = split.map_or(text.len(), |split| start + split);
        parts.push(&text[start..end]);
        start = end;
    }
    parts
}

/// The error of a part, with its offset in the whole text.
fn at(start: u64, error: &Error) -> Failure {
    let offset = start.saturating_add(error.offset().unwrap_or_default() as u64);
    Failure::Text(Error::at(Problem::Utf8, usize::try_from(offset).unwrap_or(usize::MAX)))
}

/// Locks a mutex, poisoned or not: a thread that panicked stops the run, so no other reads an inconsistent state.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    ignore_poison(mutex.lock())
}

fn ignore_poison<T>(result: LockResult<T>) -> T {
    result.unwrap_or_else(PoisonError::into_inner)
}
