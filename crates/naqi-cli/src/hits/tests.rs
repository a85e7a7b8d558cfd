//! Tests of queries, hits and their context, with readable words.

use super::context;
use super::needles::{Hit, Needles, Place, segments};
use crate::terminal::code_points::code_points;
use naqi::Normalizer;
use naqi::letters::is_mark;
use naqi::preset::{QURAN, SEARCH};

fn hits(normalizer: &Normalizer, text: &str, queries: &[&str], place: Place) -> Vec<Hit> {
    let queries: Vec<String> = queries.iter().map(|query| (*query).to_owned()).collect();
    Needles::new(normalizer.clone(), queries, place).unwrap_or_else(|error| panic!("{error}")).find(text)
}

/// The hits of a query, as they are spelt in the text.
fn found<'t>(normalizer: &Normalizer, text: &'t str, query: &str) -> Vec<&'t str> {
    hits(normalizer, text, &[query], Place::Anywhere).into_iter().map(|hit| &text[hit.span]).collect()
}

#[track_caller]
fn finds(normalizer: &Normalizer, text: &str, query: &str, expected: &str) {
    let found = found(normalizer, text, query);
    let shown: Vec<String> = found.iter().map(|hit| code_points(hit)).collect();
    assert_eq!(found, [expected], "{shown:?} instead of {}", code_points(expected));
}

const VERSE: &str = "وَلَا تَنَابَزُوا۟ بِٱلْأَلْقَـٰبِ";
const BARE: &str = "ولا تنابزوا بالألقاب";
const FORMS: &str = "ﻭﻻ ﺗﻨﺎﺑﺰﻭﺍ ﺑﺎﻷﻟﻘﺎﺏ";

#[test]
fn a_vocalised_verse_is_found_by_its_bare_letters_and_the_reverse() {
    finds(&QURAN, &format!("قال {VERSE} بئس"), BARE, VERSE);
    finds(&QURAN, &format!("قال {BARE} بئس"), VERSE, BARE);
    finds(&SEARCH, "ٱلْحَمْدُ لِلَّهِ رَبِّ", "الحمد لله", "ٱلْحَمْدُ لِلَّهِ");
    finds(&SEARCH, "الحمد لله رب", "ٱلْحَمْدُ لِلَّهِ", "الحمد لله");
}

#[test]
fn presentation_forms_are_found_by_letters_and_the_reverse() {
    finds(&SEARCH, &format!("ﻗﺎﻝ {FORMS} ﺑﺌﺲ"), BARE, FORMS);
    finds(&SEARCH, &format!("قال {BARE} بئس"), FORMS, BARE);
    finds(&QURAN, &format!("قال {VERSE} بئس"), FORMS, VERSE);
}

#[test]
fn a_hit_inside_a_word_has_its_letters_with_all_their_marks() {
    finds(&SEARCH, "وَيَكْتُبُونَ", "كتب", "كْتُبُ");
    finds(&SEARCH, "المُتَّحِدَةُ", "تحد", "تَّحِدَ");
}

#[test]
fn whole_words_exclude_hits_inside_a_word() {
    let text = "كَتَبَ في المكتبة كتب";
    let all = hits(&SEARCH, text, &["كتب"], Place::Anywhere);
    let whole = hits(&SEARCH, text, &["كتب"], Place::WholeWords);
    assert_eq!((all.len(), whole.len()), (3, 2));
    assert_eq!(&text[whole[0].span.clone()], "كَتَبَ");
}

#[test]
fn a_query_that_normalizes_to_nothing_is_an_error() {
    for query in ["", " ", "\u{640}", "\u{64E}\u{651}"] {
        let error =
            Needles::new(Normalizer::from(&SEARCH), vec![query.to_owned()], Place::Anywhere).err().unwrap_or_default();
        assert!(error.starts_with("nothing is left of the query"), "{} gave {error:?}", code_points(query));
    }
}

#[test]
fn segments_are_the_text_even_if_hits_overlap() {
    let text = "الكتاب المكتبة ﷺ";
    let hits = hits(&SEARCH, text, &["كتاب", "الكتا", "ب ال", "الله", "ل"], Place::Anywhere);
    let segments = segments(0..text.len(), &hits);
    assert_eq!(segments.iter().map(|(span, _)| &text[span.clone()]).collect::<String>(), text);
    assert!(segments.iter().all(|(span, _)| !span.is_empty()));
    let queries: Vec<usize> = segments.iter().filter_map(|segment| segment.1).collect();
    // الكتا begins first, كتاب has its ب alone; then the space with ال; of ﷺ there is one mark.
    assert_eq!(queries, [1, 0, 2, 3]);
}

#[test]
fn context_never_ends_between_a_letter_and_its_marks() {
    let text = format!("{VERSE} ۖ {VERSE} ۚ {}", "بَّ".repeat(80));
    for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at) && !text[at..].starts_with(is_mark)) {
        for columns in [1, 3, 10, 40] {
            let (start, end) = (context::before(&text, at, columns), context::after(&text, at, columns));
            assert!(start <= at && at <= end);
            for at_end in [start, end] {
                assert!(!text[at_end..].starts_with(is_mark), "{at}, {columns}: {}", code_points(&text[at_end..]));
            }
            let (before, after) = (text[start..at].trim_end(), text[at..end].trim_start());
            assert!(context::width(before) <= columns && context::width(after) <= columns, "{at}, {columns}");
        }
    }
}
