//! `arabic_fingerprint`: the fingerprint of a list of steps.

use crate::normalize::normalizer_of;
use crate::operation::{Arguments, Operation, Parameter};
use crate::texts::for_each;
use datafusion::arrow::array::{ArrayRef, UInt64Builder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use std::sync::Arc;

/// `arabic_fingerprint(steps)`.
#[derive(Debug)]
pub(crate) struct Fingerprint;

const FINGERPRINT: &str = "arabic_fingerprint";

impl Operation for Fingerprint {
    fn name(&self) -> &str {
        FINGERPRINT
    }

    fn text(&self) -> &'static str {
        "steps"
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[]
    }

    fn description(&self) -> String {
        "A number that changes with what a list of steps does. Store it beside normalized columns.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::UInt64
    }

    fn check(&self, _constants: &[Option<&str>]) -> Result<()> {
        Ok(())
    }

    fn check_text(&self, text: &str) -> Result<()> {
        normalizer_of(FINGERPRINT, Some(text)).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, _arguments: &Arguments) -> Result<ArrayRef> {
        let mut rows = UInt64Builder::with_capacity(texts.len());
        let mut wrong = Ok(());
        for_each(texts, |steps| {
            let made = steps.map(|steps| normalizer_of(FINGERPRINT, Some(steps))).transpose();
            match made {
                Ok(normalizer) => rows.append_option(normalizer.map(|normalizer| normalizer.fingerprint())),
                Err(error) => wrong = Err(error),
            }
        })?;
        wrong.map(|()| Arc::new(rows.finish()) as ArrayRef)
    }
}
