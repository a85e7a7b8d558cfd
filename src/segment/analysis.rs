//! Where a word is divided.

use crate::search::stem::clitics::keeps_first_letter;
use crate::search::stem::letters::{ALEF, ALEF_HAMZA, KAF, LAM, LetterBits, LetterSet, Letters, letter_set, literal};
use crate::search::stem::steps::FoldedWord;
use crate::segment::lists::{DEFINITE_LAM, WORDS};
use crate::segment::parse::Vowels;
use crate::segment::table::SegmentedWord;
use crate::segment::{dialect, enclitics, endings, proclitics, vowels};

pub(super) const CONJUNCTIONS: LetterSet = letter_set("وف");

/// The cuts of a word. Bit `n` of a mask is a cut before letter `n`.
#[derive(Clone, Copy, Default)]
pub(super) struct Analysis {
    /// The cuts behind proclitics.
    pub(super) front: u32,
    /// The cuts before enclitics.
    pub(super) back: u32,
    /// The cuts before endings.
    pub(super) endings: u32,
    /// The cuts before a letter whose alef is not written.
    pub(super) alefs: u32,
    /// The cuts before letters whose `ال` is not written.
    pub(super) articles: u32,
    /// Whether the unwritten `ال` is an article: `ل` and `اللجنة` are written `للجنة`.
    pub(super) hidden_article: u32,
    /// The cut behind the article.
    pub(super) article_end: u32,
}

impl Analysis {
    /// The number of letters before the stem.
    pub(super) fn stem_start(&self) -> u32 {
        31 - (self.front | 1).leading_zeros()
    }

    /// Adds the cuts of letters from `start` on, if the tables have them, alone or with a pronoun.
    fn with_known<B: LetterBits>(self, letters: Letters<B>, start: u32) -> Option<Self> {
        if let Some(entry) = WORDS.find(letters) {
            return Some(self.with_entry(entry, start));
        }
        let (host, back) = enclitics::of_host(letters)?;
        let found = self.with_entry(host, start);
        Some(Self { back: self.back | back << start, ..found })
    }

    /// Adds the cuts of letters from `start` on, which have no more proclitics.
    pub(super) fn with_host<B: LetterBits>(self, letters: Letters<B>, start: u32) -> Self {
        self.with_known(letters, start).unwrap_or(Self { back: self.back | enclitics::cut(letters) << start, ..self })
    }

    /// Adds the cuts of an entry for the letters from `start` on.
    fn with_entry(mut self, entry: &SegmentedWord, start: u32) -> Self {
        self.front |= (entry.front as u32) << start;
        self.alefs |= (entry.alefs as u32) << start;
        self.articles |= (entry.articles as u32) << start;
        self.back |= (entry.back as u32) << start;
        self
    }
}

/// Divides a word at its clitics, and at its endings if `with_endings`.
pub(super) fn analyze<B: LetterBits>(word: &FoldedWord<B>, with_endings: bool, vowels: Option<&Vowels>) -> Analysis {
    let letters = with_folded_alefs(word);
    let mut analysis = clitics(word, letters);
    if let Some(vowels) = vowels {
        analysis = vowels::checked(letters, vowels, analysis);
    }
    if with_endings {
        endings::cut(letters, word.folded, &mut analysis);
    }
    analysis
}

/// The letters of a word with alefs folded, and no other letter.
fn with_folded_alefs<B: LetterBits>(word: &FoldedWord<B>) -> Letters<B> {
    let alefs = word.alefs.all;
    // ا is 100111.
    let ones = alefs | alefs << 1 | alefs << 2 | alefs << 5;
    let zeros = alefs << 3 | alefs << 4;
    Letters { bits: (word.original.bits | ones) & !zeros, len: word.original.len }
}

fn clitics<B: LetterBits>(word: &FoldedWord<B>, letters: Letters<B>) -> Analysis {
    let none = Analysis::default();
    if let Some(found) = none.with_known(letters, 0) {
        return found.with_article(letters);
    }
    let conjunction = CONJUNCTIONS.contains(letters.first()) as u32;
    let keeps_first = conjunction == 1 && keeps_first_letter(word.folded);
    if conjunction == 1 && letters.len >= 3 {
        let front = Analysis { front: 1 << 1, ..none };
        let rest = letters.slice(1, letters.len - 1);
        if (!keeps_first || enclitics::is_function_word(rest))
            && let Some(found) = front.with_known(rest, 1)
        {
            return found.with_article(letters);
        }
    }
    // كأن is ك and أن, and كان a verb.
    if letters.at(conjunction) == KAF
        && word.original.at(conjunction + 1) == ALEF_HAMZA
        && let Some(found) = (Analysis { front: 1 << 1 | 1 << (conjunction + 1), ..none })
            .with_known(letters.slice(conjunction + 1, letters.len - conjunction - 1), conjunction + 1)
    {
        return found;
    }
    if let Some(analysis) = dialect::analyze(letters, word.folded, keeps_first) {
        return analysis;
    }
    let start = if letters.len > 6 { conjunction } else { 0 };
    if proclitics::has_la(word.original.slice(start, letters.len - start)) {
        let front = (start << 1) | 1 << (start + 2);
        return Analysis { front, ..none }.with_host(letters.slice(start + 2, letters.len - start - 2), start + 2);
    }
    let mut front = word.strip_front();
    if !front.has_article {
        front.stripped = proclitics::count(word.folded, word.original, front.stripped);
    }
    let mut analysis = Analysis::default();
    cut_front(&mut analysis, letters, front.stripped);
    let rest = letters.slice(front.stripped, letters.len - front.stripped);
    if front.has_article && analysis.article_end == 0 && DEFINITE_LAM.find(rest).is_some() {
        analysis.hidden_article = 1 << front.stripped;
    }
    if front.has_article {
        return analysis;
    }
    match front.stripped {
        // The tables have been asked for the whole word.
        0 => Analysis { back: enclitics::cut(letters), ..none },
        stripped => analysis.with_host(rest, stripped),
    }
}

/// Cuts the first `stripped` letters, which are clitics.
fn cut_front<B: LetterBits>(analysis: &mut Analysis, letters: Letters<B>, stripped: u32) {
    let mut at = 0;
    while at < stripped {
        let rest = letters.slice(at, letters.len - at);
        let is_article = rest.starts_with(const { literal("ال") }) && at + 2 <= stripped;
        let is_assimilated = rest.first() == LAM && at > 0 && letters.at(at - 1) == LAM;
        at += if is_article || rest.starts_with(const { literal("يا") }) && at == 0 { 2 } else { 1 };
        if is_assimilated {
            analysis.alefs |= 1 << (at - 1);
        }
        if is_article || is_assimilated {
            analysis.article_end = 1 << at;
        }
        analysis.front |= 1 << at;
    }
}

impl Analysis {
    /// Finds the article among the proclitics.
    fn with_article<B: LetterBits>(mut self, letters: Letters<B>) -> Self {
        for at in 0..letters.len.saturating_sub(2) {
            let starts = at == 0 || self.front >> at & 1 != 0;
            if starts && letters.at(at) == ALEF && letters.at(at + 1) == LAM && self.front >> (at + 2) & 1 != 0 {
                self.article_end = 1 << (at + 2);
            }
        }
        self
    }
}
