//! Texts of a database as UTF-8: SQLite does not check what it stores.

use std::borrow::Cow;

/// The text, with a space for each byte that is not UTF-8: offsets stay, and such bytes end a word.
pub(crate) fn with_spaces(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let mut text = String::with_capacity(bytes.len());
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|_| ' '));
            }
            Cow::Owned(text)
        }
    }
}

/// The text, with U+FFFD for what is not UTF-8.
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_stay_and_bytes_that_are_no_text_are_spaces() {
        assert_eq!(with_spaces("كتاب".as_bytes()), "كتاب");
        assert_eq!(with_spaces(b"ab\xFF\xD9cd\0e\xF0\x9F"), "ab  cd\0e  ");
        assert_eq!(lossy(b"a\xFFb"), "a\u{FFFD}b");
    }
}
