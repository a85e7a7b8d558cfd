//! The words that Lucene's ArabicAnalyzer leaves out.

use std::sync::LazyLock;

/// The default stop set of Lucene 9.9.1, sorted by code points.
///
/// Read from the running analyzer's default set, in full. The words were chosen by Jacques Savoy (University of
/// Neuchâtel, CLEF). Terms are looked up before they are normalized, so spellings with `أ` and with `ا` are both here, and
/// a word with a vowel sign is no stop word.
#[rustfmt::skip] // a table
pub(super) const WORDS: &[&str] = &[
    "أ", "ألا", "أما", "أن", "أنت", "أنه", "أنها", "أو", "أى", "أي", "أيضا", "إذا", "إلا", "إلى", "إلي",
    "إما", "إن", "إنه", "إنها", "ا", "اذا", "الآن", "الا", "الان", "التى", "التي", "الذى", "الذي", "الذين",
    "الى", "الي", "اما", "ان", "انت", "انه", "انها", "او", "اى", "اي", "ايضا", "ب", "بأن", "بان", "بعد",
    "بعض", "به", "بها", "بين", "بينما", "تكون", "تلك", "ثم", "جميع", "حتى", "حيث", "خلال", "ذلك", "ضمن",
    "على", "عليه", "عليها", "عن", "عند", "عندما", "غير", "ف", "فأن", "فان", "فما", "فهو", "فهى", "فهي", "في",
    "فيه", "فيها", "قبل", "قد", "كان", "كانت", "كل", "كما", "لا", "لدى", "لك", "لكن", "لم", "لن", "له", "لها",
    "ما", "مع", "من", "منذ", "منه", "منها", "نحو", "هذا", "هذه", "هناك", "هو", "هى", "هي", "و", "وأن", "وإن",
    "وان", "وفي", "وكان", "وكانت", "وكل", "ولا", "ولم", "ولن", "وما", "ومن", "وهو", "وهى", "وهي", "يكون",
];

/// The length of the longest, in bytes.
const LONGEST: usize = 10;

pub(super) fn is_stop_word(term: &str) -> bool {
    static KEYS: LazyLock<Vec<u128>> = LazyLock::new(|| {
        let mut keys: Vec<u128> = WORDS.iter().map(|word| key(word)).collect();
        keys.sort_unstable();
        keys
    });
    term.len() <= LONGEST && KEYS.binary_search(&key(term)).is_ok()
}

/// The bytes of a word as a number, which compares fast and in the same order.
fn key(word: &str) -> u128 {
    word.bytes().fold(1, |key, byte| key << 8 | u128::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_and_nothing_like_them_are_stop_words() {
        assert_eq!(WORDS.iter().map(|word| word.len()).max(), Some(LONGEST));
        for word in WORDS {
            assert!(is_stop_word(word), "{word}");
            assert!(!is_stop_word(&format!("\0{word}")) && !is_stop_word(&format!("{word}\u{64E}")), "{word}");
        }
        assert!(!is_stop_word("") && !is_stop_word("في البيت الكبير"));
    }
}
