//! Files that cannot be read or written are named, and the others are done.

use super::*;
use flate2::Compression;
use flate2::write::GzEncoder;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("gzip data")
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_rest_is_done() {
    let folder = Folder::new("unreadable");
    let text = text(1, 50_000);
    let mut packed = gzip(text.as_bytes());
    let short = folder.write("short.gz", &packed[..packed.len() / 2]);
    let at = packed.len() - 6; // in the checksum
    packed[at] ^= 1;
    let flipped = folder.write("flipped.gz", packed);
    let mut packed = ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let short_zstd = folder.write("short_zstd.zst", &packed[..packed.len() / 2]);
    *packed.last_mut().expect("a checksum") ^= 1;
    let flipped_zstd = folder.write("flipped_zstd.zst", packed);
    let latin = folder.write("latin.txt", b"caf\xE9 \n");
    let long_latin = folder.write("long_latin.txt", [text.repeat(40).as_bytes(), b"\xFF"].concat());
    let gone = folder.path("gone.txt");
    fs::create_dir(folder.path("directory")).expect("a folder");
    let directory = folder.path("directory");
    let (first, last) = (folder.write("first.txt", &text), folder.write("last.txt", &text));
    for jobs in jobs() {
        let output = folder.path(&format!("out{jobs}"));
        let ran = run(&[
            "--jobs",
            jobs,
            "--output",
            &output,
            &first,
            &short,
            &flipped,
            &short_zstd,
            &flipped_zstd,
            &latin,
            &long_latin,
            &gone,
            &directory,
            &last,
        ]);
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 8, "{}", ran.err);
        let says = |file: &str, what: &str| {
            let line = ran.err.lines().find(|line| line.contains(&format!("{file}: ")));
            assert!(line.is_some_and(|line| line.contains(what)), "{file}: {what}: {}", ran.err);
        };
        says(&short, "gzip -t");
        says(&flipped, "gzip -t");
        says(&short_zstd, "zstd -t");
        says(&flipped_zstd, "zstd -t");
        says(&latin, "invalid UTF-8 (byte 3, line 1)");
        says(&long_latin, &format!("invalid UTF-8 (byte {}, line {})", text.len() * 40, 1 + text.lines().count() * 40));
        says(&gone, "No such file");
        says(&directory, "--recursive");
        assert_eq!(names(Path::new(&output)), ["first.txt", "last.txt"]);
        assert!(fs::read_to_string(Path::new(&output).join("last.txt")).expect("an output") == normalized(&text));
    }
}

/// A limit on the length of files simulates a full disk.
#[cfg(unix)]
#[test]
fn a_file_without_disk_space_is_named_and_the_rest_is_done() {
    let folder = Folder::new("full");
    let text = text(1, 2_000);
    let (first, last) = (folder.write("first.txt", &text), folder.write("last.txt", &text));
    let long = folder.write("long.txt", text.repeat(1_000));
    for jobs in jobs() {
        let output = folder.path(&format!("out{jobs}"));
        let ran = finish(limited(64, &["--jobs", jobs, "--output", &output, &first, &long, &last]));
        assert_eq!(ran.code, 3, "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains("long.txt: "), "{}", ran.err);
        assert_eq!(names(Path::new(&output)), ["first.txt", "last.txt"]);

        let ran = run(&["--jobs", jobs, "--output", &output, &first, &long, &last]);
        assert_eq!((ran.code, ran.err.as_str()), (0, "naqi: 2 of 3 done by an earlier run\n"));
        assert_eq!(names(Path::new(&output)), ["first.txt", "last.txt", "long.txt"]);
    }
}
