//! Text forms parse and print: printing and parsing again gives an equal value, and no text panics.

use crate::input::Input;
use crate::shown::Shown;
use crate::subjects;
use naqi::{Analyzer, Error, Normalizer, Step, Tokenizer};

/// Normalizers, analyzers, tokenizers and steps as text.
pub fn text_forms(data: &[u8]) {
    let mut input = Input::new(data);
    let choice = input.byte();
    if choice == 0xFF {
        return made(input);
    }
    let makes_normalizer = input.byte().is_multiple_of(4);
    let text = &*input.text(128);
    // A normalizer is a table, which takes a thousand times as long to make as a step takes to parse. Lists use the parser of
    // single steps, so most inputs are single steps.
    let error = match choice {
        0 if makes_normalizer => text.parse::<Normalizer>().map(|naqi| prints_what_it_reads(&naqi)).err(),
        2 => text
            .parse::<Tokenizer>()
            .map(|made| assert_eq!(made.to_string().parse(), Ok(made), "{}", Shown(text)))
            .err(),
        1 if makes_normalizer => {
            text.parse::<Analyzer>().map(|analyzer| analyzer_prints_what_it_reads(&analyzer)).err()
        }
        _ => text.parse::<Step>().map(|step| assert_eq!(step.to_string().parse(), Ok(step), "{}", Shown(text))).err(),
    };
    if let Some(error) = error {
        stands_in(&error, text);
    }
}

/// A random list of steps prints a text that parses to the same list.
fn made(mut input: Input<'_>) {
    let seed = (input.number() << 16 | input.number()) as u64;
    let steps = subjects::steps_of(&mut crate::random::Random::new(seed));
    if let Ok(naqi) = Normalizer::try_new(&steps) {
        prints_what_it_reads(&naqi);
    }
}

fn prints_what_it_reads(naqi: &Normalizer) {
    let printed = naqi.to_string();
    let read: Normalizer = printed.parse().unwrap_or_else(|error| panic!("{printed}: {error}"));
    assert_eq!(read.steps(), naqi.steps(), "{printed}");
    assert!(read == *naqi && read.fingerprint() == naqi.fingerprint(), "{printed}");
    assert_eq!(read.to_string(), printed);
}

fn analyzer_prints_what_it_reads(analyzer: &Analyzer) {
    let printed = analyzer.to_string();
    let read: Analyzer = printed.parse().unwrap_or_else(|error| panic!("{printed}: {error}"));
    assert!(read == *analyzer && read.fingerprint() == analyzer.fingerprint(), "{printed}");
    assert_eq!(read.to_string(), printed);
}

/// An error has an offset in the text.
fn stands_in(error: &Error, text: &str) {
    let offset = error.offset().unwrap_or(0);
    assert!(text.is_char_boundary(offset), "{error} in {}", Shown(text));
    assert!(!error.to_string().is_empty());
}
