//! Bytes in an old encoding, to text.

use crate::fit::{Fit, fit, letters_of};
use crate::pages::Page;
use std::borrow::Cow;
use std::fmt;

/// An encoding of Arabic text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 with the low byte first.
    Utf16Le,
    /// UTF-16 with the high byte first.
    Utf16Be,
    /// windows-1256.
    Windows1256,
    /// ISO-8859-6.
    Iso8859_6,
    /// MacArabic, as Mac OS wrote it.
    MacArabic,
    /// IBM's code page 864, of presentation forms.
    Cp864,
    /// Microsoft's code page 720, of DOS.
    Cp720,
    /// windows-1252: no Arabic text.
    Windows1252,
}

impl Encoding {
    /// The name that programs such as `iconv` know.
    ///
    /// ```
    /// assert_eq!(naqi_repair::Encoding::Windows1256.name(), "windows-1256");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1256 => "windows-1256",
            Self::Iso8859_6 => "ISO-8859-6",
            Self::MacArabic => "MacArabic",
            Self::Cp864 => "CP864",
            Self::Cp720 => "CP720",
            Self::Windows1252 => "windows-1252",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Text that bytes mean, and in which encoding.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded<'b> {
    /// The text, borrowed if the bytes are UTF-8. What no character stands for is U+FFFD REPLACEMENT CHARACTER.
    pub text: Cow<'b, str>,
    /// The encoding that fits best.
    pub encoding: Encoding,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
}

/// The encodings of one byte a character, and their names.
const PAGES: [(Page, Encoding); 5] = [
    (Page::Windows1256, Encoding::Windows1256),
    (Page::Iso8859_6, Encoding::Iso8859_6),
    (Page::MacArabic, Encoding::MacArabic),
    (Page::Cp720, Encoding::Cp720),
    (Page::Cp864, Encoding::Cp864),
];

/// The text of bytes of an unknown encoding.
///
/// - Bytes that are UTF-8 are UTF-8. A byte order mark decides, and is left out.
/// - Without one, bytes are UTF-16 if nearly every second byte is that of Arabic or Latin letters.
/// - Otherwise the code page wins whose letters follow each other as in Arabic, Persian or Urdu.
/// - If none does, the bytes are read as windows-1252, with a confidence of 0.
///
/// CP864 has presentation forms; they become letters. Its text is often in visual order, which [`repair`](crate::repair)
/// undoes. Takes linear time. A guess looks at the first 64 KiB.
///
/// ```
/// use naqi_repair::{Encoding, decode};
/// let decoded = decode(b"\xC7\xE1\xE3\xCF\xED\xE4\xC9 \xC7\xE1\xD5\xDB\xED\xD1\xC9");
/// assert_eq!(decoded.text, "المدينة الصغيرة");
/// assert_eq!(decoded.encoding, Encoding::Windows1256);
/// ```
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, confidence)) = utf16(bytes) {
        let encoding_rs = if encoding == Encoding::Utf16Le { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        let (text, _) = encoding_rs.decode_with_bom_removal(bytes);
        return Decoded { text, encoding, confidence };
    }
    let without_mark = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(without_mark) {
        return Decoded { text: text.into(), encoding: Encoding::Utf8, confidence: 1.0 };
    }
    if let Some(decoded) = broken_utf8(without_mark) {
        return decoded;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut fits = PAGES.map(|(page, encoding)| {
        let mut fit = fit(sample.iter().map(|byte| page.char(*byte)));
        // It has several forms of a letter, so that other bytes, too, become letters.
        fit.cost += if page == Page::Cp864 { 0.4 } else { 0.0 };
        (fit, page, encoding)
    });
    fits.sort_by(|(one, ..), (other, ..)| one.cost.total_cmp(&other.cost));
    let (best, page, encoding) = fits[0];
    let text = |page: Page| sample.iter().map(move |byte| page.char(*byte)).flat_map(letters_of);
    // ISO-8859-6 and MacArabic have most letters in common.
    let second = fits[1..].iter().find(|(_, other, _)| !text(*other).eq(text(page)));
    let lead = second.map_or(1.0, |(second, ..)| second.cost - best.cost).min(Fit::LIMIT - best.cost);
    let confidence = if best.gain() > 0.0 { 1.0 - (-lead * best.letters as f32).exp() } else { 0.0 };
    let (page, encoding) =
        if best.gain() > 0.0 { (page, encoding) } else { (Page::Windows1252, Encoding::Windows1252) };
    let chars = bytes.iter().map(|byte| page.char(*byte));
    let text: String = if page == Page::Cp864 { chars.flat_map(letters_of).collect() } else { chars.collect() };
    Decoded { text: text.into(), encoding, confidence }
}

/// The bytes that a guess looks at.
const SAMPLE: usize = 64 << 10;

/// Whether bytes are UTF-16, and how sure.
fn utf16(bytes: &[u8]) -> Option<(Encoding, f32)> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some((Encoding::Utf16Le, 1.0)),
        [0xFE, 0xFF, ..] => return Some((Encoding::Utf16Be, 1.0)),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let pairs = sample.len() / 2;
    if pairs < 2 || bytes.len() % 2 == 1 {
        return None;
    }
    // The high bytes of Latin and Arabic letters, general punctuation and presentation forms; never all bytes of text of
    // one byte a character, where 0x00 and 0x06 stand for nothing.
    let high = |byte: &&u8| matches!(**byte, 0x00 | 0x06 | 0x20 | 0xFB | 0xFE);
    let control = |byte: &&u8| matches!(**byte, 0x00 | 0x06);
    let shares = [0, 1].map(|parity| {
        let of = || sample.iter().skip(parity).step_by(2);
        (of().filter(high).count(), of().filter(control).count())
    });
    let is = |(high, control): (usize, usize)| high * 10 >= pairs * 8 && control * 2 >= pairs;
    match (is(shares[0]), is(shares[1])) {
        (true, false) => Some((Encoding::Utf16Be, shares[0].0 as f32 / pairs as f32)),
        (false, true) => Some((Encoding::Utf16Le, shares[1].0 as f32 / pairs as f32)),
        _ => None,
    }
}

/// UTF-8 with a few bytes that are none, such as a character that was cut.
fn broken_utf8(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    let confidence = valid as f32 / (valid + invalid).max(1) as f32;
    (valid > 8 * invalid).then(|| Decoded {
        text: String::from_utf8_lossy(bytes),
        encoding: Encoding::Utf8,
        confidence,
    })
}
