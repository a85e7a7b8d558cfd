//! Affixes of Persian that are written with a half-space (U+200C ZERO WIDTH NON-JOINER) between them and their word.

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

/// What the lists tell of a word.
#[derive(Clone, Copy, Default)]
pub(crate) struct Listed {
    pub is_prefix: bool,
    /// What stands before the word, if it is a suffix.
    pub host: Option<Host>,
    /// Whether it takes no affix.
    pub is_function_word: bool,
    /// Whether it is a determiner or a pronoun, which is no first part of a compound.
    pub is_determiner: bool,
}

/// What the lists tell of a word. Most words are in none of them, so a set of hashes comes first.
pub(crate) fn listed(word: &str) -> Listed {
    let bit = hash(word.as_bytes());
    if HASHES[bit / 64] >> (bit % 64) & 1 == 0 {
        return Listed::default();
    }
    let is_in = |list: &[&str]| list.binary_search(&word).is_ok();
    let suffixes =
        [(SUFFIXES, Host::Any), (AFTER_HEH, Host::Heh), (AFTER_HEH_OR_YEH, Host::HehOrYeh), (SECOND_PARTS, Host::Noun)];
    Listed {
        is_prefix: is_in(PREFIXES),
        host: suffixes.into_iter().find(|(list, _)| is_in(list)).map(|(_, host)| host),
        is_function_word: is_in(FUNCTION_WORDS),
        is_determiner: is_in(DETERMINERS),
    }
}

const LISTS: [&[&str]; 7] =
    [PREFIXES, SUFFIXES, AFTER_HEH, AFTER_HEH_OR_YEH, SECOND_PARTS, FUNCTION_WORDS, DETERMINERS];

/// A bit for each hash: whether a word of the lists has it.
static HASHES: [u64; 1 << (HASH_BITS - 6)] = {
    let (mut hashes, mut list) = ([0; 1 << (HASH_BITS - 6)], 0);
    while list < LISTS.len() {
        let mut n = 0;
        while n < LISTS[list].len() {
            let bit = hash(LISTS[list][n].as_bytes());
            hashes[bit / 64] |= 1 << (bit % 64);
            n += 1;
        }
        list += 1;
    }
    hashes
};
const HASH_BITS: u32 = 13;

const fn hash(bytes: &[u8]) -> usize {
    let (mut hash, mut n) = (0_u32, 0);
    while n < bytes.len() {
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
        LISTS.into_iter().flatten().copied()
    }

    #[test]
    fn lists_are_sorted_and_have_each_word_once() {
        assert!(LISTS.iter().all(|list| list.is_sorted_by(|a, b| a < b)));
        assert!(words().all(|word| words().filter(|other| *other == word).count() == 1));
        assert!(words().all(|word| word.chars().all(|c| as_listed(c) == c)));
        assert_eq!(words().map(|word| word.chars().count()).max(), Some(LONGEST));
    }

    #[test]
    fn every_word_is_found_in_its_list_alone() {
        for (n, list) in LISTS.iter().enumerate() {
            for word in *list {
                let Listed { is_prefix, host, is_function_word, is_determiner } = listed(word);
                let hosts = [Host::Any, Host::Heh, Host::HehOrYeh, Host::Noun].map(|of| host == Some(of));
                let found = [&[is_prefix][..], &hosts, &[is_function_word, is_determiner]].concat();
                assert!(found.iter().enumerate().all(|(list, is_in)| *is_in == (list == n)), "{word}");
            }
        }
        let words_in_no_list =
            words().map(|word| [word, word].concat()).filter(|word| words().all(|other| other != word));
        for word in words_in_no_list {
            let Listed { is_prefix, host, is_function_word, is_determiner } = listed(&word);
            assert!(!is_prefix && host.is_none() && !is_function_word && !is_determiner, "{word}");
        }
    }

    fn host_of(word: &str) -> Option<Host> {
        listed(word).host
    }

    /// Whether the second part of a word is joined with the first, which may be joined with one before.
    fn are_joined(before: &str, after: &str, is_joined: bool) -> bool {
        let is_suffix = host_of(before) == Some(Host::Any);
        let is_host = is_joined || before.chars().count() > 1 && !listed(before).is_function_word && !is_suffix;
        match host_of(after).filter(|_| is_host) {
            Some(Host::Any | Host::Noun) => true,
            Some(Host::Heh) => before.ends_with('ه'),
            Some(Host::HehOrYeh) => before.ends_with(['ه', 'ی']),
            None => listed(before).is_prefix && after.chars().count() > 1,
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
