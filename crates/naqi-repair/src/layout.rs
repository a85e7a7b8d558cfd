//! How plausible the order of a line is, by what is no Arabic letter: Latin words, numbers, brackets, punctuation.

use crate::fit::letters_of;
use crate::model;
use crate::piece::Piece;
use crate::tables::{ORDERED_WORDS, WORD_ORDER};
use crate::word_order;

/// The plausibility of a line in nats; only differences between orders of the same line mean something.
pub fn plausibility(line: &[Piece]) -> f32 {
    let letters = line.iter().flat_map(|piece| letters_of(piece.c));
    of_signs(line) - model::costs(letters).forward
}

/// That of what is no Arabic letter, and of the order of words.
pub fn of_signs(line: &[Piece]) -> f32 {
    let text: Vec<char> = line.iter().flat_map(|piece| letters_of(piece.c)).collect();
    brackets(&text) + numbers(&text) + punctuation(&text) + capitals(&text) + emoji(&text) + words(&text)
        - model::latin_cost(text.iter().copied())
}

/// That of brackets alone.
pub fn of_brackets(line: &[Piece]) -> f32 {
    let text: Vec<char> = line.iter().map(|piece| piece.c).collect();
    brackets(&text)
}

/// Emoji end a line more often than they begin it.
fn emoji(text: &[char]) -> f32 {
    let is_emoji = |c: Option<&char>| {
        c.is_some_and(|c| matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}'))
    };
    2.0 * (f32::from(is_emoji(text.last())) - f32::from(is_emoji(text.first())))
}

/// Brackets open before they close.
fn brackets(text: &[char]) -> f32 {
    const OPEN: [char; 7] = ['(', '[', '{', '«', '‹', '“', '<'];
    const CLOSE: [char; 7] = [')', ']', '}', '»', '›', '”', '>'];
    let mut open = [0_u32; OPEN.len()];
    let mut score = 0.0;
    for (at, c) in text.iter().enumerate() {
        if let Some(kind) = OPEN.iter().position(|open| open == c) {
            open[kind] += 1;
            // Nothing is between a bracket and what it encloses.
            score += 0.5 * (is_space(text.get(at.wrapping_sub(1))) as i8 - is_space(text.get(at + 1)) as i8) as f32;
        } else if let Some(kind) = CLOSE.iter().position(|close| close == c) {
            score += if open[kind] > 0 { 1.5 } else { -1.5 };
            open[kind] = open[kind].saturating_sub(1);
            score += 0.5 * (is_space(text.get(at + 1)) as i8 - is_space(text.get(at.wrapping_sub(1))) as i8) as f32;
        }
    }
    score - 1.0 * open.iter().sum::<u32>() as f32
}

/// A capital letter begins a word.
fn capitals(text: &[char]) -> f32 {
    let pairs = text.windows(2).map(|pair| match (pair[0], pair[1]) {
        ('a'..='z', 'A'..='Z') => -2.5,
        ('A'..='Z', 'a'..='z') => 0.5,
        _ => 0.0,
    });
    pairs.sum()
}

fn is_space(c: Option<&char>) -> bool {
    c.is_none_or(|c| c.is_whitespace())
}

/// The value of a digit of ASCII, Arabic or Persian.
fn digit(c: char) -> Option<usize> {
    match c {
        '0'..='9' => Some(c as usize - '0' as usize),
        '٠'..='٩' => Some(c as usize - '٠' as usize),
        '۰'..='۹' => Some(c as usize - '۰' as usize),
        _ => None,
    }
}

/// Numbers begin with small digits (Benford's law) and end with a zero or a five; years begin with 19 or 20.
fn numbers(text: &[char]) -> f32 {
    // Nats by the first and by the last digit.
    const FIRST: [f32; 10] = [-4.0, -1.2, -1.7, -2.1, -2.3, -2.5, -2.7, -2.9, -3.0, -3.1];
    const LAST: [f32; 10] = [-1.2, -2.4, -2.5, -2.5, -2.5, -2.0, -2.5, -2.5, -2.5, -2.6];
    let mut score = 0.0;
    for number in text.chunk_by(|one, other| digit(*one).is_some() == digit(*other).is_some()) {
        let digits: Vec<usize> = number.iter().filter_map(|c| digit(*c)).collect();
        if let [first, .., last] = digits[..] {
            score += FIRST[first] + LAST[last];
        }
        score += if let [1, 9, _, _] | [2, 0, 0..=3, _] = digits[..] { 2.5 } else { 0.0 };
    }
    // A separator between groups: the last group has three digits, the first one up to three.
    for window in text.windows(5) {
        if matches!(window[0], ',' | '٬')
            && window[1..4].iter().all(|c| digit(*c).is_some())
            && digit(window[4]).is_none()
        {
            score += 1.0;
        }
    }
    score
}

/// Signs of a sentence stand behind a word, without a space; signs of tags stand before one.
fn punctuation(text: &[char]) -> f32 {
    let mut score = 0.0;
    for (at, c) in text.iter().enumerate() {
        let before = is_space(text.get(at.wrapping_sub(1)));
        let behind = is_space(text.get(at + 1));
        let sides = before as i8 - behind as i8;
        score += match c {
            '.' | ',' | '،' | '؛' | ':' | '!' | '؟' | '?' | '۔' | '…' | ';' => -1.5 * f32::from(sides),
            '#' | '@' | '$' => 2.0 * f32::from(sides),
            '%' | '٪' => -0.5 * f32::from(sides),
            _ => 0.0,
        };
        // The end of a line is a better place for a full stop than its start.
        if at == 0 && matches!(c, '.' | '،' | '؛' | '؟' | '۔' | '…' | '!') {
            score -= 2.0;
        }
        if at == 0 && matches!(c, '-' | '*' | '•' | '–' | '#' | '@') {
            score += 1.0;
        }
    }
    // An address ends a post, and a mention begins it.
    let starts_with = |word: &str| text.iter().copied().take(word.len()).eq(word.chars());
    score += if starts_with("http") { -3.0 } else { 0.0 };
    score += if starts_with("RT @") { 3.0 } else { 0.0 };
    let addresses = |word: [char; 4]| text.windows(4).filter(|window| *window == word).count() as f32;
    score + 10.0 * (addresses(['h', 't', 't', 'p']) - addresses(['p', 't', 't', 'h']))
}

/// How often words stand in this order, and how often in the other one.
fn words(text: &[char]) -> f32 {
    let words = word_order::words(text.iter().copied(), model::is_skipped);
    let classes: Vec<(Option<usize>, usize)> = words
        .iter()
        .map(|word| {
            let place = ORDERED_WORDS.binary_search(&word_order::hash(word)).ok();
            (place.filter(|_| !word.is_empty()), word_order::coarse(word))
        })
        .collect();
    let order = |place: Option<usize>, coarse: usize, other: usize| {
        i32::from(WORD_ORDER[place.unwrap_or(ORDERED_WORDS.len() + coarse)][other])
    };
    let sum: i32 = classes
        .windows(2)
        .map(|pair| {
            let [(one, one_coarse), (other, other_coarse)] = [pair[0], pair[1]];
            let before = order(one, one_coarse, other_coarse);
            let behind = -order(other, other_coarse, one_coarse);
            match (one, other) {
                (Some(_), None) => before,
                (None, Some(_)) => behind,
                _ => (before + behind) / 2,
            }
        })
        .sum();
    0.7 * sum as f32 / 16.0
}
