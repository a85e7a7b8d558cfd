//! Affixes of Persian that are written with a half-space (U+200C ZERO WIDTH NON-JOINER) between them and their word.
//!
//! The words of the lists are found by a hash table that is made when the crate is compiled.

mod lists;

use crate::rules::letters::variants::PERSIAN_KEYBOARD;
use crate::rules::letters::{ALEF, ALEF_MADDA};
use lists::{AFTER_HEH, AFTER_HEH_OR_YEH, DETERMINERS, FUNCTION_WORDS, PREFIXES, SECOND_PARTS, SUFFIXES};

/// What the word before a suffix has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    /// Any word.
    Any,
    /// One that ends in `ه`, as in `رفته اند`.
    Heh,
    /// One that ends in `ه` or `ی`.
    HehOrYeh,
    /// Any but a determiner or a pronoun: `برنامه ریزی`, but not `این کاری`.
    Noun,
}

/// The list that a word is in: none is in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Prefixes,
    Suffixes(Host),
    /// Words that take no affix.
    FunctionWords,
    /// Determiners and pronouns, which are no first parts of compounds.
    Determiners,
}

impl List {
    /// What stands before the word, if it is a suffix.
    pub fn host(self) -> Option<Host> {
        if let Self::Suffixes(host) = self { Some(host) } else { None }
    }
}

/// The lists, with their words: one in each line.
const LISTS: [(List, &str); 7] = [
    (List::Prefixes, PREFIXES),
    (List::Suffixes(Host::Any), SUFFIXES),
    (List::Suffixes(Host::Heh), AFTER_HEH),
    (List::Suffixes(Host::HehOrYeh), AFTER_HEH_OR_YEH),
    (List::Suffixes(Host::Noun), SECOND_PARTS),
    (List::FunctionWords, FUNCTION_WORDS),
    (List::Determiners, DETERMINERS),
];

/// The list of a word.
pub(crate) fn list_of(word: &str) -> Option<List> {
    let mut slot = hash(word.as_bytes(), 0, word.len());
    while SLOTS[slot] != EMPTY {
        let (list, words) = LISTS[SLOTS[slot] as usize >> OFFSET_BITS];
        let at = SLOTS[slot] as usize & ((1 << OFFSET_BITS) - 1);
        if words[at..].lines().next() == Some(word) {
            return Some(list);
        }
        slot = (slot + 1) % SLOTS.len();
    }
    None
}

/// A hash table: the list of each word, and the word's offset there in the low bits. A word whose slot is taken has the next free
/// one. A third of the slots is taken, so most words that are not listed meet an empty slot.
static SLOTS: [u16; 1 << HASH_BITS] = {
    // With more lists, an entry could equal `EMPTY`.
    assert!(LISTS.len() << OFFSET_BITS <= EMPTY as usize);
    let (mut slots, mut list) = ([EMPTY; 1 << HASH_BITS], 0);
    while list < LISTS.len() {
        let words = LISTS[list].1.as_bytes();
        assert!(words.len() <= 1 << OFFSET_BITS);
        let mut at = 1; // after the first line break
        while at < words.len() {
            let mut end = at;
            while words[end] != b'\n' {
                end += 1;
            }
            let mut slot = hash(words, at, end);
            while slots[slot] != EMPTY {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = (list << OFFSET_BITS | at) as u16;
            at = end + 1;
        }
        list += 1;
    }
    slots
};
const HASH_BITS: u32 = 10;
const OFFSET_BITS: u32 = 13;
const EMPTY: u16 = u16::MAX;

/// The hash of the bytes `start..end`.
const fn hash(bytes: &[u8], start: usize, end: usize) -> usize {
    let (mut hash, mut n) = (0_u32, start);
    while n < end {
        hash = (hash ^ bytes[n] as u32).wrapping_mul(0x9E37_79B1).rotate_left(5);
        n += 1;
    }
    (hash.wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS)) as usize
}

/// The letter as in the lists.
pub(crate) fn as_listed(letter: char) -> char {
    let written = PERSIAN_KEYBOARD.iter().find(|(_, others)| others.contains(&letter));
    match written.and_then(|(written, _)| written.chars().next()) {
        Some(written) => written,
        None if letter == ALEF_MADDA => ALEF,
        None => letter,
    }
}

/// The greatest number of characters of an affix or a word of the lists.
pub(crate) const LONGEST: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> impl Iterator<Item = &'static str> {
        LISTS.into_iter().flat_map(|(_, words)| words.split_whitespace())
    }

    #[test]
    fn lists_are_sorted_and_have_each_word_once() {
        assert!(LISTS.iter().all(|(_, words)| words.split_whitespace().is_sorted_by(|a, b| a < b)));
        assert!(words().all(|word| words().filter(|other| *other == word).count() == 1));
        assert!(words().all(|word| word.chars().all(|c| as_listed(c) == c)));
        assert_eq!(words().map(|word| word.chars().count()).max(), Some(LONGEST));
    }

    #[test]
    fn every_word_is_found_in_its_list_alone() {
        for (list, words) in LISTS {
            for word in words.split_whitespace() {
                assert_eq!(list_of(word), Some(list), "{word}");
            }
        }
        let words_in_no_list =
            words().map(|word| [word, word].concat()).filter(|word| words().all(|other| other != word));
        for word in words_in_no_list {
            assert_eq!(list_of(&word), None, "{word}");
        }
    }

    fn host_of(word: &str) -> Option<Host> {
        list_of(word)?.host()
    }

    /// Whether the second part of a word is joined with the first, which may be joined with one before.
    fn are_joined(before: &str, after: &str, is_joined: bool) -> bool {
        let is_suffix = host_of(before) == Some(Host::Any);
        let is_host =
            is_joined || before.chars().count() > 1 && list_of(before) != Some(List::FunctionWords) && !is_suffix;
        match host_of(after).filter(|_| is_host) {
            Some(Host::Any | Host::Noun) => true,
            Some(Host::Heh) => before.ends_with('ه'),
            Some(Host::HehOrYeh) => before.ends_with(['ه', 'ی']),
            None => list_of(before) == Some(List::Prefixes) && after.chars().count() > 1,
        }
    }

    /// With the spaces deleted, words that are joined may be a listed one. It must not be joined with others than its first
    /// part was, or a second run would join more. Two words that together are a suffix are not joined (see the filter).
    #[test]
    fn no_listed_word_is_others_that_are_joined() {
        for word in words() {
            for (at, _) in word.char_indices().skip(1) {
                let (before, after) = word.split_at(at);
                let is_suffix = host_of(word).is_some();
                assert!(is_suffix || !are_joined(before, after, false), "{word} may be {before} and {after}");
                for (middle, _) in after.char_indices().skip(1) {
                    let (second, third) = after.split_at(middle);
                    let is_first_joined = are_joined(before, second, false) && {
                        let both = host_of(&word[..at + middle]);
                        both.is_none() || both == host_of(before)
                    };
                    let same_host = host_of(before).is_some() && host_of(before) == host_of(word);
                    let is_joined = is_first_joined && are_joined(second, third, true);
                    assert!(!is_joined || same_host, "{word} may be {before}, {second} and {third}");
                }
            }
        }
    }
}
