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

/// The terms of a text, a row each.
pub(crate) struct Terms;

/// A term and the word that it comes from.
pub(crate) struct TermRow {
    term: String,
    kind: TermKind,
    position: usize,
    span: Range<usize>,
    word: String,
}

impl TableFunction for Terms {
    type Row = TermRow;

    const DECLARATION: &'static CStr =
        c"CREATE TABLE naqi_terms(term TEXT, kind TEXT, position INT, start INT, end INT, word TEXT, text HIDDEN, analyzer HIDDEN)";
    const COLUMNS: c_int = 6;

    fn rows(text: Argument<'_>, name: Argument<'_>) -> Result<Vec<TermRow>, String> {
        let analyzer: Cow<'_, Analyzer> = match name {
            Argument::Absent => Cow::Borrowed(naqi::analyzer::default()),
            Argument::Null => return Ok(Vec::new()),
            Argument::Text(name) => {
                let name = lossy(name);
                match naqi::analyzer::by_name(name.trim()) {
                    Some(analyzer) => Cow::Borrowed(analyzer),
                    None => Cow::Owned(analyzer(&name).map_err(|error| format!("naqi_terms: {error}"))?),
                }
            }
        };
        let text = match text {
            Argument::Absent => return Err(String::from("naqi_terms(text [, analyzer]): the text is missing")),
            Argument::Null => return Ok(Vec::new()),
            Argument::Text(text) => with_spaces(text),
        };
        let mut rows = Vec::new();
        analyzer.for_each_term(&text, |term| {
            let word = text.get(term.span.clone()).unwrap_or_default().to_owned();
            rows.push(TermRow {
                term: term.text.into(),
                kind: term.kind,
                position: term.position,
                span: term.span,
                word,
            });
        });
        Ok(rows)
    }

    fn column(row: &TermRow, n: c_int) -> Answer<'_> {
        let number = |n: usize| Answer::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        match n {
            0 => Answer::text(row.term.as_str()),
            1 => Answer::text(row.kind.name()),
            2 => number(row.position),
            3 => number(row.span.start),
            4 => number(row.span.end),
            5 => Answer::text(row.word.as_str()),
            _ => Answer::Null,
        }
    }
}
