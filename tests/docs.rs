//! The docs: Arabic is drawn in the right order, the pages of presets and steps agree with the code, README and the
//! examples are short.

#[path = "docs/arabic.rs"]
mod arabic;
#[path = "docs/presets.rs"]
mod presets;
#[path = "docs/sources.rs"]
mod sources;
#[path = "docs/steps.rs"]
mod steps;

use arabic::faults;
use naqi::{Normalizer, Step, preset};
use sources::{Page, pages};
use std::path::Path;

#[test]
fn arabic_in_the_docs_is_drawn_in_the_order_in_which_it_is_written() {
    let found: Vec<String> = pages().iter().flat_map(faults).collect();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// The faults of a text: the numbers of their lines.
fn lines_at_fault(text: &str) -> Vec<usize> {
    let numbered = text.lines().enumerate().map(|(n, line)| (n + 1, line.to_string()));
    let found = faults(&Page { file: "planted.md".into(), lines: numbered.collect() });
    let number = |fault: &String| fault.split(':').nth(1).and_then(|n| n.parse().ok());
    found.iter().map(|fault| number(fault).expect("file:line: message")).collect()
}

#[test]
fn a_planted_fault_is_found() {
    let bad = [
        "The word كتاب is bare.",
        "The words `كتاب`, `قلم` have a comma alone between them.",
        "The word `كتاب`, 2024 times.",
        "A map: `map(گ=ك)`.",
        "An arrow: `أ → ا`.",
        "A link [`كتاب`](crate::letters), `قلم`.",
        "The first of two lines: `كتاب`,\n`قلم`.",
        "`كتاب` begins a paragraph.",
        "| a cell | كتاب → قلم |",
        "| a cell | `كتاب`, `قلم` |",
        "```\nassert_eq!(\"كتاب\", \"قلم\");\n```",
        "```\nf(\"كتاب\", 5);\n```",
        "```\nf(\"map(گ=ك)\");\n```",
        ">>> f(\"كتاب\")\n('كتاب', 5)",
    ];
    for text in bad {
        let last = text.lines().filter(|line| *line != "```").count() + usize::from(text.starts_with("```"));
        assert_eq!(lines_at_fault(text), [last], "{text}");
    }
}

#[test]
fn the_convention_itself_is_no_fault() {
    let good = [
        "The words `كتاب` and `قلم`; then `أ` becomes `ا`.",
        "The words `كتاب`,&lrm; `قلم`.",
        "The letter `ا` + U+0654, and `كتاب` in 2024.",
        "The phrase `يا أيها الذين آمنوا`, and the digits `٢٠٢٤`.",
        "| كتاب | قلم |",
        "| word · word | كتاب · قلم |",
        "```\nlet text = \"كتاب\";\nassert_eq!(f(text), \"قلم\");\n```",
        "```\nf(\"ا\\u{654}حمد\");\nf(\"نعم, لا [5]\");\n```",
        ">>> f(\"كتاب\")\n'قلم'",
    ];
    for text in good {
        assert_eq!(lines_at_fault(text), [0; 0], "{text}");
    }
}

#[test]
fn each_presets_page_lists_its_steps() {
    let pages = presets::pages();
    assert_eq!(pages.len(), preset::all().count());
    for page in pages {
        let preset = preset::by_name(&page.name).expect("a preset of this name");
        let steps: Vec<String> = preset.steps().iter().map(ToString::to_string).collect();
        assert_eq!(page.steps(), steps, "{}", page.name);
    }
}

#[test]
fn each_row_of_a_presets_page_is_true() {
    for page in presets::pages() {
        let preset = preset::by_name(&page.name).expect("a preset of this name");
        assert!(page.rows().len() >= 5, "{}", page.name);
        for row in page.rows() {
            let is_equal = preset.normalize(&row.one) == preset.normalize(&row.other);
            assert_eq!(
                is_equal,
                row.equal,
                "{}: {} {}",
                page.name,
                row.one.escape_unicode(),
                row.other.escape_unicode()
            );
        }
    }
}

#[test]
fn the_page_of_step_has_a_true_example_of_each_step() {
    let rows = steps::rows();
    for row in &rows {
        let naqi: Normalizer = row.step.parse().expect("a step");
        assert_ne!(row.text, row.becomes, "{}", row.step);
        assert_eq!(naqi.normalize(&row.text), row.becomes, "{}", row.step);
    }
    for step in Step::all() {
        let is_there = |row: &&steps::Row| row.step.parse() == Ok(step.clone());
        assert_eq!(rows.iter().filter(is_there).count(), 1, "{step}");
    }
}

#[test]
fn the_readme_is_short_and_has_the_two_commands() {
    let readme = sources::text("README.md").expect("README.md");
    assert!(readme.lines().count() < 120, "{} lines", readme.lines().count());
    let commands = "```sh\ncargo run --release --example normalize -- search examples/data/sample.txt\ncargo test\n```";
    assert!(readme.contains(commands));
}

#[test]
fn each_example_is_one_short_file_that_the_list_has_with_its_question() {
    let mut examples = Vec::new();
    sources::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), ".rs", &mut examples);
    assert!((8..=12).contains(&examples.len()), "{examples:?}");
    let list = sources::text("examples/README.md").expect("the list");
    for path in examples {
        let (text, name) = (std::fs::read_to_string(&path).expect("an example"), path.file_stem().expect("a name"));
        let lines = text.lines().count();
        assert!((20..=80).contains(&lines) && !text.contains("#[path"), "{name:?}: {lines} lines");
        let command = format!("--example {}", name.display());
        let question =
            text.lines().next().and_then(|line| line.strip_prefix("//! ")?.split_once(" `cargo run --release "));
        let Some((question, _)) = question.filter(|(_, rest)| rest.contains(&command)) else {
            panic!("the first line of {name:?} is `//! QUESTION? COMMAND`");
        };
        let row = list.lines().find(|row| row.contains(&format!("{command}`")) || row.contains(&format!("{command} ")));
        assert!(row.is_some_and(|row| row.starts_with(&format!("| {question} |"))), "{question} {row:?}");
    }
}
