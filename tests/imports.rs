//! Imports follow the tables of ARCHITECTURE.md: downward only.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A table: the folder whose modules it lists, and its rows from the top down.
struct Table {
    folder: String,
    rows: Vec<Row>,
}

struct Row {
    modules: Vec<String>,
    imports: Vec<String>,
}

/// The texts in backquotes.
fn code_spans(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// The tables of a page, each after a line "Modules of `folder`".
fn tables(page: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut is_open = false;
    for line in page.lines() {
        if let Some(folder) = line.strip_prefix("Modules of `").and_then(|rest| rest.split('`').next()) {
            tables.push(Table { folder: folder.into(), rows: Vec::new() });
            is_open = true;
        } else if line.starts_with("| `") && is_open {
            let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
            let [modules, _job, imports] = cells[..] else { panic!("three cells: {line}") };
            let row = Row { modules: code_spans(modules), imports: code_spans(imports) };
            tables.last_mut().expect("an open table").rows.push(row);
        } else if !line.starts_with('|') && !line.is_empty() {
            is_open = false;
        }
    }
    tables
}

/// The sources below a folder, each with its module's path from the crate's `src`: `["kernel", "simd", "avx2"]`.
fn sources(folder: &Path, module: &[String], found: &mut BTreeMap<Vec<String>, String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let inner = [module, core::slice::from_ref(&name)].concat();
        if path.is_dir() {
            sources(&path, &inner, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let module = if name == "mod" { module.to_vec() } else { inner };
            let text = std::fs::read_to_string(&path).expect("a source");
            found.insert(module, text);
        }
    }
}

/// The code of a source without comments and without unit tests, which come last.
fn code(text: &str) -> String {
    let tests = text.find("\nmod tests {").unwrap_or(text.len());
    let lines = text[..tests].lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// The paths within the crate that the code names, as segments from its root.
fn paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(start) {
            // A path that continues another one is found with that.
            // `pub(in crate::kernel)` names no item.
            if code[..at].ends_with("::")
                || code[..at].ends_with("(in ")
                || code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            {
                continue;
            }
            let base = if start == "crate::" { Vec::new() } else { module.to_vec() };
            let mut rest = if start == "super::" { &code[at..] } else { &code[at + start.len()..] };
            let mut base = base;
            while let Some(after) = rest.strip_prefix("super::") {
                base.pop();
                rest = after;
            }
            tree(rest, &base, &mut all);
        }
    }
    all
}

/// Adds the paths of a use tree at the start of a text; returns its length.
fn tree(text: &str, base: &[String], all: &mut Vec<Vec<String>>) -> usize {
    let (mut path, mut at) = (base.to_vec(), 0);
    loop {
        let name: String = text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        at += name.len();
        if !name.is_empty() && name != "self" {
            path.push(name);
        }
        if !text[at..].starts_with("::") {
            break;
        }
        at += 2;
        if text[at..].starts_with('{') {
            at += 1;
            loop {
                at += text[at..].len() - text[at..].trim_start_matches([' ', '\n', ',']).len();
                if text[at..].is_empty() || text[at..].starts_with('}') {
                    return at + 1;
                }
                let len = tree(&text[at..], &path, all);
                at += len.max(1);
            }
        }
    }
    all.push(path);
    at
}

/// The longest module that is a prefix of a path.
fn module_of<'m>(path: &[String], modules: &'m BTreeMap<Vec<String>, String>) -> &'m [String] {
    let known = (0..=path.len()).rev().find_map(|len| modules.get_key_value(&path[..len]));
    known.map_or(&[], |(module, _)| module)
}

/// The row of a module: that of the longest path that is a prefix of its path.
fn row_of<'t>(table: &'t Table, module: &[String], inside: &[String]) -> Option<(usize, &'t str)> {
    let module = module.strip_prefix(inside)?;
    let local = if module.is_empty() { String::from("mod") } else { module.join("/") };
    let names = table.rows.iter().enumerate().flat_map(|(n, row)| row.modules.iter().map(move |name| (n, &**name)));
    names
        .filter(|(_, name)| local == *name || local.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
        .max_by_key(|(_, name)| name.len())
}

#[test]
fn imports_are_those_of_architecture_md() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let tables = tables(&page);
    assert!(tables.len() >= 4, "the core, its kernels and two companions: {}", tables.len());
    let mut wrong = Vec::new();
    for table in &tables {
        check(root, table, &mut wrong);
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn check(root: &Path, table: &Table, wrong: &mut Vec<String>) {
    let (source, inside) = match table.folder.split_once("src/") {
        Some((before, inside)) => (format!("{before}src"), inside.split('/').map(String::from).collect()),
        None => (table.folder.clone(), Vec::new()),
    };
    let mut modules = BTreeMap::new();
    sources(&root.join(source), &[], &mut modules);
    let mut used: BTreeSet<(usize, String)> = BTreeSet::new();
    for (module, text) in modules.iter().filter(|(module, _)| module.starts_with(&inside)) {
        if module.iter().any(|name| name == "tests") {
            continue;
        }
        let Some((row, name)) = row_of(table, module, &inside) else {
            wrong.push(format!("{}: no row for {}", table.folder, module.join("/")));
            continue;
        };
        for path in paths(&code(text), module) {
            let Some((to_row, to)) = row_of(table, module_of(&path, &modules), &inside) else { continue };
            if to == name {
                continue;
            }
            used.insert((row, to.into()));
            if to_row <= row || !table.rows[row].imports.iter().any(|import| import == to) {
                let (module, path) = (module.join("/"), path.join("::"));
                wrong.push(format!("{}: {module} imports {path}, of {to}", table.folder));
            }
        }
    }
    for (n, row) in table.rows.iter().enumerate() {
        for import in row.imports.iter().filter(|import| !used.contains(&(n, String::clone(import)))) {
            wrong.push(format!("{}: {} imports nothing of {import}", table.folder, row.modules.join(", ")));
        }
    }
}

#[test]
fn a_use_tree_is_read_with_its_groups() {
    let module = [String::from("a"), String::from("b")];
    let code = "use crate::x::{self, y::{Z, W}, v};\nfn f() { super::g::<u8>(); self::h() }";
    let all: Vec<String> = paths(code, &module).iter().map(|path| path.join("/")).collect();
    assert_eq!(all, ["x", "x/y/Z", "x/y/W", "x/v", "a/g", "a/b/h"]);
}
