//! Analyzers: from text to the terms that a search engine indexes: words, normalized, stop words left out, stemmed.

mod budget;
mod cache;
#[cfg(all(test, feature = "std"))]
mod collisions;
mod parse;
mod pool;
mod run;
mod subwords;
mod text_cache;
mod words;

pub use crate::search::stem::outcome::Stem;
pub use cache::WordCache;

use crate::normalizer::Normalizer;
use crate::preset;
use crate::rules::step::Step;
use crate::search::stem::{self, Category, Wanted};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use once_cell::race::OnceBox;
use pool::CachePool;

/// What becomes of a text's words: a normalizer, stop words that go, a stem, a root key.
///
/// ```
/// use naqi::analyzer;
///
/// let mut terms = Vec::new();
/// analyzer::default().for_each_term("في المدارس الجديدة", |term| terms.push((term.text.to_string(), term.position)));
/// assert_eq!(terms, [("مدرس".into(), 1), ("جديد".into(), 2)]);
/// ```
///
/// Words are those of UAX #29 ([`words`](crate::words)). Within a word, Arabic letters are parted from others and from
/// digits, عبد from the article behind it (عبدالله), and pieces that `_` joins; figures lose their thousands' commas. Each
/// piece has its word's span and a position of its own. The letter of an era right behind a year goes: 2024م is 2024, 1445هـ
/// is 1445, and so is a date, 1.10.2024م. Anywhere else it stays: `2024_م` is 2024 and م, 15,000م is 15000 and م.
///
/// Its text form, which [`Display`](core::fmt::Display) writes and [`FromStr`](core::str::FromStr) reads, is the
/// normalizer's, and what else there is between bars: `compose, unify_alef | leave_out(function) | stem(full) | root_key`.
#[derive(Clone, Debug)]
pub struct Analyzer {
    normalizer: Normalizer,
    /// A bit for each category that goes.
    left_out: u16,
    stem: Stem,
    root_key: bool,
    caches: CachePool,
}

/// A term to index: its text, what it stands for in the source, and the place of its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'a> {
    /// What to index.
    pub text: &'a str,
    /// The byte range of the source that the term stands for.
    pub span: Range<usize>,
    /// The word's number, from 0; words left out are counted, and a root key has its word's.
    pub position: usize,
    /// Whether it is a root key: a second term at its word's position.
    pub is_root_key: bool,
}

impl Analyzer {
    /// An analyzer that gives a text's words, normalized.
    ///
    /// Stems know the letters that [`preset::SEARCH`] leaves; they fold alefs themselves, and tell more of a word whose
    /// alefs still have their hamza. So leave out `unify_alef` before `Stem::Full`.
    pub fn new(normalizer: Normalizer) -> Self {
        Self { normalizer, left_out: 0, stem: Stem::None, root_key: false, caches: CachePool::default() }
    }

    /// The same analyzer, leaving out stop words of these categories, too.
    pub fn leaving_out(mut self, categories: &[Category]) -> Self {
        self.left_out |= categories.iter().fold(0, |set, c| set | bit(*c));
        self
    }

    /// The same analyzer with this stem.
    pub fn stemmed(mut self, stem: Stem) -> Self {
        self.stem = stem;
        self
    }

    /// The same analyzer with a second term for each Arabic word: √ and its [root key](stem::root_key).
    pub fn with_root_key(mut self) -> Self {
        self.root_key = true;
        self
    }

    /// The analyzer's normalizer.
    pub fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// The categories whose words go.
    pub fn left_out(&self) -> impl Iterator<Item = Category> {
        let set = self.left_out;
        Category::ALL.into_iter().filter(move |c| set & bit(*c) != 0)
    }

    /// How far words are taken back.
    pub fn stem(&self) -> Stem {
        self.stem
    }

    /// Whether each Arabic word has a root key, too.
    pub fn has_root_key(&self) -> bool {
        self.root_key
    }

    /// Calls `found` with each term of the text.
    ///
    /// With the feature `std` an analyzer remembers what became of the words it has seen: it keeps a cache for each call that
    /// runs at the same time, as far as its [limit](Self::set_cache_limit) goes. Take
    /// [`for_each_term_by`](Self::for_each_term_by) to keep them yourself.
    ///
    /// ```
    /// let mut terms = Vec::new();
    /// naqi::analyzer::wide().for_each_term("استخدام", |t| terms.push(t.text.to_string()));
    /// assert_eq!(terms, ["ستخدم", "√خدم"]);
    /// ```
    pub fn for_each_term(&self, text: &str, found: impl FnMut(Term<'_>)) {
        self.caches.lend(|cache| self.for_each_term_by(cache, text, found));
    }

    /// Calls `found` with each term of the text; what became of words seen before is asked of the cache.
    ///
    /// The terms are those of [`for_each_term`](Self::for_each_term). A word that the cache knows costs a tenth of one that
    /// is new. A cache may come from another analyzer: it is emptied first.
    ///
    /// ```
    /// use naqi::analyzer::{self, WordCache};
    ///
    /// let (mut cache, mut count) = (WordCache::new(), 0);
    /// for text in ["وزارة التعليم", "وزراء التعليم"] {
    ///     analyzer::default().for_each_term_by(&mut cache, text, |_| count += 1);
    /// }
    /// assert_eq!(count, 4);
    /// ```
    pub fn for_each_term_by(&self, cache: &mut WordCache, text: &str, found: impl FnMut(Term<'_>)) {
        cache.belong_to(self.fingerprint(), self.root_key);
        run::for_each_term(self, cache, text, found);
    }

    /// The most bytes that the caches of an analyzer take, if nothing else is said: 64 MiB.
    pub const DEFAULT_CACHE_LIMIT: usize = pool::DEFAULT_LIMIT;

    /// Sets the most bytes that all caches of this analyzer take together; [`DEFAULT_CACHE_LIMIT`](Self::DEFAULT_CACHE_LIMIT)
    /// at first.
    ///
    /// A cache begins with some 40 KiB and grows to 5 MiB at most, and there are as many as calls ran at one time. Where the
    /// limit is reached, caches stay as large as they are, and more calls at one time use a cache of 40 KiB each, which is
    /// freed when the call ends. So the memory in use is at most this limit, and 40 KiB for each call that runs beyond it.
    /// For all speed give 5 MiB for each thread; with 0 nothing is kept between calls. Terms are the same with every limit.
    ///
    /// A clone has this limit for caches of its own. A lower limit than before frees caches at once, those of running calls
    /// when they end.
    ///
    /// ```
    /// let analyzer = naqi::analyzer::default();
    /// analyzer.set_cache_limit(8 << 20);
    /// assert_eq!(analyzer.terms("وزارة التعليم"), ["وزار", "تعليم"]);
    /// assert!(analyzer.cache_bytes() <= 8 << 20);
    /// ```
    pub fn set_cache_limit(&self, bytes: usize) {
        self.caches.set_limit(bytes);
    }

    /// The most bytes that all caches of this analyzer take together.
    pub fn cache_limit(&self) -> usize {
        self.caches.limit()
    }

    /// The bytes that they take now.
    pub fn cache_bytes(&self) -> usize {
        self.caches.bytes()
    }

    /// Frees all caches of this analyzer: those that no call uses now, the others when their calls end. Later calls begin with
    /// empty ones.
    ///
    /// ```
    /// let analyzer = naqi::analyzer::light().clone();
    /// analyzer.terms("والمدرسة");
    /// analyzer.release_caches();
    /// assert_eq!(analyzer.cache_bytes(), 0);
    /// ```
    pub fn release_caches(&self) {
        self.caches.release();
    }

    /// What is asked of a word.
    fn wanted(&self) -> Wanted {
        Wanted { left_out: self.left_out, stem: self.stem, root_key: self.root_key }
    }

    /// Whether words become anything but normalized words.
    fn stems(&self) -> bool {
        self.stem != Stem::None || self.left_out != 0 || self.root_key
    }

    /// The terms of a text, in one list. Allocates for each; [`for_each_term`](Self::for_each_term) does not.
    ///
    /// ```
    /// assert_eq!(naqi::analyzer::default().terms("متى تأسست وزارة التعليم؟"), ["تاسس", "وزار", "تعليم"]);
    /// ```
    pub fn terms(&self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.for_each_term(text, |term| terms.push(term.text.into()));
        terms
    }

    /// A stable hash of what this analyzer does: its normalizer, its options, how it parts words, and the stems' tables and
    /// rules. Store it beside an index, and compare it when the index is opened.
    ///
    /// ```
    /// use naqi::analyzer;
    /// assert_ne!(analyzer::default().fingerprint(), analyzer::wide().fingerprint());
    /// ```
    pub fn fingerprint(&self) -> u64 {
        let stems = match (self.stem, self.left_out, self.root_key) {
            (Stem::None, 0, false) => 0,
            _ => stem::FINGERPRINT,
        };
        let options = (self.left_out as u64) << 8 | (self.stem as u64) << 1 | self.root_key as u64;
        let analyzer = [stems, options].iter().fold(self.normalizer.fingerprint(), |hash, part| {
            (hash ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        });
        analyzer ^ subwords::RULES.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

const fn bit(category: Category) -> u16 {
    1 << category as u16
}

/// One term a word: normalized, function words and question words left out, stemmed. What to start with.
///
/// ```
/// use naqi::analyzer;
/// assert_eq!(analyzer::default().terms("وزراء"), analyzer::default().terms("ووزير"));
/// assert_ne!(analyzer::default().terms("لبنان"), analyzer::default().terms("لبن"));
/// ```
pub fn default() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| {
        let left_out = [Category::Function, Category::Question];
        Box::new(Analyzer::new(search()).leaving_out(&left_out).stemmed(Stem::Full))
    })
}

/// Stem and root key, two terms a word: finds more, and ranks better; the index is twice as long.
///
/// ```
/// let terms = naqi::analyzer::wide().terms("كتب");
/// assert!(naqi::analyzer::wide().terms("كتاب").contains(&terms[1]));
/// ```
pub fn wide() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| Box::new(default().clone().with_root_key()))
}

/// Affixes only, one term a word: errs less than [`default()`] where a reader looks for a word's own forms.
///
/// ```
/// assert_eq!(naqi::analyzer::light().terms("والمدرسة"), ["مدرس"]);
/// ```
pub fn light() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| {
        let left_out = [Category::Function, Category::Question];
        Box::new(Analyzer::new(preset::SEARCH.clone()).leaving_out(&left_out).stemmed(Stem::Light))
    })
}

/// The words, normalized by [`preset::SEARCH`]: no stop words, no stems.
///
/// ```
/// assert_eq!(naqi::analyzer::words().terms("في المُتَّحِدة"), ["في", "المتحده"]);
/// ```
pub fn words() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| Box::new(Analyzer::new(preset::SEARCH.clone())))
}

/// Every named analyzer, with its name.
///
/// ```
/// assert!(naqi::analyzer::all().any(|(name, _)| name == "default"));
/// ```
pub fn all() -> impl Iterator<Item = (&'static str, &'static Analyzer)> {
    [("default", default()), ("wide", wide()), ("light", light()), ("words", words())].into_iter()
}

/// The analyzer of a name: `default`, `wide`, `light` or `words`.
///
/// ```
/// assert!(naqi::analyzer::by_name("wide").is_some_and(|analyzer| analyzer.has_root_key()));
/// ```
pub fn by_name(name: &str) -> Option<&'static Analyzer> {
    all().find(|(own, _)| *own == name).map(|(_, analyzer)| analyzer)
}

/// The steps of [`preset::SEARCH`], but alefs keep their hamza for the stem, foreign letters are one with Arabic ones, and
/// the Quran's spelling becomes the modern one.
fn search() -> Normalizer {
    let mut steps: Vec<Step> = preset::SEARCH.steps().iter().filter(|s| **s != Step::UnifyAlef).cloned().collect();
    steps.extend([Step::UnifyUthmani, Step::UnifyForeign]);
    Normalizer::new(&steps)
}
