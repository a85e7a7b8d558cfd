//! HTML pages: one file each, without anything from outside, in one style for all subcommands.
//!
//! A page is built in three steps. Only this module and the `page` modules of subcommands write HTML, all with maud,
//! which escapes each text and each attribute.
//!
//! ```text
//! let langs = options.page.languages(options.rules.language());
//! let body = html! {
//!     (section(langs.label("Files", "الملفات"), table(&heads, rows)))
//! };
//! let page = Page::new(langs, langs.label("Hits of", "مواضع"), &queries)
//!     .figure(langs.label("hits", "المواضع"), &thousands(count))
//!     .steps("preset search", &normalizer.to_string())
//!     .build(&body);
//! ```
//!
//! | part | its job |
//! |---|---|
//! | [`Page`] | the page: head, title, figures, notes, the steps used, and the body |
//! | [`Languages`] | labels in English or Arabic; text of the input, isolated in its own direction |
//! | [`text`](Languages::text), [`paragraph_as`](Languages::paragraph_as) | text of the input, as part of a line or as a block |
//! | [`marked`](hits::marked) | text with hits in the colours of their queries; [`swatch`](hits::swatch) for a legend |
//! | [`section`], [`table`], [`card`], [`drawing`], [`legend`], [`nothing_found`] | parts of a body |
//! | [`file_name`], [`place`] | a file, and a file with a line |
//!
//! Text of the input must go through [`Languages`] or [`marked`](hits::marked), else its direction is that of the
//! labels. Control characters and bidi controls never reach the page, whatever wrote them: [`Page::build`] takes them
//! out.

pub mod glyphs;
pub mod hits;
mod languages;
mod parts;
#[cfg(test)]
mod tests;
mod whole;

pub use languages::{Lang, Languages};
#[cfg_attr(not(feature = "tantivy"), allow(unused_imports, reason = "only `naqi query` has cards"))]
pub use parts::{Cell, Head, card, drawing, file_name, legend, nothing_found, place, section, table};
pub use whole::Page;
