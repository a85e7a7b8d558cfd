//! Words and sentences end where ICU4X ends them.

use crate::input::Input;
use crate::shown::Shown;
use icu_properties::CodePointMapData;
use icu_properties::props::{LineBreak, Script, WordBreak};
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};
use naqi::Token;

/// Boundaries of words and of sentences, UAX #29.
pub fn icu_boundaries(data: &[u8]) {
    let text = Input::new(data).text(2048);
    // A fault of ICU4X 2.4.0: it splits Katakana, ZWJ from an underscore that follows, against WB4 and WB13a.
    let has_joiner = text.contains('\u{200D}');
    let katakana = |c| has_joiner && CodePointMapData::<WordBreak>::new().get(c) == WordBreak::Katakana;
    let text: String = text.chars().filter(|&c| goes_by_rules(c) && !katakana(c)).collect();
    let words = WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    let sentences = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    same("words", &text, naqi::tokens(&text), words.segment_str(&text));
    same("sentences", &text, naqi::sentences(&text), sentences.segment_str(&text));
}

fn same<'t>(what: &str, text: &str, ours: impl Iterator<Item = Token<'t>>, theirs: impl Iterator<Item = usize>) {
    let ours: Vec<usize> = [0].into_iter().chain(ours.map(|token| token.span().end)).collect();
    let theirs: Vec<usize> = theirs.collect();
    assert!(ours == theirs, "{what} of {}: {ours:?}, ICU4X {theirs:?}", Shown(text));
}

/// Whether ICU4X segments this code point without a dictionary.
fn goes_by_rules(c: char) -> bool {
    let script = CodePointMapData::<Script>::new().get(c);
    let is_complex = CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext;
    !is_complex && script != Script::Han && script != Script::Hiragana
}
