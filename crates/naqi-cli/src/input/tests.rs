//! Packed data that is truncated, damaged or made to fill a disk.

use super::expansion::DEFAULT_LIMIT;
use super::packed::Unpacked;
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::{self, Read, Write};
use std::num::NonZero;
use std::path::Path;

/// Text of about this many bytes.
fn text(len: usize) -> String {
    let lines = (0..).map(|line| format!("السَّطر {line} مِن النَّصّ: كـــتابٌ أُنْزِلَ إلى آخرِهِ\n"));
    let mut text = String::new();
    lines
        .take_while(|line| {
            text.push_str(line);
            text.len() < len
        })
        .for_each(drop);
    text
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip data")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// A frame of one raw block, with its length and without a checksum (RFC 8878, 3.1.1).
fn frame_without_checksum(bytes: &[u8]) -> Vec<u8> {
    let len = u8::try_from(bytes.len()).expect("a short text");
    // A single segment; the last block, raw.
    let start = [0x28, 0xB5, 0x2F, 0xFD, 0x20, len, 1 | len << 3, len >> 5, 0];
    [&start[..], bytes].concat()
}

/// A frame of this many blocks of 128 KiB, each of one repeated byte.
fn zstd_bomb(blocks: u32) -> Vec<u8> {
    let mut bomb = vec![0x28, 0xB5, 0x2F, 0xFD, 0, 0x38];
    for block in 1..=blocks {
        let header = u32::from(block == blocks) | 1 << 1 | (128 << 10) << 3;
        bomb.extend_from_slice(&header.to_le_bytes()[..3]);
        bomb.push(b'a');
    }
    bomb
}

fn unpacked(bytes: &[u8], name: &str, most: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let most = NonZero::new(most).expect("a number above zero");
    Unpacked::new(bytes, Some(Path::new(name)), most)?.read_to_end(&mut out)?;
    Ok(out)
}

#[test]
fn data_truncated_anywhere_is_reported_as_cut_short() {
    let text = text(1_500);
    let (first, second) = text.as_bytes().split_at(700);
    let short = "السلام عليكم".as_bytes();
    for (name, parts) in [
        ("a.gz", vec![gzip(text.as_bytes())]),
        ("a.gz", vec![gzip(first), gzip(second)]),
        ("a.zst", vec![zstd(text.as_bytes())]),
        ("a.zst", vec![zstd(first), b"\x50\x2A\x4D\x18\x03\x00\x00\x00abc".to_vec(), zstd(second)]),
        ("a.zst", vec![frame_without_checksum(short), frame_without_checksum(short)]),
    ] {
        let whole = parts.concat();
        assert!(unpacked(&whole, name, 100).is_ok(), "{name}");
        // At the end of a part, nothing shows that there was more.
        let ends: Vec<usize> = parts
            .iter()
            .scan(0, |end, part| {
                *end += part.len();
                Some(*end)
            })
            .collect();
        for len in (0..whole.len()).filter(|len| !ends.contains(len)) {
            let error = unpacked(&whole[..len], name, 100).err().map(|error| error.to_string());
            assert!(error.as_ref().is_some_and(|error| error.contains("cut short")), "{name}, {len} bytes: {error:?}");
        }
    }
}

#[test]
fn a_flipped_bit_never_changes_the_text() {
    let text = text(1_500);
    let zeros = vec![b'0'; 40_000];
    for (name, packed, whole) in [
        ("a.gz", gzip(text.as_bytes()), text.as_bytes()),
        ("a.zst", zstd(text.as_bytes()), text.as_bytes()),
        ("a.zst", zstd(&zeros), &zeros),
    ] {
        for bit in 0..8 * packed.len() {
            let mut packed = packed.clone();
            packed[bit / 8] ^= 1 << (bit % 8);
            // Some bits have no effect: the time in a header.
            if let Ok(out) = unpacked(&packed, name, 1_000_000) {
                assert!(out == whole, "{name}, bit {bit}");
            }
        }
    }
    // The length of a frame is checked.
    let mut longer = frame_without_checksum(b"abc");
    longer[5] += 1;
    assert!(unpacked(&longer, "a.zst", 100).expect_err("another length").to_string().contains("its length is wrong"));
    longer[5] -= 2;
    assert!(unpacked(&longer, "a.zst", 100).expect_err("another length").to_string().contains("damaged"));
}

#[test]
fn other_data_after_packed_data_is_an_error() {
    for (name, packed) in
        [("a.gz", gzip(b"text")), ("a.zst", zstd(b"text")), ("a.zst", frame_without_checksum(b"text"))]
    {
        for rest in [&b"more of it"[..], b"\0\0\0\0\0\0\0\0", b"\x28\xB5\x2F\xFE\0\0"] {
            let error = unpacked(&[&packed, rest].concat(), name, 100).expect_err("something else");
            assert!(error.to_string().contains("other data follows"), "{name}, {rest:?}: {error}");
        }
        assert!(unpacked(&[&packed[..], &packed].concat(), name, 100).is_ok_and(|out| out == b"texttext"), "{name}");
    }
}

#[test]
fn data_with_a_huge_expansion_is_an_error_unless_it_is_allowed() {
    let many = "a".repeat(70 << 20);
    for (name, bomb) in [("a.gz", gzip(many.as_bytes())), ("a.zst", zstd_bomb(560))] {
        let error = unpacked(&bomb, name, DEFAULT_LIMIT.get()).expect_err("too much").to_string();
        assert!(error.contains("more than 200 times") && error.contains("--max-expansion"), "{error}");
        assert!(unpacked(&bomb, name, 50_000).is_ok_and(|out| out == many.as_bytes()), "{name}");
    }
}

#[test]
fn small_outputs_may_have_any_expansion() {
    assert!(unpacked(&zstd_bomb(500), "a.zst", 1).is_ok_and(|out| out.len() == 500 << 17));
    // Text with the usual expansion of text has no limit.
    let text = (0..).map(|n| format!("{n:x}")).take(100_000).collect::<String>().repeat(160);
    assert!(text.len() > 65 << 20 && unpacked(&gzip(text.as_bytes()), "a.gz", DEFAULT_LIMIT.get()).is_ok());
}

#[test]
fn a_frame_that_needs_much_memory_is_refused_before_allocation() {
    let frame = [0x28, 0xB5, 0x2F, 0xFD, 0, 18 << 3, 1, 0, 0];
    let error = unpacked(&frame, "a.zst", 100).expect_err("a large window").to_string();
    assert!(error.contains("takes 256 MiB of memory, 128 at most"), "{error}");
    // A single segment needs memory for its whole length.
    let frame = [&[0x28, 0xB5, 0x2F, 0xFD, 0xE0][..], &(1_u64 << 40).to_le_bytes(), &[1, 0, 0]].concat();
    assert!(unpacked(&frame, "a.zst", 100).expect_err("a large window").to_string().contains("of memory"));
}
