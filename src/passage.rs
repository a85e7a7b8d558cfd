//! The passage: a table between its two doors, and text through the table and the door before it.

use crate::compose::{cluster_end, cluster_start, through_door};
use crate::kernel::{self, Record};
use crate::normal_form::Form;
use crate::shortcuts::Shortcuts;
use crate::table::Table;
use crate::tidy;
use crate::uthmani::{self, FATHA};
use alloc::string::String;

/// What a normalizer does to text, made ready.
pub(crate) struct Passage {
    pub form: Option<Form>,
    /// Whether the compose door stands open.
    pub composes: bool,
    pub table: Table,
    pub tidy: tidy::Rules,
    shortcuts: Shortcuts,
}

/// So many bytes behind a fatha are taken for vocalised text.
pub(crate) const VOCALISED: usize = 4096;

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
    #[inline(always)]
    pub fn first_change(&self, text: &str) -> Option<usize> {
        match kernel::scan(self.table.sheets(), text) {
            hit if hit == text.len() => None,
            hit => self.first_change_from(text, hit),
        }
    }

    /// The same, where the first noticed character is known.
    #[inline(never)]
    fn first_change_from(&self, text: &str, mut hit: usize) -> Option<usize> {
        let mut vocalised = 0;
        loop {
            let c = text[hit..].chars().next()?;
            if !self.composes {
                return Some(hit);
            }
            let start = cluster_start(&self.table, text, hit);
            if !self.table.is_stop(c) {
                return Some(start);
            }
            let end = cluster_end(&self.table, text, hit);
            let mut out = String::new();
            through_door(&self.table, &text[start..end], &mut out, &mut ());
            if out != text[start..end] {
                return Some(start);
            }
            if c == FATHA {
                vocalised = self.vocalised_end(text, end);
            }
            hit = end;
            if hit < vocalised {
                hit += kernel::scan(self.table.sheets_of_vocalised(), &text[hit..vocalised]);
            }
            if hit >= vocalised {
                hit += kernel::scan(self.table.sheets(), &text[hit..]);
            }
        }
    }

    /// How far text is taken for vocalised where it is so at `at`: to where a word ends.
    fn vocalised_end(&self, text: &str, at: usize) -> usize {
        let end = (at + VOCALISED..text.len()).find(|&n| text.is_char_boundary(n));
        end.map_or(text.len(), |end| cluster_end(&self.table, text, end))
    }

    /// The end of the first slice of some `most` bytes that comes out the same alone: it goes to the start of a cluster,
    /// or of a word.
    pub fn slice(&self, text: &str, most: usize) -> usize {
        if text.len() <= most {
            return text.len();
        }
        let mut back = (1..=most).rev().filter(|&n| text.is_char_boundary(n));
        let end = |n: &usize| !self.composes || cluster_start(&self.table, text, *n) == *n;
        back.find(end).unwrap_or_else(|| cluster_end(&self.table, text, 0))
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
        let (mut at, mut vocalised) = (0, 0);
        while stop < text.len() {
            if self.table.reads_words() {
                let start = at + cluster_start(&self.table, &text[at..], stop - at);
                if stop >= vocalised && text[stop..].starts_with(FATHA) {
                    self.take_back(&text[start..stop], out, record);
                    (at, vocalised) = (start, self.vocalised_end(text, stop));
                    stop = self.compact(text, at, vocalised, out, record);
                    continue;
                }
                let end = cluster_end(&self.table, text, stop);
                if uthmani::concerns(text[start..end].chars()) {
                    self.take_back(&text[start..stop], out, record);
                    through_door(&self.table, &text[start..end], out, record);
                    at = end;
                    stop = self.compact(text, at, vocalised, out, record);
                    continue;
                }
            }
            if let Some((joined, end)) = self.shortcuts.find(text, at, stop) {
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
                at = end;
                stop = self.compact(text, at, vocalised, out, record);
                continue;
            }
            // What was written for the cluster before its stop is taken back.
            let start = at + cluster_start(&self.table, &text[at..], stop - at);
            self.take_back(&text[start..stop], out, record);
            let end = cluster_end(&self.table, text, stop);
            through_door(&self.table, &text[start..end], out, record);
            at = end;
            stop = self.compact(text, at, vocalised, out, record);
        }
    }

    /// Takes back what the table wrote for a text.
    fn take_back<R: Record>(&self, text: &str, out: &mut String, record: &mut R) {
        let written: usize = text.chars().map(|c| self.table.written(c, &mut [0; 4]).len()).sum();
        out.truncate(out.len() - written);
        record.take_back(text.len());
    }

    /// Goes on from `at` to the next stop; up to `vocalised` the text is vocalised.
    #[inline(always)]
    fn compact<R: Record>(
        &self,
        text: &str,
        mut at: usize,
        vocalised: usize,
        out: &mut String,
        record: &mut R,
    ) -> usize {
        if at < vocalised {
            let part = &text[at..vocalised];
            at += kernel::compact(self.table.sheets_of_vocalised(), part, out, record);
            if at < vocalised {
                return at;
            }
        }
        at + kernel::compact(self.table.sheets(), &text[at..], out, record)
    }
}
