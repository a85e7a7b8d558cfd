//! Finds and undoes damage of Arabic text.
mod alignment;
mod alphabet;
mod code_pages;
mod decode;
mod fit;
mod forms;
mod layout;
mod leftovers;
mod model;
mod mojibake;
mod pages;
mod piece;
mod repair;
mod swap_context;
mod swaps;
mod tables;
mod visual;
mod word_hash;
mod word_order;

pub use alignment::Alignment;
pub use decode::{Decoded, Encoding, decode};
pub use repair::{Change, Damage, Repaired, repair};
