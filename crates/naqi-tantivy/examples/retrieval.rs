//! Measures analyzers through a real index: how well they find the text that answers a question.
//!
//! ```text
//! cargo run --release -p naqi-tantivy --example retrieval -- DOCS QUERIES QRELS
//! ```
//!
//! Each is a text file: one text a line, one question a line, and for each question the number (from 0) of the line
//! that answers it. The output is a table in Markdown. Words of a question are alternatives; the scores are tantivy's
//! BM25, whose k1 (1.2) and b (0.75) are fixed.

use naqi::{Analyzer, analyzer};
use naqi_compat::lucene;
use naqi_tantivy::QueryParser;
use std::borrow::Cow;
use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::ops::Range;
use tantivy::collector::TopDocs;
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Index, doc};

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [docs, queries, answers] = given.as_slice() else {
        return Err(
            "usage: retrieval DOCS QUERIES QRELS (a text, a question, the number of its text: one a line)".into()
        );
    };
    match Questions::read(docs, queries, answers).and_then(|questions| table(&questions, &mut io::stdout())) {
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => Ok(()),
        done => done,
    }
}

struct Questions {
    texts: Vec<String>,
    asked: Vec<(String, u32)>,
}

impl Questions {
    fn read(docs: &str, queries: &str, answers: &str) -> Result<Self, Box<dyn Error>> {
        let texts = lines(docs)?;
        let numbers = lines(answers)?.into_iter().enumerate().map(|(at, line)| match line.trim().parse() {
            Ok(number) if (number as usize) < texts.len() => Ok(number),
            _ => Err(format!("{answers}: line {}: `{line}` is no number of a line of {docs}, from 0", at + 1)),
        });
        let numbers: Vec<u32> = numbers.collect::<Result<_, _>>()?;
        let queries = lines(queries)?;
        if queries.len() != numbers.len() {
            let (asked, known) = (queries.len(), numbers.len());
            return Err(format!("there are {asked} questions, and answers to {known}: give one for each").into());
        }
        // Characters of the query language have no meaning in a question.
        let plain = |text: String| text.replace(|c: char| c.is_ascii_punctuation(), " ");
        Ok(Self { texts, asked: queries.into_iter().map(plain).zip(numbers).collect() })
    }
}

fn lines(path: &str) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// The figures of one analyzer.
struct Measured {
    mrr: f64,
    first: f64,
    in_five: f64,
    terms: usize,
    postings: u64,
}

/// What makes the terms of a row.
enum Terms {
    /// Another tokenizer, with tantivy's own query parser.
    Tokenizer(TextAnalyzer),
    /// An analyzer, with the query parser of naqi-tantivy.
    Analyzer(&'static Analyzer, Lookup),
}

/// Whether a question's words are looked up in the index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lookup {
    Never,
    UnknownWords,
}

fn table(questions: &Questions, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let tantivys = TokenizerManager::default().get("default").ok_or("no default tokenizer")?;
    let mut rows = vec![
        ("tantivy's default tokenizer".to_owned(), Terms::Tokenizer(tantivys)),
        ("Lucene's ArabicAnalyzer (naqi-compat)".to_owned(), Terms::Tokenizer(TextAnalyzer::from(Lucene::default()))),
    ];
    for (name, analyzer) in analyzer::all() {
        rows.push((format!("naqi `{name}`"), Terms::Analyzer(analyzer, Lookup::Never)));
        if ["default", "three_terms"].contains(&name) {
            let name = format!("naqi `{name}`, unknown words replaced");
            rows.push((name, Terms::Analyzer(analyzer, Lookup::UnknownWords)));
        }
    }
    let (texts, asked) = (questions.texts.len(), questions.asked.len());
    writeln!(out, "{texts} texts, {asked} questions\n\n| terms by | MRR@10 | R@1 | R@5 | terms | postings |")?;
    writeln!(out, "|---|---|---|---|---|---|")?;
    for (name, terms) in rows {
        let Measured { mrr, first, in_five, terms, postings } = measure(questions, terms)?;
        writeln!(out, "| {name} | {mrr:.4} | {first:.4} | {in_five:.4} | {terms} | {postings} |")?;
    }
    Ok(())
}

fn measure(questions: &Questions, terms: Terms) -> Result<Measured, Box<dyn Error>> {
    let mut schema = Schema::builder();
    let named = TextFieldIndexing::default()
        .set_tokenizer("measured")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = match &terms {
        Terms::Tokenizer(_) => TextOptions::default().set_indexing_options(named),
        Terms::Analyzer(analyzer, _) => naqi_tantivy::text_options(analyzer),
    };
    let text = schema.add_text_field("text", options);
    let index = Index::create_in_ram(schema.build());
    let lookup = match terms {
        Terms::Tokenizer(tokenizer) => {
            index.tokenizers().register("measured", tokenizer);
            Lookup::Never
        }
        Terms::Analyzer(analyzer, lookup) => {
            naqi_tantivy::register(&index, &[analyzer])?;
            lookup
        }
    };
    let mut writer = index.writer_with_num_threads(1, 200_000_000)?;
    for given in &questions.texts {
        writer.add_document(doc!(text => given.as_str()))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let [segment] = searcher.segment_readers() else { return Err("the texts do not fit one segment".into()) };
    let inverted = segment.inverted_index(text)?;
    let parser = QueryParser::for_index(&index, vec![text]);
    let (mut mrr, mut first, mut in_five) = (0.0, 0, 0);
    for (question, answer) in &questions.asked {
        let query = match lookup {
            Lookup::Never => parser.parse_query_lenient(question).0,
            Lookup::UnknownWords => parser.parse_lenient_for(&searcher, question).0.query,
        };
        let hits = searcher.search(&query, &TopDocs::with_limit(10).order_by_score())?;
        // The one segment has the texts in their order.
        if let Some(place) = hits.iter().position(|(_, address)| address.doc_id == *answer) {
            mrr += 1.0 / (place + 1) as f64;
            first += usize::from(place == 0);
            in_five += usize::from(place < 5);
        }
    }
    let asked = questions.asked.len() as f64;
    let (terms, postings) = (inverted.terms().num_terms(), inverted.total_num_tokens());
    Ok(Measured { mrr: mrr / asked, first: first as f64 / asked, in_five: in_five as f64 / asked, terms, postings })
}

/// Lucene's analyzer, from naqi-compat.
#[derive(Clone, Default)]
struct Lucene {
    tokens: Vec<Token>,
    token: Token,
}

impl Tokenizer for Lucene {
    type TokenStream<'a> = LuceneTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LuceneTokens<'a> {
        let terms = lucene::arabic_analyzer(text, lucene::StopWords::Default);
        let token = |(position, (span, term)): (usize, (Range<usize>, Cow<str>))| Token {
            offset_from: span.start,
            offset_to: span.end,
            position,
            text: term.into_owned(),
            position_length: 1,
        };
        self.tokens = terms.enumerate().map(token).collect();
        self.tokens.reverse();
        LuceneTokens(self)
    }
}

struct LuceneTokens<'a>(&'a mut Lucene);

impl TokenStream for LuceneTokens<'_> {
    fn advance(&mut self) -> bool {
        self.0.tokens.pop().map(|token| self.0.token = token).is_some()
    }

    fn token(&self) -> &Token {
        &self.0.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.0.token
    }
}
