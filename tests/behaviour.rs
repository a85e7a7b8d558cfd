//! Compares every step on every code point with `docs/behaviour.md`, and the page with independent references.

use icu_casemap::CaseMapper;
use icu_properties::props::{
    Alphabetic, BidiControl, BinaryProperty, Block, DefaultIgnorableCodePoint, EmojiPresentation, EnumeratedProperty,
    ExtendedPictographic, GeneralCategory, GeneralCategoryGroup, JoinControl, JoiningGroup, QuotationMark, Script,
    WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointSetData, PropertyNamesLong};
use naqi::step::Step;
use naqi::{Normalizer, letters};
use random::{Random, code_points};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod random;

const PAGE: &str = include_str!("../docs/behaviour.md");

const ROWS: &str = "| step | code points | becomes | source |";
const PAIRS: &str = "| step | letter | mark | becomes | source |";
const SCHEMES: &str = "| code point | buckwalter | safe_buckwalter | xml_buckwalter | hsb |";
const IMPLY_COMPOSITION: &str = "These steps imply composition:";

/// The parsed page.
#[derive(Default)]
struct Page {
    steps: Vec<Rules>,
    pairs: Vec<Pair>,
    /// The steps of the list under [`IMPLY_COMPOSITION`].
    imply_composition: Vec<Step>,
}

/// The page's rules for one step.
struct Rules {
    step: Step,
    rows: Vec<Row>,
    changes: BTreeMap<char, String>,
}

struct Row {
    changed: BTreeSet<char>,
    becomes: Becomes,
    source: String,
}

struct Pair {
    step: Step,
    letter: char,
    mark: char,
    becomes: String,
}

#[derive(Clone)]
enum Becomes {
    Nothing,
    Text(String),
    /// The code points of a range, one after the other.
    Range(RangeInclusive<char>),
    Rule(Rule),
}

/// A mapping that the page names by a word, computed without naqi's tables.
type Rule = fn(char) -> String;

const RULES: &[(&str, Rule)] = &[
    ("`compat`", compat),
    ("`fold`", fold),
    ("`nfc`", |c| [c].into_iter().nfc().collect()),
    ("`nfkc`", |c| [c].into_iter().nfkc().collect()),
];

/// NFKC, without the space or the tatweel that it writes under a mark.
fn compat(c: char) -> String {
    let whole: String = [c].into_iter().nfkc().collect();
    let marks: String = whole.chars().filter(|c| !matches!(c, ' ' | '\u{640}')).collect();
    if !marks.is_empty() && marks.chars().all(is_combining_mark) { marks } else { whole }
}

fn fold(c: char) -> String {
    let text = c.to_string();
    if Script::for_char(c) == Script::Latin { CaseMapper::new().fold_string(&text).into_owned() } else { text }
}

type Contains = fn(char) -> bool;

/// The sets of code points that the page names, by ICU4X.
const SETS: &[(&str, Contains)] = &[
    ("`punctuation`", |c| is_plain(c) && GeneralCategoryGroup::Punctuation.contains(category(c))),
    ("`symbols`", |c| is_plain(c) && GeneralCategoryGroup::Symbol.contains(category(c))),
    ("`emoji`", |c| {
        let is_pictograph = EmojiPresentation::for_char(c) || is_pictograph_of_unicode_17(c);
        is_pictograph && c >= '\u{231A}'
            || matches!(c, '\u{200D}' | '\u{20E3}' | '\u{FE0E}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}')
    }),
    ("`latin letters`", |c| {
        let is_letter = Alphabetic::for_char(c) || GeneralCategoryGroup::Letter.contains(category(c));
        let is_mark_or_number = GeneralCategoryGroup::Mark.union(GeneralCategoryGroup::Number).contains(category(c));
        Script::for_char(c) == Script::Latin && is_letter && !is_mark_or_number && !EmojiPresentation::for_char(c)
    }),
    ("`not arabic`", |c| {
        let is_arabic = in_arabic_block(c) && category(c) != GeneralCategory::Unassigned;
        !is_arabic && !WhiteSpace::for_char(c) && c != '\u{200C}'
    }),
];

/// Whether it is no emoji, no white space, and not Alphabetic.
fn is_plain(c: char) -> bool {
    !EmojiPresentation::for_char(c) && !WhiteSpace::for_char(c) && !Alphabetic::for_char(c)
}

/// Extended_Pictographic of Unicode 17, as segmentation has it: it includes code points that were reserved for pictographs, and
/// got another use in Unicode 18.
fn is_pictograph_of_unicode_17(c: char) -> bool {
    ExtendedPictographic::for_char(c)
        || matches!(c, '\u{1F1AE}' | '\u{1F7DA}'..='\u{1F7DB}' | '\u{1F7F1}'..='\u{1F7FF}')
}

impl Page {
    /// Parses the page; an unknown line is an error with its number.
    fn read(text: &str) -> Result<Self, String> {
        let mut page = Self::default();
        let mut lines = text.lines().zip(1..).peekable();
        while let Some((line, n)) = lines.next() {
            if line == IMPLY_COMPOSITION {
                lines.next_if(|(line, _)| line.is_empty());
                while let Some((item, n)) = lines.next_if(|(line, _)| line.starts_with(['-', ' '])) {
                    let names = item.split('`').skip(1).step_by(2);
                    page.imply_composition.extend(at(n, names.map(step).collect::<Result<Vec<_>, _>>())?);
                }
            }
            if !line.starts_with('|') {
                continue;
            }
            let read = match line {
                ROWS => Self::read_row,
                PAIRS => Self::read_pair,
                SCHEMES => Self::read_schemes,
                _ => return Err(format!("line {n}: a table of another kind")),
            };
            let columns = line.matches('|').count() - 1;
            match lines.next() {
                Some((rule, _)) if rule == format!("|{}", "---|".repeat(columns)) => {}
                _ => return Err(format!("line {n}: no rule under the head of the table")),
            }
            while let Some((row, n)) = lines.next_if(|(line, _)| line.starts_with('|')) {
                let inner =
                    at(n, row.strip_prefix("| ").and_then(|r| r.strip_suffix(" |")).ok_or("no row".to_string()))?;
                let cells: Vec<_> = inner.split(" | ").map(str::trim).collect();
                if cells.len() != columns || cells.contains(&"") {
                    return Err(format!("line {n}: an empty cell, or one too many or too few"));
                }
                at(n, read(&mut page, &cells))?;
            }
        }
        Ok(page)
    }

    fn rules(&mut self, step: Step) -> &mut Rules {
        let found = self.steps.iter().position(|r| r.step == step);
        let n = found.unwrap_or_else(|| {
            self.steps.push(Rules { step, rows: Vec::new(), changes: BTreeMap::new() });
            self.steps.len() - 1
        });
        &mut self.steps[n]
    }

    fn read_row(&mut self, cells: &[&str]) -> Result<(), String> {
        let name = cells[0].strip_prefix('`').and_then(|s| s.strip_suffix('`')).ok_or("a step stands in backticks")?;
        let rules = self.rules(step(name)?);
        let becomes = becomes(cells[2])?;
        let pairs = match &becomes {
            None if cells[1] == "none" => Vec::new(),
            None => return Err("none becomes none".into()),
            Some(becomes) => pairs(&ranges(cells[1])?, becomes)?,
        };
        for (c, to) in &pairs {
            if to.chars().eq([*c]) {
                return Err(format!("U+{:04X} becomes itself", *c as u32));
            }
            if rules.changes.insert(*c, to.clone()).is_some() {
                return Err(format!("U+{:04X} a second time", *c as u32));
            }
        }
        let changed = pairs.into_iter().map(|(c, _)| c).collect();
        rules.rows.push(Row { changed, becomes: becomes.unwrap_or(Becomes::Nothing), source: cells[3].into() });
        Ok(())
    }

    fn read_pair(&mut self, cells: &[&str]) -> Result<(), String> {
        let step = step(cells[0].trim_matches('`'))?;
        let (letter, mark) = (one(cells[1])?, one(cells[2])?);
        if self.pairs.iter().any(|p| (&p.step, p.letter, p.mark) == (&step, letter, mark)) {
            return Err("the pair a second time".into());
        }
        self.pairs.push(Pair { step, letter, mark, becomes: one(cells[3])?.into() });
        Ok(())
    }

    fn read_schemes(&mut self, cells: &[&str]) -> Result<(), String> {
        let arabic = one(cells[0])?;
        let names = SCHEMES.trim_matches('|').split('|').map(str::trim);
        for (scheme, cell) in names.zip(cells).skip(1) {
            let quoted = cell.strip_prefix('`').and_then(|c| c.strip_suffix('`'));
            let latin = match quoted.map(|q| (q.chars().next(), q.chars().count())) {
                Some((Some(c), 1)) => c,
                Some(_) => return Err(format!("{cell} is not one character")),
                None => one(cell)?,
            };
            for (verb, c, to) in [("transliterate", arabic, latin), ("arabize", latin, arabic)] {
                // A sign that maps to itself is no change.
                let rules = self.rules(step(&format!("{verb}({scheme})"))?);
                if rules.changes.insert(c, to.into()).is_some() {
                    return Err(format!("U+{:04X} a second time", c as u32));
                }
            }
        }
        Ok(())
    }

    fn of(&self, name: &str) -> &Rules {
        self.steps.iter().find(|r| r.step.to_string() == name).expect("the page has rows for the step")
    }

    /// The code points in the rows of a step.
    fn changed(&self, name: &str) -> BTreeSet<char> {
        self.of(name).changes.keys().copied().collect()
    }
}

fn at<T>(line: usize, result: Result<T, String>) -> Result<T, String> {
    result.map_err(|e| format!("line {line}: {e}"))
}

/// Parses a step whose arguments are all written out.
fn step(name: &str) -> Result<Step, String> {
    let step: Step = name.parse().map_err(|e| format!("{e}"))?;
    if step.to_string() == name { Ok(step) } else { Err(format!("{name} is short for {step}")) }
}

/// A cell without the parts in parentheses.
fn bare(cell: &str) -> Result<String, String> {
    let (mut out, mut rest) = (String::new(), cell);
    while let Some((before, after)) = rest.split_once('(') {
        let (inside, after) = after.split_once(')').ok_or("an open parenthesis")?;
        if inside.is_empty() || inside.contains('(') || !before.is_empty() && !before.ends_with(' ') {
            return Err("parentheses hold a remark, after a space".into());
        }
        out += before;
        rest = after;
    }
    out += rest;
    if out.contains(')') { Err("a closing parenthesis".into()) } else { Ok(out.trim().into()) }
}

fn code_point(text: &str) -> Result<char, String> {
    let hex = text.strip_prefix("U+").filter(|hex| (4..=6).contains(&hex.len()));
    let hex = hex.filter(|hex| hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F')));
    hex.and_then(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?)).ok_or(format!("{text} is no code point"))
}

fn one(cell: &str) -> Result<char, String> {
    code_point(&bare(cell)?)
}

/// `U+0622 U+0671..U+0673`, or `all`.
fn ranges(cell: &str) -> Result<Vec<RangeInclusive<char>>, String> {
    let bare = bare(cell)?;
    if let Some((_, contains)) = SETS.iter().find(|(name, _)| *name == bare) {
        return Ok(all(*contains).into_iter().map(|c| c..=c).collect());
    }
    if bare == "all" {
        return Ok(vec!['\0'..=char::MAX]);
    }
    let ranges: Vec<_> = bare.split_whitespace().map(range).collect::<Result<_, _>>()?;
    if ranges.is_empty() { Err("no code points".into()) } else { Ok(ranges) }
}

fn range(text: &str) -> Result<RangeInclusive<char>, String> {
    let Some((first, last)) = text.split_once("..") else {
        let c = code_point(text)?;
        return Ok(c..=c);
    };
    let (first, last) = (code_point(first)?, code_point(last)?);
    if first < last { Ok(first..=last) } else { Err(format!("{text} is no range")) }
}

fn becomes(cell: &str) -> Result<Option<Becomes>, String> {
    if let Some((_, rule)) = RULES.iter().find(|(name, _)| *name == cell) {
        return Ok(Some(Becomes::Rule(*rule)));
    }
    let bare = bare(cell)?;
    Ok(Some(match bare.as_str() {
        "none" => return Ok(None),
        "—" => Becomes::Nothing,
        text if text.contains("..") => Becomes::Range(range(text)?),
        text if text.starts_with("U+") => {
            Becomes::Text(text.split_whitespace().map(code_point).collect::<Result<_, _>>()?)
        }
        text if !text.is_empty() && text.chars().all(|c| c == ' ' || letters::is_letter(c)) => {
            Becomes::Text(text.into())
        }
        text => return Err(format!("{text} is no text to write")),
    }))
}

/// The mapping of each code point of the ranges.
fn pairs(ranges: &[RangeInclusive<char>], becomes: &Becomes) -> Result<Vec<(char, String)>, String> {
    let each = || ranges.iter().cloned().flatten();
    Ok(match becomes {
        Becomes::Nothing => each().map(|c| (c, String::new())).collect(),
        Becomes::Text(text) => each().map(|c| (c, text.clone())).collect(),
        Becomes::Rule(rule) => each().map(|c| (c, rule(c))).filter(|(c, to)| !to.chars().eq([*c])).collect(),
        Becomes::Range(to) => {
            if ranges.iter().any(|r| r.clone().count() != to.clone().count()) {
                return Err("ranges of different length".into());
            }
            ranges.iter().flat_map(|r| r.clone().zip(to.clone())).map(|(c, to)| (c, to.into())).collect()
        }
    })
}

fn page() -> Page {
    Page::read(PAGE).unwrap_or_else(|e| panic!("docs/behaviour.md, {e}"))
}

fn alone(step: &Step) -> Normalizer {
    Normalizer::new(std::slice::from_ref(step))
}

/// Every scalar value for which the predicate holds.
fn all(judge: impl Fn(char) -> bool) -> BTreeSet<char> {
    ('\0'..=char::MAX).filter(|&c| judge(c)).collect()
}

fn in_arabic_block(c: char) -> bool {
    let block = CodePointMapData::<Block>::new().get(c);
    PropertyNamesLong::<Block>::new().get(block).is_some_and(|name| name.starts_with("Arabic")) && c != '\u{FEFF}'
}

fn category(c: char) -> GeneralCategory {
    GeneralCategory::for_char(c)
}

fn is_arabic_mark(c: char) -> bool {
    category(c) == GeneralCategory::NonspacingMark && in_arabic_block(c)
}

fn assert_same(what: &str, page: &BTreeSet<char>, judge: &BTreeSet<char>) {
    let show = |set: Vec<&char>| code_points(&set.into_iter().collect::<String>());
    let (more, fewer) = (page.difference(judge).collect::<Vec<_>>(), judge.difference(page).collect::<Vec<_>>());
    assert!(page == judge, "{what}: the page alone has {}; the judge alone has {}", show(more), show(fewer));
}

#[test]
fn the_page_has_rows_for_every_step() {
    let page = page();
    let missing: Vec<_> = Step::all().filter(|s| !page.steps.iter().any(|r| r.step == *s)).collect();
    assert!(missing.is_empty(), "no row for {missing:?}");
    assert_eq!(page.steps.len(), Step::all().count());
}

#[test]
fn each_step_maps_each_code_point_as_the_page_says() {
    let mut checked = 0u64;
    let mut wrong = Vec::new();
    for rules in page().steps {
        let normalizer = alone(&rules.step);
        let mut changes = rules.changes.iter().peekable();
        for c in '\0'..=char::MAX {
            checked += 1;
            let mut buffer = [0; 4];
            let source = &*c.encode_utf8(&mut buffer);
            let expected = changes.next_if(|(listed, _)| **listed == c).map_or(source, |(_, to)| to.as_str());
            let found = normalizer.normalize(source);
            let borrowed = matches!(found, Cow::Borrowed(_));
            if found != expected || borrowed != (source == expected) || normalizer.is_normalized(source) != borrowed {
                let (found, expected) = (code_points(&found), code_points(expected));
                wrong.push(format!(
                    "{}: U+{:04X} is {found}, not {expected} (borrowed: {borrowed})",
                    rules.step, c as u32
                ));
            }
        }
        assert!(changes.next().is_none(), "{}: every row is passed", rules.step);
    }
    assert_eq!(checked, 1_112_064 * Step::all().count() as u64);
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// The reference: a loop over the code points, and a table.
fn judge(rules: &Rules, text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match rules.changes.get(&c) {
            Some(to) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}

#[test]
fn a_step_maps_each_code_point_of_a_text_alike() {
    // These steps depend on neighbours; dagger_alef(alef) writes its letter after the marks of the one before.
    const NOT_LOCAL: &[&str] = &[
        "nfc",
        "nfkc",
        "dagger_alef(alef)",
        "unify_uthmani",
        "unify_sorani_ae",
        "skeleton",
        "compose_latin",
        "strip_stray_zwnj",
        "trim",
        "collapse_spaces",
        "collapse_stretch(1)",
        "collapse_stretch(2)",
        "collapse_stretch(doubles)",
        "strip_tanwin_alef",
        "strip_last_vowel",
        "strip_redundant_vowels",
        "space_punctuation(after)",
        "space_punctuation(around)",
        "space_digits",
        "join_thousands",
        "unify_latin_digits",
        "join_affixes(zwnj)",
        "join_affixes(delete)",
        "collapse_punctuation",
        "collapse_laughter",
    ];
    let mut random = Random::from_environment();
    let page = page();
    let local: Vec<_> = page.steps.iter().filter(|r| !NOT_LOCAL.contains(&r.step.to_string().as_str())).collect();
    assert_eq!(local.len(), Step::all().count() - NOT_LOCAL.len());
    let normalizers: Vec<_> = local.iter().map(|r| alone(&r.step)).collect();
    // What is written for several words and for U+FDF2 depends on neighbours, too.
    let is_words = |c: char| local.iter().any(|r| r.changes.get(&c).is_some_and(|to| to.trim().contains(' ')));
    for n in 0..random.cases(4_000) {
        let mut text = if n % 2 == 0 { random.arabic(60) } else { random.text(60) };
        // Combining marks go with a letter or symbol that is removed.
        let is_combining = |c: char| matches!(c, '\u{300}'..='\u{36F}' | '\u{1D165}'..='\u{1D172}');
        text.retain(|c| !matches!(c, '\u{653}'..='\u{655}' | 'ﷲ') && !is_combining(c) && !is_words(c));
        for (rules, normalizer) in local.iter().zip(&normalizers) {
            let (found, expected) = (normalizer.normalize(&text), judge(rules, &text));
            assert!(
                found == expected && matches!(found, Cow::Borrowed(_)) == (expected == text),
                "{}: text {}\nfound {}\nexpected {}",
                rules.step,
                code_points(&text),
                code_points(&found),
                code_points(&expected),
            );
        }
    }
}

#[test]
fn a_letter_and_its_mark_become_the_letter_of_the_page() {
    for pair in page().pairs {
        let source: String = [pair.letter, pair.mark].into_iter().collect();
        let found = alone(&pair.step).normalize(&source).into_owned();
        assert_eq!(code_points(&found), code_points(&pair.becomes), "{}: {}", pair.step, code_points(&source));
    }
}

#[test]
fn compose_joins_the_pairs_of_the_page_and_no_others() {
    let page = page();
    let pairs: BTreeMap<_, _> =
        page.pairs.iter().filter(|p| p.step == Step::Compose).map(|p| ((p.letter, p.mark), &p.becomes)).collect();
    let normalizer = alone(&Step::Compose);
    let (bases, marks) = (all(|c| in_arabic_block(c) && !is_combining_mark(c)), all(is_arabic_mark));
    for &base in &bases {
        for &mark in &marks {
            let source: String = [base, mark].into_iter().collect();
            let nfc: String = source.nfc().collect();
            let one_letter = nfc.chars().count() == 1;
            assert_eq!(pairs.get(&(base, mark)).copied(), one_letter.then_some(&nfc), "{}", code_points(&source));
            assert_eq!(code_points(&normalizer.normalize(&source)), code_points(&nfc), "{}", code_points(&source));
        }
    }
    assert_eq!(pairs.len(), 8);
}

#[test]
fn the_steps_listed_imply_composition_and_the_others_do_not() {
    let page = page();
    for step in Step::all().filter(|s| !matches!(s, Step::Nfc | Step::Nfkc)) {
        let normalizer = alone(&step);
        // Yeh barree and hamza, for which only the skeleton has a row.
        let joined = normalizer.normalize("\u{6D2}\u{654}") == normalizer.normalize("\u{6D3}");
        assert_eq!(joined, page.imply_composition.contains(&step), "{step}");
    }
    let names: BTreeSet<_> = page.imply_composition.iter().map(Step::to_string).collect();
    assert_eq!(names.len(), page.imply_composition.len(), "a step stands in the list once");
}

#[test]
fn the_marks_are_those_of_unicode() {
    let page = page();
    let forms = ['\u{FB50}'..='\u{FDFF}', '\u{FE70}'..='\u{FEFE}'].into_iter().flatten();
    let mark_forms = forms.filter(|&c| compat(c) != c.to_string() && compat(c).chars().all(is_combining_mark));
    let marks = all(is_arabic_mark).into_iter().chain(mark_forms).collect();
    assert_same("strip_diacritics", &page.changed("strip_diacritics"), &marks);
    // The other characters that the step for the Quran deletes are no letters of a word.
    for c in page.changed("strip_quranic_marks") {
        use GeneralCategory::{Format, ModifierLetter, NonspacingMark, OtherSymbol};
        assert!(matches!(category(c), NonspacingMark | ModifierLetter | Format | OtherSymbol) && in_arabic_block(c));
    }
    for step in ["strip_tashkeel", "strip_harakat", "strip_shadda", "strip_tanwin"] {
        assert!(page.changed(step).is_subset(&marks), "{step}");
    }
    // Together they delete what tashkeel is, and the open tanwins.
    let both: BTreeSet<_> = page.changed("strip_harakat").union(&page.changed("strip_shadda")).copied().collect();
    let more: Vec<_> = both.difference(&page.changed("strip_tashkeel")).copied().collect();
    assert_eq!(more, ['\u{8F0}', '\u{8F1}', '\u{8F2}']);
    assert!(page.changed("strip_tanwin").is_subset(&page.changed("strip_harakat")));
}

#[test]
fn the_invisible_characters_and_the_spaces_are_those_of_unicode() {
    let page = page();
    let bidi = all(|c| CodePointSetData::new::<BidiControl>().contains(c));
    let joiners = all(|c| CodePointSetData::new::<JoinControl>().contains(c));
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let invisible = all(|c| {
        let format = ignorable.contains(c) && category(c) == GeneralCategory::Format;
        let tag = ('\u{E0000}'..='\u{E007F}').contains(&c);
        c == '\u{34F}' || format && !tag && !bidi.contains(&c) && !joiners.contains(&c)
    });
    assert_same("strip_bidi", &page.changed("strip_bidi"), &bidi);
    assert_same("strip_joiners", &page.changed("strip_joiners"), &joiners);
    assert_same("strip_invisible", &page.changed("strip_invisible"), &invisible);
    let spaces = all(|c| c != ' ' && category(c) == GeneralCategory::SpaceSeparator);
    assert_same("unify_spaces", &page.changed("unify_spaces"), &spaces);
}

#[test]
fn the_digits_and_the_signs_have_the_properties_that_the_page_names() {
    let page = page();
    let digits = all(|c| in_arabic_block(c) && category(c) == GeneralCategory::DecimalNumber);
    for (name, own) in [("arabic", '\u{660}'..='\u{669}'), ("persian", '\u{6F0}'..='\u{6F9}')] {
        let others = digits.iter().copied().chain('0'..='9').filter(|c| !own.contains(c)).collect();
        assert_same(name, &page.changed(&format!("digits({name})")), &others);
    }
    let to_ascii = digits.into_iter().chain(['\u{66B}', '\u{66C}']).collect();
    assert_same("ascii", &page.changed("digits(ascii)"), &to_ascii);

    for row in &page.of("unify_punctuation").rows {
        let holds = |c: &char| match row.source.as_str() {
            s if s.starts_with("Quotation_Mark") => CodePointSetData::new::<QuotationMark>().contains(*c),
            s if s.starts_with("Dash") => category(*c) == GeneralCategory::DashPunctuation,
            s if s.contains("=Ps") => category(*c) == GeneralCategory::OpenPunctuation,
            s if s.contains("=Pe") => category(*c) == GeneralCategory::ClosePunctuation,
            s if s.starts_with("UnicodeData") => compat(*c) == page.of("unify_punctuation").changes[c],
            s => s.starts_with("Charts"),
        };
        assert!(row.changed.iter().all(holds), "{}", row.source);
    }
}

/// The joining groups named in the source column of a row of the rasm.
fn groups(source: &str) -> Option<Vec<&str>> {
    Some(source.strip_prefix("Joining_Group=")?.split(", ").collect())
}

fn joining_group(c: char) -> &'static str {
    let group = CodePointMapData::<JoiningGroup>::new().get(c);
    PropertyNamesLong::<JoiningGroup>::new().get(group).unwrap_or_default()
}

#[test]
fn alefs_and_waws_are_those_of_their_joining_groups() {
    let page = page();
    let alefs = all(|c| joining_group(c) == "Alef" && c != letters::ALEF);
    assert_same("unify_alef", &page.changed("unify_alef"), &alefs);
    let without_madda = alefs.into_iter().filter(|&c| c != letters::ALEF_MADDA).collect();
    assert_same("unify_alef_hamza", &page.changed("unify_alef_hamza"), &without_madda);
    let waws = all(|c| joining_group(c) == "Waw" && c != letters::WAW && c != letters::WAW_HAMZA);
    assert_same("unify_waw", &page.changed("unify_waw"), &waws);
}

#[test]
fn the_rasm_follows_joining_groups() {
    let page = page();
    let mut named = BTreeSet::new();
    for row in &page.of("skeleton").rows {
        let Some(groups) = groups(&row.source) else { continue };
        let Becomes::Text(to) = &row.becomes else { panic!("{}: a letter has a shape", row.source) };
        let letters = all(|c| groups.contains(&joining_group(c)) && !to.chars().eq([c]));
        assert_same(&row.source, &row.changed, &letters);
        named.extend(groups.into_iter().map(String::from));
    }
    let arabic = all(|c| in_arabic_block(c) && !matches!(joining_group(c), "No_Joining_Group" | "Vertical_Tail"));
    let groups: BTreeSet<_> = arabic.into_iter().map(|c| joining_group(c).to_string()).collect();
    assert_eq!(named, groups, "the rows name every joining group of the Arabic blocks");
    let deleted = page.of("skeleton").changes.iter().filter(|(_, to)| to.is_empty()).map(|(c, _)| *c).collect();
    let marks = all(is_arabic_mark).into_iter().chain(['\u{621}', '\u{640}', '\u{674}']).collect();
    assert_same("skeleton, deleted", &deleted, &marks);
}

#[test]
fn a_letter_of_the_rasm_depends_on_its_position_as_the_page_says() {
    let skeleton = |word: &str| naqi::skeleton(word).into_owned();
    assert_eq!(skeleton("بيت"), skeleton("نبت"));
    assert_ne!(skeleton("بن"), skeleton("بت"));
    for (last, inside) in [('\u{6BA}', '\u{66E}'), ('\u{649}', '\u{66E}'), ('\u{66F}', '\u{6A1}')] {
        let word: String = [last, last].into_iter().collect();
        assert_eq!(skeleton(&word), [inside, last].into_iter().collect::<String>(), "{}", code_points(&word));
    }
}

#[test]
fn ligatures_without_a_decomposition_have_rows_of_their_own() {
    let page = page();
    let rows = page.of("unify_forms").rows.iter().filter(|r| !matches!(r.becomes, Becomes::Rule(_)));
    let (letters, listed): (BTreeSet<_>, BTreeSet<_>) =
        rows.flat_map(|r| r.changed.iter().copied()).partition(|c| ('\u{600}'..='\u{6FF}').contains(c));
    assert_same(
        "high hamzas",
        &letters,
        &all(|c| ('\u{675}'..='\u{6FF}').contains(&c) && compat(c).ends_with('\u{674}')),
    );
    assert!(listed.iter().all(|&c| compat(c) == c.to_string() && category(c) == GeneralCategory::OtherSymbol));
    // The symbols of the first Arabic blocks are signs of the Quran and of poetry.
    let ligatures = all(|c| {
        let symbol = in_arabic_block(c) && category(c) == GeneralCategory::OtherSymbol;
        symbol && c >= '\u{FB50}' && compat(c) == c.to_string()
    });
    assert_same("unify_forms", &listed, &ligatures);
}

#[test]
fn unknown_lines_of_the_page_are_errors() {
    let refused = |row: &str| Page::read(&format!("{ROWS}\n|---|---|---|---|\n{row}\n")).err().unwrap_or_default();
    assert_eq!(refused("| `strip_tatweel` | U+0640 | — | a source |"), "");
    for (row, because) in [
        ("| `strip_tatwel` | U+0640 | — | a source |", "line 3: "),
        ("| strip_tatweel | U+0640 | — | a source |", "backticks"),
        ("| `digits` | U+0660 | U+0030 | a source |", "short for"),
        ("| `strip_tatweel` |  | — | a source |", "empty cell"),
        ("| `strip_tatweel` | (tatweel) | — | a source |", "no code points"),
        ("| `strip_tatweel` | U+0640 | — |  |", "empty cell"),
        ("| `strip_tatweel` | U+0640 | — |", "too few"),
        ("| `strip_tatweel` | U+640 | — | a source |", "no code point"),
        ("| `strip_tatweel` | U+064a | — | a source |", "no code point"),
        ("| `strip_tatweel` | U+D800 | — | a source |", "no code point"),
        ("| `strip_tatweel` | U+0640 and more | — | a source |", "no code point"),
        ("| `strip_tatweel` | U+0640 (open | — | a source |", "parenthesis"),
        ("| `strip_tatweel` | U+0642..U+0640 | — | a source |", "no range"),
        ("| `strip_tatweel` | U+0640 | deleted | a source |", "no text"),
        ("| `strip_tatweel` | U+0640 | `compact` | a source |", "no text"),
        ("| `strip_tatweel` | U+0640 | none | a source |", "none becomes none"),
        ("| `strip_tatweel` | U+0640 | U+0640 | a source |", "itself"),
        ("| `strip_tatweel` | U+0640 U+0640 | — | a source |", "second time"),
        ("| `digits(ascii)` | U+0660..U+0668 | U+0030..U+0039 | a source |", "different length"),
    ] {
        assert!(refused(row).contains(because), "{row}: {}", refused(row));
    }
    assert!(Page::read("| step | becomes |\n|---|---|\n").is_err_and(|e| e.contains("another kind")));
    assert!(
        Page::read(&format!("{ROWS}\n| `compose` | none | none | a source |\n")).is_err_and(|e| e.contains("no rule"))
    );
}
