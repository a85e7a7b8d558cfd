//! From text to the letters of a word, and from the letters of its stem back to text.

use crate::kernel::PackedWord;
use crate::search::stem::Category;
use crate::search::stem::fold::folded_char;
use crate::search::stem::letters::{ALEF, Bits, LONGEST, Letters, SIX};
use crate::search::stem::root;
use crate::search::stem::steps::Read;
use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

/// Stands for each letter that no rule knows: U+0620 has this code, and no table has that.
const OTHER: u64 = 0x20;
/// Stands for a written alef wasla, a letter of none of the six bits: tatweel has this code, and stands as [`OTHER`] here.
const WASLA: u64 = 0;

/// A word of Arabic letters, read once for all that is asked of it.
pub(crate) struct Word<'w> {
    text: &'w str,
    letters: Kind,
}

enum Kind {
    PackedWord(Read<u64>),
    /// Of more letters than ten, or of others.
    Long(Read<u128>),
}

impl<'w> Word<'w> {
    /// The word, if it is of Arabic letters alone, [`LONGEST`](crate::stem::LONGEST) at most.
    #[inline]
    pub fn read(text: &'w str) -> Option<Self> {
        let letters = match PackedWord::of(text) {
            Some(packed) => Kind::PackedWord(Read::of(Letters::of(packed))),
            None => Kind::Long(read_long(text)?),
        };
        Some(Self { text, letters })
    }

    pub fn category(&self) -> Option<Category> {
        match &self.letters {
            Kind::PackedWord(read) => Category::of_folded(read.folded),
            Kind::Long(read) => Category::of_folded(read.folded),
        }
    }

    /// Where in the word its light stem is.
    pub fn light(&self) -> Range<usize> {
        let (start, len) = match &self.letters {
            Kind::PackedWord(read) => read.light(),
            Kind::Long(read) => read.light(),
        };
        2 * start as usize..2 * (start + len) as usize
    }

    pub fn full(&self) -> Stemmed<'w> {
        let (written, stem, others) = match &self.letters {
            Kind::PackedWord(read) => (read.written.widened(), read.full().widened(), ""),
            Kind::Long(read) => (read.written, read.full(), self.text),
        };
        Stemmed { text: self.text, written, stem, others }
    }
}

impl<B: Bits> Read<B> {
    #[inline(always)]
    pub(super) fn of(written: Letters<B>) -> Self {
        let (folded, alefs) = written.folded();
        Self { written, folded, alefs }
    }
}

/// A word of U+0620..U+06FF, those of six bits as they are, the others as [`OTHER`].
#[inline(never)]
fn read_long(text: &str) -> Option<Read<u128>> {
    let mut written = Letters { bits: 0, len: 0 };
    let mut waslas: u128 = 0;
    for c in text.chars() {
        if written.len as usize == LONGEST {
            return None;
        }
        let letter = match c {
            '\u{671}' => {
                waslas |= 1 << (SIX * written.len);
                WASLA
            }
            '\u{640}' => OTHER,
            '\u{620}'..='\u{65F}' => c as u64 & 0x3F,
            '\u{660}'..='\u{6FF}' => OTHER,
            _ => return None,
        };
        written.insert(written.len, letter);
    }
    if written.len == 0 {
        return None;
    }
    let mut read = Read::of(written);
    read.folded.bits |= waslas * ALEF as u128;
    read.alefs.all |= waslas;
    Some(read)
}

/// A stem, beside the word that it was made of.
pub(crate) struct Stemmed<'w> {
    text: &'w str,
    written: Letters<u128>,
    stem: Letters<u128>,
    /// Where the letters stand that are none of six bits.
    others: &'w str,
}

impl<'w> Stemmed<'w> {
    pub fn root_key(&self) -> Self {
        let mut stem = self.stem;
        root::key(&mut stem);
        Self { stem, ..*self }
    }

    /// Where in the word the stem stands letter by letter, if it does.
    #[inline]
    pub fn slice(&self) -> Option<Range<usize>> {
        // Other letters stay, each of them, so a slice that looks like the stem has its letters.
        let starts = 0..=self.written.len.checked_sub(self.stem.len)?;
        let same = |start: &u32| self.written.slice(*start, self.stem.len).bits == self.stem.bits;
        let start = starts.into_iter().find(same)? as usize;
        Some(2 * start..2 * (start + self.stem.len as usize))
    }

    pub fn chars(&self) -> impl Iterator<Item = char> {
        let is_other = |c: &char| !('\u{621}'..='\u{65F}').contains(c) && *c != '\u{671}' || *c == '\u{640}';
        let mut others = self.others.chars().filter(is_other);
        (0..self.stem.len).map(move |place| match self.stem.at(place) as u32 {
            letter if letter as u64 == OTHER => others.next().unwrap_or('\u{620}'),
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

/// A word without a stem: alefs and hamza seats made one in it, too.
pub(crate) fn folded_text(word: &str) -> Cow<'_, str> {
    match word.chars().all(|c| folded_char(c) == c) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.chars().map(folded_char).collect::<String>()),
    }
}
