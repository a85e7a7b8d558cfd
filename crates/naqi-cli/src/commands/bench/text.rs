//! The text that is measured with.

use crate::input::lines::Reading;
use crate::input::{Input, Source};
use crate::messages;
use crate::options::InputOptions;
use std::io::Read;

/// The bytes that are read at most: more than the caches of a processor, and a few tenths of a second for the slowest
/// operation.
const MAX_BYTES: usize = 32 << 20;

pub struct Text {
    pub text: String,
    /// Whether it is all of the inputs.
    pub is_whole: bool,
}

impl Text {
    /// The start of the inputs, and whether all inputs could be read that were opened.
    pub fn read(options: &InputOptions) -> (Self, bool) {
        let (inputs, mut is_complete) = options.inputs();
        let mut text = Self { text: String::new(), is_whole: true };
        for input in &inputs {
            if text.text.len() >= MAX_BYTES {
                text.is_whole = false;
                break;
            }
            if let Err(error) = text.add(input, options.reading()) {
                messages::error(&format!("{}: {error}", input.name()));
                is_complete = false;
            }
        }
        (text, is_complete)
    }

    fn add(&mut self, input: &Input, reading: Reading) -> Result<(), String> {
        let mut source = Source::open_text(input, reading, |_| {})?;
        let (most, mut bytes) = (MAX_BYTES - self.text.len(), Vec::new());
        // One byte more shows whether there is more.
        let mut start = source.by_ref().take(most as u64 + 1);
        start.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() > most {
            self.is_whole = false;
            bytes.truncate(most);
            let is_inside = |byte: &u8| matches!(byte, 0x80..=0xBF);
            // The last character may be incomplete.
            let end = bytes.iter().rposition(|byte| !is_inside(byte)).unwrap_or(0);
            bytes.truncate(end);
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => self.text.push_str(text),
            Err(_) if reading.lossy => self.text.push_str(&String::from_utf8_lossy(&bytes)),
            Err(error) => {
                let byte = error.valid_up_to() as u64;
                return Err(source.fault().unwrap_or_else(|| source.invalid_utf8(byte)));
            }
        }
        source.unchanged()
    }

    /// A word of a usual length from the middle of the text.
    pub fn word(&self) -> &str {
        let is_boundary = |at: &usize| self.text.is_char_boundary(*at);
        let middle = (self.text.len() / 2..).find(is_boundary).unwrap_or(0);
        let near = naqi::words(&self.text[middle..]).chain(naqi::words(&self.text));
        let long = near.map(|word| word.text()).find(|word| (4..=8).contains(&word.chars().count()));
        let word = long.or_else(|| naqi::words(&self.text).map(|word| word.text()).next()).unwrap_or("كتاب");
        // A word may be as long as the text.
        word.char_indices().nth(20).map_or(word, |(end, _)| &word[..end])
    }
}
