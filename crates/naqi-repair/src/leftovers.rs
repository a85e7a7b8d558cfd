//! Small damage in lines that are damaged otherwise: bidi controls without their partners, yehs of another alphabet.

use crate::alphabet::row;
use crate::model::is_skipped;
use crate::piece::Piece;
use naqi::letters::DAGGER_ALEF;
use unicode_bidi::{BidiClass, bidi_class};

/// The line without what is left of controls, and if it was extracted from a PDF, without letters that its fonts mixed up.
pub fn undo(line: Vec<Piece>, is_extracted: bool) -> Vec<Piece> {
    let line = balanced(line);
    if is_extracted { with_yehs(line) } else { line }
}

/// Without bidi controls that open and are not closed, or close and were not opened (UAX #9, BD9 and BD11).
fn balanced(mut line: Vec<Piece>) -> Vec<Piece> {
    // Whether each opens an isolate, and where it stands.
    let mut open: Vec<(bool, usize)> = Vec::new();
    let mut isolates = 0;
    let mut lost = Vec::new();
    for (at, piece) in line.iter().enumerate() {
        match bidi_class(piece.c) {
            BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO => open.push((false, at)),
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => {
                open.push((true, at));
                isolates += 1;
            }
            BidiClass::PDF => match open.last() {
                Some((false, _)) => drop(open.pop()),
                _ => lost.push(at),
            },
            // It closes embeddings inside its isolate, too.
            BidiClass::PDI if isolates > 0 => {
                isolates -= 1;
                while let Some((is_isolate, at)) = open.pop() {
                    if is_isolate {
                        break;
                    }
                    lost.push(at);
                }
            }
            BidiClass::PDI => lost.push(at),
            _ => {}
        }
    }
    lost.extend(open.into_iter().map(|(_, at)| at));
    lost.sort_unstable();
    let mut lost = lost.into_iter().peekable();
    let mut at = 0;
    line.retain(|_| {
        let is_lost = lost.next_if_eq(&at).is_some();
        at += 1;
        !is_lost
    });
    line
}

/// An alef maksura stands at the end of a word only, and Arabic has no Farsi yeh.
fn with_yehs(mut line: Vec<Piece>) -> Vec<Piece> {
    let has = |set: &[char]| line.iter().any(|piece| set.contains(&piece.c));
    let is_arabic = has(&['ي', 'ة', 'ك']) && !has(&['گ', 'چ', 'پ', 'ژ', 'ک', 'ں', 'ہ', 'ے', 'ٹ', 'ڈ', 'ڑ']);
    if !is_arabic {
        return line;
    }
    for at in 0..line.len() {
        // A dagger alef shows that the letter is an alef.
        let has_dagger = || line.get(at + 1).is_some_and(|next| next.c == DAGGER_ALEF);
        let next = || line[at + 1..].iter().find(|piece| !is_skipped(piece.c));
        let is_inside = || next().is_some_and(|next| row(next.c).is_some() && next.c != 'ء');
        if line[at].c == 'ی' || (line[at].c == 'ى' && !has_dagger() && is_inside()) {
            line[at].c = 'ي';
        }
    }
    line
}
