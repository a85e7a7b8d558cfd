//! Facts about Arabic letters, marks and signs that are not Unicode properties.
//!
//! Constants have the names of Unicode: the basic Arabic letters and marks, and common letters of Persian, Urdu and Kurdish.
//!
//! ```
//! use naqi::letters::{FATHA, MEEM, SHADDA, is_tashkeel};
//! let doubled = "محم\u{651}\u{64E}د".chars().filter(|c| *c == SHADDA).count();
//! assert_eq!((doubled, MEEM, is_tashkeel(FATHA)), (1, 'م', true));
//! ```
//!
//! Properties of Unicode (marks, controls, presentation forms, joining groups) are
//! in the generated tables of `src/rules/unicode/`.

pub(crate) mod transliteration;
pub(crate) mod uthmani;
pub(crate) mod variants;

use crate::rules::unicode;

/// ء, U+0621 ARABIC LETTER HAMZA.
pub const HAMZA: char = 'ء';
/// آ, U+0622 ARABIC LETTER ALEF WITH MADDA ABOVE.
pub const ALEF_MADDA: char = 'آ';
/// أ, U+0623 ARABIC LETTER ALEF WITH HAMZA ABOVE.
pub const ALEF_HAMZA_ABOVE: char = 'أ';
/// ؤ, U+0624 ARABIC LETTER WAW WITH HAMZA ABOVE.
pub const WAW_HAMZA: char = 'ؤ';
/// إ, U+0625 ARABIC LETTER ALEF WITH HAMZA BELOW.
pub const ALEF_HAMZA_BELOW: char = 'إ';
/// ئ, U+0626 ARABIC LETTER YEH WITH HAMZA ABOVE.
pub const YEH_HAMZA: char = 'ئ';
/// ا, U+0627 ARABIC LETTER ALEF.
pub const ALEF: char = 'ا';
/// ب, U+0628 ARABIC LETTER BEH.
pub const BEH: char = 'ب';
/// ة, U+0629 ARABIC LETTER TEH MARBUTA.
pub const TEH_MARBUTA: char = 'ة';
/// ت, U+062A ARABIC LETTER TEH.
pub const TEH: char = 'ت';
/// ث, U+062B ARABIC LETTER THEH.
pub const THEH: char = 'ث';
/// ج, U+062C ARABIC LETTER JEEM.
pub const JEEM: char = 'ج';
/// ح, U+062D ARABIC LETTER HAH.
pub const HAH: char = 'ح';
/// خ, U+062E ARABIC LETTER KHAH.
pub const KHAH: char = 'خ';
/// د, U+062F ARABIC LETTER DAL.
pub const DAL: char = 'د';
/// ذ, U+0630 ARABIC LETTER THAL.
pub const THAL: char = 'ذ';
/// ر, U+0631 ARABIC LETTER REH.
pub const REH: char = 'ر';
/// ز, U+0632 ARABIC LETTER ZAIN.
pub const ZAIN: char = 'ز';
/// س, U+0633 ARABIC LETTER SEEN.
pub const SEEN: char = 'س';
/// ش, U+0634 ARABIC LETTER SHEEN.
pub const SHEEN: char = 'ش';
/// ص, U+0635 ARABIC LETTER SAD.
pub const SAD: char = 'ص';
/// ض, U+0636 ARABIC LETTER DAD.
pub const DAD: char = 'ض';
/// ط, U+0637 ARABIC LETTER TAH.
pub const TAH: char = 'ط';
/// ظ, U+0638 ARABIC LETTER ZAH.
pub const ZAH: char = 'ظ';
/// ع, U+0639 ARABIC LETTER AIN.
pub const AIN: char = 'ع';
/// غ, U+063A ARABIC LETTER GHAIN.
pub const GHAIN: char = 'غ';
/// U+0640 ARABIC TATWEEL, also called kashida, which stretches a word.
#[doc(alias = "kashida")]
pub const TATWEEL: char = '\u{640}';
/// ف, U+0641 ARABIC LETTER FEH.
pub const FEH: char = 'ف';
/// ق, U+0642 ARABIC LETTER QAF.
pub const QAF: char = 'ق';
/// ك, U+0643 ARABIC LETTER KAF.
pub const KAF: char = 'ك';
/// ل, U+0644 ARABIC LETTER LAM.
pub const LAM: char = 'ل';
/// م, U+0645 ARABIC LETTER MEEM.
pub const MEEM: char = 'م';
/// ن, U+0646 ARABIC LETTER NOON.
pub const NOON: char = 'ن';
/// ه, U+0647 ARABIC LETTER HEH.
pub const HEH: char = 'ه';
/// و, U+0648 ARABIC LETTER WAW.
pub const WAW: char = 'و';
/// ى, U+0649 ARABIC LETTER ALEF MAKSURA.
pub const ALEF_MAKSURA: char = 'ى';
/// ي, U+064A ARABIC LETTER YEH.
pub const YEH: char = 'ي';
/// U+064B ARABIC FATHATAN.
pub const FATHATAN: char = '\u{64B}';
/// U+064C ARABIC DAMMATAN.
pub const DAMMATAN: char = '\u{64C}';
/// U+064D ARABIC KASRATAN.
pub const KASRATAN: char = '\u{64D}';
/// U+064E ARABIC FATHA.
pub const FATHA: char = '\u{64E}';
/// U+064F ARABIC DAMMA.
pub const DAMMA: char = '\u{64F}';
/// U+0650 ARABIC KASRA.
pub const KASRA: char = '\u{650}';
/// U+0651 ARABIC SHADDA.
pub const SHADDA: char = '\u{651}';
/// U+0652 ARABIC SUKUN.
pub const SUKUN: char = '\u{652}';
/// U+0653 ARABIC MADDAH ABOVE.
pub const MADDAH_ABOVE: char = '\u{653}';
/// U+0654 ARABIC HAMZA ABOVE.
pub const HAMZA_ABOVE: char = '\u{654}';
/// U+0655 ARABIC HAMZA BELOW.
pub const HAMZA_BELOW: char = '\u{655}';
/// U+0670 ARABIC LETTER SUPERSCRIPT ALEF, the dagger alef.
pub const DAGGER_ALEF: char = '\u{670}';
/// ٱ, U+0671 ARABIC LETTER ALEF WASLA.
pub const ALEF_WASLA: char = 'ٱ';
/// ٹ, U+0679 ARABIC LETTER TTEH.
pub const TTEH: char = 'ٹ';
/// پ, U+067E ARABIC LETTER PEH.
pub const PEH: char = 'پ';
/// چ, U+0686 ARABIC LETTER TCHEH.
pub const TCHEH: char = 'چ';
/// ڈ, U+0688 ARABIC LETTER DDAL.
pub const DDAL: char = 'ڈ';
/// ڑ, U+0691 ARABIC LETTER RREH.
pub const RREH: char = 'ڑ';
/// ژ, U+0698 ARABIC LETTER JEH.
pub const JEH: char = 'ژ';
/// ڤ, U+06A4 ARABIC LETTER VEH.
pub const VEH: char = 'ڤ';
/// ک, U+06A9 ARABIC LETTER KEHEH.
pub const KEHEH: char = 'ک';
/// گ, U+06AF ARABIC LETTER GAF.
pub const GAF: char = 'گ';
/// ں, U+06BA ARABIC LETTER NOON GHUNNA.
pub const NOON_GHUNNA: char = 'ں';
/// ھ, U+06BE ARABIC LETTER HEH DOACHASHMEE.
pub const HEH_DOACHASHMEE: char = 'ھ';
/// ہ, U+06C1 ARABIC LETTER HEH GOAL.
pub const HEH_GOAL: char = 'ہ';
/// ی, U+06CC ARABIC LETTER FARSI YEH.
pub const FARSI_YEH: char = 'ی';
/// ے, U+06D2 ARABIC LETTER YEH BARREE.
pub const YEH_BARREE: char = 'ے';
/// ە, U+06D5 ARABIC LETTER AE.
pub const AE: char = 'ە';

/// The first and the last of the eight signs of tashkeel.
pub(crate) const TASHKEEL: (u32, u32) = (FATHATAN as u32, SUKUN as u32);

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
