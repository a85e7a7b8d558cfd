//! Stems: pairs of words for each rule, and properties for every text.

mod random;

use naqi::analyzer;
use naqi::stem::{self, Category};
use random::Random;

/// Words that share a stem, by the rule.
const SAME: &[(&str, &[(&str, &str)])] = &[
    (
        "the article and what stands before it",
        &[
            ("والكتاب", "كتاب"),
            ("بالكتاب", "كتاب"),
            ("للكتاب", "الكتاب"),
            ("وللمدينة", "مدينة"),
            ("كالقمر", "قمر"),
            ("فالعلم", "علم"),
        ],
    ),
    (
        "a conjunction",
        &[("ووزير", "وزير"), ("وكتاب", "كتاب"), ("فمدينة", "مدينة"), ("وبغداد", "بغداد"), ("ولبنان", "لبنان")],
    ),
    (
        "a preposition",
        &[
            ("ببغداد", "بغداد"),
            ("لمدينة", "مدينة"),
            ("بقلم", "قلم"),
            ("كرئيس", "رئيس"),
            ("لوزير", "وزير"),
            ("بكتاب", "كتاب"),
        ],
    ),
    ("the future", &[("سيكتب", "يكتب"), ("ستتطور", "تطور"), ("سأكتب", "أكتب")]),
    (
        "what stands before a hamza on or under alef",
        &[("لإيطاليا", "إيطاليا"), ("بأحمد", "أحمد"), ("وأسعار", "أسعار"), ("والآثار", "آثار")],
    ),
    (
        "pronouns",
        &[
            ("مدرستها", "مدرسة"),
            ("والدته", "والدة"),
            ("بنائها", "بناء"),
            ("بيوتهم", "بيوت"),
            ("حياتهم", "حياة"),
            ("كتابه", "كتاب"),
            ("كتابهما", "كتاب"),
        ],
    ),
    (
        "gender and number",
        &[
            ("الولايات", "ولاية"),
            ("بدايات", "بداية"),
            ("مهندسون", "مهندس"),
            ("مهندسين", "مهندس"),
            ("مدينتان", "مدينة"),
            ("والدته", "والد"),
        ],
    ),
    (
        "adjectives of places",
        &[
            ("فلسطينية", "فلسطين"),
            ("لبناني", "لبنان"),
            ("الإيطالية", "إيطاليا"),
            ("سورية", "سوريا"),
            ("أمريكي", "أمريكا"),
            ("باكستاني", "باكستان"),
        ],
    ),
    ("the accusative", &[("كتابا", "كتاب"), ("رجلا", "رجل")]),
    (
        "plurals of a pattern",
        &[
            ("مدارس", "مدرستها"),
            ("مناطق", "منطقة"),
            ("مشاريع", "مشروع"),
            ("عواصم", "عاصمتها"),
            ("شوارع", "شارع"),
            ("قواميس", "قاموس"),
            ("وزراء", "ووزير"),
            ("خبراء", "خبير"),
            ("أصدقاء", "صديق"),
            ("أسعارها", "سعر"),
            ("أحزاب", "حزب"),
            ("وثائق", "وثيقة"),
            ("آلام", "ألم"),
        ],
    ),
    (
        "plurals that go their own way",
        &[
            ("مدن", "مدينة"),
            ("دول", "دولة"),
            ("سنوات", "سنة"),
            ("أساتذة", "أستاذ"),
            ("سنتان", "سنة"),
            ("نساء", "امرأة"),
            ("أيام", "يوم"),
            ("قضايا", "قضية"),
            ("قوانين", "قانون"),
            ("رجال", "رجل"),
        ],
    ),
    (
        "verbs",
        &[
            ("يستخدم", "استخدام"),
            ("تنتقد", "انتقاد"),
            ("يكتب", "كتب"),
            ("تقع", "يقع"),
            ("يقول", "قال"),
            ("يرتفع", "ارتفاع"),
        ],
    ),
    ("hamza seats", &[("مسئول", "مسؤول"), ("شئون", "شؤون"), ("رءوس", "رؤوس")]),
];

/// Words of different stems that a careless rule would unify.
const APART: &[(&str, &str)] = &[
    ("وزير", "زير"),
    ("بغداد", "غداد"),
    ("لبنان", "لبن"),
    ("كتاب", "تاب"),
    ("عثمان", "عثم"),
    ("يهود", "هود"),
    ("الكويت", "كوي"),
    ("الله", "إله"),
    ("سلطان", "سلط"),
    ("رمضان", "رمض"),
    ("ألمانيا", "مانيا"),
    ("يوم", "وم"),
    ("فلسطين", "لسطين"),
    ("سيارة", "يارة"),
    ("والد", "الد"),
    ("فيل", "يل"),
    ("المدنية", "المدينة"),
    ("صحراء", "صحير"),
];

#[test]
fn words_of_one_rule_share_a_stem() {
    let mut wrong = Vec::new();
    for (rule, pairs) in SAME {
        for (one, other) in *pairs {
            let (a, b) = (stem::full(one), stem::full(other));
            if a != b {
                wrong.push(format!("{rule}: {one} is {a}, {other} is {b}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_that_only_look_similar_keep_different_stems() {
    for (one, other) in APART {
        assert_ne!(stem::full(one), stem::full(other), "{one} {other}");
    }
}

/// The lines of `tests/data/stem_pairs.tsv`: a kind and two texts. The kinds: `same`, the analyzer `default` gives both texts
/// the same terms; `apart`, it gives them different ones; `has`, the terms of the first contain those of the second;
/// `terms`, the first has no terms.
#[test]
fn pairs_of_words_are_as_their_file_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stem_pairs.tsv");
    let text = std::fs::read_to_string(&path).expect("the file is there");
    let terms = |text: &str| analyzer::default().terms(text);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [kind, one, other] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three cells: {line}") };
        let (a, b) = (terms(one), terms(other));
        let holds = match kind {
            "same" => a == b && !a.is_empty(),
            "apart" => a != b && !a.is_empty() && !b.is_empty(),
            "has" => !b.is_empty() && b.iter().all(|term| a.contains(term)),
            "terms" => other == "[]" && a.is_empty(),
            _ => panic!("{line}"),
        };
        if !holds {
            wrong.push(format!("{kind} {one} {other}: {a:?} {b:?}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty() && count > 850, "{wrong:#?} of {count}");
}

#[test]
fn words_of_one_root_share_a_key() {
    for (one, other) in [("كتب", "كتاب"), ("مدن", "المدينة"), ("استخدام", "خدم"), ("اقتصاد", "قصد")]
    {
        assert_eq!(stem::root_key(one), stem::root_key(other), "{one} {other}");
    }
}

#[test]
fn stop_words_have_a_category_with_and_without_a_conjunction() {
    for (word, category) in [
        ("في", Some(Category::Function)),
        ("وهي", Some(Category::Function)),
        ("إلى", Some(Category::Function)),
        ("اين", Some(Category::Question)),
        ("فمتى", Some(Category::Question)),
        ("كانون", Some(Category::Month)),
        ("الخميس", Some(Category::Day)),
        ("ثلاثة", Some(Category::Number)),
        ("ولاية", None),
        ("وطن", None),
        ("", None),
        ("the", None),
    ] {
        assert_eq!(Category::of(word), category, "{word}");
    }
}

#[test]
fn a_light_stem_is_a_slice_and_no_stem_is_empty() {
    let mut random = Random::new(11);
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةىپچگٱabc1\u{64E}\u{651}".chars().collect();
    for _ in 0..200_000 {
        let len = 1 + random.below(30);
        let word: String = (0..len).map(|_| letters[random.below(letters.len())]).collect();
        let light = stem::light(&word);
        let at = light.as_ptr() as usize - word.as_ptr() as usize;
        assert_eq!(&word[at..at + light.len()], light);
        for stem in [light, &stem::full(&word), &stem::root_key(&word)] {
            assert!(!stem.is_empty(), "{}", word.escape_unicode());
            assert!(stem.chars().count() <= word.chars().count() + 1, "{}", word.escape_unicode());
        }
    }
}

#[test]
fn a_word_cache_changes_no_term() {
    let mut random = Random::new(12);
    let text = include_str!("../examples/data/sample.txt");
    let known: Vec<&str> = text.split(' ').collect();
    let mut cache = analyzer::WordCache::new();
    for (_, analyzer) in analyzer::all() {
        for _ in 0..40 {
            let line: Vec<&str> = (0..400).map(|_| known[random.below(known.len())]).collect();
            let line = line.join(" ");
            let collect = |cache: Option<&mut analyzer::WordCache>| {
                let mut terms = Vec::new();
                let found = |t: analyzer::Term<'_>| terms.push((t.text.to_string(), t.span, t.position, t.kind));
                match cache {
                    Some(cache) => analyzer.for_each_term_with_cache(cache, &line, found),
                    None => analyzer.for_each_term(&line, found),
                }
                terms
            };
            let once = collect(Some(&mut cache));
            assert_eq!(once, collect(Some(&mut cache)));
            assert_eq!(once, collect(None));
            assert_eq!(once, collect(Some(&mut analyzer::WordCache::new())));
            // The terms of a word, none of which is cached, are those of the text.
            let mut by_words = Vec::new();
            for word in naqi::words(&line) {
                let found = |t: analyzer::Term<'_>| by_words.push(t.text.to_string());
                analyzer.for_each_term_with_cache(&mut analyzer::WordCache::new(), word.text(), found);
            }
            assert_eq!(by_words, once.iter().map(|t| t.0.clone()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn analyzers_are_total_and_their_spans_are_in_the_text() {
    let mut random = Random::new(13);
    let mut cache = analyzer::WordCache::new();
    for _ in 0..3_000 {
        let text = random.text(60);
        for (_, analyzer) in analyzer::all() {
            let mut last = 0;
            analyzer.for_each_term_with_cache(&mut cache, &text, |term| {
                assert!(text.get(term.span.clone()).is_some_and(|source| !source.is_empty()));
                assert!(term.span.start >= last && !term.text.is_empty());
                last = term.span.start;
            });
        }
    }
}

#[test]
fn an_analyzer_parses_and_prints() {
    for (name, analyzer) in analyzer::all() {
        let again: naqi::Analyzer = analyzer.to_string().parse().expect("what is printed can be read");
        assert_eq!((again.to_string(), again.fingerprint()), (analyzer.to_string(), analyzer.fingerprint()), "{name}");
    }
    let bar: naqi::Analyzer = "strip_tatweel, map(|=x) | root_key".parse().expect("a bar in a map");
    assert_eq!(bar.to_string(), "strip_tatweel, map(|=x) | root_key");
}

#[test]
fn an_unknown_part_is_named_with_its_offset() {
    let error = "compose | stem(ful)".parse::<naqi::Analyzer>().expect_err("a wrong part");
    assert_eq!(error.offset(), Some(15));
    assert!(error.to_string().contains("there is no level of stemming `ful`"), "{error}");
    let error = "compose | leave_out(functions)".parse::<naqi::Analyzer>().expect_err("a wrong category");
    assert!(error.to_string().contains("functions"), "{error}");
    assert!("compos | stem(full)".parse::<naqi::Analyzer>().expect_err("a wrong step").to_string().contains("compose"));
}

/// Stems may be stored in an index, so a change here is a breaking one: raise `RULES_VERSION` in `src/search/stem/mod.rs`
/// unless a table changed with it, note it in CHANGELOG, and rewrite the file with `NAQI_WRITE=1`.
#[test]
fn stems_do_not_change_unnoticed() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stems.txt");
    let pairs = SAME.iter().flat_map(|(_, pairs)| pairs.iter()).chain(APART);
    let mut words: Vec<&str> = pairs.flat_map(|(one, other)| [*one, *other]).collect();
    words.extend(naqi::words(include_str!("../examples/data/sample.txt")).map(|w| w.text()));
    words.sort_unstable();
    words.dedup();
    let line = |word: &str| format!("{word} {} {} {}\n", stem::light(word), stem::full(word), stem::root_key(word));
    let mut lines = format!("# Words; their light stems, full stems, root keys. Rules {:016x}\n", rules());
    lines.extend(words.into_iter().map(|word| line(&naqi::preset::LIGHT.normalize(word))));
    if std::env::var_os("NAQI_WRITE").is_some() {
        std::fs::write(&path, &lines).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("the file is there");
    for (kept, now) in kept.lines().zip(lines.lines()) {
        assert_eq!(kept, now);
    }
    assert_eq!(kept.lines().count(), lines.lines().count());
}

/// The part of an analyzer's fingerprint that depends on stems: two analyzers that differ in stems alone.
fn rules() -> u64 {
    let analyzer = |text: &str| text.parse::<naqi::Analyzer>().expect("an analyzer").fingerprint();
    analyzer("trim | stem(full)") ^ analyzer("trim")
}
