//! Classes of characters in a table, written as `regex` writes them; and the classes of Python.

use regex_syntax::hir::{Class, HirKind};
use std::collections::HashMap;

/// `\w` in a bracket of `regex`: letters, numbers and `_`; Unicode's `\w` has marks too. Limited to Unicode 14, as in
/// Python 3.11.
pub(crate) const WORD: &str = r"[\p{L}\p{N}&&\p{Age:14.0}]_";

/// `\d` in a bracket: decimal digits of any script.
pub(crate) const DIGIT: &str = r"\d&&\p{Age:14.0}";

/// `\s` in a bracket, at which `str.split` splits: Unicode's white space, and the four separators of ASCII.
pub(crate) const SPACE: &str = r"\s\x1C-\x1F";

/// The same for one character.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// One byte for each code point: bit n is set if the nth class contains it.
pub(crate) struct Classes {
    block_of: Vec<u16>,
    blocks: Vec<[u8; 256]>,
}

impl Classes {
    /// Takes up to eight classes, each the content of a bracket. A class that `regex` cannot parse is empty.
    pub fn new(brackets: &[&str]) -> Self {
        let mut bits = vec![0; 0x110000];
        for (n, bracket) in brackets.iter().enumerate() {
            let class = regex_syntax::parse(&format!("[{bracket}]"));
            let Ok(HirKind::Class(Class::Unicode(class))) = class.map(|hir| hir.into_kind()) else {
                continue;
            };
            for range in class.iter() {
                bits[range.start() as usize..=range.end() as usize].iter_mut().for_each(|bits| *bits |= 1 << n);
            }
        }
        let (mut classes, mut known) = (Self { block_of: Vec::new(), blocks: Vec::new() }, HashMap::new());
        for block in bits.as_chunks::<256>().0 {
            let next = classes.blocks.len() as u16;
            let at = *known.entry(block).or_insert(next);
            if at == next {
                classes.blocks.push(*block);
            }
            classes.block_of.push(at);
        }
        classes
    }

    /// The bits of a character.
    #[inline]
    pub fn of(&self, c: char) -> u8 {
        self.blocks[self.block_of[c as usize >> 8] as usize][c as usize & 0xFF]
    }
}
