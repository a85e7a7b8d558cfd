//! The direction of a line, by the majority of its letters.

use naqi::letters::is_mark;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The direction of most letters of a text; right to left if there are no letters.
    ///
    /// Browsers use the first letter, but an Arabic sentence may begin with a Latin name.
    pub fn of(text: &str) -> Self {
        let (mut left_to_right, mut right_to_left) = (0, 0);
        for c in text.chars() {
            match c {
                '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                    right_to_left += usize::from(c.is_alphabetic() && !is_mark(c));
                }
                c => left_to_right += usize::from(c.is_alphabetic()),
            }
        }
        if left_to_right > right_to_left { Self::LeftToRight } else { Self::RightToLeft }
    }

    /// The value of HTML's attribute `dir`.
    pub fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_of_a_line_is_that_of_most_letters() {
        assert_eq!(Direction::of("NASA أطلقت مسبارًا جديدًا"), Direction::RightToLeft);
        assert_eq!(Direction::of("The word كتاب means book"), Direction::LeftToRight);
        assert_eq!(Direction::of("2024"), Direction::RightToLeft);
    }
}
