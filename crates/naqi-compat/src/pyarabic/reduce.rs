//! PyArabic's `reduce_tashkeel`: deletes the vowel signs that a reader can infer.
//!
//! This is no step of naqi: whether a sign stays depends on its neighbours, so a state machine reads the characters
//! once.

use crate::classes::is_space;
use naqi::letters::{ALEF, ALEF_HAMZA_BELOW, WAW, YEH};
use std::borrow::Cow;

const FATHA: char = '\u{64E}';
const DAMMA: char = '\u{64F}';
const KASRA: char = '\u{650}';
const SUKUN: char = '\u{652}';

pub(super) fn reduce(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find([FATHA, DAMMA, KASRA, SUKUN]) else { return Cow::Borrowed(text) };
    // The first sign may depend on the two characters before it.
    let start = text[..first].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..start]);
    let (mut read, mut kasra_gone) = (None, false);
    for c in text[start..].chars() {
        let before = read.replace(c);
        match c {
            FATHA | SUKUN if !before.is_some_and(is_weak) => continue,
            FATHA if starts_word_with_weak(&out) => continue,
            KASRA if !kasra_gone && out.ends_with(ALEF_HAMZA_BELOW) => {
                kasra_gone = true;
                continue;
            }
            WAW => drop_last(&mut out, DAMMA),
            YEH => drop_last(&mut out, KASRA),
            ALEF => drop_last(&mut out, FATHA),
            _ => {}
        }
        kasra_gone = false;
        out.push(c);
    }
    if out.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// The letters that are vowels or consonants, depending on the sign.
fn is_weak(c: char) -> bool {
    matches!(c, WAW | YEH)
}

/// Python's white space, then waw or yeh, at the end. The start of the text does not count as the start of a word.
fn starts_word_with_weak(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(is_weak) && back.next().is_some_and(is_space)
}

fn drop_last(text: &mut String, sign: char) {
    if text.ends_with(sign) {
        text.pop();
    }
}
