//! Segments concatenate to their word, keep marks on their letters, and are the same alone and in a text.

use crate::input::Input;
use crate::shown::Shown;
use naqi::letters::is_mark;
use naqi::segment::{Scheme, Segmenter, Style};

/// One text, by one scheme.
pub fn segments(data: &[u8]) {
    let mut input = Input::new(data);
    let choice = input.byte();
    let text = input.text(2048);
    let scheme = Scheme::ALL[choice % Scheme::ALL.len()];
    let whole: String = scheme.segment(&text).map(|segment| segment.text()).collect();
    assert!(whole == text, "{scheme} of {}", Shown(&text));

    let segmenter = Segmenter::new(scheme);
    let (mut end, mut word) = (0, 0..0);
    for segment in segmenter.segments(&text) {
        let span = segment.span();
        let is_first = segment.starts_word();
        assert!(text.get(span.clone()) == Some(segment.text()), "{scheme} of {}: {span:?}", Shown(&text));
        assert!(if is_first { span.start >= end } else { span.start == end }, "{scheme} of {}: {span:?}", Shown(&text));
        assert!(is_first || !segment.text().starts_with(is_mark), "{scheme} of {}: {span:?}", Shown(&text));
        word = if is_first { span.clone() } else { word.start..span.end };
        end = span.end;
        if segment.ends_word() {
            let last = scheme.segment(&text[word.clone()]).last();
            let last = last.map(|last| (last.text(), last.role(), last.unwritten()));
            let expected = Some((segment.text(), segment.role(), segment.unwritten()));
            assert!(last == expected, "{scheme} of {}: {word:?}", Shown(&text));
        }
    }
    for style in Style::ALL {
        let output = segmenter.to_text(&text, *style);
        assert!(output.len() <= 3 * text.len(), "{scheme}, {style} of {}", Shown(&text));
    }
}
