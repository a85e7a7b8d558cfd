//! Which letters around an alef and a lam decide whether they were a lam and an alef before text was extracted.

/// The contexts of a place, from short to long.
pub const CONTEXTS: usize = 5;

/// Whether a letter is one of those that a font writes as one glyph with a lam before it.
pub fn is_alef(c: char) -> bool {
    matches!(c, 'ا' | 'أ' | 'إ' | 'آ')
}

/// The hash of a context of the alef at a place of a word; the lam is after it. Its lowest bit is 0.
pub fn context(word: &[char], at: usize, level: usize) -> u32 {
    // Letters before the alef and behind the lam.
    let (before, behind) = [(1, 1), (2, 2), (3, 2), (3, 4), (12, 12)][level];
    let start = at.saturating_sub(before);
    let end = (at + 2 + behind).min(word.len());
    // FNV-1a, of 32 bits.
    let mut hash = 0x811C_9DC5 ^ level as u32;
    let mut add = |n: u32| hash = (hash ^ n).wrapping_mul(0x0100_0193);
    if at < before {
        add(1);
    }
    word[start..at].iter().for_each(|c| add(*c as u32));
    add(2);
    add(word[at] as u32);
    word[at + 2..end].iter().for_each(|c| add(*c as u32));
    if at + 2 + behind > word.len() {
        add(3);
    }
    (hash ^ hash >> 15) & !1
}
