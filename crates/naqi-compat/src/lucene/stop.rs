//! The words that Lucene's ArabicAnalyzer leaves out.

/// The default stop set of Lucene 9.9.1, sorted by code points.
///
/// Read from the running analyzer's default set, whole. The words were chosen by Jacques Savoy (University of Neuchâtel, CLEF). Terms are looked up
/// before they are normalized, which is why spellings with أ and with ا both stand here, and why a word with a vowel
/// sign is none of them.
#[rustfmt::skip] // a table
const WORDS: &[&str] = &[
    "أ", "ألا", "أما", "أن", "أنت", "أنه", "أنها", "أو", "أى", "أي", "أيضا", "إذا", "إلا", "إلى", "إلي",
    "إما", "إن", "إنه", "إنها", "ا", "اذا", "الآن", "الا", "الان", "التى", "التي", "الذى", "الذي", "الذين",
    "الى", "الي", "اما", "ان", "انت", "انه", "انها", "او", "اى", "اي", "ايضا", "ب", "بأن", "بان", "بعد",
    "بعض", "به", "بها", "بين", "بينما", "تكون", "تلك", "ثم", "جميع", "حتى", "حيث", "خلال", "ذلك", "ضمن",
    "على", "عليه", "عليها", "عن", "عند", "عندما", "غير", "ف", "فأن", "فان", "فما", "فهو", "فهى", "فهي", "في",
    "فيه", "فيها", "قبل", "قد", "كان", "كانت", "كل", "كما", "لا", "لدى", "لك", "لكن", "لم", "لن", "له", "لها",
    "ما", "مع", "من", "منذ", "منه", "منها", "نحو", "هذا", "هذه", "هناك", "هو", "هى", "هي", "و", "وأن", "وإن",
    "وان", "وفي", "وكان", "وكانت", "وكل", "ولا", "ولم", "ولن", "وما", "ومن", "وهو", "وهى", "وهي", "يكون",
];

pub(super) fn is_stop_word(term: &str) -> bool {
    WORDS.binary_search(&term).is_ok()
}
