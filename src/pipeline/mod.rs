//! The pipeline: a table between its two doors, and text through the table and the door before it.

pub(crate) mod chunks;
pub(crate) mod compose;
pub(crate) mod normal_form;
pub(crate) mod postprocess;
pub(crate) mod sink;
pub(crate) mod table;
pub(crate) mod uthmani;

use crate::kernel::{self, Observer, PackedRewrite, UnitList};
use crate::pipeline::compose::fast_path::ClusterFastPath;
use crate::pipeline::compose::{cluster_end, cluster_start, compose_clusters, is_cluster_start};
use crate::pipeline::normal_form::NormalForm;
use crate::pipeline::postprocess::PostProcessing;
use crate::pipeline::sink::{ObservingSink, OpenUnit};
use crate::pipeline::table::Table;
use crate::pipeline::uthmani::{FATHA, UthmaniRewriter};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What a normalizer does to text, made ready.
pub(crate) struct Pipeline {
    pub form: Option<NormalForm>,
    /// Whether the compose door stands open.
    pub composes: bool,
    pub table: Table,
    pub postprocess: PostProcessing,
    /// What is written for packed words.
    pub packed: PackedRewrite,
    fast_path: ClusterFastPath,
}

/// Fathas with fewer bytes between them, so many times, make the text behind them vocalised, for so many bytes.
const MAX_FATHA_DISTANCE: usize = 48;
const MIN_FATHAS: u8 = 4;
const VOCALISED_BYTES: usize = 8192;

impl Pipeline {
    pub fn new(form: Option<NormalForm>, composes: bool, table: Table, postprocess: PostProcessing) -> Self {
        let fast_path = if composes { ClusterFastPath::new(&table) } else { ClusterFastPath::default() };
        let packed = match form {
            None if postprocess.is_empty() => PackedRewrite::new([false, true].map(|is| &table.tables_for(is).pages)),
            _ => PackedRewrite::NONE,
        };
        Self { form, composes, table, postprocess, packed, fast_path }
    }

    /// Whether the table and the compose door are all there is.
    pub fn is_direct(&self) -> bool {
        self.form.is_none() && self.postprocess.is_empty()
    }

    /// Whether that is all there is for this text: it is known to be in its form already.
    pub fn is_direct_for(&self, text: &str) -> bool {
        self.postprocess.is_empty() && self.form.is_none_or(|form| form.passes_quick_check(text))
    }

    /// Where the first cluster starts that does not come out as it went in.
    #[inline(always)]
    pub fn first_change(&self, text: &str) -> Option<usize> {
        match kernel::scan(self.table.tables(), text) {
            hit if hit == text.len() => None,
            hit => self.first_change_from(text, hit, |table, cluster| {
                let mut out = String::new();
                compose_clusters(table, cluster, &mut out, &mut ());
                out == cluster
            }),
        }
    }

    /// Whether every character comes out as it went in, each for itself. A hamza that stays because it stands on a tatweel
    /// comes out as it went in, but for both characters together.
    pub fn keeps_characters(&self, text: &str) -> bool {
        match kernel::scan(self.table.tables(), text) {
            hit if hit == text.len() => true,
            hit => self.first_change_from(text, hit, keeps_characters).is_none(),
        }
    }

    /// [`Self::first_change`], where the first noticed character is known; `keeps` tells whether a cluster stays.
    #[inline(never)]
    fn first_change_from(&self, text: &str, mut hit: usize, keeps: fn(&Table, &str) -> bool) -> Option<usize> {
        let mut vocalised = VocalisedRegion::default();
        // Where the word ends in which no rule has anything to say.
        let mut quiet_until = 0;
        loop {
            let c = text[hit..].chars().next()?;
            if !self.composes {
                return Some(hit);
            }
            if hit < quiet_until && self.table.is_stop(c) && self.table.keeps(c) && !self.table.may_compose(c) {
                vocalised.observe(&self.table, text, hit, c);
                hit = vocalised
                    .advance(text, hit + c.len_utf8(), |text, is| kernel::scan(self.table.tables_for(is), text));
                continue;
            }
            let start = cluster_start(&self.table, text, hit);
            if !self.table.is_stop(c) {
                return Some(start);
            }
            let end = cluster_end(&self.table, text, hit);
            vocalised.observe(&self.table, text, hit, c);
            if self.table.rewrites_uthmani()
                && !self.table.may_compose(c)
                && !uthmani::may_change(text[start..end].chars())
            {
                if !self.table.keeps(c) {
                    return Some(start);
                }
                hit += c.len_utf8();
                quiet_until = end;
            } else {
                if !keeps(&self.table, &text[start..end]) {
                    return Some(start);
                }
                hit = end;
            }
            hit = vocalised.advance(text, hit, |text, is| kernel::scan(self.table.tables_for(is), text));
        }
    }

    /// The end of the first slice of some `max_len` bytes that comes out the same alone: it goes to the start of a cluster,
    /// or of a word.
    pub fn slice_end(&self, text: &str, max_len: usize) -> usize {
        if text.len() <= max_len {
            return text.len();
        }
        let mut back = (1..=max_len).rev().filter(|&n| text.is_char_boundary(n));
        let end = |n: &usize| !self.composes || is_cluster_start(&self.table, text, *n);
        back.find(end).unwrap_or_else(|| cluster_end(&self.table, text, 0))
    }

    /// Appends what the compose door and the table make of whole clusters, and records it.
    #[inline(always)]
    pub fn run<R: Observer>(&self, text: &str, out: &mut String, observer: &mut R) {
        let stop = kernel::compact(self.table.tables(), text, out, observer);
        if stop < text.len() {
            self.run_from_stop(text, stop, out, observer);
        }
    }

    /// The same, where all before the first stop is written.
    #[inline(never)]
    fn run_from_stop<R: Observer>(&self, text: &str, mut stop: usize, out: &mut String, observer: &mut R) {
        let mut at = 0;
        if self.table.rewrites_uthmani() {
            return self.run_uthmani_from(text, stop, out, observer);
        }
        while stop < text.len() {
            at = match self.fast_cluster(text, at, stop, out, observer) {
                Some(end) => end,
                None => self.compose_at_stop(text, at, stop, out, observer),
            };
            stop = at + kernel::compact(self.table.tables(), &text[at..], out, observer);
        }
    }

    /// Writes the cluster of a stop by a shortcut, if there is one; returns where the next starts.
    #[inline(always)]
    fn fast_cluster<R: Observer>(
        &self,
        text: &str,
        at: usize,
        stop: usize,
        out: &mut String,
        observer: &mut R,
    ) -> Option<usize> {
        let (joined, end) = self.fast_path.find(text, at, stop)?;
        if let Some((base, joined)) = joined {
            let written = self.table.output_of(base, &mut [0; 4]).len();
            out.truncate(out.len() - written);
            out.push_str(joined);
            if R::OBSERVES {
                // Between the letter and its mark nothing stands but what is seen through.
                let letter = text[at..stop].rfind(base).map_or(stop, |n| at + n);
                observer.take_back(stop - letter);
                observer.unit(end - letter, joined.len());
            }
        } else {
            observer.unit(end - stop, 0);
        }
        Some(end)
    }

    /// Takes the cluster of a stop through the door; returns where the next starts.
    fn compose_at_stop<R: Observer>(
        &self,
        text: &str,
        at: usize,
        stop: usize,
        out: &mut String,
        observer: &mut R,
    ) -> usize {
        let start = at + cluster_start(&self.table, &text[at..], stop - at);
        self.retract(&text[start..stop], out, observer);
        let end = cluster_end(&self.table, text, stop);
        compose_clusters(&self.table, &text[start..end], out, observer);
        end
    }

    /// The same where the door takes words to modern spelling.
    fn run_uthmani_from<R: Observer>(&self, text: &str, mut stop: usize, out: &mut String, observer: &mut R) {
        let (mut at, mut vocalised) = (0, VocalisedRegion::default());
        let mut words = UthmaniWordWriter::default();
        // Where the word ends in which no rule has anything to say.
        let mut quiet_until = 0;
        while let Some(c) = text[stop..].chars().next() {
            vocalised.observe(&self.table, text, stop, c);
            let mut resume = stop;
            if stop >= quiet_until && !uthmani::cannot_trigger(text, stop, c) {
                let start = at + cluster_start(&self.table, &text[at..], stop - at);
                let end = cluster_end(&self.table, text, stop);
                if uthmani::may_change(text[start..end].chars()) {
                    self.retract(&text[start..stop], out, observer);
                    words.write(&self.table, &text[start..end], out, observer);
                    (at, resume) = (end, end);
                } else {
                    quiet_until = end;
                }
            }
            if resume == stop && !self.table.may_compose(c) {
                let written = self.table.output_of(c, &mut [0; 4]).len();
                out.push_str(self.table.output_of(c, &mut [0; 4]));
                observer.unit(c.len_utf8(), written);
                resume = stop + c.len_utf8();
            } else if resume == stop {
                at = match self.fast_cluster(text, at, stop, out, observer) {
                    Some(end) => end,
                    None => self.compose_at_stop(text, at, stop, out, observer),
                };
                resume = at;
            }
            stop = vocalised
                .advance(text, resume, |text, is| kernel::compact(self.table.tables_for(is), text, out, observer));
        }
    }

    /// Takes back what the table wrote for a text.
    fn retract<R: Observer>(&self, text: &str, out: &mut String, observer: &mut R) {
        let written: usize = text.chars().map(|c| self.table.output_len_of(c)).sum();
        out.truncate(out.len() - written);
        observer.take_back(text.len());
    }
}

/// Whether the compose door and the table write each character of a cluster for itself.
fn keeps_characters(table: &Table, cluster: &str) -> bool {
    let (mut out, mut units) = (String::new(), UnitList::default());
    compose_clusters(table, cluster, &mut out, &mut units);
    out == cluster && units.entries.iter().map(|unit| unit.0).eq(cluster.char_indices().map(|(at, _)| at))
}

/// Where the text is taken for vocalised: which stops there are hangs on it, and nothing that is written.
#[derive(Default)]
pub(crate) struct VocalisedRegion {
    until: usize,
    last: usize,
    run: u8,
}

impl VocalisedRegion {
    /// Takes note of a stop: some fathas near each other make vocalised text.
    pub fn observe(&mut self, table: &Table, text: &str, stop: usize, c: char) {
        if c != FATHA || stop < self.until {
            return;
        }
        self.run = if stop - self.last < MAX_FATHA_DISTANCE { self.run + 1 } else { 0 };
        self.last = stop;
        if self.run >= MIN_FATHAS {
            let end = (stop + VOCALISED_BYTES..text.len()).find(|&n| text.is_char_boundary(n));
            self.until = end.map_or(text.len(), |end| cluster_end(table, text, end));
            // The next one is enough to go on.
            (self.last, self.run) = (self.until, MIN_FATHAS - 1);
        }
    }

    /// Takes note of a word that the one pass stopped in.
    #[inline]
    pub fn observe_word(&mut self, table: &Table, text: &str, word: Range<usize>) {
        if table.rewrites_uthmani() && !self.contains(word.start) {
            let fathas = text[word.clone()].char_indices().filter(|&(_, c)| c == FATHA);
            fathas.for_each(|(at, c)| self.observe(table, text, word.start + at, c));
        }
    }

    /// Whether the text is vocalised at a place.
    pub fn contains(&self, at: usize) -> bool {
        at < self.until
    }

    /// Goes on from `at` with what passes over text of one kind; returns the next stop.
    #[inline(always)]
    fn advance(&self, text: &str, mut at: usize, mut process: impl FnMut(&str, bool) -> usize) -> usize {
        if self.contains(at) {
            at += process(&text[at..self.until], true);
            if self.contains(at) {
                return at;
            }
        }
        at + process(&text[at..], false)
    }
}

/// Whole words through both doors and the table, on buffers kept from word to word.
#[derive(Default)]
struct UthmaniWordWriter {
    rewriter: UthmaniRewriter,
    rewritten: Vec<(char, usize)>,
}

impl UthmaniWordWriter {
    fn write<R: Observer>(&mut self, table: &Table, text: &str, out: &mut String, observer: &mut R) {
        let Self { rewriter, rewritten } = self;
        rewritten.clear();
        let mut next = |c, at| rewritten.push((c, at));
        text.char_indices().for_each(|(at, c)| rewriter.push(c, at, &mut next));
        rewriter.flush(&mut next);
        if rewritten.iter().any(|&(c, _)| table.may_compose(c)) {
            return compose_clusters(table, text, out, observer);
        }
        let mut open = OpenUnit::default();
        let mut sink = ObservingSink { out, observer, open: &mut open };
        rewritten.iter().for_each(|&(c, at)| table.write(c, at, &mut sink));
        open.close(text.len(), observer);
    }
}
