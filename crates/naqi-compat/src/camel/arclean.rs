//! CAMeL Tools' `arclean`: the characters that it keeps or rewrites; all others are deleted.

use crate::rules;
use naqi::Normalizer;
use naqi::step::{Digits, Step};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One table: characters without a rule are deleted.
static RULES: LazyLock<Normalizer> = LazyLock::new(|| {
    let mut rules: BTreeMap<char, String> = BTreeMap::new();
    for c in KEPT.iter().flat_map(|&(first, last)| first..=last) {
        rules.insert(c, c.into());
    }
    for &(first, last, to) in ROWS {
        (first..=last).filter_map(char::from_u32).for_each(|c| drop(rules.insert(c, to.into())));
    }
    let digits = Normalizer::new(&[Step::Digits(Digits::Ascii)]);
    for c in ('٠'..='٩').chain('۰'..='۹') {
        rules.insert(c, digits.normalize(c.encode_utf8(&mut [0; 4])).into_owned());
    }
    let letters = Normalizer::new(&[Step::UnifyForms]);
    for c in FORMS.iter().flat_map(|&(first, last)| first..=last) {
        let letters = letters.normalize(c.encode_utf8(&mut [0; 4])).into_owned();
        rules.insert(c, letters.chars().filter_map(|c| rules.get(&c)).map(String::as_str).collect());
    }
    let map = rules::map(rules.iter().map(|(&c, to)| (c, to.as_str())));
    Normalizer::new(&[Step::Map(map.others_deleted())])
});

pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(ALLAH) {
        return RULES.normalize(text);
    }
    // The peer writes the ligature's alef after another alef, too, which a rule for the ligature would not.
    RULES.normalize(&text.replace(ALLAH, "الله")).into_owned().into()
}

/// U+FDF2 ARABIC LIGATURE ALLAH ISOLATED FORM.
const ALLAH: char = '\u{FDF2}';

/// Printable ASCII, Latin-1's letters, line ends and the letters of ISO 8859-6.
const KEPT: &[(char, char)] =
    &[('\t', '\n'), ('\r', '\r'), (' ', '~'), ('À', 'ÿ'), ('ء', 'غ'), ('ف', 'ي'), ('\u{2424}', '\u{2424}')];

/// Presentation forms that are rewritten like their letters. Other forms are deleted, or have rows below.
const FORMS: &[(char, char)] = &[
    ('\u{FB56}', '\u{FB59}'),
    ('\u{FB66}', '\u{FB69}'),
    ('\u{FB7A}', '\u{FB7D}'),
    ('\u{FB88}', '\u{FB95}'),
    ('\u{FB9E}', '\u{FB9F}'),
    ('\u{FBA6}', '\u{FBAD}'),
    ('\u{FBB0}', '\u{FBB1}'),
    ('\u{FE80}', '\u{FEFC}'),
];

/// The peer's own mappings: the first and the last code point, and the replacement for each.
const ROWS: &[(u32, u32, &str)] = &[
    (0x00A0, 0x00A0, " "),
    (0x00AB, 0x00AB, "\""),
    (0x00BB, 0x00BB, "\""),
    (0x0600, 0x0605, " "),
    (0x0606, 0x0606, "/3"),
    (0x0607, 0x0607, "/4"),
    (0x0608, 0x0608, " "),
    (0x0609, 0x0609, "%0"),
    (0x060A, 0x060A, "%00"),
    (0x060B, 0x060B, " "),
    (0x060C, 0x060D, ","),
    (0x060E, 0x060F, " "),
    (0x061B, 0x061B, ";"),
    (0x061F, 0x061F, "?"),
    (0x063B, 0x063C, "ك"),
    (0x063D, 0x063F, "ى"),
    (0x066A, 0x066A, "%"),
    (0x066B, 0x066B, ","),
    (0x066C, 0x066C, "'"),
    (0x066D, 0x066D, "*"),
    (0x066E, 0x066E, "ب"),
    (0x066F, 0x066F, "ق"),
    (0x0671, 0x0673, "ا"),
    (0x0675, 0x0675, "ا"),
    (0x0676, 0x0677, "و"),
    (0x0678, 0x0678, "ئ"),
    (0x0679, 0x067A, "ت"),
    (0x067B, 0x067B, "ب"),
    (0x067C, 0x067C, "ت"),
    (0x067D, 0x067D, "ث"),
    (0x067E, 0x067E, "ب"),
    (0x067F, 0x067F, "ت"),
    (0x0680, 0x0680, "ب"),
    (0x0681, 0x0682, "خ"),
    (0x0683, 0x0684, "ج"),
    (0x0685, 0x0685, "خ"),
    (0x0686, 0x0687, "ج"),
    (0x0688, 0x0690, "د"),
    (0x0691, 0x0696, "ر"),
    (0x0697, 0x0699, "ز"),
    (0x069A, 0x069B, "س"),
    (0x069C, 0x069C, "ش"),
    (0x069D, 0x069D, "ص"),
    (0x069E, 0x069E, "ض"),
    (0x069F, 0x069F, "ظ"),
    (0x06A0, 0x06A0, "غ"),
    (0x06A1, 0x06A6, "ف"),
    (0x06A7, 0x06A8, "ق"),
    (0x06A9, 0x06B4, "ك"),
    (0x06B5, 0x06B8, "ل"),
    (0x06B9, 0x06BD, "ن"),
    (0x06BE, 0x06BE, "ه"),
    (0x06BF, 0x06BF, "ج"),
    (0x06C0, 0x06C2, "ه"),
    (0x06C3, 0x06C3, "ة"),
    (0x06C4, 0x06CB, "و"),
    (0x06CC, 0x06CE, "ى"),
    (0x06CF, 0x06CF, "و"),
    (0x06D0, 0x06D2, "ي"),
    (0x06D3, 0x06D3, "ئ"),
    (0x06D4, 0x06D4, "."),
    (0x06DD, 0x06DE, "*"),
    (0x06E9, 0x06E9, "*"),
    (0x06EE, 0x06EE, "د"),
    (0x06EF, 0x06EF, "ر"),
    (0x06FA, 0x06FA, "ش"),
    (0x06FB, 0x06FB, "ص"),
    (0x06FC, 0x06FC, "ض"),
    (0x06FD, 0x06FD, "ء"),
    (0x06FE, 0x06FE, "م"),
    (0x06FF, 0x06FF, "ه"),
    (0x1680, 0x1680, " "),
    (0x180E, 0x180E, " "),
    (0x2000, 0x200F, " "),
    (0x2010, 0x2015, "-"),
    (0x2016, 0x2016, "|"),
    (0x2017, 0x2017, "_"),
    (0x2018, 0x201B, "'"),
    (0x201C, 0x201F, "\""),
    (0x2020, 0x2021, "+"),
    (0x2023, 0x2023, "*"),
    (0x2024, 0x2024, "."),
    (0x2025, 0x2025, ".."),
    (0x2026, 0x2026, "..."),
    (0x2027, 0x2027, "."),
    (0x2028, 0x202F, " "),
    (0x2030, 0x2030, "%0"),
    (0x2031, 0x2031, "%00"),
    (0x2032, 0x2032, "'"),
    (0x2033, 0x2033, "''"),
    (0x2034, 0x2034, "'''"),
    (0x2035, 0x2035, "`"),
    (0x2036, 0x2036, "``"),
    (0x2037, 0x2037, "```"),
    (0x2038, 0x2038, "^"),
    (0x2039, 0x2039, "<"),
    (0x203A, 0x203A, ">"),
    (0x203B, 0x203B, "X"),
    (0x203C, 0x203C, "!!"),
    (0x203D, 0x203D, "!?"),
    (0x203E, 0x203E, "-"),
    (0x203F, 0x203F, ")"),
    (0x2040, 0x2040, "("),
    (0x2041, 0x2041, "l"),
    (0x2042, 0x2042, "***"),
    (0x2043, 0x2043, "-"),
    (0x2044, 0x2044, "/"),
    (0x2045, 0x2046, "E"),
    (0x2047, 0x2047, "??"),
    (0x2048, 0x2048, "?!"),
    (0x2049, 0x2049, "!?"),
    (0x204A, 0x204A, "&"),
    (0x204B, 0x204B, "¶"),
    (0x204C, 0x204E, "*"),
    (0x204F, 0x204F, ";"),
    (0x2050, 0x2050, "()"),
    (0x2051, 0x2051, "**"),
    (0x2052, 0x2052, "%"),
    (0x2053, 0x2053, "~"),
    (0x2054, 0x2054, "_"),
    (0x2055, 0x2055, "*"),
    (0x2056, 0x2056, "..."),
    (0x2057, 0x2057, "''''"),
    (0x2058, 0x2058, "::"),
    (0x2059, 0x2059, ":.:"),
    (0x205A, 0x205A, ":"),
    (0x205B, 0x205B, "::"),
    (0x205C, 0x205C, "X"),
    (0x205D, 0x205E, ":"),
    (0x205F, 0x2060, " "),
    (0x2420, 0x2420, " "),
    (0x2422, 0x2423, " "),
    (0x3000, 0x3000, " "),
    (0xFBAE, 0xFBAF, "ى"),
    (0xFBFC, 0xFBFF, "ي"),
    (0xFEFF, 0xFEFF, " "),
];
