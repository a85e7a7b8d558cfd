//! The output for one character, wherever it stands.

use crate::normalizer::Normalizer;

impl Normalizer {
    /// The output for a character, if it is the same in every text. If all characters of a text have one, the text's output is
    /// these outputs in their order. `None` if the output may depend on the characters beside it, as that of a hamza above, which
    /// is composed with its letter; and for all characters if the list has steps such as `trim` or `nfc`. A short output is
    /// written to the buffer.
    ///
    /// This is for texts that are not in UTF-8: most of a text is rewritten by a table of these outputs. If the output for a space is
    /// a space, a text may be split before each space, and the words around other characters normalized alone; not with
    /// `unify_uthmani`, whose rules look at the next word.
    ///
    /// ```
    /// let search = &*naqi::preset::SEARCH;
    /// assert_eq!(search.output_of('ة', &mut [0; 4]), Some("ه"));
    /// assert_eq!(search.output_of('\u{64E}', &mut [0; 4]), Some("")); // FATHA
    /// assert_eq!(search.output_of('ب', &mut [0; 4]), Some("ب"));
    /// assert_eq!(search.output_of('\u{654}', &mut [0; 4]), None); // HAMZA ABOVE
    /// ```
    #[inline]
    pub fn output_of<'b>(&'b self, c: char, buffer: &'b mut [u8; 4]) -> Option<&'b str> {
        let pipeline = &self.0.pipeline;
        (pipeline.is_direct() && !pipeline.table.is_stop(c)).then(|| pipeline.table.output_of(c, buffer))
    }
}
