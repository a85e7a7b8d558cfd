//! The facts: what each step does to which code points, Arabic letters, and Unicode properties.

pub mod letters;
pub mod step;
pub mod unicode;
