//! Errors: why an index and a chain do not go together.

use crate::differences::Differences;

/// Why an index was not opened under a chain.
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
        "the field `{field}` was indexed by other rules: {differences}; open the index by its own chain, or index anew"
    )]
    OtherRules { field: String, differences: Differences },
    #[error("the field `{field}` was indexed by a chain, and none is given: `{chain}`")]
    NoRules { field: String, chain: String },
    #[error("the field `{field}` was indexed by a chain that this version of naqi does not know, `{chain}`: {error}")]
    Unreadable { field: String, chain: String, error: naqi::Error },
}
