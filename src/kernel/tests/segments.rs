//! Tokens, words and terms of the kernels, compared with the scalar rules of UAX #29.

use crate::kernel::tests::random::code_points;
use crate::kernel::tests::{Random, cases, filled};
use crate::letters::is_mark;
use crate::preset;
use crate::token::{TokenKind, has_letter_or_number, parts, token_by_rules};
use crate::{Normalizer, Token};

/// A sample of each kind that the rules or the bit arithmetic distinguish.
const SAMPLES: [&str; 54] = [
    "ب",
    "ا",
    "ة",
    "پ",
    "ﻻ",
    "ﷺ",
    "\u{64E}",
    "\u{654}",
    "\u{640}",
    "\u{10EFD}",
    "٣",
    "۴",
    "5",
    "０",
    "a",
    "É",
    "_",
    "‿",
    ".",
    ",",
    ":",
    ";",
    "'",
    "’",
    "\"",
    "،",
    "٫",
    "٬",
    "؛",
    "؟",
    "-",
    " ",
    "  ",
    "\t",
    "\u{A0}",
    "\u{3000}",
    "\r",
    "\n",
    "\r\n",
    "\u{2028}",
    "\u{200D}",
    "\u{200C}",
    "\u{200B}",
    "\u{FE0F}",
    "\u{20E3}",
    "א",
    "カ",
    "漢",
    "🇸🇦",
    "🇪",
    "😀",
    "👩\u{200D}🔬",
    "\u{1F3FD}",
    "ก",
];

fn by_rules(text: &str) -> Vec<(Token<'_>, bool)> {
    let mut at = 0;
    let mut all = Vec::new();
    while at < text.len() {
        let (token, is_word) = token_by_rules(text, at);
        at = token.span().end;
        all.push((token, is_word));
    }
    all
}

fn check_segments(text: &str) {
    let expected = by_rules(text);
    let shown = |(span, kind): (std::ops::Range<usize>, TokenKind)| format!("{span:?} {}", kind.name());
    let differ = |what: &str, given: Vec<Token<'_>>, expected: Vec<Token<'_>>| {
        let n = given.iter().zip(&expected).take_while(|(a, b)| a == b).count();
        let [given, expected] = [given.get(n), expected.get(n)].map(|t| t.map(|t| shown((t.span(), t.kind()))));
        panic!("{what} {n} of {}: {given:?}, by the rules {expected:?}", code_points(text));
    };
    if !crate::tokens(text).eq(expected.iter().map(|t| t.0)) {
        differ("token", crate::tokens(text).collect(), expected.iter().map(|t| t.0).collect());
    }
    let words = || expected.iter().filter(|t| t.1).map(|t| t.0);
    if !crate::words(text).eq(words()) {
        differ("word", crate::words(text).collect(), words().collect());
    }
}

fn check_terms(name: &str, normalizer: &Normalizer, text: &str) {
    let mut expected = Vec::new();
    for part in by_rules(text).into_iter().filter(|t| t.1).flat_map(|(word, _)| parts(word)) {
        let normalized = normalizer.normalize(part.text());
        let is_letter = |c: char| has_letter_or_number(c.encode_utf8(&mut [0; 4]));
        let is_marks = |c: char| normalizer.normalize(c.encode_utf8(&mut [0; 4])).chars().all(is_mark);
        let is_written = |c: char| is_letter(c) && !is_marks(c);
        let is_of_signs = !normalized.contains(is_letter) && part.text().contains(is_written);
        let terms = normalized.split(' ').filter(|term| term.contains(is_letter) || is_of_signs && !term.is_empty());
        expected.extend(terms.map(|term| (part, String::from(term))));
    }
    let mut given = Vec::new();
    normalizer.for_each_term(text, |word, term| given.push((word, String::from(term))));
    let n = given.iter().zip(&expected).take_while(|(a, b)| a == b).count();
    if n < given.len() || n < expected.len() {
        let [given, expected] = [given.get(n), expected.get(n)]
            .map(|t| t.map(|(word, term)| (word.span(), word.kind(), code_points(term))));
        panic!("{name}: term {n} of {}: {given:?}, by the rules {expected:?}", code_points(text));
    }
    assert!(
        normalizer.word_terms(text).map(|(word, term)| (word, term.into_owned())).eq(given),
        "{}",
        code_points(text)
    );
}

/// Normalizers that replace characters of words by spaces, and others by letters.
fn unusual_normalizers() -> Vec<(String, Normalizer)> {
    let lists = [
        "map(ة=\\u{20}, ه=)",
        "map(.=ب, 5=, ا=ﷺ)",
        "map(ب=漢, _=\\u{20})",
        "map(a=5, 5=a, ٣=ب)",
        "map(ب=\\u{20}ب, ا=ا\\u{20}, s=\\u{20})",
        "map(ة=x\\u{20}, ﻻ=a\\u{20}, پ=\\u{20}x, É=a\\u{20}b)",
        "nfkc",
        "collapse_stretch(1), trim",
        "transliterate(buckwalter)",
        "strip_joiners, unify_spaces",
    ];
    let named = |steps: &str| steps.parse().map(|made| (steps.into(), made));
    lists.into_iter().map(|steps| named(steps).unwrap_or_else(|e| panic!("{steps}: {e}"))).collect()
}

fn all_normalizers() -> Vec<(String, Normalizer)> {
    let presets = preset::all().map(|preset| (preset.name().into(), Normalizer::clone(preset)));
    presets.chain(unusual_normalizers()).collect()
}

#[test]
fn three_samples_are_segmented_by_the_rules_at_every_block_end() {
    let search = Normalizer::clone(&preset::SEARCH);
    let offsets = [0, 1, 57, 58, 59, 60, 61, 62, 63, 64, 120, 125, 126, 192, 250, 251, 252, 253, 254, 255, 256];
    let count = SAMPLES.len();
    for n in cases(count * count * count) {
        let samples = [n / count / count, n / count % count, n % count].map(|n| SAMPLES[n]).concat();
        // Each triple at one of the offsets in turn.
        let before = filled(["ب", "ب ", "b", " ."][n % 4], offsets[(n / 4 + n / count) % offsets.len()]);
        let rest = ["", " ب", "ب. 5.5 b, a:b", "ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب ب"];
        for after in rest {
            let text = [&before, &*samples, after].concat();
            check_segments(&text);
            if n % 4 == 0 {
                check_terms("search", &search, &text);
            }
        }
    }
}

#[test]
fn samples_are_segmented_by_the_rules_at_every_offset() {
    let after = ["", "ب", ".5", " ", "\u{64E}"];
    // Two blocks, and the end of a batch of 256 bytes.
    let offsets: Vec<usize> = (0..131).chain(240..259).collect();
    for n in cases(offsets.len() * SAMPLES.len() * after.len()) {
        let (offset, n) = (offsets[n % offsets.len()], n / offsets.len());
        let (sample, after) = (SAMPLES[n / after.len()], after[n % after.len()]);
        for filler in ["ب", "b", "ب ", "5", "a ", ". ", "א", "漢", "😀"] {
            check_segments(&[&filled(filler, offset), sample, after].concat());
            check_segments(&[&filled(filler, offset), sample, &filled(filler, 70), after].concat());
        }
    }
}

/// A word over several blocks is kept open until its end. Scalar rules take over if it is very long.
#[test]
fn long_words_are_segmented_and_normalized_by_the_rules() {
    let normalizers = [Normalizer::clone(&preset::SEARCH), Normalizer::clone(&preset::LIGHT), Normalizer::new(&[])];
    let fillers = ["ب", "b", "ب\u{64E}", "5", "\u{640}", "\u{64E}", "_", "5.", "ب'", "ﻻ", "漢", "\u{10EFD}"];
    for n in cases(fillers.len() * SAMPLES.len() * 60) {
        let (filler, n) = (fillers[n % fillers.len()], n / fillers.len());
        let (sample, len) = (SAMPLES[n % SAMPLES.len()], n / SAMPLES.len() * 9 + n % 9);
        let text = ["ab ", &filled(filler, len), sample, &filled(filler, len / 2), " ", sample, "ا"].concat();
        check_segments(&text);
        for normalizer in &normalizers {
            check_terms("a preset", normalizer, &text);
        }
    }
}

/// Extend, Format and ZWJ characters up to a block's end, after a line break or anything else, and then a character that
/// masks do not decide. WB4 joins them to the character before them, unless it is a line break (WB3a).
#[test]
fn wb4_is_applied_across_block_ends() {
    let before =
        ["", "  ", "ب  ", "\u{3000} ", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "ب", "5", " ", ".", "a\n", "漢", "א"];
    let ignored =
        ["\u{64E}", "\u{200F}", "\u{200C}", "\u{FEFF}", "\u{FE0F}", "\u{AD}", "\u{301}", "\u{200D}", "\u{64E}\u{200F}"];
    let after =
        ["漢", "カ", "א", "ก", "\u{20E3}", "½", "\u{600}", "\u{890}", "ℹ", "🇸", "😀", "ب", "5", "_", ".", "\n", ""];
    let search = Normalizer::clone(&preset::SEARCH);
    let count = before.len() * ignored.len() * after.len();
    for n in cases(count * 32) {
        let (len, n) = (n / count + 44, n % count);
        let (before, n) = (before[n % before.len()], n / before.len());
        let (ignored, after) = (ignored[n % ignored.len()], after[n / ignored.len()]);
        for front in ["", "b ", "كتاب في "] {
            let text = [front, before, &ignored.repeat(len * 2 / ignored.len()), after, "ب"].concat();
            check_segments(&text);
            check_terms("search", &search, &text);
            let words: Vec<&str> = crate::words(&text).map(|word| word.text()).collect();
            let analyzer = crate::search::analyzer::words();
            assert_eq!(analyzer.terms(&text), analyzer.terms(&words.join("\n")), "{}", code_points(&text));
        }
    }
}

/// A row of spaces is one segment (WB3d), and a ZWJ after it joins it to a pictograph (WB3c), which may be a letter.
#[test]
fn rows_of_spaces_are_joined_to_a_pictograph_across_block_ends() {
    let search = Normalizer::clone(&preset::SEARCH);
    for n in cases(140 * 3 * 4) {
        let (len, n) = (n % 140, n / 140);
        let (pictograph, front) = (["ℹ", "Ⓜ", "😀"][n % 3], ["", "ب", "ab ", "\n"][n / 3]);
        for spaces in [" ", "\u{2009}", "\u{3000} "] {
            let text = [front, &spaces.repeat(len), "\u{200D}", pictograph, "ب"].concat();
            check_segments(&text);
            check_terms("search", &search, &text);
            let words: Vec<&str> = crate::words(&text).map(|word| word.text()).collect();
            let analyzer = crate::search::analyzer::words();
            assert_eq!(analyzer.terms(&text), analyzer.terms(&words.join("\n")), "{}", code_points(&text));
        }
    }
}

/// Random samples, most of them of a few kinds.
fn random_text(random: &mut Random, max_samples: usize) -> String {
    let kinds = [SAMPLES.len(), 8, 20, 40][random.below(4)];
    let ordinary = random.below(12);
    let mut text = String::new();
    for _ in 0..random.below(max_samples) {
        match random.below(ordinary + 4) {
            0..2 => text += SAMPLES[random.below(SAMPLES.len())],
            2 => text += SAMPLES[random.below(kinds)],
            3 => text.push(' '),
            _ => text += ["كتاب", "م", "word", "12"][random.below(4)],
        }
    }
    text
}

#[test]
fn random_samples_are_segmented_by_the_rules() {
    let mut random = Random::from_environment();
    for _ in 0..random.cases(60_000) {
        check_segments(&random_text(&mut random, 120));
    }
}

#[test]
fn random_text_of_all_of_unicode_is_segmented_by_the_rules() {
    let mut random = Random::from_environment();
    for _ in 0..random.cases(15_000) {
        check_segments(&random.text(150));
    }
}

#[test]
fn every_code_point_is_segmented_by_the_rules_among_letters() {
    for c in cases(0x110000).filter_map(|n| char::from_u32(n as u32)) {
        let text = match c as u32 % 4 {
            0 => String::from_iter([c]),
            1 => String::from_iter(['ب', c, 'ب']),
            2 => String::from_iter(['5', '.', c, ' ', c]),
            _ => filled("ب", 60) + &String::from_iter([c, 'b', c]),
        };
        check_segments(&text);
        if c < '\u{20000}' {
            check_segments(&String::from_iter(['ب', c, 'ب', ' ', c, '.', c, '5', c, c]));
        }
    }
}

#[test]
fn terms_are_words_normalized_one_by_one() {
    let normalizers = all_normalizers();
    let mut random = Random::from_environment();
    for _ in 0..random.cases(3_000) {
        let text = match random.below(3) {
            0 => random.text(100),
            _ => random_text(&mut random, 100),
        };
        for (name, normalizer) in &normalizers {
            check_terms(name, normalizer, &text);
        }
    }
}
