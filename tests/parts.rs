//! `normalize_parts_into` against `normalize_into` for each part.

mod random;

use naqi::step::Step;
use naqi::{ErrorKind, Normalizer, preset};
use random::Random;

/// Every step alone, every preset, and a list whose outputs are longer than its texts.
fn subjects() -> Vec<Normalizer> {
    let list = "unify_forms, map(a=abcdefgh, ب=\\u{20}بب, é=)".parse().expect("a list of steps");
    let steps = Step::all().map(|step| Normalizer::new(&[step]));
    steps.chain(preset::all().map(|preset| (**preset).clone())).chain([list]).collect()
}

fn compare(normalizer: &Normalizer, parts: &[String]) {
    let before = "قبل";
    let (mut text, mut ends) = (String::new(), Vec::new());
    let (mut wanted, mut wanted_ends) = (before.to_string(), Vec::new());
    for part in parts {
        text += part;
        ends.push(text.len());
        normalizer.normalize_into(part, &mut wanted);
        wanted_ends.push(wanted.len());
    }
    let mut out = before.to_string();
    assert_eq!(normalizer.normalize_parts_into(&text, &mut ends, &mut out), Ok(()), "{normalizer}");
    assert_eq!((out, ends), (wanted, wanted_ends), "{normalizer}: {parts:?}");
}

#[test]
fn each_part_is_normalized_as_a_text_of_its_own() {
    let mut random = Random::from_environment();
    for normalizer in subjects() {
        for n in 0..random.cases(12) {
            // Parts with hardly a stop, with many, and both; long runs of parts, and parts longer than what is rewritten at once.
            let plain = ["السطر الأول من النص", "", " ", "words in English", "كِتَابٌ ٢٠٢٤…", "😀", "أ\u{654}"];
            let part = |random: &mut Random| match (n % 4, random.below(40)) {
                (0, 0..3) | (1, 0..20) => random.text(30),
                (2, 0..10) => random.quranic(12),
                (3, 0..2) => plain[random.below(plain.len())].repeat(random.below(3000)),
                (3, 2..20) => random.arabic(60),
                (_, kind) => plain[kind % plain.len()].repeat(random.below(12)),
            };
            let count = [0, 1, 2, 30, 300, 1200][random.below(6)];
            let parts: Vec<_> = (0..count).map(|_| part(&mut random)).collect();
            compare(&normalizer, &parts);
        }
    }
}

#[test]
fn marks_at_the_start_of_a_part_stay_there() {
    let parts = ["ا", "\u{654}", "\u{653}ب", "محمد", "ﷺ", "قال", "ه", "\u{200C}", "e", "\u{301}", ""].map(String::from);
    for normalizer in subjects() {
        for count in 0..=parts.len() {
            compare(&normalizer, &parts[..count]);
            let often: Vec<_> = parts[..count].iter().cloned().cycle().take(40 * count).collect();
            compare(&normalizer, &often);
        }
    }
}

#[test]
fn dense_units_of_many_parts_are_more_than_what_is_recorded() {
    // Scalar code reports each character: more of them than a rewrite can record.
    for part in ["ﷺ", "é", "…", "ﻻ", "é…ﻻ", "ĀĂĄ"] {
        for normalizer in subjects() {
            compare(&normalizer, &vec![part.to_string(); 2000]);
            compare(&normalizer, &vec![part.repeat(60); 100]);
        }
    }
}

#[test]
fn ends_inside_characters_or_not_in_order_are_refused() {
    let text = "كتاب و";
    let all = [&[1][..], &[2, 3], &[4, 2], &[2, 4, 12, 8], &[usize::MAX], &[11, 10], &[0, 0, 10, 10]];
    for (ends, wrong) in all.into_iter().zip([1, 3, 2, 12, usize::MAX, 10, 10]) {
        for normalizer in [&preset::SEARCH, &preset::PERSIAN_TEXT] {
            let (mut given, mut out) = (ends.to_vec(), "x".to_string());
            let error = normalizer.normalize_parts_into(text, &mut given, &mut out).expect_err("no ends of parts");
            assert_eq!((error.kind(), error.offset()), (ErrorKind::PartEnd, Some(wrong)), "{error}");
            assert_eq!((&given[..], &out[..]), (ends, "x"));
        }
    }
    let (mut ends, mut out) = ([0, 0, 8, 8, 9], String::new());
    assert_eq!(preset::SEARCH.normalize_parts_into(text, &mut ends, &mut out), Ok(()));
    assert_eq!((ends, &out[..]), ([0, 0, 8, 8, 9], "كتاب "), "what follows the last end is left out");
}
