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
        Some(name) if name.starts_with("UTF-32") => {
            format!("it seems to be {name}: convert it by `iconv -f {name} -t UTF-8`")
        }
        // With --lossy it would be no text.
        Some(name) => format!(
            "it seems to be {name}: convert it by `naqi repair --decode FILE`, or by `iconv -f {name} -t UTF-8`"
        ),
        None => "convert it to UTF-8, or use --lossy to replace what is invalid by U+FFFD".into(),
    }
}

/// The error for the start of a text without a byte order mark that seems to be UTF-16 or UTF-32. Such text is mostly valid
/// UTF-8: its bytes are ASCII and control characters.
pub fn seems_wide(start: &[u8]) -> Option<String> {
    let start = &start[..start.len().min(SAMPLE)];
    // For other bytes there will be an error with their place.
    let is_utf8 = std::str::from_utf8(start).map_or_else(|error| error.error_len().is_none(), |_| true);
    wide(start).filter(|_| is_utf8).map(|_| advice(start, start))
}

/// UTF-16 or UTF-32 of Latin and Arabic text: nine of ten characters have 00 or 06 as their second lowest byte, which UTF-8
/// hardly has, and 00 above it.
fn wide(start: &[u8]) -> Option<&'static str> {
    let most_are = |place: usize, step: usize, known: &[u8]| {
        let bytes = || start.iter().skip(place).step_by(step);
        bytes().filter(|byte| known.contains(byte)).count() * 10 >= bytes().count() * 9
    };
    let (upper, zero) = (&[0x00, 0x06], &[0x00]);
    match start.len() {
        4.. if most_are(3, 4, zero) && most_are(2, 4, zero) && most_are(1, 4, upper) && !most_are(0, 4, zero) => {
            Some("UTF-32LE")
        }
        4.. if most_are(0, 4, zero) && most_are(1, 4, zero) && most_are(2, 4, upper) && !most_are(3, 4, zero) => {
            Some("UTF-32BE")
        }
        2.. if most_are(1, 2, upper) && !most_are(0, 2, upper) => Some("UTF-16LE"),
        2.. if most_are(0, 2, upper) && !most_are(1, 2, upper) => Some("UTF-16BE"),
        _ => None,
    }
}

fn guess(start: &[u8], sample: &[u8]) -> Option<&'static str> {
    match start {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return Some("UTF-16"),
        _ => {}
    }
    if let Some(name) = wide(start) {
        return Some(name);
    }
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Also with many characters of other blocks: the spaces and digits have a zero on one side only.
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
        let persian = "می\u{200C}خواهم این کتاب را";
        let le: Vec<u8> = persian.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&le), Some("UTF-16LE"));
        assert_eq!(seems_wide(&le), None, "the error of invalid UTF-8 names its place");
        assert_eq!(of(b"caf\xE9 cr\xE8me"), None);
    }

    #[test]
    fn utf16_and_utf32_without_a_byte_order_mark_is_told_from_text_with_control_characters() {
        for text in ["كتاب", "المكتبة الوطنية في المدينة، وفيها كتب\n", "no Arabic", "a"]
        {
            let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            let reversed: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
            for (bytes, name) in [(&utf32, "UTF-32LE"), (&reversed, "UTF-32BE")] {
                let advice = format!("it seems to be {name}: convert it by `iconv -f {name} -t UTF-8`");
                assert_eq!(seems_wide(bytes), Some(advice), "{text}");
            }
            let advice = |name| {
                Some(format!(
                    "it seems to be {name}: convert it by `naqi repair --decode FILE`, or by `iconv -f {name} -t UTF-8`"
                ))
            };
            assert_eq!((seems_wide(&le), seems_wide(&be)), (advice("UTF-16LE"), advice("UTF-16BE")), "{text}");
        }
        for text in ["", "\0", "ab\0", "كتاب\0قلم\0", "\0\0\0\0", "a\n", "كتاب", "naqi\0src\0main.rs\0", "\0\u{6}"]
        {
            assert_eq!(seems_wide(text.as_bytes()), None, "{text:?}");
        }
    }
}
