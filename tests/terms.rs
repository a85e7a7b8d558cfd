//! Which parts of words are terms, and their spans: against a naive version on random text, and promises by example.

mod random;

use icu_properties::CodePointMapData;
use icu_properties::props::{EnumeratedProperty, GeneralCategory, GeneralCategoryGroup, Script, WordBreak};
use naqi::preset::{self, SEARCH};
use naqi::token::TokenKind;
use naqi::{Analyzer, Normalizer, analyzer, words};
use random::{Random, code_points};
use std::ops::Range;

fn property<P: EnumeratedProperty>(c: char) -> P {
    CodePointMapData::<P>::new().get(c)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    ArabicLetter,
    LetterOrNumber,
    Sign,
    Keycap,
    Other,
}

fn kind(c: char) -> Kind {
    let general: GeneralCategory = property(c);
    let is_ignored = matches!(property(c), WordBreak::Extend | WordBreak::Format | WordBreak::ZWJ);
    let alone = words(c.encode_utf8(&mut [0; 4])).next().map(|word| word.kind());
    if c == '\u{20E3}' {
        Kind::Keycap
    } else if let Some(kind) = alone {
        let is_arabic = property::<Script>(c) == Script::Arabic || c == '\u{640}';
        if is_arabic && kind == TokenKind::Word { Kind::ArabicLetter } else { Kind::LetterOrNumber }
    } else if is_ignored || property::<WordBreak>(c) == WordBreak::ExtendNumLet {
        Kind::Other
    } else if GeneralCategoryGroup::Punctuation.contains(general) || GeneralCategoryGroup::Symbol.contains(general) {
        Kind::Sign
    } else {
        Kind::Other
    }
}

fn is_term(text: &str) -> bool {
    text.chars().any(|c| matches!(kind(c), Kind::ArabicLetter | Kind::LetterOrNumber))
}

/// The parts of a word: what is left without the signs beside Arabic letters, U+060D, and keycaps.
fn naive_parts(word: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char, Kind)> = word.char_indices().map(|(at, c)| (at, c, kind(c))).collect();
    let is_base = |n: &usize| matches!(chars[*n].2, Kind::ArabicLetter | Kind::LetterOrNumber);
    let mut is_part = vec![true; word.len()];
    for (n, &(at, _, kind)) in chars.iter().enumerate() {
        let divides = match kind {
            Kind::Sign | Kind::Keycap => {
                let before = (0..n).rev().find(is_base);
                let after = (n..chars.len()).find(is_base);
                let is_arabic = |n: Option<usize>| n.is_some_and(|n| chars[n].2 == Kind::ArabicLetter);
                let signs = &chars[before.map_or(0, |n| n + 1)..after.unwrap_or(chars.len())];
                let always = signs.iter().any(|(_, c, kind)| *kind == Kind::Keycap || *c == '\u{60D}');
                always || is_arabic(before) || is_arabic(after)
            }
            _ => false,
        };
        if divides {
            let styled = kind == Kind::Keycap && n > 0 && chars[n - 1].1 == '\u{FE0F}';
            let start = if styled { chars[n - 1].0 } else { at };
            let end = (n..chars.len()).find(is_base).map_or(word.len(), |n| chars[n].0);
            is_part[start..end].fill(false);
        }
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in (0..word.len()).filter(|at| is_part[*at]) {
        match parts.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => parts.push(at..at + 1),
        }
    }
    parts.retain(|part| chars.iter().enumerate().any(|(n, (at, ..))| part.contains(at) && is_base(&n)));
    parts
}

/// Texts of words that signs join.
fn signed(random: &mut Random) -> String {
    let parts = [
        "ج",
        "م",
        "لا",
        "يوجد",
        "كِتَابٌ",
        "عَبْدُ",
        "هـ",
        "ﷺ",
        "کتاب\u{200C}ها",
        "ab",
        "don",
        "漢",
        "1",
        "٢٠٢٤",
        "۴",
        "\u{640}",
        "\u{64E}",
        "\u{FE0F}",
        "\u{20E3}",
        "\u{200F}",
        "\u{200D}",
        "\u{202F}",
        "\u{670}",
        "\u{600}",
    ];
    let signs = [
        ".", ".", ",", ":", "'", "’", "_", "\u{60D}", "،", "٫", "٬", "·", "\u{2C2}", "😀", "ℹ", "\u{5F4}", "\u{2027}",
        " ", "\n",
    ];
    let mut text = String::new();
    for _ in 0..random.below(40) {
        text += parts[random.below(parts.len())];
        match random.below(4) {
            0 => {}
            1 => text += " ",
            _ => text += signs[random.below(signs.len())],
        }
    }
    text
}

fn texts(random: &mut Random, count: usize) -> Vec<String> {
    let mut all = vec![include_str!("../examples/data/sample.txt").to_owned()];
    all.extend((0..count).map(|n| match n % 4 {
        0 => random.arabic(200),
        1 => random.text(100),
        _ => signed(random),
    }));
    all
}

#[test]
fn words_are_those_of_uax_29_divided_by_signs_beside_arabic_letters() {
    let mut random = Random::from_environment();
    let cases = random.cases(8_000);
    let (mut divided, identity) = (0, Normalizer::new(&[]));
    for text in texts(&mut random, cases) {
        let mut expected = Vec::new();
        for word in words(&text) {
            let parts = naive_parts(word.text());
            divided += usize::from(parts.len() != 1 || parts[0] != (0..word.text().len()));
            expected.extend(parts.into_iter().map(|part| word.span().start + part.start..word.span().start + part.end));
        }
        let mut spans: Vec<_> = identity.word_terms(&text).map(|(word, _)| word.span()).collect();
        spans.dedup();
        assert_eq!(spans, expected, "{}", code_points(&text));
    }
    assert!(divided > 5_000, "{divided}");
}

/// Letters and digits that become marks of the same length, and spaces.
fn maps() -> [Normalizer; 3] {
    ["map(٢=\u{651}, ب=\u{64E})", "unify_alef, map(ا=\u{670})", "map(ك=x\u{20}, د=\u{64B})"]
        .map(|map| map.parse().expect("steps"))
}

#[test]
fn every_way_to_the_terms_of_a_text_gives_the_same() {
    let mut random = Random::from_environment();
    let cases = random.cases(2_000);
    let maps = maps();
    for text in texts(&mut random, cases) {
        for normalizer in preset::all().map(|preset| &**preset).chain(&maps) {
            let mut expected = Vec::new();
            for word in words(&text) {
                for part in naive_parts(word.text()) {
                    let start = word.span().start;
                    let terms = normalizer.normalize(&word.text()[part.clone()]).into_owned();
                    let span = start + part.start..start + part.end;
                    expected.extend(terms.split(' ').filter(|t| is_term(t)).map(|t| (span.clone(), t.to_owned())));
                }
            }
            let mut found = Vec::new();
            normalizer.for_each_term(&text, |word, term| found.push((word.span(), term.to_owned())));
            assert_eq!(found, expected, "{} {}", normalizer, code_points(&text));
            let iterated = normalizer.word_terms(&text).map(|(word, term)| (word.span(), term.into_owned()));
            assert!(iterated.eq(found), "{} {}", normalizer, code_points(&text));
        }
    }
}

#[test]
fn every_term_of_an_analyzer_holds_a_letter_or_a_number_and_lies_in_a_word() {
    let mut random = Random::from_environment();
    let cases = random.cases(2_000);
    let others = maps().into_iter().chain([(*preset::LIGHT).clone()]).map(Analyzer::new).collect::<Vec<_>>();
    let all = || analyzer::all().map(|(_, analyzer)| analyzer).chain(&others);
    for text in texts(&mut random, cases) {
        for analyzer in all() {
            let mut end = 0;
            analyzer.for_each_term(&text, |term| {
                assert!(is_term(term.text), "{} {}", code_points(term.text), code_points(&text));
                assert!(text.get(term.span.clone()).is_some_and(|source| !source.is_empty()), "{:?}", term.span);
                assert!(end <= term.span.end, "{:?} {}", term.span, code_points(&text));
                end = term.span.end;
            });
        }
    }
}

#[test]
fn a_word_whose_letters_become_signs_is_a_term() {
    let buckwalter: Normalizer = "transliterate(buckwalter)".parse().expect("a step");
    assert_eq!(buckwalter.terms("ش ء.ذ"), ["$", "'", "*"]);
    assert!(SEARCH.terms("\u{640}_ \u{640}\u{FE0F} \u{640}").is_empty());
}

#[test]
fn a_word_that_loses_its_letters_has_no_term_though_its_length_is_the_same() {
    // One letter of two bytes is deleted, and two marks of two bytes become marks of three.
    let normalizer: Normalizer = "map(ب=, \u{64E}=\u{1AB0})".parse().expect("steps");
    assert_eq!(normalizer.normalize("ب\u{64E}\u{64E}"), "\u{1AB0}\u{1AB0}");
    assert!(normalizer.terms("ب\u{64E}\u{64E}").is_empty());
}

#[test]
fn a_text_of_stop_words_signs_or_marks_alone_has_no_terms() {
    for analyzer in [analyzer::default(), analyzer::light(), analyzer::wide()] {
        for text in ["في", "من هذا؟", "وَفِي هٰذا", "", " ", "؟!", "\u{64E}", "\u{640}\u{64E}", "😀", "_"]
        {
            assert!(analyzer.terms(text).is_empty(), "{analyzer}: {}", code_points(text));
        }
    }
    assert_eq!(analyzer::words().terms("من هذا؟").join(" "), "من هذا");
}

/// The terms of a text, each with the source of its span and its position.
fn terms<'t>(analyzer: &Analyzer, text: &'t str) -> Vec<(String, &'t str, usize)> {
    let mut all = Vec::new();
    // The second time from the cache.
    for _ in 0..2 {
        all.clear();
        analyzer.for_each_term(text, |term| all.push((term.text.into(), &text[term.span], term.position)));
    }
    all
}

fn check(analyzer: &Analyzer, text: &str, expected: &[(&str, &str, usize)]) {
    let found = terms(analyzer, text);
    let expected: Vec<_> = expected.iter().map(|(term, source, n)| ((*term).to_owned(), *source, *n)).collect();
    assert_eq!(found, expected, "{analyzer}");
}

#[test]
fn signs_are_no_terms_and_parts_have_positions() {
    for analyzer in [analyzer::words(), analyzer::light(), analyzer::default()] {
        check(analyzer, "ج.م.ع", &[("ج", "ج", 0), ("م", "م", 1), ("ع", "ع", 2)]);
        check(analyzer, "كِتاب.pdf", &[("كتاب", "كِتاب", 0), ("pdf", "pdf", 1)]);
        check(analyzer, "قال:نجح", &[("قال", "قال", 0), ("نجح", "نجح", 1)]);
        check(analyzer, "5\u{FE0F}\u{20E3} ab.قمر", &[("5", "5", 0), ("ab", "ab", 1), ("قمر", "قمر", 2)]);
        let date = [("2024", "٢٠٢٤", 0), ("01", "٠١", 1), ("15", "١٥", 2)];
        check(analyzer, "٢٠٢٤\u{60D}٠١\u{60D}١٥", &date);
        let kept = [("1234.56", "1,234.56", 0), ("example.com", "example.com", 1), ("don't", "don't", 2)];
        check(analyzer, "1,234.56 example.com don't", &kept);
    }
    assert_eq!(SEARCH.terms("ج.م.ع ab.نعم 5\u{FE0F}\u{20E3}").join(" "), "ج م ع ab نعم 5");
    assert_eq!(SEARCH.terms("٢٠٢٤\u{60D}٠١\u{60D}١٥ 1,234.56").join(" "), "2024 01 15 1,234.56");
}

#[test]
fn subwords_have_spans_of_their_own() {
    for analyzer in [analyzer::words(), analyzer::light(), analyzer::default()] {
        check(analyzer, "عَبْدُالقَـادِرِ", &[("عبد", "عَبْدُ", 0), (&term_of(analyzer, "القادر"), "القَـادِرِ", 1)]);
        check(analyzer, "عبدالرزاق", &[("عبد", "عبد", 0), (&term_of(analyzer, "الرزاق"), "الرزاق", 1)]);
        check(analyzer, "#قَمَر_جديد", &[("قمر", "قَمَر", 0), ("جديد", "جديد", 1)]);
        check(analyzer, "قمر٢٤", &[("قمر", "قمر", 0), ("24", "٢٤", 1)]);
        check(analyzer, "٢٠٢٤م", &[("2024", "٢٠٢٤", 0)]);
        check(analyzer, "snake_case", &[("snake", "snake", 0), ("case", "case", 1)]);
    }
}

#[test]
fn words_of_one_character_have_its_span() {
    let analyzer: Analyzer = "search, map(ج=د ر) | stem(light)".parse().expect("an analyzer");
    let parts = [("ق", "قَ", 0), ("د", "جَ", 1), ("ر", "جَ", 2), ("م", "مَ", 3)];
    check(&analyzer, "قَجَمَ", &parts);
    check(analyzer::light(), "قمر ﷺ", &[("قمر", "قمر", 0), ("صلي", "ﷺ", 1), ("الله", "ﷺ", 2), ("سلم", "ﷺ", 4)]);
}

/// The only term of a word.
fn term_of(analyzer: &Analyzer, word: &str) -> String {
    analyzer.terms(word).concat()
}
