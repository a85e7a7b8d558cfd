//! Normalization Forms C and KC of the whole text (UAX #15), by `unicode-normalization`, piece by piece.

use crate::rules::unicode::is_unassigned_arabic;
use alloc::string::String;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

/// Room that a buffer keeps from one piece of the text to the next.
pub(crate) const KEPT: usize = 64 << 10;

/// The combining class of U+064B; those of the vowel signs behind it go on from there, one by one.
const FIRST_CLASS: u8 = 27;

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

    /// Whether the whole text is known, at the cost of a look at each character, to be in the form.
    pub fn keeps_all(self, text: &str) -> bool {
        self.known(text) == text.len()
    }

    /// Appends the form of whole segments.
    pub fn write(self, text: &str, out: &mut String) {
        let mut rest = text;
        loop {
            let (known, unknown) = rest.split_at(self.known(rest));
            out.push_str(known);
            if unknown.is_empty() {
                return;
            }
            let mut after = unknown.char_indices().skip(1);
            let end = after.find(|&(_, c)| self.starts_anew(c)).map_or(unknown.len(), |(at, _)| at);
            self.write_segments(&unknown[..end], out);
            rest = &unknown[end..];
        }
    }

    /// How far the text is in the form by the quick check of UAX #15: to its end, or to the start of the first segment
    /// for which that says no or maybe.
    fn known(self, text: &str) -> usize {
        let (mut segment, mut before) = (0, 0);
        for (at, c) in text.char_indices() {
            match self.quick_class(c) {
                Some(0) => (segment, before) = (at, 0),
                Some(class) if class >= before => before = class,
                _ => return segment,
            }
        }
        text.len()
    }

    /// The form of whole segments, character by character.
    fn write_segments(self, text: &str, out: &mut String) {
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
        self.quick_class(c) == Some(0)
    }

    /// The combining class of a code point that the form leaves as it is, whatever stands beside it: the order of marks
    /// aside.
    #[inline(always)]
    fn quick_class(self, c: char) -> Option<u8> {
        match c {
            // Most of the text: letters and vowel signs that are in both forms.
            '\0'..='\u{7F}' | '\u{621}'..='\u{64A}' => Some(0),
            '\u{64B}'..='\u{652}' => Some((c as u32 - 0x64B) as u8 + FIRST_CLASS),
            _ => self.looked_up_class(c),
        }
    }

    #[inline(never)]
    fn looked_up_class(self, c: char) -> Option<u8> {
        if is_unassigned_arabic(c) {
            return Some(0);
        }
        let quick = match self {
            Self::C => is_nfc_quick([c].into_iter()),
            Self::Kc => is_nfkc_quick([c].into_iter()),
        };
        (quick == IsNormalized::Yes).then(|| unicode_normalization::char::canonical_combining_class(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_commonest_characters_are_in_both_forms_with_the_classes_that_unicode_gives_them() {
        for form in [Form::C, Form::Kc] {
            for c in ('\0'..='\u{7F}').chain('\u{621}'..='\u{652}') {
                assert_eq!(form.quick_class(c), form.looked_up_class(c), "{:04X}", c as u32);
            }
        }
    }

    /// Marks in order and out of it, what composes, what decomposes, and what stands alone.
    #[test]
    fn what_is_passed_over_and_what_is_written_give_the_form_of_the_whole() {
        const PARTS: [char; 14] = [
            'ا', 'ب', ' ', 'é', 'e', 'ﻻ', '가', '\u{64B}', '\u{651}', '\u{654}', '\u{301}', '\u{327}', '\u{11A8}', '①',
        ];
        let count = PARTS.len().pow(5);
        for n in 0..count {
            let text: String = (0..5).map(|at| PARTS[n / PARTS.len().pow(at) % PARTS.len()]).collect();
            let (mut c, mut kc) = (String::new(), String::new());
            Form::C.write(&text, &mut c);
            Form::Kc.write(&text, &mut kc);
            assert_eq!(c, text.nfc().collect::<String>(), "{}", text.escape_unicode());
            assert_eq!(kc, text.nfkc().collect::<String>(), "{}", text.escape_unicode());
            assert!(!Form::C.keeps_all(&text) || c == text, "{}", text.escape_unicode());
            assert!(!Form::Kc.keeps_all(&text) || kc == text, "{}", text.escape_unicode());
        }
    }
}
