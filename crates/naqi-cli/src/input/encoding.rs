//! Which encoding bytes seem to have that are not UTF-8.

use naqi::letters;

/// The bytes that a guess looks at.
pub const SAMPLE: usize = 4096;

/// The error for bytes that are not UTF-8: where they are, what the file seems to be, and what to do. `sample` holds
/// bytes around the place; `start` is the file's beginning.
pub fn invalid_utf8(byte: u64, line: Option<usize>, start: &[u8], sample: &[u8]) -> String {
    let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
    format!("invalid UTF-8 (byte {byte}{line}): {}", advice(start, sample))
}

/// What to do with a file of this kind.
fn advice(start: &[u8], sample: &[u8]) -> String {
    match guess(start, sample) {
        Some("binary") => "it seems to be no text".into(),
        // With --lossy it would be no text.
        Some(name) => format!(
            "it seems to be {name}: convert it by `naqi repair --decode FILE`, or by `iconv -f {name} -t UTF-8`"
        ),
        None => "convert it to UTF-8, or use --lossy to replace what is invalid by U+FFFD".into(),
    }
}

fn guess(start: &[u8], sample: &[u8]) -> Option<&'static str> {
    match start {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Some("UTF-16"),
        _ => {}
    }
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Half of the bytes of Latin text, and the spaces of Arabic text, have a zero on one side only.
    if odd * 20 > start.len() && even * 10 < odd {
        return Some("UTF-16LE");
    }
    if even * 20 > start.len() && odd * 10 < even {
        return Some("UTF-16BE");
    }
    if start.contains(&0) || sample.contains(&0) {
        return Some("binary");
    }
    // Words of Arabic letters; Latin letters with accents are other bytes' letters.
    let is_arabic = |encoding: &'static encoding_rs::Encoding| {
        let (text, had_errors) = encoding.decode_without_bom_handling(sample);
        let high = text.chars().filter(|c| !c.is_ascii()).count();
        let arabic = text.chars().filter(|&c| letters::is_letter(c) || letters::is_mark(c)).count();
        (!had_errors && arabic > 2 && arabic * 10 > high * 9).then_some(arabic)
    };
    let windows = is_arabic(encoding_rs::WINDOWS_1256);
    let iso = is_arabic(encoding_rs::ISO_8859_6);
    match (windows, iso) {
        (Some(w), Some(i)) if i > w => Some("ISO-8859-6"),
        (Some(_), _) => Some("WINDOWS-1256"),
        (None, Some(_)) => Some("ISO-8859-6"),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Option<&'static str> {
        guess(bytes, bytes)
    }

    #[test]
    fn the_error_says_what_reads_the_file() {
        let text = "المكتبة الوطنية في المدينة";
        let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(text);
        assert_eq!(
            invalid_utf8(0, Some(1), &windows, &windows),
            "invalid UTF-8 (byte 0, line 1): it seems to be WINDOWS-1256: convert it by `naqi repair --decode FILE`, or by \
             `iconv -f WINDOWS-1256 -t UTF-8`"
        );
        let latin = b"caf\xE9 cr\xE8me";
        assert_eq!(
            invalid_utf8(3, None, latin, latin),
            "invalid UTF-8 (byte 3): convert it to UTF-8, or use --lossy to replace what is invalid by U+FFFD"
        );
    }

    #[test]
    fn encodings_of_arabic_text_are_known() {
        let text = "المكتبة الوطنية في المدينة، وفيها كتب كثيرة";
        let (windows, _, _) = encoding_rs::WINDOWS_1256.encode(text);
        assert_eq!(of(&windows), Some("WINDOWS-1256"));
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&le), Some("UTF-16LE"));
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(of(&be), Some("UTF-16BE"));
        assert_eq!(of(&[&[0xFF, 0xFE][..], &le].concat()), Some("UTF-16"));
        assert_eq!(of(b"\x7FELF\x02\x01\x01\0\0\0\0\0\xFF\0\xC3\x28"), Some("binary"));
        assert_eq!(of(b"caf\xE9 cr\xE8me"), None);
    }
}
