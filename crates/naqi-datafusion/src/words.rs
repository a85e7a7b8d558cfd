//! `arabic_words` and `arabic_terms`: lists of texts.

use crate::operation::{Arguments, Kind, Operation, Parameter, argument_error};
use crate::parsed::{ANALYZERS, TOKENIZERS};
use crate::texts::{Rows, Texts, for_each, list_of_texts};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use naqi::Analyzer;
use naqi::token::{self, Token, Tokenizer};
use std::sync::Arc;

/// The optional parameter of functions that tokenize.
pub(crate) const TOKENIZER: Parameter = Parameter {
    name: "tokenizer",
    kind: Kind::Option,
    description: "`words` (default), `all`, `sentences`, `arabic_sentences` or `social`, with a filter: `social | keep(hashtag)`.",
};

/// The tokenizer of an argument; that of words without one.
pub(crate) fn tokenizer_of(function: &str, tokenizer: Option<&str>) -> Result<Tokenizer> {
    match tokenizer {
        None => Ok(Tokenizer::words()),
        Some(text) => TOKENIZERS.get(text, str::parse).map_err(|error| argument_error(function, "tokenizer", error)),
    }
}

/// Calls `found` with each token. The iterators of words and of all tokens have a fast `for_each`, and a tokenizer's has not.
pub(crate) fn for_each_token<'t>(tokenizer: Tokenizer, text: &'t str, found: impl FnMut(Token<'t>)) {
    if tokenizer == Tokenizer::words() {
        token::words(text).for_each(found);
    } else if tokenizer == Tokenizer::all() {
        token::tokens(text).for_each(found);
    } else {
        tokenizer.tokenize(text).for_each(found);
    }
}

/// `arabic_words(text [, tokenizer])`.
#[derive(Debug)]
pub(crate) struct Words;

const WORDS: &str = "arabic_words";

impl Operation for Words {
    fn name(&self) -> &str {
        WORDS
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[TOKENIZER]
    }

    fn description(&self) -> String {
        "The words of a text as they are written, or other tokens: sentences, hashtags.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        list_of_texts()
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        tokenizer_of(WORDS, constants.first().copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let tokenizer = tokenizer_of(WORDS, arguments.constant(0))?;
        lists(WORDS, texts, |text, words| for_each_token(tokenizer, text, |token| words.push(token.text())))
    }
}

/// `arabic_terms(text [, analyzer])`.
#[derive(Debug)]
pub(crate) struct Terms;

const TERMS: &str = "arabic_terms";

const ANALYZER: Parameter = Parameter {
    name: "analyzer",
    kind: Kind::Option,
    description: "`default`, `wide`, `three_terms`, `light` or `words`, or an analyzer's text form.",
};

fn analyzer_of(analyzer: Option<&str>) -> Result<Arc<Analyzer>> {
    let parse = |text: &str| text.parse().map(Arc::new);
    let found = ANALYZERS.get(analyzer.unwrap_or("default"), parse);
    found.map_err(|error| argument_error(TERMS, "analyzer", error))
}

impl Operation for Terms {
    fn name(&self) -> &str {
        TERMS
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[ANALYZER]
    }

    fn description(&self) -> String {
        "The index terms of a text: normalized words, without stop words, stemmed.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        list_of_texts()
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        analyzer_of(constants.first().copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let analyzer = analyzer_of(arguments.constant(0))?;
        lists(TERMS, texts, |text, terms| analyzer.for_each_term(text, |term| terms.push(term.text)))
    }
}

/// A list of texts for each row.
fn lists(function: &str, texts: &ArrayRef, mut push: impl FnMut(&str, &mut Texts)) -> Result<ArrayRef> {
    let (mut rows, mut values) = (Rows::with_capacity(texts.len()), Texts::default());
    for_each(texts, |text| {
        if let Some(text) = text {
            push(text, &mut values);
        }
        rows.end(text.is_some(), values.len());
    })?;
    rows.finish(function, values.finish(function)?)
}
