//! All pages: whatever is in a text, a query, a file's name or a document's title, a page has the tags and attributes of
//! its template alone.

mod process;

use process::*;
use std::collections::BTreeSet;
use std::fs;

/// Text that ends elements, attributes, comments and CSS, where it is not escaped.
const HOSTILE_TEXT: &str = concat!(
    "كتاب <script>alert(1)</script> </style></title></textarea> <!-- --> ]]> &lt; &#60;b&#62; <كتاب> \"كتاب\" 'كتاب'\n",
    "\" onmouseover=\"alert(1) كتاب\n",
    "' onfocus='alert(1) autofocus كتاب`${1}` {{1}} <img src=x onerror=alert(1)> javascript:alert(1)\n",
    "<h1 كتاب>ﷺ</h1> ﻛﺘﺎﺏ رَيْبَ ۛ فِيهِ ـــ \u{1B}[2J \u{202E}\u{2066} \u{0} \u{85}\u{2028}\n",
);
const HOSTILE_QUERY: &str = "\"><script>كتاب</script><!--' onmouseover=\"x";
/// A name has no slash.
const HOSTILE_NAME: &str = "\"><script>alert(1)<!--' onmouseover=\"x كتاب.txt";

/// What templates write. A tag or an attribute that is not here came from the input, or must be added.
const TAGS: &[&str] = &[
    "!doctype",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "header",
    "main",
    "footer",
    "nav",
    "section",
    "article",
    "h1",
    "h2",
    "p",
    "div",
    "span",
    "bdi",
    "b",
    "i",
    "a",
    "mark",
    "small",
    "code",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "svg",
    "g",
    "path",
    "rect",
    "line",
    "polyline",
    "polygon",
    "circle",
    "text",
    "br",
    "wbr",
];
const ATTRIBUTES: &[&str] = &[
    "html",
    "lang",
    "dir",
    "charset",
    "name",
    "content",
    "class",
    "id",
    "href",
    "title",
    "aria-label",
    "style",
    "open",
    "hidden",
    "scope",
    "tabindex",
    "role",
    "data-label",
];
/// Attributes of the plotter's SVG.
const SVG: &[&str] = &[
    "viewbox",
    "xmlns",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "dx",
    "dy",
    "cx",
    "cy",
    "r",
    "d",
    "points",
    "fill",
    "stroke",
    "stroke-width",
    "opacity",
    "text-anchor",
    "font-family",
    "font-size",
    "font-weight",
    "transform",
    "text-rendering",
    "preserveaspectratio",
];

/// The names of all tags and attributes, as a browser reads them; fails where a tag is not well formed.
fn names(page: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut tags, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let is_end = rest.starts_with('/');
        rest = rest.trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '!').expect("a tag's end");
        let tag = rest[..end].to_lowercase();
        assert!(!tag.is_empty(), "a < that is not escaped: {:.80}", rest);
        rest = &rest[end..];
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
                rest = after;
                break;
            }
            let end = rest.find(['=', '>', ' ', '/', '"', '\'', '<']).expect("an attribute's end");
            let name = rest[..end].to_lowercase();
            assert!(!name.is_empty() && !is_end, "in <{tag}>: {:.80}", rest);
            rest = &rest[end..];
            if let Some(value) = rest.strip_prefix("=\"") {
                let end = value.find('"').expect("the end of a value");
                assert!(name != "href" || value.starts_with('#'), "{name}={:.80}", value);
                assert!(!value[..end].contains('<'), "{name}={:.80}", value);
                rest = &value[end + 1..];
            } else {
                assert!(!rest.starts_with('='), "a value without quotation marks: {name}{:.80}", rest);
            }
            attributes.insert(name);
        }
        // The text of these two is read up to their end.
        if !is_end && (tag == "style" || tag == "script") {
            let end = rest.find(&format!("</{tag}>")).expect("an end");
            assert!(!rest[..end].contains('<'), "{tag}: {:.80}", &rest[..end]);
            rest = &rest[end..];
        }
        tags.insert(tag);
    }
    (tags, attributes)
}

#[track_caller]
fn check(page: &[u8]) -> String {
    let page = String::from_utf8(page.to_vec()).expect("text");
    let (tags, attributes) = names(&page);
    let known = |names: &[&[&str]]| names.concat().iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(tags.difference(&known(&[TAGS])).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(attributes.difference(&known(&[ATTRIBUTES, SVG])).collect::<Vec<_>>(), [""; 0]);
    // The title is text alone; a script is the page's own.
    assert_eq!((page.matches("<title>").count(), page.matches("</title>").count()), (1, 1));
    assert!(page.matches("<script").count() <= 1 && !page.contains("alert(1)</script>"), "{page}");
    assert_printable(&page.replace('\t', ""));
    page
}

#[test]
fn nothing_of_the_input_reaches_a_page_unescaped() {
    let folder = Folder::new("pages");
    let text = folder.write(HOSTILE_NAME, HOSTILE_TEXT);
    let steps = "compose, strip_diacritics, map(ه=<script>, ة='\">)";
    let runs: [&[&str]; 8] = [
        &["normalize", &text],
        &["normalize", "--steps", steps, &text],
        &["highlight", "--context", "1", "-e", "كتاب", "-e", HOSTILE_QUERY, "-e", "script", &text],
        &["highlight", "--steps", steps, HOSTILE_QUERY, &text],
        &["concordance", "-e", "كتاب", "-e", HOSTILE_QUERY, "-e", "alert", "-e", "onerror", &text],
        &["concordance", "--steps", steps, "<", &text],
        &["corpus", "--steps", steps, &text, &text],
        &["corpus", "--lossy", &text],
    ];
    for run_of in runs {
        for lang in ["en", "ar"] {
            let ran = run(&[run_of, &["--format", "html", "--lang", lang]].concat());
            assert!(ran.code <= 1 && !ran.out.is_empty(), "{run_of:?}: {ran:?}");
            let page = check(&ran.out);
            // Words of a corpus have no signs; its steps have.
            let is_expected = run_of[0] != "corpus" || run_of.contains(&steps);
            assert!(!is_expected || page.contains("&lt;script&gt;"), "{run_of:?}: {page}");
        }
    }
}

#[test]
#[cfg(feature = "tantivy")]
fn no_title_and_no_text_of_an_index_reaches_a_page_unescaped() {
    let folder = Folder::new("pages-index");
    let index = folder.path("index");
    let document = |title: &str, text: &str| serde_json::json!({ "title": title, "text": text }).to_string();
    let documents = [
        document(HOSTILE_QUERY, HOSTILE_TEXT),
        document("</title></style><img src=x onerror=alert(1)> كتاب", "\" onmouseover=\"alert(1) كتاب"),
    ];
    let json = folder.write("\"><script>alert(1)<!--' onmouseover=\"x.jsonl", documents.join("\n"));
    let ran = run(&["index", "--index", &index, &json]);
    assert_eq!(ran.code, 0, "{ran:?}");
    // The second and the third query are wrong, and the page says so.
    for query in ["كتاب script", HOSTILE_QUERY, "كتاب AND (\"<b>", "nothing<b>"] {
        for lang in ["en", "ar"] {
            let ran = run(&["query", "--index", &index, query, "--format", "html", "--lang", lang]);
            assert!(ran.code <= 1 && !ran.out.is_empty(), "{query}: {ran:?}");
            check(&ran.out);
        }
    }
    let page = check(&run(&["query", "--index", &index, "كتاب", "--format", "html"]).out);
    assert!(page.contains("&lt;script&gt;<mark>كتاب</mark>&lt;/script&gt;"), "{page}");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt; <mark>كتاب</mark>"), "{page}");
}

#[test]
fn a_page_is_a_file_as_well() {
    let folder = Folder::new("pages-file");
    let text = folder.write("a.txt", HOSTILE_TEXT);
    for name in ["normalize", "highlight", "concordance", "corpus"] {
        let page = folder.path(&format!("{name}.html"));
        let query: &[&str] = if name == "normalize" || name == "corpus" { &[] } else { &["كتاب"] };
        let ran = run(&[&[name], query, &[&text, "--format", "html", "--output", &page]].concat());
        assert!(ran.code == 0 && ran.out.is_empty(), "{ran:?}");
        check(&fs::read(&page).expect("a page"));
    }
}

#[test]
fn the_check_finds_what_is_not_escaped() {
    let fails = |page: &str| {
        let page = page.to_owned();
        std::panic::catch_unwind(move || check(page.as_bytes())).is_err()
    };
    let good = "<!doctype html><title>x</title><p class=\"a\">b</p>";
    assert!(!fails(good));
    for bad in [
        "<script>alert(1)</script>",
        "<p onclick=\"x\">",
        "<p title=\"\" onmouseover=\"x\">",
        "<p title=x>",
        "<iframe>",
        "1 < 2",
        "<a href=\"javascript:x\">",
        "</title>",
        "<!-- x -->",
        "<style>a</style></style x>",
    ] {
        assert!(fails(&format!("{good}{bad}</p>")), "{bad}");
    }
}
