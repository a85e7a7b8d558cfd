//! The passage: a table between its two doors, and text through the table and the door before it.

use crate::compose::{cluster_end, cluster_start, is_cluster_start, through_door};
use crate::kernel::{self, PackedSheet, Record, Units};
use crate::normal_form::Form;
use crate::shortcuts::Shortcuts;
use crate::sink::{Open, Recorder};
use crate::table::Table;
use crate::tidy;
use crate::uthmani::{self, FATHA};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What a normalizer does to text, made ready.
pub(crate) struct Passage {
    pub form: Option<Form>,
    /// Whether the compose door stands open.
    pub composes: bool,
    pub table: Table,
    pub tidy: tidy::Rules,
    /// What is written for packed words.
    pub packed: PackedSheet,
    shortcuts: Shortcuts,
}

/// Fathas with fewer bytes between them, so many times, make the text behind them vocalised, for so many bytes.
const NEAR: usize = 48;
const FEW: u8 = 4;
const VOCALISED: usize = 8192;

impl Passage {
    pub fn new(form: Option<Form>, composes: bool, table: Table, tidy: tidy::Rules) -> Self {
        let shortcuts = if composes { Shortcuts::new(&table) } else { Shortcuts::default() };
        let packed = match form {
            None if tidy.is_idle() => PackedSheet::new([false, true].map(|is| &table.sheets_of(is).pages)),
            _ => PackedSheet::NONE,
        };
        Self { form, composes, table, tidy, packed, shortcuts }
    }

    /// Whether the table and the compose door are all there is.
    pub fn is_direct(&self) -> bool {
        self.form.is_none() && self.tidy.is_idle()
    }

    /// Whether that is all there is for this text: it is known to be in its form already.
    pub fn is_direct_for(&self, text: &str) -> bool {
        self.tidy.is_idle() && self.form.is_none_or(|form| form.keeps_all(text))
    }

    /// Where the first cluster starts that does not come out as it went in.
    #[inline(always)]
    pub fn first_change(&self, text: &str) -> Option<usize> {
        match kernel::scan(self.table.sheets(), text) {
            hit if hit == text.len() => None,
            hit => self.first_change_from(text, hit, |table, cluster| {
                let mut out = String::new();
                through_door(table, cluster, &mut out, &mut ());
                out == cluster
            }),
        }
    }

    /// Whether every character comes out as it went in, each for itself. A hamza that stays because it stands on a tatweel
    /// comes out as it went in, but for both characters together.
    pub fn keeps_characters(&self, text: &str) -> bool {
        match kernel::scan(self.table.sheets(), text) {
            hit if hit == text.len() => true,
            hit => self.first_change_from(text, hit, keeps_characters).is_none(),
        }
    }

    /// [`Self::first_change`], where the first noticed character is known; `keeps` tells whether a cluster stays.
    #[inline(never)]
    fn first_change_from(&self, text: &str, mut hit: usize, keeps: fn(&Table, &str) -> bool) -> Option<usize> {
        let mut vocalised = Vocalised::default();
        // Where the word ends in which no rule has anything to say.
        let mut calm = 0;
        loop {
            let c = text[hit..].chars().next()?;
            if !self.composes {
                return Some(hit);
            }
            if hit < calm && self.table.is_stop(c) && self.table.keeps(c) && !self.table.is_join(c) {
                vocalised.notice(&self.table, text, hit, c);
                hit =
                    vocalised.go_on(text, hit + c.len_utf8(), |text, is| kernel::scan(self.table.sheets_of(is), text));
                continue;
            }
            let start = cluster_start(&self.table, text, hit);
            if !self.table.is_stop(c) {
                return Some(start);
            }
            let end = cluster_end(&self.table, text, hit);
            vocalised.notice(&self.table, text, hit, c);
            if self.table.reads_words() && !self.table.is_join(c) && !uthmani::concerns(text[start..end].chars()) {
                if !self.table.keeps(c) {
                    return Some(start);
                }
                hit += c.len_utf8();
                calm = end;
            } else {
                if !keeps(&self.table, &text[start..end]) {
                    return Some(start);
                }
                hit = end;
            }
            hit = vocalised.go_on(text, hit, |text, is| kernel::scan(self.table.sheets_of(is), text));
        }
    }

    /// The end of the first slice of some `most` bytes that comes out the same alone: it goes to the start of a cluster,
    /// or of a word.
    pub fn slice(&self, text: &str, most: usize) -> usize {
        if text.len() <= most {
            return text.len();
        }
        let mut back = (1..=most).rev().filter(|&n| text.is_char_boundary(n));
        let end = |n: &usize| !self.composes || is_cluster_start(&self.table, text, *n);
        back.find(end).unwrap_or_else(|| {
            // All of it is one cluster.
            let last = (0..=most).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
            cluster_end(&self.table, text, last)
        })
    }

    /// Appends what the compose door and the table make of whole clusters, and records it.
    #[inline(always)]
    pub fn run<R: Record>(&self, text: &str, out: &mut String, record: &mut R) {
        let stop = kernel::compact(self.table.sheets(), text, out, record);
        if stop < text.len() {
            self.run_from(text, stop, out, record);
        }
    }

    /// The same, where all before the first stop is written.
    #[inline(never)]
    fn run_from<R: Record>(&self, text: &str, mut stop: usize, out: &mut String, record: &mut R) {
        let mut at = 0;
        if self.table.reads_words() {
            return self.run_words_from(text, stop, out, record);
        }
        while stop < text.len() {
            let is_near = stop - at < kernel::NEAR_STOP;
            at = match self.shortcut(text, at, stop, out, record) {
                Some(end) => end,
                None => self.cluster(text, at, stop, out, record),
            };
            let (sheets, rest) = (self.table.sheets(), &text[at..]);
            stop = at
                + match is_near {
                    true => kernel::compact_near(sheets, rest, out, record),
                    false => kernel::compact(sheets, rest, out, record),
                };
        }
    }

    /// Writes the cluster of a stop by a shortcut, if there is one; returns where the next starts.
    #[inline(always)]
    fn shortcut<R: Record>(
        &self,
        text: &str,
        at: usize,
        stop: usize,
        out: &mut String,
        record: &mut R,
    ) -> Option<usize> {
        let (joined, end) = self.shortcuts.find(text, at, stop)?;
        if let Some((base, joined)) = joined {
            let written = self.table.written(base, &mut [0; 4]).len();
            out.truncate(out.len() - written);
            out.push_str(joined);
            if R::RECORDS {
                // Between the letter and its mark nothing stands but what is seen through.
                let letter = text[at..stop].rfind(base).map_or(stop, |n| at + n);
                record.take_back(stop - letter);
                record.unit(end - letter, joined.len());
            }
        } else {
            record.unit(end - stop, 0);
        }
        Some(end)
    }

    /// Takes the cluster of a stop through the door; returns where the next starts.
    fn cluster<R: Record>(&self, text: &str, at: usize, stop: usize, out: &mut String, record: &mut R) -> usize {
        let start = at + cluster_start(&self.table, &text[at..], stop - at);
        self.take_back(&text[start..stop], out, record);
        let end = cluster_end(&self.table, text, stop);
        through_door(&self.table, &text[start..end], out, record);
        end
    }

    /// The same where the door takes words to modern spelling.
    fn run_words_from<R: Record>(&self, text: &str, mut stop: usize, out: &mut String, record: &mut R) {
        let (mut at, mut vocalised) = (0, Vocalised::default());
        let mut words = WordPassage::default();
        // Where the word ends in which no rule has anything to say.
        let mut calm = 0;
        while let Some(c) = text[stop..].chars().next() {
            vocalised.notice(&self.table, text, stop, c);
            let mut go_on = stop;
            if stop >= calm && !uthmani::is_harmless(text, stop, c) {
                let start = at + cluster_start(&self.table, &text[at..], stop - at);
                let end = cluster_end(&self.table, text, stop);
                if uthmani::concerns(text[start..end].chars()) {
                    self.take_back(&text[start..stop], out, record);
                    words.write(&self.table, &text[start..end], out, record);
                    (at, go_on) = (end, end);
                } else {
                    calm = end;
                }
            }
            if go_on == stop && !self.table.is_join(c) {
                let written = self.table.written(c, &mut [0; 4]).len();
                out.push_str(self.table.written(c, &mut [0; 4]));
                record.unit(c.len_utf8(), written);
                go_on = stop + c.len_utf8();
            } else if go_on == stop {
                at = match self.shortcut(text, at, stop, out, record) {
                    Some(end) => end,
                    None => self.cluster(text, at, stop, out, record),
                };
                go_on = at;
            }
            stop =
                vocalised.go_on(text, go_on, |text, is| kernel::compact(self.table.sheets_of(is), text, out, record));
        }
    }

    /// Takes back what the table wrote for a text.
    fn take_back<R: Record>(&self, text: &str, out: &mut String, record: &mut R) {
        let written: usize = text.chars().map(|c| self.table.written_len(c)).sum();
        out.truncate(out.len() - written);
        record.take_back(text.len());
    }
}

/// Whether the compose door and the table write each character of a cluster for itself.
fn keeps_characters(table: &Table, cluster: &str) -> bool {
    let (mut out, mut units) = (String::new(), Units::default());
    through_door(table, cluster, &mut out, &mut units);
    out == cluster && units.written.iter().map(|unit| unit.0).eq(cluster.char_indices().map(|(at, _)| at))
}

/// Where the text is taken for vocalised: which stops there are hangs on it, and nothing that is written.
#[derive(Default)]
pub(crate) struct Vocalised {
    until: usize,
    last: usize,
    run: u8,
}

impl Vocalised {
    /// Takes note of a stop: some fathas near each other make vocalised text.
    pub fn notice(&mut self, table: &Table, text: &str, stop: usize, c: char) {
        if c != FATHA || stop < self.until {
            return;
        }
        self.run = if stop - self.last < NEAR { self.run + 1 } else { 0 };
        self.last = stop;
        if self.run >= FEW {
            let end = (stop + VOCALISED..text.len()).find(|&n| text.is_char_boundary(n));
            self.until = end.map_or(text.len(), |end| cluster_end(table, text, end));
            // The next one is enough to go on.
            (self.last, self.run) = (self.until, FEW - 1);
        }
    }

    /// Takes note of a word that the one pass stopped in.
    #[inline]
    pub fn notice_word(&mut self, table: &Table, text: &str, word: Range<usize>) {
        if table.reads_words() && !self.is_at(word.start) {
            let fathas = text[word.clone()].char_indices().filter(|&(_, c)| c == FATHA);
            fathas.for_each(|(at, c)| self.notice(table, text, word.start + at, c));
        }
    }

    /// Whether the text is vocalised at a place.
    pub fn is_at(&self, at: usize) -> bool {
        at < self.until
    }

    /// Goes on from `at` with what passes over text of one kind; returns the next stop.
    #[inline(always)]
    fn go_on(&self, text: &str, mut at: usize, mut pass: impl FnMut(&str, bool) -> usize) -> usize {
        if self.is_at(at) {
            at += pass(&text[at..self.until], true);
            if self.is_at(at) {
                return at;
            }
        }
        at + pass(&text[at..], false)
    }
}

/// Whole words through both doors and the table, on buffers kept from word to word.
#[derive(Default)]
struct WordPassage {
    door: uthmani::Door,
    rewritten: Vec<(char, usize)>,
}

impl WordPassage {
    fn write<R: Record>(&mut self, table: &Table, text: &str, out: &mut String, record: &mut R) {
        let Self { door, rewritten } = self;
        rewritten.clear();
        let mut next = |c, at| rewritten.push((c, at));
        text.char_indices().for_each(|(at, c)| door.push(c, at, &mut next));
        door.flush(&mut next);
        if rewritten.iter().any(|&(c, _)| table.is_join(c)) {
            return through_door(table, text, out, record);
        }
        let mut open = Open::default();
        let mut sink = Recorder { out, record, open: &mut open };
        rewritten.iter().for_each(|&(c, at)| table.write(c, at, &mut sink));
        open.close(text.len(), record);
    }
}
