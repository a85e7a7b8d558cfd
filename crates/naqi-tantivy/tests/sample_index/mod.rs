//! An index of some texts, and queries on it.

use naqi::Analyzer;
use naqi_tantivy::QueryParser;
use tantivy::collector::TopDocs;
use tantivy::query::Query;
use tantivy::schema::{Field, Schema};
use tantivy::snippet::{Snippet, SnippetGenerator};
use tantivy::{DocAddress, Index, Searcher, TantivyDocument, doc};

pub struct SampleIndex {
    pub index: Index,
    pub text: Field,
    searcher: Searcher,
}

impl SampleIndex {
    pub fn new(analyzer: &Analyzer, texts: &[&str]) -> Self {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer).set_stored());
        let index = Index::create_in_ram(schema.build());
        naqi_tantivy::register(&index, &[analyzer]).expect("the analyzer it was made with");
        let mut writer = index.writer_with_num_threads(1, 20_000_000).expect("a writer");
        for given in texts {
            writer.add_document(doc!(text => *given)).expect("a document");
        }
        writer.commit().expect("a commit");
        let searcher = index.reader().expect("a reader").searcher();
        Self { index, text, searcher }
    }

    pub fn parser(&self) -> QueryParser {
        QueryParser::for_index(&self.index, vec![self.text])
    }

    pub fn searcher(&self) -> Searcher {
        self.searcher.clone()
    }

    /// The numbers of the texts that a query finds, in their order.
    pub fn search(&self, query: &str) -> Vec<usize> {
        let query = self.parser().parse_query(query).expect("a query");
        let mut found: Vec<usize> = self.hits(&*query).into_iter().map(|(_, number)| number).collect();
        found.sort_unstable();
        found
    }

    /// Scores and numbers of texts, the best first. One segment has all texts in order.
    pub fn hits(&self, query: &dyn Query) -> Vec<(f32, usize)> {
        let hits = self.searcher.search(query, &TopDocs::with_limit(100).order_by_score()).expect("hits");
        hits.into_iter().map(|(score, address)| (score, address.doc_id as usize)).collect()
    }

    fn made_snippet(&self, query: &str, number: usize) -> Snippet {
        let query = self.parser().parse_query(query).expect("a query");
        let document: TantivyDocument = self.searcher.doc(DocAddress::new(0, number as u32)).expect("a document");
        let mut generator = SnippetGenerator::create(&self.searcher, &*query, self.text).expect("a generator");
        generator.set_max_num_chars(1000);
        generator.snippet_from_doc(&document)
    }

    pub fn snippet(&self, query: &str, number: usize) -> String {
        self.made_snippet(query, number).to_html()
    }

    /// The substrings that a snippet highlights.
    pub fn marked(&self, query: &str, number: usize) -> Vec<String> {
        let snippet = self.made_snippet(query, number);
        let spans = tantivy::snippet::collapse_overlapped_ranges(snippet.highlighted());
        spans.into_iter().map(|span| snippet.fragment()[span].to_owned()).collect()
    }
}

pub fn code_points(text: &str) -> String {
    text.chars().map(|c| format!("U+{:04X}", c as u32)).collect::<Vec<_>>().join(" ")
}
