//! Errors as subclasses of `ValueError`, with the place of what is wrong.

use crate::units::Units;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

create_exception!(
    naqi,
    NaqiError,
    PyValueError,
    "Something that naqi cannot accept. `offset` is its place in code points, or None; `kind` names what is wrong."
);
create_exception!(naqi, RulesError, NaqiError, "A list of steps, an analyzer or an option is wrong.");
create_exception!(naqi, SurrogateError, NaqiError, "A string contains a surrogate, which is no character.");
create_exception!(
    naqi,
    Utf8Error,
    NaqiError,
    "Bytes are not UTF-8. `offset` is in bytes; `output` is the output of the bytes of this call that come before."
);

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("NaqiError", py.get_type::<NaqiError>())?;
    module.add("RulesError", py.get_type::<RulesError>())?;
    module.add("SurrogateError", py.get_type::<SurrogateError>())?;
    module.add("Utf8Error", py.get_type::<Utf8Error>())
}

/// The exception for a text that is parsed: a list of steps, an analyzer, a name. Its offset is in code points, as Python
/// counts.
pub fn of_rules(py: Python<'_>, rules: &str, error: &naqi::Error) -> PyErr {
    let offset = error.offset().and_then(|offset| rules.get(..offset)).map(|before| before.chars().count());
    placed(py, RulesError::new_err(message(error, offset)), offset, &format!("{:?}", error.kind()))
}

/// The message with what Python's users know in place of bytes and of the crate's functions.
fn message(error: &naqi::Error, code_points: Option<usize>) -> String {
    let mut message = error.to_string();
    if let (Some(byte), Some(code_points)) = (error.offset(), code_points) {
        message = message.replacen(&format!(" (byte {byte}"), &format!(" (code point {code_points}"), 1);
    }
    let listed = [
        (
            "`naqi::Step::all()` and `naqi::preset::all()` list all names",
            "`naqi.__all__` has a function for most steps, and `naqi.preset.__all__` all presets",
        ),
        ("`naqi::Step::all()` lists all names", "`naqi.__all__` has a function for most steps"),
        ("`naqi::preset::all()` lists all names", "`naqi.preset.__all__` lists all names"),
    ];
    listed.iter().fold(message, |message, (rust, python)| message.replace(rust, python))
}

/// The exception for an option that is no text.
pub fn of_argument(py: Python<'_>, message: String) -> PyErr {
    placed(py, RulesError::new_err(message), None, "Argument")
}

/// The exception for bytes of a stream, with the output of those before them. Its offset is in bytes.
pub fn of_bytes(py: Python<'_>, error: &naqi::Error, output: Bound<'_, PyBytes>) -> PyErr {
    let made = placed(py, Utf8Error::new_err(error.to_string()), error.offset(), "InvalidUtf8");
    match made.value(py).setattr("output", output) {
        Ok(()) => made,
        Err(error) => error,
    }
}

/// The exception for a row of an Arrow array: the byte that is no UTF-8, or `None` if the row lies outside its buffers.
pub fn row_bytes(py: Python<'_>, row: usize, byte: Option<usize>) -> PyErr {
    let message = match byte {
        Some(byte) => format!("row {row}, byte {byte}: not UTF-8; the array was made without a check"),
        None => format!("row {row}: its offsets lie outside the array's buffers"),
    };
    let made = placed(py, Utf8Error::new_err(message), byte, "InvalidUtf8");
    let value = made.value(py);
    match value.setattr("row", row).and_then(|()| value.setattr("output", PyBytes::new(py, b""))) {
        Ok(()) => made,
        Err(error) => error,
    }
}

/// An exception of one row of a column, with the row in its message and in `row`.
pub fn in_row(py: Python<'_>, row: usize, found: PyErr) -> PyErr {
    let message = format!("row {row}: {}", found.value(py));
    let of = |name| found.value(py).getattr(name).ok();
    let made = PyErr::from_type(found.get_type(py), message);
    let value = made.value(py);
    let set = value.setattr("row", row);
    let set = ["offset", "kind"].into_iter().fold(set, |set, name| set.and_then(|()| value.setattr(name, of(name))));
    set.err().unwrap_or(made)
}

/// The exception for a surrogate at an offset.
pub fn surrogate(py: Python<'_>, units: Units<'_>, offset: usize) -> PyErr {
    let message = format!(
        "the string has the surrogate U+{:04X} at code point {offset}, which is no character; \
         `text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')` joins pairs and replaces the rest",
        units.unit(offset)
    );
    placed(py, SurrogateError::new_err(message), Some(offset), "Surrogate")
}

fn placed(py: Python<'_>, made: PyErr, offset: Option<usize>, kind: &str) -> PyErr {
    let value = made.value(py);
    match value.setattr("offset", offset).and_then(|()| value.setattr("kind", kind)) {
        Ok(()) => made,
        Err(error) => error,
    }
}
