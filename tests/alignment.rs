//! Offset mapping: every alignment against a naive one, for every step, preset, user map and composition.

mod random;

use naqi::align::{Alignment, Offsets, convert_offsets};
use naqi::step::Stage;
use naqi::{Aligned, Normalizer, Step, preset};
use random::{Random, code_points};
use std::collections::BTreeSet;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

const LISTS: &[&str] = &[
    "unify_forms, unify_alef, unify_yeh",
    "unify_hamza, strip_tatweel",
    "dagger_alef(alef), unify_alef",
    "unify_sorani_ae, strip_tashkeel, strip_tatweel",
    "unify_forms, unify_heh_goal",
    "compose, strip_diacritics, map(گ=ك, پ=, ب=بببببب, a=xyz, \\u{64E}=a)",
    "map(ا=\\u{64E}, ك=كk)",
    "strip_diacritics, unify_punctuation, fold_case, digits(ascii)",
    "strip_diacritics, map(ا=ا, ب=ب, ي=ي, و=\\u{648}, ـ=ـ, \\u{20}=\\u{20}, \\u{654}=\\u{654}, 😀=😀, ﻻ=لا, *=)",
    "map(ا=ا, ي=\\u{649}\\u{654}, 😀=ضحك, \\u{64E}=\\u{64E}, *=)",
];

const POST_PROCESSING: &[&str] = &["collapse_spaces", "trim", "collapse_stretch(1)", "collapse_stretch(2)"];

fn direct() -> Vec<Normalizer> {
    let lists = LISTS.iter().map(|list| list.parse().expect("a list of steps"));
    let is_direct = |n: &Normalizer| {
        use Step::*;
        // A word in the Quran's spelling is rewritten as a whole, but aligned letter by letter.
        !n.steps().iter().any(|s| s.stage() == Stage::PostProcess || matches!(s, Skeleton | UnifyUthmani))
    };
    Step::all()
        .map(|step| Normalizer::new(&[step]))
        .chain(preset::all().map(|p| (**p).clone()))
        .chain(lists)
        .filter(is_direct)
        .collect()
}

fn parse(list: &str) -> Normalizer {
    list.parse().expect("a list of steps")
}

/// An alignment as its boundaries: where a unit starts in the source and in the output; the ends of both come last.
type Boundaries = BTreeSet<(usize, usize)>;

/// Removes boundaries without output: deleted text belongs to the unit before it, or is a unit at the beginning.
fn settled(boundaries: impl IntoIterator<Item = (usize, usize)>, end: (usize, usize)) -> Boundaries {
    let mut settled: Boundaries = [(0, 0), end].into();
    let mut boundaries: Vec<_> = boundaries.into_iter().collect();
    boundaries.sort();
    for (n, &boundary) in boundaries.iter().enumerate() {
        if boundaries[n + 1..].iter().all(|next| next.1 > boundary.1) && boundary.1 < end.1 {
            settled.insert(boundary);
        }
    }
    settled
}

fn boundaries_of(source: &str, output: &str, alignment: &Alignment) -> Boundaries {
    let end = (source.len(), output.len());
    assert_eq!((alignment.source_len(), alignment.output_len()), end);
    if alignment.is_unchanged() {
        assert_eq!(source, output);
        return source.char_indices().map(|(at, _)| (at, at)).chain([end]).collect();
    }
    let starts =
        (0..end.0).map(|at| (alignment.source(alignment.output(at..at + 1)).start, alignment.output(at..at + 1).start));
    let written = starts.filter(|boundary| boundary.1 < end.1);
    // Text deleted at the beginning is a unit with empty output.
    settled(written, end)
}

/// The naive alignment: a boundary is where both sides, normalized separately, give the output, possibly with a space
/// between them that belongs to the expansion before or after it.
fn naive(naqi: &Normalizer, source: &str, output: &str) -> Boundaries {
    let halves =
        source.char_indices().map(|(at, _)| (at, naqi.normalize(&source[..at]), naqi.normalize(&source[at..])));
    let boundaries = halves.filter_map(|(at, before, after)| match output {
        _ if format!("{before}{after}") == output => Some((at, before.len())),
        _ if format!("{before} {after}") == output => {
            Some((at, before.len() + usize::from(ends_with_expansion(naqi, &source[..at]))))
        }
        _ => None,
    });
    settled(boundaries, (source.len(), output.len()))
}

/// Whether the last character that is written, apart from marks, is written as several words.
fn ends_with_expansion(naqi: &Normalizer, source: &str) -> bool {
    let written = source.chars().rev().map(|c| naqi.normalize(&c.to_string()).into_owned());
    written.map(|text| text.replace(is_mark, "")).find(|text| !text.is_empty()).is_some_and(|text| text.contains(' '))
}

fn is_mark(c: char) -> bool {
    canonical_combining_class(c) != 0
}

/// Whether what is written depends on more than two neighbours: a mark belongs to the expansion or the sign before it, and
/// what is written for `ﷲ` depends on the word before it. And a mark goes with a letter that is removed over an Arabic mark, which
/// stays.
fn has_context(naqi: &Normalizer, text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        let (before, written) = (naqi.normalize(&text[..at]), naqi.normalize(&text[at..at + c.len_utf8()]));
        let base = before.trim_end_matches(is_mark);
        c == 'ﷲ' && base.ends_with('ا')
            || written.trim().contains(' ') && base.len() < before.len() && !base.ends_with(char::is_alphanumeric)
            || written.starts_with(is_mark) && ends_with_expansion(naqi, &text[..at])
            || matches!(c, '\u{300}'..='\u{36F}') && removed_before_mark(naqi, &text[..at])
    })
}

/// Whether a text ends with a character that is removed and a mark that is not.
fn removed_before_mark(naqi: &Normalizer, text: &str) -> bool {
    let letter = text.trim_end_matches(is_mark);
    let is_removed = |c: char| matches!(&*naqi.normalize(&c.to_string()), "" | " ") && c != ' ';
    letter.chars().next_back().is_some_and(is_removed) && naqi.normalize(text).ends_with(is_mark)
}

fn check_against_naive(naqi: &Normalizer, text: &str) {
    let aligned = naqi.align(text);
    assert_eq!(aligned.text, naqi.normalize(text));
    if aligned.alignment.is_unchanged() || has_context(naqi, text) {
        return;
    }
    let ours = boundaries_of(text, &aligned.text, &aligned.alignment);
    let naive = naive(naqi, text, &aligned.text);
    let shown = || format!("{naqi}: {} gives {}", code_points(text), code_points(&aligned.text));
    assert!(ours.is_subset(&naive), "{}: {ours:?} has a boundary that {naive:?} has not", shown());
    // Only letters and marks that composition has joined may have fewer boundaries.
    for (at, _) in naive.difference(&ours) {
        let c = text[*at..].chars().next().expect("a boundary inside the text");
        let is_mark =
            |c: char| canonical_combining_class(c) != 0 || is_nfkc_quick([c].into_iter()) == IsNormalized::Maybe;
        let written = naqi.normalize(&text[*at..*at + c.len_utf8()]).into_owned();
        assert!(is_mark(c) || written.chars().all(is_mark), "{}: {ours:?} has no boundary at {at}", shown());
    }
}

/// Law 6: total and monotone, on whole characters, and a range mapped there and back contains itself.
fn keeps_the_law(naqi: &Normalizer, text: &str, random: &mut Random) {
    let Aligned { text: output, alignment } = &naqi.align(text);
    let aligned = naqi.align(text);
    let shown = || format!("{naqi}: {}", code_points(text));
    let mut last = (0, 0);
    for at in 0..=output.len() {
        let back = aligned.source(at..at);
        assert!(back.is_empty() && back.start >= last.0 && text.is_char_boundary(back.start), "{}", shown());
        last.0 = back.start;
    }
    for at in 0..=text.len() {
        let on = aligned.output(at..at);
        assert!(on.is_empty() && on.start >= last.1 && output.is_char_boundary(on.start), "{}", shown());
        last.1 = on.start;
    }
    for _ in 0..8 {
        let (a, b) = (random.below(text.len() + 3), random.below(text.len() + 3));
        let on = aligned.output(a.min(b)..a.max(b));
        assert!(output.get(on.clone()).is_some(), "{}", shown());
        let back = aligned.source(on.clone());
        assert!(text.get(back.clone()).is_some(), "{}", shown());
        // Text deleted at the beginning has no output.
        let first = aligned.output(a.min(b)..a.min(b) + 1);
        if !on.is_empty() {
            assert!(
                (first.is_empty() || back.start <= a.min(b)) && back.end >= a.max(b).min(text.len()),
                "{}: {a}..{b}: {on:?} {back:?}",
                shown()
            );
        }
        let (a, b) = (random.below(output.len() + 3), random.below(output.len() + 3));
        let back = aligned.source(a.min(b)..a.max(b));
        let on = aligned.output(back.clone());
        assert!(text.get(back).is_some() && output.get(on.clone()).is_some(), "{}", shown());
        if a != b && a.min(b) < output.len() {
            assert!(on.start <= a.min(b) && on.end >= a.max(b).min(output.len()), "{}: {a}..{b}", shown());
        }
    }
    assert_eq!(alignment.is_unchanged(), alignment.size() == 0, "{}", shown());
    assert!(!alignment.is_unchanged() || output == text, "{}", shown());
    let (mut into, mut same) = (String::from("b"), Alignment::default());
    naqi.align_into(text, &mut into, &mut same);
    assert_eq!((&into[1..], same.is_unchanged()), (&**output, alignment.is_unchanged()), "{}", shown());
}

#[test]
fn an_alignment_equals_the_naive_one_for_every_step_preset_and_map() {
    let mut random = Random::from_environment();
    let all = direct();
    for n in 0..random.cases(12_000) {
        let text = if n % 3 == 0 { random.text(12) } else { random.arabic(14) };
        check_against_naive(&all[n % all.len()], &text);
    }
    let marks = ["\u{64E}", "\u{654}", "\u{655}", "\u{653}", "\u{670}", "ـ", "\u{200F}", "ا", "ي", " ", "ﻻ", "٢", "ﷺ"];
    for naqi in &all {
        for a in marks {
            for b in marks {
                for c in marks {
                    check_against_naive(naqi, &format!("{a}{b}{c}"));
                }
            }
        }
    }
}

#[test]
fn every_alignment_is_total_and_monotone() {
    let mut random = Random::from_environment();
    let mut all: Vec<Normalizer> = Step::all().map(|step| Normalizer::new(&[step])).collect();
    all.extend(preset::all().map(|p| (**p).clone()));
    all.extend(LISTS.iter().chain(POST_PROCESSING).map(|list| parse(list)));
    all.push(parse("nfc, strip_diacritics, trim, collapse_stretch(1)"));
    all.push(parse("nfkc, skeleton, collapse_spaces"));
    for n in 0..random.cases(30_000) {
        let text = match n % 4 {
            0 => random.text(20),
            1 => random.quranic(20),
            _ => random.arabic(24),
        };
        keeps_the_law(&all[n % all.len()], &text, &mut random);
    }
}

/// The output of a word in the Quran's spelling maps to the letters that it was written for.
#[test]
fn a_rewritten_word_is_aligned_letter_by_letter() {
    let naqi = &preset::QURAN;
    let source_of = |text: &'static str, part: &str| {
        let aligned = naqi.align(text);
        let at = aligned.text.find(part).unwrap_or_else(|| panic!("{part} in {}", code_points(&aligned.text)));
        &text[aligned.source(at..at + part.len())]
    };
    assert_eq!(source_of("وَأَقِيمُوا۟ ٱلصَّلَوٰةَ", "صلا"), "صَّلَوٰ");
    assert_eq!(source_of("وَأَقِيمُوا۟ ٱلصَّلَوٰةَ", "الصلاه"), "ٱلصَّلَوٰةَ");
    assert_eq!(source_of("يَـٰٓأَيُّهَا ٱلنَّاسُ", "ايها"), "أَيُّهَا");
    assert_eq!(source_of("يَـٰٓأَيُّهَا ٱلنَّاسُ", "يا"), "يَـٰٓ");
    assert_eq!(source_of("وَٱلَّيْلِ إِذَا", "ليل"), "لَّيْلِ");
    assert_eq!(source_of("بِـَٔايَـٰتِنَا", "ايات"), "ـَٔايَـٰتِ");
}

fn is_letter(c: char) -> bool {
    naqi::letters::is_letter(c)
}

/// A second implementation of post-processing: how many bytes are written for each character.
fn naive_post_processing(list: &str, text: &str) -> Boundaries {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_space = |c: char| c == ' ' || c == '\t';
    let is_break = |c: char| "\n\u{B}\u{C}\r\u{85}\u{2028}\u{2029}".contains(c);
    let most =
        list.strip_prefix("collapse_stretch(").map(|n| n.trim_end_matches(')').parse::<usize>().expect("a count"));
    let mut boundaries = Vec::new();
    let mut output = 0;
    for (n, &(at, c)) in chars.iter().enumerate() {
        let before = chars[..n].iter().map(|c| c.1);
        let written = match most {
            Some(most) => {
                let run = before.rev().take_while(|&b| b == c).count();
                if is_letter(c) && run >= most { 0 } else { c.len_utf8() }
            }
            None if is_space(c) => {
                let starts_run = before.clone().next_back().is_none_or(|b| !is_space(b));
                let behind = chars[n..].iter().map(|c| c.1).find(|&c| !is_space(c));
                let first = before.clone().next_back().is_none_or(is_break);
                let trimmed = list == "trim" && (behind.is_none_or(is_break) || first);
                usize::from(starts_run && !trimmed)
            }
            None => c.len_utf8(),
        };
        if written > 0 {
            boundaries.push((at, output));
        }
        output += written;
    }
    settled(boundaries, (text.len(), output))
}

#[test]
fn post_processing_is_aligned_as_a_naive_one() {
    let mut random = Random::from_environment();
    for n in 0..random.cases(8_000) {
        let list = POST_PROCESSING[n % POST_PROCESSING.len()];
        let len = random.below(24);
        let text: String = (0..len).map(|_| random.one("بب  ي\t\t\nي\u{64E}ا a\u{2028}")).collect();
        let aligned = parse(list).align(&text);
        let ours = boundaries_of(&text, &aligned.text, &aligned.alignment);
        let unchanged = aligned.alignment.is_unchanged();
        assert_eq!(ours, naive_post_processing(list, &text), "{list}: {} {unchanged}", code_points(&text));
    }
}

#[test]
fn all_stages_together_are_aligned_as_one_after_the_other() {
    let mut random = Random::from_environment();
    let stages = [
        ("compose, strip_diacritics, strip_tatweel, unify_alef", "trim, collapse_stretch(1)"),
        ("unify_forms, strip_joiners, unify_spaces", "collapse_spaces"),
        ("nfc", "strip_diacritics, strip_tatweel"),
        ("nfkc", "compose, unify_alef, unify_spaces"),
        ("nfkc", "collapse_spaces, collapse_stretch(2)"),
        ("strip_tashkeel, map(ك=\\u{20} )", "trim"),
    ]
    .map(|(first, second)| (parse(first), parse(second), parse(&format!("{first}, {second}"))));
    for n in 0..random.cases(12_000) {
        let text = if n % 2 == 0 { random.text(16) } else { random.arabic(20) };
        let (first, second, both) = &stages[n % stages.len()];
        let one = first.align(&text);
        let two = second.align(&one.text);
        let whole = both.align(&text);
        assert_eq!(code_points(&whole.text), code_points(&two.text), "{both}: {}", code_points(&text));
        let joined = one.alignment.then(&two.alignment);
        let boundaries = |alignment| boundaries_of_any(&text, &whole.text, alignment);
        let (whole_boundaries, joined) = (boundaries(&whole.alignment), boundaries(&joined));
        // Both stages together may separate characters that one after the other keep together. Unchanged text has a
        // boundary at every character.
        let loose = one.alignment.is_unchanged() || two.alignment.is_unchanged();
        let same = joined.is_subset(&whole_boundaries) || loose && whole_boundaries.is_subset(&joined);
        assert!(same, "{both}: {} {whole_boundaries:?} {joined:?}", code_points(&text));
    }
}

/// The boundaries, if the texts may be equal though they were rewritten in between.
fn boundaries_of_any(source: &str, output: &str, alignment: &Alignment) -> Boundaries {
    match source == output {
        true => source.char_indices().map(|(at, _)| (at, at)).chain([(source.len(), output.len())]).collect(),
        false => boundaries_of(source, output, alignment),
    }
}

#[test]
fn then_equals_the_naive_composition() {
    let mut random = Random::from_environment();
    let mut all = direct();
    all.extend(POST_PROCESSING.iter().map(|list| parse(list)));
    for _ in 0..random.cases(12_000) {
        let text = random.arabic(16);
        let [first, second] = [0, 1].map(|_| &all[random.below(all.len())]);
        let one = first.align(&text);
        let two = second.align(&one.text);
        let (a, b) =
            (boundaries_of(&text, &one.text, &one.alignment), boundaries_of(&one.text, &two.text, &two.alignment));
        let met = a.iter().flat_map(|a| b.iter().filter(|b| b.0 == a.1).map(|b| (a.0, b.1)));
        let expected = settled(met, (text.len(), two.text.len()));
        let joined = one.alignment.then(&two.alignment);
        let shown = || format!("{first} then {second}: {}", code_points(&text));
        if joined.is_unchanged() {
            assert_eq!(text, two.text, "{}", shown());
            continue;
        }
        assert_eq!(boundaries_of(&text, &two.text, &joined), expected, "{}: {a:?} {b:?}", shown());
    }
}

/// Long texts: many blocks of the index, and kernels over whole blocks.
#[test]
fn a_long_text_is_aligned_like_its_lines() {
    let mut random = Random::from_environment();
    for naqi in [&*preset::SEARCH, &*preset::LIGHT, &parse(LISTS[4]), &parse("strip_diacritics, trim"), &parse("nfc")] {
        let lines: Vec<String> = (0..3_000)
            .map(|n| match n % 50 {
                0 => format!("ب{}\n", "\u{64E}".repeat(random.below(9_000))),
                1 => format!("ب{}\n", "😀ﷺ٢".repeat(random.below(400))),
                2 => format!("ب{}\n", "abc def ".repeat(random.below(800))),
                _ => format!("ب{}\n", random.arabic(60).replace(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}'], "")),
            })
            .collect();
        let text = lines.concat();
        let mut appended = String::from("before");
        let mut alignment = Alignment::default();
        for _ in 0..2 {
            appended.truncate(6);
            naqi.align_into(&text, &mut appended, &mut alignment);
        }
        assert!(appended[6..] == *naqi.normalize(&text));
        let (mut source, mut output) = (0, 0);
        for line in &lines {
            let alone = naqi.align(line);
            for _ in 0..4 {
                let (a, b) = (random.below(line.len() + 1), random.below(line.len() + 1));
                let range = a.min(b)..a.max(b);
                let on = alone.output(range.clone());
                let there = alignment.output(source + range.start..source + range.end);
                if alone.alignment.is_unchanged() {
                    // Alone it has a boundary at every character.
                    assert!(there.start <= output + on.start && there.end >= output + on.end, "{naqi}");
                    continue;
                }
                assert_eq!(there, output + on.start..output + on.end, "{naqi}: {}", code_points(line));
                let back = alone.source(on.clone());
                // Text deleted at the beginning of a line belongs to the unit before it.
                assert_eq!(alignment.source(there), source + back.start..source + back.end, "{naqi}");
            }
            (source, output) = (source + line.len(), output + alone.text.len());
        }
    }
}

#[test]
fn an_alignment_takes_few_bytes() {
    let texts = ["news", "vocalised", "social", "article"];
    let here = texts.iter().filter_map(|name| std::fs::read_to_string(format!("../shared/real/{name}.txt")).ok());
    let sample = include_str!("../examples/data/sample.txt").repeat(20);
    for text in here.chain([sample.clone()]) {
        // The sample is full of forms and ligatures.
        let most = if text.len() == sample.len() { 20.0 } else { 15.0 };
        for preset in preset::all() {
            let aligned = preset.align(&text);
            let percent = 100.0 * aligned.alignment.size() as f64 / text.len() as f64;
            // These presets change the length at signs, too.
            let is_at_signs = |step: &Step| matches!(step, Step::StripPunctuation(_) | Step::SpacePunctuation(_));
            let most = if preset.steps().iter().any(is_at_signs) { most + 2.0 } else { most };
            assert!(percent <= most, "{}: {percent} %", preset.name());
        }
    }
}

#[test]
fn converted_offsets_equal_those_of_a_walk_over_the_text() {
    let mut random = Random::from_environment();
    let all = [Offsets::Bytes, Offsets::CodePoints, Offsets::Utf16];
    for _ in 0..random.cases(4_000) {
        let most = [20, 2_000][usize::from(random.below(40) == 0)];
        let text = random.text(most);
        let places: Vec<[usize; 3]> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .map(|at| [at, text[..at].chars().count(), text[..at].encode_utf16().count()])
            .collect();
        for (from, &from_unit) in all.iter().enumerate() {
            for (to, &to_unit) in all.iter().enumerate() {
                let asked: Vec<usize> = (0..8).map(|_| random.below(text.len() + 3)).collect();
                let mut converted = asked.clone();
                if random.below(2) == 0 {
                    converted.sort();
                }
                let asked = converted.clone();
                convert_offsets(&text, from_unit, to_unit, &mut converted);
                for (asked, converted) in asked.iter().zip(converted) {
                    let place = places.iter().rev().find(|place| place[from] <= *asked).expect("zero is there");
                    assert_eq!(converted, place[to], "{from_unit:?} to {to_unit:?}, {asked}: {}", code_points(&text));
                }
            }
        }
    }
}

/// A unit may be as long as the text: a letter, and marks that are deleted. Its ends are found without reading all of
/// it.
#[test]
fn both_ends_of_a_huge_unit_are_found() {
    for (before, marks) in [(0, 1), (1, 40), (3, 5_000), (5_000, 300_000), (70_000, 4_096 * 3), (0, 1 << 20)] {
        for behind in [0, 1, 5_000] {
            let unit = format!("ب{}", "\u{64E}".repeat(marks));
            let text = ["ا ".repeat(before), unit.clone(), "ت ".repeat(behind)].concat();
            let start = before * "ا ".len();
            let aligned = preset::LIGHT.align(&text);
            for at in [start, start + 2, start + unit.len() / 2, start + unit.len() - 1] {
                assert_eq!(aligned.output(at..at + 1), start..start + 2, "{before} {marks} {behind}");
            }
            assert_eq!(aligned.source(start..start + 2), start..start + unit.len(), "{before} {marks} {behind}");
            if behind > 0 {
                let next = start + unit.len();
                assert_eq!(aligned.output(next..next + 2), start + 2..start + 4);
                assert_eq!(aligned.source(start + 2..start + 4), next..next + 2);
            }
        }
    }
    // Text deleted before the first letter is a unit of its own.
    let aligned = preset::LIGHT.align(const { concat!("\u{64E}", "ب") });
    assert_eq!((aligned.output(0..1), aligned.source(0..2)), (0..0, 2..4));
}
