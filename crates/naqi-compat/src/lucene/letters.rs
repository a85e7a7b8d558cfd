//! Lucene's character filters: tables of naqi, and the rules of the Sorani normalizer that depend on neighbours.

use crate::rules;
use naqi::Normalizer;
use naqi::step::Step;
use naqi::token::WordBreak;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Lucene's ArabicNormalizer: `آ أ إ` become `ا`, alef maksura becomes yeh, and teh marbuta becomes heh. Tatweel and the
/// eight vowel signs are deleted.
///
/// Borrows text that does not change; one pass on the kernels.
///
/// ```
/// let text = "إِلَى الـمُدرّسَة";
/// assert_eq!(naqi_compat::lucene::arabic_normalization(text), "الي المدرسه");
/// ```
///
/// It loses what it unifies, and is idempotent. Canonically equivalent texts get different outputs: `أ` becomes `ا`, but `ا`
/// with U+0654 stays.
/// naqi's `strip_tashkeel`, `strip_tatweel`, `unify_alef`, `unify_yeh`, `unify_teh_marbuta` do the same and more, and
/// compose such letters first.
pub fn arabic_normalization(text: &str) -> Cow<'_, str> {
    static ARABIC: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[arabic()]));
    ARABIC.normalize(text)
}

/// Lucene's PersianNormalizer: `ی` and `ے` become `ي`, keheh becomes kaf, heh goal and `ۀ` become `ه`. U+0654 is deleted.
///
/// Borrows text that does not change; one pass on the kernels.
///
/// ```
/// let text = "کتابخانۀ ملی";
/// assert_eq!(naqi_compat::lucene::persian_normalization(text), "كتابخانه ملي");
/// ```
///
/// It makes Persian letters Arabic ones, and `ے`, which Urdu distinguishes from `ی`, with them. Canonically equivalent
/// texts get different outputs: `أ` stays, but `ا` with U+0654 loses its hamza. naqi's `persian` preset keeps them equal.
pub fn persian_normalization(text: &str) -> Cow<'_, str> {
    static PERSIAN: LazyLock<Normalizer> = LazyLock::new(|| {
        let letters = [('ی', "ي"), ('ے', "ي"), ('ک', "ك"), ('ہ', "ه"), ('ۀ', "ه"), ('\u{654}', "")];
        Normalizer::new(&[map(letters)])
    });
    PERSIAN.normalize(text)
}

/// Lucene's SoraniNormalizer, for one token.
///
/// | letter | becomes |
/// |---|---|
/// | ي ى | ی |
/// | ك | ک |
/// | ة | ە |
/// | ھ | ه |
/// | ڒ | ڕ |
/// | `ه` before a ZWNJ or at the end | ە |
/// | `ر` at the start | ڕ |
///
/// Tatweel, the eight vowel signs and format characters up to U+FFFF are deleted.
///
/// Borrows a token that does not change; one pass on the kernels, then a check of both ends and of ZWNJ.
///
/// ```
/// use naqi_compat::lucene::sorani_normalization;
/// let text = "ره\u{200C}نگ";
/// assert_eq!(sorani_normalization(text), "ڕەنگ");
/// let text = "كوردي";
/// assert_eq!(sorani_normalization(text), "کوردی");
/// ```
///
/// It treats the text as one token, so only its first `ر` and its last `ه` are those of a word. It is not idempotent: `ھ` at
/// the end becomes `ه`, and `ە` a second time. It deletes visible signs: U+0600..U+0605, the end of ayah. naqi's `sorani`
/// preset deletes only characters without width, and maps letters independently of their neighbours.
pub fn sorani_normalization(token: &str) -> Cow<'_, str> {
    static SORANI: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[map(sorani_letters())]));
    let (heh, ae) = ('ه', "ە");
    let mut out = SORANI.normalize(token);
    if out.contains(ZWNJ) {
        out = out.replace(&format!("{heh}{ZWNJ}"), ae).replace(ZWNJ, "").into();
    }
    if token.ends_with(heh) {
        // The last letter of the source is still there: a ه is never deleted.
        let before = out.len() - heh.len_utf8();
        out = format!("{}{ae}", &out[..before]).into();
    }
    match out.strip_prefix('ر') {
        Some(rest) => format!("ڕ{rest}").into(),
        None => out,
    }
}

const ZWNJ: char = '\u{200C}';

/// The rules that do not depend on neighbours. A ZWNJ is kept, since the rule for a `ه` before it needs it.
fn sorani_letters() -> Vec<(char, &'static str)> {
    let invisible = Normalizer::new(&[Step::StripInvisible, Step::StripBidi, Step::StripJoiners]);
    let is_invisible = |c: char| invisible.normalize(c.encode_utf8(&mut [0; 4])).is_empty();
    // Lucene queries Java for UTF-16 code units, so only format characters up to U+FFFF count. The combining
    // grapheme joiner has no width, but is a mark.
    let format = ('\0'..='\u{FFFF}').filter(|&c| is_invisible(c) && c != '\u{34F}' && c != ZWNJ);
    let seen = ('\u{600}'..='\u{605}').chain(['\u{6DD}', '\u{70F}', '\u{8E2}']).chain('\u{FFF9}'..='\u{FFFB}');
    let letters = [('ي', "ی"), ('ى', "ی"), ('ك', "ک"), ('ة', "ە"), ('ھ', "ه"), ('ڒ', "ڕ"), ('\u{640}', "")];
    let deleted = ('\u{64B}'..='\u{652}').chain(format).chain(seen);
    deleted.map(|c| (c, "")).chain(letters).collect()
}

/// Lucene's DecimalDigitFilter, for one token: every decimal digit of Unicode to 0..9.
///
/// Borrows a token that does not change; one pass on the kernels.
///
/// ```
/// let text = "١٤٤٥";
/// assert_eq!(naqi_compat::lucene::decimal_digits(text), "1445");
/// ```
///
/// naqi's `digits(ascii)` maps the digits of Arabic and Persian alone, and the decimal separator with them.
pub fn decimal_digits(token: &str) -> Cow<'_, str> {
    static DIGITS: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[digits()]));
    DIGITS.normalize(token)
}

/// LowerCaseFilter and ArabicNormalizationFilter.
pub(super) static LOWER_ARABIC: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[lower(), arabic()]));
/// The three filters of the analyzer that change letters: LowerCaseFilter, DecimalDigitFilter, ArabicNormalizationFilter.
pub(super) static ANALYZED: LazyLock<Normalizer> = LazyLock::new(|| Normalizer::new(&[lower(), digits(), arabic()]));

fn arabic() -> Step {
    let letters = [('آ', "ا"), ('أ', "ا"), ('إ', "ا"), ('ى', "ي"), ('ة', "ه"), ('\u{640}', "")];
    map(('\u{64B}'..='\u{652}').map(|c| (c, "")).chain(letters))
}

/// Java lowers code points one by one: İ becomes i, without the dot that Rust keeps.
fn lower() -> Step {
    let lowered = ('\0'..=char::MAX).filter_map(|c| c.to_lowercase().next().filter(|&l| l != c).map(|l| (c, l)));
    map(lowered.map(|(c, l)| (c, l.to_string())))
}

/// Decimal digits are in whole tens, zero first (The Unicode Standard, 4.6). A number of New Tai Lue that follows its
/// ten is no decimal digit.
fn digits() -> Step {
    let is_digit = |&c: &char| c.is_numeric() && WordBreak::of(c) == WordBreak::Numeric;
    let all: Vec<char> = ('\0'..=char::MAX).filter(is_digit).collect();
    let runs = all.chunk_by(|a, b| *a as u32 + 1 == *b as u32);
    let tens = runs.flat_map(|run| run.chunks_exact(10));
    map(tens.flat_map(|ten| ten.iter().zip(0..).map(|(c, n): (_, u8)| (*c, n.to_string()))))
}

fn map(rules: impl IntoIterator<Item = (char, impl AsRef<str>)>) -> Step {
    Step::Map(rules::map(rules))
}

#[cfg(test)]
mod tests {
    use super::super::stop;
    use super::*;

    /// The analyzer looks a token up before it is lowered; Lucene does so afterwards.
    #[test]
    fn lower_case_and_digits_neither_touch_a_letter_of_a_stop_word_nor_write_one() {
        let lower_digits = Normalizer::new(&[lower(), digits()]);
        let letters: String = stop::WORDS.concat();
        assert_eq!(lower_digits.normalize(&letters), letters);
        for c in '\0'..=char::MAX {
            let text = String::from(c);
            let written = lower_digits.normalize(&text);
            assert!(written == text || !written.contains(|w| letters.contains(w)), "{:04X}", c as u32);
        }
    }
}
