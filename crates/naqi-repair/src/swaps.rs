//! Lam-alefs whose letters were swapped: PDF text in which a ligature was reversed with its glyph.

use crate::alphabet::row;
use crate::model::is_skipped;
use crate::piece::Piece;
use crate::swap_context::{CONTEXTS, context, is_alef};
use crate::tables::SWAPS;

/// What a line says about swaps.
#[derive(Default)]
struct Evidence {
    /// Words that only a swap makes.
    impossible: usize,
    /// The name of God, whose last three letters are a ligature, too.
    names: usize,
    /// Pairs that contexts take for swapped.
    likely: usize,
    /// Pairs of lam and alef that are in order.
    kept: usize,
}

/// A line with its swapped letters in order, and how sure that is, in nats.
pub fn undo(line: &[Piece]) -> Option<(Vec<Piece>, f32)> {
    let mut evidence = Evidence::default();
    let mut swaps = Vec::new();
    let mut start = 0;
    for word in line.chunk_by(|one, other| is_word(one.c) == is_word(other.c)) {
        if is_word(word[0].c) {
            judge(word, start, &mut evidence, &mut swaps);
        }
        start += word.len();
    }
    let Evidence { impossible, names, likely, kept } = evidence;
    let is_swapped = impossible > 2 * kept && (impossible > 1 || likely > 1);
    let are_names = names > 0 && (is_swapped || kept == 0);
    let wanted = |kind: &Kind| match kind {
        Kind::Pair => is_swapped,
        Kind::Name => are_names,
    };
    let gain = 5.0 * impossible as f32 + 3.0 * (names + likely) as f32;
    let mut line = line.to_vec();
    let mut is_changed = false;
    for (one, other, _) in swaps.iter().filter(|(_, _, kind)| wanted(kind)) {
        is_changed = true;
        line.swap(*one, *other);
    }
    is_changed.then_some((line, gain))
}

/// What two letters to swap are.
enum Kind {
    Pair,
    /// The heh and the last lam of the name of God.
    Name,
}

fn is_word(c: char) -> bool {
    row(c).is_some() || is_skipped(c)
}

/// Adds a word's evidence, and the places that are swapped if the line is.
fn judge(word: &[Piece], start: usize, evidence: &mut Evidence, swaps: &mut Vec<(usize, usize, Kind)>) {
    let places: Vec<usize> = (0..word.len()).filter(|at| row(word[*at].c).is_some()).collect();
    let letters: Vec<char> = places.iter().map(|at| word[*at].c).collect();
    if let [.., 'ا', 'ه', 'ل', 'ل'] = letters[..] {
        evidence.names += 1;
        let (heh, lam) = (places[letters.len() - 3], places[letters.len() - 1]);
        swaps.push((start + heh, start + lam, Kind::Name));
        return;
    }
    let prefix = letters.iter().take(2).take_while(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ك')).count();
    evidence.impossible += match letters[prefix..] {
        // Also a slip of a finger.
        ['ا', 'ا', 'ل', _, ..] => 1,
        ['ا', alef, 'ل', _, ..] if is_alef(alef) => 2,
        _ => 0,
    };
    evidence.kept += letters.windows(3).filter(|w| w[0] == 'ل' && is_alef(w[1]) && w[2] != 'ل').count();
    evidence.kept += usize::from(matches!(letters[..], [.., 'ل', alef] if is_alef(alef)));
    let mut at = 0;
    while at + 1 < letters.len() {
        let pair = (letters[at], letters[at + 1]);
        if is_alef(pair.0) && pair.1 == 'ل' && is_swapped(&letters, at) {
            evidence.likely += 1;
            swaps.push((start + places[at], start + places[at + 1], Kind::Pair));
            at += 1;
        }
        at += 1;
    }
}

/// Whether the alef and the lam at a place were a lam and an alef.
fn is_swapped(word: &[char], at: usize) -> bool {
    let reversals = (0..CONTEXTS).filter(|level| SWAPS.binary_search(&context(word, at, *level)).is_ok());
    reversals.count() % 2 == 1
}
