//! `arabic_contains` and `arabic_find`: a needle in a text, in any spelling.

use crate::normalize::{STEPS, normalizer_of};
use crate::operation::{Arguments, Kind, Operation, Parameter, Value};
use crate::texts::{Rows, for_each};
use crate::tokens::Places;
use datafusion::arrow::array::{Array, ArrayRef, BooleanBuilder, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, internal_err};
use naqi::find::Finder;
use std::sync::Arc;

const NEEDLE: Parameter = Parameter {
    name: "needle",
    kind: Kind::Text,
    description: "What to find, in any spelling. An empty needle is nowhere.",
};

/// Calls `found` with each row: its text and its needle's finder, or nothing if one of them is null.
fn for_each_pair(
    function: &str,
    texts: &ArrayRef,
    arguments: &Arguments,
    mut found: impl FnMut(Option<(&str, &Finder)>),
) -> Result<()> {
    let normalizer = normalizer_of(function, arguments.constant(1))?;
    match arguments.0.first() {
        Some(Value::Constant(needle)) => {
            let finder = normalizer.finder(needle);
            for_each(texts, |text| found(text.map(|text| (text, &finder))))
        }
        Some(Value::Column(needles)) => {
            let mut row = 0;
            let mut last: Option<(&str, Finder)> = None;
            for_each(texts, |text| {
                let needle = needles.is_valid(row).then(|| needles.value(row));
                row += 1;
                let (Some(text), Some(needle)) = (text, needle) else { return found(None) };
                // Needles of a join often come in runs.
                let known = last.take().filter(|(known, _)| *known == needle);
                let (_, finder) = last.insert(known.unwrap_or_else(|| (needle, normalizer.finder(needle))));
                found(Some((text, finder)));
            })
        }
        None => internal_err!("{function} without a needle"),
    }
}

/// `arabic_contains(text, needle [, steps])`.
#[derive(Debug)]
pub(crate) struct Contains;

const CONTAINS: &str = "arabic_contains";

impl Operation for Contains {
    fn name(&self) -> &str {
        CONTAINS
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[NEEDLE, STEPS]
    }

    fn description(&self) -> String {
        "Whether a text contains another one, in any spelling.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::Boolean
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        normalizer_of(CONTAINS, constants.get(1).copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let mut rows = BooleanBuilder::with_capacity(texts.len());
        for_each_pair(CONTAINS, texts, arguments, |pair| {
            rows.append_option(pair.map(|(text, finder)| finder.find_iter(text).next().is_some()));
        })?;
        Ok(Arc::new(rows.finish()))
    }
}

/// `arabic_find(text, needle [, steps])`.
#[derive(Debug)]
pub(crate) struct Find;

const FIND: &str = "arabic_find";

fn span() -> Fields {
    Fields::from(vec![Field::new("start", DataType::Int64, false), Field::new("end", DataType::Int64, false)])
}

impl Operation for Find {
    fn name(&self) -> &str {
        FIND
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[NEEDLE, STEPS]
    }

    fn description(&self) -> String {
        "Where a text contains another one, in any spelling: start and end, in characters from 0.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::List(Arc::new(Field::new_list_field(DataType::Struct(span()), true)))
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        normalizer_of(FIND, constants.get(1).copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let (mut rows, mut places) = (Rows::with_capacity(texts.len()), Places::default());
        for_each_pair(FIND, texts, arguments, |pair| {
            if let Some((text, finder)) = pair {
                places.of_row(text, finder.find_iter(text));
            }
            rows.end(pair.is_some(), places.len());
        })?;
        rows.finish(FIND, Arc::new(StructArray::try_new(span(), places.finish().into(), None)?))
    }
}
