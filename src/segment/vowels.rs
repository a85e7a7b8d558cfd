//! Clitics that the vowel marks of a word rule out.

use crate::rules::letters::{FATHA, KASRA};
use crate::search::stem::letters::{ALEF, LAM, letter, letter_set};
use crate::segment::analysis::Analysis;
use crate::segment::parse::ParsedWord;

/// An analysis without the clitics that the vowels rule out.
pub(super) fn checked(word: &ParsedWord, analysis: Analysis) -> Analysis {
    let analysis = if may_be_clitic(word) { analysis } else { Analysis::default().with_host(word.letters, 0) };
    if ends_in_tanwin(word) { Analysis { back: 0, ..analysis } } else { analysis }
}

/// Whether the vowel of the first letter may be that of a clitic.
fn may_be_clitic(word: &ParsedWord) -> bool {
    let (first, vowel) = (word.letters.first(), word.vowels[0]);
    match vowel {
        '\0' => true,
        FATHA => first != letter('ب'),
        KASRA => first == LAM || !letter_set("وفكس").contains(first),
        _ => !letter_set("وفبكلس").contains(first),
    }
}

/// Whether the last letter has a tanwin, or the letter before a last alef.
fn ends_in_tanwin(word: &ParsedWord) -> bool {
    let is_tanwin = |from_end: usize| {
        let at = (word.letters.len as usize).checked_sub(from_end);
        at.is_some_and(|at| matches!(word.vowels[at], '\u{64B}'..='\u{64D}'))
    };
    is_tanwin(1) || word.letters.last(1) == ALEF && is_tanwin(2)
}
