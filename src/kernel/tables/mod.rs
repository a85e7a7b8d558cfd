//! The rewrite table in the forms that the kernels read: a trie, and sets and maps for vector look-ups.
//!
//! ```text
//!                    written    narrow    affected  replaced  dropped    arabic, by XOR
//! U+0623 to U+0627   27                      1         1         .       04 = 23 ^ 27, the low bytes
//! U+064E deleted     DELETED                 1         .         1
//! U+0662 to 2        NARROW     32           1         1         1       50 = 62 ^ 32
//! U+0628 kept        28                      .         .         .
//! ```

pub(in crate::kernel) mod lookup;
pub(in crate::kernel) mod others;
pub(in crate::kernel) mod trie;

use crate::kernel::simd::flat::{DELETED, FirstSet, FlatTable, NARROW, OrdinaryTables, PairSet, SPECIAL};
use crate::kernel::simd::nibbles::{self, ARABIC_LEAD, ByteMap, ByteRules, Layer, NibbleSet};
use crate::kernel::tables::others::OtherFilter;
use crate::kernel::tables::trie::{Entry, RewriteTrie};

/// A rewrite trie, and vector look-ups made of it.
///
/// The sets and maps cover ASCII and U+0600 to U+06FF. Two sets tell what happens to a covered character:
///
/// | `replaced` | `dropped` | |
/// |---|---|---|
/// | no | no | it is kept |
/// | yes | no | it is replaced by a character of the same range |
/// | no | yes | it is deleted |
/// | yes | yes | `special`: it grows, is replaced by a character of another range, or stops the kernel; else two bytes become one |
pub(crate) struct VectorTables {
    pub trie: RewriteTrie,
    /// The characters that the table changes, or stops at.
    pub affected: NibbleSet,
    pub replaced: NibbleSet,
    pub dropped: NibbleSet,
    pub special: NibbleSet,
    pub(in crate::kernel) ascii: ByteMap,
    pub(in crate::kernel) arabic: ByteMap,
    /// See [`written_byte`].
    pub(in crate::kernel) ordinary: OrdinaryTables,
    /// Whether some character's short output has a space. Characters with long outputs are special in any case.
    pub writes_space: bool,
    /// The same of covered characters.
    pub(in crate::kernel) covered_writes_space: bool,
    pub(in crate::kernel) others: OtherFilter,
    /// The first two bytes of all affected characters.
    pub(in crate::kernel) affected_firsts: FirstSet,
}

/// Lead bytes with a set of second bytes of their own: of U+0080 to U+00FF, U+2000 to U+3FFF, U+F000 to U+3FFFF and
/// U+C0000 to U+FFFFF.
const OTHER_LEADS: [u8; 7] = [0xC2, 0xC3, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3];
/// Those of U+0600 to U+06FF, and the most frequent others.
const LEADS: [u8; 7] = [0xD8, 0xD9, 0xDA, 0xDB, 0xC2, 0xE2, 0xF0];

impl VectorTables {
    pub fn new(trie: RewriteTrie) -> Self {
        let [mut affected, mut replaced, mut dropped, mut special] = [NibbleSet::NONE; 4];
        let (mut ascii, mut arabic) = (ByteRules::default(), ByteRules::default());
        let (mut written, mut narrow) = (FlatTable::ZERO, [0; 64]);
        for c in nibbles::covered_code_points() {
            let entry = trie.low[c as usize];
            let (byte, first) = (written_byte(c, entry), entry.bytes()[0]);
            // Narrow characters with the same six bits and other bytes are rare: all but the first are special with AVX-512.
            let is_free = first != 0 && [0, first].contains(&narrow[c as usize & 0x3F]);
            if byte == NARROW && is_free {
                narrow[c as usize & 0x3F] = first;
            }
            written.set(c, if byte == NARROW && !is_free { SPECIAL } else { byte });
            if !entry.is_affected() {
                continue;
            }
            affected.add(c);
            if byte >= DELETED {
                dropped.add(c);
            }
            if byte != DELETED {
                replaced.add(c);
            }
            let to = if byte == NARROW { first } else { byte };
            match byte {
                DELETED => {}
                SPECIAL => special.add(c),
                _ => (if c < 0x80 { &mut ascii } else { &mut arabic }).push((c as u8, c as u8 ^ to)),
            }
        }
        let (ascii, arabic) = (ByteMap::new(&ascii), ByteMap::new(&arabic));
        let writes_space =
            |entry: Entry| entry.is_affected() && !entry.is_long() && entry.bytes()[..entry.len()].contains(&b' ');
        let covered_writes_space = nibbles::covered_code_points().any(|c| writes_space(trie.low[c as usize]));
        let writes_space = trie.all().any(writes_space);
        let others = OtherFilter::new(&trie);
        let pairs = PairSet::new(OTHER_LEADS, |lead, next| lead & 0xFC != ARABIC_LEAD && trie.affects(lead, next));
        let ordinary = OrdinaryTables { written, narrow, affected: pairs };
        let affected_firsts = FirstSet {
            ascii: core::array::from_fn(|c| trie.low[c].is_affected() as u8),
            pairs: PairSet::new(LEADS, |lead, second| trie.affects(lead, second)),
        };
        Self {
            trie,
            affected,
            replaced,
            dropped,
            special,
            ascii,
            arabic,
            ordinary,
            writes_space,
            covered_writes_space,
            others,
            affected_firsts,
        }
    }

    /// The memory that the tables take, in bytes.
    pub fn size(&self) -> usize {
        let layers = self.ascii.more_layers.len() + self.arabic.more_layers.len();
        self.trie.size() + size_of::<Self>() + layers * size_of::<Layer>()
    }
}

/// The low byte of the character that is written for a covered one. U+06FD to U+06FF, whose low bytes have another meaning,
/// are special, and so is a character that becomes U+0600 or U+0000.
fn written_byte(c: u32, entry: Entry) -> u8 {
    let (is_ascii, bytes) = (c < 0x80, entry.bytes());
    let same_length = match entry.len() {
        _ if !entry.is_affected() => Some(c as u8),
        _ if entry.is_long_or_stop() => None,
        0 => return DELETED,
        1 if is_ascii => Some(bytes[0]),
        1 => return NARROW,
        2 if !is_ascii && bytes[0] & 0xFC == ARABIC_LEAD => Some(bytes[0] << 6 | bytes[1] & 0x3F),
        _ => None,
    };
    // Zero is what is found in the lanes of characters that are not covered.
    same_length.filter(|&byte| byte < DELETED && (byte > 0 || c as u8 == 0)).unwrap_or(SPECIAL)
}
