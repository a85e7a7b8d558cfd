//! The collation `naqi`: texts are equal if they are equal when normalized for search.

use crate::ffi::collation::Collation;
use crate::text::lossy;
use naqi::preset::SEARCH;
use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;

/// The longest text that is kept.
const MAX_KEPT_BYTES: usize = 4096;
/// How many are kept: the constant of a comparison, and the row that is compared with several.
const KEPT: usize = 2;

/// Compares texts by their normalized forms, in the order of code points.
#[derive(Default)]
pub(crate) struct NaqiCollation {
    kept: RefCell<[Kept; KEPT]>,
}

/// A text and its normalized form.
#[derive(Default)]
struct Kept {
    text: Vec<u8>,
    normalized: String,
}

impl Collation for NaqiCollation {
    fn compare(&self, left: &[u8], right: &[u8]) -> Ordering {
        if left == right {
            return Ordering::Equal;
        }
        match self.kept.try_borrow_mut() {
            Ok(mut kept) => {
                let [first, second] = &mut *kept;
                // Where each text was last time: in a look-up one side is the same in each comparison.
                if first.is(right) || second.is(left) {
                    std::mem::swap(first, second);
                }
                first.normalized(left).cmp(&second.normalized(right))
            }
            Err(_) => normalized(left).cmp(&normalized(right)),
        }
    }
}

impl Kept {
    fn is(&self, text: &[u8]) -> bool {
        self.text == text
    }

    /// The normalized form of a text, which is kept if it is short.
    fn normalized<'k>(&'k mut self, text: &[u8]) -> Cow<'k, str> {
        if self.is(text) {
            return Cow::Borrowed(&self.normalized);
        }
        let form = normalized(text);
        if text.len() > MAX_KEPT_BYTES {
            return Cow::Owned(form.into_owned());
        }
        self.text.clear();
        self.text.extend_from_slice(text);
        self.normalized.clear();
        self.normalized.push_str(&form);
        Cow::Borrowed(&self.normalized)
    }
}

fn normalized(text: &[u8]) -> Cow<'_, str> {
    match lossy(text) {
        Cow::Borrowed(text) => SEARCH.normalize(text),
        Cow::Owned(text) => Cow::Owned(SEARCH.normalize(&text).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_normalized_forms_whatever_is_kept() {
        let long = "كِتاب".repeat(1000);
        let texts = ["", "كتاب", "كِتَابٌ", "المُتَّحِدَة", "المتحده", "٢٠٢٤", "2024", "ABC", "abc", &long, "\u{FFFD}"];
        let collation = NaqiCollation::default();
        for left in texts {
            for right in texts {
                let wanted = SEARCH.normalize(left).cmp(&SEARCH.normalize(right));
                assert_eq!(collation.compare(left.as_bytes(), right.as_bytes()), wanted, "{left} {right}");
            }
        }
        assert_eq!(collation.compare(b"\xFF", "\u{FFFD}".as_bytes()), Ordering::Equal);
        assert!(collation.kept.borrow().iter().all(|kept| kept.text.len() <= MAX_KEPT_BYTES));
    }
}
