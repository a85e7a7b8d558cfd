//! Numbers in Arabic text: digits of every kind with their separators and signs, and number words.
//!
//! ```
//! use naqi::number;
//!
//! let price = number::parse("١٬٢٣٤٫٥").unwrap();
//! assert_eq!((price.decimal().as_str(), price.to_f64()), ("1234.5", 1234.5));
//! let share = number::parse("−۱۲٫۵٪").unwrap(); // U+2212 MINUS SIGN, Persian digits
//! assert_eq!((share.decimal().as_str(), share.divisor()), ("-12.5", 100));
//!
//! let text = "باع 5،000 كتاب بخصم ٢٠٪ في 2024/01/15";
//! let found: Vec<String> = number::find(text).map(|number| number.decimal()).collect();
//! assert_eq!(found, ["5000", "20", "2024", "1", "15"]);
//!
//! let words = number::parse_words("ألف وخمسمئة").unwrap();
//! assert_eq!(words.value(), 1500);
//! ```
//!
//! # What is one number
//!
//! - **Digits** are ASCII, Arabic-Indic (U+0660..U+0669) and Extended Arabic-Indic (U+06F0..U+06F9), also mixed.
//! - **Thousands** may be separated by U+066C, `,`, `،`, an apostrophe (`'`, U+2019) or a space that does not break
//!   lines (U+00A0, U+2007, U+2009, U+202F): one to three digits, of which the first is not 0, and then groups of
//!   three, always with the same separator. Analyzers unite the same groups (`,`, `،`, U+066C). A plain space (U+0020)
//!   always separates numbers.
//! - **Decimals** follow U+066B or `.`, at least one digit. Before U+066B or `.` the digits may be missing (`.05`), if
//!   the number stands alone: not after a letter, a digit, a mark or a sign.
//! - **What fits neither rule** is several numbers: a run of digits and separators is divided at spaces, if that is not
//!   enough at `،`, then at the other separators of thousands, then at decimal points. So `1.2.3` is 1, 2 and 3, `1,5`
//!   is 1 and 5, and `3.5،4.5` is 3.5 and 4.5. [`parse`] gives `None` for them.
//! - **A sign** (`-`, U+2212, U+2012, U+FE63, U+FF0D; `+`, U+FE62, U+FF0B) right before the digits is the number's, if
//!   the number stands alone, also not after `)`, `]`, `}`, `_` or a percent sign. So `5-10` is 5 and 10. A sign after
//!   the number is not read.
//! - **A percent sign** (`%`, U+066A, U+FE6A, U+FF05; also `‰`, U+0609, `‱`, U+060A) is the number's right after the
//!   digits, after one space, or right before the sign and the digits, as people type it in right-to-left text (`%20`),
//!   if the number stands alone, or behind a dash or plus that follows a number or a word (`٪٥٠-٪٦٠`). The value is not
//!   divided: see [`Number::divisor`].
//! - **Bidi controls and other invisible characters** may stand between the digits and their signs, as CLDR's formats
//!   for Arabic and Persian write them (U+061C, U+200E, U+200F), but not between digits.
//! - **Letters:** digits are a number after an Arabic letter (`ب5`) and before any letter (`5kg`, `2024م`). Digits
//!   after a letter of another script are part of a name (`A4`, `v1.2`, `mp3`), and so are those before letters with a
//!   digit after them (`1920x1080`, `1e5`). Digits beside a numeric character that is no such digit (`½`, `²`) are no
//!   number.
//! - **Dates, times and telephone numbers** are several numbers: those between their `/`, `:` and `-`.
//!
//! # Point or comma
//!
//! `1,234` and `1.234` are ambiguous. [`parse`] and [`find`] read them with [`DecimalSign::Point`], as 1234 and as
//! 1.234, and [`Number::is_ambiguous`] tells it. [`DecimalSign::Comma`] reads `1,234` as 1.234, and `1.234,5` as
//! 1234.5.

mod find;
mod words;

pub use find::Numbers;
pub use words::{SpelledNumber, SpelledNumbers, find_words, parse_words};

use crate::names::named;
use crate::rules::letters::numbers::{
    APOSTROPHES, ARABIC_COMMA, DECIMAL_COMMAS, DECIMAL_POINTS, THOUSANDS, THOUSANDS_SPACES, digit_value,
};
use crate::rules::letters::variants::THOUSANDS_SEPARATOR;
use crate::rules::unicode::{BIDI_CONTROLS, INVISIBLE, JOIN_CONTROLS, contains};
use alloc::string::{String, ToString};
use core::fmt::{self, Write};
use core::ops::Range;

/// The number that a text is, with [`DecimalSign::Point`]; `None` if the text is no number, or more than one. White
/// space and invisible characters around it are ignored. The [module](self) has the rules. Takes linear time and
/// allocates nothing.
///
/// ```
/// use naqi::number::parse;
/// assert_eq!(parse(" \u{61C}-٥ ").unwrap().decimal(), "-5"); // ARABIC LETTER MARK, as CLDR writes it
/// assert_eq!(parse("1,234,567.89").unwrap().decimal(), "1234567.89");
/// assert!(["", "1,5", "1.2.3", "5 6", "A4"].iter().all(|text| parse(text).is_none()));
/// ```
pub fn parse(text: &str) -> Option<Number<'_>> {
    DecimalSign::Point.parse(text)
}

/// The numbers of a text in digits, in order, with [`DecimalSign::Point`]. The [module](self) has the rules. Takes
/// linear time and allocates nothing.
///
/// ```
/// let text = "من ١٠ إلى −٥ درجات"; // U+2212 MINUS SIGN
/// let found: Vec<_> = naqi::number::find(text).map(|n| (n.span(), n.to_f64())).collect();
/// assert_eq!(found, [(5..9, 10.0), (17..22, -5.0)]);
/// ```
pub fn find(text: &str) -> Numbers<'_> {
    DecimalSign::Point.find(text)
}

/// Which of `.` and `,` comes before decimals. The other separates thousands. U+066B always comes before decimals, and
/// U+066C always separates thousands.
///
/// ```
/// use naqi::number::DecimalSign::{Comma, Point};
/// let decimal = |number: Option<naqi::number::Number>| number.unwrap().decimal();
/// assert_eq!(decimal(Point.parse("1.234")), "1.234");
/// assert_eq!(decimal(Comma.parse("1.234")), "1234");
/// assert_eq!(decimal(Comma.parse("1,5")), "1.5");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecimalSign {
    /// A point, as in the Mashriq and in English. `,` and `،` separate thousands.
    #[default]
    Point,
    /// A comma, `,` or `،`, as in the Maghreb and in French. `.` separates thousands.
    Comma,
}

named! { DecimalSign, "decimal sign", "number::DecimalSign";
    Point = "point",
    Comma = "comma",
}

/// How a separator of a run of digits divides it, if the run is not one number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Separator {
    Space,
    ArabicComma,
    Thousands,
    Decimal,
}

impl DecimalSign {
    /// As [`parse`](parse()), with this decimal sign.
    ///
    /// ```
    /// use naqi::number::DecimalSign;
    /// assert_eq!(DecimalSign::Comma.parse("1.234.567,8").unwrap().decimal(), "1234567.8");
    /// ```
    pub fn parse(self, text: &str) -> Option<Number<'_>> {
        let is_around = |c: char| c.is_whitespace() || is_invisible(c);
        let start = text.len() - text.trim_start_matches(is_around).len();
        let trimmed = text.trim_matches(is_around);
        let number = self.find(trimmed).next().filter(|number| number.text.len() == trimmed.len())?;
        Some(Number { start: start + number.start, ..number })
    }

    /// As [`find`](find()), with this decimal sign.
    ///
    /// ```
    /// use naqi::number::DecimalSign;
    /// let text = "2,5 مليون";
    /// assert!(DecimalSign::Comma.find(text).map(|n| n.to_f64()).eq([2.5]));
    /// ```
    pub fn find(self, text: &str) -> Numbers<'_> {
        Numbers::new(text, self)
    }

    fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }

    fn separator(self, c: char) -> Option<Separator> {
        let is_decimal = match self {
            Self::Point => DECIMAL_POINTS.contains(&c),
            Self::Comma => DECIMAL_COMMAS.contains(&c),
        };
        let is_thousands = match self {
            Self::Point => THOUSANDS.contains(&c),
            Self::Comma => c == '.' || c == THOUSANDS_SEPARATOR,
        };
        match c {
            _ if is_decimal => Some(Separator::Decimal),
            ARABIC_COMMA => Some(Separator::ArabicComma),
            _ if is_thousands || APOSTROPHES.contains(&c) => Some(Separator::Thousands),
            _ if THOUSANDS_SPACES.contains(&c) => Some(Separator::Space),
            _ => None,
        }
    }

    /// Whether digits with separators between them are one number.
    fn is_number(self, digits: &str) -> bool {
        let starts_with_zero = digits.chars().next().and_then(digit_value) == Some(0);
        let (mut thousands, mut is_fraction, mut len) = (None, false, 0);
        for c in digits.chars() {
            match self.separator(c) {
                None => {
                    len += 1;
                    continue;
                }
                Some(_) if is_fraction => return false,
                Some(Separator::Decimal) if thousands.is_none() || len == 3 => is_fraction = true,
                Some(Separator::Decimal) => return false,
                Some(_) if thousands.is_none() && len <= 3 && !starts_with_zero => thousands = Some(c),
                Some(_) if thousands == Some(c) && len == 3 => {}
                Some(_) => return false,
            }
            len = 0;
        }
        is_fraction || thousands.is_none() || len == 3
    }
}

/// Whether a character is ignored around a number and between its signs.
fn is_invisible(c: char) -> bool {
    [BIDI_CONTROLS, INVISIBLE, JOIN_CONTROLS].iter().any(|ranges| contains(ranges, c))
}

/// A number in a text. `Display` writes it as [`decimal`](Self::decimal) does, without an allocation.
///
/// ```
/// let number = naqi::number::find("الثمن 1,234.50 ريال").next().unwrap();
/// assert_eq!((number.text(), number.span()), ("1,234.50", 11..19));
/// assert_eq!(number.to_string(), "1234.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number<'t> {
    text: &'t str,
    start: usize,
    /// Where the digits start and end in `text`, with the separators between them.
    digits: (usize, usize),
    /// Whether the integer part is missing: `.05`.
    is_fraction: bool,
    is_negative: bool,
    divisor: u32,
    sign: DecimalSign,
}

impl<'t> Number<'t> {
    /// The number as it is written, with its sign and its percent sign.
    ///
    /// ```
    /// let number = naqi::number::find("خصم ٢٠ ٪").next().unwrap();
    /// assert_eq!(number.text(), "٢٠ ٪");
    /// ```
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The range of its bytes in the text that was given.
    ///
    /// ```
    /// assert_eq!(naqi::number::parse(" ٥ ").unwrap().span(), 1..3);
    /// ```
    pub fn span(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The number in ASCII: `-` if it is less than 0, digits without separators, and after `.` the decimals. Zeros
    /// before the first digit and after the last decimal are left out, so equal values have equal strings.
    ///
    /// Most types for numbers parse this string: `"1500".parse::<u64>()`.
    ///
    /// ```
    /// use naqi::number::parse;
    /// assert_eq!(parse("٠٠٧٫٥٠").unwrap().decimal(), "7.5");
    /// assert_eq!(parse("-٠٫٠").unwrap().decimal(), "0");
    /// ```
    pub fn decimal(&self) -> String {
        self.to_string()
    }

    /// The nearest `f64` to [`decimal`](Self::decimal); infinite beyond the range of `f64`. The value of a percentage
    /// is not divided.
    ///
    /// ```
    /// use naqi::number::parse;
    /// let share = parse("۱۲٫۵٪").unwrap();
    /// assert_eq!((share.to_f64(), share.to_f64() / f64::from(share.divisor())), (12.5, 0.125));
    /// ```
    pub fn to_f64(&self) -> f64 {
        self.decimal().parse().unwrap_or(f64::NAN)
    }

    /// Whether a minus sign is written before it.
    ///
    /// ```
    /// use naqi::number::parse;
    /// assert!(parse("−٥").unwrap().is_negative()); // U+2212 MINUS SIGN
    /// assert!(!parse("+5").unwrap().is_negative());
    /// ```
    pub fn is_negative(&self) -> bool {
        self.is_negative
    }

    /// Whether it has a percent sign.
    ///
    /// ```
    /// use naqi::number::parse;
    /// assert!(parse("٥٪").unwrap().is_percent() && parse("%5").unwrap().is_percent());
    /// assert!(!parse("5‰").unwrap().is_percent());
    /// ```
    pub fn is_percent(&self) -> bool {
        self.divisor == 100
    }

    /// What the value is to be divided by: 100 with a percent sign, 1000 with a per mille sign, 10,000 with a per ten
    /// thousand sign, and 1 without any.
    ///
    /// ```
    /// use naqi::number::parse;
    /// let divisors = ["5", "5%", "5‰", "5‱"].map(|text| parse(text).unwrap().divisor());
    /// assert_eq!(divisors, [1, 100, 1000, 10_000]);
    /// ```
    pub fn divisor(&self) -> u32 {
        self.divisor
    }

    /// Whether the other [`DecimalSign`] reads another value: `1,234` is 1234 or 1.234.
    ///
    /// ```
    /// use naqi::number::parse;
    /// assert!(["1,234", "1.234", "5،000"].iter().all(|text| parse(text).unwrap().is_ambiguous()));
    /// assert!(["1.5", "0.123", "1,234.5", "١٬٢٣٤"].iter().all(|text| !parse(text).unwrap().is_ambiguous()));
    /// ```
    pub fn is_ambiguous(&self) -> bool {
        let digits = self.digits();
        digits.contains(['.', ',', ARABIC_COMMA]) && self.sign.other().is_number(digits)
    }

    fn digits(&self) -> &'t str {
        &self.text[self.digits.0..self.digits.1]
    }
}

impl fmt::Display for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        if self.is_negative && digits.chars().any(|c| digit_value(c).is_some_and(|value| value > 0)) {
            f.write_char('-')?;
        }
        let (mut is_fraction, mut has_integer, mut has_fraction, mut zeros) = (self.is_fraction, false, false, 0);
        for c in digits.chars() {
            let Some(value) = digit_value(c) else {
                is_fraction |= self.sign.separator(c) == Some(Separator::Decimal);
                continue;
            };
            if value == 0 && (is_fraction || !has_integer) {
                zeros += usize::from(is_fraction);
                continue;
            }
            if is_fraction && !has_fraction {
                f.write_str(if has_integer { "." } else { "0." })?;
                has_fraction = true;
            }
            (0..core::mem::take(&mut zeros)).try_for_each(|_| f.write_char('0'))?;
            f.write_char((b'0' + value) as char)?;
            has_integer |= !is_fraction;
        }
        if has_integer || has_fraction { Ok(()) } else { f.write_char('0') }
    }
}
