//! `scan` and `compact` of every level against the rules: every code point, every offset, random text and rules.

use crate::kernel::compact_run;
use crate::kernel::rewrite::compact;
use crate::kernel::tables::trie::Others;
use crate::kernel::tests::random::code_points;
use crate::kernel::tests::{Build, HARD, RUN_CHARACTERS, Random, TestRules, cases, character, filled};

/// Compares all builds of the kernels with the rules.
fn check(rules: &TestRules, builds: &[Build], text: &str) {
    let (noticed, stop, expected) = rules.naive(text);
    for build in builds {
        assert_eq!(build.scan(&rules.tables, text), noticed, "{build:?}: scan of {}", code_points(text));
        let mut out = String::from("before");
        let at = build.compact(&rules.tables, text, &mut out);
        if at != stop || out["before".len()..] != expected {
            panic!(
                "{build:?}: compact of {} ends at {at}, not {stop}, and gives {}, not {}",
                code_points(text),
                code_points(&out["before".len()..]),
                code_points(&expected)
            );
        }
    }
}

#[test]
fn every_code_point_is_rewritten_by_the_rules() {
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    for c in cases(0x110000).filter_map(|n| char::from_u32(n as u32)) {
        // Array lanes, the last build, are slow, and most planes are alike.
        let builds =
            if c < '\u{20000}' || (c as u32).is_multiple_of(17) { &builds[..] } else { &builds[..builds.len() - 1] };
        check(&rules, builds, &String::from_iter([c, 'ب', c]));
    }
}

#[test]
fn every_code_point_is_rewritten_by_the_rules_at_the_end_of_a_block() {
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    let (before, after) = (filled("ب", 62), filled("ب", 66));
    let mut text = String::new();
    for c in cases(0x20000).filter_map(|n| char::from_u32(n as u32)) {
        for shift in 0..3 {
            text.clear();
            text.extend([&before[shift * 2..], ["", "b", "bb"][shift]]);
            text.push(c);
            text.push_str(&after);
            // Array lanes are slow and run one case in four.
            let builds = if c as u32 % 4 == shift as u32 { &builds[..] } else { &builds[..builds.len() - 1] };
            check(&rules, builds, &text);
        }
    }
}

/// Compares the builds with scalar code, which other tests compare with the rules: there are too many cases for both.
#[test]
fn builds_agree_on_hard_characters_at_every_offset_before_every_tail() {
    const LENGTHS: usize = 131;
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    let hard: Vec<char> = HARD.chars().collect();
    let fillers = ["ب", "b", "文", "😁", "بb文 ñ", "ا\u{64E}"];
    let mut outputs = [String::new(), String::new()];
    for n in cases(LENGTHS * LENGTHS * hard.len()) {
        let (offset, n) = (n % LENGTHS, n / LENGTHS);
        let (tail, n) = (n % LENGTHS, n / LENGTHS);
        let mut text = filled(fillers[(offset + tail + n) % fillers.len()], offset);
        text.push(hard[n]);
        text.push_str(&filled(fillers[(offset * 7 + tail + n) % fillers.len()], tail));
        let scalar = builds[0];
        outputs.iter_mut().for_each(String::clear);
        let [expected, out] = &mut outputs;
        let (scanned, stop) = (scalar.scan(&rules.tables, &text), scalar.compact(&rules.tables, &text, expected));
        for build in &builds[1..] {
            // Array lanes run one case in eight.
            if *build == Build::ArrayLanes && (offset + tail) % 8 != n % 8 {
                continue;
            }
            out.clear();
            assert_eq!(build.scan(&rules.tables, &text), scanned, "{build:?}: scan of {}", code_points(&text));
            assert_eq!(build.compact(&rules.tables, &text, out), stop, "{build:?}: compact of {}", code_points(&text));
            assert!(out == expected, "{build:?}: compact of {} gives {}", code_points(&text), code_points(out));
        }
    }
}

#[test]
fn lengths_at_which_capacity_is_reserved_make_no_difference() {
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    let mut random = Random::from_environment();
    let samples: Vec<char> = HARD.chars().collect();
    let lengths: Vec<usize> = (0..=130).chain(4_020..=4_170).chain(8_150..=8_220).collect();
    for n in cases(lengths.len()) {
        for filler in ["ب", "a", "字", "😁", "x"] {
            let mut text = filled(filler, lengths[n]);
            text.extend((0..4).map(|_| samples[random.below(samples.len())]));
            check(&rules, &builds, &text);
        }
    }
}

/// Characters whose length changes, wherever blocks cut them, and more of them than a buffer has capacity for.
#[test]
fn characters_of_another_length_are_rewritten_at_every_offset() {
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    let resized =
        ["٢", "\u{66C}", "%", "ڤ", "ۉ", "٢%", "٢字", "\u{1F3FD}", "\u{FE8D}", "%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%"];
    for n in cases(resized.len() * 70) {
        let (resized, shift) = (resized[n % resized.len()], n / resized.len());
        for filler in ["ب", "b", "\u{64E}字"] {
            let text = filled("b", shift) + &filled(&(String::from(resized) + &filled(filler, shift % 9)), 5_000);
            // Array lanes are slow.
            check(&rules, &builds[..builds.len() - 1], &text);
        }
    }
}

#[test]
fn random_text_is_rewritten_by_the_rules() {
    let (rules, builds) = (TestRules::of_every_kind(), Build::all());
    let hard: Vec<char> = HARD.chars().filter(|c| !rules.stops.contains(c)).collect();
    let mut random = Random::from_environment();
    for _ in 0..random.cases(20_000) {
        let mut text = random.text(120);
        for _ in 0..random.below(12) {
            let at = (0..=random.below(text.len() + 1)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
            text.insert(at, hard[random.below(hard.len())]);
        }
        check(&rules, &builds, &text);
    }
}

#[test]
fn random_rules_are_applied() {
    let builds = Build::all();
    let mut random = Random::from_environment();
    for _ in 0..random.cases(1500) {
        let rules = TestRules::random(&mut random);
        for _ in 0..6 {
            let filler = [1, 4, 16, 64][random.below(4)];
            let mut text = String::new();
            for _ in 0..random.below(160) {
                text.push(if random.below(filler) == 0 { character(&mut random) } else { 'ك' });
            }
            check(&rules, &builds, &text);
        }
    }
}

#[test]
fn rules_between_two_byte_characters_are_applied() {
    let builds = Build::all();
    let mut random = Random::from_environment();
    for _ in 0..random.cases(1500) {
        let rules = TestRules::random_pairs(&mut random);
        let mut characters: Vec<char> = rules.map.iter().flat_map(|(&c, to)| to.chars().chain([c])).collect();
        characters.extend("كa ﻻ😀".chars());
        for _ in 0..6 {
            let text: String = (0..random.below(160)).map(|_| characters[random.below(characters.len())]).collect();
            check(&rules, &builds, &text.repeat(if random.below(50) == 0 { 60 } else { 1 }));
        }
    }
}

/// Signs that are kept, deleted, shortened or special, across the end of a block, with the end of the text anywhere after it.
#[test]
fn signs_are_rewritten_across_the_ends_of_blocks_and_texts() {
    let rules = [('\u{AD}', ""), ('\u{A0}', " "), ('\u{200F}', ""), ('\u{2013}', "-"), ('\u{2026}', "ثلاثة")];
    let map = rules.iter().map(|&(c, text)| (c, text.into())).collect();
    let (rules, builds) = (TestRules::new(map, Others::Kept, Vec::new()), Build::all());
    let signs = ["\u{AD}", "\u{A0}", "«", "\u{200F}", "\u{2013}", "“", "…", "‿", "😀", "\u{200F}“\u{AD}"];
    for before in 58..=66 {
        for after in [0, 1, 2, 3, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 130] {
            for sign in signs {
                let text = ["a".repeat(before), sign.into(), "ب5".repeat(after / 3), "a".repeat(after % 3)].concat();
                check(&rules, &builds, &text);
            }
        }
    }
}

#[test]
fn builds_agree_on_the_tables_of_presets() {
    let builds = Build::all();
    let mut random = Random::from_environment();
    for _ in 0..random.cases(1500) {
        let text = random.text(150);
        for preset in crate::preset::all() {
            let tables = preset.pipeline().table.tables();
            let mut expected = String::new();
            let scalar = (builds[0].scan(tables, &text), builds[0].compact(tables, &text, &mut expected));
            for build in &builds[1..] {
                let mut out = String::new();
                let given = (build.scan(tables, &text), build.compact(tables, &text, &mut out));
                assert_eq!(given, scalar, "{build:?}, {}: {}", preset.name(), code_points(&text));
                assert!(out == expected, "{build:?}, {}: {}", preset.name(), code_points(&text));
            }
        }
    }
}

#[test]
fn compact_run_ends_at_the_first_other_character_and_agrees_with_compact() {
    let TestRules { tables, .. } = TestRules::of_every_kind();
    for text in ["ab ", "بأ\u{64E}ب", "Aé.", "ب字", "", "字", "c"] {
        let (mut run, mut whole) = (String::new(), String::new());
        let end = compact_run(&tables.trie, text, 0, &mut run).expect("a short run of short entries");
        compact(&tables, &text[..end], &mut whole, &mut ());
        assert_eq!((run, end), (whole, text.find(|c| !RUN_CHARACTERS.contains(c)).unwrap_or(text.len())));
    }
    assert_eq!(compact_run(&tables.trie, "ب\u{654}", 0, &mut String::new()), None);
    for len in 180..400 {
        let text = "ب".repeat(len / 2);
        if let Some(end) = compact_run(&tables.trie, &text, 0, &mut String::new()) {
            assert_eq!(end, text.len());
        }
    }
}
