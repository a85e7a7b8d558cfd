//! Tests of the kernels: against a loop over `chars()` and against each other, at every available level. This module has
//! what they share.

mod array;
mod edges;
mod kernels;
pub(in crate::kernel) mod lanes;
mod patterns;
#[path = "../../../tests/random/mod.rs"]
mod random;
mod segments;

use crate::kernel::rewrite::{compact_at, compact_long, scan_at, scan_long};
use crate::kernel::tests::array::ArrayLanes;
use crate::kernel::{Level, Observer, Others, RewriteTrie, VectorTables};
use crate::pipeline::unit_list::UnitList;
use random::Random;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// A build of the kernels.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Build {
    /// The vector kernel with array lanes.
    ArrayLanes,
    /// The kernel of a level for texts of any length.
    At(Level),
    /// The kernel that a level chooses: short texts have their own.
    Chosen(Level),
}

impl Build {
    fn all() -> Vec<Self> {
        let available = || Level::ALL.into_iter().filter(|level| level.is_available());
        available().map(Self::At).chain(available().map(Self::Chosen)).chain([Self::ArrayLanes]).collect()
    }

    fn scan(self, tables: &VectorTables, text: &str) -> usize {
        match self {
            Self::ArrayLanes => crate::kernel::rewrite::scan::scan::<ArrayLanes>(array::Proof, tables, text),
            Self::At(level) => scan_long(level, tables, text),
            Self::Chosen(level) => scan_at(level, tables, text),
        }
    }

    /// Compacts. One call in seven also compacts with an observer: it must get the output length of each character, and
    /// the output must not change.
    fn compact(self, tables: &VectorTables, text: &str, out: &mut String) -> usize {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let from = out.len();
        let stop = self.compact_with(tables, text, out, &mut ());
        if !CALLS.fetch_add(1, Relaxed).is_multiple_of(7) {
            return stop;
        }
        let (mut again, mut list) = (String::new(), UnitList::default());
        assert_eq!(self.compact_with(tables, text, &mut again, &mut list), stop, "{self:?}");
        assert!(again == out[from..], "{self:?}: an observer changes nothing");
        let units = text[..stop].char_indices().map(|(at, c)| (at, output_len(tables, c)));
        let expected: Vec<_> = units.filter(|unit| unit.1 > 0).collect();
        assert_eq!(list.entries, expected, "{self:?}: {}", random::code_points(text));
        assert_eq!(list.len, stop);
        stop
    }

    fn compact_with<O: Observer>(self, tables: &VectorTables, text: &str, out: &mut String, observer: &mut O) -> usize {
        match self {
            Self::ArrayLanes => {
                crate::kernel::rewrite::compact::compact::<ArrayLanes, O>(array::Proof, tables, text, out, observer)
            }
            Self::At(level) => compact_long(level, tables, text, out, observer),
            Self::Chosen(level) => compact_at(level, tables, text, out, observer),
        }
    }
}

/// The output length of a character, in bytes.
fn output_len(tables: &VectorTables, c: char) -> usize {
    let entry = tables.trie.get(c);
    match tables.trie.long_output(entry) {
        Some(long) => long.len(),
        None if !entry.is_affected() => c.len_utf8(),
        None => entry.len(),
    }
}

/// Rules, and the tables that are made of them.
struct TestRules {
    map: BTreeMap<char, String>,
    others: Others,
    stops: Vec<char>,
    tables: VectorTables,
}

/// The characters of runs, for [`compact_run`](crate::kernel::compact_run).
const RUN_CHARACTERS: &str = "abAبأ\u{64E}é\u{654}";

impl TestRules {
    fn new(map: BTreeMap<char, String>, others: Others, stops: Vec<char>) -> Self {
        let in_run = |c: u32| char::from_u32(c).is_some_and(|c| RUN_CHARACTERS.contains(c));
        let rules = map.iter().map(|(c, text)| (*c, text.as_str()));
        Self { tables: VectorTables::new(RewriteTrie::new(rules, others, &stops, in_run)), map, others, stops }
    }

    /// Rules with outputs of every length, for characters of every length.
    fn of_every_kind() -> Self {
        let rules = [
            ('A', "a"),
            ('x', "three"),
            ('$', ""),
            ('%', "٪"),
            ('\u{64E}', ""),
            ('أ', "ا"),
            ('ٲ', "ا"),
            ('٢', "2"),
            ('\u{66C}', " "),
            ('ڤ', "é"),
            ('ۉ', "وو"),
            ('é', "e\u{301}"),
            ('Ω', "ω"),
            ('ß', "s"),
            ('\u{300}', ""),
            ('ﻻ', "لا"),
            ('ﷺ', "صلى الله عليه وسلم"),
            ('\u{FE8D}', "ا"),
            ('漢', ""),
            ('字', "文"),
            ('０', "0"),
            ('\u{10EFD}', ""),
            ('😀', ":)"),
            ('𞸀', "ا"),
            ('𝟘', "0"),
            ('\u{1F3FD}', "漢"),
            ('🇪', "\u{1F1EB}"),
        ];
        let map = rules.into_iter().map(|(c, text)| (c, text.into())).collect();
        Self::new(map, Others::Kept, vec!['\u{654}', '\u{2028}', '\u{1F1E6}', '!'])
    }

    /// Rules for some characters of a few blocks, with outputs of every length.
    fn random(random: &mut Random) -> Self {
        let mut map = BTreeMap::new();
        let mut stops = Vec::new();
        let count = [0, 3, 40, 400][random.below(4)];
        for _ in 0..count {
            let c = character(random);
            let text = match random.below(9) {
                0..=2 => String::new(),
                // In the same row or column of a byte map, as when case is folded.
                3..=4 => char::from_u32(c as u32 ^ 1 << random.below(7)).unwrap_or('a').into(),
                5 => char::from(b' ' + random.below(95) as u8).into(),
                6 => character(random).into(),
                7 => c.into(),
                _ => (0..random.below(9)).map(|_| character(random)).collect(),
            };
            map.insert(c, text);
        }
        for _ in 0..[0, 1, 20][random.below(3)] {
            stops.push(character(random));
        }
        stops.sort_unstable();
        stops.dedup();
        Self::new(map, if random.below(4) == 0 { Others::Deleted } else { Others::Kept }, stops)
    }

    /// Rules for a few two-byte characters.
    fn random_pairs(random: &mut Random) -> Self {
        let two = |random: &mut Random| {
            let (first, count) = [(0x600, 0x100), (0x600, 0x20), (0x80, 0x780)][random.below(3)];
            char::from_u32(first + random.below(count) as u32).unwrap_or('ا')
        };
        let pairs = (0..1 + random.below(4)).map(|_| {
            let to = if random.below(2) == 0 { String::new() } else { two(random).into() };
            (two(random), to)
        });
        Self::new(pairs.collect(), Others::Kept, Vec::new())
    }

    /// The offsets of the first noticed character and of the first stop, and the output up to the stop.
    fn naive(&self, text: &str) -> (usize, usize, String) {
        let is_stop = |c: char| self.stops.contains(&c);
        let stop = text.find(is_stop).unwrap_or(text.len());
        let changes = |c| self.map.get(&c).map_or(self.others == Others::Deleted, |to| !to.chars().eq([c]));
        let noticed = text.find(|c| is_stop(c) || changes(c)).unwrap_or(text.len());
        let mut out = String::new();
        for c in text[..stop].chars() {
            match self.map.get(&c) {
                Some(to) => out += to,
                None if self.others == Others::Kept => out.push(c),
                None => {}
            }
        }
        (noticed, stop, out)
    }
}

/// A character of a few blocks, so that rules and text often have the same.
fn character(random: &mut Random) -> char {
    let (first, count) =
        [(0, 0x80), (0x600, 0x100), (0x600, 0x100), (0xC0, 0x40), (0x700, 0x100), (0xFE70, 0x90), (0x1F600, 0x50)]
            [random.below(7)];
    char::from_u32(first + random.below(count) as u32).unwrap_or('a')
}

/// Characters of each width and class of [`TestRules::of_every_kind`]: kept, replaced by as many bytes or fewer, deleted,
/// growing, stops.
const HARD: &str = "aAx$%! بأٲ\u{64E}٢\u{66C}ڤۉ\u{654}éΩßñ\u{300}ﻻﷺﻼ\u{FE8D}漢字文０\u{2028}\u{2029}\u{10EFD}😀😁𞸀𝟘\u{1F3FD}🇪\u{1F1E6}";

/// The numbers below `all`, or as many random ones of them as `NAQI_CASES` says.
fn cases(all: usize) -> impl Iterator<Item = usize> {
    let mut random = Random::from_environment();
    let count = random.cases(all).min(all);
    (0..count).map(move |n| if count == all { n } else { random.below(all) })
}

/// Text of exactly `len` bytes: the filler repeated, then `b`.
fn filled(filler: &str, len: usize) -> String {
    filler.repeat(len / filler.len()) + &"b".repeat(len % filler.len())
}

#[test]
fn prints_the_available_levels() {
    let available: Vec<&str> =
        Level::ALL.iter().filter(|level| level.is_available()).map(|level| level.name()).collect();
    println!("levels here: {}", available.join(" "));
    println!("level chosen: {}", crate::kernel::level().name());
    if let Ok(name) = std::env::var("NAQI_LEVEL") {
        assert!(!available.contains(&&*name) || !cfg!(feature = "std") || crate::kernel::level().name() == name);
    }
}
