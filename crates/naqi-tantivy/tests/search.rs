//! Searches in a real index, and the snippets of the hits.

#[allow(dead_code)] // some of its functions are for other tests
mod sample_index;

use naqi::{Analyzer, analyzer, preset};
use sample_index::{SampleIndex, code_points};
use tantivy::query::EmptyQuery;

/// Each query finds one of these texts, and the snippet highlights the original spelling.
#[track_caller]
fn finds(query: &str, marked: &str) {
    for analyzer in [analyzer::default(), analyzer::wide()] {
        let made = SampleIndex::new(analyzer, &TEXTS);
        let wanted = TEXTS.iter().position(|text| text.contains(marked)).expect("a text with what is marked");
        let found = made.search(query);
        assert_eq!(found, [wanted], "{query}: {}", code_points(query));
        assert_eq!(made.marked(query, wanted), [marked], "{query}: {}", code_points(query));
    }
}

const TEXTS: [&str; 6] = [
    "إِنَّ اللَّهَ لا يُغَيِّرُ ما بِقَوْمٍ حَتَّى يُغَيِّروا ما بِأَنْفُسِهِم",
    "ﺯﺍﺭ ﺍﻟﻄﻼﺏ ﺍﻟﻤﺘﺤﻒ ﺍﻟﻮﻃﻨﻲ",
    "وصل عبدالرحمن منيف إلى دمشق",
    "صدر القرار في مارس ٢٠٢٤ بعد نقاش",
    "سافَرَت مُرسَلةٌ إلى الولايات المُتَّحِدَة",
    "هذا نص آخر لا شأن له بما سبق",
];

#[test]
fn a_vocalised_verse_is_found_without_its_vowels() {
    finds("بقوم", "بِقَوْمٍ");
}

#[test]
fn a_sentence_in_presentation_forms_is_found_by_plain_letters() {
    finds("المتحف", "ﺍﻟﻤﺘﺤﻒ");
}

#[test]
fn arabic_digits_are_found_by_ascii_digits() {
    finds("2024", "٢٠٢٤");
    finds("٢٠٢٤", "٢٠٢٤");
}

#[test]
fn a_teh_marbuta_is_found_by_a_heh() {
    finds("المتحده", "المُتَّحِدَة");
}

#[test]
fn a_name_is_found_in_three_spellings() {
    let texts = ["كتب عبدالرحمن منيف روايته", "كتب عبد الرحمن منيف روايته", "كتب عَبْدُ الرَّحْمٰنِ منيف روايته", "كتب غيره"];
    for analyzer in [analyzer::default(), analyzer::wide()] {
        let made = SampleIndex::new(analyzer, &texts);
        for query in ["عبدالرحمن", "\"عبد الرحمن\"", "عَبدُالرَّحمن"] {
            assert_eq!(made.search(query), [0, 1, 2], "{query}: {}", code_points(query));
        }
    }
}

#[test]
fn a_phrase_is_found_over_its_stop_words_alone_in_its_order() {
    let texts = ["الحرب على الإرهاب", "الإرهاب على الحرب", "الحرب والسلام ثم الإرهاب"];
    for analyzer in [analyzer::default(), analyzer::wide()] {
        assert_eq!(SampleIndex::new(analyzer, &texts).search("\"الحرب على الارهاب\""), [0]);
    }
}

#[test]
fn a_phrase_that_starts_with_a_stop_word_is_found() {
    let texts = ["جاء في البيت الكبير", "البيت كان غير كبير"];
    assert_eq!(SampleIndex::new(analyzer::default(), &texts).search("\"في البيت الكبير\""), [0]);
}

#[test]
fn snippets_mark_vocalised_text_as_it_is_written() {
    let text = "وَقَالَ الوَزيرُ إِنَّ الحُكُومَةَ تَدْرُسُ القَرَارَ";
    let made = SampleIndex::new(&Analyzer::new(&preset::SEARCH), &[text]);
    assert_eq!(made.snippet("الحكومه", 0), "وَقَالَ الوَزيرُ إِنَّ <b>الحُكُومَةَ</b> تَدْرُسُ القَرَارَ");
}

#[test]
fn every_word_is_required_if_the_query_says_so() {
    let texts = ["كتاب جديد", "كتاب قديم", "بيت جديد"];
    let made = SampleIndex::new(analyzer::wide(), &texts);
    assert_eq!(made.search("كتاب جديد"), [0, 1, 2]);
    assert_eq!(made.search("+كتاب +جديد"), [0]);
    assert_eq!(made.search("كتاب AND جديد"), [0]);
    assert_eq!(made.search("كتاب -جديد"), [1]);
    assert_eq!(made.search("\"كتاب جديد\"^2 OR قديم"), [0, 1]);
}

#[test]
fn a_query_that_only_excludes_is_refused_as_by_tantivy() {
    let made = SampleIndex::new(analyzer::default(), &["كتاب"]);
    let error = made.parser().parse_query("-كتاب").expect_err("no query");
    assert_eq!(error.to_string(), "Invalid query: Only excluding terms given");
    let (_, errors) = made.parser().parse_query_lenient("-كتاب");
    assert_eq!(errors.len(), 1);
}

#[test]
fn no_query_text_panics() {
    let made = SampleIndex::new(analyzer::wide(), &["كتاب جديد"]);
    for query in [
        "",
        " ",
        "\"",
        "\"\"",
        "()",
        "((",
        "a:",
        ":",
        "+",
        "-",
        "*",
        "كتاب*",
        "\"كتاب\"*",
        "\"كتاب جديد\"*",
        "[a TO b]",
        "ـ",
        "\u{64E}",
        "\u{0}",
        "text:كتاب",
        "كتاب^",
        "كتاب~2",
        "\"كتاب جديد\"~1",
        "NOT",
        "AND OR",
        "/كت.*/",
        "text:IN [كتاب]",
    ] {
        let _ = made.parser().parse_query(query);
        let (query, _) = made.parser().parse_query_lenient(query);
        let _ = made.hits(&*query);
    }
}

#[test]
fn without_second_terms_the_parser_finds_the_same_as_tantivy_s() {
    let texts = ["كتاب جديد في البيت", "كتاب قديم", "بيت جديد", "الكتاب في بيت جديد"];
    let made = SampleIndex::new(&Analyzer::new(&preset::SEARCH), &texts);
    let theirs = tantivy::query::QueryParser::for_index(&made.index, vec![made.text]);
    for query in [
        "كتاب",
        "كتاب جديد",
        "+كتاب جديد",
        "\"كتاب جديد\"",
        "\"كتاب في\"~2",
        "(كتاب OR بيت) AND جديد",
        "كتاب -جديد",
        "جديد^3 كتاب",
        "text:كتاب",
        "*",
        "كتاب IN",
    ] {
        let ours = made.parser().parse_query(query).map(|query| made.hits(&*query));
        let wanted = theirs.parse_query(query).map(|query| made.hits(&*query));
        assert_eq!(ours.ok(), wanted.ok(), "{query}");
    }
}

#[test]
fn a_word_is_found_by_its_root_key_if_its_stem_differs() {
    let texts = ["قرأت الكتاب", "قرأت الكتب", "قرأت الصحف"];
    assert_eq!(SampleIndex::new(analyzer::wide(), &texts).search("كتب"), [0, 1]);
    assert_eq!(SampleIndex::new(analyzer::wide(), &texts).search("+قرأت +كتب"), [0, 1]);
    // The same index with tantivy's parser: both terms at one position.
    let made = SampleIndex::new(analyzer::wide(), &texts);
    let theirs = tantivy::query::QueryParser::for_index(&made.index, vec![made.text]).parse_query("كتب");
    assert_eq!(made.hits(&*theirs.expect("a query")).len(), 1);
}

#[test]
fn a_phrase_in_a_wide_index_consists_of_stems() {
    let texts = ["زار وزير التعليم المدينة", "زار التعليم وزير المدينة", "زار وزراء التعليم المدن"];
    let made = SampleIndex::new(analyzer::wide(), &texts);
    assert_eq!(made.search("\"وزير التعليم\""), [0, 2]);
    assert_eq!(made.search("\"التعليم وزير\""), [1]);
}

/// An analyzer on the tokens of posts.
fn posts(options: &str) -> Analyzer {
    format!("{} | tokenizer(social){options}", analyzer::default()).parse().expect("an analyzer")
}

const POSTS: [&str; 5] = [
    "فازت #كَأس_العالم بالجمهور",
    "كأس من الشاي",
    "شكرا @Naqi_ar على https://example.com/a-b",
    "كأس العالم هذا العام",
    "زوروا example.com/a-b",
];

#[test]
fn tags_names_and_links_are_found_as_a_whole() {
    let made = SampleIndex::new(&posts(""), &POSTS);
    assert_eq!(made.search("#كأس_العالم"), [0]);
    assert_eq!(made.marked("#كأس_العالم", 0), ["#كَأس_العالم"]);
    assert_eq!(made.search("كأس"), [1, 3]);
    assert_eq!(made.search("@naqi_ar"), [2]);
    assert_eq!(made.search("naqi_ar"), [] as [usize; 0]);
    assert_eq!(made.search("\"https://example.com/a-b\""), [2]);
    assert_eq!(made.search("\"فازت #كأس_العالم بالجمهور\""), [0]);
    // What is left out takes a position.
    let fewer = SampleIndex::new(&posts(" | leave_out(mention, link)"), &POSTS);
    assert_eq!(fewer.search("@naqi_ar"), [] as [usize; 0]);
    assert_eq!(fewer.search("\"شكرا @naqi_ar على\""), [2]);
    assert_eq!(fewer.search("\"شكرا على\" زوروا"), [2, 4]);
}

#[test]
fn parts_of_a_tag_are_found_by_their_words_and_highlighted_in_it() {
    let made = SampleIndex::new(&posts(" | hashtag_parts"), &POSTS);
    assert_eq!(made.search("الكأس"), [0, 1, 3]);
    assert_eq!(made.marked("كأس", 0), ["كَأس"]);
    assert_eq!(made.marked("العالم", 0), ["العالم"]);
    // The tag is found by each of its terms, and first where all of them are.
    let query = made.parser().parse_query("#كأس_العالم").expect("a query");
    let hits = made.hits(&*query);
    assert_eq!(hits.iter().map(|hit| hit.1).collect::<Vec<_>>(), [0, 3, 1]);
    assert_eq!(made.marked("#كأس_العالم", 0), ["#كَأس_العالم"]);
    // A phrase has the whole tag.
    assert_eq!(made.search("\"فازت #كأس_العالم\""), [0]);
    // A field's boost counts for each of the terms.
    let mut boosted = made.parser();
    boosted.set_field_boost(made.text, 3.0);
    let boosted = made.hits(&*boosted.parse_query("#كأس_العالم").expect("a query"));
    for ((score, _), (boosted, _)) in hits.iter().zip(&boosted) {
        assert!((boosted / score - 3.0).abs() < 1e-3, "{score} {boosted}");
    }
    // With root keys.
    let wide: Analyzer =
        format!("{} | tokenizer(social) | hashtag_parts", analyzer::wide()).parse().expect("an analyzer");
    assert_eq!(SampleIndex::new(&wide, &POSTS).search("#كأس_العالم"), [0, 1, 3]);
}

#[test]
fn a_query_of_stop_words_alone_finds_nothing_and_is_no_error() {
    let texts = ["كتاب في البيت", "هذا قلم"];
    for analyzer in [analyzer::default(), analyzer::wide()] {
        let made = SampleIndex::new(analyzer, &texts);
        for query in ["في", "في هذا", "+في", "\"في هذا\"", "\"في\"~1", "\u{640}", "\u{64E}", "؟", "", " ", "في AND هذا"]
        {
            let parsed = made.parser().parse_query(query).expect("a query");
            assert!(parsed.is::<EmptyQuery>(), "{query}: {parsed:?}");
            let (parsed, errors) = made.parser().parse_query_lenient(query);
            assert!(parsed.is::<EmptyQuery>() && errors.is_empty(), "{query}: {parsed:?} {errors:?}");
            assert!(made.search(query).is_empty(), "{query}");
        }
        // Among other words they are ignored, also if they are required or excluded.
        for query in ["في كتاب", "+في +كتاب", "كتاب -في", "(في) AND كتاب", "\"في\" كتاب"]
        {
            assert_eq!(made.search(query), [0], "{query}");
        }
    }
    // An analyzer that leaves none out finds them.
    assert_eq!(SampleIndex::new(analyzer::words(), &texts).search("في"), [0]);
}
