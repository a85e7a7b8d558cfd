//! Readers and writers: text normalized on its way from a file or to one, in constant memory.

use crate::error::Error;
use std::io;

/// Bytes read, or taken from the caller, at a time.
pub(super) const BUFFER_BYTES: usize = 64 << 10;

/// What is no UTF-8, as readers and writers say it.
pub(super) fn invalid(error: Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
