//! The hash of a word and of the word reversed, letter by letter, without a buffer.

/// Hashes of a word's rows so far.
#[derive(Clone, Copy, Debug)]
pub struct WordHash {
    forward: u64,
    backward: u64,
    power: u64,
}

impl WordHash {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

    pub const fn new() -> Self {
        Self { forward: 0, backward: 0, power: 1 }
    }

    pub fn push(&mut self, row: u8) {
        self.forward = self.forward.wrapping_mul(Self::BASE).wrapping_add(u64::from(row));
        self.backward = self.backward.wrapping_add(u64::from(row).wrapping_mul(self.power));
        self.power = self.power.wrapping_mul(Self::BASE);
    }

    pub fn forward(&self) -> u32 {
        mixed(self.forward)
    }

    /// The hash of the reversed word.
    pub fn backward(&self) -> u32 {
        mixed(self.backward)
    }
}

fn mixed(sum: u64) -> u32 {
    ((sum ^ sum >> 32).wrapping_mul(0xFF51_AFD7_ED55_8CCD) >> 32) as u32
}
