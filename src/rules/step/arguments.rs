//! The arguments of steps, and the stages.

use crate::names::named;

/// What the steps that strip whole characters write in their place.
///
/// ```
/// use naqi::step::Removal;
/// let text = "قال:نعم";
/// assert_eq!(naqi::strip_punctuation(text, Removal::Delete), "قالنعم");
/// assert_eq!(naqi::strip_punctuation(text, Removal::Space), "قال نعم");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Removal {
    /// Nothing.
    #[default]
    Delete,
    /// A space (U+0020), so that words stay apart. [`Step::CollapseSpaces`](crate::Step::CollapseSpaces) makes one of several.
    Space,
}

/// Where [`Step::SpacePunctuation`](crate::Step::SpacePunctuation) writes spaces.
///
/// ```
/// use naqi::step::Spacing;
/// let text = "نعم ،لا";
/// assert_eq!(naqi::space_punctuation(text, Spacing::After), "نعم، لا");
/// assert_eq!(naqi::space_punctuation(text, Spacing::Around), "نعم ، لا");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Spacing {
    /// As in print: no space before a sign that closes or ends (`، . ؟ )`) and one after it; one before an opening sign
    /// (`( « [`) and none after it; none between such signs. Other signs stay as they are, and so do emoticons, abbreviations and
    /// names of files.
    #[default]
    After,
    /// As for tokenizing: one space before and after each sign. Signs that are equal stay together. `# @ _` stay as they are,
    /// since they are parts of tags and names.
    Around,
}

/// What [`Step::JoinAffixes`](crate::Step::JoinAffixes) writes between a word and its affix.
///
/// ```
/// use naqi::step::AffixBoundary;
/// let text = "کتاب ها";
/// assert_eq!(naqi::join_affixes(text, AffixBoundary::Zwnj), "کتاب\u{200C}ها"); // U+200C ZERO WIDTH NON-JOINER
/// assert_eq!(naqi::join_affixes(text, AffixBoundary::Delete), "کتابها");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AffixBoundary {
    /// A half-space: U+200C ZERO WIDTH NON-JOINER.
    #[default]
    Zwnj,
    /// Nothing, so that all spellings of a word with its affix become equal.
    Delete,
}

/// To which length [`Step::CollapseStretch`](crate::Step::CollapseStretch) shortens a run of one letter.
///
/// ```
/// use naqi::step::Stretch;
/// let text = "مرحباااا";
/// assert_eq!(naqi::collapse_stretch(text, 2), "مرحباا");
/// assert_eq!(naqi::collapse_stretch(text, Stretch::Doubles), "مرحبا");
/// // Double letters stay, and a stretched one becomes double in a word that has it.
/// let text = "الللللله مميز";
/// assert_eq!(naqi::collapse_stretch(text, Stretch::Doubles), "الله مميز");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stretch {
    /// At most this many. Zero counts as one in code, and is an error in text.
    AtMost(u8),
    /// Runs of three and more become one, or two in words that are written with a double letter, by a closed list of naqi's
    /// own, with prefixes and endings. Runs of two stay. In text: `collapse_stretch(doubles)`.
    Doubles,
}

/// Two letters.
impl Default for Stretch {
    fn default() -> Self {
        Self::AtMost(2)
    }
}

impl From<u8> for Stretch {
    fn from(most: u8) -> Self {
        Self::AtMost(most)
    }
}

/// What [`Step::DaggerAlef`](crate::Step::DaggerAlef) does with the dagger alef, U+0670.
///
/// ```
/// use naqi::step::DaggerAlef;
/// let text = "رحمٰن";
/// assert_eq!(naqi::dagger_alef(text, DaggerAlef::Delete), "رحمن");
/// assert_eq!(naqi::dagger_alef(text, DaggerAlef::Alef), "رحمان");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlef {
    /// It is deleted, as in modern spelling: `رحمٰن` becomes `رحمن`.
    #[default]
    Delete,
    /// It becomes an alef: `كتٰب` becomes `كتاب`.
    Alef,
}

/// The keyboard whose letters [`Step::Letters`](crate::Step::Letters) writes.
///
/// ```
/// use naqi::step::Keyboard;
/// let text = "كتابي";
/// assert_eq!(naqi::letters_of(text, Keyboard::Persian), "کتابی");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Keyboard {
    /// Writes `ك ي ه ة`. A final `ی` becomes `ي`; Persian keyboards have no other letter for `ى`.
    #[default]
    Arabic,
    /// Writes `ک ی ه`. A `ة` stays.
    Persian,
    /// Writes `ک ی ہ ۃ`. Both `ھ` and `ے` stay, since Urdu tells them apart.
    Urdu,
    /// Writes `ک ی ه`, and `ە` in place of `ة`. The old spelling of `ە` is that of [`Step::UnifySoraniAe`](crate::Step::UnifySoraniAe).
    Sorani,
}

named! { Keyboard, "keyboard", "step::Keyboard";
    Arabic = "arabic",
    Persian = "persian",
    Urdu = "urdu",
    Sorani = "sorani",
}

/// The digits that [`Step::Digits`](crate::Step::Digits) writes.
///
/// ```
/// use naqi::step::Digits;
/// let text = "٢٠٢٤";
/// assert_eq!(naqi::digits(text, Digits::Ascii), "2024");
/// assert_eq!(naqi::digits(text, Digits::Persian), "۲۰۲۴");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digits {
    /// 0 to 9, with `.` and `,` for the Arabic decimal and thousands separators.
    #[default]
    Ascii,
    /// The digits of Arabic: `٠` to `٩`.
    Arabic,
    /// The digits of Persian and Urdu: `۰` to `۹`.
    Persian,
}

named! { DaggerAlef, "treatment of the dagger alef", "step::DaggerAlef";
    Delete = "delete",
    Alef = "alef",
}

named! { Digits, "set of digits", "step::Digits";
    Ascii = "ascii",
    Arabic = "arabic",
    Persian = "persian",
}

named! { Removal, "replacement of stripped characters", "step::Removal";
    Delete = "delete",
    Space = "space",
}

named! { AffixBoundary, "boundary between a word and its affix", "step::AffixBoundary";
    Zwnj = "zwnj",
    Delete = "delete",
}

named! { Spacing, "place of spaces", "step::Spacing";
    After = "after",
    Around = "around",
}

/// The stage of a normalizer in which a step acts. They run in this order; see [`Normalizer`](crate::Normalizer).
///
/// ```
/// use naqi::step::{Stage, Step};
/// assert_eq!(Step::UnifyYeh.stage(), Stage::Table);
/// assert!(Step::Compose.stage() < Step::UnifyYeh.stage() && Step::UnifyYeh.stage() < Step::Trim.stage());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stage {
    /// Before all others: tokens of posts.
    Mask,
    /// Before the table: letters and their marks, words, normal forms.
    Compose,
    /// The rewrite table: each code point by itself.
    Table,
    /// After the table: what depends on the neighbours of a character.
    PostProcess,
}

named! { Stage, "stage of a normalizer", "step::Stage";
    Mask = "mask",
    Compose = "compose",
    Table = "table",
    PostProcess = "post_process",
}
