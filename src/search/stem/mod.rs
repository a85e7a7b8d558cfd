//! Stems: what is left of a normalized Arabic word when its affixes go, and the words that say little.
//!
//! Three depths. [`light`] takes affixes only and gives a slice of the word; [`full`] also takes broken plurals and
//! verbs back, and makes hamza seats one; [`root_key`] leaves the consonants that a root's words share. [`Category::of`]
//! knows stop words. A [`Analyzer`](crate::Analyzer) puts them together.
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
//! # What becomes one, what stays apart
//!
//! | one stem | by |
//! |---|---|
//! | مدرسة, مدرستها, مدارس · أسعارها, سعر · وزراء, ووزير · عواصم, عاصمتها | plurals by pattern |
//! | سنوات, سنتان, سنة · مدن, مدينة · نساء, امرأة · قضايا, قضية | lists |
//! | فلسطينية, فلسطين · لبناني, لبنان · سورية, سوريا · الإيطالية, لإيطاليا | adjectives of places |
//! | حياتهم, حياة · والدته, والد · بنائها, بناء | pronouns |
//! | يستخدم, استخدام · تنتقد, انتقاد · ستتطور, تطور · تقع, يقع | verbs and their nouns |
//! | مسئول, مسؤول | hamza seats |
//!
//! | two stems | since |
//! |---|---|
//! | وزير, زير · بغداد, غداد · كتاب, تاب · يهود, هود | the first letter is the word's own |
//! | لبنان, لبن · عثمان, عثم · الكويت, كوي | the last letters are |
//! | الله, إله · ألبرت, برت | its ال is no article |
//! | المدنية, المدينة | long vowels tell words apart |
//!
//! # Where it errs
//!
//! - It knows no context: على and the name علي are one, and so are words that only share their letters (علم, a flag, a
//!   science, he knew).
//! - Most plurals without a pattern stay apart from their singular: كتب and كتاب meet in [`root_key`] alone.
//! - أعراض, symptoms, stays apart from عرض, and مقاتل from مقتل; but مسابقة, a contest, becomes one with مسبق.
//! - A word that its tables have not heard of loses its first letter where that looks like a clitic (و ف ب ل س), in every
//!   text alike. What begins with ك keeps it.
//! - Its rules are those of Arabic: take no stems of Persian or Urdu.
//!
//! Stems are made of words, not of stems: a stem of a stem may lose more.
//!
//! A word is one number, six bits a letter, so what is taken away is shifted out; words of up to ten letters of the
//! Arabic block's first half, nearly all of them, take the shortest way.

mod clitics;
mod endings;
mod fold;
mod irregular;
mod letters;
mod notation;
pub(crate) mod outcome;
mod plurals;
mod prefix_table;
mod root;
mod steps;
mod stop;
mod table;
mod verbs;
mod word;
mod word_set;

pub use stop::Category;

pub(crate) use outcome::{Wanted, outcome};
pub(crate) use word::{Word, folded_text};

use alloc::borrow::Cow;

/// The longest word that has a stem, in letters: what one number holds, and no Arabic word is longer. Longer rows of
/// letters stay as they are, but for their alefs and hamza seats.
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
    match Word::read(word) {
        Some(read) => &word[read.light()],
        None => word,
    }
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
    match Word::read(word) {
        Some(read) => read.full().text(),
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
    match Word::read(word) {
        Some(read) => read.full().root_key().text(),
        None => folded_text(word),
    }
}

/// A stable hash of the stems' rules and tables, for [`Analyzer::fingerprint`](crate::Analyzer::fingerprint).
pub(crate) const FINGERPRINT: u64 = {
    let tables = [
        clitics::WITH_ARTICLES_LETTERS.fingerprint(),
        clitics::CLITICS_LETTERS.fingerprint(),
        endings::LETTERS_OF_ENDINGS.fingerprint(),
        irregular::WORDS.fingerprint(),
        plurals::NO_PLURALS.fingerprint(),
        plurals::BARE_PLURALS.fingerprint(),
        stop::WORDS.fingerprint(),
        verbs::LETTERS_OF_VERBS.fingerprint(),
    ];
    let (mut hash, mut n) = (RULES, 0);
    while n < tables.len() {
        hash = word_set::mixed(hash, tables[n], 0);
        n += 1;
    }
    hash
};

/// Raised with every change of a rule that no table holds: indexes made before do not fit what comes after.
const RULES: u64 = 1;
