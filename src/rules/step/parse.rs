//! Parses and prints steps as text: `compose, strip_diacritics, map(a=b, c=)`.

use crate::error::{Error, Problem};
use crate::names;
use crate::rules::step::{
    AffixBoundary, DaggerAlef, Digits, Keyboard, Map, Mask, Removal, Scheme, Spacing, Step, Stretch,
};
use crate::rules::{letters, unicode};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::str::FromStr;

/// What a step's name means.
enum Meaning {
    /// A step without an argument.
    Step(Step),
    DaggerAlef,
    Digits,
    Transliterate,
    Arabize,
    Letters,
    Removal(fn(Removal) -> Step),
    SpacePunctuation,
    JoinAffixes,
    CollapseStretch,
    Map,
    Mask,
}

/// The argument of `collapse_stretch` for [`Stretch::Doubles`].
const DOUBLES: &str = "doubles";

/// The name of each step.
const NAMES: &[(&str, Meaning)] = &[
    ("mask", Meaning::Mask),
    ("compose", Meaning::Step(Step::Compose)),
    ("unify_uthmani", Meaning::Step(Step::UnifyUthmani)),
    ("unify_sorani_ae", Meaning::Step(Step::UnifySoraniAe)),
    ("nfc", Meaning::Step(Step::Nfc)),
    ("nfkc", Meaning::Step(Step::Nfkc)),
    ("strip_tashkeel", Meaning::Step(Step::StripTashkeel)),
    ("strip_harakat", Meaning::Step(Step::StripHarakat)),
    ("strip_shadda", Meaning::Step(Step::StripShadda)),
    ("strip_tanwin", Meaning::Step(Step::StripTanwin)),
    ("strip_tanwin_alef", Meaning::Step(Step::StripTanwinAlef)),
    ("strip_last_vowel", Meaning::Step(Step::StripLastVowel)),
    ("strip_redundant_vowels", Meaning::Step(Step::StripRedundantVowels)),
    ("strip_diacritics", Meaning::Step(Step::StripDiacritics)),
    ("strip_quranic_marks", Meaning::Step(Step::StripQuranicMarks)),
    ("dagger_alef", Meaning::DaggerAlef),
    ("strip_tatweel", Meaning::Step(Step::StripTatweel)),
    ("strip_invisible", Meaning::Step(Step::StripInvisible)),
    ("strip_bidi", Meaning::Step(Step::StripBidi)),
    ("strip_joiners", Meaning::Step(Step::StripJoiners)),
    ("strip_stray_zwnj", Meaning::Step(Step::StripStrayZwnj)),
    ("unify_forms", Meaning::Step(Step::UnifyForms)),
    ("unify_alef", Meaning::Step(Step::UnifyAlef)),
    ("unify_alef_hamza", Meaning::Step(Step::UnifyAlefHamza)),
    ("unify_wasla", Meaning::Step(Step::UnifyWasla)),
    ("unify_hamza", Meaning::Step(Step::UnifyHamza)),
    ("unify_yeh", Meaning::Step(Step::UnifyYeh)),
    ("unify_teh_marbuta", Meaning::Step(Step::UnifyTehMarbuta)),
    ("unify_kaf", Meaning::Step(Step::UnifyKaf)),
    ("unify_heh", Meaning::Step(Step::UnifyHeh)),
    ("unify_heh_goal", Meaning::Step(Step::UnifyHehGoal)),
    ("unify_heh_doachashmee", Meaning::Step(Step::UnifyHehDoachashmee)),
    ("unify_waw", Meaning::Step(Step::UnifyWaw)),
    ("unify_foreign", Meaning::Step(Step::UnifyForeign)),
    ("letters", Meaning::Letters),
    ("digits", Meaning::Digits),
    ("unify_punctuation", Meaning::Step(Step::UnifyPunctuation)),
    ("unify_spaces", Meaning::Step(Step::UnifySpaces)),
    ("fold_case", Meaning::Step(Step::FoldCase)),
    ("strip_punctuation", Meaning::Removal(Step::StripPunctuation)),
    ("strip_symbols", Meaning::Removal(Step::StripSymbols)),
    ("strip_emoji", Meaning::Removal(Step::StripEmoji)),
    ("strip_latin", Meaning::Removal(Step::StripLatin)),
    ("strip_digits", Meaning::Removal(Step::StripDigits)),
    ("keep_arabic", Meaning::Step(Step::KeepArabic)),
    ("skeleton", Meaning::Step(Step::Skeleton)),
    ("transliterate", Meaning::Transliterate),
    ("arabize", Meaning::Arabize),
    ("map", Meaning::Map),
    ("compose_latin", Meaning::Step(Step::ComposeLatin)),
    ("collapse_spaces", Meaning::Step(Step::CollapseSpaces)),
    ("trim", Meaning::Step(Step::Trim)),
    ("space_punctuation", Meaning::SpacePunctuation),
    ("space_digits", Meaning::Step(Step::SpaceDigits)),
    ("join_thousands", Meaning::Step(Step::JoinThousands)),
    ("unify_latin_digits", Meaning::Step(Step::UnifyLatinDigits)),
    ("join_affixes", Meaning::JoinAffixes),
    ("collapse_punctuation", Meaning::Step(Step::CollapsePunctuation)),
    ("collapse_laughter", Meaning::Step(Step::CollapseLaughter)),
    ("collapse_stretch", Meaning::CollapseStretch),
];

impl Meaning {
    /// Whether a step has this meaning, with any argument.
    fn is_of(&self, step: &Step) -> bool {
        match (self, step) {
            (Self::Step(known), step) => known == step,
            (Self::Removal(made), step) => Removal::ALL.iter().any(|removal| made(*removal) == *step),
            (Self::DaggerAlef, Step::DaggerAlef(_))
            | (Self::Digits, Step::Digits(_))
            | (Self::Transliterate, Step::Transliterate(_))
            | (Self::Arabize, Step::Arabize(_))
            | (Self::Letters, Step::Letters(_))
            | (Self::SpacePunctuation, Step::SpacePunctuation(_))
            | (Self::JoinAffixes, Step::JoinAffixes(_))
            | (Self::CollapseStretch, Step::CollapseStretch(_))
            | (Self::Map, Step::Map(_))
            | (Self::Mask, Step::Mask(_)) => true,
            _ => false,
        }
    }

    /// The steps that [`Step::all`] lists.
    fn steps(&self) -> Vec<Step> {
        match self {
            Self::Step(step) => Vec::from([step.clone()]),
            Self::DaggerAlef => DaggerAlef::ALL.iter().map(|to| Step::DaggerAlef(*to)).collect(),
            Self::Digits => Digits::ALL.iter().map(|to| Step::Digits(*to)).collect(),
            Self::Transliterate => Scheme::ALL.iter().map(|scheme| Step::Transliterate(*scheme)).collect(),
            Self::Arabize => Scheme::ALL.iter().map(|scheme| Step::Arabize(*scheme)).collect(),
            Self::Removal(step) => Removal::ALL.iter().map(|removal| step(*removal)).collect(),
            Self::Letters => Keyboard::ALL.iter().map(|keyboard| Step::Letters(*keyboard)).collect(),
            Self::SpacePunctuation => Spacing::ALL.iter().map(|spacing| Step::SpacePunctuation(*spacing)).collect(),
            Self::JoinAffixes => AffixBoundary::ALL.iter().map(|boundary| Step::JoinAffixes(*boundary)).collect(),
            Self::CollapseStretch => {
                Vec::from([Stretch::AtMost(1), Stretch::AtMost(2), Stretch::Doubles].map(Step::CollapseStretch))
            }
            Self::Map | Self::Mask => Vec::new(),
        }
    }

    /// The step, without an argument in parentheses.
    fn without_argument(&self, at: usize) -> Result<Step, Error> {
        Ok(match self {
            Self::Step(step) => step.clone(),
            Self::DaggerAlef => Step::DaggerAlef(DaggerAlef::default()),
            Self::Digits => Step::Digits(Digits::default()),
            Self::Transliterate => Step::Transliterate(Scheme::default()),
            Self::Arabize => Step::Arabize(Scheme::default()),
            Self::Removal(step) => step(Removal::default()),
            Self::Letters => Step::Letters(Keyboard::default()),
            Self::SpacePunctuation => Step::SpacePunctuation(Spacing::default()),
            Self::JoinAffixes => Step::JoinAffixes(AffixBoundary::default()),
            Self::CollapseStretch => Step::CollapseStretch(Stretch::default()),
            Self::Map => return Err(Error::at(Problem::NoRules("map(a=b, c=)"), at)),
            Self::Mask => return Err(Error::at(Problem::NoRules("mask(link=URL, emoji=)"), at)),
        })
    }

    /// The step with an argument, which is at an offset.
    fn with_argument(&self, name: &str, argument: &str, at: usize) -> Result<Step, Error> {
        Ok(match self {
            Self::Step(_) => return Err(Error::at(Problem::Argument(name.into()), at)),
            Self::DaggerAlef => Step::DaggerAlef(names::parse_at(argument, at)?),
            Self::Digits => Step::Digits(names::parse_at(argument, at)?),
            Self::Transliterate => Step::Transliterate(names::parse_at(argument, at)?),
            Self::Arabize => Step::Arabize(names::parse_at(argument, at)?),
            Self::Removal(step) => step(names::parse_at(argument, at)?),
            Self::Letters => Step::Letters(names::parse_at(argument, at)?),
            Self::SpacePunctuation => Step::SpacePunctuation(names::parse_at(argument, at)?),
            Self::JoinAffixes => Step::JoinAffixes(names::parse_at(argument, at)?),
            Self::CollapseStretch if argument.trim() == DOUBLES => Step::CollapseStretch(Stretch::Doubles),
            Self::CollapseStretch => match argument.trim().parse::<u8>() {
                Ok(n) if n > 0 => Step::CollapseStretch(Stretch::AtMost(n)),
                _ => return Err(Error::at(Problem::Count(argument.trim().into()), at)),
            },
            Self::Map => return map(argument, at),
            Self::Mask => return mask(argument, at),
        })
    }
}

impl Step {
    /// Every step except [`Step::Map`] and [`Step::Mask`], with each of its arguments. [`Step::CollapseStretch`] is listed with 1, with 2 and with
    /// `doubles`.
    ///
    /// ```
    /// use naqi::step::Step;
    /// assert!(Step::all().any(|step| step == Step::StripTatweel));
    /// assert!(Step::all().all(|step| step.to_string().parse() == Ok(step)));
    /// ```
    pub fn all() -> impl Iterator<Item = Step> {
        NAMES.iter().flat_map(|(_, meaning)| meaning.steps())
    }

    /// The step's name in text, without its argument.
    ///
    /// ```
    /// use naqi::step::{Digits, Step};
    /// assert_eq!(Step::StripTatweel.name(), "strip_tatweel");
    /// assert_eq!(Step::Digits(Digits::Persian).name(), "digits"); // `Display` writes digits(persian)
    /// ```
    pub fn name(&self) -> &'static str {
        NAMES.iter().find(|(_, meaning)| meaning.is_of(self)).map_or("", |(name, _)| name)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self {
            Step::DaggerAlef(to) => write!(f, "({to})"),
            Step::Digits(to) => write!(f, "({to})"),
            Step::Transliterate(scheme) | Step::Arabize(scheme) => write!(f, "({scheme})"),
            Step::StripPunctuation(removal)
            | Step::StripSymbols(removal)
            | Step::StripEmoji(removal)
            | Step::StripLatin(removal)
            | Step::StripDigits(removal) => write!(f, "({removal})"),
            Step::Letters(keyboard) => write!(f, "({keyboard})"),
            Step::SpacePunctuation(spacing) => write!(f, "({spacing})"),
            Step::JoinAffixes(boundary) => write!(f, "({boundary})"),
            Step::CollapseStretch(Stretch::AtMost(n)) => write!(f, "({})", (*n).max(1)),
            Step::CollapseStretch(Stretch::Doubles) => write!(f, "({DOUBLES})"),
            Step::Mask(mask) => {
                f.write_char('(')?;
                let mut comma = "";
                for (token, text) in mask.texts() {
                    write!(f, "{comma}{token}=")?;
                    text.chars().try_for_each(|c| write_escaped(f, c))?;
                    comma = ", ";
                }
                f.write_char(')')
            }
            Step::Map(map) => {
                f.write_char('(')?;
                let mut comma = "";
                for (c, text) in map.rules() {
                    f.write_str(comma)?;
                    write_escaped(f, c)?;
                    f.write_char('=')?;
                    text.chars().try_for_each(|c| write_escaped(f, c))?;
                    comma = ", ";
                }
                if map.deletes_others() {
                    write!(f, "{comma}*=")?;
                }
                f.write_char(')')
            }
            _ => Ok(()),
        }
    }
}

impl FromStr for Step {
    type Err = Error;

    /// Parses one step. [`Normalizer`](crate::Normalizer) parses a list of steps and presets.
    ///
    /// # Errors
    /// An unknown name, for which the error suggests the nearest known one, and the errors of [`Map::new`]; with the
    /// byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        let of_one = |text: &str| match *entries(text, 0)? {
            [(at, name)] => parse_step(name, at)?.ok_or_else(|| {
                Error::at(names::unknown("step", name, step_names(), "`naqi::Step::all()` lists all names"), at)
            }),
            _ => Err(Error::new(Problem::OneStep)),
        };
        of_one(&without_comments(text)).map_err(|error| error.in_text(text))
    }
}

names::serde_as_text!(Step);

/// Writes a code point; escapes it if it is invisible, a mark, or syntax of the notation.
fn write_escaped(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    let visible = c.is_ascii_graphic() && !r"\,=()*#".contains(c)
        || letters::is_letter(c)
        || (c as u32 > 0xA0 && c.is_alphanumeric() && unicode::combining_class(c) == 0 && !unicode::in_arabic_block(c));
    if visible { f.write_char(c) } else { write!(f, "\\u{{{:X}}}", c as u32) }
}

/// The name of every step, without arguments.
pub(crate) fn step_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

/// Parses one step, which is at an offset. `None` if no step has the name.
pub(crate) fn parse_step(text: &str, at: usize) -> Result<Option<Step>, Error> {
    let (name, argument) = match text.split_once('(') {
        Some((name, rest)) => {
            let close = closing(rest).ok_or_else(|| Error::at(Problem::Unclosed, at + name.len()))?;
            let after = rest[close + 1..].trim();
            if !after.is_empty() {
                let at = at + text.trim_end().len() - after.len();
                return Err(Error::at(Problem::AfterArgument(after.into()), at));
            }
            (name.trim_end(), Some((&rest[..close], at + name.len() + 1)))
        }
        None => (text, None),
    };
    let Some((_, meaning)) = NAMES.iter().find(|(known, _)| *known == name) else { return Ok(None) };
    match argument {
        None => meaning.without_argument(at),
        Some((argument, at)) => meaning.with_argument(name, argument, at),
    }
    .map(Some)
}

/// The offset of the `)` that closes a parenthesis which is open before the text.
fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut is_escaped) = (0_usize, false);
    text.char_indices().find_map(|(n, c)| {
        match c {
            _ if core::mem::take(&mut is_escaped) => {}
            '\\' => is_escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(n),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// The text with each comment, from `#` to the line's end, replaced by spaces, so that offsets stay. After a backslash `#` is
/// a sign like others.
pub(crate) fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut is_escaped, mut in_comment) = (String::with_capacity(text.len()), false, false);
    for c in text.chars() {
        in_comment = in_comment && c != '\n' || c == '#' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped && !in_comment;
        if in_comment {
            (0..c.len_utf8()).for_each(|_| out.push(' '));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The entries of a list with their offsets: separated by a comma, a line end, or both. Blank lines are ignored.
pub(crate) fn entries(text: &str, at: usize) -> Result<Vec<(usize, &str)>, Error> {
    let mut entries = Vec::new();
    // Whether an entry is missing after a comma, and whether a line ended since then.
    let (mut is_missing, mut line_ended) = (true, true);
    for Part { start, text, end } in split(text, at, &[',', '\n'])? {
        let entry = text.trim();
        let at = start + (text.len() - text.trim_start().len());
        if !entry.is_empty() {
            entries.push((at, entry));
            is_missing = false;
        }
        match end {
            Some(',') if is_missing => return Err(Error::at(Problem::NoName, at)),
            Some(',') => (is_missing, line_ended) = (true, false),
            Some(_) => line_ended = true,
            None if is_missing && !line_ended => return Err(Error::at(Problem::NoName, at)),
            None => {}
        }
    }
    Ok(entries)
}

/// A part of a list: its offset, its text, and the separator after it.
pub(crate) struct Part<'t> {
    pub start: usize,
    pub text: &'t str,
    pub end: Option<char>,
}

/// Splits a list at its separators, except those in parentheses or after a backslash.
pub(crate) fn split<'t>(text: &'t str, at: usize, separators: &[char]) -> Result<Vec<Part<'t>>, Error> {
    let (mut parts, mut start) = (Vec::new(), 0);
    // The number of open parentheses, and where the first of them is.
    let (mut depth, mut opened, mut is_escaped) = (0_usize, 0, false);
    for (n, c) in text.char_indices() {
        if core::mem::take(&mut is_escaped) {
            continue;
        }
        match c {
            '\\' => is_escaped = true,
            '(' => {
                opened = if depth == 0 { n } else { opened };
                depth += 1;
            }
            ')' if depth == 0 => return Err(Error::at(Problem::Unopened, at + n)),
            ')' => depth -= 1,
            c if depth == 0 && separators.contains(&c) => {
                parts.push(Part { start: at + start, text: &text[start..n], end: Some(c) });
                start = n + c.len_utf8();
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(Error::at(Problem::Unclosed, at + opened));
    }
    parts.push(Part { start: at + start, text: &text[start..], end: None });
    Ok(parts)
}

/// Calls `add` with each rule of a list, `a=b`: the offset of the rule, its key, and its text with its offset.
fn rules(
    rules: &str,
    at: usize,
    mut add: impl FnMut(usize, &str, (&str, usize)) -> Result<(), Error>,
) -> Result<(), Error> {
    if rules.trim().is_empty() {
        return Ok(());
    }
    for Part { start, text: rule, end } in split(rules, at, &[',', '\n'])? {
        if rule.trim().is_empty() && end != Some(',') {
            continue;
        }
        let indent = start + (rule.len() - rule.trim_start().len());
        let Some(equals) = unescaped(rule, '=') else {
            return Err(Error::at(Problem::NoEquals(rule.trim().into()), indent));
        };
        if let Some(second) = unescaped(&rule[equals + 1..], '=') {
            return Err(Error::at(Problem::TwoEquals(rule.trim().into()), start + equals + 1 + second));
        }
        add(indent, rule[..equals].trim(), (rule[equals + 1..].trim(), start + equals + 1))?;
    }
    Ok(())
}

fn map(text: &str, at: usize) -> Result<Step, Error> {
    let mut map = Map::default();
    rules(text, at, |at, key, (text, text_at)| {
        if key == "*" {
            if map.deletes_others() || !text.is_empty() {
                return Err(Error::at(Problem::Others, at));
            }
            map = core::mem::take(&mut map).others_deleted();
            return Ok(());
        }
        map.insert(&unescape(key, at)?, &unescape(text, text_at)?).map_err(|error| error.with_offset(at))
    })?;
    Ok(Step::Map(map))
}

fn mask(text: &str, at: usize) -> Result<Step, Error> {
    let mut mask = Mask::default();
    rules(text, at, |at, token, (text, text_at)| {
        let token = names::parse_at(token, at)?;
        mask.insert(token, &unescape(text, text_at)?).map_err(|error| error.with_offset(at))
    })?;
    Ok(Step::Mask(mask))
}

/// The offset of the first `sign` that is not after a backslash.
fn unescaped(text: &str, sign: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(n, c)| {
        let found = c == sign && !escaped;
        escaped = c == '\\' && !escaped;
        found.then_some(n)
    })
}

/// Replaces the escapes `\u{64B}`, `\n`, `\t`, and a backslash before any other sign by that sign.
fn unescape(text: &str, at: usize) -> Result<String, Error> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(slash) = rest.find('\\') {
        let here = at + (text.len() - rest.len()) + slash;
        out += &rest[..slash];
        rest = &rest[slash + 1..];
        if let Some(hex) = rest.strip_prefix("u{") {
            let end = hex.find('}').ok_or_else(|| Error::at(Problem::Escape, here))?;
            let c = u32::from_str_radix(&hex[..end], 16).ok().and_then(char::from_u32);
            out.push(c.ok_or_else(|| Error::at(Problem::NoCodePoint(hex[..end].into()), here))?);
            rest = &hex[end + 1..];
        } else {
            let c = rest.chars().next().ok_or_else(|| Error::at(Problem::Escape, here))?;
            out.push(match c {
                'n' => '\n',
                't' => '\t',
                c if c.is_alphanumeric() => return Err(Error::at(Problem::Escape, here)),
                c => c,
            });
            rest = &rest[c.len_utf8()..];
        }
    }
    out += rest;
    Ok(out)
}
