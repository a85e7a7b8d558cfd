//! Split points: places where a text can be split so that the outputs of the parts concatenate to that of the whole.
//!
//! A split point is before an ASCII character. In any bytes, UTF-8 or not, such a byte starts a character. Before a
//! split point each stage writes what it writes at the end of a text, and from it on what it writes from a start:
//!
//! - no token that is masked contains it, if there are masks: it is white space;
//! - the normal form composes the character with nothing, neither before nor after it;
//! - the character starts a cluster, so composition holds nothing back, and no Uthmani rule deletes it between two words;
//! - with expansions, its output is a sign or a space: no expansion touches it, and no word continues over it;
//! - its output resets post-processing: a line break that is kept always does, in most normalizers a space too.
//!
//! A text without such characters is processed in order.

use crate::pipeline::{Pipeline, expansion};

/// A bit per ASCII character: whether a text may be split before it.
#[derive(Clone, Copy)]
pub(crate) struct SplitPoints(u128);

impl SplitPoints {
    pub fn new(pipeline: &Pipeline) -> Self {
        let may = (0..128).filter(|&byte| may_split_before(pipeline, byte));
        Self(may.fold(0, |set, byte| set | 1 << byte))
    }

    /// The last split point in the bytes.
    pub fn last(self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().rposition(|&byte| self.contains(byte))
    }

    /// The first split point in the bytes.
    pub fn first(self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|&byte| self.contains(byte))
    }

    fn contains(self, byte: u8) -> bool {
        byte < 128 && self.0 >> byte & 1 == 1
    }
}

fn may_split_before(pipeline: &Pipeline, byte: u8) -> bool {
    let Pipeline { masks, form, composes, table, postprocess, .. } = pipeline;
    let c = char::from(byte);
    let mut buffer = [0; 4];
    (masks.is_none() || c.is_whitespace())
        && form.is_none_or(|form| form.is_inert_ascii(c))
        && !(*composes && table.extends_cluster(c))
        && !(c == ' ' && table.rewrites_uthmani())
        && !(table.has_expansions() && expansion::may_touch(table.output_of(c, &mut buffer)))
        // If the table deletes the character, post-processing sees its neighbours side by side.
        && (postprocess.is_empty() || table.output_of(c, &mut buffer).chars().next().is_some_and(|c| postprocess.may_split_before(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Normalizer, preset};

    fn splits_before(steps: &str, c: char) -> bool {
        let normalizer: Normalizer = steps.parse().expect("a list of steps");
        SplitPoints::new(normalizer.pipeline()).contains(c as u8)
    }

    #[test]
    fn every_preset_may_be_split_before_a_line_break() {
        for preset in preset::all() {
            assert!(SplitPoints::new(preset.pipeline()).contains(b'\n'), "{}", preset.name());
        }
    }

    #[test]
    fn a_line_break_that_does_not_stay_one_is_no_split_point() {
        assert!(splits_before("trim", '\n'));
        assert!(!splits_before("trim, map(\\n=\\u{20})", '\n'), "a run of spaces may continue over it");
        assert!(!splits_before("strip_diacritics, map(\\n=)", '\n'), "a mark after it would be the letter's before it");
        assert!(!splits_before("strip_diacritics, map(\\n=\\u{654})", '\n'), "it would be the letter's before it");
        assert!(!splits_before("collapse_stretch(1), map(\\n=ي)", '\n'), "a stretch may continue over it");
        assert!(splits_before("trim, map(\\n=\\u{D}\\u{A})", '\n'));
    }

    #[test]
    fn a_space_is_a_split_point_where_no_step_counts_spaces() {
        assert!(splits_before("strip_diacritics", ' '));
        assert!(splits_before("skeleton, collapse_stretch(2)", ' '));
        assert!(splits_before("nfc", ' '));
        assert!(!splits_before("unify_uthmani", ' '), "it may stand before the last letter of a word");
        assert!(!splits_before("collapse_spaces", ' '));
        assert!(!splits_before("trim", '.'), "the space before it would be taken for one at a line's end");
    }

    #[test]
    fn a_letter_that_a_form_may_join_is_no_split_point() {
        assert!(!splits_before("nfc", 'e'), "U+0065 U+0301 is another letter, and a map may delete it");
        assert!(!splits_before("nfkc", '='), "U+003D U+0338 is another sign");
    }
}
