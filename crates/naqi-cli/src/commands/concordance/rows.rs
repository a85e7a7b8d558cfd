//! The rows to show: the first in the given order, up to a limit.

use super::row::Row;
use clap::ValueEnum;
use std::cmp::Ordering;

/// The order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// By the normalized words after the hit, the nearest first; in right-to-left text they stand at the left
    #[value(alias = "left")]
    After,
    /// By the normalized words before the hit, the nearest first; in right-to-left text they stand at the right
    #[value(alias = "right")]
    Before,
    /// By the files' names
    File,
    /// In the order of the text
    #[default]
    None,
}

pub struct Rows {
    sort: Sort,
    limit: usize,
    names: Vec<String>,
    /// Each with its number among all rows found.
    kept: Vec<(usize, Row)>,
    found: usize,
}

impl Rows {
    pub fn new(sort: Sort, limit: usize, names: Vec<String>) -> Self {
        Self { sort, limit, names, kept: Vec::new(), found: 0 }
    }

    pub fn push(&mut self, row: Row) {
        self.found += 1;
        if self.sort == Sort::None && self.kept.len() == self.limit {
            return;
        }
        self.kept.push((self.found, row));
        // Twice the limit is held, so that sorting from time to time is cheap.
        if self.kept.len() >= self.limit.saturating_mul(2) {
            self.settle();
        }
    }

    /// Sorts, and drops the rows beyond the limit.
    fn settle(&mut self) {
        let (sort, names) = (self.sort, &self.names);
        self.kept.sort_by(|(m, one), (n, other)| order(sort, names, one, other).then(m.cmp(n)));
        self.kept.truncate(self.limit);
    }

    pub fn finish(mut self) -> Shown {
        self.settle();
        let left_out = self.found - self.kept.len();
        Shown { rows: self.kept.into_iter().map(|(_, row)| row).collect(), names: self.names, left_out }
    }
}

pub struct Shown {
    pub rows: Vec<Row>,
    /// The files' names.
    pub names: Vec<String>,
    /// The number of rows beyond the limit.
    pub left_out: usize,
}

fn order(sort: Sort, names: &[String], one: &Row, other: &Row) -> Ordering {
    let (a, b) = (&one.sorted, &other.sorted);
    match sort {
        Sort::After => (&a.after, &a.keyword, &a.before).cmp(&(&b.after, &b.keyword, &b.before)),
        Sort::Before => (&a.before, &a.keyword, &a.after).cmp(&(&b.before, &b.keyword, &b.after)),
        Sort::File => names[one.file].cmp(&names[other.file]),
        Sort::None => Ordering::Equal,
    }
}
