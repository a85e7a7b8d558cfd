//! The text form of normalizers: a list of steps and presets, as `search, unify_hamza, -fold_case`.

use crate::error::{Error, Problem};
use crate::names;
use crate::normalizer::Normalizer;
use crate::preset;
use crate::rules::step::{self, Step};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

/// Writes the steps, also those of a preset, in the order in which they run.
impl fmt::Display for Normalizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.steps().iter().enumerate() {
            write!(f, "{}{step}", if n == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl FromStr for Normalizer {
    type Err = Error;

    /// Parses a list of steps and presets.
    ///
    /// - A name is that of a step, or else that of a [preset](crate::preset), which stands for its steps: `search,
    ///   unify_hamza`.
    /// - `-name` removes a step from those before it: `search, -fold_case`. Without an argument it removes all steps of the
    ///   name: `-digits` removes `digits(ascii)`, `-map` removes every map.
    /// - A comma, a line end, or both separate names, and the rules of a map. Blank lines are ignored. `#` starts a comment,
    ///   which ends with the line; `\#` is the sign.
    /// - `map(\u{6AF}=k, \u{67E}=p, \u{6D4}=)` has rules of your own: see [`Map`](crate::step::Map). `*=` deletes every code point
    ///   without a rule. White space around a key and its text is ignored.
    ///
    /// The empty text is the list of no steps, and so is a file of comments alone.
    ///
    /// ```
    /// use naqi::{Normalizer, preset};
    ///
    /// let read: Normalizer = "
    ///     search          # all spellings of a word
    ///     unify_hamza     # and of the hamza's seat
    ///     -strip_joiners  # but ZWNJ stays
    /// ".parse()?;
    /// let (one, other) = (
    ///     "المسئول",
    ///     "المسؤول",
    /// );
    /// assert_eq!(read.normalize(one), read.normalize(other));
    /// let with_zwnj = "مي\u{200C}خواهم";
    /// assert_eq!(read.normalize(with_zwnj), with_zwnj);
    /// assert_eq!("search".parse(), Ok(Normalizer::default()));
    /// # Ok::<(), naqi::Error>(())
    /// ```
    ///
    /// # Errors
    /// An unknown name (the message suggests the nearest one), `-name` where there is no such step, a map that
    /// [`Map::new`](crate::step::Map::new) or [`Normalizer::try_new`] rejects, or a syntax error; with the byte offset,
    /// and in a text of several lines the line and the column in characters.
    fn from_str(text: &str) -> Result<Self, Error> {
        parsed(text).map_err(|error| error.in_text(text))
    }
}

fn parsed(text: &str) -> Result<Normalizer, Error> {
    let text = step::without_comments(text);
    if let [step::Part { text: before, .. }, _, ..] = &*step::split(&text, 0, &['|'])? {
        let what = "the start of an analyzer's options: parse the text as an Analyzer, or leave them out";
        return Err(Error::at(Problem::Misplaced { name: "|".into(), what }, before.len()));
    }
    Normalizer::try_new(&steps(&text, 0, "step or preset", &[])?)
}

names::serde_as_text!(Normalizer);

/// The steps of a list without comments, which is at an offset of a text. An error says that a name should be of `what`,
/// and may suggest `others`, which the caller parses.
pub(crate) fn steps(text: &str, at: usize, what: &'static str, others: &[&'static str]) -> Result<Vec<Step>, Error> {
    let mut steps = Vec::new();
    let unknown = |name, at| {
        let presets = preset::all().map(preset::Preset::name);
        let known = step::step_names().chain(presets).chain(others.iter().copied());
        let list = "`naqi::Step::all()` and `naqi::preset::all()` list all names";
        Error::at(names::unknown(what, name, known, list), at)
    };
    for (at, entry) in step::entries(text, at)? {
        if let Some(name) = entry.strip_prefix('-') {
            remove(&mut steps, name.trim_start(), at + entry.len() - name.trim_start().len())?;
        } else if let Some(step) = step::parse_step(entry, at)? {
            steps.push(step);
        } else if let Some(preset) = preset::by_name(entry) {
            steps.extend_from_slice(preset.listed_steps());
        } else {
            return Err(unknown(entry.split('(').next().unwrap_or_default().trim_end(), at));
        }
    }
    Ok(steps)
}

/// Removes the steps of a name, or the one that has the argument, too.
fn remove(steps: &mut Vec<Step>, name: &str, at: usize) -> Result<(), Error> {
    let count = steps.len();
    if step::step_names().any(|known| known == name) {
        steps.retain(|step| step.name() != name);
    } else if let Some(removed) = step::parse_step(name, at)? {
        steps.retain(|step| *step != removed);
    } else if preset::by_name(name).is_some() {
        let what = "a preset, which is a list of steps: remove its steps one by one";
        return Err(Error::at(Problem::Misplaced { name: name.into(), what }, at));
    } else {
        let list = "`naqi::Step::all()` lists all names";
        return Err(Error::at(names::unknown("step", name, step::step_names(), list), at));
    }
    if steps.len() == count {
        return Err(Error::at(Problem::NotThere(name.into()), at));
    }
    Ok(())
}
