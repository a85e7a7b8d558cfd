//! Texts of anything, the same in every run.

use naqi_compat::operation::Operation;

const POOLS: [&str; 3] = [
    "ابتوىيإآأة \u{64B}\u{64E}\u{64F}\u{650}\u{651}\u{652}\u{670}\u{654}ـ",
    " \t\r\n\u{B}\u{1C}.,:;?!،؟5'\u{200D}\u{FE0F}\u{20E3}🇸🇦👍🏽❤\u{E0067}\u{E007F}",
    "",
];

/// Runs each over short texts of each pool and of all of Unicode, and over one long text of each.
pub fn no_operation_panics(operations: &[Operation]) {
    let mut seed = 7;
    for pool in POOLS {
        let pool: Vec<char> = pool.chars().collect();
        for len in (0..400).map(|n| n % 20).chain([20_000]) {
            let text: String = (0..len).map(|_| next(&mut seed, &pool)).collect();
            for operation in operations {
                (operation.run)(&text);
            }
        }
    }
}

fn next(seed: &mut u64, pool: &[char]) -> char {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = (*seed ^ (*seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^= z >> 31;
    match pool {
        [] => char::from_u32(z as u32 % 0x110000).unwrap_or(' '),
        pool => pool[z as usize % pool.len()],
    }
}
