//! Bytes in chunks: what the whole text gives, wherever it is cut.

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
    /// A stream: bytes in chunks cut anywhere go in, what the whole text gives comes out. Making one allocates nothing.
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

/// Bytes of one text after the other through a normalizer, in chunks cut anywhere: within a word, between a letter and
/// its marks, inside a character of UTF-8.
///
/// What is written is what [`normalize`](crate::Normalizer::normalize) gives for the whole. It costs what
/// [`normalize_into`](crate::Normalizer::normalize_into) does and the check of UTF-8, and holds back no more than a
/// letter with its marks (at most thirty that stay), however large a chunk is; with [`Step::Nfc`](crate::Step::Nfc) and
/// [`Step::Nfkc`](crate::Step::Nfkc) the longest run of marks.
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
/// What is no UTF-8 is an error with its offset in the whole text, said as soon as it is certain. All that stands
/// before it has been taken: it is in the output, but for what is held back. The stream then takes nothing more and
/// gives the same error for each push, until [`finish`](Stream::finish) writes what was held back, gives that error
/// once more, and makes it ready for another text. A [`lossy`](Stream::lossy) stream has no errors.
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

    /// The same stream, which takes U+FFFD for each maximal part of what is no UTF-8, as [`String::from_utf8_lossy`]
    /// does, and counts them. Ask for it before the first byte.
    ///
    /// ```
    /// let mut stream = naqi::preset::SEARCH.stream().lossy();
    /// let mut out = String::new();
    /// stream.push(b"\xD9\x83\xFF\xD8", &mut out)?; // ك, a byte of no character, and half a letter
    /// stream.finish(&mut out)?;
    /// assert_eq!((out.as_str(), stream.replaced()), ("ك\u{FFFD}\u{FFFD}", 2));
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn lossy(mut self) -> Self {
        self.set_lossy();
        self
    }

    /// Takes the next bytes, and appends what is certain by now.
    ///
    /// # Errors
    /// What is no UTF-8, with its offset in the whole text; all before it is taken.
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
    /// A character that was cut short, with its offset; or the error of a push before, so that it is not missed.
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

    /// How many U+FFFD a [`lossy`](Stream::lossy) stream has taken for what is no UTF-8, in this text; after
    /// [`finish`](Stream::finish), in the one that has ended.
    pub fn replaced(&self) -> u64 {
        self.decoder.replaced()
    }

    /// How many bytes of this text have been taken; after [`finish`](Stream::finish), of the one that has ended.
    ///
    /// A character that the last chunk cut is not among them yet. After an error it is the error's offset.
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
