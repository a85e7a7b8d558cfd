//! Reads a query by tantivy's two grammars, in one pass without recursion: how deeply groups nest, how long field names
//! are, and which bytes are quoted.
//!
//! tantivy's parser recurses for three things: `(`, a field with a group (`field:(`), and `NOT`. All else is a leaf
//! without depth. The nesting found here is never less than the parser's recursion on the same text; it is more only
//! after a byte at which the parser has already failed. This requires that a leaf ends where the parser ends it, so
//! each function below reads one rule of the grammar. The grammars differ: `a("b` is a word in the lenient one, and a
//! word, a group and an open quote in the strict one.

mod parts;
#[cfg(test)]
mod tests;

pub(crate) use parts::is_space;

use crate::limits::{Excess, MAX_DEPTH};
use std::ops::Range;

/// A grammar of tantivy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grammar {
    /// The grammar of `parse_query`.
    Strict,
    /// The grammar of `parse_query_lenient`.
    Lenient,
}

/// The parser fails here, or is at the end: the rest has no depth.
struct Stop;

/// The kind of an element of a list.
enum Element {
    /// A leaf, or nothing, with or without a boost.
    Leaf,
    /// The start of a group, whose elements follow.
    Group,
}

/// Reads a query. See the module.
pub(crate) struct Scanner<'q> {
    query: &'q str,
    grammar: Grammar,
    /// The byte that is read next.
    at: usize,
    /// For each open group, the number of levels it adds: itself and each `NOT` before it.
    open: Vec<usize>,
    /// The number of `NOT` before the next leaf.
    nots: usize,
    depth: usize,
    /// The maximum of `depth` so far.
    deepest: usize,
    /// Quoted strings that contain a tab or a line break.
    quoted: Vec<Range<usize>>,
    excess: Option<Excess>,
    /// The number of bytes read to find the colon of a field.
    looked_through: usize,
}

impl<'q> Scanner<'q> {
    /// Reads a query to its end, or until it exceeds a limit; returns the quoted strings with tabs or line breaks.
    pub fn scan(query: &'q str, grammar: Grammar) -> Result<Vec<Range<usize>>, Excess> {
        let mut scanner = Self::new(query, grammar);
        let _ = scanner.lists();
        match scanner.excess {
            Some(excess) => Err(excess),
            None => Ok(scanner.quoted),
        }
    }

    fn new(query: &'q str, grammar: Grammar) -> Self {
        let (open, quoted) = (Vec::new(), Vec::new());
        Self { query, grammar, at: 0, open, nots: 0, depth: 0, deepest: 0, quoted, excess: None, looked_through: 0 }
    }

    /// The elements of the query and of its groups, one list after the other.
    fn lists(&mut self) -> Result<(), Stop> {
        let mut first = true;
        loop {
            self.spaces();
            let start = self.at;
            if self.take(")") {
                let levels = self.open.pop().ok_or(Stop)?;
                self.depth -= levels;
                self.boost();
                first = false;
                continue;
            }
            // The strict grammar has no operator before the first element of a list.
            if (self.grammar == Grammar::Lenient || !first) && (self.keyword("AND") || self.keyword("OR")) {
                self.spaces();
            }
            let _ = self.take("-") || self.take("+");
            first = match self.element()? {
                Element::Group => true,
                Element::Leaf => {
                    self.depth -= std::mem::take(&mut self.nots);
                    self.boost();
                    false
                }
            };
            if self.at == start {
                return Err(Stop);
            }
        }
    }

    /// A leaf with its field and its `NOT`s, or the opening parenthesis of a group with them.
    fn element(&mut self) -> Result<Element, Stop> {
        // After a sign and a space, neither grammar reads a group, a field or `NOT`.
        if self.spaces() {
            return self.leaf(self.grammar == Grammar::Strict);
        }
        loop {
            if self.starts("(") {
                return self.group();
            }
            if self.star() {
                return Ok(Element::Leaf);
            }
            // The lenient grammar reads `NOT :x` as the negation of `:x`, the strict one as the field `NOT`.
            if self.grammar == Grammar::Lenient && self.not()? {
                continue;
            }
            if self.field()? {
                return match self.starts("(") {
                    true => self.group(),
                    false => self.leaf(true),
                };
            }
            if self.grammar == Grammar::Strict && self.not()? {
                continue;
            }
            return self.leaf(false);
        }
    }

    /// The opening parenthesis of a group.
    fn group(&mut self) -> Result<Element, Stop> {
        self.deeper()?;
        self.at += 1;
        self.open.push(std::mem::take(&mut self.nots) + 1);
        Ok(Element::Group)
    }

    /// `NOT` and the spaces after it.
    fn not(&mut self) -> Result<bool, Stop> {
        if !(self.starts("NOT") && self.space_at(self.at + 3)) {
            return Ok(false);
        }
        self.deeper()?;
        self.nots += 1;
        self.at += 3;
        self.spaces();
        Ok(true)
    }

    fn deeper(&mut self) -> Result<(), Stop> {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        if self.depth > MAX_DEPTH {
            self.excess = Some(Excess::Depth { offset: self.at });
            return Err(Stop);
        }
        Ok(())
    }

    /// A leaf without its field: a set, a range, `*`, a regular expression, a term or a phrase.
    fn leaf(&mut self, star: bool) -> Result<Element, Stop> {
        match self.grammar {
            Grammar::Strict => self.strict_leaf(star)?,
            Grammar::Lenient => self.lenient_leaf(star),
        }
        Ok(Element::Leaf)
    }

    fn strict_leaf(&mut self, star: bool) -> Result<(), Stop> {
        if (self.starts("<") || self.starts(">")) && self.comparison() {
            return Ok(());
        }
        match self.next() {
            Some('[' | '{') => return self.strict_range(),
            Some('*') if star && self.star() => return Ok(()),
            Some('/') if self.strict_regex() => return Ok(()),
            _ => {}
        }
        if self.keyword("IN") {
            self.spaces();
            return self.strict_set();
        }
        self.strict_term()?;
        self.slop();
        Ok(())
    }

    /// `>=5`; returns false and reads nothing if no bound follows.
    fn comparison(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        let _ = self.take("=");
        self.spaces();
        let found = self.bound();
        if !found {
            self.at = start;
        }
        found
    }

    /// A bound of a range.
    fn bound(&mut self) -> bool {
        self.negative_number()
            || (!self.starts("`") && self.run(|c| matches!(c, '{' | '}' | '"' | '[' | ']' | '(' | ')'), false))
    }

    fn strict_range(&mut self) -> Result<(), Stop> {
        self.at += 1;
        self.spaces();
        if !(self.bound() && self.spaces() && self.keyword("TO") && self.spaces() && self.bound()) {
            return Err(Stop);
        }
        self.spaces();
        if self.take("]") || self.take("}") { Ok(()) } else { Err(Stop) }
    }

    fn strict_set(&mut self) -> Result<(), Stop> {
        if !self.take("[") {
            return Err(Stop);
        }
        self.spaces();
        while !self.take("]") {
            self.strict_term()?;
            if !self.spaces() && !self.starts("]") {
                return Err(Stop);
            }
        }
        Ok(())
    }

    /// `/…/`; returns false and reads nothing if it is a word that starts with a slash.
    fn strict_regex(&mut self) -> bool {
        let start = self.at;
        self.regex_body();
        let found = self.at > start + 1
            && self.take("/")
            && (self.at == self.query.len() || self.space_at(self.at) || self.starts(")") || self.starts("^"));
        if !found {
            self.at = start;
        }
        found
    }

    fn strict_term(&mut self) -> Result<(), Stop> {
        if self.negative_number() {
            return Ok(());
        }
        match self.next() {
            Some(quote @ ('"' | '\'')) => return if self.quotes(quote) { Ok(()) } else { Err(Stop) },
            Some('-') => return Err(Stop),
            _ => {}
        }
        let start = self.at;
        let is_end = |c| matches!(c, '^' | '`' | ':' | '{' | '}' | '"' | '\'' | '[' | ']' | '(' | ')');
        if !self.run(is_end, true) || matches!(self.since(start), "OR" | "AND" | "NOT" | "IN") {
            return Err(Stop);
        }
        Ok(())
    }

    fn lenient_leaf(&mut self, star: bool) {
        if star && self.star() {
            return;
        }
        self.spaces();
        let start = self.at;
        if self.take("IN") {
            self.spaces();
            if self.take("[") {
                return self.lenient_set();
            }
            self.at = start;
        }
        match self.next() {
            Some('[' | '{') => self.lenient_range(),
            Some('<' | '>') => {
                self.at += 1;
                let _ = self.take("=");
                self.lenient_word(|c| c == ')');
            }
            Some('/') => {
                self.regex_body();
                let _ = self.take("/");
            }
            _ => {
                self.lenient_term(|c| matches!(c, ')' | '^'));
                self.slop();
            }
        }
    }

    fn lenient_range(&mut self) {
        let is_end = |c| matches!(c, ']' | '}');
        self.at += 1;
        self.lenient_word(is_end);
        self.spaces();
        let is_last = self.at + 2 == self.query.len();
        if self.keyword("TO") || (is_last && self.take("TO")) {
            self.spaces();
        }
        self.lenient_word(is_end);
        let _ = self.take("]") || self.take("}");
    }

    fn lenient_set(&mut self) {
        let mut first = true;
        loop {
            if !std::mem::take(&mut first) {
                self.spaces();
            }
            let start = self.at;
            if self.at == self.query.len() || self.take("]") {
                return;
            }
            self.lenient_term(|c| c == ']');
            if self.at == start {
                return;
            }
        }
    }

    fn lenient_term(&mut self, is_end: impl Fn(char) -> bool) {
        match self.next() {
            Some(quote @ ('"' | '\'')) => {
                self.quotes(quote);
            }
            _ => self.lenient_word(is_end),
        }
    }

    fn lenient_word(&mut self, is_end: impl Fn(char) -> bool) {
        let start = self.at;
        self.spaces();
        if !self.run(is_end, true) {
            self.at = start;
        }
    }
}
