//! The growth of the vocabulary with the text.

use super::power::next_step;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub words: u64,
    /// Distinct words: as written, and normalized.
    pub written: u64,
    pub terms: u64,
}

/// A point whenever the text is a twentieth longer: some hundreds, for any length.
#[derive(Default)]
pub struct Growth {
    points: Vec<Point>,
    next: u64,
    ended: bool,
}

impl Growth {
    pub fn note(&mut self, now: Point) {
        if now.words >= self.next && !self.ended {
            self.points.push(now);
            self.next = next_step(now.words);
        }
    }

    /// Adds no more points: words were dropped, and one that occurs again would count twice.
    pub fn end(&mut self) {
        self.ended = true;
    }

    /// The points, with one at the end of the text if no word was dropped.
    pub fn finish(&self, now: Point) -> Vec<Point> {
        let mut points = self.points.clone();
        if !self.ended && points.last().is_some_and(|last| last.words < now.words) {
            points.push(now);
        }
        points
    }
}
