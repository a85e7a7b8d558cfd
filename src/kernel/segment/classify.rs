//! Classify, in lanes: where words start and end, 63 bytes at a time, by masks and bit arithmetic.
//!
//! ```text
//! for each 63 bytes:
//!     word, middle, undecided = a mask of each class         three look-ups give three bits of it
//!     starts = word & !(word << 1)             a run of letters, digits and their marks is one segment,
//!     ends   = !word & (word << 1)             what is neither stands alone
//!     marks at the start of a run belong to what stands before it: they are taken out of `word`
//!     doubt  = the first place that this does not decide:
//!              an undecided character             Hebrew, Katakana, flags, a ZWJ, CR, …
//!              a word, a middle sign, a word      3.5 is one segment, a,b three
//!     settled = the start of the segment in which the doubt is: all before it is exact
//!
//! text       ق  ا  ل  :     3  .  5     ن  ع  م          "قال: 3.5 نعم", a lane a character
//! word       1  1  1  .  .  1  .  1  .  1  1  1
//! middle     .  .  .  1  .  .  1  .  .  .  .  .
//! starts     1  .  .  .  .  1  .  1  .  1  .  .
//! ends       .  .  .  1  .  .  1  .  1  .  .  .
//! doubt      .  .  .  .  .  .  .  1  .  .  .  .           so what starts at "3" is not settled
//! ```
//!
//! The caller takes what is settled from the masks, the segment in doubt from the rules over the full tables, and goes
//! on where that ends. A word that the block's edge cuts is open, and the next block goes on with it, so that no block
//! waits for the one before; tokens of every kind take the edge as a doubt instead.

use crate::kernel::simd::block::Block;
use crate::kernel::simd::nibbles::NibbleSet;
use crate::kernel::simd::{BLOCK, Lanes, low_bits};
use crate::kernel::tables::lookup::{LookupIndex, others, whole};
use crate::kernel::tables::trie::width;

/// Bytes that are classified at once: a bit is left for what stands behind them.
pub(in crate::kernel) const SPAN: usize = BLOCK - 1;

/// What a character is to the bit arithmetic: three bits.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// It stands alone.
    Sign = 0,
    /// A number: it goes on a word, and no more is asked of it.
    Number = WORD,
    /// A letter.
    Letter = WORD | LETTER,
    /// What goes on a word, and else belongs to what stands before it: a mark, a format character.
    Joiner = WORD | JOINER,
    /// An underscore: it goes on a word; whether it starts one, the rules decide.
    Underscore = WORD | LETTER | JOINER,
    /// A sign that may stand in the middle of a word or number.
    Middle = LETTER,
    /// The rules decide.
    Undecided = JOINER,
    /// A space: several are one segment.
    Space = LETTER | JOINER,
}

const WORD: u8 = 1;
/// A letter among what makes words; elsewhere a sign in the middle, or a space.
const LETTER: u8 = 2;
/// A joiner among what makes words; elsewhere undecided, or a space.
const JOINER: u8 = 4;

/// The class of each character.
pub(crate) struct Classes {
    /// Those that look-ups know, as the sets of those with each of the three bits.
    pub bits: [NibbleSet; 3],
    /// The others, by look-up: of the one that starts at this offset.
    pub other: fn(&str, usize) -> Class,
}

impl Classes {
    /// Gives a character its class, if look-ups know it.
    pub const fn add(&mut self, c: u32, class: Class) {
        let mut bit = 0;
        while bit < 3 {
            if class as u8 >> bit & 1 == 1 {
                self.bits[bit].add(c);
            }
            bit += 1;
        }
    }
}

/// The segments that a block settles. Bit 0 of a mask is the byte at which the block starts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SegmentMasks {
    /// The first byte of each.
    pub starts: u64,
    /// Bytes of letters, and of anything in words.
    pub letters: u64,
    pub words: u64,
    /// How many bytes are settled.
    pub settled: usize,
    /// Whether the next segment is for the rules to find.
    pub doubt: bool,
}

/// A place in a text whose words are looked for block by block, and the words that the last block settled.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordMasks {
    /// Where the block starts, the first byte in it of each word or number, and the byte behind it.
    pub block: usize,
    pub starts: u64,
    pub ends: u64,
    /// Bytes of letters.
    pub letters: u64,
    /// Where to go on. WordMasks before it are settled.
    pub at: usize,
    /// What is for the rules to find there.
    pub doubt: Doubt,
    /// Whether a block ended there, so that it may be no boundary.
    pub cut: bool,
    /// The word that goes on there.
    pub open: Option<Open>,
    /// A word that was open before the block, where that has settled it.
    pub closed: Option<(Open, usize)>,
}

/// A word whose end is not seen yet: its start, and whether it holds a letter so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub start: usize,
    pub has_letter: bool,
}

impl WordMasks {
    /// Goes on at a boundary.
    #[inline]
    pub fn go_on(&mut self, at: usize) {
        (self.at, self.doubt, self.cut, self.open) = (at, Doubt::None, false, None);
    }
}

/// What the masks leave to the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Doubt {
    #[default]
    None,
    /// The segment that starts where the settled part ends.
    Segment,
    /// The word that was open before the block.
    Open,
    /// A segment that may have started before the block: that of the character before it.
    Before,
}

/// The masks of a block, before they are cut where they are settled.
pub(in crate::kernel) struct Masks {
    pub word: u64,
    letter: u64,
    joiner: u64,
    /// The first bytes of characters.
    first: u64,
    len: usize,
}

#[inline(always)]
pub(in crate::kernel) fn masks<L: Lanes>(
    proof: L::Proof,
    classes: &Classes,
    slots: &LookupIndex<L>,
    window: &Block<L>,
    text: &str,
    at: usize,
) -> Masks {
    let trail = slots.trail.top_bits();
    let [word, letter, joiner] = &classes.bits;
    let mut word = whole(slots.member(word).top_bits(), trail);
    let mut letter = whole(slots.member(letter).top_bits(), trail);
    let mut joiner = whole(slots.member(joiner).top_bits(), trail);
    let mut trails = trail;
    let others = others(window.bytes.top_bits(), trail) & window.valid;
    if others != 0 {
        let is_trail = window.bytes.and(L::splat(proof, 0xC0)).equals(L::splat(proof, 0x80)).top_bits();
        trails |= is_trail;
        let mut leads = others & !is_trail;
        while leads != 0 {
            let lane = leads.trailing_zeros() as usize;
            leads &= leads - 1;
            let offset = at + lane - window.first;
            let class = (classes.other)(text, offset) as u8;
            let lanes = low_bits(width(text.as_bytes()[offset])) << lane;
            let bit = |bit: u8| if class & bit != 0 { lanes } else { 0 };
            word |= bit(WORD);
            letter |= bit(LETTER);
            joiner |= bit(JOINER);
        }
    }
    let cut = |mask: u64| (mask & window.valid) >> window.first;
    Masks { word: cut(word), letter: cut(letter), joiner: cut(joiner), first: cut(!trails), len: window.len }
}

/// What the masks say of a block before its segments are cut off.
struct Edges {
    /// Where words start and end, and where segments start.
    starts: u64,
    ends: u64,
    segments: u64,
    /// Joiners at the start of a run: they belong to what stands before it, and are in no word.
    leading: u64,
    /// Undecided characters, and underscores that start a word.
    alone: u64,
    /// What stands behind signs in the middle and decides what they are.
    bridge: u64,
    /// The signs behind a word, and joiners behind them.
    bridged: u64,
    letters: u64,
    words: u64,
}

impl Masks {
    /// `open` is whether the byte before the block is a word's, `is_last` whether no text stands behind the block.
    #[inline(always)]
    fn edges(&self, open: bool, is_last: bool) -> Edges {
        let Self { word: run, letter, joiner, first, len } = *self;
        let open = open as u64;
        // An addition at the start of a row of ones carries through it, clears them and sets the place behind.
        let ignored = run & joiner & !letter;
        let leading = ignored & !(ignored + (ignored & !(run << 1 | open)));
        let words = run & !leading;
        let behind = words << 1 | open;
        let (starts, ends) = (words & !behind, !words & behind);
        let sign = letter & !run;
        let (middle, space) = (sign & !joiner, sign & joiner);
        let undecided = first & joiner & !run & !letter;
        let signs = middle | leading;
        let carried = signs + (middle & behind);
        Edges {
            starts,
            ends,
            segments: starts | first & !run & !(space & space << 1),
            leading,
            alone: undecided | starts & joiner,
            bridge: carried & !signs & (words | undecided | if is_last { 0 } else { 1 << len }),
            bridged: signs & !carried,
            letters: words & letter & !joiner,
            words,
        }
    }

    #[inline(always)]
    fn segments(&self, is_last: bool) -> SegmentMasks {
        let Edges { starts, segments, leading, alone, bridge, bridged, letters, words, .. } =
            self.edges(false, is_last);
        // A line end and a joiner are two segments, another sign and a joiner one.
        let doubts = alone | leading | bridge;
        let (settled, doubt) = if doubts != 0 {
            let below = (doubts & doubts.wrapping_neg()) - 1;
            // The word before the signs, or the character before the mark.
            let in_bridge = (bridge | bridged) & (below + 1) != 0;
            (highest(if in_bridge { starts } else { segments } & below), true)
        } else if is_last {
            (self.len, false)
        } else {
            // The edge may cut the last segment.
            let settled = highest(segments);
            (settled, settled == 0)
        };
        let starts = segments & low_bits(settled);
        SegmentMasks { starts, letters, words, settled, doubt }
    }

    /// The words from `words.at` on, unless the text from `stop` on is for others to see.
    #[inline(always)]
    pub fn words(&self, words: &mut WordMasks, is_last: bool, stop: u64) {
        let edges = self.edges(words.open.is_some(), is_last);
        let Edges { mut starts, mut ends, segments, alone, bridge, letters, .. } = edges;
        let doubts = alone | bridge | stop;
        (words.block, words.letters, words.closed) = (words.at, letters, None);
        let mut open_next = None;
        if doubts != 0 {
            let place = doubts & doubts.wrapping_neg();
            let below = place - 1;
            let segment = if bridge & place != 0 {
                starts & below // the word before the signs
            } else if alone & place != 0 {
                segments & below // the word or the character before
            } else {
                starts & (below | place) // the word that is stopped at, or one that may reach as far
            };
            if segment == 0 {
                (words.starts, words.ends) = (0, 0);
                words.doubt = if words.open.is_some() { Doubt::Open } else { Doubt::Before };
                return;
            }
            let settled = highest(segment);
            words.doubt = Doubt::Segment;
            words.at += settled;
            starts &= low_bits(settled);
            ends &= low_bits(settled) << 1 | 1;
        } else {
            words.at += self.len;
            if !is_last && edges.words >> (self.len - 1) & 1 == 1 {
                ends &= low_bits(self.len);
                // The word at the edge started in this block, unless one that was open goes on through all of it.
                open_next = if starts == 0 {
                    words.open.map(|w| Open { has_letter: w.has_letter || letters != 0, ..w })
                } else {
                    let start = highest(starts);
                    starts &= !(1 << start);
                    Some(Open { start: words.block + start, has_letter: letters >> start != 0 })
                };
            }
        }
        if let Some(word) = words.open
            && ends != 0
        {
            let end = ends.trailing_zeros() as usize;
            let has_letter = word.has_letter || letters & low_bits(end) != 0;
            words.closed = Some((Open { has_letter, ..word }, words.block + end));
            ends &= ends - 1;
        }
        (words.starts, words.ends, words.open, words.cut) = (starts, ends, open_next, true);
    }
}

/// The place of the highest bit; 0 where there is none.
#[inline(always)]
fn highest(mask: u64) -> usize {
    (63 - (mask | 1).leading_zeros()) as usize
}

#[inline(always)]
fn block<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, at: usize) -> (Masks, bool) {
    let window = Block::<L>::at(proof, text.as_bytes(), at, SPAN);
    let slots = LookupIndex::of(proof, window.bytes);
    (masks(proof, classes, &slots, &window, text, at), at + window.len == text.len())
}

#[inline(always)]
pub(in crate::kernel) fn segments<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, at: usize) -> SegmentMasks {
    let (masks, is_last) = block::<L>(proof, classes, text, at);
    masks.segments(is_last)
}

#[inline(always)]
pub(in crate::kernel) fn words<L: Lanes>(proof: L::Proof, classes: &Classes, text: &str, words: &mut WordMasks) {
    let (masks, is_last) = block::<L>(proof, classes, text, words.at);
    masks.words(words, is_last, 0);
}
