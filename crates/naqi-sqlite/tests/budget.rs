//! The limits of the code: where `unsafe` is, and how long files are.

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(path),
        }
    }
}

#[test]
fn unsafe_is_at_the_border_to_c_alone_and_each_block_says_why() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut blocks) = (Vec::new(), 0);
    sources(&root.join("src"), &mut found);
    assert!(found.len() > 15);
    for path in found {
        let text = std::fs::read_to_string(&path).expect("a source");
        assert!(text.starts_with("//!") && text.lines().count() <= 500, "{}", path.display());
        let is_border = path.components().any(|part| part.as_os_str() == "ffi") || path.ends_with("entry.rs");
        let lines: Vec<&str> = text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if code.contains("unsafe {") || code.contains("unsafe impl") {
                let above = lines[..n].iter().rev().take(8).any(|line| line.contains("// SAFETY:"));
                assert!(is_border && above, "{}:{}", path.display(), n + 1);
                blocks += 1;
            }
        }
    }
    assert_eq!(blocks, UNSAFE_BLOCKS);
}

/// Change this with the border, deliberately.
const UNSAFE_BLOCKS: usize = 79;
