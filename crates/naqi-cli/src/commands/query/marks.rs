//! Restricts texts to those whose marks agree with the marks of a query.

use naqi::find::Finder;
use naqi::{Normalizer, Step, preset};

/// The words of a query that have marks.
pub struct MarkedWords {
    finders: Vec<Finder>,
}

impl MarkedWords {
    pub fn of(query: &str) -> Self {
        let unmarked = Normalizer::new(&[Step::StripDiacritics]);
        let marked = naqi::words(query).map(|word| word.text()).filter(|word| !unmarked.is_normalized(word));
        Self { finders: marked.map(|word| preset::SEARCH.finder(word).respecting_marks()).collect() }
    }

    /// Whether each of the words is in one of the texts, with marks that do not contradict its own.
    pub fn agree_with(&self, texts: &[&str]) -> bool {
        self.finders.iter().all(|finder| texts.iter().any(|text| finder.find_iter(text).next().is_some()))
    }
}
