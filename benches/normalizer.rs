//! Normalizing: nothing to do? a news page? a vocalised page? one word? one query?

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use naqi::Normalizer;
use naqi::preset::SEARCH;
use std::hint::black_box;
use unicode_normalization::UnicodeNormalization;

/// The ten lines and the steps that say the same give the same, wherever the text holds nothing rarer.
fn the_rival_gives_the_same(text: &str) {
    let same: Normalizer = support::TEN_LINES.parse().expect("a list of steps");
    let common = |c: &char| !matches!(c, '\u{653}'..='\u{65F}' | '\u{671}'..='\u{6FF}' | '\u{750}'..='\u{8FF}');
    let text: String = text.chars().filter(common).collect();
    assert!(same.normalize(&text) == support::ten_lines(&text), "the ten lines differ");
}

fn pages(c: &mut Criterion) {
    for support::Text { name, text } in support::texts() {
        the_rival_gives_the_same(&text);
        let mut group = c.benchmark_group(format!("a page of {name}?"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        let mut out = String::with_capacity(2 * text.len());
        group.bench_function(BenchmarkId::new("naqi", "normalize_into"), |b| {
            b.iter(|| {
                out.clear();
                SEARCH.normalize_into(black_box(&text), &mut out);
            })
        });
        group.bench_function(BenchmarkId::new("rival", "memcpy"), |b| {
            b.iter(|| support::memcpy(black_box(&text), &mut out))
        });
        group.bench_function(BenchmarkId::new("rival", "ten lines"), |b| {
            b.iter(|| support::ten_lines(black_box(&text)))
        });
        group.bench_function(BenchmarkId::new("rival", "unicode-normalization NFKC"), |b| {
            b.iter(|| black_box(&text).nfkc().collect::<String>())
        });
        group.finish();

        let done = SEARCH.normalize(&text).into_owned();
        assert!(SEARCH.is_normalized(&done) && matches!(SEARCH.normalize(&done), std::borrow::Cow::Borrowed(_)));
        let mut group = c.benchmark_group(format!("nothing to do, {name}?"));
        group.throughput(Throughput::Bytes(done.len() as u64));
        group.bench_function(BenchmarkId::new("naqi", "is_normalized"), |b| {
            b.iter(|| SEARCH.is_normalized(black_box(&done)))
        });
        group.bench_function(BenchmarkId::new("naqi", "normalize"), |b| {
            b.iter(|| SEARCH.normalize(black_box(&done)).len())
        });
        group.bench_function(BenchmarkId::new("rival", "memcpy"), |b| {
            b.iter(|| support::memcpy(black_box(&done), &mut out))
        });
        group.bench_function(BenchmarkId::new("rival", "ten lines"), |b| {
            b.iter(|| support::ten_lines(black_box(&done)))
        });
        group.finish();
    }
}

fn short(c: &mut Criterion) {
    for (question, text) in [("one word?", "المُتَّحِدة"), ("one query?", "تاريخ الولايات المُتَّحِدة الأمريكية")]
    {
        the_rival_gives_the_same(text);
        let mut group = c.benchmark_group(question);
        let mut out = String::with_capacity(256);
        group.bench_function("naqi normalize_into", |b| {
            b.iter(|| {
                out.clear();
                SEARCH.normalize_into(black_box(text), &mut out);
            })
        });
        let done = SEARCH.normalize(text).into_owned();
        group.bench_function("naqi normalize, unchanged", |b| b.iter(|| SEARCH.normalize(black_box(&done)).len()));
        group.bench_function("ten lines", |b| b.iter(|| support::ten_lines(black_box(text))));
        group.bench_function("memcpy", |b| b.iter(|| support::memcpy(black_box(text), &mut out)));
        group.finish();
    }
}

criterion_group!(benches, pages, short);
criterion_main!(benches);
