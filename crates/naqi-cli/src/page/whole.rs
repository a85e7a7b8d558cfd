//! The whole page: head, header, body, footer.

use super::{Lang, Languages};
use crate::terminal::figures::thousands;
use crate::terminal::printable::{is_bidi_control, is_line_separator};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
/// Shows the note on fonts if the browser draws boxes instead of Quranic marks.
const FONTS: &str = include_str!("fonts.js");

/// A page, up to its body.
pub struct Page<'t> {
    langs: Languages,
    label: &'t str,
    names: &'t [String],
    figures: Vec<(&'t str, String)>,
    notes: Vec<Markup>,
    steps: Option<(&'t str, String)>,
    style: &'static str,
}

impl<'t> Page<'t> {
    /// A page with this title: a label, and texts of the user in quotation marks (queries, names of files).
    pub fn new(langs: Languages, label: &'t str, names: &'t [String]) -> Self {
        Self { langs, label, names, figures: Vec::new(), notes: Vec::new(), steps: None, style: "" }
    }

    /// A figure under the title: its label, and its value.
    pub fn figure(mut self, label: &'t str, value: &str) -> Self {
        self.figures.push((label, value.into()));
        self
    }

    /// A remark under the figures, in the language of the labels.
    pub fn note(mut self, note: Markup) -> Self {
        self.notes.push(note);
        self
    }

    /// A note on hits that the page does not show, if there are any.
    pub fn left_out(self, shown: usize, left_out: usize) -> Self {
        if left_out == 0 {
            return self;
        }
        let (shown, left_out) = (thousands(shown as u64), thousands(left_out as u64));
        let note = match self.langs.labels {
            Lang::En => html! { "The first " (shown) " hits, and " (left_out) " more that are not shown." },
            Lang::Ar => {
                html! { "هذه أول " bdi { (shown) } " من المواضع؛ وغيرها " bdi { (left_out) } " لا تظهر في الصفحة." }
            }
        };
        self.note(note)
    }

    /// The rules by which spellings are equal: their name, and their text.
    pub fn steps(mut self, name: &'t str, steps: &str) -> Self {
        self.steps = Some((name, steps.into()));
        self
    }

    /// Rules of style that this page has alone.
    pub fn style(mut self, style: &'static str) -> Self {
        self.style = style;
        self
    }

    pub fn build(&self, body: &Markup) -> String {
        let langs = self.langs;
        let page = html! {
            (DOCTYPE)
            html lang=(langs.labels.code()) dir=(langs.labels.direction().name()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title()) }
                    style { (PreEscaped(STYLE)) (PreEscaped(self.style)) }
                }
                body {
                    header { (self.header()) }
                    @if has_quranic_marks(&body.0) { (self.note_on_fonts()) }
                    main { (body) }
                    footer { bdi lang="en" dir="ltr" { "naqi " (env!("CARGO_PKG_VERSION")) } }
                }
            }
        };
        without_controls(&page.0)
    }

    /// The title as plain text.
    fn title(&self) -> String {
        let names: Vec<String> = self.names.iter().map(|name| format!("«{name}»")).collect();
        let names = names.join(self.separator());
        if names.is_empty() { self.label.into() } else { format!("{} {names}", self.label) }
    }

    fn separator(&self) -> &'static str {
        match self.langs.labels {
            Lang::En => ", ",
            Lang::Ar => "، ",
        }
    }

    fn header(&self) -> Markup {
        html! {
            h1 {
                (self.label)
                @for (n, name) in self.names.iter().enumerate() {
                    (if n == 0 { " " } else { self.separator() }) "«" (self.langs.text(name)) "»"
                }
            }
            @if !self.figures.is_empty() {
                dl.figures {
                    @for (label, value) in &self.figures { div { dt { (label) } dd { bdi dir="ltr" { (value) } } } }
                }
            }
            @for note in &self.notes { p.note { (note) } }
            @if let Some((name, steps)) = &self.steps {
                details.steps {
                    summary { (self.langs.label("Rules", "القواعد")) ": " bdi lang="en" dir="ltr" { (name) } }
                    // Steps may map letters: code in one direction.
                    p lang="en" dir="ltr" { code { (steps) } }
                }
            }
        }
    }

    fn note_on_fonts(&self) -> Markup {
        html! {
            p #fonts.note hidden {
                (self.langs.label(
                    "No font on this device has all Quranic marks of this page: words are shown as boxes. The free fonts \
                     Amiri and Scheherazade New have them.",
                    "ليس في هذا الجهاز خط فيه كل علامات المصحف التي في هذه الصفحة، فتظهر كلمات مربعاتٍ. وهي في الخطين \
                     الحرّين Amiri وScheherazade New.",
                ))
            }
            script { (PreEscaped(FONTS)) }
        }
    }
}

/// Marks of the Quran, which many fonts lack.
fn has_quranic_marks(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{6D6}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}'))
}

/// The page without what could change its order or is not allowed in HTML: bidi controls are
/// dropped, control characters and line separators are U+FFFD.
fn without_controls(page: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => Some(c),
        '\r' => None,
        c if is_bidi_control(c) => None,
        c if c.is_control() || is_line_separator(c) => Some('\u{FFFD}'),
        c => Some(c),
    };
    page.chars().filter_map(shown).collect()
}
