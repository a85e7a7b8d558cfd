//! Follows a text code point by code point, slowly: the output of each, and which were composed.
//!
//! The outputs come from the normalizer itself: for each code point alone (cached), and for each letter with its marks
//! if one is a hamza or madda. A guess about composition is accepted only if it predicts the normalizer's output.

use naqi::letters::{HAMZA_ABOVE, HAMZA_BELOW, MADDAH_ABOVE, TATWEEL, is_mark};
use naqi::step::Stage;
use naqi::{Normalizer, Step};
use std::collections::HashMap;

/// The maximum number of marks of one cluster that are processed together, so that memory stays bounded.
const LONGEST: usize = 64;

pub struct Tracer {
    /// The normalizer without normal forms and post-processing, which do not work by code point.
    table: Normalizer,
    compose: Normalizer,
    composes: bool,
    known: HashMap<char, Known>,
}

struct Known {
    written: Box<str>,
    joins_back: bool,
    /// Whether this code point does not interact with its neighbours.
    independent: bool,
}

/// The change of a part of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// One code point, by itself: see [`Tracer::written`].
    Alone(char),
    /// A letter and marks were composed to `joined`, for which `written` was written.
    Joined { letter: char, marks: String, joined: String, written: String },
    /// Code points that are only explained together.
    Whole { source: String, written: String },
}

pub fn is_form_step(step: &Step) -> bool {
    matches!(step, Step::Nfc | Step::Nfkc)
}

pub fn is_post_processing_step(step: &Step) -> bool {
    step.stage() == Stage::PostProcess
}

impl Tracer {
    pub fn new(steps: &[Step]) -> Self {
        let by_code_point = |step: &&Step| !is_form_step(step) && !is_post_processing_step(step);
        let mut steps: Vec<Step> = steps.iter().filter(by_code_point).cloned().collect();
        let table = Normalizer::new(&steps);
        steps.push(Step::Compose);
        // Equal if and only if the steps imply composition.
        let composes = Normalizer::new(&steps).fingerprint() == table.fingerprint();
        Self { table, compose: Normalizer::new(&[Step::Compose]), composes, known: HashMap::new() }
    }

    /// The output for a code point alone.
    pub fn written(&mut self, c: char) -> &str {
        &self.known(c).written
    }

    /// The output for a cluster.
    pub fn write(&self, cluster: &str) -> String {
        self.table.normalize(cluster).into_owned()
    }

    fn known(&mut self, c: char) -> &Known {
        let table = &self.table;
        self.known.entry(c).or_insert_with(|| {
            let written: Box<str> = table.normalize(c.encode_utf8(&mut [0; 4])).into();
            let joins_back = is_combining(c) || written.chars().all(is_combining);
            let independent =
                !may_join(c) && !written.chars().any(may_join) && (!joins_back || written.chars().all(is_combining));
            Known { written, joins_back, independent }
        })
    }

    /// The length of the clusters of a text that are complete even if more text follows.
    pub fn whole_clusters(&mut self, text: &str) -> usize {
        text.char_indices().rev().find(|&(_, c)| !self.known(c).joins_back).map_or(0, |(at, _)| at)
    }

    /// Each cluster of the text: a letter with its marks and the deleted characters after it.
    pub fn clusters<'t>(&mut self, text: &'t str, mut found: impl FnMut(&mut Self, &'t str)) {
        let (mut start, mut count) = (0, 0);
        for (at, c) in text.char_indices() {
            if at > start && (count >= LONGEST || !self.known(c).joins_back) {
                found(self, &text[start..at]);
                (start, count) = (at, 0);
            }
            count += 1;
        }
        if start < text.len() {
            found(self, &text[start..]);
        }
    }

    /// The changes of a cluster.
    pub fn explain(&mut self, cluster: &str, found: &mut dyn FnMut(Change)) {
        if cluster.chars().all(|c| self.known(c).independent) {
            return cluster.chars().for_each(|c| found(Change::Alone(c)));
        }
        let actual = self.write(cluster);
        for changes in self.guesses(cluster) {
            let mut predicted = String::new();
            for change in &changes {
                match change {
                    Change::Alone(c) => predicted.push_str(self.written(*c)),
                    Change::Joined { written, .. } | Change::Whole { written, .. } => predicted.push_str(written),
                }
            }
            if same_characters(&predicted, &actual) {
                return changes.into_iter().for_each(found);
            }
        }
        found(Change::Whole { source: cluster.into(), written: actual });
    }

    fn guesses(&mut self, cluster: &str) -> Vec<Vec<Change>> {
        let mut guesses = Vec::new();
        if self.composes && cluster.chars().any(may_join) {
            // A hamza may be carried by a tatweel, or belong to the letter before it.
            if let Some(seat) = cluster.rfind(TATWEEL) {
                let (before, on_seat) = cluster.split_at(seat);
                if let Some(changes) = self.on_tatweel(on_seat) {
                    let mut all = if before.is_empty() { Vec::new() } else { self.joined(before).unwrap_or_default() };
                    if all.is_empty() {
                        all.extend(before.chars().map(Change::Alone));
                    }
                    all.extend(changes);
                    guesses.push(all);
                }
            }
            guesses.extend(self.joined(cluster));
        }
        guesses.push(cluster.chars().map(Change::Alone).collect());
        guesses
    }

    /// A tatweel with a hamza: `ئ` if the tatweel is deleted, and a letter of its own if it stays.
    fn on_tatweel(&mut self, cluster: &str) -> Option<Vec<Change>> {
        let hamza = cluster.chars().find(|&c| c == HAMZA_ABOVE || c == HAMZA_BELOW)?;
        if self.written(TATWEEL) == TATWEEL.to_string() && self.written(hamza) == hamza.to_string() {
            return None; // both stay as they are
        }
        let (joined, written) = if self.written(TATWEEL).is_empty() {
            ("\u{626}".to_owned(), self.written('\u{626}').to_owned())
        } else {
            let kept = format!("{TATWEEL}{hamza}");
            (kept.clone(), kept)
        };
        let mut changes = vec![Change::Joined { letter: TATWEEL, marks: hamza.into(), joined, written }];
        let at = cluster.find(hamza)?;
        let others = cluster[..at].chars().skip(1).chain(cluster[at..].chars().skip(1));
        changes.extend(others.map(Change::Alone));
        Some(changes)
    }

    /// A letter composed with marks of its cluster, in its original or its rewritten form; deleted characters are
    /// skipped.
    fn joined(&mut self, cluster: &str) -> Option<Vec<Change>> {
        let letter = cluster.chars().next()?;
        let seen: String = cluster.chars().skip(1).filter(|&c| may_join(c) || !self.written(c).is_empty()).collect();
        let as_it_stands = letter.to_string();
        let as_written = self.written(letter).to_owned();
        for base in [as_it_stands, as_written] {
            let before = format!("{base}{seen}");
            let after = self.compose.normalize(&before);
            if after.chars().count() >= before.chars().count() || base.chars().count() != 1 {
                continue;
            }
            let joined = after.chars().next()?;
            let (mut left, mut marks, mut rest) =
                (after.chars().skip(1).collect::<Vec<_>>(), String::new(), Vec::new());
            for c in cluster.chars().skip(1) {
                match left.iter().position(|&l| l == c) {
                    _ if !seen.contains(c) => rest.push(Change::Alone(c)),
                    Some(at) => {
                        left.remove(at);
                        rest.push(Change::Alone(c));
                    }
                    None => marks.push(c),
                }
            }
            let written = self.written(joined).to_owned();
            let mut changes = vec![Change::Joined { letter, marks, joined: joined.into(), written }];
            changes.extend(rest);
            return Some(changes);
        }
        None
    }
}

fn may_join(c: char) -> bool {
    [MADDAH_ABOVE, HAMZA_ABOVE, HAMZA_BELOW].contains(&c)
}

fn is_combining(c: char) -> bool {
    is_mark(c) || ('\u{300}'..='\u{36F}').contains(&c)
}

/// Whether two texts differ in order at most: marks that are written as letters come after the others.
fn same_characters(one: &str, two: &str) -> bool {
    let sorted = |text: &str| {
        let mut all: Vec<char> = text.chars().collect();
        all.sort_unstable();
        all
    };
    one == two || sorted(one) == sorted(two)
}
