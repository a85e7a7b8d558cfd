//! Transliterations of the Arabic script into Latin letters: one table for all schemes.

use crate::names::named;

/// A transliteration scheme: a Latin letter or sign for each Arabic letter and mark.
///
/// ```
/// use naqi::step::Scheme;
/// let word = "أب";
/// assert_eq!(naqi::transliterate(word, Scheme::Buckwalter), ">b");
/// assert_eq!(naqi::transliterate(word, Scheme::Hsb), "Âb");
/// ```
///
/// [`guide::behaviour`](crate::guide::behaviour) lists all schemes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Tim Buckwalter's, in ASCII: `المُتَّحِدة` is `Almut~aHidp`.
    #[default]
    Buckwalter,
    /// Buckwalter without characters that are syntax in programming languages and file names.
    SafeBuckwalter,
    /// Buckwalter without characters that are syntax in XML.
    XmlBuckwalter,
    /// Habash, Soudi and Buckwalter's: Latin letters with diacritics.
    Hsb,
}

impl Scheme {
    /// All pairs of an Arabic and a Latin character.
    pub(crate) fn pairs(self) -> impl Iterator<Item = (char, char)> {
        ROWS.iter().map(move |(arabic, latin)| (*arabic, latin[self as usize]))
    }
}

named! { Scheme, "transliteration scheme", "step::Scheme";
    Buckwalter = "buckwalter",
    SafeBuckwalter = "safe_buckwalter",
    XmlBuckwalter = "xml_buckwalter",
    Hsb = "hsb",
}

/// An Arabic character, and what Buckwalter, Safe Buckwalter, XML Buckwalter and HSB write for it.
type SchemeRow = (char, [char; 4]);

const ROWS: &[SchemeRow] = &[
    ('ء', ['\'', 'C', '\'', '\'']),
    ('آ', ['|', 'M', '|', 'Ā']),
    ('أ', ['>', 'O', 'O', 'Â']),
    ('ؤ', ['&', 'W', 'W', 'ŵ']),
    ('إ', ['<', 'I', 'I', 'Ă']),
    ('ئ', ['}', 'Q', '}', 'ŷ']),
    ('ا', ['A', 'A', 'A', 'A']),
    ('ب', ['b', 'b', 'b', 'b']),
    ('ة', ['p', 'p', 'p', 'ħ']),
    ('ت', ['t', 't', 't', 't']),
    ('ث', ['v', 'v', 'v', 'θ']),
    ('ج', ['j', 'j', 'j', 'j']),
    ('ح', ['H', 'H', 'H', 'H']),
    ('خ', ['x', 'x', 'x', 'x']),
    ('د', ['d', 'd', 'd', 'd']),
    ('ذ', ['*', 'V', '*', 'ð']),
    ('ر', ['r', 'r', 'r', 'r']),
    ('ز', ['z', 'z', 'z', 'z']),
    ('س', ['s', 's', 's', 's']),
    ('ش', ['$', 'c', '$', 'š']),
    ('ص', ['S', 'S', 'S', 'S']),
    ('ض', ['D', 'D', 'D', 'D']),
    ('ط', ['T', 'T', 'T', 'T']),
    ('ظ', ['Z', 'Z', 'Z', 'Ď']),
    ('ع', ['E', 'E', 'E', 'ς']),
    ('غ', ['g', 'g', 'g', 'γ']),
    ('\u{640}', ['_', '_', '_', '_']), // TATWEEL
    ('ف', ['f', 'f', 'f', 'f']),
    ('ق', ['q', 'q', 'q', 'q']),
    ('ك', ['k', 'k', 'k', 'k']),
    ('ل', ['l', 'l', 'l', 'l']),
    ('م', ['m', 'm', 'm', 'm']),
    ('ن', ['n', 'n', 'n', 'n']),
    ('ه', ['h', 'h', 'h', 'h']),
    ('و', ['w', 'w', 'w', 'w']),
    ('ى', ['Y', 'Y', 'Y', 'ý']),
    ('ي', ['y', 'y', 'y', 'y']),
    ('\u{64B}', ['F', 'F', 'F', 'ã']), // FATHATAN
    ('\u{64C}', ['N', 'N', 'N', 'ũ']), // DAMMATAN
    ('\u{64D}', ['K', 'K', 'K', 'ĩ']), // KASRATAN
    ('\u{64E}', ['a', 'a', 'a', 'a']), // FATHA
    ('\u{64F}', ['u', 'u', 'u', 'u']), // DAMMA
    ('\u{650}', ['i', 'i', 'i', 'i']), // KASRA
    ('\u{651}', ['~', '~', '~', '~']), // SHADDA
    ('\u{652}', ['o', 'o', 'o', '.']), // SUKUN
    ('\u{670}', ['`', 'e', '`', 'á']), // LETTER SUPERSCRIPT ALEF
    ('ٱ', ['{', 'L', '{', 'Ä']),
    ('پ', ['P', 'P', 'P', 'p']),
    ('چ', ['J', 'J', 'J', 'c']),
    ('ڤ', ['V', 'B', 'V', 'v']),
    ('گ', ['G', 'G', 'G', 'g']),
];
