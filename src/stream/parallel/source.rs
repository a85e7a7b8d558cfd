//! Bytes of a reader in parts, each from one place where the text may be cut to another.

use crate::stream::split_points::SplitPoints;
use alloc::vec::Vec;
use std::io::{self, ErrorKind, Read};

/// The reader, and what is read of it and not yet part of a part.
pub(crate) struct Source<R> {
    reader: R,
    cuts: SplitPoints,
    part_len: usize,
    carried: Vec<u8>,
    /// Where in the text the next part starts.
    offset: u64,
    count: u64,
    ended: bool,
}

/// How a part ends.
pub(crate) enum End {
    /// Where the text may be cut.
    Cut,
    /// Where the text ends.
    Text,
    /// Between two characters; it is long, and there is no cut in it.
    Open,
    /// Where the reader failed.
    Failed(io::Error),
}

/// Where a part starts, which says whether a cut may stand at its very start.
#[derive(Clone, Copy)]
pub(crate) enum Start {
    AtCut,
    /// It goes on with an open one.
    Open,
}

/// Bytes of one part, in a buffer that is made once.
///
/// ```text
/// ....carried|read at a time........|....
/// ```
///
/// What is read comes to the start of a page, whatever is carried: some processors copy a page of a file to a place
/// a few bytes past a page's start at a fifth of the rate.
pub(crate) struct Block {
    buffer: Vec<u8>,
    /// Where the page starts.
    page: usize,
    start: usize,
    end: usize,
}

impl Block {
    /// A block for parts of this length.
    pub fn new(part_len: usize) -> Self {
        let room = part_len + CHARACTER;
        let buffer = vec![0; room + PAGE + room + part_len];
        let address = buffer.as_ptr() as usize;
        let page = (address + room).next_multiple_of(PAGE) - address;
        Self { buffer, page, start: page, end: page }
    }

    pub fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// Starts a part with what was carried: at most what was read at a time, or a character's start.
    fn start_with(&mut self, carried: &[u8]) {
        self.end = self.page;
        self.start = self.end - carried.len();
        self.buffer[self.start..self.end].copy_from_slice(carried);
    }
}

const PAGE: usize = 4096;
/// The most bytes of a character.
const CHARACTER: usize = 4;

impl<R: Read> Source<R> {
    pub fn new(reader: R, cuts: SplitPoints, part_len: usize) -> Self {
        Self { reader, cuts, part_len, carried: Vec::new(), offset: 0, count: 0, ended: false }
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
    pub fn go_on(&mut self, len: usize) {
        self.offset += len as u64;
    }

    /// Reads the next part. One that is empty is the text's end.
    pub fn next(&mut self, start: Start, block: &mut Block) -> End {
        block.start_with(&self.carried);
        self.carried.clear();
        if self.ended {
            return End::Text;
        }
        loop {
            let read = match self.reader.read(&mut block.buffer[block.end..block.end + self.part_len]) {
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    return End::Failed(error);
                }
            };
            if read == 0 {
                self.ended = true;
                return End::Text;
            }
            // What was carried holds no cut but the one that it starts with.
            let from = block.bytes().len().max(matches!(start, Start::AtCut).into());
            block.end += read;
            if let Some(cut) = block.bytes().get(from..).and_then(|new| self.cuts.last(new)) {
                self.leave(block, from + cut);
                return End::Cut;
            }
            if block.bytes().len() >= self.part_len {
                let end = block.bytes().len() - cut_short(block.bytes());
                // Parts of one or two bytes may hold no whole character.
                if end > 0 {
                    self.leave(block, end);
                    return End::Open;
                }
            }
        }
    }

    /// Leaves the bytes from there on for the next part.
    fn leave(&mut self, block: &mut Block, len: usize) {
        self.carried.extend_from_slice(&block.bytes()[len..]);
        block.end = block.start + len;
    }
}

/// How many bytes at the end are the start of a character.
fn cut_short(bytes: &[u8]) -> usize {
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
