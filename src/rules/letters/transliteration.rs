//! Transliterations of the Arabic script into Latin letters, one table for all schemes.

/// A transliteration: which Latin letter or sign is written for each Arabic letter and mark.
///
/// The rows of all schemes stand in [`guide::behaviour`](crate::guide::behaviour).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Tim Buckwalter's, in ASCII: المُتَّحِدة is `Almut~aHidp`.
    Buckwalter,
    /// Buckwalter without what programming languages and file names take for syntax.
    SafeBuckwalter,
    /// Buckwalter without what XML takes for syntax.
    XmlBuckwalter,
    /// Habash, Soudi and Buckwalter's, in Latin letters with accents.
    Hsb,
}

impl Scheme {
    /// Every scheme, in the order of the columns.
    const ALL: [Scheme; 4] = [Self::Buckwalter, Self::SafeBuckwalter, Self::XmlBuckwalter, Self::Hsb];

    /// Every pair of an Arabic and a Latin character.
    pub(crate) fn pairs(self) -> impl Iterator<Item = (char, char)> {
        let column = Self::ALL.iter().position(|s| *s == self).unwrap_or(0);
        ROWS.iter().map(move |(arabic, latin)| (*arabic, latin[column]))
    }
}

/// An Arabic character, then Buckwalter, Safe, XML, HSB.
type Row = (char, [char; 4]);

const ROWS: &[Row] = &[
    ('\u{621}', ['\'', 'C', '\'', '\'']),
    ('\u{622}', ['|', 'M', '|', 'Ā']),
    ('\u{623}', ['>', 'O', 'O', 'Â']),
    ('\u{624}', ['&', 'W', 'W', 'ŵ']),
    ('\u{625}', ['<', 'I', 'I', 'Ă']),
    ('\u{626}', ['}', 'Q', '}', 'ŷ']),
    ('\u{627}', ['A', 'A', 'A', 'A']),
    ('\u{628}', ['b', 'b', 'b', 'b']),
    ('\u{629}', ['p', 'p', 'p', 'ħ']),
    ('\u{62A}', ['t', 't', 't', 't']),
    ('\u{62B}', ['v', 'v', 'v', 'θ']),
    ('\u{62C}', ['j', 'j', 'j', 'j']),
    ('\u{62D}', ['H', 'H', 'H', 'H']),
    ('\u{62E}', ['x', 'x', 'x', 'x']),
    ('\u{62F}', ['d', 'd', 'd', 'd']),
    ('\u{630}', ['*', 'V', '*', 'ð']),
    ('\u{631}', ['r', 'r', 'r', 'r']),
    ('\u{632}', ['z', 'z', 'z', 'z']),
    ('\u{633}', ['s', 's', 's', 's']),
    ('\u{634}', ['$', 'c', '$', 'š']),
    ('\u{635}', ['S', 'S', 'S', 'S']),
    ('\u{636}', ['D', 'D', 'D', 'D']),
    ('\u{637}', ['T', 'T', 'T', 'T']),
    ('\u{638}', ['Z', 'Z', 'Z', 'Ď']),
    ('\u{639}', ['E', 'E', 'E', 'ς']),
    ('\u{63A}', ['g', 'g', 'g', 'γ']),
    ('\u{640}', ['_', '_', '_', '_']),
    ('\u{641}', ['f', 'f', 'f', 'f']),
    ('\u{642}', ['q', 'q', 'q', 'q']),
    ('\u{643}', ['k', 'k', 'k', 'k']),
    ('\u{644}', ['l', 'l', 'l', 'l']),
    ('\u{645}', ['m', 'm', 'm', 'm']),
    ('\u{646}', ['n', 'n', 'n', 'n']),
    ('\u{647}', ['h', 'h', 'h', 'h']),
    ('\u{648}', ['w', 'w', 'w', 'w']),
    ('\u{649}', ['Y', 'Y', 'Y', 'ý']),
    ('\u{64A}', ['y', 'y', 'y', 'y']),
    ('\u{64B}', ['F', 'F', 'F', 'ã']),
    ('\u{64C}', ['N', 'N', 'N', 'ũ']),
    ('\u{64D}', ['K', 'K', 'K', 'ĩ']),
    ('\u{64E}', ['a', 'a', 'a', 'a']),
    ('\u{64F}', ['u', 'u', 'u', 'u']),
    ('\u{650}', ['i', 'i', 'i', 'i']),
    ('\u{651}', ['~', '~', '~', '~']),
    ('\u{652}', ['o', 'o', 'o', '.']),
    ('\u{670}', ['`', 'e', '`', 'á']),
    ('\u{671}', ['{', 'L', '{', 'Ä']),
    ('\u{67E}', ['P', 'P', 'P', 'p']),
    ('\u{686}', ['J', 'J', 'J', 'c']),
    ('\u{6A4}', ['V', 'B', 'V', 'v']),
    ('\u{6AF}', ['G', 'G', 'G', 'g']),
];
