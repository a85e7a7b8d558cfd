//! Measures how much slower each operation is on hostile text than on ordinary text: the tables "Hostile text" of
//! `docs/speed.md`.
//!
//! `cargo bench --bench bounds` prints them, and fails if a ratio is above 20 without a reason in
//! `tests/bounds/known.rs`. `NAQI_WRITE=1` writes them into the file. `NAQI_BOUNDS=find` measures the operations whose
//! name contains `find`, and prints the ratio of each family.

#[path = "../../tests/bounds/families.rs"]
mod families;
#[path = "../../tests/bounds/growing.rs"]
mod growing;
#[path = "../../tests/bounds/known.rs"]
mod known;
#[path = "../../tests/bounds/measure.rs"]
mod measure;
#[path = "../../tests/bounds/operations.rs"]
mod operations;
#[path = "../support/mod.rs"]
mod support;
mod table;

use families::{Family, HOSTILE, Input, ORDINARY};
use growing::GROWING;
use measure::{Effort, Fault, Growth, least};
use operations::{Make, OPERATIONS};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use table::{BOUND, Cell, Row};

/// Bytes of each text.
const LEN: usize = 128 << 10;
const LIMIT: Duration = Duration::from_secs(4);
const ONCE: Effort = Effort { runs: 7, enough: Duration::from_millis(10), limit: LIMIT };
/// The limits for ordinary text, the reference of all ratios, and for ratios that may be above the bound.
const CLOSER: Effort = Effort { runs: 30, enough: Duration::from_millis(150), limit: LIMIT };
/// A ratio above this is measured again.
const DOUBTFUL: f64 = 0.75 * BOUND;

/// A family with its text.
type Made = (Family, Arc<Input>);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let has = |argument: &str| arguments.iter().any(|a| a == argument);
    if has("--test") || !has("--bench") {
        everything_once();
        return ExitCode::SUCCESS;
    }
    let made: Vec<Made> = ORDINARY.iter().chain(HOSTILE).map(|family| (*family, Arc::new(family.input(LEN)))).collect();
    let only = std::env::var("NAQI_BOUNDS").ok();
    let asked = |name: &str| only.as_ref().is_none_or(|only| name.contains(only));
    let mut rows = Vec::new();
    for &(operation, make) in OPERATIONS.iter().filter(|(name, _)| asked(name)) {
        let row = row(operation, make, &made);
        eprintln!("{}", if only.is_some() { row.in_full() } else { row.in_short() });
        rows.push(row);
    }
    let configurations: Vec<_> = GROWING
        .iter()
        .filter(|(name, ..)| asked(name))
        .map(|&(name, first, make)| (name, Growth::measure(first, first, f64::INFINITY, |n| move || make(n))))
        .collect();
    let text = table::markdown(&rows, &configurations);
    println!("{text}");
    if only.is_none() && std::env::var_os("NAQI_WRITE").is_some() {
        table::write(&text);
    }
    let unexplained: Vec<String> = rows.iter().flat_map(Row::unexplained).collect();
    if unexplained.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("\nAbove {BOUND} and without a reason in tests/bounds/known.rs:\n{}", unexplained.join("\n"));
    ExitCode::FAILURE
}

/// The ratios of one operation: the time of a byte of each family's text over that of a byte of ordinary text.
fn row(operation: &'static str, make: Make, made: &[Made]) -> Row {
    let per_byte = |input: &Arc<Input>, effort| {
        let (len, input) = (input.bytes.len(), input.clone());
        least(move || make(input), effort).map(|time| time.as_secs_f64() / len as f64)
    };
    let ordinary = || made[..ORDINARY.len()].iter().filter_map(|(_, input)| per_byte(input, CLOSER).ok());
    let mut reference = ordinary().fold(0.0, f64::max);
    let mut cells = Vec::new();
    for (family, input) in made {
        let mut ratio = per_byte(input, ONCE).map(|time| time / reference);
        if ratio.is_ok_and(|ratio| ratio > DOUBTFUL) {
            reference = reference.min(ordinary().fold(0.0, f64::max));
            ratio = per_byte(input, CLOSER).map(|time| time / reference);
        }
        cells.push(Cell { family: *family, ratio });
    }
    Row { operation, megabytes: 1e-6 / reference, cells }
}

/// Runs everything on short text, to check that it runs.
fn everything_once() {
    let short = Effort { runs: 1, enough: Duration::ZERO, limit: LIMIT };
    for family in ORDINARY.iter().chain(HOSTILE) {
        let input = Arc::new(family.input(1 << 10));
        for &(operation, make) in OPERATIONS {
            let input = input.clone();
            let fault = least(move || make(input), short).err();
            assert_eq!(fault, None::<Fault>, "{operation}, {}", family.name);
        }
    }
    for &(name, _, make) in GROWING {
        assert_eq!(least(move || make(16), short).err(), None, "{name}");
    }
}
