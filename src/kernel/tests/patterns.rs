//! Patterns of bytes, compared with their definition at every level and offset.

use crate::kernel::Level;
use crate::kernel::patterns::{Patterns, find};
use crate::kernel::tests::array;
use crate::kernel::tests::array::ArrayLanes;
use crate::kernel::tests::random::Random;

/// Patterns as ranges of bytes for each place.
type Sets = &'static [&'static [&'static [(u8, u8)]]];

const SETS: [Sets; 4] = [
    &[],
    &[&[&[(b'a', b'a')]]],
    &[&[&[(b'a', b'b')], &[(0xD8, 0xDB)]], &[&[(0xE2, 0xE2), (b'z', b'z')], &[(0, 0xFF)]]],
    &[
        &[&[(0xD9, 0xD9)], &[(0x8B, 0x92)], &[(0, 0x7F)], &[(b'b', b'z')]],
        &[&[(b'b', b'b')], &[(b'a', b'a')], &[(0, 0xFF)], &[(0, 0)]],
        &[&[(0xF0, 0xFF)]],
        &[&[(0, 0)], &[(0, 0)]],
    ],
];

/// The definition: a set has the bytes of which it has the low half in one byte and the high half in one byte.
fn has(ranges: &[(u8, u8)], byte: u8) -> bool {
    let with =
        |half: &dyn Fn(u8) -> u8| ranges.iter().any(|&(first, last)| (first..=last).any(|b| half(b) == half(byte)));
    with(&|b| b & 15) && with(&|b| b >> 4)
}

fn by_definition(sets: Sets, bytes: &[u8], from: usize) -> Option<usize> {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    (from..bytes.len()).find(|&at| sets.iter().any(|sets| (0..).zip(*sets).all(|(n, set)| has(set, byte(at + n)))))
}

#[test]
fn every_level_finds_the_first_place() {
    let mut random = Random::from_environment();
    for sets in SETS {
        let patterns = sets.iter().fold(Patterns::NONE, |patterns, sets| patterns.or(sets));
        let check = |bytes: &[u8], from: usize| {
            let expected = by_definition(sets, bytes, from);
            for level in Level::ALL.into_iter().filter(|level| level.is_available()) {
                assert_eq!(patterns.find_at(level, bytes, from), expected, "{level:?} {bytes:02X?} {from}");
            }
            assert_eq!(find::<ArrayLanes, 4>(array::Proof, &patterns, bytes, from), expected, "{bytes:02X?} {from}");
        };
        let all = [b"ab\xD8z\xE2\x92\0 ".as_slice(), b"  \xD9\x8B", b"\xF0ba\0", b"  x"];
        for len in 0..260 {
            let alphabet = all[random.below(all.len())];
            let mut bytes: Vec<u8> = (0..len).map(|_| alphabet[random.below(alphabet.len())]).collect();
            check(&bytes, random.below(len + 1));
            // One place alone, at every offset.
            bytes.fill(b'x');
            if let Some(rare) = bytes.get_mut(random.below(len + 1)) {
                *rare = b"a\xF0\0"[random.below(3)];
            }
            check(&bytes, 0);
        }
    }
}
