//! Operations on a text, by name: the rows of the table, and the cases of the growth test.

use crate::families::Input;
use naqi::analyzer::{self, Analyzer, WordCache};
use naqi::preset;
use naqi::token::Tokenizer;
use naqi::{Alignment, Normalizer, Token, align};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

/// Work that is ready to be timed; it returns a number, so that the compiler removes none of it.
pub type Work = Box<dyn FnMut() -> usize>;
/// Prepares an operation for a text.
pub type Make = fn(Arc<Input>) -> Work;

/// The bytes pushed into a stream or a writer at a time.
const CHUNK: usize = 4096;
const POST_PROCESS: &str = "compose, strip_diacritics, collapse_stretch(2), collapse_spaces, trim";
/// Deletes kinds of characters, in the table.
const CLEAN: &str = "strip_punctuation(space), strip_symbols, strip_emoji, strip_latin, strip_digits";
/// Rules on the neighbours of characters, after the table.
const NEIGHBOURS: &str = "space_punctuation, collapse_punctuation, collapse_laughter, collapse_stretch(doubles)";
const VOWELS: &str = "strip_tanwin_alef, strip_last_vowel, strip_redundant_vowels";
const MASK: &str = "mask(link=رابط, email=, mention=, hashtag=وسم, number=رقم, emoji=)";
const MAP: &str = "map(ة=ه, أ=ا, %=بالمئة, ،=)";
const ONLY: &str = "map(ا=ا, أ=ا, ب=ب, ت=ت, *=)";

/// The list of operations, which the test and the table read: add new ones here.
pub const OPERATIONS: &[(&str, Make)] = &[
    ("normalize: light", |i| normalize(i, "light")),
    ("normalize: search", |i| normalize(i, "search")),
    ("normalize: quran", |i| normalize(i, "quran")),
    ("normalize: persian", |i| normalize(i, "persian")),
    ("normalize: manuscript", |i| normalize(i, "manuscript")),
    ("normalize: compose", |i| normalize(i, "compose")),
    ("normalize: unify_uthmani", |i| normalize(i, "unify_uthmani")),
    ("normalize: nfc", |i| normalize(i, "nfc")),
    ("normalize: nfkc", |i| normalize(i, "nfkc")),
    ("normalize: nfc and compose", |i| normalize(i, "nfc, compose, unify_alef")),
    ("normalize: collapse_spaces", |i| normalize(i, "collapse_spaces")),
    ("normalize: trim", |i| normalize(i, "trim")),
    ("normalize: collapse_stretch", |i| normalize(i, "collapse_stretch(1)")),
    ("normalize: unify_hamza", |i| normalize(i, "unify_hamza")),
    ("normalize: transliterate", |i| normalize(i, "transliterate(hsb)")),
    ("normalize: clean", |i| normalize(i, CLEAN)),
    ("normalize: keep_arabic", |i| normalize(i, "keep_arabic")),
    ("normalize: signs and stretches", |i| normalize(i, NEIGHBOURS)),
    ("normalize: vowels", |i| normalize(i, VOWELS)),
    ("normalize: mask", |i| normalize(i, MASK)),
    ("normalize: map", |i| normalize(i, MAP)),
    ("normalize: map, others deleted", |i| normalize(i, ONLY)),
    ("normalize_into: light", |i| normalize_into(i, "light")),
    ("normalize_into: search", |i| normalize_into(i, "search")),
    ("normalize_into: quran", |i| normalize_into(i, "quran")),
    ("normalize_into: nfc", |i| normalize_into(i, "nfc")),
    ("normalize_into: post-process", |i| normalize_into(i, POST_PROCESS)),
    ("is_normalized: light", |i| is_normalized(i, "light")),
    ("is_normalized: search", |i| is_normalized(i, "search")),
    ("is_normalized: quran", |i| is_normalized(i, "quran")),
    ("is_normalized: compose", |i| is_normalized(i, "compose")),
    ("is_normalized: nfc", |i| is_normalized(i, "nfc")),
    ("is_normalized: post-process", |i| is_normalized(i, POST_PROCESS)),
    ("stream: search", |i| stream(i, "search", CHUNK)),
    ("stream: quran", |i| stream(i, "quran", CHUNK)),
    ("stream: nfc", |i| stream(i, "nfc", CHUNK)),
    ("stream: post-process", |i| stream(i, POST_PROCESS, CHUNK)),
    ("stream: mask", |i| stream(i, MASK, CHUNK)),
    ("stream: mask, byte by byte", |i| stream(i, MASK, 1)),
    ("stream: search, byte by byte", |i| stream(i, "search", 1)),
    ("stream: search, lossy", |i| lossy_stream(i, CHUNK)),
    ("stream: search, lossy, byte by byte", |i| lossy_stream(i, 1)),
    ("reader: search", |i| on(i, |text| read(naqi("search").reader(text.as_bytes())))),
    ("reader: search, lossy", |i| on_bytes(i, |bytes| read(naqi("search").reader(bytes).lossy()))),
    ("writer: search", |i| on(i, |text| write(naqi("search").writer(Vec::new()), text.as_bytes()))),
    ("writer: search, lossy", |i| on_bytes(i, |bytes| write(naqi("search").writer(Vec::new()).lossy(), bytes))),
    ("align: light", |i| align(i, "light")),
    ("align: search", |i| align(i, "search")),
    ("align: quran", |i| align(i, "quran")),
    ("align: nfc", |i| align(i, "nfc")),
    ("align: post-process", |i| align(i, POST_PROCESS)),
    ("align: mask", |i| align(i, MASK)),
    ("align_into: search", align_into),
    ("alignment: source, output", queries),
    ("alignment: then", then),
    ("convert_offsets", convert_offsets),
    ("find: search, no match", |i| find(i, "search", |_| "قسطنطينية".into())),
    ("find: search, matches", |i| find(i, "search", most_frequent)),
    ("find: light, matches", |i| find(i, "light", most_frequent)),
    ("find: quran, matches", |i| find(i, "quran", most_frequent)),
    ("find: post-process, matches", |i| find(i, POST_PROCESS, most_frequent)),
    ("find: nfc, matches", |i| find(i, "nfc", most_frequent)),
    ("find: search, respecting marks", find_respecting_marks),
    ("find: whole words", find_whole),
    ("find: 3 needles", |i| find_many(i, 3, false)),
    ("find: 40 needles", |i| find_many(i, 40, false)),
    ("find: 40 needles, whole words", |i| find_many(i, 40, true)),
    ("words", |i| on(i, |text| naqi::words(text).map(|word| word.text().len()).sum())),
    ("words, one by one", |i| on(i, |text| one_by_one(naqi::words(text)))),
    ("tokens", |i| on(i, |text| naqi::tokens(text).map(|token| token.text().len()).sum())),
    ("tokens, one by one", |i| on(i, |text| one_by_one(naqi::tokens(text)))),
    ("tokens, their scripts", |i| on(i, |text| naqi::tokens(text).map(|token| token.script() as usize).sum())),
    ("sentences", |i| on(i, |text| one_by_one(naqi::sentences(text)))),
    ("arabic_sentences", |i| tokenize(i, Tokenizer::arabic_sentences())),
    ("social", |i| tokenize(i, Tokenizer::social())),
    ("social, all kept", |i| tokenize(i, Tokenizer::social().keep_all())),
    ("word_terms: search", |i| on(i, |text| naqi("search").word_terms(text).map(|(_, term)| term.len()).sum())),
    ("for_each_term: search", |i| for_each_term(i, "search")),
    ("for_each_term: quran", |i| for_each_term(i, "quran")),
    ("for_each_term: nfkc", |i| for_each_term(i, "nfkc")),
    ("for_each_term: post-process", |i| for_each_term(i, POST_PROCESS)),
    ("inspect: count", |i| on(i, |text| naqi::inspect::count(text).characters as usize)),
    ("inspect: changing_steps", |i| on(i, |text| naqi::inspect::changing_steps(text).len())),
    ("analyzer: default, thread's cache", |i| analyze(i, analyzer::default())),
    ("analyzer: default, empty cache", |i| analyze_anew(i, analyzer::default())),
    ("analyzer: wide, empty cache", |i| analyze_anew(i, analyzer::wide())),
    ("analyzer: light, empty cache", |i| analyze_anew(i, analyzer::light())),
    ("analyzer: words, empty cache", |i| analyze_anew(i, analyzer::words())),
    ("stem: light", |i| stems(i, |word| naqi::stem::light(word).len())),
    ("stem: full", |i| stems(i, |word| naqi::stem::full(word).len())),
    ("stem: root_key", |i| stems(i, |word| naqi::stem::root_key(word).len())),
    ("stem: stop words", |i| stems(i, |word| naqi::stem::Category::of(word).is_some().into())),
    #[cfg(feature = "parallel")]
    ("parallel: normalize", |i| {
        let pool = pool();
        on(i, move |text| pool.install(|| naqi("search").parallel().part_len(CHUNK).normalize(text).len()))
    }),
    #[cfg(feature = "parallel")]
    ("parallel: copy, lossy", |i| {
        let pool = pool();
        on_bytes(i, move |bytes| {
            let parallel = naqi("search").parallel().lossy().part_len(CHUNK);
            let copied = pool.install(|| parallel.copy(bytes, std::io::sink()));
            copied.map_or(0, |progress| progress.output_len as usize)
        })
    }),
];

/// The normalizer of a preset or of a list of steps, made once.
pub fn naqi(steps: &'static str) -> &'static Normalizer {
    static MADE: Mutex<BTreeMap<&str, &Normalizer>> = Mutex::new(BTreeMap::new());
    let make = || match preset::by_name(steps) {
        Some(preset) => &**preset,
        None => Box::leak(Box::new(steps.parse().expect("a list of steps"))),
    };
    MADE.lock().expect("no maker panics").entry(steps).or_insert_with(make)
}

/// The current thread alone, whose time is measured.
#[cfg(feature = "parallel")]
fn pool() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().expect("a pool")
}

fn on(input: Arc<Input>, what: impl Fn(&str) -> usize + 'static) -> Work {
    Box::new(move || what(&input.text))
}

fn on_bytes(input: Arc<Input>, what: impl Fn(&[u8]) -> usize + 'static) -> Work {
    Box::new(move || what(&input.bytes))
}

fn normalize(input: Arc<Input>, steps: &'static str) -> Work {
    let naqi = naqi(steps);
    on(input, move |text| naqi.normalize(text).len())
}

fn normalize_into(input: Arc<Input>, steps: &'static str) -> Work {
    let (naqi, mut out) = (naqi(steps), String::new());
    Box::new(move || {
        out.clear();
        naqi.normalize_into(&input.text, &mut out);
        out.len()
    })
}

/// Of normalized text, for which the check cannot stop early.
fn is_normalized(input: Arc<Input>, steps: &'static str) -> Work {
    let naqi = naqi(steps);
    let text = naqi.normalize(&input.text).into_owned();
    Box::new(move || naqi.is_normalized(&text).into())
}

fn stream(input: Arc<Input>, steps: &'static str, chunk: usize) -> Work {
    let naqi = naqi(steps);
    on(input, move |text| push_all(naqi.stream(), text.as_bytes(), chunk))
}

fn lossy_stream(input: Arc<Input>, chunk: usize) -> Work {
    on_bytes(input, move |bytes| push_all(naqi("search").stream().lossy(), bytes, chunk))
}

fn push_all(mut stream: naqi::Stream, bytes: &[u8], chunk: usize) -> usize {
    let (mut out, mut sum) = (String::new(), 0);
    for chunk in bytes.chunks(chunk) {
        stream.push(chunk, &mut out).expect("valid bytes, or a lossy stream");
        sum += out.len();
        out.clear();
    }
    stream.finish(&mut out).expect("valid bytes, or a lossy stream");
    sum + out.len()
}

fn read(mut reader: impl Read) -> usize {
    let (mut buffer, mut sum) = (vec![0; CHUNK], 0);
    loop {
        match reader.read(&mut buffer).expect("valid bytes, or a lossy reader") {
            0 => return sum,
            count => sum += count,
        }
    }
}

fn write(mut writer: naqi::Writer<Vec<u8>>, bytes: &[u8]) -> usize {
    for chunk in bytes.chunks(CHUNK) {
        writer.write_all(chunk).expect("valid bytes, or a lossy writer");
    }
    writer.finish().expect("valid bytes, or a lossy writer").len()
}

fn align(input: Arc<Input>, steps: &'static str) -> Work {
    let naqi = naqi(steps);
    on(input, move |text| naqi.align(text).alignment.size())
}

fn align_into(input: Arc<Input>) -> Work {
    let (mut out, mut alignment) = (String::new(), Alignment::default());
    Box::new(move || {
        out.clear();
        naqi("search").align_into(&input.text, &mut out, &mut alignment);
        out.len()
    })
}

/// A query in both directions for every 64 bytes.
fn queries(input: Arc<Input>) -> Work {
    let alignment = naqi("search").align(&input.text).alignment;
    let (source, output) = (alignment.source_len(), alignment.output_len());
    Box::new(move || {
        let backward = (0..output).step_by(64).map(|at| alignment.source(at..at + 16).end);
        let forward = (0..source).step_by(64).map(|at| alignment.output(at..at + 16).end);
        backward.chain(forward).fold(0, usize::wrapping_add)
    })
}

fn then(input: Arc<Input>) -> Work {
    let first = naqi("light").align(&input.text);
    let second = naqi("search").align(&first.text).alignment;
    let first = first.alignment;
    Box::new(move || first.then(&second).size())
}

fn convert_offsets(input: Arc<Input>) -> Work {
    let mut offsets: Vec<usize> = Vec::new();
    Box::new(move || {
        offsets.clear();
        offsets.extend((0..input.text.len()).step_by(16).rev());
        align::convert_offsets(&input.text, align::Offsets::Bytes, align::Offsets::Utf16, &mut offsets);
        offsets.iter().fold(0, |sum, offset| sum ^ offset)
    })
}

/// The most frequent character except the space, which may be deleted: so matches are dense in ordinary text, too.
fn most_frequent(normalized: &str) -> String {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    normalized.chars().filter(|c| *c != ' ').take(CHUNK).for_each(|c| *counts.entry(c).or_default() += 1);
    counts.into_iter().max_by_key(|&(_, count)| count).map(|(c, _)| c.into()).unwrap_or_default()
}

fn find(input: Arc<Input>, steps: &'static str, needle: fn(&str) -> String) -> Work {
    let naqi = naqi(steps);
    let finder = naqi.finder(&needle(&naqi.normalize(&input.text)));
    on(input, move |text| finder.find_iter(text).map(|span| span.len()).sum())
}

/// The first letters of the text with a mark more.
fn find_respecting_marks(input: Arc<Input>) -> Work {
    let needle: String = input.text.chars().take(8).chain(['\u{64E}']).collect();
    let finder = naqi("search").finder(&needle).respecting_marks();
    on(input, move |text| finder.find_iter(text).map(|span| span.len()).sum())
}

fn find_whole(input: Arc<Input>) -> Work {
    let finder = naqi("search").finder(&most_frequent(&naqi("search").normalize(&input.text))).whole_words();
    on(input, move |text| finder.find_iter(text).map(|span| span.len()).sum())
}

/// Needles of one to four characters from the start of the text.
fn find_many(input: Arc<Input>, count: usize, whole_words: bool) -> Work {
    let beginning: Vec<char> = naqi("search").normalize(&input.text).chars().take(count + 4).collect();
    let len = |n: usize| 1 + n % 4;
    let needle = |n: usize| beginning.iter().skip(n).take(len(n)).collect::<String>();
    let finder = naqi("search").finder_of((0..count).map(needle));
    let finder = if whole_words { finder.whole_words() } else { finder };
    on(input, move |text| finder.find_iter(text).map(|found| found.span.len()).sum())
}

/// With `next`; `sum` and `for_each` use internal iteration.
fn one_by_one<'t>(tokens: impl Iterator<Item = Token<'t>>) -> usize {
    let mut sum = 0;
    for token in tokens {
        sum += token.text().len();
    }
    sum
}

fn tokenize(input: Arc<Input>, tokenizer: Tokenizer) -> Work {
    on(input, move |text| one_by_one(tokenizer.tokenize(text)))
}

fn for_each_term(input: Arc<Input>, steps: &'static str) -> Work {
    let naqi = naqi(steps);
    on(input, move |text| {
        let mut sum = 0;
        naqi.for_each_term(text, |_, term| sum += term.len());
        sum
    })
}

fn analyze(input: Arc<Input>, analyzer: &'static Analyzer) -> Work {
    on(input, move |text| {
        let mut sum = 0;
        analyzer.for_each_term(text, |term| sum += term.text.len());
        sum
    })
}

fn analyze_anew(input: Arc<Input>, analyzer: &'static Analyzer) -> Work {
    on(input, move |text| {
        let mut sum = 0;
        analyzer.for_each_term_with_cache(&mut WordCache::new(), text, |term| sum += term.text.len());
        sum
    })
}

/// Of the text between spaces, so that stems are computed of text that is no word, too.
fn stems(input: Arc<Input>, stem: fn(&str) -> usize) -> Work {
    on(input, move |text| text.split(' ').map(stem).sum())
}
