//! An automaton over the words that have the consonants of another word, and other long vowels or hamzas.

use naqi::letters::WEAK_LETTERS;
use tantivy_fst::Automaton;

/// The consonants that a word needs: fewer are in too many words.
const MIN_CONSONANTS: usize = 3;
/// The letters that a word may have more than the given one.
const MORE_WEAK: usize = 2;
/// The bytes of a letter: those of U+0600 to U+06FF have two.
const LETTER: usize = 2;
type Letter = [u8; LETTER];

#[derive(Clone, Debug)]
pub(crate) struct Consonants {
    consonants: Vec<Letter>,
    /// The maximum number of weak letters.
    max_weak: usize,
}

/// The letters read so far, and the first byte of a letter whose second is to come. None after a letter that does not match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Read {
    consonants: usize,
    weak: usize,
    lead: Option<u8>,
}

impl Consonants {
    /// The automaton of a word of Arabic letters; none if it has too few consonants.
    pub fn of(word: &str) -> Option<Self> {
        let (mut consonants, mut max_weak) = (Vec::new(), MORE_WEAK);
        for c in word.chars() {
            match c {
                _ if WEAK_LETTERS.contains(c) => max_weak += 1,
                '\u{620}'..='\u{6FF}' => {
                    let mut letter = Letter::default();
                    c.encode_utf8(&mut letter);
                    consonants.push(letter);
                }
                _ => return None,
            }
        }
        (consonants.len() >= MIN_CONSONANTS).then_some(Self { consonants, max_weak })
    }
}

fn is_weak(letter: Letter) -> bool {
    std::str::from_utf8(&letter).is_ok_and(|text| WEAK_LETTERS.contains(text))
}

impl Automaton for Consonants {
    type State = Option<Read>;

    fn start(&self) -> Self::State {
        Some(Read { consonants: 0, weak: 0, lead: None })
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state.is_some_and(|read| read.lead.is_none() && read.consonants == self.consonants.len())
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.is_some()
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        let read = (*state)?;
        let Some(lead) = read.lead else { return Some(Read { lead: Some(byte), ..read }) };
        let letter = [lead, byte];
        let read = Read { lead: None, ..read };
        match self.consonants.get(read.consonants) {
            Some(consonant) if *consonant == letter => Some(Read { consonants: read.consonants + 1, ..read }),
            _ if is_weak(letter) && read.weak < self.max_weak => Some(Read { weak: read.weak + 1, ..read }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(automaton: &Consonants, word: &str) -> bool {
        let end = word.bytes().fold(automaton.start(), |state, byte| automaton.accept(&state, byte));
        automaton.is_match(&end)
    }

    /// The same by strings.
    fn naive(word: &str, other: &str) -> bool {
        let consonants = |word: &str| word.chars().filter(|c| !WEAK_LETTERS.contains(*c)).collect::<String>();
        let weak = |word: &str| word.chars().filter(|c| WEAK_LETTERS.contains(*c)).count();
        consonants(word) == consonants(other) && weak(other) <= weak(word) + MORE_WEAK
    }

    #[test]
    fn words_with_the_same_consonants_match() {
        let letters = ["ا", "و", "ي", "ء", "ك", "ت", "ب", "a", "√", "پ"];
        let mut state = 7_u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % n
        };
        let mut count = 0;
        for _ in 0..1_000_000 {
            let mut word = |kinds: usize| (0..below(7)).map(|_| letters[below(kinds)]).collect::<String>();
            let (one, other) = (word(7), word(10));
            let Some(automaton) = Consonants::of(&one) else { continue };
            assert_eq!(matches(&automaton, &other), naive(&one, &other), "{one} {other}");
            count += usize::from(naive(&one, &other));
        }
        assert!(count > 50, "{count}");
        assert!(Consonants::of("كب").is_none() && Consonants::of("كتبa").is_none() && Consonants::of("").is_none());
    }
}
