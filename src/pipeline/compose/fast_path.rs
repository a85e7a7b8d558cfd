//! ClusterFastPath past the compose door, for the commonest clusters that a table stops at.

use crate::pipeline::compose::{compose_clusters, is_seen_through};
use crate::pipeline::table::Table;
use crate::rules::unicode;
use alloc::string::String;
use alloc::vec::Vec;

/// What the door makes of the commonest clusters, asked once: a letter with its mark, and besides nothing but marks
/// that the door sees through.
#[derive(Default)]
pub(crate) struct ClusterFastPath {
    joined: Vec<(char, char, String)>,
    /// For each mark, the letters under which the door sees through it: a bit each.
    lost: Vec<(char, [u64; 4])>,
    /// Characters of U+0600 to U+06FF that start a cluster, and those that are seen through: a bit each.
    bases: [u64; 4],
    /// The same of ASCII.
    ascii_bases: u128,
    seen_through: [u64; 4],
}

impl ClusterFastPath {
    pub fn new(table: &Table) -> Self {
        let mut shortcuts = Self::default();
        for &(letter, mark, _) in unicode::COMPOSITES {
            if table.joins_back(letter) || !table.pages().get(mark).is_stop() {
                continue;
            }
            let mut out = String::new();
            compose_clusters(table, &String::from_iter([letter, mark]), &mut out, &mut ());
            shortcuts.joined.push((letter, mark, out));
        }
        let mut marks: Vec<char> = shortcuts.joined.iter().map(|j| j.1).collect();
        marks.sort_unstable();
        marks.dedup();
        shortcuts.lost = marks.into_iter().map(|mark| (mark, [0; 4])).collect();
        shortcuts.ascii_bases = (0..0x80_u8).fold(0, |all, c| all | u128::from(!table.joins_back(char::from(c))) << c);
        for c in (0x600..0x700_u32).filter_map(char::from_u32) {
            let (word, bit) = (c as usize >> 6 & 3, 1 << (c as u32 & 63));
            if !table.joins_back(c) {
                shortcuts.bases[word] |= bit;
                for (mark, letters) in &mut shortcuts.lost {
                    let mut out = String::new();
                    compose_clusters(table, &String::from_iter([c, *mark]), &mut out, &mut ());
                    if out == table.written(c, &mut [0; 4]) {
                        letters[word] |= bit;
                    }
                }
            } else if is_seen_through(table, c) {
                shortcuts.seen_through[word] |= bit;
            }
        }
        shortcuts
    }

    /// For a stop that is a letter's mark: the letter and what both become, unless the mark is lost, and where the next
    /// cluster starts.
    pub fn find(&self, text: &str, at: usize, stop: usize) -> Option<(Option<(char, &str)>, usize)> {
        let holds = |set: &[u64; 4], c: char| {
            matches!(c, '\u{600}'..='\u{6FF}') && set[c as usize >> 6 & 3] >> (c as u32 & 63) & 1 == 1
        };
        let letter = text[at..stop].chars().rev().find(|&c| !holds(&self.seen_through, c))?;
        let mut after = text[stop..].chars();
        let mark = after.next()?;
        let joined = match self.joined.iter().find(|j| (j.0, j.1) == (letter, mark)) {
            Some(joined) => Some((letter, &*joined.2)),
            None if self.lost.iter().any(|(lost, letters)| *lost == mark && holds(letters, letter)) => None,
            None => return None,
        };
        loop {
            let end = text.len() - after.as_str().len();
            match after.next() {
                Some(c) if holds(&self.seen_through, c) => {}
                Some(c) if c.is_ascii() && self.ascii_bases >> c as u32 & 1 == 1 => return Some((joined, end)),
                Some(c) if holds(&self.bases, c) => return Some((joined, end)),
                None => return Some((joined, end)),
                Some(_) => return None,
            }
        }
    }
}
