//! Configurations that grow: rules, steps, needles, texts and needles together, each with its initial size.

use crate::operations::{Work, naqi};
use naqi::step::Map;
use naqi::{Analyzer, Normalizer, Step};

/// A configuration: its name, its initial size, and a function that prepares it for a size.
pub type Growing = (&'static str, usize, fn(usize) -> Work);

/// The list of configurations, which the test and the table read: add new ones here.
pub const GROWING: &[Growing] = &[
    ("map of n rules", 1000, |n| {
        let rules = rules('\u{3400}', n);
        Box::new(move || Map::new(rules.iter().map(|c| (c.to_string(), "ab"))).expect("a map").rules().count())
    }),
    ("normalizer of a map of n rules", 1000, |n| make(vec![map('\u{3400}', n, "ab")])),
    ("normalizer of a map of n rules above U+FFFF", 8000, |n| make(vec![map('\u{20000}', n, "ab")])),
    ("normalizer of a map of n rules that delete", 1000, |n| make(vec![map('\u{3400}', n, "")])),
    ("normalizer of a map of n long rules", 500, |n| make(vec![map('\u{3400}', n, LONG)])),
    ("normalizer of n equal steps", 1000, |n| make(vec![Step::StripTatweel; n])),
    ("normalizer of n kinds of steps", 1000, |n| {
        make(Step::all().collect::<Vec<_>>().into_iter().cycle().take(n).collect())
    }),
    ("normalizer of n maps, each of the last one's output", 250, |n| {
        let all = rules('\u{3400}', n + 1);
        make(all.windows(2).map(|pair| Step::Map(one_rule(pair[0], &pair[1].to_string()))).collect())
    }),
    ("normalizer of n maps of one letter", 1000, |n| make(vec![Step::Map(one_rule('ا', "ب")); n])),
    ("normalizer of n maps that write more and more", 500, |n| make(vec![Step::Map(one_rule('ا', "اا")); n])),
    ("normalizer of n maps that delete others", 250, |n| make(vec![Step::Map(Map::default().others_deleted()); n])),
    ("normalizer of n maps, of n letters each to a long text", 60, |n| {
        let text = "ا".repeat(127);
        let one = |to: &str| Step::Map(one_rule('ا', to));
        let mut steps = vec![map('\u{3400}', 4 * n, &text), one("ااااا")];
        steps.extend((0..n).flat_map(|_| [one("ب"), Step::Map(one_rule('ب', "ا"))]));
        Box::new(move || usize::from(Normalizer::try_new(&steps).is_ok()))
    }),
    ("steps in text: n names", 1000, |n| parse("unify_alef, ".repeat(n) + "trim")),
    ("steps in text: n unknown names", 1000, |n| parse("unify_alfe, ".repeat(n))),
    ("steps in text: a name of n bytes", 4000, |n| parse("unify_alfe".repeat(n / 10))),
    ("steps in text: n parentheses", 4000, |n| parse("(".repeat(n))),
    ("steps in text: n pairs of parentheses", 4000, |n| parse("(".repeat(n) + &")".repeat(n))),
    ("steps in text: n commas", 4000, |n| parse(",".repeat(n))),
    ("steps in text: n backslashes", 4000, |n| parse("\\".repeat(n))),
    ("steps in text: n spaces", 4000, |n| parse(" ".repeat(n) + "trim")),
    ("steps in text: a map of n rules", 1000, |n| parse(map('\u{3400}', n, "ab").to_string())),
    ("steps in text: a map with a rule twice", 1000, |n| parse("map(ا=ب, ".to_string() + &"ا=ب, ".repeat(n) + "ا=ب)")),
    ("steps in text: a rule of n escapes", 1000, |n| parse(format!("map(ا={})", "\\u{64B}".repeat(n)))),
    ("steps in text: a rule of n equals signs", 4000, |n| parse(format!("map(ا{})", "=".repeat(n)))),
    ("steps as text: a map of n rules", 1000, |n| {
        let step = map('\u{3400}', n, "\u{64B},");
        Box::new(move || step.to_string().len())
    }),
    ("analyzer in text: n parts", 250, |n| parse_analyzer("compose".to_string() + &" | root_key".repeat(n))),
    ("analyzer in text: n unknown parts", 250, |n| parse_analyzer("compose".to_string() + &" | root".repeat(n))),
    ("analyzer in text: n categories", 1000, |n| {
        parse_analyzer(format!("compose | leave_out({})", vec!["function"; n].join(", ")))
    }),
    ("analyzer in text: a map of n bars", 250, |n| {
        parse_analyzer(format!(
            "map({})",
            rules('\u{3400}', n).iter().map(|c| format!("{c}=|")).collect::<Vec<_>>().join(", ")
        ))
    }),
    ("finder of a needle of n letters", 4000, |n| {
        let needle = "بيت ".repeat(n / 4);
        Box::new(move || naqi("search").finder(&needle).needle().len())
    }),
    ("find a needle of n letters in 3 n, none whole", 1000, |n| find(vec!["اب ".repeat(n / 3) + "ا"], "اب ".repeat(n))),
    ("find a needle of n letters in 4 n, almost matching", 4000, |n| {
        find(vec!["ا".repeat(n) + "ب"], "ا".repeat(4 * n))
    }),
    ("find a needle of n letters in 4 n, everywhere", 4000, |n| find(vec!["ا".repeat(n)], "ا".repeat(4 * n))),
    ("find a needle of n letters in 4 n, its marks contradicted everywhere", 1000, |n| {
        let finder = naqi("search").finder(&("ا\u{64E}".to_string() + &"ا".repeat(n))).respecting_marks();
        let text = "ا\u{64F}".repeat(4 * n);
        Box::new(move || finder.find_iter(&text).count())
    }),
    ("finder of n needles", 250, |n| {
        let needles: Vec<String> = (0..n).map(|n| format!("كتاب{n}")).collect();
        Box::new(move || naqi("search").finder_of(&needles).needles().len())
    }),
    ("finder of several: a needle of n letters", 1000, |n| {
        let needles = ["بيت ".repeat(n / 4), "دار ".repeat(n / 4)];
        Box::new(move || naqi("search").finder_of(&needles).needles().len())
    }),
    ("finder of needles of n letters, each a prefix of the next", 4000, |n| {
        let needles = prefixes(n);
        Box::new(move || naqi("search").finder_of(&needles).needles().len())
    }),
    ("find several: needles of n letters in 3 n, none whole", 1000, |n| {
        find(vec!["اب ".repeat(n / 3) + "ا", "اب ".repeat(n / 6) + "ا"], "اب ".repeat(n))
    }),
    ("find 20 needles, each a prefix of the next, in n letters, none whole", 4000, |n| {
        find((1..=20).map(|len| "ا".repeat(len)).collect(), "ا".repeat(n))
    }),
];

const LONG: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنهوياابتثجحخدذرزسشصضطظعغفقكلمنهويا";

/// This many code points, from a first one.
fn rules(first: char, n: usize) -> Vec<char> {
    let all: Vec<char> = (first..).take(n).collect();
    assert_eq!(all.len(), n);
    all
}

fn map(first: char, n: usize, text: &str) -> Step {
    Step::Map(Map::new(rules(first, n).iter().map(|c| (c.to_string(), text))).expect("a map"))
}

fn one_rule(key: char, text: &str) -> Map {
    Map::new([(key.to_string(), text)]).expect("a map")
}

fn make(steps: Vec<Step>) -> Work {
    Box::new(move || Normalizer::try_new(&steps).map_or_else(|error| error.to_string().len(), |naqi| naqi.table_size()))
}

fn parse(text: String) -> Work {
    Box::new(move || text.parse::<Normalizer>().map_or_else(|error| error.to_string().len(), |naqi| naqi.steps().len()))
}

fn parse_analyzer(text: String) -> Work {
    Box::new(move || text.parse::<Analyzer>().map_or_else(|error| error.to_string().len(), |_| 1))
}

/// Finds the needles as whole words in a text.
fn find(needles: Vec<String>, text: String) -> Work {
    let naqi = naqi("search");
    if let [needle] = &*needles {
        let finder = naqi.finder(needle).whole_words();
        return Box::new(move || finder.find_iter(&text).count());
    }
    let finder = naqi.finder_of(needles).whole_words();
    Box::new(move || finder.find_iter(&text).count())
}

/// Needles of one letter, two letters and so on, of `n` letters in total.
fn prefixes(n: usize) -> Vec<String> {
    let all = "كتابمدرسةوزير".repeat(n);
    let longest = (2.0 * n as f64).sqrt() as usize;
    (1..=longest).map(|len| all.chars().take(len).collect()).collect()
}
