//! Sinks: receive the output of a stage, with the source offset of each part.

use crate::kernel::Observer;
use alloc::string::String;

/// Receives the output of a stage.
pub(crate) trait Sink {
    /// Appends `text`, the output for the source from `from` on. `from` does not decrease; if it is 0, the text is a
    /// part of the unit that was written last.
    fn write(&mut self, text: &str, from: usize);

    /// Appends `text`, the table's output for a code point at `from`.
    fn write_output(&mut self, _: char, text: &str, from: usize) {
        self.write(text, from);
    }

    fn write_char(&mut self, c: char, from: usize) {
        self.write(c.encode_utf8(&mut [0; 4]), from);
    }
}

/// Ignores source offsets.
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

/// The unit that is being written. It ends where the next one starts.
#[derive(Clone, Copy, Default)]
pub(crate) struct OpenUnit {
    pub from: usize,
    len: usize,
}

impl OpenUnit {
    pub fn at(from: usize) -> Self {
        Self { from, len: 0 }
    }

    /// The number of bytes written so far.
    pub fn len(self) -> usize {
        self.len
    }

    /// Reports the unit as ending at `end`, the start of the next one.
    pub fn close(&mut self, end: usize, observer: &mut impl Observer) {
        if end > self.from {
            observer.unit(end - self.from, self.len);
            *self = Self::at(end);
        }
    }
}

/// Appends to a string, and reports the units that are written.
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
