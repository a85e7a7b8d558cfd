//! Each operation of lanes, compared with array lanes.

use crate::kernel::dispatch::dispatch;
use crate::kernel::simd::flat::{DELETED, FlatTable, NARROW, SPECIAL, TripleSet};
use crate::kernel::simd::nibbles::{ARABIC, ARABIC_LEAD};
use crate::kernel::simd::{BLOCK, BlockBuffer, Lanes};
use crate::kernel::tables::lookup::LookupIndex;
use crate::kernel::tests::array;
use crate::kernel::tests::array::ArrayLanes;
use crate::kernel::tests::{Random, TestRules};
use crate::kernel::{Level, VectorTables};
use std::mem::MaybeUninit;

type Bytes = [u8; BLOCK];

/// Results of operations, by name.
type Results = Vec<(&'static str, Bytes)>;

#[test]
fn every_operation_agrees_with_array_lanes() {
    for level in Level::ALL.iter().copied().filter(|level| level.is_available()) {
        dispatch!(level, fn entry() {
            vector<L>(proof) => check::<L>(proof),
            scalar => check::<ArrayLanes>(array::Proof),
        });
    }
}

/// Is inlined into a function with the level's features.
#[inline(always)]
fn check<L: Lanes>(proof: L::Proof) {
    let mut random = Random::from_environment();
    let rules = TestRules::of_every_kind();
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
        check_look_up::<L>(proof, a, &rules.tables);
        check_firsts::<L>(proof, a, &rules.tables);
        check_compress::<L>(proof, a, &mut random, case);
        check_words::<L>(proof, a);
    }
    for len in 0..=BLOCK {
        // An allocation of its own, so that sanitizers see a read beyond it.
        let bytes: Box<[u8]> = (0..len).map(|_| random.next() as u8 | 1).collect();
        let given = L::load_short(proof, &bytes).bytes();
        assert_eq!(given, ArrayLanes::load_short(array::Proof, &bytes).bytes(), "{len} bytes");
        assert_eq!(given, core::array::from_fn(|n| bytes.get(n).copied().unwrap_or(0)), "{len} bytes");
    }
}

/// Compares the operations on words of eight bytes.
#[inline(always)]
fn check_words<L: Lanes>(proof: L::Proof, a: Bytes) {
    for four in (0..8).map(|n| u64::from_le_bytes(core::array::from_fn(|k| a[8 * n + k]))) {
        assert_eq!(L::pack_trails(proof, four), ArrayLanes::pack_trails(array::Proof, four), "{four:X}");
    }
}

/// All byte values in the first four cases. Then random blocks: any bytes, text, and few different bytes.
fn blocks(random: &mut Random, case: usize) -> [Bytes; 3] {
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
fn results<L: Lanes>(proof: L::Proof, a: Bytes, b: Bytes, c: Bytes, table: &[u8; 16]) -> Results {
    let (x, y, z) = (L::load(proof, &a), L::load(proof, &b), L::load(proof, &c));
    let mut stored = [MaybeUninit::new(0); size_of::<BlockBuffer>()];
    x.store(&mut stored);
    vec![
        ("load", x.bytes()),
        ("splat", L::splat(proof, a[0]).bytes()),
        ("store", *initialised(&stored).first_chunk().expect("64 bytes")),
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
        ("previous_after", x.previous_after(y).bytes()),
        ("next", x.next().bytes()),
    ]
}

/// Masks, and the bits that change in bytes with a rule.
#[inline(always)]
fn masks<L: Lanes>(proof: L::Proof, a: Bytes, tables: &VectorTables) -> ([u64; 8], Vec<u8>) {
    let block = L::load(proof, &a);
    let index = LookupIndex::of(proof, block, block.next());
    let (nibble, low) = (block.high_nibble(), block.and(L::splat(proof, 0x0F)));
    let others = tables.others.find(proof, (block, block.next()), !0);
    let masks = [
        block.top_bits(),
        index.lead.top_bits(),
        index.member(&tables.affected).top_bits(),
        index.member(&tables.replaced).top_bits(),
        index.member(&tables.dropped).top_bits(),
        others.look_up,
        others.drops,
        others.drops_after,
    ];
    let mut changed = Vec::new();
    for (map, first) in [(&tables.ascii, 0), (&tables.arabic, ARABIC)] {
        let bits = block.xor_bits(nibble, low, map).bytes();
        for (n, bits) in bits.into_iter().enumerate() {
            if let Some(rule) = changed_bits(tables, first, a[n]) {
                assert_eq!(bits, rule, "lane {n}");
                changed.push(bits);
            }
        }
    }
    (masks, changed)
}

/// The bits that a rule changes in the low byte of a character, if it has one and writes a character of the same range.
fn changed_bits(tables: &VectorTables, first: u32, byte: u8) -> Option<u8> {
    let entry = tables.trie.low.get((first + byte as u32) as usize).filter(|_| first > 0 || byte < 0x80)?;
    let to = match (entry.len(), entry.bytes()) {
        _ if !entry.is_affected() || entry.is_long_or_stop() => return None,
        (1, [to, ..]) => to,
        (2, [lead, trail, ..]) if first > 0 && lead & 0xFC == ARABIC_LEAD => lead << 6 | trail & 0x3F,
        _ => return None,
    };
    Some(byte ^ to)
}

/// The byte of a covered character.
fn byte_of(table: &FlatTable, c: u32) -> u8 {
    table.0[if c < 0x80 { c } else { 0x80 + (c - ARABIC) } as usize]
}

/// A look-up finds the byte of each covered character in all of its lanes, and the others that are not in a set.
#[inline(always)]
fn check_look_up<L: Lanes>(proof: L::Proof, a: Bytes, tables: &VectorTables) {
    let text = L::load(proof, &a);
    let table = &tables.ordinary.written;
    let set = TripleSet::EMPTY.with(0, 0xC2, 0xFF << 0x20, !0).with(6, 0xE2, 1, 0xF0F0);
    let lanes = (text, text.next(), text.next().next());
    let Some(found) = L::look_up(lanes, table, &set, L::splat(proof, 0)) else { return };
    let (values, lead_values) = (found.values.bytes(), found.lead_values.bytes());
    let byte = |n: usize| a.get(n).copied().unwrap_or_default();
    let lead_value = |n: usize| match a[n] {
        lead if lead & 0xFC == ARABIC_LEAD => byte_of(table, ARABIC + (lead << 6 | byte(n + 1) & 0x3F) as u32),
        _ => 0,
    };
    for n in 0..BLOCK {
        let before = if n > 0 { lead_value(n - 1) } else { 0 };
        let ascii = if a[n] < 0x80 { byte_of(table, a[n] as u32) } else { 0 };
        assert_eq!((values[n], lead_values[n]), (before | ascii | lead_value(n), lead_value(n)), "lane {n} of {a:X?}");
        let (second, third) = (byte(n + 1) & 0x3F, byte(n + 2) & 0x3F);
        let is_other = match a[n] {
            0xC2 => (0x20..0x28).contains(&second),
            0xE2 => second == 0 && third < 16 && third & 4 != 0,
            _ => false,
        };
        assert_eq!(found.others >> n & 1 == 1, is_other, "lane {n} of {a:X?}");
    }
}

/// The sets by first bytes have each affected character, and no covered one that is kept; the undecided characters of a block
/// are those of them that no table writes; narrow ones are written, or undecided.
#[inline(always)]
fn check_firsts<L: Lanes>(proof: L::Proof, a: Bytes, tables: &VectorTables) {
    let text = L::load(proof, &a);
    let block = (text, text.next());
    let Some(firsts) = L::firsts_in(block, &tables.affected_firsts) else { return };
    let none = L::splat(proof, 0);
    let with_narrow = L::write_ordinary::<true>(block, &tables.ordinary, none).expect("a level with both");
    let ordinary = L::write_ordinary::<false>(block, &tables.ordinary, none).expect("a level with both");
    let (bytes, with_narrow_bytes) = (ordinary.bytes.bytes(), with_narrow.bytes.bytes());
    for n in 0..BLOCK {
        let is_first = |mask: u64| mask >> n & 1 == 1;
        let next = a.get(n + 1).copied().unwrap_or(0x80);
        let (is_ascii, is_lead) = (a[n] < 0x80, (0xC2..0xF5).contains(&a[n]) && next & 0xC0 == 0x80);
        let is_covered = is_ascii || a[n] & 0xFC == ARABIC_LEAD;
        let is_affected = match is_ascii {
            true => tables.trie.low[a[n] as usize].is_affected(),
            false => is_lead && tables.trie.affects(a[n], next),
        };
        let value = match is_ascii {
            true => byte_of(&tables.ordinary.written, a[n] as u32),
            false => byte_of(&tables.ordinary.written, ARABIC + (a[n] << 6 | next & 0x3F) as u32),
        };
        match is_covered {
            true if is_ascii || is_lead => {
                assert_eq!(is_first(firsts), is_affected, "lane {n} of {a:X?}");
                assert_eq!(is_first(ordinary.undecided), value >= NARROW, "lane {n} of {a:X?}");
                assert_eq!(is_first(with_narrow.undecided), value == SPECIAL, "lane {n} of {a:X?}");
                // A lead before a byte that is no trail is in no text.
                if n > 0 && a[n - 1] & 0xFC == ARABIC_LEAD {
                    continue;
                }
                assert_eq!(is_first(!ordinary.keep), value >= DELETED, "lane {n} of {a:X?}");
                assert_eq!(is_first(!with_narrow.keep), [DELETED, SPECIAL].contains(&value), "lane {n} of {a:X?}");
                if value == NARROW {
                    let entry = tables.trie.low[ARABIC as usize + (a[n] << 6 | next & 0x3F) as usize];
                    assert_eq!(with_narrow_bytes[n], entry.bytes()[0], "lane {n} of {a:X?}");
                    assert!(n + 1 == BLOCK || !is_first(with_narrow.keep >> 1), "lane {n} of {a:X?}");
                } else {
                    assert_eq!(with_narrow_bytes[n], bytes[n], "lane {n} of {a:X?}");
                }
            }
            _ if is_affected => {
                assert!(is_first(firsts & ordinary.undecided & with_narrow.undecided), "lane {n} of {a:X?}");
            }
            _ if a[n] & 0xC0 == 0x80 => assert!(!is_first(firsts | ordinary.undecided), "lane {n} of {a:X?}"),
            _ => {}
        }
    }
}

/// Kept bytes are in order, and nothing outside the buffer is written.
#[inline(always)]
fn check_compress<L: Lanes>(proof: L::Proof, a: Bytes, random: &mut Random, case: usize) {
    #[repr(C)]
    struct Surrounded {
        before: Bytes,
        buffer: BlockBuffer,
        after: Bytes,
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
        let mut out = Surrounded {
            before: [7; BLOCK],
            buffer: [MaybeUninit::new(7); size_of::<BlockBuffer>()],
            after: [7; BLOCK],
        };
        block.compress(keep, &mut out.buffer);
        let expected: Vec<u8> = (0..BLOCK).filter(|n| keep >> n & 1 == 1).map(|n| a[n]).collect();
        assert_eq!(initialised(&out.buffer)[..expected.len()], expected, "{keep:#b} of {a:X?}");
        assert_eq!((out.before, out.after), ([7; BLOCK], [7; BLOCK]), "{keep:#b}");
    }
}

/// The bytes of a buffer that was initialised.
fn initialised(buffer: &BlockBuffer) -> &[u8] {
    // SAFETY: callers have initialised all of it.
    unsafe { &*(core::ptr::from_ref(buffer) as *const [u8; size_of::<BlockBuffer>()]) }
}
