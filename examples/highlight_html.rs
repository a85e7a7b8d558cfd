//! How do I highlight matches on a web page? `cargo run --release --example highlight_html -- [WORDS [FILE]] > page.html`
//!
//! Each match has its offsets in UTF-16 code units, which JavaScript counts. The file `-` is standard input; without
//! arguments words are highlighted in the sample text.

use naqi::align::{Offsets, convert_offsets};
use naqi::preset::SEARCH;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

const HEAD: &str = r#"<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><title>naqi</title>
<meta name="viewport" content="width=device-width">
<style>main { max-width: 40rem; margin: auto; font: 1.2rem/2 serif; white-space: pre-line }</style>
"#;

fn main() {
    if let Err(error) = run() {
        eprintln!("error: {error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let words = arguments.next().unwrap_or("المكتبة الماء".into());
    let text = match arguments.next().as_deref() {
        Some("-") => io::read_to_string(io::stdin()).map_err(|error| format!("standard input: {error}"))?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => include_str!("data/sample.txt").into(),
    };

    let finder = SEARCH.finder_of(words.split_whitespace()).whole_words();
    let spans: Vec<_> = finder.find_iter(&text).map(|found| found.span).collect();
    // Spans are in bytes. All offsets are converted in one pass over the text.
    let mut utf16: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    convert_offsets(&text, Offsets::Bytes, Offsets::Utf16, &mut utf16);

    let mut page = format!("{HEAD}<main>");
    let mut at = 0;
    for (span, offsets) in spans.into_iter().zip(utf16.chunks(2)) {
        // Normalization does not remove `<` or `&`: whatever goes into HTML is escaped.
        page += &escaped(&text[at..span.start]);
        let (start, end) = (offsets[0], offsets[1]);
        write!(page, r#"<mark data-start="{start}" data-end="{end}">{}</mark>"#, escaped(&text[span.clone()]))?;
        at = span.end;
    }
    writeln!(page, "{}</main>", escaped(&text[at..]))?;

    match io::stdout().write_all(page.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}
