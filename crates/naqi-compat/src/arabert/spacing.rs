//! The context-dependent rules: repetition, and the spaces between words.
//!
//! This is no step of naqi: whether a character stays depends on the two source characters before it, and whether a
//! space is put beside it depends on the runs of digits and letters around. One pass of a state machine does it, with
//! one table look-up a character.

use super::Model;
use crate::classes::{Classes, DIGIT};
use std::sync::LazyLock;

/// The peer's characters: digits that it writes in ASCII; Arabic letters; characters that are not separated from
/// anything; signs; for the twitter model the code points of the emoji that `emoji` 1.4 lists; and the digits that may
/// repeat.
///
/// The signs are those of ASCII and Arabic, the marks that are not stripped, four high hamza letters, a pause mark of
/// the Quran, and a sign of Oriya, probably included by mistake. The emoji are those of Unicode 13, with joiners,
/// keycap enclosures and the tags of the flags of England, Scotland and Wales; U+FE0F is one too, but becomes a gap.
static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    Classes::new(&[
        "0-9٠-٩",
        r"\x{621}-\x{63A}\x{641}-\x{64A}",
        r"a-zA-Z\[\]",
        r"!-%'-/:-@\\\^-`\{-~\x{64B}-\x{66C}\x{671}-\x{674}\x{6DA}\x{B4D}«·»،؛؟–—‘’“”…",
        r"[\p{Emoji}&&\p{Age:13.0}]\x{200D}\x{20E3}\x{E0062}\x{E0063}\x{E0065}\x{E0067}\x{E006C}\x{E006E}\x{E0073}\x{E0074}\x{E0077}\x{E007F}",
        DIGIT,
    ])
});

const NUMBER: u8 = 1;
const LETTER: u8 = 1 << 1;
const PLAIN: u8 = 1 << 2;
const SIGN: u8 = 1 << 3;
const EMOJI: u8 = 1 << 4;
const REPEATS: u8 = 1 << 5;

/// How a character is separated from its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Not separated from its like, separated from letters.
    Digit,
    /// An Arabic letter.
    Letter,
    /// A Latin letter or a square bracket, which is not separated from anything.
    Plain,
    /// Separated from everything.
    Sign,
    /// A space, or a character that becomes one.
    Gap,
}

/// Words, numbers and signs with one space between them.
pub(super) fn space(text: &str, model: Model) -> String {
    let mut words = Words { out: String::with_capacity(text.len() + text.len() / 8), sequence: None };
    let (mut last, mut count) = (None, 0_usize);
    let classes = &*CLASSES;
    for c in text.chars() {
        count = if last == Some(c) { count + 1 } else { 1 };
        last = Some(c);
        let class = classes.of(c);
        if count < 3 || class & REPEATS != 0 {
            words.push(kind(class, model), written(c));
        }
    }
    words.finish()
}

fn kind(class: u8, model: Model) -> Kind {
    match class {
        _ if class & LETTER != 0 => Kind::Letter,
        _ if class & NUMBER != 0 => Kind::Digit,
        _ if class & PLAIN != 0 => Kind::Plain,
        _ if class & SIGN != 0 || class & EMOJI != 0 && model == Model::V02Twitter => Kind::Sign,
        _ => Kind::Gap,
    }
}

fn written(c: char) -> char {
    match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '/' => '-',
        c => c,
    }
}

/// The output so far.
struct Words {
    out: String,
    /// The runs of digits and letters at its end that were adjacent in the text.
    sequence: Option<Sequence>,
}

struct Sequence {
    start: usize,
    runs: usize,
    first: Kind,
    last: Kind,
}

impl Words {
    fn push(&mut self, kind: Kind, c: char) {
        match (kind, &mut self.sequence) {
            (Kind::Digit | Kind::Letter, Some(sequence)) => {
                if sequence.last != kind {
                    self.out.push(' ');
                    sequence.runs += 1;
                    sequence.last = kind;
                }
                self.out.push(c);
            }
            (Kind::Digit | Kind::Letter, None) => {
                self.sequence = Some(Sequence { start: self.out.len(), runs: 1, first: kind, last: kind });
                self.out.push(c);
            }
            (Kind::Plain, _) => {
                self.end_sequence();
                self.out.push(c);
            }
            (Kind::Sign, _) => {
                self.end_sequence();
                self.gap();
                self.out.push(c);
                self.out.push(' ');
            }
            (Kind::Gap, _) => {
                self.end_sequence();
                self.gap();
            }
        }
    }

    /// The peer puts spaces around each pair of digits followed by letters and, if there is no such pair, around
    /// letters followed by digits. So a Latin letter stays attached to letters before the first pair, and to digits
    /// after the last.
    fn end_sequence(&mut self) {
        let Some(sequence) = self.sequence.take() else { return };
        if sequence.runs == 2 || sequence.runs > 2 && sequence.last == Kind::Letter {
            self.gap();
        }
        let stands_at_word = !matches!(self.out.as_bytes()[..sequence.start].last(), None | Some(b' '));
        if stands_at_word && (sequence.runs == 2 || sequence.runs > 2 && sequence.first == Kind::Digit) {
            self.out.insert(sequence.start, ' ');
        }
    }

    fn gap(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b' ')) {
            self.out.push(' ');
        }
    }

    fn finish(mut self) -> String {
        self.end_sequence();
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out
    }
}
