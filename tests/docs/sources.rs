//! The pages that readers see: the doc comments of each source and example, and the files in Markdown.

use std::path::{Path, PathBuf};

/// A page: its file, and its lines of Markdown with their numbers in the file.
pub struct Page {
    pub file: String,
    pub lines: Vec<(usize, String)>,
}

/// The Markdown of a source: its doc comments.
fn doc_comments(text: &str) -> Vec<(usize, String)> {
    let numbered = text.lines().enumerate();
    let doc = |line: &str| line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(String::from);
    numbered.filter_map(|(n, line)| Some((n + 1, doc(line.trim_start())?))).collect()
}

/// The files below a folder whose names end with `end`.
pub fn files(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
    // A package contains not all folders of the repository.
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        match path.is_dir() {
            true => files(&path, end, found),
            false if path.to_string_lossy().ends_with(end) => found.push(path),
            false => {}
        }
    }
}

/// The text of a file of the repository, if the file is there.
pub fn text(file: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).ok()
}

/// All pages.
pub fn pages() -> Vec<Page> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("examples/README.md")];
    files(&root.join("examples"), ".rs", &mut paths);
    for name in ["README", "ARCHITECTURE", "CHANGELOG", "CONTRIBUTING", "SECURITY"] {
        paths.push(root.join(name).with_extension("md"));
    }
    files(&root.join("docs"), ".md", &mut paths);
    files(&root.join("src"), ".rs", &mut paths);
    if let Ok(crates) = std::fs::read_dir(root.join("crates")) {
        for path in crates.map(|entry| entry.expect("a crate").path()) {
            paths.extend(["README.md", "COMING-FROM.md"].map(|name| path.join(name)));
            files(&path.join("src"), ".rs", &mut paths);
            files(&path.join("examples"), ".rs", &mut paths);
        }
    }
    paths.sort();
    let page = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).ok()?;
        let lines = match path.extension().is_some_and(|e| e == "rs") {
            true => doc_comments(&text),
            false => text.lines().enumerate().map(|(n, line)| (n + 1, line.into())).collect(),
        };
        let file = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
        Some(Page { file, lines })
    };
    paths.iter().filter_map(page).collect()
}
