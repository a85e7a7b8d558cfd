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
//!
//! ```
//! use naqi::letters;
//!
//! assert_eq!(letters::TEH_MARBUTA as u32, 0x629);
//! assert!(letters::is_letter(letters::TEH_MARBUTA) && letters::is_mark(letters::HAMZA_ABOVE));
//! ```

pub(crate) mod affixes;
pub(crate) mod allah;
pub(crate) mod doubles;
pub(crate) mod languages;
pub(crate) mod numbers;
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
/// U+0628 ARABIC LETTER BEH: `ب`.
pub const BEH: char = 'ب';
/// U+0629 ARABIC LETTER TEH MARBUTA: `ة`.
pub const TEH_MARBUTA: char = 'ة';
/// U+062A ARABIC LETTER TEH: `ت`.
pub const TEH: char = 'ت';
/// U+062B ARABIC LETTER THEH: `ث`.
pub const THEH: char = 'ث';
/// U+062C ARABIC LETTER JEEM: `ج`.
pub const JEEM: char = 'ج';
/// U+062D ARABIC LETTER HAH: `ح`.
pub const HAH: char = 'ح';
/// U+062E ARABIC LETTER KHAH: `خ`.
pub const KHAH: char = 'خ';
/// U+062F ARABIC LETTER DAL: `د`.
pub const DAL: char = 'د';
/// U+0630 ARABIC LETTER THAL: `ذ`.
pub const THAL: char = 'ذ';
/// U+0631 ARABIC LETTER REH: `ر`.
pub const REH: char = 'ر';
/// U+0632 ARABIC LETTER ZAIN: `ز`.
pub const ZAIN: char = 'ز';
/// U+0633 ARABIC LETTER SEEN: `س`.
pub const SEEN: char = 'س';
/// U+0634 ARABIC LETTER SHEEN: `ش`.
pub const SHEEN: char = 'ش';
/// U+0635 ARABIC LETTER SAD: `ص`.
pub const SAD: char = 'ص';
/// U+0636 ARABIC LETTER DAD: `ض`.
pub const DAD: char = 'ض';
/// U+0637 ARABIC LETTER TAH: `ط`.
pub const TAH: char = 'ط';
/// U+0638 ARABIC LETTER ZAH: `ظ`.
pub const ZAH: char = 'ظ';
/// U+0639 ARABIC LETTER AIN: `ع`.
pub const AIN: char = 'ع';
/// U+063A ARABIC LETTER GHAIN: `غ`.
pub const GHAIN: char = 'غ';
/// U+0640 ARABIC TATWEEL, also called kashida, which stretches a word.
#[doc(alias = "kashida")]
pub const TATWEEL: char = '\u{640}';
/// U+0641 ARABIC LETTER FEH: `ف`.
pub const FEH: char = 'ف';
/// U+0642 ARABIC LETTER QAF: `ق`.
pub const QAF: char = 'ق';
/// U+0643 ARABIC LETTER KAF: `ك`.
pub const KAF: char = 'ك';
/// U+0644 ARABIC LETTER LAM: `ل`.
pub const LAM: char = 'ل';
/// U+0645 ARABIC LETTER MEEM: `م`.
pub const MEEM: char = 'م';
/// U+0646 ARABIC LETTER NOON: `ن`.
pub const NOON: char = 'ن';
/// U+0647 ARABIC LETTER HEH: `ه`.
pub const HEH: char = 'ه';
/// U+0648 ARABIC LETTER WAW: `و`.
pub const WAW: char = 'و';
/// U+0649 ARABIC LETTER ALEF MAKSURA: `ى`.
pub const ALEF_MAKSURA: char = 'ى';
/// U+064A ARABIC LETTER YEH: `ي`.
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
/// U+0671 ARABIC LETTER ALEF WASLA: `ٱ`.
pub const ALEF_WASLA: char = 'ٱ';
/// U+0679 ARABIC LETTER TTEH: `ٹ`.
pub const TTEH: char = 'ٹ';
/// U+067E ARABIC LETTER PEH: `پ`.
pub const PEH: char = 'پ';
/// U+0686 ARABIC LETTER TCHEH: `چ`.
pub const TCHEH: char = 'چ';
/// U+0688 ARABIC LETTER DDAL: `ڈ`.
pub const DDAL: char = 'ڈ';
/// U+0691 ARABIC LETTER RREH: `ڑ`.
pub const RREH: char = 'ڑ';
/// U+0698 ARABIC LETTER JEH: `ژ`.
pub const JEH: char = 'ژ';
/// U+06A4 ARABIC LETTER VEH: `ڤ`.
pub const VEH: char = 'ڤ';
/// U+06A9 ARABIC LETTER KEHEH: `ک`.
pub const KEHEH: char = 'ک';
/// U+06AF ARABIC LETTER GAF: `گ`.
pub const GAF: char = 'گ';
/// U+06BA ARABIC LETTER NOON GHUNNA: `ں`.
pub const NOON_GHUNNA: char = 'ں';
/// U+06BE ARABIC LETTER HEH DOACHASHMEE: `ھ`.
pub const HEH_DOACHASHMEE: char = 'ھ';
/// U+06C1 ARABIC LETTER HEH GOAL: `ہ`.
pub const HEH_GOAL: char = 'ہ';
/// U+06CC ARABIC LETTER FARSI YEH: `ی`.
pub const FARSI_YEH: char = 'ی';
/// U+06D2 ARABIC LETTER YEH BARREE: `ے`.
pub const YEH_BARREE: char = 'ے';
/// U+06D5 ARABIC LETTER AE: `ە`.
pub const AE: char = 'ە';

/// U+066E ARABIC LETTER DOTLESS BEH: `ٮ`, the `ب` of the rasm, and the seat of a hamza or of a dagger alef.
pub(crate) const DOTLESS_BEH: char = 'ٮ';
/// U+06A1 ARABIC LETTER DOTLESS FEH: `ڡ`, the `ف` of the rasm.
pub(crate) const DOTLESS_FEH: char = 'ڡ';
/// U+08F0 ARABIC OPEN FATHATAN. Some editions of the Quran write a space between it and the word's last letter, `ى`.
pub(crate) const OPEN_FATHATAN: char = '\u{8F0}';
/// U+200C ZERO WIDTH NON-JOINER. After `ه` it was the sign of the vowel `ە` in the old spelling of Sorani.
pub(crate) const ZWNJ: char = '\u{200C}';
/// ZERO WIDTH JOINER, which gives the letter beside it the shape before or after another one.
pub(crate) const ZWJ: char = '\u{200D}';

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

/// The letters of long vowels, and the hamza that often alternates with them. Words of one root differ in them, so
/// [root keys](crate::Analyzer::with_root_key) leave them out.
///
/// ```
/// let consonants: String = "مكاتيب".chars().filter(|&c| !naqi::letters::WEAK_LETTERS.contains(c)).collect();
/// assert_eq!(consonants, "مكتب");
/// ```
pub const WEAK_LETTERS: &str = "اويء";

/// Whether the code point is an Arabic letter: one with a Joining_Group, or hamza.
///
/// ```
/// use naqi::letters::is_letter;
/// assert!("ءاپۋ".chars().all(is_letter));
/// assert!(!is_letter('\u{640}') && !is_letter('٣') && !is_letter('a'));
/// ```
pub fn is_letter(c: char) -> bool {
    match LOW_LETTERS.get(c as usize >> 6) {
        Some(letters) => letters >> (c as u32 & 63) & 1 != 0,
        None => unicode::joining_group(c).is_some(),
    }
}

/// The letters below U+0800, which nearly all are: a bit each.
static LOW_LETTERS: [u64; 0x800 / 64] = {
    let mut letters = [0; 0x800 / 64];
    letters[HAMZA as usize >> 6] |= 1 << (HAMZA as u32 & 63);
    let mut at = 0;
    while at < unicode::JOINING_GROUPS.len() {
        let (mut c, last, _) = unicode::JOINING_GROUPS[at];
        while c <= last && c < 0x800 {
            letters[c as usize >> 6] |= 1 << (c & 63);
            c += 1;
        }
        at += 1;
    }
    letters
};
