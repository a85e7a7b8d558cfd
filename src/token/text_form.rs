//! The text form of tokenizers: `words`, `social | keep(hashtag, mention)`.

use crate::error::{Error, Problem};
use crate::names;
use crate::rules::step::without_comments;
use crate::token::{TokenFilter, TokenKind, Tokenizer};
use core::fmt;
use core::str::FromStr;

/// The name of each constructor.
const NAMES: [(&str, Tokenizer); 5] = [
    ("words", Tokenizer::words()),
    ("all", Tokenizer::all()),
    ("sentences", Tokenizer::sentences()),
    ("arabic_sentences", Tokenizer::arabic_sentences()),
    ("social", Tokenizer::social()),
];

/// [`Tokenizer::words`].
impl Default for Tokenizer {
    fn default() -> Self {
        Self::words()
    }
}

impl fmt::Display for Tokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMES.iter().find(|(_, named)| named == self) {
            return f.write_str(name);
        }
        let name = NAMES.iter().find(|(_, named)| named.unit == self.unit).map_or("", |(name, _)| name);
        match self.filter {
            TokenFilter::Kinds(kinds) => {
                write!(f, "{name} | keep(")?;
                let kept = TokenKind::ALL.iter().filter(|kind| kinds & kind.bit() != 0);
                kept.enumerate().try_for_each(|(n, kind)| write!(f, "{}{kind}", if n == 0 { "" } else { ", " }))?;
                f.write_str(")")
            }
            TokenFilter::All | TokenFilter::Wordlike => write!(f, "{name} | keep_all"),
        }
    }
}

impl FromStr for Tokenizer {
    type Err = Error;

    /// Parses the name of a constructor, and after a bar the kinds that are kept. `#` starts a comment, which ends with the line.
    ///
    /// ```
    /// use naqi::token::{TokenKind, Tokenizer};
    /// assert_eq!("arabic_sentences".parse(), Ok(Tokenizer::arabic_sentences()));
    /// assert_eq!("social | keep(hashtag)".parse(), Ok(Tokenizer::social().keep(&[TokenKind::Hashtag])));
    /// assert_eq!(Tokenizer::social().keep_all().to_string(), "social | keep_all");
    /// ```
    ///
    /// # Errors
    /// An unknown name: the message suggests the nearest one, or lists the names; with the byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        parsed(text).map_err(|error| error.in_text(text))
    }
}

fn parsed(text: &str) -> Result<Tokenizer, Error> {
    let text = &*without_comments(text);
    let (name, option) = match text.split_once('|') {
        Some((name, option)) => (name, Some((option, name.len() + 1))),
        None => (text, None),
    };
    let known = NAMES.iter().find(|(known, _)| *known == name.trim());
    let (_, tokenizer) = known.ok_or_else(|| {
        let problem = names::unknown("tokenizer", name.trim(), NAMES.iter().map(|(name, _)| *name), "");
        Error::at(problem, name.len() - name.trim_start().len())
    })?;
    option.map_or(Ok(*tokenizer), |(option, at)| with_option(*tokenizer, option, at))
}

names::serde_as_text!(Tokenizer);

/// The tokenizer with an option, which is at an offset of the text.
fn with_option(tokenizer: Tokenizer, text: &str, at: usize) -> Result<Tokenizer, Error> {
    let option = text.trim();
    let at = at + (text.len() - text.trim_start().len());
    if let Some(bar) = option.find('|') {
        let what = "a second option: a tokenizer has one, `keep(…)` or `keep_all`";
        return Err(Error::at(Problem::Misplaced { name: option[bar + 1..].trim().into(), what }, at + bar + 1));
    }
    if option == "keep_all" {
        return Ok(tokenizer.keep_all());
    }
    let Some((before, rest)) = option.split_once('(').filter(|(name, _)| name.trim_end() == "keep") else {
        let names = ["keep(…)", "keep_all"];
        return Err(Error::at(names::unknown("option of a tokenizer", option, names.into_iter(), ""), at));
    };
    let kinds = rest.strip_suffix(')').ok_or_else(|| Error::at(Problem::Unclosed, at + before.len()))?;
    let (mut kept, mut at) = (0, at + before.len() + 1);
    if !kinds.trim().is_empty() {
        for name in kinds.split(',') {
            kept |= names::parse_at::<TokenKind>(name, at)?.bit();
            at += name.len() + 1;
        }
    }
    Ok(Tokenizer { filter: TokenFilter::Kinds(kept), ..tokenizer })
}
