//! How often each code point occurs in a text: nine megabytes, for any length.

pub struct Histogram {
    counts: Vec<u64>,
}

impl Histogram {
    pub fn new() -> Self {
        Self { counts: vec![0; char::MAX as usize + 1] }
    }

    pub fn add(&mut self, c: char, count: u64) {
        self.counts[c as usize] += count;
    }

    pub fn add_text(&mut self, text: &str) {
        text.chars().for_each(|c| self.add(c, 1));
    }

    pub fn get(&self, c: char) -> u64 {
        self.counts[c as usize]
    }

    /// Every code point of the text, with its count, in order.
    pub fn iter(&self) -> impl Iterator<Item = (char, u64)> + '_ {
        ('\0'..=char::MAX).map(|c| (c, self.get(c))).filter(|&(_, count)| count > 0)
    }

    /// The code points whose counts differ, with both counts.
    pub fn differences<'a>(&'a self, other: &'a Histogram) -> impl Iterator<Item = (char, u64, u64)> + 'a {
        ('\0'..=char::MAX).map(|c| (c, self.get(c), other.get(c))).filter(|(_, here, there)| here != there)
    }
}
