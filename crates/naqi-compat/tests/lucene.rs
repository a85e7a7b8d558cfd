//! Lucene on readable words; the expected values are the output of Lucene 9.9.1.

mod random_text;

use naqi_compat::lucene::{self, StopWords};

fn tokens(text: &str) -> Vec<&str> {
    lucene::standard_tokenizer(text).map(|(_, token)| token).collect()
}

fn analyzed(text: &str, stop_words: StopWords) -> Vec<String> {
    lucene::arabic_analyzer(text, stop_words).map(|(_, term)| term.into()).collect()
}

#[test]
fn arabic_normalization_unifies_letters_and_deletes_eight_marks() {
    assert_eq!(lucene::arabic_normalization("آمَنَ أَهْلُ الإِسْلامِ فى القـاهرة"), "امن اهل الاسلام في القاهره");
    assert_eq!(lucene::arabic_normalization("رحمٰن ٱلله"), "رحمٰن ٱلله");
    assert!(matches!(lucene::arabic_normalization("كتاب"), std::borrow::Cow::Borrowed("كتاب")));
}

#[test]
fn persian_normalization_makes_arabic_letters() {
    assert_eq!(lucene::persian_normalization("یک خانۀ کوچک ے ہ"), "يك خانه كوچك ي ه");
    assert_eq!(lucene::persian_normalization("خانه\u{654}"), "خانه");
}

#[test]
fn sorani_normalization_looks_at_both_ends_and_at_zwnj() {
    for (token, expected) in [
        ("", ""),
        ("ه", "ە"),
        ("ھ", "ه"),
        ("ه\u{200C}", "ە"),
        ("ھ\u{200C}ب", "ەب"),
        ("ه\u{64B}\u{200C}", "ە"),
        ("به\u{64B}", "به"),
        ("به\u{200D}", "به"),
        ("\u{640}رر", "ڕر"),
        ("\u{200C}ر", "ڕ"),
        ("ر\u{200C}", "ڕ"),
        ("ب ر", "ب ر"),
        ("ڒێگا", "ڕێگا"),
        ("كوردستانة", "کوردستانە"),
        ("\u{34F}\u{E0001}ر\u{6DD}", "\u{34F}\u{E0001}ر"),
    ] {
        assert_eq!(lucene::sorani_normalization(token), expected, "{}", token.escape_unicode());
    }
}

#[test]
fn stems_keep_two_letters_and_three_after_a_lone_waw() {
    for (term, stem) in [
        ("الكتاب", "كتاب"),
        ("والمدرسون", "مدرس"),
        ("للبيت", "بيت"),
        ("وجد", "وجد"),
        ("وولد", "ولد"),
        ("الى", "الى"),
        ("الان", "ان"),
        ("مدرساتها", "مدرس"),
        ("كتابهان", "كتاب"),
        ("والوالد", "والد"),
        ("والد", "الد"),
        ("يه", "يه"),
        ("", ""),
    ] {
        assert_eq!(lucene::arabic_stem(term), stem, "{term}");
    }
}

#[test]
fn digits_of_every_script_become_ascii() {
    assert_eq!(lucene::decimal_digits("٠١٢٣٤٥٦٧٨٩ ۰۹ ०९ 𝟘𝟡 ９ ²½Ⅳ"), "0123456789 09 09 09 9 ²½Ⅳ");
    // New Tai Lue has a second one, which is no decimal digit.
    assert_eq!(lucene::decimal_digits("\u{19D9}\u{19DA}"), "9\u{19DA}");
}

#[test]
fn tokens_are_words_numbers_and_emoji() {
    assert_eq!(tokens("قال: «كُتُبٌ_جديدة» 3,5 و1.2.3!"), ["قال", "كُتُبٌ_جديدة", "3,5", "و1.2.3"]);
    assert_eq!(tokens("می\u{200C}خواهم \u{64E}بيت ـ"), ["می\u{200C}خواهم", "بيت", "ـ"]);
    assert_eq!(
        tokens("👩\u{200D}👩\u{200D}👧🇸🇦🇸 👍🏽#\u{FE0F}\u{20E3} # 😀\u{FE0E}"),
        ["👩\u{200D}👩\u{200D}👧", "🇸🇦", "👍🏽", "#\u{FE0F}\u{20E3}", "😀"]
    );
    assert_eq!(tokens("漢字 ひら カタカナ ภาษาไทย 한국"), ["漢", "字", "ひ", "ら", "カタカナ", "ภาษาไทย", "한국"]);
    assert_eq!(tokens("צה\"ל:ם ג'1 ב.ב' o'clock"), ["צה\"ל", "ם", "ג'1", "ב.ב", "o'clock"]);
}

#[test]
fn long_tokens_are_split_after_255_code_units_of_utf16() {
    let long = "ب".repeat(600);
    assert_eq!(tokens(&long).iter().map(|t| t.chars().count()).collect::<Vec<_>>(), [255, 255, 90]);
    let astral = "\u{10400}".repeat(200);
    assert_eq!(tokens(&astral).iter().map(|t| t.chars().count()).collect::<Vec<_>>(), [127, 73]);
    // A mark after the split starts no token.
    let marked = format!("{}\u{64E}ت", "ب".repeat(255));
    assert_eq!(tokens(&marked), [&marked[..510], "ت"]);
}

/// The number of code points that Lucene treats as tokens, and that it accepts inside a word: a newer Unicode must not
/// change them.
#[test]
fn lucene_s_tokens_are_those_of_its_unicode_version() {
    let (mut alone, mut inside) = (0, 0);
    for c in '\0'..=char::MAX {
        alone += usize::from(tokens(c.encode_utf8(&mut [0; 4])).len() == 1);
        inside += usize::from(tokens(&format!("a{c}a")).len() == 1);
    }
    assert_eq!((alone, inside), (123_865, 31_861));
}

#[test]
fn the_analyzer_leaves_stop_words_out_before_it_normalizes() {
    assert_eq!(analyzed("ذهب إلى المدرسة في ٢٠٢٥", StopWords::Default), ["ذهب", "مدرس", "2025"]);
    assert_eq!(analyzed("ذهب إلى المدرسة في ٢٠٢٥", StopWords::None), ["ذهب", "ال", "مدرس", "في", "2025"]);
    assert_eq!(analyzed("فِي ABC ـ", StopWords::Default), ["في", "abc", ""]);
}

#[test]
fn lower_case_is_that_of_single_code_points() {
    let terms: Vec<_> = lucene::standard_lower_norm("İSTANBUL ΣΑΣ الأمّة").map(|(_, term)| term).collect();
    assert_eq!(terms, ["istanbul", "σασ", "الامه"]);
    let stems: Vec<_> = lucene::standard_lower_norm_stem("والأمّة").collect();
    assert_eq!(stems, [(0..14, "ام".into())]);
}

#[test]
fn every_operation_takes_any_text() {
    random_text::no_operation_panics(lucene::OPERATIONS);
    for text in random_text::texts(&["ال", "وال", "ها", "ية"]) {
        assert!(text.contains(lucene::arabic_stem(&text)), "{}", text.escape_unicode());
    }
}
