//! Cells of tables of tab-separated values.

/// Adds text to a row: tab, line feed, carriage return and backslash become `\t`, `\n`, `\r` and `\\`.
pub fn push(row: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\t' => row.push_str("\\t"),
            '\n' => row.push_str("\\n"),
            '\r' => row.push_str("\\r"),
            '\\' => row.push_str("\\\\"),
            c => row.push(c),
        }
    }
}
