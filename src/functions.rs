//! The plain functions: one for each step, by its name in snake case, and the default preset.

use crate::normalizer::Normalizer;
use crate::preset;
use crate::rules::step::{DaggerAlef, Digits, Scheme, Step};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use once_cell::race::OnceBox;

/// The text made comparable for search: [`preset::SEARCH`].
///
/// ```
/// assert_eq!(naqi::normalize("المُتَّحِدة"), naqi::normalize("المتحده"));
/// assert_eq!(naqi::normalize("أمريكي ٢٠٢٤"), "امريكي 2024");
/// ```
pub fn normalize(text: &str) -> Cow<'_, str> {
    preset::SEARCH.normalize(text)
}

/// Normalizers of one step each, made at their first use.
struct CachedNormalizers<const N: usize>([OnceBox<Normalizer>; N]);

impl<const N: usize> CachedNormalizers<N> {
    const fn new() -> Self {
        Self([const { OnceBox::new() }; N])
    }

    fn normalize<'t>(&self, n: usize, step: impl Fn() -> Step, text: &'t str) -> Cow<'t, str> {
        self.0[n].get_or_init(|| Box::new(Normalizer::new(&[step()]))).normalize(text)
    }
}

macro_rules! functions {
    ($($name:ident, $step:ident, $before:literal, $after:literal;)*) => {$(
        #[doc = concat!("[`Step::", stringify!($step), "`] alone: see there, and in [`guide::behaviour`](crate::guide::behaviour).")]
        ///
        /// Borrows where nothing changes.
        ///
        /// ```
        #[doc = concat!("assert_eq!(naqi::", stringify!($name), "(\"", $before, "\"), \"", $after, "\");")]
        /// ```
        pub fn $name(text: &str) -> Cow<'_, str> {
            static CELL: CachedNormalizers<1> = CachedNormalizers::new();
            CELL.normalize(0, || Step::$step, text)
        }
    )*};
}

functions! {
    compose, Compose, "\u{627}\u{654}حمد", "أحمد";
    unify_uthmani, UnifyUthmani, "ٱلصَّلَوٰة", "الصَّلَاة";
    nfc, Nfc, "\u{627}\u{654}", "أ";
    nfkc, Nfkc, "\u{FEFB}", "لا";
    strip_tashkeel, StripTashkeel, "مُتَّحِدة", "متحدة";
    strip_diacritics, StripDiacritics, "رَحْمٰن", "رحمن";
    strip_quranic_marks, StripQuranicMarks, "ءَامَنُوا\u{6DF} \u{6DE}", "ءَامَنُوا ";
    strip_tatweel, StripTatweel, "كـــتاب", "كتاب";
    strip_invisible, StripInvisible, "كتا\u{200B}ب", "كتاب";
    strip_bidi, StripBidi, "\u{200F}كتاب\u{61C}", "كتاب";
    strip_joiners, StripJoiners, "می\u{200C}خواهم", "میخواهم";
    unify_forms, UnifyForms, "ﻷﻣﺮ", "لأمر";
    unify_alef, UnifyAlef, "أإآٱ", "اااا";
    unify_alef_hamza, UnifyAlefHamza, "أإآٱ", "ااآا";
    unify_hamza, UnifyHamza, "سؤال", "سءال";
    unify_yeh, UnifyYeh, "امريكى", "امريكي";
    unify_teh_marbuta, UnifyTehMarbuta, "مدرسة", "مدرسه";
    unify_kaf, UnifyKaf, "کتاب", "كتاب";
    unify_heh, UnifyHeh, "ہذا", "هذا";
    unify_heh_goal, UnifyHehGoal, "بھہ", "بھه";
    unify_heh_doachashmee, UnifyHehDoachashmee, "ھەولێر", "هەولێر";
    unify_waw, UnifyWaw, "ئۆ", "ئو";
    unify_foreign, UnifyForeign, "پاريس", "باريس";
    unify_punctuation, UnifyPunctuation, "من؟ أنا، أنت", "من? أنا, أنت";
    unify_spaces, UnifySpaces, "بعد\u{A0}غد", "بعد غد";
    fold_case, FoldCase, "USB", "usb";
    skeleton, Skeleton, "بيت", "ٮٮٮ";
    collapse_spaces, CollapseSpaces, "بعد \t غد", "بعد غد";
    trim, Trim, "  بعد  غد ", "بعد غد";
}

/// [`Step::DaggerAlef`] alone: U+0670 deleted, or made ا.
///
/// ```
/// use naqi::step::DaggerAlef;
/// assert_eq!(naqi::dagger_alef("رحمٰن", DaggerAlef::Delete), "رحمن");
/// assert_eq!(naqi::dagger_alef("كتٰب", DaggerAlef::Alef), "كتاب");
/// ```
pub fn dagger_alef(text: &str, to: DaggerAlef) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<2> = CachedNormalizers::new();
    CELLS.normalize(to as usize, || Step::DaggerAlef(to), text)
}

/// [`Step::Digits`] alone: digits to one of the three sets.
///
/// ```
/// use naqi::step::Digits;
/// assert_eq!(naqi::digits("٢٠٢٤ ۳٫۵", Digits::Ascii), "2024 3.5");
/// ```
pub fn digits(text: &str, to: Digits) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<3> = CachedNormalizers::new();
    CELLS.normalize(to as usize, || Step::Digits(to), text)
}

/// [`Step::Transliterate`] alone: Arabic letters to Latin ones.
///
/// ```
/// use naqi::step::Scheme;
/// assert_eq!(naqi::transliterate("ت\u{651}\u{64E}حدة", Scheme::Buckwalter), "t~aHdp");
/// ```
pub fn transliterate(text: &str, scheme: Scheme) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<4> = CachedNormalizers::new();
    CELLS.normalize(scheme as usize, || Step::Transliterate(scheme), text)
}

/// [`Step::Arabize`] alone: a transliteration back to Arabic letters.
///
/// ```
/// use naqi::step::Scheme;
/// assert_eq!(naqi::arabize("t~aHdp", Scheme::Buckwalter), "ت\u{651}\u{64E}حدة");
/// ```
pub fn arabize(text: &str, scheme: Scheme) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<4> = CachedNormalizers::new();
    CELLS.normalize(scheme as usize, || Step::Arabize(scheme), text)
}

/// [`Step::CollapseStretch`] alone: more than `most` of one Arabic letter as so many.
///
/// ```
/// assert_eq!(naqi::collapse_stretch("جمييييل", 1), "جميل");
/// ```
pub fn collapse_stretch(text: &str, most: u8) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<256> = CachedNormalizers::new();
    CELLS.normalize(most as usize, || Step::CollapseStretch(most), text)
}
