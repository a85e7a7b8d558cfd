//! Affixes of Persian that are written with a half-space (U+200C ZERO WIDTH NON-JOINER) between them and their word.
//!
//! The lists are naqi's own, chosen by grammar and by counts in a treebank with right half-spaces: an affix that is more often
//! a word of its own, such as `گیر` or `بازی`, is not listed. Letters are those of Persian keyboards, and `آ` is `ا`. Every
//! list is in the order of code points.

use crate::rules::letters::variants::PERSIAN_KEYBOARD;
use crate::rules::letters::{ALEF, ALEF_MADDA};

/// What the word before a suffix has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// Any word.
    Any,
    /// One that ends in `ه`, as in `رفته اند`.
    Heh,
    /// One that ends in `ه` or `ی`.
    HehOrYeh,
    /// Any but a determiner or a pronoun: `برنامه ریزی`, but not `این کاری`.
    Noun,
}

/// Whether the word is a prefix.
pub(crate) fn is_prefix(word: &str) -> bool {
    PREFIXES.binary_search(&word).is_ok()
}

/// What stands before the word, if it is a suffix.
pub(crate) fn host_of(word: &str) -> Option<Host> {
    let lists =
        [(SUFFIXES, Host::Any), (AFTER_HEH, Host::Heh), (AFTER_HEH_OR_YEH, Host::HehOrYeh), (SECOND_PARTS, Host::Noun)];
    lists.into_iter().find(|(list, _)| list.binary_search(&word).is_ok()).map(|(_, host)| host)
}

/// Whether the word takes no affix.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// Whether the word is a determiner or a pronoun, which is no first part of a compound.
pub(crate) fn is_determiner(word: &str) -> bool {
    DETERMINERS.binary_search(&word).is_ok()
}

/// The letter as in the lists.
pub(crate) fn as_listed(letter: char) -> char {
    let written = PERSIAN_KEYBOARD.iter().find(|(_, others)| others.contains(&letter));
    match written.and_then(|(written, _)| written.chars().next()) {
        Some(written) => written,
        None if letter == ALEF_MADDA => ALEF,
        None => letter,
    }
}

/// The greatest number of characters of an affix or a word of the lists.
pub(crate) const LONGEST: usize = 9;

/// Prefixes of verbs (`می` and `نمی`, with a preverb or without), the prefix `بی` (without), and first parts of compounds.
const PREFIXES: &[&str] = &[
    "انتی",
    "بازمی",
    "بازنمی",
    "برمی",
    "برنمی",
    "بنی",
    "بی",
    "جابه",
    "درمی",
    "درنمی",
    "ذی",
    "روبه",
    "سانتی",
    "فرامی",
    "فرانمی",
    "فرومی",
    "فرونمی",
    "می",
    "نمی",
    "وامی",
    "وانمی",
    "ورمی",
    "ورنمی",
];

/// The plural with its endings, comparison, and derivational suffixes.
const SUFFIXES: &[&str] = &[
    "افزار",
    "افزاری",
    "اندرکار",
    "اندرکاران",
    "برانگیز",
    "تر",
    "ترها",
    "ترهای",
    "تری",
    "ترین",
    "ترینی",
    "خوردگی",
    "دهنده",
    "دهندهٔ",
    "دهندگان",
    "دهندگی",
    "دیدگان",
    "دیدگی",
    "زدهٔ",
    "زدگان",
    "زدگی",
    "شدهٔ",
    "شدگان",
    "شدگی",
    "ماندگی",
    "مند",
    "مندان",
    "مندی",
    "ناپذیر",
    "ناپذیری",
    "ها",
    "هائی",
    "هات",
    "هاتان",
    "هاست",
    "هاش",
    "هاشان",
    "هام",
    "هامان",
    "های",
    "هایت",
    "هایتان",
    "هایش",
    "هایشان",
    "هایم",
    "هایمان",
    "هایی",
    "وار",
    "کننده",
    "کنندهٔ",
    "کنندگان",
    "کنندگی",
    "گانه",
    "گر",
    "گرفتگی",
    "گری",
    "گیرنده",
    "گیرندگان",
    "یافتگی",
];

/// Forms of the verb to be, the indefinite and the ezafe yeh, and possessives of the plural.
const AFTER_HEH: &[&str] = &["اند", "اید", "ایم", "ایی", "تان", "شان", "مان", "ی"];

/// Possessives of the singular, which are forms of the verb to be as well, and the indefinite suffix.
const AFTER_HEH_OR_YEH: &[&str] = &["ات", "اش", "ام", "ای"];

/// Second parts of compounds: stems of verbs with their endings, and Arabic words with an article.
const SECOND_PARTS: &[&str] = &[
    "اباد",
    "ارایی",
    "ازاری",
    "ازمایی",
    "اشامی",
    "افروزی",
    "افرینان",
    "افرینانه",
    "افرینانی",
    "افرینی",
    "افشانی",
    "افکن",
    "افکنی",
    "الاسلام",
    "البلاغه",
    "الدوله",
    "الدین",
    "السلام",
    "العاده",
    "العمل",
    "الله",
    "المال",
    "المعارف",
    "الملل",
    "المللی",
    "الود",
    "اموز",
    "اموزان",
    "اموزانه",
    "اموزانی",
    "اموزی",
    "امیز",
    "امیزی",
    "انداز",
    "اندازی",
    "اندوزی",
    "اندیش",
    "اندیشی",
    "انگاری",
    "انگیز",
    "انگیزی",
    "اور",
    "اوران",
    "اورانه",
    "اورانی",
    "اوری",
    "بافی",
    "بان",
    "بانی",
    "برداران",
    "بردارانه",
    "بردارانی",
    "برداری",
    "بندی",
    "بوسی",
    "بینی",
    "تابی",
    "تازی",
    "تراشی",
    "جویان",
    "جویانه",
    "جویانی",
    "جویی",
    "خواری",
    "خوانان",
    "خوانانه",
    "خوانانی",
    "خوانی",
    "خواهان",
    "خواهانه",
    "خواهانی",
    "خوری",
    "خیز",
    "خیزی",
    "داران",
    "دارانی",
    "داری",
    "دانان",
    "دانی",
    "درازی",
    "دهی",
    "دوانی",
    "دوزان",
    "دوزانه",
    "دوزانی",
    "دوزی",
    "دویی",
    "رانی",
    "ربایی",
    "رسان",
    "رسانان",
    "رسانانه",
    "رسانانی",
    "رسانی",
    "روبی",
    "ریزی",
    "زا",
    "زاده",
    "زایی",
    "زدایی",
    "زنی",
    "سازان",
    "سازانه",
    "سازانی",
    "سازی",
    "سالاران",
    "سالارانه",
    "سالارانی",
    "سالاری",
    "ستانی",
    "ستیزی",
    "سرایی",
    "سنج",
    "سنجی",
    "سواری",
    "سوزی",
    "سپاری",
    "شماری",
    "شناس",
    "شناسان",
    "شناسانه",
    "شناسانی",
    "شناسی",
    "شویی",
    "شکن",
    "شکنان",
    "شکنانه",
    "شکنانی",
    "شکنی",
    "طلبان",
    "طلبانه",
    "طلبانی",
    "طلبی",
    "فرسا",
    "فرسایی",
    "فرمایی",
    "فروشان",
    "فروشانه",
    "فروشانی",
    "فروشی",
    "فشانی",
    "مداری",
    "نشین",
    "نشینان",
    "نشینانه",
    "نشینانی",
    "نشینی",
    "نمایی",
    "نوازی",
    "نوردان",
    "نوردانه",
    "نوردانی",
    "نوردی",
    "نوشی",
    "نویس",
    "نویسان",
    "نویسانه",
    "نویسانی",
    "نویسی",
    "نژاد",
    "نگار",
    "نگاران",
    "نگارانه",
    "نگارانی",
    "نگاری",
    "نگر",
    "نگری",
    "ورزی",
    "پاشی",
    "پذیر",
    "پذیری",
    "پرانی",
    "پراکنی",
    "پرداز",
    "پردازان",
    "پردازانی",
    "پردازی",
    "پرست",
    "پرستان",
    "پرستانه",
    "پرستانی",
    "پرستی",
    "پرسی",
    "پرور",
    "پروری",
    "پنداری",
    "پور",
    "پوش",
    "پوشان",
    "پوشانه",
    "پوشانی",
    "پوشی",
    "پژوه",
    "پژوهان",
    "پژوهانه",
    "پژوهانی",
    "پژوهی",
    "پیما",
    "پیمایی",
    "چرانی",
    "کاران",
    "کارانه",
    "کاری",
    "کاویی",
    "کشی",
    "کوب",
    "کوبی",
    "گذاران",
    "گذارانه",
    "گذارانی",
    "گذاری",
    "گذرانی",
    "گرا",
    "گرایان",
    "گرایانه",
    "گرایانی",
    "گرایی",
    "گردانی",
    "گریزی",
    "گزار",
    "گزاران",
    "گزارانه",
    "گزارانی",
    "گزاری",
    "گزینی",
    "گسترانی",
    "گشایی",
    "گویان",
    "گویانی",
    "گویی",
    "گیران",
    "گیرانه",
    "گیرانی",
    "گیری",
    "یاب",
    "یابی",
];

/// Prepositions, conjunctions and others that take no affix.
const FUNCTION_WORDS: &[&str] =
    &["از", "است", "اما", "اگر", "با", "برای", "به", "تا", "در", "را", "نه", "نیز", "هر", "ولی", "چه", "که", "یا"];

/// Determiners and pronouns.
const DETERMINERS: &[&str] = &[
    "ان",
    "انان",
    "او",
    "ایشان",
    "این",
    "اینان",
    "تو",
    "شما",
    "ما",
    "من",
    "همان",
    "همین",
    "هیچ",
    "چنین",
    "کدام",
    "یک",
];

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: [&[&str]; 7] =
        [PREFIXES, SUFFIXES, AFTER_HEH, AFTER_HEH_OR_YEH, SECOND_PARTS, FUNCTION_WORDS, DETERMINERS];

    fn words() -> impl Iterator<Item = &'static str> {
        LISTS.into_iter().flatten().copied()
    }

    #[test]
    fn lists_are_sorted_and_have_each_word_once() {
        assert!(LISTS.iter().all(|list| list.is_sorted_by(|a, b| a < b)));
        assert!(words().all(|word| words().filter(|other| *other == word).count() == 1));
        assert!(words().all(|word| word.chars().all(|c| as_listed(c) == c)));
        assert_eq!(words().map(|word| word.chars().count()).max(), Some(LONGEST));
    }

    /// Whether the second part of a word is joined with the first, which may be joined with one before.
    fn are_joined(before: &str, after: &str, is_joined: bool) -> bool {
        let is_host = is_joined || before.chars().count() > 1 && !is_function_word(before);
        match host_of(after).filter(|_| is_host) {
            Some(Host::Any | Host::Noun) => true,
            Some(Host::Heh) => before.ends_with('ه'),
            Some(Host::HehOrYeh) => before.ends_with(['ه', 'ی']),
            None => is_prefix(before) && after.chars().count() > 1,
        }
    }

    /// With the spaces deleted, words that are joined may be a listed one. It must not be joined with others than its first
    /// part was, or a second run would join more. Two words that together are a suffix are not joined (see the filter).
    #[test]
    fn no_listed_word_is_others_that_are_joined() {
        for word in words() {
            for (at, _) in word.char_indices().skip(1) {
                let (before, after) = word.split_at(at);
                let is_suffix = host_of(word).is_some();
                assert!(is_suffix || !are_joined(before, after, false), "{word} may be {before} and {after}");
                for (middle, _) in after.char_indices().skip(1) {
                    let (second, third) = after.split_at(middle);
                    let is_first_joined = are_joined(before, second, false) && {
                        let both = host_of(&word[..at + middle]);
                        both.is_none() || both == host_of(before)
                    };
                    let same_host = host_of(before).is_some() && host_of(before) == host_of(word);
                    let is_joined = is_first_joined && are_joined(second, third, true);
                    assert!(!is_joined || same_host, "{word} may be {before}, {second} and {third}");
                }
            }
        }
    }
}
