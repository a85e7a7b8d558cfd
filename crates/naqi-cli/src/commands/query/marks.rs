//! Restricts texts to those whose marks agree with the marks of a query.

use naqi::find::Finder;
use naqi::{Normalizer, Step, preset};

/// The words of a query that have marks, without excluded ones.
pub struct MarkedWords {
    finders: Vec<Finder>,
    /// Whether a text has to have all of them.
    all: bool,
}

impl MarkedWords {
    pub fn of(query: &str, all: bool) -> Self {
        let unmarked = Normalizer::new(&[Step::StripDiacritics]);
        let is_excluded = |start: usize| query[..start].ends_with('-') || query[..start].ends_with("NOT ");
        let marked = naqi::words(query).filter(|word| !is_excluded(word.span().start));
        let marked = marked.map(|word| word.text()).filter(|word| !unmarked.is_normalized(word));
        Self { finders: marked.map(|word| preset::SEARCH.finder(word).respecting_marks()).collect(), all }
    }

    /// Whether one of the texts has one of the words, or each is in one of them, with marks that do not contradict its own.
    pub fn agree_with(&self, texts: &[&str]) -> bool {
        let is_in_one = |finder: &Finder| texts.iter().any(|text| finder.find_iter(text).next().is_some());
        match self.all {
            true => self.finders.iter().all(is_in_one),
            false => self.finders.is_empty() || self.finders.iter().any(is_in_one),
        }
    }
}
