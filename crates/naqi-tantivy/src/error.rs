//! Errors: why an index and an analyzer do not go together.

use crate::differences::Differences;

/// Why an index was not opened under an analyzer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct Error(Kind);

impl Error {
    pub(crate) fn new(kind: Kind) -> Self {
        Self(kind)
    }

    /// The field of the index that the error is about.
    pub fn field(&self) -> &str {
        match &self.0 {
            Kind::OtherRules { field, .. } | Kind::NoRules { field, .. } | Kind::Unreadable { field, .. } => field,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Kind {
    #[error(
        "the field `{field}` was indexed by other rules: {differences}; open the index by its own analyzer, or index anew"
    )]
    OtherRules { field: String, differences: Differences },
    #[error("the field `{field}` was indexed by an analyzer, and none is given: `{analyzer}`")]
    NoRules { field: String, analyzer: String },
    #[error(
        "the field `{field}` was indexed by an analyzer that this version of naqi does not know, `{analyzer}`: {error}"
    )]
    Unreadable { field: String, analyzer: String, error: naqi::Error },
}
