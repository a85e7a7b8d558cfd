//! Vowel marks that count: whether two spellings may be one word, and the letters and marks of a word.
//!
//! ```
//! use naqi::vocalization::compatible;
//! let (bare, he_wrote, written) = (
//!     "كتب",
//!     "كَتَبَ",
//!     "كُتِبَ",
//! );
//! assert!(compatible(bare, he_wrote) && compatible(bare, written));
//! assert!(!compatible(he_wrote, written));
//! ```

use crate::normalizer::Normalizer;
use crate::rules::letters::{
    ALEF, ALEF_MAKSURA, ALEF_WASLA, DAGGER_ALEF, FATHA, FATHATAN, HAMZA_ABOVE, HAMZA_BELOW, KASRA, LAM, MADDAH_ABOVE,
    SHADDA, SUKUN, is_letter, is_mark, variants::VOWEL_SIGNS,
};
use crate::rules::step::Step;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use once_cell::race::OnceBox;

/// Whether two spellings may be the same word, up to missing marks: their letters are equal, and no marks contradict each
/// other.
///
/// The same as `agreement(one, other).is_some_and(|a| a.is_compatible())`; see [`agreement`] for the rules. Takes linear time.
///
/// ```
/// use naqi::vocalization::compatible;
/// let pairs = [
///     // Marks in another order.
///     "محم\u{651}\u{64E}د",
///     "محم\u{64E}\u{651}د",
///     // A fathatan before or behind its alef.
///     "كتاب\u{64B}ا",
///     "كتابا\u{64B}",
///     // A decomposed hamza.
///     "ا\u{654}حمد",
///     "أَحمد",
///     // An alef wasla.
///     "ٱلكتاب",
///     "الكتاب",
///     // A dagger alef.
///     "رحمٰن",
///     "رحمان",
/// ];
/// assert!(pairs.chunks(2).all(|pair| compatible(pair[0], pair[1])));
/// ```
pub fn compatible(one: &str, other: &str) -> bool {
    agreement(one, other).is_some_and(|agreement| agreement.is_compatible())
}

/// How the marks of two spellings of one word agree, letter by letter. `None` if they have other letters.
///
/// - **Letters** are compared as [`nfc`](Step::Nfc) and [`unify_forms`](Step::UnifyForms) write them, without tatweel and
///   invisible characters. `ٱ` counts as `ا`, and a dagger alef (U+0670) as itself or as `ا`.
/// - **Marks** are a shadda, one vowel, sukun or tanwin, and a dagger alef, which implies a fatha. Other signs do not count. Two
///   vowels contradict each other. A shadda contradicts a letter that has a vowel without one, but not after an article (`الشَمس`)
///   nor at the start of a word, where the Quran's prints write it after some ends of words (`مِّن`): there it tells nothing.
/// - A **fathatan** on a final `ا` or `ى` is that of the letter before.
///
/// ```
/// use naqi::vocalization::agreement;
/// let he_wrote = "كَتَبَ";
/// let found = agreement(he_wrote, "كَتب").unwrap();
/// assert_eq!((found.equal, found.missing, found.contradicting), (1, 2, 0));
/// assert_eq!(agreement(he_wrote, "كُتِبَ").unwrap().contradicting, 2);
/// assert_eq!(agreement(he_wrote, "كتاب"), None);
/// ```
pub fn agreement(one: &str, other: &str) -> Option<Agreement> {
    let (agreement, have_same_letters) = compare(&marked_letters(one), &marked_letters(other));
    have_same_letters.then_some(agreement)
}

/// Compares the marks of letters as far as the letters are the same, and whether all are.
fn compare(one: &[MarkedLetter], other: &[MarkedLetter]) -> (Agreement, bool) {
    let (mut agreement, mut at) = (Agreement::default(), [0, 0]);
    loop {
        let (first, second) = match (one.get(at[0]), other.get(at[1])) {
            (None, None) => return (agreement, true),
            (Some(first), Some(second)) if first.letter == second.letter => (first, second),
            _ => return (agreement, false),
        };
        at = [at[0] + 1, at[1] + 1];
        let is_alef = |letter: Option<&MarkedLetter>| letter.is_some_and(|letter| letter.letter == ALEF);
        let alefs = (is_alef(one.get(at[0])), is_alef(other.get(at[1])));
        let is_dagger_an_alef = match (first.dagger, second.dagger, alefs) {
            (true, false, (false, true)) => Some(1),
            (false, true, (true, false)) => Some(0),
            _ => None,
        };
        if let Some(n) = is_dagger_an_alef {
            at[n] += 1;
        }
        agreement.add(first, second, is_dagger_an_alef.is_some());
    }
}

/// The marks of two spellings of a word, compared. See [`agreement`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Agreement {
    /// The marks that both spellings have.
    pub equal: usize,
    /// The marks that one of them has, where the other has none.
    pub missing: usize,
    /// The places where one of them contradicts the other.
    pub contradicting: usize,
}

impl Agreement {
    /// Whether no marks contradict each other.
    pub fn is_compatible(&self) -> bool {
        self.contradicting == 0
    }

    /// The share of the marks that are equal, from 0 to 1; 1 if there are no marks.
    ///
    /// ```
    /// let he_wrote = "كَتَبَ";
    /// let agreement = naqi::vocalization::agreement(he_wrote, "كَتَب").unwrap();
    /// assert!((agreement.share() - 2.0 / 3.0).abs() < 1e-9);
    /// ```
    pub fn share(&self) -> f64 {
        match self.equal + self.missing + self.contradicting {
            0 => 1.0,
            all => self.equal as f64 / all as f64,
        }
    }

    fn add(&mut self, one: &MarkedLetter, other: &MarkedLetter, is_dagger_an_alef: bool) {
        match (one.vowel(), other.vowel()) {
            (Some(one), Some(other)) if one == other => self.equal += 1,
            (Some(_), Some(_)) => self.contradicting += 1,
            (None, None) => {}
            _ => self.missing += 1,
        }
        match (one.shadda, other.shadda) {
            (true, true) => self.equal += 1,
            (false, false) => {}
            (true, false) if other.vowel().is_some() && !other.ignores_shadda => self.contradicting += 1,
            (false, true) if one.vowel().is_some() && !one.ignores_shadda => self.contradicting += 1,
            _ => self.missing += 1,
        }
        match (one.dagger, other.dagger) {
            (false, false) => {}
            (true, true) => self.equal += 1,
            _ if is_dagger_an_alef => self.equal += 1,
            _ => self.missing += 1,
        }
    }
}

/// The marks of a needle, for a search among normalized letters.
pub(crate) struct NeedleMarks {
    letters: Vec<MarkedLetter>,
    normalizer: Normalizer,
}

impl NeedleMarks {
    /// `None` if the needle has no marks that count.
    pub fn of(needle: &str, normalizer: &Normalizer) -> Option<Self> {
        let letters = normalized_letters(needle, normalizer);
        let has_marks = letters.iter().any(|letter| letter.shadda || letter.vowel().is_some());
        has_marks.then(|| Self { letters, normalizer: normalizer.clone() })
    }

    /// Whether a text, which equals the needle when it is normalized, has a mark that contradicts the needle's. Letters are
    /// compared one by one, as far as they are the same.
    pub fn contradict(&self, text: &str) -> bool {
        let letters = normalized_letters(text, &self.normalizer);
        !compare(&self.letters, &letters).0.is_compatible()
    }
}

/// The start of a needle whose marks are compared, and of a text. A match is tried at each letter of a text, so this bounds the
/// time.
const MAX_COMPARED_LETTERS: usize = 64;
/// The same in characters.
const MAX_COMPARED_CHARS: usize = 4 * MAX_COMPARED_LETTERS;

/// The first letters of a text as a normalizer writes each of them, with their marks.
fn normalized_letters(text: &str, normalizer: &Normalizer) -> Vec<MarkedLetter> {
    let mut letters = Vec::new();
    for letter in marked_letters(start_of(text)).into_iter().filter(|letter| is_letter(letter.letter)) {
        let mut buffer = [0; 4];
        let written = normalizer.normalize(letter.letter.encode_utf8(&mut buffer));
        // Of several letters, the last one has the marks.
        letters.extend(written.chars().map(|c| MarkedLetter::bare(c, letter.ignores_shadda)));
        if let Some(last) = letters.last_mut().filter(|_| !written.is_empty()) {
            *last = MarkedLetter { letter: last.letter, ..letter };
        }
    }
    letters
}

/// The start of a text, with at most [`MAX_COMPARED_LETTERS`] letters and their marks.
fn start_of(text: &str) -> &str {
    let mut letters = 0;
    let mut chars = text.char_indices().take(MAX_COMPARED_CHARS);
    let end = chars.find(|&(_, c)| {
        letters += usize::from(is_letter(c));
        letters > MAX_COMPARED_LETTERS
    });
    let at_limit = || text.char_indices().nth(MAX_COMPARED_CHARS);
    end.or_else(at_limit).map_or(text, |(at, _)| &text[..at])
}

/// A letter and the marks on it that count.
struct MarkedLetter {
    letter: char,
    shadda: bool,
    /// A vowel, sukun or tanwin.
    vowel: Option<char>,
    dagger: bool,
    /// After an article, and at the start of a word.
    ignores_shadda: bool,
}

impl MarkedLetter {
    fn bare(letter: char, ignores_shadda: bool) -> Self {
        Self { letter, shadda: false, vowel: None, dagger: false, ignores_shadda }
    }

    fn vowel(&self) -> Option<char> {
        self.vowel.or(self.dagger.then_some(FATHA))
    }
}

/// The letters of a word, with their marks in one order.
fn marked_letters(text: &str) -> Vec<MarkedLetter> {
    static COMPARED: OnceBox<Normalizer> = OnceBox::new();
    let normalizer = COMPARED.get_or_init(|| {
        let deleted = [Step::StripTatweel, Step::StripInvisible, Step::StripBidi, Step::StripJoiners];
        Box::new(Normalizer::new(&[&[Step::Nfc, Step::UnifyForms], &deleted[..]].concat()))
    });
    let mut letters: Vec<MarkedLetter> = Vec::new();
    for c in normalizer.normalize(text).chars() {
        // A hamza or madda that composes with no letter tells words apart, as letters do.
        let is_base = !is_mark(c) || matches!(c, HAMZA_ABOVE | HAMZA_BELOW | MADDAH_ABOVE);
        if is_base || letters.is_empty() {
            let ignores_shadda = match letters.as_slice() {
                [.., first, lam] if lam.letter == LAM && matches!(first.letter, ALEF | LAM) => {
                    lam.vowel.is_none_or(|v| v == SUKUN)
                }
                [.., before] => !is_letter(before.letter),
                [] => true,
            };
            let letter = if c == ALEF_WASLA { ALEF } else { c };
            letters.push(MarkedLetter::bare(letter, ignores_shadda));
        } else if let Some(last) = letters.last_mut() {
            let vowel = VOWEL_SIGNS.iter().find(|sign| sign.0 == c).map_or(c, |sign| sign.1);
            match vowel {
                SHADDA => last.shadda = true,
                DAGGER_ALEF => last.dagger = true,
                FATHATAN..=KASRA | SUKUN => last.vowel = Some(vowel),
                _ => {}
            }
        }
    }
    // A fathatan is written on the letter before its alef, or on the alef.
    for n in 1..letters.len() {
        let (before, after) = letters.split_at_mut(n);
        if let (Some(letter), [alef, ..]) = (before.last_mut(), after)
            && matches!(alef.letter, ALEF | ALEF_MAKSURA)
            && alef.vowel == Some(FATHATAN)
            && letter.vowel.is_none()
        {
            letter.vowel = alef.vowel.take();
        }
    }
    letters
}

/// A letter, or another character that is no Arabic mark, and the Arabic marks after it.
///
/// ```
/// use naqi::vocalization::{LetterWithMarks, split};
/// let [LetterWithMarks { letter, marks }, ..] = split("كِتاب").collect::<Vec<_>>()[..] else { panic!() };
/// assert_eq!((letter, marks), ("ك", "\u{650}")); // kasra
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LetterWithMarks<'t> {
    /// One character; empty for marks at the start of a text.
    pub letter: &'t str,
    /// [`letters::is_mark`](crate::letters::is_mark) holds for each of them. Those of a decomposed hamza are marks, too:
    /// [`compose`](crate::compose) joins them with their letter.
    pub marks: &'t str,
}

/// Splits a text into its letters, each with its marks. [`join`] gives the text back.
///
/// ```
/// use naqi::vocalization::{join, split};
/// let word = "مُتَّحِدة";
/// let letters: String = split(word).map(|l| l.letter).collect();
/// assert_eq!(letters, "متحدة");
/// assert_eq!(split(word).nth(1).unwrap().marks.chars().count(), 2); // shadda and fatha
/// assert_eq!(join(split(word)), word);
/// ```
pub fn split(text: &str) -> impl Iterator<Item = LetterWithMarks<'_>> + Clone {
    let mut rest = text;
    core::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let letter_len = if is_mark(first) { 0 } else { first.len_utf8() };
        let len = rest[letter_len..].find(|c| !is_mark(c)).map_or(rest.len(), |marks_len| letter_len + marks_len);
        let (this, after) = rest.split_at(len);
        rest = after;
        let (letter, marks) = this.split_at(letter_len);
        Some(LetterWithMarks { letter, marks })
    })
}

/// Joins letters with their marks, the inverse of [`split`].
///
/// ```
/// use naqi::vocalization::{LetterWithMarks, join};
/// let letters = "كتب".split("").filter(|l| !l.is_empty());
/// let word = join(letters.map(|letter| LetterWithMarks { letter, marks: "\u{64E}" })); // fatha
/// assert_eq!(word, "كَتَبَ");
/// ```
pub fn join<'t>(letters: impl IntoIterator<Item = LetterWithMarks<'t>>) -> String {
    let mut text = String::new();
    for LetterWithMarks { letter, marks } in letters {
        text.push_str(letter);
        text.push_str(marks);
    }
    text
}
