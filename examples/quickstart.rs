//! The first five minutes with naqi: `cargo run --release --example quickstart`.

use naqi::preset::{LIGHT, MANUSCRIPT, SEARCH};
use std::borrow::Cow;
use std::io::{self, BufRead};

fn main() -> io::Result<()> {
    println!("One word, spelt in different ways, is one word in a search:");
    for word in ["المُتَّحِدة", "المتحدة", "المتحده", "المتـــحدة"] {
        println!("  {word}  becomes  {}", naqi::normalize(word));
    }

    println!("\nA preset is a list of steps for a purpose:");
    let text = "قرأتُ الكِتَابَ في المكتبةِ سنة ٢٠٢٤";
    println!("  as written  {text}");
    for preset in [&LIGHT, &SEARCH, &MANUSCRIPT] {
        println!("  {:<10}  {}", preset.name(), preset.normalize(text));
    }

    println!("\nOne step alone is a plain function:");
    println!("  strip_diacritics     {}", naqi::strip_diacritics("مُتَّحِدة"));
    println!("  strip_tatweel        {}", naqi::strip_tatweel("كـــتاب"));
    println!("  unify_teh_marbuta    {}", naqi::unify_teh_marbuta("مدرسة"));

    println!("\nText that does not change is borrowed, so nothing is copied:");
    for word in ["سلام", "سَلام"] {
        let how = match SEARCH.normalize(word) {
            Cow::Borrowed(_) => "borrowed",
            Cow::Owned(_) => "a new string",
        };
        println!("  {word}  {how}");
    }

    let sentence = "قالت المعلّمةُ: «اقرؤوا!»";
    println!("\nThe words of  {sentence}  and their byte ranges:");
    for word in naqi::words(sentence) {
        println!("  {:>2}..{:<2}  {}", word.span().start, word.span().end, word.text());
    }

    println!("\nAn index stores terms: the word in the text, and its normalized form:");
    SEARCH.for_each_term(sentence, |word, term| println!("  {}  has the term  {term}", word.text()));

    println!("\nA reader normalizes a text of any length, in constant memory:");
    let file = "كِتابٌ جديدٌ\nمدرسة"; // or a File
    for line in SEARCH.reader(file.as_bytes()).lines() {
        println!("  {}", line?);
    }

    println!("\nThe table of a preset takes {} bytes and is made once.", SEARCH.table_size());
    Ok(())
}
