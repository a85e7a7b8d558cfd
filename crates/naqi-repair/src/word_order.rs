//! Classes of words, by which a line shows in which order its words stand.

use crate::alphabet::row;
use crate::word_hash::WordHash;

/// The number of classes by letters.
pub const CLASSES: usize = 13;

/// The class of a word by its letters; the start and the end of a sentence are an empty word.
pub fn coarse(word: &[char]) -> usize {
    match word {
        [] => 0,
        // Adjectives, and nouns, with the article.
        ['ا' | 'ٱ', 'ل', _, _, .., 'ي' | 'ى'] | ['ا' | 'ٱ', 'ل', _, _, .., 'ي', 'ة'] => 8,
        ['ا' | 'ٱ', 'ل', _, _, ..] => 1,
        ['و' | 'ف' | 'ب' | 'ك', 'ا', 'ل', _, _, ..] | ['ل', 'ل', _, _, ..] => 9,
        [.., 'ي', 'ة'] => 10,
        [.., 'ة'] => 2,
        [.., 'ی' | 'ے' | 'ں'] => 3,
        ['و', _, _, ..] => 4,
        ['ل' | 'ب', _, _, ..] => 11,
        [_, _, .., 'ه'] | [_, _, .., 'ه', 'ا' | 'م'] => 12,
        ['ي' | 'ت' | 'ن' | 'أ' | 'م', ..] => 5,
        [first, ..] if row(*first).is_none() => 6,
        _ => 7,
    }
}

/// The hash of a word.
pub fn hash(word: &[char]) -> u32 {
    let mut hash = WordHash::new();
    word.iter().filter_map(|c| row(*c)).for_each(|row| hash.push(row));
    hash.forward()
}

/// The words of a text without marks, with an empty word where a sentence starts or ends.
pub fn words(text: impl Iterator<Item = char>, is_mark: impl Fn(char) -> bool) -> Vec<Vec<char>> {
    let mut words: Vec<Vec<char>> = vec![Vec::new()];
    let mut word = Vec::new();
    for c in text.filter(|c| !is_mark(*c)).chain(['\n']) {
        if row(c).is_some() || c.is_ascii_alphanumeric() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        let is_end = matches!(c, '.' | '،' | '؛' | '؟' | '!' | ':' | '۔' | '\n');
        if is_end && words.last().is_some_and(|last| !last.is_empty()) {
            words.push(Vec::new());
        }
    }
    words
}
