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
use core::ops::Range;
use irregular::Other;
use letters::{ALEF_HAMZA, ALEF_HAMZA_BELOW, ALEF_MADDA, LAM, Letters, SEEN, letters};

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
        Some(read) => read.full().text_of(word),
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
        Some(read) => read.full().root_key().text_of(word),
        None => folded_text(word),
    }
}

/// A stable hash of the stems' rules and tables, for [`Chain::fingerprint`](crate::Chain::fingerprint).
pub(crate) const FINGERPRINT: u64 = {
    let tables = [
        clitics::WITH_ARTICLES_LETTERS.fingerprint(),
        clitics::WITH_WAW.fingerprint(),
        clitics::WITH_FEH.fingerprint(),
        clitics::WITH_BEH.fingerprint(),
        clitics::WITH_KAF.fingerprint(),
        clitics::WITH_LAM.fingerprint(),
        clitics::WITH_SEEN.fingerprint(),
        endings::WITH_PRONOUNS_LETTERS.fingerprint(),
        endings::BEFORE_TEH_MARBUTA.fingerprint(),
        endings::WITH_ENDINGS_LETTERS.fingerprint(),
        irregular::WORDS.fingerprint(),
        plurals::NO_PLURALS.fingerprint(),
        plurals::BARE_PLURALS.fingerprint(),
        stop::WORDS.fingerprint(),
        verbs::WITH_YEH.fingerprint(),
        verbs::WITH_TEH.fingerprint(),
        verbs::WITH_FORM_LETTERS.fingerprint(),
    ];
    let (mut hash, mut n) = (RULES, 0);
    while n < tables.len() {
        hash = (hash ^ tables[n]).wrapping_mul(0x0100_0000_01B3).rotate_left(7);
        n += 1;
    }
    hash
};

/// Raised with every change of a rule that no table holds: indexes made before do not fit what comes after.
const RULES: u64 = 1;

/// A word without a stem: alefs and hamza seats made one in it, too.
pub(crate) fn folded_text(word: &str) -> Cow<'_, str> {
    match word.chars().all(|c| letters::folded_char(c) == c) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.chars().map(letters::folded_char).collect()),
    }
}

/// A word of Arabic letters, read once for all that is asked of it.
pub(crate) struct Word {
    written: Letters,
    folded: Letters,
}

impl Word {
    /// The word, if it is of Arabic letters alone, [`LONGEST`] at most.
    #[inline]
    pub fn read(word: &str) -> Option<Self> {
        let written = Letters::read(word)?;
        let mut folded = written;
        folded.fold();
        Some(Self { written, folded })
    }

    pub fn category(&self) -> Option<Category> {
        Category::of_folded(self.folded)
    }

    /// Where in the word its light stem is.
    pub fn light(&self) -> Range<usize> {
        let mut word = self.folded;
        let (_, article) = strip_front(&self.written, &mut word);
        if !article && endings::strip_pronoun(&mut word) {
            endings::strip_teh_before_pronoun(&mut word);
        }
        let hamza = self.ends_in_hamza(&word);
        endings::strip(&mut word, hamza);
        let span = word.span();
        2 * span.start..2 * span.end
    }

    pub fn full(&self) -> Stemmed {
        Stemmed { written: self.written, stem: self.full_letters() }
    }

    /// Whether the last letter that is left of the word was written أ.
    fn ends_in_hamza(&self, left: &Letters) -> bool {
        left.span().end.checked_sub(1).and_then(|last| self.written.letters().get(last)) == Some(&ALEF_HAMZA)
    }

    fn full_letters(&self) -> Letters {
        let mut word = self.folded;
        let (seat, article) = strip_front(&self.written, &mut word);
        let before = word;
        let mut listed = false;
        match irregular::replace(&mut word) {
            // المرأة تقع: a verb has no article.
            Some(Other::Verb) if article => word = before,
            Some(Other::Verb) => return word,
            Some(Other::Noun) => listed = true,
            None => {}
        }
        if !article && endings::strip_pronoun(&mut word) {
            match irregular::replace(&mut word) {
                Some(Other::Verb) => return word,
                Some(Other::Noun) => listed = true,
                None => endings::strip_teh_before_pronoun(&mut word),
            }
        }
        // A word from a list is folded: none of its letters stands where one was written.
        let hamza = !listed && self.ends_in_hamza(&word);
        endings::strip(&mut word, hamza);
        // Of three letters, what is left may be another word: مدني is of مدن by its letters alone.
        if word.len() > 3 && word.len() != before.len() {
            let left = word;
            match irregular::replace(&mut word) {
                Some(Other::Noun) => {
                    endings::strip(&mut word, false);
                    return word;
                }
                Some(Other::Verb) => word = left,
                None => {}
            }
        }
        plurals::singular(&mut word, seat);
        verbs::strip(&mut word);
        word
    }
}

/// A stem, beside the word that it was made of.
pub(crate) struct Stemmed {
    written: Letters,
    stem: Letters,
}

impl Stemmed {
    pub fn root_key(&self) -> Self {
        let mut stem = self.stem;
        root::key(&mut stem);
        Self { written: self.written, stem }
    }

    /// Where in the word the stem stands letter by letter, if it does.
    #[inline]
    pub fn slice(&self) -> Option<Range<usize>> {
        let span = self.stem.span();
        let same = self.written.letters().get(span.clone()) == Some(self.stem.letters());
        same.then_some(2 * span.start..2 * span.end)
    }

    pub fn chars(&self) -> impl Iterator<Item = char> {
        self.stem.chars()
    }

    fn text_of(self, word: &str) -> Cow<'_, str> {
        match self.slice().and_then(|slice| word.get(slice)) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.chars().collect()),
        }
    }
}

/// Takes article and clitics from the front of a folded word. Returns its first letter as it was written, and whether
/// it had the article.
fn strip_front(written: &Letters, word: &mut Letters) -> (u8, bool) {
    let letters = written.letters();
    let shown = |l: &u8| matches!(*l, ALEF_HAMZA | ALEF_HAMZA_BELOW | ALEF_MADDA);
    // Where folding changed nothing, there is none.
    let place = if letters == word.letters() { None } else { letters.iter().position(shown) };
    // أل is never the article: ألبرت.
    if place == Some(0) {
        return (letters[0], false);
    }
    if let Some(place) = place {
        let (front, own) = letters.split_at(place);
        let long_enough = match own[0] {
            ALEF_HAMZA => letters.len() >= 5,
            ALEF_MADDA => letters.len() >= 4,
            _ => true,
        };
        let asks = front.ends_with(&[SEEN]) && own.get(1) == Some(&LAM);
        if long_enough && !asks && own.len() >= 3 && clitics::are_clitics(front) {
            word.cut_front(place);
            return (own[0], front.ends_with(letters!("ال")) || front.ends_with(letters!("لل")));
        }
    }
    let article = clitics::strip_article(word);
    if !article {
        clitics::strip(word);
    }
    (letters[word.span().start], article)
}
