//! The schemes, and what a segment is.

use crate::names::named;
use crate::segment::Segments;

/// Which segments a word is divided into.
///
/// A space stands between segments:
///
/// | scheme | وبالمدارس | سيكتبونها | مدرستهم |
/// |---|---|---|---|
/// | `clitics` | و ب ال مدارس | س يكتبون ها | مدرست هم |
/// | `atb` | و ب المدارس | س يكتبون ها | مدرست هم |
/// | `morphemes` | و ب ال مدارس | س يكتب ون ها | مدرس ت هم |
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Clitics: conjunctions, prepositions, the future's `س`, the article, pronouns, and the clitics of dialects.
    #[default]
    Clitics,
    /// As [`Clitics`](Self::Clitics), but the article stays on its word, as in the Penn Arabic Treebank.
    Atb,
    /// As [`Clitics`](Self::Clitics), and the endings of gender, number, case and person, as Farasa divides words.
    Morphemes,
}

named! { Scheme, "segmentation scheme", "segment::Scheme";
    Clitics = "clitics",
    Atb = "atb",
    Morphemes = "morphemes",
}

impl Scheme {
    /// The segments of a word. See [`segment`](super::segment()).
    ///
    /// ```
    /// use naqi::segment::Scheme;
    /// let divided = |scheme: Scheme| scheme.segment("والمدرسة").map(|s| s.text()).collect::<Vec<_>>().join(" ");
    /// assert_eq!(divided(Scheme::Clitics), "و ال مدرسة");
    /// assert_eq!(divided(Scheme::Atb), "و المدرسة");
    /// assert_eq!(divided(Scheme::Morphemes), "و ال مدرس ة");
    /// ```
    pub fn segment(self, word: &str) -> Segments<'_> {
        Segments::new(word, self)
    }
}

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Conjunctions: `و` and `ف`.
    Conjunction,
    /// Prepositions: `ب` and `ك` and `ل`, also `ل` before a verb, and before a pronoun behind a verb (`قلت ل ه`). In dialects
    /// `ع` (from `على`) and `د` before an article.
    Preposition,
    /// The future's `س`; in dialects `ه` and `ح`.
    Future,
    /// The present's `ب` in dialects; in the Maghreb `ك`.
    Present,
    /// The article `ال`, and what is left of it after `ل`.
    Article,
    /// In dialects `ه` before an article, as in `ه ال بنت`.
    Demonstrative,
    /// In dialects `ما` or `م`, and `ش`, as in `ما عرفت ش`; and `لا`, where it is written onto a verb.
    Negation,
    /// The vocative `يا`, where it is written onto the word, as in `يا رب`.
    Vocative,
    /// In dialects `ش` before a word, as in `ش عند ك`.
    Interrogative,
    /// The word without its clitics; with the scheme `morphemes` also without its ending.
    Stem,
    /// An ending of gender, number, case or person.
    Ending,
    /// A pronoun, attached to a verb, a noun or a particle.
    Pronoun,
}

named! { Role, "role of a segment", "segment::Role";
    Conjunction = "conjunction",
    Preposition = "preposition",
    Future = "future",
    Present = "present",
    Article = "article",
    Demonstrative = "demonstrative",
    Negation = "negation",
    Vocative = "vocative",
    Interrogative = "interrogative",
    Stem = "stem",
    Ending = "ending",
    Pronoun = "pronoun",
}
