//! Replaces links, mail addresses and mentions by placeholders, and deletes HTML tags, one pattern after another.

use crate::classes::{Classes, SPACE, WORD};
use regex::{NoExpand, Regex};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

const LINK: &str = " [رابط] ";
const ADDRESS: &str = " [بريد] ";
const MENTION: &str = " [مستخدم] ";

/// The patterns after the first, in order, with their replacements. Where the peer looks ahead for `http`, the pattern
/// begins with it. The peer's second pattern requires text after the end, so it never matches.
static PATTERNS: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let address = format!("[{WORD}-]+@(?:[{WORD}-]+\\.)+[{WORD}-]+");
    let around_at = format!("[^{SPACE}]+@[^{SPACE}]+");
    let (http, www) = (format!("http[^{SPACE}]*"), format!("www[^{SPACE}]*"));
    let mention = format!("@[{WORD}]+");
    let patterns = [
        (r"https?://[a-zA-Z0-9_\-./~?=%&]+", LINK),
        (r"www[a-zA-Z0-9_\-?=%&/.~]+", LINK),
        (r"[a-zA-Z]+\.com", LINK),
        (&http, LINK),
        (&www, LINK),
        ("://", LINK),
        (&address, ADDRESS),
        (&around_at, ADDRESS),
        (&mention, MENTION),
        ("<br />", " "),
        ("</?[^>]+>", " "),
    ];
    patterns.iter().filter_map(|&(pattern, name)| Some((Regex::new(pattern).ok()?, name))).collect()
});

/// The text with all matches replaced.
pub(super) fn replace(text: &str) -> Cow<'_, str> {
    let mut text = hosts(text);
    for (pattern, name) in PATTERNS.iter() {
        if let Cow::Owned(replaced) = pattern.replace_all(&text, NoExpand(name)) {
            text = Cow::Owned(replaced);
        }
    }
    text
}

/// The first pattern. It is written as code because `regex` has no look-ahead for "no word character follows the host's
/// last letters":
/// `(https?://.)?(www\.)?HOST{2,256}\.[a-z]{2,6}\b(HOST or / ? &)*`.
fn hosts(text: &str) -> Cow<'_, str> {
    let (mut out, mut written) = (String::new(), 0);
    while let Some(found) = first_host(text, written) {
        out.push_str(&text[written..found.start]);
        out.push_str(LINK);
        written = found.end;
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[written..]);
    Cow::Owned(out)
}

/// The longest host before its last dot.
const LONGEST: usize = 256;
/// The longest part of a match before that dot: `https://`, a character, `www.`, the host.
const REACH: usize = 8 + 4 + 4 + LONGEST;

/// The first link at or after an offset. A host ends only with a dot and a top-level domain, and two host characters
/// before that dot are enough.
fn first_host(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut after = from;
    loop {
        let dot = after + text[after..].find('.')?;
        after = dot + 1;
        let is_host = dot >= from + 2 && bytes[dot - 2..dot].iter().copied().all(in_host);
        if is_host && domain_end(text, dot).is_some() {
            let mut starts = dot.saturating_sub(REACH).max(from)..dot;
            return starts.find_map(|start| Some(start..host_end(text, start)?));
        }
    }
}

/// The end of a link that starts here, with the prefixes that are here or without them.
fn host_end(text: &str, start: usize) -> Option<usize> {
    [scheme(text, start), Some(start)].into_iter().flatten().find_map(|host| {
        let www = text.as_bytes()[host..].starts_with(b"www.").then_some(host + 4);
        [www, Some(host)].into_iter().flatten().find_map(|host| {
            let run = text.as_bytes()[host..].iter().take(LONGEST).take_while(|&&b| in_host(b)).count();
            let end = (host + 2..=host + run).rev().find_map(|dot| domain_end(text, dot))?;
            let more = |&&b: &&u8| in_host(b) || matches!(b, b'/' | b'?' | b'&');
            Some(end + text.as_bytes()[end..].iter().take_while(more).count())
        })
    })
}

/// The offset after `http://` or `https://` and one character other than a line feed.
fn scheme(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes()[start..].strip_prefix(b"http")?;
    let rest = rest.strip_prefix(b"s").unwrap_or(rest).strip_prefix(b"://")?;
    let at = text.len() - rest.len();
    text[at..].chars().next().filter(|&c| c != '\n').map(|c| at + c.len_utf8())
}

/// The end of a dot and two to six lowercase letters that no word character follows.
fn domain_end(text: &str, dot: usize) -> Option<usize> {
    let rest = text.as_bytes()[dot..].strip_prefix(b".")?;
    let letters = rest.iter().take(7).take_while(|b| b.is_ascii_lowercase()).count();
    let end = dot + 1 + letters;
    ((2..=6).contains(&letters) && !text[end..].starts_with(is_word)).then_some(end)
}

fn is_word(c: char) -> bool {
    static CLASSES: LazyLock<Classes> = LazyLock::new(|| Classes::new(&[WORD]));
    CLASSES.of(c) != 0
}

/// `[-a-zA-Z0-9@:%._+~#=]`
fn in_host(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"-@:%._+~#=".contains(&b)
}
