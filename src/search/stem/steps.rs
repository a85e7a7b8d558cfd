//! The steps from a word to its stem, in order.

use crate::search::stem::fold::AlefPositions;
use crate::search::stem::irregular::{self, IrregularForm};
use crate::search::stem::letters::{ALEF_HAMZA, ALEF_MADDA, LAM, LETTER_BITS, LetterBits, Letters, SEEN, WAW, YEH};
use crate::search::stem::verbs::Affixes;
use crate::search::stem::{clitics, endings, plurals, verbs};

/// A word before and after folding.
#[derive(Clone, Copy)]
pub(crate) struct FoldedWord<B> {
    pub(crate) original: Letters<B>,
    pub(crate) folded: Letters<B>,
    pub(crate) alefs: AlefPositions<B>,
}

/// A word without its article and clitics.
pub(crate) struct StrippedFront<B> {
    word: Letters<B>,
    /// The number of letters stripped.
    pub(crate) stripped: u32,
    /// The first letter of `word` before folding.
    original_first: u64,
    pub(crate) has_article: bool,
}

impl<B: LetterBits> FoldedWord<B> {
    /// The index at which the light stem starts, and its number of letters.
    pub(super) fn light(&self) -> (u32, u32) {
        let front = self.strip_front();
        let mut word = front.word;
        if word.len > 2 {
            if !front.has_article && endings::strip_pronoun(&mut word) {
                endings::strip_teh_before_pronoun(&mut word);
            }
            endings::strip(&mut word, |n| self.original.at(front.stripped + n));
        }
        (front.stripped, word.len)
    }

    #[inline(always)]
    pub(super) fn full(&self) -> Letters<B> {
        let front = self.strip_front();
        let before = front.word;
        let mut word = before;
        let mut is_replaced = false;
        match irregular::replace(&mut word) {
            // A verb has no article, so this word is a noun.
            Some(IrregularForm::Verb) if front.has_article => word = before,
            Some(IrregularForm::Verb) => return word,
            Some(IrregularForm::Noun) => is_replaced = true,
            None => {}
        }
        if word.len <= 2 {
            return word;
        }
        // يعطي, يعطيه.
        if !front.has_article
            && let Some(stem) = verbs::defective_stem(word)
        {
            return stem;
        }
        let mut has_teh = false;
        if !front.has_article && endings::strip_pronoun(&mut word) {
            match irregular::replace(&mut word) {
                Some(IrregularForm::Verb) => return word,
                Some(IrregularForm::Noun) => is_replaced = true,
                None => has_teh = endings::strip_teh_before_pronoun(&mut word),
            }
        }
        // A replacement is folded, and its letters are not those of the original word.
        let original = |n| if is_replaced { 0 } else { self.original.at(front.stripped + n) };
        let unended = word;
        endings::strip(&mut word, original);
        // Three letters may be another word: مدني (civil) leaves مدن, which is also a plural of مدينة.
        // A verb in ون is none: يجدون.
        if (word.len > 3 || word.first() == YEH && !front.has_article) && word.len != before.len {
            let stripped = word;
            match irregular::replace(&mut word) {
                Some(IrregularForm::Noun) => {
                    endings::strip(&mut word, |_| 0);
                    return word;
                }
                Some(IrregularForm::Verb) if front.has_article => word = stripped,
                Some(IrregularForm::Verb) => return word,
                None => {}
            }
        }
        let alefs = if is_replaced { B::LOW_BITS } else { self.alefs.all >> (LETTER_BITS * front.stripped) };
        let ended = word.len != unended.len;
        let has_teh = || has_teh || ended && endings::is_feminine(unended);
        plurals::singular(&mut word, front.original_first, alefs, has_teh);
        verbs::strip(&mut word, || Affixes {
            has_article: front.has_article,
            is_future: front.stripped > 0 && self.folded.at(front.stripped - 1) == SEEN,
            ending: if ended { unended.last(1) } else { 0 },
        });
        word
    }

    /// Strips article and clitics.
    #[inline(always)]
    pub(crate) fn strip_front(&self) -> StrippedFront<B> {
        if self.alefs.hamza_or_madda != B::of(0)
            && let Some(front) = self.strip_before_alef()
        {
            return front;
        }
        let mut word = self.folded;
        let has_article = clitics::strip_article(&mut word);
        if !has_article && !clitics::strip_vocative(&mut word, self.original.at(1)) {
            clitics::strip(&mut word);
        }
        let stripped = self.folded.len - word.len;
        StrippedFront { word, stripped, original_first: self.original.at(stripped), has_article }
    }

    /// Strips the letters before the first alef with hamza or madda, if they can be clitics.
    #[inline]
    fn strip_before_alef(&self) -> Option<StrippedFront<B>> {
        let mut word = self.folded;
        let stripped = self.alefs.hamza_or_madda.trailing_zeros() / LETTER_BITS;
        let original_first = self.original.at(stripped);
        // أل is never the article: ألبرت.
        if stripped == 0 {
            return Some(StrippedFront { word, stripped, original_first, has_article: false });
        }
        let before = self.original.slice(0, stripped);
        let min_len = match original_first {
            ALEF_HAMZA if before.first() == WAW => 4,
            ALEF_HAMZA => 5,
            ALEF_MADDA => 4,
            _ => 0,
        };
        // سأل, to ask: its س is not the future's.
        let is_ask = before.last(1) == SEEN && self.original.at(stripped + 1) == LAM;
        if word.len < min_len || is_ask || word.len < stripped + 3 || !clitics::are_clitics(before) {
            return None;
        }
        word.remove_front(stripped);
        Some(StrippedFront { word, stripped, original_first, has_article: clitics::has_article(before) })
    }
}
