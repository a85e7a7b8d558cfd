//! Measures each operation and its peer: the same text on both sides, in one run, taking turns.
//!
//! `crates/naqi-compat/benches/peers/install` installs the peers into `target/peers`, once; then
//! `cargo bench -p naqi-compat --bench peers` prints the table of the crate's README, and `NAQI_WRITE=1` before it writes
//! it there. A word after `--` selects the operations whose name contains it. A peer that is not installed is reported
//! and left out. Outputs are compared before anything is timed.

mod child;
mod texts;

use child::Child;
use naqi_compat::operation::{Operation, Output};
use naqi_compat::operations;
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use texts::Text;

/// The maximum number of turns, and the time limit for all of them.
const ROUNDS: usize = 7;
const TIME: Duration = Duration::from_millis(1200);
/// A sample of this crate is as many passes as take this long.
const SAMPLE: Duration = Duration::from_millis(4);
const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const MARKER: &str = "<!-- output of `cargo bench -p naqi-compat --bench peers` -->\n";

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let is_test = given.iter().any(|a| a == "--test");
    let wanted = |name: &str| given.iter().all(|a| a.starts_with("--") || name.contains(a.as_str()));
    let texts = if is_test { texts::small() } else { texts::all() };
    let mut peers = if is_test { Vec::new() } else { child::installed() };
    let mut rows = String::new();
    for operation in operations::all().filter(|operation| wanted(operation.name)) {
        let mut peer = peers.iter_mut().find(|peer| peer.names.iter().any(|name| name == operation.name));
        if peer.is_none() {
            eprintln!("{}: its peer is not installed: run crates/naqi-compat/benches/peers/install", operation.name);
        }
        let cells: Vec<String> = texts.iter().map(|text| measured(operation, text, peer.as_deref_mut())).collect();
        rows += &format!("| `{}` {}|\n", operation.name, cells.concat());
        eprintln!("{} {}", operation.name, cells.concat());
    }
    let sizes = if is_test { [4 << 10; 3] } else { [1 << 20, 8 << 20, 64 << 20] };
    let table = format!("{}{rows}\n{}", head(&texts), against_memcpy(&texts[1], sizes, wanted));
    print!("{table}");
    if std::env::var_os("NAQI_WRITE").is_some() {
        write(&table);
    }
}

fn head(texts: &[Text]) -> String {
    let descriptions: Vec<String> = texts.iter().map(Text::description).collect();
    let columns: Vec<String> =
        texts.iter().map(|text| format!("| {0}: peer, MB/s | {0}: here | ratio | of memcpy ", text.name)).collect();
    format!(
        "{} Medians of up to {ROUNDS} turns; naqi on {}.\n\n| operation {}|\n|---|{}\n",
        descriptions.join(" "),
        naqi::kernel_level(),
        columns.concat(),
        "---|".repeat(4 * texts.len())
    )
}

/// The cells of a row for one text: the peer's rate, the one here, their ratio, and the part of memcpy's rate.
fn measured(operation: &Operation, text: &Text, peer: Option<&mut Child>) -> String {
    let text = text.for_operation(operation.name);
    let inputs = text.inputs();
    let bytes = inputs.iter().map(|input| input.len()).sum::<usize>() as f64;
    let run = operation.run;
    let (mut here, mut copy, mut there) = (Vec::new(), Vec::new(), Vec::new());
    let mut note = String::new();
    let mut peer = peer;
    if let Some(child) = &mut peer {
        match child.check(operation.name, &text) {
            Some(lines) => note = differing(run, &inputs, &lines),
            None => peer = None,
        }
        if peer.is_none() {
            note = format!("more than {} s", child::LIMIT.as_secs());
        }
    }
    let start = Instant::now();
    while here.is_empty() || peer.is_some() && here.len() < ROUNDS && start.elapsed() < TIME {
        here.push(sample(|| inputs.iter().for_each(|input| drop(black_box(run(black_box(input)))))));
        copy.push(sample(|| inputs.iter().for_each(|input| drop(black_box(String::from(*black_box(input)))))));
        let Some(child) = &mut peer else { continue };
        match child.time(operation.name, &text) {
            Some(time) => there.push(time),
            None => (peer, note) = (None, format!("more than {} s", child::LIMIT.as_secs())),
        }
    }
    let (here, copy) = (median(here), median(copy));
    let rate = |time: f64| format!("{:.3}", bytes / time / 1e6);
    let rate = |time: f64| match bytes / time / 1e6 {
        high if high >= 100.0 => format!("{high:.0}"),
        low if low >= 1.0 => format!("{low:.1}"),
        _ => rate(time),
    };
    let (peer, ratio) = match there.is_empty() {
        true => ("—".into(), if note.is_empty() { "—".into() } else { note }),
        false => {
            let there = median(there);
            let note = if note.is_empty() { note } else { format!(" ({note})") };
            (rate(there), format!("{:.1} ×{note}", there / here))
        }
    };
    format!("| {peer} | {} | {ratio} | {:.2} ", rate(here), copy / here)
}

/// Operations that the peer does with one or a few `str.replace`. They are compared with memcpy.
const REPLACES: [&str; 5] = [
    "camel.normalize_alef_maksura_ar",
    "camel.normalize_teh_marbuta_ar",
    "pyarabic.strip_tatweel",
    "pyarabic.strip_shadda",
    "pyarabic.strip_small",
];

/// A table of these operations: the fraction of memcpy's speed on the long text, repeated up to each size, in one call.
fn against_memcpy(text: &Text, sizes: [usize; 3], wanted: impl Fn(&str) -> bool) -> String {
    let texts = sizes.map(|size| text.repeated(size));
    let columns: Vec<String> = sizes.iter().map(|size| format!("| {} KiB ", size >> 10)).collect();
    let mut table = format!(
        "Operations that replace or delete one or a few characters, as a fraction of memcpy's speed, on repeated text:\n\n\
         | operation {}|\n|---|{}\n",
        columns.concat(),
        "---|".repeat(sizes.len())
    );
    for operation in operations::all().filter(|operation| REPLACES.contains(&operation.name) && wanted(operation.name))
    {
        let part = |text: &String| {
            let pair = |_| {
                let here = sample(|| drop(black_box((operation.run)(black_box(text)))));
                (here, sample(|| drop(black_box(String::from(black_box(text.as_str()))))))
            };
            let (here, copy): (Vec<f64>, Vec<f64>) = (0..ROUNDS).map(pair).unzip();
            format!("| {:.2} ", median(copy) / median(here))
        };
        let cells: Vec<String> = texts.iter().map(part).collect();
        table += &format!("| `{}` {}|\n", operation.name, cells.concat());
    }
    table
}

/// How many outputs differ, in words; empty if none does.
fn differing(run: for<'t> fn(&'t str) -> Output<'t>, inputs: &[&str], peer: &str) -> String {
    let value = |input: &str| match run(input) {
        Output::Text(text) => json!(text),
        Output::Texts(texts) => json!(texts),
        Output::Terms(terms) => json!(terms),
    };
    let lines: Vec<&str> = peer.lines().collect();
    let is_other = |(input, line): &(&&str, &&str)| serde_json::from_str::<Value>(line).ok() != Some(value(input));
    match inputs.iter().zip(&lines).filter(is_other).count() + inputs.len().abs_diff(lines.len()) {
        0 => String::new(),
        others => format!("{others} of {} differ", inputs.len()),
    }
}

/// Seconds of one pass.
fn sample(mut pass: impl FnMut()) -> f64 {
    let start = Instant::now();
    let mut passes = 0;
    while passes == 0 || start.elapsed() < SAMPLE {
        pass();
        passes += 1;
    }
    start.elapsed().as_secs_f64() / f64::from(passes)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Replaces the table after its marker comment in the README.
fn write(table: &str) {
    let readme = std::fs::read_to_string(Path::new(README)).expect("the crate's README");
    let (before, after) = readme.split_once(MARKER).expect("the marker of the table");
    let rest = after.split_once("\n\n# ").map_or(String::new(), |(_, rest)| format!("\n# {rest}"));
    std::fs::write(README, format!("{before}{MARKER}{table}{rest}")).expect("the README is written");
}
