//! Class masks of a batch, block by block: what each block leaves to the next one is carried in [`Carry`].
//!
//! ```text
//! first   = a class's characters, in the lanes of their first bytes       by look-ups, for ASCII and U+0600 to U+06FF
//! word    = first | (first & lead) << 1 | carry                           in all lanes of a character; with AVX-512 by the look-ups
//! words   = word without the joiners at the start of a run (WB4)          by a sum that carries through them
//! edges   = words ^ (words << 1 | carry)
//!
//! text       D8|A8 20 D9 84       ب, a space, ل: a block ends within ب
//! lead        1| .  .  1  .
//! first       1| .  .  1  .
//! word        1| 1  .  1  1       the first lane of the second block by `OpenCharacter::word`
//! edges       1| .  1  1  .       and that it is no edge by `Carry::in_word`
//! ```

use crate::kernel::segment::classes::{Class, Classes, JOINER, LETTER, WORD};
use crate::kernel::simd::flat::FoundCharacters;
use crate::kernel::simd::{Lanes, low_bits};
use crate::kernel::tables::lookup::LookupIndex;
use crate::kernel::tables::others::{GENERAL_LEAD, GENERAL_SECOND};
use crate::kernel::tables::trie::width;

/// The blocks of a batch.
pub(in crate::kernel) const BLOCKS: usize = 4;

/// The classes of a block's characters, in all lanes of each character; `undecided` at least in the first lane.
pub(super) struct BlockClasses {
    pub(super) word: u64,
    pub(super) letter: u64,
    pub(super) joiner: u64,
    pub(super) undecided: u64,
}

/// The classes of the characters that look-ups cover: with AVX-512 in all lanes of each character, else in its first lane.
#[derive(Clone, Copy, Default)]
pub(super) struct FirstClasses<Mask = u64> {
    pub(super) word: Mask,
    pub(super) letter: Mask,
    pub(super) joiner: Mask,
    /// The lanes of lead bytes whose classes are not in the lane after them yet.
    pub(super) lead: Mask,
    /// The first lanes of characters that are not covered; with AVX-512 of those in [`Classes::others`] alone.
    pub(super) others: Mask,
}

/// Those of the blocks of a batch, an array for each mask: two masks that were stored one by one and are loaded as a vector stall.
impl FirstClasses<[u64; BLOCKS]> {
    #[inline(always)]
    pub(super) fn set(&mut self, n: usize, first: FirstClasses) {
        (self.word[n], self.letter[n], self.joiner[n]) = (first.word, first.letter, first.joiner);
        (self.lead[n], self.others[n]) = (first.lead, first.others);
    }

    #[inline(always)]
    pub(super) fn get<L: Lanes>(&self, n: usize) -> FirstClasses {
        let (word, letter, joiner, others) = (self.word[n], self.letter[n], self.joiner[n], self.others[n]);
        // Known when the level is compiled: its look-ups find the classes of all lanes.
        let lead = if L::HAS_LARGE_LOOKUPS { 0 } else { self.lead[n] };
        FirstClasses { word, letter, joiner, lead, others }
    }
}

impl FirstClasses {
    /// `next` has each lane's next byte, `third` the one after that. `last_lead_values` is what the block before leaves.
    #[inline(always)]
    pub(super) fn of<L: Lanes>(
        proof: L::Proof,
        classes: &Classes,
        (block, next, third): (L, L, L),
        last_lead_values: &mut L,
    ) -> Self {
        let found = L::look_up((block, next, third), &classes.flat, &classes.others, *last_lead_values);
        if let Some(FoundCharacters { values, lead_values, others }) = found {
            *last_lead_values = lead_values;
            let with = |bit| {
                let bit = L::splat(proof, bit);
                values.and(bit).equals(bit).top_bits()
            };
            return Self { word: with(WORD), letter: with(LETTER), joiner: with(JOINER), lead: 0, others };
        }
        let index = LookupIndex::of(proof, block, next);
        let [word, letter, joiner] = &classes.bits;
        let (lead, leads) = (index.lead.top_bits(), L::splat(proof, 0xC0));
        Self {
            word: index.member(word).top_bits(),
            letter: index.member(letter).top_bits(),
            joiner: index.member(joiner).top_bits(),
            lead,
            others: block.and(leads).equals(leads).top_bits() & !lead,
        }
    }
}

/// The character that starts in a block and ends in the next one: the classes of its lanes there.
#[derive(Clone, Copy, Default)]
pub(super) struct OpenCharacter {
    pub(super) word: u64,
    pub(super) letter: u64,
    pub(super) joiner: u64,
}

/// What a block leaves to the next one.
#[derive(Clone, Copy, Default)]
pub(super) struct Carry {
    pub(super) open: OpenCharacter,
    /// Whether its last lane is in a run, which may be of leading joiners, and whether it is in a word.
    pub(super) in_run: u64,
    pub(super) in_word: u64,
    /// The carries of three sums: over joiners, over signs, over digits.
    pub(super) joiners: u64,
    pub(super) signs: u64,
    pub(super) digits: u64,
}

/// The boundaries of a block.
pub(super) struct BlockEdges {
    pub(super) edges: u64,
    /// The lanes of words.
    pub(super) words: u64,
    /// The places that the masks do not decide: characters and words that start with `_`; what follows a word and middle signs.
    pub(super) undecided: u64,
    pub(super) bridge: u64,
    /// The lanes after those of words.
    pub(super) after_word: u64,
    /// The ends of words without a letter.
    pub(super) letterless_ends: u64,
}

impl BlockClasses {
    /// The classes of the characters of a block, by those in the lanes of their first bytes.
    #[inline(always)]
    pub(super) fn of(first: &FirstClasses, open: &mut OpenCharacter) -> Self {
        let FirstClasses { word, letter, joiner, lead, .. } = *first;
        let widen = |mask: u64, carry: &mut u64| {
            let pairs = mask & lead;
            let wide = mask | pairs << 1 | *carry;
            *carry = pairs >> 63;
            wide
        };
        Self {
            word: widen(word, &mut open.word),
            letter: widen(letter, &mut open.letter),
            joiner: widen(joiner, &mut open.joiner),
            undecided: joiner & !word,
        }
    }

    /// Adds the characters that look-ups do not cover. Takes and returns values: a reference would keep them in memory in all of
    /// the caller's loop. Inlined: a struct that is passed in memory is loaded as vectors, which wait for its stores.
    #[inline(always)]
    pub(super) fn with_others(
        mut self,
        classes: &Classes,
        text: &str,
        at: usize,
        others: u64,
        mut open: OpenCharacter,
    ) -> (Self, OpenCharacter) {
        let bytes = text.as_bytes();
        let mut left = others;
        while left != 0 {
            let lane = left.trailing_zeros() as usize;
            left &= left - 1;
            let offset = at + lane;
            let len = width(bytes[offset]);
            let class = match bytes[offset..] {
                [lead @ ..0xE0, trail, ..] => classes.low[(lead as usize & 0x1F) << 6 | trail as usize & 0x3F] as u8,
                [GENERAL_LEAD, GENERAL_SECOND, third, ..] => classes.punctuation[third as usize & 0x3F] as u8,
                ref bytes if !classes.others.has(bytes) => Class::Sign as u8,
                _ => (classes.other)(text, offset) as u8,
            };
            let lanes = (low_bits(len) as u128) << lane;
            let (here, after) = (lanes as u64, (lanes >> 64) as u64);
            let of = |bit: u8, lanes: u64| if class & bit == 0 { 0 } else { lanes };
            (self.word, open.word) = (self.word | of(WORD, here), open.word | of(WORD, after));
            (self.letter, open.letter) = (self.letter | of(LETTER, here), open.letter | of(LETTER, after));
            (self.joiner, open.joiner) = (self.joiner | of(JOINER, here), open.joiner | of(JOINER, after));
            if class == JOINER {
                // The batch ends here.
                self.undecided |= 1 << lane;
                break;
            }
        }
        (self, open)
    }

    /// The boundaries: a run of letters, digits and marks is a word (WB5, WB8 to WB10).
    ///
    /// A sum with the first bit of a run of ones carries through the run: it clears the run, and sets the bit after it. So
    /// three sums find what runs of joiners, of signs and of digits end at:
    ///
    /// ```text
    /// text              3  .  5     a  ,  ,     b  /
    /// words             1  .  1  .  1  .  .  .  1  .
    /// signs             .  1  .  .  .  1  1  .  .  .      middle signs
    /// after a word      .  1  .  .  .  1  .  .  .  .      those of the signs
    /// sum               .  .  1  .  .  .  .  1  .  .
    /// bridge            .  .  1  .  .  .  .  .  .  .      3.5 is for the rules; the signs after a end at a space
    /// ```
    #[inline(always)]
    pub(super) fn edges(&self, carry: &mut Carry) -> BlockEdges {
        let Self { word: run, letter, joiner, undecided } = *self;
        // WB4: joiners that do not follow a word.
        let ignored = run & joiner & !letter;
        let unjoined = ignored & !(run << 1 | carry.in_run);
        let leading =
            if unjoined | carry.joiners == 0 { 0 } else { ignored & !add(ignored, unjoined, &mut carry.joiners) };
        let words = run & !leading;
        let after_word = words << 1 | carry.in_word;
        let edges = words ^ after_word;
        let starts = words & edges;
        // WB6, WB7, WB11, WB12: a middle sign after a word, with joiners (WB4), may join it to what follows.
        let signs = letter & !run | leading;
        let carried = add(signs, signs & !leading & after_word, &mut carry.signs);
        let digits = words & !(letter & !joiner);
        let after_digits = add(digits, starts & digits, &mut carry.digits);
        (carry.in_run, carry.in_word) = (run >> 63, words >> 63);
        BlockEdges {
            edges,
            words,
            undecided: undecided | starts & joiner,
            bridge: carried & !signs & (words | undecided),
            after_word,
            letterless_ends: after_digits & !words,
        }
    }
}

/// The sum with a carry in and out.
#[inline(always)]
pub(super) fn add(a: u64, b: u64, carry: &mut u64) -> u64 {
    let sum = a as u128 + b as u128 + *carry as u128;
    *carry = (sum >> 64) as u64;
    sum as u64
}
