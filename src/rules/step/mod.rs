//! Steps: the named things that a normalizer does, and the rules that each writes into the table.

mod map;
mod parse;

pub use crate::rules::letters::transliteration::Scheme;
pub use map::Map;
pub(crate) use parse::parse;

use crate::rules::letters::{ALEF, ALEF_MADDA, DAGGER_ALEF, TASHKEEL, TATWEEL, is_mark, variants};
use crate::rules::unicode::{self, JoiningGroup};

/// One thing that a [`Normalizer`](crate::Normalizer) does.
///
/// What each step does to which code points, with sources, stands in [`guide::behaviour`](crate::guide::behaviour). A step's
/// name in text is its name here in snake case: `strip_diacritics`, `digits(ascii)`, `collapse_stretch(2)`.
///
/// Most steps touch letters that can be written in two ways (أ is also ا with U+0654). These bring the compose door
/// with them, so that canonically equivalent texts stay equivalent; it costs nothing where no such mark stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Joins U+0653..U+0655 (madda and hamza) to the letters that they are one with: ا + U+0654 is أ.
    Compose,
    /// The Quran's spelling (Uthmani) to the modern one (imlai): ٱلصَّلَوٰةَ becomes الصَّلَاةَ, يَـٰٓأَيُّهَا becomes يَا أَيُّهَا.
    ///
    /// Looks at a word's letters with their marks, before the other steps. What it does, and which words of the Quran
    /// it does not reach, stands in [`guide::quran_spelling`](crate::guide::quran_spelling). Modern text, vocalised or not, has hardly a word that it
    /// touches. Words of more than 64 code points, and words with letters that the Quran does not have, stay.
    /// Text without vowels and without the Quran's signs goes by as fast as without the step; verses take some 200
    /// instructions a byte.
    #[doc(alias = "imlai")]
    UnifyUthmani,
    /// The whole text in Normalization Form C (UAX #15). Holds a run of marks however long it is.
    Nfc,
    /// The whole text in Normalization Form KC (UAX #15). Holds a run of marks however long it is.
    Nfkc,
    /// Deletes the eight vowel signs U+064B..U+0652: مُتَّحِدة becomes متحدة.
    StripTashkeel,
    /// Deletes every Arabic mark that is not part of a letter: tashkeel, dagger alef, Quranic marks, vowels of Africa.
    StripDiacritics,
    /// Deletes the Quran's annotation signs: pause marks, small letters, verse signs, honorifics.
    StripQuranicMarks,
    /// Deletes U+0670, or makes it an alef: رحمٰن becomes رحمن or رحمان.
    DaggerAlef(DaggerAlef),
    /// Deletes U+0640, the kashida: كـــتاب becomes كتاب. A hamza on a tatweel becomes ئ.
    StripTatweel,
    /// Deletes what has no width: zero width space, word joiner, byte order mark, soft hyphen and their kin.
    StripInvisible,
    /// Deletes the controls of the bidirectional algorithm.
    StripBidi,
    /// Deletes U+200D and U+200C (ZWJ, ZWNJ). In Persian a ZWNJ parts a word's pieces: می‌خواهم.
    StripJoiners,
    /// Presentation forms and mathematical letters to letters, ligatures to their words: ﻻ becomes لا.
    UnifyForms,
    /// Every alef to ا: آ أ إ ٱ and the rarer ones.
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
    /// Heh goal to ه; heh doachashmee and ae stay, as Urdu tells them apart.
    UnifyHehGoal,
    /// Heh doachashmee to ه; ae stays, as Kurdish and Uyghur tell them apart.
    UnifyHehDoachashmee,
    /// The waws of Kurdish, Uyghur and Kazakh vowels to و.
    UnifyWaw,
    /// Letters for foreign sounds to the Arabic letter that stands in: پ چ ڤ گ ژ to ب ج ف ك ز.
    UnifyForeign,
    /// Digits to one of the three sets.
    Digits(Digits),
    /// Arabic and typographic punctuation to ASCII: ، ؛ ؟ become , ; ?.
    UnifyPunctuation,
    /// No-break space and its kin to a space.
    UnifySpaces,
    /// Latin case folding: ABC becomes abc.
    FoldCase,
    /// The rasm: letters to their shapes without dots, marks and hamza deleted.
    #[doc(alias = "rasm")]
    Skeleton,
    /// Arabic letters and marks to Latin ones. Marks are written in the order in which they stand, so canonically
    /// equivalent texts can differ after it, unless [`Step::Nfc`] stands in the list.
    Transliterate(Scheme),
    /// Latin letters of a transliteration to Arabic ones.
    Arabize(Scheme),
    /// Rules of your own, one code point each; what they do not name stays, or goes: see [`Map::others_deleted`].
    Map(Map),
    /// A run of spaces and tabs becomes one space. Newlines stay.
    CollapseSpaces,
    /// Takes the space at both ends of each line away, and makes other runs of spaces one space.
    Trim,
    /// Writes more than so many of one Arabic letter as so many: جمييييل becomes جميل with 1. Zero counts as one.
    CollapseStretch(u8),
}

/// What becomes of U+0670, the dagger alef.
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

/// Where in a normalizer a step acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Compose,
    Table,
    Tidy,
}

impl Step {
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Compose | Self::UnifyUthmani | Self::Nfc | Self::Nfkc => Place::Compose,
            Self::CollapseSpaces | Self::Trim | Self::CollapseStretch(_) => Place::Tidy,
            _ => Place::Table,
        }
    }

    /// Whether the step touches what can be written decomposed, or deletes what may stand between a letter and its mark.
    pub(crate) fn brings_compose(&self) -> bool {
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

    /// Whether a code point for which the step has no rule goes.
    pub(crate) fn deletes_others(&self) -> bool {
        matches!(self, Self::Map(map) if map.deletes_others())
    }

    /// Names every code point that the step changes and what it writes for it. Steps of the doors name none.
    pub(crate) fn rules(&self, put: &mut dyn FnMut(char, &str)) {
        match self {
            Self::UnifyUthmani => rows(variants::WASLAS, put),
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
            Self::UnifyAlef => group(JoiningGroup::Alef, ALEF, |_| true, put),
            Self::UnifyAlefHamza => group(JoiningGroup::Alef, ALEF, |c| c != ALEF_MADDA, put),
            Self::UnifyHamza => rows(variants::HAMZAS, put),
            Self::UnifyYeh => rows(variants::YEHS, put),
            Self::UnifyTehMarbuta => rows(variants::TEH_MARBUTAS, put),
            Self::UnifyKaf => rows(variants::KAFS, put),
            Self::UnifyHeh => {
                for table in [variants::HEH_GOALS, variants::HEH_DOACHASHMEES, variants::AES] {
                    rows(table, put);
                }
            }
            Self::UnifyHehGoal => rows(variants::HEH_GOALS, put),
            Self::UnifyHehDoachashmee => rows(variants::HEH_DOACHASHMEES, put),
            Self::UnifyWaw => {
                let hamza = crate::rules::letters::WAW_HAMZA;
                group(JoiningGroup::Waw, crate::rules::letters::WAW, |c| c != hamza, put);
            }
            Self::UnifyForeign => rows(variants::FOREIGN, put),
            Self::Digits(to) => digits(*to, put),
            Self::UnifyPunctuation => rows(variants::PUNCTUATION, put),
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

type Put<'a> = &'a mut dyn FnMut(char, &str);

fn each(ranges: &[(u32, u32)], found: &mut dyn FnMut(char)) {
    ranges.iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32).for_each(found);
}

fn delete(ranges: &[(u32, u32)], put: Put) {
    each(ranges, &mut |c| put(c, ""));
}

fn put_char(c: char, to: char, put: Put) {
    put(c, to.encode_utf8(&mut [0; 4]));
}

fn rows(rows: &[variants::Row], put: Put) {
    for (to, of) in rows {
        of.iter().for_each(|&c| put(c, to));
    }
}

/// The letters of a joining group that `holds`, but the letter itself.
fn group(group: JoiningGroup, to: char, holds: impl Fn(char) -> bool, put: Put) {
    for &(first, last, g) in unicode::JOINING_GROUPS {
        if g == group {
            each(&[(first, last)], &mut |c| {
                if c != to && holds(c) {
                    put_char(c, to, put);
                }
            });
        }
    }
}

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
        rows(variants::SEPARATORS, put);
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
