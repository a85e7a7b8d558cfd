//! The normalizer: a list of steps, compiled to a pipeline of composition, one rewrite table and post-processing.

use crate::error::{Error, ErrorKind};
use crate::kernel::Others;
use crate::pipeline::Pipeline;
use crate::pipeline::chunks;
use crate::pipeline::chunks::Chunks;
use crate::pipeline::compose;
use crate::pipeline::normal_form::NormalForm;
use crate::pipeline::postprocess::{self, PostProcessing};
use crate::pipeline::table::{self, FusedRules, Table};
use crate::pipeline::uthmani;
use crate::rules::step::{self, Step};
use crate::rules::unicode;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

/// The greatest number of bytes that all steps together write for one code point.
const MAX_OUTPUT: usize = 1024;
/// The greatest initial capacity of an output beyond the length of the text.
const MAX_HEADROOM: usize = 8192;

/// A compiled list of steps: normalizes text, so that equal words compare equal.
///
/// ```
/// use naqi::{Normalizer, step::Step};
/// let naqi = Normalizer::new(&[Step::StripDiacritics, Step::StripTatweel, Step::UnifyAlef]);
/// assert_eq!(naqi.normalize("إِســـلام"), "اسلام");
///
/// let same: Normalizer = "strip_diacritics, strip_tatweel, unify_alef".parse()?;
/// assert_eq!(same.fingerprint(), naqi.fingerprint());
/// # Ok::<(), naqi::Error>(())
/// ```
///
/// Table steps run in the order given. Composition steps run before them, and post-processing steps after them,
/// wherever they are named; [`Normalizer::steps`] and `Display` use that order. Making a normalizer takes up to a
/// millisecond and some thirty KiB of memory; make it once.
///
/// # Guarantees
/// - The output is borrowed exactly when it equals the text.
/// - Canonically equivalent texts have canonically equivalent outputs, except with transliterations and maps.
/// - The output is at most [`Normalizer::max_growth`] times as long as the text; time is linear; nothing panics.
/// - Composition considers thirty kept marks per letter (the Stream-Safe limit of UAX #15).
pub struct Normalizer {
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
    /// If a sequence of [`Map`](step::Map)s would write more than 1,024 bytes for one code point, the step that would
    /// exceed the limit leaves the output of that code point unchanged; [`Normalizer::try_new`] returns an error
    /// instead.
    pub fn new(steps: &[Step]) -> Self {
        Self::make(steps).0
    }

    /// Compiles a list of steps, unless a sequence of maps writes too much.
    ///
    /// # Errors
    /// The steps together would write more than 1,024 bytes for a code point, which the error names.
    pub fn try_new(steps: &[Step]) -> Result<Self, Error> {
        match Self::make(steps) {
            (_, Some(c)) => Err(Error::new(ErrorKind::LongRuleSequence { key: c, most: MAX_OUTPUT })),
            (made, None) => Ok(made),
        }
    }

    /// Compiles a list of steps; also returns the first code point whose output exceeds [`MAX_OUTPUT`].
    fn make(steps: &[Step]) -> (Self, Option<char>) {
        let mut steps: Vec<Step> = steps.iter().cloned().map(clamp_stretch).collect();
        steps.sort_by_key(Step::stage);
        let form = match (steps.contains(&Step::Nfkc), steps.contains(&Step::Nfc)) {
            (true, _) => Some(NormalForm::Kc),
            (_, true) => Some(NormalForm::C),
            _ => None,
        };
        let composes = steps.iter().any(Step::implies_compose);
        let stretch = steps.iter().filter_map(|s| if let Step::CollapseStretch(n) = s { Some(*n) } else { None }).min();
        let postprocess = PostProcessing {
            collapse_spaces: steps.contains(&Step::CollapseSpaces),
            trim: steps.contains(&Step::Trim),
            stretch,
            positional: steps.contains(&Step::Skeleton),
        };
        let fused = table::fuse(&steps, MAX_OUTPUT);
        let rewrites_uthmani = steps.contains(&Step::UnifyUthmani);
        let stops = if composes { table::stops(&fused.rules) } else { Vec::new() };
        let table = if rewrites_uthmani { Table::for_uthmani(&fused, &stops) } else { Table::new(&fused, &stops) };
        let table_is_idempotent = fused.is_idempotent();
        // In a second run, the table rewrites the spaces that post-processing wrote.
        let writes_space = postprocess.collapse_spaces || postprocess.trim;
        let idempotent = table_is_idempotent
            && (!writes_space || fused.keeps(' '))
            && (!composes || fused.rules.iter().all(|(&c, text)| fused.keeps(c) || leaves_nothing_to_compose(c, text)))
            && (form.is_none() || fused.is_identity() && postprocess.is_empty())
            && (!rewrites_uthmani
                || leaves_no_trigger(&fused)
                || postprocess.is_empty() && steps == [Step::UnifyUthmani]);
        let made = Self {
            max_growth: fused.rules.iter().map(|(c, t)| t.len().div_ceil(c.len_utf8())).fold(1, usize::max)
                * if form.is_some() { 18 } else { 1 }
                * if rewrites_uthmani { 2 } else { 1 },
            fingerprint: fingerprint(form, composes, rewrites_uthmani, postprocess, &fused),
            pipeline: Pipeline::new(form, composes, table, postprocess),
            steps,
            table_is_idempotent,
            idempotent,
        };
        (made, fused.too_long)
    }

    /// Normalizes a text. The output is borrowed exactly when it equals the text.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use naqi::preset::SEARCH;
    /// assert_eq!(SEARCH.normalize("المُتَّحِدة"), "المتحده");
    /// assert!(matches!(SEARCH.normalize("سلام"), Cow::Borrowed("سلام")));
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.pipeline.is_direct() {
            return self.normalize_in_chunks(text);
        }
        match self.pipeline.first_change(text) {
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
        self.pipeline.run(&text[start..], &mut out, &mut ());
        if !self.table_is_idempotent && out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
    }

    /// Appends the normalized text to `out`, which is not cleared.
    ///
    /// ```
    /// let mut out = String::from("> ");
    /// naqi::preset::LIGHT.normalize_into("كـــتابٌ", &mut out);
    /// assert_eq!(out, "> كتاب");
    /// ```
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        if self.pipeline.is_direct() {
            return self.pipeline.run(text, out, &mut ());
        }
        self.write_in_chunks(text, out);
    }

    #[inline(never)]
    fn write_in_chunks(&self, text: &str, out: &mut String) {
        if self.pipeline.is_direct_for(text) {
            return self.pipeline.run(text, out, &mut ());
        }
        let mut chunks = Chunks::new(&self.pipeline);
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
        match self.pipeline.is_direct() {
            true if self.table_is_idempotent => self.pipeline.first_change(text).is_none(),
            _ => matches!(self.normalize(text), Cow::Borrowed(_)),
        }
    }

    /// Whether normalizing twice always equals normalizing once; `false` if unsure.
    ///
    /// ```
    /// use naqi::{Normalizer, step::Step};
    /// assert!(naqi::preset::SEARCH.is_idempotent());
    /// // UnifyForms turns ﺃ into أ after UnifyAlef has run; a second run changes it to ا.
    /// assert!(!Normalizer::new(&[Step::UnifyAlef, Step::UnifyForms]).is_idempotent());
    /// ```
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
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
        self.fingerprint
    }

    /// The steps, in the order in which they run: composition, table, post-processing.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The greatest ratio of the lengths of output and text, in bytes.
    ///
    /// ```
    /// assert_eq!(naqi::preset::LIGHT.max_growth(), 1);
    /// assert_eq!(naqi::preset::SEARCH.max_growth(), 17); // U+FDCC is six words
    /// ```
    pub fn max_growth(&self) -> usize {
        self.max_growth
    }

    /// The size of the rewrite table in memory, in bytes.
    pub fn table_size(&self) -> usize {
        self.pipeline.table.size()
    }

    pub(crate) fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// Normalizes through all stages, a part at a time, and compares the output with the text.
    #[inline(never)]
    fn normalize_in_chunks<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.pipeline.is_direct_for(text) {
            return match self.pipeline.first_change(text) {
                None => Cow::Borrowed(text),
                Some(start) => self.changed_from(text, start),
            };
        }
        let mut chunks = Chunks::new(&self.pipeline);
        let mut sink = OutputComparer { source: text, same: 0, out: None };
        let mut chunk = String::new();
        for part in chunks::parts(text) {
            chunks.push(part, &mut chunk);
            sink.push(&chunk);
            chunk.clear();
        }
        chunks.finish(&mut chunk);
        sink.push(&chunk);
        sink.finish()
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
        Step::CollapseStretch(0) => Step::CollapseStretch(1),
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

/// Whether no output triggers the Uthmani rules: the table changes all their signs.
fn leaves_no_trigger(fused: &FusedRules) -> bool {
    uthmani::trigger_chars().all(|c| !fused.keeps(c))
}

/// The version of what is done with the fused rules. Changes whenever that changes an output.
const TABLE_VERSION: &[u8] = b"table 2";

/// FNV-1a over a canonical description of the configuration, and the versions of the stages that it uses.
fn fingerprint(
    form: Option<NormalForm>,
    composes: bool,
    rewrites_uthmani: bool,
    options: PostProcessing,
    fused: &FusedRules,
) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut put = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
        }
    };
    put(TABLE_VERSION);
    put(postprocess::VERSION);
    if composes {
        put(compose::VERSION);
    }
    match form {
        None => put(&[0]),
        Some(form) => {
            let (major, minor, patch) = unicode_normalization::UNICODE_VERSION;
            put(&[1 + form as u8, major, minor, patch]);
        }
    }
    let flags = [composes, options.collapse_spaces, options.trim, options.positional].map(u8::from);
    put(&flags);
    put(&[options.stretch.unwrap_or(0)]);
    if rewrites_uthmani {
        put(uthmani::VERSION);
    }
    for (c, text) in &fused.rules {
        put(&(*c as u32).to_le_bytes());
        put(&(text.len() as u32).to_le_bytes());
        put(text.as_bytes());
    }
    if fused.others == Others::Deleted {
        put(&[0xFF; 4]); // in place of a code point
    }
    hash
}

impl Clone for Normalizer {
    fn clone(&self) -> Self {
        Self::new(&self.steps)
    }
}

impl fmt::Debug for Normalizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Normalizer({self})")
    }
}

impl fmt::Display for Normalizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.steps.iter().enumerate() {
            write!(f, "{}{step}", if n == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl FromStr for Normalizer {
    type Err = Error;

    /// Parses a list of steps: `compose, strip_diacritics, map(گ=ك, \u{67E}=ب, ۔=)`. In a map, `*=` deletes every code
    /// point without a rule.
    ///
    /// # Errors
    /// An unknown step (the message suggests the nearest one), a map that [`Map::new`](step::Map::new) rejects, or a
    /// syntax error; with the byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::try_new(&step::parse(text)?)
    }
}
