//! What can naqi do? `cargo run --release --example quickstart`

use naqi::analyzer;
use naqi::preset::{LIGHT, MANUSCRIPT, SEARCH};
use std::borrow::Cow;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = String::new();

    writeln!(out, "One word, spelt in different ways, is one word in a search:")?;
    for word in ["المُتَّحِدة", "المتحدة", "المتحده", "المتـــحدة"] {
        writeln!(out, "  {word}  becomes  {}", naqi::normalize(word))?;
    }

    writeln!(out, "\nA preset is a list of steps for a purpose:")?;
    let text = "قرأتُ الكِتَابَ في المكتبةِ سنة ٢٠٢٤";
    writeln!(out, "  as written  {text}")?;
    for preset in [&LIGHT, &SEARCH, &MANUSCRIPT] {
        writeln!(out, "  {:<10}  {}", preset.name(), preset.normalize(text))?;
    }

    writeln!(out, "\nA step alone is a plain function:")?;
    writeln!(out, "  strip_diacritics   {}", naqi::strip_diacritics("مُتَّحِدة"))?;
    writeln!(out, "  unify_teh_marbuta  {}", naqi::unify_teh_marbuta("مدرسة"))?;

    writeln!(out, "\nText that does not change is borrowed, so nothing is copied:")?;
    for word in ["سلام", "سَلام"] {
        let how = match SEARCH.normalize(word) {
            Cow::Borrowed(_) => "borrowed",
            Cow::Owned(_) => "a new string",
        };
        writeln!(out, "  {word}  {how}")?;
    }

    let sentence = "قالت المعلّمةُ: «اقرؤوا!»";
    writeln!(out, "\nThe words of  {sentence}  with their byte ranges, and their normalized terms:")?;
    for (word, term) in SEARCH.word_terms(sentence) {
        writeln!(out, "  {:?}  {}  {term}", word.span(), word.text())?;
    }

    writeln!(out, "\nAn analyzer makes index terms: without stop words, stemmed:")?;
    for text in ["في المدارس الجديدة", "مدرسةٌ جديدةٌ"] {
        writeln!(out, "  {text}  has the terms  {}", analyzer::default().terms(text).join(" "))?;
    }

    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
