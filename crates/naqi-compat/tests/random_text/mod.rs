//! Random text, the same in every run: all of Unicode, Arabic above all, mixed with the strings that an operation
//! treats specially.
#![allow(dead_code)] // each test uses a part of it

use naqi_compat::operation::Operation;

/// The characters that the operations of a peer treat specially.
const POOLS: [&str; 2] = [
    "ابتوىيإآأة \u{64B}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}\u{654}ـ",
    " \t\r\n\u{B}\u{1C}.,:;?!،؟5'\"_א\u{200C}\u{200D}\u{FE0E}\u{FE0F}\u{20E3}🇸🇦👍🏽❤#ก漢\u{E0067}\u{E007F}\0",
];

/// A sequence of random numbers below a bound.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// A text of this many strings and characters.
    pub fn text(&mut self, len: usize, parts: &[impl AsRef<str>]) -> String {
        let mut text = String::new();
        for _ in 0..len {
            let c = match self.below(4) {
                0 if !parts.is_empty() => {
                    text += parts[self.below(parts.len())].as_ref();
                    continue;
                }
                0 | 1 => self.below(0x110000),
                2 => self.below(0x100),
                _ => 0x600 + self.below(0x100),
            };
            text.extend(char::from_u32(c as u32));
        }
        text
    }
}

/// Two thousand texts of up to 40 strings and characters.
pub fn texts(parts: &[&str]) -> impl Iterator<Item = String> {
    let mut random = Random::new(0);
    (0..2_000).map(move |_| {
        let len = random.below(40);
        random.text(len, parts)
    })
}

/// Runs each operation over short texts of each pool alone and among all of Unicode, and over one long text of each.
pub fn no_operation_panics(operations: &[Operation]) {
    let mut random = Random::new(7);
    for pool in POOLS {
        let pool: Vec<String> = pool.chars().map(String::from).collect();
        for len in (0..400).map(|n| n % 20).chain([700, 20_000]) {
            let alone: String = (0..len).map(|_| pool[random.below(pool.len())].as_str()).collect();
            for text in [alone, random.text(len, &pool)] {
                for operation in operations {
                    (operation.run)(&text);
                }
            }
        }
    }
}
