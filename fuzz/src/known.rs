//! Findings that are known and not mended yet. Each skip goes, with its calls, when its fault is mended.

use icu_properties::CodePointMapData;
use icu_properties::props::WordBreak;
use naqi::{Normalizer, Step};
use unicode_normalization::char::canonical_combining_class;

/// `words`, `for_each_term` and chains never return on AVX2 and AVX-512 where a line break stands before a block of what
/// WB4 looks through, and then a character that masks do not decide: U+000A, U+064E × 31, U+4E2D.
pub fn words_never_return(text: &str) -> bool {
    const BREAKS: &[char] = &['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(BREAKS).skip(1).any(starts_with_a_block_of_ignored)
}

/// Words begin too late on vectors where several spaces stand before a block of what WB4 looks through, a ZWJ and a
/// pictograph: U+0020 × 2, U+FE0F × 39, U+200D, U+2139 is one word, of which all levels but plain code leave a space out.
pub fn words_begin_late(text: &str) -> bool {
    let word_break = CodePointMapData::<WordBreak>::new();
    let is_space = |c: char| word_break.get(c) == WordBreak::WSegSpace;
    let mut before = [false; 2];
    text.char_indices().any(|(at, c)| {
        before = [before[1], is_space(c)];
        before == [true; 2] && starts_with_a_block_of_ignored(&text[at + c.len_utf8()..])
    })
}

fn starts_with_a_block_of_ignored(text: &str) -> bool {
    let word_break = CodePointMapData::<WordBreak>::new();
    let is_ignored = |c: char| matches!(word_break.get(c), WordBreak::Extend | WordBreak::Format | WordBreak::ZWJ);
    text.find(|c| !is_ignored(c)).unwrap_or(text.len()) >= 48
}

/// Levels disagree where a map writes a space beside other text: `map(د=x\u{20})` on بدب.
pub fn levels_disagree_on_spaces(naqi: &Normalizer) -> bool {
    let writes_space = |step: &Step| match step {
        Step::Map(map) => map.rules().any(|(_, text)| text.contains(' ')),
        _ => false,
    };
    naqi.steps().iter().any(writes_space)
}

/// Finding and `Alignment::source` differ where a text with marks or tatweel stays as it is: of U+0640 U+0654 under
/// `strip_invisible`, U+0640 is found at 0..4 and has the source 0..2.
pub fn find_differs_on_unchanged(text: &str, is_unchanged: bool) -> bool {
    let is_joined = |c: char| c == '\u{640}' || canonical_combining_class(c) != 0;
    is_unchanged && text.chars().any(is_joined)
}

/// `align_into` says changed where `align` says unchanged.
pub const ALIGN_INTO_SAYS_CHANGED: bool = true;

/// Parentheses and `NOT` nested some hundred times overflow the stack of the query parser.
pub fn query_is_deep(query: &str) -> bool {
    query.matches(['(', '-', '+', '!']).count() + query.matches("NOT").count() > 40
}
