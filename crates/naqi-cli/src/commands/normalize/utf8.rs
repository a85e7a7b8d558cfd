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
        // A character that the end of a block has split. A further byte continues it, completes it, or is no part of it.
        while !self.carried.is_empty()
            && let Some((&byte, rest)) = block.split_first()
        {
            self.carried.push(byte);
            match std::str::from_utf8(&self.carried) {
                Ok(whole) => {
                    text(whole);
                    self.carried.clear();
                }
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    self.carried.clear();
                    if !self.lossy {
                        return;
                    }
                    text("\u{FFFD}");
                    // The byte itself is read below.
                    break;
                }
            }
            block = rest;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_any_length_give_what_the_whole_gives() {
        let bytes = b"a\xD8\xA7\xE2\x82b\xF0\x9F\xFF\xF0\x9F\x98\x80\xE2\x82\xD8\xA7\xC3";
        for len in 1..=bytes.len() {
            let (mut decoder, mut out) = (Decoder::new(true), String::new());
            bytes.chunks(len).for_each(|block| decoder.push(block, |text| out += text));
            decoder.finish(|text| out += text);
            assert_eq!(out, String::from_utf8_lossy(bytes), "{len}");
        }
    }
}
