//! Facts about Arabic letters, marks and signs that are not Unicode properties.
//!
//! Constants have the names of Unicode. Properties of Unicode (marks, controls, presentation forms, joining groups) are
//! in the generated tables of `src/rules/unicode/`.
//!
//! ```
//! use naqi::letters;
//!
//! assert_eq!(letters::TEH_MARBUTA as u32, 0x629);
//! assert!(letters::is_letter(letters::TEH_MARBUTA) && letters::is_mark(letters::HAMZA_ABOVE));
//! ```

pub(crate) mod transliteration;
pub(crate) mod uthmani;
pub(crate) mod variants;

use crate::rules::unicode;

/// U+0621 ARABIC LETTER HAMZA: `ء`.
pub const HAMZA: char = 'ء';
/// U+0622 ARABIC LETTER ALEF WITH MADDA ABOVE: `آ`.
pub const ALEF_MADDA: char = 'آ';
/// U+0623 ARABIC LETTER ALEF WITH HAMZA ABOVE: `أ`.
pub const ALEF_HAMZA_ABOVE: char = 'أ';
/// U+0624 ARABIC LETTER WAW WITH HAMZA ABOVE: `ؤ`.
pub const WAW_HAMZA: char = 'ؤ';
/// U+0625 ARABIC LETTER ALEF WITH HAMZA BELOW: `إ`.
pub const ALEF_HAMZA_BELOW: char = 'إ';
/// U+0626 ARABIC LETTER YEH WITH HAMZA ABOVE: `ئ`.
pub const YEH_HAMZA: char = 'ئ';
/// U+0627 ARABIC LETTER ALEF: `ا`.
pub const ALEF: char = 'ا';
/// U+0629 ARABIC LETTER TEH MARBUTA: `ة`.
pub const TEH_MARBUTA: char = 'ة';
/// U+0640 ARABIC TATWEEL, also called kashida, which stretches a word.
#[doc(alias = "kashida")]
pub const TATWEEL: char = '\u{640}';
/// U+0643 ARABIC LETTER KAF: `ك`.
pub const KAF: char = 'ك';
/// U+0647 ARABIC LETTER HEH: `ه`.
pub const HEH: char = 'ه';
/// U+0648 ARABIC LETTER WAW: `و`.
pub const WAW: char = 'و';
/// U+0649 ARABIC LETTER ALEF MAKSURA: `ى`.
pub const ALEF_MAKSURA: char = 'ى';
/// U+064A ARABIC LETTER YEH: `ي`.
pub const YEH: char = 'ي';
/// U+0653 ARABIC MADDAH ABOVE.
pub const MADDAH_ABOVE: char = '\u{653}';
/// U+0654 ARABIC HAMZA ABOVE.
pub const HAMZA_ABOVE: char = '\u{654}';
/// U+0655 ARABIC HAMZA BELOW.
pub const HAMZA_BELOW: char = '\u{655}';
/// U+0670 ARABIC LETTER SUPERSCRIPT ALEF, the dagger alef.
pub const DAGGER_ALEF: char = '\u{670}';

/// The first and the last of the eight signs of tashkeel: U+064B FATHATAN and U+0652 SUKUN.
pub(crate) const TASHKEEL: (u32, u32) = (0x64B, 0x652);

/// Whether the code point is one of the eight vowel signs of tashkeel, U+064B to U+0652.
///
/// ```
/// use naqi::letters::is_tashkeel;
/// assert!("\u{64B}\u{651}\u{652}".chars().all(is_tashkeel)); // fathatan, shadda, sukun
/// assert!(!is_tashkeel('\u{670}')); // the dagger alef is a mark, but not one of the eight
/// ```
#[doc(alias = "haraka")]
pub fn is_tashkeel(c: char) -> bool {
    (TASHKEEL.0..=TASHKEEL.1).contains(&(c as u32))
}

/// Whether the code point is a combining mark of an Arabic block: General_Category Mn.
///
/// ```
/// use naqi::letters::is_mark;
/// assert!(is_mark('\u{64E}') && is_mark('\u{654}') && is_mark('\u{6D6}'));
/// assert!(!is_mark('\u{640}')); // tatweel is a modifier letter
/// assert!(!is_mark('\u{301}')); // a Latin accent
/// ```
pub fn is_mark(c: char) -> bool {
    unicode::contains(unicode::ARABIC_MARKS, c)
}

/// Whether the code point is an Arabic letter: one with a Joining_Group, or hamza.
///
/// ```
/// use naqi::letters::is_letter;
/// assert!("ءاپۋ".chars().all(is_letter));
/// assert!(!is_letter('\u{640}') && !is_letter('٣') && !is_letter('a'));
/// ```
pub fn is_letter(c: char) -> bool {
    c == HAMZA || unicode::joining_group(c).is_some()
}
