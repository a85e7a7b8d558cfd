//! `naqi repair`: text without damage, or a table of what was undone.

use crate::input::lines::{MAX_LINE, Reading};
use crate::input::{Input, Source};
use crate::messages;
use crate::options::{InputOptions, OutputOption};
use crate::outcome::Outcome;
use crate::output::{Failure, Output, tsv};
use crate::terminal::figures::thousands;
use clap::{Args, ValueEnum};
use naqi_repair::Damage;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Read;

/// Lines are repaired together up to this many bytes: each judges the others.
const BATCH: usize = 1 << 20;
/// The longest file that `--decode` takes.
const MAX_BYTES: u64 = 256 << 20;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    /// Guess each file's encoding: windows-1256, ISO-8859-6, MacArabic, CP720, CP864, UTF-16 or UTF-8
    #[arg(long, conflicts_with = "lossy")]
    decode: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    output: OutputOption,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The repaired text
    Text,
    /// A line for each change: start, end, damage, confidence, the repaired line. Offsets are bytes of the file's text, as
    /// it is after --decode or --lossy. Tab, line feed, carriage return and backslash are \t, \n, \r and \\
    Tsv,
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let (inputs, mut is_complete) = options.input.inputs();
    let mut output = options.output.open(&inputs)?;
    if options.decode {
        for input in &inputs {
            match read(input, options.input.reading()) {
                Ok(bytes) => is_complete &= decoded(&bytes, input, options.format, &mut output)?,
                Err(error) => {
                    output.flush()?;
                    messages::error(&format!("{}: {error}", input.name()));
                    is_complete = false;
                }
            }
        }
    } else {
        let mut lines = options.input.lines(&inputs, &output);
        for input in &inputs {
            let mut batch = Batch::new(options.format);
            lines.each(input, &mut output, |line, output| {
                batch.text.push_str(line.text);
                if batch.text.len() >= BATCH { batch.flush(output) } else { Ok(()) }
            })?;
            batch.flush(&mut output)?;
            batch.report(input);
        }
        is_complete &= lines.finish();
    }
    output.finish()?;
    Ok(Outcome::of(is_complete))
}

fn read(input: &Input, reading: Reading) -> Result<Vec<u8>, String> {
    let mut source = Source::open(input, reading.max_expansion, |_| {})?;
    let mut bytes = Vec::new();
    source.by_ref().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("--decode takes up to {} MiB: split the file", MAX_BYTES >> 20));
    }
    source.unchanged()?;
    Ok(bytes)
}

/// Repairs a file after its encoding is guessed. Returns whether it could: a line has a longest length.
fn decoded(bytes: &[u8], input: &Input, format: Format, output: &mut Output) -> Result<bool, Failure> {
    let decoded = naqi_repair::decode(bytes);
    let percent = (decoded.confidence * 100.0).floor();
    messages::note_on(&input.name(), &format!("{}, {percent} % sure", decoded.encoding));
    let mut batch = Batch::new(format);
    // An old file may have carriage returns alone.
    for line in decoded.text.split_inclusive(['\n', '\r']) {
        if line.len() as u64 > MAX_LINE {
            batch.flush(output)?;
            output.flush()?;
            let most = MAX_LINE >> 20;
            messages::error(&format!("{}: a line is longer than {most} MiB: break it into lines", input.name()));
            return Ok(false);
        }
        batch.text.push_str(line);
        if batch.text.len() >= BATCH {
            batch.flush(output)?;
        }
    }
    batch.flush(output)?;
    batch.report(input);
    Ok(true)
}

/// Lines that are repaired together, and what was done so far.
struct Batch {
    format: Format,
    text: String,
    /// Bytes before it in the input's text.
    offset: usize,
    lines: u64,
    kinds: BTreeMap<&'static str, u64>,
}

impl Batch {
    fn new(format: Format) -> Self {
        Self { format, text: String::new(), offset: 0, lines: 0, kinds: BTreeMap::new() }
    }

    /// Writes what the lines are repaired to.
    fn flush(&mut self, output: &mut Output) -> Result<(), Failure> {
        let repaired = naqi_repair::repair(&self.text);
        let lines: BTreeSet<usize> = repaired.changes.iter().map(|change| change.source.start).collect();
        self.lines += lines.len() as u64;
        let names = repaired.changes.iter().map(|change| Damage::name(change.damage));
        names.for_each(|name| *self.kinds.entry(name).or_default() += 1);
        match self.format {
            Format::Text => output.write(&repaired.text)?,
            Format::Tsv => {
                let mut row = String::new();
                for change in &repaired.changes {
                    let (start, end) = (self.offset + change.source.start, self.offset + change.source.end);
                    row.clear();
                    // Writing to a string does not fail.
                    let _ = write!(row, "{start}\t{end}\t{}\t{:.2}\t", change.damage.name(), change.confidence);
                    tsv::push(&mut row, &repaired.text[change.output.clone()]);
                    row.push('\n');
                    output.write(&row)?;
                }
            }
        }
        self.offset += self.text.len();
        self.text.clear();
        Ok(())
    }

    /// Says what was done, if anything was.
    fn report(&self, input: &Input) {
        if self.lines == 0 {
            return;
        }
        let kinds = self.kinds.iter().map(|(name, count)| format!("{name} {}", thousands(*count)));
        let (lines, kinds) = (thousands(self.lines), kinds.collect::<Vec<_>>().join(", "));
        messages::note_on(&input.name(), &format!("lines repaired: {lines} ({kinds})"));
    }
}
