//! Whether bytes are UTF-8, at one and a half to two times the speed of simdutf.
//!
//! The method is that of simdjson ("Validating UTF-8 In Less Than One Instruction Per Byte", Keiser and Lemire, 2020): three
//! tables by half a byte tell what is wrong with a byte and the one before it. It has no branch, so texts of mixed characters
//! take as long as others. Here the bytes before each byte are loaded: simdutf shifts them together, which takes more
//! instructions.

/// The bytes as a text, if they are UTF-8.
pub fn checked(bytes: &[u8]) -> Option<&str> {
    // SAFETY: the bytes have been found to be UTF-8.
    is_utf8(bytes).then(|| unsafe { std::str::from_utf8_unchecked(bytes) })
}

#[cfg(target_arch = "x86_64")]
fn is_utf8(bytes: &[u8]) -> bool {
    if bytes.len() < vector::LEAST {
        return simdutf::validate_utf8(bytes);
    }
    match naqi::kernel_level() {
        // SAFETY: the processor has the features of the level.
        "avx512" => unsafe { vector::avx512(bytes) },
        // SAFETY: as above.
        "avx2" => unsafe { vector::avx2(bytes) },
        _ => simdutf::validate_utf8(bytes),
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn is_utf8(bytes: &[u8]) -> bool {
    simdutf::validate_utf8(bytes)
}

#[cfg(target_arch = "x86_64")]
mod vector {
    use std::arch::x86_64::*;

    /// Shorter texts are left to simdutf.
    pub const LEAST: usize = 128;

    /// The bytes before a byte that decide about it.
    const BEFORE: usize = 3;

    /// What can be wrong with a byte and the one before it: a bit each. Two errors share a bit where no table entry has both.
    mod wrong {
        /// A character starts where one goes on.
        pub const SHORT: u8 = 1 << 0;
        /// A byte that continues a character follows one that is a character.
        pub const LONG: u8 = 1 << 1;
        /// A character of two bytes that fits in one: C0, C1.
        pub const OVERLONG_2: u8 = 1 << 5;
        /// A character of three bytes that fits in two: E0 before 80 to 9F.
        pub const OVERLONG_3: u8 = 1 << 2;
        /// A character of four bytes that fits in three: F0 before 80 to 8F.
        pub const OVERLONG_4: u8 = 1 << 6;
        /// ED before A0 to BF.
        pub const SURROGATE: u8 = 1 << 4;
        /// More than U+10FFFF: F4 before 90 to BF, and F5 to FF before those.
        pub const LARGE: u8 = 1 << 3;
        /// F5 to FF before 80 to 8F.
        pub const LARGE_80: u8 = 1 << 6;
        /// Two bytes that continue a character: right where a third or fourth byte of one is due.
        pub const TWO: u8 = 1 << 7;
    }
    use wrong::*;

    type Table = [u8; 16];

    /// By the upper half of the byte before.
    const BEFORE_UPPER: Table = {
        let mut table = [LONG; 16];
        (table[0x8], table[0x9], table[0xA], table[0xB]) = (TWO, TWO, TWO, TWO);
        (table[0xC], table[0xD]) = (SHORT | OVERLONG_2, SHORT);
        (table[0xE], table[0xF]) = (SHORT | OVERLONG_3 | SURROGATE, SHORT | LARGE | LARGE_80 | OVERLONG_4);
        table
    };

    /// By the lower half of the byte before.
    const BEFORE_LOWER: Table = {
        const ANY: u8 = SHORT | LONG | TWO;
        let mut table = [ANY | LARGE | LARGE_80; 16];
        table[0x0] = ANY | OVERLONG_2 | OVERLONG_3 | OVERLONG_4;
        (table[0x1], table[0x2], table[0x3], table[0x4]) = (ANY | OVERLONG_2, ANY, ANY, ANY | LARGE);
        table[0xD] |= SURROGATE;
        table
    };

    /// By the upper half of the byte.
    const UPPER: Table = {
        const CONTINUES: u8 = LONG | TWO | OVERLONG_2;
        let mut table = [SHORT; 16];
        table[0x8] = CONTINUES | OVERLONG_3 | OVERLONG_4 | LARGE_80;
        table[0x9] = CONTINUES | OVERLONG_3 | LARGE;
        (table[0xA], table[0xB]) = (CONTINUES | SURROGATE | LARGE, CONTINUES | SURROGATE | LARGE);
        table
    };

    macro_rules! validators {
        ($(
            $(#[$doc:meta])*
            fn $name:ident: $vector:ident, $features:literal, $load:ident, $table:ident, $shuffle:ident, $shift:ident,
            $all:ident, $subtract:ident, $and:ident, $or:ident, $xor:ident;
        )*) => { $(
            $(#[$doc])*
            ///
            /// # Safety
            /// The processor has the features.
            #[target_feature(enable = $features)]
            pub unsafe fn $name(bytes: &[u8]) -> bool {
                const LEN: usize = size_of::<$vector>();
                assert!(bytes.len() >= LEAST && LEAST >= LEN + BEFORE);
                let all = |byte: u8| $all(byte as i8);
                let table = |table: Table| {
                    // SAFETY: a table has 16 bytes.
                    $table(unsafe { _mm_loadu_si128(table.as_ptr().cast()) })
                };
                let (before_upper, before_lower, upper) = (table(BEFORE_UPPER), table(BEFORE_LOWER), table(UPPER));
                let upper_half = |bytes| $and($shift(bytes, 4), all(0x0F));
                // What is wrong with the bytes of a vector. It is read, and so are `BEFORE` bytes before it.
                let wrong = |at: *const u8| {
                    // SAFETY: the caller of the closure has these bytes.
                    let [byte, first, second, third] = [0, 1, 2, 3].map(|n| unsafe { $load(at.wrapping_sub(n).cast()) });
                    let before = $and(
                        $shuffle(before_upper, upper_half(first)),
                        $shuffle(before_lower, $and(first, all(0x0F))),
                    );
                    let found = $and(before, $shuffle(upper, upper_half(byte)));
                    // The upper bit, which is that of `TWO`, where the third or the fourth byte of a character is due.
                    let due = $or($subtract(second, all(0xE0 - TWO)), $subtract(third, all(0xF0 - TWO)));
                    $xor(found, $and(due, all(TWO)))
                };
                // The first bytes follow on zeros, which is as if they followed on nothing.
                let mut first = [0; BEFORE + LEN];
                first[BEFORE..].copy_from_slice(&bytes[..LEN]);
                let mut any = wrong(first[BEFORE..].as_ptr());
                // Vectors overlap at both ends, so that those between are aligned.
                let (start, last) = (bytes.as_ptr(), bytes[bytes.len() - LEN..].as_ptr());
                any = $or(any, $or(wrong(start.wrapping_add(BEFORE)), wrong(last)));
                let mut at = start.wrapping_add(BEFORE + LEN);
                at = at.wrapping_sub(at.addr() % LEN);
                while at < last {
                    any = $or(any, wrong(at));
                    at = at.wrapping_add(LEN);
                }
                // SAFETY: a vector is as many bytes.
                let any: [u8; LEN] = unsafe { std::mem::transmute(any) };
                any.iter().fold(0, |any, byte| any | byte) == 0 && ends_complete(bytes)
            }
        )* };
    }

    validators! {
        /// Whether the bytes, at least [`LEAST`], are UTF-8.
        fn avx512: __m512i, "avx512f,avx512bw", _mm512_loadu_si512, _mm512_broadcast_i32x4, _mm512_shuffle_epi8,
            _mm512_srli_epi16, _mm512_set1_epi8, _mm512_subs_epu8, _mm512_and_si512, _mm512_or_si512, _mm512_xor_si512;
        /// As [`avx512`].
        fn avx2: __m256i, "avx2", _mm256_loadu_si256, _mm256_broadcastsi128_si256, _mm256_shuffle_epi8,
            _mm256_srli_epi16, _mm256_set1_epi8, _mm256_subs_epu8, _mm256_and_si256, _mm256_or_si256, _mm256_xor_si256;
    }

    /// Whether no character goes on after the last byte.
    fn ends_complete(bytes: &[u8]) -> bool {
        matches!(bytes, [.., ..0xF0, ..0xE0, ..0xC0])
    }
}
