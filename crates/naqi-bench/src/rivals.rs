//! The contenders of each group: naqi, and the libraries that do the same.

use crate::machine::{level, versioned};
use crate::support;
use crate::table::Contender;
use charabia::{Segment, Tokenize};
use naqi::analyzer::WordCache;
use naqi::preset::SEARCH;
use naqi::segment::{Scheme, Segmenter, Style};
use regex::Regex;
use rust_stemmers::{Algorithm, Stemmer};
use std::hint::black_box;
use stringzilla::sz::StringZillableUnary;
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer, TokenStream};
use unicode_normalization::UnicodeNormalization;

/// The text normalized into a warm buffer. The rivals do less: the ten lines handle the common letters; NFC and
/// stripping marks are single steps.
pub fn normalize(text: &str) -> Vec<Contender<'_>> {
    let (mut crate_out, mut icu_out) = (buffer(text), buffer(text));
    let icu = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
    let marks = Regex::new(r"[\u{64B}-\u{65F}\u{670}\u{640}]+").expect("a class of marks");
    vec![
        normalize_into(text),
        memcpy(text),
        ten_lines(text).reference(),
        Contender::new(versioned("unicode-normalization") + ", NFC", move || {
            crate_out.clear();
            crate_out.extend(black_box(text).nfc());
            black_box(&crate_out).len()
        }),
        Contender::new(versioned("icu_normalizer") + ", NFC", move || {
            icu_out.clear();
            icu.normalize_to(black_box(text), &mut icu_out).expect("a String takes all");
            black_box(&icu_out).len()
        }),
        Contender::new(versioned("regex") + ", marks and tatweel alone", move || {
            marks.replace_all(black_box(text), "").len()
        }),
    ]
}

/// The text normalized with an alignment, and without one; both on warm buffers.
pub fn align(text: &str) -> Vec<Contender<'_>> {
    let (mut out, mut alignment) = (buffer(text), naqi::Alignment::default());
    let align_into = Contender::new(naqi("align_into"), move || {
        out.clear();
        SEARCH.align_into(black_box(text), black_box(&mut out), black_box(&mut alignment));
        out.len()
    });
    vec![align_into, normalize_into(text).reference()]
}

/// Harder text normalized, compared with the ten lines alone.
pub fn harder(text: &str) -> Vec<Contender<'_>> {
    vec![normalize_into(text), ten_lines(text).reference()]
}

/// Checks whether a text is normalized already; it is.
pub fn nothing_to_do(done: &str) -> Vec<Contender<'_>> {
    vec![is_normalized(done), memcpy(done).reference(), ten_lines(done)]
}

/// The same for text in other scripts, compared with memcpy alone.
pub fn nothing_to_do_foreign(done: &str) -> Vec<Contender<'_>> {
    vec![is_normalized(done), memcpy(done).reference()]
}

/// The words of a text, and how many bytes they hold. The outputs differ: stringzilla and charabia also give what is
/// between words; tantivy and `\w+` do not follow UAX #29.
pub fn words(text: &str) -> Vec<Contender<'_>> {
    let icu = support::icu_words();
    if support::is_segmented_by_rules(text) {
        let judge = icu.segment_str(text).skip(1);
        assert!(naqi::tokens(text).map(|t| t.span().end).eq(judge), "naqi's boundaries are not ICU4X's");
    }
    let word = Regex::new(r"\w+").expect("a class of letters");
    let mut simple = TextAnalyzer::from(SimpleTokenizer::default());
    vec![
        Contender::new(naqi("words"), move || naqi::words(black_box(text)).map(|w| w.text().len()).sum()),
        Contender::new(versioned("unicode-segmentation"), move || support::unicode_words(black_box(text))).reference(),
        Contender::new(versioned("icu_segmenter"), move || {
            let (mut start, mut sum) = (0, 0);
            for (end, kind) in icu.segment_str(black_box(text)).iter_with_word_type() {
                sum += if kind.is_word_like() { end - start } else { 0 };
                start = end;
            }
            sum
        }),
        Contender::new(versioned("stringzilla"), move || black_box(text).sz_utf8_wordbreaks().map(<[u8]>::len).sum()),
        Contender::new(versioned("charabia") + ", no dictionaries", move || {
            black_box(text).segment_str().map(str::len).sum()
        }),
        Contender::new(versioned("tantivy") + ", SimpleTokenizer", move || lengths(&mut simple, text)),
        Contender::new(versioned("regex") + r", `\w+`", move || {
            word.find_iter(black_box(text)).map(|found| found.len()).sum()
        }),
    ]
}

/// The words of a text, each as an index stores it, and how many bytes these hold.
pub fn terms(text: &str) -> Vec<Contender<'_>> {
    let mut lower = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
    let stemmer = Stemmer::create(Algorithm::Arabic);
    vec![
        Contender::new(naqi("for_each_term"), move || {
            let mut sum = 0;
            SEARCH.for_each_term(black_box(text), |_, term| sum += term.len());
            sum
        }),
        Contender::new(versioned("icu_segmenter") + ", ten lines", move || support::icu_terms(black_box(text)))
            .reference(),
        Contender::new(versioned("tantivy") + ", SimpleTokenizer, LowerCaser", move || lengths(&mut lower, text)),
        Contender::new(versioned("charabia") + ", no dictionaries", move || {
            black_box(text).tokenize().filter(|t| t.is_word()).map(|t| t.lemma().len()).sum()
        }),
        Contender::new(format!("naqi words, {}", versioned("rust-stemmers")), move || {
            naqi::words(black_box(text)).map(|w| stemmer.stem(w.text()).len()).sum()
        }),
    ]
}

/// The index terms of a text whose words the cache knows, beside the ten lines, which normalize alone.
pub fn analyzer(text: &str) -> Vec<Contender<'_>> {
    let (analyzer, mut cache) = (naqi::analyzer::default(), WordCache::new());
    let terms = move || {
        let mut sum = 0;
        analyzer.for_each_term_with_cache(&mut cache, black_box(text), |term| sum += term.text.len());
        sum
    };
    vec![Contender::new(naqi("analyzer::default"), terms), ten_lines(text).reference()]
}

/// Words divided into clitics, beside a stemmer on the same words.
pub fn segments(text: &str) -> Vec<Contender<'_>> {
    let segmenter = Segmenter::new(Scheme::Clitics);
    let stemmer = Stemmer::create(Algorithm::Arabic);
    let mut out = buffer(text);
    vec![
        Contender::new(naqi("Segmenter::segments"), move || {
            let mut sum = 0;
            segmenter.segments(black_box(text)).for_each(|segment| sum += segment.text().len());
            sum
        }),
        Contender::new(naqi("Segmenter::push_text"), move || {
            out.clear();
            segmenter.push_text(black_box(text), Style::Penn, black_box(&mut out));
            out.len()
        }),
        Contender::new(naqi("stem::light"), move || {
            naqi::words(black_box(text)).map(|w| naqi::stem::light(w.text()).len()).sum()
        }),
        Contender::new(format!("naqi words, {}", versioned("rust-stemmers")), move || {
            naqi::words(black_box(text)).map(|w| stemmer.stem(w.text()).len()).sum()
        })
        .reference(),
    ]
}

/// `memcpy` into a warm buffer.
pub fn memcpy(text: &str) -> Contender<'_> {
    let mut out = buffer(text);
    Contender::new("memcpy", move || {
        support::memcpy(black_box(text), black_box(&mut out));
        out.len()
    })
}

/// naqi's name in a row, with the level of its kernels.
pub fn naqi(call: &str) -> String {
    format!("naqi {call} ({})", level())
}

pub fn normalize_into(text: &str) -> Contender<'_> {
    let mut out = buffer(text);
    Contender::new(naqi("normalize_into"), move || {
        out.clear();
        SEARCH.normalize_into(black_box(text), black_box(&mut out));
        out.len()
    })
}

fn is_normalized(done: &str) -> Contender<'_> {
    assert!(SEARCH.is_normalized(done), "there is something to do");
    Contender::new(naqi("is_normalized"), move || usize::from(SEARCH.is_normalized(black_box(done))))
}

fn ten_lines(text: &str) -> Contender<'_> {
    Contender::new("ten lines", move || black_box(support::ten_lines(black_box(text))).len())
}

fn lengths(analyzer: &mut TextAnalyzer, text: &str) -> usize {
    let (mut stream, mut sum) = (analyzer.token_stream(black_box(text)), 0);
    while let Some(token) = stream.next() {
        sum += token.text.len();
    }
    sum
}

pub fn buffer(text: &str) -> String {
    String::with_capacity(2 * text.len())
}
