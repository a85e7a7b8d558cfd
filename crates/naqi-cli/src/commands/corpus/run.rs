//! Reads the files one after the other into the tally, and writes the report.

use crate::args::{Format, Options};
use crate::output::{self, Failure};
use crate::report::{Frame, Report};
use crate::source::Source;
use crate::tally::{File, Tally};
use crate::walk::{Found, walk};
use crate::warn::warn;
use crate::{json, page, table};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The smallest amount of text that gets a progress bar, in bytes.
const LONG: u64 = 8 << 20;

pub fn run(options: &Options) -> ExitCode {
    if let Some(input) = options.html.as_deref().and_then(|html| overwritten(html, options)) {
        warn("corpus", &format!("{}: --html would overwrite a file that is read", input.display()));
        return ExitCode::from(2);
    }
    let progress = progress(options);
    let (report, mut all_done) = count(options, &progress);
    progress.finish_and_clear();
    let text = match options.format {
        Format::Table => table::print(&report),
        Format::Json => json::print(&report),
    };
    // The page comes first: a reader of the table may close the pipe.
    let page = options.html.as_ref().map_or(Ok(()), |path| write_page(path, &report));
    for written in [page, output::print(&text)] {
        if let Some(message) = written.err().and_then(Failure::message) {
            warn("corpus", &message);
            all_done = false;
        }
    }
    if all_done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The report, and whether every file was read to its end.
pub fn count(options: &Options, progress: &ProgressBar) -> (Report, bool) {
    let mut tally = Tally::new(&options.normalizer, options.limit);
    let (mut all_done, mut skipped) = (true, 0);
    for found in walk(&options.inputs) {
        let failed = match found {
            Found::Skipped => {
                skipped += 1;
                continue;
            }
            Found::Fault(fault) => fault,
            Found::File { path, .. } => {
                let mut file = File { name: name(&path), ..File::default() };
                let read = Source::open(&path, options.max_expansion, |bytes| progress.inc(bytes));
                let read = read.map_err(|error| error.to_string());
                let ended = read.and_then(|source| source.chunks(|text| tally.push(text, &mut file)));
                file.broken = ended.is_err();
                let shown = file.name.clone();
                tally.finish_file(file);
                match ended {
                    Ok(()) => continue,
                    Err(error) => format!("{shown}: {error}"),
                }
            }
        };
        progress.suspend(|| warn("corpus", &failed));
        all_done = false;
    }
    let Options { normalizer, title, top, limit, .. } = options;
    (Report::new(tally, &Frame { normalizer, title, top: *top, limit: *limit, skipped }), all_done)
}

fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() }
}

fn write_page(path: &Path, report: &Report) -> Result<(), Failure> {
    output::write_file(path, &page::build(report))
}

/// An input that the page would overwrite.
fn overwritten(html: &Path, options: &Options) -> Option<PathBuf> {
    let place = html.canonicalize().ok()?;
    walk(&options.inputs).find_map(|found| match found {
        Found::File { path, .. } if path.canonicalize().is_ok_and(|path| path == place) => Some(path),
        _ => None,
    })
}

/// A bar for long texts, on a terminal.
fn progress(options: &Options) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bytes = walk(&options.inputs).map(|found| if let Found::File { bytes, .. } = found { bytes } else { 0 });
    match bytes.sum() {
        0..=LONG => ProgressBar::hidden(),
        total => {
            let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes} of {total_bytes}  {eta} left");
            ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        }
    }
}
