//! Masks: replaces tokens of posts before all other stages.
//!
//! ```text
//! text    | no white space in it | …        white space ends every token, so each part is looked at by itself
//! window  ^ from white space, at most MAX_WINDOW bytes, up to the last white space in it
//! ```
//!
//! A text without white space is divided after [`MAX_WINDOW`] bytes, counted from the last white space: it does not matter in
//! which chunks it comes.

use crate::rules::step::{Mask, MaskedToken};
use crate::rules::unicode::combining_class;
use crate::token::{Token, TokenKind, Tokenizer};
use alloc::string::String;

/// Part of a normalizer's fingerprint, if it has masks.
pub(crate) const VERSION: &[u8] = b"mask 1";

/// The greatest number of bytes that are looked at as a whole.
const MAX_WINDOW: usize = 64 << 10;

/// The texts that replace tokens of each kind.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Masks {
    texts: [Option<String>; MaskedToken::ALL.len()],
}

impl Masks {
    /// All of these masks; the last one that has a kind of token counts. `None` if they replace nothing.
    pub fn new<'m>(masks: impl Iterator<Item = &'m Mask>) -> Option<Self> {
        let mut all = Self::default();
        for (token, text) in masks.flat_map(Mask::texts) {
            all.texts[token as usize] = Some(text.into());
        }
        all.texts.iter().any(Option::is_some).then_some(all)
    }

    /// The texts, in the order of [`MaskedToken::ALL`].
    pub fn texts(&self) -> impl Iterator<Item = Option<&str>> {
        self.texts.iter().map(Option::as_deref)
    }

    /// The greatest ratio of the lengths of output and input: each token of one byte becomes its text and a space.
    pub fn max_growth(&self) -> usize {
        self.texts().flatten().map(|text| text.len() + 1).max().unwrap_or(0).max(2)
    }

    /// The text for a token, if it is replaced.
    fn text(&self, token: &Token<'_>) -> Option<&str> {
        let kind = match token.kind() {
            TokenKind::Url => MaskedToken::Link,
            TokenKind::Email => MaskedToken::Email,
            TokenKind::Mention => MaskedToken::Mention,
            TokenKind::Hashtag => MaskedToken::Hashtag,
            TokenKind::Number => MaskedToken::Number,
            TokenKind::Emoji => MaskedToken::Emoji,
            _ => return None,
        };
        self.texts[kind as usize].as_deref()
    }

    /// Whether a text may contain a token that is replaced: a cheap test by its bytes.
    pub fn may_change(&self, text: &str) -> bool {
        let is_masked = |token: MaskedToken| self.texts[token as usize].is_some();
        let posts = [MaskedToken::Link, MaskedToken::Email, MaskedToken::Mention, MaskedToken::Hashtag];
        if is_masked(MaskedToken::Number) {
            return true;
        }
        // `/` and `w` are in every link; 0xEF starts the full-width forms of the other signs.
        let has_sign = posts.into_iter().any(is_masked)
            && text.bytes().fold(false, |any, b| any | matches!(b, b'@' | b'#' | b'/' | b'w' | b'W' | 0xEF));
        // Emoji have three or four bytes.
        has_sign || is_masked(MaskedToken::Emoji) && text.bytes().fold(false, |any, b| any | (b >= 0xE2))
    }

    /// The end of the first window of a text; `None` if it is not known yet, since the text goes on.
    pub fn window_end(&self, text: &str, is_whole: bool) -> Option<usize> {
        let most = floor_to_base(text, MAX_WINDOW);
        let white_space = text[..most].char_indices().rev().find(|&(_, c)| c.is_whitespace()).map_or(0, |(at, _)| at);
        match white_space {
            _ if is_whole && most == text.len() => Some(most),
            0 if most == text.len() => None,
            0 => Some(most),
            end => Some(end),
        }
    }

    /// Replaces the tokens of a window. Calls `write` with the texts in order, the offset of each in the window, and whether it
    /// is written in place of a token.
    pub fn write(&self, joint: &mut Joint, window: &str, write: &mut impl FnMut(&str, usize, bool)) {
        let mut done = 0;
        if self.may_change(window) {
            for token in Tokenizer::social().keep_all().tokenize(window) {
                let Some(text) = self.text(&token) else { continue };
                joint.write(&window[done..token.span().start], done, false, write);
                joint.write(text, token.span().start, true, write);
                done = token.span().end;
            }
        }
        joint.write(&window[done..], done, false, write);
    }
}

/// What was written last: whether a space is needed between it and what follows.
#[derive(Clone, Copy, Default)]
pub(crate) struct Joint {
    is_word: bool,
    is_mask: bool,
}

impl Joint {
    fn write(&mut self, text: &str, from: usize, is_mask: bool, write: &mut impl FnMut(&str, usize, bool)) {
        if text.starts_with(is_word_char) && self.is_word && (self.is_mask || is_mask) {
            write(" ", from, true);
        }
        if let Some(last) = text.chars().next_back() {
            write(text, from, is_mask);
            self.is_word = is_word_char(last);
        }
        // A token that is deleted lies between the words beside it, too.
        self.is_mask = is_mask || self.is_mask && text.is_empty();
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || combining_class(c) != 0
}

/// The greatest offset up to `most` at which a character starts; one that is no mark, if there is one near.
fn floor_to_base(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let starts = |n: &usize| text.is_char_boundary(*n);
    let is_base = |n: &usize| text[*n..].chars().next().is_some_and(|c| combining_class(c) == 0);
    let mut near = (most.saturating_sub(64).max(1)..=most).rev().filter(starts);
    near.clone().find(is_base).or_else(|| near.next()).unwrap_or(text.len())
}

/// Masks a text that comes in chunks.
#[derive(Clone, Default)]
pub(crate) struct Masker {
    joint: Joint,
    /// The text since the last white space.
    held: String,
    /// The number of bytes of it without white space, but for the first character.
    searched: usize,
}

impl Masker {
    /// Appends the output for a chunk that no later text can change.
    pub fn push(&mut self, masks: &Masks, chunk: &str, out: &mut String) {
        self.held.push_str(chunk);
        let is_long = self.held.len() > MAX_WINDOW;
        if !is_long && !self.held[self.searched..].contains(char::is_whitespace) {
            self.searched = self.held.len();
            return;
        }
        self.write_windows(masks, false, out);
    }

    /// Ends the text: appends the output for what is held back.
    pub fn finish(&mut self, masks: &Masks, out: &mut String) {
        self.write_windows(masks, true, out);
        *self = Self::default();
    }

    fn write_windows(&mut self, masks: &Masks, is_whole: bool, out: &mut String) {
        let mut at = 0;
        while at < self.held.len()
            && let Some(end) = masks.window_end(&self.held[at..], is_whole)
        {
            masks.write(&mut self.joint, &self.held[at..at + end], &mut |text, _, _| out.push_str(text));
            at += end;
        }
        self.held.drain(..at);
        self.searched = self.held.len();
    }
}
