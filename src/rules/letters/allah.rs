//! U+FDF2, the ligature of the word Allah, and what may be written before it.

use crate::rules::letters::{BEH, DOTLESS_BEH, DOTLESS_FEH, FEH, KAF, KEHEH, WAW};

/// U+FDF2 ARABIC LIGATURE ALLAH ISOLATED FORM.
pub(crate) const ALLAH: char = 'ﷲ';
pub(crate) const ALLAH_LETTERS: &str = "الله";

/// The prefixes after which `ا` and `ﷲ` are one word, as letters of a text and of the rasm, which has no dots: conjunctions, and
/// prepositions, which may follow a conjunction. So may the `و` of an oath. `ل` stands alone: `ولا` is a word.
pub(crate) const CONJUNCTIONS: [char; 3] = [WAW, FEH, DOTLESS_FEH];
pub(crate) const PREPOSITIONS: [char; 4] = [BEH, KAF, KEHEH, DOTLESS_BEH];
