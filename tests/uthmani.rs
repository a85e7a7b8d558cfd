//! Measures how many words of the Quran's spelling are rewritten to the modern spelling, and checks that modern text
//! does not change, if these texts are available. `docs/uthmani.md` has the results.

use naqi::Normalizer;
use naqi::preset::{QURAN, SEARCH};
use std::collections::BTreeMap;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization;

const PAGE: &str = include_str!("../docs/uthmani.md");

fn shared(name: &str) -> Option<String> {
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name)).ok()
}

/// The verses of a text: lines of `sura|verse|text`.
fn verses(name: &str) -> Vec<String> {
    let text = shared(name).unwrap_or_default();
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    lines.filter_map(|line| line.splitn(3, '|').nth(2)).map(String::from).collect()
}

/// `SEARCH` with the step, or without; one of its own steps may be left out.
fn search(with: &str, without: &str) -> Normalizer {
    let steps = SEARCH.normalizer().to_string().replace(without, "");
    format!("{with}{steps}").parse().expect("a list of steps")
}

/// The words of the first verse that have no equal in the second, and the number of equal words.
fn unequal(quran: &[(String, String)], modern: &[String]) -> (Vec<String>, usize) {
    // The longest common subsequence of words: equal[i][j] is that of the words from i and j on.
    let mut equal = vec![vec![0; modern.len() + 1]; quran.len() + 1];
    for i in (0..quran.len()).rev() {
        for j in (0..modern.len()).rev() {
            let here = quran[i].1 == modern[j];
            equal[i][j] = if here { equal[i + 1][j + 1] + 1 } else { equal[i + 1][j].max(equal[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut others) = (0, 0, Vec::new());
    while i < quran.len() {
        if j < modern.len() && quran[i].1 == modern[j] {
            (i, j) = (i + 1, j + 1);
        } else if j < modern.len() && equal[i][j + 1] > equal[i + 1][j] {
            j += 1;
        } else {
            others.push(quran[i].0.clone());
            i += 1;
        }
    }
    (others, equal[0][0])
}

/// The result for a normalizer: the number of equal words, of all words, and the words of the Quran that differ.
fn measured(without: &str) -> Option<(usize, usize, BTreeMap<String, usize>)> {
    let (quran, modern) = (verses("quran/uthmani.txt"), verses("quran/simple-clean.txt"));
    if quran.is_empty() || quran.len() != modern.len() {
        return None;
    }
    let (naqi, plain) = (search("unify_uthmani, ", without), search("", without));
    let (mut equal, mut all, mut others) = (0, 0, BTreeMap::new());
    for (quran, modern) in quran.iter().zip(&modern) {
        let words: Vec<_> = naqi.word_terms(quran).map(|(word, term)| (word.text().to_string(), term.into())).collect();
        let today: Vec<String> = plain.terms(modern);
        let (left, same) = unequal(&words, &today);
        (equal, all) = (equal + same, all + today.len());
        left.into_iter().for_each(|word| *others.entry(nfc(&word)).or_insert(0) += 1);
    }
    Some((equal, all, others))
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The words in the page's table of differences, each with its frequency.
fn listed() -> BTreeMap<String, usize> {
    let table = PAGE.split("| why | words |").nth(1).expect("the table of what is left");
    let mut words = BTreeMap::new();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cell = row.split('|').nth(2).expect("words");
        let mut outside = String::new();
        let mut depth = 0;
        for c in cell.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                ',' => outside.push(' '),
                c if depth == 0 => outside.push(c),
                _ => {}
            }
        }
        outside.split_whitespace().for_each(|word| *words.entry(nfc(word)).or_insert(0) += 1);
    }
    words
}

#[test]
fn the_page_states_how_many_words_of_the_quran_are_found_in_modern_spelling() {
    for (name, without) in [("search", ""), ("search without unify_alef", "unify_alef, ")] {
        let Some((equal, all, others)) = measured(without) else { return };
        let line = format!("- `{name}`: {equal} of {all} words are equal.");
        assert!(PAGE.contains(&line), "docs/uthmani.md does not say\n{line}\nothers: {others:?}");
        assert_eq!(others, listed(), "{name}: the words that docs/uthmani.md lists as left");
        assert!(equal * 1000 >= all * 995, "{equal} of {all}");
    }
}

#[test]
fn in_modern_text_only_words_in_the_qurans_spelling_change() {
    let (with, without) = (search("unify_uthmani, ", ""), search("", ""));
    let signs = ['\u{671}', '\u{6DF}', '\u{6E0}', '\u{6E1}', '\u{6E5}', '\u{6E6}', '\u{6E7}'];
    // Features that modern text lacks: a dagger alef after a fatha, a carried hamza, ء for today's آ, a recitation
    // madda.
    let pairs = [
        "\u{64E}\u{670}",
        "\u{64E}\u{640}\u{670}",
        "\u{640}\u{654}",
        "\u{64E}ى\u{670}",
        "\u{64E}و\u{670}",
        "ءَ",
        "أَءِ",
        "\u{653}",
    ];
    for name in ["real/vocalised.txt", "real/news.txt", "real/social.txt", "real/article.txt"] {
        let Some(text) = shared(name) else { return };
        for word in naqi::words(&text).map(|word| word.text()) {
            if with.normalize(word) != without.normalize(word) {
                let is_quranic = word.contains(signs) || pairs.iter().any(|pair| word.contains(pair));
                assert!(is_quranic, "{name}: {}", word.escape_unicode());
            }
        }
        if name != "real/vocalised.txt" {
            continue;
        }
        // The prose quotes few verses.
        let changed = |word: &&str| with.normalize(word) != without.normalize(word);
        let count = naqi::words(&text).map(|word| word.text()).filter(changed).count();
        assert!(count * 80 < naqi::words(&text).count(), "{count} words of {name} change");
    }
}

/// The words of an edition that equal the modern ones under `QURAN`, and all words.
fn equal_in_edition(edition: impl Fn(&str) -> String) -> Option<(usize, usize)> {
    let (quran, modern) = (verses("quran/uthmani.txt"), verses("quran/simple-clean.txt"));
    if quran.is_empty() {
        return None;
    }
    let (mut equal, mut all) = (0, 0);
    for (quran, modern) in quran.iter().zip(&modern) {
        let quran = QURAN.normalize(&edition(quran)).into_owned();
        let words: Vec<_> = quran.split(' ').map(|word| (String::new(), word.to_string())).collect();
        let modern: Vec<String> = QURAN.normalize(modern).split(' ').map(String::from).collect();
        (equal, all) = (equal + unequal(&words, &modern).1, all + modern.len());
    }
    Some((equal, all))
}

/// Tanzil's text of a verse, as another edition writes it.
type Respell<'a> = &'a dyn Fn(&str) -> String;

/// Replaces from left to right, one pair after the other.
fn respelt(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_string(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn other_editions_of_the_quran_equal_modern_spelling() {
    // Signs of Tanzil's text: U+0670 dagger alef, U+06DF silent, U+0652 sukun, U+064E fatha, U+0640 tatweel.
    let persian_keyboard = |verse: &str| respelt(verse, &[("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("ه", "ہ")]);
    let medina = |verse: &str| {
        let no_tatweel = [("\u{652}", "\u{6E1}"), ("\u{6DF}", "\u{652}"), ("\u{64E}\u{640}\u{670}", "\u{64E}\u{670}")];
        respelt(verse, &no_tatweel)
    };
    let medina_spaced = |verse: &str| respelt(verse, &[("\u{640}\u{670}", "\u{202F}\u{670}"), ("وٰ", "وٲ")]);
    let india = |verse: &str| {
        let seats = [("\u{64E}و\u{670}", "\u{670}و"), ("\u{64E}ى\u{670}", "\u{670}ى")];
        let verse = respelt(verse, &seats);
        respelt(&verse, &[("\u{64E}\u{640}\u{670}", "\u{670}"), ("ءَا", "ا\u{670}")])
    };
    let hamza_below = |verse: &str| respelt(verse, &[("ئِ", "ى\u{650}\u{655}")]);
    let editions: [(&str, f64, Respell<'_>); 5] = [
        ("yeh, kaf and heh of other keyboards", 0.999, &persian_keyboard),
        ("prints of Medina", 0.999, &medina),
        ("U+202F before a dagger alef, and U+0672", 0.999, &medina_spaced),
        ("prints of India", 0.99, &india),
        ("ى with a hamza below", 0.999, &hamza_below),
    ];
    for (name, least, edition) in editions {
        let Some((equal, all)) = equal_in_edition(edition) else { return };
        assert!(equal as f64 >= least * all as f64, "{name}: {equal} of {all}");
    }
}

#[test]
fn words_of_other_editions_equal_modern_spelling() {
    let words = [
        ("ٱلَّیۡلَ", "الليل"),
        ("ذَ\u{202F}\u{670}لِكَ", "ذلك"),
        ("كِتَ\u{202F}\u{670}ب", "كتاب"),
        ("عَلٰى", "على"),
        ("الصَّلٰوةَ", "الصلاة"),
        ("هُدٰىهُمْ", "هداهم"),
        ("هُدٰٮهُمۡ", "هداهم"),
        ("التَّوۡرٰٮةَ", "التوراة"),
        ("تَرٰٮهُمۡ", "تراهم"),
        ("بِسِيۡمٰٮهُمۡ", "بسيماهم"),
        ("السَّمٰوٰتِ", "السماوات"),
        ("الْعٰلَمِيْنَ", "العالمين"),
        ("اٰمَنُوْا", "آمنوا"),
        ("الْقُرْاٰنُ", "القرآن"),
        ("ٱلرِّبَوٰاْ", "الربا"),
        ("يَتۡلُواْ", "يتلو"),
        ("سَأُوْرِيكُمۡ", "سأريكم"),
        ("لِشَاْيۡءٍ", "لشيء"),
        ("أُو۟لَـٰۤى\u{650}\u{655}كَ", "أولئك"),
        ("ٱلصَّلَوٲةَ", "الصلاة"),
        ("يُحۡيِ", "يحيي"),
        ("لَمُحۡيِ", "لمحيي"),
        ("وَأُحۡيِ", "وأحيي"),
        ("يُحۡيِۦ", "يحيي"),
        ("بِٱلۡوَحۡيِ", "بالوحي"),
        ("ٱلۡهَدۡيِ", "الهدي"),
        ("يُحْيِ", "يحي"),
        ("هُدࣰ ى", "هدى"),
        ("هُدࣰ ى لِّلۡمُتَّقِينَ", "هدى للمتقين"),
        ("مُّسَمࣰّ ى، وَ", "مسمى، و"),
        ("مُّسَمࣰّ ی", "مسمى"),
        ("اللہ", "الله"),
        ("کتاب", "كتاب"),
        ("١٢", "12"),
    ];
    for (edition, modern) in words {
        assert_eq!(QURAN.normalize(edition), QURAN.normalize(modern), "{}", edition.escape_unicode());
    }
    // A plain space stays before a word, before a letter with a mark, and behind any other mark.
    for (text, output) in [
        ("هُدࣰ يوم", "هد يوم"),
        ("هُدࣰ یوم", "هد يوم"),
        ("هُدࣰ ىٰ", "هد ي"),
        ("هُدࣰ  ى", "هد ي"),
        ("هُدًا ى", "هدا ي"),
        ("هُدً ى", "هد ي"),
        ("هُدࣰ ", "هد"),
        ("هُدࣰ ى ى", "هدي ي"),
    ] {
        assert_eq!(QURAN.normalize(text), output, "{}", text.escape_unicode());
    }
    // A narrow space before anything else stays, and a word of two letters with it.
    let step: Normalizer = "unify_uthmani".parse().expect("a step");
    assert_eq!(step.normalize("قَالَ\u{202F}لَهُ"), "قَالَ\u{202F}لَهُ");
    assert_eq!(step.normalize("قَالَ\u{202F}"), "قَالَ\u{202F}");
    assert_eq!(step.normalize("قَالَ\u{202F}ٱلَّذِى"), "قَالَ\u{202F}الَّذِى");
}

/// Vocalised text is processed by other code than other text, word by word or as a whole.
#[test]
fn a_whole_text_gives_the_output_of_its_words() {
    let normalizers = [search("unify_uthmani, ", ""), "unify_uthmani".parse().expect("a step")];
    for name in ["quran/uthmani.txt", "real/vocalised.txt", "real/news.txt", "real/social.txt"] {
        let Some(text) = shared(name) else { return };
        for naqi in &normalizers {
            let lines: Vec<_> = text.lines().map(|line| naqi.normalize(line)).collect();
            let whole = naqi.normalize(&text);
            assert!(whole.lines().eq(lines.iter().map(|line| &**line)), "{name}: {naqi}, line by line");
            assert_eq!(naqi.align(&text).text, whole, "{name}: {naqi}, aligned");
            let mut stream = String::new();
            let mut chunks = naqi.stream();
            text.as_bytes().chunks(1009).for_each(|chunk| chunks.push(chunk, &mut stream).expect("UTF-8"));
            chunks.finish(&mut stream).expect("a whole text");
            assert_eq!(stream, whole, "{name}: {naqi}, in chunks");
            let mut terms = Vec::new();
            naqi.for_each_term(&text, |word, term| terms.push((word.span(), term.to_string())));
            let expected = naqi.word_terms(&text).map(|(word, term)| (word.span(), term.into_owned()));
            assert!(expected.eq(terms), "{name}: {naqi}, terms");
        }
    }
}
