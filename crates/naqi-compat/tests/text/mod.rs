//! Random text: all of Unicode, Arabic above all, among pieces that an operation has an eye on.

/// Two thousand texts, the same in each run.
pub fn random(pieces: &[&str]) -> impl Iterator<Item = String> {
    let mut state = 0_u64;
    let mut below = move |n: u64| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    };
    (0..2_000).map(move |_| {
        let mut text = String::new();
        for _ in 0..below(40) {
            let c = match below(4) {
                0 => {
                    text += pieces[below(pieces.len() as u64) as usize];
                    continue;
                }
                1 => below(0x110000),
                2 => below(0x100),
                _ => 0x600 + below(0x100),
            };
            text.extend(char::from_u32(c as u32));
        }
        text
    })
}
