//! What words cost that were made to share their places in a cache: no more than new words, but for a few comparisons.

use crate::kernel::{PackedWord, packed_hash};
use crate::search::analyzer::text_cache::hash;
use crate::search::analyzer::{Analyzer, WordCache};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use std::time::{Duration, Instant};

/// How many words share their places, and how many words a text has.
const TOGETHER: usize = 64;
const WORDS: usize = 20_000;
/// How many times the cost of new words is allowed.
const BOUND: u32 = 20;

/// The n-th of many words of eight letters.
fn letters(n: usize) -> String {
    const LETTERS: [char; 16] = ['ا', 'ب', 'ت', 'ج', 'د', 'ر', 'س', 'ع', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'و', 'ي'];
    (0..8).map(|at| LETTERS[n >> (4 * at) & 15]).collect()
}

/// The n-th of many words that can not be packed.
fn others(n: usize) -> String {
    format!("{}7", letters(n))
}

/// Words that share their place in a table of any size.
fn colliding(make: fn(usize) -> String, place: impl Fn(&str) -> u64) -> Vec<String> {
    let wanted = place(&make(0));
    (0..).map(make).filter(|word| place(word) == wanted).take(TOGETHER).collect()
}

fn time(analyzer: &Analyzer, cache: &mut WordCache, text: &str) -> Duration {
    let start = Instant::now();
    analyzer.for_each_term_by(cache, text, |_| {});
    start.elapsed()
}

/// The best of some rounds over one text, and over texts of words that are all new.
fn times(words: &[String], make: fn(usize) -> String) -> (Duration, Duration) {
    let analyzer = crate::search::analyzer::wide();
    let text: Vec<&str> = (0..WORDS).map(|n| &*words[n % words.len()]).collect();
    let text = text.join(" ");
    let (mut cache, mut other) = (WordCache::new(), WordCache::new());
    let rounds = (0..5).map(|round| {
        let new: Vec<String> = (0..WORDS).map(|n| make((1 << 20) + WORDS * round + n)).collect();
        (time(analyzer, &mut cache, &text), time(analyzer, &mut other, &new.join(" ")))
    });
    rounds.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap_or_default()
}

#[test]
fn words_made_to_collide_cost_no_more_than_a_few_times_what_new_words_cost() {
    let packed = |word: &str| packed_hash(PackedWord::of(word).unwrap_or_default()) & 0x7FFF;
    // A word of the second kind may stand in any of eight places.
    for (make, words) in [
        (letters as fn(usize) -> String, colliding(letters, packed)),
        (others, colliding(others, |w| hash(w) >> 3 & 0x7FF)),
    ] {
        let (together, new) = times(&words, make);
        let ratio = together.as_secs_f64() / new.as_secs_f64();
        std::eprintln!("like {}: {ratio:.1} times what new words cost", words[0]);
        assert!(together < BOUND * new, "{together:?} and {new:?} for words like {}", words[0]);
    }
}
