//! Irregular words of the Quran: the rules from its spelling (Uthmani) to the modern one (imlai) do not cover them.
//!
//! Words are in modern spelling, and without vowels unless a vowel decides. `src/pipeline/uthmani/` applies the lists.

/// Words whose dagger alef (U+0670) is deleted, not written as `ا`: the letters up to the one that carries it, and those
/// after it.
///
/// The demonstratives, `لكن` and `إله` and its derivatives, and `الرحمن` have no alef in modern spelling.
pub(crate) const WITHOUT_DAGGER_ALEF: &[(&str, &str)] = &[
    ("ذ", "لك"),
    ("ه", "ذ"),
    ("ه", "كذ"),
    ("ه", "ؤل"),
    ("أول", "ئك"),
    ("اول", "ئك"),
    ("ل", "كن"),
    ("إل", "ه"),
    ("ال", "ه"),
    ("لل", "ه"),
    ("رحم", "ن"),
];

/// What follows `ٱلّ` in words that modern spelling writes with two lams: `الليل اللاتي اللائي اللذان اللذين`.
/// U+064E FATHA tells the dual `اللذين` from the plural `الذين`.
pub(crate) const AFTER_DOUBLE_LAM: &[&str] = &["يل", "ات", "ائ", "ذ\u{64E}ا", "ذ\u{64E}ي"];

/// Words whose silent alef after the final waw is not written in modern spelling. The waw belongs to the root (`يتلو`) or
/// to a plural in the construct state (`ملاقو`). Other words in `وا` keep the alef. These words may have the
/// prefixes `و ف أ س ل`.
pub(crate) const WITHOUT_SILENT_ALEF: &[&str] = &[
    // Verbs in the singular.
    "أتلو",
    "يتلو",
    "تتلو",
    "نتلو",
    "أدعو",
    "يدعو",
    "ندعو",
    "يرجو",
    "ترجو",
    "يعفو",
    "يمحو",
    "يربو",
    "أشكو",
    "تبلو",
    "يبلو",
    "نبلو",
    // Plurals in the construct state; U+064F is DAMMA.
    "أولو",
    "بن\u{64F}و",
    "ملاقو",
    "باسطو",
    "ناكسو",
    "مهلكو",
    "تاركو",
    "ذائقو",
    "صالو",
    "كاشفو",
    "مرسلو",
];

/// Words in which `آ` is a hamza and an alef, although it is where the Quran's madda only lengthens a vowel: after a
/// fatha, at the end or before a hamza. The letters before the `آ` (U+064F is DAMMA), and those after it.
pub(crate) const MADDA_IS_HAMZA: &[(&str, &str)] = &[("ب\u{64F}ر", "ء"), ("تبو", "")];

/// Words that end in `ى` after a hamza, where the Quran writes an alef: `رأى نأى تراءى`. The letters before the hamza
/// (U+064E is FATHA), and the modern spelling of the hamza.
pub(crate) const ALEF_MAKSURA_AFTER_HAMZA: &[(&str, char)] = &[("ر\u{64E}", 'أ'), ("ن\u{64E}", 'أ'), ("ترا", 'ء')];

/// Stems after which `ءَا` becomes `آ` although their last letter has no vowel: `القرآن`. After other such letters it stays
/// `ءا`, as in `جزءان`.
pub(crate) const MADDA_AFTER_SUKUN: &[&str] = &["قر"];

/// What precedes an `إ` that becomes `ئ` before a suffix: `ملإ` and `ملئه`.
pub(crate) const YEH_HAMZA_BEFORE_SUFFIX: &[&str] = &["مل"];

/// What follows a hamza that is written `أ` although a yeh precedes it: the root `يئس`, in `ييأس` and `استيأس`.
pub(crate) const ALEF_HAMZA_AFTER_YEH: &[&str] = &["س"];

/// What precedes a last yeh with a kasra that stands for two: `يحيي تحيي نحيي أحيي محيي`. U+064F is DAMMA, and U+06E1 the sukun of
/// prints of Medina.
pub(crate) const BEFORE_OMITTED_YEH: &[&str] =
    &["ي\u{64F}ح\u{6E1}", "ت\u{64F}ح\u{6E1}", "ن\u{64F}ح\u{6E1}", "أ\u{64F}ح\u{6E1}", "م\u{64F}ح\u{6E1}"];

/// The word before which `ها` is a word of its own: `ها أنتم`.
pub(crate) const ANTUM: &str = "أنتم";
