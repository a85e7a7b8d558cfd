//! Lam-alefs whose letters were swapped: PDF text in which a ligature was reversed with its glyph.

use crate::alphabet::row;
use crate::marks;
use crate::model::is_skipped;
use crate::piece::Piece;
use crate::swap_context::{CONTEXTS, context, is_alef};
use crate::tables::{SWAPPED_WORDS, SWAPS, WORDS};
use crate::word_order;
use naqi::letters::{FATHA, FATHATAN, KASRA, SHADDA, TATWEEL, is_mark, is_tashkeel};

/// What a line says about swaps.
#[derive(Default)]
pub struct Swaps {
    /// The name of God, whose last three letters are a ligature, too.
    names: usize,
    /// Pairs that contexts take for swapped.
    likely: usize,
    /// Those of them whose context is in no text as it should be.
    certain: usize,
    /// Frequent words whose pairs are swapped; as they stand they are no words.
    words: usize,
    /// Pairs of lam and alef that are in order.
    kept: usize,
    /// Whether it is in another language than Arabic, which the tables know best.
    is_other: bool,
    /// The places of letters to swap.
    places: Vec<(usize, usize, Kind)>,
    marks: SwappedMarks,
}

/// Where the marks of swapped letters are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SwappedMarks {
    /// They may have stayed where they were.
    #[default]
    Unclear,
    /// Each stands behind its letter: letters were swapped with their marks.
    BehindLetters,
}

/// What is known of a line or of those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surroundings {
    /// Nothing speaks for damage but the line's swaps.
    Clean,
    /// The line was drawn.
    Drawn,
    /// Other lines have swaps, and none has pairs that are in order.
    Swapped,
}

impl Swaps {
    pub fn of(line: &[Piece], marks: SwappedMarks) -> Self {
        let mut swaps = Self { marks, ..Self::default() };
        let mut start = 0;
        for word in line.chunk_by(|one, other| is_word(one.c) == is_word(other.c)) {
            if is_word(word[0].c) {
                let is_cut = line.get(start + word.len()).is_some_and(|next| next.c == '…');
                judge(word, start, is_cut, &mut swaps);
            }
            start += word.len();
        }
        swaps.is_other = line.iter().any(|piece| row(piece.c).is_some() && !is_arabic(piece.c));
        swaps
    }

    /// Whether the line's pairs are swapped.
    pub fn are_swapped(&self, around: Surroundings) -> bool {
        let needed = match around {
            Surroundings::Swapped => return self.likely > 2 * self.kept,
            _ if self.is_other => 3,
            Surroundings::Drawn => 1,
            Surroundings::Clean => 2,
        };
        self.certain.max(self.words) > 2 * self.kept && (self.certain >= needed || self.words > 0)
    }

    /// Whether nothing can be swapped.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether the line has pairs, and all of them are in order.
    pub fn are_in_order(&self) -> bool {
        self.kept > 0 && self.likely == 0
    }

    /// The line with its swapped letters in order, and how sure that is, in nats.
    pub fn undo(&self, line: &[Piece], around: Surroundings) -> Option<(Vec<Piece>, f32)> {
        let is_swapped = self.are_swapped(around);
        // Some fonts have a ligature for the name only, whose swapped spelling is no word.
        let wanted = |kind: &Kind| match kind {
            Kind::Pair => is_swapped,
            Kind::LikelyName => is_swapped || self.kept == 0,
            Kind::Name => true,
        };
        let gain = 3.0 * (self.certain + self.words + self.names) as f32 + self.likely as f32;
        let mut line = line.to_vec();
        let mut is_changed = false;
        for (one, other, _) in self.places.iter().filter(|(_, _, kind)| wanted(kind)) {
            is_changed = true;
            match self.marks {
                SwappedMarks::BehindLetters => swap_with_marks(&mut line, *one, *other),
                SwappedMarks::Unclear => line.swap(*one, *other),
            }
        }
        is_changed.then_some((line, gain))
    }
}

/// What two letters to swap are.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// An alef and a lam; or a heh and a lam at the end of a word that may be another one than the name of God.
    Pair,
    /// The heh and the last lam of the name of God, if the line has no lam-alef in order.
    LikelyName,
    /// The heh and the last lam of the name of God.
    Name,
}

/// Reverses the letters from one place to another one, each with its marks.
fn swap_with_marks(line: &mut [Piece], one: usize, other: usize) {
    let end = other + 1 + line[other + 1..].iter().take_while(|piece| is_mark(piece.c)).count();
    let reversed: Vec<Piece> = line[one..end].iter().rev().copied().collect();
    line[one..end].copy_from_slice(&marks::behind_letters(&reversed));
}

fn is_arabic(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'ٱ')
}

fn is_word(c: char) -> bool {
    row(c).is_some() || is_skipped(c)
}

/// Adds a word's evidence, and the places that are swapped if the line is. `is_cut` says that the word may be longer.
fn judge(word: &[Piece], start: usize, is_cut: bool, swaps: &mut Swaps) {
    let places: Vec<usize> = (0..word.len()).filter(|at| row(word[*at].c).is_some()).collect();
    let letters: Vec<char> = places.iter().map(|at| word[*at].c).collect();
    let has_marks_behind = swaps.marks == SwappedMarks::BehindLetters;
    let for_god = (has_marks_behind && is_for_god(word, &letters)).then_some(Kind::Name);
    if let Some(kind) = for_god.or_else(|| ending(&letters)) {
        swaps.names += usize::from(!matches!(kind, Kind::Pair));
        let (heh, lam) = (places[letters.len() - 3], places[letters.len() - 1]);
        swaps.places.push((start + heh, start + lam, kind));
        return;
    }
    swaps.kept += letters.windows(3).filter(|w| w[0] == 'ل' && is_alef(w[1]) && w[2] != 'ل').count();
    swaps.kept += usize::from(matches!(letters[..], [.., 'ل', alef] if is_alef(alef)));
    let has_pair = letters.windows(2).any(|pair| is_alef(pair[0]) && pair[1] == 'ل');
    swaps.words += usize::from(has_pair && !is_cut && is_swapped_word(&letters));
    let mut at = 0;
    while at + 1 < letters.len() {
        // An article before a quotation or a number ends with a tatweel.
        let is_article = word.get(places[at + 1] + 1).is_some_and(|next| next.c == TATWEEL) && at + 2 == letters.len();
        let is_lam_alef = !has_marks_behind || may_be_before_alef(word, &places[at..]);
        let is_pair = is_alef(letters[at]) && letters[at + 1] == 'ل' && !is_article && is_lam_alef;
        let (is_swapped, is_certain) = match is_pair {
            true if letters[at.saturating_sub(1)] != 'ل' && has_mark_of_lam(word, &places[at..]) => (true, true),
            true => decision(&letters, at),
            false => (false, false),
        };
        if is_swapped {
            swaps.likely += 1;
            swaps.certain += usize::from(is_certain);
            // Two alefs, one of them with a hamza, are no slip of a finger.
            swaps.certain += usize::from(at > 0 && letters[at - 1] == 'ا' && letters[at] != 'ا');
            swaps.places.push((start + places[at], start + places[at + 1], Kind::Pair));
            at += 1;
        }
        at += 1;
    }
}

/// What the end of a word is that has the letters of the name of God in the swapped order. Words such as `جاهل` end like
/// this, too, if their last letter is stretched.
fn ending(letters: &[char]) -> Option<Kind> {
    let [before @ .., 'ا' | 'ٱ', 'ه', 'ل', 'ل'] = letters else { return None };
    Some(match before {
        [] | ['و' | 'ف' | 'ب' | 'أ'] | ['و' | 'ف' | 'أ', 'ب'] | ['أ', 'و' | 'ف'] => Kind::Name,
        // Some people write `عبد الله` and `شاء الله` as one word.
        [.., 'ع', 'ب', 'د'] | [.., 'ش', 'ا', 'ء'] => Kind::Name,
        // Stretched, these are `تاهل` and `كاهل`.
        ['ت' | 'ك'] | ['و' | 'ف' | 'أ', 'ت' | 'ك'] => Kind::LikelyName,
        _ => Kind::Pair,
    })
}

/// Whether a word is none as it stands, and a frequent one with its lam-alefs in order.
fn is_swapped_word(letters: &[char]) -> bool {
    SWAPPED_WORDS.binary_search(&word_order::hash(letters)).is_ok() || begins_with_two_alefs(letters)
}

/// Whether a word begins with an article and an alef that are swapped. An alef that is typed twice is a slip.
fn begins_with_two_alefs(letters: &[char]) -> bool {
    let rest = match letters {
        ['و' | 'ف' | 'ب', rest @ ..] => rest,
        _ => letters,
    };
    let is_stretched =
        rest.iter().skip(1).zip(rest.iter().skip(2)).any(|(one, other)| is_alef(*one) && is_alef(*other));
    let begins = rest.starts_with(&['ا', 'ا', 'ل']) && rest.len() > 5 && !is_stretched;
    begins && WORDS.binary_search(&word_order::hash(&rest[1..])).is_err()
}

/// Whether marks show that an alef was behind the lam that is behind it: a mark on a bare alef that is no article's, or
/// a fathatan without an alef. `places` are those of the alef, the lam and the letters behind them.
fn has_mark_of_lam(word: &[Piece], places: &[usize]) -> bool {
    let &[alef, lam, ..] = places else { return false };
    let has_shadda = word[alef..lam].iter().any(|piece| piece.c == SHADDA);
    let has_mark = word[alef + 1..lam].iter().any(|piece| is_tashkeel(piece.c));
    let is_article = alef < 3 && places.len() > 2;
    let ends_in_fathatan = places.len() == 2 && word.get(lam + 1).is_some_and(|next| next.c == FATHATAN);
    word[alef].c == 'ا' && (has_shadda || ends_in_fathatan || (has_mark && !is_article))
}

/// Whether a word is `لِلَّهِ` with its letters reversed: the preposition's lam has a kasra. Else it may be a verb.
fn is_for_god(word: &[Piece], letters: &[char]) -> bool {
    let ends_in_kasra = word.iter().rev().map(|piece| piece.c).take_while(|c| is_mark(*c)).any(|c| c == KASRA);
    ends_in_kasra && matches!(letters, ['ه', 'ل', 'ل'] | ['و' | 'ف', 'ه', 'ل', 'ل'])
}

/// Whether a lam may stand before the alef that is before it: one without a hamza has no vowel but a fatha before it.
fn may_be_before_alef(word: &[Piece], places: &[usize]) -> bool {
    let &[alef, lam, ..] = places else { return true };
    let marks = word[lam + 1..].iter().map(|piece| piece.c).take_while(|c| is_mark(*c));
    word[alef].c != 'ا' || marks.filter(|c| is_tashkeel(*c)).all(|c| matches!(c, FATHA | SHADDA))
}

/// Whether the alef and the lam at a place were a lam and an alef, and whether they never stand in text as it should be.
fn decision(word: &[char], at: usize) -> (bool, bool) {
    let (mut is_swapped, mut is_certain) = (false, false);
    for level in 0..CONTEXTS {
        let hash = context(word, at, level);
        let found = SWAPS[SWAPS.partition_point(|entry| *entry < hash)..].first().filter(|entry| **entry & !1 == hash);
        is_swapped ^= found.is_some();
        is_certain |= found.is_some_and(|entry| entry & 1 == 1);
    }
    (is_swapped, is_certain)
}
