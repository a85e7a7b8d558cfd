//! CAMeL Tools' operations on readable words.

mod random_text;

use naqi_compat::camel::*;

#[test]
fn every_operation_takes_any_text() {
    random_text::no_operation_panics(OPERATIONS);
}

#[test]
fn arclean_deletes_what_it_has_no_rule_for() {
    assert_eq!(arclean("كِتَـــابٌ"), "كتاب");
    assert_eq!(arclean("۱۲٫۵ ٪"), "12,5 %");
    assert_eq!(arclean("«پاکستان»"), "\"باكستان\"");
    assert_eq!(arclean("😀سلام🇸🇦\u{10FFFF}"), "سلام");
    assert_eq!(arclean("\u{FEFB} \u{FEF7} \u{FDF2}…ا\u{FDF2}"), "لا لأ الله...االله");
}

#[test]
fn form_kc_is_that_of_unicode_14() {
    assert_eq!(normalize_unicode("ﻣﺤﻤﺪ ①"), "محمد 1");
    assert_eq!(normalize_unicode("\u{FDFD}"), "بسم الله الرحمن الرحيم");
    assert_eq!(normalize_unicode("ب\u{FDFD}ب"), "ببسم الله الرحمن الرحيمب");
    // U+1CCD6, a letter A of old computers, was added in Unicode 16.
    assert_eq!(normalize_unicode("\u{1CCD6}ا\u{654}"), "\u{1CCD6}أ");
}

#[test]
fn emoji_are_whole_and_words_end_at_signs() {
    let tokens = |text| simple_word_tokenize(text, DigitRuns::Joined);
    assert_eq!(tokens("مبروك👏🏽👏🏽🇸🇦"), ["مبروك", "👏🏽", "👏🏽", "🇸🇦"]);
    assert_eq!(tokens("👨‍👩‍👧❤️5️⃣"), ["👨‍👩‍👧", "❤️", "5️⃣"]);
    assert_eq!(tokens("نعم👩🏼‍❤️‍💋‍👨🏽"), ["نعم", "👩🏼‍❤️‍💋‍👨🏽"]);
    assert_eq!(tokens("5\u{FE0F}"), ["5\u{FE0F}"]);
    assert_eq!(tokens("نعم*\u{FE0F}"), ["نعم*\u{FE0F}"]);
    assert_eq!(tokens("قال:\u{1F}نعم"), ["قال", ":", "نعم"]);
    // A joined sequence that is no emoji of Unicode is no sign.
    assert_eq!(tokens("👍\u{200D}👍"), ["👍\u{200D}", "👍"]);
    assert_eq!(tokens(" \u{A0} "), [""; 0]);
}

#[test]
fn digits_are_separated_from_letters_on_request() {
    assert_eq!(simple_word_tokenize("عام٢٠٢٤م", DigitRuns::Split), ["عام", "٢٠٢٤", "م"]);
    assert_eq!(simple_word_tokenize("عام٢٠٢٤م", DigitRuns::Joined), ["عام٢٠٢٤م"]);
}

#[test]
fn a_transliteration_can_be_reversed() {
    let text = "إِنَّ الآيَةَ ٱلأُولَى عَلَى ذَنْبِهِ";
    let latin = [ar2bw(text), ar2safebw(text), ar2hsb(text)];
    let arabic = [bw2ar(&latin[0]), safebw2ar(&latin[1]), hsb2ar(&latin[2])];
    assert!(arabic.iter().all(|arabic| arabic == text), "{latin:?} {arabic:?}");
}
