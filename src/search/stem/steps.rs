//! The steps from a word to its stem, in their order.

use crate::search::stem::fold::Alefs;
use crate::search::stem::irregular::{self, Other};
use crate::search::stem::letters::{ALEF_HAMZA, ALEF_MADDA, Bits, LAM, Letters, SEEN, SIX};
use crate::search::stem::{clitics, endings, plurals, verbs};

/// A word as it is written and folded.
#[derive(Clone, Copy)]
pub(super) struct Read<B> {
    pub(super) written: Letters<B>,
    pub(super) folded: Letters<B>,
    pub(super) alefs: Alefs<B>,
}

/// What is left of a word when article and clitics are gone.
struct Front<B> {
    word: Letters<B>,
    /// How many letters are gone.
    gone: u32,
    /// The first letter as it is written.
    seat: u64,
    article: bool,
}

impl<B: Bits> Read<B> {
    /// Where the light stem starts, and how many letters it has.
    pub(super) fn light(&self) -> (u32, u32) {
        let front = self.strip_front();
        let mut word = front.word;
        if word.len > 2 {
            if !front.article && endings::strip_pronoun(&mut word) {
                endings::strip_teh_before_pronoun(&mut word);
            }
            let last = self.written_last(&front, word);
            endings::strip(&mut word, Some(last));
        }
        (front.gone, word.len)
    }

    #[inline(always)]
    pub(super) fn full(&self) -> Letters<B> {
        let front = self.strip_front();
        let before = front.word;
        let mut word = before;
        let mut listed = false;
        match irregular::replace(&mut word) {
            // المرأة تقع: a verb has no article.
            Some(Other::Verb) if front.article => word = before,
            Some(Other::Verb) => return word,
            Some(Other::Noun) => listed = true,
            None => {}
        }
        if word.len <= 2 {
            return word;
        }
        if !front.article && endings::strip_pronoun(&mut word) {
            match irregular::replace(&mut word) {
                Some(Other::Verb) => return word,
                Some(Other::Noun) => listed = true,
                None => endings::strip_teh_before_pronoun(&mut word),
            }
        }
        // A word from a list is folded: none of its letters stands where one was written.
        let last = if listed { None } else { Some(self.written_last(&front, word)) };
        endings::strip(&mut word, last);
        // Of three letters, what is left may be another word: مدني is of مدن by its letters alone.
        if word.len > 3 && word.len != before.len {
            let left = word;
            match irregular::replace(&mut word) {
                Some(Other::Noun) => {
                    endings::strip(&mut word, None);
                    return word;
                }
                Some(Other::Verb) => word = left,
                None => {}
            }
        }
        let alefs = if listed { B::EACH } else { self.alefs.all >> (SIX * front.gone) };
        plurals::singular(&mut word, front.seat, alefs);
        verbs::strip(&mut word);
        word
    }

    /// The last letter that is left of the word, as it is written.
    #[inline(always)]
    fn written_last(&self, front: &Front<B>, left: Letters<B>) -> u64 {
        self.written.at(front.gone + left.len - 1)
    }

    /// Takes article and clitics from the front.
    #[inline(always)]
    fn strip_front(&self) -> Front<B> {
        if self.alefs.signed != B::of(0)
            && let Some(front) = self.strip_before_alef()
        {
            return front;
        }
        let mut word = self.folded;
        let article = clitics::strip_article(&mut word);
        if !article {
            clitics::strip(&mut word);
        }
        let gone = self.folded.len - word.len;
        Front { word, gone, seat: self.written.at(gone), article }
    }

    /// What stands before an alef with a sign are clitics, or it is no sign of them.
    #[inline]
    fn strip_before_alef(&self) -> Option<Front<B>> {
        let mut word = self.folded;
        let gone = self.alefs.signed.trailing_zeros() / SIX;
        let seat = self.written.at(gone);
        // أل is never the article: ألبرت.
        if gone == 0 {
            return Some(Front { word, gone, seat, article: false });
        }
        let before = self.written.slice(0, gone);
        let least = match seat {
            ALEF_HAMZA => 5,
            ALEF_MADDA => 4,
            _ => 0,
        };
        let asks = before.last(1) == SEEN && self.written.at(gone + 1) == LAM;
        if word.len < least || asks || word.len < gone + 3 || !clitics::are_clitics(before) {
            return None;
        }
        word.cut_front(gone);
        Some(Front { word, gone, seat, article: clitics::has_article(before) })
    }
}
