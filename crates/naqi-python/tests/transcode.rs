//! Strings from UTF-8 with AVX-512 against the standard library, in memory that ends where the texts and the strings end.

#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

#[allow(dead_code)]
#[path = "../src/avx512.rs"]
mod avx512;
mod guarded;

use guarded::{Guarded, LEN};

/// The end of the memory, with a value in it.
fn at_end<'m>(memory: &'m mut Guarded, bytes: &[u8]) -> &'m mut [u8] {
    let place = &mut memory.bytes()[LEN - bytes.len()..];
    place.copy_from_slice(bytes);
    place
}

/// Compares a text in all three ways, with its bytes and its units at the ends of guarded memory.
fn compare(text: &str, [source, target]: &mut [Guarded; 2]) {
    let source = std::str::from_utf8(at_end(source, text.as_bytes())).expect("a text");
    let expected: Vec<u32> = text.chars().map(u32::from).collect();
    let measured = (expected.len(), text.bytes().max().unwrap_or_default());
    // SAFETY: the caller has asked for the level.
    assert_eq!(unsafe { avx512::measured(source) }, measured, "{text:?}");
    let units = at_end(target, &vec![0; 4 * expected.len()]);
    // SAFETY: as above; there is place for four bytes a character.
    assert_eq!(unsafe { avx512::decode_wide(source, units.as_mut_ptr().cast(), expected.len()) }, expected.len());
    let wide: Vec<u32> = units.as_chunks().0.iter().map(|unit| u32::from_le_bytes(*unit)).collect();
    assert_eq!(wide, expected, "{text:?}");
    if text.chars().all(|c| c.len_utf8() < 4) {
        let units = at_end(target, &vec![0; 2 * expected.len()]);
        // SAFETY: as above; there is place for two bytes a character.
        assert_eq!(unsafe { avx512::decode(source, units.as_mut_ptr().cast()) }, expected.len());
        let narrow: Vec<u32> = units.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit).into()).collect();
        assert_eq!(narrow, expected, "{text:?}");
    }
}

#[test]
fn all_characters_at_all_places_of_a_block() {
    if !avx512::is_available() {
        return;
    }
    let mut memory = [Guarded::new(), Guarded::new()];
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    for (n, part) in all.chunks(4000).enumerate() {
        let part: String = part.iter().collect();
        compare(&("a".repeat(n % 64) + &part), &mut memory);
    }
    for c in "\0\u{7F}\u{80}م\u{7FF}\u{800}“\u{D7FF}\u{E000}\u{FFFF}\u{10000}😀\u{10FFFF}".chars() {
        for before in ["a", "م", "“", "😀"] {
            for count in 0..140 {
                for after in 0..3 {
                    compare(&(before.repeat(count) + &String::from(c) + &before.repeat(after)), &mut memory);
                }
            }
        }
    }
}

#[test]
fn mixed_texts_of_all_lengths() {
    if !avx512::is_available() {
        return;
    }
    let mut memory = [Guarded::new(), Guarded::new()];
    let mut state = 1_u64;
    for len in (0..400).cycle().take(8000) {
        let mut text = String::new();
        for _ in 0..len {
            // Knuth's MMIX generator; its upper bits choose.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(['a', 'م', 'ب', '“', '😀', ' ', 'é', '\u{10FFFF}'][(state >> 61) as usize]);
        }
        compare(&text, &mut memory);
    }
}
