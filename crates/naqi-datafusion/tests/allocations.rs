//! Memory: a column that does not change allocates nothing, and unchanged rows of views stay in the source's buffers.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, LargeStringArray, StringArray, StringViewArray};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::config::ConfigOptions;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF};
use std::sync::Arc;

const ROWS: usize = 8192;

fn function(name: &str) -> Arc<ScalarUDF> {
    naqi_datafusion::functions().into_iter().find(|function| function.name() == name).expect(name)
}

/// The arguments of a call with a column alone.
fn arguments(column: &ArrayRef) -> ScalarFunctionArgs {
    let field = Arc::new(Field::new("t", column.data_type().clone(), true));
    ScalarFunctionArgs {
        args: vec![ColumnarValue::Array(column.clone())],
        arg_fields: vec![field.clone()],
        number_rows: column.len(),
        return_field: field,
        config_options: Arc::new(ConfigOptions::new()),
    }
}

fn invoke(function: &ScalarUDF, arguments: ScalarFunctionArgs) -> ArrayRef {
    match function.invoke_with_args(arguments).expect("a result") {
        ColumnarValue::Array(array) => array,
        ColumnarValue::Scalar(_) => panic!("a scalar for a column"),
    }
}

/// Normalized texts, too long for views, and now and then a short one and a null.
fn normalized_texts() -> Vec<Option<String>> {
    let text = |row: usize| match row % 10 {
        3 => None,
        5 => Some("كتاب".to_owned()),
        _ => Some(format!("سطر بلا تشكيل رقمه {row}")),
    };
    (0..ROWS).map(text).collect()
}

#[test]
fn columns_without_a_change_allocate_nothing() {
    let normalize = function("arabic_normalize");
    let columns: [ArrayRef; 3] = [
        Arc::new(StringViewArray::from_iter(normalized_texts())),
        Arc::new(StringArray::from_iter(normalized_texts())),
        Arc::new(LargeStringArray::from_iter(normalized_texts())),
    ];
    // The first call makes tables.
    invoke(&normalize, arguments(&columns[0]));
    for column in columns {
        let arguments = arguments(&column);
        let mut made = None;
        let counted = allocation_counter::measure(|| made = Some(invoke(&normalize, arguments)));
        assert_eq!(counted.count_total, 0, "{}", column.data_type());
        assert!(Arc::ptr_eq(&made.expect("a column"), &column));
    }
}

#[test]
fn unchanged_rows_of_views_stay_in_the_buffers_of_the_source() {
    let normalize = function("arabic_normalize");
    let mut texts = normalized_texts();
    texts[4000] = Some("سَطرٌ فيهِ تَشكيلٌ واحد".into());
    let source = StringViewArray::from_iter(texts);
    let column: ArrayRef = Arc::new(source.clone());
    invoke(&normalize, arguments(&column));
    let arguments = arguments(&column);
    let mut made = None;
    let counted = allocation_counter::measure(|| made = Some(invoke(&normalize, arguments)));
    let made = made.expect("a column");
    let made = made.as_string_view();
    assert_eq!(made.value(4000), "سطر فيه تشكيل واحد");
    let pointers = |array: &StringViewArray| array.data_buffers().iter().map(|b| b.as_ptr()).collect::<Vec<_>>();
    let (before, after) = (pointers(&source), pointers(made));
    assert!(before.iter().all(|buffer| after.contains(buffer)) && after.len() == before.len() + 1);
    // A view of 16 bytes and a place of 16 bytes for each row, and a block for the new texts.
    assert!(counted.bytes_total < 40 * ROWS as u64, "{} bytes for {ROWS} rows", counted.bytes_total);
    assert!(counted.count_total < 40, "{} allocations for {ROWS} rows", counted.count_total);
    for row in (0..ROWS).filter(|row| *row != 4000) {
        assert_eq!(made.is_null(row), source.is_null(row));
        assert!(made.is_null(row) || made.value(row) == source.value(row));
    }
}

#[test]
fn the_values_of_a_dictionary_are_normalized_once() {
    use datafusion::arrow::array::DictionaryArray;
    use datafusion::arrow::datatypes::Int32Type;
    let values: ArrayRef = Arc::new(StringArray::from(vec!["كِتابٌ", "قلم"]));
    let keys = (0..ROWS as i32).map(|row| Some(row % 2)).collect();
    let column: ArrayRef = Arc::new(DictionaryArray::<Int32Type>::new(keys, values));
    let made = invoke(&function("arabic_normalize"), arguments(&column));
    let made = made.as_dictionary::<Int32Type>();
    let normalized: ArrayRef = Arc::new(StringArray::from(vec!["كتاب", "قلم"]));
    assert_eq!(made.values(), &normalized);
    assert_eq!(
        made.keys().values().inner().as_ptr(),
        column.as_dictionary::<Int32Type>().keys().values().inner().as_ptr()
    );
    assert_eq!(DataType::Utf8, *normalized.data_type());
}
