//! Steps: the named operations of a normalizer, and the rules that each adds to the rewrite table.

mod map;
mod parse;

pub use crate::rules::letters::transliteration::Scheme;
pub use map::Map;
pub(crate) use parse::{Part, entries, parse_step, split, step_names, without_comments};

use crate::names::named;
use crate::rules::letters::{ALEF, ALEF_MADDA, DAGGER_ALEF, TASHKEEL, TATWEEL, WAW, WAW_HAMZA, is_mark, variants};
use crate::rules::unicode::{self, JoiningGroup};

/// One operation of a [`Normalizer`](crate::Normalizer).
///
/// [`guide::behaviour`](crate::guide::behaviour) lists what each step does to which code points, with sources. The name
/// of a step in text is its name here in snake case: `strip_diacritics`, `digits(ascii)`, `collapse_stretch(2)`.
///
/// Most steps change letters that can be written in two ways (أ is also ا with U+0654). These steps imply composition,
/// so that canonically equivalent texts stay equivalent. It costs nothing for text without such marks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Composes letters with U+0653..U+0655 (madda and hamza): ا + U+0654 becomes أ.
    Compose,
    /// The Quran's spelling (Uthmani) to the modern one (imlai): ٱلصَّلَوٰةَ becomes الصَّلَاةَ, يَـٰٓأَيُّهَا becomes
    /// يَا أَيُّهَا.
    ///
    /// Rewrites words by their letters and marks, before the other steps.
    /// [`guide::quran_spelling`](crate::guide::quran_spelling) describes the rules, and which words of the Quran they
    /// do not cover. They change hardly a word of modern text, vocalised or not. Words of more than 64 code points, and
    /// words with letters that the Quran does not have, do not change. Text without vowels and without the Quran's
    /// signs is as fast as without the step. Verses take about 200 instructions per byte.
    #[doc(alias = "imlai")]
    UnifyUthmani,
    /// Normalization Form C of the whole text (UAX #15). Buffers a run of marks of any length.
    Nfc,
    /// Normalization Form KC of the whole text (UAX #15). Buffers a run of marks of any length.
    Nfkc,
    /// Deletes the eight vowel signs U+064B..U+0652: مُتَّحِدة becomes متحدة.
    StripTashkeel,
    /// Deletes every Arabic mark that is not part of a letter: tashkeel, dagger alef, Quranic marks, African vowel
    /// signs.
    StripDiacritics,
    /// Deletes the Quran's annotation signs: pause marks, small letters, verse signs, honorifics.
    StripQuranicMarks,
    /// Deletes U+0670, or replaces it with an alef: رحمٰن becomes رحمن or رحمان.
    DaggerAlef(DaggerAlef),
    /// Deletes U+0640, the kashida: كـــتاب becomes كتاب. A hamza on a tatweel becomes ئ.
    StripTatweel,
    /// Deletes invisible characters: zero width space, word joiner, byte order mark, soft hyphen and others.
    StripInvisible,
    /// Deletes the control characters of the bidirectional algorithm.
    StripBidi,
    /// Deletes U+200D and U+200C (ZWJ, ZWNJ). In Persian a ZWNJ separates the parts of a word: می‌خواهم.
    StripJoiners,
    /// Presentation forms and mathematical letters to letters, ligatures to their letters or words: ﻻ becomes لا.
    UnifyForms,
    /// Every alef to ا: آ أ إ ٱ and rarer ones.
    UnifyAlef,
    /// Every alef but آ to ا, for languages in which آ is a letter of its own.
    UnifyAlefHamza,
    /// Hamza on a seat to ء, and آ to ءا.
    UnifyHamza,
    /// Alef maksura and Farsi yeh to ي.
    UnifyYeh,
    /// Teh marbuta to ه.
    UnifyTehMarbuta,
    /// Keheh and swash kaf to ك.
    UnifyKaf,
    /// Every heh to ه: heh goal, heh doachashmee, ae.
    UnifyHeh,
    /// Heh goal to ه; heh doachashmee and ae are kept, since Urdu distinguishes them.
    UnifyHehGoal,
    /// Heh doachashmee to ه; ae is kept, since Kurdish and Uyghur distinguish them.
    UnifyHehDoachashmee,
    /// Waws for vowels of Kurdish, Uyghur and Kazakh to و.
    UnifyWaw,
    /// Letters for foreign sounds to the Arabic letters that replace them: پ چ ڤ گ ژ to ب ج ف ك ز.
    UnifyForeign,
    /// Digits to one of three sets.
    Digits(Digits),
    /// Arabic and typographic punctuation to ASCII: ، ؛ ؟ become , ; ?.
    UnifyPunctuation,
    /// No-break space and other space separators to a space.
    UnifySpaces,
    /// Latin case folding: ABC becomes abc.
    FoldCase,
    /// The rasm: letters to their shapes without dots. Marks and hamza are deleted.
    #[doc(alias = "rasm")]
    Skeleton,
    /// Arabic letters and marks to Latin ones. Marks keep their order, so the outputs of canonically equivalent texts
    /// can differ, unless [`Step::Nfc`] is in the list.
    Transliterate(Scheme),
    /// Latin letters of a transliteration to Arabic ones.
    Arabize(Scheme),
    /// Rules of your own, for one code point each. Other code points are kept, or deleted: see [`Map::others_deleted`].
    Map(Map),
    /// A run of spaces and tabs becomes one space. Newlines are kept.
    CollapseSpaces,
    /// Deletes spaces and tabs at both ends of each line. Inside a line, a run of them becomes one space.
    Trim,
    /// Shortens runs of one Arabic letter to at most this length: جمييييل becomes جميل with 1. Zero counts as one.
    CollapseStretch(u8),
}

/// How to handle U+0670, the dagger alef.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlef {
    /// It is deleted, as in modern spelling: رحمٰن becomes رحمن.
    #[default]
    Delete,
    /// It becomes ا: كتٰب becomes كتاب.
    Alef,
}

/// A set of digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digits {
    /// 0 to 9, with `.` and `,` for the Arabic decimal and thousands separators.
    #[default]
    Ascii,
    /// ٠ to ٩.
    Arabic,
    /// ۰ to ۹.
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
            Self::Compose | Self::UnifyUthmani | Self::Nfc | Self::Nfkc => Stage::Compose,
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
            Self::Compose | Self::Nfc | Self::Nfkc => {}
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
