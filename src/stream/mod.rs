//! Streams: normalize bytes that come in chunks, split anywhere, with the output of the whole text.

#[cfg(feature = "std")]
mod io;
#[cfg(feature = "parallel")]
pub mod parallel;
#[cfg(feature = "std")]
mod reader;
#[cfg(feature = "parallel")]
mod split_points;
mod utf8;
#[cfg(feature = "std")]
mod writer;

#[cfg(feature = "std")]
pub use reader::Reader;
#[cfg(feature = "std")]
pub use writer::Writer;

use crate::error::Error;
use crate::normalizer::Normalizer;
use crate::pipeline::Pipeline;
use crate::pipeline::chunks::Chunks;
use crate::stream::utf8::Decoder;
use alloc::string::String;
use core::fmt;

impl Normalizer {
    /// A stream, which normalizes chunks of bytes, split anywhere, to the output of the whole text. Making one
    /// allocates nothing.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream();
    /// let mut out = String::new();
    /// for chunk in "أُمَّة".as_bytes().chunks(1) {
    ///     stream.push(chunk, &mut out)?;
    /// }
    /// stream.finish(&mut out)?;
    /// assert_eq!(out, "امه");
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn stream(&self) -> Stream<'_> {
        Stream::new(self.pipeline())
    }
}

/// Normalizes chunks of bytes, split anywhere: within a word, between a letter and its marks, inside a character of
/// UTF-8.
///
/// The output is that of [`normalize`](crate::Normalizer::normalize) for the whole text. The cost is that of
/// [`normalize_into`](crate::Normalizer::normalize_into) plus the validation of UTF-8. A stream holds back at
/// most one letter and thirty marks, whatever the length of a chunk. Two kinds of steps hold back more:
/// [`UnifyUthmani`](crate::Step::UnifyUthmani) a word of up to 64 code points, [`Nfc`](crate::Step::Nfc) and
/// [`Nfkc`](crate::Step::Nfkc) a whole run of marks. One stream can process one text after the other.
///
/// ```
/// let mut stream = naqi::preset::SEARCH.stream();
/// let mut out = String::new();
/// for chunk in "المُتَّحِدة".as_bytes().chunks(3) {
///     stream.push(chunk, &mut out)?;
/// }
/// stream.finish(&mut out)?;
/// assert_eq!(out, "المتحده");
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// # After an error
///
/// Invalid UTF-8 is an error with its offset in the whole text, returned as soon as no later byte can make it valid. All text before it
/// has been processed: its output is written, except for what is held back. Until [`finish`](Stream::finish), each
/// further push returns the same error and processes nothing. `finish` writes what was held back, returns the error
/// once more, and prepares the stream for another text. A [`lossy`](Stream::lossy) stream has no errors.
#[must_use = "a stream does nothing until bytes are pushed"]
pub struct Stream<'n> {
    decoder: Decoder,
    chunks: Chunks<'n>,
}

impl<'n> Stream<'n> {
    pub(crate) fn new(pipeline: &'n Pipeline) -> Self {
        Self { decoder: Decoder::default(), chunks: Chunks::new(pipeline) }
    }

    pub(crate) fn set_lossy(&mut self) {
        self.decoder.set_lossy();
    }

    /// Makes the stream replace each maximal invalid part of UTF-8 by U+FFFD, as [`String::from_utf8_lossy`] does, and
    /// count them. Call it before the first push.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream().lossy();
    /// let mut out = String::new();
    /// stream.push(b"\xD9\x83\xFF\xD8", &mut out)?; // ك, an invalid byte, and half a letter
    /// stream.finish(&mut out)?;
    /// assert_eq!((out.as_str(), stream.replaced()), ("ك\u{FFFD}\u{FFFD}", 2));
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn lossy(mut self) -> Self {
        self.set_lossy();
        self
    }

    /// Processes the next bytes, and appends the output that later bytes cannot change.
    ///
    /// # Errors
    /// Invalid UTF-8, with its offset in the whole text. All text before it is processed.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream();
    /// let mut out = String::new();
    /// stream.push("كتاب".as_bytes(), &mut out)?;
    /// let error = stream.push(b" \xFF", &mut out).unwrap_err();
    /// assert_eq!(error.offset(), Some(9));
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn push(&mut self, bytes: &[u8], out: &mut String) -> Result<(), Error> {
        self.decoder.push(bytes, |text| self.chunks.push(text, out))
    }

    /// Ends the text, and appends what was held back; the next push starts another text.
    ///
    /// # Errors
    /// An incomplete character, with its offset; or the error of an earlier push.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream();
    /// let mut out = String::new();
    /// stream.push(b"\xD9\x83\xD8", &mut out)?;
    /// assert_eq!(stream.finish(&mut out).unwrap_err().offset(), Some(2));
    /// assert_eq!(out, "ك");
    ///
    /// stream.push("تابٌ".as_bytes(), &mut out)?;
    /// stream.finish(&mut out)?;
    /// assert_eq!(out, "كتاب");
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn finish(&mut self, out: &mut String) -> Result<(), Error> {
        let ended = self.decoder.finish(|text| self.chunks.push(text, out));
        self.chunks.finish(out);
        ended
    }

    /// The number of U+FFFD that a [`lossy`](Stream::lossy) stream has put in place of invalid UTF-8, in this text;
    /// after [`finish`](Stream::finish), in the text that has ended.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream().lossy();
    /// stream.push(b"a\xFFb", &mut String::new())?;
    /// assert_eq!(stream.replaced(), 1);
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn replaced(&self) -> u64 {
        self.decoder.replaced()
    }

    /// The number of bytes of this text that have been processed; after [`finish`](Stream::finish), of the text that
    /// has ended.
    ///
    /// A character that the last chunk split is not counted yet. After an error this is the error's offset.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream();
    /// stream.push(b"\xD9\x83\xD8", &mut String::new())?;
    /// assert_eq!(stream.offset(), 2);
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn offset(&self) -> u64 {
        self.decoder.offset()
    }
}

impl fmt::Debug for Stream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (offset, replaced) = (self.offset(), self.replaced());
        f.debug_struct("Stream").field("offset", &offset).field("replaced", &replaced).finish_non_exhaustive()
    }
}
