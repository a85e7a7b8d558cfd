//! Numbers in digits and in words: the functions of `naqi.number`.

use crate::error;
use crate::offsets::CodePoints;
use crate::text::utf8;
use crate::units::string;
use naqi::number::{self, DecimalSign};
use pyo3::prelude::*;
use pyo3::types::PyString;

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Number>()?;
    module.add_class::<SpelledNumber>()?;
    module.add_function(wrap_pyfunction!(number_parse, module)?)?;
    module.add_function(wrap_pyfunction!(number_find, module)?)?;
    module.add_function(wrap_pyfunction!(number_parse_words, module)?)?;
    module.add_function(wrap_pyfunction!(number_find_words, module)?)
}

fn sign(py: Python<'_>, name: &str) -> PyResult<DecimalSign> {
    name.parse().map_err(|error| error::of_rules(py, name, &error))
}

/// The number that a text is; `None` if it is no number, or more than one. The decimal sign is `"point"` or `"comma"`.
///
/// >>> naqi.number.parse("١٬٢٣٤٫٥").decimal
/// '1234.5'
#[pyfunction]
#[pyo3(signature = (text, /, decimal_sign = "point"))]
fn number_parse(text: &Bound<'_, PyString>, decimal_sign: &str) -> PyResult<Option<Number>> {
    let (py, source) = (text.py(), utf8(text)?);
    let number = sign(py, decimal_sign)?.parse(&source);
    number.map(|number| Number::of(py, &number, &mut CodePoints::new(&source))).transpose()
}

/// The numbers of a text in digits, in order.
///
/// >>> [(n.start, n.value) for n in naqi.number.find("من ١٠ إلى ٢٠")]
/// [(3, 10.0), (10, 20.0)]
#[pyfunction]
#[pyo3(signature = (text, /, decimal_sign = "point"))]
fn number_find(text: &Bound<'_, PyString>, decimal_sign: &str) -> PyResult<Vec<Number>> {
    let (py, source) = (text.py(), utf8(text)?);
    let mut offsets = CodePoints::new(&source);
    sign(py, decimal_sign)?.find(&source).map(|number| Number::of(py, &number, &mut offsets)).collect()
}

/// The number that a text in words is; `None` if it is no number.
///
/// >>> naqi.number.parse_words("ألف وخمسمئة").value
/// 1500
#[pyfunction]
#[pyo3(signature = (text, /))]
fn number_parse_words(text: &Bound<'_, PyString>) -> PyResult<Option<SpelledNumber>> {
    let (py, source) = (text.py(), utf8(text)?);
    let number = number::parse_words(&source);
    number.map(|number| SpelledNumber::of(py, &number, &mut CodePoints::new(&source))).transpose()
}

/// The numbers of a text in words, in order.
#[pyfunction]
#[pyo3(signature = (text, /))]
fn number_find_words(text: &Bound<'_, PyString>) -> PyResult<Vec<SpelledNumber>> {
    let (py, source) = (text.py(), utf8(text)?);
    let mut offsets = CodePoints::new(&source);
    number::find_words(&source).map(|number| SpelledNumber::of(py, &number, &mut offsets)).collect()
}

/// A number in digits, with its place in code points.
#[pyclass(frozen, get_all, module = "naqi.number")]
pub struct Number {
    /// The part of the text.
    text: Py<PyString>,
    /// The offset of its first code point.
    start: usize,
    /// The offset after its last code point.
    end: usize,
    /// The number in ASCII digits, with a sign and a point, for `decimal.Decimal`.
    decimal: String,
    /// The nearest float.
    value: f64,
    /// 1; 100 for a percentage, 1000 or 10000 for parts of these.
    divisor: u32,
    /// Whether a percent sign belongs to it.
    is_percent: bool,
    /// Whether it has a minus sign.
    is_negative: bool,
    /// Whether the other decimal sign would give another number.
    is_ambiguous: bool,
}

impl Number {
    fn of(py: Python<'_>, number: &number::Number<'_>, offsets: &mut CodePoints<'_>) -> PyResult<Self> {
        let (start, end) = offsets.span(number.span());
        Ok(Self {
            text: string(py, number.text())?.unbind(),
            start,
            end,
            decimal: number.decimal(),
            value: number.to_f64(),
            divisor: number.divisor(),
            is_percent: number.is_percent(),
            is_negative: number.is_negative(),
            is_ambiguous: number.is_ambiguous(),
        })
    }
}

#[pymethods]
impl Number {
    fn __float__(&self) -> f64 {
        self.value
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { text, start, end, decimal, .. } = self;
        Ok(format!("Number({}, {start}, {end}, '{decimal}')", text.bind(py).repr()?))
    }
}

/// A number in words, with its place in code points.
#[pyclass(frozen, get_all, module = "naqi.number")]
pub struct SpelledNumber {
    /// The part of the text.
    text: Py<PyString>,
    /// The offset of its first code point.
    start: usize,
    /// The offset after its last code point.
    end: usize,
    /// The number.
    value: u64,
}

impl SpelledNumber {
    fn of(py: Python<'_>, number: &number::SpelledNumber<'_>, offsets: &mut CodePoints<'_>) -> PyResult<Self> {
        let (start, end) = offsets.span(number.span());
        Ok(Self { text: string(py, number.text())?.unbind(), start, end, value: number.value() })
    }
}

#[pymethods]
impl SpelledNumber {
    fn __int__(&self) -> u64 {
        self.value
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { text, start, end, value } = self;
        Ok(format!("SpelledNumber({}, {start}, {end}, {value})", text.bind(py).repr()?))
    }
}
