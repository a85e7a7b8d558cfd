//! How do I index and search Arabic text with tantivy? `cargo run --release -p naqi-tantivy --example in_memory -- [QUERY]`
//!
//! Each line of the text is a document of an index in memory. An index in a folder is made by `Index::create_in_dir`, and
//! all else is the same.

use naqi::analyzer;
use naqi_tantivy::QueryParser;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Schema;
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, TantivyDocument, doc};

const TEXT: &str = "\
تفتح المكتبة العامة أبوابها يوميًّا عدا يوم الجمعة.
الْمَاءُ حَيَاةٌ، فَلَا تُسْرِفُوا فِيهِ.
مؤتمر المكتبات في المدينة، ومكتبه الحي.
ينطلق القطار الأول في الساعة السادسة صباحًا.
زار وزير التعليم مدرسةً جديدة.
";

fn main() -> Result<(), Box<dyn Error>> {
    // A word without its affixes, a field, and a phrase.
    let query = std::env::args().nth(1).unwrap_or(r#"مكتبتنا OR text:الماء OR "وزراء التعليم""#.into());

    // The name of the field's tokenizer has the analyzer's fingerprint, so the index stores by which rules it was made.
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", naqi_tantivy::text_options(analyzer::default()).set_stored());
    let index = Index::create_in_ram(schema.build());
    // Also after an index was opened: it refuses one that was made by other rules.
    naqi_tantivy::register(&index, &[analyzer::default()])?;

    let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
    for line in TEXT.lines() {
        writer.add_document(doc!(text => line))?;
    }
    writer.commit()?;

    // tantivy's query language, with limits for queries that are not trusted.
    let parsed = QueryParser::for_index(&index, vec![text]).parse_query(&query).map_err(|error| error.to_string())?;
    let searcher = index.reader()?.searcher();
    let (hits, count) = searcher.search(&parsed, &(TopDocs::with_limit(10).order_by_score(), Count))?;

    let mut out = format!("{count} of {} lines for  {query}\n", searcher.num_docs());
    let snippets = SnippetGenerator::create(&searcher, &*parsed, text)?;
    for (score, address) in hits {
        let document: TantivyDocument = searcher.doc(address)?;
        // HTML: escaped, with the words that were found as they are written in the text.
        writeln!(out, "{score:.2}  {}", snippets.snippet_from_doc(&document).to_html())?;
    }

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
