//! Masks: replaces tokens of posts before all other stages.
//!
//! ```text
//! text    | no white space in it | …        white space ends tokens, so each part is looked at by itself
//! window  ^ from white space, at most MAX_WINDOW bytes, up to the last white space in it
//! ```
//!
//! A text without white space is divided after [`MAX_WINDOW`] bytes, counted from the last white space: it does not matter in
//! which chunks it comes.

use crate::kernel::Patterns;
use crate::pipeline::expansion::is_word_char;
use crate::rules::step::{Mask, MaskedToken};
use crate::rules::unicode::{WORD, combining_class, word as wb};
use crate::token::{SocialTokens, Token, TokenKind};
use alloc::string::String;
use core::ops::Range;

/// Part of a normalizer's fingerprint, if it has masks.
pub(crate) const VERSION: &[u8] = b"mask 2";

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
        self.triggers().find(text, 0).is_some()
    }

    /// Patterns, one of which is in each token that is replaced.
    fn triggers(&self) -> &'static Patterns {
        let is_masked = |token: MaskedToken| self.texts[token as usize].is_some();
        let posts = [MaskedToken::Link, MaskedToken::Email, MaskedToken::Mention, MaskedToken::Hashtag];
        match (is_masked(MaskedToken::Number), posts.into_iter().any(is_masked), is_masked(MaskedToken::Emoji)) {
            (true, ..) => &OF_ALL,
            (_, true, false) => &OF_POSTS,
            (_, true, true) => &OF_POSTS_AND_EMOJI,
            (_, false, _) => &OF_EMOJI,
        }
    }

    /// The first window of a text; `None` if it is not known yet, since the text goes on.
    pub fn window<'t>(&self, text: &'t str, is_whole: bool) -> Option<Window<'t>> {
        let most = floor_to_base(text, MAX_WINDOW);
        let white_space = text[..most].char_indices().rev().find(|&(_, c)| ends_tokens(c)).map_or(0, |(at, _)| at);
        let is_last = most == text.len();
        let (end, is_divided) = match white_space {
            _ if is_whole && is_last => (most, false),
            0 if is_last => return None,
            0 => (most, !text[most..].starts_with(ends_tokens)),
            end => (end, false),
        };
        Some(Window { text: &text[..end], is_divided })
    }

    /// Replaces the tokens of a window. Calls `write` with the texts in order, the offset of each in the window, and whether it
    /// is written in place of a token.
    pub fn write(&self, joint: &mut Joint, window: Window<'_>, write: &mut dyn FnMut(&str, usize, bool)) {
        let Window { text: window, is_divided } = window;
        let triggers = self.triggers();
        let mut done = 0;
        if joint.in_link {
            done = window.find(ends_tokens).unwrap_or(window.len());
            joint.in_link = done == window.len() && is_divided;
        }
        // Not by a `Tokenizer`, which would link the rules of sentences to every program that normalizes.
        let mut tokens = SocialTokens::by_rules(window);
        let mut at = done;
        while let Some(trigger) = triggers.find(window, at) {
            // What is between white space is looked at by itself.
            let white_space = window.as_bytes()[at..trigger].iter().rposition(|byte| b" \n\t".contains(byte));
            tokens.jump_to(white_space.map_or(at, |n| start_after_space(window, at + n)));
            let Some(token) = tokens.token_at(trigger) else { break };
            at = token.span().end;
            let Some(text) = self.text(&token) else { continue };
            let span = without_white_space(&token);
            joint.write(&window[done..span.start], done, false, write);
            joint.write(text, span.start, true, write);
            done = span.end;
            // The signs after it are those at the end of a link, if it ended there.
            joint.in_link =
                is_divided && token.kind() == TokenKind::Url && !window[done..].contains(|c: char| c.is_alphanumeric());
            if joint.in_link {
                done = window.len();
                break;
            }
        }
        joint.write(&window[done..], done, false, write);
    }
}

/// The first bytes of links, which have a `/` or start with `www.`, and of addresses, mentions and hashtags.
const SIGNS: Patterns = Patterns::NONE
    .or(&[&[(b'#', b'#'), (b'/', b'/')]])
    .or(&[&[(b'@', b'@')]])
    .or(&[&[(b'w', b'w'), (b'W', b'W')], &[(b'w', b'w'), (b'W', b'W')]]);

/// These patterns and those of emoji: U+20E3, symbols from U+2300 on, U+3030 to U+303D, U+3297 to U+3299, characters of four bytes.
const fn or_emoji(patterns: Patterns) -> Patterns {
    patterns
        .or(&[&[(0xE2, 0xE2)], &[(0x83, 0x83), (0x8C, 0x8F)]])
        .or(&[&[(0xE2, 0xE2)], &[(0x90, 0xBF)]])
        .or(&[&[(0xE3, 0xE3)], &[(0x80, 0x80), (0x8A, 0x8A)]])
        .or(&[&[(0xF0, 0xF7)]])
}

/// U+FF03 and U+FF20 are the full-width forms of `#` and `@`; with U+FE0F, other signs are emoji.
static OF_POSTS: Patterns = SIGNS.or(&[&[(0xEF, 0xEF)], &[(0xBC, 0xBC)]]);
static OF_EMOJI: Patterns = or_emoji(Patterns::NONE).or(&[&[(0xEF, 0xEF)], &[(0xB8, 0xB8)]]);
static OF_POSTS_AND_EMOJI: Patterns = or_emoji(SIGNS).or(&[&[(0xEF, 0xEF)], &[(0xB8, 0xB8), (0xBC, 0xBC)]]);

/// Of numbers: the digits of ASCII, Arabic and Persian, and all characters but those of ASCII and of U+0600 to U+06FF. So they
/// are those of emoji, too.
static OF_ALL: Patterns = SIGNS
    .or(&[&[(b'0', b'9')]])
    .or(&[&[(0xD9, 0xD9)], &[(0xA0, 0xAF)]])
    .or(&[&[(0xDB, 0xDB)], &[(0xB0, 0xBF)]])
    .or(&[&[(0xC0, 0xCF), (0xE0, 0xFF)]])
    .or(&[&[(0xD0, 0xD7), (0xDC, 0xDF)]]);

/// Where a token starts: at a white space, or after it if it is a token of its own. UAX #29 joins it with marks and spaces (WB3d, WB4).
fn start_after_space(text: &str, space: usize) -> usize {
    let (property, _) = WORD.at(text, space + 1);
    let is_joined = matches!(property & 31, wb::EXTEND | wb::FORMAT | wb::ZWJ | wb::WSEG_SPACE);
    if is_joined { space } else { space + 1 }
}

/// A part of a text that is looked at as a whole.
#[derive(Clone, Copy)]
pub(crate) struct Window<'t> {
    pub text: &'t str,
    /// Whether it ends because it is long, and not before white space.
    is_divided: bool,
}

/// The span of a token without white space at its ends: a space before ZWJ and an emoji, and U+202F after a number, are parts of
/// it by UAX #29 (WB4, WB13a).
fn without_white_space(token: &Token<'_>) -> Range<usize> {
    let (span, text) = (token.span(), token.text());
    if !matches!(token.kind(), TokenKind::Emoji | TokenKind::Number) {
        return span;
    }
    span.start + (text.len() - text.trim_start().len())..span.start + text.trim_end().len()
}

/// What was written last: whether a space is needed between it and what follows.
#[derive(Clone, Copy, Default)]
pub(crate) struct Joint {
    is_word: bool,
    is_mask: bool,
    /// Whether the window before ended in a link, which goes on up to white space.
    in_link: bool,
}

impl Joint {
    fn write(&mut self, text: &str, from: usize, is_mask: bool, write: &mut dyn FnMut(&str, usize, bool)) {
        if self.is_word && (self.is_mask || is_mask) && text.starts_with(is_in_word) {
            write(" ", from, true);
        }
        if let Some(last) = text.chars().next_back() {
            write(text, from, is_mask);
            self.is_word = is_in_word(last);
        }
        // A token that is deleted lies between the words beside it, too.
        self.is_mask = is_mask || self.is_mask && text.is_empty();
    }
}

/// Whether every token ends before the character: white space, but for U+202F NARROW NO-BREAK SPACE, which UAX #29 joins with
/// letters and digits (ExtendNumLet).
fn ends_tokens(c: char) -> bool {
    c.is_whitespace() && c != '\u{202F}'
}

/// Whether it is a letter or a digit, or a mark of one.
fn is_in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (is_word_char(c) || combining_class(c) != 0)
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
}

impl Masker {
    /// Appends the output for a chunk that no later text can change.
    pub fn push(&mut self, masks: &Masks, mut chunk: &str, out: &mut String) {
        if !self.held.is_empty() {
            let (first, rest) = chunk.split_at(chunk.find(ends_tokens).unwrap_or(chunk.len()));
            self.held.push_str(first);
            let is_complete = !rest.is_empty();
            // Otherwise it has no white space but its first character.
            if is_complete || self.held.len() > MAX_WINDOW {
                let done = write_windows(masks, &mut self.joint, &self.held, is_complete, out);
                self.held.drain(..done);
            }
            if !is_complete {
                return;
            }
            chunk = rest;
        }
        let done = write_windows(masks, &mut self.joint, chunk, false, out);
        self.held.push_str(&chunk[done..]);
    }

    /// Ends the text: appends the output for what is held back.
    pub fn finish(&mut self, masks: &Masks, out: &mut String) {
        write_windows(masks, &mut self.joint, &self.held, true, out);
        *self = Self::default();
    }
}

/// Writes the windows of a text, of the whole text if it does not go on. Returns the length of what is written.
fn write_windows(masks: &Masks, joint: &mut Joint, text: &str, is_whole: bool, out: &mut String) -> usize {
    let mut at = 0;
    while at < text.len()
        && let Some(window) = masks.window(&text[at..], is_whole)
    {
        masks.write(joint, window, &mut |text, _, _| out.push_str(text));
        at += window.text.len();
    }
    at
}
