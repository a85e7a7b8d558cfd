//! The limits of the code: where `unsafe` is, how long files are, how large tables are.

use naqi::step::Removal;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 20);
    found.into_iter().map(|p| (p.clone(), std::fs::read_to_string(p).expect("a source"))).collect()
}

#[test]
fn unsafe_is_in_the_kernels_alone_and_each_block_says_why() {
    let mut blocks = 0;
    for (path, text) in all() {
        let in_kernel = path.components().any(|c| c.as_os_str() == "kernel");
        let lines: Vec<&str> = text.lines().collect();
        for (n, line) in lines.iter().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if code.contains("unsafe {") || code.contains("unsafe fn") || code.contains("unsafe impl") {
                assert!(in_kernel, "{}:{}", path.display(), n + 1);
                assert!(
                    lines[..n].iter().rev().take(4).any(|l| l.contains("// SAFETY:") || l.contains("/// # Safety")),
                    "{}:{}",
                    path.display(),
                    n + 1
                );
                blocks += 1;
            }
        }
    }
    assert_eq!(blocks, UNSAFE_BLOCKS);
}

/// Change this with the kernels, deliberately. A level's macro (`avx2!`, `avx512!`, `neon!`) counts as one block: it
/// contains intrinsics whose only precondition is the processor.
const UNSAFE_BLOCKS: usize = 52;

#[test]
fn no_source_file_is_too_long() {
    for (path, text) in all() {
        assert!(text.contains("@generated") || text.lines().count() <= 500, "{}", path.display());
        assert!(text.starts_with("//!"), "{} says its job in its first line", path.display());
    }
}

/// The table of a preset is most of a normalizer's memory.
#[test]
fn tables_stay_small() {
    for preset in naqi::preset::all() {
        // The step for the Quran's spelling needs another table for vocalised text.
        let tables = if preset.steps().contains(&naqi::Step::UnifyUthmani) { 2 } else { 1 };
        // The signs and symbols of all scripts.
        let signs = if preset.steps().contains(&naqi::Step::StripSymbols(Removal::Space)) { 83 << 10 } else { 0 };
        assert!(preset.table_size() <= tables * (37 << 10) + signs, "{}: {}", preset.name(), preset.table_size());
    }
}
