//! The normalizer: a list of steps, compiled to a pipeline of masks, composition, one rewrite table and post-processing.

mod characters;
mod parts;
mod stages;

use crate::error::{Error, Problem};
use crate::kernel::Others;
use crate::pipeline::Pipeline;
use crate::pipeline::chunks;
use crate::pipeline::chunks::Chunks;
use crate::pipeline::fused::FusedRules;
use crate::pipeline::mask::Masks;
use crate::pipeline::order::stable_order;
use crate::pipeline::postprocess::leaves_composite;
use crate::pipeline::table::{self, Table};
use crate::pipeline::uthmani;
use crate::rules::step::{Step, Stretch};
use crate::rules::unicode;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::hash::{Hash, Hasher};
use stages::{MAX_OUTPUT, Stages};

/// The greatest initial capacity of an output beyond the length of the text.
const MAX_HEADROOM: usize = 8192;

/// A compiled list of steps: normalizes text, so that equal words compare equal.
///
/// ```
/// use naqi::{Normalizer, step::Step};
/// let naqi = Normalizer::new(&[Step::StripDiacritics, Step::StripTatweel, Step::UnifyAlef]);
/// let word = "إِســـلام";
/// assert_eq!(naqi.normalize(word), "اسلام");
///
/// let same: Normalizer = "strip_diacritics, strip_tatweel, unify_alef".parse()?;
/// assert_eq!(same.fingerprint(), naqi.fingerprint());
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// Table steps run in the order given. Masks and composition steps run before them, and post-processing steps after them,
/// wherever they are named; [`Normalizer::steps`] and `Display` use that order. Making a normalizer takes up to
/// three milliseconds and 14 to 119 KiB of memory; make it once. Clones share the memory and are cheap.
///
/// Its text form is a list of steps and presets, such as `search, -fold_case`: see
/// [`from_str`](core::str::FromStr::from_str).
///
/// # Equality
/// Equal normalizers do the same, however their steps were named and ordered: they have the same composition, table and
/// post-processing, and so the same [`fingerprint`](Self::fingerprint). `==` is exact, even if two different
/// lists have the same fingerprint. Unequal normalizers nearly always differ in some output.
///
/// ```
/// use naqi::Normalizer;
/// use std::collections::HashMap;
/// let mut made: HashMap<Normalizer, u32> = HashMap::new();
/// for steps in ["unify_yeh, unify_kaf", "unify_kaf, unify_yeh", "unify_kaf"] {
///     *made.entry(steps.parse()?).or_default() += 1;
/// }
/// assert_eq!(made.len(), 2);
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// # Guarantees
/// - The output is borrowed exactly when it equals the text.
/// - Canonically equivalent texts have canonically equivalent outputs, except with transliterations and maps.
/// - The output is at most [`Normalizer::max_growth`] times as long as the text; time is linear; nothing panics.
/// - Composition looks at no more than thirty marks after a letter that are not deleted (the Stream-Safe limit of UAX #15).
#[derive(Clone)]
pub struct Normalizer(Arc<Compiled>);

/// What clones of a normalizer share.
struct Compiled {
    steps: Vec<Step>,
    pipeline: Pipeline,
    max_growth: usize,
    fingerprint: u64,
    /// Whether the table changes nothing of its own output.
    table_is_idempotent: bool,
    idempotent: bool,
}

impl Normalizer {
    /// Compiles a list of steps.
    ///
    /// # Panics
    /// If [`Map`](crate::step::Map)s in the list together write more than 1,024 bytes for one code point, each map
    /// rewriting what the one before wrote. Without maps it never panics. [`try_new`](Self::try_new) returns an error
    /// instead: use it for lists whose maps you did not write yourself.
    pub fn new(steps: &[Step]) -> Self {
        match Self::try_new(steps) {
            Ok(made) => made,
            Err(error) => panic!("{error}"),
        }
    }

    /// Compiles a list of steps, unless a sequence of maps writes too much.
    ///
    /// ```
    /// use naqi::{ErrorKind, Map, Normalizer, Step};
    /// let double = Step::Map(Map::new([("a", "aa")])?);
    /// let error = Normalizer::try_new(&vec![double; 11]).unwrap_err(); // 2048 times a
    /// assert_eq!(error.kind(), ErrorKind::TooLong);
    /// # Ok::<(), naqi::Error>(())
    /// ```
    ///
    /// # Errors
    /// The steps together would write more than 1,024 bytes for a code point, which the error names.
    pub fn try_new(steps: &[Step]) -> Result<Self, Error> {
        let in_order = stable_order(steps.len(), |n| steps[n].stage() as u32);
        let steps: Vec<Step> = in_order.into_iter().map(|n| clamp_stretch(steps[n].clone())).collect();
        let stages = Stages::of(&steps);
        if let Some(key) = stages.fused.too_long {
            return Err(Error::new(Problem::LongRuleSequence { key, most: MAX_OUTPUT }));
        }
        let fingerprint = stages.fingerprint();
        let Stages { masks, form, composes, rewrites_uthmani, postprocess, fused } = stages;
        let stops = table::stops(&fused, composes);
        let table = if rewrites_uthmani { Table::for_uthmani(&fused, &stops) } else { Table::new(&fused, &stops) };
        let table_is_idempotent = fused.is_idempotent();
        // A text that replaces a token may be another token, alone or with what is beside it.
        let idempotent = table_is_idempotent
            && masks.is_none()
            && postprocess.is_idempotent()
            // In a second run, the table rewrites the spaces and ZWNJs that post-processing wrote.
            && (!postprocess.writes_spaces() || fused.keeps(' '))
            && (!postprocess.latin_digits || stages::keeps_values_of_digits(&fused))
            && (!postprocess.writes_zwnj() || fused.keeps('\u{200C}') && !fused.unifies_ae)
            && (!postprocess.latin_marks || leaves_composites(&fused))
            && (!composes || fused.rules.iter().all(|(c, text)| fused.keeps(c) || leaves_nothing_to_compose(c, text)))
            && fused.leaves_no_ae_to_unify()
            && !(postprocess.stray_zwnj && fused.unifies_ae)
            && (form.is_none() || fused.is_identity() && postprocess.is_empty())
            && (!rewrites_uthmani
                || leaves_no_trigger(&fused)
                || postprocess.is_empty() && steps == [Step::UnifyUthmani]);
        Ok(Self(Arc::new(Compiled {
            max_growth: fused.max_growth()
                * if form.is_some() { 18 } else { 1 }
                * if rewrites_uthmani { 2 } else { 1 }
                * postprocess.max_growth()
                * masks.as_ref().map_or(1, Masks::max_growth),
            fingerprint,
            pipeline: Pipeline::new(composes, table).with(masks, form, postprocess),
            steps,
            table_is_idempotent,
            idempotent,
        })))
    }

    /// A normalizer with one step more, after the others of its stage. In text: `search, unify_hamza`.
    ///
    /// ```
    /// use naqi::{Normalizer, Step, preset::SEARCH};
    /// let naqi = SEARCH.with(Step::UnifyHamza);
    /// assert_eq!(naqi.normalize("مسؤول"), naqi.normalize("مسئول"));
    /// assert_eq!("search, unify_hamza".parse(), Ok(naqi));
    /// ```
    ///
    /// # Panics
    /// As [`Normalizer::new`] does, if the maps of the list together write too much.
    #[must_use]
    pub fn with(&self, step: Step) -> Self {
        let mut steps = self.steps().to_vec();
        steps.push(step);
        Self::new(&steps)
    }

    /// A normalizer without a step; the same one if it does not have the step. In text: `search, -strip_joiners`.
    ///
    /// ```
    /// use naqi::{Step, preset::PERSIAN};
    /// let naqi = PERSIAN.without(&Step::StripJoiners);
    /// let text = "مي\u{200C}خواهم"; // with U+200C ZERO WIDTH NON-JOINER
    /// assert_eq!(naqi.normalize(text), text);
    /// assert_eq!(naqi.without(&Step::StripJoiners), naqi);
    /// ```
    ///
    /// # Panics
    /// As [`Normalizer::new`] does, if the maps of the list together write too much without the step.
    #[must_use]
    pub fn without(&self, step: &Step) -> Self {
        let step = clamp_stretch(step.clone());
        if !self.steps().contains(&step) {
            return self.clone();
        }
        let steps: Vec<Step> = self.steps().iter().filter(|other| **other != step).cloned().collect();
        Self::new(&steps)
    }

    /// Normalizes a text. The output is borrowed exactly when it equals the text.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use naqi::preset::SEARCH;
    /// let word = "المُتَّحِدة";
    /// assert_eq!(SEARCH.normalize(word), "المتحده");
    /// assert!(matches!(SEARCH.normalize("سلام"), Cow::Borrowed("سلام")));
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.0.pipeline.is_direct() {
            return self.normalize_in_chunks(text);
        }
        match self.0.pipeline.first_change(text) {
            None => Cow::Borrowed(text),
            Some(start) => self.changed_from(text, start),
        }
    }

    /// [`normalize`](Self::normalize) for a text whose first change may be at `start`. Not inlined, so that unchanged
    /// text pays for the scan alone.
    #[inline(never)]
    fn changed_from<'t>(&self, text: &'t str, start: usize) -> Cow<'t, str> {
        let rest = text.len() - start;
        let mut out = String::with_capacity(text.len() + (2 * rest).min(MAX_HEADROOM) + 16);
        out.push_str(&text[..start]);
        self.0.pipeline.run_rest(&text[start..], &mut out);
        if !self.0.table_is_idempotent && out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// Appends the normalized text to `out`, which is not cleared.
    ///
    /// ```
    /// let mut out = String::from("> ");
    /// naqi::preset::LIGHT.normalize_into("كـــتابٌ", &mut out);
    /// assert_eq!(out, "> كتاب");
    /// ```
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        if self.0.pipeline.is_direct() {
            return self.0.pipeline.run(text, out, &mut ());
        }
        self.write_in_chunks(text, out);
    }

    #[inline(never)]
    fn write_in_chunks(&self, text: &str, out: &mut String) {
        if self.0.pipeline.is_direct_for(text) {
            return self.0.pipeline.run(text, out, &mut ());
        }
        let mut chunks = Chunks::new(&self.0.pipeline);
        chunks.push(text, out);
        chunks.finish(out);
    }

    /// Whether [`normalize`](Self::normalize) would return the text unchanged.
    ///
    /// ```
    /// assert!(naqi::preset::LIGHT.is_normalized("كتاب"));
    /// assert!(!naqi::preset::LIGHT.is_normalized("كِتاب"));
    /// ```
    pub fn is_normalized(&self, text: &str) -> bool {
        let pipeline = &self.0.pipeline;
        match pipeline.is_direct() || pipeline.is_direct_for(text) {
            true if self.0.table_is_idempotent => pipeline.first_change(text).is_none(),
            true => matches!(self.normalize(text), Cow::Borrowed(_)),
            false => self.is_normalized_in_chunks(text),
        }
    }

    /// [`is_normalized`](Self::is_normalized) through all stages, up to the first part of the output that differs.
    #[inline(never)]
    fn is_normalized_in_chunks(&self, text: &str) -> bool {
        let mut rest = text;
        let is_same = self.for_each_chunk(text, |chunk| rest.strip_prefix(chunk).map(|after| rest = after).is_some());
        is_same && rest.is_empty()
    }

    /// Whether normalizing twice always equals normalizing once; `false` if unsure.
    ///
    /// ```
    /// use naqi::{Normalizer, step::Step};
    /// assert!(naqi::preset::SEARCH.is_idempotent());
    /// // UnifyForms writes an alef with hamza for the form U+FE83, after UnifyAlef has run.
    /// assert!(!Normalizer::new(&[Step::UnifyAlef, Step::UnifyForms]).is_idempotent());
    /// ```
    pub fn is_idempotent(&self) -> bool {
        self.0.idempotent
    }

    /// A stable hash of what this normalizer does: equal for equivalent configurations, however the steps were named.
    /// Store it with an index, and compare it when the index is opened.
    ///
    /// ```
    /// use naqi::Normalizer;
    /// let one: Normalizer = "unify_yeh, unify_kaf".parse()?;
    /// let two: Normalizer = "unify_kaf, unify_yeh".parse()?;
    /// assert_eq!(one.fingerprint(), two.fingerprint());
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn fingerprint(&self) -> u64 {
        self.0.fingerprint
    }

    /// The steps, in the order in which they run: masks, composition, table, post-processing.
    ///
    /// ```
    /// use naqi::{Normalizer, Step};
    /// let naqi: Normalizer = "trim, unify_yeh, compose".parse()?;
    /// assert_eq!(naqi.steps(), [Step::Compose, Step::UnifyYeh, Step::Trim]);
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn steps(&self) -> &[Step] {
        &self.0.steps
    }

    /// The greatest ratio of the lengths of output and text, in bytes. Several words for one code point count with a space
    /// on both sides.
    ///
    /// ```
    /// assert_eq!(naqi::preset::LIGHT.max_growth(), 1);
    /// assert_eq!(naqi::preset::SEARCH.max_growth(), 17); // U+FDCC is six words
    /// ```
    pub fn max_growth(&self) -> usize {
        self.0.max_growth
    }

    /// The size of the rewrite table in memory, in bytes.
    ///
    /// ```
    /// assert!(naqi::preset::SEARCH.table_size() < 37 << 10);
    /// ```
    pub fn table_size(&self) -> usize {
        self.0.pipeline.table.size()
    }

    #[inline]
    pub(crate) fn pipeline(&self) -> &Pipeline {
        &self.0.pipeline
    }

    /// Normalizes through all stages, a part at a time, and compares the output with the text.
    #[inline(never)]
    fn normalize_in_chunks<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.pipeline.is_direct_for(text) {
            return match self.0.pipeline.first_change(text) {
                None => Cow::Borrowed(text),
                Some(start) => self.changed_from(text, start),
            };
        }
        let mut sink = OutputComparer { source: text, same: 0, out: None };
        self.for_each_chunk(text, |chunk| {
            sink.push(chunk);
            true
        });
        sink.finish()
    }

    /// Calls `receive` with the output, a part of it at a time, as long as it returns `true`. Returns whether it always did.
    fn for_each_chunk(&self, text: &str, mut receive: impl FnMut(&str) -> bool) -> bool {
        let (mut chunks, mut chunk) = (Chunks::new(&self.0.pipeline), String::new());
        for part in chunks::parts(text) {
            chunks.push(part, &mut chunk);
            if !receive(&chunk) {
                return false;
            }
            chunk.clear();
        }
        chunks.finish(&mut chunk);
        receive(&chunk)
    }
}

/// Receives the output, and copies nothing as long as it equals the source.
struct OutputComparer<'t> {
    source: &'t str,
    /// The length of the output that equals the source so far.
    same: usize,
    out: Option<String>,
}

impl<'t> OutputComparer<'t> {
    fn push(&mut self, chunk: &str) {
        match &mut self.out {
            Some(out) => out.push_str(chunk),
            None if self.source[self.same..].starts_with(chunk) => self.same += chunk.len(),
            None => {
                let mut out = String::with_capacity(self.source.len());
                out.push_str(&self.source[..self.same]);
                out.push_str(chunk);
                self.out = Some(out);
            }
        }
    }

    fn finish(self) -> Cow<'t, str> {
        match self.out {
            Some(out) => Cow::Owned(out),
            None if self.same == self.source.len() => Cow::Borrowed(self.source),
            None => Cow::Owned(self.source[..self.same].into()),
        }
    }
}

/// Raises the limit of a stretch of letters to one.
fn clamp_stretch(step: Step) -> Step {
    match step {
        Step::CollapseStretch(Stretch::AtMost(0)) => Step::CollapseStretch(Stretch::AtMost(1)),
        step => step,
    }
}

/// Whether composition changes nothing in the output of a rule, whatever its neighbours.
fn leaves_nothing_to_compose(c: char, text: &str) -> bool {
    let is_mark = |c: char| unicode::combining_class(c) != 0;
    let joining = |m: char| unicode::COMPOSITES.iter().any(|k| k.1 == m);
    if text.is_empty() {
        return true;
    }
    let all_marks = text.chars().all(is_mark);
    let starts_with_mark = text.chars().next().is_some_and(is_mark);
    !text.chars().any(joining) && if all_marks { !is_mark(c) } else { !starts_with_mark }
}

/// Whether the table changes no composite that `compose_latin` makes of its output.
fn leaves_composites(fused: &FusedRules) -> bool {
    let mut rules = fused.rules.iter();
    fused.others == Others::Kept && rules.all(|(c, text)| leaves_composite(c, text, |part| fused.keeps(part)))
}

/// Whether no output triggers the Uthmani rules: the table changes all their signs.
fn leaves_no_trigger(fused: &FusedRules) -> bool {
    uthmani::trigger_chars().all(|c| !fused.keeps(c))
}

impl PartialEq for Normalizer {
    fn eq(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        // Maps can be made whose fingerprints collide.
        self.fingerprint() == other.fingerprint()
            && (self.steps() == other.steps() || Stages::of(self.steps()) == Stages::of(other.steps()))
    }
}

impl Eq for Normalizer {}

impl Hash for Normalizer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint().hash(state);
    }
}

impl fmt::Debug for Normalizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Normalizer({self})")
    }
}
