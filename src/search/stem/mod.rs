//! Arabic stemming, and stop words.
//!
//! There are three levels. [`light`] strips affixes and returns a slice of the word. [`full`] also reduces broken plurals
//! and verbs, and unifies hamza seats. [`root_key`] keeps the consonants that the words of a root share. [`Category::of`]
//! finds stop words. An [`Analyzer`](crate::Analyzer) combines them.
//!
//! ```
//! use naqi::stem;
//!
//! let text = "والمدرسة";
//! assert_eq!(stem::light(text), "مدرس");
//! assert_eq!(stem::full("وزراء"), stem::full("ووزير"));
//! assert_eq!(stem::root_key("كتب"), stem::root_key("الكتاب"));
//! ```
//!
//! Words must be normalized by [`preset::SEARCH`](crate::preset::SEARCH), but alefs may keep their hamza: it
//! distinguishes clitics from letters of the word (`بأحمد` and `لإيطاليا`), and `أفعال`, a plural, from `إفعال`, a
//! verbal noun. Any other text is returned unchanged, except that [`full`] folds alefs and hamza seats.
//!
//! # How
//!
//! 1. Letters before an alef with hamza are clitics.
//! 2. The article is stripped, with `و ف ب ك ل` before it; without an article, `و` or `ف`, then `ب ك ل`, then the
//!    future's `س`; or `يا`, if it is written onto its word (`يارب`). Tables of prefixes distinguish clitics from letters
//!    of the word: `وزير` keeps its `و`, and `ووزير` loses one. After `لل` a table says which words start with `ل`: that of
//!    `للجنة` does, and that of `للبيت` does not.
//! 3. Pronouns are stripped if there was no article, and the `ت` that was `ة` before them.
//! 4. Endings of gender, number, case and adjectives are stripped, up to three. Tables list words whose last letters only
//!    look like an ending (`لبنان`).
//! 5. [`full`] also replaces irregular words (`نساء`), reduces broken plurals by pattern (`مدارس أسعار وزراء`), and strips the
//!    prefix of the present tense (`يكتب تكتب نكتب`), the `ن` of its feminine plural (`يكتبن`), and the alef of forms VII,
//!    VIII and X (`يستخدم استخدام`). Common weak verbs have one stem in all tenses (`يقول قال` and `يؤدي أدت`).
//!
//! The steps follow light stemming as in Larkey's light10 and Lucene's ArabicStemmer. The tables are written by hand,
//! not derived from a corpus. A stem is a key to compare, not a word to read: `مدرس` is the stem of `مدرسة` and `مدارس`
//! and `مدرس`.
//!
//! # Words with one stem, and words kept apart
//!
//! A dot separates groups of words. The words of a group have one stem, or two in the second table.
//!
//! | one stem | because of |
//! |---|---|
//! | مدرسة مدرستها مدارس · أسعارها سعر · وزراء ووزير · عواصم عاصمتها | plurals by pattern |
//! | سنوات سنتان سنة · مدن مدينة · نساء امرأة · قضايا قضية | lists |
//! | فلسطينية فلسطين · لبناني لبنان · سورية سوريا · الإيطالية لإيطاليا | adjectives of places |
//! | حياتهم حياة · والدته والد · بنائها بناء | pronouns |
//! | يستخدم استخدام · تنتقد انتقاد · ستتطور تطور · تقع يقع · نريد تريد أراد · ينتهي انتهاء | verbs and their nouns |
//! | بالله لله اللهم الله · للجنة لجنة · يارب رب · ألوان لون | clitics and plurals that look like others |
//! | مسئول مسؤول | hamza seats |
//!
//! | two stems | because |
//! |---|---|
//! | وزير زير · بغداد غداد · كتاب تاب · يهود هود | the first letter belongs to the word |
//! | لبنان لبن · عثمان عثم · الكويت كوي | the last letters belong to the word |
//! | الله إله · ألبرت برت | its `ال` is not an article |
//! | المدنية المدينة | long vowels distinguish words |
//! | معاهدة معهد · مواجهة موجة | a verbal noun of form III is no plural |
//! | نظام ظام · التقدم قدم | the first letter is not the prefix of a verb |
//!
//! # Limitations
//!
//! - Context is ignored: `على` and the name `علي` have one stem, and so have words of the same spelling (`علم`, a flag,
//!   a science, he knew).
//! - Most broken plurals without a pattern have another stem than their singular: `كتب` and `كتاب` share only their
//!   [`root_key`].
//! - Some words of one root have two stems: `أعراض` (symptoms) and `عرض`, also `مقاتل` and `مقتل`.
//! - Without its article a word like `تقدم` may be a verb or a noun. A list decides, for every text alike: `تقدم` is progress,
//!   not "she offers", and `تعرف` is "you know", not recognition.
//! - A word that is spelled like a clitic and a stop word is a word if it is one more often than not: `فهم وهم فقد` are kept,
//!   and so is the rarer reading "and they".
//! - A word that is not in the tables loses a first letter that looks like a clitic (`و ف ب ل س`), in every text alike. A first
//!   `ك` is kept, and so is the first letter of a word of three letters.
//! - The rules are those of Arabic: do not stem Persian or Urdu.
//!
//! Stemming is not idempotent: the stem of a stem may lose more letters.
//!
//! A word is one integer with six bits per letter, so letters are removed by shifts. Nearly all words have up to ten letters
//! of U+0620..U+065F, which fit in a `u64`.

pub(crate) mod clitics;
pub(crate) mod endings;
pub(crate) mod fold;
mod irregular;
pub(crate) mod letters;
mod notation;
pub(crate) mod packed_stem;
mod plurals;
pub(crate) mod prefix_table;
mod root;
pub(crate) mod steps;
mod stop;
pub(crate) mod table;
mod verb_words;
pub(crate) mod verbs;
mod word;
mod word_set;

pub use stop::Category;

pub(crate) use packed_stem::{StemOptions, packed_stem};
pub(crate) use word::{ArabicWord, folded_packed, folded_text};

use alloc::borrow::Cow;

/// The most letters of a word that is stemmed: what a `u128` holds, and no Arabic word is longer. Longer sequences of letters
/// are returned unchanged, except that [`full`] and [`root_key`] fold alefs and hamza seats.
pub const LONGEST: usize = letters::LONGEST;

/// The word without its affixes: a slice of it, never empty. Does not allocate.
///
/// ```
/// use naqi::stem::light;
/// let text = "وبالمدرسة";
/// assert_eq!(light(text), "مدرس");
/// let text = "بغداد";
/// assert_eq!(light(text), "بغداد");
/// assert_eq!(light("naqi"), "naqi");
/// ```
pub fn light(word: &str) -> &str {
    match ArabicWord::parse(word) {
        Some(parsed) => &word[parsed.light()],
        None => word,
    }
}

/// The word's stem: affixes stripped, plurals and verbs reduced, alefs and hamza seats folded. Never empty; borrowed if it
/// is a slice of the word.
///
/// ```
/// use naqi::stem::full;
/// let pair = |words: &'static str| words.split_once(' ').unwrap();
/// for words in "مدرستها مدارس\nمسئول مسؤول\nيستخدم استخدام\nلإيطاليا الإيطالية".lines() {
///     let (one, other) = pair(words);
///     assert_eq!(full(one), full(other));
/// }
/// for words in "وزير زير\nلبنان لبن\nالله إله".lines() {
///     let (one, other) = pair(words);
///     assert_ne!(full(one), full(other));
/// }
/// ```
pub fn full(word: &str) -> Cow<'_, str> {
    match ArabicWord::parse(word) {
        Some(parsed) => parsed.full().text(),
        None => folded_text(word),
    }
}

/// The consonants that words of one root share: the full stem without the prefixes of verbs and nouns, an infix `ت` and weak
/// letters, with at least three letters left.
///
/// ```
/// use naqi::stem::root_key;
/// assert_eq!(root_key("كتب"), root_key("كتاب"));
/// assert_eq!(root_key("مدن"), root_key("المدينة"));
/// ```
pub fn root_key(word: &str) -> Cow<'_, str> {
    match ArabicWord::parse(word) {
        Some(parsed) => parsed.full().root_key().text(),
        None => folded_text(word),
    }
}

/// A stable hash of the rules and tables, for [`Analyzer::fingerprint`](crate::Analyzer::fingerprint).
pub(crate) const FINGERPRINT: u64 = {
    let tables = [
        clitics::ARTICLE_LETTER_WORDS.fingerprint(),
        clitics::ARTICLE_LETTER_PREFIXES.fingerprint(),
        clitics::KEEPS_FIRST_LETTER.fingerprint(),
        endings::KEPT_ENDINGS.fingerprint(),
        irregular::WORDS.fingerprint(),
        plurals::NOT_PLURALS.fingerprint(),
        plurals::BARE_PLURALS.fingerprint(),
        stop::WORDS.fingerprint(),
        verb_words::KEEPS_LAST_NOON.fingerprint(),
        verb_words::KEEPS_VERB_LETTER.fingerprint(),
        verb_words::PRESENT_STEMS.fingerprint(),
        plurals::PLURALS_WITH_PRONOUN.fingerprint(),
    ];
    let (mut hash, mut n) = (RULES_VERSION, 0);
    while n < tables.len() {
        hash = word_set::mix(hash, tables[n], 0);
        n += 1;
    }
    hash
};

/// Raised with every change of a rule that is not in a table, so that fingerprints differ: older indexes have other stems.
const RULES_VERSION: u64 = 2;
