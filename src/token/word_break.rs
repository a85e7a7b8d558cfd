//! The public Word_Break property, for tokenizers with rules of their own.

use crate::names::named;
use crate::rules::unicode::{WORD, word as wb};

/// What the word boundary rules of UAX #29 know of a character: its Word_Break property, and whether it is
/// Extended_Pictographic (rule WB3c).
///
/// For tokenizers with other rules than those of [`words`](crate::words). A lookup costs a few loads.
///
/// ```
/// use naqi::token::WordBreak;
/// assert_eq!(WordBreak::of('ع'), WordBreak::ALetter);
/// assert_eq!(WordBreak::of('\u{64E}'), WordBreak::Extend);
/// assert_eq!(WordBreak::of('٣'), WordBreak::Numeric);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordBreak {
    /// A letter of a script that writes spaces between words.
    ALetter,
    /// An `ALetter` that is Extended_Pictographic: ℹ, Ⓜ.
    ALetterPictograph,
    /// A Hebrew letter.
    HebrewLetter,
    /// A digit, or a sign that counts as one.
    Numeric,
    /// A Katakana letter.
    Katakana,
    /// An underscore or another connector.
    ExtendNumLet,
    /// A combining mark.
    Extend,
    /// A format character.
    Format,
    /// U+200D ZERO WIDTH JOINER.
    Zwj,
    /// A sign that does not end a word if a letter follows, such as the colon.
    MidLetter,
    /// A sign that does not end a number if a digit follows, such as the comma.
    MidNum,
    /// A sign that is both, such as the full stop.
    MidNumLet,
    /// The ASCII apostrophe.
    SingleQuote,
    /// The ASCII quotation mark.
    DoubleQuote,
    /// Half of a flag emoji.
    RegionalIndicator,
    /// Extended_Pictographic, and otherwise `Other`.
    Pictograph,
    /// A horizontal space: a run of them is one segment (WB3d).
    Space,
    /// U+000D.
    Cr,
    /// U+000A.
    Lf,
    /// Another line end.
    Newline,
    /// Everything else: signs, Han, Hiragana, scripts without spaces between words.
    Other,
}

named! { WordBreak, "Word_Break property", "token::WordBreak";
    ALetter = "a_letter",
    ALetterPictograph = "a_letter_pictograph",
    HebrewLetter = "hebrew_letter",
    Numeric = "numeric",
    Katakana = "katakana",
    ExtendNumLet = "extend_num_let",
    Extend = "extend",
    Format = "format",
    Zwj = "zwj",
    MidLetter = "mid_letter",
    MidNum = "mid_num",
    MidNumLet = "mid_num_let",
    SingleQuote = "single_quote",
    DoubleQuote = "double_quote",
    RegionalIndicator = "regional_indicator",
    Pictograph = "pictograph",
    Space = "space",
    Cr = "cr",
    Lf = "lf",
    Newline = "newline",
    Other = "other",
}

impl WordBreak {
    /// The property of a character.
    ///
    /// ```
    /// use naqi::token::WordBreak;
    /// assert_eq!(WordBreak::of('_'), WordBreak::ExtendNumLet);
    /// ```
    pub fn of(c: char) -> Self {
        match WORD.at(c.encode_utf8(&mut [0; 4]), 0).0 & 31 {
            wb::EXTEND => Self::Extend,
            wb::FORMAT => Self::Format,
            wb::ALETTER => Self::ALetter,
            wb::NUMERIC => Self::Numeric,
            wb::EXTEND_NUM_LET => Self::ExtendNumLet,
            wb::HEBREW_LETTER => Self::HebrewLetter,
            wb::KATAKANA => Self::Katakana,
            wb::ZWJ => Self::Zwj,
            wb::MID_LETTER => Self::MidLetter,
            wb::MID_NUM_LET => Self::MidNumLet,
            wb::MID_NUM => Self::MidNum,
            wb::SINGLE_QUOTE => Self::SingleQuote,
            wb::DOUBLE_QUOTE => Self::DoubleQuote,
            wb::CR => Self::Cr,
            wb::LF => Self::Lf,
            wb::NEWLINE => Self::Newline,
            wb::REGIONAL_INDICATOR => Self::RegionalIndicator,
            wb::WSEG_SPACE => Self::Space,
            wb::ALETTER_PICTOGRAPH => Self::ALetterPictograph,
            wb::PICTOGRAPH => Self::Pictograph,
            _ => Self::Other,
        }
    }
}
