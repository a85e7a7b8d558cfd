//! Your own steps and rules: made in code, parsed, printed and checked: `cargo run --release --example rules`.

use naqi::step::{Map, Step};
use naqi::{Error, Normalizer};

fn main() -> Result<(), Error> {
    println!("Rules are data: a code point, and its replacement.");
    let map = Map::new([("گ", "ك"), ("پ", "ب"), ("۔", "")])?;
    let made = Normalizer::new(&[Step::StripDiacritics, Step::Map(map)]);
    let name = "پاکستان۔";
    println!("  {name}  becomes  {}", made.normalize(name));

    println!("\nThey fuse with the other steps into one table, and print as text that parses again:");
    println!("  {made}");
    let read: Normalizer = made.to_string().parse()?;
    let written: Normalizer = r"map(\u{6AF}=\u{643}, \u{67E}=\u{628}, \u{6D4}=), strip_diacritics".parse()?;

    println!("\nThe rule `*=` deletes every code point without a rule:");
    let digits: Normalizer = "digits(ascii), map(0=0, 1=1, 2=2, 5=5, *=)".parse()?;
    let year = "عام ٢٠٢٥م";
    println!("  {digits}:  {year}  becomes  {}", digits.normalize(year));

    println!("\nEqual fingerprints mean equal output, however the steps were written:");
    println!("  made in code         {:016x}", made.fingerprint());
    println!("  read from that text  {:016x}", read.fingerprint());
    println!("  in another order     {:016x}", written.fingerprint());
    println!("  search preset        {:016x}  (other output)", naqi::preset::SEARCH.fingerprint());

    println!("\nThe order matters if a step writes what another reads:");
    for steps in ["unify_forms, unify_alef", "unify_alef, unify_forms"] {
        let normalizer: Normalizer = steps.parse()?;
        let idempotent = if normalizer.is_idempotent() { "idempotent" } else { "a second run may change more" };
        let word = "ﺃﻣﻞ";
        println!("  {steps}:  {word}  becomes  {}  ({idempotent})", normalizer.normalize(word));
    }

    println!("\nInvalid steps are errors with an offset:");
    for wrong in ["compose, strip_diacritcs", "map(a=b, a=c)", "map(ab=c)", "map(a", "digits(roman)"] {
        if let Err(error) = wrong.parse::<Normalizer>() {
            println!("  {wrong}\n    {error}");
            println!("    offset: {:?}", error.offset());
        }
    }
    Ok(())
}
