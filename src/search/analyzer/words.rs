//! The words of a text as numbers, some at a time: for analyzers, which ask a cache for each.

use crate::kernel::{self, Doubt, Level, PackedRewrite, PackedSpan, PackedSpans, PackedTable, SimpleBlockSets};
use crate::token::{CLASSES, LOW_CLASSES, ScalarStreak, advance_by_rules, words};

static CALM: SimpleBlockSets = SimpleBlockSets::of(&LOW_CLASSES);

/// Who takes words, some at a time.
pub(crate) trait WordSink {
    /// Where it will look each word up.
    fn lines(&self) -> &PackedTable;

    fn take(&mut self, words: &[PackedSpan]);
}

/// Gives `taker` the words of the text by UAX #29, in order, some at a time.
///
/// A number is that of a word as it stands, or without what the sheet deletes, where that leaves the rest as it is. `found`
/// is room for them.
#[inline]
pub(crate) fn for_some_words(sheet: &PackedRewrite, text: &str, found: &mut PackedSpans, taker: &mut impl WordSink) {
    let level = kernel::level();
    found.begin();
    if level == Level::Plain {
        for word in words(text) {
            found.push(text, word.span());
            if found.is_full() {
                taker.take(found.found());
                found.clear();
            }
        }
        return taker.take(found.found());
    }
    let mut streak = ScalarStreak::default();
    while found.marks.at < text.len() {
        if !streak.is_active() {
            kernel::packed_spans(level, &CALM, &CLASSES, sheet, text, taker.lines(), found);
        }
        if (found.marks.doubt != Doubt::None || streak.is_active())
            && let Some(word) = advance_by_rules(text, &mut found.marks, &mut streak)
        {
            found.push(text, word.span());
        }
        if found.is_full() {
            taker.take(found.found());
            found.clear();
        }
    }
    taker.take(found.found());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::PackedWord;
    use alloc::string::String;
    use alloc::vec::Vec;
    use core::ops::Range;

    /// Letters, marks, what ends or joins words, and what no number holds.
    const PIECES: [&str; 24] = [
        "ا",
        "ل",
        "كتاب",
        "مستشفيات",
        "والمسؤولين",
        "\u{64E}",
        "\u{651}",
        "ـ",
        "\u{670}",
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
        "\u{200D}",
        "\u{200C}",
        "😀",
        "ﻻ",
    ];

    /// The same of calm blocks, and of some that are nearly so.
    const CALM_PIECES: [&str; 24] = [
        "ا",
        "ل",
        "كتاب",
        "مستشفيات",
        "والمسؤولين",
        "سماء",
        "قَالَ",
        "\u{64B}",
        "\u{651}",
        "ـ",
        "\u{654}",
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
        "\u{A0}",
    ];

    /// The same with signs of every length, and words of ASCII.
    const SIGN_PIECES: [&str; 31] = [
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
        "\u{AD}",
        "…",
        "”",
        "\u{200F}",
        "7.\u{200F}",
        "😀",
        "🏽",
        "🇦",
    ];

    struct Taken {
        words: Vec<(Range<usize>, PackedWord)>,
        lines: PackedTable,
    }

    impl WordSink for Taken {
        fn lines(&self) -> &PackedTable {
            &self.lines
        }

        fn take(&mut self, words: &[PackedSpan]) {
            self.words.extend(words.iter().map(|w| (w.start..w.end, w.packed)));
        }
    }

    /// Random texts, of pieces of each kind in turn.
    fn texts() -> impl Iterator<Item = String> {
        let mut state = 7_u64;
        let mut next = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        (0..6000).map(move |n| {
            let pieces = [&CALM_PIECES[..], &PIECES, &SIGN_PIECES][n % 3];
            (0..next(120)).map(|_| pieces[next(pieces.len())]).collect()
        })
    }

    fn found(sheet: &PackedRewrite, text: &str) -> Vec<(Range<usize>, PackedWord)> {
        let mut taken = Taken { words: Vec::new(), lines: PackedTable::new(0) };
        for_some_words(sheet, text, &mut PackedSpans::default(), &mut taken);
        taken.words
    }

    #[test]
    fn words_are_those_of_uax_29_each_as_a_number_where_it_can_be_one() {
        for text in texts() {
            let expected: Vec<_> =
                words(&text).map(|w| (w.span(), PackedWord::of(w.text()).unwrap_or_default())).collect();
            assert_eq!(found(&PackedRewrite::NONE, &text), expected, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn a_number_without_what_is_deleted_is_normalized_as_the_word_is() {
        let normalizer = crate::search::analyzer::default().normalizer();
        let sheet = &normalizer.pipeline().packed;
        let (mut shorter, mut all) = (0, 0);
        for text in texts() {
            let found = found(sheet, &text);
            assert!(words(&text).map(|w| w.span()).eq(found.iter().map(|f| f.0.clone())), "{}", text.escape_unicode());
            for (span, packed) in found.into_iter().filter(|f| f.1 != PackedWord::NONE) {
                let word = &text[span];
                shorter += usize::from(PackedWord::of(word) != Some(packed));
                all += 1;
                if let Some(written) = sheet.write(packed) {
                    assert_eq!(Some(written), PackedWord::of(&normalizer.normalize(word)), "{}", word.escape_unicode());
                }
            }
        }
        assert!(all > 20_000 && (shorter > 1000 || kernel::level() == Level::Plain), "{shorter} of {all}");
    }
}
