//! The macro that declares tables; it computes their sizes from their texts.

/// Declares a [`PrefixTable`](super::prefix_table::PrefixTable) or a [`WordSet`](super::word_set::WordSet).
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: PrefixTable = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::search::stem::prefix_table::PrefixTable<
            { $crate::search::stem::prefix_table::entry_count(&[$($text),+]) },
            { $crate::search::stem::prefix_table::offset_count($crate::search::stem::prefix_table::entry_count(&[$($text),+])) },
        > = $crate::search::stem::prefix_table::PrefixTable::new(stringify!($name), &[$($text),+]);
    };
    ($(#[$doc:meta])* $name:ident: WordSet = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::search::stem::word_set::WordSet<
            { $crate::search::stem::notation::count(&[$($text),+]) },
            { $crate::search::stem::word_set::index_len($crate::search::stem::notation::count(&[$($text),+])) },
        > = $crate::search::stem::word_set::WordSet::new(stringify!($name), &[$($text),+]);
    };
}
pub(crate) use table;
