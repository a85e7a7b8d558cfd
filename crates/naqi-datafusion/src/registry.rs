//! The functions, made once.

use crate::constants::NormalizeConstants;
use crate::equals::Equals;
use crate::find::{Contains, Find};
use crate::fingerprint::Fingerprint;
use crate::function::TextFunction;
use crate::inspect::Inspect;
use crate::normalize::{Normalize, StepFunction};
use crate::stem::Stem;
use crate::tokens::Tokens;
use crate::words::{Terms, Words};
use datafusion::common::{Result, internal_datafusion_err};
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionContext;
use std::sync::{Arc, LazyLock};

static FUNCTIONS: LazyLock<Vec<Arc<ScalarUDF>>> = LazyLock::new(|| {
    let functions = [
        TextFunction::new(Normalize),
        TextFunction::new(Equals),
        TextFunction::new(Words),
        TextFunction::new(Terms),
        TextFunction::new(Tokens),
        TextFunction::new(Contains),
        TextFunction::new(Find),
        TextFunction::new(Stem),
        TextFunction::new(Inspect),
        TextFunction::new(Fingerprint),
    ];
    let steps = StepFunction::all().map(TextFunction::new);
    functions.into_iter().chain(steps).map(|function| Arc::new(ScalarUDF::from(function))).collect()
});

/// All functions, for a registry of one's own.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    FUNCTIONS.clone()
}

/// The function of a name.
pub(crate) fn function(name: &str) -> Result<Arc<ScalarUDF>> {
    let found = FUNCTIONS.iter().find(|function| function.name() == name);
    found.cloned().ok_or_else(|| internal_datafusion_err!("there is no function {name} of naqi"))
}

/// Registers the functions and the rewrite [`NormalizeConstants`] with a session.
///
/// # Errors
/// The session's registry accepts no function; that of DataFusion does.
pub fn register(context: &SessionContext) -> Result<()> {
    register_functions(context)?;
    context.add_analyzer_rule(Arc::new(NormalizeConstants));
    Ok(())
}

/// Registers the functions alone: a constant that is compared with normalized text stays as it is written.
///
/// # Errors
/// As for [`register`].
pub fn register_functions(context: &SessionContext) -> Result<()> {
    let state = context.state_ref();
    let mut state = state.write();
    for function in functions() {
        state.register_udf(function)?;
    }
    Ok(())
}
