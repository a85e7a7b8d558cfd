//! Short strings: nanoseconds a call for a word and a query, and the curve over all lengths up to 200 bytes.

use crate::rivals::naqi;
use crate::support;
use crate::table::{Amount, Contender, Rounds, Table};
use naqi::preset::SEARCH;
use std::fmt::Write;
use std::hint::black_box;

/// Calls in one measured unit, so that reading the clock does not count.
const CALLS: usize = 1_000;
/// The longest string of the curve, in bytes.
pub const LONGEST: usize = 200;

/// A word and a query, without and with something to change.
const STRINGS: [(&str, &str); 4] = [
    ("word", "كتابات"),
    ("query", "تاريخ الاسلام والمسلمين قديما"),
    ("word", "الحياة"),
    ("query", "تاريخ الحضارة العباسية الأولى"),
];

/// One call for each of the short strings, beside memcpy.
pub fn calls(table: &mut Table) {
    for (name, text) in STRINGS {
        let changed = !SEARCH.is_normalized(text);
        let kind = if changed { "changed" } else { "unchanged" };
        let ours = if changed { normalize_into(text) } else { normalize(text) };
        let group = vec![ours, memcpy(text).reference()];
        table.measure("one call", &format!("{name} of {} bytes, {kind}", text.len()), Amount::Calls(CALLS), group);
    }
}

fn normalize(text: &str) -> Contender<'_> {
    Contender::new(naqi("normalize"), move || {
        for _ in 0..CALLS {
            black_box(SEARCH.normalize(black_box(text)));
        }
        CALLS
    })
}

fn normalize_into(text: &str) -> Contender<'_> {
    let mut out = String::with_capacity(1024);
    Contender::new(naqi("normalize_into"), move || {
        for _ in 0..CALLS {
            out.clear();
            SEARCH.normalize_into(black_box(text), black_box(&mut out));
        }
        CALLS
    })
}

fn memcpy(text: &str) -> Contender<'_> {
    let mut out = String::with_capacity(1024);
    Contender::new("memcpy", move || {
        for _ in 0..CALLS {
            support::memcpy(black_box(text), black_box(&mut out));
        }
        CALLS
    })
}

/// A length of the curve: nanoseconds a call, if there is text of that length.
pub struct Point {
    pub bytes: usize,
    pub unchanged: Option<f64>,
    pub changed: Option<f64>,
}

/// Nanoseconds a call for each length of news; the lengths take turns.
pub fn curve(rounds: Rounds) -> Vec<Point> {
    let news: String = support::own(256 << 10)[0].text.chars().take(2_000).collect();
    let done = SEARCH.normalize(&news);
    let (mut contenders, mut places) = (Vec::new(), Vec::new());
    for bytes in 1..=LONGEST {
        let unchanged = substring(&done, bytes, true).map(normalize);
        let changed = substring(&news, bytes, false).map(normalize_into);
        places.push((bytes, unchanged.is_some(), changed.is_some()));
        contenders.extend([unchanged, changed].into_iter().flatten());
    }
    let mut medians = rounds.medians(&mut contenders).into_iter().map(|seconds| seconds / CALLS as f64 * 1e9);
    let mut next = |there: bool| if there { medians.next() } else { None };
    let point = |(bytes, unchanged, changed)| Point { bytes, unchanged: next(unchanged), changed: next(changed) };
    places.into_iter().map(point).collect()
}

/// The first substring of exactly this many bytes that is, or is not, normalized.
///
/// Letters have two bytes and spaces one, so odd and even lengths start at different letters.
fn substring(text: &str, bytes: usize, normalized: bool) -> Option<&str> {
    (0..text.len()).filter_map(|at| text.get(at..at + bytes)).find(|part| SEARCH.is_normalized(part) == normalized)
}

/// The curve as comma-separated values; a length without text has an empty field.
pub fn csv(points: &[Point]) -> String {
    let field = |ns: Option<f64>| ns.map(|ns| format!("{ns:.2}")).unwrap_or_default();
    let mut out = String::from("bytes,normalize_unchanged_ns,normalize_into_changed_ns\n");
    for point in points {
        writeln!(out, "{},{},{}", point.bytes, field(point.unchanged), field(point.changed)).expect("a String");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_strings_are_what_they_are_called() {
        let lengths = STRINGS.map(|(_, text)| text.len());
        assert_eq!(lengths, [12, 55, 12, 55]);
        assert_eq!(STRINGS.map(|(_, text)| SEARCH.is_normalized(text)), [true, true, false, false]);
    }

    #[test]
    fn each_length_has_a_substring() {
        let news = &support::own(256 << 10)[0].text;
        for bytes in 2..=LONGEST {
            let text = substring(news, bytes, false).expect("a substring");
            assert!(text.len() == bytes && !SEARCH.is_normalized(text));
        }
    }
}
