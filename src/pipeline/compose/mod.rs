//! The compose door: before the table, a letter and its marks that are one letter together become it.
//!
//! ```text
//! cluster = base, then marks; what the table deletes is seen through
//! letter  = the base and its marks, composed as they stand, then as the table writes the letter
//! output  = TABLE(letter), then TABLE(mark) for each mark that is left, letters made of marks last
//! ```
//!
//! Text comes here only around a code point that the table stops at; the door then takes whole clusters. It is a
//! machine of characters, so that a stream can stop between any two.

pub(crate) mod fast_path;

use crate::kernel::Observer;
use crate::pipeline::sink::{ObservingSink, Open, Sink};
use crate::pipeline::table::Table;
use crate::pipeline::uthmani::UthmaniRewriter;
use crate::rules::letters::{HAMZA_ABOVE, HAMZA_BELOW, TATWEEL, YEH_HAMZA};
use crate::rules::unicode::{self, combining_class, composite, decomposed};
use alloc::string::String;
use alloc::vec::Vec;

/// Marks of one letter that the door looks at: the limit of the Stream-Safe Text Format (UAX #15).
pub(crate) const MAX_MARKS: usize = 30;

/// One cluster on its way through.
#[derive(Clone, Default)]
pub(crate) struct Composer {
    base: Base,
    /// Where in the source the base stands, or its first mark where it has none.
    from: usize,
    marks: Vec<char>,
    /// Where each mark stands, as long as all are as they came.
    places: Vec<usize>,
    /// A code point that the table deletes and that a mark may sit on, with the marks that followed it: a mark that
    /// it can carry makes it a base of its own, and else it is seen through.
    seat: Option<(char, usize)>,
    seat_marks: Vec<(char, usize)>,
    /// Where the table wants words in modern spelling, the one that has not ended.
    words: UthmaniRewriter,
    /// What it came after.
    last: Option<char>,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Base {
    #[default]
    None,
    Letter(char),
    /// Written already: it had more marks than the door looks at.
    Written,
}

impl Composer {
    /// Whether nothing waits here.
    pub fn is_empty(&self) -> bool {
        self.base == Base::None && self.marks.is_empty() && self.seat.is_none() && self.last.is_none()
    }

    /// Takes the next code point, which stands at `at`, and writes what is certain by now.
    pub fn push(&mut self, table: &Table, c: char, at: usize, out: &mut impl Sink) {
        if !table.reads_words() {
            return self.push_to_cluster(table, c, at, out);
        }
        self.last = Some(c);
        let mut words = core::mem::take(&mut self.words);
        words.push(c, at, &mut |c, at| self.push_to_cluster(table, c, at, out));
        self.words = words;
    }

    /// Whether the code point goes on with what waits here.
    pub fn goes_on(&self, table: &Table, c: char) -> bool {
        table.joins_back(c) || self.last.is_some_and(|last| table.joins_words(last, c))
    }

    /// Takes the next code point of a cluster, and writes the one before it where it starts another.
    fn push_to_cluster(&mut self, table: &Table, c: char, at: usize, out: &mut impl Sink) {
        if !table.joins_back(c) {
            self.flush_cluster(table, out);
            self.base = Base::Letter(c);
            self.from = at;
        } else if is_seat(c) && table.deletes(c) {
            self.leave_seat(table, out);
            self.seat = Some((c, at));
        } else if is_seen_through(table, c) {
            // It is as if it were not there.
        } else if let Some((seat, from)) = self.seat {
            if carries(seat, c) {
                let marks = core::mem::take(&mut self.seat_marks);
                self.seat = None;
                self.flush_cluster(table, out);
                self.base = Base::Letter(seat);
                self.from = from;
                (self.marks, self.places) = marks.into_iter().unzip();
                self.take(table, c, at, out);
            } else if self.seat_marks.len() < MAX_MARKS {
                self.seat_marks.push((c, at));
            } else {
                self.leave_seat(table, out);
                self.take(table, c, at, out);
            }
        } else {
            self.take(table, c, at, out);
        }
    }

    /// Writes what waits here; what comes next starts anew.
    pub fn flush(&mut self, table: &Table, out: &mut impl Sink) {
        if self.last.take().is_some() {
            let mut words = core::mem::take(&mut self.words);
            words.flush(&mut |c, at| self.push_to_cluster(table, c, at, out));
            self.words = words;
        }
        self.flush_cluster(table, out);
    }

    fn flush_cluster(&mut self, table: &Table, out: &mut impl Sink) {
        self.leave_seat(table, out);
        self.write(table, out);
        self.base = Base::None;
    }

    /// Sees through the seat: its marks are the letter's before it.
    fn leave_seat(&mut self, table: &Table, out: &mut impl Sink) {
        self.seat = None;
        for (mark, at) in core::mem::take(&mut self.seat_marks) {
            self.take(table, mark, at, out);
        }
    }

    /// Takes a mark of the base.
    fn take(&mut self, table: &Table, mark: char, at: usize, out: &mut impl Sink) {
        if self.base == Base::None && self.marks.is_empty() {
            self.from = at;
        }
        if self.base != Base::Written && self.marks.len() >= MAX_MARKS {
            self.join(table, out);
            self.places.clear();
            self.marks.retain(|&m| !table.deletes(m));
            if self.marks.len() >= MAX_MARKS {
                let maker = self.makers(table).pop();
                self.marks.retain(|&m| Some(m) != maker);
                self.write(table, out);
                self.base = Base::Written;
                if let Some(mark) = maker {
                    self.start_on(table, mark, out);
                }
            }
        }
        if self.base != Base::Written {
            self.marks.push(mark);
            self.places.push(at);
        } else if table.makes_a_base_of(mark) {
            self.from = at;
            self.start_on(table, mark, out);
        } else {
            out.write(table.written(mark, &mut [0; 4]), at);
        }
    }

    /// Joins marks to the letter as they stand, and then as the table will write the letter, as long as any joins.
    fn join(&mut self, table: &Table, out: &mut impl Sink) {
        let Base::Letter(mut letter) = self.base else { return };
        if recompose(table, &mut letter, &mut self.marks) {
            self.places.clear();
        }
        // Each turn takes a mark away or puts one of a lower class in its place.
        for _ in 0..2 * MAX_MARKS {
            let mut buffer = [0; 4];
            let written = table.written(letter, &mut buffer);
            let Some((at, mut next)) = last_base(written) else { break };
            let own = written[at..].chars().skip(1);
            let mut marks: Vec<char> = own.chain(self.marks.iter().copied()).collect();
            if written.chars().eq([letter]) || !recompose(table, &mut next, &mut marks) {
                break;
            }
            out.write(&written[..at], self.from);
            (letter, self.marks) = (next, marks);
            self.places.clear();
        }
        self.base = Base::Letter(letter);
    }

    fn write(&mut self, table: &Table, out: &mut impl Sink) {
        self.join(table, out);
        let mut on_tatweel = false;
        if let Base::Letter(letter) = self.base {
            out.write(table.written(letter, &mut [0; 4]), self.from);
            on_tatweel = letter == TATWEEL && table.keeps(letter);
        }
        let makers = self.makers(table);
        if !makers.is_empty() || self.places.len() != self.marks.len() {
            self.places.clear();
        }
        let is_carried = |&mark: &char| on_tatweel && carries(TATWEEL, mark);
        // A mark that stays only because the tatweel carries it is one unit with the tatweel.
        let needs_tatweel = |mark: &char| is_carried(mark) && !table.keeps(*mark);
        let together = self.marks.iter().rposition(needs_tatweel).map_or(0, |last| last + 1);
        for (n, &mark) in self.marks.iter().enumerate().filter(|m| !table.makes_a_base_of(*m.1)) {
            let from = self.places.get(n).copied().filter(|_| n >= together).unwrap_or(self.from);
            if is_carried(&mark) {
                out.write_char(mark, from); // a letter of its own, which stripping marks does not eat
            } else {
                out.write(table.written(mark, &mut [0; 4]), from);
            }
        }
        for mark in makers {
            out.write(table.written(mark, &mut [0; 4]), self.from);
        }
        self.marks.clear();
        self.places.clear();
    }

    /// The marks for which a letter is written, in canonical order.
    fn makers(&self, table: &Table) -> Vec<char> {
        let mut makers: Vec<char> = self.marks.iter().copied().filter(|&m| table.makes_a_base_of(m)).collect();
        makers.sort_by_key(|&m| combining_class(m));
        makers
    }

    /// Goes on with the letter that is written for a mark as the base.
    fn start_on(&mut self, table: &Table, mark: char, out: &mut impl Sink) {
        let mut buffer = [0; 4];
        let written = table.written(mark, &mut buffer);
        if let Some((at, base)) = last_base(written) {
            out.write(&written[..at], self.from);
            self.base = Base::Letter(base);
            self.marks.extend(written[at..].chars().skip(1));
        }
    }
}

/// Appends what the door and the table make of whole clusters, and records it.
pub(crate) fn compose_clusters(table: &Table, clusters: &str, out: &mut String, record: &mut impl Observer) {
    let (mut door, mut open) = (Composer::default(), Open::default());
    let mut sink = ObservingSink { out, record, open: &mut open };
    clusters.char_indices().for_each(|(at, c)| door.push(table, c, at, &mut sink));
    door.flush(table, &mut sink);
    open.close(clusters.len(), record);
}

/// Where the cluster starts that the character at `at` belongs to, or a run of clusters that see-through ones tie to it;
/// where the table wants words, the word.
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

/// Whether a cluster starts at `at`, a place inside the text. Looks at the characters on both sides of it alone.
pub(crate) fn is_cluster_start(table: &Table, text: &str, at: usize) -> bool {
    let (before, here) = (text[..at].chars().next_back(), text[at..].chars().next());
    before.zip(here).is_none_or(|(before, here)| starts_cluster(table, before, here))
}

/// Whether the character `here` starts a cluster behind the character `before`; where the table wants words, a word.
fn starts_cluster(table: &Table, before: char, here: char) -> bool {
    !table.joins_words(before, here) && !table.joins_back(here)
}

/// Where the first base after `at` starts: the character at `at` is passed. Where the table wants words, a word's first.
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

/// The last code point that is no mark, and where it stands.
fn last_base(text: &str) -> Option<(usize, char)> {
    text.char_indices().rev().find(|&(_, c)| combining_class(c) == 0)
}

/// Whether the door sees through the character: it goes, joins nothing and is no seat.
pub(crate) fn is_seen_through(table: &Table, c: char) -> bool {
    !is_seat(c) && !may_join(c) && table.deletes(c)
}

/// Whether the mark is part of a letter for some letter.
fn may_join(mark: char) -> bool {
    unicode::COMPOSITES.iter().any(|c| c.1 == mark)
}

/// Whether a mark may sit on the code point where the table deletes it.
fn is_seat(c: char) -> bool {
    c == TATWEEL || unicode::COMPOSITES.iter().any(|k| k.0 == c || k.2 == c)
}

/// Whether a seat and a mark are a letter of their own.
fn carries(seat: char, mark: char) -> bool {
    if seat == TATWEEL {
        return mark == HAMZA_ABOVE || mark == HAMZA_BELOW;
    }
    let letter = decomposed(seat).map_or(seat, |(letter, _)| letter);
    composite(letter, mark).is_some()
}

/// Composes the letter with its own mark and these as NFC does, the marks that the table deletes seen through.
/// Returns whether another letter came out. A tatweel that the table deletes becomes ئ under a hamza.
fn recompose(table: &Table, letter: &mut char, marks: &mut Vec<char>) -> bool {
    if !marks.iter().any(|&m| may_join(m)) {
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
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&n| all[n].map_or(0, |m| class(table, m)));
    let mut class_before = 0;
    for n in order {
        let Some(mark) = all[n] else { continue };
        let here = class(table, mark);
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

/// The combining class of a mark, or of the mark that is written for a presentation form.
fn class(table: &Table, mark: char) -> u8 {
    match combining_class(mark) {
        0 => table.written(mark, &mut [0; 4]).chars().next().map_or(0, combining_class),
        class => class,
    }
}
