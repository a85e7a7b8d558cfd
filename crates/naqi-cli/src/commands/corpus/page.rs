//! The report as an HTML page of tables and plots.

use super::characters::Class;
use super::labels::{self, percent};
use super::plots;
use super::report::{Distribution, Report, Spelling, Variant};
use super::shown::markup;
use crate::page::{Cell, Head, Languages, Page, drawing, legend, section, table};
use crate::terminal::code_points;
use crate::terminal::figures::thousands;
use maud::{Markup, html};

/// The maximum number of spellings of one term, and of bars of one plot.
const SPELLINGS: usize = 12;
const BARS: usize = 40;

const STYLE: &str = "
.u{font:.75rem ui-monospace,monospace;background:var(--box);border-radius:.2rem;padding:0 .2rem;margin:0 .1rem}
.spellings{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.1rem;margin:0;padding:0}
.spellings li{min-width:0;max-width:100%;overflow-wrap:anywhere}
.legend i{display:inline-block;width:1.4em;height:.3em;margin-inline-end:.4em;vertical-align:.25em}
.legend .a{background:var(--first)}
.legend .b{background:var(--second)}
.remark{color:var(--soft);font-size:.85rem;display:block}
.pair .t{line-height:2.7}
@media(max-width:40rem){
.variants table,.variants thead,.variants tbody{display:block}
.variants th{border:0;font-weight:400}
.variants th:last-child{display:none}
.variants tr{display:grid;grid-template-columns:minmax(0,1fr) 6rem 5rem;border-bottom:1px solid var(--line)}
.variants td{border:0}
.variants td:last-child{grid-column:1/-1}
}
";

pub fn build(report: &Report, langs: Languages) -> String {
    let totals = &report.totals;
    let (files, words) = (thousands(totals.files), thousands(totals.words));
    let mut page = Page::new(langs, langs.label("Corpus report", "تقرير عن النصوص"), &[])
        .figure(langs.label("files", "الملفات"), &files)
        .figure(langs.label("words", "الكلمات"), &words)
        .figure(langs.label("distinct, as written", "المختلفة كما كُتبت"), &thousands(totals.written))
        .figure(langs.label("distinct, normalized", "المختلفة بعد التوحيد"), &thousands(totals.terms))
        .steps(&report.title, &report.steps)
        .style(STYLE);
    for note in labels::notes(report, langs.labels) {
        page = page.note(html! { (note) });
    }
    let body = Body { report, langs };
    page.build(&html! {
        (body.totals())
        (body.variants())
        (body.marks())
        (body.letters())
        (body.characters())
        (body.lengths())
        (body.vocabulary())
        (body.files())
        p { small {
            (langs.label("Made by ", "صنعه "))
            bdi lang="en" dir="ltr" { (Report::naqi()) }
            (langs.label("; fingerprint of the rules ", "؛ بصمة القواعد "))
            bdi dir="ltr" { code { (format!("{:016x}", report.fingerprint)) } }
        } }
    })
}

struct Body<'r> {
    report: &'r Report,
    langs: Languages,
}

impl Body<'_> {
    fn label(&self, english: &'static str, arabic: &'static str) -> &'static str {
        self.langs.label(english, arabic)
    }

    /// A text of the corpus, with its invisible characters written out.
    fn text(&self, text: &str) -> Markup {
        self.langs.text_as(text, markup(text))
    }

    fn totals(&self) -> Markup {
        let rows = labels::totals(self.report, self.langs.labels).into_iter().map(|total| {
            let name = html! { (total.name) @if !total.remark.is_empty() { span.remark { (total.remark) } } };
            [Cell::Other(name), Cell::Number(total.value)]
        });
        section(self.label("Totals", "الأعداد"), table(&[], rows))
    }

    fn variants(&self) -> Markup {
        let heads = [
            Head::Text(self.label("term", "المفردة")),
            Head::Number(self.label("at stake", "يفوته البحث")),
            Head::Number(self.label("of all", "من الكل")),
            Head::Text(self.label("spellings", "صورها")),
        ];
        let rows = self.report.variants.iter().map(|variant| {
            let (term, spellings) = (self.text(&variant.term), self.spellings(variant));
            [Cell::Other(term), Cell::Count(variant.at_stake), Cell::Count(variant.total), Cell::Other(spellings)]
        });
        let about = self.label(
            "Terms in several spellings, where most words are at stake: those that are not in the term's commonest \
             spelling, which a search for that would miss.",
            "مفردات كُتبت بأكثر من صورة، وأولها ما يفوت البحثَ الحرفي عن أشهر صوره أكثرُ الكلمات.",
        );
        let content = html! { p { (about) } div.variants { (table(&heads, rows)) } };
        section(self.label("Spellings made one", "الصور التي وُحِّدت"), content)
    }

    fn spellings(&self, variant: &Variant) -> Markup {
        let shown = &variant.spellings[..variant.spellings.len().min(SPELLINGS)];
        let more = variant.spellings.len() - shown.len();
        html! {
            ul.spellings {
                @for Spelling { written, count, is_twin } in shown {
                    li {
                        (self.text(written)) " "
                        small {
                            bdi dir="ltr" { (thousands(*count)) }
                            @if *is_twin { " " (self.label("same in NFC", "مثلها في NFC")) }
                        }
                    }
                }
                @if more > 0 { li { small { (self.label("and more: ", "وغيرها: ")) (more) } } }
            }
        }
    }

    fn marks(&self) -> Markup {
        let Report { marks, totals, .. } = self.report;
        if marks.is_empty() {
            return Markup::default();
        }
        let title = self.label("Marks", "العلامات");
        let (marked, per_letter) = (percent(totals.marked, totals.arabic), percent(totals.marks, totals.letters));
        let bars: Vec<_> = marks.iter().take(BARS).map(|&(c, count)| (Report::on_beh(c), count)).collect();
        let caption = self.label("Marks, by count", "العلامات بعدد مراتها");
        let content = html! {
            p {
                (self.label("Arabic words with a mark: ", "كلمات عربية عليها علامة: ")) bdi dir="ltr" { (marked) }
                (self.label("; marks to Arabic letters: ", "؛ العلامات إلى الحروف العربية: ")) bdi dir="ltr" { (per_letter) }
                (self.label(". Each is shown on a dotless beh.", ". وكل علامة معروضة على باء بلا نقطة."))
            }
            div.pair {
                (figure(caption, &Markup::default(), plots::lying(&bars)))
                (self.characters_table(marks, totals.marks))
            }
        };
        section(title, content)
    }

    fn letters(&self) -> Markup {
        let Report { letters, totals, .. } = self.report;
        if letters.is_empty() {
            return Markup::default();
        }
        let bars: Vec<_> = letters.iter().take(BARS).map(|&(c, count)| (c.to_string(), count)).collect();
        let caption = self.label("Letters, by count", "الحروف بعدد مراتها");
        let about = self.label(
            "Arabic letters as they are written, before normalization.",
            "الحروف العربية كما كُتبت، قبل التوحيد.",
        );
        let content = html! {
            p { (about) }
            div.pair {
                (figure(caption, &Markup::default(), plots::lying(&bars)))
                (self.characters_table(letters, totals.letters))
            }
        };
        section(self.label("Letters", "الحروف"), content)
    }

    fn characters(&self) -> Markup {
        let Report { classes, scripts, signs, totals, top, .. } = self.report;
        let lang = self.langs.labels;
        let classes = classes.iter().map(|(class, count)| (Cell::Label(labels::class(*class, lang)), *count));
        let words = scripts.iter().map(|script| script.1).sum();
        let scripts = scripts.iter().map(|(script, count)| (Cell::Label(labels::script(script, lang)), *count));
        let pair = html! {
            div.pair {
                (self.shares(self.label("characters", "المحارف"), classes, totals.characters))
                (self.shares(self.label("words by script", "الكلمات بكتابتها"), scripts, words))
            }
        };
        let whole = signs.iter().map(|sign| sign.1).sum();
        html! {
            (section(self.label("Characters and scripts", "المحارف والكتابات"), pair))
            @if !signs.is_empty() {
                (section(
                    self.label("Presentation forms and what is not seen", "أشكال العرض وما لا يُرى"),
                    self.characters_table(&signs[..signs.len().min(*top)], whole),
                ))
            }
        }
    }

    fn lengths(&self) -> Markup {
        let Report { word_lengths, sentence_lengths, .. } = self.report;
        let content = html! {
            div.pair {
                (self.distribution(
                    self.label("Letters in a word", "حروف الكلمة"),
                    self.label("Marks and tatweel are no letters.", "لا تُعد العلامات ولا التطويل حروفًا."),
                    word_lengths,
                ))
                (self.distribution(
                    self.label("Words in a sentence", "كلمات الجملة"),
                    self.label(
                        "A bar is five lengths, from its label on. A line's end ends a sentence.",
                        "كل عمود خمسة أطوال أولها المكتوب تحته. ونهاية السطر نهاية الجملة.",
                    ),
                    sentence_lengths,
                ))
            }
        };
        section(self.label("Lengths", "الأطوال"), content)
    }

    fn distribution(&self, title: &str, about: &str, distribution: &Distribution) -> Markup {
        let first = |name: &str| name.split('–').next().unwrap_or_default().to_owned();
        let bars: Vec<_> = distribution.bins.iter().map(|(name, count)| (first(name), *count)).collect();
        let remark = html! {
            (self.label("In the text: ", "في النص: ")) (labels::distribution(distribution, self.langs.labels)) ". " (about)
        };
        figure(title, &remark, plots::upright(&bars))
    }

    fn vocabulary(&self) -> Markup {
        let Report { growth, ranks, terms, totals, .. } = self.report;
        if terms.is_empty() {
            return Markup::default();
        }
        let colours = legend([
            html! { i.a {} (self.label("as written", "كما كُتبت")) },
            html! { i.b {} (self.label("normalized", "بعد التوحيد")) },
        ]);
        let pair = html! {
            div.pair {
                (figure(self.label("Distinct words over words", "الكلمات المختلفة مع عدد الكلمات"), &colours, plots::growth(growth)))
                (figure(
                    self.label("Count of a term over its rank, logarithmic", "عدد مرات المفردة مع رتبتها، بمقياس لوغاريتمي"),
                    &Markup::default(),
                    plots::ranks(ranks),
                ))
            }
            @for law in labels::laws(self.report, self.langs.labels) {
                p {
                    (law.name) ": "
                    @for (n, (what, formula)) in law.formulas.iter().enumerate() {
                        @if n > 0 { (self.label("; ", "؛ ")) }
                        (what) " ≈ " bdi dir="ltr" { (formula) }
                    }
                }
            }
        };
        let terms = terms.iter().map(|(term, count)| (Cell::Other(self.text(term)), *count));
        let table = self.shares(self.label("term", "المفردة"), terms, totals.words);
        html! {
            (section(self.label("Vocabulary", "المفردات"), pair))
            (section(self.label("Most frequent terms", "أكثر المفردات ورودًا"), table))
        }
    }

    fn files(&self) -> Markup {
        let Report { files, totals, top, .. } = self.report;
        if totals.files < 2 {
            return Markup::default();
        }
        let heads = [
            Head::Text(self.label("file", "الملف")),
            Head::Number(self.label("bytes", "البايتات")),
            Head::Number(self.label("words", "الكلمات")),
            Head::Number(self.label("marks to a letter", "العلامات لكل حرف")),
        ];
        let rows = files.iter().take(*top).map(|file| {
            let marks = if file.letters == 0 { 0.0 } else { file.marks as f64 / file.letters as f64 };
            let broken = self.label(" (not read to its end)", " (لم يُقرأ إلى نهايته)");
            let name = html! { bdi.file dir="ltr" { (markup(&file.name)) } @if file.broken { (broken) } };
            let marks = Cell::Number(format!("{marks:.3}"));
            [Cell::Other(name), Cell::Count(file.bytes), Cell::Count(file.words), marks]
        });
        let content = html! {
            @if totals.files > *top as u64 {
                p {
                    (self.label("The largest ones: ", "أكبرها: ")) (top)
                    (self.label(" of ", " من ")) bdi dir="ltr" { (thousands(totals.files)) }
                }
            }
            (table(&heads, rows))
        };
        section(self.label("Files", "الملفات"), content)
    }

    /// Characters with their names; an invisible one is its code point alone.
    fn characters_table(&self, rows: &[(char, u64)], whole: u64) -> Markup {
        let heads = [
            Head::Text(""),
            Head::Number(self.label("count", "العدد")),
            Head::Number(self.label("share", "النسبة")),
            Head::Text(self.label("name", "الاسم")),
        ];
        let rows = rows.iter().map(|&(c, count)| {
            let shown = if Class::of(c) == Class::Mark { Report::on_beh(c) } else { c.to_string() };
            let name = html! { bdi lang="en" dir="ltr" { (code_points::with_name(c)) } };
            [
                Cell::Other(self.text(&shown)),
                Cell::Count(count),
                Cell::Number(percent(count, whole)),
                Cell::Other(html! { small { (name) } }),
            ]
        });
        table(&heads, rows)
    }

    fn shares<'c>(&self, head: &str, rows: impl Iterator<Item = (Cell<'c>, u64)>, whole: u64) -> Markup {
        let heads =
            [Head::Text(head), Head::Number(self.label("count", "العدد")), Head::Number(self.label("share", "النسبة"))];
        let rows = rows.map(|(cell, count)| [cell, Cell::Count(count), Cell::Number(percent(count, whole))]);
        table(&heads, rows)
    }
}

/// A plot, or why it could not be drawn.
fn figure(caption: &str, remark: &Markup, plot: Result<String, String>) -> Markup {
    match plot {
        Ok(svg) => drawing(caption, remark, &svg),
        Err(error) => html! { p { (caption) ": " (error) } },
    }
}
