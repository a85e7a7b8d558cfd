//! Alignments as sets of boundaries: where a unit starts in the source and in the output.

use naqi::align::Alignment;
use std::collections::BTreeSet;

/// The starts of units, in the source and in the output; the ends of both come last.
pub type Boundaries = BTreeSet<(usize, usize)>;

/// Removes boundaries without output: deleted text belongs to the unit before it, or is a unit at the beginning.
pub fn settled(boundaries: impl IntoIterator<Item = (usize, usize)>, end: (usize, usize)) -> Boundaries {
    let mut boundaries: Vec<_> = boundaries.into_iter().collect();
    boundaries.sort_unstable();
    let mut settled: Boundaries = [(0, 0), end].into();
    // Of the boundaries at one output offset, the last is the one with output.
    let mut next = end.1;
    for &boundary in boundaries.iter().rev() {
        if boundary.1 < next {
            settled.insert(boundary);
            next = boundary.1;
        }
    }
    settled
}

/// The boundaries of an alignment of these two texts.
pub fn boundaries_of(source: &str, output: &str, alignment: &Alignment) -> Boundaries {
    let end = (source.len(), output.len());
    assert_eq!((alignment.source_len(), alignment.output_len()), end, "the lengths of both texts");
    if alignment.is_unchanged() {
        assert_eq!(source, output, "unchanged says that both are one text");
        return source.char_indices().map(|(at, _)| (at, at)).chain([end]).collect();
    }
    let starts = (0..end.0).map(|at| {
        let written = alignment.output(at..at + 1);
        (alignment.source(written.clone()).start, written.start)
    });
    settled(starts.filter(|boundary| boundary.1 < end.1), end)
}
