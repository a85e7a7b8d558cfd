//! Alignments as their cuts: where a unit starts in the source and in the output.

use naqi::align::Alignment;
use std::collections::BTreeSet;

/// Where units start, in the source and in the output; the ends of both come last.
pub type Cuts = BTreeSet<(usize, usize)>;

/// What is deleted belongs to what stands before it, or is alone at the beginning.
pub fn settled(cuts: impl IntoIterator<Item = (usize, usize)>, end: (usize, usize)) -> Cuts {
    let mut cuts: Vec<_> = cuts.into_iter().collect();
    cuts.sort_unstable();
    let mut settled: Cuts = [(0, 0), end].into();
    // Of the cuts at one place of the output, the last is where something is written.
    let mut next = end.1;
    for &cut in cuts.iter().rev() {
        if cut.1 < next {
            settled.insert(cut);
            next = cut.1;
        }
    }
    settled
}

/// The cuts of an alignment of these two texts.
pub fn cuts_of(source: &str, output: &str, alignment: &Alignment) -> Cuts {
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
    settled(starts.filter(|cut| cut.1 < end.1), end)
}
