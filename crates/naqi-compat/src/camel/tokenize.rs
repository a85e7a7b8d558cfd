//! Words, signs and emoji, as CAMeL Tools tokenizes them.

use crate::classes::{self, Classes};
use std::sync::LazyLock;

/// The characters at which Python's `str.split` splits; punctuation and symbols of Unicode 14, as in Python 3.11; the
/// properties that identify a sequence of emoji; decimal digits.
static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    Classes::new(&[
        classes::SPACE,
        r"\p{P}\p{S}&&\p{Age:14.0}",
        // Emoji newer than these tables are in code points that Unicode reserves for them.
        r"\p{Emoji}[\p{Extended_Pictographic}--\p{Age:16.0}]",
        r"\p{Emoji_Modifier}",
        r"\p{Regional_Indicator}",
        r"\d",
    ])
});

/// The length of the longest emoji, in bytes.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    let tones = emojis::iter().filter_map(|emoji| emoji.skin_tones()).flatten();
    emojis::iter().chain(tones).map(|emoji| emoji.as_str().len()).max().unwrap_or(0)
});

const SPACE: u8 = 1;
const SIGN: u8 = 1 << 1;
const EMOJI: u8 = 1 << 2;
const MODIFIER: u8 = 1 << 3;
const REGIONAL: u8 = 1 << 4;
const DIGIT: u8 = 1 << 5;

/// The emoji presentation selector, the keycap, and the joiner of sequences.
const PRESENTATION: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

pub(super) fn tokens(text: &str, split_digits: bool) -> Vec<&str> {
    let classes = &*CLASSES;
    let (mut tokens, mut word, mut at) = (Vec::new(), 0, 0);
    let splits = if split_digits { SPACE | SIGN | EMOJI | DIGIT } else { SPACE | SIGN | EMOJI };
    while let Some(c) = text[at..].chars().next() {
        let class = classes.of(c);
        let after = at + c.len_utf8();
        let end = match class & splits {
            0 => None,
            _ if class & SPACE != 0 => Some(at),
            _ => sign(text, at, class, classes).or_else(|| {
                let digits = split_digits && class & DIGIT != 0;
                digits.then(|| while_class(text, at, classes, DIGIT))
            }),
        };
        let Some(end) = end else {
            at = after;
            continue;
        };
        if word < at {
            tokens.push(&text[word..at]);
        }
        if at < end {
            tokens.push(&text[at..end]);
        }
        at = end.max(after);
        word = at;
    }
    if word < at {
        tokens.push(&text[word..]);
    }
    tokens
}

/// The end of the sign or emoji that starts here.
fn sign(text: &str, at: usize, class: u8, classes: &Classes) -> Option<usize> {
    let first = at + text[at..].chars().next().map_or(0, char::len_utf8);
    if class & EMOJI == 0 {
        return (class & SIGN != 0).then_some(first);
    }
    let end = sequence(text, at, classes)?;
    // A sequence that Unicode does not list is no sign, though its first character may be one.
    ((end == first && class & SIGN != 0) || is_emoji(&text[at..end])).then_some(end)
}

/// An emoji sequence of Unicode, with all its presentation selectors or fewer. The crate also finds a keycap by a part
/// of it, and accepts selectors where none belongs.
fn is_emoji(text: &str) -> bool {
    let selectors = |text: &str| text.matches(PRESENTATION).count();
    emojis::get(text).is_some_and(|emoji| selectors(text) <= selectors(emoji.as_str()))
        && (text.ends_with(KEYCAP) || !text.starts_with(|c: char| c.is_ascii()))
}

/// The longest run of emoji with joiners between them; `None` if it is longer than any of Unicode's, which keeps the
/// time for a text of joined emoji linear.
fn sequence(text: &str, at: usize, classes: &Classes) -> Option<usize> {
    if let Some(end) = flag(text, at, classes) {
        return Some(end);
    }
    let mut end = element(text, at, classes)?;
    while let Some(next) = after(text, end, |c| c == JOINER).and_then(|joined| element(text, joined, classes)) {
        end = next;
        if end - at > *LONGEST {
            return None;
        }
    }
    Some(end)
}

/// Two regional indicators. Nothing joins a flag that starts a sequence.
fn flag(text: &str, at: usize, classes: &Classes) -> Option<usize> {
    let regional = |c| classes.of(c) & REGIONAL != 0;
    after(text, at, regional).and_then(|end| after(text, end, regional))
}

/// A flag, or an emoji with its modifiers.
fn element(text: &str, at: usize, classes: &Classes) -> Option<usize> {
    let has = |bit: u8| move |c: char| classes.of(c) & bit != 0;
    if let Some(end) = flag(text, at, classes) {
        return Some(end);
    }
    let end = after(text, at, has(EMOJI))?;
    if let Some(modified) = after(text, end, has(MODIFIER)) {
        return Some(modified);
    }
    if let Some(shown) = after(text, end, |c| c == PRESENTATION) {
        return Some(after(text, shown, |c| c == KEYCAP).unwrap_or(shown));
    }
    let tags = text[end..].find(|c| !matches!(c, '\u{E0020}'..='\u{E007E}')).map_or(text.len(), |n| end + n);
    Some(if end < tags { after(text, tags, |c| c == '\u{E007F}').unwrap_or(end) } else { end })
}

/// The offset after the next character, if it is in the class.
fn after(text: &str, at: usize, is: impl Fn(char) -> bool) -> Option<usize> {
    text[at..].chars().next().filter(|&c| is(c)).map(|c| at + c.len_utf8())
}

fn while_class(text: &str, at: usize, classes: &Classes, bit: u8) -> usize {
    text[at..].find(|c| classes.of(c) & bit == 0).map_or(text.len(), |n| at + n)
}
