//! How do I make rules of my own? `cargo run --release --example custom_rules`

use naqi::step::{Digits, Map, Step};
use naqi::{Normalizer, preset};
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = String::new();

    writeln!(out, "A list of steps, with a map from code points to texts:")?;
    let map = Map::new([("گ", "ك"), ("پ", "ب"), ("۔", "")])?;
    let made = Normalizer::new(&[Step::StripDiacritics, Step::Map(map)]);
    let name = "پاکستان۔";
    writeln!(out, "  {name}  becomes  {}", made.normalize(name))?;

    writeln!(out, "\nThe steps of a preset, with one more, or without one:")?;
    let (without, word) = (preset::SEARCH.without(&Step::FoldCase), "مسؤول USB");
    let with: Normalizer = "search, unify_hamza".parse()?;
    writeln!(out, "  search               {}", preset::SEARCH.normalize(word))?;
    writeln!(out, "  search, unify_hamza  {}", with.normalize(word))?;
    writeln!(out, "  search, -fold_case   {}", without.normalize(word))?;

    writeln!(out, "\nThe rule `*=` deletes every code point that has no rule:")?;
    let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let digits = Map::new(digits.map(|digit| (digit, digit)))?.others_deleted();
    let number = Normalizer::new(&[Step::Digits(Digits::Ascii), Step::Map(digits)]);
    let call = "اتصل على ٠١٢-٣٤٥";
    writeln!(out, "  {call}  becomes  {}", number.normalize(call))?;

    writeln!(out, "\nSteps run in their order, which matters if one writes what another reads:")?;
    for steps in ["unify_forms, unify_alef", "unify_alef, unify_forms"] {
        let normalizer: Normalizer = steps.parse()?;
        let idempotent = if normalizer.is_idempotent() { "idempotent" } else { "a second run may change more" };
        // Presentation forms: one code point for a letter's shape.
        let word = "ﺃﻣﻞ";
        writeln!(out, "  {steps}:  {word}  becomes  {}  ({idempotent})", normalizer.normalize(word))?;
    }

    writeln!(out, "\nA normalizer prints as text that parses again; equal fingerprints mean equal output:")?;
    let read: Normalizer = made.to_string().parse()?;
    writeln!(out, "  {made}")?;
    writeln!(out, "  {:016x}, and read from that text {:016x}", made.fingerprint(), read.fingerprint())?;

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
