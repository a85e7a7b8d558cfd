//! The files, one after the other, through the normalizer.

use crate::args::{Input, Options};
use crate::output::{Failure, Sink, Whole};
use crate::page::Page;
use crate::report::{Report, thousands};
use crate::trace::is_form_step;
use crate::utf8::Decoder;
use indicatif::{ProgressBar, ProgressStyle};
use naqi::{Normalizer, Step};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// How much is read at a time.
const BLOCK: usize = 256 << 10;
/// How much text is worth a progress bar.
const LONG: u64 = 8 << 20;

pub fn run(options: &Options) -> ExitCode {
    if let Err(message) = check_places(options) {
        eprintln!("normalize: {message}");
        return ExitCode::from(2);
    }
    if let Some(Err(error)) = options.output.as_ref().map(fs::create_dir_all) {
        eprintln!("normalize: {}: {error}", options.output.as_deref().unwrap_or(Path::new("")).display());
        return ExitCode::FAILURE;
    }
    let form: Vec<Step> = options.normalizer.steps().iter().filter(|step| is_form_step(step)).cloned().collect();
    let form = Normalizer::new(&form);
    let mut watch = Watch {
        report: options.report.then(|| Report::new(&options.normalizer, &form)),
        page: options.html.is_some().then(Page::default),
        progress: progress(options),
    };
    let mut all_done = true;
    for input in &options.inputs {
        match normalize(options, input, &mut watch) {
            Ok(()) => {}
            Err(Stop::Input(error)) => {
                watch.progress.suspend(|| eprintln!("normalize: {}: {error}", input.name()));
                all_done = false;
            }
            Err(Stop::Output(Failure::BrokenPipe)) => return ExitCode::SUCCESS,
            Err(Stop::Output(Failure::Message(error))) => {
                watch.progress.suspend(|| eprintln!("normalize: {error}"));
                return ExitCode::FAILURE;
            }
        }
    }
    watch.progress.finish_and_clear();
    if let (Some(path), Some(page)) = (&options.html, &watch.page) {
        let html = page.build(&options.normalizer, &options.title);
        let written = Whole::create(path).and_then(|mut file| file.write(&html).and_then(|()| file.finish()));
        if let Err(Failure::Message(error)) = written {
            eprintln!("normalize: {error}");
            all_done = false;
        }
    }
    if let Some(report) = watch.report {
        eprint!("{}", report.print(&options.title));
    }
    if all_done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Those who look on.
struct Watch<'n> {
    report: Option<Report<'n>>,
    page: Option<Page>,
    progress: ProgressBar,
}

impl Watch<'_> {
    fn source(&mut self, text: &str) {
        if let Some(report) = &mut self.report {
            report.push(text);
        }
        if let Some(page) = &mut self.page {
            page.push(text);
        }
    }
}

enum Stop {
    /// This input cannot be read to its end; others can.
    Input(String),
    Output(Failure),
}

fn normalize(options: &Options, input: &Input, watch: &mut Watch) -> Result<(), Stop> {
    let mut source: Box<dyn Read> = match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::File(path) => Box::new(open(path).map_err(|error| Stop::Input(error.to_string()))?),
    };
    let mut sink = match target(options, input) {
        Some(path) => Sink::File(Whole::create(&path).map_err(Stop::Output)?),
        None => Sink::Stdout(io::stdout()),
    };
    if let Some(page) = &mut watch.page {
        page.start(input.name());
    }
    let watches = watch.report.is_some() || watch.page.is_some();
    let mut decoder = Decoder::new(options.lossy);
    let mut stream = options.normalizer.stream();
    if options.lossy {
        stream = stream.lossy();
    }
    let (mut block, mut out) = (vec![0; BLOCK], String::new());
    let mut ended = Ok(());
    loop {
        let bytes = match source.read(&mut block) {
            Ok(0) => break,
            Ok(count) => &block[..count],
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                ended = Err(error.to_string());
                break;
            }
        };
        if watches {
            decoder.push(bytes, |text| watch.source(text));
        }
        let start = Instant::now();
        ended = stream.push(bytes, &mut out).map_err(|error| error.to_string());
        if let Some(report) = &mut watch.report {
            report.time += start.elapsed();
            report.bytes_in += bytes.len() as u64;
            report.push_output(&out);
        }
        sink.write(&out).map_err(Stop::Output)?;
        out.clear();
        watch.progress.inc(bytes.len() as u64);
        if ended.is_err() {
            break;
        }
    }
    decoder.finish(|text| watch.source(text));
    // Of two errors the first tells more.
    ended = ended.and(stream.finish(&mut out).map_err(|error| error.to_string()));
    if let Some(report) = &mut watch.report {
        report.push_output(&out);
        report.finish_text(stream.replaced());
    }
    sink.write(&out).map_err(Stop::Output)?;
    ended.map_err(Stop::Input)?;
    sink.finish().map_err(Stop::Output)?;
    if stream.replaced() > 0 {
        let (name, count) = (input.name(), thousands(stream.replaced()));
        watch.progress.suspend(|| eprintln!("normalize: {name}: {count} × U+FFFD for what was no UTF-8"));
    }
    Ok(())
}

fn open(path: &Path) -> io::Result<File> {
    match fs::metadata(path)?.is_dir() {
        true => Err(io::Error::other("it is a directory")),
        false => File::open(path),
    }
}

/// The file that an input is written to, if there is an output directory.
fn target(options: &Options, input: &Input) -> Option<PathBuf> {
    match (&options.output, input) {
        (Some(directory), Input::File(path)) => Some(directory.join(path.file_name()?)),
        _ => None,
    }
}

/// No file is written over a source, and no two to one place.
fn check_places(options: &Options) -> Result<(), String> {
    let mut sources: HashMap<PathBuf, String> = HashMap::new();
    let mut targets: HashMap<PathBuf, String> = HashMap::new();
    for input in &options.inputs {
        match input {
            Input::File(path) => {
                sources.insert(place(path), input.name());
                if options.output.is_some() && path.file_name().is_none() {
                    return Err(format!("{}: it has no name of a file to write under --output", input.name()));
                }
            }
            Input::Stdin if options.output.is_some() => {
                return Err("standard input has no name to write under --output; name files".into());
            }
            Input::Stdin => {}
        }
    }
    for input in &options.inputs {
        let Some(path) = target(options, input) else { continue };
        if let Some(source) = sources.get(&place(&path)) {
            return Err(format!("{}: writing there would overwrite {source}; choose another --output", path.display()));
        }
        if let Some(other) = targets.insert(place(&path), input.name()) {
            return Err(format!("{other} and {} would both become {}", input.name(), path.display()));
        }
    }
    if let Some(html) = &options.html {
        let here = place(html);
        if let Some(other) = sources.get(&here).or(targets.get(&here)) {
            return Err(format!("{}: --html would overwrite {other}", html.display()));
        }
    }
    Ok(())
}

/// One path for one place, whether there is a file yet or not.
fn place(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (parent.canonicalize(), path.file_name()) {
        (Ok(parent), Some(name)) => parent.join(name),
        _ => path.into(),
    }
}

/// A bar for long texts, where somebody sees it and the text does not run through it.
fn progress(options: &Options) -> ProgressBar {
    let seen = io::stderr().is_terminal() && (options.output.is_some() || !io::stdout().is_terminal());
    let length = |input: &Input| match input {
        Input::Stdin => None,
        Input::File(path) => fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|about| about.len()),
    };
    let total: Option<u64> = options.inputs.iter().map(length).sum();
    match total {
        Some(total) if seen && total > LONG => {
            let style =
                ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes} of {total_bytes}  {bytes_per_sec}");
            ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        }
        _ => ProgressBar::hidden(),
    }
}
