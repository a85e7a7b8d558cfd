//! Normalization Forms C and KC of the whole text (UAX #15), by `unicode-normalization`, piece by piece.

use crate::unicode::is_unassigned_arabic;
use alloc::string::String;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

/// Room that a buffer keeps from one piece of the text to the next.
pub(crate) const KEPT: usize = 64 << 10;

/// The form that a normalizer brings the text into first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    C,
    Kc,
}

/// The text since the last place that no composition crosses.
#[derive(Clone, Default)]
pub(crate) struct Held(String);

impl Form {
    pub fn push(self, held: &mut Held, text: &str, out: &mut String) {
        match text.char_indices().rev().find(|&(_, c)| self.starts_anew(c)) {
            Some((at, _)) => {
                held.0.push_str(&text[..at]);
                self.finish(held, out);
                held.0.push_str(&text[at..]);
            }
            None => held.0.push_str(text),
        }
    }

    pub fn finish(self, held: &mut Held, out: &mut String) {
        self.write(&held.0, out);
        held.0.clear();
        held.0.shrink_to(KEPT);
    }

    /// How long the first segment of a text is: no composition crosses its end.
    pub fn segment(self, text: &str) -> usize {
        text.char_indices().skip(1).find(|&(_, c)| self.starts_segment(c)).map_or(text.len(), |(at, _)| at)
    }

    /// Whether the code point starts anew as it stands, or as it is decomposed.
    fn starts_segment(self, c: char) -> bool {
        let mut first = None;
        let mut take = |part| first = first.or(Some(part));
        match self {
            _ if self.starts_anew(c) => return true,
            Self::C => unicode_normalization::char::decompose_canonical(c, &mut take),
            Self::Kc => unicode_normalization::char::decompose_compatible(c, &mut take),
        }
        first.is_some_and(|first| first != c && self.starts_anew(first))
    }

    /// The end of the last segment that starts in the first `most` bytes of a text, or that of the first one.
    pub fn slice(self, text: &str, most: usize) -> usize {
        if text.len() <= most {
            return text.len();
        }
        let mut back = (1..=most).rev().filter(|&n| text.is_char_boundary(n));
        let starts = |n: &usize| text[*n..].chars().next().is_some_and(|c| self.starts_segment(c));
        back.find(starts).unwrap_or_else(|| self.segment(text))
    }

    /// Whether a segment is known, at the cost of a look, to be in the form: it is one character that nothing joins.
    pub fn keeps(self, segment: &str) -> bool {
        let mut chars = segment.chars();
        chars.next().is_some_and(|c| chars.as_str().is_empty() && self.starts_anew(c))
    }

    /// Appends the form of whole segments.
    pub fn write(self, text: &str, out: &mut String) {
        // A newer `unicode-normalization` may know Arabic code points that the tables do not: these are left alone.
        for piece in text.split_inclusive(is_unassigned_arabic) {
            let last = piece.chars().next_back().filter(|&c| is_unassigned_arabic(c));
            let known = &piece[..piece.len() - last.map_or(0, char::len_utf8)];
            match self {
                Self::C => out.extend(known.nfc()),
                Self::Kc => out.extend(known.nfkc()),
            }
            out.extend(last);
        }
    }

    /// Whether the ASCII character joins nothing, neither what stands before it nor marks after it.
    #[cfg(feature = "parallel")]
    pub fn stands_alone(self, c: char) -> bool {
        c.is_ascii_control() || c == ' '
    }

    /// Whether what stands before the code point cannot change with it or what follows.
    fn starts_anew(self, c: char) -> bool {
        // Most of the text: letters that are in both forms.
        if matches!(c, '\0'..='\u{7F}' | '\u{621}'..='\u{64A}') {
            return true;
        }
        let quick = match self {
            Self::C => is_nfc_quick([c].into_iter()),
            Self::Kc => is_nfkc_quick([c].into_iter()),
        };
        is_unassigned_arabic(c)
            || quick == IsNormalized::Yes && unicode_normalization::char::canonical_combining_class(c) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::canonical_combining_class;

    #[test]
    fn the_commonest_letters_are_in_both_forms() {
        for c in ('\0'..='\u{7F}').chain('\u{621}'..='\u{64A}') {
            assert_eq!(canonical_combining_class(c), 0, "{:04X}", c as u32);
            assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{:04X}", c as u32);
            assert_eq!(is_nfkc_quick([c].into_iter()), IsNormalized::Yes, "{:04X}", c as u32);
        }
    }
}
