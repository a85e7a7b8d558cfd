//! Normalization Forms C and KC (UAX #15), by `unicode-normalization`, where the quick check does not suffice.

use crate::rules::unicode::is_unassigned_arabic;
use alloc::string::String;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

/// The capacity that a buffer keeps between two parts of a text.
pub(crate) const MAX_IDLE_CAPACITY: usize = 64 << 10;

/// The combining class of U+064B ARABIC FATHATAN. Those of U+064C to U+0652 follow it in order.
const FATHATAN_CLASS: u8 = 27;

/// A normalization form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NormalForm {
    C,
    Kc,
}

/// The text since the last boundary of normalization.
#[derive(Clone, Default)]
pub(crate) struct HeldText(String);

impl NormalForm {
    /// Appends the form of the text up to its last boundary; the rest is held back.
    pub fn push(self, held: &mut HeldText, text: &str, out: &mut String) {
        match text.char_indices().rev().find(|&(_, c)| self.has_boundary_before(c)) {
            Some((at, _)) => {
                held.0.push_str(&text[..at]);
                self.finish(held, out);
                held.0.push_str(&text[at..]);
            }
            None => held.0.push_str(text),
        }
    }

    /// Appends the form of the text that was held back.
    pub fn finish(self, held: &mut HeldText, out: &mut String) {
        self.write(&held.0, out);
        held.0.clear();
        held.0.shrink_to(MAX_IDLE_CAPACITY);
    }

    /// The end of the first segment of a text. No composition crosses it.
    pub fn segment_end(self, text: &str) -> usize {
        text.char_indices().skip(1).find(|&(_, c)| self.starts_segment(c)).map_or(text.len(), |(at, _)| at)
    }

    /// Whether there is a boundary before the code point, or before its decomposition.
    fn starts_segment(self, c: char) -> bool {
        let mut first = None;
        let mut take = |part| first = first.or(Some(part));
        match self {
            _ if self.has_boundary_before(c) => return true,
            Self::C => unicode_normalization::char::decompose_canonical(c, &mut take),
            Self::Kc => unicode_normalization::char::decompose_compatible(c, &mut take),
        }
        first.is_some_and(|first| first != c && self.has_boundary_before(first))
    }

    /// The end of the last segment that starts in the first `max_len` bytes of a text, or that of the first one.
    pub fn slice_end(self, text: &str, max_len: usize) -> usize {
        if text.len() <= max_len {
            return text.len();
        }
        let mut back = (1..=max_len).rev().filter(|&n| text.is_char_boundary(n));
        let starts = |n: &usize| text[*n..].chars().next().is_some_and(|c| self.starts_segment(c));
        back.find(starts).unwrap_or_else(|| self.segment_end(text))
    }

    /// A cheap test that a segment is in the form: it is one character with a boundary before it.
    pub fn is_inert_segment(self, segment: &str) -> bool {
        let mut chars = segment.chars();
        chars.next().is_some_and(|c| chars.as_str().is_empty() && self.has_boundary_before(c))
    }

    /// Whether the quick check of UAX #15 answers yes for the whole text.
    pub fn passes_quick_check(self, text: &str) -> bool {
        self.quick_check_span(text) == text.len()
    }

    /// Appends the form of whole segments.
    pub fn write(self, text: &str, out: &mut String) {
        let mut rest = text;
        loop {
            let (checked, unchecked) = rest.split_at(self.quick_check_span(rest));
            out.push_str(checked);
            if unchecked.is_empty() {
                return;
            }
            let mut after = unchecked.char_indices().skip(1);
            let end = after.find(|&(_, c)| self.has_boundary_before(c)).map_or(unchecked.len(), |(at, _)| at);
            self.write_segments(&unchecked[..end], out);
            rest = &unchecked[end..];
        }
    }

    /// The length of the longest prefix that is in the form by the quick check of UAX #15: the text's, or the start of
    /// the first segment for which the check answers no or maybe.
    fn quick_check_span(self, text: &str) -> usize {
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

    /// Appends the form of whole segments, by `unicode-normalization`.
    fn write_segments(self, text: &str, out: &mut String) {
        // A newer `unicode-normalization` may know Arabic code points that naqi's tables do not: these are kept.
        for part in text.split_inclusive(is_unassigned_arabic) {
            let last = part.chars().next_back().filter(|&c| is_unassigned_arabic(c));
            let text = &part[..part.len() - last.map_or(0, char::len_utf8)];
            match self {
                Self::C => out.extend(text.nfc()),
                Self::Kc => out.extend(text.nfkc()),
            }
            out.extend(last);
        }
    }

    /// Whether the ASCII character composes with nothing, neither before nor after it.
    #[cfg(feature = "parallel")]
    pub fn is_inert_ascii(self, c: char) -> bool {
        c.is_ascii_control() || c == ' '
    }

    /// Whether the form of the text before the code point does not depend on it or what follows.
    fn has_boundary_before(self, c: char) -> bool {
        self.quick_class(c) == Some(0)
    }

    /// The combining class of a code point for which the quick check answers yes: the form keeps it, except for the
    /// order of marks.
    #[inline(always)]
    fn quick_class(self, c: char) -> Option<u8> {
        match c {
            // The most frequent characters: letters and vowel signs, which are in both forms.
            '\0'..='\u{7F}' | '\u{621}'..='\u{64A}' => Some(0),
            '\u{64B}'..='\u{652}' => Some((c as u32 - 0x64B) as u8 + FATHATAN_CLASS),
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
    fn frequent_characters_are_in_both_forms_and_have_unicodes_classes() {
        for form in [NormalForm::C, NormalForm::Kc] {
            for c in ('\0'..='\u{7F}').chain('\u{621}'..='\u{652}') {
                assert_eq!(form.quick_class(c), form.looked_up_class(c), "{:04X}", c as u32);
            }
        }
    }

    /// Marks in canonical order and out of it, characters that compose, that decompose, and inert ones.
    #[test]
    fn checked_and_written_segments_give_the_form_of_the_whole_text() {
        const PARTS: [char; 14] = [
            'ا', 'ب', ' ', 'é', 'e', 'ﻻ', '가', '\u{64B}', '\u{651}', '\u{654}', '\u{301}', '\u{327}', '\u{11A8}', '①',
        ];
        let count = PARTS.len().pow(5);
        for n in 0..count {
            let text: String = (0..5).map(|at| PARTS[n / PARTS.len().pow(at) % PARTS.len()]).collect();
            let (mut c, mut kc) = (String::new(), String::new());
            NormalForm::C.write(&text, &mut c);
            NormalForm::Kc.write(&text, &mut kc);
            assert_eq!(c, text.nfc().collect::<String>(), "{}", text.escape_unicode());
            assert_eq!(kc, text.nfkc().collect::<String>(), "{}", text.escape_unicode());
            assert!(!NormalForm::C.passes_quick_check(&text) || c == text, "{}", text.escape_unicode());
            assert!(!NormalForm::Kc.passes_quick_check(&text) || kc == text, "{}", text.escape_unicode());
        }
    }
}
