//! A query as tantivy's parser may read it, checked against the limits.

use crate::limits::Excess;
use crate::scan::{Grammar, Scanner, is_space};
use std::borrow::Cow;
use std::ops::Range;

/// The query as it is passed to tantivy's parser: within the limits, and with spaces in place of tabs and line breaks.
///
/// tantivy allows tabs in a field's name. So at each word of a query it looks for a colon up to the next space, which
/// is quadratic if words are separated by tabs or line breaks. Inside quotes they are kept.
pub(crate) fn checked(query: &str, grammar: Grammar, max_len: usize) -> Result<Cow<'_, str>, Excess> {
    if query.len() > max_len {
        return Err(Excess::Len { len: query.len(), max: max_len });
    }
    // A NUL in the path of a JSON field is a panic in tantivy 0.27.
    if let Some(offset) = query.find('\0') {
        return Err(Excess::Nul { offset });
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
