//! Reads the inputs one after the other, and collects their rows.

use super::forms::Forms;
use super::page::page;
use super::row::{Origin, rows};
use super::rows::Rows;
use super::{Format, Options, fields, table};
use crate::hits::screen::Colour;
use crate::input::Input;
use crate::messages;
use crate::outcome::Outcome;

pub fn run(mut options: Options) -> anyhow::Result<Outcome> {
    let (needles, inputs, found_all) = options.query.resolve()?;
    let mut output = options.output.open(&inputs)?;
    let names: Vec<String> = inputs.iter().map(Input::name).collect();
    let columns = usize::from(options.width);
    let (mut found, mut forms) = (Rows::new(options.sort, options.limit as usize, names), Forms::default());
    let mut lines = options.query.input.lines(&inputs, &output);
    for (file, input) in inputs.iter().enumerate() {
        lines.each(input, &mut output, |line, _| {
            rows(&needles, columns, Origin { file, line: line.number }, line.content(), |row| {
                forms.add(&row.keyword);
                found.push(row);
            });
            Ok(())
        })?;
    }
    let complete = lines.finish() && found_all;
    let shown = found.finish();
    let is_found = !shown.rows.is_empty();
    match options.format {
        Format::Html => {
            let langs = options.page.languages(options.query.rules.language());
            output.write(&page(langs, &needles, &options.query.rules.title(), &shown, &forms))?;
        }
        Format::Tsv => output.write(&fields::tsv(&shown))?,
        Format::Jsonl => output.write(&fields::jsonl(&shown, needles.queries()))?,
        Format::Text if !is_found => {}
        Format::Text if output.is_for_reader() => {
            let table = table::table(&shown, &forms, columns, Colour::of(&output));
            output.write_styled(&table)?;
        }
        Format::Text => output.write(&table::plain(&shown, &forms))?,
    }
    output.finish()?;
    let count = match shown.rows.len() + shown.left_out {
        0 => "nothing found".into(),
        count => format!("{count} found"),
    };
    messages::note_on(&needles.queries().join(", "), &count);
    Ok(Outcome::of_search(complete, is_found))
}
