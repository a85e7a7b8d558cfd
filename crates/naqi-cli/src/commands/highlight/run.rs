//! Reads the inputs one after the other, and shows their hits.

use super::lines::{Layout, Lines};
use super::page::Page;
use super::window::{Shown, Window};
use super::{Format, Options, json};
use crate::hits::Needles;
use crate::hits::screen::Colour;
use crate::input::lines::{Stop, each_line};
use crate::messages;
use crate::outcome::Outcome;
use crate::output::{Failure, Output};
use crate::terminal::bar::Bar;
use std::collections::BTreeSet;

/// The bytes written at a time.
const BLOCK: usize = 64 << 10;

/// The hits of a query.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub hits: usize,
    pub lines: usize,
}

pub fn run(options: Options) -> anyhow::Result<Outcome> {
    let Options { query, context, format, output, page } = options;
    let (title, language, reading) = (query.rules.title(), query.rules.language(), query.input.reading());
    let (needles, inputs, mut complete) = query.resolve()?;
    let output = output.open(&inputs)?;
    let view = match format {
        Format::Html => View::Page(Page::new(page.languages(language))),
        Format::Jsonl => View::Json,
        Format::Text => {
            let layout = if output.is_for_reader() { Layout::Screen } else { Layout::Pipe };
            View::Lines(Lines::new(layout, Colour::of(&output)))
        }
    };
    let bar = Bar::new(&inputs);
    let counts = vec![Count::default(); needles.queries().len()];
    let mut run = Run { needles, counts, view, name: String::new(), out: String::new(), output, bar: &bar };
    for input in &inputs {
        run.start(input.name());
        let mut window = Window::new(context);
        let read = each_line(
            input,
            reading,
            |bytes| bar.add(bytes),
            |line| Ok(run.line(&mut window, line.number, line.content())?),
        );
        // The hits before an error are shown.
        run.write()?;
        match read {
            Ok(()) => {}
            Err(Stop::Output(failure)) => return Err(failure.into()),
            Err(Stop::Input(error)) => {
                bar.suspend(|| {
                    run.output.flush()?;
                    messages::error(&format!("{}: {error}", input.name()));
                    Ok::<(), Failure>(())
                })?;
                complete = false;
            }
        }
    }
    bar.clear();
    let found = run.finish(&title)?;
    Ok(match (complete, found) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::NothingFound,
        (true, true) => Outcome::Done,
    })
}

struct Run<'b> {
    needles: Needles,
    counts: Vec<Count>,
    view: View,
    /// The name of the input.
    name: String,
    /// What is not written yet.
    out: String,
    output: Output,
    bar: &'b Bar,
}

enum View {
    Lines(Lines),
    Json,
    Page(Page),
}

impl Run<'_> {
    fn start(&mut self, name: String) {
        match &mut self.view {
            View::Lines(lines) => lines.start(name.clone()),
            View::Page(page) => page.start(name.clone()),
            View::Json => {}
        }
        self.name = name;
    }

    fn line(&mut self, window: &mut Window, number: usize, text: &str) -> Result<(), Failure> {
        let hits = self.needles.find(text);
        let queries: BTreeSet<usize> = hits.iter().map(|hit| hit.query).collect();
        hits.iter().for_each(|hit| self.counts[hit.query].hits += 1);
        queries.iter().for_each(|&query| self.counts[query].lines += 1);
        window.push(number, text, &hits, |shown: Shown| match &mut self.view {
            View::Lines(lines) => lines.push(&mut self.out, &shown),
            View::Json => json::push(&mut self.out, &self.name, self.needles.queries(), &shown),
            View::Page(page) => page.push(&shown),
        });
        if self.out.len() < BLOCK { Ok(()) } else { self.write() }
    }

    fn write(&mut self) -> Result<(), Failure> {
        let written = self.bar.suspend(|| match self.view {
            // What the text has of controls is visible already.
            View::Lines(ref lines) if lines.layout() == Layout::Screen => self.output.write_styled(&self.out),
            _ => self.output.write(&self.out),
        });
        self.out.clear();
        written
    }

    /// Writes the page, ends the output, and prints the counts. Whether anything was found.
    fn finish(mut self, title: &str) -> Result<bool, Failure> {
        if let View::Page(page) = &self.view {
            self.output.write(&page.build(&self.needles, title, &self.counts))?;
        }
        self.output.finish()?;
        for (query, count) in self.needles.queries().iter().zip(&self.counts) {
            messages::note_on(
                query,
                &match count {
                    Count { hits: 0, .. } => "nothing found".into(),
                    Count { hits, lines: 1 } => format!("{hits} in 1 line"),
                    Count { hits, lines } => format!("{hits} in {lines} lines"),
                },
            );
        }
        Ok(self.counts.iter().any(|count| count.hits > 0))
    }
}
