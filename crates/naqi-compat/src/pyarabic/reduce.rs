//! PyArabic's `reduce_tashkeel`: which vowel signs a reader can do without.
//!
//! No step of naqi: a sign stays or goes by what stands before and behind it, so a machine goes over the characters once.

use crate::classes::is_space;
use naqi::letters::{ALEF, ALEF_HAMZA_BELOW, WAW, YEH};
use std::borrow::Cow;

const FATHA: char = '\u{64E}';
const DAMMA: char = '\u{64F}';
const KASRA: char = '\u{650}';
const SUKUN: char = '\u{652}';

pub(super) fn reduce(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find([FATHA, DAMMA, KASRA, SUKUN]) else { return Cow::Borrowed(text) };
    // What the first sign may depend on are the two characters before it.
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

/// The letters that are vowels or consonants: the sign tells which.
fn is_weak(c: char) -> bool {
    matches!(c, WAW | YEH)
}

/// White space as Python has it, then waw or yeh, at the end. A text's own start is not taken for a word's.
fn starts_word_with_weak(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(is_weak) && back.next().is_some_and(is_space)
}

fn drop_last(text: &mut String, sign: char) {
    if text.ends_with(sign) {
        text.pop();
    }
}
