//! Numbers formatted for readers.

/// 1203 as 1,203.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: 1 file, 1,203 files.
pub fn count(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(n), if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_by_commas() {
        assert_eq!([0, 999, 1203, 1_000_000].map(thousands), ["0", "999", "1,203", "1,000,000"]);
    }

    #[test]
    fn one_is_singular() {
        assert_eq!([0, 1, 1203].map(|n| count(n, "file")), ["0 files", "1 file", "1,203 files"]);
    }
}
