//! Plain functions: one per step, and `normalize` for the default preset.

use crate::normalizer::Normalizer;
use crate::preset;
use crate::rules::step::{AffixBoundary, DaggerAlef, Digits, Keyboard, Removal, Scheme, Spacing, Step, Stretch};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use once_cell::race::OnceBox;

/// Normalizes text for search, by [`preset::SEARCH`].
///
/// ```
/// let written = "المُتَّحِدة في ٢٠٢٤";
/// assert_eq!(naqi::normalize(written), "المتحده في 2024");
/// ```
pub fn normalize(text: &str) -> Cow<'_, str> {
    preset::SEARCH.normalize(text)
}

/// Normalizers of one step each, compiled on first use.
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
    ($($(#[$doc:meta])+ $name:ident, $step:ident, $before:literal, $after:literal;)*) => {$(
        $(#[$doc])+
        ///
        #[doc = concat!("It is [`Step::", stringify!($step), "`] alone; [`guide::behaviour`](crate::guide::behaviour) lists its characters.")]
        /// The output is borrowed exactly when nothing changes.
        ///
        // Two lines, since a browser would draw two Arabic words in one line in the wrong order.
        /// ```
        #[doc = concat!("let text = \"", $before, "\";")]
        #[doc = concat!("assert_eq!(naqi::", stringify!($name), "(text), \"", $after, "\");")]
        /// ```
        pub fn $name(text: &str) -> Cow<'_, str> {
            static CELL: CachedNormalizers<1> = CachedNormalizers::new();
            CELL.normalize(0, || Step::$step, text)
        }
    )*};
}

functions! {
    /// Composes madda and hamza (U+0653 to U+0655) with the letters that they belong to: `ا` + U+0654 becomes `أ`.
    compose, Compose, "ا\u{654}حمد", "أحمد";
    /// Rewrites the Quran's spelling (Uthmani) to the modern one (imlai).
    unify_uthmani, UnifyUthmani, "ٱلصَّلَوٰة", "الصَّلَاة";
    /// Replaces `ه` with a ZWNJ (U+200C) after it by `ە`: the old spelling of this vowel in Sorani Kurdish.
    unify_sorani_ae, UnifySoraniAe, "دووشه\u{200C}ممه\u{200C}", "دووشەممە";
    /// Converts to Normalization Form C (UAX #15).
    nfc, Nfc, "ا\u{654}", "أ";
    /// Converts to Normalization Form KC (UAX #15).
    nfkc, Nfkc, "ﻻ", "لا";
    /// Deletes the eight vowel signs U+064B to U+0652.
    strip_tashkeel, StripTashkeel, "مُتَّحِدة", "متحدة";
    /// Deletes the vowels, tanwins and the sukun, and keeps the shadda.
    strip_harakat, StripHarakat, "مُتَّحِدة", "متّحدة";
    /// Deletes the shadda U+0651.
    strip_shadda, StripShadda, "مُتَّحِدة", "مُتَحِدة";
    /// Deletes fathatan, dammatan and kasratan, and their open forms. The alef of `كِتابًا` stays.
    strip_tanwin, StripTanwin, "كِتابٌ", "كِتاب";
    /// Deletes a fathatan at the end of a word together with its alef.
    strip_tanwin_alef, StripTanwinAlef, "رَحيمًا", "رَحيم";
    /// Deletes the vowel, tanwin or sukun at the end of each word. A shadda stays.
    strip_last_vowel, StripLastVowel, "كِتابُ", "كِتاب";
    /// Deletes vowels that the letters tell, such as a fatha before `ا`.
    strip_redundant_vowels, StripRedundantVowels, "كِتَابُ", "كِتابُ";
    /// Deletes every Arabic mark that is not part of a letter: tashkeel, dagger alef, Quranic marks, African vowels.
    strip_diacritics, StripDiacritics, "رَحْمٰن", "رحمن";
    /// Deletes the Quran's annotation signs: pause marks, small letters, verse signs, honorifics.
    strip_quranic_marks, StripQuranicMarks, "ءَامَنُوا\u{6DF} \u{6DE}", "ءَامَنُوا ";
    /// Deletes the tatweel (kashida, U+0640). A hamza on a tatweel becomes `ئ`.
    strip_tatweel, StripTatweel, "كـــتاب", "كتاب";
    /// Deletes characters without width, such as zero width space, word joiner, byte order mark and soft hyphen.
    strip_invisible, StripInvisible, "كتا\u{200B}ب", "كتاب";
    /// Deletes the control characters of the bidirectional algorithm (UAX #9).
    strip_bidi, StripBidi, "\u{200F}كتاب\u{61C}", "كتاب";
    /// Deletes ZWJ and ZWNJ (U+200D, U+200C).
    strip_joiners, StripJoiners, "می\u{200C}خواهم", "میخواهم";
    /// Deletes ZWNJs (U+200C) that separate no letters or digits, and all but one of several in a row.
    strip_stray_zwnj, StripStrayZwnj, "می\u{200C} خواهم", "می خواهم";
    /// Replaces presentation forms and mathematical letters by letters, and ligatures by their letters or words.
    unify_forms, UnifyForms, "ﻷﻣﺮ", "لأمر";
    /// Unifies every alef to `ا`, such as `آ أ إ ٱ` and the rarer ones.
    unify_alef, UnifyAlef, "أإآٱ", "اااا";
    /// Unifies every alef except `آ` to `ا`, for languages in which `آ` is a letter of its own.
    unify_alef_hamza, UnifyAlefHamza, "أإآٱ", "ااآا";
    /// Unifies alef wasla, which the Quran writes, to `ا`. Alefs with hamza or madda are kept.
    unify_wasla, UnifyWasla, "ٱلكتاب", "الكتاب";
    /// Replaces a hamza with its seat by `ء`, and the letter `آ` by `ءا`.
    unify_hamza, UnifyHamza, "سؤال", "سءال";
    /// Unifies alef maksura and Farsi yeh to `ي`.
    unify_yeh, UnifyYeh, "امريكى", "امريكي";
    /// Unifies teh marbuta to `ه`.
    unify_teh_marbuta, UnifyTehMarbuta, "مدرسة", "مدرسه";
    /// Unifies keheh and swash kaf to `ك`.
    unify_kaf, UnifyKaf, "کتاب", "كتاب";
    /// Unifies every heh to `ه`: heh goal, heh doachashmee, ae.
    unify_heh, UnifyHeh, "ہذا", "هذا";
    /// Unifies heh goal to `ه`. Heh doachashmee and ae are kept, as Urdu distinguishes them.
    unify_heh_goal, UnifyHehGoal, "بھہ", "بھه";
    /// Unifies heh doachashmee to `ه`. Ae is kept, as Kurdish and Uyghur distinguish it.
    unify_heh_doachashmee, UnifyHehDoachashmee, "ھەولێر", "هەولێر";
    /// Unifies the waws of Kurdish, Uyghur and Kazakh vowels to `و`.
    unify_waw, UnifyWaw, "ئۆ", "ئو";
    /// Replaces letters for foreign sounds by the Arabic letters that stand in for them: `پ چ ڤ گ ژ` become `ب ج ف ك ز`.
    unify_foreign, UnifyForeign, "پاريس", "باريس";
    /// Replaces Arabic and typographic punctuation by ASCII: `؟` becomes `?`.
    unify_punctuation, UnifyPunctuation, "من؟ أنا، أنت", "من? أنا, أنت";
    /// Replaces the no-break space and similar spaces by a space.
    unify_spaces, UnifySpaces, "بعد\u{A0}غد", "بعد غد";
    /// Folds the case of Latin letters: ABC becomes abc.
    fold_case, FoldCase, "USB", "usb";
    /// Deletes everything but Arabic script and white space.
    keep_arabic, KeepArabic, "كتاب book!", "كتاب ";
    /// Reduces letters to the rasm: their shapes without dots, marks and hamza.
    skeleton, Skeleton, "بيت", "ٮٮٮ";
    /// Composes letters of Latin and other scripts than Arabic with their marks U+0300 to U+036F.
    compose_latin, ComposeLatin, "re\u{301}sume\u{301}", "résumé";
    /// Collapses a run of spaces and tabs to one space. Newlines are kept.
    collapse_spaces, CollapseSpaces, "بعد \t غد", "بعد غد";
    /// Deletes spaces at both ends of each line, and collapses other runs of spaces to one space.
    trim, Trim, "  بعد  غد ", "بعد غد";
    /// Writes a space between a digit and an Arabic letter beside it.
    space_digits, SpaceDigits, "5كتب", "5 كتب";
    /// Deletes the separators of thousands in numbers.
    join_thousands, JoinThousands, "12,345", "12345";
    /// Writes ASCII digits in names that have a Latin letter.
    unify_latin_digits, UnifyLatinDigits, "mp۳", "mp3";
    /// Writes a sign once where it stands several times in a row.
    collapse_punctuation, CollapsePunctuation, "نعم!!!", "نعم!";
    /// Shortens written laughter to one spelling.
    collapse_laughter, CollapseLaughter, "ههههههه", "هه";
}

macro_rules! removals {
    ($($(#[$doc:meta])+ $name:ident, $step:ident, $before:literal, $after:literal;)*) => {$(
        $(#[$doc])+
        ///
        #[doc = concat!("It is [`Step::", stringify!($step), "`] alone; [`guide::behaviour`](crate::guide::behaviour) lists its characters.")]
        /// The output is borrowed exactly when nothing changes.
        ///
        /// ```
        /// use naqi::step::Removal;
        #[doc = concat!("let text = \"", $before, "\";")]
        #[doc = concat!("assert_eq!(naqi::", stringify!($name), "(text, Removal::Space), \"", $after, "\");")]
        /// ```
        pub fn $name(text: &str, removal: Removal) -> Cow<'_, str> {
            static CELLS: CachedNormalizers<2> = CachedNormalizers::new();
            CELLS.normalize(removal as usize, || Step::$step(removal), text)
        }
    )*};
}

removals! {
    /// Deletes punctuation (General_Category P), or writes a space for each sign.
    strip_punctuation, StripPunctuation, "قال:نعم", "قال نعم";
    /// Deletes symbols (General_Category S), or writes a space for each.
    strip_symbols, StripSymbols, "خمسة+خمسة", "خمسة خمسة";
    /// Deletes emoji, or writes a space for each code point of them.
    strip_emoji, StripEmoji, "جميل\u{1F60D}جدا", "جميل جدا";
    /// Deletes letters of the Latin script, or writes a space for each.
    strip_latin, StripLatin, "كتابxجديد", "كتاب جديد";
    /// Deletes digits, or writes a space for each.
    strip_digits, StripDigits, "عام5شهر", "عام شهر";
}

/// Writes spaces beside punctuation.
///
/// It is [`Step::SpacePunctuation`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::Spacing;
/// let text = "نعم ،لا";
/// assert_eq!(naqi::space_punctuation(text, Spacing::After), "نعم، لا");
/// ```
pub fn space_punctuation(text: &str, spacing: Spacing) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<2> = CachedNormalizers::new();
    CELLS.normalize(spacing as usize, || Step::SpacePunctuation(spacing), text)
}

/// Writes a half-space, or nothing, between Persian words and their affixes.
///
/// It is [`Step::JoinAffixes`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::AffixBoundary;
/// let text = "می روم";
/// assert_eq!(naqi::join_affixes(text, AffixBoundary::Zwnj), "می\u{200C}روم"); // U+200C ZERO WIDTH NON-JOINER
/// assert_eq!(naqi::join_affixes(text, AffixBoundary::Delete), "میروم");
/// ```
pub fn join_affixes(text: &str, boundary: AffixBoundary) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<2> = CachedNormalizers::new();
    CELLS.normalize(boundary as usize, || Step::JoinAffixes(boundary), text)
}

/// Deletes the dagger alef U+0670, or replaces it by `ا`.
///
/// It is [`Step::DaggerAlef`] alone. The output is borrowed exactly when nothing changes.
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

/// Writes the letters of a language's keyboard in place of those of others.
///
/// It is [`Step::Letters`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::Keyboard;
/// let text = "هم كتابي";
/// assert_eq!(naqi::letters_of(text, Keyboard::Urdu), "ہم کتابی");
/// ```
pub fn letters_of(text: &str, keyboard: Keyboard) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<4> = CachedNormalizers::new();
    CELLS.normalize(keyboard as usize, || Step::Letters(keyboard), text)
}

/// Converts digits to one of three sets.
///
/// It is [`Step::Digits`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::Digits;
/// assert_eq!(naqi::digits("٢٠٢٤ ۳٫۵", Digits::Ascii), "2024 3.5");
/// ```
pub fn digits(text: &str, to: Digits) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<3> = CachedNormalizers::new();
    CELLS.normalize(to as usize, || Step::Digits(to), text)
}

/// Transliterates Arabic letters and marks to Latin letters.
///
/// It is [`Step::Transliterate`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::Scheme;
/// assert_eq!(naqi::transliterate("ت\u{651}\u{64E}حدة", Scheme::Buckwalter), "t~aHdp");
/// ```
pub fn transliterate(text: &str, scheme: Scheme) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<4> = CachedNormalizers::new();
    CELLS.normalize(scheme as usize, || Step::Transliterate(scheme), text)
}

/// Converts a transliteration to Arabic letters and marks.
///
/// It is [`Step::Arabize`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::Scheme;
/// assert_eq!(naqi::arabize("t~aHdp", Scheme::Buckwalter), "ت\u{651}\u{64E}حدة");
/// ```
pub fn arabize(text: &str, scheme: Scheme) -> Cow<'_, str> {
    static CELLS: CachedNormalizers<4> = CachedNormalizers::new();
    CELLS.normalize(scheme as usize, || Step::Arabize(scheme), text)
}

/// Shortens runs of one Arabic letter: to a number of letters, or by [`Stretch::Doubles`].
///
/// It is [`Step::CollapseStretch`] alone. The output is borrowed exactly when nothing changes.
///
/// ```
/// use naqi::step::Stretch;
/// let stretched = "جمييييل";
/// assert_eq!(naqi::collapse_stretch(stretched, 1), "جميل");
/// assert_eq!(naqi::collapse_stretch(stretched, Stretch::Doubles), "جميل");
/// ```
pub fn collapse_stretch(text: &str, to: impl Into<Stretch>) -> Cow<'_, str> {
    static DOUBLES: CachedNormalizers<1> = CachedNormalizers::new();
    static AT_MOST: CachedNormalizers<256> = CachedNormalizers::new();
    let to = to.into();
    match to {
        Stretch::Doubles => DOUBLES.normalize(0, || Step::CollapseStretch(to), text),
        Stretch::AtMost(most) => AT_MOST.normalize(most as usize, || Step::CollapseStretch(to), text),
    }
}
