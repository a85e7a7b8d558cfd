//! The rewrite table: the output of all table steps of a normalizer for each code point, as the kernels look it up.

use crate::kernel::{RewriteTrie, VectorTables};
use crate::pipeline::fused::{FusedRules, RuleMap};
use crate::pipeline::order::sorted_set;
use crate::pipeline::sink::Sink;
use crate::pipeline::uthmani;
use crate::rules::letters::{FATHA, ZWNJ};
use crate::rules::unicode::{self, category};
use alloc::vec::Vec;
use core::ops::RangeInclusive;

/// The output for each code point, as the kernels read it, with the properties that composition needs.
pub(crate) struct Table {
    tables: VectorTables,
    cluster_bits: ClusterBits,
    has_expansions: bool,
    unifies_ae: bool,
    removes_marked: bool,
    is_identity: bool,
    keeps_letters: bool,
    /// With the Uthmani rules, what these need.
    uthmani: Option<UthmaniTables>,
}

/// Which characters belong to the cluster before them, one bit each, for the blocks that occur in long runs: Arabic
/// (U+0600 to U+06FF) and the first half of General Punctuation (U+2000 to U+207F).
#[derive(Default)]
struct ClusterBits {
    arabic: [u64; 4],
    punctuation: [u64; 2],
}

impl ClusterBits {
    fn of(extends_cluster: impl Fn(char) -> bool) -> Self {
        let bits = |first: u32, word: usize| {
            let is_set = |n: &u32| char::from_u32(first + 64 * word as u32 + n).is_some_and(&extends_cluster);
            (0..64).filter(is_set).fold(0, |bits, n| bits | 1 << n)
        };
        Self {
            arabic: core::array::from_fn(|n| bits(0x600, n)),
            punctuation: core::array::from_fn(|n| bits(0x2000, n)),
        }
    }

    /// `None` for characters of other blocks.
    #[inline]
    fn get(&self, c: char) -> Option<bool> {
        let word = match c {
            '\u{600}'..='\u{6FF}' => self.arabic[c as usize >> 6 & 3],
            '\u{2000}'..='\u{207F}' => self.punctuation[c as usize >> 6 & 1],
            _ => return None,
        };
        Some(word >> (c as u32 & 63) & 1 == 1)
    }
}

/// Tables for the Uthmani rules, which rewrite whole words.
struct UthmaniTables {
    /// The rewrite table with the stops for vocalised text.
    vocalised: VectorTables,
    /// The characters that composition may change, sorted.
    composing: Vec<char>,
    /// Properties of U+0600 to U+06FF.
    arabic: [ArabicEntry; 0x100],
}

/// The output and properties of one character.
#[derive(Clone, Copy)]
struct ArabicEntry {
    output: ShortOutput,
    may_compose: bool,
}

#[derive(Clone, Copy)]
enum ShortOutput {
    Deleted,
    Char(char),
    Longer,
}

impl UthmaniTables {
    #[inline]
    fn arabic(&self, c: char) -> Option<&ArabicEntry> {
        matches!(c, '\u{600}'..='\u{6FF}').then(|| &self.arabic[c as usize & 0xFF])
    }
}

impl Table {
    /// A table of these rules. The one pass stops at the code points in `stops`, for composition.
    pub fn new(fused: &FusedRules, stops: &[char]) -> Self {
        // Letters and their marks, which do not end a word: Format, Extend and ALetter of UAX #29 (WB4, WB5). Without the signs that
        // UAX #29 treats as letters, such as U+02C2: beside an Arabic letter they are no part of a term. And without what may hide that
        // the letters of a word are gone, though its length is the same.
        let is_sign = |category| matches!(category, category::PUNCTUATION | category::SYMBOL | category::EMOJI);
        let in_run = |c: u32| {
            let property = unicode::WORD.low()[c as usize];
            property & 31 <= unicode::word::ALETTER
                && !is_sign(property >> 5)
                && !char::from_u32(c).is_some_and(|c| fused.grows(c) || fused.loses_letter(c))
        };
        let tables = VectorTables::new(RewriteTrie::new(fused.rules.iter(), fused.others, stops, in_run));
        let has_expansions = fused.expansions().next().is_some();
        let FusedRules { unifies_ae, removes_marked, .. } = *fused;
        let cluster_bits = ClusterBits::default();
        let (is_identity, keeps_letters) =
            (fused.is_identity(), !fused.rules.iter().any(|(c, _)| fused.loses_letter(c)));
        let mut table = Self {
            tables,
            cluster_bits,
            has_expansions,
            unifies_ae,
            removes_marked,
            is_identity,
            keeps_letters,
            uthmani: None,
        };
        table.cluster_bits = ClusterBits::of(|c| table.looked_up_extends_cluster(c) || table.may_unify_ae(c));
        table
    }

    /// A table with the stops of the Uthmani rules, too.
    ///
    /// These rules concern words with a sign that modern text does not have, or with a fatha and one of two letters.
    /// Text without vowels has these letters often, and vocalised text has fathas in most words. So plain text stops at
    /// a fatha, and vocalised text at the letters.
    pub fn for_uthmani(fused: &FusedRules, stops: &[char]) -> Self {
        let with = |more: &[char]| [stops, &uthmani::SIGNS, more].concat();
        let vocalised = Self::new(fused, &with(&uthmani::WITH_FATHA)).tables;
        let plain = Self::new(fused, &with(&[FATHA]));
        let arabic = core::array::from_fn(|n| {
            let c = char::from_u32(0x600 + n as u32).unwrap_or_default();
            let mut buffer = [0; 4];
            let mut written = plain.output_of(c, &mut buffer).chars();
            ArabicEntry {
                output: match (written.next(), written.next()) {
                    (None, _) => ShortOutput::Deleted,
                    (Some(one), None) => ShortOutput::Char(one),
                    _ => ShortOutput::Longer,
                },
                may_compose: stops.binary_search(&c).is_ok(),
            }
        });
        Self { uthmani: Some(UthmaniTables { vocalised, composing: stops.into(), arabic }), ..plain }
    }

    /// Whether composition may change this character, whatever its word; always `false` without the Uthmani rules.
    #[inline]
    pub fn may_compose(&self, c: char) -> bool {
        let Some(tables) = &self.uthmani else { return false };
        tables.arabic(c).map_or_else(|| tables.composing.binary_search(&c).is_ok(), |arabic| arabic.may_compose)
    }

    /// Writes the output for a character; faster than [`Self::output_of`] with the Uthmani rules.
    #[inline]
    pub fn write(&self, c: char, at: usize, out: &mut impl Sink) {
        match self.uthmani.as_ref().and_then(|tables| tables.arabic(c)).map(|arabic| arabic.output) {
            Some(ShortOutput::Deleted) => {}
            Some(ShortOutput::Char(one)) => out.write_char(one, at),
            _ => out.write(self.output_of(c, &mut [0; 4]), at),
        }
    }

    /// The length of the output for a character, in bytes.
    #[inline]
    pub fn output_len_of(&self, c: char) -> usize {
        match self.trie().get(c) {
            entry if !entry.is_affected() => c.len_utf8(),
            entry => self.trie().long_output(entry).map_or(entry.len(), str::len),
        }
    }

    /// Whether every text is unchanged.
    pub fn is_identity(&self) -> bool {
        self.is_identity
    }

    /// Whether a text whose length does not change has letters or numbers if the source has some.
    #[inline]
    pub fn keeps_letters(&self) -> bool {
        self.keeps_letters
    }

    /// Whether the output for some code point depends on its neighbours.
    #[inline]
    pub fn has_expansions(&self) -> bool {
        self.has_expansions
    }

    /// Whether words are rewritten by the Uthmani rules before the table.
    pub fn rewrites_uthmani(&self) -> bool {
        self.uthmani.is_some()
    }

    /// Whether the one pass stops at the character, in vocalised or plain text.
    pub fn is_stop(&self, c: char) -> bool {
        self.trie().get(c).is_stop()
            || self.uthmani.as_ref().is_some_and(|tables| tables.vocalised.trie.get(c).is_stop())
    }

    /// The tables for vector code in vocalised or plain text.
    #[inline]
    pub fn tables_for(&self, is_vocalised: bool) -> &VectorTables {
        self.uthmani.as_ref().filter(|_| is_vocalised).map_or(&self.tables, |tables| &tables.vocalised)
    }

    /// The tables for vector code in plain text.
    pub fn tables(&self) -> &VectorTables {
        &self.tables
    }

    /// The size in memory, in bytes.
    pub fn size(&self) -> usize {
        let uthmani = self.uthmani.as_ref().map_or(0, |tables| tables.vocalised.size() + size_of_val(&tables.arabic));
        self.tables.size() + uthmani
    }

    pub fn trie(&self) -> &RewriteTrie {
        &self.tables.trie
    }

    /// The output for a code point.
    pub fn output_of<'a>(&'a self, c: char, buffer: &'a mut [u8; 4]) -> &'a str {
        let entry = self.trie().get(c);
        if !entry.is_affected() {
            return c.encode_utf8(buffer);
        }
        if let Some(long) = self.trie().long_output(entry) {
            return long;
        }
        *buffer = entry.bytes();
        core::str::from_utf8(&buffer[..entry.len()]).unwrap_or_default()
    }

    pub fn deletes(&self, c: char) -> bool {
        self.output_of(c, &mut [0; 4]).is_empty()
    }

    pub fn keeps(&self, c: char) -> bool {
        self.output_of(c, &mut [0; 4]).chars().eq([c])
    }

    /// Whether Latin letters or symbols are removed with their marks.
    #[inline]
    pub fn removes_marked(&self) -> bool {
        self.removes_marked
    }

    /// Whether a mark goes with the removed character before it.
    pub fn may_go_with_removed(&self, mark: char) -> bool {
        COMBINING_MARKS.iter().any(|marks| marks.contains(&mark))
    }

    /// Whether the character is removed with its combining marks: a letter or symbol of another script than Arabic for which
    /// nothing or a space is written.
    pub fn removes_with_marks(&self, c: char) -> bool {
        matches!(unicode::category_of(c), category::LETTER | category::SYMBOL)
            && !unicode::in_arabic_block(c)
            && matches!(self.output_of(c, &mut [0; 4]), "" | " ")
    }

    /// Whether `c` is a ZWNJ that is part of the letter `ە` after `ه`.
    #[inline]
    pub fn may_unify_ae(&self, c: char) -> bool {
        self.unifies_ae && c == ZWNJ
    }

    /// Whether the code point is written as a part of the letter before it: it is a mark, its output consists of marks
    /// (the presentation form of a mark), or it is deleted.
    #[inline]
    pub fn belongs_to_letter(&self, c: char) -> bool {
        if self.may_unify_ae(c) { self.looked_up_extends_cluster(c) } else { self.extends_cluster(c) }
    }

    /// Whether the code point belongs to the cluster before it: it [belongs to its letter](Self::belongs_to_letter), or
    /// it may be a part of `ە`.
    #[inline]
    pub fn extends_cluster(&self, c: char) -> bool {
        self.cluster_bits.get(c).unwrap_or_else(|| self.looked_up_extends_cluster(c))
    }

    fn looked_up_extends_cluster(&self, c: char) -> bool {
        unicode::combining_class(c) != 0
            || self.output_of(c, &mut [0; 4]).chars().all(|c| unicode::combining_class(c) != 0)
    }

    /// Whether the Uthmani rules treat `c` after `before` as part of the same word.
    #[inline(always)]
    pub fn continues_word(&self, before: char, c: char) -> bool {
        self.rewrites_uthmani() && uthmani::continues_word(before, c)
    }

    /// Whether the output for a mark starts with a base.
    pub fn writes_base_for(&self, mark: char) -> bool {
        let mut buffer = [0; 4];
        let first = self.output_of(mark, &mut buffer).chars().next();
        unicode::combining_class(mark) != 0 && first.is_some_and(|c| unicode::combining_class(c) == 0)
    }
}

/// The marks of decomposed Latin letters and symbols: Combining Diacritical Marks, and stems and flags of musical notes.
const COMBINING_MARKS: [RangeInclusive<char>; 2] = [unicode::COMBINING_DIACRITICAL_MARKS, '\u{1D165}'..='\u{1D172}'];

/// The code points at which the one pass stops: those of expansions, a ZWNJ that may be part of a letter, and with
/// composition marks that compose with some letter, code points whose output has such a mark, and marks whose output is a
/// letter.
pub(crate) fn stops(fused: &FusedRules, composes: bool) -> Vec<char> {
    let mut stops: Vec<char> = fused.expansions().chain(fused.unifies_ae.then_some(ZWNJ)).collect();
    if composes {
        stops.extend(composing(&fused.rules));
    }
    if fused.removes_marked {
        stops.extend(COMBINING_MARKS.into_iter().flatten());
    }
    sorted_set(&stops)
}

/// The code points that composition may change, or with which a cluster changes.
fn composing(rules: &RuleMap) -> Vec<char> {
    let mut stops: Vec<char> = unicode::COMPOSITES.iter().map(|c| c.1).collect();
    let joining = sorted_set(&stops);
    for (c, text) in rules.iter() {
        let is_base = |c: char| unicode::combining_class(c) == 0;
        let writes_base = !is_base(c) && text.chars().next().is_some_and(is_base);
        if writes_base || text.chars().any(|t| joining.binary_search(&t).is_ok()) {
            stops.push(c);
        }
    }
    stops
}
