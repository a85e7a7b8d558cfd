//! Known faults that are not fixed yet. Each skip is removed when its fault is fixed.

use icu_properties::CodePointMapData;
use icu_properties::props::WordBreak;

/// In the vector code a word starts too late if several spaces precede a block of characters that WB4 ignores, a ZWJ
/// and a pictograph: U+0020 × 2, U+FE0F × 39, U+200D, U+2139 is one word, from which all levels but plain code omit a
/// space.
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

/// Some hundred nested parentheses and `NOT` overflow the stack of the query parser.
pub fn query_is_deep(query: &str) -> bool {
    query.matches(['(', '-', '+', '!']).count() + query.matches("NOT").count() > 40
}
