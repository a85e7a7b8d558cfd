//! `arabic_normalize`, and a function for each step.

use crate::operation::{Arguments, Kind, Operation, Parameter, argument_error};
use crate::parsed::NORMALIZERS;
use crate::rewritten;
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use naqi::preset::SEARCH;
use naqi::{Normalizer, Step};
use std::collections::BTreeMap;

/// The optional parameter of functions that normalize.
pub(crate) const STEPS: Parameter = Parameter {
    name: "steps",
    kind: Kind::Option,
    description: "A list of steps and presets, such as `search, unify_hamza`. Default: `search`.",
};

/// The normalizer of an argument; the preset `search` without one.
pub(crate) fn normalizer_of(function: &str, steps: Option<&str>) -> Result<Normalizer> {
    match steps {
        None => Ok(SEARCH.normalizer().clone()),
        Some(steps) => NORMALIZERS.get(steps, str::parse).map_err(|error| argument_error(function, "steps", error)),
    }
}

/// `arabic_normalize(text [, steps])`.
#[derive(Debug)]
pub(crate) struct Normalize;

const NORMALIZE: &str = "arabic_normalize";

impl Operation for Normalize {
    fn name(&self) -> &str {
        NORMALIZE
    }

    fn parameters(&self) -> &'static [Parameter] {
        &[STEPS]
    }

    fn description(&self) -> String {
        "Normalizes a text, so that spellings of a word become equal.".into()
    }

    fn output(&self, text: &DataType) -> DataType {
        text.clone()
    }

    fn keeps_type(&self) -> bool {
        true
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        self.normalizer(constants).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        rewritten::normalize(NORMALIZE, &normalizer_of(NORMALIZE, arguments.constant(0))?, texts)
    }

    fn normalizer(&self, constants: &[Option<&str>]) -> Result<Option<Normalizer>> {
        match constants {
            [] => normalizer_of(NORMALIZE, None).map(Some),
            [None, ..] => Ok(None),
            [steps, ..] => normalizer_of(NORMALIZE, *steps).map(Some),
        }
    }
}

/// A step: `arabic_strip_diacritics(text)`, `arabic_digits(text [, argument])`.
#[derive(Debug)]
pub(crate) struct StepFunction {
    step: &'static str,
    name: String,
    aliases: Vec<String>,
    parameters: &'static [Parameter],
}

const ARGUMENT: Parameter =
    Parameter { name: "argument", kind: Kind::Option, description: "The argument of the step, as in a list of steps." };

impl StepFunction {
    /// A function for each step but `map` and `mask`, which do nothing without rules of one's own.
    pub fn all() -> impl Iterator<Item = Self> {
        // A step that prints more than its name has an argument.
        let steps: BTreeMap<_, _> = Step::all().map(|step| (step.name(), step.to_string() != step.name())).collect();
        steps.into_iter().map(|(step, has_argument)| Self {
            step,
            name: format!("arabic_{step}"),
            // A single word, such as `trim` or `digits`, may be the name of another function.
            aliases: step.contains('_').then(|| step.to_owned()).into_iter().collect(),
            parameters: if has_argument { &[ARGUMENT] } else { &[] },
        })
    }

    fn normalizer_of(&self, argument: Option<&str>) -> Result<Normalizer> {
        let text = match argument {
            None => self.step.to_owned(),
            Some(argument) => format!("{}({argument})", self.step),
        };
        let parse = |text: &str| Normalizer::try_new(&[text.parse::<Step>()?]);
        // A step has another text than a list of steps: it is the only one.
        NORMALIZERS
            .get(&format!("={text}"), |_| parse(&text))
            .map_err(|error| argument_error(&self.name, "argument", error))
    }
}

impl Operation for StepFunction {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn parameters(&self) -> &'static [Parameter] {
        self.parameters
    }

    fn description(&self) -> String {
        format!("Normalizes a text by the step `{}` alone.", self.step)
    }

    fn output(&self, text: &DataType) -> DataType {
        text.clone()
    }

    fn keeps_type(&self) -> bool {
        true
    }

    fn check(&self, constants: &[Option<&str>]) -> Result<()> {
        self.normalizer(constants).map(|_| ())
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        rewritten::normalize(&self.name, &self.normalizer_of(arguments.constant(0))?, texts)
    }

    fn normalizer(&self, constants: &[Option<&str>]) -> Result<Option<Normalizer>> {
        match constants {
            [] => self.normalizer_of(None).map(Some),
            [None, ..] => Ok(None),
            [argument, ..] => self.normalizer_of(*argument).map(Some),
        }
    }
}
