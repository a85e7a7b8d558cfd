//! Decodes blocks of bytes into text; a character that is split by a block's end is carried over.

pub struct Decoder {
    lossy: bool,
    /// The start of a character.
    carried: Vec<u8>,
}

impl Decoder {
    pub fn new(lossy: bool) -> Self {
        Self { lossy, carried: Vec::new() }
    }

    /// Passes on the text of the next block. Invalid UTF-8 is an error, or U+FFFD if the decoder is lossy.
    pub fn push(&mut self, mut block: &[u8], mut text: impl FnMut(&str)) {
        // At most three bytes are pending; each further byte completes the character or shows that it is invalid.
        while !self.carried.is_empty() && !block.is_empty() {
            self.carried.push(block[0]);
            match std::str::from_utf8(&self.carried) {
                Ok(whole) => text(whole),
                Err(error) if error.error_len().is_none() => {
                    block = &block[1..];
                    continue;
                }
                Err(_) if !self.lossy => return self.carried.clear(),
                Err(_) => {
                    // The current byte starts a new character.
                    text("\u{FFFD}");
                    self.carried.clear();
                    continue;
                }
            }
            self.carried.clear();
            block = &block[1..];
        }
        while let Err(error) = std::str::from_utf8(block) {
            let (valid, rest) = block.split_at(error.valid_up_to());
            text(std::str::from_utf8(valid).unwrap_or_default());
            match error.error_len() {
                Some(_) if !self.lossy => return,
                Some(bad) => {
                    text("\u{FFFD}");
                    block = &rest[bad..];
                }
                None => {
                    self.carried.extend_from_slice(rest);
                    return;
                }
            }
        }
        text(std::str::from_utf8(block).unwrap_or_default());
    }

    /// Passes on U+FFFD for a truncated character, if the decoder is lossy.
    pub fn finish(self, mut text: impl FnMut(&str)) {
        if self.lossy && !self.carried.is_empty() {
            text("\u{FFFD}");
        }
    }
}
