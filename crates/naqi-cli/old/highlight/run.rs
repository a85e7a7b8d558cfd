//! Reads the files one after the other, and shows their hits.

use crate::args::Options;
use crate::direction::Direction;
use crate::lines::Lines;
use crate::needles::Needles;
use crate::output::{self, Failure};
use crate::page::Page;
use crate::screen::{isolate, printable};
use crate::texts::{Stop, each_line, progress};
use crate::warn::{say, warn};
use crate::window::Window;
use indicatif::ProgressBar;
use std::collections::BTreeSet;
use std::process::ExitCode;

/// The bytes written at a time.
const BLOCK: usize = 64 << 10;

/// The hits of a query.
#[derive(Clone, Copy, Default)]
pub struct Count {
    pub hits: usize,
    pub lines: usize,
}

pub fn run(options: &Options) -> ExitCode {
    let needles = match Needles::new(&options.normalizer, &options.queries, options.place) {
        Ok(needles) => needles,
        Err(error) => {
            warn("highlight", &error);
            return ExitCode::from(2);
        }
    };
    let progress = progress(&options.inputs);
    let mut state = State {
        counts: vec![Count::default(); needles.queries().len()],
        lines: Lines::new(options.layout, options.colour),
        page: options.html.is_some().then(Page::default),
        out: String::new(),
    };
    let mut all_done = true;
    for input in &options.inputs {
        state.start(input.name());
        let mut window = Window::new(options.context);
        let read =
            each_line(input, &progress, |number, text| state.line(&needles, &mut window, number, text, &progress));
        // The hits before the error are shown.
        let read = state.write(&progress).map_err(Stop::Sink).and(read);
        match read {
            Ok(()) => {}
            Err(Stop::Input(error)) => {
                progress.suspend(|| warn("highlight", &format!("{}: {error}", input.name())));
                all_done = false;
            }
            Err(Stop::Sink(failure)) => return failed(failure, &progress),
        }
    }
    progress.finish_and_clear();
    let State { counts, page, .. } = state;
    let ended = match (&options.html, page) {
        (Some(path), Some(page)) => output::write_file(path, &page.build(&needles, &options.title, &counts)),
        _ => Ok(()),
    };
    if let Err(failure) = ended {
        return failed(failure, &progress);
    }
    for (query, count) in needles.queries().iter().zip(&counts) {
        let mut shown = String::new();
        isolate(&mut shown, Direction::of(query), &printable(query));
        let found = match count {
            Count { hits: 0, .. } => "nothing found".into(),
            Count { hits, lines: 1 } => format!("{hits} in 1 line"),
            Count { hits, lines } => format!("{hits} in {lines} lines"),
        };
        say(&format!("highlight: {shown}: {found}\n"));
    }
    let found = counts.iter().any(|count| count.hits > 0);
    if all_done && found { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn failed(failure: Failure, progress: &ProgressBar) -> ExitCode {
    progress.finish_and_clear();
    match failure.message() {
        None => ExitCode::SUCCESS,
        Some(message) => {
            warn("highlight", &message);
            ExitCode::FAILURE
        }
    }
}

struct State {
    counts: Vec<Count>,
    lines: Lines,
    page: Option<Page>,
    /// Lines that are not written yet.
    out: String,
}

impl State {
    fn start(&mut self, name: String) {
        match &mut self.page {
            Some(page) => page.start(name),
            None => self.lines.start(name),
        }
    }

    fn line(
        &mut self,
        needles: &Needles,
        window: &mut Window,
        number: usize,
        text: &str,
        progress: &ProgressBar,
    ) -> Result<(), Failure> {
        let hits = needles.find(text);
        let queries: BTreeSet<usize> = hits.iter().map(|hit| hit.query).collect();
        hits.iter().for_each(|hit| self.counts[hit.query].hits += 1);
        queries.iter().for_each(|&query| self.counts[query].lines += 1);
        window.push(number, text, &hits, |shown| match &mut self.page {
            Some(page) => page.push(&shown),
            None => self.lines.push(&mut self.out, &shown),
        });
        if self.out.len() < BLOCK { Ok(()) } else { self.write(progress) }
    }

    fn write(&mut self, progress: &ProgressBar) -> Result<(), Failure> {
        let written = progress.suspend(|| output::print(&self.out));
        self.out.clear();
        written
    }
}
