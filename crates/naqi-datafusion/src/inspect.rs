//! `arabic_inspect`: counts of a text's characters, its likely language, whether it is vocalised.

use crate::operation::{Arguments, Operation, Parameter};
use crate::texts::for_each;
use datafusion::arrow::array::{ArrayRef, BooleanBuilder, Int64Builder, NullBufferBuilder, StringBuilder, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use naqi::inspect::{self, Counts};
use naqi::step::Digits;
use std::sync::Arc;

/// `arabic_inspect(text)`.
#[derive(Debug)]
pub(crate) struct Inspect;

type Count = fn(&Counts) -> u64;

/// The counts of the result, each with its name.
const COUNTS: [(&str, Count); 11] = [
    ("characters", |counts| counts.characters),
    ("letters", |counts| counts.letters),
    ("marks", |counts| counts.marks),
    ("vowels", |counts| counts.vowels),
    ("combining_hamzas", |counts| counts.combining_hamzas),
    ("tatweels", |counts| counts.tatweels),
    ("presentation_forms", |counts| counts.presentation_forms),
    ("invisible", |counts| counts.invisible),
    ("bidi_controls", |counts| counts.bidi_controls),
    ("joiners", |counts| counts.joiners),
    ("digits", |counts| Digits::ALL.iter().map(|set| counts.digits(*set)).sum()),
];

fn fields() -> Fields {
    let counts = COUNTS.iter().map(|(name, _)| Field::new(*name, DataType::Int64, true));
    let others = [
        Field::new("language", DataType::Utf8, true),
        Field::new("is_arabic", DataType::Boolean, true),
        Field::new("is_vocalized", DataType::Boolean, true),
    ];
    counts.chain(others).collect()
}

impl Operation for Inspect {
    fn name(&self) -> &str {
        "arabic_inspect"
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[]
    }

    fn description(&self) -> String {
        "How many letters, marks, digits and invisible characters a text has, and its likely language.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::Struct(fields())
    }

    fn check(&self, _constants: &[Option<&str>]) -> Result<()> {
        Ok(())
    }

    fn run(&self, texts: &ArrayRef, _arguments: &Arguments) -> Result<ArrayRef> {
        let mut counts = COUNTS.map(|(_, count)| (count, Int64Builder::with_capacity(texts.len())));
        let mut languages = StringBuilder::new();
        let (mut arabic, mut vocalized) = (BooleanBuilder::new(), BooleanBuilder::new());
        let mut nulls = NullBufferBuilder::new(texts.len());
        for_each(texts, |text| {
            let of_text = text.map(inspect::count);
            for (count, column) in &mut counts {
                column.append_option(of_text.as_ref().map(|counts| count(counts) as i64));
            }
            languages.append_option(of_text.as_ref().and_then(Counts::likely_language).map(|language| language.name()));
            arabic.append_option(of_text.as_ref().map(Counts::is_arabic));
            vocalized.append_option(of_text.as_ref().map(Counts::is_vocalized));
            nulls.append(text.is_some());
        })?;
        let counts = counts.into_iter().map(|(_, mut column)| Arc::new(column.finish()) as ArrayRef);
        let others: [ArrayRef; 3] =
            [Arc::new(languages.finish()), Arc::new(arabic.finish()), Arc::new(vocalized.finish())];
        Ok(Arc::new(StructArray::try_new(fields(), counts.chain(others).collect(), nulls.finish())?))
    }
}
