//! The schemes, and what a segment is.

use crate::names::named;
use crate::segment::Segments;

/// Which segments a word is divided into.
///
/// | scheme | وبالمدارس | سيكتبونها | مدرستهم |
/// |---|---|---|---|
/// | `clitics` | و+ب+ال+مدارس | س+يكتبون+ها | مدرست+هم |
/// | `atb` | و+ب+المدارس | س+يكتبون+ها | مدرست+هم |
/// | `morphemes` | و+ب+ال+مدارس | س+يكتب+ون+ها | مدرس+ت+هم |
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
    /// let texts = |scheme: Scheme| scheme.segment("والمدرسة").map(|s| s.text()).collect::<Vec<_>>();
    /// assert_eq!(texts(Scheme::Clitics), ["و", "ال", "مدرسة"]);
    /// assert_eq!(texts(Scheme::Atb), ["و", "المدرسة"]);
    /// assert_eq!(texts(Scheme::Morphemes), ["و", "ال", "مدرس", "ة"]);
    /// ```
    pub fn segment(self, word: &str) -> Segments<'_> {
        Segments::new(word, self)
    }
}

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// `و` and `ف`.
    Conjunction,
    /// `ب`, `ك` and `ل`, also `ل` before a verb, and before a pronoun behind a verb (`قلت+ل+ه`); in dialects `ع` (على) and
    /// `د` before an article.
    Preposition,
    /// The future's `س`; in dialects `ه` and `ح`.
    Future,
    /// The present's `ب` in dialects; in the Maghreb `ك`.
    Present,
    /// `ال`, and what is left of it after `ل`.
    Article,
    /// `ه` before an article in dialects: `ه+ال+بنت`.
    Demonstrative,
    /// `ما`, `م` and `ش` in dialects: `ما+عرفت+ش`. `لا` and `ما`, where they are written onto a verb: `لا+يعلم`.
    Negation,
    /// `يا`, where it is written onto the word: `يا+رب`.
    Vocative,
    /// `ش` before a word in dialects: `ش+عند+ك`.
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
