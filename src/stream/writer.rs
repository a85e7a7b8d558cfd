//! A writer that normalizes.

use crate::normalizer::Normalizer;
use crate::stream::Stream;
use crate::stream::io::{BUFFER_BYTES, invalid};
use std::fmt;
use std::io::{self, ErrorKind, Write};

impl Normalizer {
    /// A writer that normalizes what it is given, and writes it to this one. It costs a buffer of 64 KiB.
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

/// Takes bytes, and writes them normalized to another writer: what [`Normalizer::writer`] makes.
///
/// It is buffered: output goes on once 64 KiB of it wait, with [`flush`](Write::flush), and with
/// [`finish`](Writer::finish); at most [`Normalizer::max_growth`] + 1 times 64 KiB wait here (a lossy writer writes three
/// bytes for each that is no UTF-8). A flush writes what is
/// certain, and nothing else: a letter that may still get a mark, or half a character, stays here until more comes, so
/// that the output does not depend on when it is flushed.
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
/// - An error of the other writer comes through. No byte of that call was taken, and what waits is kept: it can be
///   called again, and nothing is written twice. [`ErrorKind::Interrupted`] is tried again at once.
/// - What is no UTF-8 is an [`ErrorKind::InvalidData`] that holds naqi's [`Error`](crate::Error) with the offset in all
///   that was taken. All that stands before it is taken; the error then stays, and `finish` gives it too. A
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
/// A writer that is dropped unfinished does what `finish` does, so that no text is lost by a missing line, as
/// [`BufWriter`](io::BufWriter) does; but there is nobody then to tell of errors. Call `finish`.
#[must_use = "call `finish`: it writes what waits, and says whether all is written"]
pub struct Writer<'n, W: Write> {
    /// Taken out by `finish` alone.
    inner: Option<W>,
    stream: Stream<'n>,
    out: String,
    /// How much of `out` has been written.
    at: usize,
    /// Whether a call of the other writer did not come back; what it wrote is not known.
    lost: bool,
}

impl<'n, W: Write> Writer<'n, W> {
    pub(crate) fn new(inner: W, stream: Stream<'n>) -> Self {
        Self { inner: Some(inner), stream, out: String::new(), at: 0, lost: false }
    }

    /// The same writer, which takes U+FFFD for each maximal part of what is no UTF-8, and counts them. Ask for it before
    /// the first byte.
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

    /// Ends the text, writes all that waits, flushes the other writer and gives it back.
    ///
    /// # Errors
    /// An error of the other writer, which is then gone with what it did not take: lend it (`&mut`) to keep it. What is
    /// no UTF-8, or a character that was cut short; all before it is written.
    pub fn finish(mut self) -> io::Result<W> {
        let ended = self.end();
        let inner = self.inner.take();
        ended?;
        inner.ok_or_else(|| io::Error::other("the writer is gone"))
    }

    /// How many U+FFFD a [`lossy`](Writer::lossy) writer has taken for what is no UTF-8.
    pub fn replaced(&self) -> u64 {
        self.stream.replaced()
    }

    /// How many bytes have been taken, as [`Stream::offset`] counts them.
    pub fn offset(&self) -> u64 {
        self.stream.offset()
    }

    fn end(&mut self) -> io::Result<()> {
        let ended = self.stream.finish(&mut self.out);
        self.flush()?;
        ended.map_err(invalid)
    }

    /// Writes all that waits.
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

    /// Writes what is certain; what may still change with the next bytes stays.
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
