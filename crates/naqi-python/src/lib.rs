//! The extension module `naqi._naqi`. The package `naqi` (`python/naqi/__init__.py`) re-exports its public names.
//!
//! Each module registers its own classes and functions in `add_to`.

mod arrow;
mod columns;
mod compat;
mod error;
mod normalizer;
mod strings;
mod text;
mod units;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _naqi(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    arrow::add_to(module)?;
    compat::add_to(module)?;
    error::add_to(module)?;
    strings::add_to(module)?;
    normalizer::add_to(module)
}
