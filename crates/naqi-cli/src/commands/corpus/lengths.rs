//! How often each length occurs, with a last entry for all greater lengths.

#[derive(Clone)]
pub struct Lengths {
    counts: Vec<u64>,
    longest: usize,
    sum: u64,
}

impl Lengths {
    /// Lengths below `most`; those above share the last entry.
    pub fn up_to(most: usize) -> Self {
        Self { counts: vec![0; most + 1], longest: 0, sum: 0 }
    }

    pub fn add(&mut self, len: usize, count: u64) {
        let last = self.counts.len() - 1;
        self.counts[len.min(last)] += count;
        self.longest = self.longest.max(len);
        self.sum += len as u64 * count;
    }

    /// The number of items of length zero.
    pub fn none(&self) -> u64 {
        self.counts[0]
    }

    /// The number of items with a length above zero.
    pub fn count(&self) -> u64 {
        self.counts[1..].iter().sum()
    }

    /// The sum of all lengths.
    pub fn sum(&self) -> u64 {
        self.sum
    }

    /// The mean of the lengths above zero.
    pub fn mean(&self) -> f64 {
        self.sum as f64 / self.count().max(1) as f64
    }

    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The median length.
    pub fn median(&self) -> usize {
        let half = self.count().div_ceil(2);
        let reached = self.counts[1..].iter().scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        reached.take_while(|&sum| sum < half).count() + usize::from(self.count() > 0)
    }

    /// Counts of `bins` ranges of `width` lengths, starting at one, each with its label; then of all greater lengths.
    pub fn bins(&self, width: usize, bins: usize) -> Vec<(String, u64)> {
        let mut rows: Vec<(String, u64)> = (0..bins)
            .map(|bin| {
                let (first, last) = (bin * width + 1, (bin + 1) * width);
                let name = if width == 1 { first.to_string() } else { format!("{first}–{last}") };
                (name, self.counts[first..=last].iter().sum())
            })
            .collect();
        let rest = self.counts[bins * width + 1..].iter().sum();
        rows.push((format!("{}+", bins * width + 1), rest));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_contain_every_length_once() {
        let mut lengths = Lengths::up_to(12);
        [0, 1, 2, 2, 3, 7, 11, 12, 40].iter().for_each(|&len| lengths.add(len, 1));
        let bins = lengths.bins(5, 2);
        assert_eq!(bins, [("1–5".into(), 4), ("6–10".into(), 1), ("11+".into(), 3)]);
        assert_eq!((lengths.count(), lengths.none(), lengths.longest(), lengths.median()), (8, 1, 40, 3));
        assert_eq!(Lengths::up_to(3).median(), 0);
    }
}
