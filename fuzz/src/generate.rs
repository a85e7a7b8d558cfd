//! Makes inputs from a seed: sequences of fragments, runs across block boundaries, noise; followed by choices.

use crate::fragments::{self, ILL_FORMED, QUERY, SIGNS, SPACES, STEPS};
pub use crate::random::Random;

/// An input for a target of this kind.
pub fn input(kind: &str, random: &mut Random) -> Vec<u8> {
    let mut out = Vec::new();
    match kind {
        "steps" => list_of(STEPS, random, &mut out),
        "query" => query(random, &mut out),
        "bytes" => bytes(random, &mut out),
        _ => text(random, &mut out),
    }
    // Choices are read from the end.
    out.extend((0..random.below(12)).map(|_| random.below(256) as u8));
    out
}

fn text(random: &mut Random, out: &mut Vec<u8>) {
    let few = random.below(4) != 0;
    // The fragments of one text come from few lists; otherwise related ones would seldom be adjacent.
    let lists: Vec<&[&str]> = (0..1 + random.below(4)).map(|_| *random.of(fragments::TEXT)).collect();
    for _ in 0..1 + random.below(if few { 12 } else { 60 }) {
        match random.below(24) {
            0 => edge(random, out),
            1 => run(random, out),
            2 => out.extend(char::from_u32(random.below(0x110000) as u32).unwrap_or('\u{FFFD}').to_string().bytes()),
            3 => out.extend(char::from_u32(0x600 + random.below(0x100) as u32).unwrap_or(' ').to_string().bytes()),
            4 => out.push(b' '),
            _ => {
                let list = *random.of(&lists);
                out.extend(random.of(list).bytes());
            }
        }
    }
}

/// One fragment across a multiple of 64 bytes.
fn run(random: &mut Random, out: &mut Vec<u8>) {
    let list = *random.of(fragments::TEXT);
    let fragment = *random.of(list);
    let len = *random.of(&[8, 30, 56, 62, 63, 64, 65, 126, 128, 130, 200, 260, 520]);
    out.extend(fragment.repeat(len / fragment.len() + 1).bytes());
}

/// Characters that the masks leave to the scalar rules, after a line break or a letter and about a block of ignored
/// characters.
fn edge(random: &mut Random, out: &mut Vec<u8>) {
    const IGNORED: [&str; 9] =
        ["\u{64E}", "\u{200F}", "\u{200C}", "\u{200D}", "\u{FEFF}", "\u{FE0F}", "\u{AD}", "\u{301}", "\u{654}"];
    const UNDECIDED: [&str; 14] = [
        "中",
        "カ",
        "א",
        "ไ",
        "\u{20E3}",
        "\u{BD}",
        "\u{600}",
        "\u{890}",
        "\u{2139}",
        "😀",
        "\u{1F1F8}",
        "ب",
        "7",
        "_",
    ];
    let before = if random.below(3) == 0 { random.of(SIGNS) } else { random.of(SPACES) };
    out.extend(before.bytes());
    let ignored = *random.of(&IGNORED);
    let len = 48 + random.below(90);
    out.extend(ignored.repeat(len / ignored.len()).bytes());
    if random.below(4) == 0 {
        out.extend(random.of(&IGNORED).bytes());
    }
    out.extend(random.of(&UNDECIDED).bytes());
}

fn bytes(random: &mut Random, out: &mut Vec<u8>) {
    for _ in 0..1 + random.below(10) {
        match random.below(4) {
            0 => out.push(random.below(256) as u8),
            1 => out.extend(*random.of(ILL_FORMED)),
            2 => {
                text(random, out);
                out.truncate(out.len() - random.below(3).min(out.len()));
            }
            _ => out.extend(fragments::text(random.below(1 << 16)).bytes()),
        }
    }
}

fn list_of(fragments: &[&str], random: &mut Random, out: &mut Vec<u8>) {
    let well_formed = random.below(3) != 0;
    for n in 0..1 + random.below(10) {
        match (random.below(16), well_formed) {
            (0, _) => out.extend(fragments::text(random.below(1 << 16)).bytes()),
            (1, _) => out.push(random.below(128) as u8),
            (2, true) => {
                let (key, text) = (fragments::text(random.below(1 << 16)), fragments::text(random.below(1 << 16)));
                let comma = if n == 0 { "" } else { ", " };
                out.extend(format!("{comma}map({key}={text})").bytes());
            }
            (_, true) if n > 0 => out.extend(format!(", {}", random.of(&fragments[..30])).bytes()),
            _ => out.extend(random.of(fragments).bytes()),
        }
    }
    if well_formed && random.below(3) == 0 {
        for part in ["root_key", "word", "stem(full)", "leave_out(function)"] {
            if random.below(2) == 0 {
                out.extend(format!(" | {part}").bytes());
            }
        }
    }
}

fn query(random: &mut Random, out: &mut Vec<u8>) {
    for _ in 0..1 + random.below(16) {
        match random.below(12) {
            0 => out.extend(fragments::text(random.below(1 << 16)).bytes()),
            1 => out.push(random.below(128) as u8),
            2 => out.push(b' '),
            _ => out.extend(random.of(QUERY).bytes()),
        }
    }
}
