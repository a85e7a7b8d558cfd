//! Queries with the words of an index: any text is parsed and answered, and what stands for a word is in the index.

use crate::input::Input;
use naqi::analyzer;
use naqi_tantivy::{QueryParser, Weights};
use std::sync::OnceLock;
use tantivy::collector::TopDocs;
use tantivy::schema::{Field, Schema};
use tantivy::{Index, Searcher, Term, doc};

/// Texts whose words queries are similar to.
const TEXTS: [&str; 4] = [
    "قَرَأْتُ الكِتابَ الجَديدَ في المَكتَبة العامة",
    "كرة القدم في البرازيل والأرجنتين 2024",
    "من هذا الذي في البيت الكبير",
    "Brazil naqi الولايات المتحدة عبدالله",
];

struct Indexed {
    text: Field,
    searcher: Searcher,
    parsers: [QueryParser; 2],
}

/// A query with and without an index.
pub fn index_queries(data: &[u8]) {
    static INDEXED: OnceLock<Indexed> = OnceLock::new();
    let mut input = Input::new(data);
    let Indexed { text, searcher, parsers } = INDEXED.get_or_init(indexed);
    let parser = &parsers[input.byte() % 2];
    let query = input.text(256);
    let (parsed, errors) = parser.parse_lenient_for(searcher, &query);
    assert!(errors.iter().all(|error| !error.to_string().is_empty()));
    searcher.search(&parsed.query, &TopDocs::with_limit(10).order_by_score()).expect("an answer");
    assert!(parsed.substitutions.len() <= 16);
    for substitution in parsed.substitutions.iter().filter(|substitution| !substitution.split) {
        for stem in &substitution.by {
            let texts = searcher.doc_freq(&Term::from_field_text(*text, stem)).expect("a count");
            assert!(texts > 0, "{stem} stands for {} and is in no text", substitution.word);
        }
    }
    if let Ok(strict) = parser.parse_for(searcher, &query) {
        searcher.search(&strict.query, &TopDocs::with_limit(10).order_by_score()).expect("an answer");
    }
}

/// With any words required, and with all.
fn indexed() -> Indexed {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::three_terms()));
    let index = Index::create_in_ram(schema.build());
    naqi_tantivy::register(&index, &[analyzer::three_terms()]).expect("the analyzer of the field");
    let mut writer = index.writer_with_num_threads(1, 20_000_000).expect("a writer");
    for line in TEXTS {
        writer.add_document(doc!(text => line)).expect("a document");
    }
    writer.commit().expect("a commit");
    let any = QueryParser::for_index(&index, vec![text]);
    let mut all = any.clone();
    all.set_conjunction_by_default();
    all.set_weights(Weights { unknown: 0.5, ..Weights::default() });
    Indexed { text, searcher: index.reader().expect("a reader").searcher(), parsers: [any, all] }
}
