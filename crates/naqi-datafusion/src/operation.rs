//! What a function does: its parameters, the type of its result, and a column of texts in.

use datafusion::arrow::array::{ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{DataFusionError, Result, plan_datafusion_err};
use datafusion::logical_expr::Expr;
use naqi::Normalizer;
use std::fmt::Debug;

/// A parameter after the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    pub name: &'static str,
    pub kind: Kind,
    pub description: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A constant, which may be left out.
    Option,
    /// A text, which may be a column.
    Text,
}

/// The argument of a parameter.
#[derive(Debug)]
pub(crate) enum Value {
    Constant(String),
    Column(StringArray),
}

/// The arguments after the text; those that were left out have no entry.
pub(crate) struct Arguments(pub Vec<Value>);

impl Arguments {
    pub fn have_columns(&self) -> bool {
        self.0.iter().any(|value| matches!(value, Value::Column(_)))
    }

    /// The constant of a parameter, unless it was left out.
    pub fn constant(&self, parameter: usize) -> Option<&str> {
        match self.0.get(parameter) {
            Some(Value::Constant(text)) => Some(text),
            _ => None,
        }
    }
}

pub(crate) trait Operation: Debug + Send + Sync + 'static {
    fn name(&self) -> &str;

    /// Other names of the function.
    fn aliases(&self) -> &[String] {
        &[]
    }

    /// The name of the first parameter, the text.
    fn text(&self) -> &'static str {
        "text"
    }

    /// The parameters after the text.
    fn parameters(&self) -> &'static [Parameter];

    /// One sentence.
    fn description(&self) -> String;

    /// The type of the result, for texts of a type that is no dictionary.
    fn output(&self, text: &DataType) -> DataType;

    /// Whether the result is a text of the same type, so that dictionaries stay dictionaries.
    fn keeps_type(&self) -> bool {
        false
    }

    /// Checks the constants that are known when a query is planned, by parameter.
    fn check(&self, constants: &[Option<&str>]) -> Result<()>;

    /// Checks the text, if it is known when a query is planned.
    fn check_text(&self, _text: &str) -> Result<()> {
        Ok(())
    }

    /// The result of each row; null for a row that is null. The texts are no dictionary.
    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef>;

    /// The normalizer whose output the function returns, if that is what it does.
    fn normalizer(&self, _constants: &[Option<&str>]) -> Result<Option<Normalizer>> {
        Ok(None)
    }

    /// An expression for the same, if there is a simpler one for these arguments, the first of which is of a type.
    fn simpler(&self, _args: &[Expr], _text: &DataType) -> Result<Option<Expr>> {
        Ok(None)
    }
}

/// The planning error for an argument that cannot be parsed.
pub(crate) fn argument_error(function: &str, parameter: &str, error: naqi::Error) -> DataFusionError {
    plan_datafusion_err!("{function}, argument `{parameter}`: {error}")
}
