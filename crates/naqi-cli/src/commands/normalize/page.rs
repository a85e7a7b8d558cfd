//! The page of `--format html`: the text before and after.

use maud::{DOCTYPE, html};
use naqi::Normalizer;

/// The maximum length of source text on the page, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// The start of each text, up to the page's limit.
#[derive(Default)]
pub struct Page {
    texts: Vec<(String, String)>,
    len: usize,
    truncated: bool,
}

impl Page {
    /// Starts the next text.
    pub fn start(&mut self, name: String) {
        self.texts.push((name, String::new()));
    }

    /// Adds the next chunk of the text.
    pub fn push(&mut self, chunk: &str) {
        let Some((_, text)) = self.texts.last_mut() else { return };
        let end = chunk.floor_char_boundary(MAX_BYTES - self.len);
        if end < chunk.len() {
            self.truncated = true;
        }
        self.len = if self.truncated { MAX_BYTES } else { self.len + end };
        text.push_str(&chunk[..end]);
    }

    /// Whether there is no room for more text.
    pub fn is_full(&self) -> bool {
        self.truncated
    }

    pub fn build(&self, normalizer: &Normalizer, title: &str) -> String {
        let page = html! {
            (DOCTYPE)
            meta charset="utf-8";
            title { (title) }
            @for (name, text) in &self.texts {
                h2 { (name) }
                pre dir="auto" { (text) }
                pre dir="auto" { (normalizer.normalize(text)) }
            }
        };
        page.into_string()
    }
}
