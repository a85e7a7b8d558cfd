//! Half-spaces between Persian words and their affixes: by words, and beside a naive version.

mod random;

use naqi::step::AffixBoundary;
use naqi::{Normalizer, Step, preset};
use random::{Random, code_points};
use unicode_normalization::UnicodeNormalization;

/// U+200C ZERO WIDTH NON-JOINER, as `_` in the texts of the tests.
const ZWNJ: &str = "\u{200C}";

fn naqi(boundary: AffixBoundary) -> Normalizer {
    Normalizer::new(&[Step::JoinAffixes(boundary)])
}

/// Each text becomes the other one. In both, `_` is a ZWNJ.
fn becomes(pairs: &[(&str, &str)]) {
    let naqi = naqi(AffixBoundary::Zwnj);
    for (text, expected) in pairs {
        let found = naqi.normalize(&text.replace('_', ZWNJ)).replace(ZWNJ, "_");
        assert_eq!(found, *expected, "{text}");
    }
}

fn stay(texts: &[&str]) {
    becomes(&texts.iter().map(|text| (*text, *text)).collect::<Vec<_>>());
}

#[test]
fn prefixes_are_joined_with_the_word_after_them() {
    becomes(&[
        ("می روم", "می_روم"),
        ("او نمی خواهد برود.", "او نمی_خواهد برود."),
        ("برمی گردد و درنمی یابد", "برمی_گردد و درنمی_یابد"),
        ("بی پایان", "بی_پایان"),
        // Letters of Arabic keyboards stay as they are.
        ("مي كند", "مي_كند"),
        ("می آید", "می_آید"),
        ("می رَوَم", "می_رَوَم"),
    ]);
    stay(&["می_روم", "میروم", "می و جام", "ماه می در تهران", "می", "می ", "کتابی روم"]);
}

#[test]
fn suffixes_are_joined_with_the_word_before_them() {
    becomes(&[
        ("کتاب ها", "کتاب_ها"),
        ("كتاب هاي خوب", "كتاب_هاي خوب"),
        ("این ها و آن ها", "این_ها و آن_ها"),
        ("بزرگ تر و بزرگ ترین", "بزرگ_تر و بزرگ_ترین"),
        ("بزرگ تر ها", "بزرگ_تر_ها"),
        ("رفته ام، گفته اند", "رفته_ام، گفته_اند"),
        ("خانه ی ما", "خانه_ی ما"),
        ("خانه ای", "خانه_ای"),
        ("زندگی اش", "زندگی_اش"),
        ("برنامه ریزی ها", "برنامه_ریزی_ها"),
        ("مصرف کنندگان", "مصرف_کنندگان"),
        ("مصرف کنندهٔ ما", "مصرف_کنندهٔ ما"),
        ("نمی خواسته ام", "نمی_خواسته_ام"),
        ("کِتابِ ها", "کِتابِ_ها"),
    ]);
    stay(&[
        "کتابها",
        "ای ایران",
        "گفت ای دوست",
        "به ای",
        "و ها",
        "ها",
        " ها",
        "ها کن",
        "ها ها",
        "تر ها",
        "سر ام",
        "این کاری است",
        "چه کاری",
        "کتاب هاشم",
        "کتاب هٔا",
        // Two words that together are an affix.
        "خستگی نا پذیر",
    ]);
}

#[test]
fn only_spaces_are_between_a_word_and_its_affix() {
    becomes(&[
        ("کتاب\u{A0}ها", "کتاب_ها"),
        ("کتاب  ها", "کتاب_ها"),
        ("می_ روم", "می_روم"),
        ("کتاب _ها", "کتاب_ها"),
        ("کتاب    ها", "کتاب_ها"),
        ("«کتاب ها»", "«کتاب_ها»"),
    ]);
    stay(&[
        "کتاب\nها",
        "کتاب \nها",
        "کتاب\tها",
        "کتاب     ها",
        "کتاب، ها",
        "کتاب. ها",
        "می (روم)",
        "کتاب » ها",
        "۵ ها",
        "5 ها",
        "PDF ها",
        "می 5",
        "می read",
        "کتاب\u{200B} ها",
        "\u{64E} ها",
        "کتاب \u{64E}ها",
    ]);
}

#[test]
fn the_three_spellings_of_a_word_are_one_key() {
    let keys = |naqi: &Normalizer, texts: &[&str]| {
        let mut keys: Vec<String> = texts.iter().map(|text| naqi.normalize(&text.replace('_', ZWNJ)).into()).collect();
        keys.dedup();
        keys
    };
    let alone = naqi(AffixBoundary::Delete);
    assert_eq!(keys(&alone, &["کتاب ها", "کتاب_ها", "کتابها", "کتاب_ ها"]), ["کتابها"]);
    assert_eq!(keys(&alone, &["نمی روم", "نمی_روم", "نمیروم"]), ["نمیروم"]);
    assert_eq!(keys(&alone, &["بزرگ تر ها", "بزرگ_تر ها", "بزرگتر_ها"]), ["بزرگترها"]);
    // Two words that together are an affix: joined, they would be joined with the word before in a second run.
    assert_eq!(keys(&alone, &["خستگی نا پذیر"]), ["خستگی نا پذیر"]);
    assert_eq!(keys(&alone, &["خستگی ناپذیر"]), ["خستگیناپذیر"]);
    // A ZWNJ that stands before no affix stays.
    assert_eq!(keys(&alone, &["ایران_شهر"]), [format!("ایران{ZWNJ}شهر")]);
    let persian: Normalizer = "persian, join_affixes(delete)".parse().expect("steps");
    assert_eq!(keys(&persian, &["كتاب هاي", "کتاب_های", "کتابهای"]).len(), 1);
    assert!(persian.is_idempotent());
    // The search preset alone keeps them apart.
    assert_eq!(keys(&preset::PERSIAN, &["کتاب ها", "کتاب_ها"]).len(), 2);
}

#[test]
fn text_to_read_gets_half_spaces() {
    let text = "من كتاب هاي خوبي  مي خوانم ،شما نمي خوانيد .";
    let expected = "من کتاب_های خوبی می_خوانم، شما نمی_خوانید.".replace('_', ZWNJ);
    assert_eq!(preset::PERSIAN_TEXT.normalize(text), expected);
    assert!(preset::PERSIAN_TEXT.is_idempotent());
}

#[test]
fn a_half_space_that_separates_no_letters_goes() {
    let pairs = [
        ("می_ روم", "می روم"),
        ("می _روم", "می روم"),
        ("_کتاب_", "کتاب"),
        ("کتاب_\n_ها", "کتاب\nها"),
        ("می__روم", "می_روم"),
        ("کتاب_، «_کتاب_»_ها", "کتاب، «کتاب»ها"),
        ("نامِ_ِها خانهٔ_ما", "نامِ_ِها خانهٔ_ما"),
        ("۲۰_ساله PDF_ها mp3_", "۲۰_ساله PDF_ها mp3"),
        ("ه\u{200D}_ها ا__\u{654}", "ه\u{200D}_ها ا_\u{654}"),
        ("_ \u{64E}_ب", " \u{64E}ب"),
    ];
    let alone = Normalizer::new(&[Step::StripStrayZwnj]);
    for (text, expected) in pairs {
        let found = alone.normalize(&text.replace('_', ZWNJ)).replace(ZWNJ, "_");
        assert_eq!(found, expected, "{text}");
    }
    let text = "_كتاب __خوب_ ،می__روم_.".replace('_', ZWNJ);
    assert_eq!(preset::PERSIAN_TEXT.normalize(&text).replace(ZWNJ, "_"), "کتاب خوب، می_روم.");
    assert_eq!(preset::URDU_TEXT.normalize("کتاب\u{200C} ہے\u{200C}\u{200C}"), "کتاب ہے");
    assert_eq!(preset::ARABIC_TEXT.normalize("نعم\u{200C} ،لا"), "نعم، لا");
    for preset in [&preset::PERSIAN_TEXT, &preset::URDU_TEXT, &preset::ARABIC_TEXT] {
        assert!(preset.is_idempotent(), "{preset}");
    }
}

/// The judge: all characters of a text, each run of ZWNJs by those around it.
#[test]
fn stray_half_spaces_go_as_by_a_naive_version() {
    let mut random = Random::from_environment();
    let naqi = Normalizer::new(&[Step::StripStrayZwnj]);
    let is_mark = |c: &char| matches!(c, '\u{64E}' | '\u{654}' | '\u{301}');
    let is_word = |c: &char| c.is_alphanumeric() && !is_mark(c) || *c == '\u{200D}';
    for _ in 0..random.cases(20_000) {
        let parts = [ZWNJ, ZWNJ, ZWNJ, "ب", "ک", " ", "،", "5", "a", "\u{64E}", "\u{654}", "\u{301}", "\u{200D}", "\n"];
        let text: String = (0..random.below(24)).map(|_| parts[random.below(parts.len())]).collect();
        let chars: Vec<char> = text.chars().collect();
        let runs: Vec<&[char]> = chars.chunk_by(|a, b| (*a == '\u{200C}') == (*b == '\u{200C}')).collect();
        let mut expected = String::new();
        for (n, run) in runs.iter().enumerate() {
            if run[0] != '\u{200C}' {
                expected.extend(*run);
                continue;
            }
            let before = runs[..n].iter().flat_map(|run| *run).rev().find(|c| !is_mark(c) && **c != '\u{200C}');
            let after = runs.get(n + 1).map(|run| run[0]);
            let is_kept = after.is_some_and(|c| is_mark(&c) || is_word(&c) && before.is_some_and(is_word));
            expected += if is_kept { ZWNJ } else { "" };
        }
        assert_eq!(naqi.normalize(&text), expected, "{}", code_points(&text));
    }
}

/// What writes or deletes ZWNJs by other rules makes a second run differ.
#[test]
fn lists_that_change_the_half_space_are_not_idempotent() {
    for (steps, is_idempotent) in [
        ("join_affixes(zwnj)", true),
        ("join_affixes(zwnj), strip_joiners", false),
        ("join_affixes(zwnj), unify_sorani_ae", false),
        ("strip_stray_zwnj, join_affixes(zwnj)", true),
        ("strip_stray_zwnj, unify_sorani_ae", false),
        ("join_affixes(zwnj), strip_last_vowel", false),
        ("join_affixes(delete), strip_joiners", true),
        ("join_affixes(delete), collapse_laughter", false),
    ] {
        assert_eq!(steps.parse::<Normalizer>().expect("steps").is_idempotent(), is_idempotent, "{steps}");
    }
}

/// Words with few letters, affixes among them, and what may be between them.
fn random_text(random: &mut Random, parts: &[&str]) -> String {
    (0..random.below(14)).map(|_| parts[random.below(parts.len())]).collect()
}

const PARTS: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    "\u{A0}",
    ZWNJ,
    ZWNJ,
    "\n",
    "،",
    "5",
    "\u{64E}",
    "\u{654}",
    "ـ",
    "می",
    "نمی",
    "بی",
    "ها",
    "های",
    "ی",
    "ای",
    "ام",
    "تر",
    "ریزی",
    "کنندهٔ",
    "آمیز",
    "به",
    "این",
    "خانه",
    "کتاب",
    "رو",
    "ه",
    "آ",
    "و",
    "هم",
    "اند",
    "بنی",
    "نا",
    "پذیر",
    "ده",
    "داری",
    "پن",
    "بر",
    "تره",
    "رانی",
    "دا",
    "کتابخانه\u{200C}هایشان",
    "کتابخانه\u{200C}هایشانند",
];

#[test]
fn streams_and_alignments_give_what_the_whole_gives() {
    let mut random = Random::from_environment();
    let naqis = [AffixBoundary::Zwnj, AffixBoundary::Delete].map(naqi);
    for n in 0..random.cases(6_000) {
        let naqi = &naqis[n % 2];
        let text = random_text(&mut random, PARTS);
        let once = naqi.normalize(&text);
        assert_eq!(naqi.normalize(&once), once, "{}", code_points(&text));
        assert!(once.len() <= naqi.max_growth() * text.len(), "{}", code_points(&text));
        for other in [text.nfc().collect::<String>(), text.nfd().collect()] {
            let other = naqi.normalize(&other).nfc().collect::<String>();
            assert_eq!(other, once.nfc().collect::<String>(), "{}", code_points(&text));
        }
        for at in 0..=text.len() {
            let (mut stream, mut out) = (naqi.stream(), String::new());
            stream.push(&text.as_bytes()[..at], &mut out).expect("valid UTF-8");
            stream.push(&text.as_bytes()[at..], &mut out).expect("valid UTF-8");
            stream.finish(&mut out).expect("a whole text");
            assert_eq!(out, once, "{} split at {at}", code_points(&text));
        }
        let aligned = naqi.align(&text);
        assert_eq!(aligned.text, once);
        let starts: Vec<usize> =
            once.char_indices().map(|(at, c)| aligned.source(at..at + c.len_utf8()).start).collect();
        assert!(starts.is_sorted(), "{}: {starts:?}", code_points(&text));
    }
}

#[test]
fn a_half_space_is_aligned_with_its_spaces() {
    let text = "کتاب  ها";
    let naqi = naqi(AffixBoundary::Zwnj);
    let aligned = naqi.align(text);
    let (joined, alignment) = (&aligned.text, &aligned.alignment);
    let at = joined.find(ZWNJ).expect("a half-space");
    let source = alignment.source(at..at + ZWNJ.len());
    assert!(source.start == 8 && source.end >= 9, "{source:?}");
    assert_eq!(&text[alignment.source(at + ZWNJ.len()..joined.len())], "ها");
}

/// The naive version: all words of a line, then each pair.
fn naive(text: &str, boundary: &str) -> String {
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{200C}');
    let is_word = |c: char| naqi::letters::is_letter(c);
    let chars: Vec<char> = text.chars().collect();
    let kind = |c: char| if is_word(c) { 0 } else { 1 + usize::from(is_space(c)) };
    let parts: Vec<String> = chars.chunk_by(|a, b| kind(*a) == kind(*b)).map(String::from_iter).collect();
    let (mut out, mut joined) = (parts.first().cloned().unwrap_or_default(), false);
    for n in 1..parts.len() {
        let is = |n: usize, k: usize| parts.get(n).is_some_and(|part| part.chars().next().map(kind) == Some(k));
        let is_between = is(n, 2) && is(n - 1, 0) && is(n + 1, 0) && parts[n].chars().count() <= 4;
        if !is_between {
            out += &parts[n];
            // The second word of a pair keeps what the pair was.
            joined = joined && is(n, 0);
            continue;
        }
        let (before, after) = (parts[n - 1].as_str(), parts[n + 1].as_str());
        let is_function = |word: &str| word == "به";
        let is_suffix = ["ها", "تر"].contains(&before);
        let is_host = joined || before.chars().count() > 1 && !is_function(before) && !is_suffix;
        joined = match after {
            _ if ["می", "نمی"].contains(&before) && after.chars().count() > 1 && !is_function(after) => true,
            "ها" | "تر" => is_host,
            "ی" | "اند" => is_host && before.ends_with('ه'),
            "ام" => is_host && before.ends_with(['ه', 'ی']),
            "ریزی" => is_host && (joined || before != "این"),
            _ => false,
        };
        out += if joined { boundary } else { &parts[n] };
    }
    out
}

#[test]
fn affixes_are_joined_as_by_a_naive_version() {
    let mut random = Random::from_environment();
    let naqis = [(naqi(AffixBoundary::Zwnj), ZWNJ), (naqi(AffixBoundary::Delete), "")];
    let words = ["می", "نمی", "ها", "تر", "ی", "اند", "ام", "ریزی", "به", "این", "خانه", "سر", "و"];
    let between = [" ", " ", ZWNJ, "\u{A0}", "\n", "،", "  ", "      ", "، "];
    for _ in 0..random.cases(40_000) {
        let pairs =
            (0..random.below(9)).map(|_| (words[random.below(words.len())], between[random.below(between.len())]));
        let text: String = pairs.map(|(word, between)| format!("{word}{between}")).collect();
        for (naqi, between) in &naqis {
            let found = naqi.normalize(&text).into_owned();
            assert_eq!(found, naive(&text, between), "{}", code_points(&text));
        }
    }
}

/// Memory and time do not grow with a word, its marks or its spaces.
#[test]
fn long_words_marks_and_spaces() {
    for unit in ["ب", "\u{64E}", " ", ZWNJ, "ها ", "می ", "ب ", "ه ی "] {
        let text = format!("می ب{} ها", unit.repeat(2_000));
        for boundary in AffixBoundary::ALL {
            let naqi = naqi(*boundary);
            let once = naqi.normalize(&text).into_owned();
            assert_eq!(naqi.normalize(&once), once, "{}", code_points(unit));
        }
    }
}
