//! Errors: an index and an analyzer that do not match.

use crate::differences::Differences;

/// An index was not opened with the given analyzers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct Error(ErrorKind);

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self(kind)
    }

    /// The field of the index that the error is about.
    pub fn field(&self) -> &str {
        match &self.0 {
            ErrorKind::OtherRules { field, .. }
            | ErrorKind::NoRules { field, .. }
            | ErrorKind::Unreadable { field, .. } => field,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ErrorKind {
    #[error(
        "the field `{field}` was indexed by other rules: {differences}; open the index with its own analyzer, or rebuild it"
    )]
    OtherRules { field: String, differences: Differences },
    #[error("the field `{field}` was indexed by an analyzer, and none is given: `{analyzer}`")]
    NoRules { field: String, analyzer: String },
    #[error(
        "the field `{field}` was indexed by an analyzer that this version of naqi does not know, `{analyzer}`: {error}"
    )]
    Unreadable { field: String, analyzer: String, error: naqi::Error },
}
