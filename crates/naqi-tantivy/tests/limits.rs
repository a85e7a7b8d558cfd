//! The cost of hostile queries: a small stack and linear time.

#[allow(dead_code)] // snippets are not tested here
mod sample_index;

use naqi::analyzer;
use sample_index::SampleIndex;
use std::time::Instant;
use tantivy::query::QueryParserError;

/// Runs on a thread with a small stack; an overflow ends the whole test program.
fn on_stack<T: Send>(kib: usize, run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(kib << 10);
        builder.spawn_scoped(scope, run).expect("a thread").join().expect("no panic")
    })
}

fn sample_index() -> SampleIndex {
    SampleIndex::new(analyzer::wide(), &["كتاب جديد", "بيت قديم"])
}

/// Everything that makes tantivy's parser recurse: what opens a level and what closes it.
const LEVELS: [(&str, &str); 12] = [
    ("(", ")"),
    ("( ", " )"),
    ("NOT ", ""),
    ("NOT\t", ""),
    ("text:(", ")"),
    ("text : ( ", ")"),
    ("-(", ")"),
    ("+(", ")^2"),
    ("(كتاب OR -", " x)^2"),
    ("(كتاب AND بيت OR -", " x)^2"),
    ("NOT (", ")"),
    ("(\")\" كتاب ", ")"),
];

/// The levels around a word, closed and not closed.
fn nested(levels: usize) -> Vec<String> {
    let each = LEVELS.iter().flat_map(|(open, close)| {
        let open = open.repeat(levels);
        [format!("{open}كتاب{}", close.repeat(levels)), format!("{open}كتاب"), open]
    });
    each.collect()
}

#[test]
fn deep_nesting_is_an_error_with_its_byte_and_no_overflow() {
    on_stack(2 << 10, || {
        let parser = sample_index().parser();
        for levels in [1_000, 4_000, 10_000] {
            let mut parser = parser.clone();
            parser.set_max_len(usize::MAX);
            for query in nested(levels) {
                let start: String = query.chars().take(20).collect();
                let error = parser.parse_query(&query).expect_err("an error");
                let is_told = |e: &QueryParserError| matches!(e, QueryParserError::UnsupportedQuery(why) if why.contains("32 levels") && why.contains("(byte "));
                assert!(is_told(&error), "{start}: {error}");
                let (found, errors) = parser.parse_query_lenient(&query);
                assert!(errors.iter().all(is_told) && errors.len() == 1, "{start}: {errors:?}");
                assert!(found.is::<tantivy::query::EmptyQuery>());
            }
        }
    });
}

#[test]
fn the_error_names_the_byte_of_the_first_level_beyond_the_limit() {
    let parser = sample_index().parser();
    let error = parser.parse_query(&"(".repeat(33)).expect_err("too deep");
    assert!(error.to_string().contains("(byte 32)"), "{error}");
    let error = parser.parse_query(&format!("كتاب {}", "NOT ".repeat(33))).expect_err("too deep");
    assert!(error.to_string().contains(&format!("(byte {})", "كتاب ".len() + 32 * 4)), "{error}");
}

/// 256 KiB are an eighth of a thread's default stack; unoptimized code needs up to 512 KiB.
#[test]
fn accepted_queries_are_parsed_searched_and_dropped_on_a_small_stack() {
    let made = sample_index();
    on_stack(256, || {
        for query in nested(16).into_iter().chain(nested(32)) {
            if let Ok(query) = made.parser().parse_query(&query) {
                let _ = made.hits(&*query);
            }
            let (query, _) = made.parser().parse_query_lenient(&query);
            let _ = made.hits(&*query);
        }
    });
    let deep = format!("{}كتاب{}", "(".repeat(32), ")".repeat(32));
    assert_eq!(made.search(&deep), [0]);
}

#[test]
fn parentheses_in_quotes_in_words_and_side_by_side_do_not_nest() {
    let parser = sample_index().parser();
    let many = |part: &str| vec![part; 1000].join(" OR ");
    for query in [
        many("(كتاب جديد)"),
        many("(\"كتاب ) جديد\" OR 'بيت )')"),
        format!("بيت OR {}", many("NOT كتاب")),
        many("(NOT كتاب AND بيت)"),
        many("text:(كتاب جديد)"),
        many(r"(كتاب\( كتاب\) \))"),
        format!("\"{}\" كتاب", "(".repeat(1000)),
        format!("كتاب{}", r"\(".repeat(1000)),
    ] {
        let start: String = query.chars().take(30).collect();
        parser.parse_query(&query).unwrap_or_else(|error| panic!("{start}: {error}"));
        let (_, errors) = parser.parse_query_lenient(&query);
        assert!(!errors.iter().any(|e| e.to_string().contains("levels")), "{start}: {errors:?}");
    }
}

#[test]
fn a_nul_is_an_error_with_its_byte() {
    let made = sample_index();
    for (query, byte) in [("\0", 0), ("data.\0:1", 5), ("data.a\0b:1", 6), ("كتاب \"a\0\"", 11)] {
        let error = made.parser().parse_query(query).expect_err("a NUL").to_string();
        assert!(error.contains(&format!("(byte {byte})")), "{error}");
    }
}

#[test]
fn long_queries_and_field_names_are_errors_that_name_the_limit() {
    let mut parser = sample_index().parser();
    let told = |query: &str, parser: &naqi_tantivy::QueryParser| {
        let error = parser.parse_query(query).expect_err("too long").to_string();
        let (_, errors) = parser.parse_query_lenient(query);
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].to_string(), error);
        error
    };
    assert!(told(&"ا".repeat(40_000), &parser).contains("80000 bytes"));
    assert!(told(&format!("كتاب {}:(ا ب)", "a".repeat(300)), &parser).contains("(byte 9)"));
    assert!(told(&format!("{}a:ا", "a.".repeat(40)), &parser).contains("32 dots"));
    parser.set_max_len(100_000);
    assert!(parser.parse_query(&"ا".repeat(40_000)).is_ok());
}

#[test]
fn tabs_and_line_breaks_between_words_are_spaces_and_stay_in_quotes() {
    let made = sample_index();
    for query in ["كتاب\tAND\nجديد", "+كتاب\r\n+جديد", "\"كتاب\tجديد\"", "text:(\tكتاب\tAND جديد\n)"]
    {
        assert_eq!(made.search(query), [0], "{query:?}");
        let (lenient, errors) = made.parser().parse_query_lenient(query);
        assert!(errors.is_empty(), "{query:?}: {errors:?}");
        assert_eq!(made.hits(&*lenient).len(), 1, "{query:?}");
    }
    assert_eq!(made.search("بيت\tNOT\tكتاب"), [1]);
}

/// The families that are slowest for the parser, each of about this many bytes.
fn hostile(bytes: usize) -> Vec<String> {
    let of = |part: &str| part.repeat(bytes / part.len());
    let name = "a".repeat(250);
    let mut families: Vec<String> = [
        "\"",
        "'",
        "[",
        "]",
        "{",
        ")",
        ":",
        "^",
        "~",
        "*",
        "/",
        "\\",
        "-",
        "+",
        "a OR ",
        "a AND ",
        "NOT a ",
        "a\t",
        "ا\n",
        "a\u{A0}",
        "a:",
        "a:a ",
        "a.b:",
        "\"a",
        "\"a\" ",
        "\"a\"~5 ",
        "[a TO ",
        "[a TO b] ",
        "IN [",
        "IN [a] ",
        "a^",
        "a^2 ",
        "/a",
        "/a ",
        "/a/ ",
        "\\(",
        "\\ ",
        "(a) ",
        "(a",
        "a) ",
        "(-a) ",
        "(a OR b) AND ",
        ">a ",
        ">\t",
        "AND ",
        "AND\t",
        "NOT\t",
        "a\u{64E}",
        "كتاب ",
        "\u{0}",
        "1.",
        "--1",
    ]
    .map(of)
    .into();
    families.extend([
        format!("{name}:({})", of("a ")),
        format!("{}:a", of("a.")),
        format!("{}{}{}", "(".repeat(31), of("a "), " b)".repeat(31)),
        format!("{}{}", "text:(".repeat(31), of("a ")),
        format!("text:IN [{}]", of("a ")),
        format!("text:IN [{}", of("a ")),
        format!("\"{}\"", of("a ")),
        format!("{} \"{}", "NOT ".repeat(31), of("a ")),
        format!("a^{}", of("9")),
    ]);
    families
}

/// Processor seconds of this thread, where the system reports them (Linux); otherwise seconds since `start`.
fn seconds(start: Instant) -> f64 {
    // The system adds them up when a thread yields.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds * 1e-9)
}

/// The fastest of three runs.
fn time(run: impl Fn()) -> f64 {
    let start = Instant::now();
    let once = |_| {
        let before = seconds(start);
        run();
        seconds(start) - before
    };
    (0..3).map(once).fold(f64::INFINITY, f64::min)
}

/// Quadratic time would be 16 times as long. Short times depend on the machine, and on other programs.
fn is_linear(short: &str, long: &str, parse: impl Fn(&str)) -> bool {
    (0..8).any(|_| time(|| parse(long)) <= 8.0 * time(|| parse(short)).max(200e-6))
}

#[test]
fn four_times_the_text_takes_at_most_eight_times_as_long() {
    let parser = sample_index().parser();
    for (short, long) in hostile(8 << 10).iter().zip(&hostile(32 << 10)) {
        let start: String = long.chars().take(20).collect();
        assert!(is_linear(short, long, |query| drop(parser.parse_query(query))), "strict: {start:?}");
        assert!(is_linear(short, long, |query| drop(parser.parse_query_lenient(query))), "lenient: {start:?}");
    }
}

#[test]
fn hostile_queries_are_searched_without_a_panic() {
    let made = sample_index();
    for query in hostile(500) {
        if let Ok(query) = made.parser().parse_query(&query) {
            let _ = made.hits(&*query);
        }
        let (query, _) = made.parser().parse_query_lenient(&query);
        let _ = made.hits(&*query);
    }
}
