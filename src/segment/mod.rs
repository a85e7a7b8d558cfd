//! Segments of Arabic words: conjunctions, prepositions, the article and pronouns, apart from the word that they are written
//! onto.
//!
//! ```
//! use naqi::segment::{Role, Scheme, Segmenter, Style};
//!
//! let found: Vec<_> = naqi::segment("وبالمدارس").map(|s| (s.text(), s.role())).collect();
//! assert_eq!(
//!     found,
//!     [
//!         ("و", Role::Conjunction),
//!         ("ب", Role::Preposition),
//!         ("ال", Role::Article),
//!         ("مدارس", Role::Stem),
//!     ]
//! );
//!
//! let text = "كتابهم للطلاب";
//! let divided = Segmenter::new(Scheme::Clitics).to_text(text, Style::Penn);
//! assert_eq!(divided, "كتاب +هم ل+ ال+ طلاب");
//! ```
//!
//! # What is divided
//!
//! In this text a space stands between segments.
//!
//! - **Proclitics:** `و ف` before `ب ك ل` or the future's `س`, before the article. The article is written together with `ل`: see
//!   [`Segment::unwritten`].
//! - **Pronouns:** `ه ها هما هم هن ك كم كما كن ي ني نا`, also `نا` as the subject of a verb. A `ت` that was `ة` is not changed,
//!   as in `مدرست هم`.
//! - **Function words** with their clitics, from lists, as in `ل أن ه` and `ب ما` and `من ها`. Some stay whole: `كذلك هكذا لماذا عندما كما مما`.
//! - **Dialects** (Egyptian, Levantine, Gulf, Maghrebi): negation as in `ما عرفت ش`, the futures as in `ه يكون` and `ح يكون`,
//!   the present as in `ب يقول`, and `ه ال بنت` and `ع ال بيت` and `قلت ل ه` and `عند و`.
//! - **Endings** are divided by the scheme [`Morphemes`](Scheme::Morphemes) alone: `ة ات ون ين ان وا ا ت`.
//!
//! The conventions are those of Farasa's segmenter at the level of clitics. The tables of [`stem`](crate::stem) distinguish
//! clitics from first letters (`وزير` and `ووزير`). Lists of function words, of nouns that take pronouns, of words that end like
//! a pronoun, and of words of dialects are added, all written by hand.
//!
//! Vowel marks and tatweel stay with their letters. A tanwin rules out a pronoun (`وَجْهٌ`), and a vowel that a proclitic cannot
//! have rules it out (`وُصُول`). Hamza may be missing.
//!
//! # How often it is right
//!
//! Of words in sentences that were written for the tests before any output was seen, 99.5 % of 783 in standard Arabic are
//! divided as by hand, 99.3 % of 148 vocalised ones, and 98.4 % of 571 in four dialects (`tests/data/segments.txt`). Some faults were
//! mended after the first count, which was 98.7 %, 97.3 % and 95.4 %.
//!
//! # Limitations
//!
//! - Context is ignored, so a word that can be read in two ways is always divided in the same way: `وهم` is a noun
//!   here, and never "and they"; `كتابي` is "my book", and `عملي` "practical".
//! - A foreign name that starts with the letter of a clitic and is in no list loses it.
//! - The `ي` of a plural before a noun is no pronoun (`مسؤولي`), and that of "you" (feminine) is none either (`تعرفي`).
//! - A final `ه` that stands for `ة` is recognized in some 250 common words (`حاجه`), and after an article; in other words it is a pronoun.
//! - Letters must be those of U+0620..U+06FF: apply [`unify_forms`](crate::unify_forms) to presentation forms first.
//!   Words of more than [`LONGEST`] letters, and words with other characters in them, are one segment. The rules are those
//!   of Arabic: do not segment Persian or Urdu.
//!
//! # Cost
//!
//! A word is divided in constant time, apart from its marks: [`Segmenter`] takes linear time, and allocates nothing but the
//! text that it writes. On one core (x86-64) it divides some 100 MB a second of text without marks, and 80 of vocalised text:
//! `naqi-bench --only segments` measures it. Farasa's port to Python does 0.15 on the same text.

mod analysis;
mod dialect;
mod divide;
mod enclitics;
mod endings;
mod lists;
mod parse;
mod proclitics;
mod roles;
mod scheme;
mod segments;
mod table;
mod text;
mod vowels;

pub use crate::search::stem::LONGEST;
pub use scheme::{Role, Scheme};
pub use segments::{Segment, Segments};
pub use text::{Segmenter, Style, TextSegments};

/// The segments of a word by the scheme [`Clitics`](Scheme::Clitics), in order. Their texts concatenate to the word. Takes
/// linear time and does not allocate. An empty text has none.
///
/// ```
/// let divided = |word| naqi::segment(word).map(|s| s.text()).collect::<Vec<_>>().join(" ");
/// let word = "وسيكتبونها";
/// assert_eq!(divided(word), "و س يكتبون ها");
/// let vocalised = "وَبِكِتَابِهِ";
/// assert_eq!(divided(vocalised), "وَ بِ كِتَابِ هِ");
/// let egyptian = "معرفتش";
/// assert_eq!(divided(egyptian), "م عرفت ش");
/// assert!(["وزير", "naqi"].iter().all(|whole| naqi::segment(whole).len() == 1));
/// ```
pub fn segment(word: &str) -> Segments<'_> {
    Scheme::Clitics.segment(word)
}
