//! What readers and writers share.

use crate::error::Error;
use std::io;

/// The number of bytes that are read, or accepted from the caller, at a time.
pub(super) const BUFFER_BYTES: usize = 64 << 10;

/// The I/O error for invalid UTF-8.
pub(super) fn invalid(error: Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
