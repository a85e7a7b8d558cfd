//! Errors in a configuration or in bytes, with their offset.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt::Write;

/// An error in a step list, a map or UTF-8 input.
///
/// ```
/// let error = "compose, strip_diacritcs".parse::<naqi::Normalizer>().unwrap_err();
/// assert_eq!(error.to_string(), "there is no step or preset `strip_diacritcs` (byte 9); did you mean `strip_diacritics`?");
/// assert_eq!((error.offset(), error.kind()), (Some(9), naqi::ErrorKind::UnknownName));
/// let of_lines = "search # all spellings\nunify_hamzah".parse::<naqi::Normalizer>().unwrap_err();
/// assert!(of_lines.to_string().contains("(byte 23, line 2, column 1 of `unify_hamzah`)"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Message(self))]
pub struct Error {
    problem: Problem,
    place: Place,
}

/// Where something is wrong. In a text of several lines, the line of the offset, too.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Unknown,
    Byte(usize),
    Line(Box<Line>),
}

/// A line of a text that is parsed, as a message quotes it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// The byte of the text.
    offset: usize,
    /// From 1 on.
    number: usize,
    /// In characters, from 1 on.
    column: usize,
    /// The line, or the part of a long one that is around the column.
    text: String,
}

impl Line {
    /// The characters on either side of the column that a message quotes.
    const QUOTED: usize = 30;

    /// The line of an offset.
    fn of(text: &str, offset: usize) -> Option<Self> {
        let before = text.get(..offset)?;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = text[start..offset].chars().count();
        let line = text[start..].lines().next().unwrap_or_default();
        let (first, end) = (column.saturating_sub(Self::QUOTED), column + Self::QUOTED);
        let mut quoted: String = line.chars().skip(first).take(end - first).collect();
        if first > 0 {
            quoted.insert(0, '…');
        }
        if line.chars().nth(end).is_some() {
            quoted.push('…');
        }
        let number = before.matches('\n').count() + 1;
        Some(Self { offset, number, column: column + 1, text: quoted.trim().into() })
    }
}

impl Error {
    pub(crate) fn new(problem: Problem) -> Self {
        Self { problem, place: Place::Unknown }
    }

    pub(crate) fn at(problem: Problem, offset: usize) -> Self {
        Self { problem, place: Place::Byte(offset) }
    }

    /// The error with this offset, if it has none yet.
    pub(crate) fn with_offset(self, offset: usize) -> Self {
        match self.place {
            Place::Unknown => Self::at(self.problem, offset),
            _ => self,
        }
    }

    /// The error of a text that is parsed; in one of several lines its message names the line.
    pub(crate) fn in_text(self, text: &str) -> Self {
        match self.place {
            Place::Byte(offset) if text.trim_end().contains('\n') => {
                let place = Line::of(text, offset).map_or(Place::Byte(offset), |line| Place::Line(line.into()));
                Self { place, ..self }
            }
            _ => self,
        }
    }

    /// The byte offset in the text or in the whole stream, if known. [`Stream::offset`](crate::Stream::offset) returns
    /// offsets that do not fit a `usize`.
    ///
    /// ```
    /// let error = "compose, strip_tatwel".parse::<naqi::Normalizer>().unwrap_err();
    /// assert_eq!(error.offset(), Some(9));
    /// ```
    pub fn offset(&self) -> Option<usize> {
        match &self.place {
            Place::Unknown => None,
            Place::Byte(offset) => Some(*offset),
            Place::Line(line) => Some(line.offset),
        }
    }

    /// The kind of the error, for programs. The message is for people.
    ///
    /// ```
    /// use naqi::{ErrorKind, Normalizer};
    /// assert_eq!("serach".parse::<Normalizer>().unwrap_err().kind(), ErrorKind::UnknownName);
    /// assert_eq!("map(گ".parse::<Normalizer>().unwrap_err().kind(), ErrorKind::Syntax);
    /// ```
    pub fn kind(&self) -> ErrorKind {
        match self.problem {
            Problem::UnknownName { .. } => ErrorKind::UnknownName,
            Problem::NoName
            | Problem::OneStep
            | Problem::Unclosed
            | Problem::Unopened
            | Problem::AfterArgument(_)
            | Problem::NoEquals(_)
            | Problem::TwoEquals(_)
            | Problem::Escape
            | Problem::NoCodePoint(_) => ErrorKind::Syntax,
            Problem::Count(_) | Problem::NoRules(_) | Problem::Argument(_) => ErrorKind::Argument,
            Problem::Misplaced { .. } => ErrorKind::Misplaced,
            Problem::NotThere(_) => ErrorKind::NothingToRemove,
            Problem::Others | Problem::KeyOfOneCodePoint(_) | Problem::TwoRules(_) | Problem::TwoMasks(_) => {
                ErrorKind::Rule
            }
            Problem::LongText { .. } | Problem::LongMask { .. } | Problem::LongRuleSequence { .. } => {
                ErrorKind::TooLong
            }
            Problem::Utf8 => ErrorKind::InvalidUtf8,
            Problem::PartEnd => ErrorKind::PartEnd,
        }
    }
}

/// The kind of an [`Error`].
///
/// ```
/// use naqi::{ErrorKind, Normalizer};
/// let kind = |steps: &str| steps.parse::<Normalizer>().unwrap_err().kind();
/// assert_eq!(kind("search, -trim"), ErrorKind::NothingToRemove);
/// assert_eq!(kind("map(لا=x)"), ErrorKind::Rule);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// There is nothing of this name: no step, preset, analyzer, option, category, …
    UnknownName,
    /// A name is missing, a parenthesis is not closed, an escape is not known, …
    Syntax,
    /// The argument of a step is missing, is not expected, or is out of bounds.
    Argument,
    /// The name is known, but is not allowed here: an option of an analyzer among steps, …
    Misplaced,
    /// `-name`, but the list has no such step before it.
    NothingToRemove,
    /// A rule of a map: its key is not one code point, or has a rule already; or a second text of a mask for one token.
    Rule,
    /// A rule's text, or what the maps of a list write together, is too long.
    TooLong,
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// The end of a part of a text is no boundary of characters, or less than the end before.
    PartEnd,
}

/// What is wrong, with what a message quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// `what` the name should be of, and a hint: the nearest name, or which names there are.
    UnknownName {
        what: &'static str,
        name: Box<str>,
        hint: Box<str>,
    },
    NoName,
    OneStep,
    Unclosed,
    Unopened,
    /// What stands after the parenthesis that closes an argument, before the next separator.
    AfterArgument(String),
    Count(String),
    /// A step that needs rules has none.
    NoRules(&'static str),
    /// A step or an option without an argument was given one.
    Argument(String),
    /// A name that is not allowed here: what it is, and what to do.
    Misplaced {
        name: String,
        what: &'static str,
    },
    NotThere(String),
    NoEquals(String),
    TwoEquals(String),
    Escape,
    /// The number of an escape `\u{…}`.
    NoCodePoint(String),
    Others,
    KeyOfOneCodePoint(String),
    TwoRules(char),
    LongText {
        key: char,
        len: usize,
        most: usize,
    },
    /// The text of a mask for the tokens of this name.
    LongMask {
        name: &'static str,
        len: usize,
        most: usize,
    },
    TwoMasks(&'static str),
    LongRuleSequence {
        key: char,
        most: usize,
    },
    Utf8,
    PartEnd,
}

struct Message<'a>(&'a Error);

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
        let Error { problem, place } = self.0;
        let place = match place {
            Place::Unknown => String::new(),
            Place::Byte(offset) => alloc::format!(" (byte {offset})"),
            Place::Line(line) => {
                let Line { offset, number, column, text } = &**line;
                alloc::format!(" (byte {offset}, line {number}, column {column} of `{}`)", Quoted(text))
            }
        };
        match problem {
            Problem::UnknownName { what, name, hint } => {
                write!(f, "there is no {what} `{}`{place}; {hint}", Quoted(name))
            }
            Problem::NoName => write!(f, "a step's name is missing{place}: write one between commas"),
            Problem::OneStep => write!(f, "one step is expected{place}; parse a list of steps as a Normalizer"),
            Problem::Unclosed => {
                write!(f, "a parenthesis is not closed{place}: add `)`, or write a literal one as `\\(`")
            }
            Problem::Unopened => {
                write!(f, "a parenthesis closes what none opened{place}: write a literal one as `\\)`")
            }
            Problem::AfterArgument(text) => write!(
                f,
                "`{}` stands after a closing parenthesis{place}: separate names by commas or line ends",
                Quoted(text)
            ),
            Problem::Count(given) => {
                write!(f, "`{}` is not a count{place}: give a number from 1 to 255", Quoted(given))
            }
            Problem::NoRules(example) => {
                let name = example.split('(').next().unwrap_or_default();
                write!(f, "`{name}` has no rules{place}: write `{example}`, or `{name}()` for none")
            }
            Problem::Argument(step) => {
                write!(f, "`{0}` has no argument{place}: write `{0}` alone", Quoted(step))
            }
            Problem::Misplaced { name, what } => write!(f, "`{}`{place} is {what}", Quoted(name)),
            Problem::NotThere(step) => write!(
                f,
                "there is no `{0}` to remove{place}: write `-{0}` after a preset or a step that it removes",
                Quoted(step)
            ),
            Problem::NoEquals(rule) => {
                write!(f, "the rule `{}` has no `=`{place}: write `a=b`, or `a=` to delete", Quoted(rule))
            }
            Problem::TwoEquals(rule) => write!(
                f,
                "the rule `{}` has a second `=`{place}: separate rules by commas or line ends, or write a literal one as `\\=`",
                Quoted(rule)
            ),
            Problem::Escape => write!(
                f,
                "the backslash escapes nothing known{place}: write `\\u{{64B}}`, `\\n`, `\\t`, or a sign after it"
            ),
            Problem::NoCodePoint(number) => write!(
                f,
                "`\\u{{{}}}` is no code point of text{place}: write 0 to D7FF or E000 to 10FFFF, in hexadecimal",
                Quoted(number)
            ),
            Problem::Others => {
                write!(
                    f,
                    "`*` is every other code point{place}: write `*=` once, which deletes them, or `\\*` for the sign"
                )
            }
            Problem::KeyOfOneCodePoint(key) if key.is_empty() => {
                write!(f, "the key `` is empty{place}: write the code point before `=`")
            }
            Problem::KeyOfOneCodePoint(key) => {
                let count = key.chars().count();
                write!(f, "the key `{}` is {count} code points (", Quoted(key))?;
                for (n, c) in key.chars().take(4).enumerate() {
                    write!(f, "{}U+{:04X}", if n == 0 { "" } else { " " }, c as u32)?;
                }
                let more = if count > 4 { " …" } else { "" };
                write!(f, "{more}){place}: a key is one code point; give each its own rule")
            }
            Problem::TwoRules(c) => {
                write!(f, "two rules for one code point, U+{:04X}{place}: leave one of them out", *c as u32)
            }
            Problem::LongText { key, len, most } => {
                write!(f, "the text for U+{:04X} has {len} bytes{place}: a rule writes {most} at most", *key as u32)
            }
            Problem::LongMask { name, len, most } => {
                write!(f, "the text for `{name}` has {len} bytes{place}: a mask writes {most} at most")
            }
            Problem::TwoMasks(name) => write!(f, "two texts for `{name}`{place}: leave one of them out"),
            Problem::LongRuleSequence { key, most } => write!(
                f,
                "the maps write more than {most} bytes for U+{:04X}, one after the other{place}: shorten their texts",
                *key as u32
            ),
            Problem::PartEnd => {
                write!(
                    f,
                    "the end of a part{place} is no boundary of characters of the text, or is before the end of the previous part"
                )
            }
            Problem::Utf8 => write!(f, "invalid UTF-8{place}: convert the text to UTF-8, or read it lossily"),
        }
    }
}
