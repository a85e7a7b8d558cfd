//! Text in, repaired text out: lines are judged one by one, and unclear ones by the lines around them.

use crate::alignment::Alignment;
use crate::damage::Damage;
use crate::line::{Context, Line, RepairedLine};
use std::borrow::Cow;
use std::ops::Range;

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

/// Finds damage and undoes it; text without damage is returned as it is.
///
/// Each line is judged by itself. Where three lines or more are clear, unclear ones follow them: lines are drawn if all clear
/// ones are, in the same way, and lam-alefs are swapped if no line has them in order. See the [crate's documentation](crate) for what is found, and its limits.
///
/// Takes linear time, and memory of some 300 bytes for each character of a damaged line.
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
    let context = Context::of(&lines, text);
    let mut out = String::new();
    let mut changes = Vec::new();
    let mut alignment = Alignment::default();
    let mut copied = 0;
    for line in lines {
        let range = line.range.clone();
        let Some(RepairedLine { pieces, damages }) = line.repaired(text, &context) else { continue };
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
