//! How a table is named beside its texts.

/// A table of beginnings, or a lexicon of lists.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: PrefixTable = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::search::stem::prefix_table::PrefixTable<
            { $crate::search::stem::prefix_table::copies(&[$($text),+]) },
            { $crate::search::stem::prefix_table::ends($crate::search::stem::prefix_table::copies(&[$($text),+])) },
        > = $crate::search::stem::prefix_table::PrefixTable::new(&[$($text),+]);
    };
    ($(#[$doc:meta])* $name:ident: WordSet = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::search::stem::word_set::WordSet<
            { $crate::search::stem::notation::count(&[$($text),+]) },
            { $crate::search::stem::word_set::places($crate::search::stem::notation::count(&[$($text),+])) },
        > = $crate::search::stem::word_set::WordSet::new(&[$($text),+]);
    };
}
pub(super) use table;
