//! A stream split anywhere, a reader and a writer give the output of the whole text.

use crate::input::Input;
use crate::shown::Shown;
use crate::subjects;
use naqi::Normalizer;
use std::io::{Read, Write};

/// Law 4 for one text: fuzzed splits, and reads and writes of fuzzed sizes.
pub fn streams(data: &[u8]) {
    let mut input = Input::new(data);
    let naqi = subjects::normalizer(&mut input);
    let choices = [(); 4].map(|()| input.number());
    let (size, way) = (1 + input.byte(), input.byte());
    // Readers and writers have buffers of 64 KiB: some texts are longer.
    let text = input.text(if (way, size) == (255, 256) { 140_000 } else { 384 });
    let whole = naqi.normalize(&text);
    let same = |out: &[u8], how: &str| {
        let out = std::str::from_utf8(out).expect("what is written is UTF-8");
        assert!(
            out == whole,
            "{naqi}: {how} {choices:?} {size}: {} gives {}, the whole {}",
            Shown(&text),
            Shown(out),
            Shown(&whole)
        );
    };
    same(pushed(naqi, text.as_bytes(), choices).as_bytes(), "a stream split at");
    match way % 4 {
        0 => same(&read(naqi, &text, size), "a reader"),
        1 => same(&written(naqi, &text, size), "a writer"),
        2 => same(by_chunks(naqi, &text, size).as_bytes(), "a stream in chunks"),
        _ => {}
    }
}

/// Pushes the text through one stream twice: after `finish` it accepts another text.
fn pushed(naqi: &Normalizer, bytes: &[u8], choices: [usize; 4]) -> String {
    let mut splits = choices.map(|choice| choice % (bytes.len() + 1));
    splits.sort_unstable();
    let (mut stream, mut out) = (naqi.stream(), String::new());
    for round in 0..2 {
        let mut at = 0;
        let before = out.len();
        for split in splits.into_iter().chain([bytes.len()]) {
            stream.push(&bytes[at..split], &mut out).expect("valid UTF-8");
            at = split;
        }
        assert_eq!((stream.offset(), stream.replaced()), (bytes.len() as u64, 0), "all bytes are taken");
        stream.finish(&mut out).expect("a whole text");
        if round == 1 {
            assert!(out[..before] == out[before..], "{naqi}: the second text is as the first");
            out.truncate(before);
        }
    }
    out
}

fn by_chunks(naqi: &Normalizer, text: &str, size: usize) -> String {
    let (mut stream, mut out) = (naqi.stream(), String::new());
    text.as_bytes().chunks(size).for_each(|chunk| stream.push(chunk, &mut out).expect("valid UTF-8"));
    stream.finish(&mut out).expect("a whole text");
    out
}

fn read(naqi: &Normalizer, text: &str, size: usize) -> Vec<u8> {
    let (mut out, mut buffer) = (Vec::new(), vec![0; 257 - size.min(256)]);
    let mut reader = naqi.reader(Small { rest: text.as_bytes(), size });
    loop {
        match reader.read(&mut buffer).expect("valid UTF-8") {
            0 => return out,
            count => out.extend(&buffer[..count]),
        }
    }
}

fn written(naqi: &Normalizer, text: &str, size: usize) -> Vec<u8> {
    let mut writer = naqi.writer(Vec::new());
    for (n, chunk) in text.as_bytes().chunks(size).enumerate() {
        writer.write_all(chunk).expect("valid UTF-8");
        if n % 8 == 7 {
            writer.flush().expect("a vector takes all");
        }
    }
    writer.finish().expect("a whole text")
}

/// Returns a fixed number of bytes at a time.
struct Small<'t> {
    rest: &'t [u8],
    size: usize,
}

impl Read for Small<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.size.min(buffer.len()).min(self.rest.len());
        buffer[..size].copy_from_slice(&self.rest[..size]);
        self.rest = &self.rest[size..];
        Ok(size)
    }
}
