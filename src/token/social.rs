//! Tokenizes posts: words, and links, e-mail addresses, mentions and hashtags as one token each.
//!
//! Each is recognized where a UAX #29 segment starts, and segmentation continues at its end. Many segments can start in
//! one run of characters that an address or a host name may contain. [`RunCache`] keeps the run, so that each is read
//! once and time is linear.

use crate::rules::letters::variants::LINK_ENDS;
use crate::rules::unicode::{self, WORD, category, category_of, is_latin_letter, word as wb};
use crate::token::word::{EMOJI_STYLE, KEYCAP};
use crate::token::{Token, TokenKind, Tokens};

/// The tokens of a post. See [`Tokenizer::social`](crate::token::Tokenizer::social).
#[derive(Clone, Debug)]
pub(crate) struct SocialTokens<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    cache: RunCache,
    /// The end of the last segment in which a link or an address started.
    split_until: usize,
}

/// Raised with every change of what a link, an address, a mention or a hashtag is, so that the fingerprints of analyzers on these
/// tokens differ.
pub(crate) const RULES_VERSION: u64 = 3;

/// The longest scheme of a link.
const MAX_SCHEME: usize = 33;
/// The longest local part of an address (RFC 5321).
const MAX_LOCAL: usize = 64;
/// The longest host name (RFC 1035).
const MAX_HOST: usize = 253;

impl<'t> SocialTokens<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, tokens: Tokens::new(text), cache: RunCache::default(), split_until: 0 }
    }

    /// The same by scalar rules alone, which is fast if most of the text is jumped over.
    pub fn by_rules(text: &'t str) -> Self {
        Self { tokens: Tokens::by_rules_alone(text), ..Self::new(text) }
    }

    /// Continues at `at`, a boundary of tokens, unless it is behind.
    pub fn jump_to(&mut self, at: usize) {
        if self.tokens.next_start() < at {
            self.tokens.jump_to(at);
        }
    }

    /// The next token, and whether it contains a letter or a number.
    pub fn next_with_wordlike(&mut self) -> Option<(Token<'t>, bool)> {
        let start = self.tokens.next_start();
        if start >= self.text.len() {
            return None;
        }
        let found = if may_start(self.text, start) { self.cache.recognize(self.text, start) } else { None };
        let Some((kind, end)) = found else {
            // The rest of a segment is not read to its end again for each link in it.
            if let Some(inner) = self.inner_start(start, self.split_until) {
                return self.before(start, inner);
            }
            let (token, is_wordlike) = self.tokens.next_with_wordlike()?;
            if is_wordlike
                && self.may_hold_start(&token)
                && let Some(inner) = self.inner_start(start, token.span().end)
            {
                self.split_until = token.span().end;
                return self.before(start, inner);
            }
            return Some((token, is_wordlike));
        };
        let end = after_marks(self.text, end);
        self.tokens.jump_to(end);
        Some((Token { text: &self.text[start..end], start, kind }, true))
    }

    /// The next token that ends after an offset.
    #[inline]
    pub fn token_at(&mut self, at: usize) -> Option<Token<'t>> {
        loop {
            let (token, _) = self.next_with_wordlike()?;
            if token.span().end > at {
                return Some(token);
            }
        }
    }

    /// Whether a link or an address may start inside a segment: a cheap test by the signs in it and after it.
    #[inline]
    fn may_hold_start(&self, segment: &Token<'t>) -> bool {
        let next = self.text.as_bytes().get(segment.span().end);
        next.is_some_and(|b| b":@%+-/".contains(b)) || segment.text.bytes().any(|b| b == b'.' || b == b':')
    }

    /// Where a link or an address starts behind the first byte of a segment: behind a letter that is not ASCII, or behind a
    /// colon. UAX #29 has no boundary there (WB5, WB6).
    #[inline]
    fn inner_start(&mut self, start: usize, end: usize) -> Option<usize> {
        if start >= end { None } else { self.find_inner_start(start, end) }
    }

    #[inline(never)]
    fn find_inner_start(&mut self, start: usize, end: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..end];
        let is_start =
            |n: &usize| bytes[*n].is_ascii_alphanumeric() && (!bytes[n - 1].is_ascii() || bytes[n - 1] == b':');
        (start + 1..end).filter(is_start).find(|&at| self.cache.recognize(self.text, at).is_some())
    }

    /// The first segment from `start` on, of the text that ends at `end`.
    fn before(&mut self, start: usize, end: usize) -> Option<(Token<'t>, bool)> {
        let mut tokens = Tokens::new(&self.text[..end]);
        tokens.jump_to(start);
        let found = tokens.next_with_wordlike()?;
        self.tokens.jump_to(found.0.span().end);
        Some(found)
    }
}

/// Whether hashtags and mentions may contain a character of this category.
fn is_name(category: u8) -> bool {
    matches!(category, category::LETTER | category::NUMBER | category::MARK)
}

/// `end`, or the offset after the Extend, Format and ZWJ that follow it (WB4), up to a bidi control: those stand around tags and
/// links in right-to-left text, and are no part of them.
fn after_marks(text: &str, mut end: usize) -> usize {
    while end < text.len() {
        let (property, len) = WORD.at(text, end);
        if !matches!(property & 31, wb::EXTEND | wb::FORMAT | wb::ZWJ) || text[end..].starts_with(is_bidi_control) {
            break;
        }
        end += len;
    }
    end
}

/// Whether a link, address, mention or hashtag may start at `start`: a link or an address behind anything but an ASCII letter,
/// a digit or `_`. Tags and mentions follow the published rules of twitter-text: a tag stands behind nothing that a tag may
/// contain, and not behind `&`; a mention behind no ASCII letter, digit or `_` and no `! # $ % & * @`, but behind `RT`.
fn may_start(text: &str, start: usize) -> bool {
    let before = &text[..start];
    let is_behind = |is: &dyn Fn(char) -> bool| before.chars().next_back().is_some_and(is);
    let is_ascii_name = |c: char| c == '_' || c.is_ascii_alphanumeric();
    match sign_at(text, start) {
        b'#' => !is_behind(&|c| c == '&' || is_in_tag(c) && !matches!(c, TEXT_STYLE | EMOJI_STYLE)),
        b'@' => !is_behind(&|c| is_ascii_name(c) || "!#$%&*@＠".contains(c)) || is_retweet(before),
        first => first.is_ascii_alphanumeric() && !is_behind(&is_ascii_name),
    }
}

/// U+FE0E VARIATION SELECTOR-15: text presentation of an emoji.
const TEXT_STYLE: char = '\u{FE0E}';

/// The first byte from `start` on; `#` and `@` for their full-width forms.
#[inline]
fn sign_at(text: &str, start: usize) -> u8 {
    match text.as_bytes()[start] {
        0xEF if text[start..].starts_with('＃') => b'#',
        0xEF if text[start..].starts_with('＠') => b'@',
        first => first,
    }
}

/// Whether a text ends in `RT` or `rt` as a word of its own.
fn is_retweet(text: &str) -> bool {
    let Some((before, last)) = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at)) else { return false };
    last.eq_ignore_ascii_case("rt") && !before.ends_with(|c: char| c.is_ascii_alphanumeric() || "_+~.-".contains(c))
}

/// The runs of characters in which the last segments started.
#[derive(Clone, Debug, Default)]
struct RunCache {
    /// The end of the run of characters that the local part of an address may contain.
    local_part_end: usize,
    /// The run of host name characters at a segment's start.
    host: HostRun,
    /// The run of host name characters after an `@`.
    mail_host: HostRun,
    /// The last offset after a scheme where the link is empty.
    empty_link_at: usize,
    /// No host name with letters that are not ASCII starts before this offset.
    no_host_before: usize,
}

impl RunCache {
    /// The kind and the end of the link, address, mention or hashtag that starts at `start`.
    fn recognize(&mut self, text: &str, start: usize) -> Option<(TokenKind, usize)> {
        match sign_at(text, start) {
            b'#' => hashtag(&text[start..]).map(|len| (TokenKind::Hashtag, start + len)),
            b'@' => mention(&text[start..]).map(|len| (TokenKind::Mention, start + len)),
            _ => self.address_or_link(text, start),
        }
    }

    fn address_or_link(&mut self, text: &str, start: usize) -> Option<(TokenKind, usize)> {
        if self.local_part_end <= start {
            self.local_part_end = run_end(text, start, |b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b));
        }
        // Schemes and host names consist of the same characters, so one before `:` or `/` ends here, too.
        let end = self.local_part_end;
        let next = text.as_bytes().get(end);
        if next == Some(&b'@') && end - start <= MAX_LOCAL && !text[..end].ends_with('.') {
            if let Some(end) = self.mail_host.name_end(text, end + 1) {
                return Some((TokenKind::Email, end));
            }
        } else if next == Some(&b':')
            && is_scheme(&text[start..end])
            && text[end..].starts_with("://")
            && let Some(end) = self.link_end(text, end + "://".len())
        {
            return Some((TokenKind::Url, end));
        }
        let is_www = text[start..].get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
        if !is_www && next != Some(&b'/') {
            return None;
        }
        let name_end = self.host.name_end(text, start);
        // A label of other letters may follow a dot; letters behind a complete name are the next word.
        let continues =
            text.as_bytes().get(self.host.end).is_some_and(|b| !b.is_ascii()) && name_end != Some(self.host.end);
        let name_end = if is_www && continues { self.international_host_end(text, start) } else { name_end }?;
        let rest = &text[name_end..];
        (is_www || rest.starts_with('/')).then(|| (TokenKind::Url, name_end + link_tail(rest)))
    }

    /// The end of the host name at `start`, with labels of any letters (RFC 5890), the last of two letters or more.
    fn international_host_end(&mut self, text: &str, start: usize) -> Option<usize> {
        if start < self.no_host_before {
            return None;
        }
        let is_letter = |c: char| category_of(c) == category::LETTER;
        let is_letter_or_mark = |c: char| matches!(category_of(c), category::LETTER | category::MARK);
        let (mut at, mut end, mut top) = (start, start, "");
        while at <= start + MAX_HOST {
            let rest = &text[at..];
            let len = rest.find(|c: char| c != '-' && !is_name(category_of(c))).unwrap_or(rest.len());
            let label = rest[..len].trim_end_matches('-');
            if label.is_empty() || label.starts_with('-') {
                break;
            }
            (end, top) = (at + label.len(), label);
            if label.len() < len || !rest[len..].starts_with('.') {
                break;
            }
            at += len + 1;
        }
        // `www` alone, before a dot and a space, is no host.
        let is_host = text[start..end].contains('.')
            && end - start <= MAX_HOST
            && top.chars().filter(|c| is_letter(*c)).count() > 1
            && top.chars().all(is_letter_or_mark);
        if !is_host {
            // No part of it is read again.
            self.no_host_before = at.max(end);
        }
        is_host.then_some(end)
    }

    /// The end of a link whose scheme ends before `start`.
    fn link_end(&mut self, text: &str, start: usize) -> Option<usize> {
        if start == self.empty_link_at {
            return None;
        }
        // Other letters behind a complete host name are the next word. The link is not read further, since the next one may
        // start there.
        let is_cut = |end: &usize| text[*end..].starts_with(is_other_letter);
        if let Some(end) = self.host.name_end(text, start).filter(|end| *end == self.host.end).filter(is_cut) {
            return Some(end);
        }
        let len = link(&text[start..]);
        if len == 0 {
            self.empty_link_at = start;
        }
        (len > 0).then_some(start + len)
    }
}

/// A run of ASCII letters, digits, `-` and `.`, and which part of it can be a host name.
#[derive(Clone, Debug, Default)]
struct HostRun {
    start: usize,
    end: usize,
    /// The end of the run without `-` and `.` at its end.
    name_end: usize,
    /// The last dot before `name_end`, if a top-level domain follows: two letters or more.
    last_dot: Option<usize>,
    /// The earliest start of a host name: after the last dot that is not between two labels.
    first_start: usize,
}

impl HostRun {
    /// The end of the host name that starts at `start`: ASCII labels, the last of two letters or more.
    fn name_end(&mut self, text: &str, start: usize) -> Option<usize> {
        if !(self.start..self.end).contains(&start) {
            *self = Self::of(text, start);
        }
        let has_labels = self.last_dot.is_some_and(|dot| dot >= start) && self.first_start <= start;
        let starts_with_label = text.as_bytes().get(start).is_some_and(u8::is_ascii_alphanumeric);
        (has_labels && starts_with_label && self.end - start <= MAX_HOST).then_some(self.name_end)
    }

    /// The run that starts at `start`.
    fn of(text: &str, start: usize) -> Self {
        let end = run_end(text, start, |b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        let run = &text.as_bytes()[start..end];
        let name = &run[..run.iter().rposition(|b| !b"-.".contains(b)).map_or(0, |last| last + 1)];
        let mut host = Self { start, end, name_end: start + name.len(), last_dot: None, first_start: start };
        let Some(dot) = name.iter().rposition(|b| *b == b'.') else { return host };
        if name.len() - dot > 2 && name[dot + 1..].iter().all(u8::is_ascii_alphabetic) {
            host.last_dot = Some(start + dot);
        }
        let no_label = |at: Option<usize>| at.and_then(|at| name.get(at)).is_none_or(|b| b"-.".contains(b));
        let is_stray_dot = |&at: &usize| name[at] == b'.' && (no_label(at.checked_sub(1)) || no_label(Some(at + 1)));
        host.first_start = start + (0..=dot).rev().find(is_stray_dot).map_or(0, |at| at + 1);
        host
    }
}

/// The end of the run of bytes that starts at `start` and for which `matches` is true.
fn run_end(text: &str, start: usize, matches: impl Fn(u8) -> bool) -> usize {
    text.as_bytes()[start..].iter().position(|&b| !matches(b)).map_or(text.len(), |len| start + len)
}

/// Whether the text is a URL scheme (RFC 3986) of at most [`MAX_SCHEME`] bytes.
fn is_scheme(text: &str) -> bool {
    let is_allowed = |b: u8| b.is_ascii_alphanumeric() || b"+.-".contains(&b);
    text.len() <= MAX_SCHEME && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_allowed)
}

/// Whether it is a joiner or a non-joiner, which Persian and Indic words contain.
fn is_joiner(c: char) -> bool {
    unicode::contains(unicode::JOIN_CONTROLS, c)
}

fn is_bidi_control(c: char) -> bool {
    unicode::contains(unicode::BIDI_CONTROLS, c)
}

/// Whether it is a letter that is not ASCII.
fn is_other_letter(c: char) -> bool {
    !c.is_ascii() && category_of(c) == category::LETTER
}

/// Signs that hashtags may contain by the published rules of twitter-text: of Latin, Hebrew, Tibetan, Japanese and Cyrillic
/// text.
const TAG_SIGNS: [char; 14] =
    ['·', '\u{5BE}', '\u{5F3}', '\u{5F4}', '་', '༌', '〃', '〜', '゛', '゜', '゠', '・', '～', '꙾'];

/// Whether hashtags may contain it: letters, marks, digits, `_`, joiners and [`TAG_SIGNS`].
fn is_in_tag(c: char) -> bool {
    is_name(category_of(c)) || is_tag_sign(c)
}

fn is_tag_sign(c: char) -> bool {
    c == '_' || !c.is_ascii() && (is_joiner(c) || TAG_SIGNS.contains(&c))
}

/// The length of the run of such characters that a text starts with.
fn tag_len(text: &str) -> usize {
    let mut at = 0;
    while at < text.len() {
        let (property, len) = WORD.at(text, at);
        if !is_name(property >> 5) && !text[at..].starts_with(is_tag_sign) {
            break;
        }
        at += len;
    }
    at
}

/// The length of a hashtag: `#` and what it may contain, among that at least one letter. It is none as a keycap, nor before
/// another `#` or `://`.
fn hashtag(text: &str) -> Option<usize> {
    let (_, body) = split_first_char(text)?;
    let (tag, rest) = body.split_at(tag_len(body));
    let is_keycap = tag.starts_with([KEYCAP, EMOJI_STYLE]);
    let is_cut = rest.starts_with("://") || !rest.is_empty() && sign_at(rest, 0) == b'#';
    let is_tag = tag.chars().any(|c| category_of(c) == category::LETTER) && !is_keycap && !is_cut;
    is_tag.then_some(text.len() - rest.len())
}

/// The length of a mention: `@`, then letters, marks, digits, underscores, and dots between them. A name that starts with
/// an ASCII character is ASCII, as on most networks, and is none if another Latin letter, `@` or `://` follows; other names
/// may contain joiners.
fn mention(text: &str) -> Option<usize> {
    let (_, body) = split_first_char(text)?;
    let (first, _) = split_first_char(body)?;
    let is_other = |c: char| is_name(category_of(c)) || is_joiner(c);
    let is_in_name =
        |c: char| matches!(c, '_' | '.') || if first.is_ascii() { c.is_ascii_alphanumeric() } else { is_other(c) };
    let end = body.find(|c: char| !is_in_name(c)).unwrap_or(body.len());
    let (name, rest) = body.split_at(body[..end].trim_end_matches('.').len());
    let is_cut =
        rest.starts_with("://") || rest.starts_with(is_latin_letter) || !rest.is_empty() && sign_at(rest, 0) == b'@';
    let is_start = first == '_' || matches!(category_of(first), category::LETTER | category::NUMBER);
    (is_start && !name.is_empty() && !is_cut).then_some(text.len() - rest.len())
}

fn split_first_char(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    chars.next().map(|c| (c, chars.as_str()))
}

/// The length of what follows the host of a link without a scheme: a port, a path, a query, a fragment.
fn link_tail(text: &str) -> usize {
    if text.starts_with(['/', '?', '#', ':']) { link(text) } else { 0 }
}

/// Characters that a link may contain, but not at its end.
const SENTENCE_SIGNS: [char; 12] = ['.', ',', ';', ':', '!', '?', '\'', '…', '*', '_', '~', '۔'];

/// The length of a link without its scheme: up to a space, a control, a bidi control or one of [`LINK_ENDS`], without
/// [`SENTENCE_SIGNS`] at its end, and without closing brackets at its end that were opened before the link.
fn link(text: &str) -> usize {
    let is_end = |c: char| c.is_control() || is_bidi_control(c) || LINK_ENDS.contains(&c);
    let ends = |c: char| !c.is_ascii_alphanumeric() && (is_end(c) || category_of(c) == category::SPACE);
    let mut link = &text[..text.find(ends).unwrap_or(text.len())];
    if link.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return link.len();
    }
    let count = |sign: char| link.matches(sign).count();
    // Closing brackets, and how many more of them than opening ones the link contains.
    let mut surplus = [('(', ')'), ('[', ']')].map(|(o, c)| (c, count(c) as isize - count(o) as isize));
    while let Some(last) = link.chars().next_back() {
        let bracket = surplus.iter_mut().find(|(c, count)| *c == last && *count > 0);
        if let Some((_, count)) = bracket {
            *count -= 1;
        } else if !SENTENCE_SIGNS.contains(&last) {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link.len()
}
