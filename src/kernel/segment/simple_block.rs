//! Simple blocks, in lanes: a fast path for words of ASCII and of U+0620 to U+065F, with spaces and common signs
//! between.
//!
//! ```text
//! for each 64 bytes, from a place where a word may start to the last such place in them:
//!     trail  = the trail byte of U+0620 to U+065F             its high nibble determines the lead byte before it
//!     other  = a letter or digit of ASCII, an underscore
//!     sign   = a character that is in no word                 of ASCII, or of two bytes; look-ups by both nibbles
//!     middle = a character that may join two words            WB6, WB7, WB11, WB12
//!     word   = trail | trail >> 1 | other
//!     starts = word & !(word << 1)                            WB5, WB8 to WB10
//!     ends   = !word & (word << 1)
//! ```
//!
//! A block is simple if it has nothing else except signs of three and four bytes, and if masks of its words are enough:
//! no `middle` is between two words (WB6, WB7, WB11, WB12), no mark follows a sign (WB4), and no underscore starts a
//! word (WB13a, WB13b).
//!
//! No word is open at the start of a block. `classify` handles the blocks that are not simple.

use crate::kernel::segment::classify::Class;
use crate::kernel::simd::{BLOCK, Lanes, low_bits};
use crate::kernel::tables::byte_sets::{ByteIndex, ByteSet, FIRST_PACKED, LAST_PACKED, PACKED_LEAD};

/// For each high nibble of a trail byte, the lead byte of the signs of two bytes: C2 (U+00A0 to U+00BF) for A and B, D8
/// (U+0600 to U+061F) for 8 and 9.
const SIGN_LEAD: [u8; 16] = [!0, !0, !0, !0, !0, !0, !0, !0, 0xD8, 0xD8, 0xC2, 0xC2, !0, !0, !0, !0];
/// The first two bytes of U+2000 to U+203F, in the block General Punctuation, and of U+1F000 to U+1FFFF, pictographs.
const PUNCTUATION: [u8; 2] = [0xE2, 0x80];
const PICTOGRAPHS: [u8; 2] = [0xF0, 0x9F];

/// Signs of U+2000 to U+203F; U+200B is ZERO WIDTH SPACE.
pub(crate) const PUNCTUATION_SIGNS: [char; 16] =
    ['\u{200B}', '–', '—', '“', '”', '„', '‟', '†', '‡', '•', '…', '‰', '′', '″', '‹', '›'];
/// Format characters of U+2000 to U+203F, which WB4 joins to the character before: LEFT-TO-RIGHT MARK, RIGHT-TO-LEFT
/// MARK, and U+202A to U+202E, embeddings and overrides of direction.
pub(crate) const PUNCTUATION_FORMATS: [char; 7] =
    ['\u{200E}', '\u{200F}', '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}'];
/// The first of each 64 characters of U+1F000 to U+1FFFF some of which are no signs, but letters, flags or skin tones.
pub(crate) const MIXED_PICTOGRAPHS: [u32; 6] = [0x1F100, 0x1F140, 0x1F180, 0x1F1C0, 0x1F3C0, 0x1FBC0];

/// The sets of characters that simple blocks are recognized by.
pub(crate) struct SimpleBlockSets {
    /// ASCII: the signs after which a word may start, those that may join two words, and the characters of words.
    ascii_signs: ByteSet,
    ascii_middles: ByteSet,
    ascii_words: ByteSet,
    underscores: ByteSet,
    /// Trail bytes of two-byte signs, and of those that may join two numbers.
    two_byte_signs: ByteSet,
    two_byte_middles: ByteSet,
    /// Trail bytes of combining marks.
    pub(in crate::kernel) marks: ByteSet,
    /// Third bytes of signs and of format characters, after `PUNCTUATION`.
    punctuation_signs: ByteSet,
    punctuation_formats: ByteSet,
    /// Third bytes after `PICTOGRAPHS` with which the last byte decides whether the character is a sign.
    mixed_pictographs: ByteSet,
}

impl SimpleBlockSets {
    /// The sets by the classes of U+0000 to U+07FF.
    pub const fn of(classes: &[Class; 0x800]) -> Self {
        let mut sets = Self {
            ascii_signs: ByteSet::NONE,
            ascii_middles: ByteSet::NONE,
            ascii_words: ByteSet::NONE,
            underscores: ByteSet::NONE,
            two_byte_signs: ByteSet::NONE,
            two_byte_middles: ByteSet::NONE,
            marks: ByteSet::NONE,
            punctuation_signs: last_trails(&PUNCTUATION_SIGNS),
            punctuation_formats: last_trails(&PUNCTUATION_FORMATS),
            mixed_pictographs: {
                let (mut set, mut n) = (ByteSet::NONE, 0);
                while n < MIXED_PICTOGRAPHS.len() {
                    set.add(0x80 | (MIXED_PICTOGRAPHS[n] >> 6) as u8 & 0x3F);
                    n += 1;
                }
                set
            },
        };
        let mut c = 0;
        while c < 0x80 {
            match classes[c as usize] {
                Class::Sign | Class::Space => sets.ascii_signs.add(c),
                Class::Middle => sets.ascii_middles.add(c),
                Class::Letter | Class::Number => sets.ascii_words.add(c),
                Class::Underscore => {
                    sets.ascii_words.add(c);
                    sets.underscores.add(c);
                }
                Class::Joiner | Class::Undecided => {}
            }
            c += 1;
        }
        let mut trail = 0x80;
        while trail < 0xC0 {
            let lead = SIGN_LEAD[trail as usize >> 4];
            match classes[(lead as usize & 0x1F) << 6 | trail as usize & 0x3F] {
                Class::Sign => sets.two_byte_signs.add(trail),
                Class::Middle => {
                    sets.two_byte_signs.add(trail);
                    sets.two_byte_middles.add(trail);
                }
                _ => {}
            }
            trail += 1;
        }
        let mut c = FIRST_PACKED as usize;
        while c <= LAST_PACKED as usize {
            match classes[c] {
                Class::Letter => {}
                Class::Joiner => sets.marks.add(0x80 | c as u8 & 0x3F),
                _ => panic!("a packed word has only letters and marks"),
            }
            c += 1;
        }
        sets
    }

    /// The lanes of signs of three and four bytes, and of the format characters directly after a lane of `before`.
    #[inline(always)]
    fn long_signs<L: Lanes>(&self, proof: L::Proof, block: L, index: ByteIndex<L>, before: u64) -> u64 {
        let after = |first: u64, second: u64| first << 2 & second << 1;
        let all = |byte| block.equals(L::splat(proof, byte)).top_bits();
        let punctuation = after(all(PUNCTUATION[0]), all(PUNCTUATION[1]));
        let formats = self.punctuation_formats.member(index).top_bits() & before << 3;
        let thirds = (self.punctuation_signs.member(index).top_bits() | formats) & punctuation;
        let pictographs =
            after(all(PICTOGRAPHS[0]), all(PICTOGRAPHS[1])) & !self.mixed_pictographs.member(index).top_bits();
        let thirds = thirds | pictographs;
        thirds | thirds >> 1 | thirds >> 2 | pictographs << 1
    }
}

/// The last bytes of characters.
const fn last_trails(characters: &[char]) -> ByteSet {
    let (mut set, mut n) = (ByteSet::NONE, 0);
    while n < characters.len() {
        set.add(0x80 | characters[n] as u8 & 0x3F);
        n += 1;
    }
    set
}

/// The words of a simple block.
pub(in crate::kernel) struct SimpleBlock<L> {
    pub bytes: L,
    pub starts: u64,
    pub ends: u64,
    /// The trail bytes in the set that the caller watches, and the lanes of `ascii_words`.
    pub watched: u64,
    /// The trail bytes of U+0620 to U+065F.
    pub trails: u64,
    /// The ASCII characters of words.
    pub ascii_words: u64,
    /// The index for further look-ups.
    pub index: ByteIndex<L>,
    /// How many bytes are decided: up to and including the last ASCII sign, or all if the text ends in the block.
    pub decided: usize,
    /// Whether the block has 64 bytes.
    pub is_full: bool,
}

impl<L: Lanes> SimpleBlock<L> {
    /// The words of the first block of a text, or `None` if the block is not simple. `watched` must contain all marks.
    #[inline(always)]
    pub fn of(proof: L::Proof, sets: &SimpleBlockSets, watched: &ByteSet, text: &[u8]) -> Option<Self> {
        let (block, len) = match text.first_chunk() {
            Some(block) => (L::load(proof, block), BLOCK),
            // The zeros after the text are signs.
            None => (L::load_short(proof, text), text.len()),
        };
        let (previous, nibble) = (block.previous(), block.high_nibble());
        let index = ByteIndex::new(proof, block, nibble);
        let trails = nibble.lookup(&PACKED_LEAD).equals(previous).top_bits();
        let pairs = nibble.lookup(&SIGN_LEAD).equals(previous).and(sets.two_byte_signs.member(index)).top_bits();
        let signs = sets.ascii_signs.ascii(block, index);
        let middles = sets.ascii_middles.ascii(block, index);
        let ascii_words = sets.ascii_words.ascii(block, index);
        let watched = watched.member(index).top_bits() & trails | ascii_words;
        let word = trails | trails >> 1 | ascii_words;
        let after_word = word << 1;
        let starts = word & !after_word;
        let decided = len.min(BLOCK - signs.leading_zeros() as usize);
        let lanes = low_bits(decided);
        // Lanes that masks of words do not decide, or that no set covers.
        let mut not_simple = !(word | signs | middles | pairs | pairs >> 1);
        // WB6, WB7, WB11, WB12: a sign directly between two words may join them. This includes two-byte signs that join
        // no words, which are removed below.
        not_simple |= (middles & after_word | pairs & after_word << 1) & word >> 1;
        if not_simple & lanes != 0 {
            let no_middles = pairs & !sets.two_byte_middles.member(index).top_bits();
            // WB4: a format character belongs to the sign before. If that is a middle, and a word follows the format
            // character, the middle may join words.
            not_simple &= !(no_middles | sets.long_signs(proof, block, index, signs | middles & !(word >> 4)));
        }
        if watched != 0 {
            // WB4: a mark at the start of a run belongs to the sign before.
            not_simple |= sets.marks.member(index).top_bits() & trails & starts << 1;
            // WB13a, WB13b: an underscore is no word alone.
            not_simple |= sets.underscores.ascii(block, index) & starts;
        }
        let ends = !word & after_word & low_bits(decided + 1);
        (decided != 0 && not_simple & lanes == 0).then_some(Self {
            bytes: block,
            starts: starts & lanes,
            ends,
            watched: watched & lanes,
            trails,
            ascii_words,
            index,
            decided,
            is_full: len == BLOCK,
        })
    }
}
