//! naqi-compat on any text: no panic, and an output of at most a multiple of the text.

use crate::input::Input;
use crate::shown::Shown;
use naqi_compat::operation::{Operation, Output};
use naqi_compat::operations;
use std::sync::OnceLock;

/// The maximum output bytes for each byte of the text, and a constant: an operation may write a sign's name.
const GROWTH: usize = 64;

/// One operation of a peer.
pub fn compat(data: &[u8]) {
    static ALL: OnceLock<Vec<&Operation>> = OnceLock::new();
    let mut input = Input::new(data);
    let all = ALL.get_or_init(|| operations::all().collect());
    let operation = all[input.below(all.len())];
    let text = input.text(1024);
    let len: usize = match (operation.run)(&text) {
        Output::Text(text) => text.len(),
        Output::Texts(texts) => texts.iter().map(|text| text.len() + 1).sum(),
        Output::Terms(terms) => {
            let count = text.chars().count();
            let stands = |(start, end, _): &(usize, usize, _)| start <= end && *end <= count;
            assert!(terms.iter().all(stands), "{}: {}: {terms:?}", operation.name, Shown(&text));
            terms.iter().map(|(_, _, term)| term.len() + 1).sum()
        }
    };
    assert!(len <= GROWTH * (text.len() + 1), "{}: {} gives {len} bytes", operation.name, Shown(&text));
}
