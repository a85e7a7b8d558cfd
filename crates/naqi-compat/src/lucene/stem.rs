//! Lucene's ArabicStemmer: the light stemmer of Larkey, Ballesteros and Connell ("light10"), without its stop words.

/// Prefixes, the first of which that fits is taken off.
const PREFIXES: [&str; 7] = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
/// Suffixes, each of which is taken off in turn.
const SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"];

/// Lucene's ArabicStemmer, for one normalized term: a prefix and suffixes off, never a letter changed. Allocates nothing.
///
/// At least two code units of UTF-16 are left, three behind a lone و.
///
/// ```
/// use naqi_compat::lucene::arabic_stem;
/// assert_eq!(arabic_stem("والكتاب"), "كتاب");
/// assert_eq!(arabic_stem("مدرسات"), "مدرس");
/// assert_eq!(arabic_stem("ولد"), "ولد");
/// ```
///
/// It is not idempotent (والوالد becomes والد, and that الد), and knows no words: الهام, a name, becomes هام.
/// naqi has no stemmer; index the terms of its `search` preset beside the stems, and exact matches stay first.
pub fn arabic_stem(term: &str) -> &str {
    let mut len = term.encode_utf16().count();
    let mut term = term;
    for prefix in PREFIXES {
        let of_it = prefix.chars().count();
        let least = if of_it == 1 { 3 } else { 2 };
        if let Some(rest) = term.strip_prefix(prefix).filter(|_| len >= of_it + least) {
            (term, len) = (rest, len - of_it);
            break;
        }
    }
    for suffix in SUFFIXES {
        let of_it = suffix.chars().count();
        if let Some(rest) = term.strip_suffix(suffix).filter(|_| len >= of_it + 2) {
            (term, len) = (rest, len - of_it);
        }
    }
    term
}
