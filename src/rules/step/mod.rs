//! Steps: the named operations that make up a normalizer.
//!
//! A [`Step`] is made in code, or from its name. A [`Map`] is a step with rules of your own.
//!
//! ```
//! use naqi::{Normalizer, Step};
//!
//! let naqi: Normalizer = "strip_diacritics, digits(ascii)".parse()?;
//! assert_eq!(naqi.steps()[0], Step::StripDiacritics);
//! assert_eq!(naqi.normalize("سنةُ ٢٠٢٤"), String::from("سنة 2024"));
//! # Ok::<(), naqi::Error>(())
//! ```

mod map;
mod parse;

pub use crate::rules::letters::transliteration::Scheme;
pub use map::Map;
pub(crate) use parse::{Part, entries, parse_step, split, step_names, without_comments};

use crate::names::named;
use crate::rules::letters::{
    ALEF, ALEF_MADDA, DAGGER_ALEF, SHADDA, TASHKEEL, TATWEEL, WAW, WAW_HAMZA, is_mark, variants,
};
use crate::rules::unicode::{self, JoiningGroup};

/// One operation of a [`Normalizer`](crate::Normalizer).
///
/// ```
/// use naqi::{Normalizer, Step};
///
/// let steps: Vec<Step> = vec!["strip_tatweel".parse()?, Step::UnifyYeh];
/// let naqi = Normalizer::new(&steps);
/// assert_eq!(naqi.normalize("امريـــكى"), String::from("امريكي"));
/// assert_eq!(naqi.to_string(), "strip_tatweel, unify_yeh");
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// In text, a step has its name here in snake case. Without its argument it has the default one: `digits(ascii)`,
/// `dagger_alef(delete)`, `collapse_stretch(2)`, `transliterate(buckwalter)`, `arabize(buckwalter)`. The table has an example of each step;
/// [`guide::behaviour`](crate::guide::behaviour) lists what each step does to which code points, with sources.
///
/// | step, in text | changes | to |
/// |---|---|---|
/// | [`compose`](Step::Compose) | `ا` + U+0654 | أ |
/// | [`unify_uthmani`](Step::UnifyUthmani) | ٱلصَّلَوٰة | الصَّلَاة |
/// | [`unify_sorani_ae`](Step::UnifySoraniAe) | `ه` + U+200C | ە |
/// | [`nfc`](Step::Nfc) | `e` + U+0301 | é |
/// | [`nfkc`](Step::Nfkc) | U+FEFB | لا |
/// | [`strip_tashkeel`](Step::StripTashkeel) | مُتَّحِدة | متحدة |
/// | [`strip_harakat`](Step::StripHarakat) | مُتَّحِدة | متّحدة |
/// | [`strip_shadda`](Step::StripShadda) | مُتَّحِدة | مُتَحِدة |
/// | [`strip_tanwin`](Step::StripTanwin) | كِتابٌ | كِتاب |
/// | [`strip_diacritics`](Step::StripDiacritics) | رَحْمٰن | رحمن |
/// | [`strip_quranic_marks`](Step::StripQuranicMarks) | `ءَامَنُوا` + U+06DF | ءَامَنُوا |
/// | [`dagger_alef(delete)`](Step::DaggerAlef) | رحمٰن | رحمن |
/// | [`dagger_alef(alef)`](Step::DaggerAlef) | كتٰب | كتاب |
/// | [`strip_tatweel`](Step::StripTatweel) | كـــتاب | كتاب |
/// | [`strip_invisible`](Step::StripInvisible) | `كتا` + U+200B + `ب` | كتاب |
/// | [`strip_bidi`](Step::StripBidi) | U+200F + `كتاب` | كتاب |
/// | [`strip_joiners`](Step::StripJoiners) | `می` + U+200C + `خواهم` | میخواهم |
/// | [`unify_forms`](Step::UnifyForms) | U+FEFB | لا |
/// | [`unify_alef`](Step::UnifyAlef) | آخر | اخر |
/// | [`unify_alef_hamza`](Step::UnifyAlefHamza) | أخر | اخر |
/// | [`unify_hamza`](Step::UnifyHamza) | سؤال | سءال |
/// | [`unify_yeh`](Step::UnifyYeh) | امريكى | امريكي |
/// | [`unify_teh_marbuta`](Step::UnifyTehMarbuta) | مدرسة | مدرسه |
/// | [`unify_kaf`](Step::UnifyKaf) | کتاب | كتاب |
/// | [`unify_heh`](Step::UnifyHeh) | ہذا | هذا |
/// | [`unify_heh_goal`](Step::UnifyHehGoal) | بہر | بهر |
/// | [`unify_heh_doachashmee`](Step::UnifyHehDoachashmee) | ھەولێر | هەولێر |
/// | [`unify_waw`](Step::UnifyWaw) | ئۆ | ئو |
/// | [`unify_foreign`](Step::UnifyForeign) | پاريس | باريس |
/// | [`digits(ascii)`](Step::Digits) | ٢٠٢٤ | 2024 |
/// | [`digits(arabic)`](Step::Digits) | 2024 | ٢٠٢٤ |
/// | [`digits(persian)`](Step::Digits) | 2024 | ۲۰۲۴ |
/// | [`unify_punctuation`](Step::UnifyPunctuation) | ؟ | ? |
/// | [`unify_spaces`](Step::UnifySpaces) | `بعد` + U+00A0 + `غد` | بعد غد |
/// | [`fold_case`](Step::FoldCase) | USB | usb |
/// | [`skeleton`](Step::Skeleton) | بيت | ٮٮٮ |
/// | [`transliterate(buckwalter)`](Step::Transliterate) | كتاب | ktAb |
/// | [`transliterate(safe_buckwalter)`](Step::Transliterate) | أب | Ob |
/// | [`transliterate(xml_buckwalter)`](Step::Transliterate) | أب | Ob |
/// | [`transliterate(hsb)`](Step::Transliterate) | أب | Âb |
/// | [`arabize(buckwalter)`](Step::Arabize) | ktAb | كتاب |
/// | [`arabize(safe_buckwalter)`](Step::Arabize) | Ob | أب |
/// | [`arabize(xml_buckwalter)`](Step::Arabize) | Ob | أب |
/// | [`arabize(hsb)`](Step::Arabize) | Âb | أب |
/// | [`map(a=b)`](Step::Map) | a | b |
/// | [`collapse_spaces`](Step::CollapseSpaces) | `بعد` + U+0009 + U+0020 + `غد` | بعد غد |
/// | [`trim`](Step::Trim) | U+0020 + `بعد` + U+0020 | بعد |
/// | [`collapse_stretch(1)`](Step::CollapseStretch) | جمييييل | جميل |
/// | [`collapse_stretch(2)`](Step::CollapseStretch) | جمييييل | جمييل |
///
/// Most steps change letters that can be written in two ways: `أ` is also `ا` with U+0654. These steps imply
/// composition, so that canonically equivalent texts stay equivalent. Text without a combining hamza or madda pays
/// nothing for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Composes madda and hamza (U+0653 to U+0655) with the letters that they belong to: `ا` + U+0654 becomes `أ`.
    Compose,
    /// Rewrites the Quran's spelling (Uthmani) to the modern one (imlai): `ٱلصَّلَوٰةَ` becomes `الصَّلَاةَ`.
    ///
    /// It looks at the letters and marks of each word, before the other steps run.
    /// [`guide::quran_spelling`](crate::guide::quran_spelling) describes the rules, and lists the words of the Quran that
    /// they do not cover. Modern text hardly changes, vocalised or not. Words of more than 64 code points do not change,
    /// and neither do words with letters that the Quran does not use. The step costs nothing in text without vowels and
    /// without the Quran's signs. Verses take about 200 instructions per byte.
    #[doc(alias = "imlai")]
    UnifyUthmani,
    /// Replaces `ه` with a ZWNJ (U+200C) after it by `ە`: the old spelling of this vowel in Sorani Kurdish.
    ///
    /// Marks and other code points between them that the other steps delete do not count. A `ه` without a ZWNJ is kept,
    /// at a word's end, too. List the step before or after `strip_joiners`: it acts first.
    UnifySoraniAe,
    /// Converts the whole text to Normalization Form C (UAX #15). Memory grows with the longest run of marks.
    Nfc,
    /// Converts the whole text to Normalization Form KC (UAX #15). Memory grows with the longest run of marks.
    Nfkc,
    /// Deletes the eight vowel signs U+064B to U+0652: `مُتَّحِدة` becomes `متحدة`.
    StripTashkeel,
    /// Deletes the vowels, tanwins and the sukun, and keeps the shadda: `مُتَّحِدة` becomes `متّحدة`.
    StripHarakat,
    /// Deletes the shadda U+0651: `مُتَّحِدة` becomes `مُتَحِدة`.
    StripShadda,
    /// Deletes fathatan, dammatan and kasratan, and their open forms: `كِتابٌ` becomes `كِتاب`. The alef of `كِتابًا` stays.
    #[doc(alias = "nunation")]
    StripTanwin,
    /// Deletes every Arabic mark that is not part of a letter: tashkeel, dagger alef, Quranic marks, African vowel
    /// signs.
    StripDiacritics,
    /// Deletes the Quran's annotation signs: pause marks, small letters, verse signs, honorifics.
    StripQuranicMarks,
    /// Deletes the dagger alef U+0670, or replaces it by an alef: `رحمٰن` becomes `رحمن` or `رحمان`.
    DaggerAlef(DaggerAlef),
    /// Deletes the tatweel (kashida, U+0640): `كـــتاب` becomes `كتاب`. A hamza on a tatweel becomes `ئ`.
    StripTatweel,
    /// Deletes characters without width, such as zero width space, word joiner, byte order mark and soft hyphen.
    StripInvisible,
    /// Deletes the control characters of the bidirectional algorithm (UAX #9).
    StripBidi,
    /// Deletes ZWJ and ZWNJ (U+200D and U+200C). In Persian a ZWNJ separates the parts of a word: `می‌خواهم`.
    StripJoiners,
    /// Replaces presentation forms and mathematical letters by letters, and ligatures by their letters or words: U+FEFB
    /// becomes `لا`.
    ///
    /// Several words stay apart from letters, marks, digits and other such words beside them: `محمدﷺ` becomes the text of
    /// `محمد ﷺ`, and `(ﷺ)` gets no spaces. An alef before `ﷲ` at a word's start is its own: `اﷲ` becomes `الله`.
    UnifyForms,
    /// Unifies every alef to `ا`, such as `آ أ إ ٱ` and the rarer ones.
    UnifyAlef,
    /// Unifies every alef except `آ` to `ا`, for languages in which `آ` is a letter of its own.
    UnifyAlefHamza,
    /// Replaces a hamza with its seat by `ء`, and the letter `آ` by `ءا`.
    UnifyHamza,
    /// Unifies alef maksura and Farsi yeh to `ي`.
    UnifyYeh,
    /// Unifies teh marbuta to `ه`.
    UnifyTehMarbuta,
    /// Unifies keheh and swash kaf to `ك`.
    UnifyKaf,
    /// Unifies every heh to `ه`: heh goal, heh doachashmee, ae.
    UnifyHeh,
    /// Unifies heh goal to `ه`. Heh doachashmee and ae are kept, since Urdu distinguishes them.
    UnifyHehGoal,
    /// Unifies heh doachashmee to `ه`. Ae is kept, since Kurdish and Uyghur distinguish it.
    UnifyHehDoachashmee,
    /// Unifies the waws of Kurdish, Uyghur and Kazakh vowels to `و`.
    UnifyWaw,
    /// Replaces letters for foreign sounds by Arabic letters: `پ چ ڤ گ ژ` become `ب ج ف ك ز`.
    UnifyForeign,
    /// Converts digits to one of three sets: with [`Digits::Ascii`], `٢٠٢٤` becomes 2024.
    Digits(Digits),
    /// Replaces Arabic and typographic punctuation by ASCII: `؟` becomes `?`.
    UnifyPunctuation,
    /// Replaces the no-break space and similar spaces by a space.
    UnifySpaces,
    /// Folds the case of Latin letters: ABC becomes abc.
    FoldCase,
    /// Reduces letters to the rasm: their shapes without dots, marks and hamza.
    #[doc(alias = "rasm")]
    Skeleton,
    /// Transliterates Arabic letters and marks to Latin ones.
    ///
    /// Marks keep their order, so the outputs of canonically equivalent texts can differ, unless [`Step::Nfc`] is in the
    /// list.
    Transliterate(Scheme),
    /// Converts a transliteration to Arabic letters and marks.
    Arabize(Scheme),
    /// Applies rules of your own, each for one code point. Other code points are kept; [`Map::others_deleted`] deletes them.
    /// What the steps together write with a space inside stays apart from letters beside it, as with
    /// [`UnifyForms`](Self::UnifyForms).
    Map(Map),
    /// Collapses a run of spaces and tabs to one space. Newlines are kept.
    CollapseSpaces,
    /// Deletes spaces and tabs at both ends of each line, and collapses other runs of them to one space.
    Trim,
    /// Shortens runs of one Arabic letter to at most this length: `جمييييل` becomes `جميل` with 1. Zero counts as one in code,
    /// and is an error in text.
    CollapseStretch(u8),
}

/// What [`Step::DaggerAlef`] does with the dagger alef, U+0670.
///
/// ```
/// use naqi::step::DaggerAlef;
/// let text = "رحمٰن";
/// assert_eq!(naqi::dagger_alef(text, DaggerAlef::Delete), "رحمن");
/// assert_eq!(naqi::dagger_alef(text, DaggerAlef::Alef), "رحمان");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlef {
    /// It is deleted, as in modern spelling: `رحمٰن` becomes `رحمن`.
    #[default]
    Delete,
    /// It becomes an alef: `كتٰب` becomes `كتاب`.
    Alef,
}

/// The digits that [`Step::Digits`] writes.
///
/// ```
/// use naqi::step::Digits;
/// let text = "٢٠٢٤";
/// assert_eq!(naqi::digits(text, Digits::Ascii), "2024");
/// assert_eq!(naqi::digits(text, Digits::Persian), "۲۰۲۴");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digits {
    /// 0 to 9, with `.` and `,` for the Arabic decimal and thousands separators.
    #[default]
    Ascii,
    /// The digits of Arabic: `٠` to `٩`.
    Arabic,
    /// The digits of Persian and Urdu: `۰` to `۹`.
    Persian,
}

named! { DaggerAlef, "treatment of the dagger alef", "step::DaggerAlef";
    Delete = "delete",
    Alef = "alef",
}

named! { Digits, "set of digits", "step::Digits";
    Ascii = "ascii",
    Arabic = "arabic",
    Persian = "persian",
}

/// The stage of the pipeline in which a step acts, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    Compose,
    Table,
    PostProcess,
}

impl Step {
    pub(crate) fn stage(&self) -> Stage {
        match self {
            Self::Compose | Self::UnifyUthmani | Self::UnifySoraniAe | Self::Nfc | Self::Nfkc => Stage::Compose,
            Self::CollapseSpaces | Self::Trim | Self::CollapseStretch(_) => Stage::PostProcess,
            _ => Stage::Table,
        }
    }

    /// Whether the step implies composition: it changes characters that can be written decomposed, or it deletes
    /// characters that may be between a letter and its mark.
    pub(crate) fn implies_compose(&self) -> bool {
        !matches!(
            self,
            Self::Nfc
                | Self::Nfkc
                | Self::UnifyKaf
                | Self::UnifyForeign
                | Self::Digits(_)
                | Self::UnifyPunctuation
                | Self::UnifySpaces
                | Self::FoldCase
                | Self::Transliterate(_)
                | Self::Arabize(_)
                | Self::Map(_)
                | Self::CollapseSpaces
                | Self::Trim
        )
    }

    /// Whether the step deletes code points for which it has no rule.
    pub(crate) fn deletes_others(&self) -> bool {
        matches!(self, Self::Map(map) if map.deletes_others())
    }

    /// Calls `put` with every code point that the step's table rules change, and its replacement. Steps that act only
    /// in composition or post-processing have none.
    pub(crate) fn rules(&self, put: &mut dyn FnMut(char, &str)) {
        match self {
            Self::UnifyUthmani => map_all(variants::WASLAS, put),
            Self::StripTashkeel => delete(&[TASHKEEL], put),
            Self::StripHarakat => delete(variants::HARAKAT, put),
            Self::StripShadda => put(SHADDA, ""),
            Self::StripTanwin => delete(variants::TANWINS, put),
            Self::StripDiacritics => {
                delete(unicode::ARABIC_MARKS, put);
                forms(&mut |c, text| {
                    if text.chars().all(is_mark) {
                        put(c, "");
                    }
                });
            }
            Self::StripQuranicMarks => delete(variants::QURANIC, put),
            Self::DaggerAlef(DaggerAlef::Delete) => put(DAGGER_ALEF, ""),
            Self::DaggerAlef(DaggerAlef::Alef) => put_char(DAGGER_ALEF, ALEF, put),
            Self::StripTatweel => put(TATWEEL, ""),
            Self::StripInvisible => delete(unicode::INVISIBLE, put),
            Self::StripBidi => delete(unicode::BIDI_CONTROLS, put),
            Self::StripJoiners => delete(unicode::JOIN_CONTROLS, put),
            Self::UnifyForms => forms(put),
            Self::UnifyAlef => map_group(JoiningGroup::Alef, ALEF, |_| true, put),
            Self::UnifyAlefHamza => map_group(JoiningGroup::Alef, ALEF, |c| c != ALEF_MADDA, put),
            Self::UnifyHamza => map_all(variants::HAMZAS, put),
            Self::UnifyYeh => map_all(variants::YEHS, put),
            Self::UnifyTehMarbuta => map_all(variants::TEH_MARBUTAS, put),
            Self::UnifyKaf => map_all(variants::KAFS, put),
            Self::UnifyHeh => {
                for table in [variants::HEH_GOALS, variants::HEH_DOACHASHMEES, variants::AES] {
                    map_all(table, put);
                }
            }
            Self::UnifyHehGoal => map_all(variants::HEH_GOALS, put),
            Self::UnifyHehDoachashmee => map_all(variants::HEH_DOACHASHMEES, put),
            Self::UnifyWaw => {
                map_group(JoiningGroup::Waw, WAW, |c| c != WAW_HAMZA, put);
            }
            Self::UnifyForeign => map_all(variants::FOREIGN, put),
            Self::Digits(to) => digits(*to, put),
            Self::UnifyPunctuation => map_all(variants::PUNCTUATION, put),
            Self::UnifySpaces => each(unicode::SPACES, &mut |c| put(c, " ")),
            Self::FoldCase => fold_case(put),
            Self::Skeleton => skeleton(put),
            Self::Transliterate(scheme) => scheme.pairs().for_each(|(arabic, latin)| put_char(arabic, latin, put)),
            Self::Arabize(scheme) => scheme.pairs().for_each(|(arabic, latin)| put_char(latin, arabic, put)),
            Self::Map(map) => map.rules().for_each(|(c, to)| put(c, to)),
            Self::Compose | Self::UnifySoraniAe | Self::Nfc | Self::Nfkc => {}
            Self::CollapseSpaces | Self::Trim | Self::CollapseStretch(_) => {}
        }
    }
}

/// Receives a code point and its replacement.
type Put<'a> = &'a mut dyn FnMut(char, &str);

/// Calls `found` with each code point of the ranges.
fn each(ranges: &[(u32, u32)], found: &mut dyn FnMut(char)) {
    ranges.iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32).for_each(found);
}

fn delete(ranges: &[(u32, u32)], put: Put) {
    each(ranges, &mut |c| put(c, ""));
}

fn put_char(c: char, to: char, put: Put) {
    put(c, to.encode_utf8(&mut [0; 4]));
}

fn map_all(mappings: &[variants::Mapping], put: Put) {
    for (to, from) in mappings {
        from.iter().for_each(|&c| put(c, to));
    }
}

/// Maps letters of a joining group to the letter `to`: those for which `is_mapped` is true, except `to` itself.
fn map_group(group: JoiningGroup, to: char, is_mapped: impl Fn(char) -> bool, put: Put) {
    for &(first, last, g) in unicode::JOINING_GROUPS {
        if g == group {
            each(&[(first, last)], &mut |c| {
                if c != to && is_mapped(c) {
                    put_char(c, to, put);
                }
            });
        }
    }
}

/// Maps presentation forms and ligatures to their letters.
fn forms(put: Put) {
    for &(c, at, len) in unicode::FORMS {
        if let Some(c) = char::from_u32(c) {
            put(c, &unicode::FORM_TEXTS[at as usize..at as usize + len as usize]);
        }
    }
    variants::LIGATURES.iter().for_each(|&(c, text)| put(c, text));
    map_all(variants::HIGH_HAMZAS, put);
}

fn digits(to: Digits, put: Put) {
    let nth = |zero: char, n: u32| char::from_u32(zero as u32 + n).unwrap_or(zero);
    let to_zero = variants::DIGIT_ZEROS[to as usize];
    for zero in variants::DIGIT_ZEROS.into_iter().filter(|&z| z != to_zero) {
        (0..10).for_each(|n| put_char(nth(zero, n), nth(to_zero, n), put));
    }
    if to == Digits::Ascii {
        map_all(variants::SEPARATORS, put);
    }
}

fn fold_case(put: Put) {
    for &(first, last, stride, by) in unicode::FOLDS {
        for c in (first..=last).step_by(stride as usize) {
            if let (Some(c), Some(to)) = (char::from_u32(c), char::from_u32(c.wrapping_add_signed(by))) {
                put_char(c, to, put);
            }
        }
    }
    unicode::FULL_FOLDS.iter().for_each(|&(c, to)| put(c, to));
}

fn skeleton(put: Put) {
    delete(unicode::ARABIC_MARKS, put);
    put(TATWEEL, "");
    variants::NOT_IN_RASM.iter().for_each(|&c| put(c, ""));
    for &(first, last, group) in unicode::JOINING_GROUPS {
        if let Some(to) = variants::archigrapheme(group) {
            each(&[(first, last)], &mut |c| {
                if c != to {
                    put_char(c, to, put);
                }
            });
        }
    }
}
