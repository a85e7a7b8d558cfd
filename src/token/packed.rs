//! The words of a text as numbers, some at a time: for chains, which ask a memo for each.

use super::{CLASSES, doubt_start, token_by_rules, words};
use crate::kernel::{self, Doubt, Level, PackedWord, PackedWords};

/// Calls `take` with the words of the text by UAX #29, in order, some at a time.
#[inline]
pub(crate) fn for_some_words(text: &str, mut take: impl FnMut(&[PackedWord])) {
    let level = kernel::level();
    let mut found = PackedWords::new();
    if level == Level::Plain {
        for word in words(text) {
            found.push(text, word.span());
            if found.is_full() {
                take(found.found());
                found.clear();
            }
        }
        return take(found.found());
    }
    while found.marks.at < text.len() {
        kernel::packed_words(level, &CLASSES, text, &mut found);
        if found.marks.doubt != Doubt::None {
            let (token, is_word) = token_by_rules(text, doubt_start(text, &found.marks));
            found.marks.go_on(token.span().end);
            if is_word {
                found.push(text, token.span());
            }
        }
        if found.is_full() {
            take(found.found());
            found.clear();
        }
    }
    take(found.found());
}
