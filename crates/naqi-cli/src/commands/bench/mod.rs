//! `naqi bench`: the speed of the main operations on the user's own text, beside copying it.

mod operations;
mod text;

use crate::messages;
use crate::options::{InputOptions, RuleOptions};
use crate::outcome::Outcome;
use crate::output::Output;
use crate::terminal::figures::count;
use clap::Args;
use operations::{Operation, SAMPLE, measure};
use std::time::Duration;
use text::Text;

#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    input: InputOptions,
    #[command(flatten)]
    rules: RuleOptions,
    /// What is searched for; a word of the text by default
    #[arg(long, value_name = "TEXT")]
    find: Option<String>,
    /// How long to measure
    #[arg(long, value_name = "N", default_value = "1.5", value_parser = seconds)]
    seconds: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse().map_err(|_| "it is no number".to_owned())?;
    Duration::try_from_secs_f64(number).map_err(|error| error.to_string())
}

pub fn run(options: &Options) -> anyhow::Result<Outcome> {
    let (text, is_complete) = Text::read(&options.input);
    let outcome = Outcome::of(is_complete);
    if text.text.is_empty() {
        messages::note("there is no text to measure with");
        return Ok(outcome);
    }
    let needle = options.find.clone().unwrap_or_else(|| text.word().to_owned());
    let normalizer = options.rules.normalizer();
    let mut output = Output::open(None)?;
    let part = match text.is_whole {
        false => ", the start of it",
        true if text.text.len() < SAMPLE => ", which stay in the processor's cache",
        true => "",
    };
    let mut rows = vec![
        format!("naqi {}, vector instructions: {}", env!("CARGO_PKG_VERSION"), naqi::kernel_level()),
        format!(
            "text: {}, {}{part}; rules: {}",
            count(text.text.len() as u64, "byte"),
            count(naqi::words(&text.text).count() as u64, "word"),
            options.rules.title()
        ),
    ];
    let mut operations = Operation::all(&text.text, &normalizer, &needle);
    let speeds = measure(&mut operations, text.text.len(), options.seconds);
    let width = operations.iter().map(|operation| operation.name.chars().count()).max().unwrap_or(0);
    let fastest = speeds.first().copied().unwrap_or(0.0);
    for (operation, speed) in operations.iter().zip(&speeds) {
        let (name, about) = (&operation.name, operation.about());
        let (speed, share) = (format!("{:.2} GB/s", speed / 1e9), format!("{:.2} × memcpy", speed / fastest));
        // A pipe gets no padding.
        rows.push(match output.is_terminal() {
            true => format!("{name:<width$} {speed:>12} {share:>15}  {about}"),
            false => format!("{name}\t{speed}\t{share}\t{about}"),
        });
    }
    drop(operations);
    output.write(&format!("{}\n", rows.join("\n")))?;
    output.finish()?;
    Ok(outcome)
}
