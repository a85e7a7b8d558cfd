//! One line of text before and after, cell by cell.

use crate::kind::{Kind, is_invisible};
use crate::trace::{Change, Tracer, is_form_step, is_tidy_step};
use naqi::letters::is_mark;
use naqi::{Normalizer, Step};

/// A letter with its marks, and what became of it.
#[derive(Default)]
pub struct Cell {
    pub source: String,
    pub output: String,
    /// Bits of [`Kind`]: what happened here, and what of that is seen in the output.
    pub kinds: u8,
    pub output_kinds: u8,
}

impl Cell {
    fn mark(&mut self, kind: Kind) {
        self.kinds |= kind.bit();
        self.output_kinds |= kind.bit();
    }
}

pub struct Liner<'n> {
    normalizer: &'n Normalizer,
    form: Option<Normalizer>,
    tidies: bool,
    tracer: Tracer,
}

impl<'n> Liner<'n> {
    pub fn new(normalizer: &'n Normalizer) -> Self {
        let steps = normalizer.steps();
        let form: Vec<Step> = steps.iter().filter(|step| is_form_step(step)).cloned().collect();
        Self {
            normalizer,
            form: (!form.is_empty()).then(|| Normalizer::new(&form)),
            tidies: steps.iter().any(|step| is_tidy_step(step) || *step == Step::Skeleton),
            tracer: Tracer::new(steps),
        }
    }

    /// The cells of a line; their outputs together are the normalized line.
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
                        cell.mark(Kind::Other);
                        cells.push(cell);
                    }
                }
                self.form = Some(form);
            }
        }
        let whole = self.normalizer.normalize(line);
        if self.tidies {
            tidy(&mut cells, &whole);
        }
        if cells.iter().map(|cell| cell.output.as_str()).collect::<String>() != whole {
            let mut cell = Cell { source: line.into(), output: whole.into(), ..Cell::default() };
            cell.mark(Kind::Other);
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
            // Joined, or written in another order: one cell, in the order of the source.
            let kinds = parts.iter().fold(0, |kinds, cell| kinds | cell.kinds);
            let output_kinds = parts.iter().fold(0, |kinds, cell| kinds | cell.output_kinds);
            cells.push(Cell { source: cluster.into(), output, kinds, output_kinds });
        });
    }
}

/// A code point by itself: a mark, and what has no width, goes with the letter before it.
fn alone(cells: &mut Vec<Cell>, c: char, written: &str) {
    if cells.is_empty() || !(is_mark(c) || is_invisible(c)) {
        cells.push(Cell::default());
    }
    let Some(cell) = cells.last_mut() else { return };
    cell.source.push(c);
    cell.output.push_str(written);
    if let Some(kind) = Kind::of(c, written) {
        cell.kinds |= kind.bit();
        if !written.is_empty() {
            cell.output_kinds |= kind.bit();
        }
    }
}

fn whole(cells: &mut Vec<Cell>, kind: Kind) {
    let mut cell = Cell::default();
    cell.mark(kind);
    cells.push(cell);
}

/// What tidy steps took away or wrote otherwise, put into the cells: they write a part of what they read, in order,
/// a space for a tab, and another shape of a letter for its place.
fn tidy(cells: &mut [Cell], whole: &str) {
    let mut rest = whole.chars().peekable();
    for cell in cells {
        let mut output = String::new();
        for c in cell.output.chars() {
            let found = rest.next_if(|&w| {
                w == c || c == '\t' && w == ' ' || matches!(c, '\u{6BA}' | '\u{649}' | '\u{66F}') && matches!(w, '\u{66E}' | '\u{6A1}')
            });
            output.extend(found);
            if found != Some(c) {
                let kind = if c == ' ' || c == '\t' { Kind::Space } else { Kind::Letter };
                cell.kinds |= kind.bit();
                if found.is_some() {
                    cell.output_kinds |= kind.bit();
                }
            }
        }
        cell.output = output;
    }
}
