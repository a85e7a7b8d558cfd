//! Compares the Unicode tables with the output of their generator, and their data with ICU4X.
//!
//! `NAQI_WRITE=1 cargo test --test tables` writes both files instead.

mod extract;
mod generate;

use std::path::Path;

fn check(path: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("NAQI_WRITE").is_some() {
        std::fs::write(&path, generated).expect("the file can be written");
    }
    let file = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = file.lines().zip(generated.lines()).position(|(a, b)| a != b);
    assert!(
        file == generated,
        "{} differs from the generated file at line {:?} ({} lines in the file, {} generated)",
        path.display(),
        differs.map(|n| n + 1),
        file.lines().count(),
        generated.lines().count(),
    );
}

#[test]
fn data_and_tables_equal_the_generated_ones() {
    let data = extract::compact();
    check("tests/data/unicode.txt", &data);
    check("src/rules/unicode/tables.rs", &generate::tables(&data));
}
