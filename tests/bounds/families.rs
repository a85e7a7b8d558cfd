//! Hostile families: texts of any length that are built to be slow, each with its column of the table.

use crate::support;

/// The input of an operation: bytes, and the same as text (U+FFFD for invalid UTF-8).
pub struct Input {
    pub bytes: Vec<u8>,
    pub text: String,
}

/// A text of a given length.
#[derive(Clone, Copy)]
pub struct Family {
    /// The column of the table; it shows the slowest family.
    #[allow(dead_code)] // the test has no columns
    pub column: &'static str,
    pub name: &'static str,
    make: fn(usize) -> Vec<u8>,
}

impl Family {
    /// The text of about `len` bytes: within one repetition of the family's unit.
    pub fn input(&self, len: usize) -> Input {
        let bytes = (self.make)(len);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Input { bytes, text }
    }
}

const fn family(column: &'static str, name: &'static str, make: fn(usize) -> Vec<u8>) -> Family {
    Family { column, name, make }
}

/// Ordinary text, the reference: the slower of these two.
pub const ORDINARY: &[Family] = &[
    family("news", "news", |len| ordinary("news", len)),
    family("vocalised", "vocalised", |len| ordinary("vocalised", len)),
];

/// The list of families, which the test and the table read: add new ones here.
pub const HOSTILE: &[Family] = &[
    family("marks", "fatha", |len| fill("\u{64E}", len)),
    family("marks", "marks that compose", |len| fill("\u{654}\u{655}\u{653}", len)),
    family("marks", "marks of all classes", |len| {
        fill("\u{64E}\u{651}\u{654}\u{670}\u{6DC}\u{301}\u{327}\u{5B0}", len)
    }),
    family("tatweel", "tatweel", |len| fill("\u{640}", len)),
    family("tatweel", "tatweel with hamza", |len| fill("\u{640}\u{654}", len)),
    family("tatweel", "alef and 10,000 tatweels", |len| fill(&after("ا", "\u{640}", 20_000), len)),
    family("tatweel", "8 alefs with tatweels", |len| fill(&after("ا", "\u{640}", len / 8), len)),
    family("1 letter", "a letter and fathas", |len| after("ا", "\u{64E}", len).into()),
    family("1 letter", "a letter and marks that stay", |len| after("ا", "\u{301}\u{327}\u{654}", len).into()),
    family("1 letter", "8 letters with marks", |len| fill(&after("ب", "\u{64F}\u{651}", len / 8), len)),
    family("1 letter", "a space and marks", |len| after(" ", "\u{654}\u{64E}", len).into()),
    family("ZWJ", "ZWJ", |len| fill("\u{200D}", len)),
    family("ZWJ", "alef and ZWJ", |len| fill("ا\u{200D}", len)),
    family("ZWJ", "alef, ZWJs, hamza above", |len| (after("ا", "\u{200D}", len) + "\u{654}").into()),
    family("ZWJ", "bidi controls", |len| fill("\u{200F}\u{202B}\u{61C}", len)),
    family("U+FDFA", "U+FDFA", |len| fill("\u{FDFA}", len)),
    family("U+FDFA", "presentation forms", |len| fill("\u{FEFB}\u{FE8D}\u{FDF2}\u{FC60}\u{FE80}", len)),
    family("1 word", "one giant word", |len| fill("كتابمدرسةوزير", len)),
    family("1 word", "one letter", |len| fill("ي", len)),
    family("1 word", "vocalised letters without a space", |len| fill("وَلَقَدْيَسَّرْنَا", len)),
    family("1 word", "letters of the Quran without a space", |len| fill("ٱلصَّلَوٰةَيَـٰٓأَيُّهَا", len)),
    family("1 word", "lam and alefs", |len| fill("لأ\u{627}\u{654}", len)),
    family("words", "one-letter words", |len| fill("ا ب ت و ي ", len)),
    family("words", "one-letter words with a mark", |len| fill("اِ بَ تٌ ", len)),
    family("words", "new words", |len| new_words(len, "", 5, "")),
    family("words", "new long words", |len| new_words(len, "المستشفيات", 5, "وقراطية")),
    family("words", "words with equal edges", |len| new_words(len, "abcdefgh", 5, "ijklmnop")),
    family("words", "stop words", |len| fill("في من على و ", len)),
    family("emoji", "a family", |len| fill("👨\u{200D}👩\u{200D}👧\u{200D}👦", len)),
    family("emoji", "skin tones and hearts", |len| fill("👍🏽❤\u{FE0F}1\u{FE0F}\u{20E3}", len)),
    family("emoji", "emoji joined without end", |len| fill("👩\u{200D}", len)),
    family("flags", "regional indicators", |len| fill("🇸🇦🇪🇬", len)),
    family("flags", "a regional indicator and fathas", |len| fill("🇸\u{64E}", len)),
    family("flags", "tags", |len| fill("🏴\u{E0067}\u{E0062}\u{E007F}", len)),
    family("`_`", "`_`", |len| fill("_", len)),
    family("`_`", "`_` and letters", |len| fill("_ا", len)),
    family("`_`", "`#_`", |len| fill("#_", len)),
    family("digits", "digits", |len| fill("1234567890", len)),
    family("digits", "digits with commas", |len| fill("1,234,567", len)),
    family("digits", "digits with doubled separators", |len| fill("1,.2;'3", len)),
    family("digits", "Arabic digits with separators", |len| fill("١٢٬٣٤٥٫٦٠", len)),
    family("digits", "digits and letters", |len| fill("2024م1ه", len)),
    family("`#`", "`#`", |len| fill("#", len)),
    family("`#`", "`#` and letters", |len| fill("#ا", len)),
    family("`#`", "`#` and digits", |len| fill("#1", len)),
    family("`@`", "`@`", |len| fill("@", len)),
    family("`@`", "`a@`", |len| fill("a@", len)),
    family("`@`", "`@.`", |len| fill("@.", len)),
    family("`@`", "`a@a.`", |len| fill("a@a.", len)),
    family("`.`", "`.`", |len| fill(".", len)),
    family("`.`", "`a.`", |len| fill("a.", len)),
    family("`.`", "alef and `.`", |len| fill("ا.", len)),
    family("`.`", "`. ` and alef", |len| fill("ا. ", len)),
    family("`.`", "`?!`", |len| fill("?!؟", len)),
    family("`.`", "a point and closing signs", |len| fill(".)", len)),
    family("`.`", "a point, then digits", |len| (String::from("ا.") + &"1 ".repeat(len / 2)).into()),
    family("URL", "`http://`", |len| fill("http://", len)),
    family("URL", "`www.`", |len| fill("www.", len)),
    family("URL", "`a.bc/`", |len| fill("a.bc/", len)),
    family("URL", "a link without end", |len| (String::from("http://a.bc/") + &"(.".repeat(len / 2)).into()),
    family("URL", "`a+b`", |len| fill("a+b", len)),
    family("URL", "`://`", |len| fill("a://", len)),
    family("quotes", "`\"`", |len| fill("\"", len)),
    family("quotes", "`'` and letters", |len| fill("ا'", len)),
    family("quotes", "`\"` and Hebrew letters", |len| fill("א\"", len)),
    family("quotes", "guillemets", |len| fill("«»“”", len)),
    family("quotes", "parentheses", |len| fill("([", len)),
    family("dashes", "`-`", |len| fill("-", len)),
    family("dashes", "`a-`", |len| fill("a-", len)),
    family("dashes", "en and em dashes", |len| fill("–—", len)),
    family("invalid", "0xFF", |len| vec![0xFF; len]),
    family("invalid", "lone continuation bytes", |len| vec![0x84; len]),
    family("invalid", "truncated characters", |len| b"\xD9\xE2\x80\xF0\x9F\x98".repeat(len / 6)),
    family("invalid", "surrogates", |len| b"\xED\xA0\x80".repeat(len / 3)),
    family("invalid", "letters with 0xFF between", |len| [0xD9, 0x83, 0xFF].repeat(len / 3)),
    family("spaces", "spaces", |len| fill(" ", len)),
    family("spaces", "spaces behind a letter", |len| after("ا", " ", len).into()),
    family("spaces", "line feeds", |len| fill("\n", len)),
    family("spaces", "CR LF and U+2028", |len| fill("\r\n\u{2028}", len)),
    family("spaces", "tabs and no-break spaces", |len| fill("\t\u{A0}\u{2009}", len)),
    family("spaces", "controls", |len| fill("\0\u{1}\u{7F}", len)),
    family("scripts", "ASCII", |len| fill("the quick brown fox ", len)),
    family("scripts", "capitals", |len| fill("ABCÀÉİß", len)),
    family("scripts", "decomposed Latin", |len| fill("e\u{301}a\u{327}\u{301}", len)),
    family("scripts", "CJK", |len| fill("今天早上下了", len)),
    family("scripts", "kana", |len| fill("カタカナひら", len)),
    family("scripts", "Hangul jamo", |len| fill("\u{1100}\u{1161}\u{11A8}", len)),
    family("scripts", "Thai", |len| fill("สวัสดี", len)),
    family("scripts", "Hebrew", |len| fill("שָׁלוֹם", len)),
    family("scripts", "U+FFFD", |len| fill("\u{FFFD}", len)),
    family("scripts", "mathematical letters", |len| fill("\u{1EE00}\u{1EE01}", len)),
    family("scripts", "compatibility forms", |len| fill("ﬃ㍿½ª", len)),
    family("findings", "alef, hamza above, beh", |len| fill("ا\u{654}ب", len)),
    family("findings", "a line break, fathas, CJK", |len| fill(&(after("\n", "\u{64E}", 62) + "中"), len)),
    family("findings", "a line break, 62 RLM and ZWNJ, kana", |len| {
        fill(&(after("\u{2028}", "\u{200F}\u{200C}", 62) + "カ"), len)
    }),
    family("findings", "30 marks, then a letter", |len| fill(&after("ا", "\u{655}\u{654}", 120), len)),
    family("findings", "64 letters a word, vocalised", |len| fill(&("وَ".repeat(64) + " "), len)),
];

/// The text repeated as often as it fits; at least once.
fn fill(unit: &str, len: usize) -> Vec<u8> {
    unit.repeat((len / unit.len()).max(1)).into()
}

/// A character followed by another text, repeated up to this many bytes.
fn after(first: &str, rest: &str, len: usize) -> String {
    String::from(first) + &rest.repeat(len.saturating_sub(first.len()) / rest.len())
}

/// The words of the repository's own text in random order: a processor learns the branches of a text that repeats,
/// which would make ordinary text look faster.
fn ordinary(name: &str, len: usize) -> Vec<u8> {
    let [news, vocalised, ..] = support::own(4096);
    let writing = if name == "news" { news.text } else { vocalised.text };
    let words: Vec<&str> = writing.split_inclusive([' ', '\n']).collect();
    let (mut out, mut random) = (Vec::with_capacity(len + 64), 0x9E37_79B9_7F4A_7C15_u64);
    while out.len() < len {
        // Marsaglia's xorshift: the same text in every run.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        out.extend_from_slice(words[(random >> 32) as usize % words.len()].as_bytes());
    }
    out
}

/// Words that are all different: a number of letters between a prefix and a suffix.
fn new_words(len: usize, prefix: &str, letters: u32, suffix: &str) -> Vec<u8> {
    const LETTERS: [char; 16] = ['ب', 'ت', 'ج', 'ح', 'خ', 'د', 'ر', 'س', 'ش', 'ص', 'ط', 'ع', 'ف', 'ق', 'ك', 'ل'];
    const LATIN: [char; 16] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'];
    let letter = |n: u32| if prefix.starts_with('a') { LATIN[n as usize % 16] } else { LETTERS[n as usize % 16] };
    let mut out = String::with_capacity(len + 64);
    for n in 0.. {
        if out.len() >= len {
            break;
        }
        out += prefix;
        out.extend((0..letters).map(|place| letter(n >> (4 * place))));
        out += suffix;
        out.push(' ');
    }
    out.into()
}
