//! A cache of words that can not be packed: each with the terms that it became.

use crate::kernel::prefetch;
use crate::kernel::{GROWTH_FACTOR, HASH_FACTOR};
use alloc::vec::Vec;

/// The longest word that is kept, and how much its terms may take, in bytes.
const LONGEST: usize = 48;
const MOST: usize = 78;

/// How many places a word may stand in.
const WAYS: usize = 8;
/// How many places there are first.
const FEWEST: usize = 1 << 7;
/// The length of no word.
const NONE: u8 = u8::MAX;

/// Words by their hash, in as many places as there are.
#[derive(Clone, Debug)]
pub(super) struct TextCache {
    /// The most places that there may be.
    most: usize,
    /// How many are taken.
    taken: usize,
    texts: Vec<Text>,
}

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Text {
    /// The word, and whatever behind it; the length of none is more than there are.
    word: [u8; LONGEST],
    len: u8,
    becomes: CachedTerms,
}

/// The terms of a word, one after the other.
///
/// ```text
/// a term         its length, and 128 for a root key; its bytes
/// a piece of the word that is left out        0
/// ```
#[derive(Clone, Copy, Debug)]
pub(super) struct CachedTerms {
    bytes: [u8; MOST],
    /// More than there are where the terms are too long.
    len: u8,
}

const ROOT_KEY: u8 = 0x80;

impl Default for CachedTerms {
    fn default() -> Self {
        Self { bytes: [0; MOST], len: 0 }
    }
}

impl CachedTerms {
    /// Puts a term behind the others: its text and whether it is a root key; a piece that is left out has none.
    pub fn push(&mut self, text: &str, is_root_key: bool) {
        let at = self.len as usize;
        let end = at + 1 + text.len();
        match self.bytes.get_mut(at..end) {
            Some(place) if text.len() < ROOT_KEY as usize => {
                place[0] = text.len() as u8 | if is_root_key { ROOT_KEY } else { 0 };
                place[1..].copy_from_slice(text.as_bytes());
                self.len = end as u8;
            }
            _ => self.len = u8::MAX,
        }
    }

    /// Calls `found` with each term, as they were put.
    #[inline]
    pub fn for_each(&self, mut found: impl FnMut(&str, bool)) {
        let mut rest = self.bytes.get(..self.len as usize).unwrap_or_default();
        while let Some((head, behind)) = rest.split_first() {
            let (text, next) = behind.split_at_checked((head & !ROOT_KEY) as usize).unwrap_or_default();
            found(core::str::from_utf8(text).unwrap_or_default(), head & ROOT_KEY != 0);
            rest = next;
        }
    }
}

impl Text {
    fn is(&self, word: &str) -> bool {
        self.word.get(..self.len as usize) == Some(word.as_bytes())
    }
}

impl TextCache {
    /// No places yet, and so many at most, a power of two.
    pub fn new(most: usize) -> Self {
        Self { most, taken: 0, texts: Vec::new() }
    }

    /// Forgets all words and frees their places.
    pub fn clear(&mut self) {
        *self = Self::new(self.most);
    }

    /// Whether there are few free places, or none at all, and there may be more.
    pub fn wants_to_grow(&self) -> bool {
        self.taken >= self.texts.len() / 2 && self.texts.len() < self.most
    }

    /// The bytes that the places take.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.texts)
    }

    /// The bytes that they would take after [`grow`](Self::grow).
    pub fn bytes_when_grown(&self) -> usize {
        self.places_when_grown() * size_of::<Text>()
    }

    fn places_when_grown(&self) -> usize {
        (GROWTH_FACTOR * self.texts.len()).clamp(FEWEST, self.most)
    }

    /// Makes more places, and forgets few of the words.
    #[cold]
    pub fn grow(&mut self) {
        let places = self.places_when_grown();
        let none = Text { word: [0; LONGEST], len: NONE, becomes: CachedTerms::default() };
        let old = core::mem::replace(&mut self.texts, alloc::vec![none; places]);
        self.taken = 0;
        for text in old {
            let word = text.word.get(..text.len as usize).and_then(|word| core::str::from_utf8(word).ok());
            word.inspect(|word| self.keep(word, &text.becomes));
        }
    }

    /// The terms of a word, if they are known.
    pub fn find(&self, word: &str) -> Option<&CachedTerms> {
        // A word takes the first place that is free, so behind that it does not stand.
        let mut places = self.places_of(word).map_while(|place| self.texts.get(place).filter(|text| text.len != NONE));
        places.find(|text| text.is(word)).map(|text| &text.becomes)
    }

    /// Keeps the terms of a word, if both are short enough. The number of places stays: whoever owns the table asks
    /// [`wants_to_grow`](Self::wants_to_grow) first.
    pub fn keep(&mut self, word: &str, becomes: &CachedTerms) {
        if word.len() > LONGEST || becomes.len as usize > MOST {
            return;
        }
        let is_free = |place: &usize| self.texts.get(*place).is_some_and(|text| text.len == NONE);
        let place = self.places_of(word).find(is_free).unwrap_or(self.place(word));
        if let Some(text) = self.texts.get_mut(place) {
            self.taken += usize::from(text.len == NONE);
            text.word[..word.len()].copy_from_slice(word.as_bytes());
            (text.len, text.becomes) = (word.len() as u8, *becomes);
        }
    }

    /// Brings a word's place near, so that the question about it does not wait.
    pub fn prefetch(&self, word: &str) {
        if let Some(text) = self.texts.get(self.place(word)) {
            prefetch(text);
            prefetch(&text.becomes);
        }
    }

    /// Where a word may stand, its own place first.
    fn places_of(&self, word: &str) -> impl Iterator<Item = usize> {
        let place = self.place(word);
        (0..WAYS).map(move |n| place ^ n)
    }

    fn place(&self, word: &str) -> usize {
        hash(word) as usize & self.texts.len().wrapping_sub(1)
    }
}

/// A hash of all bytes, so that words which share their edges alone have places of their own.
///
/// It has no secret: who knows it can make words that share their places. Of these eight are kept, and each of the others
/// costs what a new word costs, and eight comparisons.
pub(super) fn hash(word: &str) -> u64 {
    // Longer words are not kept, so any place will do.
    let word = &word.as_bytes()[..word.len().min(LONGEST)];
    let (eights, rest) = word.as_chunks::<8>();
    // The last eight bytes overlap those before them, so that no loop over single bytes is needed.
    let last = match word.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)),
    };
    eights.iter().fold(mix(last ^ word.len() as u64), |hash, eight| mix(hash ^ u64::from_le_bytes(*eight)))
}

/// Both halves of the product: each bit of `bits` has a say in all of the result.
fn mix(bits: u64) -> u64 {
    let product = u128::from(bits) * u128::from(HASH_FACTOR);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    fn becomes(terms: &[(&str, bool)]) -> CachedTerms {
        let mut becomes = CachedTerms::default();
        terms.iter().for_each(|(text, is_root_key)| becomes.push(text, *is_root_key));
        becomes
    }

    fn found(becomes: &CachedTerms) -> Vec<(String, bool)> {
        let mut all = Vec::new();
        becomes.for_each(|text, is_root_key| all.push((text.into(), is_root_key)));
        all
    }

    fn keep(texts: &mut TextCache, word: &str, becomes: &CachedTerms) {
        if texts.wants_to_grow() {
            let bytes = texts.bytes_when_grown();
            texts.grow();
            assert_eq!(texts.bytes(), bytes);
        }
        texts.keep(word, becomes);
    }

    #[test]
    fn words_that_differ_in_any_part_have_places_of_their_own() {
        type Make = fn(usize) -> String;
        let all: [Make; 5] = [
            |n| format!("abcdefgh{n:05}ijklmnop"),
            |n| format!("{n:05}"),
            |n| format!("{n:05}abcdefghijklmnop"),
            |n| format!("abcdefghijklmnop{n:05}"),
            |n| format!("abcdefgh{n:05}ijklmnopqrstuvwxyzijklmnopqrst"),
        ];
        for make in all {
            let mut texts = TextCache::new(1 << 14);
            let words: Vec<String> = (0..5000).map(make).collect();
            words.iter().for_each(|word| keep(&mut texts, word, &becomes(&[(word, false)])));
            let is_known = |word: &&String| texts.find(word).is_some_and(|b| found(b) == [((*word).clone(), false)]);
            let known = words.iter().filter(is_known).count();
            assert!(known > 4900, "{known} like {}", words[0]);
        }
    }

    #[test]
    fn words_are_told_apart_by_all_their_bytes_and_terms_come_back() {
        assert_eq!(size_of::<Text>(), 128);
        let (longest, longer) = ("ب".repeat(LONGEST / 2), "ب".repeat(LONGEST / 2 + 1));
        let all: [(&str, &[(&str, bool)]); 7] = [
            ("2024", &[("2024", false)]),
            ("2024\0", &[("", false), ("2024", false)]),
            ("رَحْمَٰن", &[("رحم", false), ("√رحم", true), ("", false)]),
            ("رَحْمَٰنِ", &[]),
            ("", &[("", true)]),
            (&longest, &[(&longest, false)]),
            ("BBC", &[(&"b".repeat(MOST - 1), true)]),
        ];
        let mut texts = TextCache::new(1 << 12);
        for (word, terms) in all {
            assert!(texts.find(word).is_none());
            keep(&mut texts, word, &becomes(terms));
        }
        for (word, terms) in all {
            let expected: Vec<_> = terms.iter().map(|(text, is)| ((*text).into(), *is)).collect();
            assert_eq!(texts.find(word).map(found), Some(expected), "{word}");
        }
        texts.grow();
        assert!(all.iter().all(|(word, _)| texts.find(word).is_some()));
        keep(&mut texts, &longer, &becomes(&[]));
        keep(&mut texts, "x", &becomes(&[(&"b".repeat(MOST), false)]));
        keep(&mut texts, "y", &becomes(&[(&"b".repeat(40), false), (&"b".repeat(40), false), ("b", false)]));
        assert!([&longer, "x", "y"].iter().all(|word| texts.find(word).is_none()));
        texts.clear();
        assert!(all.iter().all(|(word, _)| texts.find(word).is_none()));
    }
}
