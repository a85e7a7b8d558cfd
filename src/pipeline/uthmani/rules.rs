//! The rules from the Quran's spelling to the modern one, for each letter with its neighbours.
//!
//! Each rule requires a sign that modern text does not have, so modern words are unchanged.

use crate::pipeline::uthmani::word::{Letter, Marks, SMALL_WAW, SMALL_YEH};
use crate::rules::letters::uthmani::{
    AFTER_DOUBLE_LAM, ANTUM, BEFORE_OMITTED_YEH, MADDA_IS_HAMZA, WITHOUT_DAGGER_ALEF, WITHOUT_SILENT_ALEF,
};
use crate::rules::letters::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_MADDA, ALEF_MAKSURA, BEH, FEH, HAMZA, HEH, KAF, LAM, NOON, SAD, SEEN, TATWEEL,
    TEH_MARBUTA, WAW, YEH, YEH_HAMZA,
};
use alloc::vec::Vec;

/// The signs of a letter that is not pronounced.
const SILENT: Marks = Marks::ROUND_ZERO.union(Marks::LONG_ZERO);

/// Whether a rule may apply to the word. Canonically equivalent words give the same answer.
pub(super) fn may_apply(letters: &[Letter]) -> bool {
    let signs = Marks::DAGGER
        .union(Marks::MADDA)
        .union(Marks::WASLA)
        .union(SILENT)
        .union(Marks::HIGH_YEH)
        .union(Marks::HIGH_NOON);
    let signs = signs.union(Marks::HIGH_SEEN).union(Marks::HIGH_STOP);
    let is_sign =
        |l: &Letter| matches!(l.base, SMALL_WAW | SMALL_YEH) || l.is_carried_hamza() || l.is_respelled_hamza();
    let omits_yeh = || {
        let is_last = letters.last().is_some_and(|l| l.base == YEH && l.has(Marks::KASRA));
        is_last && letters.iter().any(|l| l.has(Marks::MEDINA_SUKUN))
    };
    letters.iter().any(|l| is_sign(l) || l.has(signs))
        || omits_yeh()
        || letters.iter().any(|l| l.has(Marks::FATHA)) && letters.iter().any(|l| matches!(l.base, HAMZA | ALEF_MADDA))
}

/// Rewrites a word to `out` in one pass; `false` if no rule applies.
pub(super) fn rewrite(letters: &[Letter], out: &mut Vec<Letter>) -> bool {
    let evidence = Marks::WASLA.union(SILENT).union(Marks::HIGH_YEH);
    let is_quranic = letters.iter().any(|l| {
        matches!(l.base, SMALL_WAW | SMALL_YEH)
            || l.is_carried_hamza()
            || l.has(evidence)
            || l.has(Marks::DAGGER) && l.is_new
    });
    out.clear();
    let is_vocalised = letters.iter().any(|l| l.has(Marks::VOWEL));
    let mut builder = WordBuilder { out, start: 0, changed: false, is_quranic, is_vocalised };
    let mut at = 0;
    while at < letters.len() {
        at += builder.rewrite_letter(&letters[at..]);
    }
    builder.changed
}

/// The word that is being written.
pub(super) struct WordBuilder<'o> {
    out: &'o mut Vec<Letter>,
    /// The start of the current word in `out`: a rule may split a word.
    start: usize,
    changed: bool,
    /// Whether the word has a sign that only the Quran's spelling has.
    pub(super) is_quranic: bool,
    is_vocalised: bool,
}

impl WordBuilder<'_> {
    pub(super) fn word(&self) -> &[Letter] {
        &self.out[self.start..]
    }

    pub(super) fn previous(&self) -> Option<Letter> {
        self.word().last().copied()
    }

    pub(super) fn previous_has(&self, marks: Marks) -> bool {
        self.previous().is_some_and(|b| b.has(marks))
    }

    /// Whether the previous letter is an alef that marks a long vowel, or `آ`.
    pub(super) fn is_after_alef(&self) -> bool {
        self.previous().is_some_and(|b| matches!(b.base, ALEF | ALEF_MADDA) && !b.has(Marks::VOWEL))
    }

    /// Whether the current word consists of at most three proclitics, which are joined to the next word: `و ف أ ب ك ل`.
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

    /// Ends the current word with a space; the next letter starts another.
    fn split_word(&mut self, at: usize) {
        self.write(Letter::new(' ', at));
        self.start = self.out.len();
    }

    /// Rewrites the next letter, with those after it that a rule consumes; returns how many were consumed.
    fn rewrite_letter(&mut self, rest: &[Letter]) -> usize {
        let Some((&letter, following)) = rest.split_first() else { return 0 };
        self.start_of_word(letter, following)
            .or_else(|| self.hamza(letter, following))
            .or_else(|| self.silent_letter(letter, following))
            .or_else(|| self.small_letter(letter, following))
            .or_else(|| self.omitted_yeh(letter, following))
            .or_else(|| self.dagger_alef(letter, following))
            .or_else(|| self.madda(letter, following))
            .unwrap_or_else(|| {
                if letter.has(Marks::WASLA) {
                    self.write(letter.without(Marks::WASLA));
                } else {
                    self.keep(letter);
                }
                1
            })
    }

    /// Rules for the start of a word: `ٱلّ` for two lams, the vocative `يٰ`, then `هٰ` before `أنتم`, and imperatives that
    /// lost their alef.
    fn start_of_word(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        let next = *following.first()?;
        let is_first = self.word().is_empty();
        let is_article = is_first && letter.base == ALEF && !letter.has(Marks::VOWEL);
        if (letter.has(Marks::WASLA) || is_article)
            && next.base == LAM
            && next.has(Marks::SHADDA)
            && has_two_lams(next, &following[1..])
        {
            self.write(letter.without(Marks::WASLA));
            self.write(Letter::new(LAM, next.at));
            return Some(1);
        }
        let is_vocative = letter.base == YEH && letter.has(Marks::DAGGER);
        let is_alone =
            is_first || self.word().len() == 1 && self.previous().is_some_and(|b| matches!(b.base, WAW | FEH));
        if is_vocative && is_alone && self.is_long(letter, following) {
            return self.split_after_alef(letter);
        }
        let is_you = letter.base == HEH && letter.has(Marks::DAGGER) && is_first;
        if is_you && spells(following, ANTUM) {
            return self.split_after_alef(letter);
        }
        let is_imperative_of_ask =
            next.base == SEEN && next.has(Marks::SUKUN) && following.get(1).is_some_and(Letter::is_carried_hamza);
        if is_first && matches!(letter.base, WAW | FEH) && is_imperative_of_ask && spells(&following[2..], "ل") {
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

    fn split_after_alef(&mut self, letter: Letter) -> Option<usize> {
        self.write(letter.without(Marks::DAGGER.union(Marks::MADDA)));
        self.write(Letter::new(ALEF, letter.dagger_at));
        self.split_word(letter.dagger_at);
        Some(1)
    }

    pub(super) fn write_one(&mut self, letter: Letter) -> Option<usize> {
        self.write(letter);
        Some(1)
    }

    /// Letters that are not pronounced.
    fn silent_letter(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        let before = self.previous();
        let is_last = following.is_empty();
        if !is_silent(letter) {
            if is_last
                && letter.base == WAW
                && !letter.has(Marks::VOWEL.union(Marks::SHADDA))
                && self.ends_in_plural_hamza()
            {
                self.keep(letter);
                self.write(Letter::new(ALEF, letter.at));
                return Some(1);
            }
            return None;
        }
        let spoken = letter.without(SILENT);
        let is_dropped = letter.has(Marks::ROUND_ZERO)
            && match letter.base {
                ALEF if !is_last => following[0].base != YEH_HAMZA,
                ALEF if before.is_some_and(|b| b.base == WAW) => {
                    self.previous_has(Marks::FATHA) || self.is_without_silent_alef()
                }
                ALEF => true,
                WAW => !(before.is_some_and(|b| b.base == ALEF_HAMZA_ABOVE) && spells(following, "ل")),
                YEH | ALEF_MAKSURA => true,
                _ => false,
            };
        self.changed = true;
        if !is_dropped {
            self.write(spoken);
        }
        Some(1)
    }

    /// Whether the word ends in `ءُ` after an alef or a doubled waw, which a plural waw follows: `جاءُو` and `تبوّءُو`.
    fn ends_in_plural_hamza(&self) -> bool {
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

    /// Small letters and signs that stand for a letter.
    fn small_letter(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        if matches!(letter.base, SMALL_WAW | SMALL_YEH) {
            let base = if letter.base == SMALL_WAW { WAW } else { YEH };
            let after_yeh = letter.base == SMALL_YEH
                && self.previous().is_some_and(|b| matches!(b.base, YEH | ALEF_MAKSURA) && b.has(Marks::KASRA));
            if !following.is_empty() || letter.has(Marks::VOWEL) || after_yeh {
                if let Some(before) = self.out.last_mut().filter(|b| after_yeh && b.base == ALEF_MAKSURA) {
                    *before = before.with_base(YEH);
                }
                self.write(letter.with_base(base).without(Marks::MADDA));
            }
            self.changed = true;
            return Some(1);
        }
        let (mark, base) = match () {
            _ if letter.has(Marks::HIGH_YEH) => (Marks::HIGH_YEH, YEH),
            _ if letter.has(Marks::HIGH_NOON) => (Marks::HIGH_NOON, NOON),
            _ if letter.has(Marks::HIGH_SEEN) && letter.base == SAD => {
                return self.write_one(letter.with_base(SEEN).without(Marks::HIGH_SEEN));
            }
            _ if letter.has(Marks::HIGH_STOP) && letter.base == ALEF => {
                return self.write_one(letter.with_base(ALEF_HAMZA_ABOVE).without(Marks::HIGH_STOP));
            }
            _ => return None,
        };
        if letter.base == TATWEEL {
            return self.write_one(letter.with_base(base).without(mark));
        }
        self.write(letter.without(mark));
        self.write(Letter::new(base, letter.at));
        Some(1)
    }

    /// The second yeh of `يحيي` and `محيي`, which prints of Medina omit before `ٱل`. U+06E1 is a sign of the Quran; in modern text
    /// the verb without it is the jussive.
    fn omitted_yeh(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        let is_last_yeh = letter.base == YEH && letter.has(Marks::KASRA) && following.is_empty();
        if !is_last_yeh || !BEFORE_OMITTED_YEH.iter().any(|before| self.ends_in(before)) {
            return None;
        }
        self.keep(letter);
        self.write_one(Letter::new(YEH, letter.at))
    }

    /// The dagger alef.
    pub(super) fn dagger_alef(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        if !letter.has(Marks::DAGGER) {
            return None;
        }
        let bare = letter.without(Marks::DAGGER.union(Marks::MADDA));
        let is_without =
            |&(before, after): &(&str, &str)| self.ends_in_with(before, letter) && spells(following, after);
        if WITHOUT_DAGGER_ALEF.iter().any(is_without) {
            return self.write_one(bare);
        }
        if !self.is_long(letter, following) {
            return None;
        }
        let is_seat = !letter.has(Marks::VOWEL);
        let ends_in_alef = matches!(following, [last] if last.base == ALEF && !last.has(Marks::VOWEL));
        match letter.base {
            ALEF_MAKSURA if is_seat && following.is_empty() => self.write_one(bare),
            ALEF_MAKSURA if is_seat => self.write_one(bare.with_base(ALEF)),
            WAW if is_seat && self.is_seat_of_alef(letter, following) => {
                self.write(bare.with_base(ALEF));
                Some(1 + usize::from(ends_in_alef))
            }
            ALEF => self.write_one(bare),
            _ => {
                let base = if letter.has(Marks::CARRIED) { ALEF_HAMZA_ABOVE } else { ALEF };
                self.write(bare.without(Marks::CARRIED));
                self.write(Letter::new(base, letter.dagger_at));
                Some(1)
            }
        }
    }

    /// Whether a waw with a dagger alef is the alef of `الصلاة` and `صلاتك` and `الربا`, and not a consonant, as in `واحد`.
    fn is_seat_of_alef(&self, waw: Letter, following: &[Letter]) -> bool {
        let is_last = |n: &Letter| n.base == TEH_MARBUTA || n.base == ALEF && !n.has(Marks::VOWEL);
        waw.marks.contains(Marks::DAGGER_OF_SEAT)
            || self.previous_has(Marks::FATHA) && (following.first().is_some_and(is_last) || spells(following, "تك"))
    }

    /// Whether the dagger alef of a letter is a long vowel that modern spelling writes as a letter. Modern text has a dagger
    /// alef in the words of [`WITHOUT_DAGGER_ALEF`], and on or before a final `ى`; and in words without vowels, where its
    /// meaning is not known.
    fn is_long(&self, letter: Letter, following: &[Letter]) -> bool {
        let is_known = match letter.base {
            _ if matches!(following, [last] if last.base == ALEF_MAKSURA && !last.has(Marks::VOWEL)) => return false,
            ALEF_MAKSURA if !letter.has(Marks::VOWEL) && !following.is_empty() => true,
            ALEF_MAKSURA if !letter.has(Marks::VOWEL) => self.previous_has(Marks::FATHA),
            _ => letter.has(Marks::FATHA) || self.is_vocalised,
        };
        is_known || self.is_quranic
    }

    /// The madda that only marks the length of a vowel in recitation.
    fn madda(&mut self, letter: Letter, following: &[Letter]) -> Option<usize> {
        if letter.base == ALEF_MADDA {
            let before = self.previous()?;
            let is_recited = following.first().is_none_or(|next| next.is_hamza() || next.has(Marks::SHADDA));
            let is_kept = |&(before, after): &(&str, &str)| self.ends_in(before) && spells(following, after);
            if !is_recited || !before.has(Marks::FATHA) || MADDA_IS_HAMZA.iter().any(is_kept) {
                return None;
            }
            self.write(letter.with_base(ALEF));
            return Some(1 + self.hamza_on_the_line(YEH_HAMZA, following));
        }
        if !letter.has(Marks::MADDA) {
            return None;
        }
        self.write(letter.without(Marks::MADDA));
        Some(1 + if letter.base == WAW { self.hamza_on_the_line(ALEF_HAMZA_ABOVE, following) } else { 0 })
    }

    /// Writes `ء` in place of the last letter if that is a hamza on this seat; returns how many letters were consumed.
    fn hamza_on_the_line(&mut self, seat: char, following: &[Letter]) -> usize {
        match *following {
            [last] if last.base == seat => {
                self.write(last.with_base(HAMZA));
                1
            }
            _ => 0,
        }
    }

    /// Whether the current word ends in these letters.
    pub(super) fn ends_in(&self, letters: &str) -> bool {
        let count = letters_of(letters).count();
        self.word().len() >= count && spells(&self.word()[self.word().len() - count..], letters)
    }

    /// Whether the current word consists of these letters, after `و` or `ف` at most.
    pub(super) fn is_stem(&self, letters: &str) -> bool {
        let word = self.word();
        let more = word.len().checked_sub(letters_of(letters).count());
        self.ends_in(letters) && more.is_some_and(|n| n < 2 && word[..n].iter().all(|l| matches!(l.base, WAW | FEH)))
    }

    /// Whether the current word ends in these letters once this letter is appended.
    fn ends_in_with(&self, letters: &str, letter: Letter) -> bool {
        letters.strip_suffix(letter.base).is_some_and(|before| self.ends_in(before))
    }
}

/// Whether a letter has a sign of a silent letter.
pub(super) fn is_silent(letter: Letter) -> bool {
    letter.has(SILENT)
}

/// Whether the lam before these letters is written twice in modern spelling.
fn has_two_lams(lam: Letter, following: &[Letter]) -> bool {
    AFTER_DOUBLE_LAM.iter().any(|known| match known.strip_prefix(ALEF) {
        Some(known) => {
            lam.has(Marks::DAGGER)
                && (spells(following, known) || known == "ئ" && following.first().is_some_and(Letter::is_carried_hamza))
        }
        None => spells(following, known),
    })
}

fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| Marks::of(c).is_none())
}

/// Whether the letters start with those of `known`, each with the marks after it there.
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
