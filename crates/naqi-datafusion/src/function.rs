//! An operation as a scalar function of DataFusion: its signature, planning errors, constants, dictionaries and nulls.

use crate::operation::{Arguments, Kind, Operation, Value};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, new_null_array};
use datafusion::arrow::compute::{cast, take};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::{Result, ScalarValue, exec_err, internal_err, plan_err};
use datafusion::logical_expr::simplify::{ExprSimplifyResult, SimplifyContext};
use datafusion::logical_expr::{
    ColumnarValue, DocSection, Documentation, Expr, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDFImpl, Signature,
    Volatility,
};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A function of this crate.
#[derive(Debug)]
pub(crate) struct TextFunction {
    operation: Box<dyn Operation>,
    signature: Signature,
    documentation: Documentation,
}

impl TextFunction {
    pub fn new(operation: impl Operation) -> Self {
        let documentation = documentation(&operation);
        Self {
            operation: Box::new(operation),
            signature: Signature::user_defined(Volatility::Immutable),
            documentation,
        }
    }

    pub fn operation(&self) -> &dyn Operation {
        &*self.operation
    }

    fn type_of(&self, text: &DataType) -> DataType {
        match text {
            DataType::Dictionary(..) if self.operation.keeps_type() => text.clone(),
            DataType::Dictionary(_, values) => self.operation.output(values),
            text => self.operation.output(text),
        }
    }

    fn run(&self, texts: &ArrayRef, arguments: &Arguments) -> Result<ArrayRef> {
        let DataType::Dictionary(_, values) = texts.data_type() else { return self.operation.run(texts, arguments) };
        if arguments.have_columns() {
            return self.operation.run(&cast(texts, values)?, arguments);
        }
        let dictionary = texts.as_any_dictionary();
        if dictionary.values().len() > texts.len() {
            // Most values are of rows of other batches.
            let plain = cast(texts, values)?;
            let made = self.operation.run(&plain, arguments)?;
            return Ok(match self.operation.keeps_type() {
                true if Arc::ptr_eq(&made, &plain) => texts.clone(),
                true => cast(&made, texts.data_type())?,
                false => made,
            });
        }
        // Each value once, however many rows have it.
        let made = self.operation.run(dictionary.values(), arguments)?;
        if !self.operation.keeps_type() {
            return Ok(take(&made, dictionary.keys(), None)?);
        }
        Ok(if Arc::ptr_eq(&made, dictionary.values()) { texts.clone() } else { dictionary.with_values(made) })
    }
}

fn documentation(operation: &dyn Operation) -> Documentation {
    let mut syntax = format!("{}({}", operation.name(), operation.text());
    for parameter in operation.parameters() {
        let part = match parameter.kind {
            Kind::Text => format!(", {}", parameter.name),
            Kind::Option => format!(" [, {}]", parameter.name),
        };
        syntax.push_str(&part);
    }
    syntax.push(')');
    let section = DocSection { include: true, label: "Arabic Functions", description: None };
    let made = Documentation::builder(section, operation.description(), syntax);
    let first = if operation.text() == "steps" { "A list of steps and presets." } else { "A text." };
    let made = made.with_argument(operation.text(), first);
    operation.parameters().iter().fold(made, |made, p| made.with_argument(p.name, p.description)).build()
}

/// Functions of one name are the same.
impl PartialEq for TextFunction {
    fn eq(&self, other: &Self) -> bool {
        self.operation.name() == other.operation.name()
    }
}

impl Eq for TextFunction {}

impl Hash for TextFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.operation.name().hash(state);
    }
}

impl ScalarUDFImpl for TextFunction {
    fn name(&self) -> &str {
        self.operation.name()
    }

    fn aliases(&self) -> &[String] {
        self.operation.aliases()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        match types.first() {
            Some(text) => Ok(self.type_of(text)),
            None => internal_err!("{} without a text", self.name()),
        }
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs) -> Result<FieldRef> {
        let Some(text) = args.arg_fields.first() else { return internal_err!("{} without a text", self.name()) };
        let constants: Vec<Option<&str>> = args.scalar_arguments.iter().map(|value| value.and_then(text_of)).collect();
        if let Some(text) = constants[0] {
            self.operation.check_text(text)?;
        }
        self.operation.check(&constants[1..])?;
        let is_nullable = args.arg_fields.iter().any(|field| field.is_nullable());
        Ok(Arc::new(Field::new(self.name(), self.type_of(text.data_type()), is_nullable)))
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        let parameters = self.operation.parameters();
        let least = 1 + parameters.iter().filter(|parameter| parameter.kind == Kind::Text).count();
        if !(least..=1 + parameters.len()).contains(&types.len()) {
            let example = &self.documentation.syntax_example;
            return plan_err!("wrong number of arguments, {}: {example}", types.len());
        }
        let names = [self.operation.text()].into_iter().chain(parameters.iter().map(|parameter| parameter.name));
        let coerced = types.iter().zip(names).enumerate().map(|(n, (given, name))| match given {
            DataType::Null => Ok(DataType::Utf8),
            DataType::Dictionary(_, values) if n == 0 && is_text(values) => Ok(given.clone()),
            DataType::Dictionary(_, values) if is_text(values) => Ok(DataType::Utf8),
            given if is_text(given) => Ok(if n == 0 { given.clone() } else { DataType::Utf8 }),
            // The argument of `arabic_collapse_stretch` is a number.
            given if given.is_integer() && n > 0 && parameters[n - 1].kind == Kind::Option => Ok(DataType::Utf8),
            given => plan_err!("{}: argument `{name}` must be a text, and is of type {given}", self.name()),
        });
        coerced.collect()
    }

    fn simplify(&self, args: Vec<Expr>, context: &SimplifyContext) -> Result<ExprSimplifyResult> {
        let Some(text) = args.first() else { return Ok(ExprSimplifyResult::Original(args)) };
        let text = context.get_data_type(text)?;
        Ok(match self.operation.simpler(&args, &text)? {
            Some(simpler) => ExprSimplifyResult::Simplified(simpler),
            None => ExprSimplifyResult::Original(args),
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let ScalarFunctionArgs { args, number_rows, return_field, .. } = args;
        let mut values = args.into_iter();
        let Some(text) = values.next() else { return internal_err!("{} without a text", self.name()) };
        let mut arguments = Arguments(Vec::new());
        for (value, parameter) in values.zip(self.operation.parameters()) {
            arguments.0.push(match value {
                ColumnarValue::Scalar(value) => match text_of(&value) {
                    Some(text) => Value::Constant(text.to_owned()),
                    None if value.is_null() => {
                        return Ok(ColumnarValue::Scalar(ScalarValue::try_new_null(return_field.data_type())?));
                    }
                    None => return internal_err!("{}: a constant of {}", self.name(), value.data_type()),
                },
                ColumnarValue::Array(_) if parameter.kind == Kind::Option => {
                    return exec_err!(
                        "{}: argument `{}` must be a constant, and is a column",
                        self.name(),
                        parameter.name
                    );
                }
                ColumnarValue::Array(array) => match array.as_string_opt::<i32>() {
                    Some(texts) => Value::Column(texts.clone()),
                    None => return internal_err!("{}: a column of {}", self.name(), array.data_type()),
                },
            });
        }
        match text {
            ColumnarValue::Array(texts) => Ok(ColumnarValue::Array(self.run(&texts, &arguments)?)),
            ColumnarValue::Scalar(text) if arguments.have_columns() => {
                Ok(ColumnarValue::Array(self.run(&text.to_array_of_size(number_rows)?, &arguments)?))
            }
            ColumnarValue::Scalar(text) => {
                let made = match text.is_null() {
                    true => new_null_array(return_field.data_type(), 1),
                    false => self.run(&text.to_array()?, &arguments)?,
                };
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&made, 0)?))
            }
        }
    }
}

pub(crate) fn is_text(given: &DataType) -> bool {
    matches!(given, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// The text of a literal that is not null.
pub(crate) fn text_of(value: &ScalarValue) -> Option<&str> {
    value.try_as_str().flatten()
}
