//! How a table is named beside its texts.

/// A table of beginnings, or a lexicon of lists.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: Beginnings = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::search::stem::prefix_table::Beginnings<
            { $crate::search::stem::prefix_table::copies(&[$($text),+]) },
            { $crate::search::stem::prefix_table::ends($crate::search::stem::prefix_table::copies(&[$($text),+])) },
        > = $crate::search::stem::prefix_table::Beginnings::new(&[$($text),+]);
    };
    ($(#[$doc:meta])* $name:ident: Lexicon = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::search::stem::word_set::Lexicon<
            { $crate::search::stem::notation::count(&[$($text),+]) },
            { $crate::search::stem::word_set::places($crate::search::stem::notation::count(&[$($text),+])) },
        > = $crate::search::stem::word_set::Lexicon::new(&[$($text),+]);
    };
}
pub(super) use table;
