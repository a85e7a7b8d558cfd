//! Reads the inputs one after the other, and shows their hits.

use super::lines::{Layout, Lines};
use super::page::Page;
use super::window::{Shown, Window};
use super::{Format, Options, json};
use crate::hits::Needles;
use crate::hits::screen::Colour;
use crate::input::lines::Line;
use crate::messages;
use crate::outcome::Outcome;
use crate::output::{Failure, Output};
use crate::terminal::figures::{self, thousands};
use std::collections::BTreeSet;

/// The hits of a query.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub hits: usize,
    pub lines: usize,
}

pub fn run(mut options: Options) -> anyhow::Result<Outcome> {
    let (needles, inputs, found_all) = options.query.resolve()?;
    let mut output = options.output.open(&inputs)?;
    let rules = &options.query.rules;
    let view = match options.format {
        Format::Html => View::Page(Page::new(options.page.languages(rules.language()))),
        Format::Jsonl => View::Json,
        Format::Text if output.is_for_reader() => View::Lines(Lines::new(Layout::Screen, Colour::of(&output))),
        Format::Text => View::Lines(Lines::new(Layout::Pipe, Colour::Never)),
    };
    let counts = vec![Count::default(); needles.queries().len()];
    let mut run = Run { needles: &needles, counts, view, name: String::new(), out: String::new() };
    let mut lines = options.query.input.lines(&inputs, &output);
    for input in &inputs {
        run.start(input.name());
        let mut window = Window::new(options.context);
        lines.each(input, &mut output, |line, output| run.line(&mut window, line, output))?;
    }
    if let View::Page(page) = &run.view {
        output.write(&page.build(&needles, &rules.title(), &run.counts))?;
    }
    output.finish()?;
    let complete = lines.finish() && found_all;
    for (query, count) in needles.queries().iter().zip(&run.counts) {
        let found = match count {
            Count { hits: 0, .. } => "nothing found".into(),
            Count { hits, lines } => {
                format!("{} in {}", thousands(*hits as u64), figures::count(*lines as u64, "line"))
            }
        };
        messages::note_on(query, &found);
    }
    Ok(Outcome::of_search(complete, run.counts.iter().any(|count| count.hits > 0)))
}

struct Run<'n> {
    needles: &'n Needles,
    counts: Vec<Count>,
    view: View,
    /// The name of the input.
    name: String,
    /// What is shown of a line.
    out: String,
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

    fn line(&mut self, window: &mut Window, line: &Line, output: &mut Output) -> Result<(), Failure> {
        let hits = self.needles.find(line.content());
        let queries: BTreeSet<usize> = hits.iter().map(|hit| hit.query).collect();
        hits.iter().for_each(|hit| self.counts[hit.query].hits += 1);
        queries.iter().for_each(|&query| self.counts[query].lines += 1);
        self.out.clear();
        window.push(line.number, line.content(), &hits, |shown: Shown| match &mut self.view {
            View::Lines(lines) => lines.push(&mut self.out, &shown),
            View::Json => json::push(&mut self.out, &self.name, self.needles.queries(), &shown),
            View::Page(page) => page.push(&shown),
        });
        match &self.view {
            // It has its own colours, and no controls of the text.
            View::Lines(lines) if lines.layout() == Layout::Screen => output.write_styled(&self.out),
            _ => output.write(&self.out),
        }
    }
}
