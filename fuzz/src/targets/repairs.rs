//! naqi-repair takes any text and any bytes; what it does not name is as it was, and ranges map to whole characters.

use crate::input::Input;
use crate::shown::Shown;
use naqi_repair::{Encoding, Repaired, decode, repair};
use std::borrow::Cow;

/// Repairs a text, and decodes bytes.
pub fn repairs(data: &[u8]) {
    let bytes = Input::new(data).bytes(2048);
    let decoded = decode(&bytes);
    let is_utf8 = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0) && !bytes.contains(&6);
    assert!(!is_utf8 || decoded.encoding == Encoding::Utf8, "{}", bytes.escape_ascii());
    assert!((0.0..=1.0).contains(&decoded.confidence), "{decoded:?}");
    // A code page is read byte by byte, and a presentation form has up to four letters.
    assert!(decoded.text.len() <= 8 * bytes.len(), "{decoded:?}");
    for text in [&*decoded.text, &*String::from_utf8_lossy(&bytes)] {
        let repaired = repair(text);
        is_as_named(text, &repaired);
        is_aligned(text, &repaired);
    }
}

/// Outside the lines of the changes, nothing changed; inside each, something did.
fn is_as_named(text: &str, repaired: &Repaired) {
    assert_eq!(repaired.changes.is_empty(), matches!(repaired.text, Cow::Borrowed(_)), "{}", Shown(text));
    let (mut source, mut output) = (0, 0);
    for change in &repaired.changes {
        assert!((0.0..=1.0).contains(&change.confidence), "{change:?} in {}", Shown(text));
        assert_ne!(text[change.source.clone()], repaired.text[change.output.clone()], "{}", Shown(text));
        // A line can have several changes.
        if change.source.end > source {
            let (before, unchanged) = (&text[source..change.source.start], &repaired.text[output..change.output.start]);
            assert_eq!(before, unchanged, "{}", Shown(text));
        }
        (source, output) = (change.source.end, change.output.end);
    }
    assert_eq!(text[source..], repaired.text[output..], "{}", Shown(text));
    assert!(repaired.text.len() <= 4 * text.len(), "{}", Shown(text));
}

fn is_aligned(text: &str, repaired: &Repaired) {
    for (at, c) in repaired.text.char_indices() {
        let source = repaired.source(at..at + c.len_utf8());
        assert!(text.get(source.clone()).is_some_and(|part| !part.is_empty()), "{at}: {source:?} in {}", Shown(text));
        assert!(repaired.source(at..at).is_empty(), "{at} in {}", Shown(text));
    }
    assert!(text.get(repaired.source(0..usize::MAX)).is_some(), "{}", Shown(text));
}
