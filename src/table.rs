//! The fused table: what all table steps of a normalizer, one after the other, make of each code point.

use crate::kernel::{Others, Pages, Sheets};
use crate::step::Step;
use crate::unicode;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// What becomes of each code point, as the kernels read it, and the few questions that the doors ask.
pub(crate) struct Table {
    sheets: Sheets,
}

/// The steps' rules as one: what is written for each code point that does not become what becomes of all others.
pub(crate) struct Fused {
    pub rules: BTreeMap<char, String>,
    /// What becomes of a code point without a rule.
    pub others: Others,
    /// The first code point for which a chain of maps would write more than the limit.
    pub too_long: Option<char>,
}

/// Runs the rules of each step over what the steps before it write.
///
/// A step that would make an output longer than `limit` bytes leaves that one as it finds it.
pub(crate) fn fuse(steps: &[Step], limit: usize) -> Fused {
    let mut fused = Fused { rules: BTreeMap::new(), others: Others::Kept, too_long: None };
    for step in steps {
        let mut rules = BTreeMap::new();
        step.rules(&mut |c, text| {
            rules.insert(c, String::from(text));
        });
        let others = if step.deletes_others() { Others::Deleted } else { Others::Kept };
        for (c, text) in &mut fused.rules {
            if text.chars().any(|t| others == Others::Deleted || rules.contains_key(&t)) {
                let mut next = String::new();
                for t in text.chars() {
                    match rules.get(&t) {
                        Some(to) => next += to,
                        None if others == Others::Kept => next.push(t),
                        None => {}
                    }
                }
                if next.len() > limit {
                    fused.too_long.get_or_insert(*c);
                } else {
                    *text = next;
                }
            }
        }
        // What is gone before comes to no later rule.
        if fused.others == Others::Kept {
            for (c, text) in rules {
                fused.rules.entry(c).or_insert(text);
            }
            fused.others = others;
        }
    }
    match fused.others {
        Others::Kept => fused.rules.retain(|c, text| !text.chars().eq([*c])),
        Others::Deleted => fused.rules.retain(|_, text| !text.is_empty()),
    }
    fused
}

impl Fused {
    /// Whether the code point becomes itself.
    pub fn keeps(&self, c: char) -> bool {
        self.rules.get(&c).map_or(self.others == Others::Kept, |text| text.chars().eq([c]))
    }

    /// Whether every code point becomes itself.
    pub fn is_idle(&self) -> bool {
        self.rules.is_empty() && self.others == Others::Kept
    }

    /// Whether nothing that is written would change in a second run.
    pub fn is_settled(&self) -> bool {
        self.rules.values().all(|text| text.chars().all(|t| self.keeps(t)))
    }
}

impl Table {
    /// A table of these rules that hands the code points in `stops` to the compose door.
    pub fn new(fused: &Fused, stops: &[char]) -> Self {
        // Letters and their marks, as words run on through them.
        let in_run = |c: u32| unicode::WORD.low()[c as usize] & 31 <= unicode::word::ALETTER;
        Self { sheets: Sheets::new(Pages::new(&fused.rules, fused.others, stops, in_run)) }
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
