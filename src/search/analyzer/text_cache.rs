//! A cache of words that cannot be packed, each with its terms.

use crate::kernel::prefetch;
use crate::search::analyzer::TermKind;
use crate::search::analyzer::packed_table::{GROWTH_FACTOR, HASH_FACTOR};
use alloc::vec::Vec;
use core::ops::Range;

/// The longest word that is cached, in bytes: an entry is two cache lines with it and its terms.
const MAX_WORD_BYTES: usize = 48;
/// The most bytes of its terms.
const MAX_TERM_BYTES: usize = 78;

/// The number of entries that a lookup probes: all whose index differs from the hash's in the three low bits at most.
const PROBES: usize = 8;
/// The entries of the smallest table.
const MIN_ENTRIES: usize = 1 << 7;
/// The length of the word in a free entry.
const FREE: u8 = u8::MAX;

/// An open-addressing hash table.
#[derive(Clone, Debug)]
pub(super) struct TextCache {
    max_entries: usize,
    /// The entries in use.
    used: usize,
    entries: Vec<CachedText>,
}

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct CachedText {
    /// The word's bytes; those after `len` are arbitrary.
    word: [u8; MAX_WORD_BYTES],
    /// [`FREE`] in a free entry.
    len: u8,
    terms: CachedTerms,
}

/// The terms of a word, one after the other.
///
/// ```text
/// a term           its length; the start of its span in the word, plus 64 times its kind; the end; its text
/// a stop word      0, 0, 0
/// ```
#[derive(Clone, Copy, Debug)]
pub(super) struct CachedTerms {
    bytes: [u8; MAX_TERM_BYTES],
    /// Above [`MAX_TERM_BYTES`] if the terms are too long to be cached.
    len: u8,
}

/// The bytes before a term's text.
const HEAD_BYTES: usize = 3;
/// The bits of the second of them that hold the start of the span; those above hold the kind.
const START_BITS: u32 = 6;
const START: u8 = (1 << START_BITS) - 1;
const _: () = assert!(MAX_WORD_BYTES <= START as usize);

impl Default for CachedTerms {
    fn default() -> Self {
        Self { bytes: [0; MAX_TERM_BYTES], len: 0 }
    }
}

impl CachedTerms {
    /// Appends a term, its span in the word, and its kind. A stop word is appended as an empty term.
    pub fn push(&mut self, text: &str, span: Range<usize>, kind: TermKind) {
        let at = self.len as usize;
        let end = at + HEAD_BYTES + text.len();
        match self.bytes.get_mut(at..end).and_then(<[u8]>::split_first_chunk_mut::<HEAD_BYTES>) {
            Some((head, target)) => {
                // The span of a word that is cached fits.
                *head = [text.len() as u8, span.start as u8 & START | (kind as u8) << START_BITS, span.end as u8];
                target.copy_from_slice(text.as_bytes());
                self.len = end as u8;
            }
            _ => self.len = u8::MAX,
        }
    }

    /// Calls `found` with each term, its span in the word, and its kind, in the order of [`push`](Self::push).
    #[inline]
    pub fn for_each(&self, mut found: impl FnMut(&str, Range<usize>, TermKind)) {
        let mut rest = self.bytes.get(..self.len as usize).unwrap_or_default();
        while let Some((&[len, start, end], tail)) = rest.split_first_chunk::<HEAD_BYTES>() {
            let (text, next) = tail.split_at_checked(len as usize).unwrap_or_default();
            let span = (start & START) as usize..end as usize;
            let kind = TermKind::ALL.get((start >> START_BITS) as usize).copied().unwrap_or(TermKind::Stem);
            found(core::str::from_utf8(text).unwrap_or_default(), span, kind);
            rest = next;
        }
    }
}

impl CachedText {
    fn is(&self, word: &str) -> bool {
        self.word.get(..self.len as usize) == Some(word.as_bytes())
    }
}

impl TextCache {
    /// An empty table without entries; `max_entries` is a power of two.
    pub fn new(max_entries: usize) -> Self {
        Self { max_entries, used: 0, entries: Vec::new() }
    }

    /// Removes all words and frees the table.
    pub fn clear(&mut self) {
        *self = Self::new(self.max_entries);
    }

    /// Whether half of the entries are in use, or there are none yet, and the table may be larger.
    pub fn should_grow(&self) -> bool {
        self.used >= self.entries.len() / 2 && self.entries.len() < self.max_entries
    }

    /// The bytes of the table.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.entries)
    }

    /// Its bytes after [`grow`](Self::grow).
    pub fn bytes_when_grown(&self) -> usize {
        self.entries_when_grown() * size_of::<CachedText>()
    }

    fn entries_when_grown(&self) -> usize {
        (GROWTH_FACTOR * self.entries.len()).clamp(MIN_ENTRIES, self.max_entries)
    }

    /// Makes the table larger. Words that collide there are lost; they are few.
    #[cold]
    pub fn grow(&mut self) {
        let entries = self.entries_when_grown();
        let free = CachedText { word: [0; MAX_WORD_BYTES], len: FREE, terms: CachedTerms::default() };
        let old = core::mem::replace(&mut self.entries, alloc::vec![free; entries]);
        self.used = 0;
        for entry in old {
            let word = entry.word.get(..entry.len as usize).and_then(|word| core::str::from_utf8(word).ok());
            word.inspect(|word| self.insert(word, &entry.terms));
        }
    }

    /// The terms of a word, if they are cached.
    pub fn get(&self, word: &str) -> Option<&CachedTerms> {
        // Insertion uses the first free entry, so a free entry ends the search.
        let mut probed = self.probes(word).map_while(|n| self.entries.get(n).filter(|entry| entry.len != FREE));
        probed.find(|entry| entry.is(word)).map(|entry| &entry.terms)
    }

    /// Stores the terms of a word, if both are short enough. If all probed entries are in use, the first is replaced.
    /// Never grows: the owner of the budget checks [`should_grow`](Self::should_grow) first.
    pub fn insert(&mut self, word: &str, terms: &CachedTerms) {
        if word.len() > MAX_WORD_BYTES || terms.len as usize > MAX_TERM_BYTES {
            return;
        }
        let is_free = |n: &usize| self.entries.get(*n).is_some_and(|entry| entry.len == FREE);
        let n = self.probes(word).find(is_free).unwrap_or(self.index(word));
        if let Some(entry) = self.entries.get_mut(n) {
            self.used += usize::from(entry.len == FREE);
            entry.word[..word.len()].copy_from_slice(word.as_bytes());
            (entry.len, entry.terms) = (word.len() as u8, *terms);
        }
    }

    /// Prefetches the first entry that a lookup probes, both of its cache lines.
    pub fn prefetch(&self, word: &str) {
        if let Some(entry) = self.entries.get(self.index(word)) {
            prefetch(entry);
            prefetch(&entry.terms);
        }
    }

    /// The entries that may hold a word, in the order of probing.
    fn probes(&self, word: &str) -> impl Iterator<Item = usize> {
        let first = self.index(word);
        (0..PROBES).map(move |n| first ^ n)
    }

    fn index(&self, word: &str) -> usize {
        hash(word) as usize & self.entries.len().wrapping_sub(1)
    }
}

/// A hash of all bytes, so that words which differ only in the middle do not collide.
///
/// It is not keyed, so words can be chosen to collide. Eight of those are cached; each of the others costs as much as a new
/// word, plus eight comparisons.
pub(super) fn hash(word: &str) -> u64 {
    // Longer words are not cached, so their hash does not matter.
    let word = &word.as_bytes()[..word.len().min(MAX_WORD_BYTES)];
    let (eights, rest) = word.as_chunks::<8>();
    // The last eight bytes may overlap those before them; this avoids a loop over single bytes.
    let last = match word.last_chunk() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte)),
    };
    eights.iter().fold(mix(last ^ word.len() as u64), |hash, eight| mix(hash ^ u64::from_le_bytes(*eight)))
}

/// Folds the 128-bit product, so that each bit of `bits` affects all bits of the result.
fn mix(bits: u64) -> u64 {
    let product = u128::from(bits) * u128::from(HASH_FACTOR);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;

    use crate::search::analyzer::TermKind::{RootKey, Stem, Word};

    fn cached(terms: &[(&str, TermKind)]) -> CachedTerms {
        let mut cached = CachedTerms::default();
        terms.iter().for_each(|(text, kind)| cached.push(text, start_of(text)..40, *kind));
        cached
    }

    /// A start of a span, another for terms of another length.
    fn start_of(text: &str) -> usize {
        text.len() % 40
    }

    fn list(terms: &CachedTerms) -> Vec<(String, TermKind)> {
        let mut all = Vec::new();
        terms.for_each(|text, span, kind| {
            assert_eq!(span, start_of(text)..40);
            all.push((text.into(), kind));
        });
        all
    }

    fn insert(texts: &mut TextCache, word: &str, terms: &CachedTerms) {
        if texts.should_grow() {
            let bytes = texts.bytes_when_grown();
            texts.grow();
            assert_eq!(texts.bytes(), bytes);
        }
        texts.insert(word, terms);
    }

    #[test]
    fn words_that_differ_in_any_part_rarely_collide() {
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
            words.iter().for_each(|word| insert(&mut texts, word, &cached(&[(word, Stem)])));
            let is_known = |word: &&String| texts.get(word).is_some_and(|t| list(t) == [((*word).clone(), Stem)]);
            let known = words.iter().filter(is_known).count();
            assert!(known > 4900, "{known} like {}", words[0]);
        }
    }

    #[test]
    fn words_are_compared_by_all_their_bytes_and_terms_are_returned_unchanged() {
        assert_eq!(size_of::<CachedText>(), 128);
        let (longest, longer) = ("ب".repeat(MAX_WORD_BYTES / 2), "ب".repeat(MAX_WORD_BYTES / 2 + 1));
        let all: [(&str, &[(&str, TermKind)]); 7] = [
            ("2024", &[("2024", Stem)]),
            ("2024\0", &[("", Stem), ("2024", Stem)]),
            ("رَحْمَٰن", &[("رحم", Stem), ("√رحم", RootKey), ("=رحمان", Word), ("", Stem)]),
            ("رَحْمَٰنِ", &[]),
            ("", &[("", RootKey)]),
            (&longest, &[(&longest, Word)]),
            ("BBC", &[(&"b".repeat(MAX_TERM_BYTES - HEAD_BYTES), Word)]),
        ];
        let mut texts = TextCache::new(1 << 12);
        for (word, terms) in all {
            assert!(texts.get(word).is_none());
            insert(&mut texts, word, &cached(terms));
        }
        for (word, terms) in all {
            let expected: Vec<_> = terms.iter().map(|(text, is)| ((*text).into(), *is)).collect();
            assert_eq!(texts.get(word).map(list), Some(expected), "{word}");
        }
        texts.grow();
        assert!(all.iter().all(|(word, _)| texts.get(word).is_some()));
        insert(&mut texts, &longer, &cached(&[]));
        insert(&mut texts, "x", &cached(&[(&"b".repeat(MAX_TERM_BYTES - HEAD_BYTES + 1), Stem)]));
        insert(&mut texts, "y", &cached(&[(&"b".repeat(40), Stem), (&"b".repeat(30), Stem), ("bbb", Stem)]));
        assert!([&longer, "x", "y"].iter().all(|word| texts.get(word).is_none()));
        texts.clear();
        assert!(all.iter().all(|(word, _)| texts.get(word).is_none()));
    }
}
