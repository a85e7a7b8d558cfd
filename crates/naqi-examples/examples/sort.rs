//! How do I sort Arabic? `cargo run --release -p naqi-examples --example sort -- [FILE [LOCALE]]`
//!
//! Sorts lines by the collation of CLDR, which the crate `icu_collator` implements: `ar` for Arabic, `fa` for Persian, `ur` for
//! Urdu. The file `-` is standard input; without a file it is the list below.

use icu_collator::Collator;
use icu_collator::options::CollatorOptions;
use icu_locale_core::Locale;
use naqi::Normalizer;
use std::error::Error;
use std::io::{self, ErrorKind, Write as _};

const NAMES: &str = "\
يوسف
إبراهيم
آدم
مُحَمَّد
محمود
أحمد
ابتسام
محمـــد
هدى
محمد
هبة
كنعان
کمال
كامل
";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = match arguments.next().as_deref() {
        Some("-") => io::read_to_string(io::stdin())?,
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => NAMES.into(),
    };
    let locale: Locale = arguments.next().unwrap_or("ar".into()).parse()?;
    let collator = Collator::try_new(locale.into(), CollatorOptions::default())?;

    // By code points, `أحمد` would be before every `ا`. The collation compares letters first, then hamzas and marks, and tatweel
    // last. But letters of another keyboard, such as the `ک` of Persian, are other letters for it: compare them unified first.
    let keyboards: Normalizer = "compose, unify_forms, unify_kaf, unify_yeh".parse()?;
    let mut lines: Vec<_> = text.lines().map(|line| (keyboards.normalize(line), line)).collect();
    lines.sort_by(|(one_key, one), (other_key, other)| {
        collator.compare(one_key, other_key).then_with(|| collator.compare(one, other))
    });

    let mut out = String::new();
    for (_, line) in lines {
        out.push_str(line);
        out.push('\n');
    }
    match io::stdout().write_all(out.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
