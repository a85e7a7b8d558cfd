//! How a table is named beside its texts.

/// A table of beginnings, or a lexicon of lists.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident: Beginnings = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::stem::beginnings::Beginnings<
            { $crate::stem::beginnings::copies(&[$($text),+]) },
            { $crate::stem::beginnings::ends($crate::stem::beginnings::copies(&[$($text),+])) },
        > = $crate::stem::beginnings::Beginnings::new(&[$($text),+]);
    };
    ($(#[$doc:meta])* $name:ident: Lexicon = $($text:expr),+) => {
        $(#[$doc])*
        pub(super) static $name: $crate::stem::lexicon::Lexicon<
            { $crate::stem::notation::count(&[$($text),+]) },
            { $crate::stem::lexicon::places($crate::stem::notation::count(&[$($text),+])) },
        > = $crate::stem::lexicon::Lexicon::new(&[$($text),+]);
    };
}
pub(super) use table;
