//! The grammar of cardinals.
//!
//! ```text
//! number     term (and term)*             each term is less than the scale of the one before
//! term       group [scale] | scale        also thousands before a larger scale
//! group      hundreds [and below] | below
//! hundreds   hundred | unit hundred       in one word or two
//! below      unit [ten] | unit and tens | ten | tens
//! ```

use super::lexicon::{Form, Kind, Prefix};
use core::ops::Range;

/// A number word in a text.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    pub kind: Kind,
    pub prefix: Prefix,
    pub has_fathatan: bool,
    /// Without the prefix.
    pub span: Range<usize>,
}

/// A value, and the index after its last word.
type Read = Option<(u64, usize)>;

/// The number at an index with the range of its words, and the index to go on from, which is larger. `None` where a
/// word is no number, or is in one that is not read.
pub(super) fn next_number(phrase: &[Lexeme], at: usize) -> (Option<(u64, Range<usize>)>, usize) {
    let kind_at = |at: usize| phrase.get(at).map(|lexeme| (lexeme.kind, lexeme.prefix));
    let Some((kind, _)) = kind_at(at) else { return (None, at + 1) };
    if let Some((value, end)) = number(phrase, at) {
        let fraction_at = |at: usize| matches!(kind_at(at), Some((Kind::Fraction | Kind::FractionOf, _)));
        return match kind_at(end) {
            Some((Kind::Fraction | Kind::FractionOf, _)) => (None, after_unread(phrase, end + 1)),
            // `خمسة وثلاثة أرباع`
            Some((_, Prefix::And)) if number(phrase, end).is_some_and(|(_, end)| fraction_at(end)) => (None, end),
            Some((Kind::Point, _)) => {
                let decimals_end = number(phrase, end + 1).map_or(end + 1, |(_, end)| end);
                (None, after_unread(phrase, decimals_end))
            }
            _ => (Some((value, at..end)), end),
        };
    }
    let next = match (kind, kind_at(at + 1)) {
        (Kind::Unread | Kind::Scale(..), _) => after_unread(phrase, at + 1),
        (Kind::Ordinal, Some((Kind::Ten, Prefix::None) | (Kind::Tens(_), Prefix::And))) => after_unread(phrase, at + 2),
        (Kind::Digits | Kind::FractionOf, Some((Kind::Scale(..) | Kind::Hundreds(_), Prefix::None))) => {
            after_unread(phrase, at + 2)
        }
        _ => at + 1,
    };
    (None, next)
}

/// The index after the words that belong to what is not read before `at`.
fn after_unread(phrase: &[Lexeme], mut at: usize) -> usize {
    while let Some(lexeme) = phrase.get(at) {
        at = match (lexeme.prefix, lexeme.kind) {
            (Prefix::And, _) => number(phrase, at).map_or(at + 1, |(_, end)| end),
            (Prefix::None, Kind::Scale(..) | Kind::Hundreds(_) | Kind::Ten) => at + 1,
            _ => return at,
        };
    }
    at
}

/// A number, as long as it can be.
fn number(phrase: &[Lexeme], at: usize) -> Read {
    if phrase.get(at)?.kind == Kind::Zero {
        return Some((0, at + 1));
    }
    let mut last = term(phrase, at)?;
    // The value of the terms before the last one, which is less than `limit`.
    let (mut before, mut limit) = (0, u64::MAX);
    while phrase.get(last.end).is_some_and(|lexeme| lexeme.prefix == Prefix::And) {
        let Some(next) = term(phrase, last.end) else { break };
        if next.value() < last.scale {
            before += last.value;
            limit = last.scale;
            last = next;
        } else if last.group >= 100 && last.group.is_multiple_of(100) && next.group == 0 && next.scale == last.scale {
            // `مئة ألف وألف`: 101,000.
            last = Term { value: last.value + next.value, group: last.group + 1, ..next };
        } else if last.scale == 1000 && next.group > 0 && !next.is_plural && next.scale > 1000 {
            // `ألف وخمسمئة مليار`: the thousands belong to the scale, too.
            let value = (last.value + next.group) * next.scale;
            if value >= limit {
                break;
            }
            last = Term { value, ..next };
        } else {
            break;
        }
    }
    Some((before + last.value(), last.end))
}

/// A group and its scale.
struct Term {
    value: u64,
    /// What is added if no term follows: `ألفا` without a fathatan is then a dual.
    dual: u64,
    /// 1 without a scale.
    scale: u64,
    /// The number before the scale; 0 if there is none.
    group: u64,
    is_plural: bool,
    end: usize,
}

impl Term {
    /// The value, if no term follows.
    fn value(&self) -> u64 {
        self.value + self.dual
    }
}

fn term(phrase: &[Lexeme], at: usize) -> Option<Term> {
    // A scale right after another word; a dual counts for itself.
    let scale_at = |at: usize| match phrase.get(at)? {
        &Lexeme { kind: Kind::Scale(scale, form), prefix: Prefix::None, .. } if form != Form::Dual => {
            Some((scale, form))
        }
        _ => None,
    };
    let mut term = match (group(phrase, at), phrase.get(at)?) {
        (Some((group, end)), _) => match scale_at(end) {
            Some((scale, form)) => {
                let is_plural = form == Form::Plural;
                Term { value: group * scale, dual: 0, scale, group, is_plural, end: end + 1 }
            }
            None => Term { value: group, dual: 0, scale: 1, group, is_plural: false, end },
        },
        (None, &Lexeme { kind: Kind::Scale(scale, form), has_fathatan, .. }) if form != Form::Plural => {
            let value = if form == Form::Dual { 2 * scale } else { scale };
            let dual = if form == Form::Accusative && !has_fathatan { scale } else { 0 };
            Term { value, dual, scale, group: 0, is_plural: false, end: at + 1 }
        }
        _ => return None,
    };
    // `ألف مليار`, and `ألف ألف` of older texts: a million.
    if term.scale == 1000
        && let Some((scale, form)) = scale_at(term.end)
        && (scale > 1000 || form == Form::Singular)
    {
        let value = term.value() * scale;
        term = Term { value, dual: 0, scale: scale.max(1_000_000), end: term.end + 1, ..term };
    }
    Some(term)
}

/// A number from 1 to 999.
fn group(phrase: &[Lexeme], at: usize) -> Read {
    let Some((hundreds, end)) = hundreds(phrase, at) else { return below_hundred(phrase, at) };
    let is_joined = phrase.get(end).is_some_and(|lexeme| lexeme.prefix == Prefix::And);
    let rest = (is_joined && self::hundreds(phrase, end).is_none()).then(|| below_hundred(phrase, end)).flatten();
    Some(rest.map_or((hundreds, end), |(rest, end)| (hundreds + rest, end)))
}

/// 100, 200 … 900.
fn hundreds(phrase: &[Lexeme], at: usize) -> Read {
    match (phrase.get(at)?.kind, phrase.get(at + 1)) {
        (Kind::Hundreds(value), _) => Some((value, at + 1)),
        (Kind::Unit(unit @ 3..), Some(Lexeme { kind: Kind::Hundreds(100), prefix: Prefix::None, .. })) => {
            Some((100 * unit, at + 2))
        }
        _ => None,
    }
}

/// A number from 1 to 99.
fn below_hundred(phrase: &[Lexeme], at: usize) -> Read {
    let next = phrase.get(at + 1).map(|lexeme| (lexeme.kind, lexeme.prefix));
    Some(match (phrase.get(at)?.kind, next) {
        (Kind::Unit(unit @ 2..) | Kind::UnitOfTen(unit), Some((Kind::Ten, Prefix::None))) => (10 + unit, at + 2),
        (Kind::Unit(unit) | Kind::UnitOfTen(unit @ 1), Some((Kind::Tens(tens), Prefix::And))) => (unit + tens, at + 2),
        (Kind::Unit(value) | Kind::Teen(value) | Kind::Tens(value), _) => (value, at + 1),
        (Kind::Ten, _) => (10, at + 1),
        _ => return None,
    })
}
