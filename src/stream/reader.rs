//! A reader that normalizes.

use crate::error::Error;
use crate::normalizer::Normalizer;
use crate::stream::Stream;
use crate::stream::io::{BUFFER_BYTES, invalid};
use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read};

impl Normalizer {
    /// Wraps a reader, and reads its text normalized. See [`Reader`] for its buffers.
    ///
    /// ```
    /// use std::io::Read;
    ///
    /// let mut text = String::new();
    /// naqi::preset::LIGHT.reader("كـــتابٌ".as_bytes()).read_to_string(&mut text)?;
    /// assert_eq!(text, "كتاب");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn reader<R: std::io::Read>(&self, inner: R) -> Reader<'_, R> {
        Reader::new(inner, self.stream())
    }
}

/// Reads normalized text from another reader. Made by [`Normalizer::reader`].
///
/// The output is UTF-8, and equals that of [`normalize`] for the whole text of the other reader. It is buffered on both
/// sides: 64 KiB are read at a time, and their output is at most [`Normalizer::max_growth`] times as long (a lossy
/// reader writes three bytes for an invalid byte).
///
/// [`Normalizer::reader`]: crate::Normalizer::reader
/// [`Normalizer::max_growth`]: crate::Normalizer::max_growth
/// [`normalize`]: crate::Normalizer::normalize
///
/// ```
/// use std::io::{BufRead, Read};
///
/// let file = "كِتابٌ\nمدرسة".as_bytes(); // or a File
/// let mut text = String::new();
/// naqi::preset::SEARCH.reader(file).read_to_string(&mut text)?;
/// assert_eq!(text, "كتاب\nمدرسه");
///
/// let lines: Vec<String> = naqi::preset::SEARCH.reader(file).lines().collect::<Result<_, _>>()?;
/// assert_eq!(lines.join(" "), "كتاب مدرسه");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// - An error of the other reader is passed on, and reading may continue after it. After [`ErrorKind::Interrupted`] the
///   read is retried at once.
/// - Invalid UTF-8 is an [`ErrorKind::InvalidData`] that contains naqi's [`Error`] with the offset in the whole text.
///   All text before it is returned first; then each read returns the error. A [`lossy`](Reader::lossy) reader has no
///   such error.
///
/// ```
/// use std::io::Read;
///
/// let mut text = String::new();
/// let error = naqi::preset::SEARCH.reader(&b"\xD9\x83 \xFF"[..]).read_to_string(&mut text).unwrap_err();
/// let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<naqi::Error>());
/// assert_eq!(inner.and_then(naqi::Error::offset), Some(3));
/// assert_eq!(text, "ك ");
/// ```
pub struct Reader<'n, R> {
    source: NormalizedSource<'n, R>,
    out: String,
    /// The number of bytes of `out` that have been read.
    at: usize,
}

impl<'n, R: Read> Reader<'n, R> {
    pub(crate) fn new(inner: R, stream: Stream<'n>) -> Self {
        let block = vec![0; BUFFER_BYTES].into_boxed_slice();
        Self { source: NormalizedSource { inner, stream, block, state: ReaderState::Open }, out: String::new(), at: 0 }
    }

    /// Makes the reader replace each maximal invalid part of UTF-8 by U+FFFD, and count them. Call it before the first
    /// read.
    ///
    /// ```
    /// use std::io::Read;
    ///
    /// let mut reader = naqi::preset::SEARCH.reader(&b"\xD9\x83\xFF"[..]).lossy();
    /// let mut text = String::new();
    /// reader.read_to_string(&mut text)?;
    /// assert_eq!((text.as_str(), reader.replaced()), ("ك\u{FFFD}", 1));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn lossy(mut self) -> Self {
        self.source.stream.set_lossy();
        self
    }
}

impl<R> Reader<'_, R> {
    /// The number of U+FFFD that a [`lossy`](Reader::lossy) reader has put in place of invalid UTF-8.
    ///
    /// ```
    /// use std::io::Read;
    /// let mut reader = naqi::preset::SEARCH.reader(&b"a\xFFb"[..]).lossy();
    /// reader.read_to_string(&mut String::new())?;
    /// assert_eq!(reader.replaced(), 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn replaced(&self) -> u64 {
        self.source.stream.replaced()
    }

    /// The number of bytes of the other reader that have been processed, as [`Stream::offset`] counts them.
    ///
    /// ```
    /// use std::io::Read;
    /// let mut reader = naqi::preset::SEARCH.reader("كتاب".as_bytes());
    /// reader.read_to_string(&mut String::new())?;
    /// assert_eq!(reader.offset(), 8);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn offset(&self) -> u64 {
        self.source.stream.offset()
    }

    /// The other reader. Up to 64 KiB of it may have been read ahead.
    ///
    /// ```
    /// let reader = naqi::preset::SEARCH.reader(&b"abc"[..]);
    /// assert_eq!(reader.get_ref(), b"abc");
    /// ```
    pub fn get_ref(&self) -> &R {
        &self.source.inner
    }

    /// The other reader. Buffered output is lost.
    ///
    /// ```
    /// let reader = naqi::preset::SEARCH.reader(&b"abc"[..]);
    /// assert_eq!(reader.into_inner(), b"abc");
    /// ```
    pub fn into_inner(self) -> R {
        self.source.inner
    }
}

impl<R: Read> Read for Reader<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }

    /// Appends the rest of the text, without validating its UTF-8 again. On an error, the text before it is appended.
    fn read_to_string(&mut self, text: &mut String) -> io::Result<usize> {
        let before = text.len();
        let Some(rest) = self.out.get(self.at..) else {
            let message = "a character was read in part; read its other bytes before asking for text";
            return Err(io::Error::new(ErrorKind::InvalidData, message));
        };
        text.push_str(rest);
        (self.out, self.at) = (String::new(), 0);
        while self.source.next(text)? {}
        Ok(text.len() - before)
    }
}

impl<R: Read> BufRead for Reader<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.out.len() {
            self.out.clear();
            self.at = 0;
            if !self.source.next(&mut self.out)? {
                break;
            }
        }
        Ok(&self.out.as_bytes()[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at = self.out.len().min(self.at + count);
    }
}

impl<R> fmt::Debug for Reader<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("stream", &self.source.stream).finish_non_exhaustive()
    }
}

/// The other reader, with the stream that normalizes it.
struct NormalizedSource<'n, R> {
    inner: R,
    stream: Stream<'n>,
    block: Box<[u8]>,
    state: ReaderState,
}

enum ReaderState {
    Open,
    Failed(Error),
    Ended,
}

impl<R: Read> NormalizedSource<'_, R> {
    /// Appends the output of the next block, which may be empty; `false` if the text has ended.
    fn next(&mut self, out: &mut String) -> io::Result<bool> {
        match &self.state {
            ReaderState::Open => {}
            ReaderState::Failed(error) => return Err(invalid(error.clone())),
            ReaderState::Ended => return Ok(false),
        }
        let count = loop {
            match self.inner.read(&mut self.block) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read?.min(BUFFER_BYTES),
            }
        };
        // The text before an error is returned first, and the error by the next call.
        if count > 0 && self.stream.push(&self.block[..count], out).is_ok() {
            return Ok(true);
        }
        self.state = match self.stream.finish(out) {
            Ok(()) => ReaderState::Ended,
            Err(error) => ReaderState::Failed(error),
        };
        Ok(true)
    }
}
