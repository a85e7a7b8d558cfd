//! Names of code points.

/// A code point as Unicode writes it: U+064E.
pub fn number(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// A code point with its name: U+064E ARABIC FATHA. Some have no name.
pub fn with_name(c: char) -> String {
    match unicode_names2::name(c) {
        Some(name) => format!("{} {name}", number(c)),
        None => number(c),
    }
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
