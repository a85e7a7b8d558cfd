//! One alignment after the other is the naive composition of both.

use crate::alignments::{boundaries_of, settled};
use crate::input::Input;
use crate::shown::Shown;
use crate::subjects;

/// `a.then(&b)` for two normalizers; the second normalizes the output of the first.
pub fn alignment_then(data: &[u8]) {
    let mut input = Input::new(data);
    let (first, second) = (subjects::normalizer(&mut input), subjects::normalizer(&mut input));
    let text = input.text(192);
    let one = first.align(&text);
    let two = second.align(&one.text);
    let joined = one.alignment.then(&two.alignment);
    let shown =
        || format!("{first} then {second}: {} gives {}, then {}", Shown(&text), Shown(&one.text), Shown(&two.text));
    if joined.is_unchanged() {
        assert!(text == two.text, "unchanged says that both are one text: {}", shown());
        return;
    }
    let (a, b) = (boundaries_of(&text, &one.text, &one.alignment), boundaries_of(&one.text, &two.text, &two.alignment));
    // If both have a boundary at one offset of the text between, their composition has one.
    let met = a
        .iter()
        .flat_map(|&(source, middle)| b.range((middle, 0)..(middle + 1, 0)).map(move |&(_, output)| (source, output)));
    let expected = settled(met, (text.len(), two.text.len()));
    let ours = boundaries_of(&text, &two.text, &joined);
    assert!(ours == expected, "{ours:?}, the naive one {expected:?} of {a:?} and {b:?}: {}", shown());
}
