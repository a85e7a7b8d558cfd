//! Reads the files one after the other into the tally, and writes the report.

use super::chunks::chunks;
use super::report::{Frame, Report};
use super::tally::{File, Tally};
use super::{Format, Options, json, page, table};
use crate::input::{Input, Source};
use crate::options::Inputs;
use crate::outcome::Outcome;
use crate::terminal::progress::{Progress, Show};

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let inputs = options.input.gather();
    let mut output = options.output.open(&inputs.list)?;
    let (report, complete) = count(options, &inputs);
    if report.totals.files == 0 && complete {
        anyhow::bail!("the folders have no text files: .txt, .text or no suffix");
    }
    // What could not be read has its message.
    if report.totals.bytes == 0 && !complete {
        return Ok(Outcome::Incomplete);
    }
    match options.format {
        Format::Text if output.is_for_reader() => output.write_styled(&table::print(&report, table::For::Reader))?,
        Format::Text => output.write(&table::print(&report, table::For::Program))?,
        Format::Json => output.write(&format!("{:#}\n", json::object(&report)))?,
        Format::Jsonl => output.write(&format!("{}\n", json::object(&report)))?,
        Format::Html => {
            let langs = options.page.languages(options.rules.language());
            output.write(&page::build(&report, langs))?;
        }
    }
    output.finish()?;
    Ok(Outcome::of(complete))
}

/// The report, and whether every file was read to its end.
fn count(options: &Options, inputs: &Inputs) -> (Report, bool) {
    let (normalizer, title) = (options.rules.normalizer(), options.rules.title());
    let limit = options.limit.get();
    let mut tally = Tally::new(&normalizer, limit);
    let mut complete = inputs.complete;
    let progress = Progress::new(&inputs.list, Show { bar: true, lines: false });
    for input in &inputs.list {
        if let Err(error) = read(options, input, &mut tally, &progress) {
            progress.error(&format!("{}: {error}", input.name()));
            complete = false;
        }
    }
    let frame =
        Frame { normalizer: &normalizer, title: &title, top: options.top.get(), limit, skipped: inputs.skipped };
    (Report::new(tally, &frame), complete)
}

/// Counts a file. One that cannot be opened is not counted among the files.
fn read(options: &Options, input: &Input, tally: &mut Tally, progress: &Progress) -> Result<(), String> {
    let reading = options.input.reading();
    let mut source = Source::open_text(input, reading, |bytes| progress.add(bytes))?;
    let mut file = File { name: input.name(), ..File::default() };
    let ended = chunks(&mut source, reading.lossy, |text| tally.push(text, &mut file));
    let ended = match ended {
        Ok(()) => source.unchanged(),
        // An error in the text may be caused by an error in the packed bytes.
        Err(fault) => Err(source.fault().unwrap_or_else(|| fault.message(&mut source))),
    };
    file.broken = ended.is_err();
    tally.finish_file(file);
    ended
}
