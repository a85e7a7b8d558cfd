//! The generated Unicode tables equal the output of their generator, and their data equal ICU4X's.
//!
//! `NAQI_WRITE=1 cargo test --test tables` rewrites both files instead of comparing.

mod extract;
mod generate;

use std::path::Path;

fn check(path: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("NAQI_WRITE").is_some() {
        std::fs::write(&path, made).expect("the file can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = there.lines().zip(made.lines()).position(|(a, b)| a != b);
    assert!(
        there == made,
        "{} is not what is made now: line {:?} differs ({} lines there, {} made)",
        path.display(),
        differs.map(|n| n + 1),
        there.lines().count(),
        made.lines().count(),
    );
}

#[test]
fn the_compact_data_equal_icu_s_and_the_tables_equal_the_data() {
    let data = extract::compact();
    check("tests/data/unicode.txt", &data);
    check("src/rules/unicode/tables.rs", &generate::tables(&data));
}
