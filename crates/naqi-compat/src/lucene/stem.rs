//! Lucene's ArabicStemmer: the light stemmer of Larkey, Ballesteros and Connell ("light10"), without its stop words.

use std::ops::Range;

/// Prefixes; the first that fits is removed.
const PREFIXES: [Affix; 7] = [
    Affix::prefix("ال"),
    Affix::prefix("وال"),
    Affix::prefix("بال"),
    Affix::prefix("كال"),
    Affix::prefix("فال"),
    Affix::prefix("لل"),
    Affix::prefix("و"),
];
/// Suffixes; each that fits is removed in turn.
const SUFFIXES: [Affix; 10] = [
    Affix::suffix("ها"),
    Affix::suffix("ان"),
    Affix::suffix("ات"),
    Affix::suffix("ون"),
    Affix::suffix("ين"),
    Affix::suffix("يه"),
    Affix::suffix("ية"),
    Affix::suffix("ه"),
    Affix::suffix("ة"),
    Affix::suffix("ي"),
];

/// Some letters at an end of a term, compared with its eight bytes there at once.
struct Affix {
    bytes: u64,
    mask: u64,
    len: usize,
}

impl Affix {
    const fn prefix(letters: &str) -> Self {
        let mut eight = [0; 8];
        let mut n = 0;
        while n < letters.len() {
            eight[n] = letters.as_bytes()[n];
            n += 1;
        }
        Self { bytes: u64::from_le_bytes(eight), mask: !0 >> (64 - 8 * letters.len()), len: letters.len() }
    }

    const fn suffix(letters: &str) -> Self {
        let Self { bytes, mask, len } = Self::prefix(letters);
        Self { bytes: bytes << (64 - 8 * len), mask: mask << (64 - 8 * len), len }
    }

    fn is_at(&self, end: u64) -> bool {
        end & self.mask == self.bytes
    }

    /// The length of the letters in UTF-16 code units; each has two bytes in UTF-8.
    fn units(&self) -> usize {
        self.len / 2
    }
}

fn first_eight(term: &str) -> u64 {
    let bytes = term.as_bytes();
    bytes
        .first_chunk()
        .map_or_else(|| bytes.iter().rev().fold(0, |all, &b| all << 8 | u64::from(b)), |b| u64::from_le_bytes(*b))
}

fn last_eight(term: &str) -> u64 {
    let bytes = term.as_bytes();
    bytes
        .last_chunk()
        .map_or_else(|| bytes.iter().fold(0, |all, &b| all >> 8 | u64::from(b) << 56), |b| u64::from_le_bytes(*b))
}

/// Lucene's ArabicStemmer, for one normalized term: removes a prefix and suffixes, and changes no letter. Allocates
/// nothing.
///
/// At least two code units of UTF-16 are left, three after a lone `و`.
///
/// ```
/// use naqi_compat::lucene::arabic_stem;
/// let text = "والكتاب";
/// assert_eq!(arabic_stem(text), "كتاب");
/// let text = "مدرسات";
/// assert_eq!(arabic_stem(text), "مدرس");
/// let text = "ولد";
/// assert_eq!(arabic_stem(text), "ولد");
/// ```
///
/// It is not idempotent (`والوالد` becomes `والد`, and that `الد`), and has no dictionary: `الهام`, a name, becomes `هام`.
/// [`naqi::stem`] has stemmers of its own.
pub fn arabic_stem(term: &str) -> &str {
    &term[stem_range(term)]
}

/// The byte range of the stem in a term.
pub(super) fn stem_range(term: &str) -> Range<usize> {
    let mut units = term.encode_utf16().count();
    let (mut start, mut end) = (0, term.len());
    let eight = first_eight(term);
    let fits = |prefix: &&Affix| {
        let least = if prefix.units() == 1 { 3 } else { 2 };
        prefix.is_at(eight) && units >= prefix.units() + least
    };
    if let Some(prefix) = PREFIXES.iter().find(fits) {
        start = prefix.len;
        units -= prefix.units();
    }
    let mut eight = last_eight(term);
    for suffix in &SUFFIXES {
        if suffix.is_at(eight) && units >= suffix.units() + 2 {
            end -= suffix.len;
            units -= suffix.units();
            eight = last_eight(&term[start..end]);
        }
    }
    start..end
}
