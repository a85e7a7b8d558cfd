//! Finds a word however it is spelt: `cargo run --release --example search -- WORD [FILE]`.
//!
//! Without WORD it looks for مكتبة in the text beside it, examples/data/sample.txt. Several words in quotes are found
//! where they follow one another. Nothing is stemmed: المكتبة, with its article, is another term.
//! Exit status: 0 found, 1 nothing found, 2 no text.

use naqi::preset::SEARCH;
use std::process::ExitCode;

const SAMPLE: &str = include_str!("data/sample.txt");

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let query = arguments.next().unwrap_or_else(|| "مكتبة".into());
    let text = match arguments.next().map(|path| (std::fs::read_to_string(&path), path)) {
        None => SAMPLE.to_owned(),
        Some((Ok(text), _)) => text,
        Some((Err(error), path)) => {
            eprintln!("search: {path}: {error}");
            return ExitCode::from(2);
        }
    };

    // The query goes through the same rules as the text, so that both come out in one spelling.
    let wanted: Vec<String> = SEARCH.terms(&query).map(|(_, term)| term.into_owned()).collect();
    if wanted.is_empty() {
        eprintln!("search: there is no word in `{query}`");
        return ExitCode::from(2);
    }
    println!("looking for {query}, by its terms {wanted:?}");
    println!("line  bytes of the line  as it is spelt there");

    let (mut found, mut offset) = (0, 0);
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let mut terms = Vec::new();
        SEARCH.for_each_term(line, |word, term| terms.push((word.span(), term.to_owned())));
        for hit in terms.windows(wanted.len()) {
            if hit.iter().map(|(_, term)| term).eq(&wanted) {
                // The span is of the source: it can be cut out, highlighted, or shown with its vowels.
                let span = hit[0].0.start..hit[hit.len() - 1].0.end;
                println!("{:>4}  {:>6}..{:<9}  {}", n + 1, span.start, span.end, &line[span.clone()]);
                found += 1;
            }
        }
        offset += line.len();
    }
    println!("{found} found in {offset} bytes");
    if found > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
