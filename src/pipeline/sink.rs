//! Sinks: where the doors write, each piece of text with the place in the source that it is written for.

use crate::kernel::Observer;
use alloc::string::String;

/// Takes what a door writes.
pub(crate) trait Sink {
    /// Appends `text`, written for what stands in the source from `from` on. `from` never goes back.
    fn write(&mut self, text: &str, from: usize);

    fn write_char(&mut self, c: char, from: usize) {
        self.write(c.encode_utf8(&mut [0; 4]), from);
    }
}

/// A string does not remember.
impl Sink for String {
    #[inline]
    fn write(&mut self, text: &str, _: usize) {
        self.push_str(text);
    }

    #[inline]
    fn write_char(&mut self, c: char, _: usize) {
        self.push(c);
    }
}

/// The unit that is being written: it ends where the next one starts.
#[derive(Clone, Copy, Default)]
pub(crate) struct OpenUnit {
    pub from: usize,
    len: usize,
}

impl OpenUnit {
    pub fn at(from: usize) -> Self {
        Self { from, len: 0 }
    }

    /// Bytes that are written for it by now.
    pub fn len(self) -> usize {
        self.len
    }

    /// Records the unit as ending at `end`, where the next one starts.
    pub fn close(&mut self, end: usize, observer: &mut impl Observer) {
        if end > self.from {
            observer.unit(end - self.from, self.len);
            *self = Self::at(end);
        }
    }
}

/// Appends to a string, and records what was written for which bytes of the source.
pub(crate) struct ObservingSink<'a, R> {
    pub out: &'a mut String,
    pub observer: &'a mut R,
    pub open: &'a mut OpenUnit,
}

impl<R: Observer> Sink for ObservingSink<'_, R> {
    fn write(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        self.open.close(from, self.observer);
        self.open.len += text.len();
        self.out.push_str(text);
    }
}
