//! Cuts endings of gender, number, case and person, for the scheme `morphemes`.

use crate::search::stem::endings::keeps;
use crate::search::stem::letters::{ALEF, LetterBits, Letters, Literal, NOON, TEH, WAW, letter, literal};
use crate::segment::analysis::Analysis;
use crate::segment::lists::{KEPT_ALEFS, WORDS};

/// Endings of two letters, and the fewest letters of a word with each.
const ENDINGS: [(Literal, u32); 5] =
    [(literal("ات"), 4), (literal("ون"), 5), (literal("ين"), 5), (literal("ان"), 5), (literal("وا"), 4)];

/// Adds the cuts before the endings of a word whose clitics are cut.
pub(super) fn cut<B: LetterBits>(letters: Letters<B>, folded: Letters<B>, analysis: &mut Analysis) {
    let start = analysis.stem_start();
    let inner_back = analysis.back & ((1 << letters.len) - 1);
    let end = if inner_back == 0 { letters.len } else { inner_back.trailing_zeros() };
    if end < start + 3 {
        return;
    }
    let stem = letters.slice(start, end - start);
    let is_function_word = WORDS.find(stem).is_some_and(|entry| entry.is_in_first_list);
    if is_function_word || keeps(folded.slice(start, stem.len)) {
        return;
    }
    analysis.endings |= ending_cuts(stem, end < letters.len) << start;
}

/// The cuts before the endings of a stem, as a mask.
fn ending_cuts<B: LetterBits>(stem: Letters<B>, has_pronoun: bool) -> u32 {
    if ENDINGS.iter().any(|(ending, min_len)| stem.len >= *min_len && stem.ends_with(*ending)) {
        let at = stem.len - 2;
        // تان and تين: the ت is that of ة.
        let has_teh = stem.last(1) == NOON && stem.at(at - 1) == TEH && stem.len >= 6;
        return 1 << at | (has_teh as u32) << (at - 1);
    }
    let is_cut = match stem.last(1) {
        TEH_MARBUTA => true,
        TEH => stem.len >= 4 || has_pronoun,
        WAW => has_pronoun && stem.len >= 4,
        ALEF => stem.len >= 4 && !has_pronoun && KEPT_ALEFS.find(stem).is_none(),
        _ => false,
    };
    (is_cut as u32) << (stem.len - 1)
}

const TEH_MARBUTA: u64 = letter('ة');
