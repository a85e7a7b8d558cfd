//! An order by a key in which equal items keep their places.

use alloc::vec::Vec;

/// The indices of `len` items in the order of their keys; equal keys in the order of the indices.
///
/// A sort of numbers: each stable sort of another type would be several KiB of machine code, in every program that normalizes.
pub(crate) fn stable_order(len: usize, key: impl Fn(usize) -> u32) -> Vec<usize> {
    let mut order: Vec<(u32, usize)> = (0..len).map(|n| (key(n), n)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, n)| n).collect()
}

/// The characters in order, each once.
pub(crate) fn sorted_set(chars: &[char]) -> Vec<char> {
    let mut sorted: Vec<char> = stable_order(chars.len(), |n| chars[n].into()).into_iter().map(|n| chars[n]).collect();
    sorted.dedup();
    sorted
}
