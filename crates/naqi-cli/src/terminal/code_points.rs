//! Code points by number and name.

/// The number: U+0629.
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// The escape that stands for it on a terminal, and in texts of steps: \u{64B}.
pub fn escape(c: char) -> String {
    format!("\\u{{{:X}}}", c as u32)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_have_four_digits_or_more_and_their_names() {
        assert_eq!(with_name('\u{629}'), "U+0629 ARABIC LETTER TEH MARBUTA");
        assert_eq!(with_name('\u{1EE00}'), "U+1EE00 ARABIC MATHEMATICAL ALEF");
        assert_eq!(with_name('\n'), "U+000A");
    }
}
