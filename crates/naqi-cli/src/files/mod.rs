//! Names and files that the program makes.

pub mod names;
pub mod open;
pub mod place;
