//! Presets: lists of steps for a purpose, each compiled once.

use crate::error::Error;
use crate::names;
use crate::normalizer::Normalizer;
use crate::rules::step::{DaggerAlef, Digits, Step};
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
    [&LIGHT, &SEARCH, &QURAN, &PERSIAN, &URDU, &SORANI, &MANUSCRIPT].into_iter()
}

/// The preset with a name.
///
/// ```
/// assert_eq!(naqi::preset::by_name("light").unwrap().normalize("كِتاب"), "كتاب");
/// assert!(naqi::preset::by_name("hevy").is_none());
/// ```
pub fn by_name(name: &str) -> Option<&'static Preset> {
    all().find(|p| p.name == name)
}

/// For text that people read: deletes marks, tatweel and invisible characters, and keeps letters.
///
/// Makes equal: مُتَّحِدة and متحدة, كـــتاب and كتاب, أ and ا + U+0654. Keeps apart: أحمد and احمد, مدرسة and مدرسه,
/// على and علي, ٢٠٢٤ and 2024, ﻻ and لا. ZWNJ is kept, since
/// Persian needs it.
pub static LIGHT: Preset = Preset::new(
    "light",
    &[Step::Compose, Step::StripDiacritics, Step::StripTatweel, Step::StripInvisible, Step::StripBidi],
);

/// For search: finds Arabic words in all their spellings. The default.
///
/// Makes equal: المُتَّحِدة, المتحدة and المتحده; أمريكي and امريكى; كتاب, كـــتاب and کتاب; ﻻ and لا; ٢٠٢٤ and 2024;
/// Word and word; a no-break space and a space; ﷺ and its expansion. Keeps apart: الأمريكية and الأميركية (two
/// spellings), مسؤول and مسئول (add `unify_hamza`), پ and ب (add `unify_foreign`), ، and `,` (add `unify_punctuation`).
/// It also makes some different words equal: على and علي, فتاة and فتاه.
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
/// Makes equal: ٱلْكِتَـٰبُ and الكتاب, ٱلصَّلَوٰةَ and الصلاة, ٱلرَّحْمَـٰنِ and الرحمن, يَـٰٓأَيُّهَا and يا أيها,
/// ٱللَّهُ and الله, أَنْعَمْتَ and انعمت. Deletes annotation signs, small letters and verse signs. Keeps apart the few
/// words that [`guide::quran_spelling`](crate::guide::quran_spelling) lists: يُحْىِ and يحيي.
pub static QURAN: Preset = Preset::new(
    "quran",
    &[
        Step::Compose,
        Step::UnifyUthmani,
        Step::UnifyForms,
        Step::DaggerAlef(DaggerAlef::Alef),
        Step::StripDiacritics,
        Step::StripQuranicMarks,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlef,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifySpaces,
        Step::CollapseSpaces,
        Step::Trim,
    ],
);

/// For Persian: unifies Arabic and Persian keyboards, hamza on alef, ZWNJ and digits; keeps آ as a letter.
///
/// Makes equal: کتاب and كتاب, ایران and ايران, تأثیر and تاثیر, می‌خواهم and میخواهم, خانهٔ and خانه, ۱۴۰۳ and 1403.
/// Keeps apart: آب and اب, مسئول and مسیول, and می خواهم with a space, which are two words.
pub static PERSIAN: Preset = Preset::new(
    "persian",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlefHamza,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifyKaf,
        Step::UnifyHeh,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);

/// For Urdu: unifies heh goal with the heh of Arabic keyboards; keeps heh doachashmee, the aspiration of بھ.
///
/// Makes equal: ہے and هے, کیا and كيا, دائرہ and دائرۃ, ۲۰۲۴ and 2024, اُردو and اردو.
/// Keeps apart: بھر and بہر, لڑکی and لڑکے, آم and ام, ٹ and ت.
pub static URDU: Preset = Preset::new(
    "urdu",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlefHamza,
        Step::UnifyYeh,
        Step::UnifyTehMarbuta,
        Step::UnifyKaf,
        Step::UnifyHehGoal,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);

/// For Sorani Kurdish: unifies Arabic and Kurdish keyboards; keeps vowel letters.
///
/// Makes equal: کوردستان and كوردستان, ی and ي, ھەولێر and هەولێر, ٢٠٢٤ and 2024.
/// Keeps apart: ە and ه (a vowel and a consonant), ێ and ی, ۆ and و, ڕ and ر, ڵ and ل. The old spelling of ە as ه with
/// a ZWNJ is not changed.
pub static SORANI: Preset = Preset::new(
    "sorani",
    &[
        Step::Compose,
        Step::UnifyForms,
        Step::StripDiacritics,
        Step::StripTatweel,
        Step::StripInvisible,
        Step::StripBidi,
        Step::StripJoiners,
        Step::UnifyAlefHamza,
        Step::UnifyYeh,
        Step::UnifyKaf,
        Step::UnifyHehGoal,
        Step::UnifyHehDoachashmee,
        Step::Digits(Digits::Ascii),
        Step::UnifySpaces,
        Step::FoldCase,
    ],
);

/// For manuscripts, and for text whose dots were dropped to hide it: replaces letters by their shapes without dots.
///
/// Makes equal: بيت, ىىت and ٮىت; قال and ڡال; شمس and سمس. Keeps apart what differs in its shape: بيت and بيوت,
/// and ں at a word's end from ٮ there.
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
