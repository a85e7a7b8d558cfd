//! How the word is written, and how often each way.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Spellings that are told apart; more are counted together.
const MOST: usize = 10_000;

#[derive(Default)]
pub struct Forms {
    counts: BTreeMap<String, usize>,
    others: usize,
}

impl Forms {
    pub fn add(&mut self, keyword: &str) {
        if let Some(count) = self.counts.get_mut(keyword) {
            *count += 1;
        } else if self.counts.len() < MOST {
            self.counts.insert(keyword.to_owned(), 1);
        } else {
            self.others += 1;
        }
    }

    /// The most frequent ones, and how many hits are of others.
    pub fn first(&self, most: usize) -> (Vec<(&str, usize)>, usize) {
        let mut all: Vec<(&str, usize)> = self.counts.iter().map(|(form, &count)| (form.as_str(), count)).collect();
        all.sort_by_key(|&(form, count)| (Reverse(count), form));
        let rest = all.iter().skip(most).map(|form| form.1).sum::<usize>() + self.others;
        all.truncate(most);
        (all, rest)
    }

    /// How many spellings there are, as far as they are told apart.
    pub fn len(&self) -> usize {
        self.counts.len()
    }
}

/// Whether a spelling has letters as presentation forms, which look like any others.
pub fn has_presentation_forms(form: &str) -> bool {
    form.chars().any(|c| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}
