//! Bytes of a reader in parts, each from one place where the text may be split to another.

use crate::stream::split_points::SplitPoints;
use alloc::vec::Vec;
use std::io::{self, ErrorKind, Read};

/// The reader, and what is read of it and not yet part of a part.
pub(crate) struct PartReader<R> {
    reader: R,
    split_points: SplitPoints,
    part_len: usize,
    carried: Vec<u8>,
    /// Where in the text the next part starts.
    offset: u64,
    count: u64,
    ended: bool,
}

/// How a part ends.
pub(crate) enum PartEnd {
    /// Where the text may be split.
    Split,
    /// Where the text ends.
    Text,
    /// Between two characters; it is long, and there is no split in it.
    Open,
    /// Where the reader failed.
    Failed(io::Error),
}

/// Where a part starts, which says whether a split may stand at its very start.
#[derive(Clone, Copy)]
pub(crate) enum PartStart {
    AtSplit,
    /// It goes on with an open one.
    Open,
}

/// Bytes of one part, in a buffer that is made once.
///
/// ```text
/// ....carried|read at a time........|....
/// ```
///
/// What is read comes to the start of a page_start, whatever is carried: some processors copy a page_start of a file to a place
/// a few bytes past a page_start's start at a fifth of the rate.
pub(crate) struct PartBuffer {
    buffer: Vec<u8>,
    /// Where the page_start starts.
    page_start: usize,
    start: usize,
    end: usize,
}

impl PartBuffer {
    /// A block for parts of this length.
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

    /// Starts a part with what was carried: at most what was read at a time, or a character's start.
    fn start_with(&mut self, carried: &[u8]) {
        self.end = self.page_start;
        self.start = self.end - carried.len();
        self.buffer[self.start..self.end].copy_from_slice(carried);
    }
}

const PAGE: usize = 4096;
/// The most bytes of a character.
const MAX_CHAR_BYTES: usize = 4;

impl<R: Read> PartReader<R> {
    pub fn new(reader: R, split_points: SplitPoints, part_len: usize) -> Self {
        Self { reader, split_points, part_len, carried: Vec::new(), offset: 0, count: 0, ended: false }
    }

    /// How many parts there were, an open one with all that goes on with it being one.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Numbers a part of so many bytes, and says where in the text it starts.
    pub fn take(&mut self, len: usize) -> (u64, u64) {
        let taken = (self.count, self.offset);
        self.count += 1;
        self.offset += len as u64;
        taken
    }

    /// Moves on over bytes of a part that has its number.
    pub fn advance(&mut self, len: usize) {
        self.offset += len as u64;
    }

    /// Reads the next part. One that is empty is the text's end.
    pub fn next(&mut self, start: PartStart, block: &mut PartBuffer) -> PartEnd {
        block.start_with(&self.carried);
        self.carried.clear();
        if self.ended {
            return PartEnd::Text;
        }
        loop {
            let read = match self.reader.read(&mut block.buffer[block.end..block.end + self.part_len]) {
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
            // What was carried holds no split but the one that it starts with.
            let from = block.bytes().len().max(matches!(start, PartStart::AtSplit).into());
            block.end += read;
            if let Some(split) = block.bytes().get(from..).and_then(|new| self.split_points.last(new)) {
                self.leave(block, from + split);
                return PartEnd::Split;
            }
            if block.bytes().len() >= self.part_len {
                let end = block.bytes().len() - partial_char_len(block.bytes());
                // Parts of one or two bytes may hold no whole character.
                if end > 0 {
                    self.leave(block, end);
                    return PartEnd::Open;
                }
            }
        }
    }

    /// Leaves the bytes from there on for the next part.
    fn leave(&mut self, block: &mut PartBuffer, len: usize) {
        self.carried.extend_from_slice(&block.bytes()[len..]);
        block.end = block.start + len;
    }
}

/// How many bytes at the end are the start of a character.
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
