//! The rules of a sequence of steps, fused to one map.
//!
//! A step's rules depend on no neighbour, so a sequence of steps is a chain of maps, and one map replaces it. The last step comes
//! first: what a rule of an earlier step writes is rewritten by the map of the later ones.
//!
//! ```text
//! the later steps      b→x  e→y
//! a step before them   a→b  b→c  e→z      as rewritten: a→x  b→c  e→z
//! the map              a→x  b→c  e→z      an earlier rule replaces the later one for its code point
//! ```
//!
//! The map is a few sorted lists until all steps are in it, each more than twice as long as the next one: a new list is merged
//! with those that are not. So each rule is moved a logarithmic number of times, whatever the number of steps.

use crate::kernel::Others;
use crate::pipeline::expansion;
use crate::pipeline::order::stable_order;
use crate::rules::letters::{HEH, ZWNJ};
use crate::rules::step::Step;
use crate::token::has_letter_or_number;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem::take;

/// The text that is written for each code point, sorted by code point.
///
/// A sorted list: a `BTreeMap` of another type would add some 10 KiB of machine code to every program that normalizes.
#[derive(PartialEq, Eq)]
pub(crate) struct RuleMap(Vec<(char, String)>);

impl RuleMap {
    fn find(&self, c: char) -> Result<usize, usize> {
        self.0.binary_search_by_key(&c, |rule| rule.0)
    }

    pub fn get(&self, c: char) -> Option<&str> {
        self.find(c).ok().map(|at| self.0[at].1.as_str())
    }

    /// The rules, in the order of their code points.
    pub fn iter(&self) -> impl Iterator<Item = (char, &str)> {
        self.0.iter().map(|(c, text)| (*c, text.as_str()))
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn remove(&mut self, c: char) {
        if let Ok(at) = self.find(c) {
            self.0.remove(at);
        }
    }

    fn insert(&mut self, c: char, text: String) {
        match self.find(c) {
            Ok(at) => self.0[at].1 = text,
            Err(at) => self.0.insert(at, (c, text)),
        }
    }
}

/// The rules of a sequence of steps as one map: the output of each code point that differs from the default.
#[derive(PartialEq, Eq)]
pub(crate) struct FusedRules {
    pub rules: RuleMap,
    /// The default: what happens to a code point without a rule.
    pub others: Others,
    /// The first code point whose output would exceed the limit.
    pub too_long: Option<char>,
    /// Whether the compose stage replaces `ه` and a ZWNJ by `ە` first.
    pub unifies_ae: bool,
    /// Whether Latin letters or symbols are removed, with their marks.
    pub removes_marked: bool,
}

impl FusedRules {
    /// Whether the code point is unchanged.
    pub fn keeps(&self, c: char) -> bool {
        self.rules.get(c).map_or(self.others == Others::Kept, |text| text.chars().eq([c]))
    }

    /// Undoes the rule that writes this text for a code point, so that post-processing receives the code point. Returns whether
    /// there is such a rule.
    pub fn restore(&mut self, c: char, written: &str) -> bool {
        let is_deleted = written.is_empty() && self.others == Others::Deleted;
        let is_written = self.rules.get(c).map_or(is_deleted, |text| text == written);
        if is_written {
            match self.others {
                Others::Kept => self.rules.remove(c),
                Others::Deleted => self.rules.insert(c, c.into()),
            }
        }
        is_written
    }

    /// Whether every text is unchanged.
    pub fn is_identity(&self) -> bool {
        self.rules.is_empty() && self.others == Others::Kept && !self.unifies_ae
    }

    /// The code points whose output depends on their neighbours: expansions, and `ﷲ`.
    pub fn expansions(&self) -> impl Iterator<Item = char> {
        self.rules.iter().filter(|(c, text)| expansion::depends_on_neighbours(*c, text)).map(|(c, _)| c)
    }

    /// Whether the output is longer than the code point.
    pub fn grows(&self, c: char) -> bool {
        self.rules.get(c).is_some_and(|text| text.len() > c.len_utf8())
    }

    /// Whether a letter or number becomes a text of the same length without either.
    pub fn loses_letter(&self, c: char) -> bool {
        let loses = |text: &str| text.len() == c.len_utf8() && !has_letter_or_number(text);
        self.rules.get(c).is_some_and(loses) && has_letter_or_number(c.encode_utf8(&mut [0; 4]))
    }

    /// The greatest ratio of the lengths of an output and its code point. An expansion may have a space on both sides.
    pub fn max_growth(&self) -> usize {
        let spaces = |text| if expansion::is_expansion(text) { 2 } else { 0 };
        let growths = self.rules.iter().map(|(c, text)| (text.len() + spaces(text)).div_ceil(c.len_utf8()));
        growths.fold(1, usize::max)
    }

    /// Whether no output has `ه` before a ZWNJ, which a second run would replace by `ە`: the table writes no ZWNJ, or
    /// neither of them for another code point.
    pub fn leaves_no_ae_to_unify(&self) -> bool {
        !self.unifies_ae || !self.keeps(ZWNJ) || self.rules.iter().all(|(_, text)| !text.contains([HEH, ZWNJ]))
    }

    /// Whether a second run would change no output.
    pub fn is_idempotent(&self) -> bool {
        self.rules.iter().all(|(_, text)| text.chars().all(|t| self.keeps(t)))
    }
}

/// Fuses the rules of steps, each of which rewrites the output of the steps before it.
///
/// No intermediate text for one code point may exceed `limit` bytes either. Its length is estimated from above: as the sum of the
/// greatest lengths of its characters, even if they reach them after different steps. So the time does not depend on the lengths.
pub(crate) fn fuse(steps: &[Step], limit: usize) -> FusedRules {
    let mut map = RuleChain { lists: Vec::new(), others: Others::Kept };
    for step in steps.iter().rev() {
        map.prepend(step, limit);
    }
    let RuleChain { lists, others } = map;
    let mut rules = lists.into_iter().rev().reduce(merge).unwrap_or_default();
    let too_long = rules.iter().find(|rule| rule.max_len > limit).map(|rule| rule.c);
    rules.retain(|Rule { c, text, .. }| match others {
        Others::Kept => !text.chars().eq([*c]),
        Others::Deleted => !text.is_empty(),
    });
    FusedRules {
        rules: RuleMap(rules.into_iter().map(|rule| (rule.c, rule.text)).collect()),
        others,
        too_long,
        unifies_ae: steps.contains(&Step::UnifySoraniAe),
        removes_marked: steps.iter().any(Step::removes_marked),
    }
}

/// The output of the last steps of a sequence for each code point.
struct RuleChain {
    /// Lists of rules, each sorted by code point. A rule holds unless a later list has one for the same code point.
    lists: Vec<Vec<Rule>>,
    others: Others,
}

/// The output of a sequence of steps for one code point.
struct Rule {
    c: char,
    /// Empty if `max_len` exceeds the limit.
    text: String,
    /// An upper bound of the longest intermediate output, in bytes.
    max_len: usize,
}

impl RuleChain {
    /// Adds the step before the others.
    fn prepend(&mut self, step: &Step, limit: usize) {
        let mut rules = Vec::new();
        step.rules(&mut |c, text| rules.push(Rule { c, text: text.into(), max_len: text.len() }));
        let mut rules = sorted(rules);
        for rule in &mut rules {
            self.rewrite(rule, limit);
        }
        if step.deletes_others() {
            *self = Self { lists: Vec::new(), others: Others::Deleted };
        }
        while let Some(list) = self.lists.pop_if(|list| list.len() <= 2 * rules.len()) {
            rules = merge(rules, list);
        }
        self.lists.push(rules);
    }

    fn get(&self, c: char) -> Option<&Rule> {
        let find = |list: &'_ Vec<Rule>| list.binary_search_by_key(&c, |rule| rule.c).ok();
        self.lists.iter().rev().find_map(|list| Some(&list[find(list)?]))
    }

    /// Rewrites the output of an earlier rule.
    fn rewrite(&self, rule: &mut Rule, limit: usize) {
        if self.others == Others::Kept && !rule.text.chars().any(|c| self.get(c).is_some()) {
            return;
        }
        let (mut output, mut max_len) = (String::new(), 0_usize);
        for c in rule.text.chars() {
            let later = self.get(c);
            match later {
                Some(later) => output += &later.text,
                None if self.others == Others::Kept => output.push(c),
                None => {}
            }
            max_len = max_len.saturating_add(later.map_or(0, |later| later.max_len).max(c.len_utf8()));
            if max_len > limit {
                output.clear();
                break;
            }
        }
        rule.text = output;
        rule.max_len = rule.max_len.max(max_len);
    }
}

/// The rules in the order of their code points. Of several rules for one code point the last holds.
fn sorted(mut rules: Vec<Rule>) -> Vec<Rule> {
    if rules.is_sorted_by(|a, b| a.c < b.c) {
        return rules;
    }
    let mut sorted: Vec<Rule> = Vec::with_capacity(rules.len());
    for n in stable_order(rules.len(), |n| rules[n].c as u32) {
        let rule = Rule { text: take(&mut rules[n].text), ..rules[n] };
        match sorted.last_mut() {
            Some(last) if last.c == rule.c => *last = rule,
            _ => sorted.push(rule),
        }
    }
    sorted
}

/// Merges two sorted lists. For a code point with a rule in both, that of the earlier steps holds.
fn merge(earlier: Vec<Rule>, later: Vec<Rule>) -> Vec<Rule> {
    let mut rules = Vec::with_capacity(earlier.len() + later.len());
    let mut earlier = earlier.into_iter().peekable();
    for rule in later {
        while let Some(before) = earlier.next_if(|before| before.c < rule.c) {
            rules.push(before);
        }
        rules.push(earlier.next_if(|same| same.c == rule.c).unwrap_or(rule));
    }
    rules.extend(earlier);
    rules
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::step::Map;
    use alloc::format;
    use alloc::string::ToString;

    /// Pseudo-random numbers below a bound.
    fn numbers() -> impl FnMut(u32) -> u32 {
        let mut state = 1_u64;
        move |below| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u32 % below
        }
    }

    /// A map of some of the letters `a` to `h` to up to three of them.
    fn random_map(next: &mut impl FnMut(u32) -> u32) -> Step {
        let letter = |n: u32| char::from(b'a' + n as u8);
        let mut rules = Vec::new();
        for c in (0..8).map(letter) {
            if next(3) == 0 {
                let text: String = (0..next(4)).map(|_| letter(next(8))).collect();
                rules.push((c.to_string(), text));
            }
        }
        let map = Map::new(rules).expect("each letter has one rule");
        Step::Map(if next(6) == 0 { map.others_deleted() } else { map })
    }

    fn apply(rules: &RuleMap, others: Others, text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            match rules.get(c) {
                Some(to) => out += to,
                None if others == Others::Kept => out.push(c),
                None => {}
            }
        }
        out
    }

    #[test]
    fn fused_steps_give_what_one_after_the_other_gives() {
        let mut next = numbers();
        for _ in 0..3000 {
            let steps: Vec<Step> = (0..next(7)).map(|_| random_map(&mut next)).collect();
            let fused = fuse(&steps, usize::MAX);
            assert!(fused.rules.0.is_sorted_by(|a, b| a.0 < b.0));
            for c in "abcdefgh!".chars() {
                let one_by_one = steps.iter().fold(String::from(c), |text, step| {
                    let step = fuse(core::slice::from_ref(step), usize::MAX);
                    apply(&step.rules, step.others, &text)
                });
                assert_eq!(apply(&fused.rules, fused.others, &String::from(c)), one_by_one, "{c} {steps:?}");
                assert_eq!(fused.keeps(c), one_by_one == format!("{c}"), "{c} {steps:?}");
            }
        }
    }

    #[test]
    fn steps_without_rules_change_nothing() {
        let maps = [("a", "bbbc"), ("b", "pppppppp"), ("p", ""), ("c", "xxx"), ("x", "qqqqqqqq")];
        let maps = maps.map(|rule| Step::Map(Map::new([rule]).expect("one rule")));
        for trims in 0..40 {
            let mut steps = maps.to_vec();
            for n in 0..trims % 8 {
                steps.insert((n * 3 + trims / 8) % (steps.len() + 1), Step::Trim);
            }
            for limit in [8, 24, 25, 48, 49, 1024] {
                let (with, without) = (fuse(&steps, limit), fuse(&maps, limit));
                assert_eq!((with.too_long, with.rules.0), (without.too_long, without.rules.0), "{trims}, {limit}");
            }
        }
    }

    /// The bound of a text's length, and its output: each step's rules are looked up in the steps after it.
    fn naive(steps: &[Step], text: &str) -> (usize, String) {
        let [step, later @ ..] = steps else { return (text.len(), text.into()) };
        let one = fuse(core::slice::from_ref(step), usize::MAX);
        let (mut bound, mut output) = (0, String::new());
        for c in text.chars() {
            let written = apply(&one.rules, one.others, &String::from(c));
            let (len, rest) = naive(later, &written);
            bound += len.max(c.len_utf8());
            output += &rest;
        }
        (bound, output)
    }

    #[test]
    fn the_limit_is_that_of_a_naive_sum() {
        let mut next = numbers();
        for _ in 0..2000 {
            let steps: Vec<Step> = (0..next(5)).map(|_| random_map(&mut next)).collect();
            let limit = 4 + next(12) as usize;
            let exceeds = |c: &char| naive(&steps, &String::from(*c)).0 > limit;
            assert_eq!(fuse(&steps, limit).too_long, ('a'..='h').find(exceeds), "{limit} {steps:?}");
        }
    }

    #[test]
    fn of_two_rules_for_a_code_point_the_later_holds() {
        let rules = ["b1", "a1", "b2", "c1", "a2"].map(|rule| Rule {
            c: rule.chars().next().unwrap_or_default(),
            text: rule[1..].into(),
            max_len: 1,
        });
        let sorted: Vec<(char, String)> = sorted(rules.into()).into_iter().map(|rule| (rule.c, rule.text)).collect();
        assert_eq!(sorted, [('a', "2".into()), ('b', "2".into()), ('c', "1".into())]);
    }
}
