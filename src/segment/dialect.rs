//! Clitics that only dialects write: negation with `ما` and `ش`, the future in `ه` and `ح`, the present in `ب` and `ك`,
//! a demonstrative `ه` before an article, `ع` for the preposition `على`, and `ل` with a pronoun after a verb.
//!
//! A rule applies to words that start with certain letters, and lists name the words of the standard language that do so
//! too.

use crate::search::stem::letters::{
    ALEF, HEH, LAM, LetterBits, LetterSet, Letters, Literal, MEEM, TEH, WAW, YEH, letter, letter_set, literal, literals,
};
use crate::segment::analysis::{Analysis, CONJUNCTIONS};
use crate::segment::enclitics;
use crate::segment::lists::{NEGATED, WORD_STARTS};

/// The letters that a word with such a clitic may start with, after a conjunction.
const FIRST_LETTERS: LetterSet = letter_set("مهحعدبكل");
const PRESENT_PREFIXES: LetterSet = letter_set("يتن");
const SHEEN: u64 = letter('ش');

/// The last letters of stems in `ت` and `ل`, as in `تحتله` and `مقتله`.
static NO_DATIVE: [Literal; 8] = literals(["تحت", "محت", "يحت", "نحت", "مقت", "يقت", "قت", "كت"]);

/// The cuts of a word with a clitic of dialects, if it has one. `keeps_first` says that the first letter is no conjunction.
pub(super) fn analyze<B: LetterBits>(letters: Letters<B>, folded: Letters<B>, keeps_first: bool) -> Option<Analysis> {
    let conjunction = (CONJUNCTIONS.contains(letters.first()) && letters.len > 4 && !keeps_first) as u32;
    let rest = |word: Letters<B>| word.slice(conjunction, word.len - conjunction);
    let found = find(rest(letters), rest(folded))?;
    // فعاليات is no ف and على.
    if conjunction == 1 && letters.first() != WAW && found.article_end != 0 {
        return None;
    }
    Some(Analysis {
        front: (conjunction << 1) | found.front << conjunction,
        back: found.back << conjunction,
        article_end: found.article_end << conjunction,
        ..Analysis::default()
    })
}

fn find<B: LetterBits>(word: Letters<B>, folded: Letters<B>) -> Option<Analysis> {
    if word.len < 4 {
        return None;
    }
    if FIRST_LETTERS.contains(word.first()) {
        if let Some(found) = negation(word, folded).or_else(|| article(folded)) {
            return Some(found);
        }
        if let Some(len) = prefix(folded) {
            return Some(with_verb(word, len, 1 << len));
        }
    }
    dative(word).map(|back| Analysis { back, ..Analysis::default() })
}

/// The cuts of a verb that starts at a letter: its pronoun.
fn with_verb<B: LetterBits>(word: Letters<B>, start: u32, front: u32) -> Analysis {
    let verb = word.slice(start, word.len - start);
    let analysis = Analysis { front, ..Analysis::default() };
    match dative(verb) {
        Some(back) => Analysis { back: back << start, ..analysis },
        None => analysis.with_host(verb, start),
    }
}

/// Negation, as in `معرفتش` and `مابيعرفش` and `مايدري`; after a separate `ما` also `بيسمعش`.
fn negation<B: LetterBits>(word: Letters<B>, folded: Letters<B>) -> Option<Analysis> {
    let ends_in_sheen = word.last(1) == SHEEN;
    if word.first() != MEEM {
        let is_present = word.first() == BEH && PRESENT_PREFIXES.contains(word.at(1));
        // بتفتيش: a verbal noun.
        let is_noun = word.at(1) == TEH && word.at(word.len - 2) == YEH;
        return (ends_in_sheen && is_present && word.len >= 6 && !is_noun).then(|| before_sheen(word, 1, 1 << 1));
    }
    let start = if word.starts_with(const { literal("ما") }) { 2 } else { 1 };
    if ends_in_sheen && word.len >= start + 3 {
        let is_present = (word.at(start) == BEH && PRESENT_PREFIXES.contains(word.at(start + 1))) as u32;
        return Some(before_sheen(word, start + is_present, 1 << start | is_present << (start + 1)));
    }
    if start == 1 {
        return None;
    }
    let rest = word.slice(2, word.len - 2);
    if let Some(entry) = NEGATED.find(rest) {
        return Some(Analysis { front: 1 << 2, back: (entry.back as u32) << 2, ..Analysis::default() });
    }
    // ماعرفها.
    let mut pronouns = enclitics::pronouns(rest);
    if let Some(cut) = pronouns.find(|cut| NEGATED.find(rest.slice(0, *cut)).is_some()) {
        return Some(Analysis { front: 1 << 2, back: 1 << (cut + 2), ..Analysis::default() });
    }
    // مايدري; مايكل and مايو are names.
    let is_verb = rest.first() == YEH && rest.len >= 4 && WORD_STARTS.get(folded) != Some(true);
    is_verb.then(|| with_verb(word, 2, 1 << 2))
}

/// The cuts of a verb that starts at a letter and ends before the last letter, `ش`.
fn before_sheen<B: LetterBits>(word: Letters<B>, start: u32, front: u32) -> Analysis {
    let mut found = with_verb(word.slice(0, word.len - 1), start, front);
    found.back |= 1 << (word.len - 1);
    found
}

/// A demonstrative or a preposition before an article, as in `هالبنت` and `بهالوقت` and `عالبيت`.
fn article<B: LetterBits>(word: Letters<B>) -> Option<Analysis> {
    const PREPOSITIONS: LetterSet = letter_set("بلك");
    let preposition = (word.len >= 6 && PREPOSITIONS.contains(word.first()) && word.at(1) == HEH) as u32;
    let rest = word.slice(preposition, word.len - preposition);
    let min_len = match rest.first() {
        HEH => 5,
        first if first == letter('ع') || first == letter('د') => 6,
        _ => return None,
    };
    let has_article = rest.len >= min_len && rest.slice(1, rest.len - 1).starts_with(const { literal("ال") });
    if !has_article || WORD_STARTS.get(rest) == Some(true) {
        return None;
    }
    let front = preposition << 1 | 0b1010 << preposition;
    Some(Analysis { front, article_end: 0b1000 << preposition, ..Analysis::default() })
}

/// The number of letters of a future or present particle.
fn prefix<B: LetterBits>(word: Letters<B>) -> Option<u32> {
    let is_clitic = WORD_STARTS.get(word).map(|belongs| !belongs);
    let (first, second) = (word.first(), word.at(1));
    if first != HEH && first != letter('ح') {
        // In `بي` and the like, tables of stems decide if no entry does.
        return (is_clitic == Some(true)).then_some(1);
    }
    // هايكون.
    let is_long = second == ALEF && word.at(2) == YEH && word.len >= 6;
    let is_short = PRESENT_PREFIXES.contains(second) && word.len >= 5;
    match is_clitic {
        Some(is_clitic) => is_clitic.then_some(1),
        None if is_long => Some(2),
        None => is_short.then_some(1),
    }
}

/// The cuts before `ل` and its pronoun after a verb in `ت`, as in `قلتلك` and `جبتلها`, and after some forms of `قال` and `حكى`.
fn dative<B: LetterBits>(word: Letters<B>) -> Option<u32> {
    static ENDINGS: [Literal; 9] = literals(["لهم", "لها", "لنا", "لكم", "لكن", "لك", "لي", "له", "لو"]);
    static VERBS: [Literal; 3] = literals(["قالو", "قولو", "حكي"]);
    if word.len < 4 || word.at(word.len - 2) != LAM && word.at(word.len - 3) != LAM {
        return None;
    }
    let ending = ENDINGS.iter().find(|ending| word.ends_with(**ending))?;
    let verb = word.slice(0, word.len - ending.len);
    let ends_with_any = |ends: &[Literal]| ends.iter().any(|end| verb.ends_with(*end));
    let is_past = verb.len >= 3
        && verb.last(1) == TEH
        && !letter_set("يتنم").contains(verb.first())
        && (!ends_with_any(&NO_DATIVE) || verb.starts_with(const { literal("اشتقت") }));
    (is_past || ends_with_any(&VERBS)).then_some(1 << verb.len | 1 << (verb.len + 1))
}

const BEH: u64 = letter('ب');
