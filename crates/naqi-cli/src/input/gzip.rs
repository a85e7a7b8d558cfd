//! Gzip data: members one after the other (RFC 1952), each checked against its checksum and length.

use super::expansion::{Metered, Unpack};
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

type Source<R> = BufReader<Metered<R>>;

pub struct Members<R: Read> {
    state: State<R>,
    taken: u64,
    count: u64,
}

enum State<R: Read> {
    Between(Source<R>),
    Within(Box<GzDecoder<Source<R>>>),
    /// At the end, or after an error.
    Ended,
}

impl<R: Read> Members<R> {
    pub fn new(source: R) -> Self {
        let source = BufReader::with_capacity(128 << 10, Metered::new(source));
        Self { state: State::Between(source), taken: 0, count: 0 }
    }

    /// Goes to the next member, or to the end.
    fn start_member(&mut self, mut source: Source<R>) -> io::Result<State<R>> {
        let next = source.fill_buf()?;
        match next {
            [] if self.count > 0 => return Ok(State::Ended),
            [] | [0x1F] | [0x1F, 0x8B, ..] => {}
            _ => return Err(wrong("other data follows the gzip data", None)),
        }
        self.count += 1;
        Ok(State::Within(Box::new(GzDecoder::new(source))))
    }

    fn read_on(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Between(source) => self.state = self.start_member(source)?,
                State::Within(mut member) => {
                    let count = member.read(buffer).map_err(explain)?;
                    self.taken = member.get_ref().get_ref().taken;
                    if count > 0 {
                        self.state = State::Within(member);
                        return Ok(count);
                    }
                    self.state = State::Between(member.into_inner());
                }
                State::Ended => return Ok(0),
            }
        }
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() { Ok(0) } else { self.read_on(buffer) }
    }
}

impl<R: Read> Unpack for Members<R> {
    fn taken(&self) -> u64 {
        self.taken
    }
}

/// An error of the system does not mean that the data are damaged.
fn explain(error: io::Error) -> io::Error {
    match error.kind() {
        _ if error.raw_os_error().is_some() => error,
        ErrorKind::UnexpectedEof => wrong("the gzip data is cut short", None),
        _ => wrong("the gzip data is damaged", Some(error)),
    }
}

fn wrong(what: &str, why: Option<io::Error>) -> io::Error {
    let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
    io::Error::other(format!("{what}{why}: get the file again; `gzip -t` checks it"))
}
