//! Shuffle indices and short loads, shared by the levels that move bytes with a register of indices.
//!
//! ```text
//! lanes              61 62 63 64 65 66 67 68
//! keep                1  .  1  1  .  .  .  1
//! COMPRESS_INDICES    0  2  3  7  .  .  .  .      the row of this mask
//! shuffled           61 63 64 68  .  .  .  .
//! ```

/// For each mask of eight lanes, the indices of the set lanes in order. The rest of a row is not used.
pub(in crate::kernel) static COMPRESS_INDICES: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut mask = 0;
    while mask < 256 {
        let (mut lane, mut to) = (0, 0);
        while lane < 8 {
            if mask >> lane & 1 == 1 {
                table[mask][to] = lane as u8;
                to += 1;
            }
            lane += 1;
        }
        mask += 1;
    }
    table
};

/// The output offset of each group of eight lanes, one byte per group: the number of kept lanes in the groups before it.
#[cfg(target_arch = "aarch64")]
#[inline(always)]
pub(in crate::kernel) fn group_offsets(keep: u64) -> u64 {
    // Population counts of each group, and their prefix sums. A sum is at most 64 and fits a byte.
    let pairs = keep - (keep >> 1 & 0x5555_5555_5555_5555);
    let fours = (pairs & 0x3333_3333_3333_3333) + (pairs >> 2 & 0x3333_3333_3333_3333);
    let eights = (fours + (fours >> 4)) & 0x0F0F_0F0F_0F0F_0F0F;
    eights.wrapping_mul(0x0101_0101_0101_0101) << 8
}

/// The sixteen indices from `n` <= 16 on shift a register's bytes down by `n` and fill with zeros from above.
pub(in crate::kernel) static SHIFT_INDICES: [u8; 32] = {
    let mut table = [0x80; 32];
    let mut n = 0;
    while n < 16 {
        table[n] = n as u8;
        n += 1;
    }
    table
};

/// Loads less than 16 bytes and zeros after them, as two words. Reads nothing outside the slice.
#[inline(always)]
pub(in crate::kernel) fn load_two_words(bytes: &[u8]) -> (u64, u64) {
    let n = bytes.len();
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let last = u64::from_le_bytes(*last);
            (u64::from_le_bytes(*first), if n == 8 { 0 } else { last >> (8 * (16 - n)) })
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let last = (u32::from_le_bytes(*last) as u64) << 32 >> (8 * (8 - n));
                (u32::from_le_bytes(*first) as u64 | last & 0xFFFF_FFFF_0000_0000, 0)
            }
            _ => (bytes.iter().rev().fold(0, |all, &b| all << 8 | b as u64), 0),
        },
    }
}
