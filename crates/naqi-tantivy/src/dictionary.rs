//! Looks up words in the term dictionaries of an index: whether it has them, and what it has that is similar.

use crate::consonants::Consonants;
use naqi::Analyzer;
use naqi::analyzer::TermKind;
use std::collections::{BTreeSet, HashMap};
use tantivy::query::{FuzzyTermQuery, QueryParserError};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;

/// The maximum number of words of a query that are replaced.
pub(crate) const MAX_UNKNOWN_WORDS: usize = 16;
/// The maximum number of terms that a look-up visits: terms that are similar to a word, or that start with a prefix.
pub(crate) const MAX_VISITED: usize = 1024;
/// The number of terms that stand for an unknown word.
const MAX_SUBSTITUTES: usize = 5;
/// The letters that a stem needs: shorter ones are similar to too many others.
const MIN_NEAR: usize = 3;
/// The most letters of an unknown word that is replaced or divided.
const MAX_LETTERS: usize = 40;
/// The letters of a half of a divided word, and of a half that is a stop word.
const MIN_HALF: usize = 3;
const MIN_STOP_WORD: usize = 2;

pub(crate) struct Dictionary<'s> {
    searcher: &'s Searcher,
}

/// How similar a term is, and in how many texts it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Similar {
    distance: usize,
    texts: u64,
}

impl<'s> Dictionary<'s> {
    pub fn new(searcher: &'s Searcher) -> Self {
        Self { searcher }
    }

    /// Whether one of these terms is in the index.
    pub fn knows(&self, terms: &[Term]) -> tantivy::Result<bool> {
        for term in terms {
            if self.searcher.doc_freq(term)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The stems of the index that stand for an unknown one, which is given for each of its fields: the best first.
    pub fn near(&self, stems: &[Term]) -> tantivy::Result<Vec<String>> {
        let mut similar: HashMap<String, Similar> = HashMap::new();
        for stem in stems {
            let Some(text) = stem.value().as_str().map(str::to_owned) else { continue };
            let letters = text.chars().count();
            if letters > MAX_LETTERS || !text.chars().all(char::is_alphabetic) {
                continue;
            }
            if letters >= MIN_NEAR {
                let automaton = || FuzzyTermQuery::new(stem.clone(), 1, true).automaton();
                self.collect(stem.field(), automaton, 1, &mut similar)?;
            }
            if let Some(consonants) = Consonants::of(&text) {
                self.collect(stem.field(), || Ok(consonants.clone()), 2, &mut similar)?;
            }
        }
        let mut list: Vec<(String, Similar)> = similar.into_iter().collect();
        list.sort_unstable_by(|(one, a), (other, b)| {
            a.distance.cmp(&b.distance).then(b.texts.cmp(&a.texts)).then(one.cmp(other))
        });
        list.truncate(MAX_SUBSTITUTES);
        Ok(list.into_iter().map(|(text, _)| text).collect())
    }

    /// Adds the stems of a field that an automaton accepts, all at this distance.
    fn collect<A: Automaton>(
        &self,
        field: Field,
        automaton: impl Fn() -> tantivy::Result<A>,
        distance: usize,
        similar: &mut HashMap<String, Similar>,
    ) -> tantivy::Result<()>
    where
        A::State: Clone,
    {
        let mut visited = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().search(automaton()?).into_stream()?;
            while visited < MAX_VISITED && terms.advance() {
                visited += 1;
                let Ok(text) = std::str::from_utf8(terms.key()) else { continue };
                if TermKind::of(text) != TermKind::Stem || !text.chars().all(char::is_alphabetic) {
                    continue;
                }
                let texts = u64::from(terms.value().doc_freq);
                let found = similar.entry(text.into()).or_insert(Similar { distance, texts: 0 });
                found.distance = found.distance.min(distance);
                found.texts += texts;
            }
        }
        Ok(())
    }

    /// The two known words that a word consists of: those of which the rarer one is in most texts.
    pub fn halves(
        &self,
        analyzers: &HashMap<Field, Analyzer>,
        word: &str,
        stems: &[Term],
    ) -> tantivy::Result<Option<[String; 2]>> {
        let Some((field, analyzer)) = stems.first().and_then(|stem| analyzers.get_key_value(&stem.field())) else {
            return Ok(None);
        };
        let word = analyzer.normalizer().normalize(word);
        let letters = word.chars().count();
        if letters > MAX_LETTERS || !word.chars().all(char::is_alphabetic) {
            return Ok(None);
        }
        let mut best: Option<(u64, usize)> = None;
        for (at, _) in word.char_indices().skip(MIN_STOP_WORD) {
            let (left, right) = word.split_at(at);
            let [left, right] = [self.texts_of(analyzer, *field, left)?, self.texts_of(analyzer, *field, right)?];
            // Two stop words are no word to search for.
            let texts = if left.min(right) == u64::MAX { 0 } else { left.min(right) };
            if texts > best.map_or(0, |(most, _)| most) {
                best = Some((texts, at));
            }
        }
        Ok(best.map(|(_, at)| [word[..at].to_owned(), word[at..].to_owned()]))
    }

    /// The number of texts that have the stem of a word: all if it is a stop word, and none if it is too short.
    fn texts_of(&self, analyzer: &Analyzer, field: Field, word: &str) -> tantivy::Result<u64> {
        let mut stems = Vec::new();
        analyzer.for_each_term(word, |term| {
            if term.kind == TermKind::Stem {
                stems.push(Term::from_field_text(field, term.text));
            }
        });
        match stems.as_slice() {
            [stem] if word.chars().count() >= MIN_HALF => self.searcher.doc_freq(stem),
            [] if word.chars().count() >= MIN_STOP_WORD => Ok(u64::MAX),
            _ => Ok(0),
        }
    }

    /// Adds the terms of a field that start with a prefix. Returns false if there are more than [`MAX_VISITED`] in the set.
    pub fn starting_with(&self, field: Field, prefix: &str, to: &mut BTreeSet<String>) -> tantivy::Result<bool> {
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let builder = inverted.terms().range().ge(prefix);
            let mut terms = builder.into_stream()?;
            while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
                to.extend(std::str::from_utf8(terms.key()).ok().map(str::to_owned));
                if to.len() > MAX_VISITED {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

/// The error that the index could not be read.
pub(crate) fn fault(error: &tantivy::TantivyError) -> QueryParserError {
    QueryParserError::UnsupportedQuery(format!("the words of the index cannot be read: {error}"))
}
