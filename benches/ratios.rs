//! One command that prints one Markdown table: naqi beside its rivals, in interleaved rounds on the same text.
//!
//! `cargo bench --bench ratios`, with `NAQI_TEXTS=a.txt:b.txt` for texts of your own. The figures are MB/s of source,
//! medians of the rounds, and how many times as fast naqi is; the short ones nanoseconds a call.

mod support;

use naqi::preset::SEARCH;
use std::hint::black_box;
use std::time::Instant;

/// The median seconds of each contender, one round of each after the other.
fn medians<const N: usize>(rounds: usize, contenders: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..=rounds {
        for (n, _) in (0..N).enumerate() {
            let start = Instant::now();
            contenders[n]();
            times[n].push(start.elapsed().as_secs_f64());
        }
    }
    times.map(|mut t| {
        t.remove(0); // the first round warms up
        t.sort_by(f64::total_cmp);
        t.get(t.len() / 2).copied().unwrap_or(f64::NAN)
    })
}

fn main() {
    let testing = std::env::args().any(|a| a == "--test");
    let rounds = if testing { 1 } else { 15 };
    let mut texts = support::texts();
    if testing {
        texts.iter_mut().for_each(|t| t.text = t.text.chars().take(2_000).collect());
    }
    println!(
        "| {:<34} | {:<12} | {:>9} | {:>9} | {:>7} |",
        "question (naqi / rival)", "text", "naqi", "rival", "ratio"
    );
    println!("|{0:-<36}|{0:-<14}|{0:->10}:|{0:->10}:|{0:->8}:|", "");
    for support::Text { name, text } in &texts {
        let mut out = String::with_capacity(2 * text.len());
        let row = |question: &str, ours: f64, rival: f64| {
            let rate = |s: f64| text.len() as f64 / s / 1e6;
            println!(
                "| {question:<34} | {name:<12} | {:>9.0} | {:>9.0} | {:>6.2}× |",
                rate(ours),
                rate(rival),
                rival / ours
            );
        };
        let mut copy = String::new();
        let [ours, ten, copied] = medians(
            rounds,
            [
                &mut || {
                    out.clear();
                    SEARCH.normalize_into(black_box(text), &mut out);
                },
                &mut || {
                    black_box(support::ten_lines(black_box(text)));
                },
                &mut || support::memcpy(black_box(text), black_box(&mut copy)),
            ],
        );
        row("normalize_into / ten lines", ours, ten);
        row("normalize_into / memcpy", ours, copied);
        let done = SEARCH.normalize(text).into_owned();
        let [ours, ten, copied] = medians(
            rounds,
            [
                &mut || assert!(SEARCH.is_normalized(black_box(&done))),
                &mut || {
                    black_box(support::ten_lines(black_box(&done)));
                },
                &mut || support::memcpy(black_box(&done), black_box(&mut copy)),
            ],
        );
        row("is_normalized, nothing to do / ten lines", ours, ten);
        row("is_normalized, nothing to do / memcpy", ours, copied);
        let segmenter = support::icu_words();
        let [ours, crate_words, icu] = medians(
            rounds,
            [
                &mut || {
                    black_box(naqi::words(black_box(text)).map(|w| w.text().len()).sum::<usize>());
                },
                &mut || {
                    black_box(support::unicode_words(black_box(text)));
                },
                &mut || {
                    black_box(segmenter.segment_str(black_box(text)).count());
                },
            ],
        );
        row("words / unicode-segmentation", ours, crate_words);
        row("words / icu_segmenter", ours, icu);
        let [ours, icu] = medians(
            rounds,
            [
                &mut || {
                    let mut sum = 0;
                    SEARCH.for_each_term(black_box(text), |_, term| sum += term.len());
                    black_box(sum);
                },
                &mut || {
                    black_box(support::icu_terms(black_box(text)));
                },
            ],
        );
        row("for_each_term / icu + ten lines", ours, icu);
    }
    println!("\n| {:<34} | {:>9} | {:>9} |", "one call", "naqi, ns", "memcpy, ns");
    println!("|{0:-<36}|{0:->10}:|{0:->10}:|", "");
    let calls = if testing { 10 } else { 200_000 };
    for (name, text) in [
        ("a word of 12 bytes, unchanged", "مدارس"),
        ("a query of 55 bytes, unchanged", "كتاب تاريخ العرب قبل الاسلام وبعد"),
        ("a word of 12 bytes, changed", "مدرسة"),
        ("a query of 55 bytes, changed", "كِتاب تاريخ العرب قبل الإسلام"),
    ] {
        let unchanged = SEARCH.is_normalized(text);
        let (mut out, mut copy) = (String::with_capacity(256), String::with_capacity(256));
        let [ours, copied] = medians(
            rounds,
            [
                &mut || {
                    for _ in 0..calls {
                        if unchanged {
                            black_box(SEARCH.normalize(black_box(text)));
                        } else {
                            out.clear();
                            SEARCH.normalize_into(black_box(text), black_box(&mut out));
                        }
                    }
                },
                &mut || {
                    for _ in 0..calls {
                        support::memcpy(black_box(text), black_box(&mut copy));
                    }
                },
            ],
        );
        let each = |s: f64| s / calls as f64 * 1e9;
        println!("| {name:<34} | {:>9.1} | {:>9.1} |", each(ours), each(copied));
    }
}
