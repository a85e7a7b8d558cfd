//! Presets: lists of steps for a purpose, each compiled once.
//!
//! A preset dereferences to its [`Normalizer`], so it has all its methods. The page of each preset lists its steps, and
//! texts that it makes equal or keeps different.
//!
//! ```
//! use naqi::preset;
//!
//! let text = "كـــتابٌ";
//! assert_eq!(preset::LIGHT.normalize(text), "كتاب");
//! // The same steps and one more:
//! let mine = preset::SEARCH.with(naqi::Step::UnifyHamza);
//! assert_eq!(mine.steps().len(), preset::SEARCH.steps().len() + 1);
//! ```

mod languages;
mod text;

pub use languages::{PERSIAN, SORANI, URDU};
pub use text::{ARABIC_TEXT, PERSIAN_TEXT, SORANI_TEXT, SPEECH, URDU_TEXT};

use crate::error::Error;
use crate::names;
use crate::normalizer::Normalizer;
use crate::rules::step::{Digits, Step};
use alloc::boxed::Box;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::ops::Deref;
use core::str::FromStr;
use once_cell::race::OnceBox;

/// A named list of steps. Its [`Normalizer`] is compiled on first use.
///
/// `Display` writes the preset's name, which parses as a preset and, as a list of its steps, as a [`Normalizer`].
///
/// ```
/// use naqi::{Normalizer, preset::{Preset, SEARCH}};
/// assert_eq!(SEARCH.to_string(), "search");
/// assert_eq!("search".parse(), Ok(SEARCH.clone()));
/// assert_eq!("search".parse::<Normalizer>(), Ok(Normalizer::from(&SEARCH)));
/// assert!(SEARCH.normalizer().to_string().starts_with("compose, unify_forms, "));
/// ```
#[derive(Clone)]
pub struct Preset {
    name: &'static str,
    steps: &'static [Step],
    normalizer: OnceBox<Normalizer>,
}

impl Preset {
    const fn new(name: &'static str, steps: &'static [Step]) -> Self {
        Self { name, steps, normalizer: OnceBox::new() }
    }

    /// The preset's name in lower case.
    ///
    /// ```
    /// assert_eq!(naqi::preset::SEARCH.name(), "search");
    /// ```
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The preset's normalizer, to which a preset also dereferences.
    #[inline]
    pub fn normalizer(&self) -> &Normalizer {
        self.normalizer.get_or_init(|| Box::new(Normalizer::new(self.steps)))
    }

    /// The steps in the order of the list; compiles nothing.
    pub(crate) fn listed_steps(&self) -> &'static [Step] {
        self.steps
    }
}

impl Deref for Preset {
    type Target = Normalizer;

    #[inline]
    fn deref(&self) -> &Normalizer {
        self.normalizer()
    }
}

impl fmt::Debug for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Preset({})", self.name)
    }
}

impl fmt::Display for Preset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

impl FromStr for Preset {
    type Err = Error;

    /// The preset of a name, as [`by_name`].
    ///
    /// # Errors
    /// An unknown name: the message suggests the nearest one, or lists the names.
    fn from_str(text: &str) -> Result<Self, Error> {
        let name = text.trim();
        by_name(name).cloned().ok_or_else(|| {
            let problem =
                names::unknown("preset", name, all().map(Preset::name), "`naqi::preset::all()` lists all names");
            Error::at(problem, text.len() - text.trim_start().len())
        })
    }
}

names::serde_as_text!(Preset);

/// Presets have different names, so equal names are equal presets.
impl PartialEq for Preset {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Preset {}

impl Hash for Preset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

/// [`SEARCH`].
impl Default for Preset {
    fn default() -> Self {
        SEARCH.clone()
    }
}

impl From<&Preset> for Normalizer {
    fn from(preset: &Preset) -> Self {
        preset.normalizer().clone()
    }
}

impl From<Preset> for Normalizer {
    fn from(preset: Preset) -> Self {
        preset.normalizer().clone()
    }
}

/// The normalizer of [`SEARCH`].
impl Default for Normalizer {
    fn default() -> Self {
        Self::from(&SEARCH)
    }
}

/// Every preset.
///
/// ```
/// assert!(naqi::preset::all().any(|p| p.name() == "search"));
/// ```
pub fn all() -> impl Iterator<Item = &'static Preset> {
    let to_compare = [&LIGHT, &SEARCH, &QURAN, &PERSIAN, &URDU, &SORANI, &MANUSCRIPT, &SPEECH];
    to_compare.into_iter().chain([&ARABIC_TEXT, &PERSIAN_TEXT, &URDU_TEXT, &SORANI_TEXT])
}

/// The preset with a name.
///
/// ```
/// let preset = naqi::preset::by_name("light").unwrap();
/// assert_eq!(preset.name(), "light");
/// assert!(naqi::preset::by_name("hevy").is_none());
/// ```
pub fn by_name(name: &str) -> Option<&'static Preset> {
    all().find(|p| p.name == name)
}

/// For text that people read: deletes marks, tatweel and invisible characters, and keeps letters.
///
/// Steps: [`compose`](Step::Compose), [`strip_diacritics`](Step::StripDiacritics),
/// [`strip_tatweel`](Step::StripTatweel), [`strip_invisible`](Step::StripInvisible),
/// [`strip_bidi`](Step::StripBidi).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | مُتَّحِدة | متحدة | equal |
/// | كـــتاب | كتاب | equal |
/// | `ا` + U+0654 | أ | equal |
/// | أحمد | احمد | different |
/// | مدرسة | مدرسه | different |
/// | على | علي | different |
/// | ٢٠٢٤ | 2024 | different |
/// | U+FEFB | لا | different |
///
/// ZWNJ is kept, since Persian needs it.
///
/// ```
/// use naqi::preset::LIGHT;
/// let text = "كِتَـابٌ";
/// assert_eq!(LIGHT.normalize(text), "كتاب");
/// ```
pub static LIGHT: Preset = Preset::new(
    "light",
    &[Step::Compose, Step::StripDiacritics, Step::StripTatweel, Step::StripInvisible, Step::StripBidi],
);

/// For search: finds Arabic words in all their spellings. The default.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms),
/// [`strip_diacritics`](Step::StripDiacritics), [`strip_quranic_marks`](Step::StripQuranicMarks),
/// [`strip_tatweel`](Step::StripTatweel), [`strip_invisible`](Step::StripInvisible),
/// [`strip_bidi`](Step::StripBidi), [`strip_joiners`](Step::StripJoiners), [`unify_alef`](Step::UnifyAlef),
/// [`unify_yeh`](Step::UnifyYeh), [`unify_teh_marbuta`](Step::UnifyTehMarbuta), [`unify_kaf`](Step::UnifyKaf),
/// [`unify_heh`](Step::UnifyHeh), [`digits(ascii)`](Step::Digits), [`unify_spaces`](Step::UnifySpaces),
/// [`fold_case`](Step::FoldCase).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | المُتَّحِدة | المتحدة | equal |
/// | المتحدة | المتحده | equal |
/// | أمريكي | امريكى | equal |
/// | كـــتاب | کتاب | equal |
/// | U+FEFB | لا | equal |
/// | ٢٠٢٤ | 2024 | equal |
/// | Word | word | equal |
/// | ﷺ | صلى الله عليه وسلم | equal |
/// | محمدﷺ | محمد ﷺ | equal |
/// | اﷲ | الله | equal |
/// | على | علي | equal |
/// | فتاة | فتاه | equal |
/// | الأمريكية | الأميركية | different |
/// | مسؤول | مسئول | different |
/// | پ | ب | different |
/// | ، | , | different |
///
/// A no-break space equals a space. Some different words become equal, such as `فتاة` (girl) and `فتاه` (his boy). For
/// `مسؤول` add the step `unify_hamza`, for `پ` add `unify_foreign`, and for the comma add `unify_punctuation`.
///
/// ```
/// use naqi::preset::SEARCH;
/// let text = "أمريكى في ٢٠٢٤";
/// assert_eq!(SEARCH.normalize(text), "امريكي في 2024");
/// ```
pub static SEARCH: Preset = Preset::new(
    "search",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripQuranicMarks,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlef,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifyKaf,
        Step::UnifyHeh,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);

/// For verses of the Quran: from Uthmani spelling to the letters of the modern one, without marks.
///
/// Steps: [`compose`](Step::Compose), [`unify_uthmani`](Step::UnifyUthmani), [`unify_forms`](Step::UnifyForms),
/// [`strip_diacritics`](Step::StripDiacritics), [`strip_quranic_marks`](Step::StripQuranicMarks),
/// [`strip_tatweel`](Step::StripTatweel), [`strip_invisible`](Step::StripInvisible), [`strip_bidi`](Step::StripBidi),
/// [`strip_joiners`](Step::StripJoiners), [`unify_alef`](Step::UnifyAlef), [`unify_yeh`](Step::UnifyYeh),
/// [`unify_teh_marbuta`](Step::UnifyTehMarbuta), [`unify_kaf`](Step::UnifyKaf), [`unify_heh`](Step::UnifyHeh),
/// [`digits(ascii)`](Step::Digits), [`unify_spaces`](Step::UnifySpaces),
/// [`collapse_spaces`](Step::CollapseSpaces), [`trim`](Step::Trim).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | ٱلْكِتَـٰبُ | الكتاب | equal |
/// | ٱلصَّلَوٰةَ | الصلاة | equal |
/// | ٱلرَّحْمَـٰنِ | الرحمن | equal |
/// | يَـٰٓأَيُّهَا | يا أيها | equal |
/// | ٱللَّهُ | الله | equal |
/// | أَنْعَمْتَ | انعمت | equal |
/// | عَلٰى | على | equal |
/// | اللہ | الله | equal |
/// | يُحْىِ | يحيي | different |
///
/// Deletes annotation signs, small letters and verse signs. The last row is one of the few words that stay different;
/// [`guide::quran_spelling`](crate::guide::quran_spelling) lists them.
///
/// ```
/// use naqi::preset::QURAN;
/// let text = "ٱلْعَـٰلَمِينَ";
/// assert_eq!(QURAN.normalize(text), "العالمين");
/// ```
pub static QURAN: Preset = Preset::new(
    "quran",
    &[
        Step::Compose,
        Step::UnifyUthmani,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripQuranicMarks,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlef,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifyKaf,
        Step::UnifyHeh,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::CollapseSpaces,
        Step::Trim,
    ],
);

/// For manuscripts, and for text whose dots were dropped to hide it: replaces letters by their shapes without dots.
///
/// Steps: [`compose`](Step::Compose), [`unify_forms`](Step::UnifyForms),
/// [`strip_quranic_marks`](Step::StripQuranicMarks), [`strip_invisible`](Step::StripInvisible),
/// [`strip_bidi`](Step::StripBidi), [`strip_joiners`](Step::StripJoiners), [`digits(ascii)`](Step::Digits),
/// [`unify_spaces`](Step::UnifySpaces), [`fold_case`](Step::FoldCase), [`skeleton`](Step::Skeleton).
///
/// | a text | another | with this preset |
/// |---|---|---|
/// | بيت | ىىت | equal |
/// | بيت | ٮىت | equal |
/// | قال | ڡال | equal |
/// | شمس | سمس | equal |
/// | بيت | بيوت | different |
/// | ں | ٮ | different |
///
/// The last row has the shapes of noon and beh at the end of a word, which differ.
///
/// ```
/// use naqi::preset::MANUSCRIPT;
/// let text = "بيت";
/// assert_eq!(MANUSCRIPT.normalize(text), "ٮٮٮ");
/// ```
pub static MANUSCRIPT: Preset = Preset::new(
    "manuscript",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripQuranicMarks,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
        Step::Skeleton,
    ],
);
