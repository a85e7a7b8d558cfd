//! HTML's character references, as Python's `html.unescape` reads them: `&amp;` is `&`, and so is `&#38`.

use entities::ENTITIES;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The longest part of a name that is read, in characters.
const LONGEST: usize = 32;

/// The characters of windows-1252 at 0x80 to 0x9F: HTML maps these numbers to them.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

/// HTML5's names, with `&` and, for most, `;`.
static NAMES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| ENTITIES.iter().map(|entity| (entity.entity, entity.characters)).collect());

/// The text with its references resolved, once: `&amp;lt;` becomes `&lt;`.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while !rest.is_empty() {
        let read = if rest.as_bytes().get(1) == Some(&b'#') { number(rest, &mut out) } else { name(rest, &mut out) };
        let kept = rest[read..].strip_prefix('&').filter(|_| read == 0);
        if kept.is_some() {
            out.push('&');
        }
        rest = kept.unwrap_or(&rest[read..]);
        let next = rest.find('&').unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// Writes the character of a number and returns how many bytes were read; none if there is no number.
fn number(text: &str, out: &mut String) -> usize {
    let (radix, start) = if matches!(text.as_bytes().get(2), Some(b'x' | b'X')) { (16, 3) } else { (10, 2) };
    let digits = text[start..].chars().map_while(|c| c.to_digit(radix));
    let (count, value) =
        digits.fold((0, 0_u32), |(n, value), digit| (n + 1, value.saturating_mul(radix).saturating_add(digit)));
    if count == 0 {
        return 0;
    }
    match value {
        0 => out.push(char::REPLACEMENT_CHARACTER),
        0x80..=0x9F => out.extend(WINDOWS_1252.chars().nth(value as usize - 0x80)),
        1..=8 | 0xB | 0xE..=0x1F | 0x7F | 0xFDD0..=0xFDEF => {}
        _ if value <= 0x10_FFFF && value & 0xFFFE == 0xFFFE => {}
        _ => out.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)),
    }
    let end = start + count;
    end + usize::from(text.as_bytes().get(end) == Some(&b';'))
}

/// Writes the characters of a name, or of the longest prefix of it that is a name without `;`, and returns how many
/// bytes were read.
fn name(text: &str, out: &mut String) -> usize {
    let stops = |c| matches!(c, '\t' | '\n' | '\u{C}' | ' ' | '<' | '&' | '#' | ';');
    let ends: Vec<usize> = text
        .char_indices()
        .skip(1)
        .take(LONGEST)
        .take_while(|&(_, c)| !stops(c))
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let closed = ends.last().copied().filter(|&end| text.as_bytes().get(end) == Some(&b';')).map(|end| end + 1);
    for end in closed.into_iter().chain(ends.into_iter().rev()) {
        if let Some(characters) = NAMES.get(&text[..end]) {
            out.push_str(characters);
            return end;
        }
    }
    0
}
