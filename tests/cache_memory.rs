//! Resident memory while 64 threads read ever new words: within the caches' limit, and freed at the end.
//!
//! `NAQI_CASES=10000000 cargo test --release --test cache_memory -- --nocapture` reads ten million words and prints the
//! resident memory. The test is alone in its process, since the memory of others would count.
#![cfg(all(feature = "std", target_os = "linux"))]

use naqi::Analyzer;

const THREADS: usize = 64;
/// The maximum resident memory beyond the limit: code and tables, stacks, texts, and what an allocator keeps.
const BEYOND: usize = 64 << 20;
/// Words of one text.
const WORDS: usize = 2000;

/// A number of bytes from Linux's status of this process.
fn status(field: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells of the process");
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    number.expect("a number of KiB") << 10
}

/// The n-th of an endless sequence of words: three in four are short Arabic ones, the others have a digit.
fn push_word(n: usize, text: &mut String) {
    const LETTERS: [char; 16] = ['ا', 'ب', 'ت', 'ج', 'د', 'ر', 'س', 'ع', 'ف', 'ق', 'ك', 'ل', 'م', 'ن', 'و', 'ي'];
    text.extend((0..7).map(|at| LETTERS[n >> (4 * at) & 15]));
    text.push_str(if n.is_multiple_of(4) { "7 " } else { " " });
}

/// Reads words that are in no cache yet.
fn read(analyzer: &Analyzer, first: usize, count: usize) -> usize {
    let (mut text, mut terms) = (String::new(), 0);
    for start in (first..first + count).step_by(WORDS) {
        text.clear();
        (start..(first + count).min(start + WORDS)).for_each(|n| push_word(n, &mut text));
        analyzer.for_each_term(&text, |_| terms += 1);
    }
    terms
}

#[test]
fn endless_new_words_of_many_threads_stay_within_the_limit() {
    let words = std::env::var("NAQI_CASES").map_or(1_000_000, |n| n.replace('_', "").parse().expect("a number"));
    let each = words / THREADS;
    let analyzer = naqi::analyzer::wide().clone();
    let limit = analyzer.cache_limit();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let analyzer = &analyzer;
            scope.spawn(move || assert!(read(analyzer, thread * each, each) >= each));
        }
    });
    let (peak, after, taken) = (status("VmHWM"), status("VmRSS"), analyzer.cache_bytes());
    analyzer.release_caches();
    let released = status("VmRSS");
    println!("{THREADS} threads, {words} words, limit {} MiB; resident:", limit >> 20);
    for (bytes, when) in [
        (peak, "at most"),
        (after, "when the threads had ended"),
        (taken, "of these in caches"),
        (released, "when the caches were released"),
    ] {
        println!("{:6.1} MiB {when}", bytes as f64 / f64::from(1 << 20));
    }
    assert!(taken <= limit && peak <= limit + BEYOND, "{peak} bytes");
    // The tables are large enough for glibc to return them to the system, unless a larger block was freed before.
    assert!(released <= BEYOND, "{released} bytes");
}
