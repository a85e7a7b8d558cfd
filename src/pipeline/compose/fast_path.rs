//! The fast path of composition: precomputed output for the most frequent clusters with a stop.
//!
//! ```text
//! ا  ٓ          composed: one letter, آ; only transparent characters are between the two
//! ب  ٰ  ٓ  ۖ     single: the letter does not compose with the mark; so marks that compose with nothing may be around it
//! ```

use crate::pipeline::compose::{carries, compose_clusters, is_transparent, may_carry_mark};
use crate::pipeline::expansion::is_expansion;
use crate::pipeline::order::sorted_set;
use crate::pipeline::table::Table;
use crate::pipeline::unit_list::UnitList;
use crate::rules::letters::{HAMZA_ABOVE, HAMZA_BELOW, HEH, TATWEEL, ZWNJ};
use crate::rules::unicode;
use alloc::string::String;
use alloc::vec::Vec;

/// The greatest number of marks between a letter and a stop; the composer treats longer sequences in another way.
const MOST_MARKS: usize = 4;

/// The composer's output for a letter and one mark, computed once per table.
#[derive(Default)]
pub(crate) struct ClusterFastPath {
    /// Letter, mark, and their output.
    composed: Vec<(char, char, String)>,
    /// Marks that are kept or deleted.
    single: Vec<SingleMark>,
    /// A bit per character of U+0600 to U+06FF: whether it starts a cluster.
    bases: [u64; 4],
    /// A bit per ASCII character: whether it starts a cluster.
    ascii_bases: u128,
    /// A bit per character of U+0600 to U+06FF: whether it is transparent.
    transparent: [u64; 4],
    /// A bit per character of U+0600 to U+06FF: whether it is a mark that is kept and composes with nothing.
    uncomposed: [u64; 4],
    /// Whether tatweel is deleted. It separates no letter from a mark that it does not carry.
    deletes_tatweel: bool,
}

/// A mark that is written by itself after letters with which it does not compose.
struct SingleMark {
    mark: char,
    /// The mark itself, or nothing.
    written: String,
    /// A bit per letter of U+0600 to U+06FF.
    letters: [u64; 4],
}

/// What is written for the mark of a cluster.
pub(crate) enum FastCluster<'f> {
    /// The letter, and the output of both in place of its own.
    Composed(char, &'f str),
    /// The mark's own output.
    Single(&'f str),
}

impl ClusterFastPath {
    pub fn new(table: &Table) -> Self {
        let mut fast_path = Self { deletes_tatweel: table.deletes(TATWEEL), ..Self::default() };
        let ae = Some((HEH, ZWNJ)).filter(|_| table.may_unify_ae(ZWNJ));
        // A hamza makes a letter of a deleted tatweel. A tatweel that is kept stays a unit of its own.
        let hamzas = [HAMZA_ABOVE, HAMZA_BELOW].into_iter().filter(|_| fast_path.deletes_tatweel);
        let pairs = unicode::COMPOSITES.iter().map(|c| (c.0, c.1)).chain(ae);
        for (letter, mark) in pairs.chain(hamzas.map(|hamza| (TATWEEL, hamza))) {
            if letter != TATWEEL && table.extends_cluster(letter) || !table.trie().get(mark).is_stop() {
                continue;
            }
            let mut out = String::new();
            compose_clusters(table, &String::from_iter([letter, mark]), &mut out, &mut ());
            if !is_expansion(&out) {
                fast_path.composed.push((letter, mark, out));
            }
        }
        let marks: Vec<char> = fast_path.composed.iter().map(|entry| entry.1).collect();
        for mark in sorted_set(&marks) {
            let written = table.output_of(mark, &mut [0; 4]).into();
            if table.deletes(mark) || table.keeps(mark) {
                fast_path.single.push(SingleMark { mark, written, letters: [0; 4] });
            }
        }
        fast_path.ascii_bases =
            (0..0x80_u8).fold(0, |all, c| all | u128::from(!table.extends_cluster(char::from(c))) << c);
        for c in (0x600..0x700_u32).filter_map(char::from_u32) {
            let (word, bit) = (c as usize >> 6 & 3, 1 << (c as u32 & 63));
            if !table.extends_cluster(c) {
                fast_path.bases[word] |= bit;
                for SingleMark { mark, written, letters } in &mut fast_path.single {
                    let (mut out, mut units) = (String::new(), UnitList::default());
                    compose_clusters(table, &String::from_iter([c, *mark]), &mut out, &mut units);
                    let mut buffer = [0; 4];
                    let of_letter = table.output_of(c, &mut buffer);
                    let expected = [(0, of_letter.len()), (c.len_utf8(), written.len())];
                    let has_units = units.entries.iter().eq(expected.iter().filter(|unit| unit.1 > 0));
                    if has_units && out.strip_prefix(of_letter) == Some(written) {
                        letters[word] |= bit;
                    }
                }
            } else if is_transparent(table, c) {
                fast_path.transparent[word] |= bit;
            } else if unicode::combining_class(c) != 0 && table.keeps(c) && !table.is_stop(c) && !may_carry_mark(c) {
                fast_path.uncomposed[word] |= bit;
            }
        }
        fast_path
    }

    /// For a stop that is the mark of a letter: what is written for it, and the start of the next cluster, or of the cluster's next
    /// marks if none of them is a stop.
    pub fn find(&self, text: &str, at: usize, stop: usize) -> Option<(FastCluster<'_>, usize)> {
        let contains = |set: &[u64; 4], c: char| {
            matches!(c, '\u{600}'..='\u{6FF}') && set[c as usize >> 6 & 3] >> (c as u32 & 63) & 1 == 1
        };
        let mut after = text[stop..].chars();
        let mark = after.next()?;
        let (skips_tatweel, mut has_tatweel, mut marks) = (self.deletes_tatweel && !carries(TATWEEL, mark), false, 0);
        let letter = text[at..stop].chars().rev().find(|&c| {
            let is_skipped = skips_tatweel && c == TATWEEL;
            has_tatweel |= is_skipped;
            let is_uncomposed = contains(&self.uncomposed, c);
            marks += usize::from(is_uncomposed);
            !is_skipped && !is_uncomposed && !contains(&self.transparent, c)
        })?;
        if marks > MOST_MARKS {
            return None;
        }
        let composed = match self.composed.iter().find(|entry| (entry.0, entry.1) == (letter, mark)) {
            Some(_) if has_tatweel || marks > 0 => return None,
            Some(composed) => FastCluster::Composed(letter, &composed.2),
            None => {
                let single = self.single.iter().find(|of| of.mark == mark && contains(&of.letters, letter))?;
                FastCluster::Single(&single.written)
            }
        };
        let is_single = matches!(composed, FastCluster::Single(_));
        let (mut marks_from, mut marks_after) = (None, 0);
        loop {
            let end = text.len() - after.as_str().len();
            let starts_cluster = match after.next() {
                Some(c) if contains(&self.transparent, c) => continue,
                Some(c) if is_single && marks_after < MOST_MARKS && contains(&self.uncomposed, c) => {
                    marks_from = marks_from.or(Some(end));
                    marks_after += 1;
                    continue;
                }
                Some(c) if c.is_ascii() => self.ascii_bases >> c as u32 & 1 == 1,
                Some(c) => contains(&self.bases, c),
                None => true,
            };
            // Marks after it are written as they are.
            return starts_cluster.then(|| (composed, marks_from.unwrap_or(end)));
        }
    }
}
