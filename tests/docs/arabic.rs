//! Finds Arabic that a browser draws in the wrong order.
//!
//! In a left-to-right paragraph the Unicode Bidirectional Algorithm (UAX #9) draws two Arabic words that have only
//! neutral characters between them (a comma, an equals sign, a quote) from right to left: the pair looks swapped. A
//! number after an Arabic word moves to its left, too. A Latin letter between them prevents both.

use crate::sources::Page;

/// How a character acts in the Bidirectional Algorithm.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    RightToLeft,
    LeftToRight,
    Digit,
    Neutral,
}

fn class(c: char) -> Class {
    match c as u32 {
        // Marks take the class of their letter.
        0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6E4 | 0x6E7..=0x6ED | 0x8D3..=0x8FF => Class::Neutral,
        0x60C => Class::Neutral,
        0x30..=0x39 | 0x6F0..=0x6F9 => Class::Digit,
        0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1E800..=0x1EFFF => Class::RightToLeft,
        0x200E => Class::LeftToRight,
        _ if c.is_alphabetic() => Class::LeftToRight,
        _ => Class::Neutral,
    }
}

/// Whether a sign separates two texts. Others, such as a space or a full stop, are allowed inside an Arabic phrase. In a
/// literal of code only the signs do that relate two texts, as in `map(a=b)`.
fn is_separator(c: char, in_literal: bool) -> bool {
    "`\"=|→←↔⇒".contains(c) || !in_literal && "',/+;\\<>&[]{}".contains(c)
}

const PAIR: &str = "has only neutral characters after another Arabic text, so both are drawn in the wrong order: write a \
                    Latin word or &lrm; between them, or use two cells or two lines of code";
const NUMBER: &str = "has only neutral characters after an Arabic text, so it is drawn on the wrong side: write a Latin \
                      word or &lrm; between them, or use two lines of code";
const BARE: &str = "is in running text: put it into a code span of its own, or into a table cell of its own";
const FIRST: &str = "is the first word of its paragraph, which may turn its direction: begin with a Latin word";

/// A paragraph, a cell or a line of code: its characters, each with the number of its line.
#[derive(Default)]
struct Block {
    text: Vec<(usize, char)>,
    is_code: bool,
    is_cell: bool,
}

impl Block {
    fn new(line: usize, text: &str, is_code: bool, is_cell: bool) -> Self {
        let mut block = Self { text: Vec::new(), is_code, is_cell };
        block.push(line, text);
        block
    }

    fn push(&mut self, line: usize, text: &str) {
        self.text.extend(text.chars().chain([' ']).map(|c| (line, c)));
    }

    /// The characters that a reader sees: without the targets of links and without HTML's tags.
    fn visible(&self) -> Vec<(usize, char)> {
        if self.is_code {
            return self.text.clone();
        }
        let (mut seen, mut until, mut in_span) = (Vec::new(), None, false);
        for (n, &(line, c)) in self.text.iter().enumerate() {
            let next = self.text.get(n + 1).map(|(_, c)| *c);
            in_span ^= c == '`';
            match (until, c, next) {
                (Some(end), ..) => {
                    if c == end {
                        until = None;
                    }
                    continue;
                }
                (None, ']', Some('(')) if !in_span => until = Some(')'),
                (None, '<', Some(next)) if !in_span && (next == '/' || next.is_ascii_alphabetic()) => until = Some('>'),
                _ => {}
            }
            seen.push((line, c));
        }
        seen
    }

    /// Whether the cell is one Arabic phrase.
    fn is_phrase(&self) -> bool {
        self.is_cell && !self.text.iter().any(|&(_, c)| c == '`' || class(c) == Class::LeftToRight)
    }

    fn faults(&self, file: &str) -> Vec<String> {
        let mut found = Vec::new();
        let text = self.visible();
        let is_phrase = self.is_phrase();
        // The kind of the last strong character, and whether a separator came after it.
        let (mut last, mut is_separated, mut in_span, mut is_bare) = (None, false, false, false);
        let mut in_literal = false;
        for (n, &(line, c)) in text.iter().enumerate() {
            in_span ^= c == '`' && !self.is_code;
            in_literal ^= c == '"' && self.is_code;
            let is_digit = |at: usize| text.get(at).is_some_and(|&(_, c)| class(c) == Class::Digit);
            let in_number = n > 0 && is_digit(n - 1) && is_digit(n + 1);
            is_separated |= is_separator(c, in_literal) && !in_number;
            let class_here = class(c);
            let what = match (class_here, last) {
                (Class::RightToLeft, Some(Class::RightToLeft)) if is_separated => Some(PAIR),
                (Class::Digit, Some(Class::RightToLeft)) if is_separated => Some(NUMBER),
                (Class::RightToLeft, _) if !(self.is_code || in_span || is_phrase || is_bare) => Some(BARE),
                (Class::RightToLeft, None) if !(self.is_code || self.is_cell) => Some(FIRST),
                _ => None,
            };
            // One fault for a bare word, not one for each letter.
            is_bare = !in_span && (class_here == Class::RightToLeft || is_bare && class_here == Class::Neutral);
            if class_here == Class::RightToLeft || class_here == Class::LeftToRight {
                (last, is_separated) = (Some(class_here), false);
            }
            if let Some(what) = what {
                let word: String = text[n..].iter().map(|(_, c)| *c).take_while(|&c| !is_end(c)).collect();
                found.push(format!("{file}:{line}: \u{2068}{word}\u{2069} ({}) {what}", word.escape_unicode()));
                if class_here == Class::Digit {
                    last = None;
                }
            }
        }
        found
    }
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || is_separator(c, false)
}

/// The cells of a table's row, if the line is one. A line break in a cell ends a paragraph, as a cell does.
fn cells(line: &str) -> Option<Vec<String>> {
    let row = line.strip_prefix('|')?;
    let row = row.replace("\\|", "¦").replace("<br>", "|");
    Some(row.trim_end().trim_end_matches('|').split('|').map(String::from).collect())
}

fn begins_a_block(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['#', '>']) || line.starts_with("- ") || digits.len() < line.len() && digits.starts_with(". ")
}

/// The blocks of a page of Markdown.
fn blocks(lines: &[(usize, String)]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut in_code, mut in_python, mut is_open, mut before) = (false, false, false, 0);
    for (number, line) in lines {
        // Lines between two doc comments are not there.
        is_open &= *number == before + 1;
        in_code &= *number == before + 1;
        // An example in a docstring, with its output, ends with an empty line.
        in_python = line.trim().starts_with(">>> ") || in_python && *number == before + 1 && !line.trim().is_empty();
        before = *number;
        let line = line.trim();
        if in_python && !in_code {
            blocks.push(Block::new(*number, line, true, false));
            is_open = false;
        } else if line.starts_with("```") {
            (in_code, is_open) = (!in_code, false);
        } else if in_code {
            blocks.push(Block::new(*number, line, true, false));
        } else if let Some(cells) = cells(line) {
            blocks.extend(cells.iter().map(|cell| Block::new(*number, cell, false, true)));
            is_open = false;
        } else if line.is_empty() {
            is_open = false;
        } else if let Some(block) = blocks.last_mut().filter(|_| is_open && !begins_a_block(line)) {
            block.push(*number, line);
        } else {
            blocks.push(Block::new(*number, line, false, false));
            is_open = !line.starts_with('#');
        }
    }
    blocks
}

/// What is wrong in a page: `file:line: word, and how to mend it`.
pub fn faults(page: &Page) -> Vec<String> {
    blocks(&page.lines).iter().flat_map(|block| block.faults(&page.file)).collect()
}
