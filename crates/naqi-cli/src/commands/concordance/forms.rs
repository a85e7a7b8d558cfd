//! The spellings of the word, and how often each occurs.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The maximum number of spellings counted separately; the others are counted together.
const MAX_SPELLINGS: usize = 10_000;

#[derive(Default)]
pub struct Forms {
    counts: BTreeMap<String, usize>,
    others: usize,
}

impl Forms {
    pub fn add(&mut self, keyword: &str) {
        if let Some(count) = self.counts.get_mut(keyword) {
            *count += 1;
        } else if self.counts.len() < MAX_SPELLINGS {
            self.counts.insert(keyword.to_owned(), 1);
        } else {
            self.others += 1;
        }
    }

    /// The most frequent spellings, and the number of hits in other spellings.
    pub fn first(&self, most: usize) -> (Vec<(&str, usize)>, usize) {
        let mut all: Vec<(&str, usize)> = self.counts.iter().map(|(form, &count)| (form.as_str(), count)).collect();
        all.sort_by_key(|&(form, count)| (Reverse(count), form));
        let rest = all.iter().skip(most).map(|form| form.1).sum::<usize>() + self.others;
        all.truncate(most);
        (all, rest)
    }

    /// The number of spellings that are counted separately.
    pub fn len(&self) -> usize {
        self.counts.len()
    }
}

/// Whether a spelling has presentation forms, which look like ordinary letters.
pub fn has_presentation_forms(form: &str) -> bool {
    form.chars().any(|c| matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}
