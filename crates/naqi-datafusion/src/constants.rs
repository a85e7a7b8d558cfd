//! A rewrite of queries: constants that are compared with normalized text are normalized, too.

use crate::lineage::{constant_text, normalizer_of};
use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::logical_expr::expr::{Case, InList};
use datafusion::logical_expr::{BinaryExpr, Expr, LogicalPlan, Operator};
use datafusion::optimizer::AnalyzerRule;
use datafusion::optimizer::utils::NamePreserver;
use naqi::Normalizer;

/// Normalizes the constants that a query compares with normalized text.
///
/// `arabic_normalize(title) = 'المكتبةُ'` becomes a comparison with the normalized
/// constant, for which the query would find nothing otherwise. The comparisons are `=`, `<>`, `IS [NOT] DISTINCT FROM`, `[NOT]
/// IN` with constants, and `CASE … WHEN`; the functions are `arabic_normalize` and those of steps. The normalized text may also be
/// a column that such a function makes elsewhere in the query: in a subquery, a view, `WITH`, or `GROUP BY` before `HAVING`.
///
/// A constant is a literal, also in a cast. Constants that are computed (`'a' || 'b'`), columns of tables that were made from
/// normalized text, a subquery's columns of the query around it, and results of other functions stay as they are: write
/// `arabic_equals(text, other)` there, or normalize both sides.
///
/// A comparison that could be true for some text stays as it is: its constant is normalized already. So the rewrite leaves out
/// lists of steps for which normalizing twice may differ from normalizing once (`Normalizer::is_idempotent`). It is made when
/// a query is analyzed, and `EXPLAIN` shows its outcome.
#[derive(Debug, Default)]
pub struct NormalizeConstants;

impl AnalyzerRule for NormalizeConstants {
    fn name(&self) -> &str {
        "naqi_normalize_constants"
    }

    fn analyze(&self, plan: LogicalPlan, _config: &ConfigOptions) -> Result<LogicalPlan> {
        Ok(plan.transform_up_with_subqueries(rewrite_plan)?.data)
    }
}

fn rewrite_plan(plan: LogicalPlan) -> Result<Transformed<LogicalPlan>> {
    let below = plan.clone();
    let inputs = below.inputs();
    // A column keeps the name that was written.
    let names = NamePreserver::new(&plan);
    plan.map_expressions(|expr| {
        let name = names.save(&expr);
        let made = expr.transform_up(|expr| rewrite(expr, &inputs))?;
        Ok(if made.transformed { made.update_data(|expr| name.restore(expr)) } else { made })
    })
}

fn rewrite(mut expr: Expr, inputs: &[&LogicalPlan]) -> Result<Transformed<Expr>> {
    let is_changed = match &mut expr {
        Expr::BinaryExpr(BinaryExpr { left, op, right }) if is_equality(*op) => {
            let is_changed = normalize([&mut **right], left, inputs)?;
            is_changed | normalize([&mut **left], right, inputs)?
        }
        Expr::InList(InList { expr, list, .. }) => normalize(list, expr, inputs)?,
        Expr::Case(Case { expr: Some(base), when_then_expr, .. }) => {
            normalize(when_then_expr.iter_mut().map(|(when, _)| &mut **when), base, inputs)?
        }
        _ => false,
    };
    Ok(if is_changed { Transformed::yes(expr) } else { Transformed::no(expr) })
}

fn is_equality(op: Operator) -> bool {
    matches!(op, Operator::Eq | Operator::NotEq | Operator::IsDistinctFrom | Operator::IsNotDistinctFrom)
}

/// Normalizes what is compared with an expression, where it is a constant; whether any changed.
fn normalize<'e>(
    compared: impl IntoIterator<Item = &'e mut Expr>,
    with: &Expr,
    inputs: &[&LogicalPlan],
) -> Result<bool> {
    let mut texts = compared.into_iter().filter_map(constant_text).peekable();
    // The plan is searched only for constants.
    if texts.peek().is_none() {
        return Ok(false);
    }
    let Some(normalizer) = normalizer_of(with, inputs)?.filter(Normalizer::is_idempotent) else { return Ok(false) };
    let mut is_changed = false;
    for text in texts.filter(|text| !normalizer.is_normalized(text)) {
        *text = normalizer.normalize(text).into_owned();
        is_changed = true;
    }
    Ok(is_changed)
}
