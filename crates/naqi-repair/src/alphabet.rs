//! The letters that the letter-pair tables distinguish, each by a number.

use naqi::letters::is_letter;

/// The letters of Arabic, Persian and Urdu, in the order of the tables' rows. Row 0 is the boundary of a word, and row 1
/// any other letter of the script.
const LETTERS: &str = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگںھہۃےۓٹڈڑڤٱۆەڭ";

/// The number of rows.
pub const ROWS: usize = 2 + 54;
/// The boundary of a word.
pub const BOUNDARY: u8 = 0;
const OTHER: u8 = 1;

/// The row of a letter of the script. `None` for everything else, such as marks and tatweel.
pub fn row(c: char) -> Option<u8> {
    const FIRST: u32 = 0x620;
    const ROWS_OF: [u8; 0xE0] = rows();
    let at = (c as u32).checked_sub(FIRST)? as usize;
    match ROWS_OF.get(at) {
        Some(&row) if row != 0 => Some(row),
        _ => is_letter(c).then_some(OTHER),
    }
}

/// The rows of the letters from U+0620 to U+06FF that have one of their own.
const fn rows() -> [u8; 0xE0] {
    let mut rows = [0; 0xE0];
    let bytes = LETTERS.as_bytes();
    let mut n = 0;
    while 2 * n < bytes.len() {
        let c = ((bytes[2 * n] & 0x1F) as u32) << 6 | (bytes[2 * n + 1] & 0x3F) as u32;
        rows[(c - 0x620) as usize] = n as u8 + 2;
        n += 1;
    }
    assert!(n + 2 == ROWS);
    // The keyboards of Persian and Urdu write other code points for these two letters.
    rows['ک' as usize - 0x620] = rows['ك' as usize - 0x620];
    rows['ی' as usize - 0x620] = rows['ي' as usize - 0x620];
    rows
}
