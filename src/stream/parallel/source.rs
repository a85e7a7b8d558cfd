//! Reads a text in parts that end at split points.

use crate::stream::split_points::SplitPoints;
use alloc::vec::Vec;
use std::io::{self, ErrorKind, Read};

/// A reader, and the bytes after the last split point that were read with the part before it.
pub(crate) struct PartReader<R> {
    reader: R,
    split_points: SplitPoints,
    part_len: usize,
    carried: Vec<u8>,
    /// The offset in the text of the next part.
    offset: u64,
    count: u64,
    ended: bool,
}

/// The end of a part.
pub(crate) enum PartEnd {
    /// At a split point.
    Split,
    /// At the end of the text.
    Text,
    /// Between two characters: the part is long, and has no split point.
    Open,
    /// At an error of the reader.
    Failed(io::Error),
}

/// The start of a part.
#[derive(Clone, Copy)]
pub(crate) enum PartStart {
    /// At a split point, or at the start of the text.
    AtSplit,
    /// It continues an open part; its very start may be a split point.
    Open,
}

/// The bytes of one part, in a buffer that is reused.
///
/// ```text
/// ....carried|read at a time........|....
/// ```
///
/// Bytes are read to the start of a memory page, whatever is carried: some processors copy a page of a file to an
/// address a few bytes after a page's start at a fifth of the rate.
pub(crate) struct PartBuffer {
    buffer: Vec<u8>,
    /// The index of the first byte that starts a memory page and leaves space for carried bytes.
    page_start: usize,
    start: usize,
    end: usize,
}

impl PartBuffer {
    /// A buffer for parts of this length.
    pub fn new(part_len: usize) -> Self {
        let carried_len = part_len + MAX_CHAR_BYTES;
        let buffer = vec![0; carried_len + PAGE + carried_len + part_len];
        let address = buffer.as_ptr() as usize;
        let page_start = (address + carried_len).next_multiple_of(PAGE) - address;
        Self { buffer, page_start, start: page_start, end: page_start }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Starts a part with the carried bytes: at most one read, and the start of a character.
    fn start_with(&mut self, carried: &[u8]) {
        self.end = self.page_start;
        self.start = self.end - carried.len();
        self.buffer[self.start..self.end].copy_from_slice(carried);
    }
}

/// The size of a memory page.
const PAGE: usize = 4096;
/// The greatest number of bytes of a character.
const MAX_CHAR_BYTES: usize = 4;

impl<R: Read> PartReader<R> {
    pub fn new(reader: R, split_points: SplitPoints, part_len: usize) -> Self {
        Self { reader, split_points, part_len, carried: Vec::new(), offset: 0, count: 0, ended: false }
    }

    /// The number of parts so far. An open part and those that continue it count as one.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Returns the number and the offset of a part of this length, and moves on to the next one.
    pub fn take(&mut self, len: usize) -> (u64, u64) {
        let taken = (self.count, self.offset);
        self.count += 1;
        self.offset += len as u64;
        taken
    }

    /// Moves on over bytes of a part that has been numbered.
    pub fn advance(&mut self, len: usize) {
        self.offset += len as u64;
    }

    /// Reads the next part. An empty part is the end of the text.
    pub fn next(&mut self, start: PartStart, part: &mut PartBuffer) -> PartEnd {
        part.start_with(&self.carried);
        self.carried.clear();
        if self.ended {
            return PartEnd::Text;
        }
        loop {
            let read = match self.reader.read(&mut part.buffer[part.end..part.end + self.part_len]) {
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    return PartEnd::Failed(error);
                }
            };
            if read == 0 {
                self.ended = true;
                return PartEnd::Text;
            }
            // The carried bytes contain no split point except at their start.
            let from = part.bytes().len().max(matches!(start, PartStart::AtSplit).into());
            part.end += read;
            if let Some(split) = part.bytes().get(from..).and_then(|new| self.split_points.last(new)) {
                self.leave(part, from + split);
                return PartEnd::Split;
            }
            if part.bytes().len() >= self.part_len {
                let end = part.bytes().len() - partial_char_len(part.bytes());
                // Parts of one or two bytes may hold no whole character.
                if end > 0 {
                    self.leave(part, end);
                    return PartEnd::Open;
                }
            }
        }
    }

    /// Ends the part after `len` bytes, and carries the rest to the next one.
    fn leave(&mut self, part: &mut PartBuffer, len: usize) {
        self.carried.extend_from_slice(&part.bytes()[len..]);
        part.end = part.start + len;
    }
}

/// The length of an incomplete character at the end.
fn partial_char_len(bytes: &[u8]) -> usize {
    for (n, &byte) in bytes.iter().rev().take(3).enumerate() {
        let wanted = match byte {
            0x80..=0xBF => continue,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF7 => 4,
            _ => 1,
        };
        return if wanted > n + 1 { n + 1 } else { 0 };
    }
    0
}
