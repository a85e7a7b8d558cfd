//! One function a step.

use crate::error;
use crate::text::{Rewriter, rewrite};
use naqi::step::Stretch;
use pyo3::prelude::*;
use pyo3::types::{PyInt, PyString};
use std::str::FromStr;
use std::sync::LazyLock;

/// Parses the name of an option.
fn option<T: FromStr<Err = naqi::Error>>(py: Python<'_>, name: &str) -> PyResult<T> {
    name.parse().map_err(|error| error::of_rules(py, name, &error))
}

macro_rules! functions {
    ($($(#[$doc:meta])+ $name:ident;)*) => {
        $(
            $(#[$doc])+
            #[pyfunction]
            #[pyo3(signature = (text, /))]
            fn $name<'py>(text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
                static REWRITER: LazyLock<Option<Rewriter>> = LazyLock::new(|| Rewriter::of_step(stringify!($name)));
                match &*REWRITER {
                    Some(rewriter) => rewriter.normalize(text),
                    None => rewrite(text, naqi::$name),
                }
            }
        )*

        fn add_functions(module: &Bound<'_, PyModule>) -> PyResult<()> {
            $(module.add_function(wrap_pyfunction!($name, module)?)?;)*
            Ok(())
        }
    };
}

macro_rules! with_option {
    ($($(#[$doc:meta])+ $name:ident($option:ident = $usual:literal, $signature:literal);)*) => {
        $(
            $(#[$doc])+
            #[pyfunction]
            #[pyo3(signature = (text, /, $option = $usual), text_signature = $signature)]
            fn $name<'py>(text: &Bound<'py, PyString>, $option: &str) -> PyResult<Bound<'py, PyString>> {
                let value = option(text.py(), $option)?;
                rewrite(text, |text| naqi::$name(text, value))
            }
        )*

        fn add_with_option(module: &Bound<'_, PyModule>) -> PyResult<()> {
            $(module.add_function(wrap_pyfunction!($name, module)?)?;)*
            Ok(())
        }
    };
}

functions! {
    /// Composes madda and hamza (U+0653 to U+0655) with the letters that they belong to.
    ///
    /// >>> naqi.compose("ا\u0654حمد")
    /// 'أحمد'
    compose;
    /// Rewrites the Quran's spelling (Uthmani) to the modern one.
    unify_uthmani;
    /// Replaces `ه` with a ZWNJ (U+200C) after it by `ە`: the old spelling of this vowel in Sorani Kurdish.
    unify_sorani_ae;
    /// Converts to Normalization Form C (UAX #15).
    nfc;
    /// Converts to Normalization Form KC (UAX #15).
    nfkc;
    /// Deletes the eight vowel signs U+064B to U+0652.
    ///
    /// >>> naqi.strip_tashkeel("مُتَّحِدة")
    /// 'متحدة'
    strip_tashkeel;
    /// Deletes the vowels, tanwins and the sukun, and keeps the shadda.
    strip_harakat;
    /// Deletes the shadda U+0651.
    strip_shadda;
    /// Deletes fathatan, dammatan and kasratan, and their open forms.
    strip_tanwin;
    /// Deletes a fathatan at the end of a word together with its alef.
    ///
    /// >>> naqi.strip_tanwin_alef("رَحيمًا")
    /// 'رَحيم'
    strip_tanwin_alef;
    /// Deletes the vowel, tanwin or sukun at the end of each word. A shadda stays.
    strip_last_vowel;
    /// Deletes vowels that the letters tell, such as a fatha before `ا`.
    strip_redundant_vowels;
    /// Deletes every Arabic mark that is not part of a letter.
    ///
    /// >>> naqi.strip_diacritics("رَحْمٰن")
    /// 'رحمن'
    strip_diacritics;
    /// Deletes the Quran's annotation signs: pause marks, small letters, verse signs, honorifics.
    strip_quranic_marks;
    /// Deletes the tatweel (kashida, U+0640). A hamza on a tatweel becomes `ئ`.
    ///
    /// >>> naqi.strip_tatweel("كـــتاب")
    /// 'كتاب'
    strip_tatweel;
    /// Deletes characters without width, such as zero width space, word joiner, byte order mark and soft hyphen.
    strip_invisible;
    /// Deletes the control characters of the bidirectional algorithm (UAX #9).
    strip_bidi;
    /// Deletes ZWJ and ZWNJ (U+200D, U+200C).
    strip_joiners;
    /// Deletes ZWNJs (U+200C) that separate no letters or digits, and all but one of several in a row.
    strip_stray_zwnj;
    /// Replaces presentation forms and mathematical letters by letters, and ligatures by their letters or words.
    ///
    /// >>> naqi.unify_forms("ﻷﻣﺮ")
    /// 'لأمر'
    unify_forms;
    /// Unifies every alef to `ا`.
    ///
    /// >>> naqi.unify_alef("أإآٱ")
    /// 'اااا'
    unify_alef;
    /// Unifies every alef except `آ` to `ا`.
    unify_alef_hamza;
    /// Unifies alef wasla to `ا`. Alefs with hamza or madda are kept.
    ///
    /// >>> naqi.unify_wasla("ٱلكتاب")
    /// 'الكتاب'
    unify_wasla;
    /// Replaces a hamza with its seat by `ء`, and the letter `آ` by `ءا`.
    unify_hamza;
    /// Unifies alef maksura and Farsi yeh to `ي`.
    unify_yeh;
    /// Unifies teh marbuta to `ه`.
    unify_teh_marbuta;
    /// Unifies keheh and swash kaf to `ك`.
    unify_kaf;
    /// Unifies every heh to `ه`: heh goal, heh doachashmee, ae.
    unify_heh;
    /// Unifies heh goal to `ه`. Heh doachashmee and ae are kept.
    unify_heh_goal;
    /// Unifies heh doachashmee to `ه`. Ae is kept.
    unify_heh_doachashmee;
    /// Unifies the waws of Kurdish, Uyghur and Kazakh vowels to `و`.
    unify_waw;
    /// Replaces letters for foreign sounds by the Arabic letters that stand in for them.
    ///
    /// >>> naqi.unify_foreign("پاريس")
    /// 'باريس'
    unify_foreign;
    /// Replaces Arabic and typographic punctuation by ASCII.
    unify_punctuation;
    /// Replaces the no-break space and similar spaces by a space.
    unify_spaces;
    /// Folds the case of Latin letters.
    fold_case;
    /// Deletes everything but Arabic script and white space.
    keep_arabic;
    /// Reduces letters to the rasm: their shapes without dots, marks and hamza.
    ///
    /// >>> naqi.skeleton("بيت")
    /// 'ٮٮٮ'
    skeleton;
    /// Composes letters of Latin and other scripts than Arabic with their marks U+0300 to U+036F.
    compose_latin;
    /// Collapses a run of spaces and tabs to one space. Newlines are kept.
    collapse_spaces;
    /// Deletes spaces at both ends of each line, and collapses other runs of spaces to one space.
    trim;
    /// Writes a space between a digit and an Arabic letter beside it.
    space_digits;
    /// Deletes the separators of thousands in numbers.
    join_thousands;
    /// Writes ASCII digits in names that have a Latin letter.
    unify_latin_digits;
    /// Writes a sign once where it stands several times in a row.
    collapse_punctuation;
    /// Shortens written laughter to one spelling.
    collapse_laughter;
}

with_option! {
    /// Deletes punctuation (General_Category P); with `"space"`, writes a space for each sign.
    ///
    /// >>> naqi.strip_punctuation("قال:نعم", "space")
    /// 'قال نعم'
    strip_punctuation(removal = "delete", "(text, /, removal='delete')");
    /// Deletes symbols (General_Category S); with `"space"`, writes a space for each.
    strip_symbols(removal = "delete", "(text, /, removal='delete')");
    /// Deletes emoji; with `"space"`, writes a space for each code point of them.
    strip_emoji(removal = "delete", "(text, /, removal='delete')");
    /// Deletes letters of the Latin script; with `"space"`, writes a space for each.
    strip_latin(removal = "delete", "(text, /, removal='delete')");
    /// Deletes digits; with `"space"`, writes a space for each.
    strip_digits(removal = "delete", "(text, /, removal='delete')");
    /// Writes spaces beside punctuation: `"after"` or `"around"`.
    ///
    /// >>> naqi.space_punctuation("نعم ،لا", "after")
    /// 'نعم، لا'
    space_punctuation(spacing = "after", "(text, /, spacing='after')");
    /// Writes a half-space (`"zwnj"`), or nothing (`"delete"`), between Persian words and their affixes.
    join_affixes(boundary = "zwnj", "(text, /, boundary='zwnj')");
    /// Deletes the dagger alef U+0670; with `"alef"`, replaces it by `ا`.
    ///
    /// >>> naqi.dagger_alef("كتٰب", "alef")
    /// 'كتاب'
    dagger_alef(to = "delete", "(text, /, to='delete')");
    /// Writes the letters of a language's keyboard in place of those of others.
    letters_of(keyboard = "arabic", "(text, /, keyboard='arabic')");
    /// Converts digits to `"ascii"`, `"arabic"` or `"persian"` ones.
    ///
    /// >>> naqi.digits("٢٠٢٤ ۳٫۵")
    /// '2024 3.5'
    digits(to = "ascii", "(text, /, to='ascii')");
    /// Transliterates Arabic letters and marks to Latin letters.
    ///
    /// >>> naqi.transliterate("ت\u0651\u064Eحدة")
    /// 't~aHdp'
    transliterate(scheme = "buckwalter", "(text, /, scheme='buckwalter')");
    /// Converts a transliteration to Arabic letters and marks.
    arabize(scheme = "buckwalter", "(text, /, scheme='buckwalter')");
}

/// Shortens runs of one Arabic letter to a number of letters, or by the rules of `"doubles"`.
///
/// >>> naqi.collapse_stretch("جمييييل")
/// 'جميل'
#[pyfunction]
#[pyo3(signature = (text, /, to = None))]
fn collapse_stretch<'py>(
    text: &Bound<'py, PyString>,
    to: Option<StretchArgument<'py>>,
) -> PyResult<Bound<'py, PyString>> {
    let to = match to {
        None => Stretch::Doubles,
        Some(StretchArgument::AtMost(most)) => Stretch::AtMost(most),
        Some(StretchArgument::Name(name)) if name == "doubles" => Stretch::Doubles,
        Some(StretchArgument::Name(name)) => return Err(wrong_stretch(&name)),
        Some(StretchArgument::OutOfRange(number)) => return Err(wrong_stretch(&number)),
    };
    rewrite(text, |text| naqi::collapse_stretch(text, to))
}

fn wrong_stretch(given: &Bound<'_, PyAny>) -> PyErr {
    // A number of thousands of digits has no repr.
    let said = given.repr().map_or_else(|_| "this number".to_string(), |said| said.to_string());
    error::of_argument(given.py(), format!("a number from 0 to 255 or 'doubles' is expected, not {said}"))
}

#[derive(FromPyObject)]
enum StretchArgument<'py> {
    AtMost(u8),
    Name(Bound<'py, PyString>),
    OutOfRange(Bound<'py, PyInt>),
}

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    add_functions(module)?;
    add_with_option(module)?;
    module.add_function(wrap_pyfunction!(collapse_stretch, module)?)
}
