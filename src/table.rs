//! The fused table: what all table steps of a normalizer, one after the other, make of each code point.

use crate::kernel::{Others, Pages, Sheets};
use crate::sink::Sink;
use crate::step::Step;
use crate::unicode;
use crate::uthmani;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// What becomes of each code point, as the kernels read it, and the few questions that the doors ask.
pub(crate) struct Table {
    sheets: Sheets,
    joins_back: JoinsBack,
    /// Where the door before it takes words to modern spelling: what that asks, made ready.
    words: Option<ForWords>,
}

/// Which characters belong to the letter before them, for the blocks of long runs: a bit for each character of Arabic
/// (U+0600 to U+06FF) and General Punctuation (U+2000 to U+207F).
#[derive(Default)]
struct JoinsBack {
    arabic: [u64; 4],
    general: [u64; 2],
}

impl JoinsBack {
    fn of(joins_back: impl Fn(char) -> bool) -> Self {
        let bits = |first: u32, word: usize| {
            let is_set = |n: &u32| char::from_u32(first + 64 * word as u32 + n).is_some_and(&joins_back);
            (0..64).filter(is_set).fold(0, |bits, n| bits | 1 << n)
        };
        Self { arabic: core::array::from_fn(|n| bits(0x600, n)), general: core::array::from_fn(|n| bits(0x2000, n)) }
    }

    /// `None` for characters of other blocks.
    #[inline]
    fn get(&self, c: char) -> Option<bool> {
        let word = match c {
            '\u{600}'..='\u{6FF}' => self.arabic[c as usize >> 6 & 3],
            '\u{2000}'..='\u{207F}' => self.general[c as usize >> 6 & 1],
            _ => return None,
        };
        Some(word >> (c as u32 & 63) & 1 == 1)
    }
}

/// What the door for words asks of a table.
struct ForWords {
    /// The same with the stops for vocalised text.
    vocalised: Sheets,
    /// What the door may join or has to put in its place, in order.
    joins: Vec<char>,
    /// Of U+0600 to U+06FF.
    arabic: [Arabic; 0x100],
}

/// What the table says of one character.
#[derive(Clone, Copy)]
struct Arabic {
    written: Written,
    is_join: bool,
}

#[derive(Clone, Copy)]
enum Written {
    Nothing,
    One(char),
    More,
}

impl ForWords {
    #[inline]
    fn arabic(&self, c: char) -> Option<&Arabic> {
        matches!(c, '\u{600}'..='\u{6FF}').then(|| &self.arabic[c as usize & 0xFF])
    }
}

/// The steps' rules as one: what is written for each code point that does not become what becomes of all others.
pub(crate) struct Fused {
    pub rules: BTreeMap<char, String>,
    /// What becomes of a code point without a rule.
    pub others: Others,
    /// The first code point for which a chain of maps would write more than the limit.
    pub too_long: Option<char>,
}

/// Fuses the rules of steps, each of which runs over what the steps before it write.
///
/// A step that would make an output longer than `limit` bytes leaves that one as it finds it.
pub(crate) fn fuse(steps: &[Step], limit: usize) -> Fused {
    let Composed { rules, most, others } = compose(steps, limit);
    let long: Vec<char> = most.into_iter().filter(|(_, most)| *most > limit).map(|(c, _)| c).collect();
    let mut fused = Fused { rules, others, too_long: None };
    if !long.is_empty() {
        run_through(steps, limit, &long, &mut fused);
    }
    match fused.others {
        Others::Kept => fused.rules.retain(|c, text| !text.chars().eq([*c])),
        Others::Deleted => fused.rules.retain(|_, text| !text.is_empty()),
    }
    fused
}

/// What some steps, one after the other, make of each code point.
struct Composed {
    rules: BTreeMap<char, String>,
    /// For code points for which more may be written on the way than in the end, a length that this is not beyond. Where
    /// that is beyond the limit, the rule is empty.
    most: BTreeMap<char, usize>,
    others: Others,
}

fn rules_of(step: &Step) -> (BTreeMap<char, String>, Others) {
    let mut rules = BTreeMap::new();
    step.rules(&mut |c, text| {
        rules.insert(c, String::from(text));
    });
    (rules, if step.deletes_others() { Others::Deleted } else { Others::Kept })
}

/// Composes the steps from the last one to the first: what a rule writes is looked up in what the steps behind it make
/// of that. So each rule is looked at once, and the time is linear in the number of rules of all steps.
fn compose(steps: &[Step], limit: usize) -> Composed {
    let mut behind = Composed { rules: BTreeMap::new(), most: BTreeMap::new(), others: Others::Kept };
    for step in steps.iter().rev() {
        let (mut rules, others) = rules_of(step);
        let mut most = BTreeMap::new();
        for (c, text) in &mut rules {
            let len = behind.rewrite(text, limit);
            if len > text.len() {
                most.insert(*c, len);
            }
        }
        if others == Others::Deleted {
            behind = Composed { rules, most, others };
            continue;
        }
        for c in rules.keys() {
            behind.most.remove(c);
        }
        behind.most.append(&mut most);
        match behind.rules.is_empty() {
            true => behind.rules = rules,
            false => behind.rules.extend(rules),
        }
    }
    behind
}

impl Composed {
    /// Puts what becomes of a text in its place, and returns how long it is on the way at most.
    fn rewrite(&self, text: &mut String, limit: usize) -> usize {
        if self.others == Others::Kept && !text.chars().any(|c| self.rules.contains_key(&c)) {
            return text.len();
        }
        let (mut output, mut most) = (String::new(), 0_usize);
        for c in text.chars() {
            let rule = self.rules.get(&c);
            match rule {
                Some(to) => output += to,
                None if self.others == Others::Kept => output.push(c),
                None => {}
            }
            let len = self.most.get(&c).copied().or(rule.map(String::len)).unwrap_or(0);
            most = most.saturating_add(len.max(c.len_utf8()));
            if most > limit {
                text.clear();
                return most;
            }
        }
        *text = output;
        most
    }
}

/// Takes these code points through the steps one by one, since what is written for them may be too long on the way.
fn run_through(steps: &[Step], limit: usize, codes: &[char], fused: &mut Fused) {
    codes.iter().for_each(|c| drop(fused.rules.remove(c)));
    let (mut outputs, mut are_others_kept) = (BTreeMap::<char, String>::new(), true);
    for step in steps {
        let (rules, others) = rules_of(step);
        for (c, text) in &mut outputs {
            if text.chars().any(|t| others == Others::Deleted || rules.contains_key(&t)) {
                let mut next = String::new();
                for t in text.chars() {
                    match rules.get(&t) {
                        Some(to) => next += to,
                        None if others == Others::Kept => next.push(t),
                        None => {}
                    }
                }
                if next.len() > limit {
                    fused.too_long.get_or_insert(*c);
                } else {
                    *text = next;
                }
            }
        }
        // What is gone before comes to no later rule.
        if are_others_kept {
            for c in codes {
                if let Some(text) = rules.get(c) {
                    outputs.entry(*c).or_insert_with(|| text.clone());
                }
            }
            are_others_kept = others == Others::Kept;
        }
    }
    fused.rules.append(&mut outputs);
}

impl Fused {
    /// Whether the code point becomes itself.
    pub fn keeps(&self, c: char) -> bool {
        self.rules.get(&c).map_or(self.others == Others::Kept, |text| text.chars().eq([c]))
    }

    /// Whether every code point becomes itself.
    pub fn is_idle(&self) -> bool {
        self.rules.is_empty() && self.others == Others::Kept
    }

    /// Whether nothing that is written would change in a second run.
    pub fn is_settled(&self) -> bool {
        self.rules.values().all(|text| text.chars().all(|t| self.keeps(t)))
    }
}

impl Table {
    /// A table of these rules that hands the code points in `stops` to the compose door.
    pub fn new(fused: &Fused, stops: &[char]) -> Self {
        // Letters and their marks, as words run on through them.
        let in_run = |c: u32| unicode::WORD.low()[c as usize] & 31 <= unicode::word::ALETTER;
        let sheets = Sheets::new(Pages::new(&fused.rules, fused.others, stops, in_run));
        let mut table = Self { sheets, joins_back: JoinsBack::default(), words: None };
        table.joins_back = JoinsBack::of(|c| table.looked_up_joins_back(c));
        table
    }

    /// The same behind a door that takes words to modern spelling.
    ///
    /// Such words hold a sign that modern text has not, or else a fatha and one of two letters. Text without vowels has
    /// those letters often, and vocalised text has a fatha everywhere: so the one stops at a fatha, and what follows
    /// stops at the letters.
    pub fn of_words(fused: &Fused, stops: &[char]) -> Self {
        let with = |more: &[char]| [stops, &uthmani::SIGNS, more].concat();
        let vocalised = Self::new(fused, &with(&uthmani::BEFORE_FATHA)).sheets;
        let plain = Self::new(fused, &with(&[uthmani::FATHA]));
        let arabic = core::array::from_fn(|n| {
            let c = char::from_u32(0x600 + n as u32).unwrap_or_default();
            let mut buffer = [0; 4];
            let mut written = plain.written(c, &mut buffer).chars();
            Arabic {
                written: match (written.next(), written.next()) {
                    (None, _) => Written::Nothing,
                    (Some(one), None) => Written::One(one),
                    _ => Written::More,
                },
                is_join: stops.binary_search(&c).is_ok(),
            }
        });
        Self { words: Some(ForWords { vocalised, joins: stops.into(), arabic }), ..plain }
    }

    /// Whether the door has more to do about the character than to write what the table writes for it, whatever word
    /// it stands in.
    #[inline]
    pub fn is_join(&self, c: char) -> bool {
        let Some(words) = &self.words else { return false };
        words.arabic(c).map_or_else(|| words.joins.binary_search(&c).is_ok(), |arabic| arabic.is_join)
    }

    /// Writes what the table writes for a character, quickly where the door takes words.
    #[inline]
    pub fn write(&self, c: char, at: usize, out: &mut impl Sink) {
        match self.words.as_ref().and_then(|words| words.arabic(c)).map(|arabic| arabic.written) {
            Some(Written::Nothing) => {}
            Some(Written::One(one)) => out.write_char(one, at),
            _ => out.write(self.written(c, &mut [0; 4]), at),
        }
    }

    /// How many bytes the table writes for a character.
    #[inline]
    pub fn written_len(&self, c: char) -> usize {
        let entry = self.pages().get(c);
        match entry.len() {
            0 if c.len_utf8() == 4 && !entry.is_noticed() => 4,
            short => self.pages().long(entry).map_or(short, str::len),
        }
    }

    pub fn reads_words(&self) -> bool {
        self.words.is_some()
    }

    /// Whether the one pass stops at the character, in text of any kind.
    pub fn is_stop(&self, c: char) -> bool {
        self.pages().get(c).is_stop() || self.words.as_ref().is_some_and(|words| words.vocalised.pages.get(c).is_stop())
    }

    /// As vector code reads it in vocalised text, or in other.
    #[inline]
    pub fn sheets_of(&self, is_vocalised: bool) -> &Sheets {
        self.words.as_ref().filter(|_| is_vocalised).map_or(&self.sheets, |words| &words.vocalised)
    }

    /// As vector code reads it.
    pub fn sheets(&self) -> &Sheets {
        &self.sheets
    }

    /// Bytes that it takes in memory.
    pub fn size(&self) -> usize {
        let words = self.words.as_ref().map_or(0, |words| words.vocalised.size() + size_of_val(&words.arabic));
        self.sheets.size() + words
    }

    pub fn pages(&self) -> &Pages {
        &self.sheets.pages
    }

    /// What is written for a code point.
    pub fn written<'a>(&'a self, c: char, buffer: &'a mut [u8; 4]) -> &'a str {
        let entry = self.pages().get(c);
        if let Some(long) = self.pages().long(entry) {
            return long;
        }
        if entry.len() == 0 && c.len_utf8() == 4 && !entry.is_noticed() {
            return c.encode_utf8(buffer);
        }
        *buffer = entry.bytes();
        core::str::from_utf8(&buffer[..entry.len()]).unwrap_or_default()
    }

    pub fn deletes(&self, c: char) -> bool {
        self.written(c, &mut [0; 4]).is_empty()
    }

    pub fn keeps(&self, c: char) -> bool {
        self.written(c, &mut [0; 4]).chars().eq([c])
    }

    /// Whether the code point, as it stands or as it is written, belongs to the letter before it: a mark, a mark's
    /// presentation form, or what is deleted and so seen through.
    #[inline]
    pub fn joins_back(&self, c: char) -> bool {
        self.joins_back.get(c).unwrap_or_else(|| self.looked_up_joins_back(c))
    }

    fn looked_up_joins_back(&self, c: char) -> bool {
        unicode::combining_class(c) != 0
            || self.written(c, &mut [0; 4]).chars().all(|c| unicode::combining_class(c) != 0)
    }

    /// Whether the door takes both code points as one word's, the second behind the first.
    pub fn joins_words(&self, before: char, c: char) -> bool {
        self.reads_words() && uthmani::joins(before, c)
    }

    /// Whether a letter or another base is written for a mark.
    pub fn makes_a_base_of(&self, mark: char) -> bool {
        let mut buffer = [0; 4];
        let first = self.written(mark, &mut buffer).chars().next();
        unicode::combining_class(mark) != 0 && first.is_some_and(|c| unicode::combining_class(c) == 0)
    }
}

/// The code points at which text leaves the one pass: the marks that may join, whatever writes one of them, and marks
/// for which a letter is written.
pub(crate) fn stops(rules: &BTreeMap<char, String>) -> Vec<char> {
    let mut stops: Vec<char> = unicode::COMPOSITES.iter().map(|c| c.1).collect();
    stops.sort_unstable();
    stops.dedup();
    let joining = stops.clone();
    for (&c, text) in rules {
        let is_base = |c: char| unicode::combining_class(c) == 0;
        let writes_base = !is_base(c) && text.chars().next().is_some_and(is_base);
        if writes_base || text.chars().any(|t| joining.binary_search(&t).is_ok()) {
            stops.push(c);
        }
    }
    stops.sort_unstable();
    stops.dedup();
    stops
}
