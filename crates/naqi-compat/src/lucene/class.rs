//! The classes of characters that Lucene's StandardTokenizer tells apart.

/// What the tokenizer's rules tell apart: the properties of UAX #29, emoji, and scripts that do not part their words.
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
    /// Whether rule WB4 ignores it behind another character.
    pub fn is_ignored(self) -> bool {
        use Class::{AsianMark, EmojiStyle, Joiner, Keycap, Mark, Modifier, TextStyle};
        matches!(self, Mark | AsianMark | Joiner | EmojiStyle | TextStyle | Keycap | Modifier)
    }
}
