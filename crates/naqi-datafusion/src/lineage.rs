//! Which normalizer made the values of an expression: directly, or in a projection or grouping below, as in a view or in `HAVING`.

use crate::function::{TextFunction, is_text, text_of};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Column, Result, ScalarValue};
use datafusion::logical_expr::expr::{Alias, Cast, ScalarFunction, TryCast};
use datafusion::logical_expr::{Distinct, Expr, LogicalPlan};
use naqi::Normalizer;

/// The normalizer whose output an expression is, over rows of the inputs, if it is known.
pub(crate) fn normalizer_of(expr: &Expr, inputs: &[&LogicalPlan]) -> Result<Option<Normalizer>> {
    match expr {
        Expr::ScalarFunction(ScalarFunction { func, args }) => {
            let Some(function) = func.inner().downcast_ref::<TextFunction>() else { return Ok(None) };
            let constants: Vec<Option<String>> = args.iter().skip(1).map(constant_of).collect();
            let constants: Vec<Option<&str>> = constants.iter().map(Option::as_deref).collect();
            function.operation().normalizer(&constants)
        }
        Expr::Alias(Alias { expr, .. }) => normalizer_of(expr, inputs),
        Expr::Cast(Cast { expr, field }) | Expr::TryCast(TryCast { expr, field }) if keeps_text(field.data_type()) => {
            normalizer_of(expr, inputs)
        }
        Expr::Column(column) => match inputs.iter().find(|input| input.schema().is_column_from_schema(column)) {
            Some(input) => of_column(input, column),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// Whether a cast of texts to this type changes no text.
pub(crate) fn keeps_text(to: &DataType) -> bool {
    match to {
        DataType::Dictionary(_, values) => is_text(values),
        to => is_text(to),
    }
}

/// The normalizer of a column of a plan. Tables have none: what stands in them is not known.
fn of_column(plan: &LogicalPlan, column: &Column) -> Result<Option<Normalizer>> {
    let Some(place) = plan.schema().maybe_index_of_column(column) else { return Ok(None) };
    match plan {
        LogicalPlan::Projection(made) => of_expression(made.expr.get(place), &made.input),
        // Columns after the groups are aggregates.
        LogicalPlan::Aggregate(made) => of_expression(made.group_expr.get(place), &made.input),
        LogicalPlan::SubqueryAlias(alias) => of_place(&alias.input, place),
        LogicalPlan::Union(union) => {
            let mut common: Option<Normalizer> = None;
            for input in &union.inputs {
                match (of_place(input, place)?, &common) {
                    (None, _) => return Ok(None),
                    (Some(other), Some(one)) if other.fingerprint() != one.fingerprint() => return Ok(None),
                    (found, _) => common = found,
                }
            }
            Ok(common)
        }
        // Plans whose rows are rows of their inputs.
        LogicalPlan::Filter(_)
        | LogicalPlan::Sort(_)
        | LogicalPlan::Limit(_)
        | LogicalPlan::Repartition(_)
        | LogicalPlan::Window(_)
        | LogicalPlan::Join(_)
        | LogicalPlan::Distinct(Distinct::All(_)) => normalizer_of(&Expr::Column(column.clone()), &plan.inputs()),
        _ => Ok(None),
    }
}

fn of_expression(expr: Option<&Expr>, input: &LogicalPlan) -> Result<Option<Normalizer>> {
    expr.map_or(Ok(None), |expr| normalizer_of(expr, &[input]))
}

fn of_place(plan: &LogicalPlan, place: usize) -> Result<Option<Normalizer>> {
    of_column(plan, &Column::from(plan.schema().qualified_field(place)))
}

/// The text of an argument that is a constant. A number is cast when types are settled.
fn constant_of(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Literal(value, _) => text_of(value).map(String::from),
        Expr::Cast(Cast { expr, field }) if is_text(field.data_type()) => match &**expr {
            Expr::Literal(value, _) => value.cast_to(&DataType::Utf8).ok().as_ref().and_then(text_of).map(String::from),
            _ => None,
        },
        _ => None,
    }
}

/// The text of a constant, through casts that keep it.
pub(crate) fn constant_text(expr: &mut Expr) -> Option<&mut String> {
    match expr {
        Expr::Literal(ScalarValue::Utf8(text) | ScalarValue::LargeUtf8(text) | ScalarValue::Utf8View(text), _) => {
            text.as_mut()
        }
        Expr::Literal(ScalarValue::Dictionary(_, value), _) => match &mut **value {
            ScalarValue::Utf8(text) | ScalarValue::LargeUtf8(text) | ScalarValue::Utf8View(text) => text.as_mut(),
            _ => None,
        },
        Expr::Alias(Alias { expr, .. }) => constant_text(expr),
        Expr::Cast(Cast { expr, field }) | Expr::TryCast(TryCast { expr, field }) if keeps_text(field.data_type()) => {
            constant_text(expr)
        }
        _ => None,
    }
}
