//! Classes of characters, as `regex` writes them, in a table.

use regex_syntax::hir::{Class, HirKind};
use std::collections::HashMap;

/// For each code point a byte: bit n says whether the nth class holds it.
pub(crate) struct Classes {
    page_of: Vec<u16>,
    pages: Vec<[u8; 256]>,
}

impl Classes {
    /// Takes up to eight classes. One that `regex` cannot read would hold nothing.
    pub fn new(patterns: &[&str]) -> Self {
        let mut bits = vec![0; 0x110000];
        for (n, pattern) in patterns.iter().enumerate() {
            let Ok(HirKind::Class(Class::Unicode(class))) = regex_syntax::parse(pattern).map(|hir| hir.into_kind())
            else {
                continue;
            };
            for range in class.iter() {
                bits[range.start() as usize..=range.end() as usize].iter_mut().for_each(|bits| *bits |= 1 << n);
            }
        }
        let (mut classes, mut known) = (Self { page_of: Vec::new(), pages: Vec::new() }, HashMap::new());
        for page in bits.as_chunks::<256>().0 {
            let next = classes.pages.len() as u16;
            let at = *known.entry(page).or_insert(next);
            if at == next {
                classes.pages.push(*page);
            }
            classes.page_of.push(at);
        }
        classes
    }

    /// The bits of a character.
    #[inline]
    pub fn of(&self, c: char) -> u8 {
        self.pages[self.page_of[c as usize >> 8] as usize][c as usize & 0xFF]
    }
}
