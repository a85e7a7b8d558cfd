//! Converts the text of a word to letters, and the letters of its stem to text.

use crate::kernel::PackedWord;
use crate::search::stem::Category;
use crate::search::stem::fold::folded_char;
use crate::search::stem::letters::{ALEF, LETTER_BITS, LONGEST, LetterBits, Letters};
use crate::search::stem::root;
use crate::search::stem::steps::FoldedWord;
use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

/// The code of every letter that no rule mentions. It is the code of U+0620, which is in no table.
const OTHER_LETTER: u64 = 0x20;
/// The code of alef wasla (U+0671), which is outside U+0620..U+065F. It is the code of tatweel, which is an
/// [`OTHER_LETTER`] here.
const ALEF_WASLA: u64 = 0;

/// A word of Arabic letters, parsed once for its category and its stems.
pub(crate) struct ArabicWord<'w> {
    text: &'w str,
    letters: WordLetters,
}

enum WordLetters {
    /// At most ten letters of U+0620..U+065F.
    Short(FoldedWord<u64>),
    /// More than ten letters, or other letters among them.
    Long(FoldedWord<u128>),
}

impl<'w> ArabicWord<'w> {
    /// Parses a word of at most [`LONGEST`](crate::stem::LONGEST) Arabic letters; `None` for any other text.
    #[inline]
    pub fn parse(text: &'w str) -> Option<Self> {
        let letters = match PackedWord::of(text) {
            Some(packed) => WordLetters::Short(FoldedWord::of(Letters::of(packed))),
            None => WordLetters::Long(parse_long(text)?),
        };
        Some(Self { text, letters })
    }

    pub fn category(&self) -> Option<Category> {
        match &self.letters {
            WordLetters::Short(word) => Category::of_folded(word.folded),
            WordLetters::Long(word) => Category::of_folded(word.folded),
        }
    }

    /// The byte range of the light stem.
    pub fn light(&self) -> Range<usize> {
        let (start, len) = match &self.letters {
            WordLetters::Short(word) => word.light(),
            WordLetters::Long(word) => word.light(),
        };
        2 * start as usize..2 * (start + len) as usize
    }

    pub fn full(&self) -> Stemmed<'w> {
        let (original, stem, text_of_others) = match &self.letters {
            WordLetters::Short(word) => (word.original.widened(), word.full().widened(), ""),
            WordLetters::Long(word) => (word.original, word.full(), self.text),
        };
        Stemmed { text: self.text, original, stem, text_of_others }
    }
}

impl<B: LetterBits> FoldedWord<B> {
    #[inline(always)]
    pub(crate) fn of(original: Letters<B>) -> Self {
        let (folded, alefs) = original.folded();
        Self { original, folded, alefs }
    }
}

/// Parses a word of U+0620..U+06FF; letters from U+0660 on, except alef wasla, become [`OTHER_LETTER`].
#[inline(never)]
fn parse_long(text: &str) -> Option<FoldedWord<u128>> {
    let mut original = Letters { bits: 0, len: 0 };
    let mut waslas: u128 = 0;
    for c in text.chars() {
        if original.len as usize == LONGEST {
            return None;
        }
        let letter = match c {
            'ٱ' => {
                waslas |= 1 << (LETTER_BITS * original.len);
                ALEF_WASLA
            }
            '\u{640}' => OTHER_LETTER, // tatweel
            '\u{620}'..='\u{65F}' => c as u64 & 0x3F,
            '\u{660}'..='\u{6FF}' => OTHER_LETTER,
            _ => return None,
        };
        original.insert(original.len, letter);
    }
    if original.len == 0 {
        return None;
    }
    let mut word = FoldedWord::of(original);
    word.folded.bits |= waslas * ALEF as u128;
    word.alefs.all |= waslas;
    Some(word)
}

/// A stem, and the word that it was made from.
pub(crate) struct Stemmed<'w> {
    text: &'w str,
    original: Letters<u128>,
    stem: Letters<u128>,
    /// The text that holds the letters of [`OTHER_LETTER`]; empty if there are none.
    text_of_others: &'w str,
}

impl<'w> Stemmed<'w> {
    pub fn root_key(&self) -> Self {
        let mut stem = self.stem;
        root::key(&mut stem);
        Self { stem, ..*self }
    }

    /// The byte range of the word that equals the stem, if there is one.
    #[inline]
    pub fn slice(&self) -> Option<Range<usize>> {
        // Other letters are never stripped or reordered, so equal codes mean equal letters.
        let starts = 0..=self.original.len.checked_sub(self.stem.len)?;
        let same = |start: &u32| self.original.slice(*start, self.stem.len).bits == self.stem.bits;
        let start = starts.into_iter().find(same)? as usize;
        Some(2 * start..2 * (start + self.stem.len as usize))
    }

    pub fn chars(&self) -> impl Iterator<Item = char> {
        let is_other = |c: &char| !('ء'..='\u{65F}').contains(c) && *c != 'ٱ' || *c == '\u{640}';
        let mut others = self.text_of_others.chars().filter(is_other);
        (0..self.stem.len).map(move |n| match self.stem.at(n) as u32 {
            letter if letter as u64 == OTHER_LETTER => others.next().unwrap_or('\u{620}'),
            letter @ 0x21.. => char::from_u32(0x600 | letter).unwrap_or_default(),
            letter => char::from_u32(0x640 | letter).unwrap_or_default(),
        })
    }

    /// The stem as text.
    pub fn text(self) -> Cow<'w, str> {
        match self.slice().and_then(|slice| self.text.get(slice)) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.chars().collect()),
        }
    }
}

/// A word that is not stemmed, with alefs and hamza seats folded.
pub(crate) fn folded_text(word: &str) -> Cow<'_, str> {
    match word.chars().all(|c| folded_char(c) == c) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.chars().map(folded_char).collect::<String>()),
    }
}

/// The same for a packed word.
#[inline(always)]
pub(crate) fn folded_packed(word: PackedWord) -> PackedWord {
    Letters::of(word).folded().0.packed()
}
