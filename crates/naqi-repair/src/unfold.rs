//! Presentation forms, written as the letters that they stand for.

use crate::fit::letters_of;
use crate::forms::form;
use crate::piece::Piece;
use naqi::letters::{FATHATAN, MADDAH_ABOVE, SHADDA};

/// The letters of presentation forms. Marks that stand behind a ligature of two letters go to the letter that has them.
pub fn letters(line: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(line.len());
    let (alefs_have_marks, is_vocalised) = (alefs_have_marks(line), is_vocalised(line));
    let mut at = 0;
    while at < line.len() {
        let piece = line[at];
        at += 1;
        let letters = form(piece.c).map(|(letters, _)| letters);
        if piece.c == '\u{FDF2}' {
            at += name_of_god(piece, &line[at..], &mut out);
            continue;
        }
        let Some((lam, alef)) = letters.and_then(lam_alef) else {
            out.extend(letters_of(piece.c).map(|c| piece.with(c)));
            continue;
        };
        let marks = line[at..].iter().take_while(|piece| naqi::letters::is_mark(piece.c)).count();
        let marks = &line[at..at + marks];
        at += marks.len();
        let is_of_alef = |c: char| alefs_have_marks || is_of_alef(c) || (!is_vocalised && c == FATHATAN);
        let of_lam = marks_of_lam(marks, alef, is_of_alef);
        out.push(piece.with(lam));
        out.extend(&marks[..of_lam]);
        out.push(piece.with(alef));
        out.extend(&marks[of_lam..]);
    }
    out
}

/// Writes ALLAH and the marks behind it: the last one is that of the heh, the others are those of the second lam. Returns
/// their number.
fn name_of_god(ligature: Piece, behind: &[Piece], out: &mut Vec<Piece>) -> usize {
    let marks = behind.iter().take_while(|piece| naqi::letters::is_mark(piece.c)).count();
    let of_lam = marks.saturating_sub(1);
    out.extend(['ا', 'ل', 'ل'].map(|c| ligature.with(c)));
    out.extend(&behind[..of_lam]);
    out.push(ligature.with('ه'));
    out.extend(&behind[of_lam..marks]);
    marks
}

fn lam_alef(letters: &str) -> Option<(char, char)> {
    let mut letters = letters.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some(lam @ 'ل'), Some(alef), None) => Some((lam, alef)),
        _ => None,
    }
}

/// How many of the marks behind a lam-alef are those of the lam. `is_of_alef` says which ones a bare alef has.
fn marks_of_lam(marks: &[Piece], alef: char, is_of_alef: impl Fn(char) -> bool) -> usize {
    let is_shadda = |piece: &Piece| piece.c == SHADDA;
    let vowels = marks.iter().filter(|piece| !is_shadda(piece)).count();
    match (alef, vowels) {
        // A bare alef has few marks.
        ('ا', _) => marks.iter().position(|piece| is_of_alef(piece.c)).unwrap_or(marks.len()),
        ('آ', _) => marks.len(),
        // A hamza has its own vowel, which comes last.
        (_, 0 | 1) => 0,
        _ => marks.iter().rposition(|piece| !is_shadda(piece)).unwrap_or(0),
    }
}

/// A mark of length, or one of the marks of pauses and silent letters: U+06D6 SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF
/// MAKSURA to U+06E0 SMALL HIGH UPRIGHT RECTANGULAR ZERO.
fn is_of_alef(c: char) -> bool {
    c == MADDAH_ABOVE || matches!(c, '\u{6D6}'..='\u{6E0}')
}

/// Whether the marks of a lam and a bare alef stand on the alef: texts that write them so write no sukun on the lam of an
/// article before a hamza.
fn alefs_have_marks(line: &[Piece]) -> bool {
    let is = |piece: &Piece, letters: &str| letters_of(piece.c).eq(letters.chars());
    let vowels = |line: &[Piece]| {
        let marks = line.iter().take_while(|piece| naqi::letters::is_mark(piece.c));
        marks.filter(|piece| piece.c != SHADDA).count()
    };
    (0..line.len()).any(|at| match &line[at..] {
        [alef, lam_alef, marks @ ..] => is(alef, "ا") && (is(lam_alef, "لأ") || is(lam_alef, "لإ")) && vowels(marks) == 1,
        _ => false,
    })
}

/// Whether every fourth letter has a mark. Such text writes a fathatan before its alef, other text on it.
fn is_vocalised(line: &[Piece]) -> bool {
    let marks = line.iter().filter(|piece| naqi::letters::is_mark(piece.c)).count();
    let letters = line.iter().filter(|piece| piece.c.is_alphabetic()).count();
    marks * 4 >= letters
}
