//! A function of a plan that was refused: it fails where it is called, with the reason.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::{DataFusionError, Result};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};

/// Stands for a function in the physical plan of a task.
///
/// An executor to which tasks are pushed only logs why it cannot read a plan. The error of a task that runs comes to the client.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Refused {
    name: String,
    reason: String,
    signature: Signature,
}

impl Refused {
    pub fn new(name: &str, reason: DataFusionError) -> Self {
        let signature = Signature::variadic_any(Volatility::Immutable);
        Self { name: name.into(), reason: reason.strip_backtrace(), signature }
    }

    fn error<T>(&self) -> Result<T> {
        Err(DataFusionError::Execution(self.reason.clone()))
    }
}

impl ScalarUDFImpl for Refused {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _types: &[DataType]) -> Result<DataType> {
        self.error()
    }

    fn invoke_with_args(&self, _args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        self.error()
    }
}
