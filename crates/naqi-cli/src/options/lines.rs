//! Reads inputs line by line, under one progress.

use crate::input::Input;
use crate::input::lines::{self, Line, Reading, Stop};
use crate::output::{Failure, Output};
use crate::terminal::progress::{Progress, Show};

pub struct Lines {
    reading: Reading,
    progress: Progress,
    read_all: bool,
}

impl Lines {
    /// The lines of these inputs, whose results are written to `output`.
    pub fn new(reading: Reading, inputs: &[Input], output: &Output) -> Self {
        // Of standard input no length is known, and its reader may be at work on the terminal.
        let bar = !output.is_terminal() && !inputs.contains(&Input::Stdin);
        Self { reading, progress: Progress::new(inputs, Show { bar, lines: false }), read_all: true }
    }

    /// Passes on each line of one of the inputs, and what writes its result. A message about the input comes after the
    /// results of the lines before the error.
    pub fn each(
        &mut self,
        input: &Input,
        output: &mut Output,
        mut take: impl FnMut(&Line, &mut Output) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let progress = &self.progress;
        let took = |bytes| progress.add(bytes);
        match lines::each_line(input, self.reading, took, |line| Ok(take(&line, output)?)) {
            Ok(()) => {}
            Err(Stop::Output(failure)) => return Err(failure),
            Err(Stop::Input(error)) => {
                output.flush()?;
                self.progress.error(&format!("{}: {error}", input.name()));
                self.read_all = false;
            }
        }
        Ok(())
    }

    /// Ends the progress. Returns whether all inputs were read to their ends.
    pub fn finish(self) -> bool {
        self.read_all
    }
}
