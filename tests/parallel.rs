//! Texts on several cores give the same output as on one: in one part or in many, complete, stopped or damaged.

#![cfg(feature = "parallel")]

mod random;

use naqi::parallel::Failure;
use naqi::step::Step;
use naqi::{Map, Normalizer, preset};
use random::{Random, code_points};
use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Lists that combine composition and post-processing, and maps that rewrite the characters before split points.
const LISTS: &[&str] = &[
    "nfc, trim, strip_diacritics",
    "nfkc, skeleton, collapse_stretch(1)",
    "strip_diacritics, unify_alef, collapse_stretch(2), collapse_spaces",
    "unify_forms, unify_heh_goal, trim, collapse_stretch(2)",
    "nfc, strip_diacritics, map(é=, \\u{226E}=)",
    "trim, map(\\n=\\u{20})",
    "collapse_spaces, map(\\n=\\t\\t)",
    "compose, map(\\n=\\u{654}, \\u{20}=\\u{64E})",
    "nfc, strip_tatweel, map(\\n=أ\\u{64E})",
    "skeleton, collapse_stretch(1), map(\\n=ي, \\u{20}=ن, a=\\n)",
    "trim, map(\\n=\\u{D}\\u{A}, \\u{D}=)",
    "arabize(buckwalter), collapse_stretch(1), trim",
    "strip_diacritics, map(ا=ا, ب=ب, \\u{20}=\\u{20}, \\n=\\n, *=), collapse_spaces",
];

fn subjects() -> Vec<Normalizer> {
    let steps = Step::all().map(|step| Normalizer::new(&[step]));
    let lists = LISTS.iter().map(|list| list.parse().unwrap_or_else(|error| panic!("{list}: {error}")));
    steps.chain(preset::all().map(|p| (**p).clone())).chain(lists).collect()
}

/// Text with characters that composition and post-processing examine, on both sides of line breaks and spaces.
fn text(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.below(8) {
        match random.below(8) {
            0 => text += &random.text(12),
            1 => text += "اe\u{301}\u{654}ي<\u{338}\u{654}",
            _ => text += &random.arabic(12),
        }
        for _ in 0..random.below(4) {
            text.push(random.one("\n\n\n  <e\u{338}\u{301}\t\rيينa.=\u{338}\u{301}\u{654}\u{64E}\u{85}"));
        }
    }
    text
}

/// A reader that returns a few bytes at a time, and possibly an error at its end.
struct Trickle<'t> {
    rest: &'t [u8],
    most: usize,
    error: Option<io::Error>,
}

impl Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.rest.len().min(self.most).min(buffer.len());
        match (len, self.error.take()) {
            (0, Some(error)) => return Err(error),
            (_, error) => self.error = error,
        }
        buffer[..len].copy_from_slice(&self.rest[..len]);
        self.rest = &self.rest[len..];
        Ok(len)
    }
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool")
}

/// The output of a stream, and the offset of invalid UTF-8.
fn in_order(naqi: &Normalizer, bytes: &[u8]) -> (String, Option<usize>) {
    let (mut stream, mut out) = (naqi.stream(), String::new());
    let pushed = stream.push(bytes, &mut out);
    let ended = pushed.and(stream.finish(&mut out));
    (out, ended.err().and_then(|error| error.offset()))
}

#[test]
fn parts_give_the_output_of_the_whole_text() {
    let mut random = Random::from_environment();
    let subjects = subjects();
    for threads in [1, 3] {
        pool(threads).install(|| {
            for n in 0..random.cases(6_000) {
                let naqi = &subjects[n % subjects.len()];
                let text = text(&mut random);
                let expected = naqi.normalize(&text);
                let part_len = 1 + random.below(24);
                let about = || format!("{naqi}, parts of {part_len}: {}", code_points(&text));

                let parallel = naqi.parallel().part_len(part_len);
                let whole = parallel.normalize(&text);
                assert_eq!(code_points(&whole), code_points(&expected), "{}", about());
                assert_eq!(matches!(whole, Cow::Borrowed(_)), expected == text, "{}", about());

                let reader = Trickle { rest: text.as_bytes(), most: 1 + random.below(32), error: None };
                let mut out = Vec::new();
                let progress = parallel.copy(reader, &mut out).unwrap_or_else(|error| panic!("{error}: {}", about()));
                let out = String::from_utf8(out).expect("text");
                assert_eq!(code_points(&out), code_points(&in_order(naqi, text.as_bytes()).0), "{}", about());
                assert_eq!(progress.source_len, text.len() as u64, "{}", about());
                assert_eq!(progress.output_len, out.len() as u64, "{}", about());
            }
        });
    }
}

#[test]
fn damaged_bytes_give_the_same_offset_and_the_same_output_before_it() {
    let mut random = Random::from_environment();
    let subjects = subjects();
    pool(2).install(|| {
        for n in 0..random.cases(6_000) {
            let naqi = &subjects[n % subjects.len()];
            let mut bytes = text(&mut random).into_bytes();
            for _ in 0..random.below(4) {
                let at = random.below(bytes.len() + 1);
                match random.below(3) {
                    0 => bytes.truncate(at),
                    1 => bytes.insert(at, random.next() as u8),
                    _ => drop(bytes.splice(at..at, *b"\xE2\x82\n")),
                }
            }
            let parallel = naqi.parallel().part_len(1 + random.below(24));
            let about = || format!("{naqi}: {bytes:02X?}");

            let (expected, offset) = in_order(naqi, &bytes);
            let mut out = Vec::new();
            match parallel.copy(&bytes[..], &mut out) {
                Ok(_) => assert_eq!(offset, None, "{}", about()),
                Err(Failure::Text(error)) => assert_eq!(error.offset(), offset, "{}", about()),
                Err(other) => panic!("{other}: {}", about()),
            }
            let out = String::from_utf8(out).expect("text");
            assert_eq!(code_points(&out), code_points(&expected), "{}", about());

            let lossy = String::from_utf8_lossy(&bytes);
            let mut out = Vec::new();
            let progress = parallel.lossy().copy(&bytes[..], &mut out).expect("nothing is refused");
            let out = String::from_utf8(out).expect("text");
            assert_eq!(code_points(&out), code_points(&in_order(naqi, lossy.as_bytes()).0), "{}", about());
            let replaced = lossy.matches('\u{FFFD}').count() - count_replacements(&bytes);
            assert_eq!(progress.replaced, replaced as u64, "{}", about());
        }
    });
}

/// The number of U+FFFD in the input.
fn count_replacements(bytes: &[u8]) -> usize {
    bytes.windows(3).filter(|window| *window == "\u{FFFD}".as_bytes()).count()
}

#[test]
fn a_stopped_text_gives_the_output_of_its_start() {
    let mut random = Random::from_environment();
    let subjects = subjects();
    let mut stopped = 0;
    pool(2).install(|| {
        for n in 0..random.cases(4_000) {
            let naqi = &subjects[n % subjects.len()];
            let text = text(&mut random);
            let mut parts_left = random.below(5);
            let mut last = 0;
            let mut out = Vec::new();
            let parallel = naqi.parallel().part_len(1 + random.below(16));
            let progress = parallel.copy_with(text.as_bytes(), &mut out, |progress| {
                assert!(progress.source_len >= last, "it goes forward");
                last = progress.source_len;
                match parts_left.checked_sub(1) {
                    Some(left) => parts_left = left,
                    None => return ControlFlow::Break(()),
                }
                ControlFlow::Continue(())
            });
            let progress = progress.expect("a stop is no error");
            stopped += usize::from(progress.source_len < text.len() as u64);
            let start = &text[..progress.source_len as usize];
            let out = String::from_utf8(out).expect("text");
            assert_eq!(
                code_points(&out),
                code_points(&in_order(naqi, start.as_bytes()).0),
                "{naqi}: {}",
                code_points(&text)
            );
            assert_eq!(progress.output_len, out.len() as u64, "{naqi}: {}", code_points(&text));
        }
    });
    assert!(stopped > 500, "it stops often enough to be tested: {stopped}");
}

#[test]
fn text_read_before_a_reader_fails_is_written() {
    let mut random = Random::from_environment();
    let subjects = subjects();
    for n in 0..random.cases(2_000) {
        let naqi = &subjects[n % subjects.len()];
        let text = text(&mut random);
        let reader = Trickle { rest: text.as_bytes(), most: 7, error: Some(io::Error::other("torn off")) };
        let mut out = Vec::new();
        let failure = naqi.parallel().part_len(1 + random.below(16)).copy(reader, &mut out).expect_err("it fails");
        assert_eq!(failure.to_string(), "reading: torn off");
        let out = String::from_utf8(out).expect("text");
        let expected = in_order(naqi, text.as_bytes()).0;
        assert_eq!(code_points(&out), code_points(&expected), "{naqi}: {}", code_points(&text));
    }
}

#[test]
fn a_writer_that_fails_ends_the_text_with_its_error() {
    for part_len in [1, 100, 100_000] {
        let mut buffer = [0; 1000];
        let text = "سلام ".repeat(1000);
        let parallel = preset::LIGHT.parallel().part_len(part_len);
        let failure = parallel.copy(text.as_bytes(), &mut buffer[..]).expect_err("the buffer is small");
        assert!(matches!(&failure, Failure::Write(_)), "{failure}");
        // The same if the text is processed in order.
        let failure = parallel.copy("س".repeat(9000).as_bytes(), &mut buffer[..]).expect_err("the buffer is small");
        assert!(matches!(&failure, Failure::Write(_)), "{failure}");
    }
}

#[test]
fn many_texts_keep_their_order_and_borrow_unchanged_ones() {
    let mut random = Random::from_environment();
    let texts: Vec<String> = (0..random.cases(20_000)).map(|_| random.arabic(8)).collect();
    for preset in preset::all() {
        let done = preset.parallel().normalize_all(&texts);
        assert_eq!(done.len(), texts.len());
        for (text, done) in texts.iter().zip(done) {
            assert_eq!(code_points(&done), code_points(&preset.normalize(text)), "{}", code_points(text));
            assert_eq!(matches!(done, Cow::Borrowed(_)), done == *text, "{}", code_points(text));
        }
    }
}

/// Without a split point the text is processed in order, in bounded memory.
#[test]
fn a_text_without_split_points_is_normalized_in_bounded_memory() {
    let naqi = Normalizer::new(&[Step::Trim, Step::Map(Map::new([("\n", " ")]).expect("a rule"))]);
    let text = "سلامٌ عليكم\n".repeat(200_000);
    let (sender, lens) = std::sync::mpsc::channel();
    struct Lens(std::sync::mpsc::Sender<usize>, Vec<u8>);
    impl io::Write for Lens {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.len()).expect("a receiver");
            self.1.extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut writer = Lens(sender, Vec::new());
    naqi.parallel().part_len(64 << 10).copy(text.as_bytes(), &mut writer).expect("text");
    assert!(writer.1 == naqi.normalize(&text).as_bytes());
    drop(writer);
    assert!(lens.iter().all(|len| len <= 128 << 10), "it is written in parts");
}

#[test]
fn a_callback_that_panics_leaves_no_thread_waiting() {
    let text = "سلام\n".repeat(10_000);
    let run = std::panic::catch_unwind(|| {
        let parallel = preset::LIGHT.parallel().part_len(64);
        parallel.copy_with(text.as_bytes(), io::sink(), |progress| {
            assert!(progress.source_len < 1_000, "a panic of the callback's own");
            ControlFlow::Continue(())
        })
    });
    assert!(run.is_err(), "the panic comes out");
}
