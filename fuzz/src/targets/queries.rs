//! naqi-tantivy's query parser accepts any text: it returns a query, or an error.

use crate::input::Input;
use naqi::analyzer;
use naqi_tantivy::QueryParser;
use std::sync::OnceLock;
use tantivy::Index;
use tantivy::schema::{FAST, INDEXED, Schema};

/// A query, strictly and leniently.
pub fn queries(data: &[u8]) {
    static PARSERS: OnceLock<[QueryParser; 2]> = OnceLock::new();
    let mut input = Input::new(data);
    let parser = &PARSERS.get_or_init(parsers)[input.byte() % 2];
    let query = input.text(512);
    let strict = parser.parse_query(&query);
    let (_, errors) = parser.parse_query_lenient(&query);
    for error in strict.err().into_iter().chain(errors) {
        assert!(!error.to_string().is_empty());
    }
}

/// Over fields of each kind, with any and with all words required.
fn parsers() -> [QueryParser; 2] {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::wide()));
    let title = schema.add_text_field("title", naqi_tantivy::text_options(analyzer::default()));
    schema.add_u64_field("count", INDEXED | FAST);
    schema.add_f64_field("weight", INDEXED);
    schema.add_bool_field("flag", INDEXED);
    schema.add_date_field("when", INDEXED | FAST);
    schema.add_json_field("data", naqi_tantivy::text_options(analyzer::wide()));
    let index = Index::create_in_ram(schema.build());
    naqi_tantivy::register(&index, &[analyzer::wide(), analyzer::default()]).expect("the analyzers of the fields");
    let any = QueryParser::for_index(&index, vec![text, title]);
    let mut all = any.clone();
    all.set_conjunction_by_default();
    all.set_field_boost(title, 2.0);
    [any, all]
}
