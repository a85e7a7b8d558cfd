//! The cost of words chosen to collide in a cache: that of new words, and a few comparisons.

use crate::kernel::PackedWord;
use crate::search::analyzer::packed_table;
use crate::search::analyzer::text_cache::hash;
use crate::search::analyzer::{Analyzer, WordCache};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use std::time::{Duration, Instant};

/// The number of colliding words.
const COLLIDING: usize = 64;
/// The number of words in a text.
const TEXT_WORDS: usize = 20_000;
/// The cost allowed for colliding words, in multiples of the cost of new words.
const MAX_RATIO: u32 = 20;

/// The n-th of 2³² words of eight letters.
fn letters(n: usize) -> String {
    const LETTERS: [char; 16] = ['ا', 'ب', 'ت', 'ج', 'د', 'ر', 'س', 'ع', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'و', 'ي'];
    (0..8).map(|at| LETTERS[n >> (4 * at) & 15]).collect()
}

/// The n-th of 2³² words that cannot be packed.
fn unpackable(n: usize) -> String {
    format!("{}7", letters(n))
}

/// Words that have one hash, so that they collide in a table of any size.
fn colliding(make: fn(usize) -> String, hash: impl Fn(&str) -> u64) -> Vec<String> {
    let wanted = hash(&make(0));
    (0..).map(make).filter(|word| hash(word) == wanted).take(COLLIDING).collect()
}

fn time(analyzer: &Analyzer, cache: &mut WordCache, text: &str) -> Duration {
    let start = Instant::now();
    analyzer.for_each_term_with_cache(cache, text, |_| {});
    start.elapsed()
}

/// The shortest time of five rounds over one text, and over texts whose words are all new.
fn times(words: &[String], make: fn(usize) -> String) -> (Duration, Duration) {
    let analyzer = crate::search::analyzer::wide();
    let text: Vec<&str> = (0..TEXT_WORDS).map(|n| &*words[n % words.len()]).collect();
    let text = text.join(" ");
    let (mut cache, mut other) = (WordCache::new(), WordCache::new());
    let rounds = (0..5).map(|round| {
        let new: Vec<String> = (0..TEXT_WORDS).map(|n| make((1 << 20) + TEXT_WORDS * round + n)).collect();
        (time(analyzer, &mut cache, &text), time(analyzer, &mut other, &new.join(" ")))
    });
    rounds.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap_or_default()
}

#[test]
fn colliding_words_cost_a_few_times_what_new_words_cost() {
    let packed = |word: &str| packed_table::hash(PackedWord::of(word).unwrap_or_default()) & 0x7FFF;
    // A text is stored in one of eight slots, whose indices share all but the three low bits.
    for (make, words) in [
        (letters as fn(usize) -> String, colliding(letters, packed)),
        (unpackable, colliding(unpackable, |w| hash(w.as_bytes(), w.len()) >> 3 & 0xFFF)),
    ] {
        let (together, new) = times(&words, make);
        let ratio = together.as_secs_f64() / new.as_secs_f64();
        std::eprintln!("like {}: {ratio:.1} times the cost of new words", words[0]);
        assert!(together < MAX_RATIO * new, "{together:?} and {new:?} for words like {}", words[0]);
    }
}
