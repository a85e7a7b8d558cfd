//! Searches for many needles in one pass over the text.

use crate::normalizer::Normalizer;
use crate::search::find::matches::{Matches, SLICE_BYTES, Searcher};
use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, Anchored, MatchKind, PatternID, packed};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use memchr::memmem;
use once_cell::race::OnceBox;

impl Normalizer {
    /// A finder for many needles at once.
    ///
    /// If several needles match at the same place, the longest match is returned. Spans do not overlap. Everything else is as for one
    /// needle: see [`Finder`](crate::find::Finder). A needle that becomes empty matches nothing, and the others do. Needs the
    /// feature `many`.
    ///
    /// ```
    /// use naqi::find::Found;
    /// let needles = "كتاب قلم".split(' ');
    /// let finder = naqi::preset::SEARCH.finder_of(needles);
    /// let found: Vec<Found> = finder.find_iter("قَلَمٌ وكِتابٌ").collect();
    /// assert_eq!(found, [Found { span: 0..12, needle: 1 }, Found { span: 15..27, needle: 0 }]);
    /// ```
    pub fn finder_of<N: AsRef<str>>(&self, needles: impl IntoIterator<Item = N>) -> ManyFinder {
        let needles = needles.into_iter().map(|needle| self.normalize(needle.as_ref()).into_owned()).collect();
        ManyFinder {
            normalizer: self.clone(),
            needles: Arc::new(Needles::new(needles)),
            whole_words: false,
            slice: SLICE_BYTES,
        }
    }
}

/// A match of one of many needles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    /// The byte range of the source.
    pub span: Range<usize>,
    /// The index of the needle in the list; of needles with equal normalized text, the first.
    pub needle: usize,
}

/// A compiled search for many needles. Made by [`Normalizer::finder_of`]; clones are cheap.
///
/// ```
/// let finder = naqi::preset::SEARCH.finder_of(["usb", "hdmi"]);
/// assert_eq!(finder.find_iter("HDMI, USB").map(|found| found.needle).collect::<Vec<_>>(), [1, 0]);
/// ```
#[derive(Clone)]
pub struct ManyFinder {
    normalizer: Normalizer,
    needles: Arc<Needles>,
    whole_words: bool,
    slice: usize,
}

impl ManyFinder {
    /// Ignores matches that start or end inside a word, as [`Finder::whole_words`](crate::find::Finder::whole_words) does: of
    /// the whole matches that start first, the longest is returned.
    ///
    /// ```
    /// let needles = "كتاب\nكتاب قل".lines();
    /// let finder = naqi::preset::SEARCH.finder_of(needles).whole_words();
    /// let found: Vec<usize> = finder.find_iter("كِتاب قَلم").map(|found| found.needle).collect();
    /// assert_eq!(found, [0]);
    /// ```
    pub fn whole_words(self) -> Self {
        Self { whole_words: true, ..self }
    }

    /// The normalized needles, in the order given.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder_of(["USB", "HDMI"]);
    /// assert!(finder.needles().eq(["usb", "hdmi"]));
    /// ```
    pub fn needles(&self) -> impl ExactSizeIterator<Item = &str> {
        self.needles.list.iter().map(String::as_str)
    }

    /// The matches in a text, in order.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder_of(["كتاب"]);
    /// let found = finder.find_iter("وكِتابٌ").next().unwrap();
    /// assert_eq!((found.span, found.needle), (2..14, 0));
    /// ```
    pub fn find_iter<'f, 't>(&'f self, text: &'t str) -> FindManyIter<'f, 't> {
        let searcher = ManyNeedles::new(self.needles.clone());
        FindManyIter(Matches::new(&self.normalizer, searcher, self.whole_words, self.slice, text))
    }

    /// Sets the bytes of source that are normalized at once. The matches do not depend on it.
    #[doc(hidden)]
    pub fn with_slice_bytes(self, bytes: usize) -> Self {
        Self { slice: bytes, ..self }
    }
}

impl fmt::Debug for ManyFinder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManyFinder")
            .field("normalizer", &self.normalizer)
            .field("needles", &self.needles.list)
            .field("whole_words", &self.whole_words)
            .finish()
    }
}

/// Iterates over the matches of many needles. See [`Normalizer::finder_of`].
pub struct FindManyIter<'n, 't>(Matches<'n, 't, ManyNeedles>);

impl Iterator for FindManyIter<'_, '_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.0.next().map(|(span, needle)| Found { span, needle })
    }
}

impl FusedIterator for FindManyIter<'_, '_> {}

impl fmt::Debug for FindManyIter<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FindManyIter").finish_non_exhaustive()
    }
}

/// The compiled needles.
struct Needles {
    list: Vec<String>,
    automaton: Automaton,
    /// The needle of each pattern of the automaton.
    patterns: Vec<usize>,
    /// For each needle, the lengths of the other needles that are prefixes of it, as a bit set.
    prefix_lens: Vec<Vec<u64>>,
    max_len: usize,
    reverse: OnceBox<Option<ReverseAutomaton>>,
}

/// Finds needles, by their prefixes of at most [`MAX_PREFIX_LEN`] bytes.
enum Automaton {
    /// Vector code (Teddy), where the processor has it.
    Packed(packed::Searcher),
    AhoCorasick(AhoCorasick),
    /// The automaton would have more states than its state numbers allow, some gigabytes; needles are searched one by one.
    OneByOne,
}

/// With more needles, vector code is not faster than the automaton.
const MAX_PACKED_NEEDLES: usize = 16;
/// A longer needle is found by its prefix of this length first, and then by [`ReverseAutomaton`].
const MAX_PREFIX_LEN: usize = 64;

impl Automaton {
    fn new<'s>(needles: impl ExactSizeIterator<Item = &'s [u8]> + Clone) -> Self {
        if needles.len() <= MAX_PACKED_NEEDLES {
            let mut builder = packed::Config::new().match_kind(packed::MatchKind::LeftmostLongest).builder();
            if let Some(searcher) = builder.extend(needles.clone()).build() {
                return Self::Packed(searcher);
            }
        }
        match AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(needles) {
            Ok(automaton) => Self::AhoCorasick(automaton),
            Err(_) => Self::OneByOne,
        }
    }

    /// The start of the first match, and its pattern.
    fn find(&self, text: &[u8]) -> Option<(usize, PatternID)> {
        match self {
            Self::Packed(searcher) => searcher.find(text).map(|found| (found.start(), found.pattern())),
            Self::AhoCorasick(automaton) => automaton.find(text).map(|found| (found.start(), found.pattern())),
            Self::OneByOne => None,
        }
    }
}

impl Needles {
    fn new(list: Vec<String>) -> Self {
        // In this order a needle comes after its prefixes; equal ones stay in the order given.
        let mut patterns: Vec<usize> = (0..list.len()).filter(|&n| !list[n].is_empty()).collect();
        patterns.sort_by(|&a, &b| list[a].cmp(&list[b]));
        patterns.dedup_by(|later, first| list[*later] == list[*first]);
        let mut prefix_lens = alloc::vec![Vec::new(); list.len()];
        let mut prefixes: Vec<usize> = Vec::new();
        for &n in &patterns {
            while prefixes.pop_if(|prefix| !list[n].starts_with(&list[*prefix])).is_some() {}
            if let Some(longest) = prefixes.last() {
                prefix_lens[n].resize(list[*longest].len() / 64 + 1, 0);
                prefixes
                    .iter()
                    .map(|prefix| list[*prefix].len())
                    .for_each(|len| prefix_lens[n][len / 64] |= 1 << (len % 64));
            }
            prefixes.push(n);
        }
        let max_len = list.iter().map(String::len).max().unwrap_or(0);
        let prefix = |&n: &usize| &list[n].as_bytes()[..list[n].len().min(MAX_PREFIX_LEN)];
        let automaton = Automaton::new(patterns.iter().map(prefix));
        Self { list, automaton, patterns, prefix_lens, max_len, reverse: OnceBox::new() }
    }

    /// The first match, by one search for each needle.
    fn find_one_by_one(&self, text: &[u8]) -> Option<(usize, usize)> {
        let len = |n: usize| self.list[n].len();
        let find = |&n: &usize| memmem::find(text, self.list[n].as_bytes()).map(|start| (start, n));
        self.patterns.iter().filter_map(find).min_by_key(|&(start, n)| (start, Reverse(len(n))))
    }
}

/// An automaton of the reversed needles, which reads text backwards.
///
/// A forward search for the longest needle at an offset reads as long as any needle may match. If none matches in the end,
/// all that is read again from the next offset on, which is quadratic for long needles. Read backwards, the state after each
/// byte gives the longest needle that starts there, so the time is linear.
struct ReverseAutomaton(NFA);

impl ReverseAutomaton {
    fn new(needles: &Needles) -> Option<Self> {
        let reversed = |&n: &usize| needles.list[n].bytes().rev().collect::<Vec<u8>>();
        NFA::builder().match_kind(MatchKind::Standard).build(needles.patterns.iter().map(reversed)).ok().map(Self)
    }

    /// Writes the longest pattern that starts at each of the first `starts.len()` bytes of a text.
    fn find_starts(&self, text: &[u8], starts: &mut [Option<PatternID>]) {
        let Ok(mut state) = self.0.start_state(Anchored::No) else { return };
        for (n, &byte) in text.iter().enumerate().rev() {
            state = self.0.next_state(Anchored::No, state, byte);
            if let Some(start) = starts.get_mut(n) {
                *start = self.0.is_match(state).then(|| self.0.match_pattern(state, 0));
            }
        }
    }
}

/// A search for needles in one text.
struct ManyNeedles {
    needles: Arc<Needles>,
    /// With needles longer than [`MAX_PREFIX_LEN`]: the longest needle that starts at each offset from `from` on.
    starts: Vec<Option<PatternID>>,
    from: usize,
}

/// The reverse automaton reads blocks of at least this many bytes, and at least this multiple of the longest needle, so that
/// the bytes read after a block, which belong to the next one too, are few.
const MIN_REVERSE_BLOCK: usize = 4096;
const REVERSE_BLOCK_NEEDLES: usize = 4;

impl ManyNeedles {
    fn new(needles: Arc<Needles>) -> Self {
        Self { needles, starts: Vec::new(), from: 0 }
    }

    /// The first match from `at` on among the known starts.
    fn first_known(&self, at: usize) -> Option<(usize, usize)> {
        let starts = self.starts.get(at.checked_sub(self.from)?..)?;
        let (start, pattern) = starts.iter().zip(at..).find_map(|(pattern, start)| Some((start, (*pattern)?)))?;
        Some((start, *self.needles.patterns.get(pattern.as_usize())?))
    }

    /// The first match: finds a prefix of a needle, then the whole needles in a block from there on.
    fn find_long(&mut self, text: &[u8], at: usize, complete: usize) -> Option<(usize, usize)> {
        let Needles { automaton, reverse, max_len, .. } = &*self.needles;
        let Some(reverse) = reverse.get_or_init(|| Box::new(ReverseAutomaton::new(&self.needles))) else {
            return self.needles.find_one_by_one(text).map(|(start, n)| (at + start, n));
        };
        let mut offset = at;
        while offset < complete {
            if let Some(found) = self.first_known(offset) {
                return Some(found);
            }
            offset = offset.max(self.from + self.starts.len());
            let start = offset + automaton.find(text.get(offset - at..)?)?.0;
            let count = complete.checked_sub(start)?.min(MIN_REVERSE_BLOCK.max(REVERSE_BLOCK_NEEDLES * max_len));
            self.starts.clear();
            self.starts.resize(count, None);
            self.from = start;
            let block = text.get(start - at..)?;
            reverse.find_starts(&block[..block.len().min(count + max_len)], &mut self.starts);
            offset = start;
        }
        None
    }
}

impl Searcher for ManyNeedles {
    fn find(&mut self, text: &[u8], at: usize, complete: usize) -> Option<(Range<usize>, usize)> {
        let needles = self.needles.clone();
        let (start, needle) = match &needles.automaton {
            Automaton::OneByOne => needles.find_one_by_one(text).map(|(start, needle)| (at + start, needle))?,
            _ if needles.max_len > MAX_PREFIX_LEN => self.find_long(text, at, complete)?,
            automaton => {
                let (start, pattern) = automaton.find(text)?;
                (at + start, *needles.patterns.get(pattern.as_usize())?)
            }
        };
        Some((start..start + needles.list[needle].len(), needle))
    }

    fn prefix_lens(&self, needle: usize) -> &[u64] {
        &self.needles.prefix_lens[needle]
    }

    fn prefix(&self, needle: usize, len: usize) -> Option<usize> {
        let Needles { list, patterns, .. } = &*self.needles;
        let prefix = list[needle].as_bytes().get(..len)?;
        patterns.binary_search_by(|&n| list[n].as_bytes().cmp(prefix)).ok().map(|n| patterns[n])
    }

    fn max_len(&self) -> usize {
        self.needles.max_len
    }

    fn resume_after(&mut self, _: Range<usize>, next: usize) -> usize {
        next
    }

    fn lookahead(&self, at: usize) -> usize {
        let is_known = at < self.from + self.starts.len();
        if self.needles.max_len <= MAX_PREFIX_LEN || is_known { 0 } else { 2 * self.needles.max_len }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first match, by a certain automaton if one is given.
    fn first(list: &[String], text: &str, automaton: Option<Automaton>) -> Option<(Range<usize>, usize)> {
        let mut needles = Needles::new(list.to_vec());
        if let Some(automaton) = automaton {
            needles.automaton = automaton;
        }
        ManyNeedles::new(Arc::new(needles)).find(text.as_bytes(), 0, text.len())
    }

    #[test]
    fn every_automaton_finds_the_longest_of_the_first_matches() {
        let list = ["كتاب", "كتابه", "تا", "قلم", "كتب"].map(String::from).to_vec();
        let aho_corasick = |list: &[String]| {
            let mut sorted = list.to_vec();
            sorted.sort();
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&sorted).expect("a few needles")
        };
        for text in ["وكتابه", "كتاب", "ماتا وكتاب", "قلكت", "كت", "", "والقلم وكتب الكتابهاكتاب"]
        {
            let automata = [None, Some(Automaton::AhoCorasick(aho_corasick(&list))), Some(Automaton::OneByOne)];
            let found = automata.map(|automaton| first(&list, text, automaton));
            assert!(found.iter().all(|f| *f == found[0]), "{found:?} in {text:?}");

            // With one long needle more, all are found by prefixes and the reverse automaton, or without it, if it is too
            // large to be built.
            let mut longer = list.clone();
            longer.push("كتاب".repeat(MAX_PREFIX_LEN));
            assert_eq!(first(&longer, text, None), found[0], "in {text:?}");
            let needles = Needles::new(longer);
            assert!(needles.reverse.set(Box::new(None)).is_ok());
            let without = ManyNeedles::new(Arc::new(needles)).find(text.as_bytes(), 0, text.len());
            assert_eq!(without, found[0], "in {text:?}");
        }
    }
}
