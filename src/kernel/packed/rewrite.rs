//! What pages write for packed words: letter by letter, where they settle a word alone.

use crate::kernel::packed::PackedWord;
use crate::kernel::tables::byte_sets::ByteSet;
use crate::kernel::tables::byte_sets::{FIRST_PACKED, LAST_PACKED};
use crate::kernel::tables::trie::RewriteTrie;

/// The six low bits of what is written for a character; above them, that nothing is written.
const GONE: u8 = 0x40;

/// RewriteTrie, as packed words are written by them. A set of characters has a bit for each by its six low bits.
#[derive(Clone, Debug)]
pub(crate) struct PackedRewrite {
    to: [u8; 64],
    /// Those for which these pages are not enough, or those others; a word is settled that has none of one of them.
    stops: [u64; 2],
    /// Those that go, and those that make that more than going.
    pub(in crate::kernel) deleted: ByteSet,
    pub(in crate::kernel) unsettled: ByteSet,
}

impl PackedRewrite {
    /// A sheet that settles no word.
    pub const NONE: Self = Self { to: [GONE; 64], stops: [!0; 2], deleted: ByteSet::of(0), unsettled: ByteSet::of(!0) };

    /// A sheet of pages, and of others that stop elsewhere and write the same.
    pub fn new(pages: [&RewriteTrie; 2]) -> Self {
        let (mut sheet, mut deleted) = (Self { stops: [0; 2], ..Self::NONE }, 0);
        for c in FIRST_PACKED..=LAST_PACKED {
            let (n, entries) = (c as usize & 63, pages.map(|pages| pages.low[c as usize]));
            let (bytes, len) = (entries[0].bytes(), entries[0].len());
            let written = core::str::from_utf8(&bytes[..len]).ok().and_then(PackedWord::of).filter(|to| to.len() == 1);
            let is_settled = !entries[0].is_long() && (written.is_some() || len == 0);
            for (stops, entry) in sheet.stops.iter_mut().zip(entries) {
                *stops |= u64::from(entry.is_stop() || !is_settled) << n;
            }
            match written {
                Some(to) => sheet.to[n] = to.0 as u8 & 63,
                None => deleted |= u64::from(is_settled) << n,
            }
        }
        sheet.deleted = ByteSet::of(deleted & !sheet.stops[1]);
        sheet.unsettled = ByteSet::of(sheet.stops[1]);
        sheet
    }

    /// The word as it is written; `None` where the pages do not settle that alone, or nothing is left.
    #[inline]
    pub fn write(&self, word: PackedWord) -> Option<PackedWord> {
        let (mut rest, mut seen, mut written, mut len) = (word.0, 0_u64, 0, 0);
        for _ in 0..word.len() {
            let n = rest & 63;
            let to = u64::from(self.to[n as usize]);
            // What is gone is written over, and does not count.
            written |= (to & 63) << (6 * len) & u64::from(to < GONE.into()).wrapping_neg();
            len += u64::from(to < GONE.into());
            seen |= 1 << n;
            rest >>= 6;
        }
        let is_settled = self.stops.iter().any(|stops| seen & stops == 0);
        (is_settled && len > 0).then_some(PackedWord(written | len << 60))
    }
}
