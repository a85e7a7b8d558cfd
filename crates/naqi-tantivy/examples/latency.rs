//! Measures what an index of many texts costs by each analyzer: its size, the time to make it, and the time of queries.
//!
//! ```text
//! cargo run --release -p naqi-tantivy --example latency -- TEXTS QUERIES [COUNT]
//! ```
//!
//! The index has COUNT texts (100,000 by default). Each is made of an excerpt of TEXTS in which a tenth of the words are replaced by
//! others of TEXTS, always in the same way. The queries are the lines of QUERIES, and the same lines with one word left out. Rows are
//! measured in turns; a query's time is the least of the turns.

use naqi::{Analyzer, analyzer};
use naqi_tantivy::QueryParser;
use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::time::{Duration, Instant};
use std::{fs, path::Path};
use tantivy::collector::TopDocs;
use tantivy::query::Query;
use tantivy::schema::{Field, Schema, TEXT};
use tantivy::{Index, Searcher, doc};

const TURNS: usize = 3;
/// The words of a text.
const WORDS: usize = 90;

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let (texts, queries, count) = match given.as_slice() {
        [texts, queries] => (texts, queries, 100_000),
        [texts, queries, count] => (texts, queries, count.parse()?),
        _ => return Err("usage: latency TEXTS QUERIES [COUNT] (a text a line, a query a line)".into()),
    };
    let texts = read(texts)?;
    let words: Vec<&str> = texts.split_whitespace().collect();
    if words.len() < WORDS {
        return Err(format!("the texts have less than {WORDS} words").into());
    }
    // Characters of the query language have no meaning in a question.
    let lines = read(queries)?.replace(|c: char| c.is_ascii_punctuation() && c != '\n', " ");
    let mut asked: Vec<String> = lines.lines().map(str::to_owned).collect();
    asked.extend(lines.lines().enumerate().filter_map(|(n, line)| without_one(n, line)));
    match table(&words, &asked, count, &mut io::stdout()) {
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => Ok(()),
        done => done,
    }
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

/// A line without one of its words, or nothing if it has only one.
fn without_one(number: usize, line: &str) -> Option<String> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if words.len() < 2 {
        return None;
    }
    words.remove(number % words.len());
    Some(words.join(" "))
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// A text of the corpus.
fn text(words: &[&str], random: &mut Random) -> String {
    let start = random.below(words.len() - WORDS + 1);
    let mut text = String::new();
    for word in &words[start..start + WORDS] {
        let word = if random.below(10) == 0 { words[random.below(words.len())] } else { word };
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// How a row parses queries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parsing {
    Tantivy,
    Naqi,
    UnknownWords,
}

/// An index on disk, and how long it took.
struct Made {
    index: Index,
    field: Field,
    took: Duration,
    bytes: u64,
    _folder: tempfile::TempDir,
}

fn make(analyzer: Option<&Analyzer>, words: &[&str], count: usize) -> Result<Made, Box<dyn Error>> {
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", analyzer.map_or(TEXT, naqi_tantivy::text_options));
    let folder = tempfile::tempdir()?;
    let index = Index::create_in_dir(folder.path(), schema.build())?;
    naqi_tantivy::register_as_made(&index)?;
    let mut random = Random(7);
    let mut writer = index.writer_with_num_threads(1, 400_000_000)?;
    let mut took = Duration::ZERO;
    for _ in 0..count {
        let text = text(words, &mut random);
        let start = Instant::now();
        writer.add_document(doc!(field => text))?;
        took += start.elapsed();
    }
    let start = Instant::now();
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    // One segment, so that rows are measured alike.
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    took += start.elapsed();
    let bytes = size(folder.path())?;
    Ok(Made { index, field, took, bytes, _folder: folder })
}

fn size(folder: &Path) -> io::Result<u64> {
    fs::read_dir(folder)?.map(|file| Ok(file?.metadata()?.len())).sum()
}

fn table(words: &[&str], asked: &[String], count: usize, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let tantivys = make(None, words, count)?;
    let [default, wide, three] = [analyzer::default(), analyzer::wide(), analyzer::three_terms()]
        .map(|analyzer| make(Some(analyzer), words, count));
    let (default, wide, three) = (default?, wide?, three?);
    let rows = [
        ("tantivy's default tokenizer and parser", &tantivys, Parsing::Tantivy),
        ("naqi `default`", &default, Parsing::Naqi),
        ("naqi `wide`", &wide, Parsing::Naqi),
        ("naqi `three_terms`", &three, Parsing::Naqi),
        ("naqi `three_terms`, unknown words replaced", &three, Parsing::UnknownWords),
    ];
    let mut times = vec![vec![Duration::MAX; asked.len()]; rows.len()];
    let searchers: Vec<Searcher> =
        rows.iter().map(|(_, made, _)| Ok(made.index.reader()?.searcher())).collect::<tantivy::Result<_>>()?;
    for _ in 0..TURNS {
        for (n, query) in asked.iter().enumerate() {
            for (row, (_, made, parsing)) in rows.iter().enumerate() {
                let took = ask(made, *parsing, &searchers[row], query)?;
                times[row][n] = times[row][n].min(took);
            }
        }
    }
    writeln!(out, "{count} texts of {WORDS} words, {} queries\n", asked.len())?;
    writeln!(out, "| terms by | index, MB | s to make it | p50, ms | p99, ms | p50 of tantivy's |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
    let mut first = None;
    for ((name, made, _), mut times) in rows.iter().zip(times) {
        times.sort_unstable();
        let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3;
        let (half, most) = (at(50), at(99));
        let ratio = half / *first.get_or_insert(half);
        let (bytes, took) = (made.bytes as f64 / 1e6, made.took.as_secs_f64());
        writeln!(out, "| {name} | {bytes:.1} | {took:.1} | {half:.2} | {most:.2} | {ratio:.2} × |")?;
    }
    Ok(())
}

/// The time to parse a query and to find the ten best texts.
fn ask(made: &Made, parsing: Parsing, searcher: &Searcher, query: &str) -> Result<Duration, Box<dyn Error>> {
    let theirs = tantivy::query::QueryParser::for_index(&made.index, vec![made.field]);
    let parser = QueryParser::for_index(&made.index, vec![made.field]);
    let start = Instant::now();
    let query: Box<dyn Query> = match parsing {
        Parsing::Tantivy => theirs.parse_query_lenient(query).0,
        Parsing::Naqi => parser.parse_query_lenient(query).0,
        Parsing::UnknownWords => parser.parse_lenient_for(searcher, query).0.query,
    };
    searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
    Ok(start.elapsed())
}
