//! A writer that normalizes.

use crate::normalizer::Normalizer;
use crate::stream::Stream;
use crate::stream::io::{BUFFER_BYTES, invalid};
use std::fmt;
use std::io::{self, ErrorKind, Write};

impl Normalizer {
    /// Wraps a writer, and writes text to it normalized. See [`Writer`] for its buffer.
    ///
    /// ```
    /// use std::io::Write;
    ///
    /// let mut writer = naqi::preset::LIGHT.writer(Vec::new());
    /// writer.write_all("كـــتابٌ".as_bytes())?;
    /// assert_eq!(writer.finish()?, "كتاب".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn writer<W: std::io::Write>(&self, inner: W) -> Writer<'_, W> {
        Writer::new(inner, self.stream())
    }
}

/// Writes normalized text to another writer. Made by [`Normalizer::writer`].
///
/// Output is buffered, and written once it exceeds 64 KiB, by [`flush`](Write::flush), and by
/// [`finish`](Writer::finish). The buffer holds at most [`Normalizer::max_growth`] + 1 times 64 KiB (a lossy writer
/// writes three bytes for an invalid byte). A flush does not write what later bytes may change, such as a letter that
/// may get a mark, or half a character: so the output does not depend on when it is flushed.
///
/// [`Normalizer::writer`]: crate::Normalizer::writer
/// [`Normalizer::max_growth`]: crate::Normalizer::max_growth
///
/// ```
/// use std::io::Write;
///
/// let file = Vec::new(); // or a File
/// let mut writer = naqi::preset::SEARCH.writer(file);
/// write!(writer, "كِتـــا")?;
/// writer.write_all("بٌ".as_bytes())?;
/// assert_eq!(writer.finish()?, "كتاب".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// - An error of the other writer is passed on. No byte of that call was accepted, and the buffered output is kept: the
///   call can be repeated, and nothing is written twice. After [`ErrorKind::Interrupted`] the write is retried at once.
/// - Invalid UTF-8 is an [`ErrorKind::InvalidData`] that contains naqi's [`Error`](crate::Error) with the offset in the
///   whole text. All text before it is processed; then each write and `finish` return the error. A
///   [`lossy`](Writer::lossy) writer has no such error.
///
/// ```
/// use std::io::Write;
///
/// let mut file = Vec::new();
/// let mut writer = naqi::preset::SEARCH.writer(&mut file);
/// let error = writer.write_all(b"\xD9\x83 \xFF").unwrap_err();
/// let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<naqi::Error>());
/// assert_eq!(inner.and_then(naqi::Error::offset), Some(3));
/// assert!(writer.finish().is_err());
/// assert_eq!(file, "ك ".as_bytes());
/// ```
///
/// # Dropping it
///
/// Dropping an unfinished writer does what `finish` does, as with [`BufWriter`](io::BufWriter), but ignores errors.
/// Call `finish`.
#[must_use = "call `finish`: it writes the buffered output, and returns errors"]
pub struct Writer<'n, W: Write> {
    /// `None` after `finish` alone.
    inner: Option<W>,
    stream: Stream<'n>,
    out: String,
    /// The number of bytes of `out` that have been written.
    at: usize,
    /// Whether a call of the other writer panicked, so that what it wrote is unknown.
    lost: bool,
}

impl<'n, W: Write> Writer<'n, W> {
    pub(crate) fn new(inner: W, stream: Stream<'n>) -> Self {
        Self { inner: Some(inner), stream, out: String::new(), at: 0, lost: false }
    }

    /// Makes the writer replace each maximal invalid part of UTF-8 by U+FFFD, and count them. Call it before the first
    /// write.
    ///
    /// ```
    /// use std::io::Write;
    ///
    /// let mut writer = naqi::preset::SEARCH.writer(Vec::new()).lossy();
    /// writer.write_all(b"\xD9\x83\xFF")?;
    /// assert_eq!(writer.replaced(), 1);
    /// assert_eq!(writer.finish()?, "ك\u{FFFD}".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn lossy(mut self) -> Self {
        self.stream.set_lossy();
        self
    }

    /// Ends the text, writes all output, flushes the other writer and returns it.
    ///
    /// # Errors
    /// An error of the other writer, which is then dropped with the output that it did not accept: pass it by `&mut` to
    /// keep it. Invalid UTF-8, or an incomplete character; the output of all text before it is written.
    ///
    /// ```
    /// use std::io::Write;
    /// let mut writer = naqi::preset::SEARCH.writer(Vec::new());
    /// writer.write_all("كـــتاب".as_bytes())?;
    /// assert_eq!(writer.finish()?, "كتاب".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn finish(mut self) -> io::Result<W> {
        let ended = self.end();
        let inner = self.inner.take();
        ended?;
        inner.ok_or_else(|| io::Error::other("the writer is gone"))
    }

    /// The number of U+FFFD that a [`lossy`](Writer::lossy) writer has put in place of invalid UTF-8.
    ///
    /// ```
    /// use std::io::Write;
    /// let mut writer = naqi::preset::SEARCH.writer(Vec::new()).lossy();
    /// writer.write_all(b"a\xFFb")?;
    /// assert_eq!(writer.replaced(), 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn replaced(&self) -> u64 {
        self.stream.replaced()
    }

    /// The number of bytes that have been processed, as [`Stream::offset`] counts them.
    ///
    /// ```
    /// use std::io::Write;
    /// let mut writer = naqi::preset::SEARCH.writer(Vec::new());
    /// writer.write_all("كتاب ".as_bytes())?;
    /// assert!(writer.offset() <= 9);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn offset(&self) -> u64 {
        self.stream.offset()
    }

    fn end(&mut self) -> io::Result<()> {
        let ended = self.stream.finish(&mut self.out);
        self.flush()?;
        ended.map_err(invalid)
    }

    /// Writes the buffered output.
    fn drain(&mut self) -> io::Result<()> {
        let Some(inner) = &mut self.inner else { return Ok(()) };
        while self.at < self.out.len() {
            self.lost = true;
            let written = inner.write(&self.out.as_bytes()[self.at..]);
            self.lost = false;
            match written {
                Ok(0) => return Err(io::Error::new(ErrorKind::WriteZero, "the writer takes no more bytes")),
                Ok(count) => self.at += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.out.clear();
        self.at = 0;
        Ok(())
    }
}

impl<W: Write> Write for Writer<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.out.len() >= BUFFER_BYTES {
            self.drain()?;
        }
        let block = &bytes[..bytes.len().min(BUFFER_BYTES)];
        self.stream.push(block, &mut self.out).map_err(invalid)?;
        Ok(block.len())
    }

    /// Writes the buffered output. What later bytes may change is held back.
    fn flush(&mut self) -> io::Result<()> {
        self.drain()?;
        self.inner.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl<W: Write> Drop for Writer<'_, W> {
    fn drop(&mut self) {
        if self.inner.is_some() && !self.lost {
            let _ = self.end();
        }
    }
}

impl<W: Write> fmt::Debug for Writer<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waiting = self.out.len() - self.at;
        f.debug_struct("Writer").field("stream", &self.stream).field("waiting", &waiting).finish_non_exhaustive()
    }
}
