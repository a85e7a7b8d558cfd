//! A run over all inputs: skips those that are done, normalizes the others, and reports failures.

use super::in_order::{self, Broken, Watch};
use super::jobs::Jobs;
use super::journal::{Journal, Work};
use super::page::Page;
use super::plan::{Plan, Planned};
use super::report::Report;
use super::sink::Sink;
use super::trace::is_form_step;
use super::{Format, Options, folders};
use crate::files::names::has_ending;
use crate::input::walk::TEXT;
use crate::input::{Input, Source};
use crate::messages;
use crate::options::OutputOption;
use crate::outcome::{Outcome, WrongUsage};
use crate::output::{Failure, Output, Whole};
use crate::terminal::figures::thousands;
use crate::terminal::progress::{Progress, Show};
use naqi::{Normalizer, Step};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// A file longer than this is processed in parallel parts.
const LONG: u64 = 1 << 20;

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    if options.again && options.folder().is_none() {
        return Err(WrongUsage::new("--again goes with --format text: a page is always made of all texts").into());
    }
    let plan = Plan::new(options)?;
    let jobs = Jobs::new(options).map_err(WrongUsage::new)?;
    let normalizer = options.rules.normalizer();
    let journal = options.folder().map(|folder| open_folder(folder, &normalizer, options)).transpose()?;
    let mut tasks: Vec<Task> =
        plan.inputs.iter().map(|planned| Task::new(options, planned, journal.as_ref())).collect();
    let count = tasks.len();
    // A report is about all texts.
    if !options.again && !options.is_watched() {
        tasks.retain(|task| !task.is_done);
    }
    if tasks.len() < count {
        let done = thousands((count - tasks.len()) as u64);
        messages::note(&format!("{done} of {} done by an earlier run", thousands(count as u64)));
    }
    let has_bar = options.output.is_some() || !io::stdout().is_terminal();
    let progress = Progress::new(tasks.iter().map(|task| task.input), Show { bar: has_bar, lines: options.progress });
    let run = Run { options, normalizer, jobs, journal, progress, failed: AtomicBool::new(!plan.is_complete) };
    let ended = match options.is_watched() {
        true => run.watched(&tasks),
        false => run.all(&tasks).map_err(anyhow::Error::from),
    };
    run.progress.finish();
    ended?;
    Ok(Outcome::of(!run.failed.into_inner()))
}

/// Creates the output folder, and opens the list of finished files in it.
fn open_folder(folder: &Path, normalizer: &Normalizer, options: &Options) -> anyhow::Result<Journal> {
    let shown = folder.display();
    if !folder.is_dir() {
        if folder.exists() || TEXT.iter().any(|end| has_ending(folder.as_os_str(), end)) {
            let message = format!("--output {shown}: a folder is needed here: to write one file, use `> FILE`");
            return Err(WrongUsage::new(message).into());
        }
        std::fs::create_dir_all(folder).map_err(|error| anyhow::anyhow!("{shown}: {error}"))?;
    }
    Journal::open(folder, normalizer, options).map_err(anyhow::Error::msg)
}

/// One input and its target.
struct Task<'o> {
    input: &'o Input,
    target: Option<Target>,
    work: Option<Work>,
    is_done: bool,
}

struct Target {
    path: PathBuf,
    /// The same, from the output folder on.
    within: PathBuf,
}

impl<'o> Task<'o> {
    fn new(options: &Options, planned: &'o Planned, journal: Option<&Journal>) -> Self {
        let target = options
            .folder()
            .zip(planned.output.as_ref())
            .map(|(folder, output)| Target { path: folder.join(output), within: output.clone() });
        let (mut work, mut is_done) = (None, false);
        if let (Some(journal), Some(target), Input::File(source)) = (journal, &target, &planned.input) {
            work = journal.work(source, &target.within);
            is_done = work.as_ref().is_some_and(|work| journal.is_done(work, &target.path));
        }
        Self { input: &planned.input, target, work, is_done }
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
    normalizer: Normalizer,
    jobs: Jobs,
    journal: Option<Journal>,
    progress: Progress,
    failed: AtomicBool,
}

impl Run<'_> {
    /// All inputs: in order to standard output, in parallel to files.
    fn all(&self, tasks: &[Task]) -> Result<(), Failure> {
        if self.journal.is_none() {
            return tasks.iter().try_for_each(|task| self.tell(task, self.normalize(task, None)));
        }
        // Each file is finished separately, so its failure is not that of the run.
        self.jobs.each(tasks, |task| {
            let _ = self.tell(task, self.normalize(task, None));
        });
        Ok(())
    }

    /// All inputs in order, with observers.
    fn watched(&self, tasks: &[Task]) -> anyhow::Result<()> {
        let mut page_output = match self.options.format {
            Format::Text => None,
            Format::Html => {
                let inputs: Vec<Input> = tasks.iter().map(|task| task.input.clone()).collect();
                let output = OutputOption { output: self.options.output.clone() };
                let langs = self.options.page.languages(self.options.rules.language());
                Some((output.open(&inputs)?, Page::new(langs)))
            }
        };
        let form: Vec<Step> = self.normalizer.steps().iter().filter(|step| is_form_step(step)).cloned().collect();
        let form = Normalizer::new(&form);
        let mut watch = Watch {
            report: self.options.report.then(|| Report::new(&self.normalizer, &form)),
            page: page_output.as_mut().map(|(_, page)| page),
        };
        for task in tasks {
            let done = self.normalize(task, Some(&mut watch));
            self.tell(task, done)?;
        }
        self.progress.finish();
        let report = watch.report;
        let title = self.options.rules.title();
        if let Some((output, page)) = page_output {
            write_page(output, &page.build(&self.normalizer, &title))?;
        }
        if let Some(report) = report {
            messages::lines(&report.print(&title));
        }
        Ok(())
    }

    /// Reports the result of a text. An error if no other can be written.
    fn tell(&self, task: &Task, done: Result<u64, Stop>) -> Result<(), Failure> {
        let name = task.input.name();
        match done {
            Ok(0) => {}
            Ok(count) => {
                self.progress.note(&format!("{name}: {} × U+FFFD for invalid UTF-8", thousands(count)));
            }
            Err(Stop::Input(error)) => self.fail(&format!("{name}: {error}")),
            Err(Stop::Output(Failure::File(error))) => self.fail(&error),
            Err(Stop::Output(failure)) => return Err(failure),
        }
        Ok(())
    }

    fn fail(&self, message: &str) {
        self.progress.error(message);
        self.failed.store(true, Ordering::Relaxed);
    }

    /// One input from its first byte to its last. Returns the number of U+FFFD written for invalid UTF-8.
    fn normalize(&self, task: &Task, watch: Option<&mut Watch>) -> Result<u64, Stop> {
        let (normalizer, reading) = (&self.normalizer, self.options.input.reading());
        let took = |bytes| self.progress.add(bytes);
        let mut source = Source::open_text(task.input, reading, took).map_err(Stop::Input)?;
        let mut sink = self.sink(task).map_err(Stop::Output)?;
        let copied = match watch {
            Some(watch) => {
                if let Some(page) = &mut watch.page {
                    page.start(task.input.name());
                }
                in_order::copy(normalizer, reading.lossy, &mut source, &mut sink, Some(watch))
            }
            None if source.len.is_some_and(|len| len <= LONG) => {
                in_order::copy(normalizer, reading.lossy, &mut source, &mut sink, None)
            }
            None => self.jobs.copy(normalizer, reading.lossy, &mut source, &mut sink),
        };
        let replaced = match copied {
            Ok(replaced) => source.unchanged().map(|()| replaced),
            Err(Broken::Write(error)) => return Err(Stop::Output(sink.failure(error))),
            Err(broken) => Err(explain(&mut source, &broken)),
        };
        let replaced = replaced.map_err(|error| {
            sink.end_line();
            Stop::Input(error)
        })?;
        let about = sink.finish().map_err(Stop::Output)?;
        if let (Some(journal), Some(work), Some(about)) = (&self.journal, &task.work, about) {
            journal.note(work, &about).map_err(|error| Stop::Output(Failure::File(error)))?;
        }
        Ok(replaced)
    }

    fn sink(&self, task: &Task) -> Result<Sink, Failure> {
        match (&task.target, self.options.folder()) {
            (Some(target), Some(folder)) => {
                folders::create(folder, &target.within).map_err(Failure::File)?;
                Whole::create_in(folder, &target.path).map(Sink::File)
            }
            _ if self.options.format == Format::Html => Ok(Sink::Nowhere),
            _ => Ok(Sink::stdout()),
        }
    }
}

fn write_page(mut output: Output, page: &str) -> Result<(), Failure> {
    output.write(page)?;
    output.finish()
}

/// The message for a text that cannot be read to its end.
fn explain(source: &mut Source, broken: &Broken) -> String {
    // Damaged data often unpacks to invalid text.
    match (source.fault(), broken) {
        (Some(fault), _) => fault,
        (None, Broken::Read(error) | Broken::Write(error)) => error.to_string(),
        (None, Broken::Text(error)) => match error.offset() {
            Some(byte) => source.invalid_utf8(byte as u64),
            None => error.to_string(),
        },
    }
}
