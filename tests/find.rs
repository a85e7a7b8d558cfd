//! Finding: against a naive finder, on random text, slices cut at every offset; and what is promised by example.

mod random;

use naqi::find::Found;
use naqi::step::{Map, Scheme};
use naqi::{Normalizer, Step, preset};
use random::{Random, code_points};
use std::ops::Range;

/// The whole text at once: every place where a needle stands, in order, the longest first.
fn naive(naqi: &Normalizer, text: &str, needles: &[&str], whole_words: bool) -> Vec<Found> {
    let needles: Vec<_> = needles.iter().map(|needle| naqi.normalize(needle)).collect();
    let mut order: Vec<usize> = (0..needles.len()).filter(|&n| !needles[n].is_empty()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(needles[n].len()));
    let (mut output, mut alignment) = (String::new(), naqi::Alignment::default());
    naqi.align_into(text, &mut output, &mut alignment);
    let mut boundaries: Vec<usize> = naqi::tokens(text).map(|token| token.span().end).collect();
    boundaries.push(0);
    let (mut at, mut all) = (0, Vec::new());
    while at < output.len() {
        let found = order.iter().find_map(|&n| {
            let end = at + needles[n].len();
            let starts = output.is_char_boundary(at) && output[at..].starts_with(&*needles[n]);
            let span = alignment.source(at..end);
            let is_whole = boundaries.contains(&span.start) && boundaries.contains(&span.end);
            (starts && (is_whole || !whole_words)).then_some((Found { span, needle: n }, end))
        });
        match found {
            Some((found, end)) => {
                // The unit of the last byte belongs to this match alone.
                at = alignment.output(alignment.source(end - 1..end)).end;
                all.push(found);
            }
            None => at += 1,
        }
    }
    all
}

fn normalizers() -> Vec<Normalizer> {
    let mut all: Vec<Normalizer> = preset::all().map(|preset| (**preset).clone()).collect();
    let lists: &[&[Step]] = &[
        &[],
        &[Step::Nfc],
        &[Step::Nfkc, Step::StripDiacritics],
        &[Step::StripDiacritics, Step::CollapseSpaces, Step::Trim],
        &[Step::Compose, Step::StripDiacritics, Step::CollapseStretch(2), Step::CollapseSpaces],
        &[Step::Nfc, Step::StripDiacritics, Step::StripTatweel, Step::UnifyAlef, Step::Trim],
        &[Step::Skeleton],
        &[Step::Transliterate(Scheme::Buckwalter)],
        &[Step::Map(Map::new([("ا", "aaa"), ("ب", ""), ("ت", "ba")]).expect("a map")), Step::StripDiacritics],
    ];
    all.extend(lists.iter().map(|list| Normalizer::new(list)));
    all
}

/// A piece of the text, or of what it becomes, or a few letters.
fn needle(random: &mut Random, naqi: &Normalizer, text: &str) -> String {
    let of = match random.below(4) {
        0 => random.arabic(2),
        1 => naqi.normalize(text).into_owned(),
        _ => text.to_owned(),
    };
    let chars: Vec<char> = of.chars().collect();
    let start = random.below(chars.len() + 1);
    let most = if random.below(8) == 0 { 60 } else { 6 };
    let len = random.below(most);
    chars[start..(start + len).min(chars.len())].iter().collect()
}

/// A text in which things come again.
fn text(random: &mut Random) -> String {
    let words: Vec<String> =
        (0..6).map(|_| if random.below(3) == 0 { random.text(8) } else { random.arabic(6) }).collect();
    let mut text = String::new();
    for _ in 0..random.below(24) {
        text += &words[random.below(6)];
        text += ["", "", " ", "  ", "\n"][random.below(5)];
    }
    text
}

#[test]
fn random_needles_are_found_where_the_naive_finder_finds_them_whatever_the_slices() {
    let mut random = Random::from_environment();
    let normalizers = normalizers();
    let (mut hits, mut whole_hits) = (0, 0);
    for case in 0..random.cases(6_000) {
        let naqi = &normalizers[case % normalizers.len()];
        let text = text(&mut random);
        let needle = needle(&mut random, naqi, &text);
        let slice = 1 + random.below(40);
        for whole in [false, true] {
            let expected: Vec<Range<usize>> =
                naive(naqi, &text, &[&needle], whole).into_iter().map(|f| f.span).collect();
            let mut finder = naqi.finder(&needle);
            if whole {
                finder = finder.whole_words();
                whole_hits += expected.len();
            } else {
                hits += expected.len();
            }
            for slice in [slice, 1 << 16] {
                let found: Vec<_> = finder.clone().slices_of(slice).find_iter(&text).collect();
                let (text, needle) = (code_points(&text), code_points(&needle));
                assert_eq!(found, expected, "{needle} in {text}, slices of {slice}, whole {whole}, {naqi}");
            }
        }
    }
    assert!(hits > 10_000 && whole_hits > 1_000 && hits > whole_hits, "{hits}, {whole_hits} whole");
}
