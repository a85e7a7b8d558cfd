//! Zstd data: frames one after the other (RFC 8878), each checked against its length and checksum, if it has them.

use super::expansion::{Metered, Unpack};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::error::Error;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// The maximum memory for a frame: the default of `zstd` itself.
const MAX_WINDOW: u64 = 128 << 20;

pub struct Frames<R> {
    source: BufReader<Metered<R>>,
    decoder: FrameDecoder,
    state: State,
    has_frames: bool,
}

enum State {
    Between,
    /// The bytes of the frame returned so far.
    Within(u64),
    /// At the end, or after an error.
    Ended,
}

impl<R: Read> Frames<R> {
    pub fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MAX_WINDOW);
        let source = BufReader::with_capacity(128 << 10, Metered::new(source));
        Self { source, decoder, state: State::Between, has_frames: false }
    }

    /// Goes to the next frame with data. Returns false at the end.
    fn start_frame(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.has_frames = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let skipped = io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                    if skipped < length.into() {
                        return Err(truncated());
                    }
                    self.has_frames = true;
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_))) => {
                    return Err(wrong("other data follows the zstd data"));
                }
                Err(error) => return Err(explain(&error)),
            }
        }
        if self.has_frames { Ok(false) } else { Err(truncated()) }
    }

    fn read_on(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let given = match std::mem::replace(&mut self.state, State::Ended) {
                State::Between if self.start_frame()? => 0,
                State::Within(given) => given,
                State::Between | State::Ended => return Ok(0),
            };
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, one).map_err(|error| explain(&error))?;
            }
            let count = self.decoder.read(buffer)?;
            let given = given + count as u64;
            self.check(given, count == 0)?;
            if count > 0 {
                self.state = State::Within(given);
                return Ok(count);
            }
            self.state = State::Between;
        }
    }

    /// The properties of a frame. A content length of 0 means unknown.
    fn check(&self, given: u64, is_end: bool) -> io::Result<()> {
        let (len, checksum) = (self.decoder.content_size(), self.decoder.get_checksum_from_data());
        match () {
            () if len > 0 && (given > len || is_end && given < len) => {
                Err(wrong("the zstd data is damaged (its length is wrong)"))
            }
            () if is_end && checksum.is_some() && checksum != self.decoder.get_calculated_checksum() => {
                Err(wrong("the zstd data is damaged (its checksum is wrong)"))
            }
            () => Ok(()),
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() { Ok(0) } else { self.read_on(buffer) }
    }
}

impl<R: Read> Unpack for Frames<R> {
    fn taken(&self) -> u64 {
        self.source.get_ref().taken
    }
}

/// A decoder's error as a message for the user; a read error is passed on.
fn explain(error: &FrameDecoderError) -> io::Error {
    match error {
        FrameDecoderError::WindowSizeTooBig { requested, max } => {
            let (requested, max) = (requested >> 20, max >> 20);
            return io::Error::other(format!(
                "the zstd data takes {requested} MiB of memory, {max} at most are given: unpack it by `zstd -d --long=31`"
            ));
        }
        FrameDecoderError::DictNotProvided { .. } => {
            return io::Error::other("the zstd data was packed with a dictionary: unpack it by `zstd -d -D`");
        }
        _ => {}
    }
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            match io.raw_os_error() {
                Some(code) => return io::Error::from_raw_os_error(code),
                None if io.kind() == ErrorKind::UnexpectedEof => return truncated(),
                None => {}
            }
        }
        cause = error.source();
    }
    wrong(&format!("the zstd data is damaged ({error})"))
}

fn truncated() -> io::Error {
    wrong("the zstd data is cut short")
}

fn wrong(what: &str) -> io::Error {
    io::Error::other(format!("{what}: get the file again; `zstd -t` checks it"))
}
