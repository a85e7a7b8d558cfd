//! SimpleBlockSets blocks, in lanes: words of letters and marks of U+0620 to U+065F and of ASCII, with spaces and signs between.
//!
//! ```text
//! for each 64 bytes, up to the last of them behind which a word may start:
//!     trail  = the second byte of such a letter or mark       its high half tells the lead before it
//!     other  = a letter or digit of ASCII, an underscore
//!     sign   = what no word has                               of ASCII, or a pair of bytes; look-ups by both halves
//!     middle = what a word may have in its middle
//!     word   = trail | trail >> 1 | other
//!     starts = word & !(word << 1)
//!     ends   = !word & (word << 1)
//! calm is a block that holds nothing else but signs of three and four bytes, no middle between words, no mark behind a
//! sign, and no underscore at a word's start
//! ```
//!
//! A block begins where a word may, so none is open; classify sees to the blocks that are not calm.

use crate::kernel::segment::classify::Class;
use crate::kernel::simd::{BLOCK, Lanes, low_bits};
use crate::kernel::tables::byte_sets::{ByteSet, LEAD_OF, rows};
use crate::kernel::tables::byte_sets::{FIRST_PACKED, LAST_PACKED};

/// For each high half of a trail, the lead that is looked for before a sign of two bytes: D8 before the lower halves of
/// trails (U+0600 to U+061F), C2 before the upper ones (U+00A0 to U+00BF).
const LEAD_OF_SIGN: [u8; 16] = [!0, !0, !0, !0, !0, !0, !0, !0, 0xD8, 0xD8, 0xC2, 0xC2, !0, !0, !0, !0];
/// What comes before the trails of U+2000 to U+203F, and of U+1F000 to U+1FFFF.
const GENERAL: [u8; 2] = [0xE2, 0x80];
const PICTURES: [u8; 2] = [0xF0, 0x9F];

/// Signs of U+2000 to U+203F.
pub(crate) const GENERAL_SIGNS: [char; 16] =
    ['\u{200B}', '–', '—', '“', '”', '„', '‟', '†', '‡', '•', '…', '‰', '′', '″', '‹', '›'];
/// Format characters there: they belong to what stands before them.
pub(crate) const GENERAL_FORMATS: [char; 7] =
    ['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}'];
/// The first of those sixty-four characters of U+1F000 to U+1FFFF of which some are letters, flags or skin tones.
pub(crate) const NO_PICTURES: [u32; 6] = [0x1F100, 0x1F140, 0x1F180, 0x1F1C0, 0x1F3C0, 0x1FBC0];

/// What calm blocks are known by.
pub(crate) struct SimpleBlockSets {
    /// Of ASCII: signs behind which a word may start, those that a word may have in its middle, and what words are made of.
    signs: ByteSet,
    middles: ByteSet,
    others: ByteSet,
    underscores: ByteSet,
    /// The trails of signs of two bytes, and of those that a number may have in its middle.
    pairs: ByteSet,
    middle_pairs: ByteSet,
    /// UnitBits.
    pub(in crate::kernel) joiners: ByteSet,
    /// The trails of what stands behind `GENERAL`, and those behind `PICTURES` that are no signs.
    general: ByteSet,
    formats: ByteSet,
    no_pictures: ByteSet,
}

impl SimpleBlockSets {
    /// As classes of U+0000 to U+07FF tell: what makes words, and what parts them.
    pub const fn of(classes: &[Class; 0x800]) -> Self {
        let mut calm = Self {
            signs: ByteSet::NONE,
            middles: ByteSet::NONE,
            others: ByteSet::NONE,
            underscores: ByteSet::NONE,
            pairs: ByteSet::NONE,
            middle_pairs: ByteSet::NONE,
            joiners: ByteSet::NONE,
            general: last_trails(&GENERAL_SIGNS),
            formats: last_trails(&GENERAL_FORMATS),
            no_pictures: {
                let (mut rows, mut n) = (ByteSet::NONE, 0);
                while n < NO_PICTURES.len() {
                    rows.add(0x80 | (NO_PICTURES[n] >> 6) as u8 & 0x3F);
                    n += 1;
                }
                rows
            },
        };
        let mut c = 0;
        while c < 0x80 {
            match classes[c as usize] {
                Class::Sign | Class::Space => calm.signs.add(c),
                Class::Middle => calm.middles.add(c),
                Class::Letter | Class::Number => calm.others.add(c),
                Class::Underscore => {
                    calm.others.add(c);
                    calm.underscores.add(c);
                }
                Class::Joiner | Class::Undecided => {}
            }
            c += 1;
        }
        let mut trail = 0x80;
        while trail < 0xC0 {
            let lead = LEAD_OF_SIGN[trail as usize >> 4];
            match classes[(lead as usize & 0x1F) << 6 | trail as usize & 0x3F] {
                Class::Sign => calm.pairs.add(trail),
                Class::Middle => {
                    calm.pairs.add(trail);
                    calm.middle_pairs.add(trail);
                }
                _ => {}
            }
            trail += 1;
        }
        let mut c = FIRST_PACKED as usize;
        while c <= LAST_PACKED as usize {
            match classes[c] {
                Class::Letter => {}
                Class::Joiner => calm.joiners.add(0x80 | c as u8 & 0x3F),
                _ => panic!("what stands in packed words makes words"),
            }
            c += 1;
        }
        calm
    }

    /// The lanes of signs of three and four bytes, and of format characters that stand behind one of some lanes.
    #[inline(always)]
    fn long_signs<L: Lanes>(&self, proof: L::Proof, block: L, (low, row): (L, L), before: u64) -> u64 {
        let behind = |first: u64, second: u64| first << 2 & second << 1;
        let all = |byte| block.equals(L::splat(proof, byte)).top_bits();
        let general = behind(all(GENERAL[0]), all(GENERAL[1]));
        let formats = self.formats.member(low, row).top_bits() & before << 3;
        let threes = (self.general.member(low, row).top_bits() | formats) & general;
        let pictures = behind(all(PICTURES[0]), all(PICTURES[1])) & !self.no_pictures.member(low, row).top_bits();
        let ends = threes | pictures;
        ends | ends >> 1 | ends >> 2 | pictures << 1
    }
}

/// The last bytes of characters.
const fn last_trails(characters: &[char]) -> ByteSet {
    let (mut rows, mut n) = (ByteSet::NONE, 0);
    while n < characters.len() {
        rows.add(0x80 | characters[n] as u8 & 0x3F);
        n += 1;
    }
    rows
}

/// The words of a block that is calm.
pub(in crate::kernel) struct SimpleBlock<L> {
    pub bytes: L,
    pub starts: u64,
    pub ends: u64,
    /// The trails of those characters that were asked for, and what is of ASCII.
    pub noted: u64,
    pub trails: u64,
    pub others: u64,
    /// What more is to be looked up by.
    pub low: L,
    pub row: L,
    /// How many bytes are settled: up to the last sign of ASCII, with it, or to the text's end.
    pub settled: usize,
    /// Whether there are so many bytes as in a block.
    pub is_full: bool,
}

impl<L: Lanes> SimpleBlock<L> {
    /// The words of the block that a text starts with; `None` where it is not calm. `noted` holds all joiners.
    #[inline(always)]
    pub fn of(proof: L::Proof, calm: &SimpleBlockSets, noted: &ByteSet, text: &[u8]) -> Option<Self> {
        let (block, len) = match text.first_chunk() {
            Some(block) => (L::load(proof, block), BLOCK),
            // The zeros behind the text are signs.
            None => (L::load_short(proof, text), text.len()),
        };
        let (previous, nibble) = (block.previous(), block.high_nibble());
        let (low, row) = rows(proof, block, nibble);
        let trails = nibble.lookup(&LEAD_OF).equals(previous).top_bits();
        let pairs = nibble.lookup(&LEAD_OF_SIGN).equals(previous).and(calm.pairs.member(low, row)).top_bits();
        let signs = calm.signs.ascii(block, row);
        let middles = calm.middles.ascii(block, row);
        let others = calm.others.ascii(block, row);
        let noted = noted.member(low, row).top_bits() & trails | others;
        let word = trails | trails >> 1 | others;
        let behind = word << 1;
        let starts = word & !behind;
        let settled = len.min(BLOCK - signs.leading_zeros() as usize);
        let lanes = low_bits(settled);
        let mut odd = !(word | signs | middles | pairs | pairs >> 1);
        // What stands between two words; of pairs, more than join them.
        odd |= (middles & behind | pairs & behind << 1) & word >> 1;
        if odd & lanes != 0 {
            let no_middles = pairs & !calm.middle_pairs.member(low, row).top_bits();
            odd &= !(no_middles | calm.long_signs(proof, block, (low, row), signs | middles & !(word >> 4)));
        }
        if noted != 0 {
            odd |= calm.joiners.member(low, row).top_bits() & trails & starts << 1;
            odd |= calm.underscores.ascii(block, row) & starts;
        }
        let ends = !word & behind & low_bits(settled + 1);
        (settled != 0 && odd & lanes == 0).then_some(Self {
            bytes: block,
            starts: starts & lanes,
            ends,
            noted: noted & lanes,
            trails,
            others,
            low,
            row,
            settled,
            is_full: len == BLOCK,
        })
    }
}
