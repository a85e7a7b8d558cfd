//! Calm blocks, in lanes: words of letters and marks of U+0620 to U+065F and of digits, with spaces and a few signs between.
//!
//! ```text
//! for each 64 bytes, up to the last space in them:
//!     trail  = the second byte of such a letter or mark       its high half tells the lead before it
//!     digit, sign = that byte, or one of a few pairs          a look-up by the low half gives the byte that it must be
//!     word   = trail | trail >> 1 | digit
//!     starts = word & !(word << 1)
//!     ends   = !word & (word << 1)
//! calm is a block that holds nothing else, no sign in the middle of a word, and no mark behind a space or sign
//! ```
//!
//! A block begins where a word may, so none is open; classify sees to the blocks that are not calm.

use super::classify::{Class, Classes};
use super::lanes::{BLOCK, Lanes, low_bits};
use super::packed::{FIRST_PACKED, LAST_PACKED};
use super::rows::{LEAD_OF, Rows, rows};

const SPACE: u8 = b' ';
/// Signs of one byte that stand among words, those that are met most first: one for each low half is looked for.
const SIGNS: [u8; 14] = *b" .,:()\"!-\n/';?";
/// The same of two bytes: two of one lead for each low half of the trail.
const PAIRS: [char; 5] = ['،', '؟', '\u{A0}', '«', '»'];
/// What stands in a table where no byte is looked for.
const NO_ASCII: u8 = 0x80;
const NO_TRAIL: u8 = 0;

/// What calm blocks are known by: for each low half of a byte, the byte that has it.
pub(crate) struct Calm {
    digits: [u8; 16],
    signs: [u8; 16],
    /// The trails of signs of two bytes, and the lead before them.
    trails: [[u8; 16]; 2],
    leads: [u8; 16],
    /// Marks.
    pub(super) joiners: Rows,
}

impl Calm {
    /// As classes tell: no sign makes or joins words but from within, and of U+0620 to U+065F all do.
    pub const fn of(classes: &Classes) -> Self {
        let mut calm = Self {
            digits: [NO_ASCII; 16],
            signs: [NO_ASCII; 16],
            trails: [[NO_TRAIL; 16]; 2],
            leads: [0; 16],
            joiners: Rows::of(0),
        };
        let (mut joiners, mut n) = (0, 0);
        while n < SIGNS.len() {
            let sign = SIGNS[n];
            assert!(matches!(classes.class(sign as u32), Class::Sign | Class::Middle | Class::Space));
            if calm.signs[sign as usize & 15] == NO_ASCII {
                calm.signs[sign as usize & 15] = sign;
            }
            n += 1;
        }
        n = 0;
        while n < PAIRS.len() {
            let sign = PAIRS[n] as u32;
            // Look-ups know no class of the signs of Latin-1: that they part words, the tests of token's words ask.
            assert!(sign < 0x100 || matches!(classes.class(sign), Class::Sign | Class::Middle));
            let (lead, trail, low) = (0xC0 | (sign >> 6) as u8, 0x80 | sign as u8 & 63, sign as usize & 15);
            let is_second = calm.leads[low] != 0;
            if !is_second || calm.leads[low] == lead {
                (calm.leads[low], calm.trails[is_second as usize][low]) = (lead, trail);
            }
            n += 1;
        }
        n = b'0' as usize;
        while n <= b'9' as usize {
            assert!(matches!(classes.class(n as u32), Class::Number));
            calm.digits[n & 15] = n as u8;
            n += 1;
        }
        n = FIRST_PACKED as usize;
        while n <= LAST_PACKED as usize {
            match classes.class(n as u32) {
                Class::Letter => {}
                Class::Joiner => joiners |= 1 << (n & 63),
                _ => panic!("what stands in packed words makes words"),
            }
            n += 1;
        }
        calm.joiners = Rows::of(joiners);
        calm
    }
}

/// The words of a block that is calm.
pub(super) struct CalmBlock<L> {
    pub bytes: L,
    pub starts: u64,
    pub ends: u64,
    /// The trails of those characters that were asked for, and digits.
    pub noted: u64,
    pub trails: u64,
    pub digits: u64,
    /// What more is to be looked up.
    pub low: L,
    pub row: L,
    /// How many bytes are settled: up to the last space, with it.
    pub settled: usize,
}

impl<L: Lanes> CalmBlock<L> {
    /// The words of the block up to its last space; `None` where it is not calm. `noted` holds all joiners.
    #[inline(always)]
    pub fn of(proof: L::Proof, calm: &Calm, noted: &Rows, bytes: &[u8; BLOCK]) -> Option<Self> {
        let all = |byte| L::splat(proof, byte);
        let block = L::load(proof, bytes);
        let (previous, nibble) = (block.previous(), block.high_nibble());
        let trails = nibble.lookup(&LEAD_OF).equals(previous).top_bits();
        let spaces = block.equals(all(SPACE)).top_bits();
        let signs = block.lookup(&calm.signs).equals(block).top_bits();
        let digits = block.lookup(&calm.digits).equals(block).top_bits();
        let (low, row) = rows(proof, block, nibble);
        let [first, second] = &calm.trails;
        let trail = low.lookup(first).equals(block).or(low.lookup(second).equals(block));
        let pairs = low.lookup(&calm.leads).equals(previous).and(trail).top_bits();
        let noted = noted.member(low, row) & trails | digits;
        let word = trails | trails >> 1 | digits;
        let behind = word << 1;
        let starts = word & !behind;
        let joined = (signs & !spaces & behind | pairs & behind << 1) & word >> 1;
        let settled = BLOCK - spaces.leading_zeros() as usize;
        let lanes = low_bits(settled);
        let mut odd = !(word | signs | pairs | pairs >> 1) | joined;
        if noted != 0 {
            odd |= calm.joiners.member(low, row) & trails & starts << 1;
        }
        let ends = !word & behind & lanes;
        (settled != 0 && odd & lanes == 0).then_some(Self {
            bytes: block,
            starts: starts & lanes,
            ends,
            noted: noted & lanes,
            trails,
            digits,
            low,
            row,
            settled,
        })
    }
}
