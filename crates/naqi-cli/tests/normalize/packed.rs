//! Packed data that is truncated, damaged or made to fill a disk.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip data")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
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

#[test]
fn names_of_packed_files_may_be_in_capitals() {
    let folder = Folder::new("capitals");
    let output = folder.path("out");
    fs::create_dir(folder.path("in")).expect("a folder");
    folder.write("in/A.TXT.GZ", gzip("كتابٌ".as_bytes()));
    folder.write("in/B.Zst", zstd("كتابٌ".as_bytes()));
    folder.write("in/C.HTML.GZ", gzip(b"<p>"));
    let ran = run(&["--recursive", &folder.path("in"), "--output", &output]);
    assert_eq!((ran.code, names(Path::new(&output))), (0, vec!["A.TXT".to_owned(), "B".to_owned()]), "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path("out/A.TXT")).expect("a file"), "كتاب");
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
        ("6.GZ", gz[..1].to_vec(), "gzip data is cut short"),
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
            assert_eq!((ran.code, ran.err.lines().count()), (3, 1), "{name}: {}", ran.err);
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
            assert!(ran.code == 3 && !ran.err.contains("UTF-8"), "{name}, byte {at}: {}", ran.err);
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
                assert!(ran.code == 3 && ran.err.contains("cut short"), "{name}, {jobs} jobs: {}", ran.err);
            }
        }
    }
}

#[test]
fn data_with_a_huge_expansion_is_an_error_unless_it_is_allowed() {
    let many = "a".repeat(70 << 20);
    for (name, bomb) in [("a.gz", gzip(many.as_bytes())), ("a.zst", zstd_bomb(560))] {
        let folder = Folder::new(&format!("bomb{name}"));
        let (file, output) = (folder.write(name, &bomb), folder.path("out"));
        for jobs in jobs() {
            let ran = run(&["--jobs", jobs, "--output", &output, &file]);
            assert!(ran.code == 3 && ran.err.contains("--max-expansion"), "{}", ran.err);
            assert_eq!(names(Path::new(&output)), [""; 0]);
            assert_eq!(run(&["--jobs", jobs, "--max-expansion", "50000", "--output", &output, &file]).code, 0);
            fs::remove_dir_all(&output).expect("a folder");
        }
    }
}
