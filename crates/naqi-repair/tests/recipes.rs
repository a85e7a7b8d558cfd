//! The recipes for PDF files, `scripts/actual_text.py`, on pages that are written here. Skipped where Python is missing.

use std::process::Command;

/// A page as PyMuPDF gives it, with one font; `text(MAP, CONTENTS)` is what the recipe reads.
const PAGE: &str = r#"
import actual_text

class File:
    def __init__(self, table):
        self.table = table
    def xref_get_key(self, xref, key):
        return "xref", "5 0 R"
    def xref_stream(self, xref):
        return self.table

class Page:
    def __init__(self, table, contents):
        self.parent, self.contents = File(table), contents
    def get_fonts(self):
        return [(4, "ttf", "Type0", "Amiri", "F4", "Identity-H")]
    def read_contents(self):
        return b"/F4 12 Tf\n1 0 0 -1 10 20 Tm\n" + self.contents

def text(table, contents):
    return actual_text.pymupdf_text(Page(table, contents))

MAP = (b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
       b"2 beginbfchar\n<0001> <0061>\n<0002> <0062>\nendbfchar\n")
"#;

/// What Python prints of an expression; `None` where it is missing.
fn printed(expression: &str) -> Option<String> {
    let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts");
    let program = format!("{PAGE}\nprint({expression}, end='')");
    let run = Command::new("python3").args(["-B", "-c", &program]).env("PYTHONPATH", scripts).output().ok()?;
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).expect("UTF-8"))
}

fn assert_printed(expression: &str, wanted: &str) {
    if let Some(found) = printed(expression) {
        assert_eq!(found, wanted, "{expression}");
    }
}

#[test]
fn a_map_without_a_range_of_codes_has_no_texts() {
    let contents = "b'<0001> Tj\\n/Span <</ActualText (c) >> BDC\\n<0002> Tj\\nEMC'";
    assert_printed(&format!("text(MAP, {contents})"), "ac\n");
    assert_printed(&format!("text(b'', {contents})"), "c\n");
    assert_printed(&format!("text(MAP.replace(b'codespacerange', b''), {contents})"), "c\n");
    assert_printed(&format!("text(MAP.replace(b'<0000> <FFFF>', b''), {contents})"), "c\n");
}

#[test]
fn tags_of_one_line_are_read_one_by_one() {
    let first = "/P <</MCID 0>>BDC /Span <</ActualText (c) >> BDC <0001> Tj EMC EMC";
    let second = r"/P <</MCID 1>>BDC /Span <</ActualText (d\\)) >> BDC <0002> Tj EMC <0001> Tj EMC";
    assert_printed(&format!("text(MAP, b'{first} {second}')"), "cd)a\n");
}
