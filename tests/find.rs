//! Finding: against a naive finder, on random text, with slices ending at every offset; and promises by example.

#![allow(clippy::single_range_in_vec_init)] // a list of matches may have one range

mod random;

use naqi::find::Found;
use naqi::step::{Map, Scheme};
use naqi::{Normalizer, Step, preset};
use random::{Random, code_points};
use std::ops::Range;

/// Searches the whole text at once: every occurrence of a needle, in order, the longest first.
fn naive(naqi: &Normalizer, text: &str, needles: &[&str], whole_words: bool) -> Vec<Found> {
    let needles: Vec<_> = needles.iter().map(|needle| naqi.normalize(needle)).collect();
    let mut order: Vec<usize> = (0..needles.len()).filter(|&n| !needles[n].is_empty()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(needles[n].len()));
    let (mut output, mut alignment) = (String::new(), naqi::Alignment::default());
    naqi.align_into(text, &mut output, &mut alignment);
    let boundaries = boundaries(text);
    let (mut at, mut all) = (0, Vec::new());
    while at < output.len() {
        let found = order.iter().find_map(|&n| {
            let end = at + needles[n].len();
            let starts = output.is_char_boundary(at) && output[at..].starts_with(&*needles[n]);
            let span = alignment.source(at..end);
            let is_whole = boundaries.contains(&span.start) && boundaries.contains(&span.end);
            (starts && (is_whole || !whole_words)).then_some((Found { span, needle: n }, end))
        });
        match found {
            Some((found, end)) => {
                // The unit of the last byte belongs to one match only.
                at = alignment.output(alignment.source(end - 1..end)).end;
                all.push(found);
            }
            None => at += 1,
        }
    }
    all
}

/// The ends of the tokens, and in tokens with terms the offsets that are inside no term.
fn boundaries(text: &str) -> Vec<usize> {
    let terms: Vec<Range<usize>> = Normalizer::new(&[]).word_terms(text).map(|(word, _)| word.span()).collect();
    let mut boundaries = vec![0];
    for token in naqi::tokens(text).map(|token| token.span()) {
        let inside: Vec<_> = terms.iter().filter(|t| token.start <= t.start && t.end <= token.end).collect();
        let is_outside =
            |at: &usize| text.is_char_boundary(*at) && inside.iter().all(|t| *at <= t.start || *at >= t.end);
        if !inside.is_empty() {
            boundaries.extend((token.start + 1..token.end).filter(is_outside));
        }
        boundaries.push(token.end);
    }
    boundaries
}

fn normalizers() -> Vec<Normalizer> {
    let mut all: Vec<Normalizer> = preset::all().map(|preset| (**preset).clone()).collect();
    let lists: &[&[Step]] = &[
        &[],
        &[Step::Nfc],
        &[Step::Nfkc, Step::StripDiacritics],
        &[Step::StripDiacritics, Step::CollapseSpaces, Step::Trim],
        &[Step::Compose, Step::StripDiacritics, Step::CollapseStretch(2.into()), Step::CollapseSpaces],
        &[Step::Nfc, Step::StripDiacritics, Step::StripTatweel, Step::UnifyAlef, Step::Trim],
        &[Step::Skeleton],
        &[Step::Transliterate(Scheme::Buckwalter)],
        &[Step::Map(Map::new([("ا", "aaa"), ("ب", ""), ("ت", "ba")]).expect("a map")), Step::StripDiacritics],
        &[
            Step::StripTatweel,
            Step::Map(Map::new([("ا", "ا"), ("ب", "ب"), (" ", " ")]).expect("a map").others_deleted()),
        ],
    ];
    all.extend(lists.iter().map(|list| Normalizer::new(list)));
    all
}

/// A part of the text, or of its normalized form, or a few letters.
fn needle(random: &mut Random, naqi: &Normalizer, text: &str) -> String {
    let of = match random.below(4) {
        0 => random.arabic(2),
        1 => naqi.normalize(text).into_owned(),
        _ => text.to_owned(),
    };
    let chars: Vec<char> = of.chars().collect();
    let start = random.below(chars.len() + 1);
    let most = if random.below(8) == 0 { 60 } else { 6 };
    let len = random.below(most);
    chars[start..(start + len).min(chars.len())].iter().collect()
}

/// A text with repetitions.
fn text(random: &mut Random) -> String {
    let words: Vec<String> =
        (0..6).map(|_| if random.below(3) == 0 { random.text(8) } else { random.arabic(6) }).collect();
    let mut text = String::new();
    for _ in 0..random.below(24) {
        text += &words[random.below(6)];
        text += ["", "", " ", "  ", "\n"][random.below(5)];
    }
    text
}

#[test]
fn random_needles_are_found_like_by_the_naive_finder_for_any_slices() {
    let mut random = Random::from_environment();
    let normalizers = normalizers();
    let (mut hits, mut whole_hits) = (0, 0);
    for case in 0..random.cases(6_000) {
        let naqi = &normalizers[case % normalizers.len()];
        let text = text(&mut random);
        let needle = needle(&mut random, naqi, &text);
        let slice = 1 + random.below(40);
        for whole in [false, true] {
            let expected: Vec<Range<usize>> =
                naive(naqi, &text, &[&needle], whole).into_iter().map(|f| f.span).collect();
            let mut finder = naqi.finder(&needle);
            if whole {
                finder = finder.whole_words();
                whole_hits += expected.len();
            } else {
                hits += expected.len();
            }
            for slice in [slice, 1 << 16] {
                let found: Vec<_> = finder.clone().with_slice_bytes(slice).find_iter(&text).collect();
                let (text, needle) = (code_points(&text), code_points(&needle));
                assert_eq!(found, expected, "{needle} in {text}, slices of {slice}, whole {whole}, {naqi}");
            }
        }
    }
    assert!(hits > 5_000 && whole_hits > 1_000, "{hits}, {whole_hits} whole");
}

#[test]
fn many_random_needles_are_found_like_by_the_naive_finder_for_any_slices() {
    let mut random = Random::from_environment();
    let normalizers = normalizers();
    let mut hits = 0;
    for case in 0..random.cases(3_000) {
        let naqi = &normalizers[case % normalizers.len()];
        let text = text(&mut random);
        let needles: Vec<String> = (0..random.below(6)).map(|_| needle(&mut random, naqi, &text)).collect();
        let needles: Vec<&str> = needles.iter().map(String::as_str).collect();
        let slice = 1 + random.below(40);
        for whole in [false, true] {
            let expected = naive(naqi, &text, &needles, whole);
            hits += expected.len();
            let finder = naqi.finder_of(&needles);
            let finder = if whole { finder.whole_words() } else { finder };
            for slice in [slice, 1 << 16] {
                let found: Vec<Found> = finder.clone().with_slice_bytes(slice).find_iter(&text).collect();
                let needles: Vec<String> = needles.iter().map(|needle| code_points(needle)).collect();
                let text = code_points(&text);
                assert_eq!(found, expected, "{needles:?} in {text}, slices of {slice}, whole {whole}, {naqi}");
            }
        }
    }
    assert!(hits > 5_000, "{hits}");
}

/// A finder works on slices of the text, an alignment on all of it. Both have the same units, on unchanged text, too.
#[test]
fn a_finder_and_an_alignment_give_the_same_spans_of_unchanged_text() {
    for (steps, text) in [
        ("strip_invisible", "\u{640}\u{654}"),
        ("strip_diacritics", "\u{640}\u{654}"),
        ("strip_diacritics", "ب\u{640}\u{654}ب"),
        ("unify_uthmani", "كتاب"),
        ("map(ا=اب, ب=)", "اب"),
        ("trim", "ا ب"),
        ("nfc", "أ\u{64E}"),
    ] {
        let naqi: Normalizer = steps.parse().expect("a list of steps");
        let aligned = naqi.align(text);
        assert!(matches!(aligned.text, std::borrow::Cow::Borrowed(_)), "{steps}: {}", code_points(text));
        for (at, c) in text.char_indices() {
            let span = aligned.source(at..at + c.len_utf8());
            let needle = &text[at..at + c.len_utf8()];
            // If the needle is deleted alone, nothing is found.
            let found: Vec<_> = naqi.find_iter(text, needle).filter(|found| found.contains(&at)).collect();
            assert!(found.is_empty() || found == [span], "{steps}: {} in {}", code_points(needle), code_points(text));
            assert_eq!(found.is_empty(), naqi.normalize(needle).is_empty(), "{steps}: {}", code_points(text));
        }
    }
    let units =
        |steps: &str| steps.parse::<Normalizer>().expect("a list of steps").align("\u{640}\u{654}").source(0..2);
    assert_eq!((units("strip_invisible"), units("strip_diacritics")), (0..2, 0..4));
}

/// The texts of the spans in which a needle is found.
fn found<'t>(naqi: &Normalizer, text: &'t str, needle: &str) -> Vec<&'t str> {
    naqi.find_iter(text, needle).map(|span| &text[span]).collect()
}

const VERSE: &str = "ٱللَّهُ لَآ إِلَـٰهَ إِلَّا هُوَ ٱلْحَىُّ ٱلْقَيُّومُ ۚ لَا تَأْخُذُهُۥ سِنَةٌۭ وَلَا نَوْمٌۭ ۚ لَّهُۥ مَا فِى ٱلسَّمَـٰوَٰتِ وَمَا فِى ٱلْأَرْضِ";

#[test]
fn a_fully_vocalised_verse_is_found_from_its_bare_spelling() {
    for (bare, vocalised) in [
        ("الله لا اله الا هو الحي القيوم", "ٱللَّهُ لَآ إِلَـٰهَ إِلَّا هُوَ ٱلْحَىُّ ٱلْقَيُّومُ"),
        ("لا تأخذه سنة ولا نوم", "لَا تَأْخُذُهُۥ سِنَةٌۭ وَلَا نَوْمٌۭ"),
        ("وما في الارض", "وَمَا فِى ٱلْأَرْضِ"),
    ] {
        assert_eq!(found(&preset::SEARCH, VERSE, bare), [vocalised], "{}", code_points(bare));
    }
    // The whole verse, signs of pause included, by its normalized form.
    let bare = preset::QURAN.normalize(VERSE);
    assert_eq!(preset::QURAN.find_iter(VERSE, &bare).collect::<Vec<_>>(), [0..VERSE.len()]);
}

#[test]
fn a_verse_is_found_by_modern_spelling() {
    let verse = "يَـٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوا۟ وَأَقِيمُوا۟ ٱلصَّلَوٰةَ لِلرَّحْمَـٰنِ ٱلَّذِى خَلَقَ ٱلسَّمَـٰوَٰتِ";
    let search: Normalizer = format!("unify_uthmani, {}", *preset::SEARCH).parse().expect("a list of steps");
    for (today, quran) in [
        ("الصلاة", "ٱلصَّلَوٰةَ"),
        ("للرحمن", "لِلرَّحْمَـٰنِ"),
        ("السماوات", "ٱلسَّمَـٰوَٰتِ"),
        ("يا أيها الذين آمنوا", "يَـٰٓأَيُّهَا ٱلَّذِينَ ءَامَنُوا۟"),
        ("أيها", "أَيُّهَا"),
        ("وأقيموا الصلاة", "وَأَقِيمُوا۟ ٱلصَّلَوٰةَ"),
    ] {
        for naqi in [&preset::QURAN, &search] {
            assert_eq!(found(naqi, verse, today), [quran], "{}", code_points(today));
            assert_eq!(found(naqi, verse, quran), [quran], "{}", code_points(quran));
            let whole: Vec<_> = naqi.finder(today).whole_words().find_iter(verse).map(|span| &verse[span]).collect();
            // A word that is a part of the Quran's word is no whole word there.
            let expected: &[&str] = if today == "أيها" { &[] } else { &[quran] };
            assert_eq!(whole, expected, "{}, whole words", code_points(today));
        }
    }
}

#[test]
fn a_bare_text_is_found_from_its_vocalised_spelling() {
    let text = "قال: الله لا اله الا هو الحي القيوم، وسكت";
    assert_eq!(found(&preset::SEARCH, text, "ٱللَّهُ لَآ إِلَـٰهَ إِلَّا هُوَ ٱلْحَىُّ"), ["الله لا اله الا هو الحي"]);
}

/// بسم الله الرحمن الرحيم والسلام, in presentation forms, as in PDF files.
const FORMS: &str = "\u{FE91}\u{FEB4}\u{FEE2} \u{FDF2} \u{FE8D}\u{FEDF}\u{FEAE}\u{FEA3}\u{FEE4}\u{FEE6} \u{FE8D}\u{FEDF}\u{FEAE}\u{FEA3}\u{FEF4}\u{FEE2} \u{FEED}\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1}";

#[test]
fn a_sentence_of_presentation_forms_is_found_from_its_letters_and_the_reverse() {
    let letters = "بسم الله الرحمن الرحيم والسلام";
    for naqi in [&preset::SEARCH, &preset::QURAN, &preset::PERSIAN] {
        assert_eq!(found(naqi, FORMS, letters), [FORMS]);
        assert_eq!(found(naqi, letters, FORMS), [letters]);
        assert_eq!(found(naqi, FORMS, "والسَّلام"), ["\u{FEED}\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1}"]);
        // A match of half a ligature includes the other half.
        assert_eq!(found(naqi, FORMS, "السل"), ["\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}"]);
    }
}

#[test]
fn one_word_is_found_in_all_its_spellings() {
    for (text, needle, spans) in [
        ("ا\u{654}حمد أحمد احمد", "أحمد", vec![0..10, 11..19, 20..28]),
        ("قال \u{FDFA} ثم", "صلى الله عليه وسلم", vec![7..10]),
        ("قال ﷲ ثم", "الله", vec![7..10]),
        ("كــتـاب وكتـــاب", "كتاب", vec![0..14, 17..31]),
        ("عام ٢٠٢٤ أو ۲۰۲۴ أو 2024", "2024", vec![7..15, 21..29, 35..39]),
        ("في 2024", "٢٠٢٤", vec![5..9]),
        ("المُتَّحِدة والمتحده", "المتحدة", vec![0..22, 25..39]),
    ] {
        let found: Vec<_> = preset::SEARCH.find_iter(text, needle).collect();
        assert_eq!(found, spans, "{} in {}", code_points(needle), code_points(text));
    }
}

#[test]
fn a_span_includes_the_marks_of_its_last_letter_and_none_before_its_first() {
    assert_eq!(found(&preset::SEARCH, "كَتَبَ", "ت"), ["تَ"]);
    assert_eq!(found(&preset::LIGHT, "\u{64E}\u{64F}قل", "قل"), ["قل"]);
}

#[test]
fn a_needle_that_is_deleted_finds_nothing() {
    for needle in ["", "\u{640}", "\u{64E}\u{651}", "\u{200F}"] {
        assert_eq!(preset::SEARCH.find_iter("كـتَاب \u{200F}", needle).count(), 0, "{}", code_points(needle));
        assert_eq!(preset::SEARCH.finder_of([needle, needle]).find_iter("كـتَاب").count(), 0);
    }
    assert_eq!(preset::SEARCH.finder_of::<&str>([]).find_iter("كتاب").count(), 0);
    assert_eq!(preset::SEARCH.find_iter("", "كتاب").count(), 0);
}

#[test]
fn whole_words_are_whole_in_the_source() {
    let finder = preset::SEARCH.finder("علم").whole_words();
    let text = "معلم عِلْم، العلم «علم» علمه عـلـم_علم علم";
    let found: Vec<&str> = finder.find_iter(text).map(|span| &text[span]).collect();
    assert_eq!(found, ["عِلْم", "علم", "علم"]);
    // A mark that stays is a part of the word.
    let kept = Normalizer::new(&[]);
    assert_eq!(kept.finder("علم").whole_words().find_iter("علمٌ").count(), 0);
}

#[test]
fn of_needles_at_one_offset_the_longest_is_found_and_of_equal_ones_the_first() {
    let finder = preset::SEARCH.finder_of(["كتب", "كتاب", "كِتاب", "كتابه", ""]);
    let found: Vec<_> = finder.find_iter("كتابه كتاب كَتَبَ").map(|found| found.needle).collect();
    assert_eq!(found, [3, 1, 0]);
    assert_eq!(finder.needles().collect::<Vec<_>>(), ["كتب", "كتاب", "كتاب", "كتابه", ""]);
}

#[test]
fn a_long_needle_is_found_across_slices() {
    let filler = "والمُتَّحِدَةُ أو كـــتابٌ ".repeat(6_000);
    for before in (0..400).step_by(7) {
        let text = format!("{}{filler}هَٰذَا مَا أُرِيدُ{filler}", "ب".repeat(before));
        let finder = preset::SEARCH.finder("هذا ما أريد");
        let start = 2 * before + filler.len();
        let end = start + "هَٰذَا مَا أُرِيدُ".len();
        assert_eq!(finder.with_slice_bytes(filler.len() + 100).find_iter(&text).collect::<Vec<_>>(), [start..end]);
    }
    // And a needle as long as the text itself.
    let found: Vec<_> = preset::SEARCH.find_iter(&filler, &filler).collect();
    assert_eq!(found, [0..filler.trim_end().len() + 1]);
}

#[test]
fn finders_can_be_kept_and_shown() {
    let finder = preset::SEARCH.finder("كِتاب").whole_words();
    assert!(format!("{finder:?}").contains("needle: \"كتاب\", whole_words: true"));
    assert_eq!(finder.clone().find_iter("كتاب").collect::<Vec<_>>(), [0..8]);
}

/// A normalizer and its finders, which outlive the function that made them.
struct Highlighter {
    normalizer: Normalizer,
    one: naqi::Finder,
    many: naqi::find::ManyFinder,
}

#[test]
fn finders_and_their_normalizer_fit_one_struct() {
    let made = || {
        let normalizer: Normalizer = "search, unify_hamza".parse().expect("a list of steps");
        Highlighter { one: normalizer.finder("مسؤول"), many: normalizer.finder_of(["مسؤول"]), normalizer }
    };
    let Highlighter { normalizer, one, many } = std::thread::spawn(made).join().expect("a highlighter");
    assert_eq!(one.find_iter("المسئول").collect::<Vec<_>>(), [4..14]);
    assert!(many.find_iter("المسئول").map(|found| found.span).eq(normalizer.find_iter("المسئول", "مسؤول")));
}

#[test]
fn a_needle_at_every_offset_of_a_long_word_takes_linear_time() {
    let word = "ا".repeat(1_000_000);
    let text = format!("{word} ا {word}");
    let finder = preset::SEARCH.finder(&word[..20_000]).whole_words();
    assert_eq!(finder.find_iter(&text).count(), 0);
    let one = preset::SEARCH.finder("ا").whole_words();
    assert_eq!(one.find_iter(&text).collect::<Vec<_>>(), [word.len() + 1..word.len() + 3]);
}

#[test]
fn a_whole_word_is_found_in_the_unit_of_a_needle_that_is_not_whole() {
    // ل and ا are one unit: لا is followed by more of the word, but a match that starts with its ا ends at a word
    // boundary.
    let text = "قال: \u{FEFB}م ئ و";
    let finder = preset::SEARCH.finder_of(["لا", "ام ئ"]).whole_words();
    let spans: Vec<_> = finder.find_iter(text).map(|found| (found.needle, &text[found.span])).collect();
    assert_eq!(spans, [(1, "\u{FEFB}م ئ")]);
}

#[test]
fn a_needle_that_is_or_becomes_empty_matches_nothing() {
    let texts = ["", " ", "كتاب", "كِتَـابٌ ـ \u{64E}", "\u{64E}\u{640}", "a\n\nb"];
    let trim: Normalizer = "search, trim".parse().expect("steps");
    for naqi in [preset::SEARCH.normalizer(), &trim] {
        for needle in ["", "\u{640}", "\u{64E}", "\u{64E}\u{651}\u{670}", "\u{200D}"] {
            let finder = naqi.finder(needle);
            assert_eq!(finder.needle(), "", "{}", code_points(needle));
            let many = naqi.finder_of([needle, "كتاب", needle]);
            for text in texts {
                assert_eq!(finder.find_iter(text).next(), None);
                assert_eq!(finder.clone().whole_words().find_iter(text).next(), None);
                assert_eq!(naqi.find_iter(text, needle).next(), None);
                // The other needles keep their numbers.
                let found: Vec<_> = many.find_iter(text).map(|found| (found.span, found.needle)).collect();
                let expected: Vec<_> = naqi.find_iter(text, "كتاب").map(|span| (span, 1)).collect();
                assert_eq!(found, expected, "{}", code_points(text));
            }
            assert_eq!(naqi.finder_of([needle]).find_iter("كَـب").next(), None);
        }
    }
    assert_eq!(trim.finder("  ").find_iter("a  b").next(), None);
    assert_eq!(preset::SEARCH.finder_of([""; 0]).find_iter("كتاب").next(), None);
}

#[test]
fn a_needle_of_marks_that_are_kept_matches_those_marks() {
    let kept = Normalizer::new(&[]);
    let found = |text: &str, needle: &str| kept.find_iter(text, needle).collect::<Vec<_>>();
    assert_eq!(found("كَتَبَ", "\u{64E}"), [2..4, 6..8, 10..12]);
    assert_eq!(found("كَتَّب", "\u{64E}\u{651}"), [6..10]);
    assert!(found("كتب", "\u{64E}").is_empty());
    // A word has no boundary before its mark.
    assert_eq!(kept.finder("\u{64E}").whole_words().find_iter("كَتَبَ").next(), None);
    assert_eq!(kept.finder("بَ").whole_words().find_iter("كَت بَ").next(), Some(7..11));
}

/// Words of the same letters with random marks, and others: a needle finds those whose marks do not contradict its own.
#[test]
fn a_needle_with_marks_finds_words_whose_marks_do_not_contradict_it() {
    let mut random = Random::from_environment();
    let bases = ["كتب", "علم", "مدرسة", "قال", "الشمس", "كتبوا"];
    let marks = ["", "", "", "\u{64E}", "\u{64F}", "\u{650}", "\u{652}", "\u{651}", "\u{651}\u{64E}", "\u{64F}\u{651}"];
    let mut found_some = 0;
    for _ in 0..random.cases(4_000) {
        let mut word = || {
            let base = bases[random.below(bases.len())];
            let marked: String = base.chars().map(|c| format!("{c}{}", marks[random.below(marks.len())])).collect();
            (base, marked)
        };
        let words: Vec<_> = (0..12).map(|_| word()).collect();
        let (base, needle) = word();
        let text = words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
        let finder = preset::SEARCH.finder(&needle).whole_words().respecting_marks();
        let found: Vec<_> = finder.find_iter(&text).map(|span| &text[span]).collect();
        let expected: Vec<_> = words
            .iter()
            .filter(|(other, word)| *other == base && naqi::vocalization::compatible(word, &needle))
            .map(|(_, word)| word.as_str())
            .collect();
        assert_eq!(found, expected, "{needle} in {text}");
        found_some += usize::from(!found.is_empty() && found.len() < words.iter().filter(|w| w.0 == base).count());
    }
    assert!(found_some > 100, "some words of the needle's letters are found, and some are not: {found_some}");
}

#[test]
fn a_needle_without_marks_finds_all_spellings_and_other_letters_are_compared_as_they_are_written() {
    let count = |needle: &str, text: &str| preset::SEARCH.finder(needle).respecting_marks().find_iter(text).count();
    for (needle, text, expected) in [
        ("كتب", "كَتَبَ كُتِبَ كتب", 3),
        ("كُتِبَ", "كَتَبَ كُتِبَ كتب كُتب", 3),
        ("أَحمد", "احمد اَحمد اُحمد", 2),
        ("مدرسةٌ", "مدرسه مدرسهٌ مدرسةً", 2),
        ("كُتِبَ الدَّرسُ", "كُتِبَ  الدرس كُتِبَ الدرس كَتَبَ الدرس", 1),
        ("لَا", "ﻻ لَا لُا", 2),
    ] {
        assert_eq!(count(needle, text), expected, "{needle} in {text}");
    }
}
