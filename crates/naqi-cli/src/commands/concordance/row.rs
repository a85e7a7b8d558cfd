//! A row: the words of a hit, and the text before and after them.

use crate::direction::Direction;
use crate::hits::{Hit, Needles, context};
use naqi::Token;
use naqi::token::TokenKind;
use std::ops::Range;

/// The number of words on each side by which rows are sorted.
const SORTED: usize = 8;

pub struct Row {
    /// The index of the file, and the number of the line.
    pub file: usize,
    pub line: usize,
    pub direction: Direction,
    pub before: String,
    /// Whole words, since a terminal would not join the letters of a word across two columns.
    pub keyword: String,
    /// The hits in the keyword.
    pub hits: Vec<Hit>,
    pub after: String,
    /// Whether a space stands before the keyword, and after it.
    pub spaced: (bool, bool),
    pub sorted: Sorted,
}

/// The sort key: normalized words, the nearest first.
#[derive(Clone, Default)]
pub struct Sorted {
    pub before: Vec<String>,
    pub keyword: String,
    pub after: Vec<String>,
}

/// The source of a row.
#[derive(Clone, Copy)]
pub struct Origin {
    pub file: usize,
    pub line: usize,
}

/// The rows of a line, in order. Hits in the same words are one row.
pub fn rows(needles: &Needles, columns: usize, origin: Origin, text: &str, mut found: impl FnMut(Row)) {
    let hits = needles.find(text);
    if hits.is_empty() {
        return;
    }
    let tokens: Vec<Token> = naqi::tokens(text).collect();
    let direction = Direction::of(text);
    let mut rest = hits.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let mut words = holding(&tokens, &first.span);
        let mut count = 1;
        for hit in others {
            let more = holding(&tokens, &hit.span);
            if more.start >= words.end {
                break;
            }
            words.end = words.end.max(more.end);
            count += 1;
        }
        let span = tokens[words.start].span().start..tokens[words.end - 1].span().end;
        let inside = |hit: &Hit| Hit { span: hit.span.start - span.start..hit.span.end - span.start, query: hit.query };
        let start = context::before(text, span.start, columns);
        let end = context::after(text, span.end, columns);
        found(Row {
            file: origin.file,
            line: origin.line,
            direction,
            before: text[start..span.start].trim_end().to_owned(),
            keyword: text[span.clone()].to_owned(),
            hits: rest[..count].iter().map(inside).collect(),
            after: context::without_space(&text[span.end..end]).to_owned(),
            spaced: (
                text[start..span.start].ends_with(char::is_whitespace),
                text[span.end..end].starts_with(char::is_whitespace),
            ),
            sorted: Sorted {
                before: normalized(needles, tokens[..words.start].iter().rev()),
                keyword: needles.normalizer().normalize(&text[span]).into_owned(),
                after: normalized(needles, tokens[words.end..].iter()),
            },
        });
        rest = &rest[count..];
    }
}

/// The range of tokens that contain a span.
fn holding(tokens: &[Token], span: &Range<usize>) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span().end <= span.start).min(tokens.len() - 1);
    let end = tokens.partition_point(|token| token.span().start < span.end);
    start..end.max(start + 1)
}

fn normalized<'a, 't: 'a>(needles: &Needles, tokens: impl Iterator<Item = &'a Token<'t>>) -> Vec<String> {
    let is_word = |token: &&Token| matches!(token.kind(), TokenKind::Word | TokenKind::Number);
    let words = tokens.filter(is_word).map(|token| needles.normalizer().normalize(token.text()).into_owned());
    words.filter(|word| !word.is_empty()).take(SORTED).collect()
}
