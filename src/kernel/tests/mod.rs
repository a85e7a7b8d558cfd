//! Kernels against a loop over `chars()` and against each other, at every level that is here: what the tests share.

mod edges;
mod kernels;
pub(in crate::kernel) mod lanes;
#[path = "../../../tests/random/mod.rs"]
mod random;
mod segments;

use crate::kernel::rewrite::{compact_at, compact_long, scan_at, scan_long};
use crate::kernel::simd::array;
use crate::kernel::simd::array::ArrayLanes;
use crate::kernel::{Level, Observer, Others, RewriteTrie, UnitList, VectorTables};
use random::Random;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Which build of a kernel runs.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Build {
    /// The vector kernel over plain loops.
    ArrayLanes,
    /// The one of a level that is here, whatever the length of the text.
    At(Level),
    /// What runs at this level: short texts have kernels of their own.
    Chosen(Level),
}

impl Build {
    fn all() -> Vec<Self> {
        let here = || Level::ALL.into_iter().filter(|level| level.is_available());
        here().map(Self::At).chain(here().map(Self::Chosen)).chain([Self::ArrayLanes]).collect()
    }

    fn scan(self, tables: &VectorTables, text: &str) -> usize {
        match self {
            Self::ArrayLanes => crate::kernel::rewrite::scan::scan::<ArrayLanes>(array::Proof, tables, text),
            Self::At(level) => scan_long(level, tables, text),
            Self::Chosen(level) => scan_at(level, tables, text),
        }
    }

    /// Compacts; one time in seven with a record, too: it tells what is written for each character, and changes nothing
    /// else.
    fn compact(self, tables: &VectorTables, text: &str, out: &mut String) -> usize {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        let from = out.len();
        let stop = self.compact_with(tables, text, out, &mut ());
        if !CALLS.fetch_add(1, Relaxed).is_multiple_of(7) {
            return stop;
        }
        let (mut again, mut units) = (String::new(), UnitList::default());
        assert_eq!(self.compact_with(tables, text, &mut again, &mut units), stop, "{self:?}");
        assert!(again == out[from..], "{self:?}: a record changes nothing");
        let written = text[..stop].char_indices().map(|(at, c)| (at, written_len(tables, c)));
        let expected: Vec<_> = written.filter(|w| w.1 > 0).collect();
        assert_eq!(units.entries, expected, "{self:?}: {}", random::code_points(text));
        assert_eq!(units.len, stop);
        stop
    }

    fn compact_with<R: Observer>(self, tables: &VectorTables, text: &str, out: &mut String, record: &mut R) -> usize {
        match self {
            Self::ArrayLanes => {
                crate::kernel::rewrite::compact::compact::<ArrayLanes, R>(array::Proof, tables, text, out, record)
            }
            Self::At(level) => compact_long(level, tables, text, out, record),
            Self::Chosen(level) => compact_at(level, tables, text, out, record),
        }
    }
}

/// How many bytes the pages write for a character.
fn written_len(tables: &VectorTables, c: char) -> usize {
    let entry = tables.trie.get(c);
    match tables.trie.long_output(entry) {
        Some(long) => long.len(),
        None if !entry.is_affected() => c.len_utf8(),
        None => entry.len(),
    }
}

/// A table, and the rules that it was made of.
struct Rules {
    map: BTreeMap<char, String>,
    others: Others,
    stops: Vec<char>,
    tables: VectorTables,
}

/// Characters that are taken together.
const RUN: &str = "abAبأ\u{64E}é\u{654}";

impl Rules {
    fn new(map: BTreeMap<char, String>, others: Others, stops: Vec<char>) -> Self {
        let in_run = |c: u32| char::from_u32(c).is_some_and(|c| RUN.contains(c));
        Self { tables: VectorTables::new(RewriteTrie::new(&map, others, &stops, in_run)), map, others, stops }
    }

    /// Rules of every length, for characters of every length.
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

    /// Rules for some characters of a few blocks, what is written of every length.
    fn random(random: &mut Random) -> Self {
        let mut map = BTreeMap::new();
        let mut stops = Vec::new();
        let most = [0, 3, 40, 400][random.below(4)];
        for _ in 0..most {
            let c = character(random);
            let text = match random.below(9) {
                0..=2 => String::new(),
                // In the same row or column, as folding by case or by a letter's dots is.
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

    /// Rules for a few characters of two bytes.
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

    /// The offsets of the first character that is noticed and of the first at which is stopped, and what is written.
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

/// One of few blocks, so that they meet often.
fn character(random: &mut Random) -> char {
    let (first, count) =
        [(0, 0x80), (0x600, 0x100), (0x600, 0x100), (0xC0, 0x40), (0x700, 0x100), (0xFE70, 0x90), (0x1F600, 0x50)]
            [random.below(7)];
    char::from_u32(first + random.below(count) as u32).unwrap_or('a')
}

/// Characters of each width and class: kept, replaced by as many bytes or fewer, dropped, growing, stopped at.
const HARD: &str = "aAx$%! بأٲ\u{64E}٢\u{66C}ڤۉ\u{654}éΩßñ\u{300}ﻻﷺﻼ\u{FE8D}漢字文０\u{2028}\u{2029}\u{10EFD}😀😁𞸀𝟘\u{1F3FD}🇪\u{1F1E6}";

/// The numbers below `all`; where `NAQI_CASES` says so, so many of them.
fn cases(all: usize) -> impl Iterator<Item = usize> {
    let mut random = Random::from_environment();
    let count = random.cases(all).min(all);
    (0..count).map(move |n| if count == all { n } else { random.below(all) })
}

/// Text of exactly so many bytes: the filler over and over, and then letters of one byte.
fn filled(filler: &str, len: usize) -> String {
    filler.repeat(len / filler.len()) + &"b".repeat(len % filler.len())
}

#[test]
fn the_levels_that_are_here_are_told() {
    let here: Vec<&str> = Level::ALL.iter().filter(|level| level.is_available()).map(|level| level.name()).collect();
    println!("levels here: {}", here.join(" "));
    println!("level chosen: {}", crate::kernel::level().name());
    if let Ok(name) = std::env::var("NAQI_LEVEL") {
        assert!(!here.contains(&&*name) || !cfg!(feature = "std") || crate::kernel::level().name() == name);
    }
}
