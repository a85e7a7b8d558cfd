//! The extension module `naqi._naqi`. The package `naqi` (`python/naqi/__init__.py`) re-exports its public names.
//!
//! Each module registers its own classes and functions in `add_to`.

mod align;
mod analyzer;
mod argument;
mod arrow;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod characters;
mod columns;
mod compat;
#[cfg(target_arch = "x86_64")]
mod direct;
mod error;
mod find;
mod functions;
mod inspect;
mod memory;
mod normalizer;
mod number;
mod offsets;
mod stem;
mod stream;
mod strings;
mod text;
mod token;
mod tokenizer;
mod units;
mod utf8;
mod values;
mod vocalization;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _naqi(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("kernel_level", naqi::kernel_level())?;
    align::add_to(module)?;
    analyzer::add_to(module)?;
    arrow::add_to(module)?;
    compat::add_to(module)?;
    error::add_to(module)?;
    find::add_to(module)?;
    functions::add_to(module)?;
    inspect::add_to(module)?;
    normalizer::add_to(module)?;
    number::add_to(module)?;
    stem::add_to(module)?;
    stream::add_to(module)?;
    strings::add_to(module)?;
    token::add_to(module)?;
    tokenizer::add_to(module)?;
    vocalization::add_to(module)?;
    // PyO3 lists all names. The module is private, and the package has a list of its own.
    module.delattr("__all__")
}
