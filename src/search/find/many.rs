//! Many needles at once, in one pass over the text.

use crate::normalizer::Normalizer;
use crate::search::find::scan::{SLICE, Scan, Search};
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
    /// Many needles made ready to be looked for at once.
    ///
    /// Of the matches that start first, the longest is given, and spans do not overlap; else all is as for one needle:
    /// see [`Finder`](crate::find::Finder). Needs the feature `many`.
    ///
    /// ```
    /// use naqi::find::Found;
    /// let finder = naqi::preset::SEARCH.finder_of(["كتاب", "قلم"]);
    /// let found: Vec<Found> = finder.find_iter("قَلَمٌ وكِتابٌ").collect();
    /// assert_eq!(found, [Found { span: 0..12, needle: 1 }, Found { span: 15..27, needle: 0 }]);
    /// ```
    pub fn finder_of<N: AsRef<str>>(&self, needles: impl IntoIterator<Item = N>) -> ManyFinder<'_> {
        let needles = needles.into_iter().map(|needle| self.normalize(needle.as_ref()).into_owned()).collect();
        ManyFinder { normalizer: self, needles: Arc::new(Needles::new(needles)), whole_words: false, slice: SLICE }
    }
}

/// Where a needle was found, and which of the needles it is, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Found {
    /// The bytes of the source.
    pub span: Range<usize>,
    /// The place of the needle in the list; of needles that are normalized alike, the first.
    pub needle: usize,
}

/// Needles, normalized and made ready. Made by [`Normalizer::finder_of`]; a clone costs next to nothing.
#[derive(Clone)]
pub struct ManyFinder<'n> {
    normalizer: &'n Normalizer,
    needles: Arc<Needles>,
    whole_words: bool,
    slice: usize,
}

impl<'n> ManyFinder<'n> {
    /// Leaves out what begins or ends inside a word, as [`Finder::whole_words`](crate::find::Finder::whole_words) does: of the
    /// matches that are whole and start first, the longest is given.
    ///
    /// ```
    /// let finder = naqi::preset::SEARCH.finder_of(["كتاب", "كتاب قل"]).whole_words();
    /// let found: Vec<usize> = finder.find_iter("كِتاب قَلم").map(|found| found.needle).collect();
    /// assert_eq!(found, [0]);
    /// ```
    pub fn whole_words(self) -> Self {
        Self { whole_words: true, ..self }
    }

    /// The needles as they are looked for: normalized, in the order given.
    pub fn needles(&self) -> impl ExactSizeIterator<Item = &str> {
        self.needles.list.iter().map(String::as_str)
    }

    /// The spans in which a needle is found, in order.
    pub fn find_iter<'t>(&self, text: &'t str) -> FindManyIter<'n, 't> {
        let scan = Scan::new(self.normalizer, Many::new(self.needles.clone()), self.whole_words, self.slice, text);
        FindManyIter(scan)
    }

    /// Takes so many bytes of source at a time; what is found does not depend on it.
    #[doc(hidden)]
    pub fn slices_of(self, bytes: usize) -> Self {
        Self { slice: bytes, ..self }
    }
}

impl fmt::Debug for ManyFinder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManyFinder")
            .field("normalizer", self.normalizer)
            .field("needles", &self.needles.list)
            .field("whole_words", &self.whole_words)
            .finish()
    }
}

/// Spans in which one of many needles is found. See [`Normalizer::finder_of`].
pub struct FindManyIter<'n, 't>(Scan<'n, 't, Many>);

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

/// All needles, ready.
struct Needles {
    list: Vec<String>,
    automaton: Automaton,
    /// The needles that the automaton knows.
    order: Vec<usize>,
    /// For each needle the longest other one that it starts with.
    shorter: Vec<Option<usize>>,
    longest: usize,
    backward: OnceBox<Option<Backward>>,
}

enum Automaton {
    /// Many bytes at a time, where the processor can.
    Few(packed::Searcher),
    Many(AhoCorasick),
    /// There are more states than it can number, some gigabytes: needles are looked for one by one.
    TooMany,
}

/// With more needles, vectors are no faster than the automaton.
const FEW: usize = 16;
/// What is longer than this is found by its beginning, and then by [`Backward`].
const LONG: usize = 64;

impl Automaton {
    fn new<'s>(needles: impl ExactSizeIterator<Item = &'s [u8]> + Clone) -> Self {
        if needles.len() <= FEW {
            let mut few = packed::Config::new().match_kind(packed::MatchKind::LeftmostLongest).builder();
            if let Some(searcher) = few.extend(needles.clone()).build() {
                return Self::Few(searcher);
            }
        }
        match AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(needles) {
            Ok(automaton) => Self::Many(automaton),
            Err(_) => Self::TooMany,
        }
    }

    /// Where the first match starts, and which one it is.
    fn find(&self, text: &[u8]) -> Option<(usize, PatternID)> {
        match self {
            Self::Few(searcher) => searcher.find(text).map(|found| (found.start(), found.pattern())),
            Self::Many(automaton) => automaton.find(text).map(|found| (found.start(), found.pattern())),
            Self::TooMany => None,
        }
    }
}

impl Needles {
    fn new(list: Vec<String>) -> Self {
        // In this order a needle stands behind those that it starts with; equal ones are in the order given.
        let mut order: Vec<usize> = (0..list.len()).filter(|&n| !list[n].is_empty()).collect();
        order.sort_by(|&a, &b| list[a].cmp(&list[b]));
        order.dedup_by(|later, first| list[*later] == list[*first]);
        let mut shorter = alloc::vec![None; list.len()];
        let mut starts: Vec<usize> = Vec::new();
        for &n in &order {
            while starts.pop_if(|start| !list[n].starts_with(&list[*start])).is_some() {}
            shorter[n] = starts.last().copied();
            starts.push(n);
        }
        let longest = list.iter().map(String::len).max().unwrap_or(0);
        let beginning = |&n: &usize| &list[n].as_bytes()[..list[n].len().min(LONG)];
        let automaton = Automaton::new(order.iter().map(beginning));
        Self { list, automaton, order, shorter, longest, backward: OnceBox::new() }
    }

    fn one_by_one(&self, text: &[u8]) -> Option<(usize, usize)> {
        let len = |n: usize| self.list[n].len();
        let find = |&n: &usize| memmem::find(text, self.list[n].as_bytes()).map(|start| (start, n));
        self.order.iter().filter_map(find).min_by_key(|&(start, n)| (start, Reverse(len(n))))
    }
}

/// The needles read from their ends, for a text that is read so.
///
/// To find the longest needle that starts at a place, a text is read as far as some needle goes on; where none does in
/// the end, much is read once more from the next place on. Read backwards, each byte tells the longest needle that
/// starts there, so long needles take linear time too.
struct Backward(NFA);

impl Backward {
    fn new(needles: &Needles) -> Option<Self> {
        let reversed = |&n: &usize| needles.list[n].bytes().rev().collect::<Vec<u8>>();
        NFA::builder().match_kind(MatchKind::Standard).build(needles.order.iter().map(reversed)).ok().map(Self)
    }

    /// Writes for each place of a text which pattern is the longest that starts there; those at the end are left out.
    fn starts(&self, text: &[u8], starts: &mut [Option<PatternID>]) {
        let Ok(mut state) = self.0.start_state(Anchored::No) else { return };
        for (n, &byte) in text.iter().enumerate().rev() {
            state = self.0.next_state(Anchored::No, state, byte);
            if let Some(start) = starts.get_mut(n) {
                *start = self.0.is_match(state).then(|| self.0.match_pattern(state, 0));
            }
        }
    }
}

/// Needles looked for in one text.
struct Many {
    needles: Arc<Needles>,
    /// Where long needles are among them: the longest one that starts at each place from `from` on.
    starts: Vec<Option<PatternID>>,
    from: usize,
}

/// Places looked at backwards at a time, and how many times the longest needle.
const PLACES: usize = 4096;
const TIMES: usize = 4;

impl Many {
    fn new(needles: Arc<Needles>) -> Self {
        Self { needles, starts: Vec::new(), from: 0 }
    }

    /// The first match among the starts that are known from `at` on.
    fn known(&self, at: usize) -> Option<(usize, PatternID)> {
        let known = self.starts.get(at.checked_sub(self.from)?..)?;
        known.iter().zip(at..).find_map(|(pattern, start)| pattern.map(|pattern| (start, pattern)))
    }

    /// The first match by the beginnings of needles, and then by their ends.
    fn find_long(&mut self, text: &[u8], at: usize, sure: usize) -> Option<(usize, PatternID)> {
        let Needles { automaton, backward, longest, .. } = &*self.needles;
        let backward = backward.get_or_init(|| Box::new(Backward::new(&self.needles))).as_ref()?;
        let mut at_now = at;
        while at_now < sure {
            if let Some(found) = self.known(at_now) {
                return Some(found);
            }
            at_now = at_now.max(self.from + self.starts.len());
            let start = at_now + automaton.find(text.get(at_now - at..)?)?.0;
            let count = sure.checked_sub(start)?.min(PLACES.max(TIMES * longest));
            self.starts.clear();
            self.starts.resize(count, None);
            self.from = start;
            let read = text.get(start - at..)?;
            backward.starts(&read[..read.len().min(count + longest)], &mut self.starts);
            at_now = start;
        }
        None
    }
}

impl Search for Many {
    fn first(&mut self, text: &[u8], at: usize, sure: usize) -> Option<(Range<usize>, usize)> {
        let is_long = self.needles.longest > LONG;
        let needles = self.needles.clone();
        let (start, needle) = match &needles.automaton {
            Automaton::TooMany => needles.one_by_one(text).map(|(start, needle)| (at + start, needle))?,
            _ => {
                let (start, pattern) = match is_long {
                    true => self.find_long(text, at, sure)?,
                    false => needles.automaton.find(text).map(|(start, pattern)| (at + start, pattern))?,
                };
                (start, *needles.order.get(pattern.as_usize())?)
            }
        };
        Some((start..start + needles.list[needle].len(), needle))
    }

    fn shorter(&self, needle: usize) -> Option<(usize, usize)> {
        self.needles.shorter[needle].map(|n| (self.needles.list[n].len(), n))
    }

    fn longest(&self) -> usize {
        self.needles.longest
    }

    fn go_on(&mut self, _: Range<usize>, next: usize) -> usize {
        next
    }

    fn wanted(&self, at: usize) -> usize {
        let is_known = at < self.from + self.starts.len();
        if self.needles.longest <= LONG || is_known { 0 } else { 2 * self.needles.longest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first match by each of the ways.
    fn first(list: &[String], text: &str, automaton: Option<Automaton>) -> Option<(Range<usize>, usize)> {
        let mut needles = Needles::new(list.to_vec());
        if let Some(automaton) = automaton {
            needles.automaton = automaton;
        }
        Many::new(Arc::new(needles)).first(text.as_bytes(), 0, text.len())
    }

    #[test]
    fn every_automaton_gives_the_longest_of_the_first() {
        let list = ["كتاب", "كتابه", "تا", "قلم", "كتب"].map(String::from).to_vec();
        let many = |list: &[String]| {
            let mut sorted = list.to_vec();
            sorted.sort();
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&sorted).expect("a few needles")
        };
        for text in ["وكتابه", "كتاب", "ماتا وكتاب", "قلكت", "كت", "", "والقلم وكتب الكتابهاكتاب"]
        {
            let ways = [None, Some(Automaton::Many(many(&list))), Some(Automaton::TooMany)];
            let found = ways.map(|automaton| first(&list, text, automaton));
            assert!(found.iter().all(|f| *f == found[0]), "{found:?} in {text:?}");

            // One long needle more, and all are looked for by their beginnings and ends.
            let mut longer = list.clone();
            longer.push("كتاب".repeat(LONG));
            assert_eq!(first(&longer, text, None), found[0], "in {text:?}");
        }
    }
}
