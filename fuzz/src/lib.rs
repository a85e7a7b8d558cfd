//! naqi's promises as functions over bytes, one file for each: see `README.md` here.
//!
//! A body panics if its promise is broken. libFuzzer runs them through `fuzz_targets/`; a stable `cargo test` runs them
//! through `tests/fixed_seeds.rs` with inputs of [`generate`].

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod alignments;
pub mod fragments;
pub mod generate;
mod input;
mod random;
mod shown;
mod subjects;
mod targets;

pub use targets::*;

/// A target: its name, its input, and its body.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name, which is that of the function and of the file in `fuzz_targets/`.
    pub name: &'static str,
    /// The kind of its input, which names its dictionary and its folder of seeds.
    pub kind: &'static str,
    /// The maximum length of libFuzzer's inputs, in bytes.
    pub max_len: usize,
    /// The function that panics where the promise is broken.
    pub body: Body,
}

/// The function that runs for one input.
pub type Body = fn(&[u8]);

/// The body of each target; `targets.txt` has a line for each, which the script `run` reads, too.
macro_rules! targets {
    ($($name:ident)*) => { &[$((stringify!($name), targets::$name as Body)),*] };
}

const BODIES: &[(&str, Body)] = targets! {
    laws equivalence streams utf8_streams levels icu_boundaries tokens segments alignment alignment_then find
    text_forms analyzers compat queries index_queries repairs
};

/// Every target.
pub fn all() -> impl Iterator<Item = Target> {
    let lines = include_str!("../targets.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        let (name, kind, max_len) = (words.next()?, words.next()?, words.next()?.parse().ok()?);
        let (_, body) = *BODIES.iter().find(|(known, _)| *known == name)?;
        Some(Target { name, kind, max_len, body })
    })
}

/// The number of bodies, so that a test can check that each has its line.
pub fn count() -> usize {
    BODIES.len()
}
