//! The normalizers and analyzers under test, each made once.

use crate::fragments;
use crate::input::Input;
use crate::random::Random;
use naqi::step::{Mask, MaskedToken};
use naqi::{Analyzer, Map, Normalizer, Step, analyzer, preset};
use std::sync::OnceLock;

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
    "unify_forms, unify_alef, map(ا=ا, ب=ب, ي=ي, \\u{64E}=\\u{64E}, *=), trim",
    "compose, unify_uthmani, unify_forms, strip_diacritics, strip_quranic_marks, strip_tatweel, strip_invisible, \
     strip_bidi, strip_joiners, unify_alef, unify_yeh, unify_teh_marbuta, unify_kaf, unify_heh, fold_case",
    "compose, unify_uthmani, unify_forms, strip_diacritics, strip_quranic_marks, strip_tatweel, strip_joiners, unify_yeh",
    "nfc, strip_diacritics, trim, collapse_stretch(1)",
    "nfkc, skeleton, collapse_spaces",
    "nfkc, strip_diacritics",
    "skeleton, collapse_spaces, collapse_stretch(1)",
    "strip_diacritics, map(گ=ك, \\u{64E}=ا, ـ=, 😀=ضحك, ا=اا)",
    "map(\\u{20}=, ب=\\u{64E}ب\\u{654})",
    "map(ا=سلام, د=x\\u{20}, \\u{FB50}=a\\u{20}b)",
    "map(ا=\\u{64E}, ك=كk, ت=\\u{20}, n=\\u{20}\\u{20})",
    "strip_diacritics, map(ا=ا, ب=ب, ي=ي, و=\\u{648}, ـ=ـ, \\u{20}=\\u{20}, \\u{654}=\\u{654}, 😀=😀, ﻻ=لا, *=)",
    "nfkc, map(ا=ا, ل=ل, \\n=\\u{20}, *=), collapse_spaces",
    "nfc, unify_uthmani, collapse_spaces",
    "unify_foreign, digits(persian), fold_case, unify_punctuation, unify_spaces",
    "map(ا=ا, ي=\\u{649}\\u{654}, 😀=ضحك, \\u{64E}=\\u{64E}, *=)",
    "",
];

/// The number of lists of random steps and maps. Making one takes some milliseconds.
const RANDOM_LISTS: usize = 256;

/// Each step alone, the presets, the lists above and random lists.
pub fn normalizer(input: &mut Input<'_>) -> &'static Normalizer {
    // Steps and presets as often as random lists.
    let rows = Step::all().count() + preset::all().count() + LISTS.len();
    match input.below(2) {
        0 => nth(input.below(rows)),
        _ => nth(rows + input.below(RANDOM_LISTS)),
    }
}

/// All but the random lists.
pub fn named(input: &mut Input<'_>) -> &'static Normalizer {
    nth(input.below(Step::all().count() + preset::all().count() + LISTS.len()))
}

fn nth(n: usize) -> &'static Normalizer {
    static MADE: OnceLock<Vec<OnceLock<Normalizer>>> = OnceLock::new();
    static STEPS: OnceLock<Vec<Step>> = OnceLock::new();
    let steps = STEPS.get_or_init(|| Step::all().collect());
    let presets = preset::all().count();
    let all = steps.len() + presets + LISTS.len() + RANDOM_LISTS;
    let made = MADE.get_or_init(|| vec![OnceLock::new(); all]);
    made[n].get_or_init(|| {
        if let Some(step) = steps.get(n) {
            return Normalizer::new(std::slice::from_ref(step));
        }
        let n = n - steps.len();
        if let Some(preset) = preset::all().nth(n) {
            return (**preset).clone();
        }
        let n = n - presets;
        match LISTS.get(n) {
            Some(list) => list.parse().expect("a list of steps"),
            None => {
                let mut steps = steps_of(&mut Random::new(seed() ^ n as u64));
                Normalizer::try_new(&steps).unwrap_or_else(|_| {
                    // The maps write too much together.
                    steps.retain(|step| !matches!(step, Step::Map(_)));
                    Normalizer::new(&steps)
                })
            }
        }
    })
}

/// `NAQI_LISTS` seeds other random lists than the default ones.
fn seed() -> u64 {
    let given = std::env::var("NAQI_LISTS").ok().and_then(|given| given.parse::<u64>().ok());
    given.map_or(0, |given| given.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Random steps, sometimes with a user's map.
pub fn steps_of(random: &mut Random) -> Vec<Step> {
    let all: Vec<Step> = Step::all().collect();
    let step = |random: &mut Random| match random.below(8) {
        7 => mask(random),
        0 => map(random),
        1 => Step::CollapseStretch((random.below(256) as u8).into()),
        _ => random.of(&all).clone(),
    };
    (0..1 + random.below(6)).map(|_| step(random)).collect()
}

fn mask(random: &mut Random) -> Step {
    let tokens = MaskedToken::ALL.iter().filter(|_| random.below(3) == 0);
    let tokens: Vec<_> = tokens.copied().collect();
    let texts = tokens.into_iter().map(|token| (token, ["", "كلمة", "@x", "#", " ", "5"][random.below(6)]));
    Step::Mask(Mask::new(texts).expect("short texts, one for each kind"))
}

fn map(random: &mut Random) -> Step {
    let mut rules = Vec::new();
    for _ in 0..random.below(8) {
        let mut fragment = || fragments::text(random.below(1 << 16));
        let key = fragment().chars().next().unwrap_or('ا').to_string();
        let text = [fragment(), fragment(), ""][random.below(3)].to_string();
        rules.push((key, text));
    }
    rules.sort();
    rules.dedup_by(|a, b| a.0 == b.0);
    let map = Map::new(rules).expect("keys of one code point, each once");
    Step::Map(if random.below(4) == 0 { map.others_deleted() } else { map })
}

/// Further analyzers: without stems, with few steps, with a table that is not direct.
const ANALYZERS: &[&str] = &[
    "compose, strip_diacritics | leave_out(function, day) | stem(light)",
    "unify_alef, unify_teh_marbuta | stem(full) | root_key",
    "nfkc, strip_diacritics | stem(full)",
    "unify_forms, strip_tatweel, trim | root_key",
    "search, -unify_alef | leave_out(function) | stem(full) | root_key | word",
    "search | leave_out(function) | stem(light) | word",
    "compose, unify_uthmani, strip_diacritics, fold_case | leave_out(question, month, number) | stem(full) | root_key",
    "strip_diacritics, map(\\u{640}=\\u{20}, ب=, پ=ب, a=كتاب) | stem(full) | root_key",
    "skeleton | stem(light)",
    " | stem(full)",
    "",
];

/// The named analyzers and some more.
pub fn analyzer(input: &mut Input<'_>) -> &'static Analyzer {
    static MADE: [OnceLock<Analyzer>; ANALYZERS.len()] = [const { OnceLock::new() }; ANALYZERS.len()];
    let named = analyzer::all().count();
    let n = input.below(named + ANALYZERS.len());
    match analyzer::all().nth(n) {
        Some((_, analyzer)) => analyzer,
        None => MADE[n - named].get_or_init(|| ANALYZERS[n - named].parse().expect("an analyzer")),
    }
}
