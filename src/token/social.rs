//! What posts hold besides words: links, addresses, mentions, hashtags.
//!
//! Each is looked for where a UAX #29 segment starts; from its end, segments go on. What a look ahead may pass is
//! bounded by the longest name or scheme that the standards allow, so time is linear.

use crate::rules::unicode::{WORD, sort, word as wb};
use crate::token::{Kind, Token, Tokens};

/// The tokens of a post.
#[derive(Clone, Debug)]
pub(super) struct Posts<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
}

/// The longest scheme that is looked for, with its colon.
const MAX_SCHEME: usize = 32;
/// The longest local part of an address (RFC 5321).
const MAX_LOCAL: usize = 64;
/// The longest host name (RFC 1035).
const MAX_HOST: usize = 253;

impl<'t> Posts<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, tokens: Tokens::new(text) }
    }

    /// The next token, and whether it holds a letter or a number.
    pub fn next_with_wordlike(&mut self) -> Option<(Token<'t>, bool)> {
        let start = self.tokens.next_start();
        if start >= self.text.len() {
            return None;
        }
        let Some((kind, len)) = recognise(self.text, start) else { return self.tokens.next_with_wordlike() };
        let end = with_marks(self.text, start + len);
        self.tokens.go_on(end);
        Some((Token { text: &self.text[start..end], start, kind }, true))
    }
}

fn sort_of(c: char) -> u8 {
    WORD.at(c.encode_utf8(&mut [0; 4]), 0).0 >> 5
}

fn is_name(sort: u8) -> bool {
    matches!(sort, sort::LETTER | sort::NUMBER | sort::MARK)
}

/// The end moved behind the marks that belong to the last character.
fn with_marks(text: &str, mut end: usize) -> usize {
    while end < text.len() {
        let (property, len) = WORD.at(text, end);
        if !matches!(property & 31, wb::EXTEND | wb::FORMAT | wb::ZWJ) {
            break;
        }
        end += len;
    }
    end
}

/// What starts at `start`, and its length. Behind a character of a name nothing does.
fn recognise(text: &str, start: usize) -> Option<(Kind, usize)> {
    let first = text.as_bytes()[start];
    let may_start = first == b'#' || first == b'@' || first.is_ascii_alphanumeric();
    if !may_start || text[..start].chars().next_back().is_some_and(|c| c == '_' || is_name(sort_of(c))) {
        return None;
    }
    let text = &text[start..];
    match first {
        b'#' => hashtag(text).map(|len| (Kind::Hashtag, len)),
        b'@' => mention(text).map(|len| (Kind::Mention, len)),
        _ => email(text).map(|len| (Kind::Email, len)).or_else(|| url(text).map(|len| (Kind::Url, len))),
    }
}

/// `#` and letters, marks, digits, underscores and ZWNJ, at least one letter among them.
fn hashtag(text: &str) -> Option<usize> {
    let body = &text[1..];
    let end = body.find(|c: char| !(c == '_' || c == '\u{200C}' || is_name(sort_of(c)))).unwrap_or(body.len());
    let body = body[..end].trim_end_matches('\u{200C}');
    body.chars().any(|c| sort_of(c) == sort::LETTER).then_some(1 + body.len())
}

/// `@` and letters, digits, underscores, and points between them.
fn mention(text: &str) -> Option<usize> {
    let body = &text[1..];
    let end = body.find(|c: char| !(c == '_' || c == '.' || is_name(sort_of(c)))).unwrap_or(body.len());
    let body = body[..end].trim_end_matches('.');
    let name = body.chars().next().is_some_and(|c| c == '_' || matches!(sort_of(c), sort::LETTER | sort::NUMBER));
    name.then_some(1 + body.len())
}

/// The length of the prefix of such bytes, up to a limit.
fn prefix(text: &str, limit: usize, such: impl Fn(u8) -> bool) -> usize {
    text.bytes().take(limit + 1).take_while(|&b| such(b)).count()
}

/// A host name of ASCII labels, the last of two letters or more.
fn host(text: &str) -> Option<usize> {
    let len = prefix(text, MAX_HOST, |b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    let name = text[..len].trim_end_matches(['.', '-']);
    let mut labels = name.rsplit('.');
    let top = labels.next()?;
    let is_top = top.len() >= 2 && top.bytes().all(|b| b.is_ascii_alphabetic());
    let mut rest = labels.peekable();
    let named = rest.peek().is_some() && rest.all(|l| !l.is_empty() && !l.starts_with('-') && !l.ends_with('-'));
    (len <= MAX_HOST && is_top && named).then_some(name.len())
}

fn email(text: &str) -> Option<usize> {
    let local = prefix(text, MAX_LOCAL, |b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b));
    if local > MAX_LOCAL || text.as_bytes().get(local) != Some(&b'@') || text[..local].ends_with('.') {
        return None;
    }
    Some(local + 1 + host(&text[local + 1..])?)
}

fn url(text: &str) -> Option<usize> {
    let scheme = prefix(text, MAX_SCHEME, |b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    if text.as_bytes()[0].is_ascii_alphabetic() && text[scheme..].starts_with("://") {
        let behind = scheme + "://".len();
        let len = link(&text[behind..]);
        return (len > 0).then_some(behind + len);
    }
    let starts_www = text.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
    let host = host(text)?;
    (starts_www || text[host..].starts_with('/')).then(|| host + link_tail(&text[host..]))
}

/// What may follow a host that stands without a scheme: a port, a path, a query, a fragment.
fn link_tail(text: &str) -> usize {
    if text.starts_with(['/', '?', '#', ':']) { link(text) } else { 0 }
}

/// What no link holds: quotation marks, brackets of markup, Arabic punctuation, direction marks.
const LINK_ENDS: [char; 19] =
    ['<', '>', '"', '{', '}', '|', '\\', '^', '`', '«', '»', '“', '”', '„', '،', '؛', '؟', '\u{200E}', '\u{200F}'];
/// What a link may hold, but does not end with.
const SENTENCE_SIGNS: [char; 12] = ['.', ',', ';', ':', '!', '?', '\'', '…', '*', '_', '~', '۔'];

/// The length of a link's text: up to a space, a quotation mark or a bracket of markup, without the punctuation
/// that ends the sentence and a parenthesis that was opened before.
fn link(text: &str) -> usize {
    let ends = |c: char| c.is_control() || sort_of(c) == sort::SPACE || LINK_ENDS.contains(&c);
    let mut link = &text[..text.find(ends).unwrap_or(text.len())];
    let count = |sign: char| link.matches(sign).count();
    let mut open = [('(', ')'), ('[', ']')].map(|(o, c)| (c, count(c) as isize - count(o) as isize));
    while let Some(last) = link.chars().next_back() {
        let unopened = open.iter_mut().find(|(c, more)| *c == last && *more > 0);
        if let Some((_, more)) = unopened {
            *more -= 1;
        } else if !SENTENCE_SIGNS.contains(&last) {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link.len()
}
