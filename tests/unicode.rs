//! Words and sentences have the boundaries of Unicode's and ICU's test files, and those of ICU4X.

use icu_segmenter::{SentenceSegmenter, WordSegmenter, options};
use std::io::Read;

mod random;

/// The lines of a test file: the text of each, and its boundaries.
fn lines(name: &str) -> Vec<(String, Vec<usize>)> {
    let path = format!("{}/tests/data/segmentation/{name}.txt.gz", env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    let file = std::fs::File::open(&path).expect("the file is there");
    flate2::read::GzDecoder::new(file).read_to_string(&mut all).expect("the file is text");
    let parse = |line: &str| {
        let line = line.split('#').next().unwrap_or_default().trim();
        (!line.is_empty()).then(|| {
            let (mut text, mut boundaries) = (String::new(), Vec::new());
            for part in line.split_whitespace() {
                match part {
                    "÷" => boundaries.push(text.len()),
                    "×" => {}
                    code => {
                        text.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a scalar value"))
                    }
                }
            }
            (text, boundaries)
        })
    };
    all.lines().filter_map(parse).collect()
}

fn boundaries<'t>(tokens: impl Iterator<Item = naqi::Token<'t>>) -> Vec<usize> {
    [0].into_iter().chain(tokens.map(|t| t.span().end)).collect()
}

fn check(name: &str, at_least: usize, found: impl Fn(&str) -> Vec<usize>) {
    let lines = lines(name);
    assert!(lines.len() >= at_least, "{name} has {} lines", lines.len());
    for (n, (text, expected)) in lines.iter().enumerate() {
        let found = found(text);
        let differs = found.iter().zip(expected).find(|(a, b)| a != b);
        assert!(
            found == *expected,
            "{name}, line {}: first (found, expected) {differs:?} in {}",
            n + 1,
            random::code_points(differs.map_or(text, |(a, b)| &text[..*a.max(b)])),
        );
    }
    println!("{name}: {} lines", lines.len());
}

#[test]
fn words_have_the_boundaries_of_the_official_lines() {
    for version in ["WordBreakTest_17", "WordBreakTest_18"] {
        check(version, 1_944, |text| boundaries(naqi::tokens(text)));
    }
}

#[test]
fn words_have_the_boundaries_of_icu_s_random_lines() {
    check("WordBreakRandomTest_17", 1_000, |text| boundaries(naqi::tokens(text)));
}

#[test]
fn sentences_have_the_boundaries_of_the_official_lines() {
    for version in ["SentenceBreakTest_17", "SentenceBreakTest_18"] {
        check(version, 512, |text| boundaries(naqi::sentences(text)));
    }
}

#[test]
fn sentences_have_the_boundaries_of_icu_s_random_lines() {
    check("SentenceBreakRandomTest_17", 100, |text| boundaries(naqi::sentences(text)));
}

fn agrees_with_icu(text: &str) {
    // A fault of ICU4X 2.4.0: it splits Katakana, ZWJ from an underscore that follows, against WB4 and WB13a.
    let katakana = |c: char| text.contains('\u{200D}') && random::is_katakana(c);
    let text: String = text.chars().filter(|&c| random::icu_goes_by_rules(c) && !katakana(c)).collect();
    let text = text.as_str();
    let words = WordSegmenter::new_for_non_complex_scripts(options::WordBreakInvariantOptions::default());
    let sentences = SentenceSegmenter::new(options::SentenceBreakInvariantOptions::default());
    let expected: Vec<usize> = words.segment_str(text).collect();
    assert_eq!(boundaries(naqi::tokens(text)), expected, "words of {}", random::code_points(text));
    let expected: Vec<usize> = sentences.segment_str(text).collect();
    assert_eq!(boundaries(naqi::sentences(text)), expected, "sentences of {}", random::code_points(text));
}

#[test]
fn random_text_has_the_boundaries_of_icu4x() {
    let mut random = random::Random::from_environment();
    for _ in 0..random.cases(100_000) {
        agrees_with_icu(&random.text(40));
    }
}

#[test]
fn random_arabic_text_has_the_boundaries_of_icu4x() {
    let mut random = random::Random::from_environment();
    for _ in 0..random.cases(100_000) {
        agrees_with_icu(&random.arabic(24));
    }
}

#[test]
fn every_pair_of_classes_has_the_boundaries_of_icu4x() {
    let samples = random::one_of_each_kind();
    for &a in &samples {
        for &b in &samples {
            agrees_with_icu(&String::from_iter([a, b]));
            agrees_with_icu(&String::from_iter(['س', a, b, 'س', '3', a, '3']));
        }
    }
}

/// Where ICU4X 2.4.0 is wrong, `unicode-segmentation` is the reference, which is wrong elsewhere.
#[test]
fn an_underscore_joins_katakana_through_a_zwj() {
    use unicode_segmentation::UnicodeSegmentation;
    for text in ["\u{30AB}\u{200D}_", "\u{30AB}\u{64E}\u{200D}_\u{30AB}", "\u{2139}\u{30AB}\u{200D}_"] {
        let expected: Vec<usize> = text.split_word_bound_indices().map(|w| w.0).chain([text.len()]).collect();
        assert_eq!(boundaries(naqi::tokens(text)), expected, "{}", random::code_points(text));
    }
}

/// The lines of the real texts, if they are available.
#[test]
fn real_text_has_the_boundaries_of_icu4x() {
    let folder = format!("{}/../shared/real", env!("CARGO_MANIFEST_DIR"));
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        text.split_inclusive('\n').for_each(agrees_with_icu);
        println!("{}: {} lines", path.display(), text.lines().count());
    }
}

/// ICU4X's properties are of a newer Unicode than its word boundaries, so boundaries are compared.
#[test]
fn the_word_break_property_of_every_code_point_agrees_with_word_boundaries() {
    use naqi::token::WordBreak as Is;
    for c in '\0'..=char::MAX {
        let is = Is::of(c);
        let whole = |text: String| naqi::tokens(&text).count() == 1;
        let joins_all =
            matches!(is, Is::ALetter | Is::ALetterPictograph | Is::HebrewLetter | Is::Numeric | Is::ExtendNumLet)
                || matches!(is, Is::Extend | Is::Format | Is::Zwj | Is::MidNumLet | Is::SingleQuote);
        let found = (whole(format!("a{c}a")), whole(format!("1{c}1")), whole(format!("カ{c}カ")));
        let joins_katakana = matches!(is, Is::Katakana | Is::ExtendNumLet | Is::Extend | Is::Format | Is::Zwj);
        let expected = (joins_all || is == Is::MidLetter, joins_all || is == Is::MidNum, joins_katakana);
        assert_eq!(found, expected, "U+{:04X} is {is:?}", c as u32);
    }
}
