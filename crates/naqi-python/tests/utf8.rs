//! The check of UTF-8 against that of the standard library, at the level of `NAQI_LEVEL`.

#[cfg(target_os = "linux")]
mod guarded;
#[path = "../src/utf8.rs"]
mod utf8;

use std::str::from_utf8;

fn compare(bytes: &[u8]) {
    assert_eq!(utf8::checked(bytes).ok_or(()), from_utf8(bytes).map_err(drop), "{bytes:X?}");
}

/// Texts of characters of each length, long enough for vectors of both lengths, of which some overlap.
fn texts() -> [Vec<u8>; 4] {
    ["a", "م", "“", "😀"].map(|text| text.repeat(204 / text.len()).into_bytes())
}

/// Puts bytes at a place, and what was there back after the comparison.
fn compare_with(text: &mut [u8], at: usize, bytes: &[u8]) {
    let mut old = [0; 4];
    let place = &mut text[at..at + bytes.len()];
    old[..bytes.len()].copy_from_slice(place);
    place.copy_from_slice(bytes);
    compare(text);
    text[at..at + bytes.len()].copy_from_slice(&old[..bytes.len()]);
}

/// The ends of all ranges of bytes that the rules of UTF-8 distinguish (Unicode, table 3-7), and some between them.
const EDGES: [u8; 24] = [
    0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0,
    0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
];

#[test]
fn four_bytes_of_all_kinds_at_all_places() {
    let edge = |n: usize| EDGES[n % EDGES.len()];
    for mut text in texts() {
        let places = text.len() - 3;
        for n in 0..EDGES.len().pow(4) {
            let bytes = [edge(n / EDGES.len().pow(3)), edge(n / EDGES.len().pow(2)), edge(n / EDGES.len()), edge(n)];
            // Two of the bytes decide about the place, so that pairs of them are at all places.
            for at in (n % 41..places).step_by(41) {
                compare_with(&mut text, at, &bytes);
            }
        }
    }
}

#[test]
fn every_place_sees_every_pair_and_its_neighbours() {
    for mut text in texts() {
        for at in 0..text.len() - 2 {
            for n in 0..EDGES.len().pow(3) {
                let [a, b, c] = [n / EDGES.len().pow(2), n / EDGES.len(), n].map(|n| EDGES[n % EDGES.len()]);
                compare_with(&mut text, at, &[a, b, c]);
            }
        }
    }
}

#[test]
fn three_bytes_of_all_values() {
    let [mut ascii, mut arabic, ..] = texts();
    for n in 0..1_u32 << 24 {
        let [_, bytes @ ..] = n.to_be_bytes();
        let text = if n % 2 == 0 { &mut ascii } else { &mut arabic };
        compare_with(text, n as usize % 193, &bytes);
    }
}

#[test]
fn all_characters_and_their_parts() {
    let all: String = ('\0'..=char::MAX).collect();
    for shift in 0..64 {
        let text = "a".repeat(shift) + &all;
        assert_eq!(utf8::checked(text.as_bytes()), Some(&*text));
    }
    let [_, text, ..] = texts();
    for (n, c) in ('\u{80}'..=char::MAX).enumerate() {
        let whole = c.to_string().into_bytes();
        for len in 1..whole.len() {
            // A character that ends early: at the end of the text, and before another one.
            let mut bytes = text[2 * (n % 32)..].to_vec();
            bytes.extend(&whole[..len]);
            assert_eq!(utf8::checked(&bytes), None, "{c:?}");
            bytes.extend(&text[..2]);
            assert_eq!(utf8::checked(&bytes), None, "{c:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_byte_outside_the_text_is_read() {
    use guarded::LEN;

    let mut memory = guarded::Guarded::new();
    let bytes = memory.bytes();
    bytes.copy_from_slice("م".repeat(LEN / 2).as_bytes());
    for len in 0..600 {
        // At the start of the memory, at its end, and of all lengths from its start to its end.
        for range in [0..len, LEN - len..LEN, len..LEN, 0..LEN - len] {
            let is_whole = range.start % 2 == 0 && range.end % 2 == 0;
            assert_eq!(utf8::checked(&bytes[range]).is_some(), is_whole);
        }
    }
}
