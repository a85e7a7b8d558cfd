//! Arrow arrays from Python and to it, by the capsules of the Arrow PyCapsule interface.

use arrow_array::ffi::{self, FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayRef, make_array};
use arrow_schema::ArrowError;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::critical_section::with_critical_section;
use pyo3::types::{PyCapsule, PyTuple};

const SCHEMA: &std::ffi::CStr = c"arrow_schema";
const ARRAY: &std::ffi::CStr = c"arrow_array";
const STREAM: &std::ffi::CStr = c"arrow_array_stream";

/// The chunks of an object that has `__arrow_c_array__` or `__arrow_c_stream__`. No buffer is copied.
pub fn chunks(column: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    if column.hasattr("__arrow_c_array__")? {
        let capsules = column.call_method0("__arrow_c_array__")?;
        let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) = capsules.extract()?;
        let held = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        // SAFETY: capsules of these names hold these structs.
        let (array, schema) = unsafe { (taken(&array, ARRAY, FFI_ArrowArray::from_raw)?, held.as_ref()) };
        if array.is_released() || schema.release().is_none() {
            return Err(PyValueError::new_err("the array of `__arrow_c_array__` was released: a capsule is used once"));
        }
        // SAFETY: the producer answers for the pointers and lengths of an array that is not released.
        let data = unsafe { ffi::from_ffi(array, schema) };
        return Ok(vec![make_array(data.map_err(wrong)?)]);
    }
    if column.hasattr("__arrow_c_stream__")? {
        let capsule = column.call_method0("__arrow_c_stream__")?;
        // SAFETY: as above.
        let stream = unsafe { taken(capsule.cast()?, STREAM, FFI_ArrowArrayStream::from_raw)? };
        return ArrayStreamReader::try_new(stream).and_then(Iterator::collect).map_err(wrong);
    }
    let message = format!("{} is no column: expected an Arrow array", column.get_type().name()?);
    Err(PyTypeError::new_err(message))
}

/// What a capsule holds, which belongs to who takes it out. Threads that have the same capsule wait for each other, also in
/// builds without the GIL.
///
/// # Safety
/// Capsules of this name hold a `T`.
unsafe fn taken<T>(capsule: &Bound<'_, PyCapsule>, name: &std::ffi::CStr, take: unsafe fn(*mut T) -> T) -> PyResult<T> {
    let held = capsule.pointer_checked(Some(name))?.cast::<T>();
    // SAFETY: by the condition of this function.
    Ok(with_critical_section(capsule, || unsafe { take(held.as_ptr()) }))
}

pub fn wrong(error: ArrowError) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// An Arrow array that naqi made. Other libraries take it by its `__arrow_c_array__`: `pyarrow.array(made)`,
/// `polars.Series(made)`.
#[pyclass(frozen, module = "naqi")]
pub struct ArrowArray(pub ArrayRef);

#[pymethods]
impl ArrowArray {
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.0.data_type()).map_err(wrong)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }

    /// The capsules of the schema and of the array. A requested schema is not followed, which the interface allows.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let _ = requested_schema;
        let array = FFI_ArrowArray::new(&self.0.to_data());
        PyTuple::new(py, [self.__arrow_c_schema__(py)?, PyCapsule::new_with_value(py, array, ARRAY)?])
    }
}
