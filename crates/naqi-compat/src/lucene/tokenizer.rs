//! Lucene's StandardTokenizer: the longest token that its rules find at a position; if none, one character is skipped.

use super::class::Class;
use std::ops::Range;

/// A token is split after this many code units of UTF-16.
const MAX_TOKEN_UNITS: usize = 255;

/// The tokens of Lucene's StandardTokenizer, with their byte ranges.
///
/// Words and numbers are those of UAX #29 for Unicode 12.1, which Lucene has, except that an apostrophe after a Hebrew
/// letter joins whatever follows. A Han or Hiragana character is a token; runs of scripts that do not separate their
/// words are tokens; an emoji with its joiners, styles and modifiers is a token, so are flags and keycaps; longer
/// tokens are split after 255 code units of UTF-16. Everything else is skipped. Allocates nothing.
///
/// ```
/// let tokens: Vec<&str> = naqi_compat::lucene::standard_tokenizer("كُتُب، 3.5 👍🏽").map(|(_, t)| t).collect();
/// assert_eq!(tokens.join(" "), "كُتُب 3.5 👍🏽");
/// ```
pub fn standard_tokenizer(text: &str) -> StandardTokens<'_> {
    StandardTokens { text, at: 0 }
}

/// Iterates over tokens: see [`standard_tokenizer`].
#[derive(Clone, Debug)]
pub struct StandardTokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for StandardTokens<'t> {
    type Item = (Range<usize>, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(first) = self.text[self.at..].chars().next() {
            let (start, rest) = (self.at, &self.text[self.at..]);
            let len = longest(Class::of(first), rest);
            if len > 0 {
                self.at += len;
                return Some((start..self.at, &rest[..len]));
            }
            self.at += first.len_utf8();
        }
        None
    }
}

impl std::iter::FusedIterator for StandardTokens<'_> {}

/// The length of the longest token that starts here; zero if none does.
fn longest(first: Class, text: &str) -> usize {
    use Class::{Asian, AsianMark, Connector, Emoji, EmojiLetter, Flag, Hebrew, Ideograph, Joiner, KeycapBase, Letter};
    match first {
        Letter if text.as_bytes()[0] < 0xE0 => run_on(letters(text), text, (Word::Letter, true), Word::next),
        Letter | Hebrew | Class::Number | Class::Katakana | Connector => run(text, Word::start(first), Word::next),
        EmojiLetter => run(text, Word::start(first), Word::next).max(run(text, Picture::start(first), Picture::next)),
        Emoji | Class::Modifier | Joiner => run(text, Picture::start(first), Picture::next),
        KeycapBase => run(text, (Key::Base, false), Key::next),
        Flag => run(text, (false, false), |whole, class| match class {
            Flag if !whole => Some((true, true)),
            _ => class.is_ignored().then_some((whole, whole)),
        }),
        Asian | AsianMark => {
            run(text, ((), true), |(), class| (class == Asian || class.is_ignored()).then_some(((), true)))
        }
        Ideograph => run(text, ((), true), |(), class| class.is_ignored().then_some(((), true))),
        _ => 0,
    }
}

/// The letters of one and two bytes, and their marks, at the start of a text: how many bytes and code units. The state
/// after each of them is the state after the first.
fn letters(text: &str) -> (usize, usize) {
    let (bytes, low) = (text.as_bytes(), Class::low());
    let (mut at, mut units) = (0, 0);
    while units < MAX_TOKEN_UNITS
        && let Some(&lead) = bytes.get(at)
    {
        let (c, len) = match lead {
            0..0x80 => (lead as usize, 1),
            0x80..0xE0 => ((lead as usize & 0x1F) << 6 | bytes[at + 1] as usize & 0x3F, 2),
            _ => break,
        };
        if !matches!(low[c], Class::Letter | Class::Mark) {
            break;
        }
        (at, units) = (at + len, units + 1);
    }
    (at, units)
}

/// Continues from the first character's state until no transition exists, and returns the last offset at which a token
/// may end. Each state says whether a token may end there.
fn run<S: Copy>(text: &str, first: (S, bool), next: impl Fn(S, Class) -> Option<(S, bool)>) -> usize {
    run_on(text.chars().next().map_or((0, 0), |c| (c.len_utf8(), c.len_utf16())), text, first, next)
}

/// The same, if this many bytes and code units at the start are known to lead to the state.
fn run_on<S: Copy>(
    (mut at, mut units): (usize, usize),
    text: &str,
    (mut state, mut ends): (S, bool),
    next: impl Fn(S, Class) -> Option<(S, bool)>,
) -> usize {
    let mut chars = text[at..].chars();
    let mut end = 0;
    loop {
        if ends {
            end = at;
        }
        let Some(c) = chars.next() else { return end };
        units += c.len_utf16();
        if units > MAX_TOKEN_UNITS {
            return end;
        }
        let Some(found) = next(state, Class::of(c)) else { return end };
        (state, ends) = found;
        at += c.len_utf8();
    }
}

/// The states of a word or number. A Hebrew letter after a sign is an ordinary letter: no apostrophe ends a token
/// there.
#[derive(Clone, Copy)]
enum Word {
    Letter,
    Hebrew,
    Number,
    Katakana,
    /// Connectors with nothing before them, which are no token.
    Connectors,
    Connector,
    InLetters,
    InNumber,
    HebrewQuote,
    /// After an apostrophe or a quotation mark between letters: no sign follows, but letters and numbers do.
    Closed,
}

impl Word {
    fn start(class: Class) -> (Self, bool) {
        match class {
            Class::Hebrew => (Self::Hebrew, true),
            Class::Number => (Self::Number, true),
            Class::Katakana => (Self::Katakana, true),
            Class::Connector => (Self::Connectors, false),
            _ => (Self::Letter, true),
        }
    }

    fn next(self, class: Class) -> Option<(Self, bool)> {
        use Class as C;
        if class.is_ignored() {
            return Some((self, self.ends()));
        }
        let joined = match (self, class) {
            (Self::Connectors, C::Connector) => Self::Connectors,
            (Self::InLetters, C::Letter | C::EmojiLetter | C::Hebrew) => Self::Letter,
            (Self::InNumber, C::Number) => Self::Number,
            (Self::HebrewQuote, C::Hebrew) => Self::Closed,
            (Self::InLetters | Self::InNumber | Self::HebrewQuote, _) => return None,
            (Self::Letter | Self::Hebrew, C::MidLetter | C::Mid) | (Self::Letter, C::Apostrophe) => Self::InLetters,
            (Self::Hebrew, C::Apostrophe) => Self::Closed,
            (Self::Hebrew, C::Quote) => Self::HebrewQuote,
            (Self::Number, C::MidNumber | C::Mid | C::Apostrophe) => Self::InNumber,
            (Self::Katakana | Self::Connectors | Self::Connector, C::Katakana) => Self::Katakana,
            (_, C::Connector) => Self::Connector,
            (Self::Katakana, _) => return None,
            (_, C::Letter | C::EmojiLetter | C::Hebrew | C::Number) => Self::start(class).0,
            _ => return None,
        };
        Some((joined, joined.ends()))
    }

    fn ends(self) -> bool {
        !matches!(self, Self::Connectors | Self::InLetters | Self::InNumber | Self::HebrewQuote)
    }
}

/// The states of an emoji.
#[derive(Clone, Copy)]
enum Picture {
    /// Joiners with nothing before them.
    Joiners,
    Emoji,
    EmojiJoiner,
    Styled,
    StyledJoiner,
    Modifier,
    ModifierJoiner,
}

impl Picture {
    fn start(class: Class) -> (Self, bool) {
        match class {
            Class::Joiner => (Self::Joiners, false),
            Class::Modifier => (Self::Modifier, true),
            _ => (Self::Emoji, true),
        }
    }

    fn next(self, class: Class) -> Option<(Self, bool)> {
        use Class as C;
        let joined = match (self, class) {
            (Self::Emoji | Self::Styled | Self::Modifier, C::Emoji | C::EmojiLetter) => return None,
            (_, C::Emoji | C::EmojiLetter) => Self::Emoji,
            (Self::Joiners | Self::StyledJoiner, C::Joiner) => Self::Joiners,
            (Self::StyledJoiner, C::Modifier) => Self::Modifier,
            (Self::Styled, C::Joiner) => Self::StyledJoiner,
            (Self::Joiners | Self::Styled | Self::StyledJoiner, _) => return None,
            (Self::Emoji | Self::EmojiJoiner, C::Joiner) => Self::EmojiJoiner,
            (Self::Emoji | Self::EmojiJoiner, C::EmojiStyle) => Self::Styled,
            (Self::Emoji | Self::EmojiJoiner, C::Mark | C::AsianMark | C::Keycap | C::Modifier) => Self::Emoji,
            (Self::Modifier | Self::ModifierJoiner, C::Joiner) => Self::ModifierJoiner,
            (Self::Modifier | Self::ModifierJoiner, C::Mark | C::AsianMark | C::Keycap | C::Modifier) => Self::Modifier,
            _ => return None,
        };
        Some((joined, !matches!(joined, Self::Joiners | Self::StyledJoiner)))
    }
}

/// The states of the keycap of # or *; the keycap of a digit is a number with its marks.
#[derive(Clone, Copy)]
enum Key {
    Base,
    Styled,
    Cap,
    StyledCap,
}

impl Key {
    fn next(self, class: Class) -> Option<(Self, bool)> {
        use Class::{AsianMark, EmojiStyle, Joiner, Keycap, Mark, Modifier};
        let joined = match (self, class) {
            (Self::Base, Keycap) => Self::Cap,
            (Self::Styled, Keycap) => Self::StyledCap,
            (Self::Styled, _) => return None,
            (Self::Base | Self::Cap, EmojiStyle) => Self::Styled,
            (Self::Cap | Self::StyledCap, Keycap) | (_, Mark | AsianMark | Joiner | Modifier) => self,
            _ => return None,
        };
        Some((joined, matches!(joined, Self::Cap | Self::StyledCap)))
    }
}
