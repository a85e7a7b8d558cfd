//! Measures analyzers: indexing news in memory with one thread, and the terms alone.
//!
//! `NAQI_TEXTS` names files to measure instead of the repository's own text, which is short and repeated:
//! `NAQI_TEXTS=news.txt:posts.txt cargo bench -p naqi-tantivy`. A line is a document; the first text is indexed.

#[path = "../../../benches/support/mod.rs"]
mod support;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use naqi::analyzer::{self, WordCache};
use naqi_compat::lucene::{StopWords, arabic_analyzer};
use naqi_tantivy::{AnalyzerTokenizer, QueryParser};
use std::hint::black_box;
use support::{Text, ten_lines};
use tantivy::collector::Count;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Index, doc};

/// The first of the texts: news.
fn news() -> Text {
    support::texts().swap_remove(0)
}

fn index(text: &str, analyzer: &TextAnalyzer) -> Index {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("measured")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let field = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("measured", analyzer.clone());
    let mut writer = index.writer_with_num_threads(1, 200_000_000).expect("a writer");
    for line in text.lines() {
        writer.add_document(doc!(field => line)).expect("a document");
    }
    writer.commit().expect("a commit");
    index
}

/// The number of lines that a query finds.
fn count(index: &Index, query: &str) -> usize {
    let field = index.schema().get_field("text").expect("a field");
    let query = QueryParser::for_index(index, vec![field]).parse_query(query).expect("a query");
    index.reader().expect("a reader").searcher().search(&query, &Count).expect("a count")
}

fn indexing(c: &mut Criterion) {
    let Text { name, text } = news();
    let tantivys = TokenizerManager::default().get("default").expect("tantivy's default");
    let analyzers = analyzer::all()
        .map(|(name, analyzer)| (format!("naqi {name}"), TextAnalyzer::from(AnalyzerTokenizer::new(analyzer))));
    let all: Vec<(String, TextAnalyzer)> =
        std::iter::once(("tantivy default".into(), tantivys)).chain(analyzers).collect();
    let long = |word: &&str| word.chars().count() > 6 && word.chars().all(char::is_alphabetic);
    let query = text.split_whitespace().find(long).expect("a long word");
    let found: Vec<usize> = all.iter().map(|(_, analyzer)| count(&index(&text, analyzer), query)).collect();
    assert!(found[0] > 0 && found[1] >= found[0], "{query}: {found:?}");

    let mut group = c.benchmark_group(format!("an index of {name}?"));
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    for (name, analyzer) in &all {
        group.bench_function(name, |b| b.iter(|| index(black_box(&text), analyzer)));
    }
    group.finish();
}

/// The terms of each text: all analyzers and rivals on the first, the main contenders on the others.
fn terms(c: &mut Criterion) {
    for (n, Text { name, text }) in support::texts().into_iter().enumerate() {
        let wanted = analyzer::default().terms(&text);
        let mut tokenizer = AnalyzerTokenizer::new(analyzer::default());
        let mut stream = tokenizer.token_stream(&text);
        wanted.iter().for_each(|term| assert_eq!(stream.next().map(|token| &token.text), Some(term)));
        assert!(stream.next().is_none());

        let mut group = c.benchmark_group(format!("the terms of {name}?"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
        for (name, analyzer) in analyzer::all().filter(|(name, _)| n == 0 || *name == "default") {
            // A new analyzer, whose cache contains only the words of this text.
            let analyzer = analyzer.clone();
            group.bench_function(format!("naqi {name}"), |b| {
                b.iter(|| {
                    let mut sum = 0;
                    analyzer.for_each_term(black_box(&text), |term| sum += black_box(term.text).len());
                    sum
                })
            });
        }
        group.bench_function("naqi default, with an empty word cache", |b| {
            b.iter_with_large_drop(|| {
                let (mut cache, mut sum) = (WordCache::new(), 0);
                let found = |term: analyzer::Term<'_>| sum += black_box(term.text).len();
                analyzer::default().for_each_term_with_cache(&mut cache, black_box(&text), found);
                (cache, sum)
            })
        });
        group.bench_function("ten lines, no words", |b| b.iter(|| ten_lines(black_box(&text)).len()));
        group.bench_function("Lucene's ArabicAnalyzer (naqi-compat)", |b| {
            b.iter(|| arabic_analyzer(black_box(&text), StopWords::Default).map(|(_, term)| term.len()).sum::<usize>())
        });
        if n == 0 {
            let mut lines = AnalyzerTokenizer::new(analyzer::default());
            group.bench_function("naqi default, as tantivy's tokens of each line", |b| {
                b.iter(|| {
                    let mut sum = 0;
                    for line in black_box(&text).lines() {
                        lines.token_stream(line).process(&mut |token| sum += black_box(&token.text).len());
                    }
                    sum
                })
            });
            let name = "ICU4X's words, each by ten lines";
            group.bench_function(name, |b| b.iter(|| support::icu_terms(black_box(&text))));
        }
        group.finish();
    }
}

criterion_group!(benches, indexing, terms);
criterion_main!(benches);
