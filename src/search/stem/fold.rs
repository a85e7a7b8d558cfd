//! Folds letters: alefs with hamza or madda to `ا`, seats of hamza to `ء`, teh marbuta to heh, alef maksura to yeh.

use crate::search::stem::letters::{ALEF, HAMZA, HEH, LetterBits, Letters, YEH, letter};

/// The folded letter, by its six bits.
pub(crate) const fn folded_letter(code: u64) -> u64 {
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

/// The folded character. Other characters than Arabic letters are returned unchanged.
pub(crate) fn folded_char(c: char) -> char {
    match c {
        'ٱ' => 'ا', // alef wasla
        '\u{620}'..='\u{65F}' => {
            let low = folded_letter(c as u64 & 0x3F) as u32;
            char::from_u32(if low < 0x20 { 0x640 | low } else { 0x600 | low }).unwrap_or(c)
        }
        _ => c,
    }
}

/// The alefs of a word, as bits: the lowest bit of each such letter is set.
#[derive(Clone, Copy)]
pub(crate) struct AlefPositions<B> {
    pub(crate) all: B,
    /// Those that had a hamza or madda before folding.
    pub(crate) hamza_or_madda: B,
}

impl<B: LetterBits> Letters<B> {
    /// The word with all letters folded at once, and its alefs.
    #[inline(always)]
    pub(crate) fn folded(self) -> (Self, AlefPositions<B>) {
        let bit = |n: u32| self.bits >> n;
        let (b0, b1, b2, b3, b4, b5) = (bit(0), bit(1), bit(2), bit(3), bit(4), bit(5));
        // 100nnn: ء is 1, ا is 7; آ, أ and إ are 2, 3 and 5; the seats ؤ and ئ are 4 and 6.
        let seats = b5 & !b4 & !b3 & B::LOW_BITS;
        let alef = (b1 & !b2 | b2 & b0) & seats;
        let any = (b0 | b1 | b2) & seats;
        let kept = !(seats | seats << 1 | seats << 2);
        // ة is 101001, and becomes ه, 000111; ى is 001001, and becomes ي, 001010.
        let last = b3 & b0 & !b4 & !b2 & !b1 & B::LOW_BITS;
        let marbuta = last & b5;
        let changed = (last | last << 1) ^ (marbuta | marbuta << 2 | marbuta << 3 | marbuta << 5);
        let bits = (self.bits & kept | any | alef << 1 | alef << 2) ^ changed;
        let alefs = AlefPositions { all: alef, hamza_or_madda: alef & !(b2 & b1) };
        (Self { bits, len: self.len }, alefs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_letters_at_once_fold_as_letter_by_letter() {
        for (one, other) in (0..64).flat_map(|one| (0..64).map(move |other| (one, other))) {
            let word = Letters { bits: one | other << 6 | one << 54, len: 10 };
            let (folded, alefs) = word.folded();
            let first_two = |bits: u64| bits & 1 | bits >> 5 & 2;
            let has_hamza_or_madda = |l| matches!(l, 0x22 | 0x23 | 0x25) as u64;
            let is_alef = |l| (folded_letter(l) == ALEF) as u64;
            assert_eq!(folded.at(0), folded_letter(one), "{one:X}");
            assert_eq!((folded.at(1), folded.at(9)), (folded_letter(other), folded_letter(one)), "{one:X} {other:X}");
            assert_eq!(
                first_two(alefs.hamza_or_madda),
                has_hamza_or_madda(one) | has_hamza_or_madda(other) << 1,
                "{one:X} {other:X}"
            );
            assert_eq!(first_two(alefs.all), is_alef(one) | is_alef(other) << 1, "{one:X} {other:X}");
            let long = Letters { bits: (word.bits as u128) << 60 | word.bits as u128, len: 20 };
            assert_eq!(long.folded().0.bits, (folded.bits as u128) << 60 | folded.bits as u128);
        }
    }
}
