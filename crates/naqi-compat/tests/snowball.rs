//! Snowball's Arabic stemmer on readable words: each expectation is the peer's output.

mod random_text;

use naqi_compat::snowball::arabic_stem_words;
use random_text::Random;
use snowball_stemmers_rs::{Algorithm, Stemmer};

#[test]
fn stems_of_words_equal_snowball_s() {
    for (line, stems) in [
        ("المكتبات الجديدة", "مكتب جديد"),
        ("مكاتبهم وكتابها كتابهم", "مكاتب كتاب كتاب"),
        ("فالمعلمون المعلمين", "فالمعلم معلم"),
        ("بالمدرسة ومدرستنا مدرسون", "مدرس مدرس مدرس"),
        ("يكتبون سيكتبون استخرجوا", "يكتب يكتب استخرج"),
        ("والولد للطلاب", "والولد طلاب"),
        ("بالبيت بِالبَيْتِ", "بيت بالبي"),
        ("ساعات ساعا", "ساعا ساع"),
        ("فيلم سيارات سيارة", "يلم يارا سيار"),
        ("٢٠٢٤ ﻻ ســـلام", "2024 لا سلام"),
        ("naqi 7 !", "naqi 7 !"),
    ] {
        assert_eq!(arabic_stem_words(line), stems.split(' ').collect::<Vec<_>>(), "{line}");
    }
}

#[test]
fn words_end_at_python_s_white_space() {
    assert_eq!(arabic_stem_words(" \u{1C}سلام\u{1F}قلم\u{A0}\u{85}باب\t"), ["سلام", "قلم", "باب"]);
    assert_eq!(arabic_stem_words("سلام\u{200C}قلم"), ["سلام\u{200C}قلم"]);
    assert!(arabic_stem_words(" \u{2003}").is_empty());
    assert!(arabic_stem_words("").is_empty());
}

#[test]
fn random_text_makes_no_panic() {
    for text in random_text::texts(&["ال", "بال", "وال", "سي", "ها", "كما", "ات", "ون", "َ", "ﻻ", " "])
    {
        let words = text.split(|c: char| c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c));
        let count = words.filter(|word| !word.is_empty()).count();
        assert_eq!(arabic_stem_words(&text).len(), count, "{}", text.escape_unicode());
    }
}

/// Very long words are stemmed by other code, with the crate's result.
#[test]
fn a_word_that_is_too_long_has_the_stem_that_the_crate_gives() {
    let stemmer = Stemmer::create(Algorithm::Arabic);
    let mut random = Random::new(11);
    let starts = ["", "ال", "لل", "بال", "كال", "ال", "اَل", "أأ", "أآ", "فب", "وا", "است", "يست", "سأ", "ﻟﻠ", "\0"];
    let ends =
        ["", "ها", "كما", "ه", "ك", "ني", "تا", "تمو", "وا", "ات", "ان", "ية", "ى", "ي", "أ", "ئ", "َ", "هم\u{1}"];
    let fillers = ["َ", "ـ", "ب", "أ", "ه", "كم", "نا", "ﻻ", "٣", "ي", "ئ", "ت", "x", "😀", "\0", "\u{1}"];
    let mut long = 0;
    for _ in 0..4_000 {
        let mut word = String::from(starts[random.below(starts.len())]);
        let (one, two) = (fillers[random.below(fillers.len())], fillers[random.below(fillers.len())]);
        let noise = [1, 2, 8, 1_000][random.below(4)];
        for _ in 0..100 + random.below(150) {
            word += match random.below(noise) {
                0 => fillers[random.below(fillers.len())],
                1 => two,
                _ => one,
            };
        }
        (0..random.below(6)).for_each(|_| word += ends[random.below(ends.len())]);
        long += usize::from(word.len() > 256);
        assert_eq!(arabic_stem_words(&word), [stemmer.stem(&word)], "{}", word.escape_unicode());
    }
    assert!(long > 2_000, "{long}");
}

#[test]
fn a_word_of_a_megabyte_takes_linear_time() {
    let start = std::time::Instant::now();
    for unit in ["َ", "ـ", "أ", "ه", "كما", "ﻻ", "٣", "ب", "الَ", "😀"] {
        let word = unit.repeat((1 << 20) / unit.len());
        assert_eq!(arabic_stem_words(&word).len(), 1, "{}", unit.escape_unicode());
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
