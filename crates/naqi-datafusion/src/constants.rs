//! A rewrite of queries: constants that are compared with normalized text are normalized, too.

use crate::function::{TextFunction, text_of};
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::Transformed;
use datafusion::common::{DFSchema, Result, ScalarValue};
use datafusion::logical_expr::expr::{InList, ScalarFunction};
use datafusion::logical_expr::expr_rewriter::FunctionRewrite;
use datafusion::logical_expr::{BinaryExpr, Expr, Operator};
use naqi::Normalizer;

/// Normalizes the constants that a query compares with normalized text.
///
/// `arabic_normalize(title) = 'المكتبةُ'` becomes a comparison with the normalized
/// constant, for which the query would find nothing otherwise. The comparisons are `=`, `<>`, `IS [NOT] DISTINCT FROM` and `[NOT]
/// IN` with constants, on either side; the functions are `arabic_normalize` and those of steps.
///
/// A comparison that could be true for some text stays as it is: its constant is normalized already. So the rewrite leaves out
/// lists of steps for which normalizing twice may differ from normalizing once (`Normalizer::is_idempotent`). It is made when
/// a query is analyzed, before types are, and `EXPLAIN` shows its outcome.
#[derive(Debug, Default)]
pub struct NormalizeConstants;

impl FunctionRewrite for NormalizeConstants {
    fn name(&self) -> &str {
        "naqi_normalize_constants"
    }

    fn rewrite(&self, expr: Expr, _schema: &DFSchema, _config: &ConfigOptions) -> Result<Transformed<Expr>> {
        match expr {
            Expr::BinaryExpr(BinaryExpr { left, op, right }) if is_equality(op) => {
                let (mut left, mut right) = (left, right);
                let mut is_changed = false;
                if let Some(normalizer) = normalizer_of(&left)? {
                    is_changed |= normalize(&mut right, &normalizer);
                }
                if let Some(normalizer) = normalizer_of(&right)? {
                    is_changed |= normalize(&mut left, &normalizer);
                }
                let made = Expr::BinaryExpr(BinaryExpr { left, op, right });
                Ok(if is_changed { Transformed::yes(made) } else { Transformed::no(made) })
            }
            Expr::InList(InList { expr, mut list, negated }) => {
                let mut is_changed = false;
                if let Some(normalizer) = normalizer_of(&expr)? {
                    for constant in &mut list {
                        is_changed |= normalize(constant, &normalizer);
                    }
                }
                let made = Expr::InList(InList { expr, list, negated });
                Ok(if is_changed { Transformed::yes(made) } else { Transformed::no(made) })
            }
            other => Ok(Transformed::no(other)),
        }
    }
}

fn is_equality(op: Operator) -> bool {
    matches!(op, Operator::Eq | Operator::NotEq | Operator::IsDistinctFrom | Operator::IsNotDistinctFrom)
}

/// The normalizer of an expression that normalizes, if it is known and idempotent.
fn normalizer_of(expr: &Expr) -> Result<Option<Normalizer>> {
    let Expr::ScalarFunction(ScalarFunction { func, args }) = expr else { return Ok(None) };
    let Some(function) = func.inner().downcast_ref::<TextFunction>() else { return Ok(None) };
    let constants: Vec<Option<&str>> = args.iter().skip(1).map(constant_of).collect();
    Ok(function.operation().normalizer(&constants)?.filter(Normalizer::is_idempotent))
}

fn constant_of(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(value, _) => text_of(value),
        _ => None,
    }
}

/// Normalizes a literal; whether it changed.
fn normalize(expr: &mut Expr, normalizer: &Normalizer) -> bool {
    let Expr::Literal(value, _) = expr else { return false };
    let text = match value {
        ScalarValue::Utf8(Some(text)) | ScalarValue::LargeUtf8(Some(text)) | ScalarValue::Utf8View(Some(text)) => text,
        _ => return false,
    };
    if normalizer.is_normalized(text) {
        return false;
    }
    *text = normalizer.normalize(text).into_owned();
    true
}
