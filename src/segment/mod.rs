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
//! let segmenter = Segmenter::new(Scheme::Clitics);
//! assert_eq!(segmenter.to_text("كتابهم للطلاب", Style::Penn), "كتاب +هم ل+ ال+ طلاب");
//! ```
//!
//! # What is divided
//!
//! - **Proclitics:** `و ف`, then `ب ك ل` or `س`, then `ال`. `لل` is `ل` and `ال`: see [`Segment::unwritten`].
//! - **Pronouns:** `ه ها هما هم هن ك كم كما كن ي ني نا`, also `نا` as the subject of a verb. A `ت` that was `ة` is not changed:
//!   `مدرست+هم`.
//! - **Function words** with their clitics, from lists: `ل+أن+ه`, `ب+ما`, `من+ها`. These stay whole: `كذلك هكذا لماذا عندما كما مما`.
//! - **Dialects** (Egyptian, Levantine, Gulf, Maghrebi): `ما+عرفت+ش`, `م+عرفت+ش`, the futures `ه+يكون` and `ح+يكون`, the present
//!   `ب+يقول`, `ه+ال+بنت`, `ع+ال+بيت`, `قلت+ل+ه`, `عند+و`.
//! - **Endings** are divided by the scheme [`Morphemes`](Scheme::Morphemes) alone: `ة ات ون ين ان وا ا ت`.
//!
//! The conventions are those of Farasa's segmenter at the level of clitics. The tables of [`stem`](crate::stem) tell
//! clitics from first letters (`وزير` and `ووزير`); lists of function words, of words that end like a pronoun, and of words
//! of dialects are added, all written by hand.
//!
//! Vowel marks and tatweel stay with their letters. A tanwin rules out a pronoun (`وَجْهٌ`), and a vowel that a proclitic cannot have
//! rules it out (`وُصُول`). A hamza need not be written.
//!
//! # Limitations
//!
//! - Context is ignored, so a word that can be read in two ways is always divided in the same way: `وهم` is a noun here,
//!   and never "and they"; `كتابي` is "my book", and `عملي` "practical".
//! - A foreign name that starts with the letter of a clitic (`و ف ب ل`) and is in no list loses it.
//! - The `ي` of a plural before a noun is no pronoun (`مسؤولي`), and that of "you" (feminine) is none either (`تعرفي`).
//! - `ه` for `ة` is recognized in about 300 common words (`حاجه`), and after an article; in other words it is a pronoun.
//! - `فلان` may be a name or "so because": lists decide for what is more frequent.
//! - Letters must be those of U+0620..U+06FF: apply [`unify_forms`](crate::unify_forms) to presentation forms first.
//!   Words of more than [`LONGEST`] letters, and words with other characters in them, are one segment. The rules are those
//!   of Arabic: do not segment Persian or Urdu.

mod analysis;
mod dialect;
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
/// let texts = |word| naqi::segment(word).map(|s| s.text()).collect::<Vec<_>>();
/// assert_eq!(texts("وسيكتبونها"), ["و", "س", "يكتبون", "ها"]);
/// assert_eq!(texts("وَبِكِتَابِهِ"), ["وَ", "بِ", "كِتَابِ", "هِ"]);
/// assert_eq!(texts("وزير"), ["وزير"]);
/// assert_eq!(texts("معرفتش"), ["م", "عرفت", "ش"]);
/// assert_eq!(texts("naqi"), ["naqi"]);
/// ```
pub fn segment(word: &str) -> Segments<'_> {
    Scheme::Clitics.segment(word)
}
