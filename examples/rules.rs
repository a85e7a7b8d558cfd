//! Your own steps and rules: made in code, parsed, printed and checked: `cargo run --release --example rules`.

use naqi::step::{Map, Step};
use naqi::{Error, Normalizer};

fn main() -> Result<(), Error> {
    println!("Rules are data: a code point, and its replacement.");
    let map = Map::new([("گ", "ك"), ("پ", "ب"), ("۔", "")])?;
    let made = Normalizer::new(&[Step::StripDiacritics, Step::Map(map)]);
    println!("  پاکستان۔  →  {}", made.normalize("پاکستان۔"));

    println!("\nThey fuse with the other steps into one table, and print as text that parses again:");
    println!("  {made}");
    let read: Normalizer = made.to_string().parse()?;
    let written: Normalizer = "map(گ=ك, \\u{67E}=ب, ۔=), strip_diacritics".parse()?;

    println!("\nThe rule `*=` deletes every code point without a rule:");
    let digits: Normalizer = "digits(ascii), map(0=0, 1=1, 2=2, 5=5, *=)".parse()?;
    println!("  {digits}:  عام ٢٠٢٥م  →  {}", digits.normalize("عام ٢٠٢٥م"));

    println!("\nEqual fingerprints mean equal output, however the steps were written:");
    println!("  made in code         {:016x}", made.fingerprint());
    println!("  read from that text  {:016x}", read.fingerprint());
    println!("  in another order     {:016x}", written.fingerprint());
    println!("  search preset        {:016x}  (other output)", naqi::preset::SEARCH.fingerprint());

    println!("\nThe order matters if a step writes what another reads:");
    for steps in ["unify_forms, unify_alef", "unify_alef, unify_forms"] {
        let normalizer: Normalizer = steps.parse()?;
        let idempotent = if normalizer.is_idempotent() { "idempotent" } else { "a second run may change more" };
        println!("  {steps}:  ﺃﻣﻞ  →  {}  ({idempotent})", normalizer.normalize("ﺃﻣﻞ"));
    }

    println!("\nInvalid steps are errors with an offset:");
    for wrong in ["compose, strip_diacritcs", "map(گ=ك, گ=ج)", "map(لا=ﻻ)", "map(ا", "digits(roman)"] {
        if let Err(error) = wrong.parse::<Normalizer>() {
            println!("  {wrong}\n    {error}");
            println!("    offset: {:?}", error.offset());
        }
    }
    Ok(())
}
