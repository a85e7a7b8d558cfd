//! The table-valued function `naqi_terms(text [, analyzer])`.

use crate::arguments::analyzer;
use crate::ffi::call::Answer;
use crate::ffi::table::{Argument, TableFunction};
use crate::text::{lossy, with_spaces};
use naqi::Analyzer;
use naqi::analyzer::TermKind;
use std::borrow::Cow;
use std::ffi::{CStr, c_int};
use std::ops::Range;

/// The terms of a text, a row each. The text is analyzed in parts, so that a long one does not take as many rows of memory.
pub(crate) struct Terms {
    text: String,
    /// The analyzer as it is written.
    name: Option<String>,
    analyzer: Cow<'static, Analyzer>,
    /// The terms of the part.
    rows: Vec<TermRow>,
    /// The row, from 1 on; 0 before the first.
    row: usize,
    /// The end of the part, and the position of the first term of a part: of this one, and then of the next.
    end: usize,
    position: usize,
}

/// A term and the word that it comes from.
struct TermRow {
    term: String,
    kind: TermKind,
    position: usize,
    span: Range<usize>,
}

/// The bytes of a part, unless it has no space.
const PART_BYTES: usize = 1 << 14;

/// The longest word that a part starts with: words are tried until one will do.
const MAX_FIRST_WORD: usize = 256;

impl TableFunction for Terms {
    const DECLARATION: &'static CStr =
        c"CREATE TABLE naqi_terms(term TEXT, kind TEXT, position INT, start INT, end INT, word TEXT, text HIDDEN, analyzer HIDDEN)";
    const COLUMNS: c_int = 6;

    fn call(text: Argument<'_>, name: Argument<'_>) -> Result<Self, String> {
        let (name, is_null) = match name {
            Argument::Absent => (None, false),
            Argument::Null => (None, true),
            Argument::Text(name) => (Some(lossy(name).into_owned()), false),
        };
        let analyzer = match name.as_deref() {
            None => Cow::Borrowed(naqi::analyzer::default()),
            Some(name) => match naqi::analyzer::by_name(name.trim()) {
                Some(analyzer) => Cow::Borrowed(analyzer),
                None => Cow::Owned(analyzer(name).map_err(|error| format!("naqi_terms: {error}"))?),
            },
        };
        let text = match text {
            Argument::Absent => return Err(String::from("naqi_terms(text [, analyzer]): the text is missing")),
            Argument::Text(text) if !is_null => with_spaces(text).into_owned(),
            _ => String::new(),
        };
        Ok(Self { text, name, analyzer, rows: Vec::new(), row: 0, end: 0, position: 0 })
    }

    fn advance(&mut self) -> bool {
        self.row += 1;
        while self.row > self.rows.len() {
            if self.end == self.text.len() {
                return false;
            }
            self.analyze_part();
            self.row = 1;
        }
        true
    }

    fn column(&self, n: c_int) -> Answer<'_> {
        let number = |n: usize| Answer::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        let Some(row) = self.row.checked_sub(1).and_then(|row| self.rows.get(row)) else { return Answer::Null };
        match n {
            0 => Answer::text(row.term.as_str()),
            1 => Answer::text(row.kind.name()),
            2 => number(row.position),
            3 => number(row.span.start),
            4 => number(row.span.end),
            5 => Answer::text(self.text.get(row.span.clone()).unwrap_or_default()),
            6 => Answer::text(self.text.as_str()),
            7 => self.name.as_deref().map_or(Answer::Null, Answer::text),
            _ => Answer::Null,
        }
    }
}

impl Terms {
    /// Replaces the rows by those of the next part. The part ends before its last word that is behind a space: the next part
    /// starts with this word, at this position, which counts the stop words before it that have no row.
    fn analyze_part(&mut self) {
        let start = self.end;
        let mut bytes = PART_BYTES;
        loop {
            self.end =
                (start + bytes..self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len());
            self.analyze(start);
            if self.end == self.text.len() {
                return;
            }
            let next = self.rows.iter().rev().find(|row| row.span.start > start && self.is_word_start(&row.span));
            if let Some(end) = next.map(|row| row.span.start) {
                let count = self.rows.partition_point(|row| row.span.start < end);
                self.position = self.rows.get(count).map_or(0, |row| row.position);
                self.rows.truncate(count);
                self.end = end;
                return;
            }
            // A long word, or one after the other without spaces.
            bytes *= 2;
        }
    }

    /// The rows of the text between an offset and the end of the part.
    fn analyze(&mut self, start: usize) {
        self.rows.clear();
        let (rows, first) = (&mut self.rows, self.position);
        self.analyzer.for_each_term(self.text.get(start..self.end).unwrap_or_default(), |term| {
            rows.push(TermRow {
                term: term.text.into(),
                kind: term.kind,
                position: first + term.position,
                span: start + term.span.start..start + term.span.end,
            });
        });
    }

    /// Whether a word with this span starts behind a space and with a letter, where no word and no token of a post goes on, and its
    /// first term has a row. It has none if a ligature's first word is a stop word.
    fn is_word_start(&self, span: &Range<usize>) -> bool {
        let (before, word) = (self.text.get(..span.start), self.text.get(span.clone()).unwrap_or_default());
        let is_behind_space = before.is_some_and(|before| before.ends_with([' ', '\n']));
        if !is_behind_space || !word.starts_with(char::is_alphabetic) || word.len() > MAX_FIRST_WORD {
            return false;
        }
        let mut first = None;
        self.analyzer.for_each_term(word, |term| _ = first.get_or_insert(term.position));
        first == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (String, usize, Range<usize>);

    fn by_parts(text: &str, name: &str) -> (Vec<Row>, usize) {
        let argument = Argument::Text(text.as_bytes());
        let mut terms = Terms::call(argument, Argument::Text(name.as_bytes())).expect("an analyzer");
        let (mut rows, mut most) = (Vec::new(), 0);
        while terms.advance() {
            let row = &terms.rows[terms.row - 1];
            rows.push((row.term.clone(), row.position, row.span.clone()));
            most = most.max(terms.rows.len());
        }
        assert!(!terms.advance());
        (rows, most)
    }

    #[test]
    fn the_terms_of_parts_are_those_of_the_whole_text() {
        let words = [
            "كتاب",
            "المدارس",
            "في",
            "ﷺ",
            "عبدالله",
            "ج.م.ع",
            "12,500",
            "٢٠٢٤",
            "م",
            "#وسم_جديد",
            "@naqi",
            "https://a.example/b",
            "\u{64B}",
            "a\u{301}",
            "…",
            "يَـٰٓأَيُّهَا",
            "مِن",
            "رَّبِّهِمْ",
            "قَالُوا۟",
            "ٱلصَّلَوٰةَ",
            "RT",
            "example.com",
        ];
        let mut random = 7_u64;
        let mut next = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (random >> 33) as usize % below
        };
        for name in ["default", "three_terms", "words", "search | tokenizer(social) | hashtag_parts | leave_out(link)"]
        {
            let mut text = String::new();
            while text.len() < 20 * PART_BYTES {
                text.push_str(words[next(words.len())]);
                text.push_str([" ", " ", "\n", "  ", "، ", "", " \u{64E}"][next(7)]);
            }
            let mut whole = Vec::new();
            let analyzer: Analyzer = name.parse().expect("an analyzer");
            analyzer.for_each_term(&text, |term| whole.push((term.text.to_owned(), term.position, term.span)));
            let (rows, most) = by_parts(&text, name);
            let differs = rows.iter().zip(&whole).find(|(row, other)| row != other);
            assert_eq!(differs, None, "{name}");
            assert_eq!(rows.len(), whole.len(), "{name}");
            assert!(most < whole.len() / 10, "{name}: {most} rows of {} at once", whole.len());
        }
    }
}
