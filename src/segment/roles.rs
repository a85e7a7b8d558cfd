//! The role of a segment, by its letters and its place.

use crate::search::stem::letters::{
    HEH, KAF, LAM, LetterBits, Letters, MEEM, SEEN, WAW, YEH, letter, letter_set, literal,
};
use crate::search::stem::verbs::is_listed_present;
use crate::segment::Role;
use crate::segment::analysis::Analysis;
use core::ops::Range;

pub(super) fn role<B: LetterBits>(word: Letters<B>, analysis: &Analysis, segment: Range<u32>) -> Role {
    let Range { start, end } = segment;
    let part = word.slice(start, end - start);
    let stem_start = analysis.stem_start();
    if start < stem_start {
        return match () {
            // With the scheme `atb` an article and its word are one segment.
            _ if end > stem_start => Role::Stem,
            _ if analysis.article_end >> end & 1 != 0 => Role::Article,
            _ => proclitic(part, word.slice(end, word.len - end)),
        };
    }
    if start > stem_start && analysis.endings >> start & 1 != 0 {
        return Role::Ending;
    }
    if start > stem_start && analysis.back >> start & 1 != 0 {
        return match () {
            _ if part.len == 1 && part.first() == letter('ش') => Role::Negation,
            _ if part.len == 1 && part.first() == LAM => Role::Preposition,
            _ => Role::Pronoun,
        };
    }
    // ل of له, or a letter that stands alone.
    if part.len == 1 && letter_set("وفبكلس").contains(part.first()) {
        return proclitic(part, word.slice(end, word.len - end));
    }
    Role::Stem
}

fn proclitic<B: LetterBits>(part: Letters<B>, rest: Letters<B>) -> Role {
    let has_article = rest.starts_with(const { literal("ال") });
    match part.first() {
        WAW | FEH => Role::Conjunction,
        SEEN | HAH => Role::Future,
        HEH if has_article => Role::Demonstrative,
        HEH => Role::Future,
        MEEM => Role::Negation,
        LAM if part.len == 2 => Role::Negation,
        YEH => Role::Vocative,
        SHEEN => Role::Interrogative,
        BEH | KAF if is_listed_present(rest) => Role::Present,
        _ => Role::Preposition,
    }
}

const BEH: u64 = letter('ب');
const FEH: u64 = letter('ف');
const HAH: u64 = letter('ح');
const SHEEN: u64 = letter('ش');
