//! Parses and prints steps as text: `compose, strip_diacritics, map(a=b, c=)`.

use crate::error::{Error, ErrorKind};
use crate::rules::step::{DaggerAlef, Digits, Map, Scheme, Step};
use crate::rules::{letters, unicode};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::str::FromStr;

/// The names of all steps, except `Map` and other counts of `CollapseStretch`.
const NAMES: &[(&str, Step)] = &[
    ("compose", Step::Compose),
    ("unify_uthmani", Step::UnifyUthmani),
    ("nfc", Step::Nfc),
    ("nfkc", Step::Nfkc),
    ("strip_tashkeel", Step::StripTashkeel),
    ("strip_diacritics", Step::StripDiacritics),
    ("strip_quranic_marks", Step::StripQuranicMarks),
    ("dagger_alef(delete)", Step::DaggerAlef(DaggerAlef::Delete)),
    ("dagger_alef(alef)", Step::DaggerAlef(DaggerAlef::Alef)),
    ("strip_tatweel", Step::StripTatweel),
    ("strip_invisible", Step::StripInvisible),
    ("strip_bidi", Step::StripBidi),
    ("strip_joiners", Step::StripJoiners),
    ("unify_forms", Step::UnifyForms),
    ("unify_alef", Step::UnifyAlef),
    ("unify_alef_hamza", Step::UnifyAlefHamza),
    ("unify_hamza", Step::UnifyHamza),
    ("unify_yeh", Step::UnifyYeh),
    ("unify_teh_marbuta", Step::UnifyTehMarbuta),
    ("unify_kaf", Step::UnifyKaf),
    ("unify_heh", Step::UnifyHeh),
    ("unify_heh_goal", Step::UnifyHehGoal),
    ("unify_heh_doachashmee", Step::UnifyHehDoachashmee),
    ("unify_waw", Step::UnifyWaw),
    ("unify_foreign", Step::UnifyForeign),
    ("digits(ascii)", Step::Digits(Digits::Ascii)),
    ("digits(arabic)", Step::Digits(Digits::Arabic)),
    ("digits(persian)", Step::Digits(Digits::Persian)),
    ("unify_punctuation", Step::UnifyPunctuation),
    ("unify_spaces", Step::UnifySpaces),
    ("fold_case", Step::FoldCase),
    ("skeleton", Step::Skeleton),
    ("transliterate(buckwalter)", Step::Transliterate(Scheme::Buckwalter)),
    ("transliterate(safe_buckwalter)", Step::Transliterate(Scheme::SafeBuckwalter)),
    ("transliterate(xml_buckwalter)", Step::Transliterate(Scheme::XmlBuckwalter)),
    ("transliterate(hsb)", Step::Transliterate(Scheme::Hsb)),
    ("arabize(buckwalter)", Step::Arabize(Scheme::Buckwalter)),
    ("arabize(safe_buckwalter)", Step::Arabize(Scheme::SafeBuckwalter)),
    ("arabize(xml_buckwalter)", Step::Arabize(Scheme::XmlBuckwalter)),
    ("arabize(hsb)", Step::Arabize(Scheme::Hsb)),
    ("collapse_spaces", Step::CollapseSpaces),
    ("trim", Step::Trim),
    ("collapse_stretch(1)", Step::CollapseStretch(1)),
    ("collapse_stretch(2)", Step::CollapseStretch(2)),
];

/// Names of steps with an argument, and the step with the default argument.
const DEFAULTS: &[(&str, Step)] = &[
    ("dagger_alef", Step::DaggerAlef(DaggerAlef::Delete)),
    ("digits", Step::Digits(Digits::Ascii)),
    ("transliterate", Step::Transliterate(Scheme::Buckwalter)),
    ("arabize", Step::Arabize(Scheme::Buckwalter)),
    ("collapse_stretch", Step::CollapseStretch(2)),
];

impl Step {
    /// All steps that have a name: all except [`Step::Map`], and [`Step::CollapseStretch`] with 1 and 2.
    ///
    /// ```
    /// use naqi::step::Step;
    /// assert!(Step::all().any(|step| step == Step::StripTatweel));
    /// assert!(Step::all().all(|step| step.to_string().parse() == Ok(step)));
    /// ```
    pub fn all() -> impl Iterator<Item = Step> {
        NAMES.iter().map(|(_, step)| step.clone())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::CollapseStretch(n) => write!(f, "collapse_stretch({})", (*n).max(1)),
            Step::Map(map) => {
                f.write_str("map(")?;
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
            step => f.write_str(NAMES.iter().find(|(_, s)| s == step).map_or("", |(name, _)| name)),
        }
    }
}

impl FromStr for Step {
    type Err = Error;

    /// Parses one step. [`Normalizer`](crate::Normalizer) parses a list of steps.
    ///
    /// # Errors
    /// An unknown name, for which the error suggests the nearest known one, and the errors of [`Map::new`]; with the
    /// byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        let mut steps = parse(text)?;
        match (steps.pop(), steps.is_empty()) {
            (Some(step), true) => Ok(step),
            _ => Err(Error::new(ErrorKind::OneStep)),
        }
    }
}

/// Writes a code point; escapes it if it is invisible, a mark, or syntax of the notation.
fn write_escaped(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    let visible = c.is_ascii_graphic() && !r"\,=()*".contains(c)
        || letters::is_letter(c)
        || (c as u32 > 0xA0 && c.is_alphanumeric() && unicode::combining_class(c) == 0 && !unicode::in_arabic_block(c));
    if visible { f.write_char(c) } else { write!(f, "\\u{{{:X}}}", c as u32) }
}

/// Parses a list of steps.
pub(crate) fn parse(text: &str) -> Result<Vec<Step>, Error> {
    let mut steps = Vec::new();
    for (start, item) in items(text, 0)? {
        let name = item.trim();
        let at = start + (item.len() - item.trim_start().len());
        if name.is_empty() {
            if text.trim().is_empty() {
                return Ok(steps);
            }
            return Err(Error::at(ErrorKind::NoName, at));
        }
        steps.push(step(name, at)?);
    }
    Ok(steps)
}

fn step(text: &str, at: usize) -> Result<Step, Error> {
    let (name, argument) = match text.split_once('(') {
        Some((name, rest)) => match rest.strip_suffix(')') {
            Some(argument) => (name.trim_end(), Some((argument, at + text.len() - 1 - argument.len()))),
            None => return Err(Error::at(ErrorKind::Unclosed, at)),
        },
        None => (text, None),
    };
    match (name, argument) {
        ("map", Some((rules, at))) => return map(rules, at),
        ("collapse_stretch", Some((count, at))) => {
            let count = count.trim();
            return match count.parse::<u8>() {
                Ok(n) if n > 0 => Ok(Step::CollapseStretch(n)),
                _ => Err(Error::at(ErrorKind::Count(count.into()), at)),
            };
        }
        _ => {}
    }
    let whole = match argument {
        Some((argument, _)) => format!("{name}({})", argument.trim()),
        None => name.into(),
    };
    let known = || NAMES.iter().chain(if argument.is_none() { DEFAULTS } else { &[] });
    if let Some((_, step)) = known().find(|(n, _)| *n == whole) {
        return Ok(step.clone());
    }
    let names = NAMES.iter().chain(DEFAULTS).map(|(n, _)| *n).chain(["map()"]);
    let nearest = names.min_by_key(|n| distance(n, &whole)).unwrap_or_default();
    Err(Error::at(ErrorKind::UnknownStep { name: whole, nearest }, at))
}

fn map(rules: &str, at: usize) -> Result<Step, Error> {
    let mut map = Map::default();
    if rules.trim().is_empty() {
        return Ok(Step::Map(map));
    }
    for (start, rule) in items(rules, at)? {
        let indent = start + (rule.len() - rule.trim_start().len());
        let Some(equals) = unescaped(rule, '=') else {
            return Err(Error::at(ErrorKind::NoEquals(rule.trim().into()), indent));
        };
        if rule[..equals].trim() == "*" {
            if map.deletes_others() || !rule[equals + 1..].trim().is_empty() {
                return Err(Error::at(ErrorKind::Others, indent));
            }
            map = map.others_deleted();
            continue;
        }
        let key = unescape(rule[..equals].trim(), indent)?;
        let text = unescape(rule[equals + 1..].trim(), start + equals + 1)?;
        map.insert(&key, &text).map_err(|e| e.with_offset(indent))?;
    }
    Ok(Step::Map(map))
}

/// Splits a list at its commas, except those in parentheses or after a backslash. Returns each item with its offset.
fn items(text: &str, at: usize) -> Result<Vec<(usize, &str)>, Error> {
    let (mut items, mut start, mut depth, mut escaped) = (Vec::new(), 0, 0usize, false);
    for (n, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Err(Error::at(ErrorKind::Unopened, at + n)),
            ')' => depth -= 1,
            ',' if depth == 0 => {
                items.push((at + start, &text[start..n]));
                start = n + 1;
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(Error::at(ErrorKind::Unclosed, at + start));
    }
    items.push((at + start, &text[start..]));
    Ok(items)
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
            let end = hex.find('}').ok_or_else(|| Error::at(ErrorKind::Escape, here))?;
            let c = u32::from_str_radix(&hex[..end], 16).ok().and_then(char::from_u32);
            out.push(c.ok_or_else(|| Error::at(ErrorKind::Escape, here))?);
            rest = &hex[end + 1..];
        } else {
            let c = rest.chars().next().ok_or_else(|| Error::at(ErrorKind::Escape, here))?;
            out.push(match c {
                'n' => '\n',
                't' => '\t',
                c if c.is_alphanumeric() => return Err(Error::at(ErrorKind::Escape, here)),
                c => c,
            });
            rest = &rest[c.len_utf8()..];
        }
    }
    out += rest;
    Ok(out)
}

/// The Levenshtein distance of two names, of the first 64 characters of `given`.
fn distance(known: &str, given: &str) -> usize {
    let given: Vec<char> = given.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=given.len()).collect();
    for (n, k) in known.chars().enumerate() {
        let mut before = n;
        row[0] = n + 1;
        for (m, g) in given.iter().enumerate() {
            let here = row[m + 1];
            row[m + 1] = (before + usize::from(k != *g)).min(here + 1).min(row[m] + 1);
            before = here;
        }
    }
    row[given.len()]
}
