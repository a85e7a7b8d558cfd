//! Errors in a configuration or in bytes, with their offset.

use alloc::string::String;
use core::fmt::Write;

/// An error in a step list, a map or UTF-8 input.
///
/// ```
/// let error = "compose, strip_diacritcs".parse::<naqi::Normalizer>().unwrap_err();
/// assert_eq!(error.to_string(), "there is no step `strip_diacritcs` (byte 9); did you mean `strip_diacritics`?");
/// assert_eq!(error.offset(), Some(9));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Message(.kind, *.offset))]
pub struct Error {
    kind: ErrorKind,
    offset: Option<usize>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self { kind, offset: None }
    }

    pub(crate) fn at(kind: ErrorKind, offset: usize) -> Self {
        Self { kind, offset: Some(offset) }
    }

    /// The error with this offset, if it has none yet.
    pub(crate) fn with_offset(self, offset: usize) -> Self {
        Self { offset: self.offset.or(Some(offset)), ..self }
    }

    /// The byte offset in the text or in the whole stream, if known. [`Stream::offset`](crate::Stream::offset) returns
    /// offsets that do not fit a `usize`.
    ///
    /// ```
    /// let error = "compose, strip_tatwel".parse::<naqi::Normalizer>().unwrap_err();
    /// assert_eq!(error.offset(), Some(9));
    /// ```
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    UnknownStep { name: String, nearest: &'static str },
    NoName,
    OneStep,
    Unclosed,
    Unopened,
    Count(String),
    NoEquals(String),
    Escape,
    Others,
    KeyOfOneCodePoint(String),
    TwoRules(char),
    LongText { key: char, len: usize, most: usize },
    LongRuleSequence { key: char, most: usize },
    UnknownPart(String),
    UnknownCategory(String),
    Utf8,
}

struct Message<'a>(&'a ErrorKind, Option<usize>);

/// A part of the input, as a message quotes it. Characters that control a terminal, end a line or change its direction
/// are escaped in the notation of steps.
struct Quoted<'a>(&'a str);

impl core::fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            // Line and paragraph separators, and the controls of direction of UAX #9.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                write!(f, "\\u{{{:X}}}", c as u32)
            }
            c if c.is_control() => write!(f, "\\u{{{:X}}}", c as u32),
            c => f.write_char(c),
        })
    }
}

impl core::fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let place = match self.1 {
            Some(offset) => alloc::format!(" (byte {offset})"),
            None => String::new(),
        };
        match self.0 {
            ErrorKind::UnknownStep { name, nearest } => {
                write!(f, "there is no step `{}`{place}; did you mean `{nearest}`?", Quoted(name))
            }
            ErrorKind::NoName => write!(f, "a step's name is missing{place}: write one between commas"),
            ErrorKind::OneStep => write!(f, "one step is expected{place}; parse a list of steps as a Normalizer"),
            ErrorKind::Unclosed => {
                write!(f, "a parenthesis is not closed{place}: add `)`, or write a literal one as `\\(`")
            }
            ErrorKind::Unopened => {
                write!(f, "a parenthesis closes what none opened{place}: write a literal one as `\\)`")
            }
            ErrorKind::Count(given) => {
                write!(f, "`{}` is not a count{place}: give a number from 1 to 255", Quoted(given))
            }
            ErrorKind::NoEquals(rule) => {
                write!(f, "the rule `{}` has no `=`{place}: write `گ=ك`, or `۔=` to delete", Quoted(rule))
            }
            ErrorKind::Escape => write!(
                f,
                "the backslash escapes nothing known{place}: write `\\u{{64B}}`, `\\n`, `\\t`, or a sign after it"
            ),
            ErrorKind::Others => {
                write!(
                    f,
                    "`*` is every other code point{place}: write `*=` once, which deletes them, or `\\*` for the sign"
                )
            }
            ErrorKind::KeyOfOneCodePoint(key) => {
                write!(f, "the key `{}` is ", Quoted(key))?;
                let count = key.chars().count();
                if count == 0 {
                    write!(f, "empty")?;
                } else {
                    write!(f, "{count} code points (")?;
                    for (n, c) in key.chars().take(4).enumerate() {
                        write!(f, "{}U+{:04X}", if n == 0 { "" } else { " " }, c as u32)?;
                    }
                    write!(f, "{})", if count > 4 { " …" } else { "" })?;
                }
                write!(f, "{place}: a key is one code point; give each its own rule")
            }
            ErrorKind::TwoRules(c) => {
                write!(f, "two rules for one code point, U+{:04X}{place}: leave one of them out", *c as u32)
            }
            ErrorKind::LongText { key, len, most } => {
                write!(f, "the text for U+{:04X} has {len} bytes{place}: a rule writes {most} at most", *key as u32)
            }
            ErrorKind::LongRuleSequence { key, most } => write!(
                f,
                "the maps write more than {most} bytes for U+{:04X}, one after the other{place}: shorten their texts",
                *key as u32
            ),
            ErrorKind::UnknownPart(part) => write!(
                f,
                "an analyzer has no part `{}`{place}: after its steps it has leave_out(…), stem(light), stem(full) and root_key",
                Quoted(part)
            ),
            ErrorKind::UnknownCategory(name) => write!(
                f,
                "there are no stop words of the kind `{}`{place}: there are function, question, month, day and number",
                Quoted(name)
            ),
            ErrorKind::Utf8 => write!(f, "invalid UTF-8{place}: convert the text to UTF-8, or read it lossily"),
        }
    }
}
