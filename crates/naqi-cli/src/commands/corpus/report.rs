//! The counts as rows for a reader.

use super::characters::Class;
use super::growth::Point;
use super::power::{Power, steps};
use super::tally::{File, Tally};
use super::vocabulary::{Dropped, Entry};
use naqi::Normalizer;
use std::cmp::Reverse;
use std::collections::HashSet;

pub struct Report {
    pub title: String,
    pub steps: String,
    pub fingerprint: u64,
    pub totals: Totals,
    pub variants: Vec<Variant>,
    pub terms: Vec<(String, u64)>,
    pub letters: Vec<(char, u64)>,
    pub marks: Vec<(char, u64)>,
    /// Characters of each class, with their number in the text.
    pub classes: Vec<(Class, u64)>,
    /// Presentation forms and invisible characters.
    pub signs: Vec<(char, u64)>,
    /// Words of each script.
    pub scripts: Vec<(String, u64)>,
    pub word_lengths: Distribution,
    pub sentence_lengths: Distribution,
    pub growth: Vec<Point>,
    /// Distinct words over words: Heaps' law.
    pub heaps: Option<[Power; 2]>,
    /// Rank and count of terms, at some hundred ranks.
    pub ranks: Vec<(u64, u64)>,
    /// Zipf's law.
    pub zipf: Option<Power>,
    pub files: Vec<File>,
    pub dropped: Dropped,
    pub limit: usize,
    pub top: usize,
}

#[derive(Clone, Copy, Default)]
pub struct Totals {
    pub files: u64,
    pub broken: u64,
    pub skipped: u64,
    pub bytes: u64,
    pub characters: u64,
    pub words: u64,
    pub sentences: u64,
    pub written: u64,
    pub terms: u64,
    /// Terms with more than one spelling.
    pub varied: u64,
    /// Words that are not in their term's most frequent spelling.
    pub at_stake: u64,
    /// Words that normalization deletes.
    pub emptied: u64,
    pub arabic: u64,
    pub marked: u64,
    pub numbers: u64,
    pub letters: u64,
    pub marks: u64,
    pub decomposed: u64,
    pub not_nfc: u64,
}

/// A term and its spellings, the most frequent first.
pub struct Variant {
    pub term: String,
    pub total: u64,
    /// Words in any spelling but the most frequent.
    pub at_stake: u64,
    pub spellings: Vec<Spelling>,
}

pub struct Spelling {
    pub written: String,
    pub count: u64,
    /// Canonically equivalent to a more frequent one: the same marks in another order, or a decomposed letter.
    pub is_twin: bool,
}

pub struct Distribution {
    pub bins: Vec<(String, u64)>,
    /// Items of length zero, which are in no bin.
    pub none: u64,
    pub sum: u64,
    pub median: usize,
    pub longest: usize,
    pub mean: f64,
}

/// The options of a report.
pub struct Frame<'a> {
    pub normalizer: &'a Normalizer,
    pub title: &'a str,
    pub top: usize,
    pub limit: usize,
    pub skipped: u64,
}

impl Report {
    pub fn new(mut tally: Tally, frame: &Frame) -> Self {
        tally.keep_largest();
        let facts = tally.facts();
        let mut totals = Totals {
            files: tally.file_count,
            broken: tally.broken,
            skipped: frame.skipped,
            bytes: tally.bytes,
            characters: tally.characters.iter().map(|(_, _, count)| count).sum(),
            words: tally.words,
            sentences: tally.sentences.count(),
            written: tally.vocabulary.written(),
            terms: tally.vocabulary.terms(),
            arabic: facts.arabic,
            marked: facts.marked,
            numbers: facts.numbers,
            letters: tally.characters.letters,
            marks: tally.characters.marks,
            decomposed: tally.decomposed,
            not_nfc: facts.not_nfc,
            ..Totals::default()
        };
        let entries = tally.vocabulary.entries();
        let variants = variants(&entries, frame.top, &mut totals);
        let mut terms: Vec<(&str, u64)> = of_terms(&entries).map(|spellings| sum(spellings)).collect();
        terms.sort_by_key(|&(term, count)| (Reverse(count), term));
        let ranks: Vec<(u64, u64)> = steps(terms.len() as u64).map(|rank| (rank, terms[rank as usize - 1].1)).collect();
        let growth = tally.growth.finish(tally.now());
        let heaps = |distinct: fn(&Point) -> u64| Power::through(growth.iter().map(|p| (p.words, distinct(p))));
        let heaps = heaps(|point| point.written).zip(heaps(|point| point.terms)).map(|(one, other)| [one, other]);
        let mut scripts: Vec<(String, u64)> =
            facts.scripts.iter().map(|(script, &count)| (format!("{script:?}"), count)).collect();
        scripts.sort_by_key(|&(_, count)| Reverse(count));
        let class = |class: Class| {
            (class, tally.characters.iter().filter(|&(_, of, _)| of == class).map(|(_, _, count)| count).sum())
        };
        Self {
            title: frame.title.into(),
            steps: frame.normalizer.to_string(),
            fingerprint: frame.normalizer.fingerprint(),
            totals,
            variants,
            terms: terms.iter().take(frame.top).map(|&(term, count)| (term.into(), count)).collect(),
            letters: tally.characters.of(|class| class == Class::Letter),
            marks: tally.characters.of(|class| class == Class::Mark),
            classes: Class::ALL.map(class).into_iter().filter(|&(_, count)| count > 0).collect(),
            signs: tally.characters.of(|class| class == Class::Form || class.is_unseen()),
            scripts,
            word_lengths: Distribution::of(&facts.lengths, 1, 13),
            sentence_lengths: Distribution::of(&tally.sentences, 5, 12),
            growth,
            heaps,
            zipf: Power::through(ranks.iter().copied()),
            ranks,
            dropped: tally.vocabulary.dropped,
            limit: frame.limit,
            top: frame.top,
            files: std::mem::take(&mut tally.files),
        }
    }

    pub fn naqi() -> String {
        let (major, minor, patch) = naqi::UNICODE_VERSION;
        format!("naqi {}, Unicode {major}.{minor}.{patch}", env!("CARGO_PKG_VERSION"))
    }

    /// A mark on `ٮ`, U+066E DOTLESS BEH: some fonts misplace the rarer marks on a dotted circle or a tatweel.
    pub fn on_beh(mark: char) -> String {
        ['\u{66E}', mark].iter().collect()
    }
}

impl Distribution {
    fn of(lengths: &super::lengths::Lengths, width: usize, bins: usize) -> Self {
        Self {
            bins: lengths.bins(width, bins),
            none: lengths.none(),
            sum: lengths.sum(),
            median: lengths.median(),
            longest: lengths.longest(),
            mean: lengths.mean(),
        }
    }
}

/// The entries of each term that is not empty; they are adjacent.
fn of_terms<'e, 'v>(entries: &'e [Entry<'v>]) -> impl Iterator<Item = &'e [Entry<'v>]> {
    entries.chunk_by(|one, other| one.term == other.term).filter(|spellings| !spellings[0].term.is_empty())
}

fn sum<'v>(spellings: &[Entry<'v>]) -> (&'v str, u64) {
    (spellings[0].term, spellings.iter().map(|entry| entry.count).sum())
}

/// The terms with the most words at stake; counts all of them.
fn variants(entries: &[Entry], top: usize, totals: &mut Totals) -> Vec<Variant> {
    totals.emptied = entries.iter().filter(|entry| entry.term.is_empty()).map(|entry| entry.count).sum();
    let mut all: Vec<(u64, &[Entry])> = Vec::new();
    for spellings in of_terms(entries).filter(|spellings| spellings.len() > 1) {
        let most = spellings.iter().map(|entry| entry.count).max().unwrap_or(0);
        let at_stake = sum(spellings).1 - most;
        totals.varied += 1;
        totals.at_stake += at_stake;
        all.push((at_stake, spellings));
    }
    all.sort_by_key(|&(at_stake, spellings)| (Reverse(at_stake), spellings[0].term));
    let variant = |&(at_stake, entries): &(u64, &[Entry])| {
        let (term, total) = sum(entries);
        Variant { term: term.into(), total, at_stake, spellings: spellings(entries) }
    };
    all.iter().take(top).map(variant).collect()
}

fn spellings(entries: &[Entry]) -> Vec<Spelling> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(|entry| (Reverse(entry.count), entry.written));
    let mut seen = HashSet::new();
    let mut all = Vec::with_capacity(sorted.len());
    for entry in sorted {
        let is_twin = !seen.insert(naqi::nfc(entry.written));
        all.push(Spelling { written: entry.written.into(), count: entry.count, is_twin });
    }
    all
}
