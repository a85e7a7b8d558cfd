//! naqi (`نقي`, "pure") makes Arabic text comparable: it strips diacritics, unifies letter variants and tokenizes,
//! exactly and fast.
//!
//! The same Arabic word is written in many ways:
//!
//! | one spelling | another |
//! |---|---|
//! | المُتَّحِدة | المتحده |
//! | أمريكي | امريكى |
//! | كـــتاب | كتاب |
//! | `ﻻ` (one code point) | `لا` (two letters) |
//! | ٢٠٢٤ | 2024 |
//!
//! A [`Normalizer`] makes them equal. It compiles a list of named [`Step`]s to one table, and rewrites text in one pass.
//! The module [`preset`] has lists of steps for a purpose. [`words`], [`tokens`] and [`sentences`] segment text as UAX
//! #29 defines.
//!
//! ```
//! use naqi::preset::SEARCH;
//!
//! let (one, other) = (
//!     "المُتَّحِدة",
//!     "المتحده",
//! );
//! assert_eq!(SEARCH.normalize(one), SEARCH.normalize(other));
//! assert_eq!(naqi::strip_diacritics(one), "المتحدة");
//!
//! // Words, each with its span in the text and its normalized term.
//! let mut terms = SEARCH.word_terms("الولايات المُتَّحِدة");
//! let (word, term) = terms.next().unwrap();
//! assert_eq!((word.span(), term), (0..16, "الولايات".into()));
//! let (word, term) = terms.next().unwrap();
//! assert_eq!((word.span(), term), (17..39, "المتحده".into()));
//! ```
//!
//! [`guide::recipes`] answers common tasks: rules from a configuration file, UTF-16 offsets, web services, `no_std`.
//! [`guide::search`] describes search in Arabic, from text to index terms. [`guide::behaviour`] documents what each step
//! does to each character, and [`guide::quran_spelling`] the Quran's spelling.
//!
//! # I have … I want … I call …
//!
//! | I have | I want | I call |
//! |---|---|---|
//! | text | to find words in all their spellings | [`normalize`], [`preset::SEARCH`] |
//! | text that people read | to delete marks and tatweel, and keep letters | [`preset::LIGHT`] |
//! | verses of the Quran | the letters of modern spelling | [`preset::QURAN`], [`unify_uthmani`] |
//! | Persian, Urdu or Sorani text | to unify keyboard variants | [`preset::PERSIAN`], [`preset::URDU`], [`preset::SORANI`] |
//! | Arabic, Persian, Urdu or Sorani text that people read | letters of one keyboard, spaces at punctuation | [`preset::ARABIC_TEXT`], [`preset::PERSIAN_TEXT`], [`preset::URDU_TEXT`], [`preset::SORANI_TEXT`] |
//! | transcripts of speech | to count word errors, not signs | [`preset::SPEECH`] |
//! | posts for a model | links, names, emoji, repeated signs and letters gone | [`Step::Mask`], [`collapse_stretch`], [`strip_emoji`], … |
//! | manuscripts, text without its dots | letter shapes without dots | [`preset::MANUSCRIPT`] |
//! | text | a single step | [`strip_diacritics`], [`unify_alef`], [`digits`], …: one function per step |
//! | rules of my own | a list of steps and mappings | [`Normalizer::new`], [`step::Map`], `"search, unify_hamza".parse::<Normalizer>()` |
//! | many texts | no allocation per text | [`Normalizer::normalize_into`] |
//! | rows of a column, one behind the other | no call per text | [`Normalizer::normalize_parts_into`] |
//! | text that is not in UTF-8 | the output for each character | [`Normalizer::output_of`] |
//! | a range of normalized text | its range in the source, or the reverse | [`Normalizer::align`], [`align::Alignment`] |
//! | byte offsets | offsets in code points or UTF-16, in batches | [`align::convert_offsets`] |
//! | chunks of bytes, split anywhere | the output of the whole text, in constant memory | [`Normalizer::stream`], [`Stream`] |
//! | a file, a socket, any `Read` or `Write` | to read or write it normalized | [`Normalizer::reader`], [`Normalizer::writer`] |
//! | many texts or a long one, and many cores | outputs in order, with a progress callback | `Normalizer::parallel` (feature `parallel`) |
//! | an index | to detect that it was built with other rules | [`Normalizer::fingerprint`] |
//! | a text that I do not know | its letters, marks, digits, scripts and likely language; whether it is Arabic, or vocalised | [`inspect::count`], [`inspect::is_arabic`], [`inspect::is_vocalized`] |
//! | a text that I do not know | the steps that would change it | [`inspect::changing_steps`] |
//! | two words, one or both with vowels | whether they may be the same word; how much of their marks agrees | [`vocalization::compatible`], [`vocalization::agreement`] |
//! | text with numbers in digits: `١٬٢٣٤٫٥`, in Persian `۱۲٫۵٪` | their values and spans | [`number::parse`](number::parse()), [`number::find`](number::find()) |
//! | text with numbers in words: `ألف وخمسمئة` | their values and spans | [`number::parse_words`], [`number::find_words`] |
//! | text, and words to find in it | the spans of all their spellings: anywhere, as whole words, or up to missing marks | [`Normalizer::find_iter`], [`Normalizer::finder`], [`Normalizer::finder_of`], [`find::Finder::whole_words`], [`find::Finder::respecting_marks`] |
//! | text | words, all tokens, or sentences, with their spans | [`words`], [`tokens`], [`sentences`] |
//! | text | words and the normalized term of each | [`Normalizer::word_terms`], [`Normalizer::for_each_term`] |
//! | text, and a search engine | index terms: without stop words, stemmed | [`analyzer::default`], [`Analyzer::for_each_term`] |
//! | an Arabic word | its stem, or a key that related words share | [`stem::light`], [`stem::full`], [`stem::root_key`] |
//! | text, or a word | its clitics apart: conjunctions, prepositions, the article, pronouns; `+` signs for models that want them | [`segment()`], [`segment::Segmenter`] |
//! | posts | links, mentions, hashtags and emoji as whole tokens | [`Tokenizer::social`] |
//! | token rules of my own | a character's Word_Break property (UAX #29), and its script | [`token::WordBreak::of`], [`Script::of`] |
//! | Arabic prose | its sentences | [`Tokenizer::arabic_sentences`] |
//! | a character | what each step does to it | [`guide::behaviour`] |
//!
//! # What it costs
//!
//! Text that does not change is borrowed, never copied. A normalizer is one table, of 14 to 35 KiB for most presets (`QURAN` has
//! two tables, 63 KiB together; `SPEECH` knows the symbols of all scripts, 117 KiB). It rewrites text in one pass, whatever the number of steps. Token iterators allocate nothing. A
//! [`Stream`] holds back a letter and its marks (a word with [`unify_uthmani`]). A reader or writer takes 64 KiB at a time;
//! their output is at most [`Normalizer::max_growth`] times as long.
//!
//! | a program that calls | has a stripped release binary (x86-64) that is larger by |
//! |---|---|
//! | [`words`] | 87 KiB, of which 33 are word properties |
//! | [`normalize`] | 657 KiB: the data of all steps, kernels for each level, the tables of `unicode-normalization` |
//! | [`analyzer::default`] | 1,182 KiB |
//! | nearly everything | 1,745 KiB |
//!
//! # Features
//!
//! - `std` (default): readers and writers, and detection of the processor's vector instructions at run time. Without
//!   it, naqi needs `alloc` alone, and uses the vector instructions that the build target guarantees.
//! - `parallel`: the module `parallel`, which normalizes on all cores, on rayon's threads.
//! - `serde`: normalizers, analyzers, tokenizers, presets, steps and enums as their text. A value is written as its full
//!   list of steps, without names of presets and comments.
//! - `many` (default): [`Normalizer::finder_of`], by `aho-corasick`.
//! - `plain`: scalar code on every processor.
//! - `no-avx512`: at most AVX2 on x86-64.
//!
//! # Speed
//!
//! Kernels are compiled for AVX-512 (with VBMI2), AVX2, NEON and scalar code; [`kernel_level`] returns the level in
//! use. The environment variable `NAQI_LEVEL` (`plain`, `avx2`), read on first use, selects a lower one. All levels
//! give the same output.
//!
//! # What it does not do
//!
//! It restores no vowels, shapes no glyphs, and resolves no ambiguities. It never guesses silently: every lossy mapping,
//! such as teh marbuta to heh, alef maksura to yeh, or the removal of hamza, is an explicit step.

#![cfg_attr(not(any(feature = "std", test)), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;

pub mod align;
mod error;
mod functions;
#[cfg(feature = "__fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
pub mod inspect;
#[allow(unsafe_code)]
mod kernel;
mod names;
mod normalizer;
pub mod number;
mod pipeline;
pub mod preset;
mod rules;
mod search;
pub mod segment;
mod stream;
mod text_form;
pub mod token;
pub mod vocalization;

pub use align::{Aligned, Alignment};
pub use error::{Error, ErrorKind};
pub use functions::*;
pub use normalizer::Normalizer;
pub use rules::step::{Map, Step};
pub use rules::unicode::{SEGMENTATION_VERSION, Script, UNICODE_VERSION};
pub use rules::{letters, step};
pub use search::analyzer::Analyzer;
#[cfg(feature = "__internals")]
#[doc(hidden)]
pub use search::decisions;
pub use search::find::Finder;
pub use search::terms::WordTerms;
pub use search::{analyzer, find, stem};
pub use segment::segment;
pub use stream::Stream;
#[cfg(feature = "parallel")]
pub use stream::parallel;
#[cfg(feature = "std")]
pub use stream::{Reader, Writer};
pub use token::{Token, Tokenizer, sentences, tokens, words};

/// The vector instructions in use: `"avx512"`, `"avx2"`, `"neon"` or `"plain"`.
///
/// Detected once per process. Report it with every measurement of speed. The output does not depend on it.
///
/// ```
/// assert!(["avx512", "avx2", "neon", "plain"].contains(&naqi::kernel_level()));
/// ```
pub fn kernel_level() -> &'static str {
    kernel::level().name()
}

/// Guides: recipes, the behaviour of each step, the Quran's spelling, search. They contain no items.
pub mod guide {
    #[doc = include_str!("../docs/behaviour.md")]
    pub mod behaviour {}

    #[doc = include_str!("../docs/recipes.md")]
    pub mod recipes {}

    #[doc = include_str!("../docs/uthmani.md")]
    pub mod quran_spelling {}

    #[doc = include_str!("../docs/search.md")]
    pub mod search {}
}

/// Compiles and runs the examples of the README with those of the docs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
