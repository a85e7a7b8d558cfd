//! Clitics that the vowel marks of a word rule out.

use crate::rules::letters::variants::TANWINS;
use crate::rules::letters::{FATHA, KASRA};
use crate::rules::unicode::contains;
use crate::search::stem::letters::{ALEF, LAM, LetterBits, Letters, letter, letter_set};
use crate::segment::analysis::Analysis;
use crate::segment::parse::Vowels;

/// An analysis without the clitics that the vowels rule out.
pub(super) fn checked<B: LetterBits>(letters: Letters<B>, vowels: &Vowels, analysis: Analysis) -> Analysis {
    let may_be_clitic = may_be_clitic(letters.first(), vowels[0]);
    let analysis = if may_be_clitic { analysis } else { Analysis::default().with_host(letters, 0) };
    if ends_in_tanwin(letters, vowels) { Analysis { back: 0, ..analysis } } else { analysis }
}

/// Whether a first letter with this vowel may be a clitic.
fn may_be_clitic(first: u64, vowel: char) -> bool {
    match vowel {
        '\0' => true,
        FATHA => first != letter('ب'),
        KASRA => first == LAM || !letter_set("وفكس").contains(first),
        _ => !letter_set("وفبكلس").contains(first),
    }
}

/// Whether the last letter has a tanwin, or the letter before a last alef.
fn ends_in_tanwin<B: LetterBits>(word: Letters<B>, vowels: &Vowels) -> bool {
    let is_tanwin = |from_end: usize| {
        let at = (word.len as usize).checked_sub(from_end);
        at.is_some_and(|at| contains(TANWINS, vowels[at]))
    };
    is_tanwin(1) || word.last(1) == ALEF && is_tanwin(2)
}
