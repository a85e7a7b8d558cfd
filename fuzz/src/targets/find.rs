//! The matches are those of a naive finder, for any size of slices.

use crate::input::{Input, boundary};
use crate::shown::Shown;
use crate::subjects;
use naqi::Normalizer;
use naqi::align::Alignment;
use naqi::find::Found;

/// One needle and several, anywhere and as whole words.
pub fn find(data: &[u8]) {
    let mut input = Input::new(data);
    let naqi = subjects::normalizer(&mut input);
    let (count, is_whole) = (1 + input.byte() % 4, input.byte() % 2 == 1);
    // Slices of some bytes, or of the default size.
    let slice = if input.byte() < 192 { 1 + input.byte() % 80 } else { 1 << 16 };
    let choices: Vec<[usize; 3]> = (0..count).map(|_| [input.byte(), input.number(), input.byte()]).collect();
    let text = input.text(96);
    let needles: Vec<String> = choices.iter().map(|choice| needle(naqi, &text, *choice)).collect();
    let expected = naive(naqi, &text, &needles, is_whole);
    let shown = || {
        let needles: Vec<_> = needles.iter().map(|needle| Shown(needle)).collect();
        format!("{needles:?} in {}, slices of {slice}, whole words {is_whole}, {naqi}", Shown(&text))
    };
    if let [needle] = &needles[..] {
        let finder = naqi.finder(needle).with_slice_bytes(slice);
        let finder = if is_whole { finder.whole_words() } else { finder };
        let spans = expected.iter().map(|found| found.span.clone());
        assert!(finder.find_iter(&text).eq(spans), "the naive finder {expected:?}: {}", shown());
    }
    let finder = naqi.finder_of(&needles).with_slice_bytes(slice);
    let finder = if is_whole { finder.whole_words() } else { finder };
    let found: Vec<Found> = finder.find_iter(&text).collect();
    assert!(found == expected, "{found:?}, the naive finder {expected:?}: {}", shown());
}

/// A part of the text, or of its normalized form.
fn needle(naqi: &Normalizer, text: &str, [kind, from, len]: [usize; 3]) -> String {
    let of = if kind % 3 == 0 { naqi.normalize(text).into_owned() } else { text.to_owned() };
    let from = boundary(&of, from);
    let rest = &of[from..];
    let len = if kind >= 224 { len } else { len % 16 };
    rest[..boundary(rest, len.min(rest.len()))].to_owned()
}

/// Searches the whole text at once: every occurrence of a needle, in order, the longest first.
fn naive(naqi: &Normalizer, text: &str, needles: &[String], is_whole: bool) -> Vec<Found> {
    let needles: Vec<_> = needles.iter().map(|needle| naqi.normalize(needle)).collect();
    let mut order: Vec<usize> = (0..needles.len()).filter(|&n| !needles[n].is_empty()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(needles[n].len()));
    let (mut output, mut alignment) = (String::new(), Alignment::default());
    naqi.align_into(text, &mut output, &mut alignment);
    let boundaries = boundaries(text);
    let (mut at, mut all) = (0, Vec::new());
    while at < output.len() {
        let found = order.iter().find_map(|&n| {
            let end = at + needles[n].len();
            if !output.is_char_boundary(at) || !output[at..].starts_with(&*needles[n]) {
                return None;
            }
            let span = alignment.source(at..end);
            let holds = !is_whole || boundaries.contains(&span.start) && boundaries.contains(&span.end);
            holds.then_some((Found { span, needle: n }, end))
        });
        match found {
            Some((found, end)) => {
                // The unit of the last byte belongs to one match only.
                at = alignment.output(alignment.source(end - 1..end)).end;
                all.push(found);
            }
            None => at += 1,
        }
    }
    all
}

/// The ends of the tokens, and in tokens with terms the offsets that are inside no term.
fn boundaries(text: &str) -> Vec<usize> {
    let terms: Vec<_> = Normalizer::new(&[]).word_terms(text).map(|(word, _)| word.span()).collect();
    let mut boundaries = vec![0];
    for token in naqi::tokens(text).map(|token| token.span()) {
        let inside: Vec<_> = terms.iter().filter(|term| token.start <= term.start && term.end <= token.end).collect();
        if !inside.is_empty() {
            let is_outside = |at: &usize| inside.iter().all(|term| *at <= term.start || *at >= term.end);
            boundaries.extend((token.start + 1..token.end).filter(is_outside));
        }
        boundaries.push(token.end);
    }
    boundaries
}
