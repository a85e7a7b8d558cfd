//! How plausible the order of a line is, by what is no Arabic letter: Latin words, numbers, brackets, punctuation.

use crate::model;
use crate::piece::Piece;

/// The plausibility of a line in nats; only differences between orders of the same line mean something.
pub fn plausibility(line: &[Piece]) -> f32 {
    let text: Vec<char> = line.iter().map(|piece| piece.c).collect();
    // How probable the words are says more than all else.
    let letters = line.iter().flat_map(|piece| letters(piece.c));
    -model::costs(letters).forward - model::latin_cost(text.iter().copied())
        + brackets(&text)
        + numbers(&text)
        + punctuation(&text)
        + word_order(&text)
}

/// A character's letters, if it is a presentation form.
fn letters(c: char) -> impl Iterator<Item = char> {
    let form = crate::forms::form(c).map(|(letters, _)| letters);
    form.into_iter().flat_map(str::chars).chain(form.is_none().then_some(c))
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

fn is_space(c: Option<&char>) -> bool {
    c.is_none_or(|c| c.is_whitespace())
}

/// The value of a digit of ASCII, Arabic or Persian.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(c as u32 - 0x6F0),
        _ => None,
    }
}

/// Numbers begin with no zero, years with 19 or 20, thousands stand in groups of three.
fn numbers(text: &[char]) -> f32 {
    let mut score = 0.0;
    for number in text.chunk_by(|one, other| digit(*one).is_some() == digit(*other).is_some()) {
        let digits: Vec<u32> = number.iter().filter_map(|c| digit(*c)).collect();
        score += match digits[..] {
            [1, 9, _, _] | [2, 0, 0..=3, _] | [1, 3 | 4, _, _] => 2.0,
            [0, _, ..] => -1.0,
            [_, .., 0] => 1.0,
            _ => 0.0,
        };
    }
    // A separator between groups: the last group has three digits, the first one up to three.
    for window in text.windows(5) {
        if matches!(window[0], ',' | '٬') && window[1..4].iter().all(|c| digit(*c).is_some()) && digit(window[4]).is_none() {
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
            '.' | ',' | '،' | '؛' | ':' | '!' | '؟' | '?' | '۔' | '…' | ';' => -1.0 * f32::from(sides),
            '#' | '@' | '$' => 1.5 * f32::from(sides),
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
    score + if starts_with("RT @") { 3.0 } else { 0.0 }
}

/// Words that end no sentence, and words that begin none.
fn word_order(text: &[char]) -> f32 {
    const NOT_LAST: [&str; 20] = [
        "في", "من", "على", "إلى", "الى", "عن", "أن", "ان", "إن", "التي", "الذي", "بين", "و", "أو", "لا", "ما", "از", "به", "با",
        "در",
    ];
    const NOT_FIRST: [&str; 12] = ["را", "است", "ہے", "ہیں", "میں", "کا", "کی", "کے", "سے", "نے", "کو", "تھا"];
    let mut words = text.split(|c| !is_letter(*c)).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    let is = |word: &[char], list: &[&str]| list.iter().any(|known| known.chars().eq(word.iter().copied()));
    -3.0 * f32::from(u8::from(is(last, &NOT_LAST)) + u8::from(is(first, &NOT_FIRST)))
        + 1.5 * f32::from(u8::from(is(first, &NOT_LAST)) + u8::from(is(last, &NOT_FIRST)))
}

fn is_letter(c: char) -> bool {
    crate::alphabet::row(c).is_some() || model::is_skipped(c)
}
