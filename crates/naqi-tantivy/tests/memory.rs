//! A token needs no allocation, and buffers are small after a long text.

use allocation_counter::measure;
use naqi::analyzer;
use naqi_tantivy::AnalyzerTokenizer;
use tantivy::tokenizer::{TokenStream, Tokenizer};

fn count(tokenizer: &mut AnalyzerTokenizer, text: &str) -> usize {
    let mut stream = tokenizer.token_stream(text);
    let mut count = 0;
    while stream.advance() {
        count += 1;
    }
    count
}

#[test]
fn a_token_needs_no_allocation_once_the_buffers_have_grown() {
    let text = "وزارة التعليم تدرس القَرارَ الجديد وتعلن عن مكتبات المدينة. ".repeat(1000);
    for (name, analyzer) in analyzer::all() {
        let mut tokenizer = AnalyzerTokenizer::new(analyzer);
        let first = count(&mut tokenizer, &text);
        let mut second = 0;
        let calls = measure(|| second = count(&mut tokenizer, &text)).count_total;
        assert_eq!(first, second, "{name}");
        assert!(calls <= 4, "{name}: {calls} allocations for {second} tokens");
    }
}

#[test]
fn the_buffers_of_a_long_text_are_freed() {
    let text = "وزارة التعليم تدرس القرار ".repeat(400_000);
    let mut tokenizer = AnalyzerTokenizer::new(analyzer::wide());
    let held = measure(|| {
        count(&mut tokenizer, &text);
        count(&mut tokenizer, "قلم");
    });
    assert!(held.bytes_max > 6 << 20, "the tokenizer's memory is counted: {held:?}");
    assert!(held.bytes_current < 6 << 20, "{held:?} after a text of {}", text.len());
}
