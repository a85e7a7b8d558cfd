//! Words, signs and emoji, as CAMeL Tools cuts them.

use crate::classes::{self, Classes};
use std::sync::LazyLock;

/// What Python's `str.split` cuts at; punctuation and symbols of Unicode 14, which Python 3.11 knows; the properties
/// that a sequence of emoji is found by; decimal digits.
static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    Classes::new(&[
        classes::SPACE,
        r"\p{P}\p{S}&&\p{Age:14.0}",
        // Emoji that are younger than these tables lie where Unicode keeps room for them.
        r"\p{Emoji}[\p{Extended_Pictographic}--\p{Age:16.0}]",
        r"\p{Emoji_Modifier}",
        r"\p{Regional_Indicator}",
        r"\d",
    ])
});

/// How many bytes the longest emoji has.
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

/// Emoji presentation, the keycap, and the joiner of sequences.
const PRESENTATION: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

pub(super) fn tokens(text: &str, split_digits: bool) -> Vec<&str> {
    let classes = &*CLASSES;
    let (mut tokens, mut word, mut at) = (Vec::new(), 0, 0);
    let cut = if split_digits { SPACE | SIGN | EMOJI | DIGIT } else { SPACE | SIGN | EMOJI };
    while let Some(c) = text[at..].chars().next() {
        let class = classes.of(c);
        let after = at + c.len_utf8();
        let end = match class & cut {
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

/// Where the sign or the emoji ends that starts here.
fn sign(text: &str, at: usize, class: u8, classes: &Classes) -> Option<usize> {
    let first = at + text[at..].chars().next().map_or(0, char::len_utf8);
    if class & EMOJI == 0 {
        return (class & SIGN != 0).then_some(first);
    }
    let end = sequence(text, at, classes)?;
    // A sequence that is none of Unicode's is no sign, though its first character may be one.
    ((end == first && class & SIGN != 0) || is_emoji(&text[at..end])).then_some(end)
}

/// One of Unicode's, with all its presentation selectors or fewer. The crate also finds a keycap by a part of it, and
/// takes selectors where none belongs.
fn is_emoji(text: &str) -> bool {
    let selectors = |text: &str| text.matches(PRESENTATION).count();
    emojis::get(text).is_some_and(|emoji| selectors(text) <= selectors(emoji.as_str()))
        && (text.ends_with(KEYCAP) || !text.starts_with(|c: char| c.is_ascii()))
}

/// The longest run of emoji with joiners between; `None` where it is longer than any of Unicode's, which keeps the time
/// for a text of joined emoji linear.
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

/// Two letters of a flag. Nothing joins a flag that starts a sequence.
fn flag(text: &str, at: usize, classes: &Classes) -> Option<usize> {
    let regional = |c| classes.of(c) & REGIONAL != 0;
    after(text, at, regional).and_then(|end| after(text, end, regional))
}

/// A flag, or an emoji with what changes its look.
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

/// Behind the next character, where it is such a one.
fn after(text: &str, at: usize, is: impl Fn(char) -> bool) -> Option<usize> {
    text[at..].chars().next().filter(|&c| is(c)).map(|c| at + c.len_utf8())
}

fn while_class(text: &str, at: usize, classes: &Classes, bit: u8) -> usize {
    text[at..].find(|c| classes.of(c) & bit == 0).map_or(text.len(), |n| at + n)
}
