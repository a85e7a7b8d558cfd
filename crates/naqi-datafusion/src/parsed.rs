//! Normalizers, analyzers and tokenizers by their text, each parsed once.

use naqi::token::Tokenizer;
use naqi::{Analyzer, Error, Normalizer};
use std::sync::{Arc, Mutex, PoisonError};

/// What was parsed last, at most `MOST`, so that neither the batches of a query nor its partitions parse it again.
pub(crate) struct Parsed<T, const MOST: usize>(Mutex<Vec<(String, T)>>);

/// A normalizer takes up to 119 KiB.
pub(crate) static NORMALIZERS: Parsed<Normalizer, 64> = Parsed::new();
/// Shared, since a clone would begin with an empty cache of words. An analyzer's caches take up to 64 MiB.
pub(crate) static ANALYZERS: Parsed<Arc<Analyzer>, 8> = Parsed::new();
pub(crate) static TOKENIZERS: Parsed<Tokenizer, 64> = Parsed::new();

impl<T: Clone, const MOST: usize> Parsed<T, MOST> {
    const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The value of a text, which `parse` makes if it is not known. The longest unused one is forgotten.
    pub fn get(&self, text: &str, parse: impl FnOnce(&str) -> Result<T, Error>) -> Result<T, Error> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = match known.iter().position(|(key, _)| key == text) {
            Some(n) => known.remove(n),
            None => {
                let made = parse(text)?;
                if known.len() == MOST {
                    known.remove(0);
                }
                (text.to_owned(), made)
            }
        };
        let value = entry.1.clone();
        known.push(entry);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_parsed_once_and_only_the_last_ones_are_kept() {
        let parsed: Parsed<usize, 32> = Parsed::new();
        let mut count = 0;
        for n in (0..100).chain(90..100) {
            let value = parsed.get(&n.to_string(), |text| {
                count += 1;
                Ok(text.len())
            });
            assert_eq!(value, Ok(n.to_string().len()));
        }
        assert_eq!(count, 100);
        assert_eq!(parsed.0.lock().unwrap().len(), 32);
        let error = "nosuch".parse::<Normalizer>().unwrap_err();
        assert_eq!(parsed.get("nosuch", |_| Err(error.clone())), Err(error));
    }
}
