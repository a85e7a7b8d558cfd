//! Scan and compact in scalar code: one trie look-up per character. Short entries are stored without a branch on their
//! length.
//!
//! ```text
//! text       D9 83   D9 80   D8 AA         ك, a tatweel (U+0640) that is deleted, ت
//! after ك    D9 83 .. ..                   four bytes are stored, and two count
//! after it   D9 83 .. .. .. ..             four bytes are stored, and none counts
//! after ت    D9 83 D8 AA .. ..
//! ```

use crate::kernel::observer::{BlockObserver, Observer};
use crate::kernel::rewrite::RESERVED_SOURCE;
use crate::kernel::tables::trie::{Entry, RewriteTrie};
use alloc::string::String;

/// The most output bytes for a source byte of a character that is not special.
const MAX_GROWTH: usize = 3;
/// How far a store may extend beyond the output.
const STORE_SLACK: usize = 4;

/// The entry of the two-byte character at `at`, whose lead byte is `lead`.
#[inline(always)]
fn two_byte_entry(low: &[Entry; 0x800], text: &str, at: usize, lead: u8) -> Entry {
    debug_assert!(text.as_bytes()[at] == lead && is_two_byte_lead(lead) && text.is_char_boundary(at + 2));
    // SAFETY: `text` is valid UTF-8. A lead byte C2..DF is followed by a trail byte 80..BF, so the index is 80..7FF.
    unsafe {
        let trail = *text.as_bytes().get_unchecked(at + 1) as usize;
        *low.get_unchecked((lead as usize * 64 + trail).wrapping_sub(0xC0 * 64 + 0x80))
    }
}

#[inline(always)]
fn is_two_byte_lead(lead: u8) -> bool {
    lead & 0xE0 == 0xC0
}

/// The length of the ASCII text at the front of a slice, rounded down to a multiple of eight.
#[inline]
fn ascii_words(bytes: &[u8]) -> usize {
    let is_ascii = |word: &[u8; 8]| u64::from_le_bytes(*word) & 0x8080_8080_8080_8080 == 0;
    let mut at = 0;
    while bytes[at..].first_chunk().is_some_and(is_ascii) {
        at += 8;
    }
    at
}

pub(in crate::kernel) fn scan(trie: &RewriteTrie, text: &str) -> usize {
    let bytes = text.as_bytes();
    let low = &*trie.low;
    let mut at = 0;
    while at < bytes.len() {
        let lead = bytes[at];
        if is_two_byte_lead(lead) {
            if two_byte_entry(low, text, at, lead).is_affected() {
                return at;
            }
            at += 2;
        } else if lead < 0x80 {
            if low[lead as usize & 0x7F].is_affected() {
                return at;
            }
            at += 1;
            if trie.ascii_kept && bytes.get(at).is_some_and(u8::is_ascii) {
                at += ascii_words(&bytes[at..]);
            }
        } else {
            let width = if lead < 0xF0 { 3 } else { 4 };
            if trie.longer_at(bytes, at, width).is_affected() {
                return at;
            }
            at += width;
        }
    }
    at
}

#[inline]
pub(in crate::kernel) fn compact<O: Observer>(
    trie: &RewriteTrie,
    text: &str,
    out: &mut String,
    observer: &mut O,
) -> usize {
    let mut units = UnitGatherer { observer, starts: 0, unary: 0, len: 0 };
    let bytes = text.as_bytes();
    let low = &*trie.low;
    // SAFETY: only whole characters are appended below: those of `text`, and the outputs of entries.
    let out = unsafe { out.as_mut_vec() };
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes.len().min(at + RESERVED_SOURCE);
        out.reserve((end - at + 3) * MAX_GROWTH + STORE_SLACK);
        let mut tail = OutputTail { start: out.as_mut_ptr(), len: out.len() };
        let special = loop {
            if at >= end {
                break None;
            }
            let lead = bytes[at];
            let (entry, width) = if is_two_byte_lead(lead) {
                let entry = two_byte_entry(low, text, at, lead);
                if !entry.is_long_or_stop() {
                    tail.push_entry(entry);
                    units.unit(2, entry.len());
                    at += 2;
                    continue;
                }
                (entry, 2)
            } else if lead < 0x80 {
                (low[lead as usize & 0x7F], 1)
            } else if lead < 0xF0 {
                // A kept character is an entry, too, so that it takes the way of the others. Four bytes do not fit one.
                let entry = trie.longer_at(bytes, at, 3);
                (if entry.is_affected() { entry } else { Entry::kept_three([lead, bytes[at + 1], bytes[at + 2]]) }, 3)
            } else {
                let entry = trie.longer_at(bytes, at, 4);
                if !entry.is_affected() {
                    tail.push_bytes(&bytes[at..at + 4]);
                    units.unit(4, 4);
                    at += 4;
                    continue;
                }
                (entry, 4)
            };
            if entry.is_long_or_stop() {
                break Some((entry, width));
            }
            tail.push_entry(entry);
            units.unit(width, entry.len());
            at += width;
        };
        let len = tail.len;
        // SAFETY: `len` bytes are initialised, and they end at a character boundary.
        unsafe { out.set_len(len) };
        if let Some((entry, width)) = special {
            if entry.is_stop() {
                return at;
            }
            let long = trie.long_output(entry).unwrap_or_default();
            out.extend_from_slice(long.as_bytes());
            units.unit(width, long.len());
            at += width;
        }
    }
    at
}

/// Gathers units into blocks for an observer.
struct UnitGatherer<'o, O: Observer> {
    observer: &'o mut O,
    starts: u64,
    unary: u64,
    len: usize,
}

impl<O: Observer> UnitGatherer<'_, O> {
    #[inline(always)]
    fn unit(&mut self, source: usize, output: usize) {
        if !O::OBSERVES {
            return;
        }
        if output > source {
            self.flush();
            return self.observer.unit(source, output);
        }
        if self.len + source > 64 {
            self.flush();
        }
        let ones = (1 << output) - 1;
        self.starts |= (ones & 1) << self.len;
        self.unary |= ones << self.len;
        self.len += source;
    }

    /// Never inlined: in the loop it would take registers that each character needs.
    #[inline(never)]
    fn flush(&mut self) {
        if self.len > 0 {
            self.observer.blocks(self.len).block(self.starts, self.unary, self.len);
            (self.starts, self.unary, self.len) = (0, 0, 0);
        }
    }
}

impl<O: Observer> Drop for UnitGatherer<'_, O> {
    #[inline(always)]
    fn drop(&mut self) {
        if O::OBSERVES {
            self.flush();
        }
    }
}

/// The longest run that [`compact_run`] rewrites, in bytes.
const MAX_RUN: usize = 192;

/// Appends the output of a run of one-byte and two-byte characters from `at` on, and returns the run's end. `None` if the
/// run is longer than [`MAX_RUN`] or contains a special character; `out` is then unchanged.
#[inline(always)]
pub(crate) fn compact_run(trie: &RewriteTrie, text: &str, mut at: usize, out: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    let low = &*trie.low;
    // SAFETY: only short entries are appended below, which are whole characters.
    let out = unsafe { out.as_mut_vec() };
    out.reserve((MAX_RUN + 3) * MAX_GROWTH + STORE_SLACK);
    let mut tail = OutputTail { start: out.as_mut_ptr(), len: out.len() };
    let longest = &bytes[..bytes.len().min(at + MAX_RUN)];
    while let Some(&lead) = longest.get(at) {
        let (entry, width) = if is_two_byte_lead(lead) {
            (two_byte_entry(low, text, at, lead), 2)
        } else if lead < 0x80 {
            (low[lead as usize], 1)
        } else {
            break;
        };
        if entry.ends_run() {
            if entry.is_long_or_stop() {
                return None;
            }
            break;
        }
        tail.push_entry(entry);
        at += width;
    }
    if at >= longest.len() && at < bytes.len() {
        return None;
    }
    let len = tail.len;
    // SAFETY: `len` bytes are initialised, and they end at a character boundary.
    unsafe { out.set_len(len) };
    Some(at)
}

/// The end of an output with reserved capacity: [`MAX_GROWTH`] bytes for each source byte, and [`STORE_SLACK`].
struct OutputTail {
    start: *mut u8,
    len: usize,
}

impl OutputTail {
    #[inline(always)]
    fn push_entry(&mut self, entry: Entry) {
        // SAFETY: a short entry has at most three bytes for each source byte, and the slack has the store's fourth.
        unsafe { self.start.add(self.len).cast::<[u8; 4]>().write(entry.bytes()) };
        self.len += entry.len();
    }

    #[inline(always)]
    fn push_bytes(&mut self, character: &[u8]) {
        // SAFETY: the capacity has three bytes for each source byte, and this writes one for one.
        unsafe { self.start.add(self.len).copy_from_nonoverlapping(character.as_ptr(), character.len()) };
        self.len += character.len();
    }
}
