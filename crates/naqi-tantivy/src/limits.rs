//! The limits of a query, which keep tantivy's recursive parser on a small stack and in linear time.

use std::fmt;
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

/// The limit that a query exceeds, or the character that it may not hold, with its byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    /// A character that tantivy's index terms cannot hold.
    Nul {
        offset: usize,
    },
    Depth {
        offset: usize,
    },
    Field {
        offset: usize,
    },
    Looks {
        offset: usize,
    },
    Len {
        len: usize,
        max: usize,
    },
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nul { offset } => {
                write!(f, "the query holds a NUL, U+0000 (byte {offset}); remove it: no term of an index holds one")
            }
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
