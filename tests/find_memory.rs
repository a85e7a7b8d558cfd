//! Finding needs memory for the needle and a slice of the text, however long the text is.

use naqi::{Normalizer, preset};

/// The peak of allocated memory while something runs, beyond the memory held before.
fn most(run: impl FnOnce() -> usize) -> (usize, usize) {
    let mut count = 0;
    let held = allocation_counter::measure(|| count = run());
    (held.bytes_max as usize, count)
}

#[test]
fn memory_depends_on_the_needle_and_not_on_the_text() {
    let post_processing: Normalizer = "nfc, strip_diacritics, strip_tatweel, collapse_spaces".parse().expect("a list");
    let word = "والمُتَّحِدَةُ أو كـــتابٌ\n";
    let text = word.repeat(200_000);
    let hidden = format!("كتا{}ب", "\u{640}".repeat(4_000_000));
    let needle = word.repeat(10_000);
    let search: &Normalizer = &preset::SEARCH;

    let cases = [
        ("one", most(|| search.find_iter(&text, "المتحدة").count()), 200_000),
        ("none", most(|| search.find_iter(&text, "قلم").count()), 0),
        ("whole", most(|| search.finder("كتاب").whole_words().find_iter(&text).count()), 200_000),
        ("part", most(|| search.finder("تا").whole_words().find_iter(&text).count()), 0),
        ("many", most(|| search.finder_of(["كتاب", "أو"]).find_iter(&text).count()), 400_000),
        ("deleted", most(|| search.find_iter(&hidden, "كتاب").count()), 1),
        ("post-process", most(|| post_processing.find_iter(&text[..word.len() * 40_000], "كتاب").count()), 40_000),
    ];
    for (name, (bytes, count), expected) in cases {
        assert_eq!(count, expected, "{name}");
        // After post-processing each unit is an exception in the alignment.
        let limit = if name == "post-process" { 4 << 20 } else { 1 << 20 };
        assert!(bytes < limit, "{name}: {bytes} bytes for a text of {}", text.len());
    }
    let (bytes, count) = most(|| search.find_iter(&text, &needle).count());
    assert_eq!(count, 20);
    assert!(bytes < 6 * needle.len(), "{bytes} bytes for a needle of {}", needle.len());
}
