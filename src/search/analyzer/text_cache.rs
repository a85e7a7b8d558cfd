//! A cache of words that cannot be packed, each with its terms.
//!
//! ```text
//! slots      hash | place  hash | place  …                        an open-addressing hash table; 0 is a free slot
//! entries    length of the word, word, length of the terms, terms, …
//! a term     its length; the start and the end of its span in the word; its kind; its text; a stop word is an empty term
//! ```
//!
//! The entries are one string, in which lengths are ASCII characters. When it is full, and may not grow, all words are removed.

use crate::search::analyzer::TermKind;
use crate::search::analyzer::packed_table::{GROWTH_FACTOR, HASH_FACTOR};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The longest word that is cached, in bytes, and the most bytes of its terms: a length is one byte of ASCII.
const MAX_WORD_BYTES: usize = 0x7F;
const MAX_TERM_BYTES: usize = 0x7F;

/// The number of slots that a lookup probes: all whose index differs from the hash's in the three low bits at most.
const PROBES: usize = 8;
/// The slots of the smallest table.
const MIN_SLOTS: usize = 1 << 8;
/// The bytes of entries for each slot. Half of the slots are used at most before the table grows.
const BYTES_PER_SLOT: usize = 60;
/// The bits of a slot that hold the place of an entry. The others are those of the word's hash.
const PLACE: u32 = (1 << 21) - 1;

/// A hash table of words of the source.
#[derive(Clone, Debug)]
pub(super) struct TextCache {
    max_slots: usize,
    /// The slots in use.
    used: usize,
    /// Bits of a word's hash, and the place of its entry plus one.
    slots: Vec<u32>,
    entries: String,
}

/// The terms of a word, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct CachedTerms {
    text: String,
    /// Whether they are too long to be cached.
    are_too_long: bool,
}

/// The bytes before a term's text.
const HEAD_BYTES: usize = 4;

impl CachedTerms {
    pub fn clear(&mut self) {
        self.text.clear();
        self.are_too_long = false;
    }

    /// Appends a term, its span in the word, and its kind. A stop word is appended as an empty term.
    pub fn push(&mut self, text: &str, span: Range<usize>, kind: TermKind) {
        let head = [text.len(), span.start, span.end, kind as usize];
        let bytes = self.text.len() + HEAD_BYTES + text.len();
        self.are_too_long |= bytes > MAX_TERM_BYTES || head.into_iter().any(|n| n > MAX_WORD_BYTES);
        if !self.are_too_long {
            self.text.extend(head.map(ascii));
            self.text.push_str(text);
        }
    }
}

/// A length as a character.
fn ascii(length: usize) -> char {
    char::from(length as u8 & 0x7F)
}

/// Calls `found` with each of a word's terms, its span in the word, and its kind, in the order of [`CachedTerms::push`].
#[inline]
pub(super) fn for_each_term(mut terms: &str, mut found: impl FnMut(&str, Range<usize>, TermKind)) {
    while let Some(&[len, start, end, kind]) = terms.as_bytes().first_chunk() {
        let text_end = HEAD_BYTES + len as usize;
        let text = terms.get(HEAD_BYTES..text_end).unwrap_or_default();
        let kind = TermKind::ALL.get(kind as usize).copied().unwrap_or(TermKind::Stem);
        found(text, start as usize..end as usize, kind);
        terms = terms.get(text_end..).unwrap_or_default();
    }
}

impl TextCache {
    /// An empty table without slots; `max_slots` is a power of two.
    pub fn new(max_slots: usize) -> Self {
        debug_assert!(max_slots * BYTES_PER_SLOT <= PLACE as usize);
        Self { max_slots, used: 0, slots: Vec::new(), entries: String::new() }
    }

    /// Removes all words and frees the table.
    pub fn clear(&mut self) {
        *self = Self::new(self.max_slots);
    }

    /// Whether half of the slots are in use or the entries are full, and the table may be larger.
    pub fn should_grow(&self) -> bool {
        let is_full = self.used >= self.slots.len() / 2 || !self.has_space_for(2 + MAX_WORD_BYTES + MAX_TERM_BYTES);
        is_full && self.slots.len() < self.max_slots
    }

    fn has_space_for(&self, bytes: usize) -> bool {
        self.entries.len() + bytes <= BYTES_PER_SLOT * self.slots.len()
    }

    /// The bytes of the table.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.slots) + self.entries.capacity()
    }

    /// Its bytes after [`grow`](Self::grow).
    pub fn bytes_when_grown(&self) -> usize {
        self.slots_when_grown() * (size_of::<u32>() + BYTES_PER_SLOT)
    }

    fn slots_when_grown(&self) -> usize {
        (GROWTH_FACTOR * self.slots.len()).clamp(MIN_SLOTS, self.max_slots)
    }

    /// Makes the table larger. Words that collide there are lost; they are few.
    #[cold]
    pub fn grow(&mut self) {
        let count = self.slots_when_grown();
        let slots = core::mem::replace(&mut self.slots, alloc::vec![0; count]);
        let entries = core::mem::replace(&mut self.entries, String::with_capacity(BYTES_PER_SLOT * count));
        self.used = 0;
        for slot in slots {
            if let Some((word, terms)) = entry(&entries, slot) {
                self.insert_terms(word, terms);
            }
        }
    }

    /// The terms of the word at the start of a text, for [`for_each_term`], if they are cached.
    #[inline]
    pub fn get(&self, text: &str, len: usize) -> Option<&str> {
        let word = text.get(..len)?;
        let hash = hash(text.as_bytes(), len);
        let slots = self.probes(hash).filter_map(|n| self.slots.get(n).copied());
        // Insertion uses the first free slot, so a free slot ends the search.
        for slot in slots.take_while(|slot| *slot != 0) {
            if (slot ^ tag(hash)) & !PLACE == 0
                && let Some((other, terms)) = entry(&self.entries, slot)
                && other == word
            {
                return Some(terms);
            }
        }
        None
    }

    /// Stores the terms of a word, if both are short enough. If all probed slots are in use, the first is replaced.
    /// Never grows: the owner of the budget checks [`should_grow`](Self::should_grow) first.
    pub fn insert(&mut self, word: &str, terms: &CachedTerms) {
        if word.len() <= MAX_WORD_BYTES && !terms.are_too_long {
            self.insert_terms(word, &terms.text);
        }
    }

    fn insert_terms(&mut self, word: &str, terms: &str) {
        if !self.has_space_for(2 + word.len() + terms.len()) {
            self.slots.fill(0);
            self.entries.clear();
            self.used = 0;
        }
        let hash = hash(word.as_bytes(), word.len());
        let is_free = |n: &usize| self.slots.get(*n) == Some(&0);
        let n = self.probes(hash).find(is_free).unwrap_or(self.index(hash));
        if let Some(slot) = self.slots.get_mut(n) {
            self.used += usize::from(*slot == 0);
            *slot = tag(hash) & !PLACE | (self.entries.len() as u32 + 1);
            self.entries.push(ascii(word.len()));
            self.entries.push_str(word);
            self.entries.push(ascii(terms.len()));
            self.entries.push_str(terms);
        }
    }

    /// The slots that may hold a word, in the order of probing.
    #[inline]
    fn probes(&self, hash: u64) -> impl Iterator<Item = usize> {
        let first = self.index(hash);
        (0..PROBES).map(move |n| first ^ n)
    }

    #[inline]
    fn index(&self, hash: u64) -> usize {
        hash as usize & self.slots.len().wrapping_sub(1)
    }
}

/// The word of an entry, and its terms.
#[inline]
fn entry(entries: &str, slot: u32) -> Option<(&str, &str)> {
    let part = |at: usize| {
        let len = *entries.as_bytes().get(at)? as usize;
        entries.get(at + 1..at + 1 + len)
    };
    let place = (slot & PLACE) as usize;
    let word = part(place.checked_sub(1)?)?;
    Some((word, part(place + word.len())?))
}

/// The bits of a hash that are in no index.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The bytes that are hashed without a loop.
const HEAD: usize = 32;
/// [`HEAD`] bytes from `HEAD - len` on are ones for the first `len`.
const MASKS: [u8; 2 * HEAD] = {
    let (mut masks, mut n) = ([0; 2 * HEAD], 0);
    while n < HEAD {
        masks[n] = 0xFF;
        n += 1;
    }
    masks
};
/// Odd multipliers for each eight bytes.
const FACTORS: [u64; HEAD / 8] = [HASH_FACTOR, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0xD6E8_FEB8_6659_FD93];

/// A hash of the first `len` bytes, so that words which differ only in the middle do not collide.
///
/// It is not keyed, so words can be chosen to collide. Eight of those are cached; each of the others costs as much as a new
/// word, plus eight comparisons.
#[inline]
pub(super) fn hash(bytes: &[u8], len: usize) -> u64 {
    // Bytes behind the word are read and cleared: a loop over the word's bytes would be predicted badly.
    let head = match bytes.first_chunk::<HEAD>() {
        Some(head) => *head,
        None => {
            let mut head = [0; HEAD];
            head[..bytes.len()].copy_from_slice(bytes);
            head
        }
    };
    let mask = MASKS[HEAD - len.min(HEAD)..].first_chunk::<HEAD>().unwrap_or(&[0; HEAD]);
    let eights = head.as_chunks::<8>().0.iter().zip(mask.as_chunks::<8>().0).zip(FACTORS);
    let sum = eights.fold(len as u64, |sum, ((eight, mask), factor)| {
        let bits = u64::from_le_bytes(*eight) & u64::from_le_bytes(*mask);
        sum.wrapping_add(bits.wrapping_mul(factor).rotate_left(32))
    });
    let rest = bytes.get(HEAD..len.min(MAX_WORD_BYTES)).unwrap_or_default();
    mix(rest.chunks(8).fold(sum, |hash, eight| {
        let mut bytes = [0; 8];
        bytes[..eight.len()].copy_from_slice(eight);
        mix(hash ^ u64::from_le_bytes(bytes))
    }))
}

/// Folds the 128-bit product, so that each bit of `bits` affects all bits of the result.
#[inline]
fn mix(bits: u64) -> u64 {
    let product = u128::from(bits) * u128::from(HASH_FACTOR);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

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

    fn list(terms: &str) -> Vec<(String, TermKind)> {
        let mut all = Vec::new();
        for_each_term(terms, |text, span, kind| {
            assert_eq!(span, start_of(text)..40);
            all.push((text.into(), kind));
        });
        all
    }

    /// The terms of a word, which other text may follow.
    fn get(texts: &TextCache, word: &str) -> Option<Vec<(String, TermKind)>> {
        let found = texts.get(word, word.len()).map(list);
        assert_eq!(texts.get(&[word, "من بعده كلمات أخرى كثيرة"].concat(), word.len()).map(list), found);
        found
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
            let is_known = |word: &&String| get(&texts, word).is_some_and(|terms| terms == [((*word).clone(), Stem)]);
            let known = words.iter().filter(is_known).count();
            assert!(known > 4900, "{known} like {}", words[0]);
        }
    }

    #[test]
    fn words_are_compared_by_all_their_bytes_and_terms_are_returned_unchanged() {
        let (longest, longer) = ("b".repeat(MAX_WORD_BYTES), "b".repeat(MAX_WORD_BYTES + 1));
        let all: [(&str, &[(&str, TermKind)]); 7] = [
            ("2024", &[("2024", Stem)]),
            ("2024\0", &[("", Stem), ("2024", Stem)]),
            ("رَحْمَٰن", &[("رحم", Stem), ("√رحم", RootKey), ("=رحمان", Word), ("", Stem)]),
            ("رَحْمَٰنِ", &[]),
            ("", &[("", RootKey)]),
            (&longest, &[(&longest[HEAD_BYTES..], Word)]),
            ("BBC", &[(&"b".repeat(MAX_TERM_BYTES - HEAD_BYTES), Word)]),
        ];
        let mut texts = TextCache::new(1 << 12);
        for (word, terms) in all {
            assert!(get(&texts, word).is_none());
            insert(&mut texts, word, &cached(terms));
        }
        for (word, terms) in all {
            let expected: Vec<_> = terms.iter().map(|(text, is)| ((*text).into(), *is)).collect();
            assert_eq!(get(&texts, word), Some(expected), "{word}");
        }
        texts.grow();
        assert!(all.iter().all(|(word, _)| get(&texts, word).is_some()));
        insert(&mut texts, &longer, &cached(&[]));
        insert(&mut texts, "x", &cached(&[(&"b".repeat(MAX_TERM_BYTES - HEAD_BYTES + 1), Stem)]));
        insert(&mut texts, "y", &cached(&[(&"b".repeat(60), Stem), (&"b".repeat(57), Stem), ("bbb", Stem)]));
        assert!([&longer, "x", "y"].iter().all(|word| get(&texts, word).is_none()));
        texts.clear();
        assert!(all.iter().all(|(word, _)| get(&texts, word).is_none()));
    }

    #[test]
    fn a_full_table_that_may_not_grow_starts_again_in_the_same_bytes() {
        let mut texts = TextCache::new(MIN_SLOTS);
        let word = |n: usize| format!("{n:0100}");
        let mut starts = 0;
        for n in 0..2000 {
            insert(&mut texts, &word(n), &cached(&[("x", Stem)]));
            assert!(get(&texts, &word(n)).is_some() && texts.bytes() == MIN_SLOTS * (4 + BYTES_PER_SLOT));
            starts += usize::from(n > 0 && get(&texts, &word(n - 1)).is_none());
        }
        assert!((10..40).contains(&starts), "{starts}");
    }
}
