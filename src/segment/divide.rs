//! A word into its segments: the analysis of its letters, and the segments between its cuts.

use crate::search::stem::letters::{LetterBits, Letters};
use crate::search::stem::steps::FoldedWord;
use crate::segment::analysis::analyze;
use crate::segment::parse::{ParsedWord, Vowels, plain};
use crate::segment::segments::Unwritten;
use crate::segment::{Role, Scheme, Segment, roles};

/// Passes the segments of a word on, in order.
pub(super) fn for_each_segment<'w>(word: &'w str, scheme: Scheme, emit: &mut impl FnMut(Segment<'w>)) {
    if !for_each_of_plain(word, scheme, emit) {
        for_each_of_other(word, scheme, emit);
    }
}

/// As [`for_each_segment`] for a word of at most ten letters without marks; returns whether the word is one.
#[inline]
pub(super) fn for_each_of_plain<'w>(word: &'w str, scheme: Scheme, emit: &mut impl FnMut(Segment<'w>)) -> bool {
    let letters = plain(word);
    if let Some(letters) = letters {
        Division { word, scheme, vowels: None }.divide(letters, |n| 2 * n, emit);
    }
    letters.is_some()
}

fn for_each_of_other<'w>(word: &'w str, scheme: Scheme, emit: &mut impl FnMut(Segment<'w>)) {
    let Some(ParsedWord { letters, offsets, vowels }) = ParsedWord::parse(word) else {
        if !word.is_empty() {
            let (role, unwritten) = (Role::Stem, Unwritten::Nothing);
            emit(Segment {
                text: word,
                start: 0,
                role,
                unwritten,
                is_proclitic: false,
                starts_word: true,
                ends_word: true,
            });
        }
        return;
    };
    let division = Division { word, scheme, vowels: Some(&vowels) };
    let offset = |n| offsets[n] as usize;
    match letters.shortened() {
        Some(letters) => division.divide(letters, offset, emit),
        None => division.divide(letters, offset, emit),
    }
}

/// A word that is divided.
struct Division<'w, 'v> {
    word: &'w str,
    scheme: Scheme,
    vowels: Option<&'v Vowels>,
}

impl<'w> Division<'w, '_> {
    /// `offset` gives the offset of a letter in the word.
    #[inline]
    fn divide<B: LetterBits>(
        &self,
        letters: Letters<B>,
        offset: impl Fn(usize) -> usize,
        emit: &mut impl FnMut(Segment<'w>),
    ) {
        let analysis = &analyze(&FoldedWord::of(letters), self.scheme == Scheme::Morphemes, self.vowels);
        let joined = if self.scheme == Scheme::Atb { analysis.article_end } else { 0 };
        let cuts = (analysis.front | analysis.back | analysis.endings) & !joined & ((1 << letters.len) - 1);
        let stem_start = analysis.stem_start();
        // Marks before the first letter belong to the first segment.
        let (mut start, mut left, mut at) = (0, cuts & !1, 0);
        loop {
            let ends_word = left == 0;
            let end = if ends_word { letters.len } else { left.trailing_zeros() };
            let until = if ends_word { self.word.len() } else { offset(end as usize) };
            let is_hidden = analysis.hidden_article >> start & 1 != 0;
            let mut unwritten = match () {
                _ if analysis.alefs >> start & 1 != 0 => Unwritten::Alef,
                _ if analysis.articles >> start & 1 != 0 || is_hidden => Unwritten::Article,
                _ => Unwritten::Nothing,
            };
            if is_hidden && self.scheme != Scheme::Atb {
                let (text, role) = (&self.word[at..at], Role::Article);
                emit(Segment {
                    text,
                    start: at,
                    role,
                    unwritten,
                    is_proclitic: true,
                    starts_word: false,
                    ends_word: false,
                });
                unwritten = Unwritten::Nothing;
            }
            let role = roles::role(letters, analysis, start..end);
            let (text, is_proclitic, starts_word) = (&self.word[at..until], end <= stem_start, start == 0);
            emit(Segment { text, start: at, role, unwritten, is_proclitic, starts_word, ends_word });
            if ends_word {
                return;
            }
            (start, at) = (end, until);
            left &= left - 1;
        }
    }
}
