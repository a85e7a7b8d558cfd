//! Marks of text from PDF files: before their letters, or lost.

use crate::alphabet::row;
use crate::forms::form;
use crate::piece::Piece;
use naqi::letters::{SHADDA, TATWEEL, is_mark, is_tashkeel};

/// The evidence of a word that begins with a mark for marks before letters, in nats.
const EVIDENCE: f32 = 3.0;
/// What stands for a glyph without a code point.
const NO_CODE_POINT: char = '\0';

/// The evidence that the marks of a line stand before their letters. No word begins with a mark otherwise; and no word
/// ends with one then, but the last one of a line, as PyMuPDF loses letters there.
pub fn gain(line: impl Iterator<Item = char>) -> f32 {
    let (mut first, mut last, mut before) = (0_u32, 0_u32, Before::Boundary);
    for c in line.filter(|c| !is_invisible(*c)) {
        let next = match before {
            _ if has_marks(c) => Before::Letter,
            _ if !is_mark(c) => Before::Boundary,
            Before::Boundary | Before::FirstMark => Before::FirstMark,
            Before::Letter | Before::Mark => Before::Mark,
        };
        first += u32::from(before == Before::FirstMark && next == Before::Letter);
        last += u32::from(before == Before::Mark && next == Before::Boundary);
        before = next;
    }
    EVIDENCE * (first as f32 - 2.0 * last as f32)
}

/// What stands before a character: of marks, whether the word began with them.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Boundary,
    FirstMark,
    Letter,
    Mark,
}

/// The line with each letter's marks behind it, in the other order.
pub fn behind_letters(line: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(line.len());
    let mut marks = 0;
    for &piece in line {
        out.push(piece);
        marks += 1;
        if has_marks(piece.c) {
            let start = out.len() - marks;
            out[start..].reverse();
        }
        if !is_mark(piece.c) {
            marks = 0;
        }
    }
    out
}

/// The line without its first mark if two vowels stand before its first letter: PyMuPDF leaves there what was on a letter
/// that it lost at the end of the line.
pub fn without_stray(line: &[Piece]) -> Vec<Piece> {
    let start = line.iter().position(|piece| is_mark(piece.c) || has_marks(piece.c)).unwrap_or(line.len());
    let marks = line[start..].iter().map(|piece| piece.c).take_while(|c| is_mark(*c));
    let vowels = marks.filter(|c| is_tashkeel(*c) && *c != SHADDA).count();
    let stray = start..start + usize::from(vowels > 1);
    [&line[..stray.start], &line[stray.end..]].concat()
}

/// The line without the U+0000 that stand where a letter's marks have no code point, and their number: fonts draw a
/// shadda with its vowel as one glyph. Where a mark follows, it is a letter that is lost, and if many are, nothing is
/// certain.
pub fn without_lost(line: &[Piece]) -> Option<(Vec<Piece>, usize)> {
    let is_lost = |at: usize| {
        let is = |at: usize, has: fn(char) -> bool| line.get(at).is_some_and(|piece| has(piece.c));
        let has_no_marks = !is(at + 1, |c| is_mark(c) || c == NO_CODE_POINT);
        line[at].c == NO_CODE_POINT && at > 0 && is(at - 1, has_marks) && has_no_marks
    };
    let all = line.iter().filter(|piece| piece.c == NO_CODE_POINT).count();
    let letters = line.iter().filter(|piece| has_marks(piece.c)).count();
    if all == 0 || all * 4 > letters {
        return None;
    }
    let kept: Vec<Piece> = (0..line.len()).filter(|at| !is_lost(*at)).map(|at| line[at]).collect();
    let lost = line.len() - kept.len();
    (lost > 0).then_some((kept, lost))
}

/// Whether a character is one on which marks stand: a letter, a presentation form of letters, a tatweel.
fn has_marks(c: char) -> bool {
    let is_form = || form(c).is_some_and(|(letters, _)| letters.contains(|c| row(c).is_some()));
    row(c).is_some() || c == TATWEEL || is_form()
}

/// U+200C ZERO WIDTH NON-JOINER, U+200D ZERO WIDTH JOINER, U+200E LEFT-TO-RIGHT MARK and U+200F RIGHT-TO-LEFT MARK: no word
/// ends or begins at them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200C}'..='\u{200F}')
}
