//! One line of text before and after, cell by cell.

use super::kind::{Kind, is_invisible};
use super::trace::{Change, Tracer, is_form_step, is_post_processing_step};
use naqi::letters::is_mark;
use naqi::{Normalizer, Step};

/// A letter with its marks, and its output.
#[derive(Default)]
pub struct Cell {
    pub source: String,
    pub output: String,
    /// Bits of [`Kind`]: the changes here, and those that are visible in the output.
    pub kinds: u8,
    pub output_kinds: u8,
    /// Changes of each kind.
    pub counts: [u64; Kind::ALL.len()],
}

impl Cell {
    /// Adds a change, which is visible in the output unless something was deleted.
    fn note(&mut self, kind: Kind, deleted: bool) {
        self.counts[kind as usize] += 1;
        self.kinds |= kind.bit();
        if !deleted {
            self.output_kinds |= kind.bit();
        }
    }

    /// Adds the changes of another cell, not its text.
    fn note_all(mut self, other: &Cell) -> Self {
        self.kinds |= other.kinds;
        self.output_kinds |= other.output_kinds;
        self.counts.iter_mut().zip(other.counts).for_each(|(count, more)| *count += more);
        self
    }
}

pub struct Liner<'n> {
    normalizer: &'n Normalizer,
    form: Option<Normalizer>,
    post_processes: bool,
    tracer: Tracer,
}

impl<'n> Liner<'n> {
    pub fn new(normalizer: &'n Normalizer) -> Self {
        let steps = normalizer.steps();
        let form: Vec<Step> = steps.iter().filter(|step| is_form_step(step)).cloned().collect();
        Self {
            normalizer,
            form: (!form.is_empty()).then(|| Normalizer::new(&form)),
            post_processes: steps.iter().any(|step| is_post_processing_step(step) || *step == Step::Skeleton),
            tracer: Tracer::new(steps),
        }
    }

    /// The cells of a line; their outputs concatenate to the normalized line.
    pub fn cells(&mut self, line: &str) -> Vec<Cell> {
        let mut cells = Vec::new();
        match self.form.take() {
            None => self.trace(line, &mut cells),
            Some(form) => {
                for word in line.split_inclusive(char::is_whitespace) {
                    let formed = form.normalize(word);
                    if formed == word {
                        self.trace(word, &mut cells);
                    } else {
                        let output = self.tracer.write(&formed);
                        let mut cell = Cell { source: word.into(), output, ..Cell::default() };
                        cell.note(Kind::Other, false);
                        cells.push(cell);
                    }
                }
                self.form = Some(form);
            }
        }
        let whole = self.normalizer.normalize(line);
        if self.post_processes {
            post_process(&mut cells, &whole);
        }
        if cells.iter().map(|cell| cell.output.as_str()).collect::<String>() != whole {
            let mut cell = Cell { source: line.into(), output: whole.into(), ..Cell::default() };
            cell.note(Kind::Other, false);
            return vec![cell];
        }
        cells
    }

    fn trace(&mut self, text: &str, cells: &mut Vec<Cell>) {
        self.tracer.clusters(text, |tracer, cluster| {
            let output = tracer.write(cluster);
            let mut changes = Vec::new();
            tracer.explain(cluster, &mut |change| changes.push(change));
            let mut parts: Vec<Cell> = Vec::new();
            for change in &changes {
                match change {
                    Change::Alone(c) => alone(&mut parts, *c, tracer.written(*c)),
                    Change::Joined { .. } => whole(&mut parts, Kind::Letter),
                    Change::Whole { .. } => whole(&mut parts, Kind::Other),
                }
            }
            let written: String = parts.iter().map(|cell| cell.output.as_str()).collect();
            if changes.iter().all(|change| matches!(change, Change::Alone(_))) && written == output {
                return cells.append(&mut parts);
            }
            // Composed, or written in another order: one cell, in the order of the source.
            let one = Cell { source: cluster.into(), output, ..Cell::default() };
            cells.push(parts.iter().fold(one, Cell::note_all));
        });
    }
}

/// A code point by itself: marks, and characters without width, belong to the letter before.
fn alone(cells: &mut Vec<Cell>, c: char, written: &str) {
    if cells.is_empty() || !(is_mark(c) || is_invisible(c)) {
        cells.push(Cell::default());
    }
    let Some(cell) = cells.last_mut() else { return };
    cell.source.push(c);
    cell.output.push_str(written);
    if let Some(kind) = Kind::of(c, written) {
        cell.note(kind, written.is_empty());
    }
}

fn whole(cells: &mut Vec<Cell>, kind: Kind) {
    let mut cell = Cell::default();
    cell.note(kind, false);
    cells.push(cell);
}

/// Applies post-processing to the cells: it writes a part of its input, in order, a space for a tab, and another letter
/// for some positions.
fn post_process(cells: &mut [Cell], whole: &str) {
    let mut rest = whole.chars().peekable();
    for cell in cells {
        let mut output = String::new();
        for c in std::mem::take(&mut cell.output).chars() {
            let found = rest.next_if(|&w| {
                w == c
                    || c == '\t' && w == ' '
                    || matches!(c, '\u{6BA}' | '\u{649}' | '\u{66F}') && matches!(w, '\u{66E}' | '\u{6A1}')
            });
            output.extend(found);
            if found != Some(c) {
                let kind = if c == ' ' || c == '\t' { Kind::Space } else { Kind::Letter };
                cell.note(kind, found.is_none());
            }
        }
        cell.output = output;
    }
}
