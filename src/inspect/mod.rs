//! Questions about a text: how many letters, marks, digits and invisible characters it has, its scripts, the likely
//! language, and which steps would change it.
//!
//! ```
//! use naqi::inspect::{self, Language};
//! use naqi::step::{Digits, Step};
//!
//! let counts = inspect::count("كـتابٌ ١٢");
//! assert_eq!((counts.letters, counts.marks, counts.tatweels), (4, 1, 1));
//! assert_eq!(counts.digits(Digits::Arabic), 2);
//! assert_eq!(counts.likely_language(), Some(Language::Arabic));
//! assert!(counts.is_arabic() && !counts.is_vocalized());
//!
//! let steps = inspect::changing_steps("كـتابٌ");
//! assert!(steps.contains(&Step::StripTatweel) && !steps.contains(&Step::UnifyYeh));
//! ```
//!
//! The facts are those of the steps: a character is a mark if [`letters::is_mark`](crate::letters::is_mark) holds for it, and a
//! presentation form if [`unify_forms`](crate::Step::UnifyForms) replaces it.

mod histogram;
mod properties;
mod steps;

pub use crate::rules::letters::languages::Language;
pub use steps::changing_steps;

use crate::inspect::histogram::for_each_character;
use crate::inspect::properties::{KINDS, Kind, Properties, PropertyTable};
use crate::rules::step::Digits;
use crate::rules::unicode::Script;
use alloc::collections::BTreeMap;
use core::ops::AddAssign;

/// Counts the characters of a text by their kinds, in one pass.
///
/// The time is linear: about that of decoding the characters, and a third of it in texts of more than some KiB. The first call
/// makes a table of 8 KiB. A call takes 20 KiB of stack, and allocates for the scripts alone.
///
/// ```
/// let counts = naqi::inspect::count("مُتَّحِدة USB");
/// assert_eq!((counts.characters, counts.letters, counts.marks), (13, 8, 4));
/// assert_eq!((counts.vowels, counts.letters_of(naqi::Script::Latin)), (3, 3));
/// ```
pub fn count(text: &str) -> Counts {
    let mut tally = Tally::default();
    let table = PropertyTable::get();
    for_each_character(text, |c, n| tally.add(table.of(c), n));
    tally.counts()
}

/// Whether more than half of the letters of a text are of the Arabic script. `false` if it has no letters.
///
/// The script is not the language: Persian and Urdu are of the Arabic script, too. See [`Counts::likely_language`]. The same as
/// `count(text).is_arabic()`.
///
/// ```
/// use naqi::inspect::is_arabic;
/// assert!(is_arabic("هاتف iPhone 15 الجديد"));
/// assert!(is_arabic("پاکستان"));
/// assert!(!is_arabic("iPhone 15") && !is_arabic("٢٠٢٤"));
/// ```
#[doc(alias = "is_arabicstring")]
pub fn is_arabic(text: &str) -> bool {
    count(text).is_arabic()
}

/// Whether a text is vocalised throughout: it has at least one vowel sign for every three letters of the Arabic script.
///
/// A single mark in a sentence, as the tanwin of `شكرًا`, is not enough; [`Counts::vowels`] tells whether there is any. The same as
/// `count(text).is_vocalized()`.
///
/// ```
/// use naqi::inspect::is_vocalized;
/// assert!(is_vocalized("ذَهَبَ الوَلَدُ"));
/// assert!(!is_vocalized("شكرًا يا صديقي"));
/// ```
pub fn is_vocalized(text: &str) -> bool {
    count(text).is_vocalized()
}

/// The share of the letters of a text that are of a script, from 0 to 1. 0 if it has no letters. The same as
/// `count(text).script_share(script)`.
///
/// ```
/// use naqi::{Script, inspect::script_share};
/// assert_eq!(script_share("كتاب book", Script::Arabic), 0.5);
/// ```
pub fn script_share(text: &str, script: Script) -> f64 {
    count(text).script_share(script)
}

/// How many characters of each kind a text has. Made by [`count`]; the unit of all counts is the character (code point).
///
/// Counts add up: those of two parts of a text, split between any two characters, are together those of the whole text.
///
/// ```
/// use naqi::inspect::{Counts, count};
/// let mut corpus = Counts::default();
/// for text in ["كتاب", "a book"] {
///     corpus += count(text);
/// }
/// assert_eq!((corpus.characters, corpus.letters), (10, 9));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// All characters.
    pub characters: u64,
    /// Letters of any script, presentation forms among them: the characters with the property Alphabetic or the
    /// General_Category Letter, without marks, numbers, emoji and tatweel.
    pub letters: u64,
    /// Arabic marks: the characters for which [`letters::is_mark`](crate::letters::is_mark) holds.
    pub marks: u64,
    /// The marks that are vowels, tanwins, sukuns or dagger alefs, in the Quran's forms, too. A letter has one at most. The shadda is no
    /// vowel.
    pub vowels: u64,
    /// The marks U+0653 ARABIC MADDAH ABOVE, U+0654 HAMZA ABOVE and U+0655 HAMZA BELOW. On most letters they are a decomposed
    /// letter, which [`compose`](crate::Step::Compose) joins.
    pub combining_hamzas: u64,
    /// U+0640 ARABIC TATWEEL.
    pub tatweels: u64,
    /// The characters that [`unify_forms`](crate::Step::UnifyForms) replaces: presentation forms, ligatures, mathematical letters.
    pub presentation_forms: u64,
    /// The characters that [`strip_invisible`](crate::Step::StripInvisible) deletes, such as U+200B ZERO WIDTH SPACE.
    pub invisible: u64,
    /// The control characters of the bidirectional algorithm (UAX #9), which [`strip_bidi`](crate::Step::StripBidi) deletes.
    pub bidi_controls: u64,
    /// U+200C ZERO WIDTH NON-JOINER and U+200D ZERO WIDTH JOINER.
    pub joiners: u64,
    digits: [u64; Digits::ALL.len()],
    scripts: BTreeMap<Script, u64>,
    /// The letters of the Arabic alphabet.
    arabic_alphabet: u64,
    /// Of these, the letters that Kazakh does not have.
    not_kazakh: u64,
    /// Of the letters of the Arabic alphabet, those for which Persian keyboards have others.
    arabic_keyboard: u64,
    /// The letters of each language that Arabic does not have; for Arabic, those that it borrows.
    languages: [u64; Language::ALL.len()],
}

/// In a vocalised text, at least one in this number of letters has a vowel. In lines of vocalised prose, 4 to 9 in ten have one; in
/// news, hardly one in a hundred.
const LETTERS_PER_VOWEL: u64 = 3;
/// From this number on, letters that Arabic borrows are another language's, if no letter speaks for Arabic.
const FOREIGN_LETTERS: u64 = 2;
/// Of this number of letters, one may be missing in the alphabet of the likely language.
const LETTERS_PER_STRAY: u64 = 50;

impl Counts {
    /// The digits of one set: ASCII, U+0660 to U+0669 (Arabic-Indic), or U+06F0 to U+06F9 (Extended Arabic-Indic).
    ///
    /// ```
    /// use naqi::step::Digits;
    /// let counts = naqi::inspect::count("2024 ٢٠");
    /// assert_eq!(counts.digits(Digits::Ascii), 4);
    /// assert_eq!(counts.digits(Digits::Arabic), 2);
    /// assert_eq!(counts.digits(Digits::Persian), 0);
    /// ```
    pub fn digits(&self, set: Digits) -> u64 {
        self.digits[set as usize]
    }

    /// The letters of a script.
    ///
    /// ```
    /// use naqi::Script;
    /// assert_eq!(naqi::inspect::count("كتاب USB").letters_of(Script::Arabic), 4);
    /// ```
    pub fn letters_of(&self, script: Script) -> u64 {
        self.scripts.get(&script).copied().unwrap_or(0)
    }

    /// The scripts of the letters, each with the number of its letters, in the order of [`Script`].
    ///
    /// ```
    /// use naqi::Script;
    /// let scripts: Vec<_> = naqi::inspect::count("كتاب USB").scripts().collect();
    /// assert_eq!(scripts, [(Script::Arabic, 4), (Script::Latin, 3)]);
    /// ```
    pub fn scripts(&self) -> impl Iterator<Item = (Script, u64)> {
        self.scripts.iter().map(|(&script, &letters)| (script, letters))
    }

    /// The share of the letters that are of a script, from 0 to 1; 0 if there are no letters. Marks, digits and signs do not count.
    pub fn script_share(&self, script: Script) -> f64 {
        share(self.letters_of(script), self.letters)
    }

    /// Whether more than half of the letters are of the Arabic script. See [`is_arabic`].
    pub fn is_arabic(&self) -> bool {
        2 * self.letters_of(Script::Arabic) > self.letters
    }

    /// The share of the Arabic script's letters that have a vowel sign, from 0 to 1; 0 if there are no letters.
    ///
    /// It is the number of [`vowels`](Self::vowels) by that of letters. In vocalised prose it is about one half to four fifths: long
    /// vowels and the article's alef have no sign.
    ///
    /// ```
    /// assert_eq!(naqi::inspect::count("كِتابٌ").vocalized_share(), 0.5);
    /// ```
    pub fn vocalized_share(&self) -> f64 {
        share(self.vowels, self.letters_of(Script::Arabic)).min(1.0)
    }

    /// Whether the text is vocalised throughout. See [`is_vocalized`].
    pub fn is_vocalized(&self) -> bool {
        self.vowels > 0 && LETTERS_PER_VOWEL * self.vowels >= self.letters_of(Script::Arabic)
    }

    /// How many letters are of a language and not of Arabic: see [`Language::letters_beyond_arabic`]. Languages share letters.
    ///
    /// ```
    /// use naqi::inspect::{Language, count};
    /// let counts = count("پاکستان");
    /// assert_eq!(counts.letters_beyond_arabic(Language::Persian), 2);
    /// assert_eq!(counts.letters_beyond_arabic(Language::Kazakh), 1);
    /// ```
    pub fn letters_beyond_arabic(&self, language: Language) -> u64 {
        if language == Language::Arabic { 0 } else { self.languages[language as usize] }
    }

    /// The likely language of the letters of the Arabic script, by the alphabets alone. `None` if no letter is in an alphabet.
    ///
    /// It is the language with the fewest letters of its own among those that have nearly all letters of the text: at least 49 of
    /// 50 that the best of them has. The letters of Arabic count as letters of each language, since names and quotations have them;
    /// but of Kazakh only those of its alphabet, so that Uyghur is not taken for it. A text with common letters alone is
    /// [Arabic](Language::Arabic), and a rare foreign letter in a long text changes nothing.
    ///
    /// Arabic borrows letters for foreign sounds, those of [`unify_foreign`](crate::Step::UnifyForeign) such as `گ` and `ڤ`. They
    /// count as its own in a text that has only one of them, or one of `ي ى ك ة`, for which Persian keyboards have other letters.
    ///
    /// This is a count of letters, not a statistical model of languages. It tells which keyboard wrote the text. A
    /// short text is often taken for Arabic, or for Persian if it has two of the letters that most languages share. Persian that was
    /// written with Arabic `ي` and `ك` is taken for Arabic. Presentation forms do not count;
    /// [`unify_forms`](crate::unify_forms) replaces them.
    ///
    /// ```
    /// use naqi::inspect::{Language, count};
    /// let language = |text| count(text).likely_language();
    /// assert_eq!(language("السلام عليكم"), Some(Language::Arabic));
    /// assert_eq!(language("شاهدت ڤيديو"), Some(Language::Arabic));
    /// assert_eq!(language("این کتاب خوب است"), Some(Language::Persian));
    /// assert_eq!(language("یہ اچھی کتاب ہے"), Some(Language::Urdu));
    /// assert_eq!(language("ئەم کتێبە باشە"), Some(Language::Sorani));
    /// assert_eq!(language("a book"), None);
    /// ```
    #[doc(alias = "detect_language")]
    pub fn likely_language(&self) -> Option<Language> {
        let covered = |language: &Language| {
            let missing = if *language == Language::Kazakh { self.not_kazakh } else { 0 };
            self.arabic_alphabet - missing + self.letters_beyond_arabic(*language) + self.borrowed_by(*language)
        };
        let most = Language::ALL.iter().map(covered).max().filter(|most| *most > 0)?;
        Language::ALL.iter().copied().find(|language| LETTERS_PER_STRAY * (most - covered(language)) <= most)
    }

    /// The letters that are no letters of a language's alphabet, and that it borrows.
    fn borrowed_by(&self, language: Language) -> u64 {
        let borrowed = self.languages[Language::Arabic as usize];
        let may_be_arabic = borrowed < FOREIGN_LETTERS || self.arabic_keyboard > 0;
        if language == Language::Arabic && may_be_arabic { borrowed } else { 0 }
    }
}

impl AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        self.characters += other.characters;
        self.letters += other.letters;
        self.marks += other.marks;
        self.vowels += other.vowels;
        self.combining_hamzas += other.combining_hamzas;
        self.tatweels += other.tatweels;
        self.presentation_forms += other.presentation_forms;
        self.invisible += other.invisible;
        self.bidi_controls += other.bidi_controls;
        self.joiners += other.joiners;
        self.arabic_alphabet += other.arabic_alphabet;
        self.not_kazakh += other.not_kazakh;
        self.arabic_keyboard += other.arabic_keyboard;
        add_all(&mut self.digits, &other.digits);
        add_all(&mut self.languages, &other.languages);
        other.scripts().for_each(|(script, letters)| *self.scripts.entry(script).or_default() += letters);
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        *self += &other;
    }
}

fn add_all(sums: &mut [u64], counts: &[u64]) {
    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}

fn share(part: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

/// Counts by kind, while a text is read. A letter that Arabic does not have adds to its script and its languages, too.
#[derive(Default)]
struct Tally {
    kinds: [u64; KINDS],
    scripts: BTreeMap<Script, u64>,
    /// The script of the last letter, and its letters that `scripts` does not have yet.
    last: Option<(Script, u64)>,
    languages: [u64; Language::ALL.len()],
}

impl Tally {
    #[inline(always)]
    fn add(&mut self, properties: Properties, n: u64) {
        self.kinds[properties.kind as usize] += n;
        if matches!(properties.kind, Kind::Letter | Kind::LetterForm) {
            self.add_letter(properties, n);
        }
    }

    #[inline]
    fn add_letter(&mut self, Properties { script, languages, .. }: Properties, n: u64) {
        match &mut self.last {
            Some((last, letters)) if *last == script => *letters += n,
            _ => {
                self.end_script();
                self.last = Some((script, n));
            }
        }
        if languages != 0 {
            for (language, letters) in self.languages.iter_mut().enumerate() {
                *letters += n * u64::from(languages >> language & 1);
            }
        }
    }

    fn end_script(&mut self) {
        if let Some((script, letters)) = self.last.take() {
            *self.scripts.entry(script).or_default() += letters;
        }
    }

    fn counts(mut self) -> Counts {
        let of = |kinds: &[Kind]| kinds.iter().map(|&kind| self.kinds[kind as usize]).sum();
        let not_kazakh = of(&[Kind::ArabicNotKazakh, Kind::TehMarbuta]);
        let arabic_keyboard = of(&[Kind::ArabicKeyboard, Kind::TehMarbuta]);
        let arabic_alphabet = of(&[Kind::ArabicLetter, Kind::ArabicNotKazakh]) + arabic_keyboard;
        let mut counts = Counts {
            characters: self.kinds.iter().sum(),
            letters: arabic_alphabet + of(&[Kind::Letter, Kind::LetterForm]),
            marks: of(&[Kind::Vowel, Kind::CombiningHamza, Kind::OtherMark]),
            vowels: of(&[Kind::Vowel]),
            combining_hamzas: of(&[Kind::CombiningHamza]),
            tatweels: of(&[Kind::Tatweel]),
            presentation_forms: of(&[Kind::LetterForm, Kind::SignForm]),
            invisible: of(&[Kind::Invisible]),
            bidi_controls: of(&[Kind::BidiControl]),
            joiners: of(&[Kind::Joiner]),
            digits: properties::DIGITS.map(|set| of(&[set])),
            arabic_alphabet,
            not_kazakh,
            arabic_keyboard,
            languages: self.languages,
            scripts: BTreeMap::new(),
        };
        self.end_script();
        if arabic_alphabet > 0 {
            *self.scripts.entry(Script::Arabic).or_default() += arabic_alphabet;
        }
        counts.scripts = self.scripts;
        counts
    }
}
