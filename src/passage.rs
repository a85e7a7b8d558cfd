//! The passage: a table between its two doors, and text through the table and the door before it.

use crate::compose::{Door, cluster_end, cluster_start, is_seen_through};
use crate::kernel;
use crate::normal_form::Form;
use crate::table::Table;
use crate::{tidy, unicode};
use alloc::string::String;
use alloc::vec::Vec;

/// What a normalizer does to text, made ready.
pub(crate) struct Passage {
    pub form: Option<Form>,
    /// Whether the compose door stands open.
    pub composes: bool,
    pub table: Table,
    pub tidy: tidy::Rules,
    shortcuts: Shortcuts,
}

impl Passage {
    pub fn new(form: Option<Form>, composes: bool, table: Table, tidy: tidy::Rules) -> Self {
        let shortcuts = if composes { Shortcuts::new(&table) } else { Shortcuts::default() };
        Self { form, composes, table, tidy, shortcuts }
    }

    /// Whether the table and the compose door are all there is.
    pub fn is_direct(&self) -> bool {
        self.form.is_none() && self.tidy.is_idle()
    }

    /// Where the first cluster starts that does not come out as it went in.
    #[inline]
    pub fn first_change(&self, text: &str) -> Option<usize> {
        match kernel::scan(self.table.pages(), text) {
            hit if hit == text.len() => None,
            hit => self.first_change_from(text, hit),
        }
    }

    /// The same, where the first noticed character is known.
    #[inline(never)]
    fn first_change_from(&self, text: &str, mut hit: usize) -> Option<usize> {
        loop {
            let c = text[hit..].chars().next()?;
            if !self.composes {
                return Some(hit);
            }
            let start = cluster_start(&self.table, text, hit);
            if !self.table.pages().get(c).is_stop() {
                return Some(start);
            }
            let end = cluster_end(&self.table, text, hit);
            let mut out = String::new();
            self.through_door(&text[start..end], &mut out);
            if out != text[start..end] {
                return Some(start);
            }
            hit = end + kernel::scan(self.table.pages(), &text[end..]);
        }
    }

    /// Appends what the compose door and the table make of whole clusters.
    #[inline]
    pub fn run(&self, text: &str, out: &mut String) {
        let stop = kernel::compact(self.table.pages(), text, out);
        if stop < text.len() {
            self.run_from(text, stop, out);
        }
    }

    /// The same, where all before the first stop is written.
    #[inline(never)]
    fn run_from(&self, text: &str, mut stop: usize, out: &mut String) {
        let mut at = 0;
        while stop < text.len() {
            if let Some((joined, end)) = self.shortcuts.find(text, at, stop) {
                if let Some((base, joined)) = joined {
                    out.truncate(out.len() - self.table.written(base, &mut [0; 4]).len());
                    out.push_str(joined);
                }
                at = end;
                stop = at + kernel::compact(self.table.pages(), &text[at..], out);
                continue;
            }
            // What was written for the cluster before its stop is taken back.
            let start = at + cluster_start(&self.table, &text[at..], stop - at);
            let written: usize = text[start..stop].chars().map(|c| self.table.written(c, &mut [0; 4]).len()).sum();
            out.truncate(out.len() - written);
            let end = cluster_end(&self.table, text, stop);
            self.through_door(&text[start..end], out);
            at = end;
            stop = at + kernel::compact(self.table.pages(), &text[at..], out);
        }
    }

    fn through_door(&self, clusters: &str, out: &mut String) {
        through_door(&self.table, clusters, out);
    }
}

fn through_door(table: &Table, clusters: &str, out: &mut String) {
    let mut door = Door::default();
    clusters.chars().for_each(|c| door.push(table, c, out));
    door.flush(table, out);
}

/// What the door makes of the commonest clusters, asked once: a letter with its mark, and besides nothing but marks
/// that the door sees through.
#[derive(Default)]
struct Shortcuts {
    joined: Vec<(char, char, String)>,
    /// For each mark, the letters under which the door sees through it: a bit each.
    lost: Vec<(char, [u64; 4])>,
    /// Characters of U+0600 to U+06FF that start a cluster, and those that are seen through: a bit each.
    bases: [u64; 4],
    seen_through: [u64; 4],
}

impl Shortcuts {
    fn new(table: &Table) -> Self {
        let mut shortcuts = Self::default();
        for &(letter, mark, _) in unicode::COMPOSITES {
            if table.joins_back(letter) || !table.pages().get(mark).is_stop() {
                continue;
            }
            let mut out = String::new();
            through_door(table, &String::from_iter([letter, mark]), &mut out);
            shortcuts.joined.push((letter, mark, out));
        }
        let mut marks: Vec<char> = shortcuts.joined.iter().map(|j| j.1).collect();
        marks.sort_unstable();
        marks.dedup();
        shortcuts.lost = marks.into_iter().map(|mark| (mark, [0; 4])).collect();
        for c in (0x600..0x700_u32).filter_map(char::from_u32) {
            let (word, bit) = (c as usize >> 6 & 3, 1 << (c as u32 & 63));
            if !table.joins_back(c) {
                shortcuts.bases[word] |= bit;
                for (mark, letters) in &mut shortcuts.lost {
                    let mut out = String::new();
                    through_door(table, &String::from_iter([c, *mark]), &mut out);
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
    fn find(&self, text: &str, at: usize, stop: usize) -> Option<(Option<(char, &str)>, usize)> {
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
                Some(c) if c.is_ascii() || holds(&self.bases, c) => return Some((joined, end)),
                None => return Some((joined, end)),
                Some(_) => return None,
            }
        }
    }
}
