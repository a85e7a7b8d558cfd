//! The words of a text in batches, each with its packed term, for look-ups in the word cache.

use crate::kernel::{PackedSpan, PackedSpans};
use crate::normalizer::Normalizer;
use crate::search::analyzer::packed_table::PackedTable;

/// Receives the words of a text in batches.
pub(crate) trait WordSink {
    /// The table in which it looks up words; their buckets are prefetched.
    fn table(&self) -> &PackedTable;

    /// Receives the next batch.
    fn take(&mut self, words: &[PackedSpan]);
}

/// Passes the words of the text by UAX #29 to `sink`, in order and in batches; `batch` is the buffer for one.
#[inline]
pub(crate) fn for_each_batch(normalizer: &Normalizer, text: &str, batch: &mut PackedSpans, sink: &mut impl WordSink) {
    batch.clear();
    let mut prefetched = 0;
    normalizer.for_each_packed_batch(text, batch, |batch| {
        batch.found()[prefetched..].iter().for_each(|word| sink.table().prefetch(word.packed));
        prefetched = batch.found().len();
        if batch.is_full() {
            sink.take(batch.found());
            batch.clear();
            prefetched = 0;
        }
    });
    sink.take(batch.found());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::PackedWord;
    use crate::step::Step;
    use crate::token::words;
    use alloc::string::String;
    use alloc::vec::Vec;
    use core::ops::Range;

    /// Letters, combining marks, characters that end or join words, and characters that cannot be packed.
    const PARTS: [&str; 24] = [
        "ا",
        "ل",
        "كتاب",
        "مستشفيات",
        "والمسؤولين",
        "\u{64E}", // fatha
        "\u{651}", // shadda
        "\u{640}", // tatweel
        "\u{670}", // superscript alef
        "٣",
        "پ",
        "a",
        "7",
        " ",
        " ",
        " ",
        ".",
        ",",
        "،",
        "\n",
        "\u{200D}", // zero width joiner
        "\u{200C}", // zero width non-joiner
        "😀",
        "ﻻ",
    ];

    /// Vocalised words, and signs that end them.
    const VOCALISED_PARTS: [&str; 24] = [
        "ا",
        "ل",
        "كتاب",
        "مستشفيات",
        "والمسؤولين",
        "سماء",
        "قَالَ",
        "\u{64B}", // fathatan
        "\u{651}", // shadda
        "\u{640}", // tatweel
        "\u{654}", // hamza above
        "ئ",
        "آ",
        "24",
        " ",
        " ",
        " ",
        " ",
        " ",
        ". ",
        "، ",
        " «",
        "» ",
        "\u{A0}", // no-break space
    ];

    /// Signs of every length, and ASCII words.
    const SIGN_PARTS: [&str; 31] = [
        "كتاب",
        "قَالَ",
        "ل",
        "ab",
        "7",
        "_",
        " ",
        " ",
        " ",
        " ",
        "\n",
        ".",
        ",",
        "'",
        ":",
        "#",
        "@",
        "/",
        "(",
        "؟",
        "؛",
        "،",
        "«",
        "\u{AD}", // soft hyphen
        "…",
        "”",
        "\u{200F}", // right-to-left mark
        "7.\u{200F}",
        "😀",
        "🏽",
        "🇦",
    ];

    struct Taken {
        words: Vec<(Range<usize>, PackedWord)>,
        table: PackedTable,
    }

    impl WordSink for Taken {
        fn table(&self) -> &PackedTable {
            &self.table
        }

        fn take(&mut self, words: &[PackedSpan]) {
            self.words.extend(words.iter().map(|w| (w.start..w.end, w.packed)));
        }
    }

    /// Random texts, of each kind of parts in turn.
    fn texts() -> impl Iterator<Item = String> {
        let mut state = 7_u64;
        let mut next = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        (0..6000).map(move |n| {
            let parts = [&VOCALISED_PARTS[..], &PARTS, &SIGN_PARTS][n % 3];
            (0..next(120)).map(|_| parts[next(parts.len())]).collect()
        })
    }

    #[test]
    fn words_are_those_of_uax_29_with_their_normalized_text_packed() {
        let uthmani = crate::Normalizer::new(&[Step::UnifyUthmani, Step::StripDiacritics]);
        let stages = crate::Normalizer::new(&[Step::UnifyAlef, Step::CollapseStretch(1.into())]);
        // Letters that become characters of other blocks, of the same length.
        let latin: crate::Normalizer = "map(ا=š, ل=é)".parse().expect("steps");
        for normalizer in [&crate::preset::SEARCH, &crate::preset::LIGHT, &uthmani, &stages, &latin] {
            let (mut packed, mut short) = (0, 0);
            for text in texts() {
                let mut taken = Taken { words: Vec::new(), table: PackedTable::new(0) };
                for_each_batch(normalizer, &text, &mut PackedSpans::default(), &mut taken);
                let spans = taken.words.iter().map(|word| word.0.clone());
                assert!(words(&text).map(|w| w.span()).eq(spans), "{}", text.escape_unicode());
                for (span, word) in taken.words {
                    // Vocalised text is rewritten with other tables. The term must be the same.
                    let expected = normalizer.normalize(&text[span.clone()]);
                    short += usize::from((2..=20).contains(&expected.len()) && PackedWord::of(&expected).is_some());
                    if word != PackedWord::NONE {
                        packed += 1;
                        assert_eq!(Some(word), PackedWord::of(&expected), "{}", text[span].escape_unicode());
                    }
                }
            }
            // Few words are left to the rules. A normalizer with other stages packs none.
            let is_direct = normalizer.pipeline().is_direct();
            assert!(if is_direct { packed >= short / 2 } else { packed == 0 }, "{packed} of {short}");
        }
    }
}
