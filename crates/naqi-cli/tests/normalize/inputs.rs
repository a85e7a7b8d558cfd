//! Inputs of every kind, on any number of threads, give the same bytes.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip data")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

#[test]
fn packed_input_gives_the_same_output_as_plain_input() {
    let folder = Folder::new("packed");
    let text = text(1, 700_000);
    // Split inside a letter: separately packed members are one text.
    let (first, second) = text.as_bytes().split_at(300_001);
    let skipped = b"\x50\x2A\x4D\x18\x03\x00\x00\x00abc";
    let files = [
        folder.write("plain.txt", &text),
        folder.write("one.txt.gz", gzip(text.as_bytes())),
        folder.write("two.txt.gz", [gzip(first), gzip(second)].concat()),
        folder.write("one.txt.zst", zstd(text.as_bytes())),
        folder.write("two.txt.zst", [&skipped[..], &zstd(first), skipped, &zstd(second)].concat()),
        folder.write("named otherwise", gzip(text.as_bytes())),
    ];
    let expected = normalized(&text);
    for jobs in jobs() {
        for file in &files {
            let ran = run(&["--jobs", jobs, file]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{file}");
            assert!(ran.out == expected.as_bytes(), "{file} with {jobs} jobs");

            let mut from_stdin = command(&["--jobs", jobs]);
            from_stdin.stdin(fs::File::open(file).expect("a file"));
            let ran = finish(from_stdin);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{file} as standard input");
            assert!(ran.out == expected.as_bytes(), "{file} as standard input with {jobs} jobs");
        }
    }
    let output = folder.path("out");
    let ran = run(&["--output", &output, &files[0], &files[1], &files[5]]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(Path::new(&output)), ["named otherwise", "one.txt", "plain.txt"]);
    let ran = run(&["--output", &output, &files[1], &files[3]]);
    assert_eq!(ran.code, 2, "two packings of one name");
    assert!(ran.err.contains("would both become"), "{}", ran.err);
}

#[test]
fn any_number_of_jobs_writes_the_same_bytes_in_the_same_order() {
    let folder = Folder::new("jobs");
    let texts: Vec<String> = (0..12).map(|n| text(n, if n % 5 == 2 { 3_000_000 } else { 1_000 * n })).collect();
    let files: Vec<String> =
        texts.iter().enumerate().map(|(n, text)| folder.write(&format!("{n}.txt"), text)).collect();
    let expected: Vec<String> = texts.iter().map(|text| normalized(text)).collect();
    for jobs in jobs() {
        let output = folder.path(&format!("out{jobs}"));
        let mut arguments = vec!["--jobs", jobs];
        arguments.extend(files.iter().map(String::as_str));
        let ran = run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert!(ran.out == expected.concat().as_bytes(), "{jobs} jobs, one after the other");

        arguments.extend(["--output", &output]);
        let ran = run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for (n, expected) in expected.iter().enumerate() {
            let written = fs::read(Path::new(&output).join(format!("{n}.txt"))).expect("an output");
            assert!(written == expected.as_bytes(), "{n}.txt with {jobs} jobs");
        }
    }
}

#[test]
fn a_text_in_one_line_gives_the_same_output_for_any_number_of_jobs() {
    let folder = Folder::new("line");
    // No space and no line break, as in some dumps; and a preset that counts spaces.
    let file = folder.write("line.txt", "كـــتابٌ".repeat(200_000));
    let one = run(&["--jobs", "1", "--preset", "quran", &file]);
    assert_eq!(one.code, 0, "{}", one.err);
    for jobs in jobs() {
        assert!(run(&["--jobs", jobs, "--preset", "quran", &file]).out == one.out, "{jobs} jobs");
    }
}
