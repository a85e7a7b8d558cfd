//! PyArabic's operations on readable words.

mod random_text;

use naqi_compat::pyarabic::*;

#[test]
fn every_operation_takes_any_text() {
    random_text::no_operation_panics(OPERATIONS);
}

#[test]
fn only_the_last_sign_of_a_text_is_deleted() {
    assert_eq!(strip_lastharaka("كِتَابُ"), "كِتَاب");
    assert_eq!(strip_lastharaka("كِتَابُ\n"), "كِتَاب\n");
    assert_eq!(strip_lastharaka("كِتَابُ\n\n"), "كِتَابُ\n\n");
    assert_eq!(strip_lastharaka("كتابًا مدرّ\u{651}"), "كتابا مدرّ\u{651}");
}

#[test]
fn signs_that_a_reader_needs_stay() {
    assert_eq!(reduce_tashkeel("مَكْتُوبٌ"), "مكتوبٌ");
    assert_eq!(reduce_tashkeel("إِسْلَام"), "إسلام");
    assert_eq!(reduce_tashkeel("بَيْت"), "بيْت");
    assert_eq!(reduce_tashkeel("قال وَلَد"), "قال ولد");
    assert_eq!(reduce_tashkeel("إِ\u{650}\u{650}ي"), "إ\u{650}ي");
}

#[test]
fn blanks_between_signs_are_deleted_and_line_feeds_stay() {
    assert_eq!(tokenize("نعم . . لا"), ["نعم", "..", "لا"]);
    assert_eq!(tokenize("كِتَابٌ'ق_1٢"), ["كِتَابٌ'ق_1٢"]);
    assert_eq!(tokenize("سلام.\n «عليكم»"), ["سلام", ".\n«", "عليكم", "»"]);
    assert_eq!(tokenize("   "), [""; 0]);
}

#[test]
fn of_several_stops_the_last_is_kept() {
    assert_eq!(sentence_tokenize("ماذا؟؟. لا"), ["ماذا.", "لا"]);
    assert_eq!(sentence_tokenize("نعم\n\n\nلا"), ["نعم\n", "لا"]);
    assert_eq!(sentence_tokenize("نعم.\nلا"), ["نعم.", "لا"]);
    assert_eq!(sentence_tokenize("3.14"), ["3.14"]);
    assert_eq!(sentence_tokenize("نعم. "), ["نعم.", ""]);
    assert_eq!(sentence_tokenize(""), [""]);
}

#[test]
fn a_text_that_starts_with_madda_is_a_special_case() {
    assert_eq!(normalize_hamza("آدم"), "ءادم");
    assert_eq!(normalize_hamza("آية"), "ءاية");
    assert_eq!(normalize_hamza("آن"), "ءءن");
    assert_eq!(normalize_hamza("آدم وحواء"), "ءءدم وحواء");
    assert_eq!(normalize_hamza("آلّ"), "ءالّ");
}
