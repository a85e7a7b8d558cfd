//! A word as letters of one byte each, and the tables that are asked about it.

/// The longest word that has a stem, in letters. No Arabic word is longer; what is, is a row of letters.
pub(super) const LONGEST: usize = 24;

/// The Arabic letters of a word: the low bytes of their code points, U+0621..U+06FF. Hamza seats and alefs are one.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    at: [u8; LONGEST + 8],
    /// The word starts and ends here.
    start: u8,
    end: u8,
}

impl Letters {
    /// The word's letters as they are written, unless there are too many or others than Arabic ones.
    pub(super) fn read(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.is_empty() || !bytes.len().is_multiple_of(2) || bytes.len() > 2 * LONGEST {
            return None;
        }
        let mut letters = Self { at: [0; LONGEST + 8], start: 0, end: (bytes.len() / 2) as u8 };
        for (letter, pair) in letters.at.iter_mut().zip(bytes.chunks_exact(2)) {
            // U+0600..U+06FF are D8 80..DB BF; letters begin at U+0620.
            if !(0xD8..=0xDB).contains(&pair[0]) || pair[0] == 0xD8 && pair[1] < 0xA0 {
                return None;
            }
            *letter = pair[0] << 6 | pair[1] & 0x3F;
        }
        Some(letters)
    }

    /// Makes alefs with a sign ا, hamza seats ء, ى ي and ة ه.
    pub(super) fn fold(&mut self) {
        for letter in &mut self.at[self.start as usize..self.end as usize] {
            *letter = folded(*letter);
        }
    }

    pub(super) fn letters(&self) -> &[u8] {
        &self.at[self.start as usize..self.end as usize]
    }

    pub(super) fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Where the word stands among the letters that were read.
    pub(super) fn span(&self) -> core::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn ends_with(&self, end: &[u8]) -> bool {
        self.letters().ends_with(end)
    }

    /// Takes letters from the front.
    pub(super) fn cut_front(&mut self, count: usize) {
        self.start += count.min(self.len()) as u8;
    }

    /// Takes letters from the end.
    pub(super) fn cut_end(&mut self, count: usize) {
        self.end -= count.min(self.len()) as u8;
    }

    /// Takes this end away, if at least `leaving` letters stay.
    pub(super) fn strip_end(&mut self, end: &[u8], leaving: usize) -> bool {
        let fits = self.len() >= end.len() + leaving && self.ends_with(end);
        if fits {
            self.cut_end(end.len());
        }
        fits
    }

    /// Takes out the letter at this place.
    pub(super) fn remove(&mut self, place: usize) {
        let (from, end) = (self.start as usize + place, self.end as usize);
        if from < end {
            self.at.copy_within(from + 1..end, from);
            self.end -= 1;
        }
    }

    /// Puts a letter at this place. There is room for eight in all.
    pub(super) fn insert(&mut self, place: usize, letter: u8) {
        let (from, end) = (self.start as usize + place, self.end as usize);
        if from <= end && end < self.at.len() {
            self.at.copy_within(from..end, from + 1);
            self.at[from] = letter;
            self.end += 1;
        }
    }

    pub(super) fn set(&mut self, place: usize, letter: u8) {
        let at = self.start as usize + place;
        if at < self.end as usize {
            self.at[at] = letter;
        }
    }

    /// Becomes another word.
    pub(super) fn become_word(&mut self, word: u64) {
        let bytes = word.to_be_bytes();
        self.at[..8].copy_from_slice(&bytes);
        (self.start, self.end) = (0, bytes.iter().take_while(|b| **b != 0).count() as u8);
    }

    /// Calls `write` with the letters as text.
    pub(super) fn with_text<R>(&self, write: impl FnOnce(&str) -> R) -> R {
        let mut text = [0; 2 * (LONGEST + 8)];
        for (pair, letter) in text.chunks_exact_mut(2).zip(self.letters()) {
            pair.copy_from_slice(&[0xD8 | letter >> 6, 0x80 | letter & 0x3F]);
        }
        write(core::str::from_utf8(&text[..2 * self.len()]).unwrap_or_default())
    }
}

/// The letter that stands for its family.
pub(super) const fn folded(letter: u8) -> u8 {
    match letter {
        ALEF_MADDA | ALEF_HAMZA | ALEF_HAMZA_BELOW | ALEF_WASLA => ALEF,
        WAW_HAMZA | YEH_HAMZA => HAMZA,
        TEH_MARBUTA => HEH,
        ALEF_MAKSURA => YEH,
        letter => letter,
    }
}

/// Up to eight letters in one number, the first one highest, so that numbers sort as words do.
pub(super) const fn pack(letters: &[u8]) -> u64 {
    let mut packed = 0;
    let mut n = 0;
    while n < 8 {
        packed = packed << 8 | if n < letters.len() { letters[n] as u64 } else { 0 };
        n += 1;
    }
    packed
}

const fn low_byte(lead: u8, trail: u8) -> u8 {
    lead << 6 | trail & 0x3F
}

/// A word of the code as letters, `N` of them.
pub(super) const fn letters_of<const N: usize>(word: &str) -> [u8; N] {
    let bytes = word.as_bytes();
    assert!(bytes.len() == 2 * N);
    let mut out = [0; N];
    let mut n = 0;
    while n < N {
        out[n] = low_byte(bytes[2 * n], bytes[2 * n + 1]);
        n += 1;
    }
    out
}

/// The letters of a literal.
macro_rules! letters {
    ($word:literal) => {{
        const LETTERS: [u8; $word.len() / 2] = $crate::stem::letters::letters_of($word);
        &LETTERS
    }};
}
pub(super) use letters;

const fn letter(c: char) -> u8 {
    c as u32 as u8
}

pub(super) const HAMZA: u8 = letter('ء');
pub(super) const ALEF_MADDA: u8 = letter('آ');
pub(super) const ALEF_HAMZA: u8 = letter('أ');
pub(super) const WAW_HAMZA: u8 = letter('ؤ');
pub(super) const ALEF_HAMZA_BELOW: u8 = letter('إ');
pub(super) const YEH_HAMZA: u8 = letter('ئ');
pub(super) const ALEF: u8 = letter('ا');
pub(super) const BEH: u8 = letter('ب');
pub(super) const TEH_MARBUTA: u8 = letter('ة');
pub(super) const TEH: u8 = letter('ت');
pub(super) const SEEN: u8 = letter('س');
pub(super) const FEH: u8 = letter('ف');
pub(super) const KAF: u8 = letter('ك');
pub(super) const LAM: u8 = letter('ل');
pub(super) const MEEM: u8 = letter('م');
pub(super) const NOON: u8 = letter('ن');
pub(super) const HEH: u8 = letter('ه');
pub(super) const WAW: u8 = letter('و');
pub(super) const ALEF_MAKSURA: u8 = letter('ى');
pub(super) const YEH: u8 = letter('ي');
pub(super) const ALEF_WASLA: u8 = letter('ٱ');
