//! Each operation of lanes against the plain loops.

use crate::kernel::dispatch::dispatch;
use crate::kernel::simd::array;
use crate::kernel::simd::array::ArrayLanes;
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes};
use crate::kernel::tables::lookup::LookupIndex;
use crate::kernel::tests::{Random, Rules};
use crate::kernel::{Level, VectorTables};
use std::mem::MaybeUninit;

type Block = [u8; BLOCK];

/// What a test made of a block, by name.
type Results = Vec<(&'static str, Block)>;

#[test]
fn every_operation_gives_what_the_plain_loops_give() {
    for level in Level::ALL.iter().copied().filter(|level| level.is_available()) {
        dispatch!(level, fn entry() {
            vector<L>(proof) => agrees_with_arrays::<L>(proof),
            scalar => agrees_with_arrays::<ArrayLanes>(array::Proof),
        });
    }
}

/// Called with the features of the level.
#[inline(always)]
fn agrees_with_arrays<L: Lanes>(proof: L::Proof) {
    let mut random = Random::from_environment();
    let rules = Rules::of_every_kind();
    for case in 0..random.cases(2000) {
        let [a, b, c] = blocks(&mut random, case);
        let table = core::array::from_fn(|_| random.next() as u8);
        let given = results::<L>(proof, a, b, c, &table);
        assert_eq!(
            given,
            results::<ArrayLanes>(array::Proof, a, b, c, &table),
            "of {a:X?}, {b:X?}, {c:X?}, {table:X?}"
        );
        assert_eq!(
            masks::<L>(proof, a, &rules.tables),
            masks::<ArrayLanes>(array::Proof, a, &rules.tables),
            "of {a:X?}"
        );
        compresses::<L>(proof, a, &mut random, case);
        numbers::<L>(proof, a, b, &mut random);
    }
    for len in 0..=BLOCK {
        // A slice of its own, so that tools see a byte too much.
        let bytes: Box<[u8]> = (0..len).map(|_| random.next() as u8 | 1).collect();
        let given = L::load_short(proof, &bytes).bytes();
        assert_eq!(given, ArrayLanes::load_short(array::Proof, &bytes).bytes(), "{len} bytes");
        assert_eq!(given, core::array::from_fn(|n| bytes.get(n).copied().unwrap_or(0)), "{len} bytes");
    }
}

/// What is done to numbers of eight bytes.
#[inline(always)]
fn numbers<L: Lanes>(proof: L::Proof, a: Block, b: Block, random: &mut Random) {
    let eights =
        |block: Block| core::array::from_fn(|n| u64::from_le_bytes(core::array::from_fn(|k| block[8 * n + k])));
    let (words, values): ([u64; 4], [u64; 4]) = (eights(a), eights(b));
    for four in words {
        assert_eq!(L::pack_trails(proof, four), ArrayLanes::pack_trails(array::Proof, four), "{four:X}");
        assert_eq!(
            L::unpack_trails(proof, four >> 40),
            ArrayLanes::unpack_trails(array::Proof, four >> 40),
            "{four:X}"
        );
    }
    for word in [words[random.below(4)], random.next(), 0] {
        let of = (0..4).filter(|&n| words[n] == word).fold(0, |value, n| value | values[n]);
        assert_eq!(L::value_of(proof, word, &words, &values), of, "{word:X} of {words:X?}, {values:X?}");
    }
}

/// All byte values in four blocks, then random ones: noise, text, and blocks in which many lanes are equal.
fn blocks(random: &mut Random, case: usize) -> [Block; 3] {
    core::array::from_fn(|_| match case {
        0..4 => core::array::from_fn(|n| (case * BLOCK + n) as u8),
        _ if case.is_multiple_of(3) => core::array::from_fn(|_| random.next() as u8),
        _ if case % 3 == 1 => core::array::from_fn(|_| [0, 0x7F, 0x80, 0xFF, 0xD8, 0xDB, 0xBF][random.below(7)]),
        _ => {
            let mut text = random.text(40).into_bytes();
            text.resize(BLOCK, b'a');
            core::array::from_fn(|n| text[n])
        }
    })
}

#[inline(always)]
fn results<L: Lanes>(proof: L::Proof, a: Block, b: Block, c: Block, table: &[u8; 16]) -> Results {
    let (x, y, z) = (L::load(proof, &a), L::load(proof, &b), L::load(proof, &c));
    let mut stored = [MaybeUninit::new(0); size_of::<BlockBuffer>()];
    x.store(&mut stored);
    vec![
        ("load", x.bytes()),
        ("splat", L::splat(proof, a[0]).bytes()),
        ("store", *written(&stored).first_chunk().expect("64 bytes")),
        ("and", x.and(y).bytes()),
        ("or", x.or(y).bytes()),
        ("xor", x.xor(y).bytes()),
        ("equals", x.equals(y).bytes()),
        ("equals itself", x.equals(x).bytes()),
        ("select", x.select(y, z).bytes()),
        ("lookup", x.lookup(table).bytes()),
        ("high_nibble", x.high_nibble().bytes()),
        ("shl_6", x.shl_6().bytes()),
        ("shr_6", x.shr_6().bytes()),
        ("previous", x.previous().bytes()),
        ("next", x.next().bytes()),
    ]
}

/// Masks, and the translation of bytes that have a rule.
#[inline(always)]
fn masks<L: Lanes>(proof: L::Proof, a: Block, tables: &VectorTables) -> ([u64; 7], Vec<u8>) {
    let block = L::load(proof, &a);
    let slots = LookupIndex::of(proof, block);
    let (nibble, low) = (block.high_nibble(), block.and(L::splat(proof, 0x0F)));
    let (leads, inside) = tables.leads_to_look_up(proof, block, !0);
    let masks = [
        block.top_bits(),
        slots.trail.top_bits(),
        slots.member(&tables.affected).top_bits(),
        slots.member(&tables.replaced).top_bits(),
        slots.member(&tables.dropped).top_bits(),
        leads,
        inside,
    ];
    let mut translated = Vec::new();
    for map in [&tables.ascii, &tables.arabic] {
        let bits = block.xor_bits(nibble, low, map).bytes();
        for (n, bits) in bits.into_iter().enumerate() {
            let rule = map.flat.0[a[n] as usize];
            if rule != 0 {
                assert_eq!(bits, rule, "lane {n}");
                translated.push(bits);
            }
        }
    }
    (masks, translated)
}

/// Bytes are kept in order, and nothing is written outside the room.
#[inline(always)]
fn compresses<L: Lanes>(proof: L::Proof, a: Block, random: &mut Random, case: usize) {
    #[repr(C)]
    struct Surrounded {
        before: Block,
        room: BlockBuffer,
        after: Block,
    }
    let block = L::load(proof, &a);
    let keeps = [
        0,
        !0,
        1 << (case % BLOCK),
        !(1 << (case % BLOCK)),
        !0 >> (case % BLOCK),
        !0 << (case % BLOCK),
        random.next(),
        random.next() & random.next() & random.next(),
        random.next() | random.next() | random.next(),
    ];
    for keep in keeps {
        let mut out =
            Surrounded { before: [7; BLOCK], room: [MaybeUninit::new(7); size_of::<BlockBuffer>()], after: [7; BLOCK] };
        block.compress(keep, &mut out.room);
        let expected: Vec<u8> = (0..BLOCK).filter(|n| keep >> n & 1 == 1).map(|n| a[n]).collect();
        assert_eq!(written(&out.room)[..expected.len()], expected, "{keep:#b} of {a:X?}");
        assert_eq!((out.before, out.after), ([7; BLOCK], [7; BLOCK]), "{keep:#b}");
    }
}

/// A room that was filled before something was written to it.
fn written(room: &BlockBuffer) -> &[u8] {
    // SAFETY: those who call this have initialised all of it.
    unsafe { &*(core::ptr::from_ref(room) as *const [u8; size_of::<BlockBuffer>()]) }
}
