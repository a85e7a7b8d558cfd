//! The fast path against the composer: the same output and the same units, whatever is around a stop.

use crate::pipeline::Pipeline;
use crate::pipeline::compose::{MAX_MARKS, compose_clusters};
use crate::pipeline::fused::fuse;
use crate::pipeline::table::{self, Table};
use crate::pipeline::unit_list::UnitList;
use crate::rules::step::{DaggerAlef, Removal, Step};
use alloc::string::String;
use alloc::vec::Vec;

/// Lists that keep marks, delete some of them, delete what carries them, or write letters for them.
fn pipelines() -> Vec<Pipeline> {
    let lists = [
        &[Step::Compose][..],
        &[Step::UnifyAlef],
        &[Step::StripTatweel],
        &[Step::StripTatweel, Step::StripBidi],
        &[Step::StripHarakat, Step::StripBidi],
        &[Step::StripTashkeel],
        &[Step::StripTashkeel, Step::StripTatweel],
        &[Step::StripShadda, Step::UnifyHamza],
        &[Step::StripDiacritics, Step::UnifyYeh],
        &[Step::DaggerAlef(DaggerAlef::Alef), Step::StripTatweel],
        &[Step::DaggerAlef(DaggerAlef::Delete), Step::UnifyAlefHamza],
        &[Step::StripPunctuation(Removal::Space), Step::StripLatin(Removal::Delete)],
        &[Step::KeepArabic],
    ];
    let pipeline = |steps: &&[Step]| {
        assert!(steps.iter().any(Step::implies_compose));
        let fused = fuse(steps, 1024);
        Pipeline::new(true, Table::new(&fused, &table::stops(&fused, true)))
    };
    lists.iter().map(pipeline).collect()
}

fn agree(pipeline: &Pipeline, text: &str) {
    let (mut out, mut units) = (String::new(), UnitList::default());
    pipeline.run(text, &mut out, &mut units);
    let (mut composed, mut expected) = (String::new(), UnitList::default());
    compose_clusters(&pipeline.table, text, &mut composed, &mut expected);
    let shown = |text: &str| text.chars().map(u32::from).collect::<Vec<_>>();
    assert_eq!(out, composed, "{:X?}", shown(text));
    assert_eq!((units.entries, units.len), (expected.entries, expected.len), "{:X?}", shown(text));
    pipeline.run(text, &mut out, &mut ());
    assert_eq!(out, [&*composed, &*composed].concat(), "{:X?}", shown(text));
}

/// Letters, a tatweel, marks that compose and marks that do not, a control, and others.
const CHARACTERS: [char; 13] =
    ['ا', 'ب', 'ى', 'ـ', '\u{64E}', '\u{651}', '\u{670}', '\u{6D6}', '\u{653}', '\u{654}', '\u{200F}', ' ', 'e'];

#[test]
fn short_texts_are_as_the_composer_writes_them() {
    let all = pipelines();
    let text = |n: usize, len: u32| -> String {
        (0..len).map(|place| CHARACTERS[n / CHARACTERS.len().pow(place) % CHARACTERS.len()]).collect()
    };
    for n in 0..CHARACTERS.len().pow(4) {
        all.iter().for_each(|pipeline| agree(pipeline, &text(n, 4)));
    }
    for n in 0..CHARACTERS.len().pow(5) {
        // Any of them, whatever the first characters are.
        agree(&all[(n.wrapping_mul(0x9E37_79B1) >> 16) % all.len()], &text(n, 5));
    }
}

#[test]
fn long_texts_are_as_the_composer_writes_them() {
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |n: usize| {
        // Marsaglia's xorshift.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 32) as usize % n
    };
    for pipeline in pipelines() {
        for _ in 0..500 {
            // Most characters are letters, as in prose, so that stops are far from each other, and near.
            let letters = below(8);
            let text: String =
                (0..below(300)).map(|_| CHARACTERS[if below(8) < letters { below(3) } else { below(13) }]).collect();
            agree(&pipeline, &text);
        }
    }
}

#[test]
fn very_many_marks_are_as_the_composer_writes_them() {
    for pipeline in pipelines() {
        for letter in ["", "ا", "ب", "ـ", "بـ"] {
            for mark in ["\u{64E}", "\u{6D6}", "\u{200F}", "\u{64E}\u{200F}"] {
                for (before, after) in (0..=MAX_MARKS + 2).flat_map(|n| [(n, 0), (0, n), (n, n), (n, 3), (3, n)]) {
                    for stop in ["\u{653}", "\u{654}", "\u{653}\u{64E}\u{654}"] {
                        let text = [letter, &mark.repeat(before), stop, &mark.repeat(after), "ب\u{653} "].concat();
                        agree(&pipeline, &text);
                    }
                }
            }
        }
    }
}

/// A tatweel that is deleted takes its hamza, or none of its marks: in a second run they are those of the letter before it.
#[test]
fn very_many_marks_on_a_tatweel_that_is_deleted_compose_at_once() {
    let naqi: crate::Normalizer = "unify_forms, strip_tatweel".parse().expect("steps");
    for letter in ["ا", "ﺍ", "ب"] {
        for marks in MAX_MARKS - 3..MAX_MARKS + 3 {
            let text = format!("{letter}\u{640}{}\u{654}", "\u{653}".repeat(marks));
            let once = naqi.normalize(&text);
            assert_eq!(naqi.normalize(&once), once, "{letter} with {marks} marks");
        }
    }
}
