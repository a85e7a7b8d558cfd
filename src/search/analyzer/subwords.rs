//! Chunks of a word that are searched for by themselves: letters and digits, عبد and a name, a hashtag's words.

use crate::kernel::{PackedWord, packed_bits};
use crate::rules::unicode::{Script, script};
use alloc::string::String;
use core::ops::Range;

/// Raised with every change of how words are parted: indexes made before do not fit what comes after.
pub(super) const RULES: u64 = 1;

/// What names begin with that are often written as one word, and what follows.
const SERVANT: &str = "عبد";
const ARTICLE: &str = "ال";
/// How many letters of a name stand behind عبد and its article at least.
const NAME: usize = 2;

/// Calls `found` with the pieces of a normalized word, one after the other.
#[inline]
pub(super) fn for_each(word: &str, mut found: impl FnMut(&str)) {
    // Arabic letters alone: the two bytes of each begin with D8..DB, and no other byte does.
    if word.as_bytes().iter().step_by(2).all(|lead| (0xD8..=0xDB).contains(lead)) {
        return names(word, found);
    }
    if word.is_ascii() && !word.contains(['_', ',']) {
        return found(word);
    }
    word.split('_').for_each(|part| scripts(part, &mut found));
}

/// What stands for an era behind a year: ميلادي, and هجري without its tatweel.
const ERAS: [&str; 2] = ["م", "ه"];

/// The Arabic pieces of a part, and the others.
fn scripts(part: &str, found: &mut impl FnMut(&str)) {
    let (mut rest, mut before) = (part, "");
    while !rest.is_empty() {
        let kind = Kind::of(rest);
        let (piece, behind) = rest.split_at(rest.find(|c| !kind.holds(c)).unwrap_or(rest.len()));
        match (kind, without_commas(piece)) {
            // The era says nothing more. Behind anything but a year the same letter says something.
            (Kind::Arabic, _) if ERAS.contains(&piece) && behind.is_empty() && is_year(before) => {}
            (Kind::Arabic, _) => names(piece, &mut *found),
            (_, Some(digits)) => found(&digits),
            _ => found(piece),
        }
        (rest, before) = (behind, piece);
    }
}

/// Whether a piece is one to four digits, or a date with a year: three such groups with dots between them.
fn is_year(piece: &str) -> bool {
    let is_number = |group: &str| (1..=4).contains(&group.chars().count()) && group.chars().all(char::is_numeric);
    matches!(piece.split('.').count(), 1 | 3) && piece.split('.').all(is_number)
}

/// Whether a word of Arabic letters alone is several pieces.
#[inline(always)]
pub(super) fn is_several(word: PackedWord) -> bool {
    const FRONT: u64 = packed_bits(SERVANT) | packed_bits(ARTICLE) << 18;
    word.0 & 0x3FFF_FFFF == FRONT && word.len() >= 5 + NAME
}

/// عبدالله is عبد and الله.
fn names(word: &str, mut found: impl FnMut(&str)) {
    match word.strip_prefix(SERVANT).filter(|rest| rest.starts_with(ARTICLE) && rest.len() >= 2 * (2 + NAME)) {
        Some(name) => {
            found(SERVANT);
            found(name);
        }
        None => found(word),
    }
}

/// Digits whose commas part thousands, without these.
fn without_commas(figure: &str) -> Option<String> {
    let mut groups = figure.split(',');
    let digits =
        |group: &str, len: Range<usize>| len.contains(&group.len()) && group.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().is_some_and(|group| digits(group, 1..4));
    (first && figure.contains(',') && groups.all(|group| digits(group, 3..4))).then(|| figure.replace(',', ""))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Arabic,
    Other,
}

impl Kind {
    fn of(text: &str) -> Self {
        if text.starts_with(is_arabic) { Self::Arabic } else { Self::Other }
    }

    fn holds(self, c: char) -> bool {
        is_arabic(c) == (self == Self::Arabic)
    }
}

/// Letters of the Arabic script, and marks of any; digits belong to no script.
fn is_arabic(c: char) -> bool {
    matches!(script(c), Script::Arabic | Script::Inherited)
}

#[cfg(test)]
mod tests {
    use super::for_each;
    use alloc::string::String;
    use alloc::vec::Vec;

    fn pieces(word: &str) -> Vec<String> {
        let mut out = Vec::new();
        for_each(word, |piece| out.push(piece.into()));
        out
    }

    #[test]
    fn figures_lose_their_commas_and_years_their_era() {
        assert_eq!(pieces("1,234,567"), ["1234567"]);
        assert_eq!(pieces("1,23"), ["1,23"]);
        assert_eq!(pieces("2024م"), ["2024"]);
        assert_eq!(pieces("1445ه"), ["1445"]);
        assert_eq!(pieces("1.10.2024م"), ["1.10.2024"]);
        assert_eq!(pieces("عام_2024م"), ["عام", "2024"]);
        assert_eq!(pieces("24ساعه"), ["24", "ساعه"]);
    }

    #[test]
    fn a_letter_that_is_no_years_era_stays() {
        assert_eq!(pieces("2024_م"), ["2024", "م"]);
        assert_eq!(pieces("1445_ه"), ["1445", "ه"]);
        assert_eq!(pieces("2024_2025_م"), ["2024", "2025", "م"]);
        assert_eq!(pieces("م_2024"), ["م", "2024"]);
        assert_eq!(pieces("2024__م_"), ["2024", "م"]);
        assert_eq!(pieces("bbcم"), ["bbc", "م"]);
        assert_eq!(pieces("windowsه"), ["windows", "ه"]);
        assert_eq!(pieces("v2م"), ["v2", "م"]);
        assert_eq!(pieces("漢م"), ["漢", "م"]);
        assert_eq!(pieces("15,000م"), ["15000", "م"]);
        assert_eq!(pieces("1.5م"), ["1.5", "م"]);
        assert_eq!(pieces("50000م"), ["50000", "م"]);
        assert_eq!(pieces("2024مx"), ["2024", "م", "x"]);
        assert_eq!(pieces("84م2"), ["84", "م", "2"]);
        assert_eq!(pieces("ق.م"), ["ق", ".", "م"]);
    }

    #[test]
    fn no_letter_and_no_digit_is_lost_but_a_years_era() {
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
                let (given, part) = (pieces(part), part.replace(',', ""));
                let kept = given.concat().replace(',', "");
                let without_era = part.strip_suffix(['م', 'ه']).filter(|rest| rest.ends_with(char::is_numeric));
                assert!(kept == part || Some(&*kept) == without_era, "{}: {given:?}", part.escape_unicode());
                eras += usize::from(kept != part);
                all.extend(given);
            }
            assert!(all == pieces(&word) && all.iter().all(|piece| !piece.is_empty()), "{}", word.escape_unicode());
        }
        assert!(eras > 100);
    }

    #[test]
    fn names_hashtags_and_scripts_are_parted() {
        assert_eq!(pieces("عبدالرحمن"), ["عبد", "الرحمن"]);
        assert_eq!(pieces("عبدال"), ["عبدال"]);
        assert_eq!(pieces("ذوي_الاعاقه"), ["ذوي", "الاعاقه"]);
        assert_eq!(pieces("الiphone"), ["ال", "iphone"]);
        assert_eq!(pieces("كتاب"), ["كتاب"]);
    }
}
