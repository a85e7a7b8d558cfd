//! Where a text may be cut so that its parts, each normalized as a text of its own, give what the whole gives.
//!
//! A cut stands before an ASCII character: in any bytes, UTF-8 or not, such a byte starts a character. It stands there
//! if each door writes before this character what it writes at a text's end, and goes on from it as from a start:
//!
//! - no form of Unicode joins the character with what stands before it, or makes another one of it and its marks;
//! - it starts a cluster, so the compose door holds nothing back;
//! - what the table writes for it starts the postprocess door anew: always a line break that stays one, in most normalizers
//!   a space too.
//!
//! Where a text holds none of these characters it goes through in order.

use crate::pipeline::Pipeline;

/// The ASCII characters before which text may be cut, a bit each.
#[derive(Clone, Copy)]
pub(crate) struct SplitPoints(u128);

impl SplitPoints {
    pub fn new(pipeline: &Pipeline) -> Self {
        let may = (0..128).filter(|&byte| may_cut_before(pipeline, byte));
        Self(may.fold(0, |set, byte| set | 1 << byte))
    }

    /// The last place of a cut within the bytes.
    pub fn last(self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().rposition(|&byte| self.holds(byte))
    }

    /// The first place of a cut within the bytes.
    pub fn first(self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|&byte| self.holds(byte))
    }

    fn holds(self, byte: u8) -> bool {
        byte < 128 && self.0 >> byte & 1 == 1
    }
}

fn may_cut_before(pipeline: &Pipeline, byte: u8) -> bool {
    let Pipeline { form, composes, table, postprocess, .. } = pipeline;
    let c = char::from(byte);
    let mut buffer = [0; 4];
    form.is_none_or(|form| form.stands_alone(c))
        && !(*composes && table.joins_back(c))
        // What deletes the character would let its neighbours meet in the postprocess door.
        && (postprocess.is_idle() || table.written(c, &mut buffer).chars().next().is_some_and(|c| postprocess.starts_anew(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Normalizer, preset};

    fn cut_before(steps: &str, c: char) -> bool {
        let normalizer: Normalizer = steps.parse().expect("a list of steps");
        SplitPoints::new(normalizer.pipeline()).holds(c as u8)
    }

    #[test]
    fn every_preset_may_be_cut_before_a_line_break() {
        for preset in preset::all() {
            assert!(SplitPoints::new(preset.pipeline()).holds(b'\n'), "{}", preset.name());
        }
    }

    #[test]
    fn a_line_break_that_does_not_stay_one_is_no_cut() {
        assert!(cut_before("trim", '\n'));
        assert!(!cut_before("trim, map(\\n=\\u{20})", '\n'), "a run of spaces may go on over it");
        assert!(!cut_before("strip_diacritics, map(\\n=)", '\n'), "a mark after it would be the letter's before it");
        assert!(!cut_before("strip_diacritics, map(\\n=\\u{654})", '\n'), "it would be the letter's before it");
        assert!(!cut_before("collapse_stretch(1), map(\\n=ي)", '\n'), "a stretch may go on over it");
        assert!(cut_before("trim, map(\\n=\\u{D}\\u{A})", '\n'));
    }

    #[test]
    fn a_space_is_a_cut_where_no_step_counts_spaces() {
        assert!(cut_before("strip_diacritics", ' '));
        assert!(cut_before("skeleton, collapse_stretch(2)", ' '));
        assert!(cut_before("nfc", ' '));
        assert!(!cut_before("collapse_spaces", ' '));
        assert!(!cut_before("trim", '.'), "the space before it would be taken for one at a line's end");
    }

    #[test]
    fn a_letter_that_a_form_may_join_is_no_cut() {
        assert!(!cut_before("nfc", 'e'), "U+0065 U+0301 is another letter, and a map may delete it");
        assert!(!cut_before("nfkc", '='), "U+003D U+0338 is another sign");
    }
}
