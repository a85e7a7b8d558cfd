//! One text through the stages of a normalizer: composition and the rewrite table here, the others in the modules.
//!
//! ```text
//! run: compact (vector code) writes up to a stop, a code point that composition may change
//!      at a stop, its cluster is composed, by the fast path or by the composer; then compact continues after it
//! ```
//!
//! Text without stops takes the one pass of `compact` and pays nothing for composition.

pub(crate) mod chunks;
pub(crate) mod compose;
pub(crate) mod expansion;
pub(crate) mod fused;
pub(crate) mod mask;
pub(crate) mod normal_form;
pub(crate) mod order;
mod parts;
mod places;
pub(crate) mod postprocess;
pub(crate) mod sink;
pub(crate) mod table;
pub(crate) mod unit_list;
pub(crate) mod uthmani;

use crate::kernel::{self, Observer};
use crate::pipeline::compose::fast_path::{ClusterFastPath, FastCluster};
use crate::pipeline::compose::{cluster_end, cluster_start, compose_clusters, is_cluster_start};
use crate::pipeline::expansion::{Neighbours, SpacingSink, Written};
use crate::pipeline::mask::Masks;
use crate::pipeline::normal_form::NormalForm;
use crate::pipeline::postprocess::PostProcessing;
use crate::pipeline::sink::{ObservingSink, OpenUnit};
use crate::pipeline::table::Table;
use crate::pipeline::unit_list::UnitList;
use crate::pipeline::uthmani::UthmaniRewriter;
use crate::rules::letters::FATHA;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// What a normalizer does to text, compiled.
pub(crate) struct Pipeline {
    pub masks: Option<Masks>,
    pub form: Option<NormalForm>,
    /// Whether letters and marks are composed before the table.
    pub composes: bool,
    pub table: Table,
    pub postprocess: PostProcessing,
    fast_path: ClusterFastPath,
    /// Whether composition and the table are the only stages. Calls for short strings depend on it, so it is found once.
    is_direct: bool,
}

/// Two fathas are near each other if fewer bytes than this lie between them.
const MAX_FATHA_DISTANCE: usize = 48;
/// The number of near fathas in a row after which text is treated as vocalised.
const MIN_FATHAS: u8 = 4;
/// The number of bytes after these fathas that are treated as vocalised.
const VOCALISED_BYTES: usize = 8192;

impl Pipeline {
    /// A pipeline of composition and table.
    pub fn new(composes: bool, table: Table) -> Self {
        let fast_path = if composes { ClusterFastPath::new(&table) } else { ClusterFastPath::default() };
        let postprocess = PostProcessing::default();
        Self { masks: None, form: None, composes, table, postprocess, fast_path, is_direct: true }
    }

    /// The pipeline with other stages before and after these.
    pub fn with(self, masks: Option<Masks>, form: Option<NormalForm>, postprocess: PostProcessing) -> Self {
        let is_direct = form.is_none() && postprocess.is_empty() && masks.is_none();
        Self { masks, form, postprocess, is_direct, ..self }
    }

    /// Whether composition and the table are the only stages.
    #[inline]
    pub fn is_direct(&self) -> bool {
        self.is_direct
    }

    /// Whether composition and the table are the only stages that may change this text: it has nothing to mask, and passes
    /// the quick check of its normal form (UAX #15).
    pub fn is_direct_for(&self, text: &str) -> bool {
        self.postprocess.is_empty()
            && self.masks.as_ref().is_none_or(|masks| !masks.may_change(text))
            && self.form.is_none_or(|form| form.passes_quick_check(text))
    }

    /// The start of the first cluster whose output differs from it.
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

    /// Whether each character is its own output, as a unit of its own. A hamza on a tatweel that is kept equals its
    /// output, but is one unit with the tatweel.
    pub fn keeps_characters(&self, text: &str) -> bool {
        match kernel::scan(self.table.tables(), text) {
            hit if hit == text.len() => true,
            hit => self.first_change_from(text, hit, keeps_characters).is_none(),
        }
    }

    /// [`Self::first_change`] from the first hit of the scan on. `keeps` tells whether a cluster is unchanged.
    #[inline(never)]
    fn first_change_from(&self, text: &str, mut hit: usize, keeps: fn(&Table, &str) -> bool) -> Option<usize> {
        let mut vocalised = VocalisedRegion::default();
        // The end of a word that no Uthmani rule changes.
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

    /// The end of a first slice of at most `max_len` bytes, or of one cluster, whose output does not depend on the
    /// rest: the start of a cluster, or of a word with the Uthmani rules.
    pub fn slice_end(&self, text: &str, max_len: usize) -> usize {
        if text.len() <= max_len {
            return text.len();
        }
        let mut back = (1..=max_len).rev().filter(|&n| text.is_char_boundary(n));
        let has_clusters = self.composes || self.table.has_expansions();
        let end = |n: &usize| !has_clusters || is_cluster_start(&self.table, text, *n);
        back.find(end).unwrap_or_else(|| {
            // The first `max_len` bytes are one cluster, so its end is behind the last boundary in them.
            let last = (0..=max_len).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
            cluster_end(&self.table, text, last)
        })
    }

    /// Appends the output of composition and table for a whole text, and reports its units.
    #[inline(always)]
    pub fn run<R: Observer>(&self, text: &str, out: &mut String, observer: &mut R) {
        self.run_described(text, out.len(), out, observer);
    }

    /// [`Self::run`] for the end of a text, where `out` is the output for the text before it.
    pub fn run_rest(&self, text: &str, out: &mut String) {
        self.run_described(text, 0, out, &mut ());
    }

    /// [`Self::run`], where `out` has the output for the text before it from `described` on.
    #[inline(always)]
    fn run_described<R: Observer>(&self, text: &str, described: usize, out: &mut String, observer: &mut R) {
        let stop = kernel::compact(self.table.tables(), text, out, observer);
        if stop < text.len() {
            self.run_from_stop(text, stop, &mut Neighbours::of_text(described), out, observer);
        }
    }

    /// [`Self::run`] for whole clusters inside a text. `neighbours` are what was written before, which is updated, and
    /// the source after the clusters, or `None` if it is not known yet.
    pub fn run_part<R: Observer>(
        &self,
        text: &str,
        neighbours: (&mut Written, Option<&str>),
        out: &mut String,
        observer: &mut R,
    ) {
        if !self.table.has_expansions() {
            return self.run(text, out, observer);
        }
        let (written, following) = neighbours;
        let mut neighbours = Neighbours::new(*written, out.len(), following);
        let mut from = 0;
        if written.is_expansion() {
            from = text.find(|c| !self.table.extends_cluster(c)).unwrap_or(text.len());
            self.write_clusters(text, 0..from, &mut neighbours, out, observer);
        }
        let text = &text[from..];
        let stop = kernel::compact(self.table.tables(), text, out, observer);
        if stop < text.len() {
            self.run_from_stop(text, stop, &mut neighbours, out, observer);
        }
        *written = neighbours.written(out);
    }

    /// Continues [`Self::run`] at the first stop.
    #[inline(never)]
    fn run_from_stop<R: Observer>(
        &self,
        text: &str,
        mut stop: usize,
        neighbours: &mut Neighbours,
        out: &mut String,
        observer: &mut R,
    ) {
        let mut at = 0;
        if self.table.rewrites_uthmani() {
            return self.run_uthmani_from(text, stop, neighbours, out, observer);
        }
        while stop < text.len() {
            let is_near = stop - at < kernel::NEAR_STOP;
            at = self.compose_at(Stop { text, from: at, at: stop }, neighbours, out, observer);
            let (tables, rest) = (self.table.tables(), &text[at..]);
            stop = at
                + match is_near {
                    true => kernel::compact_near(tables, rest, out, observer),
                    false => kernel::compact(tables, rest, out, observer),
                };
        }
    }

    /// Writes the cluster of a stop. Returns the cluster's end.
    #[inline(always)]
    fn compose_at<R: Observer>(
        &self,
        stop: Stop,
        neighbours: &mut Neighbours,
        out: &mut String,
        observer: &mut R,
    ) -> usize {
        match self.compose_fast(stop, out, observer) {
            Some(end) => end,
            None => self.compose_slow(stop, neighbours, out, observer),
        }
    }

    /// Writes the cluster of a stop by the fast path, where that knows it. Returns the cluster's end.
    #[inline(always)]
    fn compose_fast<R: Observer>(&self, stop: Stop, out: &mut String, observer: &mut R) -> Option<usize> {
        let Stop { text, from, at } = stop;
        let (cluster, end) = self.fast_path.find(text, from, at)?;
        match cluster {
            FastCluster::Composed(base, composed) => {
                let written = self.table.output_of(base, &mut [0; 4]).len();
                out.truncate(out.len() - written);
                out.push_str(composed);
                if R::OBSERVES {
                    // Only transparent characters lie between the letter and its mark.
                    let letter = text[from..at].rfind(base).map_or(at, |n| from + n);
                    observer.take_back(at - letter);
                    observer.unit(end - letter, composed.len());
                }
            }
            FastCluster::Single(mark) => {
                out.push_str(mark);
                observer.unit(end - at, mark.len());
            }
        }
        Some(end)
    }

    /// Writes the cluster of a stop by the composer, in place of what the table wrote for its beginning. Returns the
    /// cluster's end.
    fn compose_slow<R: Observer>(
        &self,
        stop: Stop,
        neighbours: &mut Neighbours,
        out: &mut String,
        observer: &mut R,
    ) -> usize {
        let Stop { text, from, at } = stop;
        let start = from + cluster_start(&self.table, &text[from..], at - from);
        self.retract(&text[start..at], out, observer);
        let end = cluster_end(&self.table, text, at);
        self.write_clusters(text, start..end, neighbours, out, observer);
        end
    }

    /// Writes whole clusters of a text by the composer, with the spaces of expansions.
    fn write_clusters<R: Observer>(
        &self,
        text: &str,
        clusters: Range<usize>,
        neighbours: &mut Neighbours,
        out: &mut String,
        observer: &mut R,
    ) {
        let Self { table, composes, .. } = self;
        if !table.has_expansions() {
            return compose_clusters(table, &text[clusters], out, observer);
        }
        let (mut written, mut open) = (neighbours.written(out), OpenUnit::default());
        let mut sink = ObservingSink { out, observer, open: &mut open };
        let mut spacing = SpacingSink::new(table, &mut written, &mut sink);
        expansion::write_clusters(table, *composes, &text[clusters.clone()], &mut spacing);
        if spacing.is_at_expansion() {
            spacing.end_expansion(neighbours.word_follows(table, *composes, &text[clusters.end..]));
        }
        open.close(clusters.len(), observer);
        neighbours.set_written(written, out);
    }

    /// [`Self::run_from_stop`] with the Uthmani rules: the unit that is rewritten is a word.
    fn run_uthmani_from<R: Observer>(
        &self,
        text: &str,
        mut stop: usize,
        neighbours: &mut Neighbours,
        out: &mut String,
        observer: &mut R,
    ) {
        let (mut at, mut vocalised) = (0, VocalisedRegion::default());
        let mut words = UthmaniWordWriter::default();
        // The end of a word that no Uthmani rule changes.
        let mut quiet_until = 0;
        while let Some(c) = text[stop..].chars().next() {
            vocalised.observe(&self.table, text, stop, c);
            let mut resume = stop;
            if stop >= quiet_until && !uthmani::cannot_trigger(text, stop, c) {
                let start = at + cluster_start(&self.table, &text[at..], stop - at);
                let end = cluster_end(&self.table, text, stop);
                if uthmani::may_change(text[start..end].chars()) {
                    self.retract(&text[start..stop], out, observer);
                    if !words.write(&self.table, &text[start..end], out, observer) {
                        self.write_clusters(text, start..end, neighbours, out, observer);
                    }
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
                at = self.compose_at(Stop { text, from: at, at: stop }, neighbours, out, observer);
                resume = at;
            }
            stop = vocalised
                .advance(text, resume, |text, is| kernel::compact(self.table.tables_for(is), text, out, observer));
        }
    }

    /// Removes the output of the table for a text from the end of `out`, and its units from the observer.
    fn retract<R: Observer>(&self, text: &str, out: &mut String, observer: &mut R) {
        let written: usize = text.chars().map(|c| self.table.output_len_of(c)).sum();
        out.truncate(out.len() - written);
        observer.take_back(text.len());
    }
}

/// A code point at which the one pass stopped, since composition may change its cluster.
#[derive(Clone, Copy)]
struct Stop<'t> {
    text: &'t str,
    /// The end of the cluster that was composed last; the stop's cluster does not start before it.
    from: usize,
    at: usize,
}

/// Whether each character of a cluster is its own output, as a unit of its own.
fn keeps_characters(table: &Table, cluster: &str) -> bool {
    let (mut out, mut units) = (String::new(), UnitList::default());
    compose_clusters(table, cluster, &mut out, &mut units);
    out == cluster && units.entries.iter().map(|unit| unit.0).eq(cluster.char_indices().map(|(at, _)| at))
}

/// A region of text that is treated as vocalised. This decides where the fast pass stops, never the output.
///
/// The Uthmani rules concern words with `ء` or `آ` and a fatha. In vocalised text most words have a fatha, so the pass
/// stops at these letters; in other text few words have one, so it stops at fathas.
#[derive(Default)]
pub(crate) struct VocalisedRegion {
    until: usize,
    last: usize,
    run: u8,
}

impl VocalisedRegion {
    /// Counts fathas that are near each other, and starts a vocalised region after [`MIN_FATHAS`] of them.
    pub fn observe(&mut self, table: &Table, text: &str, stop: usize, c: char) {
        if c != FATHA || stop < self.until {
            return;
        }
        self.run = if stop - self.last < MAX_FATHA_DISTANCE { self.run + 1 } else { 0 };
        self.last = stop;
        if self.run >= MIN_FATHAS {
            let end = (stop + VOCALISED_BYTES..text.len()).find(|&n| text.is_char_boundary(n));
            self.until = end.map_or(text.len(), |end| cluster_end(table, text, end));
            // One more fatha after the region starts the next one.
            (self.last, self.run) = (self.until, MIN_FATHAS - 1);
        }
    }

    /// Observes the fathas of a word that the one pass stopped in.
    #[inline]
    pub fn observe_word(&mut self, table: &Table, text: &str, word: Range<usize>) {
        if table.rewrites_uthmani() && !self.contains(word.start) {
            let fathas = text[word.clone()].char_indices().filter(|&(_, c)| c == FATHA);
            fathas.for_each(|(at, c)| self.observe(table, text, word.start + at, c));
        }
    }

    /// Whether an offset lies in the region.
    pub fn contains(&self, at: usize) -> bool {
        at < self.until
    }

    /// Calls `process` from `at` on, for the rest of the region first and then for the text after it. Returns the next
    /// stop.
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

/// Writes whole words by the Uthmani rules and the table. The buffers are reused.
#[derive(Default)]
struct UthmaniWordWriter {
    rewriter: UthmaniRewriter,
    rewritten: Vec<(char, usize)>,
}

impl UthmaniWordWriter {
    /// Writes a word, unless composition may change it; returns whether it is written.
    fn write<R: Observer>(&mut self, table: &Table, text: &str, out: &mut String, observer: &mut R) -> bool {
        let Self { rewriter, rewritten } = self;
        rewritten.clear();
        let mut next = |c, at| rewritten.push((c, at));
        text.char_indices().for_each(|(at, c)| rewriter.push(c, at, &mut next));
        rewriter.flush(&mut next);
        if rewritten.iter().any(|&(c, _)| table.may_compose(c)) {
            return false;
        }
        let mut open = OpenUnit::default();
        let mut sink = ObservingSink { out, observer, open: &mut open };
        rewritten.iter().for_each(|&(c, at)| table.write(c, at, &mut sink));
        open.close(text.len(), observer);
        true
    }
}
