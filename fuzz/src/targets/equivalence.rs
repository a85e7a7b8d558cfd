//! Canonically equivalent texts give canonically equivalent outputs.

use crate::input::Input;
use crate::random::Random;
use crate::shown::Shown;
use crate::subjects;
use naqi::{Normalizer, Step};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Law 3 for one text.
pub fn equivalence(data: &[u8]) {
    let mut input = Input::new(data);
    let naqi = subjects::normalizer(&mut input);
    let seed = input.byte() as u64;
    let text = input.text(512);
    if is_exempt(naqi) || !is_stream_safe(naqi, &text) {
        return;
    }
    let nfc = |text: &str| text.nfc().collect::<String>();
    let output = nfc(&naqi.normalize(&text));
    for other in [nfc(&text), text.nfd().collect(), reordered(&text, seed)] {
        let others = nfc(&naqi.normalize(&other));
        assert!(
            others == output,
            "{naqi}: {} gives {}, {} gives {}",
            Shown(&text),
            Shown(&output),
            Shown(&other),
            Shown(&others)
        );
    }
}

/// Transliterations and maps are exempt, unless the text is normalized before them.
fn is_exempt(naqi: &Normalizer) -> bool {
    let steps = naqi.steps();
    // Tokens of decomposed Latin letters may be others.
    if steps.iter().any(|step| matches!(step, Step::Mask(_))) {
        return true;
    }
    let is_free = |step: &Step| matches!(step, Step::Transliterate(_) | Step::Arabize(_) | Step::Map(_));
    steps.iter().any(is_free) && !steps.iter().any(|step| matches!(step, Step::Nfc | Step::Nfkc))
}

/// Whether no letter has more than thirty marks (UAX #15), also after the normalizer deletes what is between them.
fn is_stream_safe(naqi: &Normalizer, text: &str) -> bool {
    let mut run = 0;
    text.nfd().all(|c| {
        let is_mark = canonical_combining_class(c) != 0;
        let parts = || !naqi.normalize(c.encode_utf8(&mut [0; 4])).is_empty();
        run = if is_mark {
            run + 1
        } else if parts() {
            0
        } else {
            run
        };
        run <= 30
    })
}

/// A canonically equivalent order of the marks.
fn reordered(text: &str, seed: u64) -> String {
    let mut chars: Vec<char> = text.nfd().collect();
    let mut random = Random::new(seed);
    for _ in 0..chars.len().min(64) {
        let at = random.below(chars.len().max(2) - 1);
        let Some(&[a, b]) = chars[at..].first_chunk::<2>() else { break };
        let (a, b) = (canonical_combining_class(a), canonical_combining_class(b));
        if a != 0 && b != 0 && a != b {
            chars.swap(at, at + 1);
        }
    }
    chars.into_iter().collect()
}
