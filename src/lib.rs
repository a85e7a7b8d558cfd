//! naqi (نقي, "pure") makes Arabic text comparable: it strips diacritics, unifies letter variants and tokenizes,
//! exactly and fast.
//!
//! The same Arabic word is written many ways: المُتَّحِدة and المتحده, أمريكي and امريكى, ﻻ and لا, ا + U+0654 and أ.
//! A [`Normalizer`] is a list of named [`Step`]s made into one table that text goes through once; [`preset`] holds
//! lists for a purpose. [`words`], [`tokens`] and [`sentences`] cut text exactly as UAX #29 says.
//!
//! ```
//! use naqi::preset::SEARCH;
//!
//! assert_eq!(SEARCH.normalize("المُتَّحِدة"), SEARCH.normalize("المتحده"));
//! assert_eq!(naqi::strip_diacritics("مُتَّحِدة"), "متحدة");
//!
//! let terms: Vec<_> = SEARCH.terms("الولايات المُتَّحِدة").map(|(word, term)| (word.span(), term)).collect();
//! assert_eq!(terms, [(0..16, "الولايات".into()), (17..39, "المتحده".into())]);
//! ```
//!
//! Searching Arabic, from text to terms that find each other, has a guide of its own: [`search`].
//!
//! # I have … I want … I call …
//!
//! | I have | I want | I call |
//! |---|---|---|
//! | text | to find words however they are written | [`normalize`], [`preset::SEARCH`] |
//! | text that people read on | marks and tatweel gone, letters as they are | [`preset::LIGHT`] |
//! | verses | the letters that a modern text has | [`preset::QURAN`], [`unify_uthmani`] |
//! | Persian, Urdu or Sorani text | keyboards made one | [`preset::PERSIAN`], [`preset::URDU`], [`preset::SORANI`] |
//! | manuscripts, dots dropped on purpose | shapes without dots | [`preset::SKELETON`] |
//! | one thing to do | just that | [`strip_diacritics`], [`unify_alef`], [`digits`], … one function a step |
//! | needs of my own | a list of steps and rules | [`Normalizer::new`], [`step::Map`], `"…".parse::<Normalizer>()` |
//! | many texts | no allocation for each | [`Normalizer::normalize_into`] |
//! | a place in normalized text | where it came from, or the reverse | [`Normalizer::align`], [`align::Alignment`] |
//! | byte offsets | code points or UTF-16, all at once | [`align::convert_offsets`] |
//! | bytes in pieces, cut anywhere | what the whole text gives, in constant memory | [`Normalizer::stream`], [`Stream`] |
//! | a file, a socket, any `Read` or `Write` | it normalized on its way | [`Normalizer::reader`], [`Normalizer::writer`] |
//! | many texts or a long one, and many cores | order kept, and a word on how far it is | `Normalizer::parallel` (feature `parallel`) |
//! | an index beside its rules | to see that they are the same | [`Normalizer::fingerprint`] |
//! | text, and words to find in it | their spans, however they are spelt there | [`Normalizer::find_iter`], [`Normalizer::finder`], [`Normalizer::finder_of`] |
//! | text | words, or everything, or sentences, with their spans | [`words`], [`tokens`], [`sentences`] |
//! | text | words and what to index for each | [`Normalizer::terms`], [`Normalizer::for_each_term`] |
//! | text, and a search engine | the terms to index: stop words gone, words stemmed | [`analyzer::default`], [`Analyzer::for_each_term`] |
//! | an Arabic word | its stem, or what its relatives share | [`stem::light`], [`stem::full`], [`stem::root_key`] |
//! | posts | links, mentions, hashtags, emoji whole | [`Tokenizer::social`] |
//! | rules of my own for tokens | what UAX #29 takes a character for, and its script | [`token::WordBreak::of`], [`Script::of`] |
//! | Arabic prose | its sentences | [`Tokenizer::arabic_sentences`] |
//! | a character | what each step does to it | [`behaviour`] |
//!
//! # What it costs
//!
//! Text without a change is borrowed, never copied. A normalizer is one table of 20 to 35 KiB (two with
//! [`unify_uthmani`]), and text goes through it once, whatever the number of steps. Token iterators allocate nothing. A [`Stream`] holds a letter and
//! its marks, a reader or a writer 64 KiB on each side, however long the text is. To a stripped binary (x86-64, release)
//! [`words`] adds 42 KiB, of which 33 are word properties; [`normalize`] 300 KiB, the steps' facts and the tables of
//! `unicode-normalization` among them; the whole library 450 KiB.
//!
//! # Features
//!
//! - `std` (default): readers and writers, and the processor's vector instructions found out at run time. Without it,
//!   naqi needs `alloc` alone, and runs on the vector level that the build takes for granted.
//! - `parallel`: texts on all cores, by rayon's threads: the module `parallel`.
//! - `many` (default): [`Normalizer::finder_of`], by `aho-corasick`.
//! - `plain`: plain code, whatever the processor has.
//! - `no-avx512`: at most AVX2 on x86-64.
//!
//! # Speed
//!
//! Kernels run on AVX-512 (with VBMI2), AVX2, NEON or plain code: [`kernel_level`] says which. The variable `NAQI_LEVEL`
//! (`plain`, `avx2`) sets a lower one when the process first uses naqi. All give the same output.
//!
//! # What it does not do
//!
//! It adds no vowels, shapes no glyphs, decides no meaning. It never guesses silently: what loses a distinction
//! (ة and ه, ى and ي, hamza) is a named step.

#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![deny(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;

pub mod align;
mod error;
mod functions;
#[cfg(feature = "__fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
#[allow(unsafe_code)]
mod kernel;
mod normalizer;
mod pipeline;
pub mod preset;
mod rules;
mod search;
mod stream;
pub mod token;

pub use align::{Aligned, Alignment};
pub use error::Error;
pub use functions::*;
pub use normalizer::Normalizer;
pub use rules::step::{Map, Step};
pub use rules::unicode::{SEGMENTATION_VERSION, Script, UNICODE_VERSION};
pub use rules::{letters, step};
pub use search::analyzer::Analyzer;
pub use search::find::Finder;
pub use search::terms::Terms;
pub use search::{analyzer, find, stem};
pub use stream::Stream;
#[cfg(feature = "parallel")]
pub use stream::parallel;
#[cfg(feature = "std")]
pub use stream::{Reader, Writer};
pub use token::{Token, Tokenizer, sentences, tokens, words};

/// The vector instructions that naqi runs on here: `"avx512"`, `"avx2"`, `"neon"` or `"plain"`.
///
/// Found out once for the process; a speed means little without it. What is written does not depend on it.
///
/// ```
/// assert!(["avx512", "avx2", "neon", "plain"].contains(&naqi::kernel_level()));
/// ```
pub fn kernel_level() -> &'static str {
    kernel::level().name()
}

/// Guides: what each step does, the Quran's spelling, search.
pub mod guide {
    #[doc = include_str!("../docs/behaviour.md")]
    pub mod behaviour {}

    #[doc = include_str!("../docs/uthmani.md")]
    pub mod quran_spelling {}

    #[doc = include_str!("../docs/search.md")]
    pub mod search {}
}

/// The examples of README are compiled and run with those of the docs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
