//! `arabic_tokens`: the tokens of a text, with their places, kinds and scripts.

use crate::operation::{Arguments, Operation, Parameter};
use crate::texts::{Rows, Texts, for_each};
use crate::words::{TOKENIZER, for_each_token, tokenizer_of};
use datafusion::arrow::array::{ArrayRef, Int64Array, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use naqi::align::{Offsets, convert_offsets};
use std::sync::Arc;

/// `arabic_tokens(text [, tokenizer])`.
#[derive(Debug)]
pub(crate) struct Tokens;

const TOKENS: &str = "arabic_tokens";

fn fields() -> Fields {
    let text = |name| Field::new(name, DataType::Utf8, false);
    let offset = |name| Field::new(name, DataType::Int64, false);
    Fields::from(vec![text("text"), offset("start"), offset("end"), text("kind"), text("script")])
}

impl Operation for Tokens {
    fn name(&self) -> &str {
        TOKENS
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[TOKENIZER]
    }

    fn description(&self) -> String {
        "The tokens of a text: text, start and end in characters, kind, script.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::List(Arc::new(Field::new_list_field(DataType::Struct(fields()), true)))
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        tokenizer_of(TOKENS, constants.first().copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let tokenizer = tokenizer_of(TOKENS, arguments.constant(0))?;
        let mut rows = Rows::with_capacity(texts.len());
        let [mut words, mut kinds, mut scripts] = [Texts::default(), Texts::default(), Texts::default()];
        let (mut places, mut spans) = (Places::default(), Vec::new());
        for_each(texts, |text| {
            if let Some(text) = text {
                for_each_token(tokenizer, text, |token| {
                    words.push(token.text());
                    kinds.push(token.kind().name());
                    scripts.push(token.script().name());
                    spans.push(token.span());
                });
                places.of_row(text, spans.drain(..));
            }
            rows.end(text.is_some(), words.len());
        })?;
        let [words, kinds, scripts] = [words.finish(TOKENS)?, kinds.finish(TOKENS)?, scripts.finish(TOKENS)?];
        let [starts, ends] = places.finish();
        rows.finish(TOKENS, Arc::new(StructArray::try_new(fields(), vec![words, starts, ends, kinds, scripts], None)?))
    }
}

/// Spans in characters, in which SQL counts, of texts whose spans are in bytes.
#[derive(Default)]
pub(crate) struct Places {
    starts: Vec<i64>,
    ends: Vec<i64>,
    offsets: Vec<usize>,
}

impl Places {
    /// Adds the spans of one text, which follow each other.
    pub fn of_row(&mut self, text: &str, spans: impl Iterator<Item = std::ops::Range<usize>>) {
        self.offsets.clear();
        self.offsets.extend(spans.flat_map(|span| [span.start, span.end]));
        convert_offsets(text, Offsets::Bytes, Offsets::CodePoints, &mut self.offsets);
        for span in self.offsets.chunks_exact(2) {
            self.starts.push(span[0] as i64);
            self.ends.push(span[1] as i64);
        }
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The columns of starts and of ends.
    pub fn finish(self) -> [ArrayRef; 2] {
        [self.starts, self.ends].map(|offsets| Arc::new(Int64Array::from(offsets)) as ArrayRef)
    }
}
