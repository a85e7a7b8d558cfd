//! Interleaved rounds, their medians, and the Markdown table of them.

use std::fmt;
use std::hint::black_box;
use std::time::Instant;

/// A measured task: a name, and a closure that returns a number, so that the compiler removes no work.
pub struct Contender<'t> {
    name: String,
    work: Box<dyn FnMut() -> usize + 't>,
    is_reference: bool,
}

impl<'t> Contender<'t> {
    pub fn new(name: impl Into<String>, work: impl FnMut() -> usize + 't) -> Self {
        Self { name: name.into(), work: Box::new(work), is_reference: false }
    }

    /// The reference of the group's ratios.
    pub fn reference(mut self) -> Self {
        self.is_reference = true;
        self
    }
}

/// How many rounds, and how long.
#[derive(Clone, Copy)]
pub struct Rounds {
    pub count: usize,
    /// A task shorter than this is repeated within a round until it takes about this many seconds. The others of a round have
    /// evicted its text from the caches, which counts once a round.
    pub least_seconds: f64,
}

impl Rounds {
    /// The median seconds of each contender. In each round every contender runs once; a first round warms up and is not
    /// counted.
    pub fn medians(self, contenders: &mut [Contender]) -> Vec<f64> {
        let repeats: Vec<usize> = contenders
            .iter_mut()
            .map(|c| {
                // The first call takes longer than all others: its buffers are new memory.
                seconds(&mut c.work, 1);
                let once = seconds(&mut c.work, 1).max(1e-9);
                (self.least_seconds / once).ceil().clamp(1.0, 1e6) as usize
            })
            .collect();
        let mut times = vec![Vec::with_capacity(self.count); contenders.len()];
        for _ in 0..self.count.max(1) {
            for ((contender, times), &repeats) in contenders.iter_mut().zip(&mut times).zip(&repeats) {
                times.push(seconds(&mut contender.work, repeats));
            }
        }
        times.into_iter().map(median).collect()
    }
}

/// How long the task takes once, averaged over some repeats.
fn seconds(work: &mut dyn FnMut() -> usize, repeats: usize) -> f64 {
    let start = Instant::now();
    for _ in 0..repeats {
        black_box(work());
    }
    start.elapsed().as_secs_f64() / repeats as f64
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What a group processes, which decides the unit of its figures.
#[derive(Clone, Copy)]
pub enum Amount {
    /// Bytes of source: MB/s.
    Bytes(usize),
    /// Calls: nanoseconds each.
    Calls(usize),
}

impl Amount {
    fn figure(self, seconds: f64) -> String {
        match self {
            Self::Bytes(bytes) => format!("{:.0} MB/s", bytes as f64 / seconds / 1e6),
            Self::Calls(calls) => format!("{:.1} ns", seconds / calls as f64 * 1e9),
        }
    }
}

/// The table: a row for each contender of each group.
pub struct Table {
    rounds: Rounds,
    rows: Vec<[String; 5]>,
}

impl Table {
    pub fn new(rounds: Rounds) -> Self {
        let head = ["question", "text", "contender", "speed", "times the reference"].map(String::from);
        Self { rounds, rows: vec![head] }
    }

    /// Times a group, reports on standard error what is measured, and adds its rows.
    pub fn measure(&mut self, question: &str, text: &str, amount: Amount, mut group: Vec<Contender>) {
        eprint!("{question}: {text} …");
        let start = Instant::now();
        let medians = self.rounds.medians(&mut group);
        eprintln!(" {:.1} s", start.elapsed().as_secs_f64());
        let reference = group.iter().position(|c| c.is_reference).unwrap_or_default();
        for (contender, &median) in group.iter().zip(&medians) {
            let ratio = if contender.is_reference {
                "reference".into()
            } else {
                // Ratios to memcpy keep three decimals if they are small; in a large ratio the second decimal is noise.
                let ratio = medians[reference] / median;
                if ratio < 9.995 { format!("{ratio:.2}×") } else { format!("{ratio:.1}×") }
            };
            self.rows.push([question.into(), text.into(), contender.name.clone(), amount.figure(median), ratio]);
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |n: usize| self.rows.iter().map(|row| row[n].chars().count()).max().unwrap_or_default();
        let widths: [usize; 5] = std::array::from_fn(width);
        for (n, [question, text, contender, speed, ratio]) in self.rows.iter().enumerate() {
            let [a, b, c, d, e] = widths;
            writeln!(f, "| {question:<a$} | {text:<b$} | {contender:<c$} | {speed:>d$} | {ratio:>e$} |")?;
            if n == 0 {
                let line = |n: usize| "-".repeat(n + 1);
                writeln!(f, "|{}-|{}-|{}-|{}:|{}:|", line(a), line(b), line(c), line(d), line(e))?;
            }
        }
        Ok(())
    }
}
