//! The loop of a tokenizer: words a second and bytes a second, for the words of a text, and for the term of each word.

mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use naqi::preset::SEARCH;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn words(c: &mut Criterion) {
    for support::Text { name, text } in support::texts() {
        let segmenter = support::icu_words();
        let ours: Vec<usize> = [0].into_iter().chain(naqi::tokens(&text).map(|t| t.span().end)).collect();
        let judged: Vec<usize> = segmenter.segment_str(&text).collect();
        assert!(!support::is_segmented_by_rules(&text) || ours == judged, "{name}: the boundaries of ICU4X");

        let throughput =
            Throughput::ElementsAndBytes { elements: naqi::words(&text).count() as u64, bytes: text.len() as u64 };
        let mut group = c.benchmark_group(format!("words and bytes a second, words of {name}"));
        group.throughput(throughput.clone());
        group.bench_function("naqi words", |b| {
            b.iter(|| naqi::words(black_box(&text)).map(|w| w.text().len()).sum::<usize>())
        });
        group.bench_function("naqi tokens", |b| {
            b.iter(|| naqi::tokens(black_box(&text)).map(|w| w.text().len()).sum::<usize>())
        });
        group.bench_function("unicode-segmentation", |b| {
            b.iter(|| black_box(&text).unicode_words().map(str::len).sum::<usize>())
        });
        group.bench_function("icu_segmenter", |b| b.iter(|| segmenter.segment_str(black_box(&text)).count()));
        group.finish();

        let mut group = c.benchmark_group(format!("words and bytes a second, terms of {name}"));
        group.throughput(throughput);
        group.bench_function("naqi for_each_term", |b| {
            b.iter(|| {
                let mut sum = 0;
                SEARCH.for_each_term(black_box(&text), |_, term| sum += term.len());
                sum
            })
        });
        group.bench_function("naqi terms", |b| {
            b.iter(|| SEARCH.word_terms(black_box(&text)).map(|(_, t)| t.len()).sum::<usize>())
        });
        group.bench_function("icu_segmenter and ten lines", |b| b.iter(|| support::icu_terms(black_box(&text))));
        group.finish();
    }
}

criterion_group!(benches, words);
criterion_main!(benches);
