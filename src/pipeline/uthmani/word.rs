//! A word as a list of letters, each with a set of marks: the rules do not depend on the order of marks.

use crate::pipeline::uthmani::{CharClass, WAVY_HAMZA_ALEF};
use crate::rules::letters::variants;
use crate::rules::letters::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, ALEF_MAKSURA, DOTLESS_BEH, FARSI_YEH, HAMZA, OPEN_FATHATAN,
    TATWEEL, TEH_MARBUTA, WAW, WAW_HAMZA, YEH, YEH_HAMZA,
};
use crate::rules::unicode::{combining_class, decomposed};
use alloc::vec::Vec;

/// The marks that the rules know, in canonical order. A mark's index is its bit in [`Marks`].
///
/// Fathatan, dammatan, kasratan, fatha, damma, kasra, shadda, sukun; superscript alef, hamza below, maddah, hamza
/// above; small high seen, rounded zero, upright rectangular zero, dotless head of khah (a sukun), small high yeh,
/// small high noon, rounded high stop.
const KNOWN_MARKS: [char; 20] = [
    '\u{64B}', '\u{64C}', '\u{64D}', '\u{64E}', '\u{64F}', '\u{650}', '\u{651}', '\u{652}', '\u{670}', '\u{655}',
    '\u{653}', '\u{654}', '\u{6DC}', '\u{6DF}', '\u{6E0}', '\u{6E1}', '\u{6E7}', '\u{6E8}', '\u{6EC}', WASLA_SIGN,
];
/// Alef wasla (`ٱ`) and its presentation forms.
const ALEF_WASLAS: [char; 3] = ['ٱ', 'ﭐ', 'ﭑ'];
/// U+06E5 ARABIC SMALL WAW.
pub(super) const SMALL_WAW: char = '\u{6E5}';
/// U+06E6 ARABIC SMALL YEH.
pub(super) const SMALL_YEH: char = '\u{6E6}';
const TEH_MARBUTA_GOAL: char = 'ۃ';
/// A placeholder, since Unicode has no mark that distinguishes `ٱ` from `ا`.
const WASLA_SIGN: char = '\0';

/// The bit of each mark of U+0600 to U+06FF; 0 for unknown marks.
const MARK_BITS: [u32; 0x100] = {
    let (mut bits, mut n) = ([0; 0x100], 0);
    while n < KNOWN_MARKS.len() {
        if KNOWN_MARKS[n] != WASLA_SIGN {
            bits[KNOWN_MARKS[n] as usize - 0x600] = 1 << n;
        }
        n += 1;
    }
    bits
};

/// A set of marks.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Marks(u32);

impl Marks {
    pub const FATHATAN: Self = Self(1);
    pub const DAMMATAN: Self = Self(1 << 1);
    pub const KASRATAN: Self = Self(1 << 2);
    pub const FATHA: Self = Self(1 << 3);
    pub const DAMMA: Self = Self(1 << 4);
    pub const KASRA: Self = Self(1 << 5);
    pub const SHADDA: Self = Self(1 << 6);
    pub const DAGGER: Self = Self(1 << 8);
    pub const HAMZA_BELOW: Self = Self(1 << 9);
    pub const MADDA: Self = Self(1 << 10);
    pub const HAMZA: Self = Self(1 << 11);
    pub const HIGH_SEEN: Self = Self(1 << 12);
    pub const ROUND_ZERO: Self = Self(1 << 13);
    pub const LONG_ZERO: Self = Self(1 << 14);
    pub const HIGH_YEH: Self = Self(1 << 16);
    pub const HIGH_NOON: Self = Self(1 << 17);
    pub const HIGH_STOP: Self = Self(1 << 18);
    pub const WASLA: Self = Self(1 << 19);
    /// A dagger alef that was written before its seat: see [`move_dagger_alefs_to_seats`].
    pub const DAGGER_OF_SEAT: Self = Self(Self::DAGGER.0 | 1 << 20);
    /// The sukun, and its form in prints of Medina (U+06E1).
    pub const SUKUN: Self = Self(Self::PLAIN_SUKUN.0 | Self::MEDINA_SUKUN.0);
    pub const PLAIN_SUKUN: Self = Self(1 << 7);
    pub const MEDINA_SUKUN: Self = Self(1 << 15);
    pub const VOWEL: Self = Self(0b111_111);
    pub const CARRIED: Self = Self(Self::HAMZA.0 | Self::HAMZA_BELOW.0);

    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set contains one of these marks.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// Whether the set contains all of these marks.
    pub const fn contains(self, all: Self) -> bool {
        self.0 & all.0 == all.0
    }

    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    pub fn of(mark: char) -> Option<Self> {
        match mark {
            OPEN_FATHATAN => return Some(Self::FATHATAN),
            '\u{8F1}' => return Some(Self::DAMMATAN), // OPEN DAMMATAN
            '\u{8F2}' => return Some(Self::KASRATAN), // OPEN KASRATAN
            _ => {}
        }
        let place = (mark as usize).checked_sub(0x600)?;
        MARK_BITS.get(place).filter(|&&bit| bit != 0).map(|&bit| Self(bit))
    }

    fn chars(self) -> impl Iterator<Item = char> {
        // The bits from that of the wasla on are no characters.
        let mut left = self.0 & (Self::WASLA.0 - 1);
        core::iter::from_fn(move || {
            let mark = KNOWN_MARKS.get(left.trailing_zeros() as usize).copied();
            left &= left.wrapping_sub(1);
            mark
        })
    }
}

/// A letter with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter, composed with its hamza; a tatweel if that carries a hamza.
    pub base: char,
    pub marks: Marks,
    /// The source offsets of the letter and of its dagger alef.
    pub at: usize,
    pub dagger_at: usize,
    /// The range of its characters in the word, for the marks that the rules do not know; empty if a rule inserted it.
    source: (u8, u8),
    /// Whether a rule changed or inserted it.
    pub is_new: bool,
}

impl Letter {
    pub fn new(base: char, at: usize) -> Self {
        Self { base, marks: Marks::default(), at, dagger_at: at, source: (0, 0), is_new: true }
    }

    pub fn has(&self, any: Marks) -> bool {
        self.marks.has(any)
    }

    /// The letter with another base and the same marks.
    pub fn with_base(self, base: char) -> Self {
        Self { base, is_new: true, ..self }
    }

    pub fn without(self, marks: Marks) -> Self {
        Self { marks: self.marks.without(marks), is_new: true, ..self }
    }

    /// Whether it is a hamza without a seat: `ء`, or a hamza on a tatweel.
    pub fn is_bare_hamza(&self) -> bool {
        self.base == HAMZA || self.is_carried_hamza()
    }

    pub fn is_carried_hamza(&self) -> bool {
        self.base == TATWEEL && self.has(Marks::CARRIED)
    }

    /// Whether it is a hamza, whatever its seat.
    pub fn is_hamza(&self) -> bool {
        self.is_bare_hamza() || matches!(self.base, ALEF_HAMZA_ABOVE | ALEF_HAMZA_BELOW | WAW_HAMZA | YEH_HAMZA)
    }

    /// Whether it is `ئ` or `ؤ`, written as another letter with a hamza: `ى` or `ٮ` with a hamza, `ي` or `و` with a hamza below.
    pub fn is_respelled_hamza(&self) -> bool {
        self.is_new && matches!(self.base, WAW_HAMZA | YEH_HAMZA)
    }

    /// Whether it is an alef that marks a long vowel.
    pub fn is_long_alef(&self) -> bool {
        self.base == ALEF
            && !self.has(Marks::VOWEL.union(Marks::ROUND_ZERO).union(Marks::HIGH_STOP).union(Marks::WASLA))
    }
}

/// The Arabic letter for one of Persian and Urdu keyboards, by the tables of the steps `unify_kaf` and `unify_heh`. Teh
/// marbuta goal is a teh marbuta here, which the rules distinguish from a heh.
fn unified(c: char) -> char {
    match c {
        // By far the most letters.
        '\u{621}'..='\u{64A}' | 'ٱ' | SMALL_WAW | SMALL_YEH => c,
        TEH_MARBUTA_GOAL => TEH_MARBUTA,
        _ => {
            let tables = [variants::KAFS, variants::HEH_GOALS, variants::HEH_DOACHASHMEES, variants::AES];
            let mapping = tables.into_iter().flatten().find(|(_, from)| from.contains(&c));
            mapping.and_then(|(to, _)| to.chars().next()).unwrap_or(c)
        }
    }
}

/// Reads a word; `None` if it has letters that the Quran does not have.
pub(super) fn read(chars: &[(char, usize)], letters: &mut Vec<Letter>) -> Option<()> {
    letters.clear();
    let mut has_unresolved = false;
    for (n, &(c, at)) in chars.iter().enumerate() {
        let place = u8::try_from(n).ok()?;
        let kind = CharClass::of(c);
        if kind.is(CharClass::MARK) {
            let last = letters.last_mut()?;
            last.source.1 = place + 1;
            last.marks = last.marks.union(known_mark(c, last.base).unwrap_or_default());
            if c == '\u{670}' {
                // SUPERSCRIPT ALEF
                last.dagger_at = at;
            }
            continue;
        }
        let own = if kind.is(CharClass::COMPOSED) { decomposed(c) } else { None };
        if c == WAVY_HAMZA_ALEF {
            // The dagger alef of the waw before it. Modern text also has the letter as a misspelt أ.
            let [.., before, waw] = &mut letters[..] else { return None };
            if !before.has(Marks::FATHA) || waw.base != WAW || waw.has(Marks::VOWEL) {
                return None;
            }
            (waw.marks, waw.dagger_at, waw.source.1) = (waw.marks.union(Marks::DAGGER), at, place + 1);
            waw.is_new = true;
            continue;
        }
        let (base, own) = own.unwrap_or((c, WASLA_SIGN));
        let base = unified(base);
        let marks = if own == WASLA_SIGN { Marks::default() } else { Marks::of(own)? };
        let (base, marks) = if ALEF_WASLAS.contains(&base) { (ALEF, marks.union(Marks::WASLA)) } else { (base, marks) };
        // The letters of Arabic and the tatweel, and letters that are read as one of them.
        let is_arabic = matches!(base, '\u{621}'..='\u{63A}' | '\u{640}'..='\u{64A}');
        if !is_arabic && !matches!(base, FARSI_YEH | DOTLESS_BEH | SMALL_WAW | SMALL_YEH) {
            return None;
        }
        has_unresolved |= matches!(base, FARSI_YEH | DOTLESS_BEH);
        letters.push(Letter { base, marks, at, dagger_at: at, source: (place, place + 1), is_new: false });
    }
    merge_tatweels(letters);
    if has_unresolved {
        read_farsi_yehs(letters);
    }
    letters.iter_mut().for_each(compose_hamza);
    if has_unresolved {
        read_dotless_seats(letters);
    }
    if has_unresolved && letters.iter().any(|letter| letter.base == DOTLESS_BEH) {
        return None;
    }
    let marks = letters.iter().fold(Marks::default(), |all, letter| all.union(letter.marks));
    if marks.has(Marks::PLAIN_SUKUN) {
        read_sukuns_of_silent_letters(letters, marks);
    }
    if marks.has(Marks::DAGGER) && marks.has(Marks::VOWEL) {
        move_dagger_alefs_to_seats(letters);
        read_hamzas_before_alef(letters);
    }
    Some(())
}

/// Farsi yeh, `ی`, is `ى` at the end of a word and under a dagger alef, and `ي` elsewhere.
fn read_farsi_yehs(letters: &mut [Letter]) {
    let last = letters.len().saturating_sub(1);
    for (n, letter) in letters.iter_mut().enumerate().filter(|(_, letter)| letter.base == FARSI_YEH) {
        let is_seat = letter.has(Marks::DAGGER) && !letter.has(Marks::VOWEL);
        letter.base = if n == last || is_seat { ALEF_MAKSURA } else { YEH };
        letter.is_new |= letter.has(Marks::CARRIED);
    }
}

/// Reads `ٮ` after a dagger alef as the seat of it, as in the prints of India: `هُدٰٮهُمۡ` is `هُدٰىهُمۡ`.
fn read_dotless_seats(letters: &mut [Letter]) {
    for n in 1..letters.len() {
        let is_bare = !letters[n].has(Marks::VOWEL.union(Marks::SHADDA).union(Marks::SUKUN));
        if letters[n].base == DOTLESS_BEH && is_bare && letters[n - 1].has(Marks::DAGGER) {
            letters[n] = letters[n].with_base(ALEF_MAKSURA);
        }
    }
}

/// Reads U+0652 SUKUN as the sign of a silent letter, as prints of Medina write it: their sukun is U+06E1. Vocalised text
/// writes U+0652 on letters that are pronounced, so this holds only in words with another sign of the Quran.
fn read_sukuns_of_silent_letters(letters: &mut [Letter], marks: Marks) {
    let is_medina = marks.has(Marks::MEDINA_SUKUN);
    let signs = Marks::WASLA.union(Marks::MADDA).union(Marks::ROUND_ZERO).union(Marks::LONG_ZERO);
    // A dagger alef that modern text does not have, or a small letter.
    let has_sign = |l: &Letter| {
        l.has(Marks::DAGGER) && (l.has(Marks::FATHA) || l.base == WAW) || matches!(l.base, SMALL_WAW | SMALL_YEH)
    };
    let is_quranic = is_medina || marks.has(signs) || letters.iter().any(has_sign);
    if !is_quranic {
        return;
    }
    for n in 1..letters.len() {
        let [before, letter] = [letters[n - 1], letters[n]];
        let is_silent = match letter.base {
            _ if !letter.marks.contains(Marks::PLAIN_SUKUN) => false,
            ALEF => true,
            WAW | YEH | ALEF_MAKSURA => is_medina || before.base == ALEF_HAMZA_BELOW && n > 1,
            _ => false,
        };
        if is_silent {
            let marks = letter.marks.without(Marks::PLAIN_SUKUN).union(Marks::ROUND_ZERO);
            letters[n] = Letter { marks, is_new: true, ..letter };
        }
    }
}

/// Reads an alef with a dagger alef, and no vowel, as a hamza and an alef, as in the prints of India: `اٰمَنَ` is `ءَامَنَ`.
fn read_hamzas_before_alef(letters: &mut Vec<Letter>) {
    let is_hamza = |l: &Letter| l.base == ALEF && l.has(Marks::DAGGER) && !l.has(Marks::VOWEL.union(Marks::WASLA));
    while let Some(n) = letters.iter().position(is_hamza) {
        let alef = letters[n];
        letters.insert(n + 1, Letter::new(ALEF, alef.dagger_at));
        let marks = alef.marks.without(Marks::DAGGER).union(Marks::HAMZA).union(Marks::FATHA);
        letters[n] = Letter { base: TATWEEL, marks, is_new: true, ..alef };
    }
}

/// Moves a dagger alef to its seat, a `و` or `ى` after it, as in the prints of India: `الصَّلٰوةَ` is `الصَّلَوٰةَ`.
fn move_dagger_alefs_to_seats(letters: &mut [Letter]) {
    let others = Marks::VOWEL.union(Marks::SHADDA).union(Marks::SUKUN).union(Marks::DAGGER).union(Marks::ROUND_ZERO);
    for n in 1..letters.len() {
        let is_last = n + 1 == letters.len();
        let [before, seat] = [letters[n - 1], letters[n]];
        let is_seat = match seat.base {
            WAW => before.base != WAW,
            ALEF_MAKSURA => !is_last,
            _ => false,
        };
        if is_seat && !seat.has(others) && before.has(Marks::DAGGER) && !matches!(before.base, ALEF | ALEF_MAKSURA) {
            let mut moved = before.without(Marks::DAGGER);
            if !moved.has(Marks::VOWEL) {
                moved.marks = moved.marks.union(Marks::FATHA);
            }
            letters[n - 1] = moved;
            letters[n] = Letter {
                marks: seat.marks.union(Marks::DAGGER_OF_SEAT),
                dagger_at: before.dagger_at,
                is_new: true,
                ..seat
            };
        }
    }
}

/// The mark on a letter. Some prints of Medina write U+0657 INVERTED DAMMA for a fathatan; it is read as one on a hamza.
fn known_mark(mark: char, base: char) -> Option<Marks> {
    match mark {
        '\u{657}' if matches!(base, TATWEEL | YEH_HAMZA | ALEF_HAMZA_ABOVE) => Some(Marks::FATHATAN),
        _ => Marks::of(mark),
    }
}

/// Merges a tatweel that carries nothing, or a dagger alef, with the letter before it.
fn merge_tatweels(letters: &mut Vec<Letter>) {
    let carries = Marks::CARRIED.union(Marks::HIGH_YEH).union(Marks::HIGH_NOON);
    letters.dedup_by(|letter, before| {
        let joins =
            letter.base == TATWEEL && !letter.has(carries) && !(before.has(Marks::DAGGER) && letter.has(Marks::DAGGER));
        if joins {
            if letter.has(Marks::DAGGER) {
                before.dagger_at = letter.at;
                before.is_new = true;
            }
            before.marks = before.marks.union(letter.marks);
            before.source.1 = letter.source.1;
        }
        joins
    });
}

/// Composes the letter with its hamza or madda.
fn compose_hamza(letter: &mut Letter) {
    let (base, takes) = match letter.base {
        ALEF if letter.has(Marks::HAMZA_BELOW) => (ALEF_HAMZA_BELOW, Marks::HAMZA_BELOW),
        ALEF if letter.has(Marks::HAMZA) => (ALEF_HAMZA_ABOVE, Marks::HAMZA),
        ALEF if letter.has(Marks::MADDA) => (ALEF_MADDA, Marks::MADDA),
        WAW if letter.has(Marks::CARRIED) => (WAW_HAMZA, Marks::CARRIED),
        YEH | ALEF_MAKSURA | DOTLESS_BEH if letter.has(Marks::CARRIED) => (YEH_HAMZA, Marks::CARRIED),
        base => (base, Marks::default()),
    };
    letter.is_new |= matches!(letter.base, ALEF_MAKSURA | DOTLESS_BEH) && base == YEH_HAMZA;
    letter.is_new |= matches!(letter.base, WAW | YEH) && takes.has(letter.marks) && letter.has(Marks::HAMZA_BELOW);
    letter.base = base;
    letter.marks = letter.marks.without(takes);
}

/// Writes the letters; unchanged ones as the characters of the source.
pub(super) fn write(chars: &[(char, usize)], letters: &[Letter], next: &mut impl FnMut(char, usize)) {
    for letter in letters {
        let source = &chars[letter.source.0.into()..letter.source.1.into()];
        if !letter.is_new {
            source.iter().for_each(|&(c, at)| next(c, at));
            continue;
        }
        next(letter.base, letter.at);
        letter.marks.chars().for_each(|mark| next(mark, letter.at));
        if source.len() < 2 {
            continue;
        }
        let is_unknown = |c| combining_class(c) != 0 && known_mark(c, letter.base).is_none();
        let unknown = source.iter().filter(|(c, _)| is_unknown(*c));
        unknown.for_each(|&(mark, _)| next(mark, letter.at));
    }
}
