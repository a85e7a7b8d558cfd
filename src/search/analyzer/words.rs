//! The words of a text, packed and in batches, for lookups in the word cache.

use crate::kernel::{
    self, Fallback, Level, PackedRewrite, PackedSpan, PackedSpans, PackedTable, SimpleBlockSets, WordPacker,
};
use crate::token::{CLASSES, LOW_CLASSES, ScalarStreak, advance_by_rules, words};

static SIMPLE_BLOCK_SETS: SimpleBlockSets = SimpleBlockSets::of(&LOW_CLASSES);

/// Receives the words of a text in batches.
pub(crate) trait WordSink {
    /// The table in which it looks up words; their buckets are prefetched.
    fn table(&self) -> &PackedTable;

    /// Receives the next batch.
    fn take(&mut self, words: &[PackedSpan]);
}

/// Passes the words of the text by UAX #29 to `sink`, in order and in batches; `found` is the buffer for a batch.
///
/// The key of a word is the packed word, possibly without letters that `rewrite` deletes, if the deletion leaves the other
/// letters unchanged.
#[inline]
pub(crate) fn for_each_batch(rewrite: &PackedRewrite, text: &str, found: &mut PackedSpans, sink: &mut impl WordSink) {
    let level = kernel::level();
    found.begin();
    if level == Level::Plain {
        for word in words(text) {
            found.push(text, word.span());
            if found.is_full() {
                sink.take(found.found());
                found.clear();
            }
        }
        return sink.take(found.found());
    }
    let mut streak = ScalarStreak::default();
    while found.masks.at < text.len() {
        if !streak.is_active() {
            let table = sink.table();
            let packer = WordPacker { text, simple: &SIMPLE_BLOCK_SETS, classes: &CLASSES, rewrite, table };
            kernel::packed_spans(level, &packer, found);
        }
        if (found.masks.fallback != Fallback::None || streak.is_active())
            && let Some(word) = advance_by_rules(text, &mut found.masks, &mut streak)
        {
            found.push(text, word.span());
        }
        if found.is_full() {
            sink.take(found.found());
            found.clear();
        }
    }
    sink.take(found.found());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::PackedWord;
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

    /// Characters of simple blocks, and some that end the fast path.
    const SIMPLE_PARTS: [&str; 24] = [
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
            let parts = [&SIMPLE_PARTS[..], &PARTS, &SIGN_PARTS][n % 3];
            (0..next(120)).map(|_| parts[next(parts.len())]).collect()
        })
    }

    fn found(rewrite: &PackedRewrite, text: &str) -> Vec<(Range<usize>, PackedWord)> {
        let mut taken = Taken { words: Vec::new(), table: PackedTable::new(0) };
        for_each_batch(rewrite, text, &mut PackedSpans::default(), &mut taken);
        taken.words
    }

    #[test]
    fn words_are_those_of_uax_29_packed_where_possible() {
        for text in texts() {
            let expected: Vec<_> =
                words(&text).map(|w| (w.span(), PackedWord::of(w.text()).unwrap_or_default())).collect();
            assert_eq!(found(&PackedRewrite::NONE, &text), expected, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn a_key_without_deleted_letters_is_normalized_as_its_word() {
        let normalizer = crate::search::analyzer::default().normalizer();
        let rewrite = &normalizer.pipeline().packed;
        let (mut shorter, mut all) = (0, 0);
        for text in texts() {
            let found = found(rewrite, &text);
            assert!(words(&text).map(|w| w.span()).eq(found.iter().map(|f| f.0.clone())), "{}", text.escape_unicode());
            for (span, packed) in found.into_iter().filter(|f| f.1 != PackedWord::NONE) {
                let word = &text[span];
                shorter += usize::from(PackedWord::of(word) != Some(packed));
                all += 1;
                if let Some(written) = rewrite.write(packed) {
                    assert_eq!(Some(written), PackedWord::of(&normalizer.normalize(word)), "{}", word.escape_unicode());
                }
            }
        }
        assert!(all > 20_000 && (shorter > 1000 || kernel::level() == Level::Plain), "{shorter} of {all}");
    }
}
