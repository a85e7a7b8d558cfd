//! The walk of a chain through a text: words, normalized, some at a time, and what becomes of each.

use super::memo::{Memo, Outcome};
use super::{Chain, Stem, Term, bit, pieces};
use crate::kernel::{FoundWord, Packed};
use crate::stem::{self, Word};
use crate::terms::TakeWords;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What stands before a root key, so that it never meets a stem.
const ROOT_SIGN: &str = "√";

/// The state of a walk.
struct Walk<'w, F> {
    chain: &'w Chain,
    memo: &'w mut Memo,
    /// Normalized words that are not packed, one behind the other, and where each ends.
    texts: String,
    ends: Vec<usize>,
    position: usize,
    found: F,
}

/// Calls `found` with each term of the text. See [`Chain::for_each_term_by`].
pub(super) fn for_each_term(chain: &Chain, memo: &mut Memo, text: &str, found: impl FnMut(Term<'_>)) {
    let (texts, ends) = (String::new(), Vec::new());
    chain.normalizer.for_each_packed(text, &mut Walk { chain, memo, texts, ends, position: 0, found });
}

impl<F: FnMut(Term<'_>)> TakeWords for Walk<'_, F> {
    fn pack(&mut self, word: &str, term: Option<&str>) -> Option<Packed> {
        let (normalizer, texts) = (&self.chain.normalizer, &mut self.texts);
        let start = texts.len();
        let packed = match term {
            Some(term) => {
                texts.push_str(term);
                None
            }
            None => self.memo.normalized(word, || {
                normalizer.normalize_into(word, texts);
                Packed::of(&texts[start..])
            }),
        };
        match packed {
            Some(_) => texts.truncate(start),
            None => self.ends.push(texts.len()),
        }
        packed
    }

    fn take(&mut self, words: &[FoundWord]) {
        let Self { chain, memo, texts, ends, position, found } = self;
        // The places of all are asked for at once, and none is waited for alone.
        words.iter().for_each(|word| memo.prefetch(word.packed));
        let mut texts_left = ends.iter().scan(0, |start, &end| texts.get(core::mem::replace(start, end)..end));
        for word in words {
            let span = word.start..word.end;
            if word.packed != Packed::default() && !pieces::is_several(word.packed) {
                give_packed(chain, memo, word.packed, span, *position, found);
                *position += 1;
                continue;
            }
            let mut room = [0; _];
            let text = match word.packed.len() {
                0 => texts_left.next().unwrap_or_default(),
                _ => word.packed.write("", &mut room),
            };
            give_pieces(chain, memo, text, span, position, found);
        }
        ends.clear();
        texts.clear();
    }
}

/// Gives what becomes of the pieces of a word.
#[inline(never)]
fn give_pieces(
    chain: &Chain,
    memo: &mut Memo,
    text: &str,
    span: Range<usize>,
    position: &mut usize,
    found: &mut impl FnMut(Term<'_>),
) {
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
