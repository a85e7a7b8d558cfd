//! The text form of analyzers: `compose, unify_alef | leave_out(function, question) | stem(full) | root_key`.

use crate::error::{Error, ErrorKind};
use crate::normalizer::Normalizer;
use crate::search::analyzer::{Analyzer, Stem};
use crate::search::stem::Category;
use core::fmt;
use core::str::FromStr;

impl fmt::Display for Analyzer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.normalizer)?;
        let mut names = self.left_out().map(Category::name);
        if let Some(first) = names.next() {
            write!(f, " | leave_out({first}")?;
            names.try_for_each(|name| write!(f, ", {name}"))?;
            write!(f, ")")?;
        }
        match self.stem {
            Stem::None => {}
            Stem::Light => write!(f, " | stem(light)")?,
            Stem::Full => write!(f, " | stem(full)")?,
        }
        if self.root_key { write!(f, " | root_key") } else { Ok(()) }
    }
}

impl FromStr for Analyzer {
    type Err = Error;

    /// Parses a list of steps and the other options, separated by bars; or the name of an analyzer.
    ///
    /// ```
    /// use naqi::{Analyzer, analyzer};
    ///
    /// let own: Analyzer = "compose, strip_diacritics | leave_out(function) | stem(light)".parse()?;
    /// let terms = own.terms("مِنَ المَدْرَسَةِ");
    /// assert_eq!(terms.join(" "), "مدرس");
    /// assert_eq!("wide".parse::<Analyzer>()?.fingerprint(), analyzer::wide().fingerprint());
    /// # Ok::<(), naqi::Error>(())
    /// ```
    ///
    /// # Errors
    /// An error in the list of steps, or an unknown option; with the byte offset.
    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(analyzer) = crate::search::analyzer::by_name(text.trim()) {
            return Ok(analyzer.clone());
        }
        // A map in the steps may contain a bar, so options are split off from the end.
        let mut steps = text;
        let (mut left_out, mut stem, mut root_key) = (0, None, false);
        while let Some((rest, part)) = steps.rsplit_once('|') {
            let at = rest.len() + 1;
            match part.trim() {
                "stem(light)" => stem = stem.or(Some(Stem::Light)),
                "stem(full)" => stem = stem.or(Some(Stem::Full)),
                "root_key" => root_key = true,
                part => match part.strip_prefix("leave_out(").and_then(|rest| rest.strip_suffix(')')) {
                    Some(names) => left_out |= categories(names, at)?,
                    // The bar may belong to a map; then the steps parse with it.
                    None if steps.parse::<Normalizer>().is_ok() => break,
                    None => return Err(Error::at(ErrorKind::UnknownPart(part.into()), at)),
                },
            }
            steps = rest;
        }
        let stem = stem.unwrap_or_default();
        Ok(Self { left_out, stem, root_key, ..Self::new(steps.trim_end().parse()?) })
    }
}

fn categories(names: &str, at: usize) -> Result<u16, Error> {
    names.split(',').try_fold(0, |set, name| {
        let known = Category::ALL.into_iter().find(|c| c.name() == name.trim());
        let category = known.ok_or_else(|| Error::at(ErrorKind::UnknownCategory(name.trim().into()), at))?;
        Ok(set | crate::search::analyzer::bit(category))
    })
}
