//! The parts of a query that are the same in both grammars of tantivy.

use super::{Scanner, Stop};
use crate::limits::{Excess, MAX_FIELD_LEN, MAX_FIELD_STEPS, MAX_LOOKS};

/// The rules that both grammars share.
impl Scanner<'_> {
    /// A field's name with its colon and the spaces around it.
    pub(super) fn field(&mut self) -> Result<bool, Stop> {
        let bytes = self.query.as_bytes();
        let (start, mut at, mut steps) = (self.at, self.at, 0);
        loop {
            match bytes.get(at) {
                Some(b'\\') if bytes.get(at + 1).is_some_and(|&b| is_special(b)) => at += 2,
                Some(b'\\' | b'-') if at == start => return Ok(false),
                Some(&byte) if byte == b'\\' || !is_special(byte) => {
                    steps += usize::from(byte == b'.');
                    at += 1;
                }
                _ => break,
            }
        }
        let len = at - start;
        while self.space_at(at) {
            at += 1;
        }
        // The parser looks for a colon before each leaf. That is linear if leaves end where this function ends, which
        // regular expressions of the lenient grammar, `////`, do not.
        self.looked_through += at - start;
        if self.looked_through > MAX_LOOKS * self.query.len() {
            self.excess = Some(Excess::Looks { offset: start });
            return Err(Stop);
        }
        if len == 0 || bytes.get(at) != Some(&b':') {
            return Ok(false);
        }
        if len > MAX_FIELD_LEN || steps > MAX_FIELD_STEPS {
            self.excess = Some(Excess::Field { offset: start });
            return Err(Stop);
        }
        self.at = at + 1;
        self.spaces();
        Ok(true)
    }

    /// `*` alone.
    pub(super) fn star(&mut self) -> bool {
        let is_end = |b: u8| matches!(b, b'^' | b'`' | b':' | b'{' | b'}' | b'"' | b'\'' | b'[' | b']' | b'(' | b')');
        let next = self.query.as_bytes().get(self.at + 1);
        self.starts("*") && next.is_none_or(|&b| is_space(b) || is_end(b)) && self.take("*")
    }

    /// A quoted string; if it is not closed, returns false and reads to the end of the query.
    pub(super) fn quotes(&mut self, quote: char) -> bool {
        let bytes = self.query.as_bytes();
        let start = self.at;
        self.at += 1;
        let mut closed = false;
        while let Some(&byte) = bytes.get(self.at) {
            self.at += 1;
            if byte == b'\\' {
                self.skip_char();
            } else if byte == quote as u8 {
                closed = true;
                break;
            }
        }
        if self.since(start).contains(['\t', '\r', '\n']) {
            self.quoted.push(start..self.at);
        }
        closed
    }

    /// A slash, and the text up to the next slash that is not escaped.
    pub(super) fn regex_body(&mut self) {
        let bytes = self.query.as_bytes();
        self.at += 1;
        while let Some(&byte) = bytes.get(self.at).filter(|&&b| b != b'/') {
            let escaped = byte == b'\\' && bytes.get(self.at + 1) == Some(&b'/');
            self.at += if escaped { 2 } else { 1 };
        }
    }

    /// Characters up to white space or an end character; false if there are none. An escape includes any next
    /// character.
    pub(super) fn run(&mut self, is_end: impl Fn(char) -> bool, escapes: bool) -> bool {
        let start = self.at;
        while let Some(c) = self.next() {
            if escapes && c == '\\' {
                self.at += 1;
                self.skip_char();
            } else if c.is_whitespace() || is_end(c) {
                break;
            } else {
                self.at += c.len_utf8();
            }
        }
        self.at > start
    }

    pub(super) fn negative_number(&mut self) -> bool {
        let start = self.at;
        if self.take("-") && self.number() {
            return true;
        }
        self.at = start;
        false
    }

    /// `5` or `5.25`.
    pub(super) fn number(&mut self) -> bool {
        if !self.digits() {
            return false;
        }
        let end = self.at;
        if !(self.take(".") && self.digits()) {
            self.at = end;
        }
        true
    }

    pub(super) fn digits(&mut self) -> bool {
        let start = self.at;
        while self.query.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        self.at > start
    }

    /// `^2` after a leaf or a group.
    pub(super) fn boost(&mut self) {
        let start = self.at;
        if !(self.take("^") && self.number()) {
            self.at = start;
        }
    }

    /// `*` or `~2` after a term.
    pub(super) fn slop(&mut self) {
        let start = self.at;
        if self.take("*") {
            return;
        }
        let found = self.take("~") && self.digits() && self.since(start + 1).parse::<u32>().is_ok();
        if !found {
            self.at = start;
        }
    }

    /// A keyword followed by a space; the space is not read.
    pub(super) fn keyword(&mut self, word: &str) -> bool {
        self.starts(word) && self.space_at(self.at + word.len()) && self.take(word)
    }

    /// Spaces, tabs and line breaks; false if there are none.
    pub(super) fn spaces(&mut self) -> bool {
        let start = self.at;
        while self.space_at(self.at) {
            self.at += 1;
        }
        self.at > start
    }

    pub(super) fn space_at(&self, at: usize) -> bool {
        self.query.as_bytes().get(at).is_some_and(|&b| is_space(b))
    }

    /// The text read since an offset.
    pub(super) fn since(&self, start: usize) -> &str {
        self.query.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn skip_char(&mut self) {
        self.at += self.next().map_or(0, char::len_utf8);
    }

    pub(super) fn next(&self) -> Option<char> {
        self.query.get(self.at..)?.chars().next()
    }

    pub(super) fn starts(&self, text: &str) -> bool {
        self.query.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()))
    }

    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.starts(text);
        self.at += if found { text.len() } else { 0 };
        found
    }
}

/// The characters that separate words in both grammars.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// The characters that end a field's name, unless escaped. Tabs and line breaks count as spaces, since they are
/// replaced before parsing.
fn is_special(byte: u8) -> bool {
    is_space(byte) || b"+^`:{}\"'[]()!\\*".contains(&byte)
}
