//! Vowel marks that count: pairs of words by hand, and what holds for any text.

mod random;

use naqi::vocalization::{agreement, compatible, join, split};
use unicode_normalization::UnicodeNormalization;

/// Pairs that may be the same word.
const SAME: [(&str, &str); 24] = [
    ("كَتَبَ", "كتب"),
    ("كتّب", "كتب"),
    ("كَتَّبَ", "كتّب"),
    ("مُتَّحِدة", "متّحدة"),
    ("كِتَابًا", "كِتَاباً"),
    ("كِتَابًا", "كتابا"),
    ("فتىً", "فتًى"),
    ("ٱلْكِتَاب", "الكتاب"),
    ("ٱلشَّمْس", "الشَمس"),
    ("وَالشَّمْسِ", "والشَمْسِ"),
    ("لِلشَّمْسِ", "للشَمس"),
    ("رَحْمَٰن", "رَحْمٰن"),
    ("رَحْمٰن", "رحمن"),
    ("رَحْمٰن", "رحمان"),
    ("هٰذا", "هاذا"),
    ("ا\u{654}حمد", "أحمد"),
    ("مسو\u{654}ول", "مسؤول"),
    ("محم\u{64E}\u{651}د", "محم\u{651}\u{64E}د"),
    ("كـــتاب", "كِتاب"),
    ("ﻻ", "لا"),
    ("\u{200F}كتب", "كَتب"),
    ("كتابٌ\u{8F1}", "كتابٌ"),
    // The shadda of a word's first letter joins it with the word before.
    ("مِّمَّن", "مِمَّنْ"),
    ("هُدًى لِّلْمُتَّقِينَ", "هُدًى لِلْمُتَّقِينَ"),
];

/// Pairs that are not.
const DIFFERENT: [(&str, &str); 13] = [
    ("كَتَبَ", "كُتِبَ"),
    ("دَرَسَ", "دَرَّسَ"),
    ("كتب", "كتاب"),
    ("كِتابٌ", "كِتابٍ"),
    ("كِتابًا", "كِتابٌا"),
    ("أحمد", "احمد"),
    ("هٰذا", "هُذا"),
    ("عِلْم", "عَلَم"),
    ("مَلِك", "مُلْك"),
    ("رحمن", "رحمان"),
    ("مدرسة", "مدرسه"),
    ("كتب", ""),
    ("إِنَّمَا", "إِنَمَا"),
];

#[test]
fn pairs_are_told_apart_in_both_orders() {
    for (one, other) in SAME {
        assert!(compatible(one, other) && compatible(other, one), "{one} {other}");
    }
    for (one, other) in DIFFERENT {
        assert!(!compatible(one, other) && !compatible(other, one), "{one} {other}");
    }
}

#[test]
fn words_agree_with_themselves_without_marks_and_in_every_normal_form() {
    let mut random = random::Random::new(23);
    for case in 0..20_000 {
        let text = random.text(1 + case % 12);
        let own = agreement(&text, &text).expect("the same letters");
        assert_eq!((own.missing, own.contradicting, own.share()), (0, 0, 1.0), "{}", text.escape_unicode());
        for form in [text.nfc().collect::<String>(), text.nfd().collect()] {
            // A mark that NFC reorders across a second vowel is another mark of the letter.
            if split(&text).all(|letter| letter.marks.chars().count() <= 1) {
                assert!(compatible(&text, &form), "{} {}", text.escape_unicode(), form.escape_unicode());
            }
        }
        let other = random.text(1 + case % 12);
        assert_eq!(agreement(&text, &other), agreement(&other, &text));
    }
}

#[test]
fn what_is_split_is_joined_again() {
    let mut random = random::Random::new(5);
    for case in 0..20_000 {
        let text = random.text(case % 40);
        assert_eq!(join(split(&text)), text);
        for letter in split(&text) {
            assert!(letter.letter.chars().count() <= 1 && letter.marks.chars().all(naqi::letters::is_mark));
        }
        let letters: String = split(&text).map(|letter| letter.letter).collect();
        assert!(!letters.contains(naqi::letters::is_mark));
    }
}
