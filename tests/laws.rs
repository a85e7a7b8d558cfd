//! The laws for every step alone, every preset and some lists of steps, over every code point and random text.
//!
//! `NAQI_CASES=10000000 NAQI_SEED=7 cargo test --release --test laws` runs more cases from another seed.

mod random;

use naqi::step::Step;
use naqi::{Normalizer, preset};
use random::{Random, code_points};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Lists that combine steps as presets do not.
const LISTS: &[&str] = &[
    "unify_forms, unify_alef, unify_yeh",
    "unify_yeh, strip_joiners",
    "unify_hamza, strip_tatweel",
    "dagger_alef(alef), unify_alef",
    "unify_forms, strip_tashkeel, unify_alef_hamza",
    "unify_forms, unify_heh_goal, trim, collapse_stretch(2)",
    "strip_quranic_marks, strip_tatweel, collapse_stretch(1), collapse_spaces",
    "compose, unify_waw, unify_foreign, digits(persian)",
    "strip_diacritics, unify_punctuation, fold_case",
    "strip_diacritics, map(\\n=, \\u{20}=)",
    "unify_sorani_ae, strip_tashkeel, strip_tatweel",
    "unify_sorani_ae, strip_joiners, unify_heh, collapse_stretch(1)",
    "unify_forms, unify_alef, map(ا=ا, ب=ب, ي=ي, \\u{64E}=\\u{64E}, *=), trim",
    // A list for search with the step for the Quran's spelling, and one that distinguishes the hamzas.
    "compose, unify_uthmani, unify_forms, strip_diacritics, strip_quranic_marks, strip_tatweel, strip_invisible, \
     strip_bidi, strip_joiners, unify_alef, unify_yeh, unify_teh_marbuta, unify_kaf, unify_heh, fold_case",
    "compose, unify_uthmani, unify_forms, strip_diacritics, strip_quranic_marks, strip_tatweel, strip_joiners, unify_yeh",
    // Cleaning: what a list of several of these steps does to the neighbours of one another.
    "strip_tatweel, strip_last_vowel, strip_tanwin_alef, strip_redundant_vowels",
    "unify_alef, unify_yeh, strip_shadda, strip_redundant_vowels, strip_last_vowel, trim",
    "strip_emoji(space), strip_latin(space), collapse_stretch(doubles), collapse_punctuation, collapse_spaces",
    "strip_symbols(delete), strip_tatweel, collapse_laughter, space_punctuation(after), collapse_punctuation, trim",
    "strip_punctuation(space), strip_digits(delete), unify_spaces, space_punctuation(around)",
    "unify_forms, strip_diacritics, keep_arabic, trim",
    "unify_spaces, strip_tatweel, space_digits, trim, join_affixes(zwnj)",
    "strip_joiners, strip_diacritics, unify_yeh, unify_kaf, join_affixes(delete), collapse_spaces",
    "unify_punctuation, strip_symbols(space), digits(arabic), join_thousands, unify_latin_digits, collapse_spaces",
    "strip_punctuation(space), strip_diacritics, join_thousands, space_digits, unify_latin_digits",
    "unify_forms, strip_tatweel, strip_stray_zwnj, strip_tanwin_alef, join_thousands, space_digits, space_punctuation(after)",
    "strip_joiners, fold_case, strip_symbols(space), compose_latin, space_punctuation(after), trim",
    "strip_diacritics, strip_latin(delete), unify_punctuation, space_punctuation(around), collapse_punctuation",
];

/// A normalizer under test, with its name.
fn subjects() -> Vec<(String, Normalizer)> {
    let lists = LISTS.iter().map(|list| list.parse().expect("a list of steps"));
    Step::all()
        .map(|step| Normalizer::new(&[step]))
        .chain(preset::all().map(|p| (**p).clone()))
        .chain(lists)
        .map(|n| (n.to_string(), n))
        .collect()
}

fn is_exempt_from_equivalence(normalizer: &Normalizer) -> bool {
    normalizer.steps().iter().any(|s| matches!(s, Step::Transliterate(_) | Step::Arabize(_) | Step::Map(_)))
}

fn is_stream_safe(text: &str) -> bool {
    let mut run = 0;
    text.nfd().all(|c| {
        run = if canonical_combining_class(c) == 0 { 0 } else { run + 1 };
        run <= 30
    })
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// A canonically equivalent order of the marks.
fn reordered(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.nfd().collect();
    for _ in 0..chars.len() {
        let at = random.below(chars.len().max(2) - 1);
        let Some(&[a, b]) = chars[at..].first_chunk::<2>() else { break };
        let (a, b) = (canonical_combining_class(a), canonical_combining_class(b));
        if a != 0 && b != 0 && a != b {
            chars.swap(at, at + 1);
        }
    }
    chars.into_iter().collect()
}

/// Laws 1, 2, 3 and 7 for one text.
fn keeps_the_laws(name: &str, naqi: &Normalizer, text: &str, random: &mut Random) {
    let shown = |text: &str| code_points(text);
    let once = naqi.normalize(text);
    assert_eq!(
        matches!(once, Cow::Borrowed(_)),
        once == text,
        "{name}: borrowed if and only if unchanged: {} gave {}",
        shown(text),
        shown(&once)
    );
    assert_eq!(naqi.is_normalized(text), once == text, "{name}: is_normalized tells: {}", shown(text));
    let mut appended = String::from("x");
    naqi.normalize_into(text, &mut appended);
    assert_eq!(shown(&appended[1..]), shown(&once), "{name}: normalize_into appends the same: {}", shown(text));
    let twice = naqi.normalize(&once);
    assert_eq!(shown(&twice), shown(&once), "{name}: idempotent: {} gave {}", shown(text), shown(&once));
    assert!(once.len() <= naqi.max_growth() * text.len(), "{name}: bounded: {}", shown(text));
    if !is_exempt_from_equivalence(naqi) && is_stream_safe(text) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        for other in [composed, decomposed, reordered(text, random)] {
            assert_eq!(
                shown(&nfc(&naqi.normalize(&other))),
                shown(&nfc(&once)),
                "{name}: canonically equivalent texts {} and {}",
                shown(text),
                shown(&other)
            );
        }
    }
}

/// Law 4 for one text: two split points, anywhere.
fn pieces_give_the_whole(name: &str, naqi: &Normalizer, text: &str, random: &mut Random) {
    let (a, b) = (random.below(text.len() + 1), random.below(text.len() + 1));
    let bytes = text.as_bytes();
    let mut stream = naqi.stream();
    let mut out = String::new();
    for piece in [&bytes[..a.min(b)], &bytes[a.min(b)..a.max(b)], &bytes[a.max(b)..]] {
        stream.push(piece, &mut out).expect("valid UTF-8");
    }
    stream.finish(&mut out).expect("a whole text");
    assert_eq!(
        code_points(&out),
        code_points(&naqi.normalize(text)),
        "{name}: {} split at {a} and {b}",
        code_points(text)
    );
}

#[test]
fn every_code_point_alone_keeps_the_laws() {
    let mut random = Random::from_environment();
    for (name, naqi) in subjects() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            let text: &str = c.encode_utf8(&mut buffer);
            // Most code points neither change nor occur in an output.
            if text.nfd().eq([c]) && naqi.is_normalized(text) {
                assert!(matches!(naqi.normalize(text), Cow::Borrowed(_)), "{name}: {}", code_points(text));
            } else {
                keeps_the_laws(&name, &naqi, text, &mut random);
            }
        }
    }
}

#[test]
fn every_arabic_letter_with_every_mark_keeps_the_laws() {
    let mut random = Random::from_environment();
    let arabic = || (0x600..=0x8FF).chain(0xFB50..=0xFDFF).chain(0xFE70..=0xFEFF).filter_map(char::from_u32);
    let marks: Vec<char> = arabic().filter(|&c| naqi::letters::is_mark(c)).collect();
    let letters: Vec<char> = arabic().filter(|&c| !naqi::letters::is_mark(c)).collect();
    let joining = ['\u{653}', '\u{654}', '\u{655}', '\u{670}', '\u{64E}'];
    for (name, naqi) in subjects() {
        for &letter in &letters {
            for &mark in if letter < '\u{700}' { &marks[..] } else { &joining[..] } {
                keeps_the_laws(&name, &naqi, &String::from_iter([letter, mark]), &mut random);
            }
        }
    }
}

/// A letter that composes with a mark, and all sequences of two, three and four characters that composition examines.
#[test]
fn short_texts_with_letters_that_compose_keep_the_laws() {
    let mut random = Random::from_environment();
    let bases = "اأآإويىیئـهەہےﺍﻻءاٮ\u{200C}\u{200D}\u{FE76}\u{34F}";
    let marks = "\u{64E}\u{651}\u{653}\u{654}\u{655}\u{670}\u{6E4}\u{6D6}";
    let all: Vec<char> = bases.chars().chain(marks.chars()).collect();
    for (name, naqi) in subjects() {
        for &a in &all {
            for &b in &all {
                for &c in &all {
                    keeps_the_laws(&name, &naqi, &String::from_iter([a, b, c]), &mut random);
                }
            }
        }
    }
}

#[test]
fn random_text_keeps_the_laws() {
    let mut random = Random::from_environment();
    let subjects = subjects();
    for n in 0..random.cases(300_000) {
        let text = match n % 3 {
            0 => random.text(24),
            1 => random.arabic(12),
            _ => random.arabic(40),
        };
        let (name, naqi) = &subjects[random.below(subjects.len())];
        keeps_the_laws(name, naqi, &text, &mut random);
        pieces_give_the_whole(name, naqi, &text, &mut random);
        tokens_are_lossless(&text);
    }
}

/// Words of the Quran's spelling and similar ones, with the context of each rule.
#[test]
fn random_words_of_the_quran_keep_the_laws() {
    let mut random = Random::from_environment();
    let subjects: Vec<_> = subjects().into_iter().filter(|(name, _)| name.contains("unify_uthmani")).collect();
    assert_eq!(subjects.len(), 4, "the step alone, the preset and two lists");
    for n in 0..random.cases(60_000) {
        // A longer text has enough vowels to count as vocalised.
        let text = random.quranic(if n % 16 == 0 { 300 } else { 14 });
        let (name, naqi) = &subjects[random.below(subjects.len())];
        keeps_the_laws(name, naqi, &text, &mut random);
        pieces_give_the_whole(name, naqi, &text, &mut random);
        terms_agree(naqi, &text);
    }
}

/// Words just above and below the maximum length that is looked at.
#[test]
fn words_around_the_longest_keep_the_laws() {
    let mut random = Random::from_environment();
    for (name, naqi) in subjects().into_iter().filter(|(name, _)| name.contains("unify_uthmani")) {
        for n in 40..80 {
            for unit in ["ب", "ـ", "\u{64E}", "أ", "ـ\u{670}", "ب\u{64E}\u{654}"] {
                for (before, after) in
                    [("ٱلصّ\u{64E}ل\u{64E}و\u{670}ة", ""), ("", "ٱلصّ\u{64E}ل\u{64E}و\u{670}ة"), ("ء\u{64E}", "ا")]
                {
                    let text = format!("{before}{}{after} ء\u{64E}ام\u{64E}ن", unit.repeat(n));
                    keeps_the_laws(&name, &naqi, &text, &mut random);
                    pieces_give_the_whole(&name, &naqi, &text, &mut random);
                }
            }
        }
    }
}

#[test]
fn a_letter_with_very_many_marks_keeps_the_laws_that_do_not_require_stream_safe_text() {
    let mut random = Random::from_environment();
    let subjects = subjects();
    for _ in 0..random.cases(20_000) {
        let mut text = random.arabic(3);
        for _ in 0..random.below(120) {
            let marks =
                ["\u{654}", "\u{64E}", "\u{655}", "\u{610}", "\u{653}", "\u{651}", "\u{640}", "\u{200D}", "\u{670}"];
            let mark = marks[random.below(marks.len())];
            text.push_str(&mark.repeat(1 + random.below(40)));
        }
        text += &random.arabic(3);
        let (name, naqi) = &subjects[random.below(subjects.len())];
        keeps_the_laws(name, naqi, &text, &mut random);
        pieces_give_the_whole(name, naqi, &text, &mut random);
    }
}

fn tokens_are_lossless(text: &str) {
    let joined: String = naqi::tokens(text).map(|t| t.text()).collect();
    assert_eq!(code_points(&joined), code_points(text), "tokens concatenate to the source");
    let social: String = naqi::Tokenizer::social().keep_all().tokenize(text).map(|t| t.text()).collect();
    assert_eq!(code_points(&social), code_points(text), "tokens of posts concatenate to the source");
    for unit in [naqi::Tokenizer::sentences(), naqi::Tokenizer::arabic_sentences()] {
        let sentences: String = unit.tokenize(text).map(|t| t.text()).collect();
        assert_eq!(code_points(&sentences), code_points(text), "sentences concatenate to the source");
    }
    for token in naqi::words(text).chain(naqi::Tokenizer::social().tokenize(text)) {
        assert_eq!(&text[token.span()], token.text());
        let next = text[token.span().end..].chars().next();
        // A mark that Unicode 18 added is segmented as an unassigned code point.
        let mark = |c: char| naqi::letters::is_mark(c) && !('\u{10EC9}'..='\u{10EF9}').contains(&c);
        assert!(!next.is_some_and(mark), "a mark is separated from its letter: {}", code_points(text));
    }
}

#[test]
fn terms_are_normalized_words_in_terms_and_in_for_each_term() {
    let mut random = Random::from_environment();
    for n in 0..random.cases(20_000) {
        let text = random.text(30);
        terms_agree(preset::all().nth(n % 7).expect("seven presets"), &text);
    }
}

fn is_letter_or_number(c: char) -> bool {
    naqi::words(c.encode_utf8(&mut [0; 4])).next().is_some()
}

fn terms_agree(naqi: &Normalizer, text: &str) {
    let mut called = Vec::new();
    naqi.for_each_term(text, |token, term| called.push((token, term.to_string())));
    let listed: Vec<_> = naqi.word_terms(text).map(|(token, term)| (token, term.into_owned())).collect();
    assert_eq!(called, listed, "{}", code_points(text));
    assert!(naqi.terms(text).iter().eq(listed.iter().map(|(_, term)| term)), "{}", code_points(text));
    // The words that the signs beside Arabic letters divide: see `tests/terms.rs`.
    let mut expected = Vec::new();
    for (word, _) in Normalizer::new(&[]).word_terms(text) {
        let normalized = naqi.normalize(word.text());
        let terms = normalized.split(' ').filter(|term| term.chars().any(is_letter_or_number));
        expected.extend(terms.map(|term| (word, term.to_string())));
    }
    assert_eq!(listed, expected, "{}", code_points(text));
}

#[test]
fn normalizers_that_say_they_are_idempotent_are() {
    let mut random = Random::from_environment();
    let steps: Vec<Step> = Step::all().collect();
    let mut said = 0;
    for _ in 0..random.cases(4_000) {
        let list: Vec<Step> = (0..1 + random.below(5))
            .map(|_| match random.below(6) {
                0 => {
                    let letter = |r: &mut Random| String::from(r.one("ابكيوهگپىةءأـ\u{64E}\u{654}\u{670} \n"));
                    let rules = [
                        (letter(&mut random), letter(&mut random) + &letter(&mut random)),
                        ("x".into(), letter(&mut random)),
                        (letter(&mut random), String::new()),
                    ];
                    let deletes = random.below(3) == 0;
                    let map = naqi::Map::new(rules);
                    map.map_or(Step::Compose, |m| Step::Map(if deletes { m.others_deleted() } else { m }))
                }
                _ => steps[random.below(steps.len())].clone(),
            })
            .collect();
        let naqi = Normalizer::new(&list);
        for _ in 0..8 {
            let text = random.arabic(16);
            let once = naqi.normalize(&text).into_owned();
            assert_eq!(
                matches!(naqi.normalize(&text), Cow::Borrowed(_)),
                once == text,
                "{naqi}: {}",
                code_points(&text)
            );
            pieces_give_the_whole("a random list", &naqi, &text, &mut random);
            if naqi.is_idempotent() {
                said += 1;
                assert_eq!(
                    code_points(&naqi.normalize(&once)),
                    code_points(&once),
                    "{naqi} says that it is idempotent: {}",
                    code_points(&text)
                );
            }
        }
    }
    assert!(said > 1_000, "it says so often enough to be tested: {said}");
}

#[test]
fn every_step_alone_and_every_preset_says_that_it_is_idempotent() {
    for (name, naqi) in subjects().into_iter().take(Step::all().count() + 7) {
        assert!(naqi.is_idempotent(), "{name}");
    }
}

#[test]
fn a_list_of_steps_parses_prints_and_keeps_its_fingerprint() {
    let mut random = Random::from_environment();
    let mut steps: Vec<Step> = Step::all().collect();
    let hard = [("\u{64B}", "="), (",", "\\"), (")", "("), (" ", "\n"), ("=", "\u{200C}a b"), ("\\", ""), ("گ", "ك")];
    steps.push(Step::Map(naqi::Map::new(hard).expect("rules")));
    steps.push(Step::Map(naqi::Map::default()));
    steps.push(Step::Map(naqi::Map::default().others_deleted()));
    steps.push(Step::Map(naqi::Map::new([("*", "*"), ("a", ""), ("ب", "*=")]).expect("rules").others_deleted()));
    steps.push(Step::CollapseStretch(9.into()));
    for _ in 0..2_000 {
        let list: Vec<Step> = (0..random.below(8)).map(|_| steps[random.below(steps.len())].clone()).collect();
        let naqi = Normalizer::new(&list);
        let printed = naqi.to_string();
        let read: Normalizer = printed.parse().unwrap_or_else(|e| panic!("{printed}: {e}"));
        assert_eq!(read.steps(), naqi.steps(), "{printed}");
        assert_eq!(read.fingerprint(), naqi.fingerprint(), "{printed}");
        assert_eq!(read.to_string(), printed);
    }
}

/// A short fuzz test of time: long runs of characters that might be read twice stay linear.
#[test]
fn long_runs_take_linear_time() {
    let n = 200_000;
    let few: Normalizer = "strip_diacritics, map(ا=ا, \\u{654}=\\u{654}, *=)".parse().expect("steps");
    let last_lists: Vec<Normalizer> =
        LISTS[LISTS.len() - 2..].iter().map(|list| list.parse().expect("steps")).collect();
    let alone = Normalizer::new(&[Step::UnifyUthmani]);
    for unit in [
        "\u{64E}",
        "\u{654}",
        "ا\u{64E}\u{654}",
        "ـ",
        "ـ\u{654}",
        "a.",
        ":\u{64E}",
        "#",
        "@a.",
        "a-",
        "\u{1F1E6}",
        "\u{200D}",
        "(",
        "a:",
        ". \u{300}",
        "﷽",
        "http://(",
        "a_",
        "\u{61B}",
        "د. ",
        "ء\u{64E}",
        "ب\u{64E}\u{670}",
        "ٱ",
        "آ",
    ] {
        let text = unit.repeat(n);
        let start = std::time::Instant::now();
        for naqi in
            [&*preset::SEARCH, &preset::QURAN, &preset::MANUSCRIPT, &few, &last_lists[0], &last_lists[1], &alone]
        {
            std::hint::black_box(naqi.normalize(&text));
        }
        std::hint::black_box(naqi::tokens(&text).count());
        std::hint::black_box(naqi::Tokenizer::social().tokenize(&text).count());
        std::hint::black_box(naqi::Tokenizer::sentences().tokenize(&text).count());
        std::hint::black_box(naqi::Tokenizer::arabic_sentences().tokenize(&text).count());
        assert!(start.elapsed().as_secs() < 20, "{} × {n} took {:?}", code_points(unit), start.elapsed());
    }
}
