//! How probable a text is in Arabic, Persian or Urdu, by pairs of letters.

use crate::alphabet::{BOUNDARY, row};
use crate::tables::{LATIN, PAIRS, WORDS};
use crate::word_hash::WordHash;
use naqi::letters::{TATWEEL, is_mark};

const UNIT: f32 = 16.0;
/// The cost of a word of the table of frequent words, in sixteenths of a nat.
const FREQUENT_WORD: u64 = 8 * 16;

/// The costs of a text, read forward and backward, in nats.
#[derive(Clone, Copy, Debug, Default)]
pub struct Costs {
    pub forward: f32,
    pub backward: f32,
    /// Letters of the script.
    pub letters: usize,
}

impl Costs {
    /// By how much the reversed words are more probable.
    pub fn gain(&self) -> f32 {
        self.forward - self.backward
    }
}

/// The costs of the words of a text, in the language in which each direction costs least. Marks and tatweel are skipped;
/// everything else that is no letter separates words.
pub fn costs(text: impl Iterator<Item = char>) -> Costs {
    let mut words = Words::default();
    let (mut last, mut letters) = (BOUNDARY, 0);
    for c in text.chain([' ']) {
        let next = match row(c) {
            Some(row) => row,
            None if is_skipped(c) => continue,
            None => BOUNDARY,
        };
        if next == BOUNDARY && last == BOUNDARY {
            continue;
        }
        letters += usize::from(next != BOUNDARY);
        words.push(last, next);
        last = next;
    }
    let least = |costs: [u64; PAIRS.len()]| costs.iter().min().map_or(0.0, |least| *least as f32 / UNIT);
    Costs { forward: least(words.forward), backward: least(words.backward), letters }
}

/// The costs of words so far, for each language.
struct Words {
    forward: [u64; PAIRS.len()],
    backward: [u64; PAIRS.len()],
    /// Costs at the start of the word that is read.
    starts: [[u64; PAIRS.len()]; 2],
    hash: WordHash,
    /// The hash of the word before.
    last: u32,
}

impl Default for Words {
    fn default() -> Self {
        Self { forward: [0; _], backward: [0; _], starts: [[0; _]; 2], hash: WordHash::new(), last: 0 }
    }
}

impl Words {
    /// A pair of rows; the second one is the boundary at the end of a word.
    fn push(&mut self, last: u8, next: u8) {
        for (language, pairs) in PAIRS.iter().enumerate() {
            self.forward[language] += u64::from(pairs[last as usize][next as usize]);
            self.backward[language] += u64::from(pairs[next as usize][last as usize]);
        }
        if next != BOUNDARY {
            self.hash.push(next);
            return;
        }
        if self.hash.forward() == self.last {
            // A word that is repeated says nothing new.
            [self.forward, self.backward] = self.starts;
            self.hash = WordHash::new();
            return;
        }
        self.last = self.hash.forward();
        let known = [self.hash.forward(), self.hash.backward()].map(|hash| WORDS.binary_search(&hash).is_ok());
        for ((costs, starts), is_known) in
            [&mut self.forward, &mut self.backward].into_iter().zip(self.starts).zip(known)
        {
            if is_known {
                (0..PAIRS.len()).for_each(|n| costs[n] = costs[n].min(starts[n] + FREQUENT_WORD));
            }
        }
        self.starts = [self.forward, self.backward];
        self.hash = WordHash::new();
    }
}

/// Marks and tatweel do not separate letters.
pub fn is_skipped(c: char) -> bool {
    c == TATWEEL || is_mark(c)
}

/// The cost of the Latin words of a text.
pub fn latin_cost(text: impl Iterator<Item = char>) -> f32 {
    let (mut cost, mut last) = (0_u64, 0_usize);
    for c in text.chain([' ']) {
        let next = if c.is_ascii_alphabetic() { usize::from(c.to_ascii_lowercase() as u8 - b'a') + 1 } else { 0 };
        if next != 0 || last != 0 {
            cost += u64::from(LATIN[last][next]);
        }
        last = next;
    }
    cost as f32 / UNIT
}
