//! Memory does not grow with the text: allocations are counted while long texts, and endless runs, are processed.
#![cfg(feature = "std")]

use naqi::{Normalizer, preset};
use std::hint::black_box;
use std::io::{self, Read};

/// The peak of allocated memory, beyond the memory held before.
fn peak(work: impl FnOnce()) -> usize {
    allocation_counter::measure(work).bytes_max as usize
}

const MAX_BYTES: usize = 1 << 20;

/// A repeated text of this many bytes, generated while it is read.
struct Endless<'t> {
    text: &'t [u8],
    at: usize,
    left: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut count = 0;
        while count < buffer.len() && self.left > 0 {
            let piece = &self.text[self.at..];
            let len = piece.len().min(buffer.len() - count).min(self.left);
            buffer[count..count + len].copy_from_slice(&piece[..len]);
            (self.at, self.left) = ((self.at + len) % self.text.len(), self.left - len);
            count += len;
        }
        Ok(count)
    }
}

/// Whole texts of about this many bytes.
fn endless(text: &str, bytes: usize) -> Endless<'_> {
    Endless { text: text.as_bytes(), at: 0, left: bytes / text.len() * text.len() }
}

fn by_stream(naqi: &Normalizer, mut source: Endless) {
    let (mut stream, mut out, mut block) = (naqi.stream(), String::new(), vec![0; 100_003]);
    loop {
        let count = source.read(&mut block).expect("bytes");
        if count == 0 {
            break;
        }
        stream.push(&block[..count], &mut out).expect("UTF-8");
        black_box(&out);
        out.clear();
    }
    stream.finish(&mut out).expect("a whole text");
}

fn by_reader(naqi: &Normalizer, source: Endless) {
    let (mut reader, mut block) = (naqi.reader(source), vec![0; 8192]);
    while reader.read(&mut block).expect("UTF-8") > 0 {
        black_box(&block);
    }
}

fn by_writer(naqi: &Normalizer, mut source: Endless) {
    let mut writer = naqi.writer(io::sink());
    io::copy(&mut source, &mut writer).expect("UTF-8");
    writer.finish().expect("a whole text");
}

type Way = fn(&Normalizer, Endless);
const WAYS: [(&str, Way); 3] = [("stream", by_stream), ("reader", by_reader), ("writer", by_writer)];

fn stays_small(name: &str, naqi: &Normalizer, text: &str, bytes: usize, ways: &[(&str, Way)]) {
    for (way, go) in ways {
        go(naqi, endless(text, text.len())); // initializes tables
        let peak = peak(|| go(naqi, endless(text, bytes)));
        assert!(peak < MAX_BYTES, "{name} by {way}: {peak} bytes for a text of {bytes}");
    }
}

/// A text whose length divides no block size, so that splits fall everywhere.
fn page() -> String {
    let plain = "قَالَ الْمُعَلِّمُ لِلتَّلَامِيذِ: اكتبوا الدرس،  كـــتاب ٢٠٢٤\n".repeat(20);
    (plain + "شَيْـًٔا ا\u{654}مل ﻻ 😀\n").repeat(7)
}

fn post_processing() -> Normalizer {
    format!("{}, trim, collapse_stretch(2)", *preset::LIGHT).parse().expect("a list of steps")
}

#[test]
fn a_quarter_of_a_gigabyte_is_normalized_in_a_megabyte() {
    stays_small("search", &preset::SEARCH, &page(), 256 << 20, &WAYS);
}

#[test]
fn post_processing_and_normal_forms_need_no_more_memory() {
    stays_small("light and post-processing", &post_processing(), &page(), 8 << 20, &WAYS);
    stays_small("manuscript", &preset::MANUSCRIPT, &page(), 4 << 20, &WAYS);
    stays_small("nfc", &"nfc".parse().expect("steps"), &page(), 4 << 20, &WAYS);
}

#[test]
fn an_endless_run_is_not_held() {
    let keeping: Normalizer = "compose, strip_tatweel".parse().expect("steps");
    let words: Normalizer = "unify_uthmani, strip_diacritics".parse().expect("steps");
    for (name, naqi) in [
        ("search", &*preset::SEARCH),
        ("post-processing", &post_processing()),
        ("marks stay", &keeping),
        ("words", &words),
    ] {
        for run in ["\u{64E}", "\u{654}", "\u{640}\u{64E}", "\u{200D}", "\u{FE76}", " ", "\n", "ب", "😀", "\u{301}"]
        {
            // Composition is slow on these runs; a writer holds what a stream holds, and its buffer.
            stays_small(&format!("{name}, {run:?}"), naqi, &run.repeat(5000), 3 << 19, &WAYS[2..]);
        }
    }
}

#[test]
fn invalid_bytes_are_replaced_without_being_held() {
    let peak = peak(|| {
        let mut writer = preset::SEARCH.writer(io::sink()).lossy();
        let mut source = Endless { text: b"\xFF\xD8\xE2\x80 ", at: 0, left: 2 << 20 };
        io::copy(&mut source, &mut writer).expect("a lossy writer refuses nothing");
    });
    assert!(peak < MAX_BYTES, "{peak} bytes");
}

/// Beyond the output, and the text that the caller holds.
#[test]
fn a_huge_chunk_needs_no_more_memory_than_a_small_one() {
    for (name, naqi) in
        [("search", &*preset::SEARCH), ("post-processing", &post_processing()), ("nfc", &"nfc".parse().expect("steps"))]
    {
        let text = page().repeat(500);
        let mut out = String::with_capacity(text.len() + (64 << 10));
        let pushed = peak(|| {
            let mut stream = naqi.stream();
            stream.push(text.as_bytes(), &mut out).expect("UTF-8");
            stream.finish(&mut out).expect("a whole text");
        });
        assert!(pushed < MAX_BYTES, "{name}: {pushed} bytes for one piece of {}", text.len());
        out.clear();
        let whole = peak(|| naqi.normalize_into(&text, &mut out));
        assert!(whole < MAX_BYTES, "{name}: {whole} bytes for normalize_into of {}", text.len());
    }
}

#[test]
fn a_joined_alignment_holds_what_it_says() {
    // The marks make one unit of 200 KB.
    let text = format!("ك{}ة", "\u{64E}".repeat(100_000));
    let first = preset::LIGHT.align(&text);
    let second = preset::SEARCH.align(&first.text);
    let mut joined = None;
    let held = allocation_counter::measure(|| joined = Some(first.alignment.then(&second.alignment))).bytes_current;
    // The capacity of a growing vector is at most twice its length.
    let size = joined.map_or(0, |joined| joined.size());
    assert!(size > 0 && held as usize <= 2 * size, "{held} of {size}");
}
