//! Writes numbers in Arabic words, by the grammar of cardinals as reference grammars give it (Ryding, "A Reference Grammar of
//! Modern Standard Arabic", chapter 15; Wright, "A Grammar of the Arabic Language", part I, §§ 318-327):
//!
//! - 3 to 10 take the other gender than the noun, 11 to 19 are two words, the unit of 21 to 99 comes before the tens.
//! - A thousand is masculine, a hundred feminine. After 3 to 10 a scale is a plural, after 11 to 99 an accusative, after hundreds a
//!   singular; 2000 is a dual.

use crate::random::Random;

/// Units in the form with teh marbuta, from 3 on; 1 and 2 agree with the noun.
const MASCULINE: [&str; 11] = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"];
const FEMININE: [&str; 11] = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"];
const TENS: [&str; 10] = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];
/// Singular, dual, plural.
const SCALES: [[&str; 3]; 5] = [
    ["", "", ""],
    ["ألف", "ألفان", "آلاف"],
    ["مليون", "مليونان", "ملايين"],
    ["مليار", "ملياران", "مليارات"],
    ["تريليون", "تريليونان", "تريليونات"],
];

/// How a number is written: with which of the usual spellings. [`Style::default`] is the spelling of schoolbooks today.
#[derive(Clone, Debug, Default)]
pub struct Style {
    pub feminine: bool,
    /// `عشرين` for `عشرون`, `ألفين` for `ألفان`.
    pub oblique: bool,
    /// The word for a hundred: 0 to 3.
    pub hundred: usize,
    /// `ثلاث مئة` in two words.
    pub hundreds_apart: bool,
    /// `و` as a word of its own.
    pub and_apart: bool,
    /// `مئة ألف وألف` for `مئة وواحد ألف`.
    pub one_apart: bool,
    /// `ألفًا` with a fathatan, without one, or as `ألف` (0, 1, 2).
    pub accusative: usize,
    /// `بليون` and `ترليون`.
    pub other_scales: bool,
    /// `ا` for `أ` and `إ`, `ه` for `ة`, `ى` for `ي` at the end.
    pub careless: bool,
    pub marks: bool,
    pub tatweel: bool,
}

impl Style {
    pub fn random(random: &mut Random) -> Self {
        let mut flag = || random.below(2) == 1;
        Self {
            feminine: flag(),
            oblique: flag(),
            hundreds_apart: flag(),
            and_apart: flag(),
            other_scales: flag(),
            careless: flag(),
            marks: flag(),
            tatweel: flag(),
            one_apart: flag(),
            hundred: random.below(4),
            accusative: random.below(3),
        }
    }

    fn case(&self, nominative: &str) -> String {
        let stem = nominative.strip_suffix("ون").filter(|_| self.oblique && !nominative.ends_with("يون"));
        let dual = nominative.strip_suffix("ان").filter(|_| self.oblique);
        stem.or(dual).map_or_else(|| nominative.into(), |stem| format!("{stem}ين"))
    }

    fn below_hundred(&self, n: u64, feminine: bool) -> String {
        let units = if feminine { FEMININE } else { MASCULINE };
        let n = n as usize;
        match n {
            0..=10 => self.case(units[n]),
            11 => if feminine { "إحدى عشرة" } else { "أحد عشر" }.into(),
            12 => match (feminine, self.oblique) {
                (false, false) => "اثنا عشر",
                (false, true) => "اثني عشر",
                (true, false) => "اثنتا عشرة",
                (true, true) => "اثنتي عشرة",
            }
            .into(),
            13..20 => format!("{} {}", units[n - 10], if feminine { "عشرة" } else { "عشر" }),
            _ if n.is_multiple_of(10) => self.case(TENS[n / 10]),
            // With tens, the feminine of one is the one of eleven.
            _ if n % 10 == 1 && feminine => self.and(&["إحدى".into(), self.case(TENS[n / 10])]),
            _ => self.and(&[self.case(units[n % 10]), self.case(TENS[n / 10])]),
        }
    }

    fn and(&self, parts: &[String]) -> String {
        parts.join(if self.and_apart { " و " } else { " و" })
    }

    fn below_thousand(&self, n: u64, feminine: bool) -> String {
        let hundred = ["مئة", "مائة", "مية", "ماية"][self.hundred];
        let hundreds = match n / 100 {
            0 => return self.below_hundred(n, feminine),
            1 => hundred.into(),
            2 => self.case(["مئتان", "مائتان", "ميتان", "مئتان"][self.hundred]),
            h if self.hundreds_apart => format!("{} {hundred}", FEMININE[h as usize]),
            8 => format!("ثمان{hundred}"),
            h => format!("{}{hundred}", FEMININE[h as usize]),
        };
        if n.is_multiple_of(100) { hundreds } else { self.and(&[hundreds, self.below_hundred(n % 100, feminine)]) }
    }

    pub fn spell(&self, n: u64) -> String {
        if n == 0 {
            return "صفر".into();
        }
        let mut parts = Vec::new();
        for power in (0..SCALES.len()).rev() {
            let group = n / 1000_u64.pow(power as u32) % 1000;
            let [singular, dual, plural] = match power {
                3 if self.other_scales => ["بليون", "بليونان", "بلايين"],
                4 if self.other_scales => ["ترليون", "ترليونان", "ترليونات"],
                _ => SCALES[power],
            };
            parts.push(match (power, group, group % 100) {
                (_, 0, _) => continue,
                (0, ..) => self.below_thousand(group, self.feminine),
                (_, 1, _) => singular.into(),
                (_, 2, _) => self.case(dual),
                (.., 1 | 2) if self.one_apart => {
                    let one = if group % 100 == 1 { singular.into() } else { self.case(dual) };
                    self.and(&[format!("{} {singular}", self.below_thousand(group - group % 100, false)), one])
                }
                (.., 3..=10) => format!("{} {plural}", self.below_thousand(group, false)),
                (.., 11..=99) => {
                    let accusative = [format!("{singular}\u{64B}ا"), format!("{singular}ا"), singular.into()]; // fathatan
                    format!("{} {}", self.below_thousand(group, false), accusative[self.accusative])
                }
                _ => format!("{} {singular}", self.below_thousand(group, false)),
            });
        }
        self.letters(&self.and(&parts))
    }

    /// Other letters, marks and tatweel.
    fn letters(&self, text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let is_last = chars.peek().is_none_or(|c| *c == ' ');
            out.push(match c {
                'أ' | 'إ' | 'آ' if self.careless => 'ا',
                'ة' if self.careless => 'ه',
                'ي' if self.careless && is_last => 'ى',
                'ى' if self.careless => 'ي',
                c => c,
            });
            if self.tatweel && "خسلثمبع".contains(c) && !is_last {
                out.push('\u{640}'); // tatweel
            }
            if self.marks && "خمسلثتبعرن".contains(c) {
                out.push('\u{64F}'); // damma
            }
        }
        out
    }
}
