//! Code points by number and name.

/// The number: U+0629.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// The number and Unicode's name.
pub fn with_name(c: char) -> String {
    match unicode_names2::name(c) {
        Some(name) => format!("{} {name}", code_point(c)),
        None => code_point(c),
    }
}

/// The numbers of a text.
pub fn code_points(text: &str) -> String {
    let all: Vec<String> = text.chars().map(code_point).collect();
    if all.is_empty() { "nothing".into() } else { all.join(" ") }
}
