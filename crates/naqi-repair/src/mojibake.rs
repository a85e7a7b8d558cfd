//! Text whose bytes were read in the wrong encoding, back to what the bytes mean.

use crate::fit::{Fit, fit};
use crate::pages::Page;
use crate::piece::Piece;

/// How often text may have been read wrongly.
const ROUNDS: usize = 3;
/// Code points beyond ASCII that have to come out of UTF-8.
const LEAST: usize = 3;

/// A line as its bytes mean it, and how sure that is, in nats. `None` if nothing was read wrongly, or it is unclear.
pub fn undo(line: &[Piece]) -> Option<(Vec<Piece>, f32)> {
    if line.iter().all(|piece| piece.c.is_ascii()) {
        return None;
    }
    utf8(line).or_else(|| one_byte(line))
}

/// UTF-8 that was read as one byte a character, once or more often.
fn utf8(line: &[Piece]) -> Option<(Vec<Piece>, f32)> {
    let mut read: Option<Vec<Piece>> = None;
    for _ in 0..ROUNDS {
        let text = read.as_deref().unwrap_or(line);
        let rounds = [Page::Windows1252, Page::Windows1256, Page::MacArabic].map(|page| round(text, page));
        let next = rounds.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best });
        match next {
            Some((text, _)) => read = Some(text),
            None => break,
        }
    }
    let read = read?;
    // Text in another script was damaged, too, but that is not for this crate to say.
    let high = read.iter().filter(|piece| !piece.c.is_ascii()).count();
    let Fit { letters, .. } = fit(read.iter().map(|piece| piece.c));
    (letters >= LEAST && letters * 4 > high).then_some((read, 4.0 * letters as f32))
}

/// A round, and the code points that came out beyond ASCII minus four for each byte that is left over.
fn round(line: &[Piece], page: Page) -> Option<(Vec<Piece>, isize)> {
    let mut read = Vec::with_capacity(line.len() / 2);
    let (mut decoded, mut broken, mut at) = (0, 0, 0);
    while let Some(&piece) = line.get(at) {
        if let Some((c, len)) = code_point(&line[at..], page) {
            let last = line[at + len - 1];
            read.push(Piece { c, start: piece.start, len: last.start + last.len - piece.start });
            decoded += 1;
            at += len;
        } else {
            broken += isize::from(!piece.c.is_ascii() && page.byte(piece.c).is_some());
            read.push(piece);
            at += 1;
            // Clean text ends here: what is left cannot be enough.
            if !is_enough(decoded + (line.len() - at) as isize / 2, broken) {
                return None;
            }
        }
    }
    is_enough(decoded, broken).then_some((read, decoded - 4 * broken))
}

fn is_enough(decoded: isize, broken: isize) -> bool {
    decoded >= LEAST as isize && broken * 8 <= decoded
}

/// The code point of UTF-8 at the start of a line, if there is one beyond ASCII, and its length.
fn code_point(line: &[Piece], page: Page) -> Option<(char, usize)> {
    let lead = page.byte(line[0].c)?;
    let len = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for (byte, piece) in bytes[1..len].iter_mut().zip(line.get(1..len)?) {
        *byte = match page.byte(piece.c) {
            // Of the bytes that windows-1252 leaves free, the second one of ف is the most frequent.
            None if page == Page::Windows1252 && piece.c == char::REPLACEMENT_CHARACTER => 0x81,
            byte => byte?,
        };
    }
    let c = std::str::from_utf8(&bytes[..len]).ok()?.chars().next()?;
    Some((c, len))
}

/// Arabic of one byte a character that was read as windows-1252 or Latin-1.
fn one_byte(line: &[Piece]) -> Option<(Vec<Piece>, f32)> {
    let has_script = line.iter().any(|piece| crate::alphabet::row(piece.c).is_some());
    if has_script {
        return None;
    }
    let read = [Page::Windows1256, Page::Iso8859_6].map(|page| {
        let read = |piece: &Piece| Page::Windows1252.byte(piece.c).map_or(*piece, |byte| piece.with(page.char(byte)));
        let read: Vec<Piece> = line.iter().map(read).collect();
        let fit = fit(read.iter().map(|piece| piece.c));
        (read, fit)
    });
    let (read, fit) = read.into_iter().reduce(|best, next| if next.1.cost < best.1.cost { next } else { best })?;
    (fit.letters > LEAST && fit.gain() > 3.0).then(|| (read, fit.gain()))
}
