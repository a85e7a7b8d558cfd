//! Words of the Quran that go their own way from its spelling (Uthmani) to the modern one (imlai).
//!
//! Letters stand as the modern spelling has them, without their vowels; `src/uthmani/rules.rs` says what is done there.

/// A dagger alef that modern spelling leaves out: the letters up to the one that carries it, and those behind it.
///
/// The demonstratives, لكن, إله and its kin, and الرحمن kept their old spelling.
pub(crate) const WITHOUT_DAGGER_ALEF: &[(&str, &str)] = &[
    ("ذ", "لك"),
    ("ه", "ذ"),
    ("ه", "كذ"),
    ("ه", "ؤل"),
    ("أول", "ئك"),
    ("ل", "كن"),
    ("إل", "ه"),
    ("لل", "ه"),
    ("رحم", "ن"),
];

/// What follows ٱلّ in the words that are written with two lams today: الليل, اللاتي, اللائي, اللذان, اللذين.
/// A fatha tells اللذين (the two) from الذين (the many).
pub(crate) const AFTER_DOUBLE_LAM: &[&str] = &["يل", "ات", "ائ", "ذ\u{64E}ا", "ذ\u{64E}ي"];

/// Words whose alef behind the last waw is silent, and not written today: the waw is a root's (يتلو), or that of a plural
/// in the construct state (ملاقو). Other words in وا keep it. They may stand behind و ف أ س, or behind ل.
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
    // Plurals before what belongs to them.
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

/// Words in which آ is a hamza, although it stands where the Quran writes a madda over a long vowel: behind a fatha, at
/// the end or before a hamza. The letters before the آ, and those behind it.
pub(crate) const MADDA_IS_HAMZA: &[(&str, &str)] = &[("ب\u{64F}ر", "ء"), ("تبو", "")];

/// Words that end in ى behind their hamza, where the Quran writes an alef: رأى, نأى, تراءى. What stands before the hamza,
/// and how that is written.
pub(crate) const ALEF_MAKSURA_AFTER_HAMZA: &[(&str, char)] = &[("ر\u{64E}", 'أ'), ("ن\u{64E}", 'أ'), ("ترا", 'ء')];

/// Where ءَا is آ behind a letter without a vowel: القرآن. Elsewhere ءا stands there today, too: جزءان.
pub(crate) const MADDA_AFTER_SUKUN: &[&str] = &["قر"];

/// Words in إ that write ئ before an ending: ملإ, ملئه.
pub(crate) const YEH_HAMZA_BEFORE_SUFFIX: &[&str] = &["مل"];

/// What follows a hamza that sits on an alef although a yeh stands before: the root يئس, in ييأس and استيأس.
pub(crate) const ALEF_HAMZA_AFTER_YEH: &[&str] = &["س"];

/// What ها is written apart from: ها أنتم.
pub(crate) const ANTUM: &str = "أنتم";
