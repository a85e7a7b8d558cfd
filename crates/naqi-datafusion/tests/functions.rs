//! The functions by words: each gives what the core gives, whatever the type of the column.

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, DictionaryArray, LargeStringArray, StringArray, StringViewArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int8Type, Int32Type, Int64Type, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::prelude::SessionContext;
use naqi::align::{Offsets, convert_offsets};
use naqi::preset::SEARCH;
use naqi::{Normalizer, Step, analyzer, inspect, stem, token};
use std::sync::Arc;

/// Texts of all kinds, and a null: marks, another last letter, a presentation form, Latin, hashtags, nothing, long ones.
const TEXTS: [Option<&str>; 10] = [
    Some("المُتَّحِدة"),
    Some("المتحده"),
    None,
    Some("سنة ٢٠٢٤ في المدارس الجديدة"),
    Some("\u{FEFB} يكتب"),
    Some("A plain line, long enough for a buffer."),
    Some("شكرا @naqi #يوم_جديد"),
    Some(""),
    Some("قَالَ رَسُولُ اللَّهِ فِي الكِتَابِ"),
    Some("سطر بلا تشكيل وهو اطول من اثني عشر بايت"),
];

/// The texts in each type of column. Dictionaries have one value twice, one that no row has, and a null.
fn columns() -> Vec<ArrayRef> {
    let mut columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(TEXTS.to_vec())),
        Arc::new(LargeStringArray::from(TEXTS.to_vec())),
        Arc::new(StringViewArray::from(TEXTS.to_vec())),
        // A slice, whose offsets do not start at 0.
        Arc::new(StringArray::from([&[Some("قبل")], &TEXTS[..], &[Some("بعد")]].concat()).slice(1, TEXTS.len())),
        Arc::new(StringViewArray::from([&[Some("قبل")], &TEXTS[..], &[None]].concat()).slice(1, TEXTS.len())),
    ];
    let values: Vec<Option<&str>> = [&[Some("لا أحد"), TEXTS[0]], &TEXTS[..]].concat();
    let keys = (0..TEXTS.len()).map(|row| Some(row as i8 + 2)).collect();
    let dictionary = DictionaryArray::<Int8Type>::new(keys, Arc::new(StringArray::from(values)));
    columns.push(Arc::new(dictionary));
    let views = DataType::Dictionary(DataType::Int32.into(), DataType::Utf8View.into());
    let plain: ArrayRef = Arc::new(StringViewArray::from(TEXTS.to_vec()));
    let keys = (0..TEXTS.len() as i32).map(Some).collect();
    let made: ArrayRef = Arc::new(DictionaryArray::<Int32Type>::new(keys, plain));
    assert_eq!(made.data_type(), &views);
    columns.push(made);
    columns
}

/// A session with a table `t` that has one column `t`.
fn session(column: ArrayRef) -> SessionContext {
    let session = SessionContext::new();
    naqi_datafusion::register(&session).expect("the functions");
    let batch = RecordBatch::try_from_iter_with_nullable([("t", column, true)]).expect("a batch");
    session.register_batch("t", batch).expect("a table");
    session
}

async fn run(session: &SessionContext, sql: &str) -> ArrayRef {
    let batches = session.sql(sql).await.expect(sql).collect().await.expect(sql);
    let batch = datafusion::arrow::compute::concat_batches(&batches[0].schema(), &batches).expect("one batch");
    batch.column(0).clone()
}

/// The texts of a column of any type.
fn texts(column: &ArrayRef) -> Vec<Option<String>> {
    let plain = cast(column, &DataType::Utf8).expect("texts");
    plain.as_string::<i32>().iter().map(|text| text.map(String::from)).collect()
}

/// The lists of a column of lists of texts.
fn lists(column: &ArrayRef) -> Vec<Option<Vec<String>>> {
    let list = |list: ArrayRef| texts(&list).into_iter().flatten().collect();
    column.as_list::<i32>().iter().map(|row| row.map(list)).collect()
}

fn of_each<T>(f: impl Fn(&str) -> T) -> Vec<Option<T>> {
    TEXTS.iter().map(|text| text.map(&f)).collect()
}

#[tokio::test]
async fn normalized_columns_have_the_type_of_the_source_and_the_texts_of_the_core() {
    let quran: Normalizer = "quran, -unify_alef".parse().expect("steps");
    for column in columns() {
        let session = session(column.clone());
        let made = run(&session, "SELECT arabic_normalize(t) FROM t").await;
        assert_eq!(made.data_type(), column.data_type());
        assert_eq!(texts(&made), of_each(|text| SEARCH.normalize(text).into_owned()));
        let made = run(&session, "SELECT arabic_normalize(t, 'quran, -unify_alef') FROM t").await;
        assert_eq!(texts(&made), of_each(|text| quran.normalize(text).into_owned()));
    }
}

#[tokio::test]
async fn a_small_batch_of_a_large_dictionary_costs_its_rows() {
    // A value that no row has, and that is an error.
    let values: Vec<String> = (0..1000).map(|n| format!("كِتاب{n}")).chain(["nosuch".into(), "search".into()]).collect();
    for (keys, call, expected) in [
        (
            vec![Some(3), None, Some(3), Some(7)],
            "arabic_normalize(t)",
            vec![Some("كتاب3"), None, Some("كتاب3"), Some("كتاب7")],
        ),
        (vec![Some(1001)], "arabic_normalize(t)", vec![Some("search")]),
        (vec![Some(2)], "arabic_stem(t)", vec![Some("كتاب2")]),
    ] {
        let values: ArrayRef = Arc::new(StringArray::from(values.clone()));
        let dictionary = DictionaryArray::<Int32Type>::new(keys.into(), values);
        let session = session(Arc::new(dictionary));
        let made = run(&session, &format!("SELECT {call} FROM t")).await;
        let expected: Vec<Option<String>> = expected.into_iter().map(|text| text.map(String::from)).collect();
        assert_eq!(texts(&made), expected, "{call}");
    }
    let dictionary = DictionaryArray::<Int32Type>::new(vec![1001].into(), Arc::new(StringArray::from(values)));
    let made = run(&session(Arc::new(dictionary)), "SELECT arabic_fingerprint(t) FROM t").await;
    assert_eq!(made.as_primitive::<UInt64Type>().value(0), SEARCH.fingerprint());
}

#[tokio::test]
async fn there_is_a_function_for_each_step_with_its_argument() {
    let session = session(columns().remove(2));
    let mut count = 0;
    for step in Step::all() {
        let text = step.to_string();
        let call = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
            Some((name, argument)) => format!("arabic_{name}(t, '{argument}')"),
            None => format!("arabic_{text}(t)"),
        };
        let made = run(&session, &format!("SELECT {call} FROM t")).await;
        let normalizer = Normalizer::new(&[step]);
        assert_eq!(texts(&made), of_each(|text| normalizer.normalize(text).into_owned()), "{call}");
        count += 1;
    }
    assert!(count > 60, "{count}");
    for call in ["strip_diacritics(t)", "arabic_strip_diacritics(t)"] {
        let made = run(&session, &format!("SELECT {call} FROM t")).await;
        assert_eq!(texts(&made), of_each(|text| naqi::strip_diacritics(text).into_owned()), "{call}");
    }
}

#[test]
fn no_function_has_the_name_of_another_one() {
    let builtin = SessionContext::new().state().scalar_functions().clone();
    let mut names = std::collections::BTreeSet::new();
    for function in naqi_datafusion::functions() {
        for name in [function.name()].into_iter().chain(function.aliases().iter().map(String::as_str)) {
            assert!(!builtin.contains_key(name) && names.insert(name.to_owned()), "{name}");
        }
    }
    assert!(names.contains("arabic_trim") && !names.contains("trim"));
}

#[tokio::test]
async fn words_and_terms_are_those_of_the_core() {
    let wide = analyzer::wide();
    let hashtags: token::Tokenizer = "social | keep(hashtag)".parse().expect("a tokenizer");
    for column in columns() {
        let session = session(column);
        let words = |text: &str| token::words(text).map(|word| word.text().to_owned()).collect::<Vec<_>>();
        assert_eq!(lists(&run(&session, "SELECT arabic_words(t) FROM t").await), of_each(words));
        let tags = |text: &str| hashtags.tokenize(text).map(|tag| tag.text().to_owned()).collect::<Vec<_>>();
        let made = run(&session, "SELECT arabic_words(t, 'social | keep(hashtag)') FROM t").await;
        assert_eq!(lists(&made), of_each(tags));
        let made = run(&session, "SELECT arabic_terms(t) FROM t").await;
        assert_eq!(lists(&made), of_each(|text| analyzer::default().terms(text)));
        let made = run(&session, "SELECT arabic_terms(t, 'wide') FROM t").await;
        assert_eq!(lists(&made), of_each(|text| wide.terms(text)));
    }
}

#[tokio::test]
async fn tokens_have_their_places_in_characters() {
    for column in columns() {
        let made = run(&session(column), "SELECT arabic_tokens(t, 'all') FROM t").await;
        let lists = made.as_list::<i32>();
        for (row, text) in TEXTS.iter().enumerate() {
            let Some(text) = text else {
                assert!(lists.is_null(row));
                continue;
            };
            let list = lists.value(row);
            let tokens = list.as_struct();
            let expected: Vec<_> = token::tokens(text).collect();
            assert_eq!(tokens.len(), expected.len());
            let (starts, ends) =
                (tokens.column(1).as_primitive::<Int64Type>(), tokens.column(2).as_primitive::<Int64Type>());
            for (n, token) in expected.iter().enumerate() {
                let (start, end) = (starts.value(n) as usize, ends.value(n) as usize);
                let by_characters: String = text.chars().skip(start).take(end - start).collect();
                assert_eq!(by_characters, token.text());
                assert_eq!(tokens.column(0).as_string::<i32>().value(n), token.text());
                assert_eq!(tokens.column(3).as_string::<i32>().value(n), token.kind().name());
                assert_eq!(tokens.column(4).as_string::<i32>().value(n), token.script().name());
            }
        }
    }
}

#[tokio::test]
async fn a_needle_is_found_where_the_core_finds_it() {
    for column in columns() {
        let session = session(column);
        for needle in ["المتحدة", "الكتاب", "ا", "x", ""] {
            let made = run(&session, &format!("SELECT arabic_contains(t, '{needle}') FROM t")).await;
            let found: Vec<_> = made.as_boolean().iter().collect();
            assert_eq!(found, of_each(|text| SEARCH.find_iter(text, needle).next().is_some()), "{needle}");
            let made = run(&session, &format!("SELECT arabic_find(t, '{needle}') FROM t")).await;
            let spans: Vec<Option<Vec<(i64, i64)>>> = made
                .as_list::<i32>()
                .iter()
                .map(|row| {
                    let row = row?;
                    let column = |n: usize| row.as_struct().column(n).as_primitive::<Int64Type>().values().to_vec();
                    Some(column(0).into_iter().zip(column(1)).collect())
                })
                .collect();
            let of_core = |text: &str| {
                let mut offsets: Vec<usize> =
                    SEARCH.find_iter(text, needle).flat_map(|span| [span.start, span.end]).collect();
                convert_offsets(text, Offsets::Bytes, Offsets::CodePoints, &mut offsets);
                offsets.chunks(2).map(|span| (span[0] as i64, span[1] as i64)).collect::<Vec<_>>()
            };
            assert_eq!(spans, of_each(of_core), "{needle}");
        }
        // A needle for each row: every text contains itself unless nothing of it is left.
        let made = run(&session, "SELECT arabic_contains(t, arabic_strip_diacritics(t)) FROM t").await;
        let found: Vec<_> = made.as_boolean().iter().collect();
        assert_eq!(found, of_each(|text| !text.is_empty()));
    }
}

#[tokio::test]
async fn texts_are_equal_if_their_normalized_texts_are() {
    for column in columns() {
        let session = session(column);
        for other in ["المتحدة", "لا يكتب", ""] {
            let expected = of_each(|text| SEARCH.normalize(text) == SEARCH.normalize(other));
            let made = run(&session, &format!("SELECT arabic_equals(t, '{other}') FROM t")).await;
            assert_eq!(made.as_boolean().iter().collect::<Vec<_>>(), expected, "{other}");
        }
        let made = run(&session, "SELECT arabic_equals(t, arabic_strip_diacritics(t)) FROM t").await;
        assert_eq!(made.as_boolean().iter().collect::<Vec<_>>(), of_each(|_| true));
    }
}

#[tokio::test]
async fn a_stem_is_the_term_of_a_word_alone() {
    for word in ["وَزيرٌ", "المدارسُ", "للجنة", "يكتبون", "والمدرسة"] {
        let session = session(Arc::new(StringArray::from(vec![word])));
        let made = run(&session, "SELECT arabic_stem(t) FROM t").await;
        assert_eq!(texts(&made), [analyzer::default().terms(word).pop()], "{word}");
        let normal = analyzer::default().normalizer().normalize(word);
        let made = run(&session, "SELECT arabic_stem(t, 'light') FROM t").await;
        assert_eq!(texts(&made), [Some(stem::light(&normal).to_owned())], "{word}");
        let made = run(&session, "SELECT arabic_stem(t, 'root_key') FROM t").await;
        assert_eq!(texts(&made), [Some(stem::root_key(&normal).into_owned())], "{word}");
    }
}

#[tokio::test]
async fn the_counts_of_a_text_are_those_of_the_core() {
    for column in columns() {
        let made = run(&session(column), "SELECT arabic_inspect(t) FROM t").await;
        let made = made.as_struct();
        for (row, text) in TEXTS.iter().enumerate() {
            assert_eq!(made.is_null(row), text.is_none());
            let Some(text) = text else { continue };
            let counts = inspect::count(text);
            let count =
                |name: &str| made.column_by_name(name).expect(name).as_primitive::<Int64Type>().value(row) as u64;
            assert_eq!(
                [count("characters"), count("letters"), count("marks"), count("vowels")],
                [counts.characters, counts.letters, counts.marks, counts.vowels]
            );
            let languages = made.column_by_name("language").expect("languages").as_string::<i32>();
            let language = languages.is_valid(row).then(|| languages.value(row));
            assert_eq!(language, counts.likely_language().map(|language| language.name()));
            let is_vocalized = made.column_by_name("is_vocalized").expect("a column").as_boolean().value(row);
            assert_eq!(is_vocalized, counts.is_vocalized());
        }
    }
}

#[tokio::test]
async fn a_fingerprint_is_that_of_the_normalizer() {
    let session = session(columns().remove(0));
    let made = run(&session, "SELECT arabic_fingerprint('search')").await;
    assert_eq!(made.as_primitive::<UInt64Type>().value(0), SEARCH.fingerprint());
}
