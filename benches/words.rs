//! Short strings: one word, one query, and each length around the boundaries of a block.

mod support;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use naqi::preset::SEARCH;
use std::hint::black_box;

fn short(c: &mut Criterion) {
    for (question, text) in [("one word?", "المُتَّحِدة"), ("one query?", "تاريخ الولايات المُتَّحِدة الأمريكية")]
    {
        support::assert_ten_lines_agree(text);
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

/// The time must not jump at any length: 15 to 17, 31 to 33, 63 to 66 bytes.
fn edges(c: &mut Criterion) {
    let mut group = c.benchmark_group("how many bytes?");
    let mut out = String::with_capacity(256);
    for len in [8, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 66, 100, 128, 200] {
        let mut text = "مدرسة ".repeat(20);
        text.truncate((0..=len).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0));
        text.push_str(&"a".repeat(len - text.len()));
        group.bench_with_input(BenchmarkId::new("naqi normalize_into", len), &text, |b, text| {
            b.iter(|| {
                out.clear();
                SEARCH.normalize_into(black_box(text), &mut out);
            })
        });
        let done = SEARCH.normalize(&text).into_owned();
        group.bench_with_input(BenchmarkId::new("naqi normalize, unchanged", len), &done, |b, done| {
            b.iter(|| SEARCH.normalize(black_box(done)).len())
        });
    }
    group.finish();
}

criterion_group!(benches, short, edges);
criterion_main!(benches);
