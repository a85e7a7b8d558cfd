//! Encodings of one byte a character: from bytes to characters and back.

use crate::code_pages::{CP720, CP864, MAC_ARABIC, UpperHalf};
use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1252, WINDOWS_1256};
use std::sync::OnceLock;

/// An encoding of one byte a character whose lower half is ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Also Latin-1: the bytes that windows-1252 leaves free are the control characters of Latin-1.
    Windows1252,
    Windows1256,
    Iso8859_6,
    MacArabic,
    Cp864,
    Cp720,
}

/// The characters of the upper half, and the bytes of its characters, sorted.
type Table = (UpperHalf, Vec<(char, u8)>);

impl Page {
    /// The character of a byte; U+FFFD where there is none.
    pub fn char(self, byte: u8) -> char {
        match self {
            // The percent sign of CP864.
            Self::Cp864 if byte == b'%' => '\u{66A}',
            _ if byte < 0x80 => byte as char,
            _ => self.upper_half()[byte as usize - 0x80],
        }
    }

    /// The byte from 0x80 of a character.
    pub fn byte(self, c: char) -> Option<u8> {
        if self == Self::Windows1252 && matches!(c, '\u{80}'..='\u{9F}') {
            return Some(c as u8);
        }
        let bytes = &self.table().1;
        bytes.binary_search_by_key(&c, |(known, _)| *known).ok().map(|at| bytes[at].1)
    }

    fn upper_half(self) -> &'static UpperHalf {
        &self.table().0
    }

    fn table(self) -> &'static Table {
        static TABLES: [OnceLock<Table>; 6] = [const { OnceLock::new() }; 6];
        TABLES[self as usize].get_or_init(|| {
            let upper = match self {
                Self::Windows1252 => of(WINDOWS_1252),
                Self::Windows1256 => of(WINDOWS_1256),
                Self::Iso8859_6 => of(ISO_8859_6),
                Self::MacArabic => MAC_ARABIC,
                Self::Cp864 => CP864,
                Self::Cp720 => CP720,
            };
            let bytes = (0x80..=0xFF).zip(upper).filter(|(_, c)| *c != char::REPLACEMENT_CHARACTER);
            let mut bytes: Vec<(char, u8)> = bytes.map(|(byte, c)| (c, byte)).collect();
            bytes.sort_unstable();
            (upper, bytes)
        })
    }
}

fn of(encoding: &'static Encoding) -> UpperHalf {
    std::array::from_fn(|at| {
        let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&UPPER[at]));
        text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

/// The bytes 0x80 to 0xFF.
const UPPER: [u8; 128] = {
    let mut bytes = [0; 128];
    let mut at = 0;
    while at < 128 {
        bytes[at] = 0x80 + at as u8;
        at += 1;
    }
    bytes
};
