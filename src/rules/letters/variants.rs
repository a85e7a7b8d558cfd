//! Variants of letters, digits and signs: which code points a step maps to which text.
//!
//! `docs/behaviour.md` gives the source of each mapping. The test `behaviour` compares its tables with the steps.

use crate::rules::letters::{
    ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, ALEF_MADDA, DAGGER_ALEF, DAMMA, DAMMATAN, FATHATAN, HAMZA, HEH, KASRA,
    KASRATAN, OPEN_FATHATAN, SUKUN, WAW, WAW_HAMZA, YEH_HAMZA,
};
use crate::rules::unicode::{self, JoiningGroup};

/// A text, and the code points that are mapped to it.
pub(crate) type Mapping = (&'static str, &'static [char]);

/// Alef wasla and its presentation forms. Modern spelling writes an alef.
pub(crate) const WASLAS: &[Mapping] = &[("ا", &['ٱ', 'ﭐ', 'ﭑ'])];
/// Alef maksura, which Egyptian keyboards write for a final yeh, and Farsi yeh.
pub(crate) const YEHS: &[Mapping] = &[("ي", &['ى', 'ی'])];
/// Keheh of Persian keyboards, and swash kaf of Sindhi keyboards.
pub(crate) const KAFS: &[Mapping] = &[("ك", &['ک', 'ڪ'])];
/// Teh marbuta, and teh marbuta goal of Urdu keyboards.
pub(crate) const TEH_MARBUTAS: &[Mapping] = &[("ه", &['ة', 'ۃ'])];
/// Heh goal, without and with hamza.
pub(crate) const HEH_GOALS: &[Mapping] = &[("ه", &['ہ', 'ۂ'])];
/// Heh doachashmee.
pub(crate) const HEH_DOACHASHMEES: &[Mapping] = &[("ه", &['ھ'])];
/// Heh with yeh above, and ae. The former decomposes to ae and U+0654 HAMZA ABOVE.
pub(crate) const AES: &[Mapping] = &[("ه", &['ۀ', 'ە'])];

/// Hamza on its seats, high hamza of Kazakh, and letters with a high hamza.
pub(crate) const HAMZAS: &[Mapping] = &[
    ("ء", &[ALEF_HAMZA_ABOVE, WAW_HAMZA, ALEF_HAMZA_BELOW, YEH_HAMZA, 'ٴ', 'ٵ', 'ٶ', 'ٷ', 'ٸ']),
    ("ءا", &[ALEF_MADDA]),
];
/// Letters with a high hamza, which Unicode decomposes (compatibility) to the letter and U+0674 HIGH HAMZA.
pub(crate) const HIGH_HAMZAS: &[Mapping] = &[("أ", &['ٵ']), ("ؤ", &['ٶ', 'ٷ']), ("ئ", &['ٸ'])];

/// The letters that a language writes, and letters of other keyboards that stand for them.
pub(crate) const ARABIC_KEYBOARD: &[Mapping] =
    &[("ك", &['ک', 'ڪ']), ("ي", &['ی']), ("ه", &['ہ', 'ھ', 'ە']), ("ة", &['ۃ'])];
pub(crate) const PERSIAN_KEYBOARD: &[Mapping] = &[("ک", &['ك', 'ڪ']), ("ی", &['ي', 'ى']), ("ه", &['ہ', 'ھ', 'ە'])];
pub(crate) const URDU_KEYBOARD: &[Mapping] =
    &[("ک", &['ك', 'ڪ']), ("ی", &['ي', 'ى']), ("ہ", &['ه', 'ە']), ("ۃ", &['ة']), ("ۂ", &['ۀ'])];
pub(crate) const SORANI_KEYBOARD: &[Mapping] =
    &[("ک", &['ك', 'ڪ']), ("ی", &['ي', 'ى']), ("ه", &['ہ', 'ھ']), ("ە", &['ة'])];

/// Letters for sounds that Arabic does not have, and the Arabic letter that replaces each.
pub(crate) const FOREIGN: &[Mapping] = &[
    ("ب", &['پ']),
    ("ج", &['چ']),
    ("ز", &['ژ']),
    ("ش", &['ڜ']),
    ("ف", &['ڤ', 'ڥ']),
    ("ق", &['ڨ']),
    ("ك", &['ڭ', 'گ', 'ݣ']),
];

/// The zeros of the three sets of digits: ASCII, U+0660 ARABIC-INDIC and U+06F0 EXTENDED ARABIC-INDIC DIGIT ZERO.
pub(crate) const DIGIT_ZEROS: [char; 3] = ['0', '\u{660}', '\u{6F0}'];
/// U+066B ARABIC DECIMAL SEPARATOR.
pub(crate) const DECIMAL_SEPARATOR: char = '\u{66B}';
/// U+066C ARABIC THOUSANDS SEPARATOR.
pub(crate) const THOUSANDS_SEPARATOR: char = '\u{66C}';
/// Separators of numbers, and their ASCII signs.
pub(crate) const SEPARATORS: &[Mapping] = &[(".", &[DECIMAL_SEPARATOR]), (",", &[THOUSANDS_SEPARATOR])];

/// Arabic punctuation, quotation marks and dashes, and their ASCII signs.
pub(crate) const PUNCTUATION: &[Mapping] = &[
    (",", &['\u{60C}', '\u{2E41}']), // ARABIC COMMA, REVERSED COMMA
    (";", &['\u{61B}', '\u{204F}']), // ARABIC SEMICOLON, REVERSED SEMICOLON
    ("?", &['\u{61F}', '\u{2E2E}']), // ARABIC QUESTION MARK, REVERSED QUESTION MARK
    (".", &['\u{6D4}']),             // ARABIC FULL STOP
    ("%", &['\u{66A}']),             // ARABIC PERCENT SIGN
    ("*", &['\u{66D}']),             // ARABIC FIVE POINTED STAR
    // Double quotation marks: GUILLEMETS, and U+201C LEFT DOUBLE to U+201F DOUBLE HIGH-REVERSED-9.
    ("\"", &['\u{AB}', '\u{BB}', '\u{201C}', '\u{201D}', '\u{201E}', '\u{201F}']),
    // Single quotation marks: U+2018 LEFT SINGLE to U+201B SINGLE HIGH-REVERSED-9, and single angle quotation marks.
    ("'", &['\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}', '\u{2039}', '\u{203A}']),
    // U+2010 HYPHEN to U+2015 HORIZONTAL BAR.
    ("-", &['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}']),
    ("...", &['\u{2026}']), // HORIZONTAL ELLIPSIS
    // ORNATE LEFT PARENTHESIS, U+FD3E, is named by its shape: in right-to-left text it closes.
    ("(", &['\u{FD3F}']), // ORNATE RIGHT PARENTHESIS
    (")", &['\u{FD3E}']), // ORNATE LEFT PARENTHESIS
];

/// WATCH. Pictographs before it, such as `© ® ™ ‼` and arrows, are signs of text.
pub(crate) const FIRST_EMOJI: char = '\u{231A}';
/// What joins emoji to sequences: ZWJ, KEYCAP, the variation selectors for text and emoji, and tags.
pub(crate) const EMOJI_PARTS: [core::ops::RangeInclusive<char>; 4] =
    ['\u{200D}'..='\u{200D}', '\u{20E3}'..='\u{20E3}', '\u{FE0E}'..='\u{FE0F}', '\u{E0020}'..='\u{E007F}'];

/// Signs that open: a space may come before them, and none after.
pub(crate) const OPENING_SIGNS: &[char] = &['(', '[', '{', '«', '“', '‘', '‹', '﴿'];
/// Signs that close, or end a part of a sentence: no space comes before them, and one after.
pub(crate) const CLOSING_SIGNS: &[char] = &[
    ')', ']', '}', '»', '”', '’', '›', '﴾', '.', ',', ';', ':', '!', '?', '%', '…', '،', '؛', '؟', '۔', '٪',
    '\u{37E}', // GREEK QUESTION MARK, canonically a semicolon
];
/// Other punctuation that may stand for itself between two spaces. Not `# @ _`, which are parts of tags and names.
pub(crate) const SPACED_SIGNS: &[char] = &['"', '\'', '-', '–', '—', '/', '\\', '*', '&'];
/// Signs that stand on either side of what they mark: quotation marks, and the markup of messages.
pub(crate) const WRAPPING_SIGNS: [char; 6] = ['"', '\'', '*', '_', '~', '`'];
/// Those of them that are quotation marks.
pub(crate) const STRAIGHT_QUOTES: &[char] = WRAPPING_SIGNS.split_at(2).0;
/// Quotation marks that are not mirrored in text from right to left.
pub(crate) const CURLY_QUOTES: [char; 4] = ['“', '”', '‘', '’'];
/// Signs inside names with Latin letters and digits: links, addresses, measures.
pub(crate) const NAME_SIGNS: [char; 14] =
    ['-', '.', '_', '/', ':', '@', '#', '?', '=', '&', '%', '+', '~', DECIMAL_SEPARATOR];
/// Particles of Arabic that are written onto the next word, and onto a bracket or a quotation mark before it: `و«نعم»`.
pub(crate) const PROCLITICS: &[&str] = &[
    "و", "ف", "ب", "ك", "ل", "ال", "لل", "وب", "وك", "ول", "فب", "فك", "فل", "وال", "فال", "بال", "كال", "ولل", "فلل",
    "وبال", "وكال", "فبال", "فكال",
];
/// The greatest number of letters of such a particle, each of which has two bytes.
pub(crate) const LONGEST_PROCLITIC: usize = {
    let (mut longest, mut n) = (0, 0);
    while n < PROCLITICS.len() {
        let letters = PROCLITICS[n].len() / 2;
        longest = if letters > longest { letters } else { longest };
        n += 1;
    }
    longest
};
/// The sign before the number of a note, which has no space before it.
pub(crate) const NOTE: char = '[';
/// Stops of abbreviations: FULL STOP, U+06D4 ARABIC FULL STOP.
pub(crate) const FULL_STOPS: [char; 2] = ['.', '۔'];
/// The parts of an emoticon such as `:-)`. A mouth may be repeated.
pub(crate) const EYES: [char; 2] = [':', ';'];
pub(crate) const NOSES: [char; 3] = ['-', '\'', '\u{2019}']; // U+2019 RIGHT SINGLE QUOTATION MARK
pub(crate) const MOUTHS: [char; 11] = [')', '(', 'D', 'P', 'p', 'O', 'o', '*', '/', '\\', '|'];
/// Characters that end a link: quotation marks, brackets of markup, Arabic punctuation.
pub(crate) const LINK_ENDS: [char; 17] =
    ['<', '>', '"', '{', '}', '|', '\\', '^', '`', '«', '»', '“', '”', '„', '،', '؛', '؟'];
/// Signs that are repeated for emphasis. Brackets and quotation marks may stand in a row for a reason.
pub(crate) const REPEATABLE: &[char] = &['!', '?', '.', ',', ':', '-', '_', '*', '~', '…', '،', '؛', '؟', '۔'];

/// Fathatan, dammatan and kasratan, and their open forms in the Quran's prints.
pub(crate) const TANWINS: &[(u32, u32)] = &[(FATHATAN as u32, KASRATAN as u32), OPEN_TANWINS];
/// The tanwins, the vowels and the sukun.
pub(crate) const HARAKAT: &[(u32, u32)] =
    &[(FATHATAN as u32, KASRA as u32), (SUKUN as u32, SUKUN as u32), OPEN_TANWINS];
const OPEN_TANWINS: (u32, u32) = (OPEN_FATHATAN as u32, OPEN_FATHATAN as u32 + 2);

/// Other signs of the same vowels, in the Quran's prints and in older ones.
pub(crate) const VOWEL_SIGNS: [(char, char); 6] = [
    (OPEN_FATHATAN, FATHATAN),
    ('\u{8F1}', DAMMATAN), // OPEN DAMMATAN
    ('\u{8F2}', KASRATAN), // OPEN KASRATAN
    ('\u{6E1}', SUKUN),    // SMALL HIGH DOTLESS HEAD OF KHAH
    ('\u{656}', KASRA),    // SUBSCRIPT ALEF, a long i
    ('\u{657}', DAMMA),    // INVERTED DAMMA, a long u
];

/// Whether the mark is a vowel, a tanwin, a sukun or a dagger alef: a letter has one at most.
pub(crate) fn is_vowel(c: char) -> bool {
    unicode::contains(HARAKAT, c) || c == DAGGER_ALEF || VOWEL_SIGNS.iter().any(|sign| sign.0 == c)
}

/// Signs of the Quran's text that are not letters of a word: honorifics, Quranic annotation signs, Quranic marks, and
/// the marks among the additions for Quranic orthographies (headings of the Unicode 17 charts). They include the small
/// letters and the verse signs, but not the additions of Unicode 18.
pub(crate) const QURANIC: &[(u32, u32)] = &[
    (0x610, 0x615),     // SIGN SALLALLAHOU ALAYHE WASSALLAM to SMALL HIGH TAH
    (0x617, 0x61A),     // SMALL HIGH ZAIN to SMALL KASRA
    (0x6D6, 0x6ED),     // SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF MAKSURA to SMALL LOW MEEM
    (0x898, 0x89F),     // SMALL HIGH WORD AL-JUZ to HALF MADDA OVER MADDA
    (0x8C9, 0x8E2),     // SMALL FARSI YEH to DISPUTED END OF AYAH
    (0x8F0, 0x8F3),     // OPEN FATHATAN to SMALL HIGH WAW
    (0x10EC5, 0x10EC5), // SMALL YEH BARREE WITH TWO DOTS BELOW
    (0x10EFB, 0x10EFF), // SMALL LOW NOON to SMALL LOW WORD MADDA
];

/// Whether [`Step::UnifyForms`](crate::Step::UnifyForms) replaces the character.
pub(crate) fn is_form(c: char) -> bool {
    unicode::FORMS.binary_search_by_key(&(c as u32), |form| form.0).is_ok()
        || LIGATURES.binary_search_by_key(&c, |ligature| ligature.0).is_ok()
        || HIGH_HAMZAS.iter().any(|(_, from)| from.contains(&c))
}

/// Letters of the rasm whose shape depends on their position: at the end of a word, and before a letter.
pub(crate) const POSITIONAL: &[(char, char)] = &[
    ('ں', 'ٮ'), // noon: a tooth
    ('ى', 'ٮ'), // yeh: a tooth
    ('ٯ', 'ڡ'), // qaf: the round head of feh
];

/// Letters that the rasm does not write: hamza, and high hamza.
pub(crate) const NOT_IN_RASM: &[char] = &[HAMZA, 'ٴ'];

/// The archigrapheme of a joining group: its letter without dots, as the rasm writes it.
pub(crate) const fn archigrapheme(group: JoiningGroup) -> Option<char> {
    use JoiningGroup as G;
    Some(match group {
        G::Alef => ALEF,
        G::Beh | G::CrownBeh => 'ٮ',
        G::Hah | G::CrownHah => 'ح',
        G::Dal => 'د',
        G::Reh => 'ر',
        G::Seen | G::CrownSeen => 'س',
        G::Sad | G::CrownSad => 'ص',
        G::Tah | G::CrownTah => 'ط',
        G::Ain | G::CrownAin => 'ع',
        G::Feh | G::AfricanFeh | G::CrownFeh => 'ڡ',
        G::Qaf | G::AfricanQaf => 'ٯ',
        G::Kaf | G::Gaf | G::SwashKaf | G::CrownKaf => 'ک',
        G::Lam => 'ل',
        G::Meem | G::CrownMeem => 'م',
        G::Noon | G::AfricanNoon | G::ThinNoon | G::Nya => 'ں',
        G::Heh | G::HehGoal | G::KnottedHeh | G::CrownHeh | G::TehMarbuta | G::TehMarbutaGoal => HEH,
        G::Waw | G::StraightWaw => WAW,
        G::Yeh | G::FarsiYeh | G::KashmiriYeh | G::RohingyaYeh | G::ThinYeh | G::YehWithTail => 'ى',
        G::YehBarree | G::BurushaskiYehBarree => 'ے',
        G::VerticalTail => return None,
    })
}

/// Honorifics and formulas of one code point that Unicode does not decompose, and the words of their Unicode names.
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
