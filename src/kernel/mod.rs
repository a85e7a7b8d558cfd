//! Kernels: bytes in, bytes out, over a table that says what becomes of each character.
//!
//! This is the one place that chooses which code runs; today it is plain code everywhere. Kernels know UTF-8 and
//! pages, and no letter's name. `unsafe` lives here and nowhere else.

mod pages;
mod portable;

use alloc::string::String;

use pages::Entry;
pub(crate) use pages::Pages;

/// The offset of the first character that the pages change or stop at, or the text's length.
#[inline]
pub(crate) fn scan(pages: &Pages, text: &str) -> usize {
    portable::scan(pages, text)
}

/// Appends what the pages write for the text, up to the first character that they stop at; returns its offset, or
/// the text's length.
#[inline]
pub(crate) fn compact(pages: &Pages, text: &str, out: &mut String) -> usize {
    portable::compact(pages, text, out)
}

/// Appends what the pages write for a run of characters of one and two bytes from `at` on; returns where the run ends.
/// `None`, with nothing settled about `out`, if the run is long or holds a character that has no short entry.
#[inline(always)]
pub(crate) fn compact_run(pages: &Pages, text: &str, at: usize, out: &mut String) -> Option<usize> {
    portable::compact_run(pages, text, at, out)
}

#[cfg(test)]
mod tests;
