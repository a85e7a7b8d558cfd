//! A run over all inputs: counts the documents that are new and those that were known, and reports what cannot be read.

use super::Options;
use super::documents::{Documents, JSON_LINES, format_of, source};
use crate::index::store::Added;
use crate::index::{Document, Store, explain};
use crate::input::Input;
use crate::messages;
use crate::options::Inputs;
use crate::outcome::Outcome;
use crate::terminal::figures::{count, thousands};
use crate::terminal::progress::{Progress, Show};
use std::io;
use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tantivy::TantivyError;

/// The maximum number of messages for one file.
const MAX_REPORTED: u64 = 10;

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let settings = options.settings()?;
    let interrupted = Arc::new(AtomicBool::new(false));
    stop_at_signals(interrupted.clone())?;
    let store = Store::open(&settings).map_err(anyhow::Error::msg)?;
    let removes = options.remove_missing || !options.remove.is_empty();
    // Standard input is not read if there is something to remove.
    let Inputs { list: inputs, skipped, complete } = match removes && options.input.files.is_empty() {
        true => Inputs { list: Vec::new(), skipped: 0, complete: true },
        false => options.input.gather_with(JSON_LINES),
    };
    let progress = Progress::new(&inputs, Show { bar: true, lines: options.progress });
    let mut run =
        Run { options, store, progress: &progress, interrupted, added: 0, known: 0, changed: 0, removed: 0, complete };
    let ended = run.remove().and_then(|()| inputs.iter().try_for_each(|input| run.input(input)));
    let index = options.index.display();
    match ended {
        Ok(()) => {}
        Err(Stopped::BySignal) => run.fail("interrupted: run the same command again to continue"),
        Err(Stopped::ByIndex(error)) => {
            progress.finish();
            let committed = count(run.store.count(), "document");
            anyhow::bail!("{index}: {}; {committed} committed", explain(&error));
        }
    }
    let Run { store, added, known, changed, removed, complete, .. } = run;
    let committed = store.finish();
    progress.finish();
    let committed = committed.map_err(|error| anyhow::anyhow!("{index}: {}", explain(&error)))?;
    let (all, added, known) = (count(committed, "document"), thousands(added), thousands(known));
    if skipped > 0 {
        let skipped = thousands(skipped);
        messages::note(&format!("files of folders left out, for their suffix or as links: {skipped}"));
    }
    let mut more = String::new();
    for (number, what) in [(changed, "changed"), (removed, "removed")] {
        if number > 0 {
            more += &format!(", {} {what}", thousands(number));
        }
    }
    messages::note(&format!("{index}: {all}; {added} new, {known} of the input already indexed{more}"));
    Ok(Outcome::of(complete))
}

/// The first signal lets the run commit what it has; the second ends it at once.
fn stop_at_signals(interrupted: Arc<AtomicBool>) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(move || {
        if interrupted.swap(true, Ordering::Relaxed) {
            // The code of a program that Ctrl-C has ended.
            exit(130);
        }
        messages::note("the run ends after the document being read; Ctrl-C again ends it at once");
    })
}

struct Run<'o> {
    options: &'o Options,
    store: Store,
    progress: &'o Progress,
    interrupted: Arc<AtomicBool>,
    added: u64,
    known: u64,
    changed: u64,
    removed: u64,
    complete: bool,
}

/// The reason why an input is not read to its end.
enum Stop {
    Read(io::Error),
    Run(Stopped),
}

/// The reason why no more inputs are read.
enum Stopped {
    BySignal,
    /// The index accepts no more documents.
    ByIndex(TantivyError),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl Run<'_> {
    fn input(&mut self, input: &Input) -> Result<(), Stopped> {
        let Options { format, names, input: options, .. } = self.options;
        let documents =
            Documents { format: format.unwrap_or_else(|| format_of(input)), names, reading: options.reading() };
        let (progress, name, mut wrong) = (self.progress, input.name(), 0);
        self.store.begin(&source(input)).map_err(Stopped::ByIndex)?;
        let ended = documents.read(input, |bytes| progress.add(bytes), &mut |found| match found {
            Ok(document) => self.add(document).map_err(Stop::Run),
            Err(message) => {
                wrong += 1;
                if wrong <= MAX_REPORTED {
                    self.fail(&format!("{name}: {message}"));
                }
                Ok(())
            }
        });
        if wrong > MAX_REPORTED {
            self.fail(&format!("{name}: {} not printed", count(wrong - MAX_REPORTED, "more error")));
        }
        match ended {
            // What could not be read may be what is not found. Standard input has other texts each time.
            Ok(()) if wrong == 0 && *input != Input::Stdin => {
                self.removed += self.store.end();
                Ok(())
            }
            Ok(()) => Ok(()),
            Err(Stop::Read(error)) => {
                self.fail(&format!("{name}: {error}"));
                Ok(())
            }
            Err(Stop::Run(stopped)) => Err(stopped),
        }
    }

    /// Removes the documents of files that the options name, and of those that are no more.
    fn remove(&mut self) -> Result<(), Stopped> {
        for path in &self.options.remove {
            let removed = self.store.remove(&source(&Input::File(path.clone()))).map_err(Stopped::ByIndex)?;
            if removed == 0 {
                self.fail(&format!("{}: the index has no document of this file", path.display()));
            }
            self.removed += removed;
        }
        if self.options.remove_missing {
            self.removed += self.store.remove_missing().map_err(Stopped::ByIndex)?;
        }
        Ok(())
    }

    fn add(&mut self, document: Document) -> Result<(), Stopped> {
        match self.store.add(document).map_err(Stopped::ByIndex)? {
            Added::New => self.added += 1,
            Added::Known => self.known += 1,
            Added::Changed => self.changed += 1,
        }
        match self.interrupted.load(Ordering::Relaxed) {
            true => Err(Stopped::BySignal),
            false => Ok(()),
        }
    }

    fn fail(&mut self, message: &str) {
        self.progress.error(message);
        self.complete = false;
    }
}
