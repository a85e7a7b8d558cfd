//! Corrects the number of letters that the stems strip from the front: a stem may lose a letter of a rare word, and a
//! segment must not.

use crate::search::stem::clitics::keeps_first_letter;
use crate::search::stem::letters::{
    ALEF, KAF, LAM, LetterSet, Letters, Literal, WAW, letter, letter_set, literal, literals,
};
use crate::search::stem::verbs::has_form_alef;

type Word = Letters<u128>;

/// The second letters with which few words start in `ك`.
const AFTER_CLITIC_KAF: LetterSet = letter_set("جخصضطظغقعحشهفذزثمدت");

/// Words in `ك` and one of these letters.
static KAF_WORDS: [Literal; 59] = literals([
    "كما", "كمب", "كمي", "كمل", "كمو", "كمش", "كمن", "كمت", "كمد", "كمخ", "كمه", "كتاب", "كتاء", "كتب", "كتيب", "كتف", "كتل", "كتم", "كتات", "كتكو", "كتوم", "كتير", "كعب", "كعك", "كحل",
    "كحو", "كدم", "كدح", "كدر", "كدب", "كده", "كذا", "كذب", "كذو", "كزب", "كشف", "كشا", "كشك", "كشم", "كشر", "كشخ", "كفا", "كفر", "كفل", "كفن", "كفي", "كفت", "كفو", "كفء", "كهرب", "كهف", "كهن",
    "كهل", "كهو", "كثي", "كثر", "كثف", "كثب", "كثا",
]);

/// The letters after `يا` of verbs that start in hamza.
static VERBS_IN_HAMZA: [Literal; 5] = literals(["خذ", "خد", "كل", "تي", "مر"]);

/// The number of letters that are clitics, where the stems strip `stripped` of a folded word, which has no article.
pub(super) fn count(folded: Word, original: Word, stripped: u32) -> u32 {
    let rest = folded.slice(stripped, folded.len - stripped);
    if is_clitic_kaf(rest) {
        return stripped + 1;
    }
    // ياخذ is a verb without its hamza.
    if stripped == 2 && folded.starts_with(literal("يا")) && VERBS_IN_HAMZA.iter().any(|verb| rest.starts_with(*verb)) {
        return 0;
    }
    if stripped > 0 && !is_clitic(folded.at(stripped - 1), rest, original.at(stripped)) { stripped - 1 } else { stripped }
}

/// Whether `ك` is a preposition: `كمعيار`. Stems keep it, since `كتاب` and the like are more frequent.
fn is_clitic_kaf(word: Word) -> bool {
    word.first() == KAF
        && word.len >= 5
        && AFTER_CLITIC_KAF.contains(word.at(1))
        && !KAF_WORDS.iter().any(|prefix| word.starts_with(*prefix))
}

/// Whether a letter before a word is a clitic, and no first letter of a name.
fn is_clitic(letter: u64, word: Word, original_first: u64) -> bool {
    match (letter, word.first()) {
        // بونغو, فورنر, لوزان, وولف; ب and وجود.
        (_, WAW) if word.len >= 3 => keeps_first_letter(word),
        // لامبارد, فاندوم; ل and استخدام.
        (LAM | FEH, ALEF) if original_first == ALEF => word.len <= 4 && letter == LAM || has_form_alef(word),
        _ => true,
    }
}

const FEH: u64 = letter('ف');
