//! Offsets map back: total, monotone, in both directions; and equal to the naive alignment if no letters are composed.

use crate::alignments::{Boundaries, boundaries_of, settled};
use crate::input::Input;
use crate::shown::Shown;
use crate::subjects;
use naqi::align::Alignment;
use naqi::step::Stage;
use naqi::{Aligned, Normalizer, Step, letters};
use std::borrow::Cow;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Law 6 for one text.
pub fn alignment(data: &[u8]) {
    let mut input = Input::new(data);
    let naqi = subjects::normalizer(&mut input);
    let (naive, choices) = (input.byte().is_multiple_of(2), [(); 8].map(|()| input.number()));
    let text = input.text(if naive { 64 } else { 224 });
    let aligned = naqi.align(&text);
    assert!(aligned.text == naqi.normalize(&text), "{naqi}: align and normalize of {}", Shown(&text));
    both_ways_to_align(naqi, &text, &aligned);
    monotone(naqi, &text, &aligned);
    for pair in choices.chunks(2) {
        ranges(naqi, &text, &aligned, pair[0], pair[1]);
    }
    if naive && is_naive(naqi) {
        as_the_naive_one(naqi, &text, &aligned);
    }
}

fn both_ways_to_align(naqi: &Normalizer, text: &str, aligned: &Aligned<'_>) {
    let shown = || format!("{naqi}: {} gives {}", Shown(text), Shown(&aligned.text));
    let (mut out, mut alignment) = (String::from("x"), Alignment::default());
    naqi.align_into(text, &mut out, &mut alignment);
    assert!(out[1..] == *aligned.text, "align_into appends {}: {}", Shown(&out[1..]), shown());
    let is_same = matches!(aligned.text, Cow::Borrowed(_));
    assert_eq!(is_same, aligned.text == text, "borrowed if and only if unchanged: {}", shown());
    let unchanged = aligned.alignment.is_unchanged();
    assert_eq!(unchanged, aligned.alignment.size() == 0, "unchanged holds nothing: {}", shown());
    assert_eq!(unchanged, alignment.is_unchanged(), "align_into says otherwise: {}", shown());
    let boundaries = boundaries_of(text, &aligned.text, &aligned.alignment);
    assert_eq!(boundaries, boundaries_of(text, &aligned.text, &alignment), "align_into aligns otherwise: {}", shown());
}

/// Every offset maps to one, monotonically.
fn monotone(naqi: &Normalizer, text: &str, aligned: &Aligned<'_>) {
    let shown = || format!("{naqi}: {} gives {}", Shown(text), Shown(&aligned.text));
    let (mut source, mut output) = (0, 0);
    for at in 0..=aligned.text.len() {
        let back = aligned.source(at..at);
        assert!(back.is_empty() && back.start >= source && text.is_char_boundary(back.start), "{at}: {}", shown());
        source = back.start;
    }
    for at in 0..=text.len() {
        let on = aligned.output(at..at);
        assert!(on.is_empty() && on.start >= output && aligned.text.is_char_boundary(on.start), "{at}: {}", shown());
        output = on.start;
    }
}

/// A range mapped there and back contains itself; a range beyond the text is clipped to the text.
fn ranges(naqi: &Normalizer, text: &str, aligned: &Aligned<'_>, a: usize, b: usize) {
    let output = &*aligned.text;
    let shown = |a: usize, b: usize| format!("{a}..{b}, {naqi}: {} gives {}", Shown(text), Shown(output));
    let in_order = |len: usize| {
        let (a, b) = (a % (len + 3), b % (len + 3));
        (a.min(b), a.max(b))
    };
    let (start, end) = in_order(text.len());
    let on = aligned.output(start..end);
    assert!(output.get(on.clone()).is_some(), "{}", shown(start, end));
    let back = aligned.source(on.clone());
    assert!(text.get(back.clone()).is_some(), "{}", shown(start, end));
    if !on.is_empty() {
        // Text deleted at the beginning has no output.
        let starts = back.start <= start || aligned.output(start..start + 1).is_empty();
        assert!(starts && back.end >= end.min(text.len()), "{on:?} {back:?}, {}", shown(start, end));
    }
    let (start, end) = in_order(output.len());
    let back = aligned.source(start..end);
    let on = aligned.output(back.clone());
    assert!(text.get(back).is_some() && output.get(on.clone()).is_some(), "{}", shown(start, end));
    if start < end && start < output.len() {
        assert!(on.start <= start && on.end >= end.min(output.len()), "{on:?}, {}", shown(start, end));
    }
}

/// Whether each letter is rewritten independently, marks aside. Rules for whole words or runs are not independent, nor
/// is a table after a normal form, which keeps marks together with a letter that the table then deletes.
fn is_naive(naqi: &Normalizer) -> bool {
    use Step::{Nfc, Nfkc, Skeleton, UnifyUthmani};
    if let [Nfc | Nfkc] = naqi.steps() {
        return true;
    }
    let is_other = |step: &Step| {
        matches!(step.stage(), Stage::Mask | Stage::PostProcess) || matches!(step, Skeleton | UnifyUthmani | Nfc | Nfkc)
    };
    !naqi.steps().iter().any(is_other)
}

/// The naive alignment: a boundary is where both sides, normalized separately, give the output.
fn naive(naqi: &Normalizer, text: &str, output: &str) -> Boundaries {
    let is_boundary = |&(at, _): &(usize, char)| {
        let (before, after) = (naqi.normalize(&text[..at]), naqi.normalize(&text[at..]));
        (output.strip_prefix(&*before) == Some(&after)).then_some((at, before.len()))
    };
    text.char_indices().filter_map(|place| is_boundary(&place)).chain([(0, 0), (text.len(), output.len())]).collect()
}

/// Whether the table writes several words for a code point of the text, or `الله`. What is written beside them depends on
/// more than the halves of a text tell; `tests/expansions.rs` has other naive rules.
fn has_expansions(naqi: &Normalizer, text: &str) -> bool {
    let writes_words = |c: char| naqi.normalize(c.encode_utf8(&mut [0; 4])).trim_matches(' ').contains(' ');
    !matches!(naqi.steps(), [Step::Nfkc]) && text.chars().chain(text.nfc()).any(|c| c == '\u{FDF2}' || writes_words(c))
}

fn as_the_naive_one(naqi: &Normalizer, text: &str, aligned: &Aligned<'_>) {
    if aligned.alignment.is_unchanged() || has_expansions(naqi, text) {
        return;
    }
    let ours = boundaries_of(text, &aligned.text, &aligned.alignment);
    let naive = naive(naqi, text, &aligned.text);
    let shown = || format!("{naqi}: {} gives {}", Shown(text), Shown(&aligned.text));
    assert!(ours.is_subset(&naive), "{ours:?} has a boundary that the naive {naive:?} has not: {}", shown());
    // Only letters and marks that composition has joined may have fewer boundaries.
    for (at, _) in settled(naive.iter().copied(), (text.len(), aligned.text.len())).difference(&ours) {
        let Some(c) = text[*at..].chars().next() else { continue };
        let is_mark = |c: char| canonical_combining_class(c) != 0 || letters::is_mark(c) || joins(c);
        let written = naqi.normalize(&text[*at..*at + c.len_utf8()]);
        assert!(is_mark(c) || written.chars().all(is_mark), "no boundary at {at}, {ours:?} {naive:?}: {}", shown());
    }
}

/// Whether a normal form may compose the code point with the one before.
fn joins(c: char) -> bool {
    is_nfkc_quick([c].into_iter()) == IsNormalized::Maybe
}
