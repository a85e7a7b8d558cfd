//! The seat of a hamza in modern spelling.

use crate::pipeline::uthmani::rules::{WordBuilder, is_silent, spells};
use crate::pipeline::uthmani::word::{Letter, Marks};
use crate::rules::letters::uthmani::{
    ALEF_HAMZA_AFTER_YEH, ALEF_MAKSURA_AFTER_HAMZA, MADDA_AFTER_SUKUN, YEH_HAMZA_BEFORE_SUFFIX,
};
use crate::rules::letters::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, ALEF_MAKSURA, HAMZA, TATWEEL, WAW, WAW_HAMZA, YEH, YEH_HAMZA,
};

impl WordBuilder<'_> {
    /// Rules for a hamza and its seat.
    pub(super) fn hamza(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        if !letter.is_hamza() {
            return None;
        }
        let next = following.first().copied();
        let before = self.previous();
        let fatha = letter.has(Marks::FATHA);
        let dagger = letter.has(Marks::DAGGER);
        match letter.base {
            ALEF_HAMZA_ABOVE if letter.has(Marks::MADDA) => {
                return self.write_one(letter.with_base(ALEF_MADDA).without(Marks::MADDA));
            }
            ALEF_HAMZA_ABOVE if dagger && fatha => {
                return self.write_one(letter.with_base(ALEF_MADDA).without(Marks::DAGGER.union(Marks::FATHA)));
            }
            ALEF_HAMZA_BELOW
                if next.is_some()
                    && self.is_quranic
                    && YEH_HAMZA_BEFORE_SUFFIX.iter().any(|stem| self.ends_in(stem)) =>
            {
                return self.write_one(letter.with_base(YEH_HAMZA));
            }
            WAW_HAMZA if following.len() == 1 && next.is_some_and(|n| n.base == ALEF && is_silent(n)) => {
                let base = match before {
                    _ if self.is_after_alef() => HAMZA,
                    Some(b) if b.has(Marks::FATHA) => ALEF_HAMZA_ABOVE,
                    _ => WAW_HAMZA,
                };
                self.write(letter.with_base(base));
                return Some(2);
            }
            HAMZA | TATWEEL => {}
            _ if letter.is_respelled_hamza() => return self.write_one(letter),
            _ => return None,
        }
        let long = next.filter(|n| n.is_long_alef() || n.base == ALEF_MADDA && !n.has(Marks::VOWEL));
        if fatha && (long.is_some() || dagger) {
            return self.long_hamza(letter, following, long);
        }
        let ends_in_tanwin = letter.has(Marks::FATHATAN) && following.len() == 1 && following[0].is_long_alef();
        if letter.base == TATWEEL && ends_in_tanwin && self.previous_has(Marks::FATHA) {
            self.write(letter.with_base(ALEF_HAMZA_ABOVE).without(Marks::CARRIED));
            return Some(2);
        }
        let base = match letter.base {
            TATWEEL => self.seat(letter, following),
            _ => self.new_seat(letter, following)?,
        };
        self.write_one(letter.with_base(base).without(Marks::CARRIED))
    }

    /// A hamza before a long alef: `آ` in most words.
    fn long_hamza(&mut self, letter: Letter, following: &[Letter], long: Option<Letter>) -> Option<usize> {
        let before = self.previous();
        let is_carried = letter.base == TATWEEL;
        let bare = letter.with_base(HAMZA).without(Marks::CARRIED);
        let in_yeh = ALEF_MAKSURA_AFTER_HAMZA.iter().find(|(stem, _)| self.is_stem(stem));
        if let (Some(alef), [_], Some((_, seat))) = (long, following, in_yeh) {
            self.write(bare.with_base(*seat));
            self.write(alef.with_base(ALEF_MAKSURA).without(Marks::MADDA));
            return Some(2);
        }
        let joins = match before {
            _ if self.is_after_proclitics() => true,
            None => true,
            Some(b) if is_carried && (b.has(Marks::KASRA) || b.base == YEH && !b.has(Marks::FATHA)) => {
                return self.write_one(bare.with_base(YEH_HAMZA));
            }
            Some(b) if b.base == ALEF || b.base == WAW && !b.has(Marks::VOWEL.union(Marks::SUKUN)) => false,
            Some(b) if b.has(Marks::FATHA) => true,
            Some(_) => {
                is_carried || letter.has(Marks::DAGGER) || MADDA_AFTER_SUKUN.iter().any(|stem| self.ends_in(stem))
            }
        };
        if !joins {
            return if is_carried { self.write_one(bare) } else { self.dagger_alef(letter, following) };
        }
        self.write(bare.with_base(ALEF_MADDA).without(Marks::FATHA.union(Marks::DAGGER)));
        Some(1 + usize::from(long.is_some()))
    }

    /// The modern seat of a hamza on a tatweel.
    fn seat(&self, letter: Letter, following: &[Letter]) -> char {
        let Some(before) = self.previous() else { return ALEF_HAMZA_ABOVE };
        let after_yeh = before.base == YEH && !before.has(Marks::FATHA.union(Marks::DAMMA));
        let next_is_waw = following.first().is_some_and(|n| n.base == WAW);
        let damma = letter.has(Marks::DAMMA.union(Marks::DAMMATAN));
        let after_alef = self.is_after_alef();
        match () {
            _ if letter.has(Marks::KASRA.union(Marks::KASRATAN)) || before.has(Marks::KASRA) => YEH_HAMZA,
            _ if after_yeh && ALEF_HAMZA_AFTER_YEH.iter().any(|end| spells(following, end)) => ALEF_HAMZA_ABOVE,
            _ if after_yeh => YEH_HAMZA,
            _ if after_alef || before.base == WAW && !before.has(Marks::VOWEL.union(Marks::SUKUN)) => HAMZA,
            _ if damma && next_is_waw => YEH_HAMZA,
            _ if damma || before.has(Marks::DAMMA) => WAW_HAMZA,
            _ if letter.has(Marks::FATHATAN) && before.has(Marks::SUKUN) => YEH_HAMZA,
            _ => ALEF_HAMZA_ABOVE,
        }
    }

    /// The modern seat of a `ء`; `None` if it stays on the line.
    fn new_seat(&self, letter: Letter, following: &[Letter]) -> Option<char> {
        let next = following.first();
        let is = |c: char| next.is_some_and(|n| n.base == c);
        let Some(before) = self.previous() else {
            let doubled = is(ALEF_HAMZA_ABOVE) || is(ALEF_HAMZA_BELOW) || is(ALEF) && next?.has(Marks::HIGH_STOP);
            return (letter.has(Marks::FATHA) && doubled).then_some(ALEF_HAMZA_ABOVE);
        };
        let is_interrogative = self.word().len() == 1 && before.base == ALEF_HAMZA_ABOVE && before.has(Marks::FATHA);
        match () {
            _ if is_interrogative && letter.has(Marks::KASRA) => Some(ALEF_HAMZA_BELOW),
            _ if is_interrogative && letter.has(Marks::DAMMA) => Some(ALEF_HAMZA_ABOVE),
            _ if before.has(Marks::KASRA) => Some(YEH_HAMZA),
            _ if before.has(Marks::DAMMA) && letter.has(Marks::SUKUN) => Some(WAW_HAMZA),
            _ if letter.has(Marks::KASRA) && self.is_after_alef() && (is(YEH) || is(ALEF_MAKSURA)) => Some(YEH_HAMZA),
            _ if letter.has(Marks::FATHA) && before.has(Marks::FATHA) && next.is_some() => Some(ALEF_HAMZA_ABOVE),
            _ => None,
        }
    }
}
