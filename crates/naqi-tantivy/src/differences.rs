//! The differences of two analyzers: the steps and options of their texts that only one of them has.

use std::fmt;

/// Steps and options that only one of two analyzers has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Differences {
    in_index: Vec<String>,
    given: Vec<String>,
    /// Whether the texts are equal.
    same_text: bool,
}

impl Differences {
    /// Compares the analyzer of an index and a given one, both as text.
    pub fn between(in_index: &str, given: &str) -> Self {
        let (mut left, mut right) = (parts(in_index), parts(given));
        left.retain(|part| match right.iter().position(|other| other == part) {
            Some(at) => {
                right.remove(at);
                false
            }
            None => true,
        });
        Self { in_index: left, given: right, same_text: in_index == given }
    }

    pub fn count(&self) -> usize {
        self.in_index.len() + self.given.len()
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.in_index.as_slice(), self.given.as_slice()) {
            ([], []) if self.same_text => {
                write!(
                    f,
                    "the steps have the same names, but the index was made by another version of naqi, in which they do something else"
                )
            }
            ([], []) => write!(f, "the steps are the same, in another order"),
            (left, []) => write!(f, "only in the index: {}", left.join(", ")),
            ([], right) => write!(f, "only in the analyzer that is given: {}", right.join(", ")),
            (left, right) => {
                write!(f, "only in the index: {}; ", left.join(", "))?;
                write!(f, "only in the analyzer that is given: {}", right.join(", "))
            }
        }
    }
}

/// The steps and options of an analyzer's text: `a, b | leave_out(c, d) | stem(full)` has `a`, `b`, `leave_out(c)`,
/// `leave_out(d)`, `stem(full)`.
fn parts(analyzer: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in split(analyzer, &['|', ',']) {
        match part.strip_prefix("leave_out(").and_then(|rest| rest.strip_suffix(')')) {
            Some(categories) => parts.extend(split(categories, &[',']).map(|name| format!("leave_out({name})"))),
            None => parts.push(part.into()),
        }
    }
    parts
}

/// Splits at separators that are outside parentheses and not escaped by a backslash.
fn split<'t>(text: &'t str, separators: &'static [char]) -> impl Iterator<Item = &'t str> {
    let (mut depth, mut escaped) = (0_usize, false);
    let parts = text.split(move |c: char| {
        let literal = escaped;
        escaped = c == '\\' && !literal;
        match c {
            _ if literal => return false,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separators.contains(&c)
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_separate_and_maps_stay_whole() {
        let analyzer = r"compose, map(گ=ك, \)=x, پ=ب) | leave_out(function, question) | stem(full)";
        let wanted = ["compose", r"map(گ=ك, \)=x, پ=ب)", "leave_out(function)", "leave_out(question)", "stem(full)"];
        assert_eq!(parts(analyzer), wanted);
    }

    #[test]
    fn the_steps_of_one_side_are_listed_for_each_side() {
        let told = |left: &str, right: &str| Differences::between(left, right).to_string();
        assert_eq!(told("a, b | stem(full)", "a, b"), "only in the index: stem(full)");
        assert_eq!(told("a", "a | root_key"), "only in the analyzer that is given: root_key");
        assert_eq!(
            told("a | leave_out(x, y)", "b | leave_out(x)"),
            "only in the index: a, leave_out(y); only in the analyzer that is given: b"
        );
        assert_eq!(told("a, b", "b, a"), "the steps are the same, in another order");
        assert!(told("a", "a").contains("another version"));
        assert_eq!(told("a, a", "a"), "only in the index: a");
    }
}
