//! Lanes: the few operations on 64 bytes at once that vector kernels are written in.
//!
//! `scan`, `compact` and `classify` are written once, over this trait. Each level of a processor has one type: `Avx512`,
//! `Avx2`, `Neon`, and `Arrays`, which is plain loops and judges the others. A mask of lanes is a `u64`, lane 0 in the
//! lowest bit, so "the byte after" is a shift to the left.

use core::mem::MaybeUninit;

/// Bytes in a block: one mask of 64 bits has one for each.
pub(super) const BLOCK: usize = 64;
/// Where a block's bytes go: a store may write a group of eight beyond them.
pub(super) type Room = [MaybeUninit<u8>; BLOCK + 8];

/// 64 bytes. A value of the type, like one of its `Proof`, exists only where the processor has the level.
pub(super) trait Lanes: Copy {
    /// That the processor has what the operations need.
    type Proof: Copy;

    fn load(proof: Self::Proof, bytes: &[u8; BLOCK]) -> Self;

    /// At most 64 bytes, and zeros after them. Reads nothing outside the slice.
    fn load_short(proof: Self::Proof, bytes: &[u8]) -> Self;

    fn splat(proof: Self::Proof, byte: u8) -> Self;

    fn bytes(self) -> [u8; BLOCK];

    /// Writes all lanes.
    fn store(self, out: &mut Room);

    fn and(self, other: Self) -> Self;

    fn or(self, other: Self) -> Self;

    fn xor(self, other: Self) -> Self;

    /// All bits of a lane where it equals the other's, and none where not.
    fn equals(self, other: Self) -> Self;

    /// Where the lane's top bit is set `set`, elsewhere `clear`.
    fn select(self, set: Self, clear: Self) -> Self;

    /// What the table holds for the lane's low four bits, or zero where the lane's top bit is set.
    fn lookup(self, table: &[u8; 16]) -> Self;

    /// The high four bits of each lane.
    fn high_nibble(self) -> Self;

    /// The two low bits of each lane, as its two high ones.
    fn low_two_up(self) -> Self;

    /// The two high bits of each lane, as its two low ones.
    fn high_two_down(self) -> Self;

    /// Each lane takes the lane before it, the first one zero.
    fn previous(self) -> Self;

    /// Each lane takes the lane after it, the last one zero.
    fn next(self) -> Self;

    /// The top bit of each lane.
    fn top_bits(self) -> u64;

    /// Writes the lanes that `keep` names, one behind the other.
    fn compress(self, keep: u64, out: &mut Room);

    /// What a map says of each lane's byte; of one that has no rule, anything. `nibble` is its high four bits.
    #[inline(always)]
    fn translate(self, nibble: Self, low: Self, map: &super::sheets::ByteMap) -> Self {
        map.by_sheets(nibble, low)
    }
}

/// The lowest `n` bits, of 64 at most.
#[inline(always)]
pub(super) fn low_bits(n: usize) -> u64 {
    if n >= 64 { !0 } else { (1 << n) - 1 }
}

/// How far whole characters go in the first `most` (63 or 64) of 65 bytes of text: three less at least.
///
/// No branch: the trail bytes before the byte behind, when that is one, are counted from the top of a word of four.
#[inline(always)]
fn whole_characters(bytes: &[u8; BLOCK + 1], most: usize) -> usize {
    let last = u32::from_le_bytes([bytes[most - 3], bytes[most - 2], bytes[most - 1], bytes[most]]);
    // 0x80 where a byte is no trail: its top bit is clear or the one below is set.
    let no_trail = (!last | last << 1) & 0x8080_8080;
    most - no_trail.leading_zeros() as usize / 8
}

/// A block of text in lanes, with which lanes of it are asked for.
#[derive(Clone, Copy)]
pub(super) struct Window<L> {
    pub bytes: L,
    /// The lanes that hold whole characters of the text from `at` on.
    pub valid: u64,
    /// The lane of the byte at `at`.
    pub first: usize,
    /// How many bytes from `at` on are in `valid`.
    pub len: usize,
}

impl<L: Lanes> Window<L> {
    /// The text from `at` on, `at` being a character's start: whole characters, of `most` bytes (63 or 64) at most.
    #[inline(always)]
    pub fn at(proof: L::Proof, bytes: &[u8], at: usize, most: usize) -> Self {
        match bytes.get(at..at + BLOCK + 1).and_then(|there| there.first_chunk()) {
            Some(there) => Self::full(proof, there, most),
            None => Self::last(proof, bytes, at, most),
        }
    }

    /// The first of 65 bytes.
    #[inline(always)]
    fn full(proof: L::Proof, there: &[u8; BLOCK + 1], most: usize) -> Self {
        let len = whole_characters(there, most);
        let (block, _) = there.split_first_chunk().unwrap_or((&[0; BLOCK], &[]));
        Self { bytes: L::load(proof, block), valid: !0 >> (BLOCK - len), first: 0, len }
    }

    /// What is left near the end. The text's last 64 bytes are loaded, and those before `at` not asked for; a text that
    /// is shorter is loaded with zeros behind it.
    #[inline(always)]
    pub fn last(proof: L::Proof, bytes: &[u8], at: usize, most: usize) -> Self {
        let left = bytes.len() - at;
        let len = if left > most { cut(&bytes[at..], most) } else { left };
        match bytes.last_chunk() {
            Some(block) => {
                let first = BLOCK - left;
                Self { bytes: L::load(proof, block), valid: low_bits(len) << first, first, len }
            }
            None => Self { bytes: L::load_short(proof, &bytes[at..]), valid: low_bits(len), first: 0, len },
        }
    }
}

/// How far whole characters go in the first `most` bytes of a text that is longer.
#[inline(always)]
fn cut(bytes: &[u8], most: usize) -> usize {
    let is_trail = |n: usize| bytes[n] & 0xC0 == 0x80;
    most - if !is_trail(most) {
        0
    } else if !is_trail(most - 1) {
        1
    } else if !is_trail(most - 2) {
        2
    } else {
        3
    }
}

/// A set of characters below U+0080 and of U+0600 to U+06FF: for each low nibble, a bit for each high one.
#[derive(Clone, Copy, Default)]
pub(crate) struct Set {
    pub ascii: [u8; 16],
    /// U+0600 to U+067F, and U+0680 to U+06FF.
    pub low: [u8; 16],
    pub high: [u8; 16],
}

impl Set {
    pub const NONE: Self = Self { ascii: [0; 16], low: [0; 16], high: [0; 16] };

    /// Adds a character, by its low byte: of one of ASCII, or of U+0600 to U+06FF.
    pub const fn add(&mut self, is_ascii: bool, byte: u8) {
        let (column, bit) = (byte as usize & 15, 1 << (byte >> 4 & 7));
        match (is_ascii, byte < 0x80) {
            (true, _) => self.ascii[column] |= bit,
            (_, true) => self.low[column] |= bit,
            _ => self.high[column] |= bit,
        }
    }
}

/// The bit that stands for a high nibble in a [`Set`].
const ROW_BIT: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];

/// Where the characters are that look-ups know: ASCII in its lane, and those of U+0600 to U+06FF, whose low byte is put
/// together in the lane of the trail.
///
/// ```text
/// text        ' '  D8 A7  D9 84          "‎ ال"
/// lead             FF     FF             D8 to DB
/// trail               FF     FF          behind a lead
/// code         20  .. 27  .. 44          lead's two low bits, trail's six
/// ```
pub(super) struct Slots<L> {
    pub lead: L,
    pub trail: L,
    pub code: L,
    /// The high nibble of `code`.
    pub nibble: L,
    bit: L,
    ascii: L,
    low: L,
    high: L,
}

impl<L: Lanes> Slots<L> {
    #[inline(always)]
    pub fn of(proof: L::Proof, text: L) -> Self {
        let all = |byte| L::splat(proof, byte);
        let lead = text.and(all(0xFC)).equals(all(0xD8));
        let trail = lead.previous();
        let arabic = text.low_two_up().previous().or(text.and(all(0x3F)));
        let code = text.select(arabic, text);
        // The top bit in an index makes a look-up give nothing.
        let no_trail = trail.select(all(0), all(0x80));
        let nibble = code.high_nibble();
        Self {
            lead,
            trail,
            code,
            nibble,
            bit: nibble.lookup(&ROW_BIT),
            ascii: text,
            low: code.or(no_trail),
            high: code.xor(all(0x80)).or(no_trail),
        }
    }

    /// The lanes whose characters the set holds: of a two-byte one, that of the trail.
    #[inline(always)]
    pub fn member(&self, set: &Set) -> L {
        let rows = self.ascii.lookup(&set.ascii).or(self.low.lookup(&set.low)).or(self.high.lookup(&set.high));
        rows.and(self.bit).equals(self.bit)
    }
}

/// The lanes of ASCII that the set holds.
#[inline(always)]
pub(super) fn ascii_member<L: Lanes>(text: L, nibble: L, set: &Set) -> L {
    let bit = nibble.lookup(&ROW_BIT);
    text.lookup(&set.ascii).and(bit).equals(bit)
}
