//! Normalizing a page: news, vocalised text, posts; and a page that is normalized already.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use naqi::preset::SEARCH;
use std::hint::black_box;
use unicode_normalization::UnicodeNormalization;

fn pages(c: &mut Criterion) {
    for support::Text { name, text } in support::texts() {
        support::assert_ten_lines_agree(&text);
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

criterion_group!(benches, pages);
criterion_main!(benches);
