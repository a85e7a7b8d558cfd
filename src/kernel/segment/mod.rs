//! Words of a text, up to 256 bytes at once, as the places where they start and end; and their normalized terms.

pub(in crate::kernel) mod batch;
pub(in crate::kernel) mod batch_masks;
pub(in crate::kernel) mod batch_terms;
pub(in crate::kernel) mod classes;

use crate::kernel::dispatch::dispatch;
use crate::kernel::level::Level;
use crate::kernel::packed::words::PackedSpans;
use crate::kernel::tables::VectorTables;
use batch::WordBatch;
use batch_terms::TermBatch;
use classes::Classes;

/// Finds the words of the next batch. The level is not `Plain`: nothing would be found, and `at` would not advance.
#[inline]
pub(crate) fn fill_batch(level: Level, classes: &Classes, batch: &mut WordBatch<'_>) {
    dispatch!(level, fn entry(classes: &Classes, batch: &mut WordBatch<'_>) {
        vector<L>(proof) => batch::fill::<L>(proof, classes, batch, &mut ()),
        scalar => debug_assert!(false, "a level with lanes"),
    })
}

/// Finds the words of the next batch, and their terms. The level is not `Plain`.
#[inline]
pub(crate) fn fill_terms(level: Level, tables: &VectorTables, classes: &Classes, batch: &mut TermBatch<'_>) {
    dispatch!(level, fn entry(tables: &VectorTables, classes: &Classes, batch: &mut TermBatch<'_>) {
        vector<L>(proof) => batch_terms::fill::<L>(proof, tables, classes, batch, None),
        scalar => debug_assert!(false, "a level with lanes"),
    })
}

/// Finds the words of the next batch, and adds them with their packed terms. The level is not `Plain`.
#[inline]
pub(crate) fn fill_packed_terms(
    level: Level,
    tables: &VectorTables,
    classes: &Classes,
    batch: &mut TermBatch<'_>,
    out: &mut PackedSpans,
) {
    dispatch!(level, fn entry(tables: &VectorTables, classes: &Classes, batch: &mut TermBatch<'_>, out: &mut PackedSpans) {
        vector<L>(proof) => batch_terms::fill::<L>(proof, tables, classes, batch, Some(out)),
        scalar => debug_assert!(false, "a level with lanes"),
    })
}
