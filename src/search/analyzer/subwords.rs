//! Pieces of a word that are searched for by themselves: letters and digits, عبد and a name, a hashtag's words.

use crate::kernel::{Packed, packed_bits};
use crate::rules::unicode::{Script, script};
use alloc::string::String;
use core::ops::Range;

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
    let mut last = None;
    for part in word.split('_') {
        let mut start = 0;
        while start < part.len() {
            let kind = Kind::of(&part[start..]);
            let len = part[start..].find(|c| !kind.holds(c)).unwrap_or(part.len() - start);
            give(&part[start..start + len], kind, &mut last, &mut found);
            start += len;
        }
    }
}

fn give(piece: &str, kind: Kind, last: &mut Option<Kind>, found: &mut impl FnMut(&str)) {
    // 2024م and 1445هـ: the era's letter says nothing more.
    let era = kind == Kind::Arabic && *last == Some(Kind::Other) && ["م", "ه"].contains(&piece);
    *last = Some(kind);
    match (kind, without_commas(piece)) {
        _ if era => {}
        (Kind::Arabic, _) => names(piece, found),
        (_, Some(digits)) => found(&digits),
        _ => found(piece),
    }
}

/// Whether a word of Arabic letters alone is several pieces.
#[inline(always)]
pub(super) fn is_several(word: Packed) -> bool {
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
        assert_eq!(pieces("24ساعه"), ["24", "ساعه"]);
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
