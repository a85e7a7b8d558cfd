//! What a chain asks of a packed word: whether it goes, its stem, its root key.

use super::letters::Letters;
use super::steps::Read;
use super::{Category, root};
use crate::kernel::Packed;

/// How far a word is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code, reason = "chains ask for it")]
pub(crate) enum Depth {
    /// Not at all.
    None,
    /// [`light`](super::light).
    Light,
    /// [`full`](super::full).
    Full,
}

/// What is wanted of a word.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "chains ask for it")]
pub(crate) struct Wanted {
    /// The categories whose words go: a bit for each, by its number.
    pub left_out: u16,
    pub stem: Depth,
    /// Whether a root key is wanted.
    pub root_key: bool,
}

/// A word's stem and root key; no key is empty. `None` where the word goes.
#[inline]
#[allow(dead_code, reason = "chains ask for it")]
pub(crate) fn outcome(word: Packed, wanted: Wanted) -> Option<(Packed, Packed)> {
    let read = Read::of(Letters::of(word));
    if wanted.left_out != 0
        && let Some(category) = Category::of_folded(read.folded)
        && wanted.left_out >> category as u16 & 1 != 0
    {
        return None;
    }
    let full = match (wanted.stem, wanted.root_key) {
        (Depth::Full, _) | (_, true) => read.full(),
        _ => read.folded,
    };
    let stem = match wanted.stem {
        Depth::None => word,
        Depth::Light => {
            let (start, len) = read.light();
            read.written.slice(start, len).packed()
        }
        Depth::Full => full.packed(),
    };
    let mut key = full;
    Some(match wanted.root_key {
        true => {
            root::key(&mut key);
            (stem, key.packed())
        }
        false => (stem, Packed::default()),
    })
}
