//! The limits of a query, which keep tantivy's recursive parser on a small stack and in linear time.

use crate::scan::{Grammar, Scanner, is_space};
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use tantivy::query::QueryParserError;

/// The maximum nesting of parentheses and `NOT`.
pub(crate) const MAX_DEPTH: usize = 32;
/// The maximum length of a query, in bytes, unless another is set.
pub(crate) const MAX_LEN: usize = 64 << 10;
/// The maximum length of a field's name in a query, in bytes. The parser copies the name of `name:(a b c)` for each
/// word.
pub(crate) const MAX_FIELD_LEN: usize = 256;
/// The maximum number of dots in a field's name. tantivy looks a name up at each of them.
pub(crate) const MAX_FIELD_STEPS: usize = 32;
/// The maximum number of times, on average, that a byte is read to find the end of a field's name.
pub(crate) const MAX_LOOKS: usize = 8;

/// The limit that a query exceeds, and the byte at which it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    Depth { offset: usize },
    Field { offset: usize },
    Looks { offset: usize },
    Len { len: usize, max: usize },
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth { offset } => write!(
                f,
                "the query nests more than {MAX_DEPTH} levels of parentheses and NOT (byte {offset}); \
                 remove the parentheses that it does not need"
            ),
            Self::Field { offset } => write!(
                f,
                "a field's name has more than {MAX_FIELD_LEN} bytes or {MAX_FIELD_STEPS} dots (byte {offset}); \
                 quote the text if it is no field"
            ),
            Self::Looks { offset } => write!(
                f,
                "many parts of the query follow each other without a space, and parsing them takes quadratic time (byte {offset}); \
                 put spaces between them, or quote them"
            ),
            Self::Len { len, max } => write!(
                f,
                "the query has {len} bytes, and {max} are allowed (byte {max}); shorten it, or raise the limit by \
                 QueryParser::set_max_len"
            ),
        }
    }
}

impl From<Excess> for QueryParserError {
    fn from(excess: Excess) -> Self {
        QueryParserError::UnsupportedQuery(excess.to_string())
    }
}

/// The query as it is passed to tantivy's parser: within the limits, and with spaces in place of tabs and line breaks.
///
/// tantivy allows tabs in a field's name. So at each word of a query it looks for a colon up to the next space, which
/// is quadratic if words are separated by tabs or line breaks. Inside quotes they are kept.
pub(crate) fn checked(query: &str, grammar: Grammar, max_len: usize) -> Result<Cow<'_, str>, Excess> {
    if query.len() > max_len {
        return Err(Excess::Len { len: query.len(), max: max_len });
    }
    let quoted = Scanner::scan(query, grammar)?;
    if !query.contains(['\t', '\r', '\n']) {
        return Ok(Cow::Borrowed(query));
    }
    let mut spaced = String::with_capacity(query.len());
    let mut from = 0;
    for Range { start, end } in quoted {
        push_spaced(&query[from..start], &mut spaced);
        spaced.push_str(&query[start..end]);
        from = end;
    }
    push_spaced(&query[from..], &mut spaced);
    Ok(Cow::Owned(spaced))
}

fn push_spaced(text: &str, to: &mut String) {
    to.extend(text.chars().map(|c| if c.is_ascii() && is_space(c as u8) { ' ' } else { c }));
}
