//! The distinct words of a text and their normalized forms, up to a limit.

use naqi::Normalizer;
use std::collections::HashMap;
use std::rc::Rc;

/// A longer word is probably no word, and is not kept.
const LONGEST: usize = 255;

pub struct Vocabulary<'n> {
    normalizer: &'n Normalizer,
    words: HashMap<Rc<str>, Word>,
    /// The number of kept words with this term.
    terms: HashMap<Rc<str>, u32>,
    limit: usize,
    pub dropped: Dropped,
}

struct Word {
    count: u64,
    term: Rc<str>,
}

/// Counts of the words that were dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Distinct words that were dropped; one that occurred again and was dropped again counts twice.
    pub distinct: u64,
    /// How often they occurred in the text.
    pub words: u64,
    /// The maximum error of a kept word's count, which may be too low.
    pub error: u64,
    /// Words that were too long to be kept.
    pub long: u64,
}

/// A kept word, its count, and its normalized form: empty, if the word is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry<'v> {
    pub term: &'v str,
    pub written: &'v str,
    pub count: u64,
}

impl<'n> Vocabulary<'n> {
    pub fn new(normalizer: &'n Normalizer, limit: usize) -> Self {
        let dropped = Dropped::default();
        Self { normalizer, words: HashMap::new(), terms: HashMap::new(), limit, dropped }
    }

    /// Counts a word. Words dropped for it are passed to `drop` with their counts.
    pub fn add(&mut self, word: &str, mut drop: impl FnMut(&str, u64)) {
        if let Some(known) = self.words.get_mut(word) {
            known.count += 1;
            return;
        }
        if word.len() > LONGEST {
            self.dropped.long += 1;
            return drop(word, 1);
        }
        let written: Rc<str> = word.into();
        let term = self.normalizer.normalize(word);
        let term = if term == word { written.clone() } else { self.term(term.trim_matches(' ')) };
        *self.terms.entry(term.clone()).or_default() += 1;
        self.words.insert(written, Word { count: 1, term });
        if self.words.len() > self.limit {
            self.prune(drop);
        }
    }

    fn term(&self, term: &str) -> Rc<str> {
        self.terms.get_key_value(term).map_or_else(|| term.into(), |(known, _)| known.clone())
    }

    /// Drops the rarest words, at least a quarter of all: all that are equally rare, so that the result does not depend
    /// on the order.
    fn prune(&mut self, mut drop: impl FnMut(&str, u64)) {
        let mut counts: Vec<u64> = self.words.values().map(|word| word.count).collect();
        let quarter = counts.len() / 4;
        let rare = *counts.select_nth_unstable(quarter).1;
        let (terms, dropped) = (&mut self.terms, &mut self.dropped);
        dropped.error += rare;
        self.words.retain(|written, word| {
            if word.count > rare {
                return true;
            }
            dropped.distinct += 1;
            dropped.words += word.count;
            drop(written, word.count);
            if let Some(forms) = terms.get_mut(&word.term) {
                *forms -= 1;
                if *forms == 0 {
                    terms.remove(&word.term);
                }
            }
            false
        });
    }

    /// Distinct words, as written.
    pub fn written(&self) -> u64 {
        self.words.len() as u64
    }

    /// Distinct words, normalized.
    pub fn terms(&self) -> u64 {
        self.terms.len() as u64 - u64::from(self.terms.contains_key(""))
    }

    /// The kept words, grouped by term.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let mut all = Vec::with_capacity(self.words.len());
        for (written, word) in &self.words {
            all.push(Entry { term: &word.term, written, count: word.count });
        }
        all.sort_unstable();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use naqi::preset::SEARCH;

    fn of(words: &[&str], limit: usize) -> (Vec<(String, u64)>, Dropped, u64) {
        let mut vocabulary = Vocabulary::new(&SEARCH, limit);
        let mut handed = 0;
        for word in words {
            vocabulary.add(word, |_, count| handed += count);
            assert!(vocabulary.written() <= limit as u64);
        }
        let entries = vocabulary.entries().iter().map(|entry| (entry.written.to_owned(), entry.count)).collect();
        (entries, vocabulary.dropped, handed)
    }

    #[test]
    fn spellings_of_one_word_are_grouped() {
        let words = ["المُتَّحِدة", "سلام", "المتحده", "المتحدة", "المتحدة"];
        let mut vocabulary = Vocabulary::new(&SEARCH, 10);
        words.iter().for_each(|word| vocabulary.add(word, |_, _| ()));
        let terms: Vec<_> = vocabulary.entries().iter().map(|entry| (entry.term.to_owned(), entry.count)).collect();
        let one = "المتحده".to_owned();
        assert_eq!(terms, [(one.clone(), 2), (one.clone(), 1), (one, 1), ("سلام".into(), 1)]);
        assert_eq!((vocabulary.written(), vocabulary.terms()), (4, 2));
    }

    #[test]
    fn beyond_the_limit_the_rarest_are_dropped_and_the_sums_still_add_up() {
        let text: Vec<String> =
            (0..4000_u32).map(|n| if n % 2 == 0 { "كثير".into() } else { format!("ك{n}") }).collect();
        let words: Vec<&str> = text.iter().map(String::as_str).collect();
        let (kept, dropped, handed) = of(&words, 100);
        let frequent = kept.iter().find(|entry| entry.0 == "كثير").map_or(0, |entry| entry.1);
        assert_eq!(frequent, 2000, "what is frequent stays");
        assert_eq!(kept.iter().map(|entry| entry.1).sum::<u64>() + dropped.words, 4000);
        assert_eq!(dropped.words, handed);
        assert!(dropped.distinct > 1800 && dropped.error > 0, "{dropped:?}");
    }

    #[test]
    fn a_limit_of_one_word_is_respected() {
        let (kept, dropped, _) = of(&["ا", "ب", "ب", "ج"], 1);
        assert_eq!(kept.iter().map(|entry| entry.1).sum::<u64>() + dropped.words, 4);
    }

    #[test]
    fn a_very_long_word_is_counted_and_not_kept() {
        let long = "ك".repeat(200);
        let (kept, dropped, handed) = of(&[&long, "ك"], 10);
        assert_eq!((kept.len(), dropped.long, dropped.words, handed), (1, 1, 0, 1));
    }
}
