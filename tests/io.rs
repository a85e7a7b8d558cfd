//! Readers and writers give the output of the whole text, for any sizes and errors of the other side.
#![cfg(feature = "std")]

mod random;

use naqi::{Normalizer, preset};
use random::{Random, code_points};
use std::io::{self, BufRead, ErrorKind, Read, Write};

fn normalizers() -> Vec<Normalizer> {
    let lists = ["compose, strip_diacritics, trim, collapse_stretch(2)", "nfc", "nfkc, strip_tatweel", "map(ا=سلام)"];
    let lists = lists.iter().map(|list| list.parse().expect("a list of steps"));
    preset::all().map(|p| (**p).clone()).chain(lists).collect()
}

/// The other side: it reads and writes odd numbers of bytes, is interrupted, and fails sometimes.
struct Odd {
    random: Random,
    bytes: Vec<u8>,
    at: usize,
    most: usize,
    fails: bool,
    flushes: usize,
}

impl Odd {
    fn new(seed: u64, bytes: &[u8], most: usize, fails: bool) -> Self {
        Self { random: Random::new(seed), bytes: bytes.into(), at: 0, most, fails, flushes: 0 }
    }

    /// The number of bytes of the next call.
    fn count(&mut self) -> io::Result<usize> {
        match self.random.below(8) {
            0 => Err(ErrorKind::Interrupted.into()),
            1 if self.fails => Err(io::Error::other("a hiccup")),
            _ => Ok(1 + self.random.below(self.most)),
        }
    }
}

impl Read for Odd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.count()?.min(self.bytes.len() - self.at).min(buffer.len());
        buffer[..count].copy_from_slice(&self.bytes[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

impl Write for Odd {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.count()?.min(bytes.len());
        self.bytes.extend(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushes += 1;
        Ok(())
    }
}

/// Reads to the end, and retries after an error of the other side.
fn read_all(reader: &mut impl Read, random: &mut Random, most: usize) -> Vec<u8> {
    let (mut all, mut buffer) = (Vec::new(), vec![0; most]);
    loop {
        let len = 1 + random.below(most);
        match reader.read(&mut buffer[..len]) {
            Ok(0) => return all,
            Ok(count) => all.extend(&buffer[..count]),
            Err(error) => assert_eq!(error.to_string(), "a hiccup"),
        }
    }
}

fn assert_same(out: &[u8], whole: &str, naqi: &Normalizer, text: &str) {
    let out = std::str::from_utf8(out).expect("UTF-8");
    assert!(out == whole, "{naqi}: {} gave {}", code_points(text), code_points(out));
}

/// Long texts are rare: longer than the buffers.
fn texts(random: &mut Random) -> Vec<(String, usize)> {
    let short = (0..random.cases(60)).map(|n| (random.text(40), [1, 2, 7, 100][n % 4])).collect::<Vec<_>>();
    let mut long = String::new();
    while long.len() < 150_000 {
        long += &random.text(300);
    }
    short.into_iter().chain([(long.clone(), 70_000), (long, 999)]).collect()
}

#[test]
fn a_reader_gives_the_output_of_the_whole_text_for_any_sizes_and_errors() {
    let mut random = Random::from_environment();
    for (text, most) in texts(&mut random) {
        for naqi in normalizers() {
            let whole = naqi.normalize(&text);
            for fails in [false, true] {
                let mut reader = naqi.reader(Odd::new(random.next(), text.as_bytes(), most, fails));
                assert_same(&read_all(&mut reader, &mut random, most), &whole, &naqi, &text);
                assert_eq!((reader.offset(), reader.replaced()), (text.len() as u64, 0));
                assert_eq!(reader.into_inner().at, text.len());
            }
            let mut read = String::from("> ");
            let mut reader = naqi.reader(Odd::new(random.next(), text.as_bytes(), most, false));
            let count = reader.read_to_string(&mut read).expect("UTF-8");
            assert_same(&read.as_bytes()[2..], &whole, &naqi, &text);
            assert_eq!(count, whole.len());
        }
    }
}

#[test]
fn a_writer_writes_the_output_of_the_whole_text_for_any_sizes_and_errors() {
    let mut random = Random::from_environment();
    for (text, most) in texts(&mut random) {
        for naqi in normalizers() {
            let whole = naqi.normalize(&text);
            for fails in [false, true] {
                let mut inner = Odd::new(random.next(), b"", most, fails);
                let mut writer = naqi.writer(&mut inner);
                let mut rest = text.as_bytes();
                while !rest.is_empty() {
                    let len = rest.len().min(1 + random.below(most));
                    match writer.write(&rest[..len]) {
                        Ok(count) => rest = &rest[count..],
                        Err(error) => assert_eq!(error.to_string(), "a hiccup"),
                    }
                    if random.below(10) == 0 {
                        let _ = writer.flush();
                    }
                }
                while writer.flush().is_err() {}
                assert_eq!((writer.offset(), writer.replaced()), (text.len() as u64, 0));
                // The end is short; the other side may fail there for good.
                match writer.finish() {
                    Ok(_) => assert_same(&inner.bytes, &whole, &naqi, &text),
                    Err(error) => {
                        assert_eq!(error.to_string(), "a hiccup");
                        assert!(fails && whole.as_bytes().starts_with(&inner.bytes), "{naqi}: {}", code_points(&text));
                    }
                }
            }
        }
    }
}

#[test]
fn lines_are_read_normalized() {
    let text = "كِتابٌ \n\n  مُتَّحِدة\r\nا\u{654}";
    let lines: Vec<String> = preset::SEARCH.reader(text.as_bytes()).lines().collect::<Result<_, _>>().expect("UTF-8");
    assert_eq!(lines, ["كتاب ", "", "  متحده", "ا"]);
}

/// The offset in the wrapped error.
fn offset_in(error: &io::Error) -> Option<usize> {
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    error.get_ref()?.downcast_ref::<naqi::Error>()?.offset()
}

#[test]
fn invalid_utf8_is_an_error_with_its_offset_after_the_output_before_it() {
    let naqi = &*preset::LIGHT;
    for (bytes, offset, before) in [
        (&b"\xD8\xA7\xD9\x94\xFFabc"[..], 4, "أ"),
        (b"ab \xD8", 3, "ab "),
        (b"\xD8", 0, ""),
        (b"\xD8\xD8", 0, ""),
        (b"a\xD9\x8E\xF0\x9F\x98x", 3, "a"),
    ] {
        let mut reader = naqi.reader(Odd::new(1, bytes, 1, false));
        let mut read = Vec::new();
        for _ in 0..2 {
            let error = reader.read_to_end(&mut read).expect_err("invalid UTF-8");
            assert_eq!((offset_in(&error), &*read), (Some(offset), before.as_bytes()), "{bytes:X?}");
        }
        let mut read = String::new();
        let error = naqi.reader(bytes).read_to_string(&mut read).expect_err("invalid UTF-8");
        assert_eq!((offset_in(&error), &*read), (Some(offset), before), "{bytes:X?}");

        let mut written = Vec::new();
        let mut writer = naqi.writer(&mut written);
        let pushed = bytes.chunks(1).map(|byte| writer.write_all(byte)).filter_map(Result::err);
        let pushed: Vec<_> = pushed.map(|error| offset_in(&error)).collect();
        assert!(pushed.iter().all(|&told| told == Some(offset)), "{bytes:X?}: {pushed:?}");
        let error = writer.finish().map(|_| ()).expect_err("invalid UTF-8");
        assert_eq!((offset_in(&error), &*written), (Some(offset), before.as_bytes()), "{bytes:X?}");
    }
}

#[test]
fn lossy_readers_and_writers_replace_and_count() {
    let naqi = &*preset::SEARCH;
    let bytes = b"\xD9\x83\xFF\xD8\xAA\xE2\x80 \xD8";
    let whole = naqi.normalize(&String::from_utf8_lossy(bytes)).into_owned();
    let mut reader = naqi.reader(Odd::new(1, bytes, 2, false)).lossy();
    let mut read = String::new();
    reader.read_to_string(&mut read).expect("a lossy reader refuses nothing");
    assert_eq!((read.as_str(), reader.replaced()), (whole.as_str(), 3));

    let mut written = Vec::new();
    let mut writer = naqi.writer(&mut written).lossy();
    bytes.chunks(1).for_each(|byte| writer.write_all(byte).expect("a lossy writer refuses nothing"));
    assert_eq!(writer.replaced(), 2, "the last is not certain before the end");
    writer.finish().expect("a lossy writer refuses nothing");
    assert_eq!(written, whole.as_bytes());
}

#[test]
fn a_reader_does_not_read_on_within_a_character() {
    let mut reader = preset::LIGHT.reader("كتاب".as_bytes());
    let mut byte = [0];
    reader.read_exact(&mut byte).expect("a byte");
    let mut text = String::new();
    assert_eq!(reader.read_to_string(&mut text).expect_err("half a letter").kind(), ErrorKind::InvalidData);
    reader.read_exact(&mut byte).expect("its other byte");
    assert_eq!(reader.read_to_string(&mut text).expect("whole letters"), 6);
    assert_eq!(text, "تاب");
}

#[test]
fn a_flush_writes_the_final_part_and_splits_no_letter() {
    let mut inner = Odd::new(1, b"", 9, false);
    let mut writer = preset::LIGHT.writer(&mut inner);
    writer.write_all("با".as_bytes()).expect("UTF-8");
    writer.flush().expect("a flush");
    assert!(format!("{writer:?}").contains("waiting: 0"), "{writer:?}");
    writer.write_all(&"\u{654}".as_bytes()[..1]).expect("half a mark");
    writer.flush().expect("a flush");
    writer.write_all(&"\u{654}".as_bytes()[1..]).expect("its other half");
    writer.finish().expect("a whole text");
    assert_eq!(inner.bytes, "بأ".as_bytes());
    assert_eq!(inner.flushes, 3);
}

#[test]
fn a_dropped_writer_writes_its_buffer() {
    let mut inner = Odd::new(1, b"", 1, false);
    preset::LIGHT.writer(&mut inner).write_all("كتا\u{654}".as_bytes()).expect("UTF-8");
    assert_eq!(inner.bytes, "كتأ".as_bytes());
}

#[test]
fn a_writer_that_takes_nothing_is_an_error() {
    let mut buffer = [0; 3];
    let mut writer = preset::LIGHT.writer(&mut buffer[..]);
    writer.write_all("كتاب".as_bytes()).expect("it waits");
    assert_eq!(writer.finish().expect_err("no space").kind(), ErrorKind::WriteZero);
}

/// Panics in the first call, and accepts everything afterwards.
struct Panics(Vec<u8>);

impl Write for Panics {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend(bytes);
        assert!(self.0.len() > bytes.len(), "a panic that the test wants");
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn bytes_of_a_write_that_panicked_are_not_written_again() {
    let mut inner = Panics(Vec::new());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut writer = preset::LIGHT.writer(&mut inner);
        writer.write_all("كتاب".as_bytes()).and_then(|()| writer.flush())
    }));
    assert!(panicked.is_err());
    assert_eq!(inner.0, "كتا".as_bytes(), "the last letter was held");
}
