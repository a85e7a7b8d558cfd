//! Packed data that is truncated, damaged or made to fill a disk.

use super::*;
use crate::expansion::DEFAULT_LIMIT;
use crate::packed::Unpacked;
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::{self, Read};
use std::num::NonZero;

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
    let text = text(1, 1_500);
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
    let text = text(1, 1_500);
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
fn damaged_data_is_reported_as_such_and_has_no_output() {
    let folder = Folder::new("damaged");
    let text = text(1, 50_000);
    let (gz, zst) = (gzip(text.as_bytes()), zstd(text.as_bytes()));
    let other_magic = |packed: &[u8]| [&[packed[0], packed[1] ^ 0x40], &packed[2..]].concat();
    let cases = [
        ("1.gz", gz[..1].to_vec(), "gzip data is cut short"),
        ("2.gz", Vec::new(), "gzip data is cut short"),
        ("3.gz", gz[..gz.len() - 1].to_vec(), "gzip data is cut short"),
        ("4.gz", [&gz[..], b"abc"].concat(), "other data follows the gzip data"),
        ("5.gz", other_magic(&gz), "neither gzip data nor text"),
        ("1.zst", zst[..1].to_vec(), "zstd data is cut short"),
        ("2.zst", Vec::new(), "zstd data is cut short"),
        ("3.zst", zst[..3].to_vec(), "zstd data is cut short"),
        ("4.zst", zst[..zst.len() / 2].to_vec(), "zstd data is cut short"),
        ("5.zst", zst[..zst.len() - 1].to_vec(), "zstd data is cut short"),
        ("6.zst", other_magic(&zst), "neither zstd data nor text"),
        ("named otherwise", zst[..3].to_vec(), "zstd data is cut short"),
    ];
    for (name, bytes, why) in cases {
        let output = folder.path("out");
        let file = folder.write(name, bytes);
        for jobs in jobs() {
            let ran = run(&["--jobs", jobs, "--output", &output, &file]);
            assert_eq!((ran.code, ran.err.lines().count()), (1, 1), "{name}: {}", ran.err);
            assert!(ran.err.contains(why) && !ran.err.contains("UTF-8"), "{name}: {}", ran.err);
            assert_eq!(names(Path::new(&output)), [""; 0], "{name}");
        }
    }
}

/// Damaged data mostly unpacks to invalid text, long before its checksum is read.
#[test]
fn damaged_data_is_not_reported_as_invalid_text() {
    let folder = Folder::new("damaged-text");
    let text = text(1, 3_000);
    for (name, packed) in [("a.gz", gzip(text.as_bytes())), ("a.zst", zstd(text.as_bytes()))] {
        for n in 0..40 {
            let mut packed = packed.clone();
            let at = 20 + n * (packed.len() - 30) / 40;
            packed[at] ^= 1 << (n % 8);
            let file = folder.write(name, packed);
            let ran = run(&["--jobs", jobs()[jobs().len() - 1], &file]);
            assert!(ran.code == 1 && !ran.err.contains("UTF-8"), "{name}, byte {at}: {}", ran.err);
        }
    }
}

/// The data may also end in the middle of a character.
#[test]
fn long_truncated_data_is_not_reported_as_invalid_text() {
    let folder = Folder::new("cut-long");
    let text = text(1, 2_000_000);
    for (name, packed) in [("a.gz", gzip(text.as_bytes())), ("a.zst", zstd(text.as_bytes()))] {
        for jobs in jobs() {
            for n in 1..8 {
                let file = folder.write(name, &packed[..n * packed.len() / 8 + n]);
                let ran = run(&["--jobs", jobs, "--output", &folder.path("out"), &file]);
                assert!(ran.code == 1 && ran.err.contains("cut short"), "{name}, {jobs} jobs: {}", ran.err);
            }
        }
    }
}

#[test]
fn data_with_a_huge_expansion_is_an_error_unless_it_is_allowed() {
    let many = "a".repeat(70 << 20);
    for (name, bomb) in [("a.gz", gzip(many.as_bytes())), ("a.zst", zstd_bomb(560))] {
        let error = unpacked(&bomb, name, DEFAULT_LIMIT.get()).expect_err("too much").to_string();
        assert!(error.contains("more than 200 times") && error.contains("--max-expansion"), "{error}");
        assert!(unpacked(&bomb, name, 50_000).is_ok_and(|out| out == many.as_bytes()), "{name}");
        let folder = Folder::new(&format!("bomb{name}"));
        let (file, output) = (folder.write(name, &bomb), folder.path("out"));
        for jobs in jobs() {
            let ran = run(&["--jobs", jobs, "--output", &output, &file]);
            assert!(ran.code == 1 && ran.err.contains("--max-expansion"), "{}", ran.err);
            assert_eq!(names(Path::new(&output)), [""; 0]);
            assert_eq!(run(&["--jobs", jobs, "--max-expansion", "50000", "--output", &output, &file]).code, 0);
            fs::remove_dir_all(&output).expect("a folder");
        }
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
