//! An index of tantivy on disk: what `naqi index` writes and `naqi query` reads.

mod explain;
pub mod fields;
pub mod folder;
pub mod own_files;
pub mod store;

pub use explain::explain;
pub use fields::Fields;
pub use store::{Document, Store};

use naqi::Analyzer;
use std::path::PathBuf;
use std::time::Duration;

/// How an index is written.
pub struct Settings {
    pub path: PathBuf,
    pub analyzer: Analyzer,
    /// Whether it is emptied first.
    pub again: bool,
    pub commit_every: Duration,
    /// The number of threads.
    pub jobs: usize,
    /// Bytes for all threads together.
    pub memory: usize,
}
