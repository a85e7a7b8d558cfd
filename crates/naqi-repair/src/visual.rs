//! Text in the order in which it is drawn, back to the order in which it is read.

use crate::layout;
use crate::model::is_skipped;
use crate::piece::Piece;
use unicode_bidi::{BidiInfo, Level};

/// How a line was reordered. Each is undone by itself, up to what the bidi algorithm loses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Drawn in a right-to-left paragraph: numbers and Latin words are kept, brackets are mirrored.
    RightToLeft,
    /// Drawn in a left-to-right paragraph.
    LeftToRight,
    /// Every character reversed.
    Reversed,
    /// The letters of each Arabic word reversed; the words keep their places.
    Words,
}

const ORDERS: [Order; 4] = [Order::RightToLeft, Order::LeftToRight, Order::Reversed, Order::Words];

impl Order {
    /// How much more often text is damaged in one way than in another, in nats.
    fn prior(self) -> f32 {
        match self {
            Self::RightToLeft => 0.0,
            Self::LeftToRight => -1.5,
            Self::Reversed => -1.2,
            Self::Words => -2.0,
        }
    }

    /// Whether a line is drawn like this from what was read, up to brackets.
    fn draws(self, read: &[Piece], line: &[Piece]) -> bool {
        let drawn = match self {
            Self::RightToLeft => drawn(read, Level::rtl()),
            Self::LeftToRight => drawn(read, Level::ltr()),
            Self::Reversed | Self::Words => return true,
        };
        drawn.iter().map(|piece| piece.start).eq(line.iter().map(|piece| piece.start))
    }

    /// The line in the order in which it is read.
    fn undone(self, line: &[Piece]) -> Vec<Piece> {
        match self {
            Self::Reversed => line.iter().rev().copied().collect(),
            Self::Words => words_reversed(line),
            Self::RightToLeft => {
                let reversed: Vec<Piece> = line.iter().rev().copied().collect();
                let mut drawn = drawn(&reversed, Level::rtl());
                drawn.reverse();
                drawn
            }
            Self::LeftToRight => drawn(line, Level::ltr()),
        }
    }
}

/// How much more plausible each order is than the best one, in nats.
pub type Plausible = [f32; ORDERS.len()];

/// The line as it is read, by the most plausible order in which it was drawn. `around` is what other lines say.
pub fn undo(line: &[Piece], around: Plausible) -> Vec<Piece> {
    let scored = scored(line).into_iter().zip(around).map(|((score, read), bias)| (score + bias, read));
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or_else(|| line.to_vec(), |(_, read)| read)
}

/// What drawn lines say about the order of others: a text was drawn in one way. Paragraphs have a direction each.
pub fn common(lines: impl Iterator<Item = Vec<Piece>>) -> Plausible {
    // One line counts for little, and all together cannot outvote a line that is clear.
    const MOST_OF_A_LINE: f32 = 3.0;
    const MOST: f32 = 6.0;
    let with_best = |mut scores: Plausible, least: f32| {
        let [right, left, ..] = scores;
        (scores[0], scores[1]) = (right.max(left), right.max(left));
        let best = scores.into_iter().fold(f32::MIN, f32::max);
        scores.map(|score| (score - best).max(-least))
    };
    let sum = lines.fold(Plausible::default(), |mut sum, line| {
        let mut scores = scored(&line).map(|(score, _)| score);
        scores.iter_mut().zip(ORDERS).for_each(|(score, order)| *score -= order.prior());
        let scores = with_best(scores, MOST_OF_A_LINE);
        sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        sum
    });
    with_best(sum, MOST)
}

/// The line as each of the orders reads it, and how plausible that is, in nats.
fn scored(line: &[Piece]) -> [(f32, Vec<Piece>); ORDERS.len()] {
    let line = &marks_before_letters(line)[..];
    // A left-to-right paragraph of Arabic text begins with a Latin word: rule P2 of UAX #9.
    let first = line.iter().map(|piece| piece.c).find(|c| c.is_alphabetic());
    let starts_latin = first.is_some_and(|c| c.is_ascii_alphabetic());
    ORDERS.map(|order| {
        let read = with_likely_brackets(order.undone(line), line, order);
        let is_likely = order != Order::LeftToRight || starts_latin;
        let prior =
            order.prior() - if is_likely { 0.0 } else { 6.0 } - if order.draws(&read, line) { 0.0 } else { 3.0 };
        (prior + layout::plausibility(&read), read)
    })
}

/// By how much a line is more plausible if its words stand in the reversed order, apart from their letters, in nats.
pub fn layout_gain(line: &[Piece]) -> f32 {
    let read = Order::RightToLeft.undone(line);
    let read = with_likely_brackets(read, line, Order::RightToLeft);
    layout::of_signs(&read) - layout::of_signs(line)
}

/// Some programs draw brackets as they are: the more plausible ones.
fn with_likely_brackets(read: Vec<Piece>, line: &[Piece], order: Order) -> Vec<Piece> {
    if !matches!(order, Order::RightToLeft | Order::LeftToRight) {
        return read;
    }
    let mut by_place: Vec<&Piece> = line.iter().collect();
    by_place.sort_unstable_by_key(|piece| piece.start);
    let at = |piece: &Piece| by_place.partition_point(|other| other.start < piece.start);
    let as_drawn: Vec<Piece> =
        read.iter().map(|piece| by_place.get(at(piece)).map_or(*piece, |drawn| **drawn)).collect();
    if layout::of_brackets(&as_drawn) > layout::of_brackets(&read) { as_drawn } else { read }
}

/// The line as the bidi algorithm draws it, from left to right: rules X1 to L2 of UAX #9, and L4 for brackets.
fn drawn(line: &[Piece], base: Level) -> Vec<Piece> {
    let text: String = line.iter().map(|piece| piece.c).collect();
    let info = BidiInfo::new(&text, Some(base));
    let mut levels: Vec<Level> = text.char_indices().map(|(at, _)| info.levels[at]).collect();
    // L1: white space at the end has the level of the paragraph.
    for (level, _) in levels.iter_mut().zip(line).rev().take_while(|(_, piece)| piece.c.is_whitespace()) {
        *level = base;
    }
    let order = BidiInfo::reorder_visual(&levels);
    let shown = |at: usize| if levels[at].is_rtl() { line[at].with(mirrored(line[at].c)) } else { line[at] };
    order.into_iter().map(shown).collect()
}

/// The other bracket of a pair that is drawn mirrored in right-to-left text (`Bidi_Mirrored`).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 9] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('«', '»'), ('‹', '›'), ('≤', '≥'), ('⟨', '⟩'), ('〈', '〉')];
    let other = PAIRS.iter().find_map(|&(open, close)| match c {
        _ if c == open => Some(close),
        _ if c == close => Some(open),
        _ => None,
    });
    other.unwrap_or(c)
}

fn is_word(c: char) -> bool {
    // The small waw and yeh of the Quran's spelling stand among marks.
    is_skipped(c)
        || matches!(c, '\u{6E5}' | '\u{6E6}')
        || crate::alphabet::row(c).is_some()
        || crate::forms::form(c).is_some()
}

fn words_reversed(line: &[Piece]) -> Vec<Piece> {
    let mut line = line.to_vec();
    for word in line.chunk_by_mut(|one, other| is_word(one.c) == is_word(other.c)) {
        if is_word(word[0].c) {
            word.reverse();
        }
    }
    line
}

/// In a line that is drawn, with marks before their letters. Some programs keep marks behind them.
fn marks_before_letters(line: &[Piece]) -> Vec<Piece> {
    let is_mark = |piece: &Piece| naqi::letters::is_mark(piece.c);
    let (mut first, mut last) = (0, 0);
    for word in line.chunk_by(|one, other| is_word(one.c) == is_word(other.c)) {
        first += usize::from(is_mark(&word[0]));
        last += usize::from(is_mark(&word[word.len() - 1]));
    }
    let mut line = line.to_vec();
    if last > 2 * first {
        // A letter and its marks.
        for cluster in line.chunk_by_mut(|_, other| naqi::letters::is_mark(other.c)) {
            cluster.reverse();
        }
    }
    line
}
