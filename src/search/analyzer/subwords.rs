//! Subwords: the parts of a word that are indexed separately, such as letters and digits, or the words of a hashtag.

use crate::kernel::{PackedWord, packed_bits};
use crate::rules::letters::numbers::{DECIMAL_POINTS, THOUSANDS};
use crate::rules::unicode::{Script, combining_class, script};
use crate::token::has_letter_or_number;
use alloc::string::String;
use core::ops::Range;

/// Raised with every change of how words are split, so that fingerprints differ: older indexes have other terms.
pub(super) const RULES_VERSION: u64 = 5;

/// The first part of names that are often written as one word, as in `عبدالله`; the second starts with the article.
const ABD: &str = "عبد";
const ARTICLE: &str = "ال";
/// The fewest letters after the article.
const MIN_NAME_LETTERS: usize = 2;

/// Calls `found` with each subword of a normalized word, in order, and with its range in the word. Each holds a letter or a
/// number.
#[inline]
pub(super) fn for_each(word: &str, mut found: impl FnMut(&str, Range<usize>)) {
    let mut found = |subword: &str, range| {
        if has_letter_or_number(subword) {
            found(subword, range);
        }
    };
    if word.as_bytes().chunks(2).all(is_arabic_letter) {
        return split_name(word, 0, found);
    }
    if word.is_ascii() && !word.contains(['_', ',']) {
        return found(word, 0..word.len());
    }
    let mut at = 0;
    for part in word.split('_') {
        split_scripts(part, at, &mut found);
        at += part.len() + 1;
    }
}

/// Whether two bytes encode a character of U+0600 to U+06FF that is not a digit: not U+0660 to U+0669, U+06F0 to U+06F9.
#[inline]
fn is_arabic_letter(bytes: &[u8]) -> bool {
    let is_digit = matches!(bytes, [0xD9, 0xA0..=0xA9] | [0xDB, 0xB0..=0xB9]);
    matches!(bytes, [0xD8..=0xDB, _]) && !is_digit
}

/// Abbreviated eras after a year: `م` for `ميلادي` (CE), and `ه` for `هجري` (AH), which is written `هـ`.
const ERAS: [&str; 2] = ["م", "ه"];

/// Splits a part, which starts at `at`, between Arabic letters and other characters.
fn split_scripts(part: &str, mut at: usize, found: &mut impl FnMut(&str, Range<usize>)) {
    let (mut rest, mut previous) = (part, "");
    while !rest.is_empty() {
        let kind = SubwordKind::of(rest);
        let (subword, tail) = rest.split_at(rest.find(|c| !kind.contains(c)).unwrap_or(rest.len()));
        match (kind, without_thousands(subword)) {
            // An era is dropped. After anything but a year the letter is a subword of its own.
            (SubwordKind::Arabic, _) if ERAS.contains(&subword) && tail.is_empty() && is_year(previous) => {}
            (SubwordKind::Arabic, _) => split_name(subword, at, &mut *found),
            (_, Some(digits)) => found(&digits, at..at + subword.len()),
            _ if subword.len() == part.len() => found(subword, at..at + subword.len()),
            // A sign beside Arabic letters is no part of a term. `token::parts` divides words there, but a map may write signs.
            _ => {
                let start = at + subword.len() - subword.trim_start_matches(is_sign).len();
                let subword = subword.trim_matches(is_sign);
                found(subword, start..start + subword.len());
            }
        }
        at += subword.len();
        (rest, previous) = (tail, subword);
    }
}

/// Whether a character is neither a letter nor a digit nor a mark.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && combining_class(c) == 0
}

/// Whether a subword is one to four digits, or a date: three such groups with dots between them.
fn is_year(subword: &str) -> bool {
    let is_number = |group: &str| (1..=4).contains(&group.chars().count()) && group.chars().all(char::is_numeric);
    matches!(subword.split('.').count(), 1 | 3) && subword.split('.').all(is_number)
}

/// Whether a packed word is one subword: it has a letter, and [`split_name`] does not split it.
pub(super) fn is_one(word: PackedWord) -> bool {
    const PREFIX: u64 = packed_bits(ABD) | packed_bits(ARTICLE) << 18;
    let is_name = word.0 & 0x3FFF_FFFF == PREFIX && word.len() >= 5 + MIN_NAME_LETTERS;
    !is_name && has_letter_or_number(word.write("", &mut [0; _]))
}

/// Splits `عبدالله` into `عبد` and `الله`. The word starts at `at`.
fn split_name(word: &str, at: usize, mut found: impl FnMut(&str, Range<usize>)) {
    let (end, name_at) = (at + word.len(), at + ABD.len());
    match word.strip_prefix(ABD).filter(|rest| rest.starts_with(ARTICLE) && rest.len() >= 2 * (2 + MIN_NAME_LETTERS)) {
        Some(name) => {
            found(ABD, at..name_at);
            found(name, name_at..end);
        }
        None => found(word, at..end),
    }
}

/// A number without its thousands separators; `None` if it has none, or if the digits between them are not groups of three.
/// Decimals may follow.
fn without_thousands(number: &str) -> Option<String> {
    let (whole, decimals) = number.split_at(number.find(DECIMAL_POINTS).unwrap_or(number.len()));
    let digits =
        |group: &str, len: Range<usize>| len.contains(&group.chars().count()) && group.chars().all(char::is_numeric);
    let mut groups = whole.split(THOUSANDS);
    let is_grouped = groups.next().is_some_and(|first| digits(first, 1..4)) && groups.all(|group| digits(group, 3..4));
    let is_number = whole.contains(THOUSANDS) && is_grouped && decimals.chars().skip(1).all(char::is_numeric);
    is_number.then(|| number.replace(THOUSANDS, ""))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum SubwordKind {
    Arabic,
    Other,
}

impl SubwordKind {
    fn of(text: &str) -> Self {
        if text.starts_with(is_arabic) { Self::Arabic } else { Self::Other }
    }

    fn contains(self, c: char) -> bool {
        is_arabic(c) == (self == Self::Arabic)
    }
}

/// Letters of the Arabic script, and combining marks, whose script is Inherited. U+0660 to U+0669 are Common, but the digits
/// U+06F0 to U+06F9 are Arabic, and so are the separators of numbers.
fn is_arabic(c: char) -> bool {
    let is_in_number = c.is_numeric() || THOUSANDS.contains(&c) || DECIMAL_POINTS.contains(&c);
    matches!(script(c), Script::Arabic | Script::Inherited) && !is_in_number
}

#[cfg(test)]
mod tests {
    use super::{for_each, has_letter_or_number};
    use alloc::string::String;
    use alloc::vec::Vec;

    fn subwords(word: &str) -> Vec<String> {
        let mut out = Vec::new();
        for_each(word, |subword, range| {
            let is_number = subword.contains(char::is_numeric);
            assert!(word[range.clone()] == *subword || is_number, "{range:?} {}", word.escape_unicode());
            out.push(subword.into());
        });
        out
    }

    #[test]
    fn thousands_separators_and_eras_are_dropped() {
        assert_eq!(subwords("1,234,567"), ["1234567"]);
        assert_eq!(subwords("1,234.56"), ["1234.56"]);
        assert_eq!(subwords("12,345,678.9"), ["12345678.9"]);
        assert_eq!(subwords("5،000"), ["5000"]);
        assert_eq!(subwords("١٬٢٣٤٫٥٦"), ["١٢٣٤٫٥٦"]);
        assert_eq!(subwords("1,2"), ["1,2"]);
        assert_eq!(subwords("1,23"), ["1,23"]);
        assert_eq!(subwords("1,234.5,6"), ["1,234.5,6"]);
        assert_eq!(subwords("2024م"), ["2024"]);
        assert_eq!(subwords("1445ه"), ["1445"]);
        assert_eq!(subwords("1.10.2024م"), ["1.10.2024"]);
        assert_eq!(subwords("عام_2024م"), ["عام", "2024"]);
        assert_eq!(subwords("24ساعه"), ["24", "ساعه"]);
        assert_eq!(subwords("٢٠٢٤م"), ["٢٠٢٤"]);
        assert_eq!(subwords("۲۴ساعت"), ["۲۴", "ساعت"]);
        assert_eq!(subwords("ساعت۲۴"), ["ساعت", "۲۴"]);
    }

    #[test]
    fn signs_beside_arabic_letters_are_no_terms() {
        assert_eq!(subwords("ج.م.ع"), ["ج", "م", "ع"]);
        assert_eq!(subwords("لا.يوجد"), ["لا", "يوجد"]);
        assert_eq!(subwords("قال:نعم"), ["قال", "نعم"]);
        assert_eq!(subwords("كتاب.pdf"), ["كتاب", "pdf"]);
        assert_eq!(subwords("ab.نعم"), ["ab", "نعم"]);
        assert_eq!(subwords("2024؍01؍15"), ["2024", "01", "15"]);
        assert_eq!(subwords("5\u{FE0F}\u{20E3}"), ["5"]);
        assert_eq!(subwords("1234.56"), ["1234.56"]);
        assert_eq!(subwords("example.com"), ["example.com"]);
        assert_eq!(subwords("don't"), ["don't"]);
        assert_eq!(subwords("a.b.ج"), ["a.b", "ج"]);
    }

    #[test]
    fn a_letter_that_is_not_an_era_is_kept() {
        assert_eq!(subwords("2024_م"), ["2024", "م"]);
        assert_eq!(subwords("1445_ه"), ["1445", "ه"]);
        assert_eq!(subwords("2024_2025_م"), ["2024", "2025", "م"]);
        assert_eq!(subwords("م_2024"), ["م", "2024"]);
        assert_eq!(subwords("2024__م_"), ["2024", "م"]);
        assert_eq!(subwords("bbcم"), ["bbc", "م"]);
        assert_eq!(subwords("windowsه"), ["windows", "ه"]);
        assert_eq!(subwords("v2م"), ["v2", "م"]);
        assert_eq!(subwords("漢م"), ["漢", "م"]);
        assert_eq!(subwords("15,000م"), ["15000", "م"]);
        assert_eq!(subwords("1.5م"), ["1.5", "م"]);
        assert_eq!(subwords("50000م"), ["50000", "م"]);
        assert_eq!(subwords("2024مx"), ["2024", "م", "x"]);
        assert_eq!(subwords("84م2"), ["84", "م", "2"]);
        assert_eq!(subwords("ق.م"), ["ق", "م"]);
    }

    #[test]
    fn only_eras_lose_a_letter() {
        let letters: Vec<char> = "مهعبدالر2024٣ab漢é_,.'\u{64E}".chars().collect();
        let mut state = 7_u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % n
        };
        let mut eras = 0;
        for _ in 0..100_000 {
            let word: String = (0..1 + below(8)).map(|_| letters[below(letters.len())]).collect();
            let mut all = Vec::new();
            for part in word.split('_').filter(|part| !part.is_empty()) {
                let found = subwords(part);
                let is_alphanumeric = |c: &char| c.is_alphanumeric() && *c != '\u{64E}';
                let alphanumeric = |text: &str| text.chars().filter(is_alphanumeric).collect::<String>();
                let (kept, whole) = (alphanumeric(&found.concat()), alphanumeric(part));
                let is_year = part.trim_end_matches(['م', 'ه']).ends_with(char::is_numeric);
                let without_era = whole.strip_suffix(['م', 'ه']).filter(|_| is_year);
                assert!(kept == whole || Some(&*kept) == without_era, "{}: {found:?}", part.escape_unicode());
                assert!(
                    found.iter().all(|subword| has_letter_or_number(subword)),
                    "{}: {found:?}",
                    part.escape_unicode()
                );
                eras += usize::from(kept != whole);
                all.extend(found);
            }
            assert!(
                all == subwords(&word) && all.iter().all(|subword| !subword.is_empty()),
                "{}",
                word.escape_unicode()
            );
        }
        assert!(eras > 100);
    }

    #[test]
    fn names_hashtags_and_scripts_are_split() {
        assert_eq!(subwords("عبدالرحمن"), ["عبد", "الرحمن"]);
        assert_eq!(subwords("عبدال"), ["عبدال"]);
        assert_eq!(subwords("ذوي_الاعاقه"), ["ذوي", "الاعاقه"]);
        assert_eq!(subwords("الiphone"), ["ال", "iphone"]);
        assert_eq!(subwords("كتاب"), ["كتاب"]);
    }
}
