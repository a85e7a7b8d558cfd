//! Kernels against a loop over `chars()`, on every code point and around the edges of blocks.

use super::{Pages, compact, compact_run, scan};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// Rules of every length, for characters of every length.
fn pages() -> (BTreeMap<char, String>, Pages) {
    let rules = [
        ('A', "a"),
        ('\u{64E}', ""),
        ('أ', "ا"),
        ('ﻻ', "لا"),
        ('ﷺ', "صلى الله عليه وسلم"),
        ('x', "three"),
        ('\u{10EFD}', ""),
        ('😀', ":)"),
        ('é', "e\u{301}"),
        ('\u{FE8D}', "ا"),
        ('漢', ""),
    ];
    let rules: BTreeMap<char, String> = rules.into_iter().map(|(c, t)| (c, t.into())).collect();
    let in_run = |c: u32| char::from_u32(c).is_some_and(|c| RUN.contains(c));
    let pages = Pages::new(&rules, &['\u{654}', '\u{2028}', '\u{1F1E6}', '!'], in_run);
    (rules, pages)
}

/// Characters that are taken together.
const RUN: &str = "abAبأ\u{64E}é\u{654}";

fn is_stop(c: char) -> bool {
    matches!(c, '\u{654}' | '\u{2028}' | '\u{1F1E6}' | '!')
}

fn naive(rules: &BTreeMap<char, String>, text: &str) -> (usize, usize, String) {
    let stop = text.find(is_stop).unwrap_or(text.len());
    let noticed = text.find(|c| is_stop(c) || rules.contains_key(&c)).unwrap_or(text.len());
    let mut out = String::new();
    for c in text[..stop].chars() {
        match rules.get(&c) {
            Some(to) => out += to,
            None => out.push(c),
        }
    }
    (noticed, stop, out)
}

fn agrees(rules: &BTreeMap<char, String>, pages: &Pages, text: &str) {
    let (noticed, stop, expected) = naive(rules, text);
    assert_eq!(scan(pages, text), noticed, "scan of {:?}", text.escape_unicode());
    let mut out = String::from("before");
    assert_eq!(compact(pages, text, &mut out), stop, "compact of {:?}", text.escape_unicode());
    assert_eq!(&out["before".len()..], expected, "compact of {:?}", text.escape_unicode());
}

#[test]
fn every_code_point_is_written_as_the_rules_say() {
    let (rules, pages) = pages();
    for c in (0..=0x10FFFF).filter_map(char::from_u32) {
        agrees(&rules, &pages, &String::from_iter([c, 'ب', c]));
    }
}

#[test]
fn every_length_and_the_edges_of_blocks_make_no_difference() {
    let (rules, pages) = pages();
    let samples: Vec<char> = "Aa\u{64E}أبﻻﷺx\u{10EFD}😀😁é漢字\u{FE8D}\u{654}\u{2028}\u{1F1E6}! ".chars().collect();
    let mut seed = 1_usize;
    for len in (0..=130).chain(4_080..=4_110).chain(8_185..=8_200) {
        for filler in ["ب", "a", "字", "😁", "x"] {
            let mut text = filler.repeat(len / filler.len());
            text += &"a".repeat(len % filler.len());
            for _ in 0..4 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push(samples[(seed >> 33) % samples.len()]);
            }
            agrees(&rules, &pages, &text);
        }
    }
}

#[test]
fn a_run_ends_at_the_first_other_character_and_writes_what_compact_writes() {
    let (_, pages) = pages();
    for text in ["ab ", "بأ\u{64E}ب", "Aé.", "ب字", "", "字", "c"] {
        let (mut run, mut whole) = (String::new(), String::new());
        let end = compact_run(&pages, text, 0, &mut run).expect("a short run of short entries");
        compact(&pages, &text[..end], &mut whole);
        assert_eq!((run, end), (whole, text.find(|c| !RUN.contains(c)).unwrap_or(text.len())));
    }
    assert_eq!(compact_run(&pages, "ب\u{654}", 0, &mut String::new()), None);
    for len in 180..400 {
        let text = "ب".repeat(len / 2);
        if let Some(end) = compact_run(&pages, &text, 0, &mut String::new()) {
            assert_eq!(end, text.len());
        }
    }
}
