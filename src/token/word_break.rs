//! What the rules for word boundaries take a character for, for tokenizers with rules of their own.

use crate::rules::unicode::{WORD, word as wb};

/// What the rules of UAX #29 for word boundaries take a character for: its property Word_Break, and whether it is a
/// pictograph (rule WB3c).
///
/// For tokenizers that must follow rules other than those of [`words`](crate::words). A look-up costs a few loads.
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
    /// A letter of a script that parts its words.
    ALetter,
    /// Such a letter that is a pictograph: ℹ, Ⓜ.
    ALetterPictograph,
    /// A letter of Hebrew.
    HebrewLetter,
    /// A digit, and signs that stand for one.
    Numeric,
    /// A letter of Katakana.
    Katakana,
    /// An underscore and its kin.
    ExtendNumLet,
    /// A mark.
    Extend,
    /// A format character.
    Format,
    /// U+200D.
    Zwj,
    /// A colon or what else may stand inside a word.
    MidLetter,
    /// A comma or what else may stand inside a number.
    MidNum,
    /// A full stop or what else may stand inside both.
    MidNumLet,
    /// The apostrophe of ASCII.
    SingleQuote,
    /// The quotation mark of ASCII.
    DoubleQuote,
    /// Half of a flag.
    RegionalIndicator,
    /// A pictograph that is no letter.
    Pictograph,
    /// A space that joins other spaces.
    Space,
    /// U+000D.
    Cr,
    /// U+000A.
    Lf,
    /// Another line end.
    Newline,
    /// Everything else: signs, Han, Hiragana, scripts that do not part their words.
    Other,
}

impl WordBreak {
    /// The one of a character.
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
