//! Every step and preset: borrowed exactly if unchanged, idempotent if it says so, bounded.

use crate::input::Input;
use crate::shown::Shown;
use crate::subjects;
use std::borrow::Cow;

/// Laws 1, 2 and 7 for one text.
pub fn laws(data: &[u8]) {
    let mut input = Input::new(data);
    let naqi = subjects::normalizer(&mut input);
    let text = &*input.text(2048);
    let once = naqi.normalize(text);
    let shown = || format!("{naqi}: {} gives {}", Shown(text), Shown(&once));
    let is_same = once == text;
    assert_eq!(matches!(once, Cow::Borrowed(_)), is_same, "borrowed if and only if unchanged: {}", shown());
    if let Cow::Borrowed(borrowed) = once {
        assert_eq!(borrowed.as_ptr(), text.as_ptr(), "borrowed from the source: {}", shown());
    }
    assert_eq!(naqi.is_normalized(text), is_same, "is_normalized tells: {}", shown());
    let mut appended = String::from("x");
    naqi.normalize_into(text, &mut appended);
    assert!(appended.strip_prefix('x') == Some(&once), "normalize_into appends the same: {}", shown());
    assert!(once.len() <= naqi.max_growth() * text.len(), "longer than max_growth says: {}", shown());
    if naqi.is_idempotent() {
        let twice = naqi.normalize(&once);
        assert!(twice == once, "idempotent: {}, then {}", shown(), Shown(&twice));
    }
}
