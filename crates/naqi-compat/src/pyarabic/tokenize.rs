//! Tokens and sentences, as PyArabic splits them.

use crate::classes::{Classes, WORD};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Letters and numbers of Unicode 14, as in Python 3.11, with `_`, the apostrophe, tashkeel and dagger alef; and the
/// white space that no token keeps, which does not include the line feed.
static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let word = format!(r"{WORD}'\x{{64B}}-\x{{652}}\x{{670}}");
    Classes::new(&[&word, r" \t\r\x0B\x0C", r".,:;?،؟\n"])
});

/// After the 32nd split PyArabic leaves the text as it is.
const MAX_SPLITS: usize = 32;

const IN_WORD: u8 = 1;
const BLANK: u8 = 1 << 1;
const STOP: u8 = 1 << 2;

pub(super) fn tokens(text: &str) -> Vec<Cow<'_, str>> {
    let classes = &*CLASSES;
    let (mut tokens, mut start, mut before, mut blanks) = (Vec::new(), 0, IN_WORD, false);
    for (at, c) in text.char_indices() {
        let class = classes.of(c);
        if class & IN_WORD != before {
            push(&text[start..at], blanks, &mut tokens);
            (start, before, blanks) = (at, class & IN_WORD, false);
        }
        blanks |= class & BLANK != 0;
    }
    push(&text[start..], blanks, &mut tokens);
    tokens
}

/// Deletes the blanks.
fn push<'t>(part: &'t str, blanks: bool, tokens: &mut Vec<Cow<'t, str>>) {
    let token = match blanks {
        _ if part == " " => return,
        true => part.chars().filter(|&c| CLASSES.of(c) & BLANK == 0).collect::<String>().into(),
        false => Cow::Borrowed(part),
    };
    if !token.is_empty() {
        tokens.push(token);
    }
}

/// A sentence ends between stops and the white space after them; of the stops the last is kept, of the white space
/// none.
pub(super) fn sentences(text: &str) -> Vec<Cow<'_, str>> {
    let (stop, space) = (|c: char| CLASSES.of(c) & STOP != 0, |c: char| matches!(c, ' ' | '\t' | '\r' | '\n'));
    let (mut sentences, mut start, mut at) = (Vec::new(), 0, 0);
    while sentences.len() < MAX_SPLITS
        && let Some(found) = text[at..].find(stop)
    {
        let first = at + found;
        let behind = text[first..].find(|c| !stop(c)).map_or(text.len(), |n| first + n);
        let mut end = behind;
        if !text[behind..].starts_with(space) {
            // A line feed is a stop and white space: the last one of the run is the space after the stops.
            match text[first..behind].rfind('\n') {
                Some(n) if n > 0 => end = first + n,
                _ => {
                    at = behind;
                    continue;
                }
            }
        }
        let last = text[first..end].chars().next_back().map_or(first, |c| end - c.len_utf8());
        let sentence = match first == last {
            true => Cow::Borrowed(&text[start..end]),
            false => Cow::Owned([&text[start..first], &text[last..end]].concat()),
        };
        sentences.push(sentence);
        at = if end < behind { end + 1 } else { text[end..].find(|c| !space(c)).map_or(text.len(), |n| end + n) };
        start = at;
    }
    sentences.push(Cow::Borrowed(&text[start..]));
    sentences
}
