//! Numbers in digits and in words.

#[path = "random/mod.rs"]
mod random;
#[path = "numbers/spell.rs"]
mod spell;

use cpu_time::ThreadTime;
use naqi::number::{DecimalSign, Number, find, find_words, parse, parse_words};
use random::Random;
use spell::Style;
use std::time::Duration;

fn decimals(text: &str) -> Vec<String> {
    find(text).map(|number| number.decimal()).collect()
}

fn decimal(text: &str) -> Option<String> {
    parse(text).map(|number| number.decimal())
}

fn values(text: &str) -> Vec<u64> {
    find_words(text).map(|number| number.value()).collect()
}

/// Every text with its number; `""` for none.
fn assert_parsed(cases: &[(&str, &str)]) {
    for &(text, expected) in cases {
        assert_eq!(decimal(text).unwrap_or_default(), expected, "{}", text.escape_unicode());
    }
}

fn assert_found(cases: &[(&str, &[&str])]) {
    for &(text, expected) in cases {
        assert_eq!(decimals(text), expected, "{}", text.escape_unicode());
    }
}

#[test]
fn digits_of_every_kind_are_read_also_mixed() {
    assert_parsed(&[
        ("0123456789", "123456789"),
        ("٠١٢٣٤٥٦٧٨٩", "123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "123456789"),
        ("1٢۳", "123"),
        ("१२", ""), // Devanagari
        ("١٬٢٣٤٫٥", "1234.5"),
        ("۱۲٫۵٪", "12.5"),
        ("−٥", "-5"),
    ]);
}

#[test]
fn zeros_that_say_nothing_are_left_out() {
    assert_parsed(&[
        ("000", "0"),
        ("007", "7"),
        ("1.50", "1.5"),
        ("1.00", "1"),
        ("0.05", "0.05"),
        ("100", "100"),
        ("10.010", "10.01"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("-0.01", "-0.01"),
        (".050", "0.05"),
    ]);
}

#[test]
fn thousands_are_groups_of_three_with_one_separator() {
    assert_parsed(&[
        ("1,234", "1234"),
        ("12,345,678.9", "12345678.9"),
        ("1,234.56", "1234.56"),
        ("١٬٢٣٤٫٥٦", "1234.56"),
        ("5،000", "5000"),
        ("1'234'567", "1234567"),
        ("1’234", "1234"),
        ("15\u{A0}000", "15000"),
        ("15\u{202F}000,5", ""),
        ("15\u{202F}000.5", "15000.5"),
        ("1\u{2009}234\u{2009}567", "1234567"),
        ("1,2", ""),
        ("1,23", ""),
        ("1234,567", ""),
        ("1,2345", ""),
        ("0,123", ""),
        ("1,234,56", ""),
        ("1,234،567", ""),
        ("1,,234", ""),
        ("1,234.5,6", ""),
        ("1 234", ""),
    ]);
}

#[test]
fn a_run_that_is_no_number_is_divided_at_its_weakest_separators() {
    assert_found(&[
        ("1.2.3", &["1", "2", "3"]),
        ("192.168.0.1", &["192", "168", "0", "1"]),
        ("1,5", &["1", "5"]),
        ("3.5،4.5", &["3.5", "4.5"]),
        ("1,234\u{A0}5,678", &["1234", "5678"]),
        ("15\u{A0}2024", &["15", "2024"]),
        ("1990،1991،1992", &["1990", "1991", "1992"]),
        ("1,234.5,6", &["1", "234.5", "6"]),
        ("1,2\u{A0}3,456،7.8.9", &["1", "2", "3456", "7", "8", "9"]),
        ("1234.", &["1234"]),
        ("1,234,", &["1234"]),
        ("1..5", &["1", "5"]),
    ]);
}

#[test]
fn the_other_decimal_sign_is_an_option_and_ambiguity_is_told() {
    let comma = |text: &str| DecimalSign::Comma.parse(text).map(|number| number.decimal()).unwrap_or_default();
    for (text, expected) in [
        ("1,5", "1.5"),
        ("٣،٥", "3.5"),
        ("٣٫٥", "3.5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("1.234.567,89", "1234567.89"),
        ("1\u{202F}234,5", "1234.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("1.5", ""),
        ("1,234,567", ""),
    ] {
        assert_eq!(comma(text), expected, "{text}");
    }
    let is_ambiguous = |text: &str| parse(text).expect("a number").is_ambiguous();
    assert!(["1,234", "12.345", "5،000", "-1,234%"].into_iter().all(is_ambiguous));
    assert!(!["1", "1.5", "1.2345", "0.123", "1,234,567", "1,234.5", "١٬٢٣٤", "1'234"].into_iter().any(is_ambiguous));
}

#[test]
fn signs_are_the_numbers_if_it_stands_alone() {
    assert_parsed(&[
        ("-5", "-5"),
        ("+5", "5"),
        ("\u{61C}-٥", "-5"),          // ARABIC LETTER MARK: CLDR, ar
        ("\u{200E}\u{2212}۵", "-5"),  // LEFT-TO-RIGHT MARK, MINUS SIGN: CLDR, fa
        ("\u{200E}-\u{200E}5", "-5"), // LEFT-TO-RIGHT MARKS
        ("\u{200F}-5\u{200F}", "-5"), // RIGHT-TO-LEFT MARKS
        ("\u{2066}-5\u{2069}", "-5"), // isolates
        ("\u{FEFF} -5 \u{A0}", "-5"), // BYTE ORDER MARK, NO-BREAK SPACE
        ("--5", ""),
        ("- 5", ""),
        ("5-", ""),
        ("−.5", "-0.5"),
    ]);
    assert_found(&[
        ("5-10", &["5", "10"]),
        ("5 - 3", &["5", "3"]),
        ("5 -3", &["5", "-3"]),
        ("(−٥)", &["-5"]),
        ("(5)-3", &["5", "3"]),
        ("5%-3", &["5", "3"]),
        ("كتاب-2", &["2"]),
        ("كتابٍ-2", &["2"]),
        ("=-2", &["-2"]),
        ("1,-2", &["1", "-2"]),
        ("p < .05", &["0.05"]),
        ("(.5)", &["0.5"]),
        ("…5", &["5"]),
        ("..5", &["5"]),
        ("نعم.5", &["5"]),
        (".1.2", &["1.2"]),
    ]);
}

#[test]
fn percent_signs_are_told_and_the_value_is_not_divided() {
    for (text, value, divisor) in [
        ("20%", 20.0, 100),
        ("٢٠٪", 20.0, 100),
        ("٢٠٪\u{61C}", 20.0, 100), // ARABIC LETTER MARK: CLDR, ar
        ("20\u{200E}%\u{200E}", 20.0, 100),
        ("٢٠ ٪", 20.0, 100),
        ("20\u{A0}%", 20.0, 100),
        ("%20", 20.0, 100),
        ("٪−٢٠", -20.0, 100),
        ("-1.5‰", -1.5, 1000),
        ("٥؉", 5.0, 1000),
        ("٥؊", 5.0, 10_000),
        ("5‱", 5.0, 10_000),
        ("5", 5.0, 1),
    ] {
        let number = parse(text).unwrap_or_else(|| panic!("{}", text.escape_unicode()));
        assert_eq!((number.to_f64(), number.divisor()), (value, divisor), "{}", text.escape_unicode());
        assert_eq!(number.is_percent(), divisor == 100);
    }
    let found = |text| find(text).map(|number| (number.text(), number.divisor())).collect::<Vec<_>>();
    assert_eq!(found("5%50"), [("5%", 100), ("50", 1)]);
    assert_eq!(found("5 %50"), [("5", 1), ("%50", 100)]);
    assert_eq!(found("5  %"), [("5", 1)]);
    assert_eq!(found("%5%"), [("5%", 100)]);
    assert_eq!(found("أ%5"), [("5", 1)]);
    // Ranges and sums: the dash is no minus.
    assert_eq!(found("٪٥٠-٪٦٠"), [("٪٥٠", 100), ("٪٦٠", 100)]);
    assert_eq!(found("%50\u{2212}%60+‰5"), [("%50", 100), ("%60", 100), ("‰5", 1000)]);
    assert_eq!(found("٪٥٠\u{200F}-\u{200F}٪٦٠"), [("٪٥٠", 100), ("٪٦٠", 100)]);
    assert_eq!(found("٥٠-٪٦٠ و ٥٠٪-٦٠٪"), [("٥٠", 1), ("٪٦٠", 100), ("٥٠٪", 100), ("٦٠٪", 100)]);
    assert_eq!(found("خصم-٪٥٠ (أ)-%5 ٪٥٠–٪٦٠"), [("٪٥٠", 100), ("%5", 100), ("٪٥٠", 100), ("٪٦٠", 100)]);
    assert_eq!(found("٪٥٠-٪−٦٠، ٪.٥-٪.٦"), [("٪٥٠", 100), ("٪−٦٠", 100), ("٪.٥", 100), ("٪.٦", 100)]);
    assert_eq!(found("-٪٥ =-%5 --%5 5--%5"), [("٥", 1), ("5", 1), ("5", 1), ("5", 1), ("5", 1)]);
    let values = |text| find(text).map(|number| number.to_f64()).collect::<Vec<_>>();
    assert_eq!((values("٪٥٠-٪٦٠"), values("٪٥٠-٪−٦٠")), (vec![50.0, 60.0], vec![50.0, -60.0]));
    let text = "بين ٪٥٠-٪٦٠";
    assert!(find(text).map(|number| &text[number.span()]).eq(["٪٥٠", "٪٦٠"]));
}

#[test]
fn arabic_letters_may_touch_a_number_and_other_letters_make_a_name() {
    assert_found(&[
        ("كتاب2", &["2"]),
        ("ب5 وال20 بـ٣", &["5", "20", "3"]),
        ("2024م و1445هـ", &["2024", "1445"]),
        ("٢٤ساعة", &["24"]),
        ("5kg 3G 2nd", &["5", "3", "2"]),
        ("A4 mp3 v1.2 H2O x86", &[]),
        ("A4\u{A0}100", &["100"]),
        ("é2 e\u{301}2", &[]), // COMBINING ACUTE ACCENT
        ("1920x1080 1e5 1.5E-10 0x1F 3fa9", &[]),
        ("1½ ½1 5² २5", &[]),
        ("COVID-19", &["19"]),
        ("#5 المادة_7", &["5", "7"]),
        ("5\u{FE0F}\u{20E3}", &["5"]), // a keycap
    ]);
}

#[test]
fn parts_of_dates_times_and_telephone_numbers_are_numbers() {
    assert_found(&[
        ("2024/01/15", &["2024", "1", "15"]),
        ("٢٠٢٤؍٠١؍١٥", &["2024", "1", "15"]),
        ("15.1.2024", &["15", "1", "2024"]),
        ("12:30", &["12", "30"]),
        ("+966 50-123-4567", &["966", "50", "123", "4567"]),
        ("1/2", &["1", "2"]),
    ]);
}

#[test]
fn spans_are_those_of_the_text_given() {
    let text = "  ثمن −۵٫۵ ٪، 1,234";
    let found: Vec<_> = find(text).map(|number| (&text[number.span()], number.text())).collect();
    assert_eq!(found, [("−۵٫۵ ٪", "−۵٫۵ ٪"), ("1,234", "1,234")]);
    assert_eq!(parse("\u{200F} ٥").expect("a number").span(), 4..6); // RIGHT-TO-LEFT MARK
}

#[test]
fn finding_digits_allocates_nothing() {
    let text = "ثمن −١٬٢٣٤٫٥ ريال، 1.2.3 ".repeat(100);
    let info = allocation_counter::measure(|| {
        assert_eq!(find(&text).filter(|number| parse(number.text()).is_some()).count(), 400)
    });
    assert_eq!(info.count_total, 0);
}

/// A number: its digits, and how it is written.
fn written(random: &mut Random) -> (String, String) {
    let digits = |random: &mut Random, len: usize| (0..len).map(|_| random.one("0123456789")).collect::<String>();
    let len = 1 + random.below(12);
    let integer = digits(random, len);
    let integer = integer.trim_start_matches('0').to_string();
    let integer = if integer.is_empty() { "0".into() } else { integer };
    let len = random.below(6);
    let fraction = digits(random, len);
    let minus = ["", "", "-", "−", "\u{61C}-", "\u{200E}−", "\u{200F}-\u{200F}", "﹣", "+"][random.below(9)];
    let (group, point) =
        [("", "."), ("", "٫"), (",", "."), ("٬", "٫"), ("،", "٫"), ("'", "."), ("\u{A0}", "."), ("\u{202F}", "٫")]
            [random.below(8)];
    let mut out = String::from(minus);
    for (n, c) in integer.chars().enumerate() {
        if n > 0 && (integer.len() - n).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push_str(point);
        out.push_str(&fraction);
    }
    // Each digit of a set of its own, or all of one.
    let sets = [['0', '0'], ['٠', '٠'], ['۰', '۰'], ['0', '۰'], ['٠', '۰']][random.below(5)];
    let out = out.chars().map(|c| match c.to_digit(10) {
        Some(value) => char::from_u32(sets[random.below(2)] as u32 + value).expect("a digit"),
        None => c,
    });
    let mut out: String = out.collect();
    out.push_str(["", "", "%", "٪", "٪\u{61C}", " %", "\u{A0}٪"][random.below(7)]);
    let sign = if minus.contains(['-', '−', '﹣']) { "-" } else { "" };
    (format!("{sign}{integer}.{fraction}0"), out)
}

/// The string that `decimal` promises, by Rust's own means.
fn canonical(plain: &str) -> String {
    let trimmed = plain.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" { "0".into() } else { trimmed.into() }
}

#[test]
fn random_numbers_in_random_formats_are_read_back() {
    let mut random = Random::from_environment();
    for _ in 0..random.cases(100_000) {
        let (plain, text) = written(&mut random);
        let number = parse(&text).unwrap_or_else(|| panic!("{plain} {}", text.escape_unicode()));
        assert_eq!(number.decimal(), canonical(&plain), "{}", text.escape_unicode());
        let expected: f64 = plain.parse().expect("Rust reads it");
        assert_eq!(number.to_f64(), expected, "{}", text.escape_unicode());
        // Within a text.
        let (before, after) =
            (["", "عدد ", "(", "قال: "][random.below(4)], ["", " ريال", "، ثم", ").", "م"][random.below(5)]);
        let whole = format!("{before}{text}{after}");
        let found: Vec<Number> = find(&whole).collect();
        assert_eq!(found.len(), 1, "{}", whole.escape_unicode());
        assert_eq!(found[0].decimal(), canonical(&plain), "{}", whole.escape_unicode());
    }
}

#[test]
fn the_nearest_f64_is_that_of_rust_for_long_numbers() {
    for text in ["9007199254740993", "0.1000000000000000055511151231257827", "123456789012345678901234567890"] {
        assert_eq!(parse(text).expect("a number").to_f64(), text.parse::<f64>().expect("Rust reads it"));
    }
    assert_eq!(parse(&"9".repeat(400)).expect("a number").to_f64(), f64::INFINITY);
}

/// Random text of digits, signs and letters.
fn noise(random: &mut Random, most: usize) -> String {
    const SIGNS: &str = "00123459٠١٥٩۰۱۵۹..,,،٫٬'’-−+%٪‰  \u{A0}\u{202F}\u{200F}\u{61C}ايeExaZ½²\u{64E}\u{301}()_/:५";
    (0..random.below(most)).map(|_| if random.below(40) == 0 { random.any() } else { random.one(SIGNS) }).collect()
}

#[test]
fn the_text_of_a_number_is_the_same_number_and_numbers_do_not_overlap() {
    let mut random = Random::from_environment();
    let mut count = 0;
    for case in 0..random.cases(60_000) {
        let text = if case % 8 == 0 { random.arabic(40) } else { noise(&mut random, 24) };
        for sign in DecimalSign::ALL {
            let mut at = 0;
            for number in sign.find(&text) {
                let span = number.span();
                assert!(span.start >= at, "{}", text.escape_unicode());
                at = span.end;
                assert_eq!(&text[span], number.text());
                let again = sign.parse(number.text()).unwrap_or_else(|| panic!("{}", text.escape_unicode()));
                let properties = |n: Number| (n.decimal(), n.divisor(), n.is_negative(), n.is_ambiguous());
                assert_eq!(properties(again), properties(number), "{}", text.escape_unicode());
                assert_eq!(number.to_f64(), number.decimal().parse::<f64>().expect("Rust reads it"));
                count += 1;
            }
        }
    }
    assert!(count > 1000, "{count}");
}

#[test]
fn digits_between_arabic_letters_and_signs_are_never_left_out() {
    let mut random = Random::from_environment();
    for _ in 0..random.cases(20_000) {
        let text: String =
            (0..random.below(24)).map(|_| random.one("0015٥۹..,،٫٬'-−+%٪ \u{A0}\u{200F}اي()/:")).collect();
        let mut rest: Vec<char> = text.chars().filter(|c| c.is_numeric()).collect();
        for number in find(&text) {
            let digits: Vec<char> = number.text().chars().filter(|c| c.is_numeric()).collect();
            assert_eq!(rest.drain(..digits.len()).collect::<Vec<_>>(), digits, "{}", text.escape_unicode());
        }
        assert!(rest.is_empty(), "{}", text.escape_unicode());
    }
}

#[test]
fn number_words_are_read_in_their_spellings() {
    for (value, text) in [
        (0, "صفر"),
        (1, "واحدة"),
        (8, "ثمانٍ"),
        (11, "إحدى عشرة"),
        (111, "مئة وأحد عشر"),
        (111, "مئة واحد عشر"),
        (121, "مئة وأحد وعشرون"),
        (121, "مئة وواحد وعشرون"),
        (12, "إثنا عشر"),
        (12, "اثنتي عشرة"),
        (15, "خمس عشرة"),
        (15, "خمسةعشر"),
        (21, "واحد وعشرون"),
        (21, "أحد وعشرين"),
        (100, "ميّة"),
        (100, "مِائَةٌ"),
        (300, "ثلاث مئة"),
        (300, "ثلاثمائة"),
        (800, "ثمانيمئة"),
        (800, "ثمانمائة"),
        (1500, "ألف وخمسمئة"),
        (1500, "الف و خمسمائه"),
        (1500, "ألفاً وخمسمئة"),
        (1500, "ألفا وخمسمئة"),
        (2000, "ألفا"),
        (2000, "ألفي"),
        (11_000, "أحد عشر ألفا"),
        (25_000, "خمسة وعشرون ألفًا"),
        (200_000, "مئتا ألف"),
        (105_000, "مئة وخمسة آلاف"),
        (101_000, "مئة ألف وألف"),
        (302_005, "ثلاثمئة ألف وألفان وخمسة"),
        (1_000_000, "ﻣﻠﻴﻮﻥ"), // presentation forms
        (3_000_000, "ثلاثة مـــلايين"),
        (1_500_000_000_000, "ألف وخمسمئة مليار"),
        (1_000_000, "ألف ألف"),
        (101_000_000, "مئة ألف ألف ومليون"),
        (1_001_000, "ألف ألف وألف"),
        (2_000_000_000_000, "ألفي مليار"),
        (1_000_000_000_000, "ترليون"),
        (999_999_999_999_999, &Style::default().spell(999_999_999_999_999)),
    ] {
        assert_eq!(parse_words(text).map(|number| number.value()), Some(value), "{text}");
    }
}

#[test]
fn words_in_another_order_are_several_numbers() {
    let cases: [(&str, &[u64]); 16] = [
        ("مئة ألف وثلاثة آلاف", &[100_000, 3000]),
        ("عشرون ألفا وألف", &[20_000, 1000]),
        ("خمسة خمسة", &[5, 5]),
        ("خمسة وخمسة", &[5, 5]),
        ("عشرون وخمسة", &[20, 5]),
        ("مئة مئة", &[100, 100]),
        ("مئة وثلاث مئة", &[100, 300]),
        ("ألف خمسمئة", &[1000, 500]),
        ("ألف وألف", &[1000, 1000]),
        ("ألف وثلاثة آلاف", &[1000, 3000]),
        ("ثلاثة آلاف ومليون", &[3000, 1_000_000]),
        ("ألف وخمسة ملايين", &[1000, 5_000_000]),
        ("خمسة، عشرة", &[5, 10]),
        ("خمسة\nعشر", &[5, 10]),
        ("خمسة.عشرة", &[5, 10]),
        ("مليون وألف وخمسمئة مليار", &[1_001_000, 500_000_000_000]),
    ];
    for (text, expected) in cases {
        assert_eq!(values(text), expected, "{text}");
        assert_eq!(parse_words(text), None, "{text}");
    }
}

#[test]
fn number_words_are_found_in_text() {
    let text = "اشترى بخمسةٍ وعشرين ديناراً مئتي كتاب، ووَثلاثة أقلام وعشرة.";
    let found: Vec<_> = find_words(text).map(|number| (number.value(), &text[number.span()])).collect();
    assert_eq!(found, [(25, "خمسةٍ وعشرين"), (200, "مئتي"), (10, "عشرة")]);
    let cases: [(&str, &[u64]); 9] = [
        ("كتاب وخمسة", &[5]),
        ("كتاب و خمسة", &[5]),
        ("وأحد عشر", &[11]),
        ("بمئة وخمسين", &[150]),
        ("لألف عام", &[1000]),
        ("لست كمية", &[]),
        ("لا أحد هنا", &[]),
        ("آلاف الناس", &[]),
        ("خمسة في المئة", &[5]),
    ];
    for (text, expected) in cases {
        assert_eq!(values(text), expected, "{text}");
    }
}

#[test]
fn no_part_of_a_number_that_is_not_read_is_found() {
    for text in [
        "المئة وخمسون",
        "الألف وخمسمئة",
        "الخمسة والعشرون",
        "للمئة وعشرين ألفا",
        "القرن الثالث عشر",
        "ثالث وعشرون",
        "5 ملايين وثلاثمئة ألف",
        "٢٫٥ مليون",
        "خمسة ونصف",
        "مليون ونصف",
        "نصف مليون",
        "وربع مليار وخمسمئة ألف",
        "مليون ونصف مليون",
        "5 ونصف مليون",
        "ثلثي مئة ألف",
        "خمسة وثلاثة أرباع",
        "خمسة فاصلة ثلاثة",
        "مئات وعشرون",
    ] {
        assert_eq!(values(text), [0; 0], "{text}");
    }
    assert_eq!(values("عام 2020 وخمسة أشهر"), [5]);
    assert_eq!(values("خمسة ونصف ثم ستة"), [6]);
    assert_eq!(values("ثمن ألف كتاب، ونصف خمسة"), [1000, 5]);
    assert_eq!(values("ثنتان وثمنمئة ثم ثنتين وعشرين، ثنتا عشرة"), [2, 800, 22, 12]);
}

#[test]
fn every_number_to_20_000_in_words_is_read_back() {
    let mut random = Random::from_environment();
    let styles = [
        Style::default(),
        Style { feminine: true, oblique: true, hundred: 1, and_apart: true, ..Style::default() },
        Style { hundred: 1, hundreds_apart: true, accusative: 1, careless: true, ..Style::default() },
    ];
    for n in 0..=20_000 {
        for style in styles.iter().chain([&Style::random(&mut random)]) {
            let text = style.spell(n);
            assert_eq!(parse_words(&text).map(|number| number.value()), Some(n), "{text} {style:?}");
        }
    }
}

#[test]
fn random_numbers_to_a_trillion_in_words_are_read_back() {
    let mut random = Random::from_environment();
    for _ in 0..random.cases(100_000) {
        // Of each length, and with zeros.
        let mut n = random.next() % 10_u64.pow(1 + random.below(13) as u32);
        if random.below(2) == 0 {
            n -= n % 10_u64.pow(random.below(12) as u32);
        }
        let style = Style::random(&mut random);
        let text = style.spell(n);
        assert_eq!(parse_words(&text).map(|number| number.value()), Some(n), "{text} {style:?}");
        let whole =
            format!("{} {text} {}", ["كان", "حضر", "،"][random.below(3)], ["كتاب", ".", "رجل"][random.below(3)]);
        let found: Vec<_> = find_words(&whole).map(|number| (number.value(), number.text())).collect();
        assert_eq!(found, [(n, &*text)], "{whole}");
    }
}

/// Random number words in no order.
fn random_words(random: &mut Random, most: usize) -> String {
    const WORDS: [&str; 44] = [
        "واحد",
        "اثنان",
        "اثنا",
        "أحد",
        "ثلاثة",
        "ثلاث",
        "خمسة",
        "ثماني",
        "عشر",
        "عشرة",
        "عشرون",
        "تسعين",
        "مئة",
        "مئتا",
        "ثلاثمئة",
        "ألف",
        "ألفا",
        "ألفًا",
        "ألفان",
        "آلاف",
        "مليون",
        "مليونا",
        "ملايين",
        "مليار",
        "ترليون",
        "صفر",
        "و",
        "و",
        "المئة",
        "الخمسة",
        "للألف",
        "بخمسة",
        "ثالث",
        "نصف",
        "فاصلة",
        "كتاب",
        "5",
        "2.5",
        "،",
        "\n",
        "\u{200F}",
        "مِـئة",
        "لست",
        "ﺧﻤﺴﺔ",
    ];
    let mut out = String::new();
    for _ in 0..random.below(most) {
        out.push_str(["", "", "", "و", "و", "و", "وَ", "ف", "ب"][random.below(9)]);
        out.push_str(WORDS[random.below(WORDS.len())]);
        out.push_str([" ", " ", " ", " ", "  ", "\u{A0}", "", "."][random.below(8)]);
    }
    out
}

#[test]
fn the_words_of_a_number_are_the_same_number() {
    let mut random = Random::from_environment();
    let mut count = 0;
    for case in 0..random.cases(60_000) {
        let text = if case % 8 == 0 { random.arabic(40) } else { random_words(&mut random, 12) };
        let mut at = 0;
        for number in find_words(&text) {
            let span = number.span();
            assert!(span.start >= at && number.value() < 10_u64.pow(18), "{}", text.escape_unicode());
            at = span.end;
            assert_eq!(&text[span], number.text());
            let again = parse_words(number.text()).map(|number| number.value());
            assert_eq!(again, Some(number.value()), "{text} {}", text.escape_unicode());
            count += 1;
        }
    }
    assert!(count > 10_000, "{count}");
}

/// The shortest time of two runs.
fn time(run: impl Fn()) -> Duration {
    let once = || {
        let start = ThreadTime::now();
        run();
        start.elapsed()
    };
    (0..2).map(|_| once()).min().expect("two runs")
}

#[test]
fn hostile_texts_take_linear_time() {
    const COUNT: usize = 100_000;
    // Ten times the text may take ten times the time; quadratic code takes a hundred times.
    let is_linear = |part: &str, rest: &str, run: &dyn Fn(&str)| {
        let texts = [COUNT / 10, COUNT].map(|count| part.repeat(count) + rest);
        let [short, long] = texts.each_ref().map(|text| time(|| run(text)));
        assert!(long < 40 * short + Duration::from_millis(20), "{part:?} {rest:?}: {short:?}, {long:?}");
    };
    let digits: &dyn Fn(&str) = &|text| {
        for sign in DecimalSign::ALL {
            sign.find(text).for_each(|number| assert!(!std::hint::black_box(number).text().is_empty()));
            let _ = std::hint::black_box(sign.parse(text).map(|number| number.to_f64()));
        }
    };
    for part in ["5", "0", "5,", "5.", "5،", "5\u{A0}", ",", "-", "%", "\u{200F}", "5 %", "1,234", "123,", "123\u{A0}"]
    {
        is_linear(part, "", digits);
        is_linear(part, "5", digits);
    }
    for part in ["5a", "a5", "5\u{64E}", "5\u{200F}-", "-\u{200F}5", "5e-", "½5", "5\u{A0}5.5.", "1.5،"] {
        is_linear(part, "x5", digits);
    }
    for part in ["5", "5,", "5 "] {
        assert_eq!(
            find(&part.repeat(1_000_000)).map(|number| number.text().len()).max(),
            Some(if part == "5" { 1_000_000 } else { 1 })
        );
    }
    assert_eq!(find_words(&"خمسة ".repeat(1_000_000)).count(), 1_000_000);
    let words: &dyn Fn(&str) = &|text| {
        let _ = std::hint::black_box(find_words(text).count());
        let _ = std::hint::black_box(parse_words(text));
    };
    for part in
        ["خمسة ", "وخمسة ", "و ", "ألف ", "وألف ", "المئة ", "5 ", "وعشرون و", "ثلاث مئة و", "خ\u{64E}", "\u{640}"]
    {
        is_linear(part, "", words);
        is_linear(part, "خمسة", words);
    }
}
