//! Cuts the pronoun of a word that is in no table.

use crate::search::stem::endings;
use crate::search::stem::letters::{
    ALEF, HEH, KAF, LetterBits, LetterSet, Letters, Literal, MEEM, NOON, WAW, YEH, letter, letter_set, literal,
};
use crate::segment::lists::WORDS;
use crate::segment::table::SegmentedWord;

/// The first letters of the present tense, and of `أفعل`.
const VERB_PREFIXES: LetterSet = letter_set("يتنا");

const LONG_VOWELS: LetterSet = letter_set("اوي");

/// The cut before the pronoun, as a mask; 0 if there is none.
pub(super) fn cut<B: LetterBits>(word: Letters<B>) -> u32 {
    let len = pronoun_len(word);
    if len == 0 { 0 } else { 1 << (word.len - len) }
}

fn without<B: LetterBits>(word: Letters<B>, ending: u32) -> Letters<B> {
    word.slice(0, word.len - ending)
}

/// A pronoun, and the fewest letters of a word that has it without being in a table.
type Pronoun = (Literal, u32);

/// By the last letter of a pronoun: every pronoun, the longest first.
fn pronouns_in(last: u64) -> &'static [Pronoun] {
    /// The shortest word is longer than any.
    const NEVER: u32 = u32::MAX;
    const IN_HEH: [Pronoun; 1] = [(literal("ه"), 3)];
    const IN_ALEF: [Pronoun; 4] = [(literal("هما"), 5), (literal("كما"), 6), (literal("ها"), 4), (literal("نا"), 5)];
    const IN_MEEM: [Pronoun; 2] = [(literal("هم"), 4), (literal("كم"), 5)];
    const IN_NOON: [Pronoun; 2] = [(literal("هن"), 5), (literal("كن"), NEVER)];
    const IN_KAF: [Pronoun; 1] = [(literal("ك"), 4)];
    const IN_YEH: [Pronoun; 2] = [(literal("ني"), 5), (literal("ي"), 5)];
    /// The pronoun `ي` as Egyptians write it.
    const IN_MAKSURA: [Pronoun; 1] = [(literal("ى"), NEVER)];
    match last {
        ALEF_MAKSURA => &IN_MAKSURA,
        HEH => &IN_HEH,
        ALEF => &IN_ALEF,
        MEEM => &IN_MEEM,
        NOON => &IN_NOON,
        KAF => &IN_KAF,
        YEH => &IN_YEH,
        _ => &[],
    }
}

/// Where the pronouns start that a word may end in, the longest pronoun first.
pub(super) fn pronouns<B: LetterBits>(word: Letters<B>) -> impl Iterator<Item = u32> {
    let pronouns = pronouns_in(word.last(1)).iter();
    pronouns.filter(move |(p, _)| word.len > p.len && word.ends_with(*p)).map(move |(p, _)| word.len - p.len)
}

/// The entry of a word that a table says to take pronouns, and the cut before its pronoun.
pub(super) fn of_host<B: LetterBits>(word: Letters<B>) -> Option<(&'static SegmentedWord, u32)> {
    pronouns(word).find_map(|start| {
        let host = word.slice(0, start);
        // A noun takes ي, and a function word takes ني too.
        let is_ni = word.len - start == 2 && word.ends_with(const { literal("ني") });
        let entry = WORDS.find(host)?;
        (entry.back >> start & 1 != 0 && (!is_ni || entry.is_in_first_list)).then_some((entry, 1 << start))
    })
}

/// Whether a word is a function word, alone or with a pronoun.
pub(super) fn is_function_word<B: LetterBits>(word: Letters<B>) -> bool {
    WORDS.find(word).is_some_and(|entry| entry.is_in_first_list)
        || of_host(word).is_some_and(|(entry, _)| entry.is_in_first_list)
}

fn pronoun_len<B: LetterBits>(word: Letters<B>) -> u32 {
    let Some((pronoun, min_len)) = pronouns_in(word.last(1)).iter().find(|(pronoun, _)| word.ends_with(*pronoun))
    else {
        return 0;
    };
    if word.len < *min_len {
        return 0;
    }
    match word.last(1) {
        HEH => is_followed_by_heh(word) as u32,
        YEH => yeh(word),
        ALEF if pronoun.bits == literal("نا").bits && !is_followed_by_na(without(word, 2)) => 0,
        _ => pronoun.len,
    }
}

/// Whether `نا` after a host is a pronoun, and not the last letter of a noun in the accusative (`سكانا` or `مخزونا`) or of a
/// name (`ماريانا`).
fn is_followed_by_na<B: LetterBits>(host: Letters<B>) -> bool {
    match host.last(1) {
        ALEF => letter_set("اي").contains(host.first()),
        WAW | YEH => host.first() != MEEM,
        _ => true,
    }
}

/// The number of letters of a pronoun in `ي`: a verb has `ني`, and a noun `ي`.
fn yeh<B: LetterBits>(word: Letters<B>) -> u32 {
    if word.ends_with(const { literal("ني") }) {
        // شكرني; معدني is an adjective.
        let has_three = word.len == 5 && word.first() != MEEM && (0..3).all(|n| !LONG_VOWELS.contains(word.at(n)));
        let is_verb = has_three
            || word.len >= 6
                && VERB_PREFIXES.contains(word.first())
                && (word.first() == YEH || !word.ends_with(const { literal("اني") }));
        return 2 * (is_verb || word.len >= 6 && word.ends_with(const { literal("تني") })) as u32;
    }
    (word.len >= 5 && word.ends_with(const { literal("تي") })) as u32
}

fn is_followed_by_heh<B: LetterBits>(word: Letters<B>) -> bool {
    // ههههه is laughter.
    if endings::keeps(word)
        || word.first() == HEH && word.ends_with(const { literal("هه") })
        || word.ends_with(const { literal("الله") })
    {
        return false;
    }
    // سعوديه is an adjective with ه for ة, and يعطيه a verb.
    // مستخدميه is a plural with a pronoun.
    let is_participle = word.len >= 7 && word.first() == MEEM;
    let is_adjective = word.len >= 5
        && word.ends_with(const { literal("يه") })
        && !VERB_PREFIXES.contains(word.first())
        && !is_participle;
    !is_adjective
}

const ALEF_MAKSURA: u64 = letter('ى');
