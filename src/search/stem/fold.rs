//! Folding: the letter that stands for its family, for alefs with a sign, seats of hamza, ة and ى.

use crate::search::stem::letters::{ALEF, Bits, HAMZA, HEH, Letters, YEH, letter};

/// The letter that stands for a letter's family, by six bits.
pub(super) const fn folded_letter(code: u64) -> u64 {
    const ALEFS: [u64; 3] = [letter('آ'), letter('أ'), letter('إ')];
    const SEATS: [u64; 2] = [letter('ؤ'), letter('ئ')];
    const TEH_MARBUTA: u64 = letter('ة');
    const ALEF_MAKSURA: u64 = letter('ى');
    match code {
        l if l == ALEFS[0] || l == ALEFS[1] || l == ALEFS[2] => ALEF,
        l if l == SEATS[0] || l == SEATS[1] => HAMZA,
        TEH_MARBUTA => HEH,
        ALEF_MAKSURA => YEH,
        l => l,
    }
}

/// The same of a character; others than Arabic letters stand for themselves.
pub(super) fn folded_char(c: char) -> char {
    match c {
        '\u{671}' => 'ا',
        '\u{620}'..='\u{65F}' => {
            let low = folded_letter(c as u64 & 0x3F) as u32;
            char::from_u32(if low < 0x20 { 0x640 | low } else { 0x600 | low }).unwrap_or(c)
        }
        _ => c,
    }
}

/// Where alefs are in a word: a one each, in the lowest bit of its letter.
#[derive(Clone, Copy)]
pub(super) struct Alefs<B> {
    pub(super) all: B,
    /// Those that were written with a hamza or madda.
    pub(super) signed: B,
}

impl<B: Bits> Letters<B> {
    /// The word with all its letters folded at once, and where alefs are.
    #[inline(always)]
    pub(super) fn folded(self) -> (Self, Alefs<B>) {
        let bit = |n: u32| self.bits >> n;
        let (b0, b1, b2, b3, b4, b5) = (bit(0), bit(1), bit(2), bit(3), bit(4), bit(5));
        // 100nnn: ء is 1, ا 7; 2, 3 and 5 are alefs with a sign, 4 and 6 seats.
        let seats = b5 & !b4 & !b3 & B::EACH;
        let alef = (b1 & !b2 | b2 & b0) & seats;
        let any = (b0 | b1 | b2) & seats;
        let kept = !(seats | seats << 1 | seats << 2);
        // 101001 is ة, and becomes 000111; 001001 is ى, and becomes 001010.
        let last = b3 & b0 & !b4 & !b2 & !b1 & B::EACH;
        let marbuta = last & b5;
        let changed = (last | last << 1) ^ (marbuta | marbuta << 2 | marbuta << 3 | marbuta << 5);
        let bits = (self.bits & kept | any | alef << 1 | alef << 2) ^ changed;
        let alefs = Alefs { all: alef, signed: alef & !(b2 & b1) };
        (Self { bits, len: self.len }, alefs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_letters_at_once_fold_as_one_by_one() {
        for (one, other) in (0..64).flat_map(|one| (0..64).map(move |other| (one, other))) {
            let word = Letters { bits: one | other << 6 | one << 54, len: 10 };
            let (folded, alefs) = word.folded();
            let shown = |ones: u64| ones & 1 | ones >> 5 & 2;
            let is_signed = |l| matches!(l, 0x22 | 0x23 | 0x25) as u64;
            let is_alef = |l| (folded_letter(l) == ALEF) as u64;
            assert_eq!(folded.at(0), folded_letter(one), "{one:X}");
            assert_eq!((folded.at(1), folded.at(9)), (folded_letter(other), folded_letter(one)), "{one:X} {other:X}");
            assert_eq!(shown(alefs.signed), is_signed(one) | is_signed(other) << 1, "{one:X} {other:X}");
            assert_eq!(shown(alefs.all), is_alef(one) | is_alef(other) << 1, "{one:X} {other:X}");
            let long = Letters { bits: (word.bits as u128) << 60 | word.bits as u128, len: 20 };
            assert_eq!(long.folded().0.bits, (folded.bits as u128) << 60 | folded.bits as u128);
        }
    }
}
