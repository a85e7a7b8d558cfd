//! Random text with a seed: Arabic in all its spellings, and noise.
#![allow(dead_code)] // each test file uses a part of it

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, LineBreak, Script, SentenceBreak, WordBreak};

/// A generator of numbers (splitmix64) and of texts.
pub struct Random {
    state: u64,
    cases: Option<usize>,
}

/// Arabic letters that can be written in more than one way, and their neighbours.
const LETTERS: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئٱپچڤگژکڪیےۓہۂھۀەۃېۍێۆۇۈۋ\u{674}\u{675}\u{6D5}\u{649}ٮںٯڡ";
const MARKS: &str = "\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{653}\u{654}\u{655}\u{656}\u{65F}\u{670}\u{610}\u{618}\u{6D6}\u{6DC}\u{6E1}\u{6E3}\u{6E4}\u{6E7}\u{6EA}\u{8D3}\u{8F0}\u{8F3}\u{10EFD}\u{10EFC}";
const JOINING: &str = "\u{653}\u{654}\u{655}\u{654}\u{655}\u{670}\u{64E}\u{651}";
const CONTROLS: &str =
    "\u{200C}\u{200D}\u{640}\u{640}\u{34F}\u{200F}\u{202B}\u{FEFF}\u{200B}\u{AD}\u{61C}\u{6DD}\u{6E5}\u{6E6}";
const FORMS: &str = "\u{FE8D}\u{FE83}\u{FE8E}\u{FEFB}\u{FEF7}\u{FEF5}\u{FE81}\u{FE89}\u{FE8B}\u{FE76}\u{FE77}\u{FE7C}\u{FE70}\u{FE71}\u{FC5E}\u{FC60}\u{FCF2}\u{FDF2}\u{FDFA}\u{FDFD}\u{FBFC}\u{FEF0}\u{FBA4}\u{FBDD}\u{1EE00}\u{FE80}\u{FBA6}\u{FBA9}\u{FBAE}\u{FBB0}";
const OTHER: &str = "  \t\n\u{A0}..,:;'\"!?،؛؟٪«»()[]-_#@/abzAZéÉe\u{301}\u{327}İßK0129٠١٩۰۴٫٬\u{6D4}😀🇸🇦🇪\u{1F3FD}\u{FE0F}אב\u{5B0}カー漢字ไทย\u{1F170}\u{2139}\r";

/// Whether ICU4X segments this code point by the rules, without a dictionary (ICU leaves runs of such letters whole if
/// it has no dictionary).
pub fn icu_goes_by_rules(c: char) -> bool {
    let complex = CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext;
    let script = CodePointMapData::<Script>::new().get(c);
    !complex && script != Script::Han && script != Script::Hiragana
}

pub fn is_katakana(c: char) -> bool {
    CodePointMapData::<WordBreak>::new().get(c) == WordBreak::Katakana
}

impl Random {
    pub fn new(seed: u64) -> Self {
        Self { state: seed, cases: None }
    }

    /// The seed of `NAQI_SEED` (default 20261124), and `NAQI_CASES` cases in place of each test's own number.
    pub fn from_environment() -> Self {
        let number = |name| std::env::var(name).ok().map(|v| v.replace('_', "").parse::<u64>().expect("a number"));
        Self { state: number("NAQI_SEED").unwrap_or(20261124), cases: number("NAQI_CASES").map(|n| n as usize) }
    }

    pub fn cases(&self, usual: usize) -> usize {
        self.cases.unwrap_or(usual)
    }

    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn one(&mut self, of: &str) -> char {
        let n = self.below(of.chars().count());
        of.chars().nth(n).expect("there are that many")
    }

    /// Any scalar value; assigned planes are more frequent.
    pub fn any(&mut self) -> char {
        loop {
            let limit = [0x110000, 0x20000, 0x10000, 0x3000][self.below(4)];
            if let Some(c) = char::from_u32(self.below(limit) as u32) {
                return c;
            }
        }
    }

    /// A scalar value of an Arabic block.
    pub fn any_arabic(&mut self) -> char {
        let blocks = [
            (0x600, 0x6FF),
            (0x600, 0x6FF),
            (0x750, 0x77F),
            (0x870, 0x8FF),
            (0xFB50, 0xFDFF),
            (0xFE70, 0xFEFF),
            (0x10EC0, 0x10EFF),
            (0x1EE00, 0x1EEFF),
        ];
        let (first, last) = blocks[self.below(blocks.len())];
        char::from_u32(first + self.below((last - first + 1) as usize) as u32).expect("no surrogate")
    }

    /// Letters with marks in any order, tatweel, controls and presentation forms.
    pub fn arabic(&mut self, most: usize) -> String {
        let len = self.below(most + 1);
        let mut out = String::new();
        while out.chars().count() < len {
            let c = match self.below(16) {
                0..=5 => self.one(LETTERS),
                6..=8 => self.one(MARKS),
                9..=10 => self.one(JOINING),
                11 => self.one(CONTROLS),
                12 => self.one(FORMS),
                13 => self.any_arabic(),
                14 => self.one(OTHER),
                _ => ' ',
            };
            out.push(c);
        }
        out
    }

    /// Words in the Quran's spelling, and words that its rules might mistake for such.
    pub fn quranic(&mut self, most: usize) -> String {
        let len = self.below(most + 1);
        let mut out = String::new();
        while out.chars().count() < len {
            match self.below(24) {
                0..=7 => out.push(self.one("اوىيءلهنترذسبفأإآؤئٱمكقصةع")),
                8..=13 => out.push(self.one("\u{64E}\u{64E}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{64B}\u{670}\u{6E1}")),
                14..=15 => {
                    out.push(self.one("\u{670}\u{653}\u{654}\u{655}\u{6DF}\u{6E0}\u{6E7}\u{6E8}\u{6DC}\u{6EC}\u{6D6}"))
                }
                16 => out += "\u{640}\u{64E}\u{654}",
                17 => out += "\u{64E}\u{640}\u{670}",
                18 => out.push(self.one("\u{6E5}\u{6E6}\u{640}\u{6DD}\u{200D}\u{61C}")),
                19 => out += "و\u{670}",
                20 => {
                    let words = [
                        "ٱل\u{651}\u{64E}",
                        "ي\u{64E}\u{640}\u{670}\u{653}",
                        "ر\u{64E}ء\u{64E}ا",
                        "ت\u{64E}ب\u{64E}و\u{651}\u{64E}ء\u{64E}ا",
                        "أ\u{64F}و\u{6DF}ل\u{64E}\u{640}\u{670}\u{653}ئ\u{650}ك",
                        "إ\u{650}ل\u{64E}\u{640}\u{670}ه",
                        "ؤ\u{64F}ا\u{6DF}",
                        "ج\u{64E}ا\u{653}ء\u{64F}و",
                        "ي\u{64E}ت\u{652}ل\u{64F}وا\u{6DF}",
                        "ف\u{64E}س\u{652}\u{640}\u{64E}\u{654}ل",
                        "ه\u{64E}\u{640}\u{670}\u{653}أ\u{64E}نت\u{64F}م",
                        "ى\u{650}\u{6E6}",
                    ];
                    out += words[self.below(words.len())];
                }
                21 => out.push(self.any_arabic()),
                22 => out.push(self.one(OTHER)),
                _ => out.push(' '),
            }
        }
        out
    }

    /// Arabic among other scripts, signs and noise of all of Unicode.
    pub fn text(&mut self, most: usize) -> String {
        let len = self.below(most + 1);
        let mut out = String::new();
        while out.chars().count() < len {
            match self.below(8) {
                0..=2 => out += &self.arabic(6),
                3..=4 => out.push(self.one(OTHER)),
                5 => out.push(self.any_arabic()),
                _ => out.push(self.any()),
            }
        }
        out
    }
}

/// A code point for each combination of the properties that segmentation uses, as far as they occur.
pub fn one_of_each_kind() -> Vec<char> {
    let mut seen = std::collections::BTreeMap::new();
    for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| icu_goes_by_rules(c)) {
        let word = CodePointMapData::<WordBreak>::new().get(c);
        let sentence = CodePointMapData::<SentenceBreak>::new().get(c);
        let pictograph =
            icu_properties::CodePointSetData::new::<icu_properties::props::ExtendedPictographic>().contains(c);
        let letter = matches!(CodePointMapData::<GeneralCategory>::new().get(c), GeneralCategory::OtherLetter);
        seen.entry((word, sentence, pictograph, letter)).or_insert(c);
    }
    seen.into_values().collect()
}

/// A text as its code points, for messages.
pub fn code_points(text: &str) -> String {
    text.chars().map(|c| format!("{:04X}", c as u32)).collect::<Vec<_>>().join(" ")
}
