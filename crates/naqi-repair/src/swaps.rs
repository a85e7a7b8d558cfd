//! Lam-alefs whose letters were swapped: PDF text in which a ligature was reversed with its glyph.

use crate::alphabet::row;
use crate::model::is_skipped;
use crate::piece::Piece;
use crate::swap_context::{CONTEXTS, context, is_alef};
use crate::tables::{SWAPPED_WORDS, SWAPS, WORDS};
use crate::word_order;
use naqi::letters::{FATHATAN, SHADDA, TATWEEL, is_tashkeel};

/// What a line says about swaps.
#[derive(Default)]
struct Evidence {
    /// The name of God, whose last three letters are a ligature, too.
    names: usize,
    /// Pairs that contexts take for swapped.
    likely: usize,
    /// Those of them whose context is in no text as it should be.
    certain: usize,
    /// Frequent words whose pairs are swapped; as they stand they are no words.
    words: usize,
    /// Pairs of lam and alef that are in order.
    kept: usize,
}

/// The certain pairs that a line needs whose swaps are all that speaks for damage; one that was drawn needs one.
pub const NEEDED: usize = 2;
/// In a line of another language than Arabic, which the tables know best.
const NEEDED_IN_OTHERS: usize = 3;

/// A line with its swapped letters in order, and how sure that is, in nats.
pub fn undo(line: &[Piece], needed: usize) -> Option<(Vec<Piece>, f32)> {
    let mut evidence = Evidence::default();
    let mut swaps = Vec::new();
    let mut start = 0;
    for word in line.chunk_by(|one, other| is_word(one.c) == is_word(other.c)) {
        if is_word(word[0].c) {
            let is_cut = line.get(start + word.len()).is_some_and(|next| next.c == '…');
            judge(word, start, is_cut, &mut evidence, &mut swaps);
        }
        start += word.len();
    }
    let Evidence { names, likely, certain, words, kept } = evidence;
    let is_other = line.iter().any(|piece| row(piece.c).is_some() && !is_arabic(piece.c));
    let needed = if is_other { NEEDED_IN_OTHERS } else { needed };
    let is_swapped = certain.max(words) > 2 * kept && (certain >= needed || words > 0);
    let are_names = names > 0 && (is_swapped || kept == 0);
    let wanted = |kind: &Kind| match kind {
        Kind::Pair => is_swapped,
        Kind::Name => are_names,
    };
    let gain = 3.0 * (certain + words + names) as f32 + likely as f32;
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

fn is_arabic(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'ٱ')
}

fn is_word(c: char) -> bool {
    row(c).is_some() || is_skipped(c)
}

/// Adds a word's evidence, and the places that are swapped if the line is.
fn judge(word: &[Piece], start: usize, is_cut: bool, evidence: &mut Evidence, swaps: &mut Vec<(usize, usize, Kind)>) {
    let places: Vec<usize> = (0..word.len()).filter(|at| row(word[*at].c).is_some()).collect();
    let letters: Vec<char> = places.iter().map(|at| word[*at].c).collect();
    if let [.., 'ا', 'ه', 'ل', 'ل'] = letters[..] {
        evidence.names += 1;
        let (heh, lam) = (places[letters.len() - 3], places[letters.len() - 1]);
        swaps.push((start + heh, start + lam, Kind::Name));
        return;
    }
    evidence.kept += letters.windows(3).filter(|w| w[0] == 'ل' && is_alef(w[1]) && w[2] != 'ل').count();
    evidence.kept += usize::from(matches!(letters[..], [.., 'ل', alef] if is_alef(alef)));
    let has_pair = letters.windows(2).any(|pair| is_alef(pair[0]) && pair[1] == 'ل');
    evidence.words += usize::from(has_pair && !is_cut && is_swapped_word(&letters));
    let mut at = 0;
    while at + 1 < letters.len() {
        // An article before a quotation or a number ends with a tatweel.
        let is_article = word.get(places[at + 1] + 1).is_some_and(|next| next.c == TATWEEL) && at + 2 == letters.len();
        let is_pair = is_alef(letters[at]) && letters[at + 1] == 'ل' && !is_article;
        let (is_swapped, is_certain) = match is_pair {
            true if letters[at.saturating_sub(1)] != 'ل' && has_mark_of_lam(word, &places[at..]) => (true, true),
            true => decision(&letters, at),
            false => (false, false),
        };
        if is_swapped {
            evidence.likely += 1;
            evidence.certain += usize::from(is_certain);
            // Two alefs, one of them with a hamza, are no slip of a finger.
            evidence.certain += usize::from(at > 0 && letters[at - 1] == 'ا' && letters[at] != 'ا');
            swaps.push((start + places[at], start + places[at + 1], Kind::Pair));
            at += 1;
        }
        at += 1;
    }
}

/// Whether a word is none as it stands, and a frequent one with its lam-alefs in order.
fn is_swapped_word(letters: &[char]) -> bool {
    SWAPPED_WORDS.binary_search(&word_order::hash(letters)).is_ok() || begins_with_two_alefs(letters)
}

/// Whether a word begins with an article and an alef that are swapped. An alef that is typed twice is a slip.
fn begins_with_two_alefs(letters: &[char]) -> bool {
    let rest = match letters {
        ['و' | 'ف' | 'ب', rest @ ..] => rest,
        _ => letters,
    };
    let is_stretched =
        rest.iter().skip(1).zip(rest.iter().skip(2)).any(|(one, other)| is_alef(*one) && is_alef(*other));
    let begins = rest.starts_with(&['ا', 'ا', 'ل']) && rest.len() > 5 && !is_stretched;
    begins && WORDS.binary_search(&word_order::hash(&rest[1..])).is_err()
}

/// Whether marks show that an alef was behind the lam that is behind it: a mark on a bare alef that is no article's, or a
/// fathatan without an alef. `places` are those of the alef, the lam and the letters behind them.
fn has_mark_of_lam(word: &[Piece], places: &[usize]) -> bool {
    let &[alef, lam, ..] = places else { return false };
    let has_shadda = word[alef..lam].iter().any(|piece| piece.c == SHADDA);
    let has_mark = word[alef + 1..lam].iter().any(|piece| is_tashkeel(piece.c));
    let is_article = alef < 3 && places.len() > 2;
    let ends_in_fathatan = places.len() == 2 && word.get(lam + 1).is_some_and(|next| next.c == FATHATAN);
    word[alef].c == 'ا' && (has_shadda || ends_in_fathatan || (has_mark && !is_article))
}

/// Whether the alef and the lam at a place were a lam and an alef, and whether they never stand in text as it should be.
fn decision(word: &[char], at: usize) -> (bool, bool) {
    let (mut is_swapped, mut is_certain) = (false, false);
    for level in 0..CONTEXTS {
        let hash = context(word, at, level);
        let found = SWAPS[SWAPS.partition_point(|entry| *entry < hash)..].first().filter(|entry| **entry & !1 == hash);
        is_swapped ^= found.is_some();
        is_certain |= found.is_some_and(|entry| entry & 1 == 1);
    }
    (is_swapped, is_certain)
}
