//! Limits the expansion of packed data: a few bytes can unpack to more than any disk has.

use std::io::{self, ErrorKind, Read};
use std::num::NonZero;

/// An expansion that is always allowed.
const FREE: u64 = 64 << 20;
/// Text packs to a fifth or a tenth, and tables of repeated numbers to a fiftieth; gzip reaches 1,032.
pub const DEFAULT_LIMIT: NonZero<u64> = NonZero::new(200).expect("more than none");

/// A reader that unpacks, and knows how many packed bytes it has read.
pub trait Unpack: Read {
    fn taken(&self) -> u64;
}

/// Fails if much more is unpacked than was packed.
pub struct Bounded<U> {
    inner: U,
    given: u64,
    /// The maximum number of bytes for one packed byte.
    most: NonZero<u64>,
}

impl<U: Unpack> Bounded<U> {
    pub fn new(inner: U, most: NonZero<u64>) -> Self {
        Self { inner, given: 0, most }
    }
}

impl<U: Unpack> Read for Bounded<U> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given += count as u64;
        let (taken, most) = (self.inner.taken(), self.most);
        match self.given > FREE && self.given / most > taken {
            true => Err(io::Error::other(format!(
                "it unpacks to more than {most} times its {taken} bytes: if that is right, allow more by --max-expansion"
            ))),
            false => Ok(count),
        }
    }
}

/// A reader that counts the bytes it has returned, and retries when a signal interrupts a read.
pub struct Metered<R> {
    inner: R,
    pub taken: u64,
}

impl<R> Metered<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, taken: 0 }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.inner.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(count) => {
                    self.taken += count as u64;
                    return Ok(count);
                }
            }
        }
    }
}
