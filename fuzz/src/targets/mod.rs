//! One promise in each file.

mod alignment;
mod alignment_then;
mod analyzers;
mod compat;
mod equivalence;
mod find;
mod icu_boundaries;
mod index_queries;
mod laws;
mod levels;
mod queries;
mod repairs;
mod segments;
mod streams;
mod text_forms;
mod tokens;
mod utf8_streams;

pub use alignment::alignment;
pub use alignment_then::alignment_then;
pub use analyzers::analyzers;
pub use compat::compat;
pub use equivalence::equivalence;
pub use find::find;
pub use icu_boundaries::icu_boundaries;
pub use index_queries::index_queries;
pub use laws::laws;
pub use levels::levels;
pub use queries::queries;
pub use repairs::repairs;
pub use segments::segments;
pub use streams::streams;
pub use text_forms::text_forms;
pub use tokens::tokens;
pub use utf8_streams::utf8_streams;
