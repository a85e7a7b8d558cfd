//! `arabic_equals`: whether two texts are spellings of one.

use crate::function::{TextFunction, text_of};
use crate::normalize::{Normalize, STEPS, normalizer_of};
use crate::operation::{Arguments, Kind, Operation, Parameter, Value};
use crate::texts::for_each;
use datafusion::arrow::array::{Array, ArrayRef, BooleanBuilder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, internal_err};
use datafusion::logical_expr::{Expr, ScalarUDF, lit};
use std::sync::{Arc, LazyLock};

/// `arabic_equals(text, other [, steps])`.
#[derive(Debug)]
pub(crate) struct Equals;

const EQUALS: &str = "arabic_equals";

/// `arabic_normalize`, of which the simpler expression is made.
static NORMALIZE: LazyLock<ScalarUDF> = LazyLock::new(|| TextFunction::new(Normalize).into());

const OTHER: Parameter = Parameter { name: "other", kind: Kind::Text, description: "The other text." };

impl Operation for Equals {
    fn name(&self) -> &str {
        EQUALS
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[OTHER, STEPS]
    }

    fn description(&self) -> String {
        "Whether two texts are equal when they are normalized.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::Boolean
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        normalizer_of(EQUALS, constants.get(1).copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let normalizer = normalizer_of(EQUALS, arguments.constant(1))?;
        let mut rows = BooleanBuilder::with_capacity(texts.len());
        match arguments.0.first() {
            Some(Value::Constant(other)) => {
                let other = normalizer.normalize(other);
                for_each(texts, |text| rows.append_option(text.map(|text| normalizer.normalize(text) == other)))?;
            }
            Some(Value::Column(others)) => {
                let mut others = others.iter();
                for_each(texts, |text| {
                    let pair = text.zip(others.next().flatten());
                    rows.append_option(
                        pair.map(|(one, other)| normalizer.normalize(one) == normalizer.normalize(other)),
                    );
                })?;
            }
            None => return internal_err!("{EQUALS} without a second text"),
        }
        Ok(Arc::new(rows.finish()))
    }

    /// With a constant, the comparison of `arabic_normalize` with the constant, normalized: filters, statistics and other
    /// rules know comparisons.
    fn simpler(&self, args: &[Expr], text_type: &DataType) -> Result<Option<Expr>> {
        let [text, Expr::Literal(other, _), steps @ ..] = args else { return Ok(None) };
        let steps = match steps {
            [] => None,
            [Expr::Literal(steps, _)] if text_of(steps).is_some() => text_of(steps),
            _ => return Ok(None),
        };
        let Some(other) = text_of(other) else { return Ok(None) };
        let other = normalizer_of(EQUALS, steps)?.normalize(other).into_owned();
        // Types are settled when expressions are simplified.
        let other = match text_type {
            DataType::Dictionary(_, values) => ScalarValue::Utf8(Some(other)).cast_to(values)?,
            text_type => ScalarValue::Utf8(Some(other)).cast_to(text_type)?,
        };
        let mut normalized = vec![text.clone()];
        normalized.extend(steps.map(lit));
        Ok(Some(NORMALIZE.call(normalized).eq(lit(other))))
    }
}
