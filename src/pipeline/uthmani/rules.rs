//! The rules from the Quran's spelling to the modern one, a letter at a time with what stands around it.
//!
//! Each rule asks for a sign that modern text does not have, so that modern words stay as they are.

use crate::pipeline::uthmani::word::{Letter, Marks};
use crate::rules::letters::uthmani::{
    AFTER_DOUBLE_LAM, ANTUM, MADDA_IS_HAMZA, WITHOUT_DAGGER_ALEF, WITHOUT_SILENT_ALEF,
};
use crate::rules::letters::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_MADDA, ALEF_MAKSURA, HAMZA, HEH, KAF, TATWEEL, WAW, YEH, YEH_HAMZA,
};
use alloc::vec::Vec;

const LAM: char = 'ل';
const BEH: char = 'ب';
const FEH: char = 'ف';
const NOON: char = 'ن';
const SEEN: char = 'س';
const SAD: char = 'ص';
const SMALL_WAW: char = '\u{6E5}';
const SMALL_YEH: char = '\u{6E6}';
const SILENT: Marks = Marks::ROUND_ZERO.and(Marks::LONG_ZERO);

/// Whether the word holds what a rule may ask for, whatever its canonical form.
pub(super) fn concern(letters: &[Letter]) -> bool {
    let signs =
        Marks::DAGGER.and(Marks::MADDA).and(Marks::WASLA).and(SILENT).and(Marks::HIGH_YEH).and(Marks::HIGH_NOON);
    let signs = signs.and(Marks::HIGH_SEEN).and(Marks::HIGH_STOP);
    letters.iter().any(|l| matches!(l.base, SMALL_WAW | SMALL_YEH) || l.is_carried_hamza() || l.has(signs))
        || letters.iter().any(|l| l.has(Marks::FATHA)) && letters.iter().any(|l| matches!(l.base, HAMZA | ALEF_MADDA))
}

/// Rewrites a word once, into `out`; `false` where no rule finds anything.
pub(super) fn rewrite(letters: &[Letter], out: &mut Vec<Letter>) -> bool {
    let evidence = Marks::WASLA.and(SILENT).and(Marks::HIGH_YEH);
    let is_quranic = letters.iter().any(|l| {
        matches!(l.base, SMALL_WAW | SMALL_YEH)
            || l.is_carried_hamza()
            || l.has(evidence)
            || l.has(Marks::DAGGER) && l.is_new
    });
    out.clear();
    let mut writer = Writer { out, start: 0, changed: false, is_quranic };
    let mut at = 0;
    while at < letters.len() {
        at += writer.take(&letters[at..]);
    }
    writer.changed
}

/// What is written of the word by now.
pub(super) struct Writer<'o> {
    out: &'o mut Vec<Letter>,
    /// Where the last word of it starts.
    start: usize,
    changed: bool,
    /// Whether the word holds a sign that only the Quran's spelling has.
    pub(super) is_quranic: bool,
}

impl Writer<'_> {
    pub(super) fn word(&self) -> &[Letter] {
        &self.out[self.start..]
    }

    pub(super) fn before(&self) -> Option<Letter> {
        self.word().last().copied()
    }

    pub(super) fn is_before(&self, marks: Marks) -> bool {
        self.before().is_some_and(|b| b.has(marks))
    }

    /// Whether an alef stands before, or a letter with a dagger alef.
    pub(super) fn is_after_alef(&self) -> bool {
        self.before().is_some_and(|b| matches!(b.base, ALEF | ALEF_MADDA) && !b.has(Marks::VOWEL))
    }

    /// Whether nothing stands before but letters that are written together with the next word: و ف أ ب ك ل.
    pub(super) fn is_after_proclitics(&self) -> bool {
        let word = self.word();
        word.len() <= 3 && word.iter().all(|l| matches!(l.base, WAW | FEH | ALEF_HAMZA_ABOVE | BEH | KAF | LAM))
    }

    pub(super) fn keep(&mut self, letter: Letter) {
        self.out.push(letter);
    }

    pub(super) fn write(&mut self, mut letter: Letter) {
        self.changed = true;
        letter.is_new = true;
        self.out.push(letter);
    }

    /// Ends the word: what follows is another.
    fn part(&mut self, at: usize) {
        self.write(Letter::new(' ', at));
        self.start = self.out.len();
    }

    /// Takes a letter, and those behind it that become one with it; returns how many.
    fn take(&mut self, rest: &[Letter]) -> usize {
        let Some((&letter, behind)) = rest.split_first() else { return 0 };
        self.start_of_word(letter, behind)
            .or_else(|| self.hamza(letter, behind))
            .or_else(|| self.silent(letter, behind))
            .or_else(|| self.small(letter, behind))
            .or_else(|| self.dagger(letter, behind))
            .or_else(|| self.madda(letter, behind))
            .unwrap_or_else(|| {
                if letter.has(Marks::WASLA) {
                    self.write(letter.without(Marks::WASLA));
                } else {
                    self.keep(letter);
                }
                1
            })
    }

    /// What hangs on the beginning of a word.
    fn start_of_word(&mut self, letter: Letter, behind: &[Letter]) -> Option<usize> {
        let next = *behind.first()?;
        let is_first = self.word().is_empty();
        if letter.has(Marks::WASLA) && next.base == LAM && next.has(Marks::SHADDA) && has_two_lams(next, &behind[1..]) {
            self.write(letter.without(Marks::WASLA));
            self.write(Letter::new(LAM, next.at));
            return Some(1);
        }
        let calls = letter.base == YEH && letter.has(Marks::DAGGER);
        let is_alone = is_first || self.word().len() == 1 && self.before().is_some_and(|b| matches!(b.base, WAW | FEH));
        if calls && is_alone && self.is_long(letter, false) {
            return self.part_after_alef(letter);
        }
        let you = letter.base == HEH && letter.has(Marks::DAGGER) && is_first;
        if you && spells(behind, ANTUM) {
            return self.part_after_alef(letter);
        }
        let asks = next.base == SEEN && next.has(Marks::SUKUN) && behind.get(1).is_some_and(Letter::is_carried_hamza);
        if is_first && matches!(letter.base, WAW | FEH) && asks && spells(&behind[2..], "ل") {
            self.keep(letter);
            self.write(Letter::new(ALEF, next.at));
            return Some(1);
        }
        if is_first && letter.base == LAM && letter.has(Marks::SUKUN) && next.is_carried_hamza() {
            self.write(Letter::new(ALEF, letter.at));
            self.keep(letter);
            return Some(1);
        }
        None
    }

    fn part_after_alef(&mut self, letter: Letter) -> Option<usize> {
        self.write(letter.without(Marks::DAGGER.and(Marks::MADDA)));
        self.write(Letter::new(ALEF, letter.dagger_at));
        self.part(letter.dagger_at);
        Some(1)
    }

    pub(super) fn one(&mut self, letter: Letter) -> Option<usize> {
        self.write(letter);
        Some(1)
    }

    /// Letters that are not spoken.
    fn silent(&mut self, letter: Letter, behind: &[Letter]) -> Option<usize> {
        let before = self.before();
        let is_last = behind.is_empty();
        // Prints of Medina write a sukun on the alef of قالوا.
        let of_medina =
            letter.base == ALEF && letter.has(Marks::SUKUN) && before.is_some_and(|b| b.base == WAW) && is_last;
        if !is_silent(letter) && !of_medina {
            if is_last
                && letter.base == WAW
                && !letter.has(Marks::VOWEL.and(Marks::SHADDA))
                && self.ends_in_hamza_of_many()
            {
                self.keep(letter);
                self.write(Letter::new(ALEF, letter.at));
                return Some(1);
            }
            return None;
        }
        let spoken = letter.without(SILENT.and(if of_medina { Marks::SUKUN } else { Marks::default() }));
        let rounded = letter.has(Marks::ROUND_ZERO) || of_medina;
        let goes = rounded
            && match letter.base {
                ALEF if !is_last => behind[0].base != YEH_HAMZA,
                ALEF if before.is_some_and(|b| b.base == WAW) => {
                    self.is_before(Marks::FATHA) || self.is_without_silent_alef()
                }
                ALEF => true,
                WAW => !(before.is_some_and(|b| b.base == ALEF_HAMZA_ABOVE) && spells(behind, "ل")),
                YEH | ALEF_MAKSURA => true,
                _ => false,
            };
        self.changed = true;
        if !goes {
            self.write(spoken);
        }
        Some(1)
    }

    /// Whether the word ends in ءُ behind an alef or a doubled waw: جاءُو, تبوّءُو.
    fn ends_in_hamza_of_many(&self) -> bool {
        let [.., before, hamza] = self.word() else { return false };
        hamza.base == HAMZA
            && hamza.has(Marks::DAMMA)
            && (matches!(before.base, ALEF | ALEF_MADDA) || before.base == WAW && before.has(Marks::SHADDA))
    }

    fn is_without_silent_alef(&self) -> bool {
        let word = self.word();
        let clitics = word.iter().take_while(|l| matches!(l.base, WAW | FEH | ALEF_HAMZA_ABOVE | SEEN | LAM)).count();
        let is_one = |word: &[Letter]| {
            WITHOUT_SILENT_ALEF.iter().any(|known| spells(word, known) && word.len() == letters_of(known).count())
        };
        (0..=clitics.min(2)).any(|n| (n < 2 || !spells(&word[1..], "ل")) && is_one(&word[n..]))
    }

    /// Small letters that stand for whole ones.
    fn small(&mut self, letter: Letter, behind: &[Letter]) -> Option<usize> {
        if matches!(letter.base, SMALL_WAW | SMALL_YEH) {
            let base = if letter.base == SMALL_WAW { WAW } else { YEH };
            let after_yeh = letter.base == SMALL_YEH
                && self.before().is_some_and(|b| matches!(b.base, YEH | ALEF_MAKSURA) && b.has(Marks::KASRA));
            if !behind.is_empty() || letter.has(Marks::VOWEL) || after_yeh {
                if let Some(before) = self.out.last_mut().filter(|b| after_yeh && b.base == ALEF_MAKSURA) {
                    *before = before.based(YEH);
                }
                self.write(letter.based(base).without(Marks::MADDA));
            }
            self.changed = true;
            return Some(1);
        }
        let (mark, base) = match () {
            _ if letter.has(Marks::HIGH_YEH) => (Marks::HIGH_YEH, YEH),
            _ if letter.has(Marks::HIGH_NOON) => (Marks::HIGH_NOON, NOON),
            _ if letter.has(Marks::HIGH_SEEN) && letter.base == SAD => {
                return self.one(letter.based(SEEN).without(Marks::HIGH_SEEN));
            }
            _ if letter.has(Marks::HIGH_STOP) && letter.base == ALEF => {
                return self.one(letter.based(ALEF_HAMZA_ABOVE).without(Marks::HIGH_STOP));
            }
            _ => return None,
        };
        if letter.base == TATWEEL {
            return self.one(letter.based(base).without(mark));
        }
        self.write(letter.without(mark));
        self.write(Letter::new(base, letter.at));
        Some(1)
    }

    /// The dagger alef.
    pub(super) fn dagger(&mut self, letter: Letter, behind: &[Letter]) -> Option<usize> {
        if !letter.has(Marks::DAGGER) {
            return None;
        }
        let bare = letter.without(Marks::DAGGER.and(Marks::MADDA));
        let is_without = |&(before, after): &(&str, &str)| self.ends_in_with(before, letter) && spells(behind, after);
        if WITHOUT_DAGGER_ALEF.iter().any(is_without) {
            return self.one(bare);
        }
        if !self.is_long(letter, behind.is_empty()) {
            return None;
        }
        let is_seat = !letter.has(Marks::VOWEL);
        match letter.base {
            ALEF_MAKSURA if is_seat && behind.is_empty() => self.one(bare),
            ALEF_MAKSURA if is_seat => self.one(bare.based(ALEF)),
            WAW if is_seat => {
                self.write(bare.based(ALEF));
                Some(1 + behind.first().is_some_and(|n| behind.len() == 1 && n.base == ALEF && is_silent(*n)) as usize)
            }
            ALEF => self.one(bare),
            _ => {
                let base = if letter.has(Marks::CARRIED) { ALEF_HAMZA_ABOVE } else { ALEF };
                self.write(bare.without(Marks::CARRIED));
                self.write(Letter::new(base, letter.dagger_at));
                Some(1)
            }
        }
    }

    /// Whether the dagger alef of a letter is the Quran's spelling: modern text that has one writes no fatha, or none
    /// that is not in [`WITHOUT_DAGGER_ALEF`].
    fn is_long(&self, letter: Letter, is_last: bool) -> bool {
        let fatha = match letter.base {
            ALEF_MAKSURA if !letter.has(Marks::VOWEL) && !is_last => true,
            ALEF_MAKSURA | WAW if !letter.has(Marks::VOWEL) => self.is_before(Marks::FATHA),
            _ => letter.has(Marks::FATHA),
        };
        fatha || self.is_quranic
    }

    /// The madda, which only tells how long a vowel is sung.
    fn madda(&mut self, letter: Letter, behind: &[Letter]) -> Option<usize> {
        if letter.base == ALEF_MADDA {
            let before = self.before()?;
            let is_sung = behind.first().is_none_or(|next| next.is_hamza() || next.has(Marks::SHADDA));
            let is_spoken = |&(before, after): &(&str, &str)| self.ends_in(before) && spells(behind, after);
            if !is_sung || !before.has(Marks::FATHA) || MADDA_IS_HAMZA.iter().any(is_spoken) {
                return None;
            }
            self.write(letter.based(ALEF));
            return Some(1 + self.hamza_on_the_line(YEH_HAMZA, behind));
        }
        if !letter.has(Marks::MADDA) {
            return None;
        }
        self.write(letter.without(Marks::MADDA));
        Some(1 + if letter.base == WAW { self.hamza_on_the_line(ALEF_HAMZA_ABOVE, behind) } else { 0 })
    }

    /// Writes ء for the last letter if that is this one; returns how many it took.
    fn hamza_on_the_line(&mut self, seat: char, behind: &[Letter]) -> usize {
        match *behind {
            [last] if last.base == seat => {
                self.write(last.based(HAMZA));
                1
            }
            _ => 0,
        }
    }

    pub(super) fn ends_in(&self, letters: &str) -> bool {
        let count = letters_of(letters).count();
        self.word().len() >= count && spells(&self.word()[self.word().len() - count..], letters)
    }

    /// Whether these letters are all of the word by now, behind و or ف.
    pub(super) fn is_stem(&self, letters: &str) -> bool {
        let word = self.word();
        let more = word.len().checked_sub(letters_of(letters).count());
        self.ends_in(letters) && more.is_some_and(|n| n < 2 && word[..n].iter().all(|l| matches!(l.base, WAW | FEH)))
    }

    /// Whether the word ends in these letters with this one behind it.
    fn ends_in_with(&self, letters: &str, letter: Letter) -> bool {
        letters.strip_suffix(letter.base).is_some_and(|before| self.ends_in(before))
    }
}

/// Whether a letter is written and not spoken.
pub(super) fn is_silent(letter: Letter) -> bool {
    letter.has(SILENT)
}

/// Whether these letters follow a lam that stands for two.
fn has_two_lams(lam: Letter, behind: &[Letter]) -> bool {
    AFTER_DOUBLE_LAM.iter().any(|known| match known.strip_prefix(ALEF) {
        Some(known) => {
            lam.has(Marks::DAGGER)
                && (spells(behind, known) || known == "ئ" && behind.first().is_some_and(Letter::is_carried_hamza))
        }
        None => spells(behind, known),
    })
}

fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| Marks::of(c).is_none())
}

/// Whether the letters start like these, each with the marks that stand behind it there.
pub(super) fn spells(letters: &[Letter], known: &str) -> bool {
    let mut letters = letters.iter();
    let mut last: Option<&Letter> = None;
    known.chars().all(|c| match Marks::of(c) {
        Some(mark) => last.is_some_and(|l| l.has(mark)),
        None => {
            last = letters.next();
            last.is_some_and(|l| l.base == c)
        }
    })
}
