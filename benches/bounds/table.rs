//! The tables in Markdown, and their place in `docs/speed.md`.

use crate::families::Family;
use crate::known::{self, SLOW};
use crate::measure::{Fault, Growth};
use std::fmt::Write;

/// The maximum ratio of hostile text to ordinary text.
pub const BOUND: f64 = 20.0;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/speed.md");
const START: &str = "<!-- made by NAQI_WRITE=1 cargo bench --bench bounds -->\n";
const END: &str = "<!-- end of the generated tables -->\n";

/// An operation on a family.
pub struct Cell {
    pub family: Family,
    /// The ratio to ordinary text; NaN if it is a known failure.
    pub ratio: Result<f64, Fault>,
}

/// An operation on all families.
pub struct Row {
    pub operation: &'static str,
    /// Megabytes of ordinary text a second.
    pub megabytes: f64,
    pub cells: Vec<Cell>,
}

impl Cell {
    fn figure(&self) -> String {
        match self.ratio {
            Err(Fault::Panic) => "panic".into(),
            Err(Fault::TooLong(_)) => "∞".into(),
            Ok(ratio) if ratio.is_nan() => "–".into(),
            Ok(ratio) if ratio < 9.95 => format!("{ratio:.1}"),
            Ok(ratio) => format!("{ratio:.0}"),
        }
    }

    /// The order by which the slowest of a column is found.
    fn rank(&self) -> f64 {
        self.ratio.map_or(f64::INFINITY, |ratio| if ratio.is_nan() { 0.0 } else { ratio })
    }
}

impl Row {
    /// All families with a ratio worth reporting, to find the reason.
    pub fn in_full(&self) -> String {
        let mut out = self.in_short();
        self.cells
            .iter()
            .filter(|cell| cell.rank() > 10.0)
            .for_each(|cell| write!(out, "\n  {:>8}  {}", cell.figure(), cell.family.name).expect("a String"));
        out
    }

    pub fn in_short(&self) -> String {
        let worst = self.cells.iter().max_by(|a, b| a.rank().total_cmp(&b.rank()));
        let worst = worst.map(|cell| format!("{} on {}", cell.figure(), cell.family.name)).unwrap_or_default();
        format!("{}: {:.0} MB/s, {worst}", self.operation, self.megabytes)
    }

    /// The ratios above the bound without a known reason.
    pub fn unexplained(&self) -> impl Iterator<Item = String> {
        let is_open =
            |cell: &&Cell| cell.rank() > BOUND && known::find(SLOW, self.operation, Some(cell.family.name)).is_none();
        self.cells
            .iter()
            .filter(is_open)
            .map(|cell| format!("{}, {}: {}", self.operation, cell.family.name, cell.figure()))
    }

    /// The slowest ratio of each column, in the order of the columns, with notes on those above the bound.
    fn columns(&self, columns: &[&str]) -> Vec<String> {
        let in_column = |column: &&str| {
            let cells = || self.cells.iter().filter(|cell| cell.family.column == *column);
            let worst = cells().max_by(|a, b| a.rank().total_cmp(&b.rank()));
            let above = cells().filter(|cell| cell.rank() > BOUND);
            let mut notes: Vec<usize> = above.filter_map(|cell| note(self.operation, cell.family.name)).collect();
            notes.dedup();
            let notes: String = notes.iter().map(|n| format!(" [{n}]")).collect();
            worst.map(Cell::figure).unwrap_or_default() + &notes
        };
        columns.iter().map(in_column).collect()
    }
}

/// The number of a reason; equal reasons share one.
fn note(operation: &str, family: &str) -> Option<usize> {
    let reason = known::find(SLOW, operation, Some(family))?.reason;
    reasons().iter().position(|other| *other == reason).map(|n| n + 1)
}

fn reasons() -> Vec<&'static str> {
    let mut reasons: Vec<&str> = Vec::new();
    for known in SLOW {
        if !reasons.contains(&known.reason) {
            reasons.push(known.reason);
        }
    }
    reasons
}

/// Both tables.
pub fn markdown(rows: &[Row], configurations: &[(&str, Result<Growth, Fault>)]) -> String {
    let mut columns: Vec<&str> = Vec::new();
    for cell in rows.first().map_or(&[][..], |row| &row.cells) {
        if !columns.contains(&cell.family.column) {
            columns.push(cell.family.column);
        }
    }
    let mut out = format!("Kernel level: {}.\n\n", naqi::kernel_level());
    out += &format!("| operation | {} |\n|---|{}\n", columns.join(" | "), "---:|".repeat(columns.len()));
    for row in rows {
        writeln!(out, "| {} | {} |", row.operation, row.columns(&columns).join(" | ")).expect("a String");
    }
    for (n, reason) in reasons().iter().enumerate() {
        write!(out, "\n{}. {reason}", n + 1).expect("a String");
    }
    out += "\n| configuration | n | 4 n takes |\n|---|---:|---:|\n";
    for (name, growth) in configurations {
        match growth {
            Ok(growth) => writeln!(out, "| {name} | {} | {:.1} × |", growth.n, growth.factor()),
            Err(fault) => writeln!(out, "| {name} | | {fault:?} |"),
        }
        .expect("a String");
    }
    out
}

/// Replaces the tables in the file.
pub fn write(text: &str) {
    let file = std::fs::read_to_string(FILE).expect("docs/speed.md");
    let (before, rest) = file.split_once(START).expect("the marker before the tables");
    let (_, after) = rest.split_once(END).expect("the marker after the tables");
    std::fs::write(FILE, format!("{before}{START}\n{text}\n{END}{after}")).expect("docs/speed.md is written");
}
