//! The walk of a chain through a text: words, normalized, some at a time, and what becomes of each.

use super::memo::{Memo, Outcome};
use super::{Chain, Stem, Term, bit, pieces};
use crate::kernel::Packed;
use crate::stem::{self, Word};
use crate::token::Token;
use alloc::string::String;
use core::ops::Range;

/// How many words are looked at together: the places of all are asked for at once, and none is waited for alone.
const TOGETHER: usize = 64;

/// What stands before a root key, so that it never meets a stem.
const ROOT_SIGN: &str = "√";

/// A normalized word on its way.
#[derive(Clone, Copy)]
struct Waiting {
    /// As a number; of words that can not be one, none.
    packed: Packed,
    /// Where the word stands in the text.
    start: usize,
    len: usize,
    /// Where else its normalized text stands among those that wait.
    text: (usize, usize),
}

/// The state of a walk.
struct Walk<'w, F> {
    chain: &'w Chain,
    memo: &'w mut Memo,
    waiting: [Waiting; TOGETHER],
    count: usize,
    /// Normalized texts that can not be numbers.
    texts: String,
    position: usize,
    found: F,
}

/// Calls `found` with each term of the text. See [`Chain::for_each_term_by`].
pub(super) fn for_each_term(chain: &Chain, memo: &mut Memo, text: &str, found: impl FnMut(Term<'_>)) {
    let none = Waiting { packed: Packed::default(), start: 0, len: 0, text: (0, 0) };
    let (waiting, texts) = ([none; TOGETHER], String::new());
    let mut walk = Walk { chain, memo, waiting, count: 0, texts, position: 0, found };
    chain.normalizer.for_each_word::<true>(text, |word, term| walk.take(word, term));
    walk.give();
}

impl<F: FnMut(Term<'_>)> Walk<'_, F> {
    #[inline(always)]
    fn take(&mut self, word: Token<'_>, term: Option<(&str, Packed)>) {
        if self.count == TOGETHER {
            self.give();
        }
        match term {
            Some((_, packed)) if packed != Packed::default() && !pieces::is_several(packed) => {
                self.wait(&word, packed, (0, 0));
            }
            Some((term, _)) => self.wait_as_text(&word, term),
            None => self.normalize(&word),
        }
    }

    /// Takes a word that the one pass does not settle.
    #[inline(never)]
    fn normalize(&mut self, word: &Token<'_>) {
        let (normalizer, texts) = (&self.chain.normalizer, &mut self.texts);
        let start = texts.len();
        let known = self.memo.normalized(word.text(), || {
            normalizer.normalize_into(word.text(), texts);
            Packed::of(&texts[start..]).filter(|packed| !pieces::is_several(*packed))
        });
        let text = match known {
            Some(_) => (0, 0),
            None => (start, texts.len()),
        };
        texts.truncate(start.max(text.1));
        self.wait(word, known.unwrap_or_default(), text);
    }

    #[inline(never)]
    fn wait_as_text(&mut self, word: &Token<'_>, term: &str) {
        let start = self.texts.len();
        self.texts.push_str(term);
        self.wait(word, Packed::default(), (start, self.texts.len()));
    }

    #[inline(always)]
    fn wait(&mut self, word: &Token<'_>, packed: Packed, text: (usize, usize)) {
        let span = word.span();
        if let Some(place) = self.waiting.get_mut(self.count) {
            *place = Waiting { packed, start: span.start, len: span.len(), text };
            self.count += 1;
        }
    }

    /// Gives what becomes of all words that wait.
    fn give(&mut self) {
        let Self { chain, memo, waiting, count, texts, position, found } = self;
        let waiting = &waiting[..*count];
        waiting.iter().for_each(|word| memo.prefetch(word.packed));
        for word in waiting {
            let span = word.start..word.start + word.len;
            if word.packed != Packed::default() {
                give_packed(chain, memo, word.packed, span, *position, found);
                *position += 1;
                continue;
            }
            let text = texts.get(word.text.0..word.text.1).unwrap_or_default();
            for part in text.split(' ').filter(|part| !part.is_empty()) {
                pieces::for_each(part, |piece| {
                    match Packed::of(piece) {
                        Some(packed) => give_packed(chain, memo, packed, span.clone(), *position, found),
                        None => give_text(chain, piece, span.clone(), *position, found),
                    }
                    *position += 1;
                });
            }
        }
        self.count = 0;
        self.texts.clear();
    }
}

#[inline(always)]
fn give_packed(
    chain: &Chain,
    memo: &mut Memo,
    word: Packed,
    span: Range<usize>,
    position: usize,
    found: &mut impl FnMut(Term<'_>),
) {
    let outcome = if chain.stems() { memo.outcome(word, |word| outcome(chain, word)) } else { Some((word, Packed(0))) };
    let Some((stem, root_key)) = outcome else { return };
    found(Term { text: stem.write("", &mut [0; _]), span: span.clone(), position, is_root_key: false });
    if root_key != Packed::default() {
        found(Term { text: root_key.write(ROOT_SIGN, &mut [0; _]), span, position, is_root_key: true });
    }
}

/// Gives what becomes of a piece that is no number: of a long word, or of what is no Arabic word.
fn give_text(chain: &Chain, piece: &str, span: Range<usize>, position: usize, found: &mut impl FnMut(Term<'_>)) {
    let mut give = |text: &str, is_root_key| found(Term { text, span: span.clone(), position, is_root_key });
    let Some(word) = Word::read(piece) else {
        return match chain.stem {
            Stem::Full => give(&stem::folded_text(piece), false),
            _ => give(piece, false),
        };
    };
    if word.category().is_some_and(|c| chain.left_out & bit(c) != 0) {
        return;
    }
    match chain.stem {
        Stem::None => give(piece, false),
        Stem::Light => give(&piece[word.light()], false),
        Stem::Full => give(&stem::full(piece), false),
    }
    if chain.root_key {
        give(&[ROOT_SIGN, &*stem::root_key(piece)].concat(), true);
    }
}

fn outcome(chain: &Chain, packed: Packed) -> Outcome {
    let mut room = [0; _];
    let piece = packed.write("", &mut room);
    let word = Word::read(piece)?;
    if word.category().is_some_and(|c| chain.left_out & bit(c) != 0) {
        return None;
    }
    let stem = match chain.stem {
        Stem::None => packed,
        Stem::Light => Packed::of(&piece[word.light()])?,
        Stem::Full => Packed::of(&stem::full(piece))?,
    };
    let root_key = if chain.root_key { Packed::of(&stem::root_key(piece))? } else { Packed::default() };
    Some((stem, root_key))
}
