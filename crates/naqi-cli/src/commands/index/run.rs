//! A run over all inputs: counts the documents that are new and those that were known, and reports what cannot be read.

use super::Options;
use super::documents::{Documents, JSON_LINES, format_of};
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
    let Inputs { list: inputs, skipped, complete } = options.input.gather_with(JSON_LINES);
    let progress = Progress::new(&inputs, Show { bar: true, lines: options.progress });
    let mut run = Run { options, store, progress: &progress, interrupted, added: 0, known: 0, complete };
    let ended = inputs.iter().try_for_each(|input| run.input(input));
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
    let Run { store, added, known, complete, .. } = run;
    let committed = store.finish();
    progress.finish();
    let committed = committed.map_err(|error| anyhow::anyhow!("{index}: {}", explain(&error)))?;
    let (all, added, known) = (count(committed, "document"), thousands(added), thousands(known));
    if skipped > 0 {
        let skipped = thousands(skipped);
        messages::note(&format!("files of folders left out, for their suffix or as links: {skipped}"));
    }
    messages::note(&format!("{index}: {all}; {added} new, {known} of the input already indexed"));
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
            Ok(()) => Ok(()),
            Err(Stop::Read(error)) => {
                self.fail(&format!("{name}: {error}"));
                Ok(())
            }
            Err(Stop::Run(stopped)) => Err(stopped),
        }
    }

    fn add(&mut self, document: Document) -> Result<(), Stopped> {
        match self.store.add(document).map_err(Stopped::ByIndex)? {
            Added::New => self.added += 1,
            Added::Known => self.known += 1,
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
