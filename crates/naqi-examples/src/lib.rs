//! Examples of naqi with crates that it does without, so that its own examples build soon. See `examples/`.
