//! A run over all inputs: skips those that are done, normalizes the others, and reports failures.

use crate::args::{Input, Options};
use crate::figures::thousands;
use crate::in_order::{self, Broken, Watch};
use crate::jobs::Jobs;
use crate::journal::{Journal, Work};
use crate::output::{Failure, Whole, write_file};
use crate::page::Page;
use crate::places;
use crate::progress::Progress;
use crate::report::Report;
use crate::sink::Sink;
use crate::source::Source;
use crate::trace::is_form_step;
use crate::warn::{say, warn};
use naqi::{Normalizer, Step};
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

/// A file longer than this is processed in parallel parts.
const LONG: u64 = 1 << 20;

pub fn run(options: &Options) -> ExitCode {
    let (jobs, journal) =
        match places::check(options).and_then(|()| Jobs::new(options)).map(|jobs| (jobs, open(options))) {
            Ok((jobs, Ok(journal))) => (jobs, journal),
            Ok((_, Err(message))) => return failed(&message, ExitCode::FAILURE),
            Err(message) => return failed(&message, ExitCode::from(2)),
        };
    let mut tasks: Vec<Task> = options.inputs.iter().map(|input| Task::new(options, input, journal.as_ref())).collect();
    let count = tasks.len();
    // A report and a page are about all texts.
    if !options.again && !options.report && options.html.is_none() {
        tasks.retain(|task| !task.is_done);
    }
    if tasks.len() < count {
        let done = thousands((count - tasks.len()) as u64);
        warn("normalize", &format!("{done} of {} done by an earlier run", thousands(count as u64)));
    }
    let inputs: Vec<&Input> = tasks.iter().map(|task| task.input).collect();
    let run = Run { options, jobs, journal, progress: Progress::new(options, &inputs), failed: AtomicBool::new(false) };
    let ended = match options.report || options.html.is_some() {
        true => run.watched(&tasks),
        false => run.all(&tasks),
    };
    run.progress.finish();
    match ended {
        ControlFlow::Break(code) => code,
        ControlFlow::Continue(()) if run.failed.into_inner() => ExitCode::FAILURE,
        ControlFlow::Continue(()) => ExitCode::SUCCESS,
    }
}

/// Creates the output directory, if there is one, and opens the list of finished files in it.
fn open(options: &Options) -> Result<Option<Journal>, String> {
    let Some(directory) = &options.output else { return Ok(None) };
    fs::create_dir_all(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    Journal::open(directory, options).map(Some)
}

fn failed(message: &str, code: ExitCode) -> ExitCode {
    warn("normalize", message);
    code
}

/// One input and its target.
struct Task<'o> {
    input: &'o Input,
    target: Option<PathBuf>,
    work: Option<Work>,
    is_done: bool,
}

impl<'o> Task<'o> {
    fn new(options: &Options, input: &'o Input, journal: Option<&Journal>) -> Self {
        let target = places::target(options, input);
        let (mut work, mut is_done) = (None, false);
        if let (Some(journal), Some(target), Input::File(source)) = (journal, &target, input) {
            work = journal.work(source, target);
            is_done = work.as_ref().is_some_and(|work| journal.is_done(work, target));
        }
        Self { input, target, work, is_done }
    }
}

/// The reason why a text is not done.
enum Stop {
    /// This input cannot be read to its end.
    Input(String),
    Output(Failure),
}

struct Run<'o> {
    options: &'o Options,
    jobs: Jobs,
    journal: Option<Journal>,
    progress: Progress,
    failed: AtomicBool,
}

impl Run<'_> {
    /// All inputs: in order to standard output, in parallel to files.
    fn all(&self, tasks: &[Task]) -> ControlFlow<ExitCode> {
        if self.options.output.is_none() {
            return tasks.iter().try_for_each(|task| self.tell(task, self.normalize(task, None)));
        }
        // Each file is finished separately.
        self.jobs.each(tasks, |task| {
            let _ = self.tell(task, self.normalize(task, None));
        });
        ControlFlow::Continue(())
    }

    /// All inputs in order, with observers.
    fn watched(&self, tasks: &[Task]) -> ControlFlow<ExitCode> {
        let normalizer = &self.options.normalizer;
        let form: Vec<Step> = normalizer.steps().iter().filter(|step| is_form_step(step)).cloned().collect();
        let form = Normalizer::new(&form);
        let mut watch = Watch {
            report: self.options.report.then(|| Report::new(normalizer, &form)),
            page: self.options.html.is_some().then(Page::default),
        };
        tasks.iter().try_for_each(|task| {
            let done = self.normalize(task, Some(&mut watch));
            self.tell(task, done)
        })?;
        if let (Some(path), Some(page)) = (&self.options.html, &watch.page) {
            let html = page.build(normalizer, &self.options.title);
            if let Some(message) = write_file(path, &html).err().and_then(Failure::message) {
                self.fail(&message);
            }
        }
        if let Some(report) = watch.report {
            self.progress.finish();
            say(&report.print(&self.options.title));
        }
        ControlFlow::Continue(())
    }

    /// Reports the result of a text. Breaks if no other can be written.
    fn tell(&self, task: &Task, done: Result<u64, Stop>) -> ControlFlow<ExitCode> {
        let name = task.input.name();
        match done {
            Ok(0) => {}
            Ok(count) => {
                self.progress.say(&format!("{name}: {} × U+FFFD for invalid UTF-8", thousands(count)));
            }
            Err(Stop::Input(error)) => self.fail(&format!("{name}: {error}")),
            Err(Stop::Output(Failure::BrokenPipe)) => return ControlFlow::Break(ExitCode::SUCCESS),
            Err(Stop::Output(Failure::File(error))) => self.fail(&error),
            Err(Stop::Output(Failure::Stdout(error))) => {
                self.fail(&error);
                return ControlFlow::Break(ExitCode::FAILURE);
            }
        }
        ControlFlow::Continue(())
    }

    fn fail(&self, message: &str) {
        self.progress.say(message);
        self.failed.store(true, Ordering::Relaxed);
    }

    /// One input from its first byte to its last. Returns the number of U+FFFD written for invalid UTF-8.
    fn normalize(&self, task: &Task, watch: Option<&mut Watch>) -> Result<u64, Stop> {
        let Options { normalizer, lossy, max_expansion, .. } = self.options;
        let mut source = Source::open(task.input, *max_expansion, &self.progress).map_err(Stop::Input)?;
        let mut sink = match &task.target {
            Some(path) => Sink::File(Whole::create(path).map_err(Stop::Output)?),
            None => Sink::Stdout(io::stdout()),
        };
        let copied = match watch {
            Some(watch) => {
                if let Some(page) = &mut watch.page {
                    page.start(task.input.name());
                }
                in_order::copy(normalizer, *lossy, &mut source, &mut sink, Some(watch))
            }
            None if source.len.is_some_and(|len| len <= LONG) => {
                in_order::copy(normalizer, *lossy, &mut source, &mut sink, None)
            }
            None => self.jobs.copy(normalizer, *lossy, &mut source, &mut sink),
        };
        let replaced = match copied {
            Ok(replaced) => source.unchanged().map(|()| replaced).map_err(Stop::Input)?,
            Err(Broken::Write(error)) => return Err(Stop::Output(sink.failure(error))),
            Err(broken) => return Err(Stop::Input(source.fault().unwrap_or_else(|| broken.message()))),
        };
        let about = sink.finish().map_err(Stop::Output)?;
        if let (Some(journal), Some(work), Some(about)) = (&self.journal, &task.work, about) {
            journal.note(work, &about).map_err(|error| Stop::Output(Failure::File(error)))?;
        }
        Ok(replaced)
    }
}
