//! The normalizer: a list of steps made into one table between two doors, and text through it.

use crate::error::{Error, Kind};
use crate::kernel::Others;
use crate::pipeline::Pipeline;
use crate::pipeline::chunks;
use crate::pipeline::chunks::Chunks;
use crate::pipeline::normal_form::Form;
use crate::pipeline::postprocess::PostProcessing;
use crate::pipeline::table::{self, Fused, Table};
use crate::pipeline::uthmani;
use crate::rules::step::{self, Step};
use crate::rules::unicode;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

/// The most bytes that all steps together write for one code point.
const MAX_OUTPUT: usize = 1024;
/// Room for what is longer in the output than in the text, at first.
const ROOM: usize = 8192;

/// A list of steps, made ready: text in, comparable text out.
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
/// Table steps run in the order given; compose steps stand before them and tidy steps after them wherever they are
/// named, and [`Normalizer::steps`] and `Display` give that order. Making one takes a millisecond at most and some
/// thirty KiB; make it once.
///
/// # What holds
/// - The output is borrowed exactly when it equals the text.
/// - Canonically equivalent texts give canonically equivalent outputs, transliterations and maps aside.
/// - The output is at most [`Normalizer::max_growth`] times as long as the text; time is linear; nothing panics.
/// - A letter's marks are looked at up to the thirtieth that stays (the Stream-Safe limit of UAX #15).
pub struct Normalizer {
    steps: Vec<Step>,
    pipeline: Pipeline,
    max_growth: usize,
    fingerprint: u64,
    /// Whether the table changes nothing that it writes.
    settled: bool,
    idempotent: bool,
}

impl Normalizer {
    /// Makes a normalizer of these steps, which are copied.
    ///
    /// Where a sequence of [`Map`](step::Map)s would write more than 1,024 bytes for one code point, the step that would
    /// pass the limit leaves that code point as it finds it; [`Normalizer::try_new`] says so instead.
    pub fn new(steps: &[Step]) -> Self {
        Self::make(steps).0
    }

    /// Makes a normalizer of these steps, unless a sequence of maps writes too much.
    ///
    /// # Errors
    /// Names the code point for which the steps together would write more than 1,024 bytes.
    pub fn try_new(steps: &[Step]) -> Result<Self, Error> {
        match Self::make(steps) {
            (_, Some(c)) => Err(Error::new(Kind::LongRuleSequence { key: c, most: MAX_OUTPUT })),
            (made, None) => Ok(made),
        }
    }

    fn make(steps: &[Step]) -> (Self, Option<char>) {
        let mut steps: Vec<Step> = steps.iter().cloned().map(settle_count).collect();
        steps.sort_by_key(Step::stage);
        let form = match (steps.contains(&Step::Nfkc), steps.contains(&Step::Nfc)) {
            (true, _) => Some(Form::Kc),
            (_, true) => Some(Form::C),
            _ => None,
        };
        let composes = steps.iter().any(Step::implies_compose);
        let stretch = steps.iter().filter_map(|s| if let Step::CollapseStretch(n) = s { Some(*n) } else { None }).min();
        let postprocess = PostProcessing {
            collapse_spaces: steps.contains(&Step::CollapseSpaces),
            trim: steps.contains(&Step::Trim),
            stretch,
            by_place: steps.contains(&Step::Skeleton),
        };
        let fused = table::fuse(&steps, MAX_OUTPUT);
        let reads_words = steps.contains(&Step::UnifyUthmani);
        let stops = if composes { table::stops(&fused.rules) } else { Vec::new() };
        let table = if reads_words { Table::of_words(&fused, &stops) } else { Table::new(&fused, &stops) };
        let settled = fused.is_settled();
        // A space that post-processing writes is one for the table, in a second run.
        let writes_space = postprocess.collapse_spaces || postprocess.trim;
        let idempotent = settled
            && (!writes_space || fused.keeps(' '))
            && (!composes || fused.rules.iter().all(|(&c, text)| fused.keeps(c) || leaves_no_join(c, text)))
            && (form.is_none() || fused.is_idle() && postprocess.is_idle())
            && (!reads_words || leaves_no_sign(&fused) || postprocess.is_idle() && steps == [Step::UnifyUthmani]);
        let made = Self {
            max_growth: fused.rules.iter().map(|(c, t)| t.len().div_ceil(c.len_utf8())).fold(1, usize::max)
                * if form.is_some() { 18 } else { 1 }
                * if reads_words { 2 } else { 1 },
            fingerprint: fingerprint(form, composes, reads_words, postprocess, &fused),
            pipeline: Pipeline::new(form, composes, table, postprocess),
            steps,
            settled,
            idempotent,
        };
        (made, fused.too_long)
    }

    /// The text, normalized: borrowed exactly when nothing changes.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use naqi::preset::SEARCH;
    /// assert_eq!(SEARCH.normalize("المُتَّحِدة"), "المتحده");
    /// assert!(matches!(SEARCH.normalize("سلام"), Cow::Borrowed("سلام")));
    /// ```
    pub fn normalize<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.pipeline.is_direct() {
            return self.by_pieces(text);
        }
        match self.pipeline.first_change(text) {
            None => Cow::Borrowed(text),
            Some(start) => self.changed_from(text, start),
        }
    }

    /// What [`normalize`](Self::normalize) gives where the first change may be at `start`. Like the way by pieces it is
    /// a call of its own, so that text that stays pays for no more than the look at it.
    #[inline(never)]
    fn changed_from<'t>(&self, text: &'t str, start: usize) -> Cow<'t, str> {
        let rest = text.len() - start;
        let mut out = String::with_capacity(text.len() + (2 * rest).min(ROOM) + 16);
        out.push_str(&text[..start]);
        self.pipeline.run(&text[start..], &mut out, &mut ());
        if !self.settled && out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
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
        self.write_by_pieces(text, out);
    }

    #[inline(never)]
    fn write_by_pieces(&self, text: &str, out: &mut String) {
        if self.pipeline.is_direct_for(text) {
            return self.pipeline.run(text, out, &mut ());
        }
        let mut pieces = Chunks::new(&self.pipeline);
        pieces.push(text, out);
        pieces.finish(out);
    }

    /// Whether [`normalize`](Self::normalize) would change nothing.
    ///
    /// ```
    /// assert!(naqi::preset::LIGHT.is_normalized("كتاب"));
    /// assert!(!naqi::preset::LIGHT.is_normalized("كِتاب"));
    /// ```
    pub fn is_normalized(&self, text: &str) -> bool {
        match self.pipeline.is_direct() {
            true if self.settled => self.pipeline.first_change(text).is_none(),
            _ => matches!(self.normalize(text), Cow::Borrowed(_)),
        }
    }

    /// Whether normalizing twice always gives what normalizing once gives; `false` where it is unsure.
    ///
    /// ```
    /// use naqi::{Normalizer, step::Step};
    /// assert!(naqi::preset::SEARCH.is_idempotent());
    /// // The form ﺃ becomes أ only after UnifyAlef has run; a second run takes it.
    /// assert!(!Normalizer::new(&[Step::UnifyAlef, Step::UnifyForms]).is_idempotent());
    /// ```
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// A stable hash of what this normalizer does: equal for equal tables and doors, however the steps were named.
    /// Store it beside an index, and compare it when the index is opened.
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

    /// The steps, in the order in which they act: composition, table, post-processing.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The output is at most so many times as long as the text, in bytes.
    ///
    /// ```
    /// assert_eq!(naqi::preset::LIGHT.max_growth(), 1);
    /// assert_eq!(naqi::preset::SEARCH.max_growth(), 17); // U+FDCC is six words
    /// ```
    pub fn max_growth(&self) -> usize {
        self.max_growth
    }

    /// Bytes that the table takes in memory.
    pub fn table_size(&self) -> usize {
        self.pipeline.table.size()
    }

    pub(crate) fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// The text through all doors, a piece at a time, compared with the source as it comes out.
    #[inline(never)]
    fn by_pieces<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.pipeline.is_direct_for(text) {
            return match self.pipeline.first_change(text) {
                None => Cow::Borrowed(text),
                Some(start) => self.changed_from(text, start),
            };
        }
        let mut pieces = Chunks::new(&self.pipeline);
        let mut sink = Unchanged { source: text, same: 0, out: None };
        let mut piece = String::new();
        for part in chunks::parts(text) {
            pieces.push(part, &mut piece);
            sink.push(&piece);
            piece.clear();
        }
        pieces.finish(&mut piece);
        sink.push(&piece);
        sink.finish()
    }
}

/// Takes the output, and copies none of it as long as it is the source.
struct Unchanged<'t> {
    source: &'t str,
    same: usize,
    out: Option<String>,
}

impl<'t> Unchanged<'t> {
    fn push(&mut self, piece: &str) {
        match &mut self.out {
            Some(out) => out.push_str(piece),
            None if self.source[self.same..].starts_with(piece) => self.same += piece.len(),
            None => {
                let mut out = String::with_capacity(self.source.len());
                out.push_str(&self.source[..self.same]);
                out.push_str(piece);
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

/// A stretch is at least one letter long.
fn settle_count(step: Step) -> Step {
    match step {
        Step::CollapseStretch(0) => Step::CollapseStretch(1),
        step => step,
    }
}

/// Whether the compose door finds nothing to join in what a rule writes, whatever stands around it.
fn leaves_no_join(c: char, text: &str) -> bool {
    let is_mark = |c: char| unicode::combining_class(c) != 0;
    let joining = |m: char| unicode::COMPOSITES.iter().any(|k| k.1 == m);
    if text.is_empty() {
        return true;
    }
    let all_marks = text.chars().all(is_mark);
    let starts_with_mark = text.chars().next().is_some_and(is_mark);
    !text.chars().any(joining) && if all_marks { !is_mark(c) } else { !starts_with_mark }
}

/// Whether nothing that is written makes a word one for the door to modern spelling: all its signs are changed.
fn leaves_no_sign(fused: &Fused) -> bool {
    uthmani::signs().all(|c| !fused.keeps(c))
}

/// FNV-1a over a plain description of what is done.
fn fingerprint(
    form: Option<Form>,
    composes: bool,
    reads_words: bool,
    postprocess: PostProcessing,
    fused: &Fused,
) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut put = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ byte as u64).wrapping_mul(0x0100_0000_01B3);
        }
    };
    put(b"naqi 1");
    match form {
        None => put(&[0]),
        Some(form) => {
            let (major, minor, patch) = unicode_normalization::UNICODE_VERSION;
            put(&[1 + form as u8, major, minor, patch]);
        }
    }
    let flags = [composes, postprocess.collapse_spaces, postprocess.trim, postprocess.by_place].map(u8::from);
    put(&flags);
    put(&[postprocess.stretch.unwrap_or(0)]);
    if reads_words {
        put(uthmani::VERSION);
    }
    for (c, text) in &fused.rules {
        put(&(*c as u32).to_le_bytes());
        put(&(text.len() as u32).to_le_bytes());
        put(text.as_bytes());
    }
    if fused.others == Others::Deleted {
        put(&[0xFF; 4]); // where a code point would stand
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

    /// Reads a list of steps: `compose, strip_diacritics, map(گ=ك, \u{67E}=ب, ۔=)`. In a map, `*=` deletes every code
    /// point that no other rule names.
    ///
    /// # Errors
    /// An unknown step (the nearest known one is named), a map that [`Map::new`](step::Map::new) refuses, or wrong
    /// notation; with the byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::try_new(&step::parse(text)?)
    }
}
