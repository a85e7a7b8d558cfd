//! Segments of words: against sentences that were divided by hand, and laws that hold for every text.

mod random;

use naqi::letters::is_mark;
use naqi::segment::{LONGEST, Role, Scheme, Segmenter, Style};

const GOLD: &str = include_str!("data/segments.txt");

/// The kinds of the sentences, and the least share of words that are divided as by hand.
const KINDS: [(&str, f64); 6] =
    [("msa", 0.98), ("vocalised", 0.98), ("egyptian", 0.88), ("levantine", 0.88), ("gulf", 0.88), ("maghrebi", 0.88)];

/// The words of a kind, with `+` between segments.
fn gold(kind: &str) -> Vec<&'static str> {
    let (_, after) = GOLD.split_once(&format!("## {kind}\n")).expect("a kind");
    after.split("\n## ").next().expect("a part").split_whitespace().collect()
}

/// The spelling of a word that is written in segments.
fn spelled(segments: &str) -> String {
    let mut word = String::new();
    for segment in segments.split('+') {
        let is_after_lam = word.trim_end_matches(is_mark).ends_with('ل');
        match segment.strip_prefix("ال") {
            // للجنة is ل and اللجنة, لله is ل and الله.
            Some(rest) if is_after_lam && segments.contains("+ال+ل") => word.push_str(rest),
            Some(rest) if is_after_lam && segment == "الله" => word.push_str(rest),
            Some(_) if is_after_lam => word.push_str(&segment["ا".len()..]),
            _ => word.push_str(segment),
        }
    }
    word
}

fn divided(word: &str, scheme: Scheme) -> String {
    Segmenter::new(scheme).to_text(word, Style::Plus)
}

#[test]
fn sentences_are_divided_as_by_hand() {
    let mut count = 0;
    for (kind, least) in KINDS {
        let words = gold(kind);
        count += words.len();
        let wrong: Vec<String> = (words.iter().map(|gold| (divided(&spelled(gold), Scheme::Clitics), gold)))
            .filter(|(found, gold)| found != *gold)
            .map(|(found, gold)| format!("{found} for {gold}"))
            .collect();
        let share = 1.0 - wrong.len() as f64 / words.len() as f64;
        assert!(share >= least, "{kind}: {share:.4} of {} words; {wrong:?}", words.len());
    }
    assert!(count >= 1500, "{count} words");
}

#[test]
fn examples_of_each_role() {
    let roles = |word| naqi::segment(word).map(|s| (s.text(), s.role())).collect::<Vec<_>>();
    use Role::*;
    assert_eq!(roles("فسيكتبونه"), [("ف", Conjunction), ("س", Future), ("يكتبون", Stem), ("ه", Pronoun)]);
    assert_eq!(roles("كالبيت"), [("ك", Preposition), ("ال", Article), ("بيت", Stem)]);
    assert_eq!(roles("له"), [("ل", Preposition), ("ه", Pronoun)]);
    assert_eq!(roles("بيقول"), [("ب", Present), ("يقول", Stem)]);
    assert_eq!(roles("هيكون"), [("ه", Future), ("يكون", Stem)]);
    assert_eq!(roles("هالبنت"), [("ه", Demonstrative), ("ال", Article), ("بنت", Stem)]);
    assert_eq!(roles("ماعرفتش"), [("ما", Negation), ("عرفت", Stem), ("ش", Negation)]);
    assert_eq!(roles("قلتله"), [("قلت", Stem), ("ل", Preposition), ("ه", Pronoun)]);
    assert_eq!(roles("يارب"), [("يا", Vocative), ("رب", Stem)]);
    assert_eq!(roles("شعندك"), [("ش", Interrogative), ("عند", Stem), ("ك", Pronoun)]);
    let morphemes: Vec<_> = Scheme::Morphemes.segment("كتبوها").map(|s| (s.text(), s.role())).collect();
    assert_eq!(morphemes, [("كتب", Stem), ("و", Ending), ("ها", Pronoun)]);
}

#[test]
fn schemes_differ_in_the_article_and_in_endings() {
    for (word, clitics, atb, morphemes) in [
        ("وبالمدارس", "و+ب+ال+مدارس", "و+ب+المدارس", "و+ب+ال+مدارس"),
        ("للمدرسة", "ل+ال+مدرسة", "ل+المدرسة", "ل+ال+مدرس+ة"),
        ("للجنة", "ل+ال+لجنة", "ل+اللجنة", "ل+ال+لجن+ة"),
        ("لله", "ل+الله", "ل+الله", "ل+الله"),
        ("مدرستهم", "مدرست+هم", "مدرست+هم", "مدرس+ت+هم"),
        ("طالبتان", "طالبتان", "طالبتان", "طالب+ت+ان"),
        ("المهندسون", "ال+مهندسون", "المهندسون", "ال+مهندس+ون"),
        ("بيت", "بيت", "بيت", "بيت"),
    ] {
        let found = Scheme::ALL.iter().map(|scheme| divided(word, *scheme));
        assert!(found.eq([clitics, atb, morphemes]), "{word}");
    }
}

#[test]
fn a_first_letter_of_a_name_or_a_noun_is_no_clitic() {
    for (word, expected) in [
        ("وزير", "وزير"),
        ("ووزير", "و+وزير"),
        ("بوفون", "بوفون"),
        ("بوجود", "ب+وجود"),
        ("لامبارد", "لامبارد"),
        ("لاستخدام", "ل+استخدام"),
        ("كمعيار", "ك+معيار"),
        ("كتاب", "كتاب"),
        ("ياولد", "يا+ولد"),
        ("ياوسيم", "يا+وسيم"),
        ("هندسة", "هندسة"),
        ("حياتي", "حيات+ي"),
        ("عالمي", "عالمي"),
        ("مناقش", "مناقش"),
        ("وكأنه", "و+ك+أن+ه"),
        ("وكانت", "و+كانت"),
    ] {
        assert_eq!(divided(word, Scheme::Clitics), expected, "{word}");
    }
}

#[test]
fn vowels_rule_clitics_out() {
    for (word, expected) in [
        ("وجه", "وجه"),
        ("وُلِدَ", "وُلِدَ"),
        ("وَلَدَيْهِ", "وَ+لَدَيْ+هِ"),
        ("بَيْتًا", "بَيْتًا"),
        ("بِيَدِهِ", "بِ+يَدِ+هِ"),
        ("مَكَانًا", "مَكَانًا"),
        ("مَلِكٌ", "مَلِكٌ"),
    ] {
        assert_eq!(divided(word, Scheme::Clitics), expected, "{word}");
    }
}

#[test]
fn a_text_keeps_all_that_is_no_word() {
    let text = "قال: «وصلوا» في ١٢ مايو، #مصر_والعرب (naqi 2.0)!\n";
    let segmenter = Segmenter::new(Scheme::Clitics);
    assert_eq!(segmenter.to_text(text, Style::Plus), "قال: «وصلوا» في ١٢ مايو، #مصر_و+ال+عرب (naqi 2.0)!\n");
    assert_eq!(segmenter.to_text("وكتابها", Style::Penn), "و+ كتاب +ها");
    assert_eq!(segmenter.to_text("وكتابها", Style::Spaces), "و كتاب ها");
}

/// Spans are in order, within the text, and each word is the texts of its segments.
fn check(text: &str) {
    for scheme in Scheme::ALL {
        let segmenter = Segmenter::new(*scheme);
        let (mut end, mut word_end) = (0, 0);
        for segment in segmenter.segments(text) {
            let span = segment.span();
            assert_eq!(&text[span.clone()], segment.text());
            assert!(span.start >= end);
            assert!(segment.starts_word() || span.start == word_end, "{text:?}");
            assert!(!segment.text().is_empty() || segment.unwritten() == "ال", "{text:?}");
            assert!(!segment.text().starts_with(is_mark) || segment.starts_word(), "{text:?}");
            (end, word_end) = (span.end, span.end);
        }
        for begun in 0..3 {
            let (mut rest, mut all) = (segmenter.segments(text), Vec::new());
            all.extend(rest.by_ref().take(begun));
            rest.for_each(|segment| all.push(segment));
            assert!(segmenter.segments(text).eq(all), "{text:?}");
        }
        let whole: String = scheme.segment(text).map(|segment| segment.text()).collect();
        assert_eq!(whole, text);
        for style in Style::ALL {
            assert!(segmenter.to_text(text, *style).len() <= 3 * text.len());
        }
    }
}

#[test]
fn segments_concatenate_to_any_word() {
    let long = "ب".repeat(LONGEST + 1);
    let marked = format!("و{}ال{}كتاب", "\u{64E}".repeat(10_000), "\u{640}".repeat(10_000));
    for text in [
        "",
        "و",
        "ه",
        "\u{64E}",
        "\u{640}",
        "لل",
        "لله",
        "اال",
        "ﻻ",
        "گفت",
        "a",
        "و\u{200D}ال",
        "ما",
        "ماش",
        "\u{64E}وال",
        &long,
        &marked,
    ] {
        check(text);
    }
    for (kind, _) in KINDS {
        gold(kind).iter().for_each(|word| check(&spelled(word)));
    }
    let letters: Vec<char> = "اأإآبتةسشفكلمنهويىءئؤعحدرَّـ".chars().collect();
    let mut random = random::Random::from_environment();
    for _ in 0..random.cases(20_000) {
        let len = random.below(14);
        let word: String = (0..len).map(|_| letters[random.below(letters.len())]).collect();
        check(&word);
    }
}

#[test]
fn digits_and_signs_are_no_letters() {
    for text in ["١٢ه", "۱۲ه", "12ه", "و۱۲", "\u{6FD}ه", "ب\u{6DD}"] {
        assert_eq!(naqi::segment(text).count(), 1, "{text}");
    }
}

#[test]
fn a_word_longer_than_any_arabic_word_is_one_segment() {
    let longest = format!("وال{}", "ب".repeat(LONGEST - 3));
    assert_eq!(naqi::segment(&longest).count(), 3);
    assert_eq!(naqi::segment(&format!("{longest}ب")).count(), 1);
}
