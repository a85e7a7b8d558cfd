//! Where a word is divided.

use crate::search::stem::letters::{ALEF, ALEF_HAMZA, KAF, LAM, LetterSet, Letters, letter_set, literal};
use crate::search::stem::clitics::keeps_first_letter;
use crate::search::stem::steps::FoldedWord;
use crate::segment::lists::{DEFINITE_LAM, FUNCTION_WORDS, find};
use crate::segment::parse::ParsedWord;
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
    fn with_known(self, letters: Letters<u128>, start: u32) -> Option<Self> {
        if let Some(entry) = find(letters) {
            return Some(self.with_entry(entry, start));
        }
        let (host, back) = enclitics::of_host(letters)?;
        let found = self.with_entry(host, start);
        Some(Self { back: self.back | back << start, ..found })
    }

    /// Adds the cuts of letters from `start` on, which have no more proclitics.
    pub(super) fn with_host(self, letters: Letters<u128>, start: u32) -> Self {
        self.with_known(letters, start)
            .unwrap_or(Self { back: self.back | enclitics::cut(letters) << start, ..self })
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
pub(super) fn analyze(word: &ParsedWord, with_endings: bool) -> Analysis {
    let mut analysis = clitics(word);
    if word.has_vowels {
        analysis = vowels::checked(word, analysis);
    }
    if with_endings {
        endings::cut(word, &mut analysis);
    }
    analysis
}

fn clitics(word: &ParsedWord) -> Analysis {
    let letters = word.letters;
    let none = Analysis::default();
    if let Some(found) = none.with_known(letters, 0) {
        return found.with_article(letters);
    }
    let folded = FoldedWord::of(word.original);
    if CONJUNCTIONS.contains(letters.first()) && letters.len >= 3 {
        let front = Analysis { front: 1 << 1, ..none };
        let rest = letters.slice(1, letters.len - 1);
        let is_function_word = FUNCTION_WORDS.find(rest).is_some() || enclitics::is_function_word(rest);
        if is_function_word || !keeps_first_letter(folded.folded) {
            if let Some(found) = front.with_known(rest, 1) {
                return found.with_article(letters);
            }
        }
    }
    // كأن is ك and أن, and كان a verb.
    let conjunction = CONJUNCTIONS.contains(letters.first()) as u32;
    if letters.at(conjunction) == KAF
        && word.original.at(conjunction + 1) == ALEF_HAMZA
        && let Some(found) = (Analysis { front: 1 << 1 | 1 << (conjunction + 1), ..none })
            .with_known(letters.slice(conjunction + 1, letters.len - conjunction - 1), conjunction + 1)
    {
        return found;
    }
    if let Some(analysis) = dialect::analyze(letters) {
        return analysis;
    }
    let mut front = folded.strip_front();
    if !front.has_article {
        front.stripped = proclitics::count(folded.folded, word.original, front.stripped);
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
    analysis.with_host(rest, front.stripped)
}

/// Cuts the first `stripped` letters, which are clitics.
fn cut_front(analysis: &mut Analysis, letters: Letters<u128>, stripped: u32) {
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
    fn with_article(mut self, letters: Letters<u128>) -> Self {
        for at in 0..letters.len.saturating_sub(2) {
            let starts = at == 0 || self.front >> at & 1 != 0;
            if starts && letters.at(at) == ALEF && letters.at(at + 1) == LAM && self.front >> (at + 2) & 1 != 0 {
                self.article_end = 1 << (at + 2);
            }
        }
        self
    }
}
