//! The classes of characters in the rules of Lucene's StandardTokenizer.

/// The classes: the properties of UAX #29, emoji, and scripts that do not separate their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Hebrew,
    Number,
    Katakana,
    Connector,
    MidLetter,
    MidNumber,
    Mid,
    Apostrophe,
    Quote,
    Mark,
    Joiner,
    EmojiStyle,
    TextStyle,
    Keycap,
    KeycapBase,
    Emoji,
    EmojiLetter,
    Modifier,
    Flag,
    Asian,
    AsianMark,
    Ideograph,
    Other,
}

impl Class {
    /// Whether rule WB4 ignores it after another character.
    pub fn is_ignored(self) -> bool {
        use Class::{AsianMark, EmojiStyle, Joiner, Keycap, Mark, Modifier, TextStyle};
        matches!(self, Mark | AsianMark | Joiner | EmojiStyle | TextStyle | Keycap | Modifier)
    }
}
