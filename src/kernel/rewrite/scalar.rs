//! The kernels in plain code: one look-up a character, no branch on what the look-up says.

use crate::kernel::observer::Observer;
use crate::kernel::tables::trie::{Entry, RewriteTrie};
use alloc::string::String;

/// Source bytes between two looks at the room that is left in the output.
const BLOCK: usize = 4096;
/// Output bytes, at most, for each source byte of a character that is no special one; and what a store writes beyond.
const GROWTH: usize = 3;
const SLACK: usize = 4;

/// The entry of the character of two bytes at `at`, of which the caller has seen the lead.
#[inline(always)]
fn two(low: &[Entry; 0x800], text: &str, at: usize, lead: u8) -> Entry {
    debug_assert!(text.as_bytes()[at] == lead && is_lead_of_two(lead) && text.is_char_boundary(at + 2));
    // SAFETY: a string is valid UTF-8: behind a lead of C2..DF stands one trail, of 80..BF, so the slot is 80..7FF.
    unsafe {
        let trail = *text.as_bytes().get_unchecked(at + 1) as usize;
        *low.get_unchecked((lead as usize * 64 + trail).wrapping_sub(0xC0 * 64 + 0x80))
    }
}

#[inline(always)]
fn is_lead_of_two(lead: u8) -> bool {
    lead & 0xE0 == 0xC0
}

/// The length of the ASCII text that a slice starts with, by eights.
#[inline]
fn ascii_eights(bytes: &[u8]) -> usize {
    let is_ascii = |eight: &[u8; 8]| u64::from_le_bytes(*eight) & 0x8080_8080_8080_8080 == 0;
    let mut at = 0;
    while bytes[at..].first_chunk().is_some_and(is_ascii) {
        at += 8;
    }
    at
}

pub(in crate::kernel) fn scan(pages: &RewriteTrie, text: &str) -> usize {
    let bytes = text.as_bytes();
    let low = &*pages.low;
    let mut at = 0;
    while at < bytes.len() {
        let lead = bytes[at];
        if is_lead_of_two(lead) {
            if two(low, text, at, lead).is_noticed() {
                return at;
            }
            at += 2;
        } else if lead < 0x80 {
            if low[lead as usize & 0x7F].is_noticed() {
                return at;
            }
            at += 1;
            if pages.ascii_kept && bytes.get(at).is_some_and(u8::is_ascii) {
                at += ascii_eights(&bytes[at..]);
            }
        } else if lead < 0xF0 {
            if pages.three_at(bytes, at).is_some_and(Entry::is_noticed) {
                return at;
            }
            at += 3;
        } else {
            if pages.four_at(bytes, at).is_noticed() {
                return at;
            }
            at += 4;
        }
    }
    at
}

#[inline]
pub(in crate::kernel) fn compact<R: Observer>(
    pages: &RewriteTrie,
    text: &str,
    out: &mut String,
    record: &mut R,
) -> usize {
    let mut record = Gathered { record, starts: 0, written: 0, len: 0 };
    let bytes = text.as_bytes();
    let low = &*pages.low;
    // SAFETY: what is appended below is whole characters: those of `text`, and the texts of entries.
    let out = unsafe { out.as_mut_vec() };
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes.len().min(at + BLOCK);
        out.reserve((end - at + 3) * GROWTH + SLACK);
        let mut room = Room { start: out.as_mut_ptr(), len: out.len() };
        let special = loop {
            if at >= end {
                break None;
            }
            let lead = bytes[at];
            let (entry, width) = if is_lead_of_two(lead) {
                let entry = two(low, text, at, lead);
                if !entry.is_special() {
                    room.put(entry);
                    record.unit(2, entry.len());
                    at += 2;
                    continue;
                }
                (entry, 2)
            } else if lead < 0x80 {
                (low[lead as usize & 0x7F], 1)
            } else if lead < 0xF0 {
                match pages.three_at(bytes, at) {
                    Some(entry) => (entry, 3),
                    None => {
                        room.keep(&bytes[at..at + 3]);
                        record.unit(3, 3);
                        at += 3;
                        continue;
                    }
                }
            } else {
                let entry = pages.four_at(bytes, at);
                if !entry.is_noticed() {
                    room.keep(&bytes[at..at + 4]);
                    record.unit(4, 4);
                    at += 4;
                    continue;
                }
                (entry, 4)
            };
            if entry.is_special() {
                break Some((entry, width));
            }
            room.put(entry);
            record.unit(width, entry.len());
            at += width;
        };
        let len = room.len;
        // SAFETY: `len` bytes are written, and they end with a whole character.
        unsafe { out.set_len(len) };
        if let Some((entry, width)) = special {
            if entry.is_stop() {
                return at;
            }
            let long = pages.long(entry).unwrap_or_default();
            out.extend_from_slice(long.as_bytes());
            record.unit(width, long.len());
            at += width;
        }
    }
    at
}

/// Characters for a record, gathered into a block.
struct Gathered<'r, R: Observer> {
    record: &'r mut R,
    starts: u64,
    written: u64,
    len: usize,
}

impl<R: Observer> Gathered<'_, R> {
    #[inline(always)]
    fn unit(&mut self, source: usize, output: usize) {
        if !R::OBSERVES {
            return;
        }
        if output > source {
            self.hand_on();
            return self.record.unit(source, output);
        }
        if self.len + source > 64 {
            self.hand_on();
        }
        let ones = (1 << output) - 1;
        self.starts |= (ones & 1) << self.len;
        self.written |= ones << self.len;
        self.len += source;
    }

    #[inline]
    fn hand_on(&mut self) {
        if self.len > 0 {
            self.record.block(self.starts, self.written, self.len);
            (self.starts, self.written, self.len) = (0, 0, 0);
        }
    }
}

impl<R: Observer> Drop for Gathered<'_, R> {
    #[inline(always)]
    fn drop(&mut self) {
        if R::OBSERVES {
            self.hand_on();
        }
    }
}

/// The longest run that [`compact_run`] takes, in bytes.
const RUN: usize = 192;

/// Appends what the pages write for a run of characters of one and two bytes from `at` on; returns where the run ends.
/// `None`, with nothing settled about `out`, if the run is long or holds a character that has no short entry.
#[inline(always)]
pub(crate) fn compact_run(pages: &RewriteTrie, text: &str, mut at: usize, out: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    let low = &*pages.low;
    // SAFETY: what is appended below is short entries, which are whole characters.
    let out = unsafe { out.as_mut_vec() };
    out.reserve((RUN + 3) * GROWTH + SLACK);
    let mut room = Room { start: out.as_mut_ptr(), len: out.len() };
    let block = &bytes[..bytes.len().min(at + RUN)];
    while let Some(&lead) = block.get(at) {
        let (entry, width) = if is_lead_of_two(lead) {
            (two(low, text, at, lead), 2)
        } else if lead < 0x80 {
            (low[lead as usize], 1)
        } else {
            break;
        };
        if entry.ends_run() {
            if entry.is_special() {
                return None;
            }
            break;
        }
        room.put(entry);
        at += width;
    }
    if at >= block.len() && at < bytes.len() {
        return None;
    }
    let len = room.len;
    // SAFETY: `len` bytes are written, and they end with a whole character.
    unsafe { out.set_len(len) };
    Some(at)
}

/// Where a block's output goes. The block's source bytes, times [`GROWTH`], and [`SLACK`] fit behind its start.
struct Room {
    start: *mut u8,
    len: usize,
}

impl Room {
    #[inline(always)]
    fn put(&mut self, entry: Entry) {
        // SAFETY: an entry counts three bytes at most for one of source, and the slack holds the store's fourth.
        unsafe { self.start.add(self.len).cast::<[u8; 4]>().write(entry.bytes()) };
        self.len += entry.len();
    }

    #[inline(always)]
    fn keep(&mut self, character: &[u8]) {
        // SAFETY: a block has room for three bytes for each of its source bytes; here it is one for one.
        unsafe { self.start.add(self.len).copy_from_nonoverlapping(character.as_ptr(), character.len()) };
        self.len += character.len();
    }
}
