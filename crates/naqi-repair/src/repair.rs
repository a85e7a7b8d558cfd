//! Text in, repaired text out: lines are judged one by one, and unclear ones by the lines around them.

use crate::alignment::Alignment;
use crate::fit::letters_of;
use crate::forms::{Joining, form};
use crate::model::{self, Costs};
use crate::piece::{Piece, pieces};
use crate::{leftovers, mojibake, swaps, visual};
use std::borrow::Cow;
use std::ops::Range;

/// A kind of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Damage {
    /// Letters stand in the order in which they are drawn from left to right.
    VisualOrder,
    /// Bytes were read in the wrong encoding.
    Mojibake,
    /// The letters of a lam-alef are swapped.
    SwappedLamAlef,
    /// Letters are presentation forms.
    PresentationForms,
}

impl Damage {
    /// The name in reports: `visual_order`, `mojibake`, `swapped_lam_alef`, `presentation_forms`.
    ///
    /// ```
    /// assert_eq!(naqi_repair::Damage::Mojibake.name(), "mojibake");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::VisualOrder => "visual_order",
            Self::Mojibake => "mojibake",
            Self::SwappedLamAlef => "swapped_lam_alef",
            Self::PresentationForms => "presentation_forms",
        }
    }
}

/// What was undone in a line.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// What was wrong.
    pub damage: Damage,
    /// The line in the damaged text, in bytes.
    pub source: Range<usize>,
    /// The line in the repaired text, in bytes.
    pub output: Range<usize>,
    /// How sure it is that the line was damaged, from 0 to 1.
    pub confidence: f32,
}

/// A repaired text, what was done, and where its bytes came from.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Repaired<'t> {
    /// The text, borrowed if nothing was changed.
    pub text: Cow<'t, str>,
    /// What was undone, line by line; a line can have several changes, in the order in which they were undone.
    pub changes: Vec<Change>,
    /// Which bytes of the damaged text the bytes of [`text`](Self::text) came from.
    pub alignment: Alignment,
}

impl Repaired<'_> {
    /// The smallest range of the damaged text that contains what this range of the repaired text came from.
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        self.alignment.source(output)
    }
}

/// The evidence that one line needs by itself, in nats.
const ENOUGH: f32 = 9.0;
/// What it needs in a text whose clear lines are all damaged.
const ENOUGH_IN_CONTEXT: f32 = 1.0;
/// Clear lines that make a context.
const CONTEXT: usize = 3;
/// Above this cost a letter, reversed text may be in a language that the tables do not know, and needs more evidence.
const READABLE: f32 = 3.4;
/// Lines of so many letters need more evidence.
const FEW_LETTERS: usize = 16;
/// What they need more, in nats.
const DOUBT: f32 = 6.0;

/// Finds damage and undoes it; text without damage is returned as it is.
///
/// Each line is judged by itself. In a text in which all clear lines were drawn, three or more, unclear ones count as
/// drawn, too. See the [crate's documentation](crate) for what is found, and its limits.
///
/// Takes linear time, and memory of some 40 bytes for each character of a damaged line.
///
/// ```
/// use naqi_repair::{Damage, repair};
/// let repaired = repair("ةديدجلا ةسردملا يف ةبتكملا");
/// assert_eq!(repaired.text, "المكتبة في المدرسة الجديدة");
/// assert_eq!(repaired.changes[0].damage, Damage::VisualOrder);
///
/// let repaired = repair("Ø§Ù„Ù…Ø¯ÙŠÙ†Ø© Ø§Ù„ØµØºÙŠØ±Ø©");
/// assert_eq!(repaired.text, "المدينة الصغيرة");
/// assert_eq!(repaired.source(0..4), 0..9); // its first two letters
///
/// let clean = "المدينة الصغيرة";
/// assert!(repair(clean).changes.is_empty());
/// ```
pub fn repair(text: &str) -> Repaired<'_> {
    let lines: Vec<Line> = lines(text).map(|range| Line::new(text, range)).collect();
    let context = Context::of(&lines);
    let mut out = String::new();
    let mut changes = Vec::new();
    let mut alignment = Alignment::default();
    let mut copied = 0;
    for line in lines {
        let range = line.range.clone();
        let Some((pieces, damages)) = line.repaired(text, &context) else { continue };
        out.push_str(&text[copied..range.start]);
        alignment.copy(copied..range.start);
        copied = range.end;
        let start = out.len();
        out.extend(pieces.iter().map(|piece| piece.c));
        alignment.pieces(&pieces);
        let output = start..out.len();
        changes.extend(damages.into_iter().map(|(damage, gain)| Change {
            damage,
            source: range.clone(),
            output: output.clone(),
            confidence: 1.0 - (-gain / 5.0).exp(),
        }));
    }
    alignment.copy(copied..text.len());
    alignment.finish(text.len());
    if changes.is_empty() {
        return Repaired { text: text.into(), changes, alignment };
    }
    out.push_str(&text[copied..]);
    Repaired { text: out.into(), changes, alignment }
}

/// The lines of a text, without what ends them. U+0085 NEXT LINE is a byte of a letter in text that was read as Latin-1.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_end = |c: char| matches!(c, '\n' | '\r' | '\u{2029}'); // PARAGRAPH SEPARATOR
    let mut start = 0;
    text.split(is_end).filter_map(move |line| {
        let range = start..start + line.len();
        // The next one starts behind the end, of one byte or more.
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        (!range.is_empty()).then_some(range)
    })
}

/// A line and what is known of it.
struct Line {
    range: Range<usize>,
    /// The line as its bytes mean it, if they were read wrongly, and the evidence.
    read: Option<(Vec<Piece>, f32)>,
    costs: Costs,
    /// The evidence for visual order, against it if it is negative.
    gain: f32,
    forms: usize,
}

impl Line {
    fn new(text: &str, range: Range<usize>) -> Self {
        let line = &text[range.clone()];
        let may_be_read_wrongly = !line.is_ascii() && has_latin_or_arabic(line);
        let read = may_be_read_wrongly.then(|| mojibake::undo(&pieces(line, range.start))).flatten();
        match read {
            Some((pieces, gain)) => {
                let judged = Self::judged(range, pieces.iter().map(|piece| piece.c));
                Self { read: Some((pieces, gain)), ..judged }
            }
            None => Self::judged(range, line.chars()),
        }
    }

    fn judged(range: Range<usize>, chars: impl Iterator<Item = char> + Clone) -> Self {
        let costs = model::costs(chars.clone().flat_map(letters_of));
        let joins = joins(chars.clone());
        let forms = chars.filter(|c| form(*c).is_some()).count();
        Self { range, read: None, costs, gain: costs.gain() + 3.0 * joins as f32, forms }
    }

    /// The evidence for visual order beyond what is needed, by itself.
    fn excess(&self, enough: f32) -> f32 {
        let letters = self.costs.letters as f32;
        let unreadable = self.costs.backward - READABLE * letters;
        let doubt = if self.costs.letters <= FEW_LETTERS { DOUBT } else { 0.0 };
        self.gain - enough - doubt - 0.5 * unreadable.max(0.0)
    }

    /// The repaired line, and what was undone, with the evidence; `None` if nothing was.
    fn repaired(self, text: &str, context: &Context) -> Option<(Vec<Piece>, Vec<(Damage, f32)>)> {
        if self.costs.letters == 0 {
            return None;
        }
        let mut damages = Vec::new();
        let excess = self.excess(context.enough);
        let (range, mut gain, forms) = (self.range, self.gain, self.forms);
        let mut line = match self.read {
            Some((read, gain)) => {
                damages.push((Damage::Mojibake, gain));
                read
            }
            None => pieces(&text[range.clone()], range.start),
        };
        // Signs and the order of words help where letters alone are unclear.
        let mut is_drawn = excess > 0.0;
        if !is_drawn && gain > 0.0 {
            let more = visual::layout_gain(&line);
            gain += more;
            is_drawn = excess + more > 0.0;
        }
        if is_drawn {
            line = visual::undo(&line).1;
            damages.push((Damage::VisualOrder, gain));
        }
        if forms > 0 && (is_drawn || context.has_forms) {
            line = with_letters(&line);
            damages.push((Damage::PresentationForms, forms as f32));
        }
        if let Some((swapped, gain)) = swaps::undo(&line) {
            line = swapped;
            damages.push((Damage::SwappedLamAlef, gain));
        }
        if damages.is_empty() {
            return None;
        }
        let is_extracted = forms > 0 || damages.iter().any(|(damage, _)| *damage == Damage::SwappedLamAlef);
        let line = leftovers::undo(line, is_extracted);
        let is_changed = !line.iter().map(|piece| piece.c).eq(text[range].chars());
        is_changed.then_some((line, damages))
    }
}

/// Whether a line has letters of the upper half of a code page.
fn has_latin_or_arabic(line: &str) -> bool {
    line.chars().any(|c| matches!(c, '\u{80}'..='\u{FF}' | '\u{600}'..='\u{6FF}'))
}

/// How many neighbours join as presentation forms join in visual order, minus those that join in the order of reading.
fn joins(chars: impl Iterator<Item = char>) -> i64 {
    let mut joins = 0;
    let mut last: Option<Joining> = None;
    for c in chars.filter(|c| !model::is_skipped(*c)) {
        let joining = form(c).map(|(_, joining)| joining);
        if let (Some(one), Some(other)) = (last, joining) {
            joins += i64::from(one.joins_previous() && other.joins_next());
            joins -= i64::from(one.joins_next() && other.joins_previous());
        }
        last = joining;
    }
    joins
}

/// What the lines of a text have in common.
struct Context {
    /// The evidence that a line needs.
    enough: f32,
    /// Whether letters are presentation forms throughout.
    has_forms: bool,
}

impl Context {
    fn of(lines: &[Line]) -> Self {
        let drawn = lines.iter().filter(|line| line.excess(ENOUGH) > 0.0).count();
        let read = lines.iter().filter(|line| line.gain < -ENOUGH).count();
        let is_drawn = drawn >= CONTEXT && drawn > 20 * read;
        let with_letters = lines.iter().filter(|line| line.costs.letters > 3).count();
        let with_forms = lines.iter().filter(|line| line.forms * 3 > line.costs.letters).count();
        Self {
            enough: if is_drawn { ENOUGH_IN_CONTEXT } else { ENOUGH },
            has_forms: with_forms >= CONTEXT && with_forms * 10 > with_letters * 9,
        }
    }
}

/// The letters of presentation forms. Marks that stand behind a ligature of two letters go to the letter that has them.
fn with_letters(line: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(line.len());
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
        let of_lam = marks_of_lam(marks, alef);
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
    let of_lam = if marks > 1 { marks - 1 } else { 0 };
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

/// How many of the marks behind a lam-alef are those of the lam.
fn marks_of_lam(marks: &[Piece], alef: char) -> usize {
    let is_shadda = |piece: &Piece| piece.c == '\u{651}'; // SHADDA
    let vowels = marks.iter().filter(|piece| !is_shadda(piece)).count();
    match (alef, vowels) {
        // A bare alef has no mark, except a fathatan.
        ('ا', _) => marks.iter().position(|piece| piece.c == '\u{64B}').unwrap_or(marks.len()), // FATHATAN
        ('آ', _) => marks.len(),
        // A hamza has its own vowel, which comes last.
        (_, 0 | 1) => 0,
        _ => marks.iter().rposition(|piece| !is_shadda(piece)).unwrap_or(0),
    }
}
