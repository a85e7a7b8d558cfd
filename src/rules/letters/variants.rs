//! Which letters, digits and signs a step takes for which.
//!
//! Each row says what is written and for which code points. Sources stand beside the rows of
//! `docs/behaviour.md`, whose table a test holds against all of this.

use crate::rules::letters::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, HAMZA, HEH, WAW, WAW_HAMZA, YEH_HAMZA,
};
use crate::rules::unicode::JoiningGroup;

/// What is written, and the code points that it is written for.
pub(crate) type Row = (&'static str, &'static [char]);

/// Alef wasla and its forms, which modern text writes as an alef.
pub(crate) const WASLAS: &[Row] = &[("ا", &['\u{671}', '\u{FB50}', '\u{FB51}'])];
/// Yeh as Arabic, Persian and Egyptian keyboards write it.
pub(crate) const YEHS: &[Row] = &[("ي", &['\u{649}', '\u{6CC}'])];
/// Kaf as Persian (keheh) and Sindhi (swash kaf) keyboards write it.
pub(crate) const KAFS: &[Row] = &[("ك", &['\u{6A9}', '\u{6AA}'])];
/// Teh marbuta, and its form on Urdu keyboards.
pub(crate) const TEH_MARBUTAS: &[Row] = &[("ه", &['\u{629}', '\u{6C3}'])];
/// Heh goal, with and without hamza.
pub(crate) const HEH_GOALS: &[Row] = &[("ه", &['\u{6C1}', '\u{6C2}'])];
/// Heh doachashmee.
pub(crate) const HEH_DOACHASHMEES: &[Row] = &[("ه", &['\u{6BE}'])];
/// Ae, and heh with yeh above, which is ae with a hamza.
pub(crate) const AES: &[Row] = &[("ه", &['\u{6C0}', '\u{6D5}'])];

/// Hamza on its seats, and the high hamza of Kazakh.
pub(crate) const HAMZAS: &[Row] =
    &[("ء", &[ALEF_HAMZA_ABOVE, WAW_HAMZA, ALEF_HAMZA_BELOW, YEH_HAMZA, '\u{674}']), ("ءا", &[ALEF_MADDA])];

/// Letters for sounds that Arabic has not, and the Arabic letter that stands in for each.
pub(crate) const FOREIGN: &[Row] = &[
    ("ب", &['\u{67E}']),
    ("ج", &['\u{686}']),
    ("ز", &['\u{698}']),
    ("ش", &['\u{69C}']),
    ("ف", &['\u{6A4}', '\u{6A5}']),
    ("ق", &['\u{6A8}']),
    ("ك", &['\u{6AD}', '\u{6AF}', '\u{763}']),
];

/// The three sets of ten digits, zero first: ASCII, Arabic-Indic, extended Arabic-Indic.
pub(crate) const DIGIT_ZEROS: [char; 3] = ['0', '\u{660}', '\u{6F0}'];
/// The decimal and the thousands separator, in ASCII.
pub(crate) const SEPARATORS: &[Row] = &[(".", &['\u{66B}']), (",", &['\u{66C}'])];

/// Arabic punctuation, quotation marks and dashes, in ASCII.
pub(crate) const PUNCTUATION: &[Row] = &[
    (",", &['\u{60C}', '\u{2E41}']),
    (";", &['\u{61B}', '\u{204F}']),
    ("?", &['\u{61F}', '\u{2E2E}']),
    (".", &['\u{6D4}']),
    ("%", &['\u{66A}']),
    ("*", &['\u{66D}']),
    ("\"", &['\u{AB}', '\u{BB}', '\u{201C}', '\u{201D}', '\u{201E}', '\u{201F}']),
    ("'", &['\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}', '\u{2039}', '\u{203A}']),
    ("-", &['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}']),
    ("...", &['\u{2026}']),
    // Unicode's "left" ornate parenthesis closes: it is named by its look, and the script runs from the right.
    ("(", &['\u{FD3F}']),
    (")", &['\u{FD3E}']),
];

/// Signs of the Quran's text that are not letters of a word: what the charts of Unicode 17 head as honorifics, Quranic
/// annotation signs, Quranic marks, and the marks among the additions for Quranic orthographies; the small letters and
/// the verse signs are among them. What Unicode 18 added is not sorted in yet.
pub(crate) const QURANIC: &[(u32, u32)] = &[
    (0x610, 0x615),
    (0x617, 0x61A),
    (0x6D6, 0x6ED),
    (0x898, 0x89F),
    (0x8C9, 0x8E2),
    (0x8F0, 0x8F3),
    (0x10EC5, 0x10EC5),
    (0x10EFB, 0x10EFF),
];

/// Letters whose shape in a word depends on whether a letter follows: what stands at the end, what inside.
pub(crate) const POSITIONAL: &[(char, char)] = &[
    ('\u{6BA}', '\u{66E}'), // noon: a tooth inside
    ('\u{649}', '\u{66E}'), // yeh: a tooth inside
    ('\u{66F}', '\u{6A1}'), // qaf: the round head of feh inside
];

/// What the rasm does not write at all: hamza, and the high hamza.
pub(crate) const NOT_IN_RASM: &[char] = &[HAMZA, '\u{674}'];

/// The letter of the rasm that stands for a joining group: its shape without dots.
pub(crate) const fn archigrapheme(group: JoiningGroup) -> Option<char> {
    use JoiningGroup as G;
    Some(match group {
        G::Alef => ALEF,
        G::Beh | G::CrownBeh => '\u{66E}',
        G::Hah | G::CrownHah => '\u{62D}',
        G::Dal => '\u{62F}',
        G::Reh => '\u{631}',
        G::Seen | G::CrownSeen => '\u{633}',
        G::Sad | G::CrownSad => '\u{635}',
        G::Tah | G::CrownTah => '\u{637}',
        G::Ain | G::CrownAin => '\u{639}',
        G::Feh | G::AfricanFeh | G::CrownFeh => '\u{6A1}',
        G::Qaf | G::AfricanQaf => '\u{66F}',
        G::Kaf | G::Gaf | G::SwashKaf | G::CrownKaf => '\u{6A9}',
        G::Lam => '\u{644}',
        G::Meem | G::CrownMeem => '\u{645}',
        G::Noon | G::AfricanNoon | G::ThinNoon | G::Nya => '\u{6BA}',
        G::Heh | G::HehGoal | G::KnottedHeh | G::CrownHeh | G::TehMarbuta | G::TehMarbutaGoal => HEH,
        G::Waw | G::StraightWaw => WAW,
        G::Yeh | G::FarsiYeh | G::KashmiriYeh | G::RohingyaYeh | G::ThinYeh | G::YehWithTail => '\u{649}',
        G::YehBarree | G::BurushaskiYehBarree => '\u{6D2}',
        G::VerticalTail => return None,
    })
}

/// Honorifics and formulas that are one code point and that Unicode does not take apart: the words that their
/// names in the charts say.
pub(crate) const LIGATURES: &[(char, &str)] = &[
    ('\u{FBC3}', "جل وعلا"),
    ('\u{FBC4}', "دامت بركاتهم"),
    ('\u{FBC5}', "رحمة الله تعالى عليه"),
    ('\u{FBC6}', "رحمة الله عليهم"),
    ('\u{FBC7}', "رحمة الله عليهما"),
    ('\u{FBC8}', "رحمهم الله تعالى"),
    ('\u{FBC9}', "رحمهما الله"),
    ('\u{FBCA}', "رحمهما الله تعالى"),
    ('\u{FBCB}', "رضي الله تعالى عنهم"),
    ('\u{FBCC}', "حفظه الله"),
    ('\u{FBCD}', "حفظه الله تعالى"),
    ('\u{FBCE}', "حفظهم الله تعالى"),
    ('\u{FBCF}', "حفظهما الله تعالى"),
    ('\u{FBD0}', "صلى الله تعالى عليه وسلم"),
    ('\u{FBD1}', "عجل الله فرجه الشريف"),
    ('\u{FBD2}', "عليه الرحمة"),
    ('\u{FD40}', "رحمه الله"),
    ('\u{FD41}', "رضي الله عنه"),
    ('\u{FD42}', "رضي الله عنها"),
    ('\u{FD43}', "رضي الله عنهم"),
    ('\u{FD44}', "رضي الله عنهما"),
    ('\u{FD45}', "رضي الله عنهن"),
    ('\u{FD46}', "صلى الله عليه وآله"),
    ('\u{FD47}', "عليه السلام"),
    ('\u{FD48}', "عليهم السلام"),
    ('\u{FD49}', "عليهما السلام"),
    ('\u{FD4A}', "عليه الصلاة والسلام"),
    ('\u{FD4B}', "قدس سره"),
    ('\u{FD4C}', "صلى الله عليه وآله وسلم"),
    ('\u{FD4D}', "عليها السلام"),
    ('\u{FD4E}', "تبارك وتعالى"),
    ('\u{FD4F}', "رحمهم الله"),
    ('\u{FD90}', "رحمة الله عليه"),
    ('\u{FD91}', "رحمة الله عليها"),
    ('\u{FDC8}', "رحمه الله تعالى"),
    ('\u{FDC9}', "رضي الله تعالى عنه"),
    ('\u{FDCA}', "رضي الله تعالى عنها"),
    ('\u{FDCB}', "رضي الله تعالى عنهما"),
    ('\u{FDCC}', "صلى الله عليه وعلى آله وسلم"),
    ('\u{FDCD}', "عجل الله تعالى فرجه الشريف"),
    ('\u{FDCE}', "كرم الله وجهه"),
    ('\u{FDCF}', "سلامه علينا"),
    ('\u{FDFD}', "بسم الله الرحمن الرحيم"),
    ('\u{FDFE}', "سبحانه وتعالى"),
    ('\u{FDFF}', "عز وجل"),
    ('\u{10ED1}', "عليها الصلاة والسلام"),
    ('\u{10ED2}', "عليهم الصلاة والسلام"),
    ('\u{10ED3}', "عليهما الصلاة والسلام"),
    ('\u{10ED4}', "قدس الله سره"),
    ('\u{10ED5}', "قدس سرهم"),
    ('\u{10ED6}', "قدس سرهما"),
    ('\u{10ED7}', "قدست أسرارهم"),
    ('\u{10ED8}', "نور الله مرقده"),
];
