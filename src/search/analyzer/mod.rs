//! Analyzers: from a text to the terms that a search engine indexes, by normalizing, dropping stop words and stemming.
//!
//! There are five: [`default`](default()) for most uses, [`wide`] with root keys, which finds more and less exactly,
//! [`three_terms`] with root keys and words, to be weighted in a query, [`light`] with slices of the words as stems, and
//! [`words`](words()) without stems. Each is made once, on first use. Others are made
//! by [`Analyzer::new`] and its methods, or from text.
//!
//! ```
//! use naqi::{Analyzer, analyzer};
//! let text = "المدارس الجديدة في القاهرة";
//! assert_eq!(analyzer::default().terms(text).join(" "), "مدرس جديد قاهر");
//! let mine: Analyzer = "search, -unify_alef | leave_out(function) | stem(light)".parse()?;
//! assert_eq!(mine.terms(text).join(" "), "مدارس جديد قاهر");
//! # Ok::<(), naqi::Error>(())
//! ```

mod budget;
mod cache;
#[cfg(all(test, feature = "std"))]
mod collisions;
mod packed_table;
mod pool;
mod run;
mod social;
mod subwords;
mod term;
mod text_cache;
mod text_form;
mod words;

pub use crate::search::stem::packed_stem::Stem;
pub use cache::WordCache;
pub use social::SocialToken;
pub use term::{Term, TermKind};

use crate::normalizer::Normalizer;
use crate::preset;
use crate::rules::step::Step;
use crate::rules::unicode::SEGMENTATION_VERSION;
use crate::search::stem::{self, Category, StemOptions};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};
use once_cell::race::OnceBox;
use pool::CachePool;
use social::SocialOptions;

/// Turns the words of a text into index terms: a normalizer, stop words to leave out, a stem, a root key.
///
/// ```
/// use naqi::analyzer;
///
/// let mut terms = Vec::new();
/// analyzer::default().for_each_term("في المدارس الجديدة", |term| terms.push((term.text.to_string(), term.position)));
/// assert_eq!(terms, [("مدرس".into(), 1), ("جديد".into(), 2)]);
/// ```
///
/// Words are those of [`Normalizer::word_terms`]: UAX #29, but a sign beside an Arabic letter divides a word, as in `ج.م.ع` and
/// `كتاب.pdf`. A word is split into subwords: at `_`, between Arabic letters and other letters or digits, and between `عبد` and
/// an article after it (`عبدالله`). Numbers lose their thousands separators. Each subword has a span and a position of its own;
/// the words of a ligature such as `ﷺ` have the ligature's span. Each term holds a letter or a number.
///
/// The letter of an era (`م` or `هـ`) directly after a year or a date is dropped: `2024م` has the term 2024. Anywhere else the
/// letter is kept: `2024_م` has the terms 2024 and `م`.
///
/// For posts, links, e-mail addresses, mentions and hashtags can be whole terms: see
/// [`with_social_tokens`](Analyzer::with_social_tokens).
///
/// Its text form, which [`Display`](core::fmt::Display) writes and [`FromStr`](core::str::FromStr) reads, is the
/// normalizer's, then the other options, separated by bars:
/// `search, -unify_alef | leave_out(function) | stem(full) | root_key`.
///
/// Analyzers are equal if their normalizers and all options are: caches and their limit do not count. So an analyzer may be
/// the key of a map, although Clippy's `mutable_key_type` warns of it; its [`fingerprint`](Analyzer::fingerprint) is a key, too. The default is
/// [`analyzer::default()`](default()).
#[derive(Clone, Debug)]
pub struct Analyzer {
    normalizer: Normalizer,
    /// A bit for each category that is left out.
    left_out: u16,
    stem: Stem,
    root_key: bool,
    word: bool,
    /// Given if it is on the tokens of posts.
    social: Option<SocialOptions>,
    caches: CachePool,
}

impl Analyzer {
    /// An analyzer whose terms are the normalized words.
    ///
    /// Stems expect text that is normalized as by [`preset::SEARCH`]. [`Stem::Full`] needs the hamza of alefs, so leave out
    /// `unify_alef`: `search, -unify_alef | stem(full)`.
    ///
    /// ```
    /// use naqi::{Analyzer, preset};
    /// let analyzer = Analyzer::new(&preset::LIGHT);
    /// assert_eq!(analyzer.terms("كِتابٌ جديد").join(" "), "كتاب جديد");
    /// ```
    pub fn new(normalizer: impl Into<Normalizer>) -> Self {
        Self {
            normalizer: normalizer.into(),
            left_out: 0,
            stem: Stem::None,
            root_key: false,
            word: false,
            social: None,
            caches: CachePool::default(),
        }
    }

    /// The same analyzer without stop words of these categories, in addition to those left out already.
    ///
    /// ```
    /// use naqi::{Analyzer, preset, stem::Category};
    /// let analyzer = Analyzer::new(preset::SEARCH.clone()).leaving_out(&[Category::Function]);
    /// let terms = analyzer.terms("في المدرسة");
    /// assert_eq!(terms.join(" "), "المدرسه");
    /// ```
    pub fn leaving_out(mut self, categories: &[Category]) -> Self {
        self.left_out |= categories.iter().fold(0, |set, c| set | bit(*c));
        self
    }

    /// The same analyzer with this stem.
    ///
    /// ```
    /// use naqi::{Analyzer, analyzer::Stem, preset};
    /// let analyzer = Analyzer::new(preset::SEARCH.clone()).stemmed(Stem::Light);
    /// let terms = analyzer.terms("المدرسة");
    /// assert_eq!(terms.join(" "), "مدرس");
    /// ```
    pub fn stemmed(mut self, stem: Stem) -> Self {
        self.stem = stem;
        self
    }

    /// The same analyzer with a second term for each Arabic word: √ and its [root key](stem::root_key).
    ///
    /// ```
    /// use naqi::{Analyzer, preset};
    /// let analyzer = Analyzer::new(preset::SEARCH.clone()).with_root_key();
    /// let terms = analyzer.terms("كتاب");
    /// assert_eq!(terms.join(" "), "كتاب √كتب");
    /// ```
    pub fn with_root_key(mut self) -> Self {
        self.root_key = true;
        self
    }

    /// The same analyzer with a further term for each Arabic word: = and the normalized word, whose alefs and hamza seats are folded
    /// if the stem is [`Stem::Full`]. A query that weights it ranks texts with its own form of a word above those with another form.
    ///
    /// Stop words that are left out have this term alone, so that they can be found.
    ///
    /// ```
    /// use naqi::{Analyzer, analyzer::Stem, preset};
    /// let analyzer = Analyzer::new(preset::SEARCH.clone()).stemmed(Stem::Light).with_word();
    /// let terms = analyzer.terms("المَكتبات");
    /// assert_eq!(terms[1], "=المكتبات");
    /// ```
    pub fn with_word(mut self) -> Self {
        self.word = true;
        self
    }

    /// The analyzer's normalizer.
    ///
    /// ```
    /// use naqi::{analyzer, preset};
    /// assert_eq!(analyzer::light().normalizer().fingerprint(), preset::SEARCH.fingerprint());
    /// ```
    pub fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// The categories whose words are left out.
    ///
    /// ```
    /// use naqi::{analyzer, stem::Category};
    /// assert!(analyzer::light().left_out().eq([Category::Function, Category::Question]));
    /// ```
    pub fn left_out(&self) -> impl Iterator<Item = Category> {
        let set = self.left_out;
        Category::ALL.iter().copied().filter(move |c| set & bit(*c) != 0)
    }

    /// The level of stemming.
    ///
    /// ```
    /// use naqi::analyzer::{self, Stem};
    /// assert_eq!(analyzer::light().stem(), Stem::Light);
    /// ```
    pub fn stem(&self) -> Stem {
        self.stem
    }

    /// Whether each Arabic word has a root key as a second term.
    ///
    /// ```
    /// assert!(naqi::analyzer::wide().has_root_key());
    /// ```
    pub fn has_root_key(&self) -> bool {
        self.root_key
    }

    /// Whether each Arabic word has = and the normalized word as a term.
    ///
    /// ```
    /// assert!(naqi::analyzer::three_terms().has_word() && !naqi::analyzer::wide().has_word());
    /// ```
    pub fn has_word(&self) -> bool {
        self.word
    }

    /// Calls `found` with each term of the text.
    ///
    /// With the feature `std` an analyzer caches the terms of words that it has seen. Each concurrent call has a cache of
    /// its own, and all caches together stay within a [limit](Self::set_cache_limit). Use
    /// [`for_each_term_with_cache`](Self::for_each_term_with_cache) to keep caches yourself.
    ///
    /// ```
    /// let mut terms = Vec::new();
    /// naqi::analyzer::wide().for_each_term("استخدام", |term| terms.push(term.text.to_string()));
    /// assert_eq!(terms.join(" "), "ستخدم √خدم");
    /// ```
    pub fn for_each_term(&self, text: &str, found: impl FnMut(Term<'_>)) {
        self.caches.with_cache(|cache| self.for_each_term_with_cache(cache, text, found));
    }

    /// Calls `found` with each term of the text; terms of words seen before come from the cache.
    ///
    /// The terms are those of [`for_each_term`](Self::for_each_term). A cached word costs a tenth of a new one. A cache that
    /// was used with another analyzer is emptied first.
    ///
    /// ```
    /// use naqi::analyzer::{self, WordCache};
    ///
    /// let (mut cache, mut count) = (WordCache::new(), 0);
    /// for text in "وزارة التعليم\nوزراء التعليم".lines() {
    ///     analyzer::default().for_each_term_with_cache(&mut cache, text, |_| count += 1);
    /// }
    /// assert_eq!(count, 4);
    /// ```
    pub fn for_each_term_with_cache(&self, cache: &mut WordCache, text: &str, found: impl FnMut(Term<'_>)) {
        cache.bind_to(self.fingerprint(), self.root_key);
        run::for_each_term(self, cache, text, found);
    }

    /// The default limit for the bytes of an analyzer's caches: 64 MiB.
    pub const DEFAULT_CACHE_LIMIT: usize = pool::DEFAULT_LIMIT;

    /// Sets the limit for the bytes of all caches of this analyzer together. The default is
    /// [`DEFAULT_CACHE_LIMIT`](Self::DEFAULT_CACHE_LIMIT).
    ///
    /// A cache starts with 38 KiB and grows to at most 5 MiB. There are as many as calls have run at the same time. When
    /// the limit is reached, caches stop growing, and each further concurrent call uses a cache of 38 KiB, which is freed
    /// when the call ends. So the caches use at most this limit, plus 38 KiB for each such call. Full speed takes 5 MiB for
    /// each thread; with 0 nothing is kept between calls. The terms do not depend on the limit.
    ///
    /// A clone has the same limit and its own caches. Lowering the limit frees caches: idle ones at once, those of running
    /// calls when the calls end.
    ///
    /// ```
    /// let analyzer = naqi::analyzer::default();
    /// analyzer.set_cache_limit(8 << 20);
    /// let terms = analyzer.terms("وزارة التعليم");
    /// assert_eq!(terms.join(" "), "وزار تعليم");
    /// assert!(analyzer.cache_bytes() <= 8 << 20);
    /// ```
    pub fn set_cache_limit(&self, bytes: usize) {
        self.caches.set_limit(bytes);
    }

    /// The limit for the bytes of all caches of this analyzer together.
    ///
    /// ```
    /// let analyzer = naqi::analyzer::light().clone();
    /// analyzer.set_cache_limit(1 << 20);
    /// assert_eq!(analyzer.cache_limit(), 1 << 20);
    /// ```
    pub fn cache_limit(&self) -> usize {
        self.caches.limit()
    }

    /// The bytes that its caches take now.
    ///
    /// ```
    /// let analyzer = naqi::analyzer::light().clone();
    /// analyzer.terms("والمدرسة");
    /// assert!(analyzer.cache_bytes() <= naqi::Analyzer::DEFAULT_CACHE_LIMIT);
    /// ```
    pub fn cache_bytes(&self) -> usize {
        self.caches.bytes()
    }

    /// Frees all caches of this analyzer: idle ones now, the others when their calls end. Later calls start with empty caches.
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

    fn stem_options(&self) -> StemOptions {
        StemOptions { left_out: self.left_out, stem: self.stem, root_key: self.root_key }
    }

    /// Whether terms differ from the normalized words.
    fn changes_words(&self) -> bool {
        self.stem != Stem::None || self.left_out != 0 || self.root_key || self.word
    }

    /// The terms of a text, as a list. Allocates a string for each; [`for_each_term`](Self::for_each_term) does not.
    ///
    /// The list is empty if the text has only stop words, or no letter and no number. Test for this before a search, since engines
    /// differ in what a query without terms finds, and tell the user that these words are not indexed. To find them, too, index
    /// the text a second time with an analyzer that leaves none out, such as [`words`].
    ///
    /// ```
    /// let terms = naqi::analyzer::default().terms("متى تأسست وزارة التعليم؟");
    /// assert_eq!(terms.join(" "), "تاسس وزار تعليم");
    /// let stop_words = "من هذا؟";
    /// assert!(naqi::analyzer::default().terms(stop_words).is_empty());
    /// assert_eq!(naqi::analyzer::words().terms(stop_words).len(), 2);
    /// ```
    pub fn terms(&self, text: &str) -> Vec<String> {
        let mut terms = Vec::new();
        self.for_each_term(text, |term| terms.push(term.text.into()));
        terms
    }

    /// A stable hash of what this analyzer does: its normalizer, its options, how it splits words, and the tables and rules
    /// of stop words and stems, used or not. Store it with an index, and compare it when the index is opened.
    ///
    /// ```
    /// use naqi::analyzer;
    /// assert_ne!(analyzer::default().fingerprint(), analyzer::wide().fingerprint());
    /// ```
    pub fn fingerprint(&self) -> u64 {
        let social = self.social.map_or(0, SocialOptions::fingerprint);
        let terms = (self.word as u64) << 3 | (self.stem as u64) << 1 | self.root_key as u64;
        let options = social << 24 | (self.left_out as u64) << 8 | terms;
        let (major, minor, patch) = SEGMENTATION_VERSION;
        let segmentation = u64::from_le_bytes([major, minor, patch, 0, 0, 0, 0, 0]);
        // All parts count for every analyzer, so that none is forgotten when an option begins to use it.
        let parts = [stem::FINGERPRINT, options, subwords::RULES_VERSION, segmentation];
        parts.iter().fold(self.normalizer.fingerprint(), |hash, part| {
            (hash ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
        })
    }
}

impl PartialEq for Analyzer {
    fn eq(&self, other: &Self) -> bool {
        let options = |of: &Self| (of.left_out, of.stem, of.root_key, of.word, of.social);
        options(self) == options(other) && self.normalizer == other.normalizer
    }
}

impl Eq for Analyzer {}

impl Hash for Analyzer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.normalizer, self.left_out, self.stem, self.root_key, self.word, self.social).hash(state);
    }
}

/// The analyzer of [`analyzer::default()`](default()).
impl Default for Analyzer {
    fn default() -> Self {
        default().clone()
    }
}

const fn bit(category: Category) -> u16 {
    1 << category as u16
}

/// One term per word: normalized and stemmed, without function words and question words. A good default.
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
        Box::new(Analyzer::new(stem_normalizer()).leaving_out(&left_out).stemmed(Stem::Full))
    })
}

/// Two terms per word, stem and root key: finds more and ranks better, with twice the postings.
///
/// ```
/// let terms = naqi::analyzer::wide().terms("كتب");
/// assert!(naqi::analyzer::wide().terms("كتاب").contains(&terms[1]));
/// ```
pub fn wide() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| Box::new(default().clone().with_root_key()))
}

/// Three terms per word: the stem, √ and the root key, = and the normalized word. With a weight for each in the query it ranks
/// best, with three times the postings.
///
/// ```
/// let terms = naqi::analyzer::three_terms().terms("والمكتباتُ");
/// assert_eq!(terms[0], "مكتب");
/// assert_eq!(terms[1], "√مكتب");
/// assert_eq!(terms[2], "=والمكتبات");
/// ```
pub fn three_terms() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| Box::new(wide().clone().with_word()))
}

/// One term per word, with affixes removed and nothing else: fewer errors than [`default()`] in a search for forms of one
/// word.
///
/// ```
/// let terms = naqi::analyzer::light().terms("والمدرسة");
/// assert_eq!(terms.join(" "), "مدرس");
/// ```
pub fn light() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| {
        let left_out = [Category::Function, Category::Question];
        Box::new(Analyzer::new(&preset::SEARCH).leaving_out(&left_out).stemmed(Stem::Light))
    })
}

/// The words, normalized by [`preset::SEARCH`]: all words, no stems.
///
/// ```
/// let terms = naqi::analyzer::words().terms("في المُتَّحِدة");
/// assert_eq!(terms.join(" "), "في المتحده");
/// ```
pub fn words() -> &'static Analyzer {
    static ANALYZER: OnceBox<Analyzer> = OnceBox::new();
    ANALYZER.get_or_init(|| Box::new(Analyzer::new(&preset::SEARCH)))
}

/// Every named analyzer, with its name.
///
/// ```
/// assert!(naqi::analyzer::all().any(|(name, _)| name == "default"));
/// ```
pub fn all() -> impl Iterator<Item = (&'static str, &'static Analyzer)> {
    let all = [("default", default()), ("wide", wide()), ("three_terms", three_terms())];
    all.into_iter().chain([("light", light()), ("words", words())])
}

/// The analyzer of a name: `default`, `wide`, `three_terms`, `light` or `words`.
///
/// ```
/// assert!(naqi::analyzer::by_name("wide").is_some_and(|analyzer| analyzer.has_root_key()));
/// ```
pub fn by_name(name: &str) -> Option<&'static Analyzer> {
    all().find(|(known, _)| *known == name).map(|(_, analyzer)| analyzer)
}

/// The steps of [`preset::SEARCH`] without `unify_alef`, since stems use the hamza, and with `unify_foreign` and
/// `unify_uthmani`.
fn stem_normalizer() -> Normalizer {
    let mut steps: Vec<Step> = preset::SEARCH.steps().iter().filter(|s| **s != Step::UnifyAlef).cloned().collect();
    steps.extend([Step::UnifyUthmani, Step::UnifyForeign]);
    Normalizer::new(&steps)
}
