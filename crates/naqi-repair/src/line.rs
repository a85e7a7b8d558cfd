//! One line: what speaks for damage, in it and in the lines around it, and the line without damage.

use crate::damage::Damage;
use crate::fit::letters_of;
use crate::forms::{Joining, form};
use crate::leftovers;
use crate::marks;
use crate::model::{self, Costs};
use crate::mojibake;
use crate::piece::{Piece, pieces};
use crate::swaps::{Surroundings, SwappedMarks, Swaps};
use crate::unfold;
use crate::visual;
use std::ops::Range;

/// The evidence that one line needs by itself, in nats.
const ENOUGH: f32 = 10.0;
/// What it needs in a text whose clear lines are all damaged.
const ENOUGH_IN_CONTEXT: f32 = 1.0;
/// Clear lines that make a context.
const CONTEXT: usize = 3;
/// Drawn lines that show in which way a text was drawn.
const SAMPLE: usize = 32;
/// Above this cost a letter, reversed text may be in a language that the tables do not know, and needs more evidence.
const READABLE: f32 = 3.4;
/// Above this cost a letter, text is in another language: Uyghur costs 6.
const KNOWN: f32 = 4.5;
/// Lines of so many letters need more evidence.
const FEW_LETTERS: usize = 16;
/// What they need more, in nats.
const DOUBT: f32 = 5.0;

/// A line without its damage.
pub struct RepairedLine {
    pub pieces: Vec<Piece>,
    /// What was undone, in order, and the evidence for each.
    pub damages: Vec<(Damage, f32)>,
}

/// A line and what is known of it.
pub struct Line {
    pub range: Range<usize>,
    /// The line as its bytes mean it, if they were read wrongly, and the evidence.
    read: Option<(Vec<Piece>, f32)>,
    costs: Costs,
    /// The evidence for visual order, against it if it is negative.
    gain: f32,
    /// The evidence for marks before their letters.
    marks: f32,
    /// Presentation forms.
    forms: usize,
    /// Whether its lam-alefs are swapped, if they are all that is damaged, and whether they are in order.
    are_swapped: bool,
    are_in_order: bool,
    /// Whether some letters may be swapped, in the order in which they stand.
    has_swaps: bool,
}

impl Line {
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let line = &text[range.clone()];
        if line.is_ascii() || !has_latin_or_arabic(line) {
            return Self::judged(range, line.chars());
        }
        let pieces = pieces(line, range.start);
        let read = mojibake::undo(&pieces);
        let swaps = Swaps::of(&pieces, SwappedMarks::Unclear);
        let judged = match &read {
            Some((pieces, _)) => Self::judged(range, pieces.iter().map(|piece| piece.c)),
            None => Self::judged(range, line.chars()),
        };
        let is_readable = read.is_none() && judged.gain < 0.0 && judged.is_known();
        Self {
            read,
            are_swapped: is_readable && swaps.are_swapped(Surroundings::Clean),
            are_in_order: is_readable && swaps.are_in_order(),
            has_swaps: !swaps.is_empty(),
            ..judged
        }
    }

    fn judged(range: Range<usize>, chars: impl Iterator<Item = char> + Clone) -> Self {
        let costs = model::costs(chars.clone().flat_map(letters_of));
        let joins = joins(chars.clone());
        let marks = marks::gain(chars.clone());
        let forms = chars.filter(|c| form(*c).is_some()).count();
        let gain = costs.gain() + 3.0 * joins as f32;
        Self { range, read: None, costs, gain, marks, forms, are_swapped: false, are_in_order: false, has_swaps: false }
    }

    /// Whether it is in a language of the tables, in one direction or the other.
    fn is_known(&self) -> bool {
        self.costs.forward.min(self.costs.backward) < KNOWN * self.costs.letters as f32
    }

    /// The evidence for visual order beyond what is needed, in a text whose clear lines were drawn or in another one.
    fn excess(&self, is_in_context: bool) -> f32 {
        let unreadable = self.costs.backward - READABLE * self.costs.letters as f32;
        let enough = match is_in_context {
            true => ENOUGH_IN_CONTEXT,
            false if self.costs.letters <= FEW_LETTERS => ENOUGH + DOUBT,
            false => ENOUGH,
        };
        self.gain - enough - 0.5 * unreadable.max(0.0)
    }

    /// The characters as the bytes of the line mean them.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        match &self.read {
            Some((read, _)) => read.clone(),
            None => pieces(&text[self.range.clone()], self.range.start),
        }
    }

    /// The repaired line; `None` if nothing was undone.
    pub fn repaired(self, text: &str, context: &Context) -> Option<RepairedLine> {
        if self.costs.letters == 0 {
            return None;
        }
        let mut damages = Vec::new();
        let excess = self.excess(context.is_drawn);
        let is_known = self.is_known();
        let (range, mut gain, forms) = (self.range.clone(), self.gain, self.forms);
        let is_as_read = self.read.is_none() && forms == 0;
        let mut line = self.pieces(text);
        if let Some((_, gain)) = self.read {
            damages.push((Damage::Mojibake, gain));
        }
        // Signs and the order of words help where letters alone are unclear.
        let mut is_drawn = excess > 0.0;
        if !is_drawn && gain > 0.0 {
            let more = visual::layout_gain(&line);
            gain += more;
            is_drawn = excess + more > 0.0;
        }
        if is_drawn {
            line = visual::undo(&line, context.orders);
            damages.push((Damage::VisualOrder, gain));
        }
        let enough = if context.marks_are_before { ENOUGH_IN_CONTEXT } else { ENOUGH };
        let has_marks_before = !is_drawn && self.marks > enough;
        let moved = has_marks_before
            .then(|| marks::behind_letters(&marks::without_stray(&line)))
            .filter(|moved| *moved != line);
        if let Some(moved) = moved {
            line = moved;
            damages.push((Damage::MarksBeforeLetters, self.marks));
        }
        if forms > 0 && (is_drawn || context.has_forms) {
            line = unfold::letters(&line);
            damages.push((Damage::PresentationForms, forms as f32));
            if let Some((kept, lost)) = marks::without_lost(&line) {
                line = kept;
                damages.push((Damage::LostMarks, 3.0 * lost as f32));
            }
        }
        let around = match is_drawn {
            true => Surroundings::Drawn,
            false if context.is_swapped => Surroundings::Swapped,
            false => Surroundings::Clean,
        };
        let may_be_swapped = is_known && (self.has_swaps || is_drawn || !is_as_read);
        let marks = if has_marks_before { SwappedMarks::BehindLetters } else { SwappedMarks::Unclear };
        let swapped = may_be_swapped.then(|| Swaps::of(&line, marks).undo(&line, around)).flatten();
        if let Some((swapped, gain)) = swapped {
            line = swapped;
            damages.push((Damage::SwappedLamAlef, gain));
        }
        if damages.is_empty() {
            return None;
        }
        let is_extracted = forms > 0 || damages.iter().any(|(damage, _)| *damage == Damage::SwappedLamAlef);
        let line = leftovers::undo(line, is_extracted);
        let is_changed = !line.iter().map(|piece| piece.c).eq(text[range].chars());
        is_changed.then_some(RepairedLine { pieces: line, damages })
    }
}

/// What the lines of a text have in common.
pub struct Context {
    /// Whether the lines that are clear were drawn.
    is_drawn: bool,
    /// Whether letters are presentation forms throughout.
    has_forms: bool,
    /// Whether marks stand before their letters throughout.
    marks_are_before: bool,
    /// In which way they were drawn.
    orders: visual::Plausible,
    /// Whether lam-alefs are swapped throughout.
    is_swapped: bool,
}

impl Context {
    pub fn of(lines: &[Line], text: &str) -> Self {
        let is_drawn = |line: &&Line| line.excess(false) > 0.0;
        let drawn = lines.iter().filter(is_drawn).count();
        let read = lines.iter().filter(|line| line.gain < -ENOUGH).count();
        let with_letters = lines.iter().filter(|line| line.costs.letters > 3).count();
        let with_forms = lines.iter().filter(|line| line.forms * 3 > line.costs.letters).count();
        let swapped = lines.iter().filter(|line| line.are_swapped).count();
        let in_order = lines.iter().filter(|line| line.are_in_order).count();
        let sample = lines.iter().filter(is_drawn).take(SAMPLE).map(|line| line.pieces(text));
        let marks_before = lines.iter().filter(|line| line.marks > ENOUGH).count();
        let marks_behind = lines.iter().filter(|line| line.marks < -ENOUGH).count();
        let orders = if drawn >= CONTEXT { visual::common(sample) } else { Default::default() };
        Self {
            orders,
            is_swapped: swapped >= CONTEXT && swapped > 20 * in_order,
            is_drawn: drawn >= CONTEXT && drawn > 20 * read,
            marks_are_before: marks_before >= CONTEXT && marks_before > 20 * marks_behind,
            has_forms: with_forms >= CONTEXT && with_forms * 10 > with_letters * 9,
        }
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
