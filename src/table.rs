//! The fused table: what all table steps of a normalizer, one after the other, make of each code point.

use crate::kernel::{Pages, Sheets};
use crate::step::Step;
use crate::unicode;
use crate::uthmani;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// What becomes of each code point, as the kernels read it, and the few questions that the doors ask.
pub(crate) struct Table {
    sheets: Sheets,
    /// Where the door before it takes words to modern spelling: the same with the stops for vocalised text.
    vocalised: Option<Sheets>,
}

/// The steps' rules as one: each code point that changes, with what is written for it.
pub(crate) struct Fused {
    pub rules: BTreeMap<char, String>,
    /// The first code point for which a chain of maps would write more than the limit.
    pub too_long: Option<char>,
}

/// Runs the rules of each step over what the steps before it write.
///
/// A step that would make an output longer than `limit` bytes leaves that one as it finds it.
pub(crate) fn fuse(steps: &[Step], limit: usize) -> Fused {
    let mut fused = Fused { rules: BTreeMap::new(), too_long: None };
    for step in steps {
        let mut rules = BTreeMap::new();
        step.rules(&mut |c, text| {
            rules.insert(c, String::from(text));
        });
        for (c, text) in &mut fused.rules {
            if text.chars().any(|t| rules.contains_key(&t)) {
                let mut next = String::new();
                for t in text.chars() {
                    match rules.get(&t) {
                        Some(to) => next += to,
                        None => next.push(t),
                    }
                }
                if next.len() > limit {
                    fused.too_long.get_or_insert(*c);
                } else {
                    *text = next;
                }
            }
        }
        for (c, text) in rules {
            fused.rules.entry(c).or_insert(text);
        }
    }
    fused.rules.retain(|c, text| !text.chars().eq([*c]));
    fused
}

impl Table {
    /// A table of these rules that hands the code points in `stops` to the compose door.
    pub fn new(rules: &BTreeMap<char, String>, stops: &[char]) -> Self {
        // Letters and their marks, as words run on through them.
        let in_run = |c: u32| unicode::WORD.low()[c as usize] & 31 <= unicode::word::ALETTER;
        Self { sheets: Sheets::new(Pages::new(rules, stops, in_run)), vocalised: None }
    }

    /// The same behind a door that takes words to modern spelling.
    ///
    /// Such words hold a sign that modern text has not, or else a fatha and one of two letters. Text without vowels has
    /// those letters often, and vocalised text has a fatha everywhere: so the one stops at a fatha, and what follows
    /// stops at the letters.
    pub fn of_words(rules: &BTreeMap<char, String>, stops: &[char]) -> Self {
        let with = |more: &[char]| [stops, &uthmani::SIGNS, more].concat();
        let vocalised = Self::new(rules, &with(&uthmani::BEFORE_FATHA)).sheets;
        Self { vocalised: Some(vocalised), ..Self::new(rules, &with(&[uthmani::FATHA])) }
    }

    pub fn reads_words(&self) -> bool {
        self.vocalised.is_some()
    }

    /// Whether the one pass stops at the character, in text of any kind.
    pub fn is_stop(&self, c: char) -> bool {
        self.pages().get(c).is_stop() || self.vocalised.as_ref().is_some_and(|v| v.pages.get(c).is_stop())
    }

    /// As vector code reads it in vocalised text.
    pub fn sheets_of_vocalised(&self) -> &Sheets {
        self.vocalised.as_ref().unwrap_or(&self.sheets)
    }

    /// As vector code reads it.
    pub fn sheets(&self) -> &Sheets {
        &self.sheets
    }

    pub fn pages(&self) -> &Pages {
        &self.sheets.pages
    }

    /// What is written for a code point.
    pub fn written<'a>(&'a self, c: char, buffer: &'a mut [u8; 4]) -> &'a str {
        let entry = self.pages().get(c);
        if let Some(long) = self.pages().long(entry) {
            return long;
        }
        if entry.len() == 0 && c.len_utf8() == 4 && !entry.is_noticed() {
            return c.encode_utf8(buffer);
        }
        *buffer = entry.bytes();
        core::str::from_utf8(&buffer[..entry.len()]).unwrap_or_default()
    }

    pub fn deletes(&self, c: char) -> bool {
        self.written(c, &mut [0; 4]).is_empty()
    }

    pub fn keeps(&self, c: char) -> bool {
        self.written(c, &mut [0; 4]).chars().eq([c])
    }

    /// Whether the code point, as it stands or as it is written, belongs to the letter before it: a mark, a mark's
    /// presentation form, or what is deleted and so seen through.
    pub fn joins_back(&self, c: char) -> bool {
        unicode::combining_class(c) != 0
            || self.written(c, &mut [0; 4]).chars().all(|c| unicode::combining_class(c) != 0)
    }

    /// Whether the door takes both code points as one word's, the second behind the first.
    pub fn joins_words(&self, before: char, c: char) -> bool {
        self.reads_words() && uthmani::in_word(c) && (uthmani::in_word(before) || unicode::combining_class(before) != 0)
    }

    /// Whether a letter or another base is written for a mark.
    pub fn makes_a_base_of(&self, mark: char) -> bool {
        let mut buffer = [0; 4];
        let first = self.written(mark, &mut buffer).chars().next();
        unicode::combining_class(mark) != 0 && first.is_some_and(|c| unicode::combining_class(c) == 0)
    }
}

/// The code points at which text leaves the one pass: the marks that may join, whatever writes one of them, and marks
/// for which a letter is written.
pub(crate) fn stops(rules: &BTreeMap<char, String>) -> Vec<char> {
    let mut stops: Vec<char> = unicode::COMPOSITES.iter().map(|c| c.1).collect();
    stops.sort_unstable();
    stops.dedup();
    let joining = stops.clone();
    for (&c, text) in rules {
        let is_base = |c: char| unicode::combining_class(c) == 0;
        let writes_base = !is_base(c) && text.chars().next().is_some_and(is_base);
        if writes_base || text.chars().any(|t| joining.binary_search(&t).is_ok()) {
            stops.push(c);
        }
    }
    stops.sort_unstable();
    stops.dedup();
    stops
}
