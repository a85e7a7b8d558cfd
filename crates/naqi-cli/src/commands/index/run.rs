//! A run over all inputs: counts the documents that are new and those that were known, and reports what cannot be read.

use crate::args::Options;
use crate::documents::{self, Document, DocumentSink};
use crate::explain::explain;
use crate::figures::thousands;
use crate::progress::Progress;
use crate::store::{Outcome, Store};
use crate::walk::{Found, format, walk};
use crate::warn::warn;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use tantivy::TantivyError;

/// The maximum number of messages for one file.
const MAX_REPORTED: u64 = 10;

pub fn run(options: &Options) -> ExitCode {
    let store = match Store::open(options) {
        Ok(store) => store,
        Err(error) => {
            warn("index", &error);
            return ExitCode::FAILURE;
        }
    };
    let progress = Progress::new(options);
    let mut run = Run { options, store, progress, added: 0, known: 0, failed: false };
    match run.all() {
        Ok(()) => run.finish(),
        Err(error) => run.interrupted(&error),
    }
}

struct Run<'o> {
    options: &'o Options,
    store: Store,
    progress: Progress,
    added: u64,
    known: u64,
    failed: bool,
}

/// The reason why a file is not read to its end.
enum Stop {
    Read(io::Error),
    /// The index accepts no more documents.
    Index(TantivyError),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Read(error)
    }
}

impl Run<'_> {
    fn all(&mut self) -> Result<(), TantivyError> {
        for found in walk(self.options) {
            match found {
                Found::Fault(message) => self.fail(&message),
                Found::File { path, .. } => self.file(&path)?,
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<(), TantivyError> {
        let Options { format: said, names, .. } = self.options;
        let name = if path.as_os_str() == "-" { "standard input".into() } else { path.display().to_string() };
        let mut open = OpenFile { run: self, name: &name, wrong: 0 };
        let ended = documents::read(path, said.unwrap_or_else(|| format(path)), names, &mut open);
        let wrong = open.wrong;
        if wrong > MAX_REPORTED {
            self.fail(&format!("{name}: {} more are wrong", thousands(wrong - MAX_REPORTED)));
        }
        match ended {
            Ok(()) => Ok(()),
            Err(Stop::Read(error)) => {
                self.fail(&format!("{name}: {error}"));
                Ok(())
            }
            Err(Stop::Index(error)) => Err(error),
        }
    }

    fn fail(&mut self, message: &str) {
        self.progress.say(message);
        self.failed = true;
    }

    fn finish(self) -> ExitCode {
        let Self { options, store, progress, added, known, failed } = self;
        let index = options.index.display();
        match store.finish() {
            Ok(count) => {
                progress.finish();
                let (count, added, known) = (thousands(count), thousands(added), thousands(known));
                warn("index", &format!("{index}: {count} documents; {added} are new, {known} of the input were there"));
                if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
            }
            Err(error) => {
                progress.finish();
                warn("index", &format!("{index}: {}", explain(&error)));
                ExitCode::FAILURE
            }
        }
    }

    fn interrupted(self, error: &TantivyError) -> ExitCode {
        self.progress.finish();
        let (index, count) = (self.options.index.display(), thousands(self.store.count()));
        warn("index", &format!("{index}: {}; {count} documents are committed", explain(error)));
        ExitCode::FAILURE
    }
}

/// A file that is being read.
struct OpenFile<'r, 'o> {
    run: &'r mut Run<'o>,
    name: &'r str,
    wrong: u64,
}

impl DocumentSink for OpenFile<'_, '_> {
    type Stop = Stop;

    fn read(&mut self, bytes: u64) {
        self.run.progress.took(bytes);
    }

    fn document(&mut self, document: Document) -> Result<(), Stop> {
        match self.run.store.add(document).map_err(Stop::Index)? {
            Outcome::Added => self.run.added += 1,
            Outcome::Known => self.run.known += 1,
        }
        Ok(())
    }

    fn wrong(&mut self, message: String) {
        self.wrong += 1;
        if self.wrong <= MAX_REPORTED {
            let said = format!("{}: {message}", self.name);
            self.run.fail(&said);
        }
    }
}
