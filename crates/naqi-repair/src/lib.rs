#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod alignment;
mod alphabet;
mod code_pages;
mod damage;
mod decode;
mod fit;
mod forms;
mod layout;
mod leftovers;
mod line;
mod marks;
mod model;
mod mojibake;
mod pages;
mod piece;
mod repair;
mod swap_context;
mod swaps;
mod tables;
mod unfold;
mod visual;
mod word_hash;
mod word_order;

pub use alignment::Alignment;
pub use damage::Damage;
pub use decode::{Decoded, Encoding, decode};
pub use repair::{Change, Repaired, repair};
