//! The output for one character, wherever it stands.

use crate::normalizer::Normalizer;

impl Normalizer {
    /// The output for a character that is the same in every text: that of a text is the outputs of its characters, if all have one.
    /// `None` if the output may depend on the characters beside it, as that of a hamza above, which is composed with its letter;
    /// and for all characters if the list has steps such as `trim` or `nfc`. The buffer holds an output without a place of its own.
    ///
    /// For texts that are not in UTF-8: a table of these outputs rewrites most of a text as it is. If a space has itself as output, a
    /// text may be split before a space, so that the words around other characters are normalized alone; not with
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
