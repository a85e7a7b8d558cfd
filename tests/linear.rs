//! Time is linear, with no cliff: texts, needles and rules that once took quadratic time, or a hundred times what
//! ordinary text takes.

use naqi::find::Found;
use naqi::step::{Map, Step};
use naqi::token::Tokenizer;
use naqi::{Normalizer, preset};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The least of several times: what disturbs a run makes it longer, never shorter.
fn least<T>(mut run: impl FnMut() -> T) -> Duration {
    let begin = Instant::now();
    let mut least = Duration::MAX;
    for round in 0..25 {
        let start = Instant::now();
        black_box(run());
        least = least.min(start.elapsed());
        if round >= 2 && begin.elapsed() > Duration::from_millis(300) {
            break;
        }
    }
    least
}

/// Tries again a few times, since a busy machine may disturb all of one try.
fn assert_soon(what: &str, most: f64, mut ratio: impl FnMut() -> f64) {
    let mut tried = Vec::new();
    while tried.len() < 4 {
        tried.push(ratio());
        if tried.last().is_some_and(|ratio| *ratio <= most) {
            return;
        }
    }
    panic!("{what}: {tried:.1?} times the time, at most {most} are allowed");
}

/// Asserts that four times the size takes at most eight times the time.
fn assert_linear<I, T>(what: &str, size: usize, make: impl Fn(usize) -> I, run: impl Fn(&I) -> T) {
    let (one, four) = (make(size), make(4 * size));
    let time = |input| least(|| run(input)).as_secs_f64();
    assert_soon(what, 8.0, || time(&four) / time(&one));
}

/// Asserts that a text takes at most twenty times what ordinary text of the same length does.
fn assert_no_cliff<T>(what: &str, unit: &[u8], run: impl Fn(&[u8]) -> T) {
    let ordinary = "قال الولد: ذهبت إلى المدرسة (القديمة) في ٣ مايو، ثم عدت. ".as_bytes();
    let [ordinary, hostile] = [ordinary, unit].map(|unit| unit.repeat((64 << 10) / unit.len()));
    let time = |text: &[u8]| least(|| run(text)).as_secs_f64() / text.len() as f64;
    assert_soon(what, 20.0, || time(&hostile) / time(&ordinary));
}

#[test]
fn sentences_of_abbreviations_take_linear_time() {
    let sentences = |text: &String| Tokenizer::arabic_sentences().tokenize(text).count();
    for unit in ["ا.", "أ.د.", "a.ا.", "ا.\u{4E2D}.", "ا.1.", "م. "] {
        assert_linear(unit, 3000, |n| unit.repeat(n), sentences);
    }
}

/// Matches that overlap, of which none is whole: a needle of many words and the beginning of one.
#[test]
fn whole_words_take_linear_time_in_needle_and_text() {
    let search: &Normalizer = &preset::SEARCH;
    let needle = |n| "اب ".repeat(n) + "ا";
    let text = |n| "اب ".repeat(3 * n);
    assert_linear(
        "one",
        1500,
        |n| (search.finder(&needle(n)).whole_words(), text(n)),
        |(finder, text)| assert_eq!(finder.find_iter(text).next(), None),
    );
    assert_linear(
        "many",
        1500,
        |n| (search.finder_of([needle(n), needle(n / 2), needle(1)]).whole_words(), text(n)),
        |(finder, text)| assert_eq!(finder.find_iter(text).next(), None),
    );
}

/// A long needle that nearly comes to its end at each place, beside a short one.
#[test]
fn many_needles_take_linear_time_in_needles_and_text() {
    let search: &Normalizer = &preset::SEARCH;
    assert_linear(
        "one is nearly there",
        1500,
        |n| (search.finder_of(["اب ".repeat(n) + "ت"]), "اب ".repeat(3 * n)),
        |(finder, text)| assert_eq!(finder.find_iter(text).next(), None),
    );
    assert_linear(
        "another is there",
        6000,
        |n| (search.finder_of(["اب ".repeat(n) + "ت", "اب".into()]), "اب ".repeat(3 * n)),
        |(finder, text)| assert!(finder.find_iter(text).all(|Found { needle, .. }| needle == 1)),
    );
    let prefixes = |n: usize| {
        let root = n.isqrt();
        (1..root).map(|k| "ا".repeat(k)).collect::<Vec<_>>()
    };
    assert_linear("each begins the next", 100_000, prefixes, |needles| search.finder_of(needles).needles().len());
}

#[test]
fn maps_take_linear_time_in_their_rules() {
    let beyond = |n: usize| {
        let rules = (0x20000..).filter_map(char::from_u32).take(n).map(|c| (c.to_string(), "ا"));
        Map::new(rules).expect("a rule for each code point")
    };
    assert_linear("a map", 20_000, |n| [Step::Map(beyond(n))], |steps| Normalizer::new(steps).fingerprint());
    let printed = |n| Normalizer::new(&[Step::Map(beyond(n))]).to_string();
    assert_linear("a map in text", 20_000, printed, |text| text.parse::<Normalizer>().map(|n| n.fingerprint()));
}

#[test]
fn lists_of_steps_take_linear_time_in_their_steps() {
    let each = |n: usize| {
        let letters = (0x20000..).filter_map(char::from_u32).take(n);
        let map = |c: char| Step::Map(Map::new([(c.to_string(), "ا")]).expect("one rule"));
        letters.map(map).collect::<Vec<_>>()
    };
    assert_linear("a rule each", 1000, each, |steps| Normalizer::new(steps).fingerprint());
    let swaps = |n: usize| {
        let letters = (0x20000..).filter_map(char::from_u32).take(n).map(|c| (c.to_string(), "a"));
        let swap = |from, to| Step::Map(Map::new([(from, to)]).expect("one rule"));
        let mut steps = vec![Step::Map(Map::new(letters).expect("rules"))];
        steps.extend((0..n / 2).flat_map(|_| [swap("a", "b"), swap("b", "a")]));
        steps
    };
    assert_linear("the same letters again and again", 500, swaps, |steps| Normalizer::new(steps).fingerprint());
    let text = |n: usize| Normalizer::new(&each(n)).to_string();
    assert_linear("in text", 1000, text, |text| text.parse::<Normalizer>().map(|n| n.fingerprint()));
}

#[test]
fn what_is_no_utf_8_is_replaced_as_fast_as_other_text_is_taken() {
    let lossy = |bytes: &[u8]| {
        let (mut stream, mut out) = (preset::SEARCH.stream().lossy(), String::new());
        stream.push(bytes, &mut out).and_then(|()| stream.finish(&mut out)).expect("a lossy stream has no errors");
        stream.replaced()
    };
    for unit in [&b"\xFF"[..], b"\xE2\x28", b"a\xFF", b"\xC0\x80", b"\xF0\x9F\xFF", b"\xD8\xD8"] {
        assert_no_cliff(&format!("{unit:X?}"), unit, lossy);
    }
}
