//! The page of `--format html`: the text before and after, with a colour for each kind of change.
//!
//! Changes have only a background: padding, a border or a margin would separate joined letters.

use super::kind::{Kind, is_invisible};
use super::paragraph::{Cell, Liner};
use crate::page::glyphs::joins_lam;
use crate::page::{self, Lang, Languages, file_name, legend};
use crate::terminal::code_points::code_point;
use crate::terminal::figures::thousands;
use maud::{Markup, html};
use naqi::Normalizer;
use naqi::letters::{HEH, LAM, is_mark};

/// The maximum length of source text on the page, in bytes.
const MAX_BYTES: usize = 1 << 20;

const STYLE: &str = include_str!("page.css");

/// The start of each text, up to the page's limit.
pub struct Page {
    langs: Languages,
    texts: Vec<(String, String)>,
    len: usize,
    truncated: bool,
}

/// The number of changes of each kind.
type Counts = [u64; Kind::ALL.len()];

impl Page {
    pub fn new(langs: Languages) -> Self {
        Self { langs, texts: Vec::new(), len: 0, truncated: false }
    }

    /// Starts the next text.
    pub fn start(&mut self, name: String) {
        self.texts.push((name, String::new()));
    }

    /// Adds the next chunk of the text.
    pub fn push(&mut self, chunk: &str) {
        let Some((_, text)) = self.texts.last_mut() else { return };
        let most = chunk.len().min(MAX_BYTES - self.len);
        let end = (0..=most).rev().find(|&at| chunk.is_char_boundary(at)).unwrap_or(0);
        if end < chunk.len() {
            self.truncated = true;
        }
        self.len = if self.truncated { MAX_BYTES } else { self.len + end };
        text.push_str(&chunk[..end]);
    }

    /// Whether the limit is reached: more text is not shown.
    pub fn is_full(&self) -> bool {
        self.truncated
    }

    pub fn build(&self, normalizer: &Normalizer, title: &str) -> String {
        let langs = self.langs;
        let (mut liner, mut counts) = (Liner::new(normalizer), Counts::default());
        let texts = html! {
            @for (name, text) in &self.texts {
                h2 { (file_name(name)) }
                @for line in text.lines() { (self.line(&liner.cells(line), &mut counts)) }
            }
        };
        let rules = normalizer.to_string();
        let label = langs.label("Text before and after", "النص قبل التطبيع وبعده");
        let mut page = page::Page::new(langs, label, &[])
            .style(STYLE)
            .figure(langs.label("changes", "التغييرات"), &thousands(counts.iter().sum()))
            .steps(title, &rules);
        if self.truncated {
            let most = thousands(MAX_BYTES as u64);
            page = page.note(match langs.labels {
                Lang::En => html! { "Only the first " (most) " bytes of the text are shown." },
                Lang::Ar => html! { "هذه الصفحة تعرض أول " bdi { (most) } " بايت من النص فقط." },
            });
        }
        page.build(&html! {
            (self.kinds(&counts))
            div.sides.heads { p { (self.before()) } p { (self.after()) } }
            (texts)
        })
    }

    fn before(&self) -> &'static str {
        self.langs.label("before", "قبل")
    }

    fn after(&self) -> &'static str {
        self.langs.label("after", "بعد")
    }

    /// The kinds of the changes on the page, each in its colour.
    fn kinds(&self, counts: &Counts) -> Markup {
        let found = Kind::ALL.iter().zip(counts).filter(|(_, count)| **count > 0);
        legend(found.map(|(kind, count)| {
            html! { b.swatch.(kind.class()) {} (kind.label(self.langs)) " " small { bdi { (thousands(*count)) } } }
        }))
    }

    /// A line before, and the same line after.
    fn line(&self, cells: &[Cell], counts: &mut Counts) -> Markup {
        for cell in cells {
            counts.iter_mut().zip(cell.counts).for_each(|(count, here)| *count += here);
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for cell in cells {
            add_whole_glyph(&mut before, &cell.source, cell.kinds);
            add_whole_glyph(&mut after, &cell.output, cell.output_kinds);
        }
        let is_blank = |runs: &[Run]| runs.iter().all(|run| run.text.trim().is_empty());
        html! {
            @if !is_blank(&before) || !is_blank(&after) {
                div.sides {
                    (self.side(self.before(), &joined(before)))
                    (self.side(self.after(), &joined(after)))
                }
            }
        }
    }

    fn side(&self, label: &str, runs: &[Run]) -> Markup {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let content = html! {
            @for run in runs.iter().filter(|run| !run.text.is_empty()) {
                @if run.kinds == 0 {
                    (run.text)
                } @else {
                    @let names = unseen(&run.text);
                    @let (class, style) = colour(run.kinds);
                    mark class=[class] style=[style] title=[(!names.is_empty()).then_some(names)] {
                        // Without a letter there is nothing to colour.
                        @if run.text.chars().all(is_invisible) { "◦" }
                        (run.text)
                    }
                }
            }
        };
        html! { div data-label=(label) { (self.langs.paragraph_as(&text, content)) } }
    }
}

/// Text with the same kinds of changes.
struct Run {
    text: String,
    kinds: u8,
}

/// Adds the text of a cell. Lam with alef, and the name of God, are one glyph in browsers: one colour for all of it.
fn add_whole_glyph(runs: &mut Vec<Run>, text: &str, kinds: u8) {
    let base = text.chars().next();
    if let Some(before) = runs.last_mut() {
        let bases: Vec<char> = before.text.chars().filter(|&c| !is_mark(c) && !is_invisible(c)).collect();
        let joins = match (bases.as_slice(), base) {
            ([.., LAM], Some(alef)) if joins_lam(alef) => true,
            ([LAM], Some(LAM)) | ([LAM, LAM], Some(HEH)) => true,
            _ => false,
        };
        if joins || text.is_empty() && kinds == 0 {
            before.text += text;
            before.kinds |= kinds;
            return;
        }
    }
    runs.push(Run { text: text.into(), kinds });
}

/// Runs of one colour joined; one that names an invisible character is separate.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut last_is_seen = false;
    for run in runs {
        let is_seen = !run.text.chars().any(is_invisible);
        match out.last_mut() {
            Some(last) if last.kinds == run.kinds && is_seen && last_is_seen => last.text += &run.text,
            _ => out.push(run),
        }
        last_is_seen = is_seen;
    }
    out
}

/// The class of a colour, or the style of several in bands. A strong colour covers soft ones.
fn colour(kinds: u8) -> (Option<&'static str>, Option<String>) {
    let all = || Kind::ALL.into_iter().filter(move |kind| kinds & kind.bit() != 0);
    let strong: Vec<Kind> = all().filter(|kind| !kind.is_soft()).collect();
    match strong.as_slice() {
        [] => (all().next_back().map(Kind::class), None),
        [kind] => (Some(kind.class()), None),
        kinds => {
            let share = 100 / kinds.len();
            let band =
                |(n, kind): (usize, &Kind)| format!("var(--{}) {}% {}%", kind.class(), n * share, (n + 1) * share);
            let bands: Vec<String> = kinds.iter().enumerate().map(band).collect();
            (None, Some(format!("background:linear-gradient({})", bands.join(","))))
        }
    }
}

/// The invisible characters of a text, as code points.
fn unseen(text: &str) -> String {
    let all: Vec<String> = text.chars().filter(|&c| is_invisible(c)).map(code_point).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use naqi::preset::SEARCH;

    fn built(text: &str, labels: Lang) -> String {
        let mut page = Page::new(Languages { labels, text: "ar" });
        page.start("a.txt".into());
        page.push(text);
        page.build(&SEARCH, "preset search")
    }

    #[test]
    fn marks_have_a_soft_colour_and_letters_a_strong_one() {
        let html = built("بَيْتُ أَحْمَد", Lang::En);
        let before =
            "<mark class=\"k-mark\">بَيْتُ</mark> <mark class=\"k-letter\">أَ</mark><mark class=\"k-mark\">حْمَ</mark>د</p>";
        // Deleted marks leave nothing to colour.
        let after = "بيت <mark class=\"k-letter\">ا</mark>حمد</p>";
        assert!(html.contains(before) && html.contains(after), "{html}");
        assert_eq!(colour(Kind::Mark.bit()).0, Some("k-mark"));
        assert_eq!(colour(Kind::Mark.bit() | Kind::Letter.bit()).0, Some("k-letter"));
        assert_eq!(colour(Kind::Mark.bit() | Kind::Tatweel.bit()).0, Some("k-tatweel"));
    }

    #[test]
    fn two_strong_kinds_are_bands() {
        let (class, style) = colour(Kind::Mark.bit() | Kind::Letter.bit() | Kind::Form.bit());
        let bands = "background:linear-gradient(var(--k-letter) 0% 50%,var(--k-form) 50% 100%)";
        assert_eq!((class, style.as_deref()), (None, Some(bands)));
    }

    #[test]
    fn every_kind_has_a_colour_in_both_schemes() {
        for kind in Kind::ALL {
            let (class, variable) =
                (format!(".{0}{{background:var(--{0})}}", kind.class()), format!("--{}:#", kind.class()));
            assert!(STYLE.contains(&class) && STYLE.matches(&variable).count() == 2, "{kind:?}");
        }
    }

    #[test]
    fn lam_with_alef_and_the_name_of_god_have_one_colour() {
        let html = built("لأ لَا ٱللَّه", Lang::En);
        for glyph in ["<mark class=\"k-letter\">لأ</mark>", "<mark class=\"k-mark\">لَا</mark>"] {
            assert!(html.contains(glyph), "{glyph} in {html}");
        }
    }

    #[test]
    fn what_is_not_seen_is_named() {
        let html = built("ab\u{200F} cd", Lang::En);
        assert!(html.contains("title=\"U+200F\""), "{html}");
    }

    #[test]
    fn the_counts_of_kinds_are_a_legend_in_both_languages() {
        let (english, arabic) = (built("بَيْتُ أَحْمَد", Lang::En), built("بَيْتُ أَحْمَد", Lang::Ar));
        assert!(english.contains("marks and signs <small><bdi>6</bdi></small>"), "{english}");
        assert!(arabic.contains("حركات وعلامات <small><bdi>6</bdi></small>"), "{arabic}");
        assert!(!english.contains("letter case"), "{english}");
    }

    #[test]
    fn a_long_text_is_shown_up_to_a_limit() {
        let mut page = Page::new(Languages { labels: Lang::En, text: "ar" });
        page.start("a.txt".into());
        page.push(&"ب".repeat(MAX_BYTES / 2 - 1));
        assert!(!page.is_full());
        page.push("ab\nبب");
        assert!(page.is_full() && page.texts[0].1.ends_with("بab"));
        page.push("ج");
        assert!(page.build(&SEARCH, "preset search").contains("Only the first 1,048,576 bytes"));
    }
}
