//! Reads the files one after the other, and collects their rows.

use crate::args::Options;
use crate::direction::Direction;
use crate::forms::Forms;
use crate::needles::Needles;
use crate::output;
use crate::page::page;
use crate::row::{Origin, rows};
use crate::rows::Rows;
use crate::screen::{isolate, printable};
use crate::table::table;
use crate::texts::{Input, Stop, each_line, progress};
use crate::warn::{say, warn};
use std::convert::Infallible;
use std::process::ExitCode;

pub fn run(options: &Options) -> ExitCode {
    let needles = match Needles::new(&options.normalizer, &options.queries, options.place) {
        Ok(needles) => needles,
        Err(error) => {
            warn("concordance", &error);
            return ExitCode::from(2);
        }
    };
    let progress = progress(&options.inputs);
    let names = options.inputs.iter().map(Input::name).collect();
    let (mut found, mut forms) = (Rows::new(options.sort, options.limit, names), Forms::default());
    let mut all_done = true;
    for (file, input) in options.inputs.iter().enumerate() {
        let read = each_line(input, &progress, |line, text| {
            rows(&needles, options.columns, Origin { file, line }, text, |row| {
                forms.add(&row.keyword);
                found.push(row);
            });
            Ok::<(), Infallible>(())
        });
        match read {
            Ok(()) => {}
            Err(Stop::Input(error)) => {
                progress.suspend(|| warn("concordance", &format!("{}: {error}", input.name())));
                all_done = false;
            }
            Err(Stop::Sink(never)) => match never {},
        }
    }
    progress.finish_and_clear();
    let shown = found.finish();
    let mut query = String::new();
    let written = needles.queries().concat();
    isolate(&mut query, Direction::of(&written), &printable(&written));
    if shown.rows.is_empty() {
        say(&format!("concordance: {query}: nothing found\n"));
        return ExitCode::FAILURE;
    }
    let written = match &options.html {
        Some(path) => output::write_file(path, &page(&needles, &options.title, &shown, &forms)),
        None => output::print(&table(&shown, &forms, options.columns, options.colour)),
    };
    if written.is_ok() {
        say(&format!("concordance: {query}: {} found\n", shown.rows.len() + shown.left_out));
    }
    match written.map_err(output::Failure::message) {
        Ok(()) if all_done => ExitCode::SUCCESS,
        Err(None) => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(Some(message)) => {
            warn("concordance", &message);
            ExitCode::FAILURE
        }
    }
}
