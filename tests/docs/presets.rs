//! The pages of the presets: the doc comment of each, its list of steps and its table of texts.

use crate::sources;
use crate::steps::text;

/// The doc comment of a preset.
pub struct PresetPage {
    pub name: String,
    doc: String,
}

/// A row of a preset's table.
pub struct Row {
    pub one: String,
    pub other: String,
    pub equal: bool,
}

impl PresetPage {
    /// The names of the steps, which are links: ``[`name`](Step::Variant)``.
    pub fn steps(&self) -> Vec<String> {
        let list = self.doc.split("Steps:").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
        let items = list.split("[`").skip(1);
        items.filter_map(|item| item.split_once("`](Step::")).map(|(name, _)| name.into()).collect()
    }

    pub fn rows(&self) -> Vec<Row> {
        let rows = self.doc.lines().filter(|line| line.starts_with('|')).skip(2);
        let row = |line: &str| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [one, other, relation] = cells[..] else { panic!("three cells: {line}") };
            assert!(matches!(relation, "equal" | "different"), "{line}");
            Row { one: text(one), other: text(other), equal: relation == "equal" }
        };
        rows.map(row).collect()
    }
}

/// The pages of all presets, from their source.
pub fn pages() -> Vec<PresetPage> {
    let source = |path| sources::text(path).expect("the source of the presets");
    let files = ["src/preset/mod.rs", "src/preset/languages.rs", "src/preset/text.rs"];
    let source: String = files.into_iter().map(source).collect();
    let (mut pages, mut doc) = (Vec::new(), String::new());
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("///") {
            doc += text.trim();
            doc.push('\n');
            continue;
        }
        if line.starts_with("pub static ") {
            let name = lines.next().and_then(|line| line.split('"').nth(1)).expect("a name");
            pages.push(PresetPage { name: name.into(), doc: doc.clone() });
        }
        doc.clear();
    }
    pages
}
