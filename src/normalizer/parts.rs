//! Many short texts that lie one behind the other.

use crate::error::{Error, Problem};
use crate::normalizer::Normalizer;
use alloc::string::String;

impl Normalizer {
    /// Appends the normalized parts of a text to `out`, which is not cleared, each as if it were a text of its own. `ends` has
    /// the end of each part, where the next one starts, and gets the end of each output in `out`. What follows the last end is left
    /// out.
    ///
    /// For rows of a column, whose texts lie one behind the other: short ones are rewritten in one pass, and posts of 130 bytes take
    /// two thirds of the time of a call of [`normalize_into`](Self::normalize_into) for each. Lists of steps that need more than
    /// composition and the table, such as `trim`, take the same time.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::PartEnd`](crate::ErrorKind::PartEnd), with the offset of the end, if an end is no boundary of characters or less
    /// than the one before. Nothing is written then.
    ///
    /// ```
    /// // Two rows: a word without marks, and one with two.
    /// let rows = "كتابقَلَم";
    /// let (mut ends, mut out) = ([8, 18], String::new());
    /// naqi::preset::LIGHT.normalize_parts_into(rows, &mut ends, &mut out)?;
    /// assert_eq!(&out[..ends[0]], "كتاب");
    /// assert_eq!(&out[ends[0]..ends[1]], "قلم");
    /// # Ok::<(), naqi::Error>(())
    /// ```
    pub fn normalize_parts_into(&self, text: &str, ends: &mut [usize], out: &mut String) -> Result<(), Error> {
        // As `is_char_boundary`, without branches that differ.
        let is_end = |start: usize, end: usize| {
            start <= end && text.as_bytes().get(end).map_or(end == text.len(), |byte| *byte as i8 >= -0x40)
        };
        let (mut start, mut are_ends) = (0, true);
        for &end in ends.iter() {
            are_ends &= is_end(start, end);
            start = end;
        }
        if !are_ends {
            let starts = core::iter::once(0).chain(ends.iter().copied());
            let wrong = starts.zip(&*ends).find(|&(start, &end)| !is_end(start, end)).map_or(0, |(_, end)| *end);
            return Err(Error::at(Problem::PartEnd, wrong));
        }
        let pipeline = &self.0.pipeline;
        if pipeline.is_direct() {
            pipeline.run_parts(text, ends, out);
            return Ok(());
        }
        let mut start = 0;
        for end in ends {
            self.normalize_into(&text[start..*end], out);
            start = core::mem::replace(end, out.len());
        }
        Ok(())
    }
}
