//! Words of several terms: their weights, words that the index does not have, prefixes, stop words alone.

#[allow(dead_code)] // some of its functions are for other tests
mod sample_index;

use naqi::{Analyzer, analyzer};
use naqi_tantivy::{Parsed, QueryParser, Weights};
use sample_index::SampleIndex;
use std::time::{Duration, Instant};
use tantivy::query::{EmptyQuery, QueryParserError};

const TEXTS: [&str; 8] = [
    "قَرَأْتُ الكِتابَ الجَديدَ في المَكتَبة",
    "قرأت الكتب الجديدة",
    "كرة القدم في البرازيل",
    "من هذا الذي في البيت",
    "البرازيل والأرجنتين",
    "المكتبات العامة وزوارها",
    "عام 2024 في Brasil",
    "من يذهب إلى هناك",
];

fn three_terms() -> SampleIndex {
    SampleIndex::new(analyzer::three_terms(), &TEXTS)
}

fn parse(made: &SampleIndex, parser: &QueryParser, query: &str) -> Parsed {
    parser.parse_for(&made.searcher(), query).unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// The texts that a query finds with the words of the index, the best first.
fn best(made: &SampleIndex, query: &str) -> Vec<usize> {
    made.hits(&*parse(made, &made.parser(), query).query).into_iter().map(|(_, text)| text).collect()
}

fn found(made: &SampleIndex, query: &str) -> Vec<usize> {
    let mut all = best(made, query);
    all.sort_unstable();
    all
}

/// What stands for the words of a query that are unknown.
fn replaced(made: &SampleIndex, query: &str) -> Vec<(String, Vec<String>)> {
    parse(made, &made.parser(), query).substitutions.into_iter().map(|s| (s.word, s.by)).collect()
}

#[test]
fn the_form_of_the_query_is_ranked_first_and_other_words_of_the_root_last() {
    let texts = ["كتب كثيرة هنا", "كتاب واحد هنا", "الكتاب واحد هنا"];
    let made = SampleIndex::new(analyzer::three_terms(), &texts);
    assert_eq!(best(&made, "كتاب"), [1, 2, 0]);
    assert_eq!(best(&made, "الكتاب"), [2, 1, 0]);
    assert_eq!(best(&made, "كتب"), [0, 1, 2]);
}

#[test]
fn a_score_is_the_sum_of_the_terms_with_their_weights() {
    let made = SampleIndex::new(analyzer::three_terms(), &["كتاب قديم", "بيت قديم"]);
    let score = |weights: Weights| {
        let mut parser = made.parser();
        parser.set_weights(weights);
        let hits = made.hits(&*parser.parse_query("كتاب").expect("a query"));
        hits.first().map_or(0.0, |hit| hit.0)
    };
    let none = Weights { stem: 0.0, root_key: 0.0, word: 0.0, unknown: 0.0 };
    let one = score(Weights { stem: 1.0, ..none });
    assert!(one > 0.0);
    for (weights, sum) in [
        (Weights { root_key: 1.0, ..none }, 1.0),
        (Weights { word: 1.0, ..none }, 1.0),
        (Weights { stem: 2.0, root_key: 0.25, word: 0.5, unknown: 0.0 }, 2.75),
        (Weights::default(), 1.85),
    ] {
        assert!((score(weights) / one - sum).abs() < 1e-3, "{weights:?}");
    }
    // The default of a field with words; a number is a stem and a word.
    let default = |query: &str, made: &SampleIndex| {
        made.hits(&*made.parser().parse_query(query).expect("a query")).first().map_or(0.0, |hit| hit.0)
    };
    assert!((default("كتاب", &made) / one - 1.85).abs() < 1e-3);
    let made = SampleIndex::new(analyzer::three_terms(), &["2024 قديم", "بيت قديم"]);
    let mut stems = made.parser();
    stems.set_weights(Weights { word: 0.0, ..Weights::default() });
    let alone = made.hits(&*stems.parse_query("2024").expect("a query"))[0].0;
    assert!((default("2024", &made) / alone - 1.35).abs() < 1e-3);
    // Fields without words keep the sum of stem and root key.
    let made = SampleIndex::new(analyzer::wide(), &["كتاب قديم", "بيت قديم"]);
    assert!((default("كتاب", &made) / score_of_stem(&made, "كتاب") - 2.0).abs() < 1e-3);
}

fn score_of_stem(made: &SampleIndex, query: &str) -> f32 {
    let mut parser = made.parser();
    parser.set_weights(Weights { root_key: 0.0, ..Weights::default() });
    made.hits(&*parser.parse_query(query).expect("a query"))[0].0
}

#[test]
fn phrases_are_stems_in_their_order() {
    let made = three_terms();
    assert_eq!(found(&made, "\"قرأت الكتاب الجديد\""), [0]);
    assert_eq!(found(&made, "\"الجديد الكتاب\""), [] as [usize; 0]);
    assert_eq!(found(&made, "\"القدم في البرازيل\""), [2]);
    assert_eq!(found(&made, "+قرأت +كتب"), [0, 1]);
    assert_eq!(found(&made, "البرازيل -كرة"), [4]);
}

#[test]
fn an_unknown_word_is_replaced_and_the_result_says_by_what() {
    let made = three_terms();
    assert_eq!(replaced(&made, "البرازيل كتاب 2024"), []);
    // A letter more, less or another, two letters swapped, another vowel.
    for query in ["البرازبل", "البرازل", "البررازيل", "البرازيب", "البرزايل", "البرزيل", "البارازيل", "للبرازبل"]
    {
        let by = replaced(&made, query);
        assert!(by.len() == 1 && by[0].0 == query && by[0].1[0] == "برازيل", "{query}: {by:?}");
        assert_eq!(found(&made, query), [2, 4], "{query}");
    }
    assert_eq!(replaced(&made, "القمد")[0].1[0], "قدم");
    assert_eq!(found(&made, "+كرة +البرازبل"), [2]);
    assert_eq!(replaced(&made, "Brazil"), [("Brazil".into(), vec!["brasil".into()])]);
    assert_eq!(found(&made, "Brazil"), [6]);
    // It counts less than a known word.
    let score = |query: &str| made.hits(&*parse(&made, &made.parser(), query).query)[0].0;
    let mut stems = made.parser();
    stems.set_weights(Weights { root_key: 0.0, word: 0.0, ..Weights::default() });
    let known = made.hits(&*parse(&made, &stems, "البرازيل").query)[0].0;
    assert!((score("البرازبل") / known - 0.8).abs() < 1e-3);
}

#[test]
fn run_together_words_are_divided_where_both_are_known() {
    let made = three_terms();
    let by = replaced(&made, "كرةالقدم");
    assert_eq!(by.len(), 1);
    assert_eq!(by[0].1.len(), 2);
    assert_eq!(found(&made, "كرةالقدم"), [2]);
    assert_eq!(found(&made, "كُرَةُالقَدَمِ"), [2]);
    assert_eq!(found(&made, "فيالبرازيل"), [2, 4]);
    let parsed = parse(&made, &made.parser(), "المكتباتالعامة");
    assert!(parsed.substitutions[0].split);
    assert!(made.hits(&*parsed.query).iter().any(|hit| hit.1 == 5));
    assert_eq!(replaced(&made, "منفي"), [], "two stop words");
}

#[test]
fn words_are_not_replaced_if_not_asked_for() {
    let made = three_terms();
    let mut parser = made.parser();
    assert!(made.hits(&*parser.parse_query("البرازبل").expect("a query")).is_empty());
    parser.set_weights(Weights { unknown: 0.0, ..Weights::default() });
    let parsed = parse(&made, &parser, "البرازبل كرةالقدم");
    assert!(parsed.substitutions.is_empty() && made.hits(&*parsed.query).is_empty());
    for query in ["\"البرازبل\"", "كتاب -البرازبل", "كتاب NOT البرازبل", "2025", "كتاب -(البرازبل كرةالقدم)"]
    {
        assert_eq!(replaced(&made, query), [], "{query}");
    }
    assert_eq!(found(&made, "كتاب -البرازبل"), [0, 1]);
}

#[test]
fn every_substitute_is_in_the_index_and_no_more_than_sixteen_words_are_replaced() {
    let made = three_terms();
    let query: Vec<String> = "بتثجحخدذرسشصضطظعغفقكمنه".chars().map(|c| format!("براز{c}ل")).collect();
    let query = query.join(" ");
    assert_eq!(replaced(&made, &query).len(), 16);
    // Words without a similar one count, too, since they are looked up.
    let nonsense: Vec<String> = "بتثجحخدذرسشصضطظعغفقكمنه".chars().map(|c| format!("{c}ظغثظ{c}غث")).collect();
    assert_eq!(replaced(&made, &(nonsense.join(" ") + " البرازبل")), []);
    for (_, by) in replaced(&made, "البرازبل القدن كتيب جديذ ارجنتبن") {
        assert!(!by.is_empty() && by.len() <= 5);
        for stem in by {
            let term = tantivy::Term::from_field_text(made.text, &stem);
            assert!(made.searcher().doc_freq(&term).expect("a count") > 0, "{stem}");
        }
    }
}

#[test]
fn prefixes_find_words_that_start_with_them() {
    for analyzer in [analyzer::default(), analyzer::wide(), analyzer::three_terms()] {
        let made = SampleIndex::new(analyzer, &TEXTS);
        for (query, texts) in [
            ("مكت*", vec![0, 5]),
            ("المكت*", vec![0, 5]),
            ("مَكْت*", vec![0, 5]),
            ("براز*", vec![2, 4]),
            ("+براز* +كر*", vec![2]),
            ("text:براز* -كرة", vec![4]),
            ("bras*", vec![6]),
            ("Bras*", vec![6]),
            ("202*", vec![6]),
            ("ارجن*", vec![4]),
            ("زززز*", vec![]),
            ("+كتاب +زززز*", vec![]),
        ] {
            assert_eq!(found(&made, query), texts, "{analyzer}: {query}");
        }
    }
    // A prefix of a whole word, with its clitics.
    assert_eq!(found(&three_terms(), "والأر*"), [4]);
}

#[test]
fn a_wildcard_that_is_no_prefix_is_an_error_that_says_so() {
    let made = three_terms();
    let error = |query: &str| match made.parser().parse_for(&made.searcher(), query) {
        Err(QueryParserError::UnsupportedQuery(what)) => what,
        other => panic!("{query}: {other:?}"),
    };
    for query in ["م*تب", "*كتاب", "*كتاب*", "كتاب**"] {
        assert!(error(query).contains("only at the end"), "{query}");
    }
    assert!(error("عبدالرح*").contains("one word"));
    let alone = made.parser().parse_query("مكت*").expect_err("no index");
    assert!(alone.to_string().contains("parse_for"), "{alone}");
    for (query, wanted) in [("nosuch:*", "does not exist"), ("text:*", "fast field")] {
        let error = made.parser().parse_for(&made.searcher(), query).expect_err("no such field").to_string();
        assert!(error.contains(wanted), "{query}: {error}");
    }
    // The other parts of a query are used.
    let (parsed, errors) = made.parser().parse_lenient_for(&made.searcher(), "م*تب البرازيل");
    assert_eq!((errors.len(), made.hits(&*parsed.query).len()), (1, 2));
    // In quotes it is a sign, and so is a `*` without letters.
    assert_eq!(found(&made, "\"كرة* القدم\""), [2]);
    assert_eq!(found(&made, "كرة **"), [2]);
    assert_eq!(found(&made, "*").len(), TEXTS.len());
}

#[test]
fn a_prefix_of_too_many_words_is_an_error() {
    let digits = |n: usize| n.to_string().chars().map(|c| char::from(b'a' + c as u8 - b'0')).collect::<String>();
    let texts: Vec<String> = (0..1200).map(|n| format!("x{}", digits(n))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let made = SampleIndex::new(analyzer::three_terms(), &texts);
    let error = made.parser().parse_for(&made.searcher(), "x*").expect_err("too many");
    assert!(error.to_string().contains("more than 1024 words"), "{error}");
    let many: Vec<String> = (1..100).map(|boost| format!("xb*^{boost}")).collect();
    let error = made.parser().parse_for(&made.searcher(), &many.join(" ")).expect_err("too many together");
    assert!(error.to_string().contains("more than 4096 words"), "{error}");
    assert_eq!(found(&made, "xbba*").len(), 11);
}

#[test]
fn stop_words_alone_are_found_in_an_index_with_words() {
    let made = three_terms();
    assert_eq!(found(&made, "في"), [0, 2, 3, 6]);
    assert_eq!(found(&made, "+من +هذا"), [3]);
    assert_eq!(found(&made, "\"من هذا\""), [3]);
    assert_eq!(made.search("من"), [3, 7]);
    // Among others they are left out.
    assert_eq!(found(&made, "في كرة"), [2]);
    for query in ["", " ", "؟!", "\u{640}", "\"\""] {
        let parsed = made.parser().parse_query(query).expect("no error");
        assert!(parsed.is::<EmptyQuery>(), "{query}");
    }
    let without = SampleIndex::new(analyzer::wide(), &TEXTS);
    assert!(without.parser().parse_query("في").expect("no error").is::<EmptyQuery>());
}

#[test]
fn snippets_mark_all_kinds_of_terms_in_vocalised_text() {
    let made = three_terms();
    // By its stem, by its root key, by what stands for it, by its prefix.
    assert_eq!(made.marked("كتاب", 0), ["الكِتابَ"]);
    assert_eq!(made.marked("كتب", 0), ["الكِتابَ"]);
    let snippet = |query: &str, text: usize| {
        let parsed = parse(&made, &made.parser(), query);
        let generator = tantivy::snippet::SnippetGenerator::create(&made.searcher(), &*parsed.query, made.text);
        generator.expect("a snippet").snippet(TEXTS[text]).to_html()
    };
    assert_eq!(snippet("الجدبد", 0), "قَرَأْتُ الكِتابَ <b>الجَديدَ</b> في المَكتَبة");
    assert_eq!(snippet("مكت*", 0), "قَرَأْتُ الكِتابَ الجَديدَ في <b>المَكتَبة</b>");
    assert_eq!(snippet("في", 0), "قَرَأْتُ الكِتابَ الجَديدَ <b>في</b> المَكتَبة");
}

/// Queries that are made to cost much; each is answered or refused in bounded time.
#[test]
fn hostile_queries_end_soon_with_an_error_or_a_result() {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let word = |n: usize| (0..6).map(|at| letters[n * (at * 7 + 1) % letters.len()]).collect::<String>();
    let words: Vec<String> = (0..20_000).map(word).collect();
    let texts: Vec<String> = words.chunks(40).map(|chunk| chunk.join(" ")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let made = SampleIndex::new(analyzer::three_terms(), &texts);
    let mut parser = made.parser();
    parser.set_max_len(4 << 20);
    let unknown = |n: usize| format!("{}{}", word(n * 31 + 7), letters[n % letters.len()]);
    let many = |part: &dyn Fn(usize) -> String, count: usize| (0..count).map(part).collect::<Vec<_>>().join(" ");
    let queries = [
        ("10,000 words", many(&|n| word(n * 3), 10_000)),
        ("10,000 unknown words", many(&unknown, 10_000)),
        ("10,000 required words", many(&|n| format!("+{}", word(n * 3)), 10_000)),
        ("prefixes", many(&|n| format!("{}*", &word(n)[..6]), 200)),
        ("wildcards alone", many(&|_| "*".into(), 2_000)),
        ("wildcards in words", many(&|n| format!("*{}*", word(n)), 2_000)),
        ("a word of 1 MB", "ك".repeat(1 << 19)),
        ("an unknown word of 1 MB", "كتمبا".repeat(100_000)),
        ("a prefix of 1 MB", "ك".repeat(1 << 19) + "*"),
        ("signs alone", "؟!،.".repeat(10_000)),
        ("weak letters", many(&|n| "اويا".repeat(1 + n % 8), 500)),
        ("deep nesting", format!("{}كتاب{}", "(".repeat(10_000), ")".repeat(10_000))),
        ("a phrase of 10,000 words", format!("\"{}\"", many(&|n| word(n * 3), 10_000))),
    ];
    for (name, query) in &queries {
        let start = Instant::now();
        let (parsed, errors) = parser.parse_lenient_for(&made.searcher(), query);
        let _ = parser.parse_for(&made.searcher(), query);
        let hits = made.hits(&*parsed.query);
        let took = start.elapsed();
        // Far above what an unoptimized build takes on a machine with other work.
        assert!(took < Duration::from_secs(20), "{name}: {took:?}, {} hits, {} errors", hits.len(), errors.len());
        assert!(errors.iter().all(|error| !error.to_string().is_empty()));
    }
}

#[test]
fn an_analyzer_without_stems_and_a_tokenizer_of_tantivys_take_prefixes() {
    let made = SampleIndex::new(analyzer::words(), &TEXTS);
    assert_eq!(found(&made, "المكت*"), [0, 5]);
    assert_eq!(found(&made, "مكت*"), [] as [usize; 0]);
    let own: Analyzer = "search | stem(light) | word".parse().expect("an analyzer");
    assert_eq!(found(&SampleIndex::new(&own, &TEXTS), "مكت*"), [0, 5]);
}
