//! `arabic_stem`: the stem of a word.

use crate::operation::{Arguments, Kind, Operation, Parameter};
use crate::texts::{Texts, for_each};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, plan_err};
use naqi::stem;
use std::borrow::Cow;

/// `arabic_stem(word [, level])`.
#[derive(Debug)]
pub(crate) struct Stem;

const STEM: &str = "arabic_stem";

const LEVEL: Parameter =
    Parameter { name: "level", kind: Kind::Option, description: "`full` (default), `light` or `root_key`." };

fn level_of(level: Option<&str>) -> Result<fn(&str) -> Cow<'_, str>> {
    Ok(match level {
        None | Some("full") => stem::full,
        Some("light") => |word| Cow::Borrowed(stem::light(word)),
        Some("root_key") => stem::root_key,
        Some(other) => {
            return plan_err!("{STEM}, argument `level`: there is no level `{other}`; there are full, light, root_key");
        }
    })
}

impl Operation for Stem {
    fn name(&self) -> &str {
        STEM
    }

    fn text(&self) -> &'static str {
        "word"
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[LEVEL]
    }

    fn description(&self) -> String {
        "The stem of a word, which is normalized first as the default analyzer does.".into()
    }

    fn output(&self, _text: &DataType) -> DataType {
        DataType::Utf8
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        level_of(constants.first().copied().flatten()).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let stem = level_of(arguments.constant(0))?;
        let normalizer = naqi::analyzer::default().normalizer();
        let mut stems = Texts::default();
        for_each(texts, |word| match word {
            Some(word) => stems.push(&stem(&normalizer.normalize(word))),
            None => stems.push_null(),
        })?;
        stems.finish(STEM)
    }
}
