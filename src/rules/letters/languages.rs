//! The alphabets of languages that are written in the Arabic script.

use crate::names::named;

/// A language that is written in the Arabic script, for [`inspect`](crate::inspect).
///
/// ```
/// use naqi::inspect::Language;
/// assert_eq!(Language::Sorani.to_string(), "sorani");
/// assert!(Language::Urdu.letters_beyond_arabic().contains(&'ٹ'));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// Arabic.
    Arabic,
    /// Persian.
    Persian,
    /// Malay, in Jawi.
    Malay,
    /// Kazakh, as it is written in China.
    Kazakh,
    /// Uyghur.
    Uyghur,
    /// Central Kurdish.
    #[doc(alias = "Kurdish")]
    Sorani,
    /// Urdu. Punjabi in the Arabic script (Shahmukhi) has the same letters.
    Urdu,
    /// Pashto.
    Pashto,
    /// Kashmiri.
    Kashmiri,
    /// Sindhi.
    Sindhi,
}

named! { Language, "language", "inspect::Language";
    Arabic = "arabic",
    Persian = "persian",
    Malay = "malay",
    Kazakh = "kazakh",
    Uyghur = "uyghur",
    Sorani = "sorani",
    Urdu = "urdu",
    Pashto = "pashto",
    Kashmiri = "kashmiri",
    Sindhi = "sindhi",
}

impl Language {
    /// The letters of the language that Arabic does not have. The languages of [`Language::ALL`] are in the order of the
    /// number of these letters.
    ///
    /// They are the exemplar characters of CLDR (main). Added are Urdu's `ں ۂ ۃ ۓ`, Sorani's `ھ`, which CLDR lists as auxiliary or not
    /// at all, and Kazakh's high hamza, U+0674.
    ///
    /// ```
    /// use naqi::inspect::Language;
    /// let persian = Language::Persian.letters_beyond_arabic();
    /// assert!(persian.contains(&'پ') && !persian.contains(&'ب'));
    /// assert!(Language::Arabic.letters_beyond_arabic().is_empty());
    /// ```
    pub const fn letters_beyond_arabic(self) -> &'static [char] {
        match self {
            Self::Arabic => &[],
            Self::Persian => &['پ', 'چ', 'ژ', 'ک', 'گ', 'ی'],
            Self::Malay => &['چ', 'ڠ', 'ڤ', 'ک', 'ڽ', 'ۏ', 'ݢ'],
            Self::Kazakh => &['ٴ', 'پ', 'چ', 'ڭ', 'گ', 'ھ', 'ۆ', 'ۇ', 'ۋ', 'ە'],
            Self::Uyghur => &['پ', 'چ', 'ژ', 'ڭ', 'گ', 'ھ', 'ۆ', 'ۇ', 'ۈ', 'ۋ', 'ې', 'ە'],
            Self::Sorani => &['پ', 'چ', 'ڕ', 'ژ', 'ڤ', 'ک', 'گ', 'ڵ', 'ھ', 'ۆ', 'ی', 'ێ', 'ە'],
            Self::Urdu => &['ٹ', 'پ', 'چ', 'ڈ', 'ڑ', 'ژ', 'ک', 'گ', 'ں', 'ھ', 'ہ', 'ۂ', 'ۃ', 'ی', 'ے', 'ۓ'],
            Self::Pashto => &['ټ', 'پ', 'ځ', 'څ', 'چ', 'ډ', 'ړ', 'ږ', 'ژ', 'ښ', 'ک', 'ګ', 'گ', 'ڼ', 'ی', 'ۍ', 'ې'],
            Self::Kashmiri => &['ؠ', 'ٲ', 'ٹ', 'پ', 'چ', 'ڈ', 'ڑ', 'ژ', 'ک', 'گ', 'ں', 'ھ', 'ہ', 'ۄ', 'ۆ', 'ی', 'ے'],
            Self::Sindhi => &[
                'ٺ', 'ٻ', 'ٽ', 'پ', 'ٿ', 'ڀ', 'ڃ', 'ڄ', 'چ', 'ڇ', 'ڊ', 'ڌ', 'ڍ', 'ڏ', 'ڙ', 'ڦ', 'ک', 'ڪ', 'گ', 'ڱ',
                'ڳ', 'ڻ', 'ھ',
            ],
        }
    }

    /// Whether Kazakh has the letter of the Arabic alphabet. Uyghur, which has nearly all other letters of Kazakh, has U+0626 (`ئ`)
    /// and more, too.
    pub(crate) const fn is_in_kazakh(c: char) -> bool {
        !matches!(c, 'ء'..='ئ' | 'ة' | 'ث' | 'خ' | 'ذ' | 'ص'..='ظ' | 'غ' | 'ٱ')
    }

    /// Whether the letter is one of the Arabic alphabet: U+0621 to U+063A, U+0641 to U+064A, or alef wasla.
    pub(crate) const fn is_arabic_letter(c: char) -> bool {
        matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'ٱ')
    }
}
