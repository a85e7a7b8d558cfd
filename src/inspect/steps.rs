//! Which steps would change a text.

use crate::inspect::histogram::for_each_character;
use crate::normalizer::Normalizer;
use crate::rules::letters::{HAMZA_ABOVE, HAMZA_BELOW, HEH, TATWEEL, ZWNJ, variants};
use crate::rules::step::{Stage, Step};
use crate::rules::unicode;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use once_cell::race::OnceBox;

/// The steps of [`Step::all`] that would change a text, each as the only step of a normalizer.
///
/// It tells what a text has: invisible characters if [`strip_invisible`](Step::StripInvisible) is in the list, a decomposed letter if
/// [`compose`](Step::Compose) is. [`Normalizer::is_normalized`] tells whether a list of steps would change the text.
///
/// Most steps look at single characters, so that the set of the text's characters decides. Only the others are run: composition,
/// normalization forms, the Quran's and Sorani's spelling, and steps of [`Stage::PostProcess`]. A short text takes some
/// tens of microseconds, a megabyte up to 100 milliseconds, and the first call some milliseconds more, to compile these steps.
///
/// ```
/// use naqi::{Step, inspect::changing_steps};
/// let steps = changing_steps("كـتابٌ");
/// assert!(steps.contains(&Step::StripTatweel) && steps.contains(&Step::StripTanwin));
/// assert!(!steps.contains(&Step::StripShadda) && !steps.contains(&Step::UnifyYeh));
/// let names: Vec<_> = changing_steps("2024").iter().map(Step::to_string).collect();
/// assert_eq!(names[..3], ["digits(arabic)", "digits(persian)", "strip_digits(delete)"]);
/// ```
pub fn changing_steps(text: &str) -> Vec<Step> {
    let characters = CharacterSet::of(text);
    let changes = |&(n, ref step): &(usize, Step)| match look_at(n, step, &characters) {
        Decides::Characters => has_rule(n, step, &characters),
        Decides::Text => changes_when_run(n, step, text),
        Decides::Nothing => false,
    };
    // Where composition joins a letter and its mark, it does so in all steps that imply it.
    let composes = Step::all().enumerate().any(|step| step.1 == Step::Compose && changes(&step));
    let is_changed = |step: &(usize, Step)| composes && step.1.implies_compose() || changes(step);
    Step::all().enumerate().filter(is_changed).map(|(_, step)| step).collect()
}

/// What decides whether a step changes a text.
enum Decides {
    /// The set of its characters: the step changes it if it has a rule for one of them.
    Characters,
    /// The text, since the step looks at neighbours.
    Text,
    /// Characters without which the step never changes a text, and which the text does not have.
    Nothing,
}

/// `n` is the step's place in [`Step::all`].
fn look_at(n: usize, step: &Step, characters: &CharacterSet) -> Decides {
    let has = |c: &char| characters.contains(*c);
    let text_if = |is_decisive| if is_decisive { Decides::Text } else { Decides::Nothing };
    match step {
        Step::Compose => text_if(unicode::COMPOSITES.iter().any(|composite| has(&composite.1))),
        Step::UnifySoraniAe => text_if(has(&HEH) && has(&ZWNJ)),
        Step::CollapseSpaces | Step::Trim => text_if(has(&' ') || has(&'\t')),
        Step::Nfc | Step::Nfkc | Step::UnifyUthmani | Step::KeepArabic => Decides::Text,
        step if step.stage() == Stage::PostProcess => Decides::Text,
        // A hamza on a tatweel is a letter, which stays.
        Step::StripDiacritics if has(&TATWEEL) && (has(&HAMZA_ABOVE) || has(&HAMZA_BELOW)) => Decides::Text,
        // Letters without a rule of the step may change by their position.
        Step::Skeleton if !has_rule(n, step, characters) => {
            text_if(variants::POSITIONAL.iter().any(|(letter, _)| has(letter)))
        }
        _ => Decides::Characters,
    }
}

/// At least the number of steps that [`Step::all`] lists.
const MAX_STEPS: usize = 128;

/// Whether a step changes a text, by running it. `n` is its place in [`Step::all`].
fn changes_when_run(n: usize, step: &Step, text: &str) -> bool {
    static COMPILED: [OnceBox<Normalizer>; MAX_STEPS] = [const { OnceBox::new() }; MAX_STEPS];
    let compile = || Normalizer::new(core::slice::from_ref(step));
    match COMPILED.get(n) {
        Some(compiled) => !compiled.get_or_init(|| Box::new(compile())).is_normalized(text),
        None => !compile().is_normalized(text),
    }
}

/// Whether a step's table has a rule for one of the characters. `n` is its place in [`Step::all`].
fn has_rule(n: usize, step: &Step, characters: &CharacterSet) -> bool {
    static RULES: [OnceBox<CharacterSet>; MAX_STEPS] = [const { OnceBox::new() }; MAX_STEPS];
    match RULES.get(n) {
        Some(rules) => characters.has_one_of(rules.get_or_init(|| Box::new(CharacterSet::of_rules(step)))),
        None => characters.has_one_of(&CharacterSet::of_rules(step)),
    }
}

/// The number of characters of one and two bytes in UTF-8, in words of 64 bits.
const LOW_WORDS: usize = 0x800 / 64;

/// A set of characters.
#[derive(Default)]
struct CharacterSet {
    /// Those of one and two bytes in UTF-8, a bit each.
    low: [u64; LOW_WORDS],
    long: BTreeSet<char>,
}

impl CharacterSet {
    /// The characters that a text has.
    fn of(text: &str) -> Self {
        let mut set = Self::default();
        for_each_character(text, |c, _| set.insert(c));
        set
    }

    /// The characters that a step's table has rules for.
    fn of_rules(step: &Step) -> Self {
        let mut set = Self::default();
        step.rules(&mut |c, _| set.insert(c));
        set
    }

    fn insert(&mut self, c: char) {
        match self.low.get_mut(c as usize / 64) {
            Some(bits) => *bits |= 1 << (c as u32 % 64),
            None => {
                self.long.insert(c);
            }
        }
    }

    fn contains(&self, c: char) -> bool {
        match self.low.get(c as usize / 64) {
            Some(bits) => bits >> (c as u32 % 64) & 1 == 1,
            None => self.long.contains(&c),
        }
    }

    /// Whether the two sets have a character in common. The other one may be far larger.
    fn has_one_of(&self, others: &Self) -> bool {
        self.low.iter().zip(&others.low).any(|(own, other)| own & other != 0)
            || self.long.iter().any(|c| others.long.contains(c))
    }
}
