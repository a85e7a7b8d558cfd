//! Corrects the number of letters that the stems strip from the front: a stem may lose a letter of a rare word, and a
//! segment must not.

use crate::search::stem::clitics::keeps_first_letter;
use crate::search::stem::letters::{
    ALEF, KAF, LAM, LetterBits, LetterSet, Letters, WAW, YEH, letter, letter_set, literal,
};
use crate::search::stem::verbs::has_form_alef;
use crate::segment::lists::WORD_STARTS;

/// The second letters with which few words start in `ك`.
const AFTER_CLITIC_KAF: LetterSet = letter_set("جخصضطظغقعحشهفذزثمدت");

/// The number of letters that are clitics, where the stems strip `stripped` of a folded word, which has no article.
pub(super) fn count<B: LetterBits>(folded: Letters<B>, original: Letters<B>, stripped: u32) -> u32 {
    let rest = folded.slice(stripped, folded.len - stripped);
    if is_clitic_kaf(rest) {
        return stripped + 1;
    }
    // ياخذ is a verb without its hamza.
    if stripped == 2 && folded.first() == YEH && WORD_STARTS.get(folded) == Some(true) {
        return 0;
    }
    if stripped > 0 && !is_clitic(folded.at(stripped - 1), rest, original.at(stripped)) {
        stripped - 1
    } else {
        stripped
    }
}

/// Whether `لا` is written onto a verb in the present tense: `لايعلم`.
pub(super) fn has_la<B: LetterBits>(word: Letters<B>) -> bool {
    word.len >= 6
        && word.starts_with(const { literal("لا") })
        && letter_set("يتن").contains(word.at(2))
        && WORD_STARTS.get(word) != Some(true)
}

/// Whether `ك` is a preposition: `كمعيار`. Stems keep it, since `كتاب` and the like are more frequent.
fn is_clitic_kaf<B: LetterBits>(word: Letters<B>) -> bool {
    word.first() == KAF && word.len >= 5 && AFTER_CLITIC_KAF.contains(word.at(1)) && WORD_STARTS.get(word) != Some(true)
}

/// Whether a letter before a word is a clitic, and no first letter of a name.
fn is_clitic<B: LetterBits>(letter: u64, word: Letters<B>, original_first: u64) -> bool {
    match (letter, word.first()) {
        // The vocative ends in an alef.
        (ALEF, _) => true,
        // بونغو, فورنر, لوزان, وولف; ب and وجود.
        (_, WAW) if word.len >= 3 => keeps_first_letter(word),
        // لامبارد, فاندوم; ل and استخدام.
        (LAM | FEH, ALEF) if original_first == ALEF => word.len <= 4 && letter == LAM || has_form_alef(word),
        _ => true,
    }
}

const FEH: u64 = letter('ف');
