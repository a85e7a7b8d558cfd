//! Stems: what is left of a normalized Arabic word when its affixes go, and the words that say little.
//!
//! Three depths. [`light`] takes affixes only and gives a slice of the word; [`full`] also takes broken plurals and
//! verbs back, and makes hamza seats one; [`root_key`] leaves the consonants that a root's words share. [`Category::of`]
//! knows stop words. A [`Chain`](crate::Chain) puts them together.
//!
//! ```
//! use naqi::stem;
//!
//! assert_eq!(stem::light("والمدرسة"), "مدرس");
//! assert_eq!(stem::full("وزراء"), stem::full("ووزير"));
//! assert_eq!(stem::root_key("كتب"), stem::root_key("الكتاب"));
//! ```
//!
//! Words are as [`preset::SEARCH`](crate::preset::SEARCH) leaves them, but their alefs may keep the hamza: it tells clitics
//! from letters of the word (بأحمد, لإيطاليا), and أفعال, a plural, from إفعال, a verbal noun. Any other text comes back as
//! it is, with hamza seats folded by [`full`].
//!
//! # How
//!
//! 1. What stands before a hamza on or under alef are clitics.
//! 2. The article, with و ف ب ك ل before it; without an article و or ف, then ب ك ل, then the future's س. Tables of
//!    beginnings tell clitics from letters of the word: وزير keeps its و, ووزير loses one.
//! 3. Pronouns, where there was no article, and the ت that was ة before them.
//! 4. Endings of gender, number, case and adjective, up to three; tables hold words that only look so (لبنان).
//! 5. In [`full`]: words that go their own way (نساء), broken plurals by pattern (مدارس, أسعار, وزراء), the prefix of
//!    the present and the alef of forms VII, VIII, X (يستخدم, استخدام).
//!
//! The steps follow light stemming as Larkey's light10 and Lucene's ArabicStemmer do it; tables are written by hand. No
//! corpus is asked. A stem is a key to compare by, not a word to read: مدرس is what مدرسة, مدارس and مدرس share.
//!
//! # Where it errs
//!
//! It knows no context: على and the name علي are one. It makes one what only shares letters; it keeps apart most plurals without a pattern (كتب and كتاب meet in [`root_key`] alone),
//! and words that its tables have not heard of, where their first letter looks like a clitic.

mod clitics;
mod endings;
mod irregular;
mod letters;
mod plurals;
mod root;
mod stop;
mod table;
mod verbs;

pub use stop::Category;

use alloc::borrow::Cow;
use letters::{ALEF, ALEF_HAMZA, ALEF_HAMZA_BELOW, ALEF_MADDA, LAM, Letters, SEEN, letters};

/// The longest word that has a stem, in letters; longer rows of letters stay as they are.
pub const LONGEST: usize = letters::LONGEST;

/// The word without its affixes: a slice of it, never empty. No allocation.
///
/// ```
/// use naqi::stem::light;
/// assert_eq!(light("وبالمدرسة"), "مدرس");
/// assert_eq!(light("بغداد"), "بغداد");
/// assert_eq!(light("naqi"), "naqi");
/// ```
pub fn light(word: &str) -> &str {
    let Some(mut letters) = Letters::read(word) else { return word };
    let (_, article) = strip_front(&mut letters);
    if !article && endings::strip_pronoun(&mut letters) {
        endings::strip_teh_before_pronoun(&mut letters);
    }
    endings::strip(&mut letters);
    let span = letters.span();
    &word[2 * span.start..2 * span.end]
}

/// The word's stem: affixes gone, plurals and verbs taken back, alefs and hamza seats made one. Never empty; borrowed
/// where it is a slice of the word.
///
/// ```
/// use naqi::stem::full;
/// for (one, other) in [("مدرستها", "مدارس"), ("مسئول", "مسؤول"), ("يستخدم", "استخدام"), ("لإيطاليا", "الإيطالية")] {
///     assert_eq!(full(one), full(other));
/// }
/// for (one, other) in [("وزير", "زير"), ("لبنان", "لبن"), ("الله", "إله")] {
///     assert_ne!(full(one), full(other));
/// }
/// ```
pub fn full(word: &str) -> Cow<'_, str> {
    match Letters::read(word) {
        Some(letters) => as_text(word, &full_of(letters)),
        None => folded_text(word),
    }
}

/// The consonants that words of one root share: of the full stem, without the prefixes of verbs and nouns, an infix ت
/// and weak letters, as long as three letters stay.
///
/// ```
/// use naqi::stem::root_key;
/// assert_eq!(root_key("كتب"), root_key("كتاب"));
/// assert_eq!(root_key("مدن"), root_key("المدينة"));
/// ```
pub fn root_key(word: &str) -> Cow<'_, str> {
    match Letters::read(word) {
        Some(letters) => {
            let mut stem = full_of(letters);
            root::key(&mut stem);
            as_text(word, &stem)
        }
        None => folded_text(word),
    }
}

/// Whether the word is one that has a stem: Arabic letters alone, [`LONGEST`] at most.
///
/// ```
/// assert!(naqi::stem::has_stem("كتاب"));
/// assert!(!naqi::stem::has_stem("2024"));
/// ```
pub fn has_stem(word: &str) -> bool {
    Letters::read(word).is_some()
}

/// A stable hash of the stems' rules and tables, for [`Chain::fingerprint`](crate::Chain::fingerprint).
pub(crate) fn fingerprint() -> u64 {
    [
        clitics::fingerprint(),
        endings::fingerprint(),
        irregular::fingerprint(),
        plurals::fingerprint(),
        stop::fingerprint(),
        verbs::fingerprint(),
    ]
    .iter()
    .fold(RULES, |hash, table| (hash ^ table).wrapping_mul(0x0100_0000_01B3).rotate_left(7))
}

/// Raised with every change of a rule that no table holds: indexes made before do not fit what comes after.
const RULES: u64 = 1;

/// A word without a stem: alefs and hamza seats made one in it, too.
fn folded_text(word: &str) -> Cow<'_, str> {
    let seat = |c: char| matches!(c as u32, 0x621..=0x6FF) && letters::folded(c as u32 as u8) != c as u32 as u8;
    match word.contains(seat) {
        true => Cow::Owned(
            word.chars()
                .map(|c| {
                    if seat(c) {
                        char::from_u32(0x600 | letters::folded(c as u32 as u8) as u32).unwrap_or(c)
                    } else {
                        c
                    }
                })
                .collect(),
        ),
        false => Cow::Borrowed(word),
    }
}

fn as_text<'w>(word: &'w str, stem: &Letters) -> Cow<'w, str> {
    stem.with_text(|text| match word.find(text) {
        Some(at) => Cow::Borrowed(&word[at..at + text.len()]),
        None => Cow::Owned(text.into()),
    })
}

fn full_of(mut word: Letters) -> Letters {
    let (seat, article) = strip_front(&mut word);
    if let Some(other) = irregular::WORDS.answer(word.letters()) {
        word.become_word(other);
    } else if let Some(other) = irregular::VERBS.answer(word.letters()).filter(|_| !article) {
        word.become_word(other);
        return word;
    }
    if !article && endings::strip_pronoun(&mut word) {
        if let Some(other) = irregular::WORDS.answer(word.letters()) {
            word.become_word(other);
        } else if let Some(other) = irregular::VERBS.answer(word.letters()) {
            word.become_word(other);
            return word;
        } else {
            endings::strip_teh_before_pronoun(&mut word);
        }
    }
    endings::strip(&mut word);
    // Of three letters, what is left may be another word: مدني is of مدن by its letters alone.
    if let Some(other) = irregular::WORDS.answer(word.letters()).filter(|_| word.len() > 3) {
        word.become_word(other);
        endings::strip(&mut word);
        return word;
    }
    plurals::singular(&mut word, seat);
    verbs::strip(&mut word);
    word
}

/// Takes article and clitics from the front, and folds the word. Returns its first letter as it was written, and
/// whether it had the article.
fn strip_front(word: &mut Letters) -> (u8, bool) {
    let shown = word.letters().iter().skip(1).position(|l| matches!(*l, ALEF_HAMZA | ALEF_HAMZA_BELOW | ALEF_MADDA));
    if let Some(place) = shown.map(|p| p + 1) {
        let letters = word.letters();
        let (front, own) = letters.split_at(place);
        let long_enough = match own[0] {
            ALEF_HAMZA => letters.len() >= 5,
            ALEF_MADDA => letters.len() >= 4,
            _ => true,
        };
        let asks = front.ends_with(&[SEEN]) && own.get(1) == Some(&LAM);
        if long_enough && !asks && own.len() >= 3 && clitics::are_clitics(front) {
            let (seat, article) = (own[0], front.ends_with(letters!("ال")) || front.ends_with(letters!("لل")));
            word.cut_front(place);
            word.fold();
            return (seat, article);
        }
    }
    let written = *word;
    word.fold();
    // أل is never the article: ألبرت.
    let own_front = matches!(written.letters(), [ALEF_HAMZA | ALEF_HAMZA_BELOW | ALEF_MADDA, ..]);
    let article = !own_front && clitics::strip_article(word);
    if !article && !own_front {
        clitics::strip(word);
    }
    let seat = written.letters().get(word.span().start - written.span().start).copied().unwrap_or(ALEF);
    (seat, article)
}
