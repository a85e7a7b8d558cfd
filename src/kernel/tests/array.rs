//! Array lanes: each operation as a loop over an array. Every level is compared with them.

use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes};
use core::array::from_fn;
use core::mem::MaybeUninit;

#[derive(Clone, Copy)]
pub(in crate::kernel) struct Proof;

#[derive(Clone, Copy)]
pub(in crate::kernel) struct ArrayLanes([u8; BLOCK]);

impl Lanes for ArrayLanes {
    type Proof = Proof;

    fn load(_: Proof, bytes: &[u8; BLOCK]) -> Self {
        Self(*bytes)
    }

    fn load_short(_: Proof, bytes: &[u8]) -> Self {
        Self(from_fn(|n| bytes.get(n).copied().unwrap_or(0)))
    }

    fn splat(_: Proof, byte: u8) -> Self {
        Self([byte; BLOCK])
    }

    fn bytes(self) -> [u8; BLOCK] {
        self.0
    }

    fn store(self, out: &mut BlockBuffer) {
        out.iter_mut().zip(self.0).for_each(|(to, byte)| *to = MaybeUninit::new(byte));
    }

    fn and(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n] & other.0[n]))
    }

    fn or(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n] | other.0[n]))
    }

    fn xor(self, other: Self) -> Self {
        Self(from_fn(|n| self.0[n] ^ other.0[n]))
    }

    fn equals(self, other: Self) -> Self {
        Self(from_fn(|n| if self.0[n] == other.0[n] { 0xFF } else { 0 }))
    }

    fn select(self, set: Self, clear: Self) -> Self {
        Self(from_fn(|n| if self.0[n] >= 0x80 { set.0[n] } else { clear.0[n] }))
    }

    fn lookup(self, table: &[u8; 16]) -> Self {
        Self(self.0.map(|byte| if byte >= 0x80 { 0 } else { table[byte as usize & 15] }))
    }

    fn high_nibble(self) -> Self {
        Self(self.0.map(|byte| byte >> 4))
    }

    fn shl_6(self) -> Self {
        Self(self.0.map(|byte| byte << 6))
    }

    fn shr_6(self) -> Self {
        Self(self.0.map(|byte| byte >> 6))
    }

    fn previous_after(self, before: Self) -> Self {
        Self(from_fn(|n| if n == 0 { before.0[BLOCK - 1] } else { self.0[n - 1] }))
    }

    fn next(self) -> Self {
        Self(from_fn(|n| self.0.get(n + 1).copied().unwrap_or(0)))
    }

    fn top_bits(self) -> u64 {
        self.0.iter().rev().fold(0, |mask, byte| mask << 1 | (byte >> 7) as u64)
    }

    fn compress(self, keep: u64, out: &mut BlockBuffer) {
        let kept = (0..BLOCK).filter(|n| keep >> n & 1 == 1).map(|n| self.0[n]);
        out.iter_mut().zip(kept).for_each(|(to, byte)| *to = MaybeUninit::new(byte));
    }
}
