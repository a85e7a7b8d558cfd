//! A word as letters of one byte each, which are cut, put in and taken out.

/// The longest word that has a stem, in letters. No Arabic word is longer; what is, is a row of letters.
pub(super) const LONGEST: usize = 24;

/// The Arabic letters of a word: the low bytes of their code points, U+0620..U+06FF.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    at: [u8; LONGEST + 8],
    /// The word starts and ends here.
    start: u8,
    end: u8,
}

impl Letters {
    /// The word's letters as they are written, unless there are too many or others than Arabic ones.
    #[inline]
    pub(super) fn read(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let count = bytes.len() / 2;
        if bytes.is_empty() || !bytes.len().is_multiple_of(2) || count > LONGEST {
            return None;
        }
        let mut read = Self { at: [0; LONGEST + 8], start: 0, end: count as u8 };
        let Some(last) = bytes.last_chunk::<8>() else {
            for (letter, pair) in read.at.iter_mut().zip(bytes.chunks_exact(2)) {
                *letter = low_byte(pair[0], pair[1]);
                if pair[0] & 0xFC != 0xD8 || *letter < FIRST {
                    return None;
                }
            }
            return Some(read);
        };
        // Four letters at once; the last four may have been read before.
        for (four, bytes) in read.at.chunks_exact_mut(4).zip(bytes.chunks_exact(8)) {
            four.copy_from_slice(&four_letters(bytes.try_into().unwrap_or(*last))?);
        }
        read.at[count - 4..count].copy_from_slice(&four_letters(*last)?);
        Some(read)
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

    #[inline(always)]
    pub(super) fn ends_with<const N: usize>(&self, end: &[u8; N]) -> bool {
        self.letters().last_chunk() == Some(end)
    }

    /// The first eight letters in one number, the first one highest; how many letters there are.
    #[inline(always)]
    pub(super) fn packed(&self) -> (u64, usize) {
        let eight = self.at[self.start as usize..].first_chunk().map_or(0, |eight| u64::from_be_bytes(*eight));
        let len = self.len();
        (if len < 8 { eight & !(u64::MAX >> (8 * len)) } else { eight }, len)
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
    #[inline(always)]
    pub(super) fn strip_end<const N: usize>(&mut self, end: &[u8; N], leaving: usize) -> bool {
        let fits = self.len() >= N + leaving && self.ends_with(end);
        if fits {
            self.cut_end(N);
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

    /// The letters as characters.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        self.letters().iter().map(|letter| char::from_u32(0x600 | *letter as u32).unwrap_or_default())
    }
}

/// The letter that stands for its family.
pub(super) const fn folded(letter: u8) -> u8 {
    FOLDED[letter as usize]
}

/// The same of a character; others than Arabic letters stand for themselves.
pub(super) fn folded_char(c: char) -> char {
    match c {
        '\u{620}'..='\u{6FF}' => char::from_u32(0x600 | folded(c as u32 as u8) as u32).unwrap_or(c),
        _ => c,
    }
}

/// For each letter, the letter that stands for its family.
const FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        table[n] = fold_one(n as u8);
        n += 1;
    }
    table
};

const fn fold_one(letter: u8) -> u8 {
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

/// The lowest letter, U+0620: signs stand below it.
const FIRST: u8 = 0x20;

/// Four letters of two bytes each, unless one is none: U+0600..U+06FF are D8 80..DB BF.
#[inline(always)]
fn four_letters(bytes: [u8; 8]) -> Option<[u8; 4]> {
    let pairs = u64::from_le_bytes(bytes);
    if pairs & 0x00FC_00FC_00FC_00FC != 0x00D8_00D8_00D8_00D8 {
        return None;
    }
    // 110110aa 10bbbbbb is aabbbbbb, in the low half of each pair.
    let lanes = (pairs & 0x0003_0003_0003_0003) << 6 | pairs >> 8 & 0x003F_003F_003F_003F;
    let halves = (lanes | lanes >> 8) & 0x0000_FFFF_0000_FFFF;
    let letters = ((halves | halves >> 16) as u32).to_le_bytes();
    letters.iter().all(|letter| *letter >= FIRST).then_some(letters)
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
pub(super) const DAL: u8 = letter('د');
pub(super) const SEEN: u8 = letter('س');
pub(super) const TAH: u8 = letter('ط');
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
