//! The operations that are measured.

use crate::terminal::Printable;
use crate::terminal::figures::count;
use naqi::Normalizer;
use std::cell::Cell;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// The time that is measured at least, unless [`SAMPLE`] bytes take less.
const LEAST: Duration = Duration::from_micros(500);
/// The bytes that an operation processes at most between two looks at the clock, if they are not one text.
pub const SAMPLE: usize = 1 << 20;

/// An operation on the whole text.
pub struct Operation<'t> {
    pub name: String,
    about: Box<dyn Fn() -> String + 't>,
    run: Box<dyn FnMut() + 't>,
}

impl<'t> Operation<'t> {
    fn new(name: impl Into<String>, about: impl Into<String>, run: impl FnMut() + 't) -> Self {
        let about: String = about.into();
        Self { name: name.into(), about: Box::new(move || about.clone()), run: Box::new(run) }
    }

    /// What is good to know, after it was measured.
    pub fn about(&self) -> String {
        (self.about)()
    }

    fn find(text: &'t str, normalizer: &Normalizer, needle: &str) -> Self {
        let (finder, needle) = (normalizer.finder(needle), Printable(needle).to_string());
        let hits = Rc::new(Cell::new(0));
        let found = hits.clone();
        let mut find = Self::new("find", "", move || found.set(finder.find_iter(black_box(text)).count()));
        find.about = Box::new(move || format!("{needle}: {}", count(hits.get() as u64, "hit")));
        find
    }

    /// The operations; the first is the copy that others are compared with.
    pub fn all(text: &'t str, normalizer: &'t Normalizer, needle: &str) -> Vec<Self> {
        let normalized = normalizer.normalize(text).into_owned();
        let mut copied = vec![0; text.len()];
        let mut out = String::new();
        let analyzer = naqi::analyzer::default();
        let mut all = vec![
            Self::new("memcpy", "", move || {
                copied.copy_from_slice(text.as_bytes());
                black_box(&copied);
            }),
            Self::new("normalize", "into a buffer", move || {
                out.clear();
                normalizer.normalize_into(text, &mut out);
                black_box(&out);
            }),
            Self::new("is_normalized", "of its output", move || {
                black_box(normalizer.is_normalized(black_box(&normalized)));
            }),
            Self::new("words", "", move || {
                black_box(naqi::words(black_box(text)).count());
            }),
            Self::new("terms", "analyzer default, most words seen before", move || {
                let mut bytes = 0;
                analyzer.for_each_term(black_box(text), |term| bytes += term.text.len());
                black_box(bytes);
            }),
            Self::find(text, normalizer, needle),
        ];
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        if threads > 1 {
            let run = move || drop(black_box(normalizer.parallel().normalize(text)));
            all.insert(2, Self::new(format!("normalize, {threads} threads"), "into a new buffer", run));
        }
        all
    }
}

/// The bytes per second of each operation, in the fastest of rounds that take this time.
pub fn measure(operations: &mut [Operation], len: usize, time: Duration) -> Vec<f64> {
    let mut best = vec![0.0_f64; operations.len()];
    let start = Instant::now();
    // In rounds, so that a busy moment does not hit one operation alone.
    loop {
        for (operation, best) in operations.iter_mut().zip(&mut best) {
            *best = sample(operation, len).max(*best);
        }
        if start.elapsed() >= time {
            break;
        }
    }
    best
}

/// The bytes per second of an operation, which is repeated until that takes long enough for the clock.
fn sample(operation: &mut Operation, len: usize) -> f64 {
    let mut repeats = 1;
    loop {
        let start = Instant::now();
        (0..repeats).for_each(|_| (operation.run)());
        let took = start.elapsed();
        if took >= LEAST || len * repeats >= SAMPLE {
            return (len * repeats) as f64 / took.as_secs_f64().max(1e-9);
        }
        repeats *= 2;
    }
}
