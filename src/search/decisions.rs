//! What the tables of the stems decide. Nothing listens here: the example `stem_audit` compiles the stems with its own
//! version of this module, which records.

/// An entry of a table decided a word. `letters` has six bits per letter.
#[inline(always)]
pub(crate) fn decided(_table: &str, _letters: u64, _len: u32, _sign: &str) {}
