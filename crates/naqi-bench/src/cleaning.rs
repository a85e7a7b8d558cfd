//! Steps that clean text, beside `search`; and masks, beside the same by regular expressions.

use crate::machine::versioned;
use crate::rivals::{buffer, naqi, normalize_into};
use crate::table::Contender;
use naqi::Normalizer;
use regex::{Captures, Regex};
use std::hint::black_box;

/// Lists of steps; the first five are tables alone.
const STEPS: [&str; 9] = [
    "strip_punctuation(space), strip_digits",
    "strip_symbols, strip_emoji, strip_latin",
    "strip_harakat",
    "keep_arabic",
    "letters(persian), digits(persian)",
    "speech",
    "collapse_laughter, collapse_stretch(doubles)",
    "space_punctuation, collapse_punctuation",
    "strip_last_vowel",
];

/// The text by each list, into warm buffers, beside `SEARCH`.
pub fn steps(text: &str) -> Vec<Contender<'_>> {
    let by_steps = |steps: &str| {
        let (normalizer, mut out): (Normalizer, _) = (steps.parse().expect("steps"), buffer(text));
        Contender::new(naqi(steps), move || {
            out.clear();
            normalizer.normalize_into(black_box(text), black_box(&mut out));
            out.len()
        })
    };
    STEPS.into_iter().map(by_steps).chain([normalize_into(text).reference()]).collect()
}

/// Links, addresses, mentions, hashtags and emoji replaced. The expression is one alternation, of what most scripts use; it
/// knows less of what ends a link, and emoji by code points alone.
pub fn masks(text: &str) -> Vec<Contender<'_>> {
    let masks: Normalizer = "mask(link=URL, email=MAIL, mention=USER, hashtag=TAG, emoji=)".parse().expect("a mask");
    let expression = Regex::new(
        r"(?x) (?P<link>https?://\S+|www\.\S+) | (?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,})
        | (?P<user>@\w+) | (?P<tag>\#\w+) | (?P<emoji>[\p{Emoji_Presentation}\p{Extended_Pictographic}\u{FE0F}\u{200D}]+)",
    )
    .expect("an expression");
    let mut out = buffer(text);
    vec![
        Contender::new(naqi("mask"), move || {
            out.clear();
            masks.normalize_into(black_box(text), black_box(&mut out));
            out.len()
        }),
        Contender::new(versioned("regex"), move || {
            let replaced = expression.replace_all(black_box(text), |found: &Captures| {
                let names = [("link", "URL"), ("mail", "MAIL"), ("user", "USER"), ("tag", "TAG")];
                names.into_iter().find(|(name, _)| found.name(name).is_some()).map_or("", |(_, text)| text)
            });
            replaced.len()
        })
        .reference(),
    ]
}
