//! Counts the tables of `src/tables.rs` in texts: `make_tables arabic=FILE… persian=FILE… urdu=FILE… latin=FILE…`.
//!
//! It prints Rust source: numbers only. Lines are counted as they come, so leave out those that are to be measured.

#[path = "../src/alphabet.rs"]
mod alphabet;
#[path = "../src/swap_context.rs"]
mod swap_context;
#[allow(dead_code, reason = "words are not reversed here")]
#[path = "../src/word_hash.rs"]
mod word_hash;
#[path = "../src/word_order.rs"]
mod word_order;

use alphabet::{BOUNDARY, ROWS, row};
use std::collections::{HashMap, HashSet};
use swap_context::{CONTEXTS, context, is_alef};
use word_hash::WordHash;
use word_order::CLASSES;

fn main() -> std::io::Result<()> {
    let mut texts: HashMap<String, String> = HashMap::new();
    for argument in std::env::args().skip(1) {
        let Some((language, path)) = argument.split_once('=') else {
            eprintln!("{argument}: not LANGUAGE=FILE");
            std::process::exit(2);
        };
        let text = texts.entry(language.to_owned()).or_default();
        text.push_str(&std::fs::read_to_string(path)?);
        text.push('\n');
    }
    println!("//! Numbers counted in texts by `examples/make_tables.rs`.\n");
    println!("use crate::alphabet::ROWS;\nuse crate::word_order::CLASSES;\n");
    println!("/// For each language, the cost of a letter (column) after another (row): its -ln(probability) × 16.");
    println!("#[rustfmt::skip]");
    println!("pub static PAIRS: [[[u8; ROWS]; ROWS]; 3] = [");
    for language in ["arabic", "persian", "urdu"] {
        println!("    // {language}");
        print_pairs(texts.get(language).map_or("", String::as_str));
    }
    println!("];\n");
    print_latin(texts.get("latin").map_or("", String::as_str));
    let all = ["arabic", "persian", "urdu"].map(|language| texts.get(language).map_or("", String::as_str));
    print_words(&all);
    print_word_order(&all);
    print_swaps(&all);
    print_swapped_words(&all);
    Ok(())
}

/// The words of a text as rows, marks left out, between two boundaries.
fn words(text: &str, row: impl Fn(char) -> Option<u8>) -> Vec<Vec<u8>> {
    let is_joined = |c: char| naqi::letters::is_mark(c) || c == '\u{640}'; // TATWEEL
    let mut words = vec![vec![BOUNDARY]];
    let mut last = BOUNDARY;
    for c in text.chars().chain([' ']).filter(|c| !is_joined(*c)) {
        let next = row(c).unwrap_or(BOUNDARY);
        if next == BOUNDARY && last == BOUNDARY {
            continue;
        }
        words.last_mut().expect("a word").push(next);
        if next == BOUNDARY {
            words.push(vec![BOUNDARY]);
        }
        last = next;
    }
    words.pop();
    words
}

fn costs(counts: &[f64]) -> impl Iterator<Item = u8> {
    const SMOOTHING: f64 = 0.1;
    let total: f64 = counts.iter().sum::<f64>() + SMOOTHING * counts.len() as f64;
    counts.iter().map(move |count| (-((count + SMOOTHING) / total).ln() * 16.0).round().min(255.0) as u8)
}

fn count<const N: usize>(text: &str, row: impl Fn(char) -> Option<u8>) -> [[f64; N]; N] {
    let mut counts = [[0.0; N]; N];
    for word in words(text, row) {
        for pair in word.windows(2) {
            counts[pair[0] as usize][pair[1] as usize] += 1.0;
        }
    }
    counts
}

fn print_pairs(text: &str) {
    println!("    [");
    for row in count::<ROWS>(text, row) {
        let row: Vec<String> = costs(&row).map(|cost| cost.to_string()).collect();
        println!("        [{}],", row.join(","));
    }
    println!("    ],");
}

fn print_latin(text: &str) {
    let row = |c: char| c.is_ascii_alphabetic().then(|| (c.to_ascii_lowercase() as u8) - b'a' + 1);
    println!("/// The same for the letters a to z, after the boundary.");
    println!("#[rustfmt::skip]");
    println!("pub static LATIN: [[u8; 27]; 27] = [");
    for row in count::<27>(text, row) {
        let row: Vec<String> = costs(&row).map(|cost| cost.to_string()).collect();
        println!("    [{}],", row.join(","));
    }
    println!("];\n");
}

/// The most frequent words of each language, of two letters and more.
fn print_words(texts: &[&str; 3]) {
    const MOST: [usize; 3] = [2500, 500, 500];
    let mut hashes = Vec::new();
    for (text, most) in texts.iter().zip(MOST) {
        let mut counts: HashMap<Vec<u8>, usize> = HashMap::new();
        words(text, row)
            .into_iter()
            .filter(|word| word.len() > 3)
            .for_each(|word| *counts.entry(word).or_default() += 1);
        let mut words: Vec<(Vec<u8>, usize)> = counts.into_iter().collect();
        words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        for (word, _) in words.iter().take(most) {
            let mut hash = WordHash::new();
            word[1..word.len() - 1].iter().for_each(|row| hash.push(*row));
            hashes.push(hash.forward());
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    println!("/// Hashes of frequent words, sorted: see `crate::word_hash`.");
    println!("#[rustfmt::skip]");
    println!("pub static WORDS: [u32; {}] = [", hashes.len());
    print_numbers(&hashes);
    println!("];\n");
}

/// Which words stand before and behind others: for each frequent word, and then for each class, how much more often it
/// stands before a word of a class than behind one.
fn print_word_order(texts: &[&str; 3]) {
    const MOST: [usize; 3] = [192, 48, 48];
    let is_joined = |c: char| naqi::letters::is_mark(c) || c == '\u{640}'; // TATWEEL
    let texts = texts.map(|text| word_order::words(text.chars(), is_joined));
    let mut frequent: Vec<u32> = Vec::new();
    for (words, most) in texts.iter().zip(MOST) {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        let in_script = words.iter().filter(|word| word.first().is_some_and(|c| row(*c).is_some()));
        in_script.for_each(|word| *counts.entry(word_order::hash(word)).or_default() += 1);
        let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|(hash, count)| (usize::MAX - count, *hash));
        frequent.extend(counts.iter().take(most).map(|(hash, _)| *hash));
    }
    frequent.sort_unstable();
    frequent.dedup();
    let class = |word: &[char]| match frequent.binary_search(&word_order::hash(word)) {
        Ok(at) if !word.is_empty() => at,
        _ => frequent.len() + word_order::coarse(word),
    };
    let mut counts = vec![[[0.0_f64; 2]; CLASSES]; frequent.len() + CLASSES];
    for words in &texts {
        for pair in words.windows(2) {
            counts[class(&pair[0])][word_order::coarse(&pair[1])][0] += 1.0;
            counts[class(&pair[1])][word_order::coarse(&pair[0])][1] += 1.0;
        }
    }
    println!("/// Hashes of the most frequent words, sorted: see `crate::word_order`.");
    println!("#[rustfmt::skip]");
    println!("pub static ORDERED_WORDS: [u32; {}] = [", frequent.len());
    print_numbers(&frequent);
    println!("];\n");
    println!("/// For each of these words, and then for each class: ln(before / behind) × 16 for words of each class.");
    println!("#[rustfmt::skip]");
    println!("pub static WORD_ORDER: [[i8; CLASSES]; {}] = [", counts.len());
    let rows = counts.into_iter().map(|row| {
        let row =
            row.map(|[before, behind]| (((before + 1.0) / (behind + 1.0)).ln() * 16.0).round().clamp(-64.0, 64.0));
        format!("[{}]", row.map(|n| n.to_string()).join(","))
    });
    for line in rows.collect::<Vec<_>>().chunks(4) {
        println!("    {},", line.join(","));
    }
    println!("];\n");
}

fn print_numbers(numbers: &[u32]) {
    for line in numbers.chunks(40) {
        let line: Vec<String> = line.iter().map(u32::to_string).collect();
        println!("    {},", line.join(","));
    }
}

/// Contexts of an alef and a lam in swapped text, from short to long. An entry is the hash of a context in which the
/// decision of the next shorter one is reversed; its lowest bit says that the context never stood in text as it was.
fn print_swaps(texts: &[&str]) {
    const GAINS: [i64; CONTEXTS] = [1, 1, 1, 1, 1];
    let (mut places, mut originals) = (Vec::new(), Vec::new());
    for word in texts.iter().flat_map(|text| text.split(|c: char| row(c).is_none() && !naqi::letters::is_mark(c))) {
        let word: Vec<char> = word.chars().filter(|c| row(*c).is_some()).collect();
        let (damaged, swapped) = swapped_places(&word);
        places.extend(swapped.into_iter().map(|(at, is_swapped)| (damaged.clone(), at, is_swapped)));
        let pairs = (1..word.len()).filter(|at| is_alef(word[at - 1]) && word[*at] == 'ل');
        originals.extend(pairs.map(|at| (word.clone(), at - 1)));
    }
    let mut decisions = vec![false; places.len()];
    let mut entries = Vec::new();
    for (level, gain) in GAINS.into_iter().enumerate() {
        let known: HashSet<u32> = originals.iter().map(|(word, at)| context(word, *at, level)).collect();
        // For each context: places that are not swapped, those that are, and how many of both are decided rightly.
        let mut counts: HashMap<u32, (i64, i64, i64)> = HashMap::new();
        for ((word, at, is_swapped), decision) in places.iter().zip(&decisions) {
            let (kept, swapped, right) = counts.entry(context(word, *at, level)).or_default();
            *if *is_swapped { swapped } else { kept } += 1;
            *right += i64::from(is_swapped == decision);
        }
        let is_reversed = |(kept, swapped, right): &(i64, i64, i64)| kept + swapped - 2 * right >= gain;
        for ((word, at, _), decision) in places.iter().zip(&mut decisions) {
            *decision ^= is_reversed(&counts[&context(word, *at, level)]);
        }
        let reversed = counts.iter().filter(|(_, counts)| is_reversed(counts));
        entries.extend(
            reversed.map(|(hash, (kept, swapped, _))| {
                hash | u32::from(*kept == 0 && *swapped > 2 && !known.contains(hash))
            }),
        );
        let right =
            places.iter().zip(&decisions).filter(|((_, _, is_swapped), decision)| is_swapped == *decision).count();
        eprintln!("{right} of {} after {} contexts", places.len(), entries.len());
    }
    entries.sort_unstable();
    entries.dedup();
    println!("/// Hashes of contexts, sorted: see `crate::swap_context`.");
    println!("#[rustfmt::skip]");
    println!("pub static SWAPS: [u32; {}] = [", entries.len());
    print_numbers(&entries);
    println!("];");
}

/// Words whose swapped spelling is no word: the most frequent ones of texts, and those of a list by hand.
fn print_swapped_words(texts: &[&str; 3]) {
    const MOST: usize = 1000;
    let lists = include_str!("lam_alef_words.txt");
    let (by_hand, words) = lists.split_at(lists.rfind('#').expect("two lists"));
    let list = |text: &'static str| text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let mut counts: HashMap<Vec<char>, usize> = HashMap::new();
    for word in texts.iter().flat_map(|text| text.split(|c: char| row(c).is_none() && !naqi::letters::is_mark(c))) {
        *counts.entry(word.chars().filter(|c| row(*c).is_some()).collect()).or_default() += 1;
    }
    let kept: HashSet<Vec<char>> =
        list(words).map(|word| word.chars().collect()).chain(counts.keys().cloned()).collect();
    // An alef that is typed twice is a slip.
    let is_slip = |word: &[char]| word.starts_with(&['ا', 'ا']) && kept.contains(&word[1..]);
    let is_new = |word: &[char]| !kept.contains(word) && !is_slip(word);
    // It may be a noun with its article, or one of the many short nouns that end in these letters.
    let may_be_noun = |word: &[char]| {
        matches!(word, ['ا', 'ل', ..] | ['و' | 'ف' | 'ب' | 'ك', 'ا', 'ل', ..] | [_, 'ا', 'ل'] | [_, _, 'ا', 'ل'])
            && !matches!(word, ['أ' | 'إ', ..])
    };
    let swapped = |word: &[char]| Some(swapped_places(word).0).filter(|swapped| swapped != word && is_new(swapped));
    let mut frequent: Vec<(usize, Vec<char>)> = counts
        .iter()
        .filter_map(|(word, count)| Some((*count, swapped(word)?)))
        .filter(|(_, word)| !may_be_noun(word))
        .collect();
    frequent.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let by_hand = list(by_hand).filter_map(|word| swapped(&word.chars().collect::<Vec<char>>()));
    let words = frequent.into_iter().take(MOST).map(|(_, word)| word).chain(by_hand);
    let mut hashes: Vec<u32> = words.map(|word| word_order::hash(&word)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    println!("\n/// Hashes of frequent words whose lam-alefs are swapped, sorted. None of them is a word.");
    println!("#[rustfmt::skip]");
    println!("pub static SWAPPED_WORDS: [u32; {}] = [", hashes.len());
    print_numbers(&hashes);
    println!("];");
}

/// A word with each lam and alef swapped; the places of its pairs of alef and lam, and whether each was swapped.
fn swapped_places(word: &[char]) -> (Vec<char>, Vec<(usize, bool)>) {
    let (mut damaged, mut places) = (word.to_vec(), Vec::new());
    let mut at = 0;
    while at + 1 < word.len() {
        let is_swapped = word[at] == 'ل' && is_alef(word[at + 1]);
        if is_swapped {
            damaged.swap(at, at + 1);
            places.push((at, true));
            at += 1;
        }
        at += 1;
    }
    for at in 0..damaged.len().saturating_sub(1) {
        if is_alef(damaged[at]) && damaged[at + 1] == 'ل' && !places.contains(&(at, true)) {
            places.push((at, false));
        }
    }
    (damaged, places)
}
