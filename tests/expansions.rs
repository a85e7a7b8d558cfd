//! Expansions keep words apart, and `ﷲ` after an alef: against a naive implementation, in every chunk, with offsets.

mod random;

use naqi::{Analyzer, Normalizer, analyzer, preset};
use random::{Random, code_points};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Lists whose table acts on each character alone, for texts without marks that compose.
const LISTS: &[&str] = &[
    "search",
    "light",
    "persian",
    "manuscript",
    "unify_forms",
    "unify_forms, collapse_spaces",
    "unify_forms, collapse_stretch(1), trim",
    "nfc, unify_forms, strip_diacritics, strip_bidi",
    "map(ﷺ=a b)",
    "map(ﷺ=\\u{20}a b, ﷻ=a b\\u{20}, ﷲ=الله, \\u{200F}=, ق=x y, \\u{64E}=c d, 5=\\u{20})",
    "nfc, map(ﷺ=a b, ﷲ=الله, \\u{200F}=)",
    "map(ﷺ=(a b), ﷻ=5\\u{20}x, \\u{610}=صلى الله, \\u{200F}=)",
];

/// Letters, marks and signs, characters that some lists delete, and expansions.
const PARTS: &str = "ﷺﷺﷻﷲﷲ﷽اااأببعبدوفكلقم5٣\u{64E}\u{610} \u{200F}\u{640}\u{200C}(.a漢≠\n";

fn parse(list: &str) -> Normalizer {
    list.parse().expect("a list of steps")
}

fn is_mark(c: char) -> bool {
    canonical_combining_class(c) != 0
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// The rules, applied to what each character writes alone. Marks belong to the character before them.
fn naive(naqi: &Normalizer, text: &str) -> String {
    let mut out = String::new();
    let mut after_expansion = false;
    for c in text.chars() {
        let mut written = naqi.normalize(&c.to_string()).into_owned();
        let is_expansion = written.trim_matches(' ').contains(' ');
        if written.is_empty() {
            continue;
        }
        let base = out.trim_end_matches(is_mark);
        let is_sign = base.ends_with(|c: char| !is_word(c) && !c.is_whitespace());
        let touches = out.ends_with(is_word) && !is_sign;
        if !written.starts_with(' ')
            && (is_expansion && (touches || after_expansion)
                || after_expansion && written.starts_with(|c| is_word(c) && !is_mark(c)))
        {
            out.push(' ');
        }
        if c == 'ﷲ' && written == "الله" && ends_with_alef(&out) {
            written = "لله".into();
        }
        out += &written;
        if !written.chars().all(is_mark) {
            after_expansion = is_expansion && !written.ends_with(' ');
        }
    }
    out
}

/// Whether the last word is `ا` alone or after a prefix.
fn ends_with_alef(text: &str) -> bool {
    let text: String = text.chars().filter(|&c| !is_mark(c)).collect();
    let word = text.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    let Some(mut prefix) = word.strip_suffix('ا') else { return false };
    prefix = prefix.strip_suffix("عبد").or_else(|| prefix.strip_suffix("عٮد")).unwrap_or(prefix);
    let prefixes = "|و|ف|ڡ|ب|ك|ک|ٮ|ل|وب|فب|ڡب|وك|فك|ڡك|وک|فک|ڡک|وٮ|فٮ|ڡٮ|وو|فو|ڡو";
    prefixes.split('|').any(|known| known == prefix)
}

/// The text without post-processing, and then that.
fn expected(list: &str, text: &str) -> String {
    let is_post = |step: &&str| ["trim", "collapse_spaces", "collapse_stretch(1)"].contains(step);
    let (post, table): (Vec<&str>, Vec<&str>) = list.split(", ").partition(is_post);
    let text: String = if table[0] == "nfc" { text.nfc().collect() } else { text.into() };
    let text = &text;
    parse(&post.join(", ")).normalize(&naive(&parse(&table.join(", ")), text)).into_owned()
}

fn texts(random: &mut Random, count: usize) -> impl Iterator<Item = String> {
    (0..count).map(|_| (0..1 + random.below(10)).map(|_| random.one(PARTS)).collect())
}

#[test]
fn the_output_is_that_of_the_naive_rules() {
    let mut random = Random::from_environment();
    let count = random.cases(4_000);
    for list in LISTS.iter().filter(|list| **list != "manuscript") {
        let naqi = parse(list);
        for text in texts(&mut random, count) {
            assert_eq!(
                code_points(&naqi.normalize(&text)),
                code_points(&expected(list, &text)),
                "{list}: {}",
                code_points(&text)
            );
        }
    }
}

#[test]
fn chunks_slices_and_appending_give_the_same() {
    let mut random = Random::from_environment();
    let count = random.cases(60);
    for list in LISTS {
        let naqi = parse(list);
        for text in texts(&mut random, count) {
            let whole = naqi.normalize(&text);
            let shown = || format!("{list}: {}", code_points(&text));
            for at in 0..=text.len() {
                for end in at..=text.len() {
                    let (mut stream, mut out) = (naqi.stream(), String::new());
                    for chunk in [&text.as_bytes()[..at], &text.as_bytes()[at..end], &text.as_bytes()[end..]] {
                        stream.push(chunk, &mut out).expect("valid UTF-8");
                    }
                    stream.finish(&mut out).expect("a whole text");
                    assert_eq!(out, whole, "{} split at {at} and {end}", shown());
                }
            }
            let mut appended = String::from("بعبدا");
            naqi.normalize_into(&text, &mut appended);
            assert_eq!(&appended["بعبدا".len()..], whole, "{}", shown());
            assert_eq!(naqi.align(&text).text, whole, "{}", shown());
            assert!(whole.len() <= naqi.max_growth() * text.len(), "{}", shown());
            assert!(!naqi.is_idempotent() || naqi.normalize(&whole) == whole, "{}", shown());
        }
    }
}

/// A finder's slices are as short as one letter, and each is aligned by itself.
#[test]
fn needles_are_found_beside_expansions_for_any_slices() {
    let mut random = Random::from_environment();
    for text in texts(&mut random, 150) {
        for list in LISTS {
            let naqi = parse(list);
            let aligned = naqi.align(&text);
            for needle in ["محمد", "ا", "الله", "ب", "صلي الله", "a b", "5"] {
                let whole: Vec<_> = naqi.finder(needle).find_iter(&text).collect();
                for slice in [1, 3, 8] {
                    let found: Vec<_> = naqi.finder(needle).with_slice_bytes(slice).find_iter(&text).collect();
                    assert_eq!(found, whole, "{list}: {needle} in {}", code_points(&text));
                }
                assert_eq!(
                    whole.is_empty(),
                    naqi.normalize(needle).is_empty() || !aligned.text.contains(&*naqi.normalize(needle))
                );
            }
        }
    }
}

#[test]
fn an_expansion_has_spaces_beside_letters_marks_digits_and_expansions() {
    let search = |text| preset::SEARCH.normalize(text).into_owned();
    assert_eq!(search("محمدﷺقال"), "محمد صلي الله عليه وسلم قال");
    assert_eq!(search("محمدﷺقال"), search("محمد ﷺ قال"));
    assert_eq!(search("مُحَمَّدٌﷺ"), search("محمد ﷺ"));
    assert_eq!(search("ﷻﷺ"), search("ﷻ ﷺ"));
    assert_eq!(search("5ﷺ5"), search("5 ﷺ 5"));
    assert_eq!(search("(ﷺ)"), "(صلي الله عليه وسلم)");
    assert_eq!(search("محمد\u{200F}ﷺ\u{200F}\u{640}قال"), search("محمد ﷺ قال"));
    assert_eq!(parse("unify_forms").normalize("\u{64E}ﷺ\u{64E}ق"), "\u{64E} صلى الله عليه وسلم\u{64E} ق");
    assert_eq!(parse("map(ﷺ=a b)").normalize("xﷺy"), "x a b y");
    assert_eq!(parse("map(ﷺ=a)").normalize("xﷺy"), "xay");
    assert_eq!(parse("map(\\u{610}=صلى الله عليه وسلم)").normalize("محمد\u{610}قال"), "محمد صلى الله عليه وسلم قال");
}

#[test]
fn an_alef_before_the_ligature_is_the_ligatures_own() {
    let search = |text| preset::SEARCH.normalize(text).into_owned();
    for (text, word) in [
        ("اﷲ", "الله"),
        ("باﷲ", "بالله"),
        ("عبداﷲ", "عبدالله"),
        ("(اﷲ", "(الله"),
        ("وَاَ\u{200D}ﷲ", "والله"),
        ("وباﷲ", "وبالله"),
        ("فواﷲ", "فوالله"),
        ("وبعبداﷲ", "وبعبدالله"),
        ("وعبداﷲ", "وعبدالله"),
        ("لعبداﷲ", "لعبدالله"),
    ] {
        assert_eq!(search(text), search(word));
    }
    assert_eq!(search("ﷲ"), "الله");
    assert_eq!(search("ماﷲ"), "ماالله", "another word");
    assert_eq!(search("عاﷲ"), "عاالله");
    assert_eq!(parse("unify_forms").normalize("ا\u{64E}ﷲ"), "ا\u{64E}لله");
    assert_eq!(parse("map(ﷲ=x)").normalize("اﷲ"), "اx");
}

#[test]
fn a_space_belongs_to_the_ligature_and_an_alef_to_itself() {
    let text = "محمدﷺقال باﷲ";
    let aligned = preset::SEARCH.align(text);
    let source_of = |part: &str| {
        let at = aligned.text.rfind(part).expect("a part of the output");
        &text[aligned.source(at..at + part.len())]
    };
    assert_eq!(source_of("محمد"), "محمد");
    assert_eq!(source_of("قال"), "قال");
    assert_eq!(source_of(" صلي"), "ﷺ");
    assert_eq!(source_of("وسلم "), "ﷺ");
    assert_eq!(source_of("د ص"), "دﷺ");
    assert_eq!(source_of("با"), "با");
    assert_eq!(source_of("لله"), "ﷲ");
    assert_eq!(aligned.alignment.source_len(), text.len());
    let found: Vec<_> = preset::SEARCH.find_iter(text, "محمد").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].clone()], "محمد");
}

#[test]
fn terms_are_those_of_words_with_spaces_between_them() {
    let same = |text: &str, spaced: &str| {
        assert_eq!(preset::SEARCH.terms(text), preset::SEARCH.terms(spaced));
        let root: Analyzer = "wide".parse().expect("an analyzer");
        for analyzer in [analyzer::default(), analyzer::light(), analyzer::words(), &root] {
            assert_eq!(analyzer.terms(text), analyzer.terms(spaced), "{analyzer}");
        }
    };
    same("محمدﷺقال", "محمد ﷺ قال");
    same("محمدﷺ", "محمد ﷺ");
    same("ﷻﷺ", "ﷻ ﷺ");
    same("اﷲ", "الله");
    same("عبداﷲ باﷲ", "عبدالله بالله");
}

#[test]
fn long_runs_are_the_same_in_chunks_and_aligned() {
    for list in ["search", "map(ﷺ=a b, ـ=)", "nfc, unify_forms, strip_tatweel", "unify_forms, strip_tatweel, trim"] {
        let naqi = parse(list);
        for unit in ["ﷺ", "ـ", "ا\u{64E}", "ﷺـ", "عبداﷲ"] {
            let text = format!("ﷺ{}ا", unit.repeat(20_000));
            let mut out = String::new();
            let mut stream = naqi.stream();
            text.as_bytes().chunks(100).for_each(|chunk| stream.push(chunk, &mut out).expect("valid UTF-8"));
            stream.finish(&mut out).expect("a whole text");
            assert!(out == naqi.normalize(&text) && out == naqi.align(&text).text);
            assert!(naqi.finder("سيارة").with_slice_bytes(100).find_iter(&text).next().is_none());
        }
    }
}
