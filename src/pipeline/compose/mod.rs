//! Composition: joins a letter and the marks that are one letter with it, before the table.
//!
//! ```text
//! cluster = base, then marks; what the table deletes is transparent
//! letter  = the base and its marks, composed in the source, then with the table's output for the letter
//! output  = TABLE(letter), then TABLE(mark) for each mark that is left; marks whose output is a letter come last
//! ```
//!
//! Marks compose as in NFC (UAX #15): in the order of their combining classes, and none is blocked by a mark that the
//! table deletes. Composing with the table's output as well makes the normalizer idempotent: a second run would find
//! the letter and the mark side by side.
//!
//! Latin letters and symbols that a step removes take their marks with them, since a letter and its mark may be one code point.
//!
//! With `unify_sorani_ae` a `ه` and a ZWNJ are the letter `ە`, as a letter and its mark are one letter.
//!
//! Only clusters around a stop of the table come here, as a whole. [`Composer`] is a state machine over code points, so
//! a stream can be split between any two.

pub(crate) mod fast_path;
#[cfg(test)]
mod tests;

use crate::kernel::Observer;
use crate::pipeline::order::stable_order;
use crate::pipeline::sink::{ObservingSink, OpenUnit, Sink};
use crate::pipeline::table::Table;
use crate::pipeline::uthmani::UthmaniRewriter;
use crate::rules::letters::{AE, HAMZA_ABOVE, HAMZA_BELOW, HEH, TATWEEL, YEH_HAMZA};
use crate::rules::unicode::{self, combining_class, composite, decomposed};
use alloc::string::String;
use alloc::vec::Vec;

/// Part of a normalizer's fingerprint. Changes whenever the output of composition changes.
pub(crate) const VERSION: &[u8] = b"compose 2";
/// Part of the fingerprint of a normalizer with `unify_sorani_ae`.
pub(crate) const SORANI_AE_VERSION: &[u8] = b"sorani ae 1";
/// Part of the fingerprint of a normalizer that removes characters with their marks.
pub(crate) const REMOVED_MARKS_VERSION: &[u8] = b"removed marks 1";

/// The number of marks of one letter that are composed: the limit of the Stream-Safe Text Format (UAX #15). Longer
/// sequences are written without being composed, so that memory is bounded.
pub(crate) const MAX_MARKS: usize = 30;

/// Composes one cluster after the other, a code point at a time.
#[derive(Clone, Default)]
pub(crate) struct Composer {
    base: Base,
    /// The source offset of the base, or of the first mark where there is no base.
    from: usize,
    /// What the table wrote for the letter that the base was, before its last letter: the base is composed of this one.
    prefix: String,
    marks: Vec<char>,
    /// The source offset of each mark; empty once composition has changed the marks.
    offsets: Vec<usize>,
    /// A code point that the table deletes and that some mark composes with, and its source offset. If such a mark
    /// follows, it is a base of its own; otherwise it is transparent.
    carrier: Option<(char, usize)>,
    /// The marks after the carrier.
    carrier_marks: Vec<(char, usize)>,
    /// Whether a character that is removed with its marks is the last one that is no mark.
    after_removed: bool,
    /// With the Uthmani rules, the word that has not ended.
    uthmani: UthmaniRewriter,
    /// With the Uthmani rules, the last code point that was pushed since the last flush.
    last_char: Option<char>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Base {
    #[default]
    None,
    Letter(char),
    /// Written already, since it had more than [`MAX_MARKS`] marks.
    Flushed,
}

impl Composer {
    /// Whether nothing is held back.
    pub fn is_empty(&self) -> bool {
        self.base == Base::None
            && self.marks.is_empty()
            && self.carrier.is_none()
            && self.last_char.is_none()
            && !self.after_removed
    }

    /// Pushes the next code point, at offset `at`, and writes the clusters that are complete.
    pub fn push(&mut self, table: &Table, c: char, at: usize, out: &mut dyn Sink) {
        if !table.rewrites_uthmani() {
            return self.push_to_cluster(table, c, at, out);
        }
        self.last_char = Some(c);
        let mut uthmani = core::mem::take(&mut self.uthmani);
        uthmani.push(c, at, &mut |c, at| self.push_to_cluster(table, c, at, out));
        self.uthmani = uthmani;
    }

    /// Whether the code point belongs to the cluster or word that is held back.
    pub fn continues(&self, table: &Table, c: char) -> bool {
        table.extends_cluster(c) || self.last_char.is_some_and(|last| table.continues_word(last, c))
    }

    /// Pushes a code point, and writes the cluster before it where it starts another.
    fn push_to_cluster(&mut self, table: &Table, c: char, at: usize, out: &mut dyn Sink) {
        if self.goes_with_removed(table, c) || table.may_unify_ae(c) && self.unify_ae(table) {
            // A part of the letter, or of the character that is removed.
        } else if !table.belongs_to_letter(c) {
            self.flush_cluster(table, out);
            self.base = Base::Letter(c);
            self.from = at;
        } else if may_carry_mark(c) && table.deletes(c) {
            self.drop_carrier(table, out);
            self.carrier = Some((c, at));
        } else if is_transparent(table, c) {
            // Deleted, and no part of the cluster.
        } else if let Some((carrier, from)) = self.carrier {
            if carries(carrier, c) {
                let marks = core::mem::take(&mut self.carrier_marks);
                self.carrier = None;
                self.flush_cluster(table, out);
                self.base = Base::Letter(carrier);
                self.from = from;
                (self.marks, self.offsets) = marks.into_iter().unzip();
                self.push_mark(table, c, at, out);
            } else if self.carrier_marks.len() + 1 < MAX_MARKS {
                // One more has a place, which may be the one that composes.
                self.carrier_marks.push((c, at));
            } else {
                self.drop_carrier(table, out);
                self.push_mark(table, c, at, out);
            }
        } else {
            self.push_mark(table, c, at, out);
        }
    }

    /// Whether a mark goes with the removed character before it.
    fn goes_with_removed(&mut self, table: &Table, c: char) -> bool {
        if !table.removes_marked() {
            return false;
        }
        if combining_class(c) == 0 {
            self.after_removed = table.removes_with_marks(c);
            return false;
        }
        self.after_removed && table.may_go_with_removed(c)
    }

    /// Replaces the base `ه`, before a ZWNJ, by `ە`, unless a mark that the table keeps is between them. Returns whether
    /// it did.
    fn unify_ae(&mut self, table: &Table) -> bool {
        let mut marks = self.marks.iter().chain(self.carrier_marks.iter().map(|(mark, _)| mark));
        let is_heh = self.base == Base::Letter(HEH) && self.prefix.is_empty() && marks.all(|&mark| table.deletes(mark));
        if is_heh {
            self.base = Base::Letter(AE);
            self.carrier = None;
            self.carrier_marks.clear();
            self.marks.clear();
            self.offsets.clear();
        }
        is_heh
    }

    /// Writes what is held back. The next code point starts a text.
    pub fn flush(&mut self, table: &Table, out: &mut dyn Sink) {
        if self.last_char.take().is_some() {
            let mut uthmani = core::mem::take(&mut self.uthmani);
            uthmani.flush(&mut |c, at| self.push_to_cluster(table, c, at, out));
            self.uthmani = uthmani;
        }
        self.flush_cluster(table, out);
        self.after_removed = false;
    }

    fn flush_cluster(&mut self, table: &Table, out: &mut dyn Sink) {
        self.drop_carrier(table, out);
        self.write_cluster(table, out);
        self.base = Base::None;
    }

    /// Treats the carrier as transparent: its marks belong to the base before it.
    fn drop_carrier(&mut self, table: &Table, out: &mut dyn Sink) {
        self.carrier = None;
        for (mark, at) in core::mem::take(&mut self.carrier_marks) {
            self.push_mark(table, mark, at, out);
        }
    }

    /// Adds a mark to the base. If there are too many, the cluster is composed and written first.
    fn push_mark(&mut self, table: &Table, mark: char, at: usize, out: &mut dyn Sink) {
        if self.base == Base::None && self.marks.is_empty() {
            self.from = at;
        }
        if self.base != Base::Flushed && self.marks.len() >= MAX_MARKS {
            self.compose(table);
            self.offsets.clear();
            self.marks.retain(|&m| !table.deletes(m));
            if self.marks.len() >= MAX_MARKS {
                let letter_mark = self.letter_marks(table).pop();
                self.marks.retain(|&m| Some(m) != letter_mark);
                self.write_cluster(table, out);
                self.base = Base::Flushed;
                if let Some(mark) = letter_mark {
                    self.start_letter_of(table, mark);
                }
            }
        }
        if self.base != Base::Flushed {
            self.marks.push(mark);
            self.offsets.push(at);
        } else if table.writes_base_for(mark) {
            self.from = at;
            self.start_letter_of(table, mark);
        } else {
            out.write(table.output_of(mark, &mut [0; 4]), at);
        }
    }

    /// Composes the base and its marks, then the table's output for the letter and its marks, until nothing composes.
    fn compose(&mut self, table: &Table) {
        let Base::Letter(mut letter) = self.base else { return };
        if recompose(table, &mut letter, &mut self.marks) {
            self.offsets.clear();
        }
        // Each round removes a mark, or replaces one by a mark of a lower combining class.
        for _ in 0..2 * MAX_MARKS {
            let mut buffer = [0; 4];
            let written = table.output_of(letter, &mut buffer);
            let Some((at, mut next)) = last_base(written) else { break };
            let own = written[at..].chars().skip(1);
            let mut marks: Vec<char> = own.chain(self.marks.iter().copied()).collect();
            if written.chars().eq([letter]) || !recompose(table, &mut next, &mut marks) {
                break;
            }
            self.prefix.push_str(&written[..at]);
            (letter, self.marks) = (next, marks);
            self.offsets.clear();
        }
        self.base = Base::Letter(letter);
    }

    fn write_cluster(&mut self, table: &Table, out: &mut dyn Sink) {
        self.compose(table);
        let mut on_tatweel = false;
        if let Base::Letter(letter) = self.base {
            self.write_letter(table, letter, out);
            on_tatweel = letter == TATWEEL && table.keeps(letter);
        }
        let letter_marks = self.letter_marks(table);
        if !letter_marks.is_empty() || self.offsets.len() != self.marks.len() {
            self.offsets.clear();
        }
        let is_carried = |&mark: &char| on_tatweel && carries(TATWEEL, mark);
        // A mark that is kept only because a tatweel carries it is one unit with the tatweel.
        let needs_tatweel = |mark: &char| is_carried(mark) && !table.keeps(*mark);
        let first_separate = self.marks.iter().rposition(needs_tatweel).map_or(0, |last| last + 1);
        for (n, &mark) in self.marks.iter().enumerate().filter(|m| !table.writes_base_for(*m.1)) {
            let from = self.offsets.get(n).copied().filter(|_| n >= first_separate).unwrap_or(self.from);
            if is_carried(&mark) {
                out.write_char(mark, from); // a letter of its own, which stripping marks keeps
            } else {
                out.write(table.output_of(mark, &mut [0; 4]), from);
            }
        }
        for mark in letter_marks {
            out.write(table.output_of(mark, &mut [0; 4]), self.from);
        }
        self.marks.clear();
        self.offsets.clear();
    }

    fn write_letter(&mut self, table: &Table, letter: char, out: &mut dyn Sink) {
        let mut buffer = [0; 4];
        let written = table.output_of(letter, &mut buffer);
        if self.prefix.is_empty() {
            return out.write_output(letter, written, self.from);
        }
        self.prefix.push_str(written);
        out.write(&self.prefix, self.from);
        self.prefix.clear();
    }

    /// The marks whose output is a letter, in canonical order.
    fn letter_marks(&self, table: &Table) -> Vec<char> {
        let letter_marks: Vec<char> = self.marks.iter().copied().filter(|&m| table.writes_base_for(m)).collect();
        let in_order = stable_order(letter_marks.len(), |n| combining_class(letter_marks[n]).into());
        in_order.into_iter().map(|n| letter_marks[n]).collect()
    }

    /// Makes the letter that the table writes for a mark the base of the next marks.
    fn start_letter_of(&mut self, table: &Table, mark: char) {
        let mut buffer = [0; 4];
        let written = table.output_of(mark, &mut buffer);
        if let Some((at, base)) = last_base(written) {
            self.prefix.push_str(&written[..at]);
            self.base = Base::Letter(base);
            self.marks.extend(written[at..].chars().skip(1));
        }
    }
}

/// Appends the output of composition and table for whole clusters, and reports its units.
pub(crate) fn compose_clusters(table: &Table, clusters: &str, out: &mut String, observer: &mut impl Observer) {
    let mut open = OpenUnit::default();
    write_composed(table, clusters, &mut ObservingSink { out, observer, open: &mut open });
    open.close(clusters.len(), observer);
}

/// Writes the output of composition and table for whole clusters.
pub(crate) fn write_composed(table: &Table, clusters: &str, sink: &mut dyn Sink) {
    let mut composer = Composer::default();
    clusters.char_indices().for_each(|(at, c)| composer.push(table, c, at, sink));
    composer.flush(table, sink);
}

/// The start of the cluster that the character at `at` belongs to; with the Uthmani rules, of the word.
pub(crate) fn cluster_start(table: &Table, text: &str, at: usize) -> usize {
    let Some(mut here) = text[at..].chars().next() else { return at };
    let mut start = at;
    for (before, c) in text[..at].char_indices().rev() {
        if starts_cluster(table, c, here) {
            return start;
        }
        (start, here) = (before, c);
    }
    0
}

/// Whether a cluster starts at `at`, an offset inside the text. Depends on the two characters around it alone.
pub(crate) fn is_cluster_start(table: &Table, text: &str, at: usize) -> bool {
    let (before, here) = (text[..at].chars().next_back(), text[at..].chars().next());
    before.zip(here).is_none_or(|(before, here)| starts_cluster(table, before, here))
}

/// Whether the character `here` starts a cluster after the character `before`; with the Uthmani rules, a word.
fn starts_cluster(table: &Table, before: char, here: char) -> bool {
    !table.continues_word(before, here) && !table.extends_cluster(here)
}

/// The start of the next cluster after the character at `at`; with the Uthmani rules, of the next word.
pub(crate) fn cluster_end(table: &Table, text: &str, at: usize) -> usize {
    let mut after = text[at..].char_indices();
    let Some((_, mut before)) = after.next() else { return text.len() };
    for (n, c) in after {
        if starts_cluster(table, before, c) {
            return at + n;
        }
        before = c;
    }
    text.len()
}

/// The last code point that is not a mark, and its offset.
fn last_base(text: &str) -> Option<(usize, char)> {
    text.char_indices().rev().find(|&(_, c)| combining_class(c) == 0)
}

/// Whether the character does not separate a letter from its marks: the table deletes it, and it composes with nothing.
pub(crate) fn is_transparent(table: &Table, c: char) -> bool {
    !may_carry_mark(c) && !has_composite(c) && table.deletes(c)
}

/// Whether some letter composes with the mark.
fn has_composite(mark: char) -> bool {
    unicode::COMPOSITES.iter().any(|c| c.1 == mark)
}

/// Whether some mark composes with the code point, or is a letter of its own on it (a hamza on a tatweel).
fn may_carry_mark(c: char) -> bool {
    c == TATWEEL || unicode::COMPOSITES.iter().any(|k| k.0 == c || k.2 == c)
}

/// Whether a carrier and a mark are one letter.
fn carries(carrier: char, mark: char) -> bool {
    if carrier == TATWEEL {
        return mark == HAMZA_ABOVE || mark == HAMZA_BELOW;
    }
    let letter = decomposed(carrier).map_or(carrier, |(letter, _)| letter);
    composite(letter, mark).is_some()
}

/// Composes the letter, its own mark and these marks as NFC does (UAX #15); a mark that the table deletes blocks no
/// other. Returns whether the letter changed. A tatweel that the table deletes becomes `ئ` with a hamza.
fn recompose(table: &Table, letter: &mut char, marks: &mut Vec<char>) -> bool {
    if !marks.iter().any(|&m| has_composite(m)) {
        return false;
    }
    if *letter == TATWEEL && table.deletes(TATWEEL) {
        let hamza = [HAMZA_ABOVE, HAMZA_BELOW].into_iter().find_map(|h| marks.iter().position(|&m| m == h));
        if let Some(at) = hamza {
            marks.remove(at);
            *letter = YEH_HAMZA;
            recompose(table, letter, marks);
        }
        return hamza.is_some();
    }
    let (mut composed, own) = decomposed(*letter).map_or((*letter, None), |(l, mark)| (l, Some(mark)));
    let mut all: Vec<Option<char>> = own.into_iter().chain(marks.iter().copied()).map(Some).collect();
    let mut class_before = 0;
    for n in stable_order(all.len(), |n| all[n].map_or(0, |m| output_class(table, m).into())) {
        let Some(mark) = all[n] else { continue };
        let here = output_class(table, mark);
        let joined = if class_before < here { composite(composed, mark) } else { None };
        if let Some(joined) = joined {
            composed = joined;
            all[n] = None;
        } else if !table.deletes(mark) {
            class_before = here;
        }
    }
    if composed == *letter {
        return false;
    }
    *letter = composed;
    marks.clear();
    marks.extend(all.into_iter().flatten());
    true
}

/// The combining class of a mark, or of the mark that the table writes for a presentation form.
fn output_class(table: &Table, mark: char) -> u8 {
    match combining_class(mark) {
        0 => table.output_of(mark, &mut [0; 4]).chars().next().map_or(0, combining_class),
        class => class,
    }
}
