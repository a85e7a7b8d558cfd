//! Reads lines of bytes, one at a time; a line that is too long is skipped without being held in memory.

use std::io::{self, BufRead, Read};

/// The longest line that is held in memory.
pub const MAX_LINE: u64 = 16 << 20;

pub enum Line<'b> {
    /// A line without its end, and its offset.
    Bytes(&'b [u8], u64),
    TooLong,
}

/// Passes each line and its number, from 1, to `take` until that fails.
pub fn each<E: From<io::Error>>(
    mut source: impl BufRead,
    mut take: impl FnMut(u64, Line) -> Result<(), E>,
) -> Result<(), E> {
    let (mut line, mut offset) = (Vec::new(), 0);
    for number in 1.. {
        line.clear();
        let len = source.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? as u64;
        if len == 0 {
            break;
        }
        if len == MAX_LINE && line.last() != Some(&b'\n') {
            offset += len + source.skip_until(b'\n')? as u64;
            take(number, Line::TooLong)?;
            continue;
        }
        let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
        take(number, Line::Bytes(bytes.strip_suffix(b"\r").unwrap_or(bytes), offset))?;
        offset += len;
    }
    Ok(())
}
