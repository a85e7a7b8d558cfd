//! What is in a text? All counts of a page, of a word and of a line.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
use naqi::Script;
use naqi::inspect::{Language, changing_steps, count};
use std::collections::BTreeMap;
use std::hint::black_box;

/// The loop that people write, for the same counts. The commonest characters come first.
#[derive(Debug, Default, PartialEq)]
struct Loop {
    characters: u64,
    letters: u64,
    marks: u64,
    vowels: u64,
    combining_hamzas: u64,
    tatweels: u64,
    presentation_forms: u64,
    invisible: u64,
    bidi_controls: u64,
    joiners: u64,
    digits: [u64; 3],
    arabic: u64,
    scripts: BTreeMap<Script, u64>,
    languages: [u64; Language::ALL.len()],
}

fn chars_loop(text: &str) -> Loop {
    let mut found = Loop::default();
    for c in text.chars() {
        found.characters += 1;
        match c {
            'ء'..='غ' | 'ف'..='ي' => {
                found.letters += 1;
                found.arabic += 1;
            }
            '0'..='9' => found.digits[0] += 1,
            '\u{660}'..='\u{669}' => found.digits[1] += 1,
            '\u{6F0}'..='\u{6F9}' => found.digits[2] += 1,
            '\u{640}' => found.tatweels += 1,
            '\u{200C}' | '\u{200D}' => found.joiners += 1,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                found.bidi_controls += 1
            }
            '\u{AD}'
            | '\u{34F}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{2060}'..='\u{2064}'
            | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' => found.invisible += 1,
            c if c.is_ascii() && !c.is_ascii_alphabetic() => {}
            c if naqi::letters::is_mark(c) => {
                found.marks += 1;
                found.vowels += u64::from(matches!(c, '\u{64B}'..='\u{650}' | '\u{652}' | '\u{656}' | '\u{657}'
                    | '\u{670}' | '\u{6E1}' | '\u{8F0}'..='\u{8F2}'));
                found.combining_hamzas += u64::from(matches!(c, '\u{653}'..='\u{655}'));
            }
            c => {
                found.presentation_forms += u64::from(is_in_block_of_forms(c) || matches!(c, '\u{675}'..='\u{678}'));
                if c.is_alphabetic() {
                    found.letters += 1;
                    *found.scripts.entry(Script::of(c)).or_default() += 1;
                    for (n, language) in Language::ALL.iter().enumerate() {
                        found.languages[n] += u64::from(language.letters_beyond_arabic().contains(&c));
                    }
                }
            }
        }
    }
    if found.arabic > 0 {
        *found.scripts.entry(Script::Arabic).or_default() += found.arabic;
    }
    found
}

/// The blocks of presentation forms, and of mathematical letters.
fn is_in_block_of_forms(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{1EE00}'..='\u{1EEFF}')
}

/// Whether the loop is right about a character. It takes vowel signs and number letters of other scripts for letters, and all
/// of the blocks of presentation forms for forms.
fn is_common(c: char) -> bool {
    let is_letter = GeneralCategoryGroup::Letter.contains(CodePointMapData::<GeneralCategory>::new().get(c));
    let is_right = is_letter == c.is_alphabetic() && (is_letter || !is_in_block_of_forms(c));
    is_right || naqi::letters::is_mark(c)
}

/// Checks that the loop and `count` agree on a text without rarer characters.
fn assert_loop_agrees(text: &str) {
    let text: String = text.chars().filter(|&c| is_common(c)).collect();
    let (counts, found) = (count(&text), chars_loop(&text));
    let mut expected = Loop {
        characters: counts.characters,
        letters: counts.letters,
        marks: counts.marks,
        vowels: counts.vowels,
        combining_hamzas: counts.combining_hamzas,
        tatweels: counts.tatweels,
        presentation_forms: counts.presentation_forms,
        invisible: counts.invisible,
        bidi_controls: counts.bidi_controls,
        joiners: counts.joiners,
        arabic: found.arabic,
        scripts: counts.scripts().collect(),
        ..Loop::default()
    };
    for (set, digits) in naqi::step::Digits::ALL.iter().zip(&mut expected.digits) {
        *digits = counts.digits(*set);
    }
    for (language, letters) in Language::ALL.iter().zip(&mut expected.languages) {
        *letters = counts.letters_beyond_arabic(*language);
    }
    assert_eq!(found, expected);
}

fn pages(c: &mut Criterion) {
    for support::Text { name, text } in support::texts() {
        assert_loop_agrees(&text);
        let mut group = c.benchmark_group(format!("what is in a page of {name}?"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("naqi", "count"), |b| b.iter(|| count(black_box(&text))));
        group.bench_function(BenchmarkId::new("naqi", "changing_steps"), |b| {
            b.iter(|| changing_steps(black_box(&text)))
        });
        group.bench_function(BenchmarkId::new("rival", "a loop over chars()"), |b| {
            b.iter(|| chars_loop(black_box(&text)))
        });
        group.finish();
    }
}

fn short(c: &mut Criterion) {
    let line = "أعلنت وزارة النقل اليوم أن خط القطار الجديد سيربط المدينة بالميناء خلال عام 2026.";
    for (question, text) in [("what is in a word?", "المُتَّحِدة"), ("what is in a line?", line)] {
        assert_loop_agrees(text);
        let mut group = c.benchmark_group(question);
        group.bench_function("naqi count", |b| b.iter(|| count(black_box(text))));
        group.bench_function("naqi is_arabic", |b| b.iter(|| naqi::inspect::is_arabic(black_box(text))));
        group.bench_function("naqi changing_steps", |b| b.iter(|| changing_steps(black_box(text))));
        group.bench_function("a loop over chars()", |b| b.iter(|| chars_loop(black_box(text))));
        group.finish();
    }
}

criterion_group!(benches, pages, short);
criterion_main!(benches);
