//! The facts: what each step does to which code points, and the letters and properties that it rests on.

pub mod letters;
pub mod step;
pub mod unicode;
