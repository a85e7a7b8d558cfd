//! Normalizes one text on one thread, for the observers of its progress.

use super::page::Page;
use super::report::Report;
use super::utf8::Decoder;
use naqi::Normalizer;
use std::io::{self, ErrorKind, Read, Write};
use std::time::Instant;

/// The bytes read at a time: source and output stay in the core's own cache.
const BLOCK: usize = 128 << 10;
const PAGE: usize = 4096;

/// An error while processing a text.
pub enum Broken {
    Read(io::Error),
    Write(io::Error),
    /// Invalid UTF-8.
    Text(naqi::Error),
}

/// The observers: progress, report and page.
pub struct Watch<'n, 'p> {
    pub report: Option<Report<'n>>,
    pub page: Option<&'p mut Page>,
}

impl Watch<'_, '_> {
    /// Whether the rest of the text is not needed.
    fn is_full(&self) -> bool {
        self.report.is_none() && self.page.as_ref().is_none_or(|page| page.is_full())
    }

    fn source(&mut self, text: &str) {
        if let Some(report) = &mut self.report {
            report.push(text);
        }
        if let Some(page) = &mut self.page {
            page.push(text);
        }
    }
}

/// Reads a text to its end and writes it normalized. Returns the number of U+FFFD written for invalid UTF-8.
pub fn copy(
    normalizer: &Normalizer,
    lossy: bool,
    reader: &mut dyn Read,
    writer: &mut dyn Write,
    mut watch: Option<&mut Watch>,
) -> Result<u64, Broken> {
    let mut decoder = Decoder::new(lossy);
    let mut stream = normalizer.stream();
    if lossy {
        stream = stream.lossy();
    }
    let (mut buffer, mut out) = (vec![0; PAGE + BLOCK], String::new());
    // Some processors copy a page of a file at a fifth of the speed if the target starts a few bytes after a page's
    // start.
    let address = buffer.as_ptr() as usize;
    let block = &mut buffer[address.next_multiple_of(PAGE) - address..][..BLOCK];
    let mut ended = Ok(());
    while ended.is_ok() {
        let bytes = match reader.read(block) {
            Ok(0) => break,
            Ok(count) => &block[..count],
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                ended = Err(Broken::Read(error));
                break;
            }
        };
        if let Some(watch) = &mut watch {
            decoder.push(bytes, |text| watch.source(text));
        }
        let start = Instant::now();
        ended = stream.push(bytes, &mut out).map_err(Broken::Text);
        if let Some(report) = watch.as_mut().and_then(|watch| watch.report.as_mut()) {
            report.time += start.elapsed();
            report.bytes_in += bytes.len() as u64;
            report.push_output(&out);
        }
        writer.write_all(out.as_bytes()).map_err(Broken::Write)?;
        out.clear();
        if watch.as_ref().is_some_and(|watch| watch.is_full()) {
            return Ok(stream.replaced());
        }
    }
    // Of two errors the first is more informative.
    let finished = stream.finish(&mut out).map_err(Broken::Text);
    ended = ended.and(finished);
    if let Some(watch) = watch {
        decoder.finish(|text| watch.source(text));
        if let Some(report) = &mut watch.report {
            report.push_output(&out);
            report.finish_text(stream.replaced());
        }
    }
    writer.write_all(out.as_bytes()).and_then(|()| writer.flush()).map_err(Broken::Write)?;
    ended.map(|()| stream.replaced())
}
