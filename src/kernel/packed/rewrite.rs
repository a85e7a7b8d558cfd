//! The rewrite table for packed words, letter by letter.

use crate::kernel::packed::PackedWord;
use crate::kernel::tables::byte_sets::{ByteSet, FIRST_PACKED, LAST_PACKED};
use crate::kernel::tables::trie::RewriteTrie;

/// The output of a deleted character. The outputs of all others are six bits.
const DELETED: u8 = 0x40;

/// Two rewrite tries as a table for packed words. In its sets of characters, a character's bit number is the low six
/// bits of its code point.
#[derive(Clone, Debug)]
pub(crate) struct PackedRewrite {
    to: [u8; 64],
    /// For each trie, the characters whose output is not decided by this table alone. A word is rewritten here if one
    /// of the tries decides all of its characters.
    stops: [u64; 2],
    /// Deleted characters, and the characters beside which a deletion needs the slow path.
    pub(in crate::kernel) deleted: ByteSet,
    pub(in crate::kernel) blocks_deletion: ByteSet,
}

impl PackedRewrite {
    /// A table that rewrites no word.
    pub const NONE: Self = Self {
        to: [DELETED; 64],
        stops: [!0; 2],
        deleted: ByteSet::NONE,
        blocks_deletion: ByteSet::from_trail_bits(!0),
    };

    /// A table of two tries with equal outputs, which may stop at different characters.
    pub fn new(tries: [&RewriteTrie; 2]) -> Self {
        let (mut table, mut deleted) = (Self { stops: [0; 2], ..Self::NONE }, 0);
        for c in FIRST_PACKED..=LAST_PACKED {
            let (n, entries) = (c as usize & 63, tries.map(|trie| trie.low[c as usize]));
            let (bytes, len) = (entries[0].bytes(), entries[0].len());
            let output = core::str::from_utf8(&bytes[..len]).ok().and_then(PackedWord::of).filter(|to| to.len() == 1);
            let is_decided = !entries[0].is_long() && (output.is_some() || len == 0);
            for (stops, entry) in table.stops.iter_mut().zip(entries) {
                *stops |= u64::from(entry.is_stop() || !is_decided) << n;
            }
            match output {
                Some(to) => table.to[n] = to.0 as u8 & 63,
                None => deleted |= u64::from(is_decided) << n,
            }
        }
        table.deleted = ByteSet::from_trail_bits(deleted & !table.stops[1]);
        table.blocks_deletion = ByteSet::from_trail_bits(table.stops[1]);
        table
    }

    /// The rewritten word. `None` if the table does not decide it alone, or if the output is empty.
    #[inline]
    pub fn write(&self, word: PackedWord) -> Option<PackedWord> {
        let (mut rest, mut seen, mut written, mut len) = (word.0, 0_u64, 0, 0);
        for _ in 0..word.len() {
            let n = rest & 63;
            let to = u64::from(self.to[n as usize]);
            // Without a branch: a deleted character adds no bits and no length.
            written |= (to & 63) << (6 * len) & u64::from(to < DELETED.into()).wrapping_neg();
            len += u64::from(to < DELETED.into());
            seen |= 1 << n;
            rest >>= 6;
        }
        let is_decided = self.stops.iter().any(|stops| seen & stops == 0);
        (is_decided && len > 0).then_some(PackedWord(written | len << 60))
    }
}
