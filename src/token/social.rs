//! What posts hold besides words: links, addresses, mentions, hashtags.
//!
//! Each is looked for where a UAX #29 segment starts; from its end, segments go on. Several segments may start in one
//! run of characters that an address or a host name may have: each run is read once, and what it can be is remembered.

use crate::rules::unicode::{WORD, sort, word as wb};
use crate::token::{Token, TokenKind, Tokens};

/// The tokens of a post.
#[derive(Clone, Debug)]
pub(super) struct Posts<'t> {
    text: &'t str,
    tokens: Tokens<'t>,
    runs: Runs,
}

/// The longest scheme that is looked for.
const MAX_SCHEME: usize = 33;
/// The longest local part of an address (RFC 5321).
const MAX_LOCAL: usize = 64;
/// The longest host name (RFC 1035).
const MAX_HOST: usize = 253;

impl<'t> Posts<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, tokens: Tokens::new(text), runs: Runs::default() }
    }

    /// The next token, and whether it holds a letter or a number.
    pub fn next_with_wordlike(&mut self) -> Option<(Token<'t>, bool)> {
        let start = self.tokens.next_start();
        if start >= self.text.len() {
            return None;
        }
        let found = if may_start(self.text, start) { self.runs.recognise(self.text, start) } else { None };
        let Some((kind, end)) = found else { return self.tokens.next_with_wordlike() };
        let end = with_marks(self.text, end);
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

/// Whether something may start at `start`. Behind a character of a name nothing does.
fn may_start(text: &str, start: usize) -> bool {
    let first = text.as_bytes()[start];
    (first == b'#' || first == b'@' || first.is_ascii_alphanumeric())
        && !text[..start].chars().next_back().is_some_and(|c| c == '_' || is_name(sort_of(c)))
}

/// What is remembered of the runs in which the last segments started.
#[derive(Clone, Debug, Default)]
struct Runs {
    /// Where the run ends of what may stand in an address before its `@`.
    address_end: usize,
    /// The run of what may stand in a host name, here and behind the `@`.
    here: Host,
    behind: Host,
    /// The last place behind a scheme at which nothing of a link stands.
    no_link: usize,
}

impl Runs {
    /// What starts at `start`, and where it ends.
    fn recognise(&mut self, text: &str, start: usize) -> Option<(TokenKind, usize)> {
        match text.as_bytes()[start] {
            b'#' => hashtag(&text[start..]).map(|len| (TokenKind::Hashtag, start + len)),
            b'@' => mention(&text[start..]).map(|len| (TokenKind::Mention, start + len)),
            _ => self.address_or_link(text, start),
        }
    }

    fn address_or_link(&mut self, text: &str, start: usize) -> Option<(TokenKind, usize)> {
        if self.address_end <= start {
            self.address_end = run_end(text, start, |b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b));
        }
        // A scheme or host name goes no further than this, and so far where `:` or `/` is to follow it.
        let end = self.address_end;
        let behind = text.as_bytes().get(end);
        if behind == Some(&b'@') && end - start <= MAX_LOCAL && !text[..end].ends_with('.') {
            if let Some(end) = self.behind.name_end(text, end + 1) {
                return Some((TokenKind::Email, end));
            }
        } else if behind == Some(&b':') && is_scheme(&text[start..end]) && text[end..].starts_with("://") {
            return self.link_behind(text, end + "://".len()).map(|end| (TokenKind::Url, end));
        }
        let is_www = text[start..].get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."));
        if !is_www && behind != Some(&b'/') {
            return None;
        }
        let name_end = self.here.name_end(text, start)?;
        let rest = &text[name_end..];
        (is_www || rest.starts_with('/')).then(|| (TokenKind::Url, name_end + link_tail(rest)))
    }

    /// Where the link ends that goes on behind a scheme.
    fn link_behind(&mut self, text: &str, start: usize) -> Option<usize> {
        let len = if start == self.no_link { 0 } else { link(&text[start..]) };
        if len == 0 {
            self.no_link = start;
        }
        (len > 0).then_some(start + len)
    }
}

/// A run of ASCII letters, digits, `-` and `.`, and what in it could be a host name.
#[derive(Clone, Debug, Default)]
struct Host {
    from: usize,
    end: usize,
    /// Where it ends but for `-` and `.`.
    name_end: usize,
    /// The last point before that, if letters stand behind it, two at least.
    top: Option<usize>,
    /// The last point behind which a name is to start, since it does not stand between two labels.
    broken: usize,
}

impl Host {
    /// Where the host name ends that starts at `start`: ASCII labels, the last of two letters or more.
    fn name_end(&mut self, text: &str, start: usize) -> Option<usize> {
        if !(self.from..self.end).contains(&start) {
            *self = Self::of(text, start);
        }
        let is_named = self.top.is_some_and(|top| top >= start) && self.broken <= start;
        let starts_well = text.as_bytes().get(start).is_some_and(u8::is_ascii_alphanumeric);
        (is_named && starts_well && self.end - start <= MAX_HOST).then_some(self.name_end)
    }

    /// The run that starts at `from`.
    fn of(text: &str, from: usize) -> Self {
        let end = run_end(text, from, |b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
        let run = &text.as_bytes()[from..end];
        let name = &run[..run.iter().rposition(|b| !b"-.".contains(b)).map_or(0, |last| last + 1)];
        let mut host = Self { from, end, name_end: from + name.len(), top: None, broken: from };
        let Some(top) = name.iter().rposition(|b| *b == b'.') else { return host };
        if name.len() - top > 2 && name[top + 1..].iter().all(u8::is_ascii_alphabetic) {
            host.top = Some(from + top);
        }
        let is_edge = |at: Option<usize>| at.and_then(|at| name.get(at)).is_none_or(|b| b"-.".contains(b));
        let is_broken = |&at: &usize| name[at] == b'.' && (is_edge(at.checked_sub(1)) || is_edge(Some(at + 1)));
        host.broken = from + (0..=top).rev().find(is_broken).map_or(0, |at| at + 1);
        host
    }
}

/// Where the run of such bytes ends that starts at `start`.
fn run_end(text: &str, start: usize, such: impl Fn(u8) -> bool) -> usize {
    text.as_bytes()[start..].iter().position(|&b| !such(b)).map_or(text.len(), |len| start + len)
}

fn is_scheme(text: &str) -> bool {
    let may_stand = |b: u8| b.is_ascii_alphanumeric() || b"+.-".contains(&b);
    text.len() <= MAX_SCHEME && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(may_stand)
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
