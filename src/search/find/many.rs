//! Many needles at once, in one pass over the text.

use crate::normalizer::Normalizer;
use crate::search::find::scan::{SLICE, Scan, Search};
use aho_corasick::{AhoCorasick, MatchKind, packed};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use memchr::memmem;

impl Normalizer {
    /// Many needles made ready to be looked for at once.
    ///
    /// Of the matches that start first, the longest is given, and spans do not overlap; else all is as for one needle:
    /// see [`Finder`](crate::search::find::Finder). Needs the feature `many`.
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
    /// Leaves out what begins or ends inside a word, as [`Finder::whole_words`](crate::search::find::Finder::whole_words) does: of the
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
        let scan = Scan::new(self.normalizer, self.needles.clone(), self.whole_words, self.slice, text);
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
pub struct FindManyIter<'n, 't>(Scan<'n, 't, Arc<Needles>>);

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

impl Automaton {
    fn new<'s>(needles: impl ExactSizeIterator<Item = &'s str> + Clone) -> Self {
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
        let automaton = Automaton::new(order.iter().map(|&n| &*list[n]));
        Self { list, automaton, order, shorter, longest }
    }
}

impl Search for Arc<Needles> {
    fn first(&self, text: &[u8]) -> Option<(Range<usize>, usize)> {
        let (start, pattern) = match &self.automaton {
            Automaton::Few(searcher) => searcher.find(text).map(|found| (found.start(), found.pattern())),
            Automaton::Many(automaton) => automaton.find(text).map(|found| (found.start(), found.pattern())),
            Automaton::TooMany => return self.one_by_one(text),
        }?;
        let needle = *self.order.get(pattern.as_usize())?;
        Some((start..start + self.list[needle].len(), needle))
    }

    fn shorter(&self, needle: usize) -> Option<(usize, usize)> {
        self.shorter[needle].map(|n| (self.list[n].len(), n))
    }

    fn longest(&self) -> usize {
        self.longest
    }
}

impl Needles {
    fn one_by_one(&self, text: &[u8]) -> Option<(Range<usize>, usize)> {
        let len = |n: usize| self.list[n].len();
        let find = |&n: &usize| memmem::find(text, self.list[n].as_bytes()).map(|start| (start, n));
        let first = self.order.iter().filter_map(find).min_by_key(|&(start, n)| (start, core::cmp::Reverse(len(n))));
        first.map(|(start, n)| (start..start + len(n), n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_automaton_gives_the_longest_of_the_first() {
        let list = ["كتاب", "كتابه", "تا", "قلم", "كتب"].map(String::from).to_vec();
        let many = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&list).expect("a few needles");
        for text in ["وكتابه", "كتاب", "ماتا وكتاب", "قلكت", "كت", "", "والقلم وكتب الكتابهاكتاب"]
        {
            let found = [None, Some(Automaton::Many(many.clone())), Some(Automaton::TooMany)].map(|automaton| {
                let mut needles = Needles::new(list.clone());
                if let Some(automaton) = automaton {
                    needles.order = (0..list.len()).collect();
                    needles.automaton = automaton;
                }
                Arc::new(needles).first(text.as_bytes())
            });
            assert!(found.iter().all(|f| *f == found[0]), "{found:?} in {text:?}");
        }
    }
}
