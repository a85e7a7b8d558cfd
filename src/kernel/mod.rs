//! Kernels: bytes in, bytes out, over a table that says what becomes of each character.
//!
//! This is the one place that chooses which code runs: [`level`] once for the process. Kernels know UTF-8 and pages, and
//! no letter's name. `unsafe` lives here and nowhere else.

mod arrays;
#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod calm;
mod classify;
mod compact;
mod lanes;
mod level;
mod marks;
#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
mod neon;
mod packed;
mod packed_lines;
mod packed_sheet;
mod packed_words;
mod pages;
mod pairs;
mod portable;
mod prefetch;
mod record;
mod rows;
mod scan;
mod sets;
mod sheets;
#[cfg(any(target_arch = "x86_64", all(target_arch = "aarch64", target_feature = "neon", target_endian = "little")))]
mod shuffles;
mod slots;
mod usual;
mod window;
mod written;

use alloc::string::String;

pub(crate) use calm::Calm;
#[cfg(test)]
pub(crate) use calm::{GENERAL_FORMATS, GENERAL_SIGNS, NO_PICTURES};
pub(crate) use classify::{Class, Classes, Doubt, SegmentMarks, WordMarks};
pub(crate) use level::Level;
pub(crate) use marks::Marks;
pub(crate) use packed::{Packed, packed_bits};
#[cfg(test)]
pub(crate) use packed_lines::hash as packed_hash;
pub(crate) use packed_lines::{FACTOR, GROWTH, Known, PackedLines};
pub(crate) use packed_sheet::PackedSheet;
pub(crate) use packed_words::{PackedWord, PackedWords};
pub(crate) use pages::{Others, Pages};
pub(crate) use prefetch::prefetch;
pub(crate) use record::{Record, Units};
pub(crate) use sets::Set;
pub(crate) use sheets::Sheets;
pub(crate) use usual::{BLOCK, Usual};
use usual::{WORDS, Words};
pub(crate) use written::{WrittenWord, WrittenWords};

/// The kernels of one level: each function is the generic one, built with what the level has.
macro_rules! entries {
    ($features:literal, $lanes:ty, $proof:expr) => {
        use super::{
            Calm, Classes, Known, PackedLines, PackedSheet, PackedWord, PackedWords, Record, SegmentMarks, Sheets,
            WORDS, WordMarks, Words, WrittenWords,
        };
        use alloc::string::String;

        #[target_feature(enable = $features)]
        pub(super) fn scan(sheets: &Sheets, text: &str) -> usize {
            super::scan::scan::<$lanes>($proof, sheets, text)
        }

        #[target_feature(enable = $features)]
        pub(super) fn compact<R: Record>(sheets: &Sheets, text: &str, out: &mut String, record: &mut R) -> usize {
            super::compact::compact::<$lanes, R>($proof, sheets, text, out, record)
        }

        #[target_feature(enable = $features)]
        pub(super) fn scan_short(sheets: &Sheets, text: &str) -> usize {
            super::scan::scan_short::<$lanes>($proof, sheets, text)
        }

        #[target_feature(enable = $features)]
        pub(super) fn compact_short<R: Record>(sheets: &Sheets, text: &str, out: &mut String, record: &mut R) -> usize {
            super::compact::compact_short::<$lanes, R>($proof, sheets, text, out, record)
        }

        #[target_feature(enable = $features)]
        pub(super) fn join(noted: &[[u64; 3]], words: &mut Words) {
            super::usual::join(noted, words)
        }

        #[target_feature(enable = $features)]
        pub(super) fn find_odd(starts: &[u64], written: &[u64], odd: &mut [u64; WORDS]) -> (u64, usize) {
            super::usual::find_odd(starts, written, odd)
        }

        #[target_feature(enable = $features)]
        pub(super) fn segments(classes: &Classes, text: &str, at: usize) -> SegmentMarks {
            super::classify::segments::<$lanes>($proof, classes, text, at)
        }

        #[target_feature(enable = $features)]
        pub(super) fn words(classes: &Classes, text: &str, words: &mut WordMarks) {
            super::classify::words::<$lanes>($proof, classes, text, words)
        }

        #[target_feature(enable = $features)]
        pub(super) fn written_words(sheets: &Sheets, classes: &Classes, text: &str, out: &mut WrittenWords) {
            super::written::written_words::<$lanes>($proof, sheets, classes, text, out)
        }

        #[target_feature(enable = $features)]
        pub(super) fn packed_words(
            calm: &Calm,
            classes: &Classes,
            sheet: &PackedSheet,
            text: &str,
            lines: &PackedLines,
            out: &mut PackedWords,
        ) {
            super::packed_words::packed_words::<$lanes>($proof, calm, classes, sheet, text, lines, out)
        }

        #[target_feature(enable = $features)]
        pub(super) fn look_up(lines: &PackedLines, words: &[PackedWord], passed_over: u64, known: &mut Known) {
            super::packed_lines::look_up::<$lanes>($proof, lines, words, passed_over, known)
        }

        #[cfg(test)]
        #[target_feature(enable = $features)]
        pub(super) fn agrees_with_arrays() {
            super::tests::lanes::agrees_with_arrays::<$lanes>($proof)
        }
    };
}
use entries;

/// Calls the level's own function, or takes what stands after `plain` where there is none.
macro_rules! by_level {
    ($level:expr, $call:ident($($argument:expr),*), plain: $plain:expr) => {
        match $level {
            // SAFETY: a level is chosen only where the processor has it.
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => unsafe { avx512::$call($($argument),*) },
            // SAFETY: the same.
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => unsafe { avx2::$call($($argument),*) },
            // SAFETY: the same; here it is part of the target.
            #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
            Level::Neon => unsafe { neon::$call($($argument),*) },
            _ => $plain,
        }
    };
}

/// A text of so many bytes is one block.
const SHORT: usize = lanes::BLOCK;
/// So many bytes are blocks that are not worth the loop's preparations.
const FEW: usize = 4 * SHORT;

/// The level that runs: see [`Level`].
pub(crate) fn level() -> Level {
    level::chosen()
}

/// See [`level::at_level`].
#[cfg(feature = "__fuzzing")]
pub(crate) fn at_level<T>(level: Level, run: impl FnOnce() -> T) -> Option<T> {
    level::at_level(level, run)
}

/// The offset of the first character that the pages change or stop at, or the text's length.
#[inline(always)]
pub(crate) fn scan(sheets: &Sheets, text: &str) -> usize {
    scan_at(level(), sheets, text)
}

#[inline(always)]
fn scan_at(level: Level, sheets: &Sheets, text: &str) -> usize {
    if text.len() <= SHORT {
        return by_level!(level, scan_short(sheets, text), plain: portable::scan(&sheets.pages, text));
    }
    by_level!(level, scan(sheets, text), plain: portable::scan(&sheets.pages, text))
}

/// Bytes between two stops that are near each other.
pub(crate) const NEAR_STOP: usize = 24;

/// Appends what the pages write for the text, up to the first character that they stop at; returns its offset, or
/// the text's length. What is written for which bytes is recorded; `()` records nothing and costs nothing.
#[inline(always)]
pub(crate) fn compact<R: Record>(sheets: &Sheets, text: &str, out: &mut String, record: &mut R) -> usize {
    compact_at(level(), sheets, text, out, record)
}

/// The same where the next stop is likely to be near: plain code passes a few characters sooner than vector code a block.
pub(crate) fn compact_near<R: Record>(sheets: &Sheets, text: &str, out: &mut String, record: &mut R) -> usize {
    let near = (0..=text.len().min(NEAR_STOP)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    match portable::compact(&sheets.pages, &text[..near], out, record) {
        done if done < near => done,
        done => done + compact(sheets, &text[done..], out, record),
    }
}

#[inline(always)]
fn compact_at<R: Record>(level: Level, sheets: &Sheets, text: &str, out: &mut String, record: &mut R) -> usize {
    match text.len() {
        len if len <= SHORT => {
            by_level!(level, compact_short(sheets, text, out, record), plain: portable::compact(&sheets.pages, text, out, record))
        }
        len if len <= FEW => compact_few(level, sheets, text, out, record),
        _ => {
            by_level!(level, compact(sheets, text, out, record), plain: portable::compact(&sheets.pages, text, out, record))
        }
    }
}

/// One short text after the other.
#[inline(never)]
fn compact_few<R: Record>(level: Level, sheets: &Sheets, text: &str, out: &mut String, record: &mut R) -> usize {
    let mut at = 0;
    while at < text.len() {
        let end = (at..=text.len().min(at + SHORT)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(text.len());
        let piece = &text[at..end];
        let done = by_level!(level, compact_short(sheets, piece, out, record), plain: portable::compact(&sheets.pages, piece, out, record));
        at += done;
        if at < end {
            break;
        }
    }
    at
}

/// See [`usual::join`].
#[inline]
fn join(noted: &[[u64; 3]], words: &mut Words) {
    by_level!(level(), join(noted, words), plain: usual::join(noted, words))
}

/// See [`usual::find_odd`].
#[inline]
fn find_odd(starts: &[u64], written: &[u64], odd: &mut [u64; WORDS]) -> (u64, usize) {
    by_level!(level(), find_odd(starts, written, odd), plain: usual::find_odd(starts, written, odd))
}

/// The segments of the text from `at` on, a boundary inside it; `None` where the level is plain code.
#[inline]
pub(crate) fn segments(level: Level, classes: &Classes, text: &str, at: usize) -> Option<SegmentMarks> {
    Some(by_level!(level, segments(classes, text, at), plain: return None))
}

/// Goes on to the next block of the text's words, and settles what it can; nothing where the level is plain code.
#[inline]
pub(crate) fn words(level: Level, classes: &Classes, text: &str, words: &mut WordMarks) {
    by_level!(level, words(classes, text, words), plain: ())
}

/// The same, with what the pages write for each word.
#[inline]
pub(crate) fn written_words(level: Level, sheets: &Sheets, classes: &Classes, text: &str, out: &mut WrittenWords) {
    by_level!(level, written_words(sheets, classes, text, out), plain: ())
}

/// Goes on through the text's words until there are enough or one is for the rules, and finds what they are as numbers,
/// maybe without some of what the sheet deletes; nothing where the level is plain code.
#[inline]
pub(crate) fn packed_words(
    level: Level,
    calm: &Calm,
    classes: &Classes,
    sheet: &PackedSheet,
    text: &str,
    lines: &PackedLines,
    out: &mut PackedWords,
) {
    by_level!(level, packed_words(calm, classes, sheet, text, lines, out), plain: ())
}

/// The values of words that stand in their own lines, and their texts, but for those whose value is passed over.
#[inline]
pub(crate) fn look_up(level: Level, lines: &PackedLines, words: &[PackedWord], passed_over: u64, known: &mut Known) {
    by_level!(level, look_up(lines, words, passed_over, known), plain: packed_lines::look_up::<arrays::Arrays>(arrays::Proof, lines, words, passed_over, known))
}

/// Appends what the pages write for a run of characters of one and two bytes from `at` on; returns where the run ends.
/// `None`, with nothing settled about `out`, if the run is long or holds a character that has no short entry.
#[inline(always)]
pub(crate) fn compact_run(pages: &Pages, text: &str, at: usize, out: &mut String) -> Option<usize> {
    portable::compact_run(pages, text, at, out)
}

#[cfg(test)]
mod tests;
